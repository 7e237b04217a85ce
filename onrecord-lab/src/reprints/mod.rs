//! Reprints: passages of real articles set into invented words, found again; at growing numbers of articles.

mod brute;
mod generate;
mod score;

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Result;
use onrecord::article::Article;
use onrecord::reprint::{self, Reprint};
use onrecord::text::Id;

use crate::cpu;
use generate::{Made, Printed};
use score::Score;

/// Which numbers of articles.
#[derive(clap::Args)]
pub struct Arguments {
    /// Numbers of articles, rising
    #[arg(long, value_delimiter = ',', default_value = "5000,10000,20000,50000")]
    articles: Vec<usize>,
    /// How often each number is timed
    #[arg(long, default_value_t = 5)]
    repeats: usize,
    /// Articles that are also held against each other word by word, without keys
    #[arg(long, default_value_t = 40)]
    brute: usize,
}

/// What one number of articles gives.
pub struct Run {
    /// Articles.
    pub articles: usize,
    /// Their words, in millions.
    pub words: f64,
    /// Times of `reprint::trace` on the processor, on one thread, the least first.
    pub cpu: Vec<Duration>,
    /// The most memory that this process has held so far, in MB: articles and all.
    pub peak: f64,
    /// Reprints found.
    pub reprints: usize,
    /// Of these, between families: nothing was set in.
    pub stray: usize,
    /// Passages of 12 words and up.
    pub score: Score,
}

impl Run {
    /// The least time.
    pub fn least(&self) -> Duration {
        self.cpu.first().copied().unwrap_or_default()
    }

    /// The middle one of the times.
    pub fn median(&self) -> Duration {
        self.cpu.get(self.cpu.len() / 2).copied().unwrap_or_default()
    }
}

/// Runs one number of articles, timed so often.
pub fn run(articles: usize, repeats: usize) -> Result<Run> {
    let (sources, _) = generate::sources()?;
    let families = generate::families(articles);
    let held: Vec<Article> = (0..families)
        .flat_map(|number| generate::family(&sources, number))
        .map(|made| made.article)
        .collect();
    let borrowed: Vec<&Article> = held.iter().collect();
    let (found, first) = cpu::measured(|| reprint::trace(&borrowed));
    let again = (1..repeats).map(|_| cpu::measured(|| reprint::trace(&borrowed)).1);
    let mut cpu: Vec<Duration> = again.chain([first]).collect();
    cpu.sort_unstable();
    let words = held.iter().map(|article| article.body.split(' ').count()).sum::<usize>() as f64 / 1e6;
    let by_pair = by_pair(&found);
    let (mut score, mut inside) = (Score::default(), 0);
    for number in 0..families {
        let family = generate::family(&sources, number);
        inside += joined(&family, &by_pair);
        score.add(score::score(&family, source(&sources, number), &by_pair));
    }
    score.in_vain += found.len() - inside;
    Ok(Run {
        articles: held.len(),
        words,
        cpu,
        peak: peak(),
        reprints: found.len(),
        stray: found.len() - inside,
        score,
    })
}

fn source(sources: &[Vec<Printed>], number: usize) -> &[Printed] {
    &sources[number % sources.len()]
}

fn by_pair(found: &[Reprint]) -> HashMap<[Id<Article>; 2], &Reprint> {
    found.iter().map(|one| ([one.original, one.copy], one)).collect()
}

/// How many reprints join articles of the family.
fn joined(family: &[Made], found: &HashMap<[Id<Article>; 2], &Reprint>) -> usize {
    let ids = family.iter().map(|made| made.article.id);
    ids.clone().flat_map(|a| ids.clone().map(move |b| [a, b])).filter(|pair| found.contains_key(pair)).count()
}

/// The most memory this process has held, in MB, as the kernel counts it.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok())
        .map_or(f64::NAN, |kb| kb / 1024.0)
}

/// Shows the figures.
pub fn show(arguments: &Arguments) -> Result<()> {
    let (sources, left_out) = generate::sources()?;
    println!("{} source texts ({left_out} left out: too short, or they share words)", sources.len());
    let all: Vec<Made> =
        (0..).flat_map(|number| generate::family(&sources, number)).take(arguments.brute).collect();
    let articles: Vec<&Article> = all.iter().map(|made| &made.article).collect();
    let agreement = brute::compare(&articles, &by_pair(&reprint::trace(&articles)));
    println!(
        "word by word on {} articles: {} of {} runs lie in passages; {} of {} passages without an edit are longest runs",
        articles.len(),
        agreement.covered,
        agreement.runs,
        agreement.same,
        agreement.exact
    );
    println!(
        "articles   words M  least s  median s   peak MB  reprints  stray  passages      P      R     F1   off"
    );
    let mut first: Option<Run> = None;
    for articles in &arguments.articles {
        let run = run(*articles, arguments.repeats)?;
        let [p, r, f1] = run.score.figures().map(|figure| 100.0 * figure);
        println!(
            "{:>8} {:>9.1} {:>8.2} {:>9.2} {:>9.0} {:>9} {:>6} {:>9} {p:>6.2} {r:>6.2} {f1:>6.2} {:>5.2}",
            run.articles,
            run.words,
            run.least().as_secs_f64(),
            run.median().as_secs_f64(),
            run.peak,
            run.reprints,
            run.stray,
            run.score.set_in,
            run.score.boundary()
        );
        match &first {
            Some(first) => growth(first, &run),
            None => first = Some(run),
        }
    }
    Ok(())
}

/// How much more time the greater number took, and how much more n log n is.
fn growth(small: &Run, great: &Run) {
    let ratio = |time: fn(&Run) -> Duration| time(great).as_secs_f64() / time(small).as_secs_f64().max(1e-9);
    let size = |run: &Run| run.articles as f64 * (run.articles as f64).ln();
    println!(
        "         {:.1} times the least and {:.1} times the median of {}; n log n grows {:.1} times",
        ratio(Run::least),
        ratio(Run::median),
        small.articles,
        size(great) / size(small)
    );
}
