//! `onrecord-lab`: scores on corpora that stay outside the project.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};
use onrecord::statement::Finder;
use onrecord_lab::{
    drafts, extraction, finder, floors, polnear, recognizers, reprints, seeds, shared, shared_words, speed,
    stories,
};

/// Scores on corpora that stay outside the project (../shared, or ONRECORD_SHARED).
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(flatten)]
    choice: finder::Choice,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Statements found in PolNeAR, beside those marked there.
    Polnear(Polnear),
    /// Confidence beside the share that is right; or the evidence, to fit the calibration on
    Calibration(Calibration),
    /// Annotated windows as JSON Lines: what the learned finder is fitted on
    Windows(Windows),
    /// The example stories, row by row, against their truth tables.
    Stories(stories::Arguments),
    /// Drafts with known alterations: what `check` finds of them, and in vain
    Drafts(drafts::Arguments),
    /// Body text of saved pages, beside the bare extractor's
    Extraction,
    /// The seed articles, held against their table
    Seeds {
        /// Show the rows that fail
        #[arg(long)]
        failed: bool,
    },
    /// Words that articles of one event share: one utterance, or kept apart
    SharedWords,
    /// Articles a second of the whole program, words a second of each stage
    Speed(Speed),
    /// Date expressions of a collection for assistants: how many we share
    Time {
        /// Show so many that are found with other days
        #[arg(long, value_name = "N", default_value_t = 0)]
        other: usize,
    },
    /// Passages of real articles set into invented words, found again, at growing numbers of articles
    Reprints(reprints::Arguments),
    /// Every score that has a floor, as the lines of `evals/floors.toml`
    Floors,
}

#[derive(clap::Args)]
struct Speed {
    /// The program [default: beside this one]
    #[arg(long, value_name = "PATH")]
    binary: Option<PathBuf>,
    /// Articles read side by side
    #[arg(long, default_value_t = 1)]
    jobs: usize,
    /// `dev` or `train`; both if none is named
    #[arg(long)]
    split: Option<String>,
    /// Runs of each kind; the fastest counts
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

#[derive(clap::Args)]
struct Calibration {
    /// The half of the development articles: the first is for fitting, the second for measuring
    #[arg(long, default_value_t = 2)]
    half: usize,
    /// The findings as JSON Lines in place of the table
    #[arg(long)]
    evidence: bool,
}

#[derive(clap::Args)]
struct Windows {
    /// A folder with text/ and attributions/ as PolNeAR has them
    #[arg(long, value_name = "FOLDER")]
    corpus: PathBuf,
    /// The vocabulary of the base weights, a piece a line
    #[arg(long, value_name = "FILE")]
    vocabulary: PathBuf,
}

#[derive(clap::Args)]
struct Polnear {
    /// `dev` or `train`
    #[arg(long, default_value = "dev")]
    split: String,
    /// Show so many errors, spread over the articles
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Which errors
    #[arg(long, value_delimiter = ',', default_value = "miss,false")]
    kind: Vec<polnear::Kind>,
    /// Only errors in quoted statements
    #[arg(long, conflicts_with = "unquoted")]
    quoted: bool,
    /// Only errors in unquoted statements
    #[arg(long)]
    unquoted: bool,
    /// Only articles whose name contains this
    #[arg(long, value_name = "WORD")]
    article: Option<String>,
    /// A table of cues: marked, missed, found, found in vain
    #[arg(long)]
    by_cue: bool,
    /// What was found, in the form that `../shared/score/quotes.py` reads
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let Arguments { choice, command } = Arguments::parse();
    match command {
        Command::Polnear(arguments) => show_polnear(&arguments, choice.finder()?),
        Command::Calibration(arguments) => show_calibration(&arguments, choice.finder()?),
        Command::Windows(arguments) => show_windows(&arguments),
        Command::Stories(arguments) => stories::show(&arguments, choice.finder()?),
        Command::Drafts(arguments) => drafts::show(&arguments, choice.finder()?),
        Command::Extraction => show_extraction(),
        Command::Seeds { failed } => show_seeds(failed, choice.finder()?),
        Command::SharedWords => show_shared_words(choice.finder()?),
        Command::Speed(arguments) => show_speed(arguments, &choice),
        Command::Time { other } => show_time(other),
        Command::Reprints(arguments) => reprints::show(&arguments),
        Command::Floors => show_floors(),
    }
}

fn show_polnear(arguments: &Polnear, finder: Finder) -> anyhow::Result<()> {
    let folder = shared::path(&format!("data/polnear/{}", arguments.split))?;
    let mut scored = polnear::run(&folder, finder)?;
    if let Some(word) = &arguments.article {
        scored.retain(|one| one.gold.name.contains(word.as_str()));
    }
    let quoted = match (arguments.quoted, arguments.unquoted) {
        (false, false) => None,
        (quoted, _) => Some(quoted),
    };
    if arguments.errors > 0 {
        println!("{}", polnear::errors(&scored, arguments.errors, &arguments.kind, quoted));
    }
    if let Some(path) = &arguments.predictions {
        std::fs::write(path, polnear::predictions(&scored)).with_context(|| path.display().to_string())?;
    }
    if arguments.by_cue {
        println!("{}", polnear::by_cue(&scored, 80));
    }
    println!("{}", polnear::report(&scored));
    Ok(())
}

fn show_calibration(arguments: &Calibration, finder: Finder) -> anyhow::Result<()> {
    let mut gold = polnear::read(&shared::path("data/polnear/dev")?)?;
    let mut at = 0;
    gold.retain(|_| {
        at += 1;
        (at % 2 == 1) == (arguments.half == 1)
    });
    let weighed = polnear::weighed(&gold, finder);
    if arguments.evidence {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for one in &weighed {
            serde_json::to_writer(&mut out, one)?;
            writeln!(out)?;
        }
        return Ok(out.flush()?);
    }
    let (table, error) = polnear::reliability(&weighed);
    println!("{table}expected calibration error {error:.4} of {} findings", weighed.len());
    Ok(())
}

fn show_windows(arguments: &Windows) -> anyhow::Result<()> {
    let gold = polnear::read(&arguments.corpus)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in polnear::windows(&gold, &polnear::vocabulary(&arguments.vocabulary)?) {
        serde_json::to_writer(&mut out, &line)?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

fn show_extraction() -> anyhow::Result<()> {
    let compared = extraction::run(&extraction::pages()?);
    println!("{} pages              P      R     F1   quotes kept", compared.pages);
    for (name, figures) in [("ours", &compared.ours), ("bare extractor", &compared.bare)] {
        let [p, r, f1, kept] =
            [figures.precision, figures.recall, figures.f1, figures.quotes_kept].map(|v| 100.0 * v);
        println!("{name:<16}{p:>9.2}{r:>7.2}{f1:>7.2}   {kept:.2} of {}", figures.quotes);
    }
    let [reading, finding, bare] = compared.cost.map(|cost| cost.as_secs_f64());
    println!(
        "time on the processor: ours {reading:.2} s, with statements {finding:.2} s, bare {bare:.2} s; \
         ratio {:.2}, with statements {:.2}",
        reading / bare,
        finding / bare
    );
    let lost = compared.ours.low.iter().filter(|page| !compared.bare.low.contains(page));
    println!("poor pages: ours {}, bare {}", compared.ours.low.len(), compared.bare.low.len());
    lost.for_each(|page| println!("  poor with us alone: {page}"));
    Ok(())
}

fn show_seeds(failed: bool, finder: Finder) -> anyhow::Result<()> {
    let seeds = seeds::run(finder)?;
    if failed {
        seeds.failed.iter().for_each(|(row, problems)| println!("FAIL {row}  {problems}"));
    }
    seeds.tables.iter().for_each(|(table, passed, rows)| println!("{table:<6}{passed:>4} of {rows:>3}"));
    println!("{} of {} rows pass", seeds.passed.0, seeds.passed.1);
    Ok(())
}

fn show_shared_words(finder: Finder) -> anyhow::Result<()> {
    let rows = shared_words::run(finder)?;
    for row in &rows {
        println!("{}  {}", if row.is_right { "PASS" } else { "FAIL" }, row.name);
        row.parts.iter().for_each(|part| println!("      {part}"));
    }
    println!("{} of {} groups", rows.iter().filter(|row| row.is_right).count(), rows.len());
    Ok(())
}

fn show_speed(arguments: Speed, choice: &finder::Choice) -> anyhow::Result<()> {
    let beside = || std::env::current_exe().map(|path| path.with_file_name("onrecord"));
    let binary = arguments.binary.map_or_else(beside, Ok)?;
    let splits =
        arguments.split.map_or_else(|| vec!["train".to_owned(), "dev".to_owned()], |split| vec![split]);
    let folders = splits.iter().map(|split| shared::path(&format!("data/polnear/{split}/text")));
    let folders: Vec<PathBuf> = folders.collect::<anyhow::Result<_>>()?;
    let name = if choice.finder == finder::Name::Rules { "rules" } else { "learned" };
    let run = speed::program(&binary, &folders, arguments.rounds, arguments.jobs, name)?;
    for (name, one) in [("whole program", run.whole), ("texts alone", run.texts)] {
        let (wall, cpu) = (one.wall.as_secs_f64(), one.cpu.as_secs_f64());
        let count = run.articles as f64;
        println!(
            "{name:<16}{:>7.1} articles a second on the processor, {:.1} by the clock ({cpu:.2} s, {wall:.2} s)",
            count / cpu,
            count / wall
        );
    }
    println!("ratio           {:>7.2}", run.whole.cpu.as_secs_f64() / run.texts.cpu.as_secs_f64());
    for stage in speed::stages(speed::texts(&folders)?, choice.finder()?) {
        println!(
            "{:<24}{:>12.0} words a second{:>10.0} µs an article",
            stage.name, stage.words, stage.micros
        );
    }
    Ok(())
}

fn show_time(other: usize) -> anyhow::Result<()> {
    let report = recognizers::run()?;
    for row in &report.rows {
        println!(
            "{:<16}{:>5}   found {:>4}   right {:>4}   with the same words {:>4}   by allowance {:?}",
            row.kind, row.all, row.found, row.right, row.same_words, row.allowed
        );
        row.other.iter().take(other).for_each(|line| println!("    {line}"));
    }
    let (all, right) = report.total();
    let left: usize = report.left_out.values().sum();
    println!("right           {right} of {all}: {:.1} %", report.share());
    println!("to the day      {:.1} %, without the allowance `of its unit`", report.share_to_the_day());
    println!(
        "left out        {left} of {}: {:.1} %",
        all + left,
        100.0 * left as f64 / (all + left).max(1) as f64
    );
    report.left_out.iter().for_each(|(clause, count)| println!("    {clause:<24}{count:>4}"));
    println!("without a time  {} cases, something found in {}", report.empty.0, report.empty.1);
    Ok(())
}

fn show_floors() -> anyhow::Result<()> {
    let scores = floors::measure()?;
    for (section, names) in &scores {
        println!("\n[{section}]");
        names.iter().for_each(|(name, score)| println!("\"{name}\" = {score:.2}"));
    }
    floors::fallen(&floors::floors()?, &scores).iter().for_each(|line| println!("# below its floor: {line}"));
    Ok(())
}
