//! Drafts with known alterations: how many of them `check` finds, and what it reports in vain.
//!
//! From the reports of a story it takes direct quotations with named speakers, writes drafts of invented filler
//! around them, and alters some: a word changed, words cut, another speaker, a quotation that nobody said.

mod cases;
mod score;
mod write;

use std::path::PathBuf;

use onrecord::statement::Finder;

pub use score::Score;

use cases::Pool;

/// Quotations of one run, and how many of each alteration.
pub const QUOTATIONS: usize = 120;
/// Of each kind of alteration.
pub const OF_EACH: usize = 10;

/// What the command shows.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folders of reports, a story each [default: the invented stories of this project]
    #[arg(value_name = "FOLDERS")]
    folders: Vec<PathBuf>,
    /// The first seed
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// So many seeds, one after another
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// Show what was not found and what was found in vain
    #[arg(long)]
    failing: bool,
    /// Print the drafts
    #[arg(long)]
    drafts: bool,
}

/// Runs stories and seeds, and prints a line for each.
pub fn show(arguments: &Arguments, finder: Finder) -> anyhow::Result<()> {
    println!("{}", Score::HEAD);
    let mut all = Score::default();
    for folder in folders(&arguments.folders)? {
        let pool = Pool::read(&folder, finder);
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for seed in arguments.seed..arguments.seed + arguments.seeds {
            let score = run(&pool, seed, finder, arguments.drafts);
            println!("{}", score.line(&format!("{name} {seed}"), pool.len()));
            if arguments.failing {
                score.failing.iter().for_each(|line| println!("    {line}"));
            }
            all.add(score);
        }
    }
    println!("{}", all.line("all", 0));
    Ok(())
}

/// The scores of the invented stories over some seeds, together.
pub fn of_own_stories(finder: Finder, seeds: u64) -> anyhow::Result<Score> {
    let mut all = Score::default();
    for folder in folders(&[])? {
        let pool = Pool::read(&folder, finder);
        (1..=seeds).for_each(|seed| all.add(run(&pool, seed, finder, false)));
    }
    Ok(all)
}

fn folders(given: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    if given.is_empty() {
        return Ok(crate::stories::all()?.into_iter().map(|story| story.folder).collect());
    }
    Ok(given.to_vec())
}

/// One run: drafts with 120 quotations, 40 of them altered.
fn run(pool: &Pool, seed: u64, finder: Finder, print: bool) -> Score {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut score = Score::default();
    for (number, cases) in pool.drafts(&mut random).into_iter().enumerate() {
        let draft = write::draft(pool, cases, number, &mut random);
        if print {
            println!("{}\n\n====\n", draft.text);
        }
        score.take(pool, &draft, finder);
    }
    score
}

/// A small generator: the same numbers for the same seed everywhere.
struct Random(u64);

impl Random {
    /// A number below `n`; 0 where `n` is 0.
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

/// The lines of a list, without its comments.
fn list(text: &'static str) -> Vec<&'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
}
