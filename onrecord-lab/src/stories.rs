//! The example stories of `fixtures/stories`: a run measured against their truth tables, row by row.
//!
//! `fixtures/stories/README.md` says how a row is written and when it holds. Silence proves nothing:
//! an empty run passes no row.

mod accounts;
mod copies;
mod documents;
mod joined;
mod origins;
mod place;
mod relations;
mod speakers;
mod statements;
mod times;
mod truth;
mod wire;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use onrecord::record::{Offsets, compile, lines, read};
use onrecord::statement::Finder;
use onrecord_app::ingest;

pub use truth::{Row, Story, Table};

/// What a row came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// The story's folder.
    pub story: String,
    /// The row's id in that story.
    pub id: String,
    /// The table it stands in.
    pub table: Table,
    /// What is wrong; nothing where the row holds.
    pub problems: Vec<String>,
}

impl Verdict {
    /// Whether the row holds.
    pub fn passes(&self) -> bool {
        self.problems.is_empty()
    }
}

/// What the command shows.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only these rows: `ember-recall/S01`, or all of a story: `ember-recall`
    #[arg(long, value_delimiter = ',')]
    rows: Vec<String>,
    /// Only the rows that fail
    #[arg(long)]
    failing: bool,
}

/// Runs the stories and reports on their rows.
pub fn show(arguments: &Arguments, finder: Finder) -> anyhow::Result<()> {
    let (mut verdicts, mut unexplained) = (Vec::new(), Vec::new());
    let runs = runs(finder)?;
    for (story, wire) in &runs {
        verdicts.extend(check(story, wire)?);
        unexplained.push((story.name.as_str(), self::unexplained(story, wire)?));
    }
    verdicts.push(mixed(&runs, finder)?);
    let asked = |verdict: &Verdict| {
        let row = format!("{}/{}", verdict.story, verdict.id);
        arguments.rows.is_empty() || arguments.rows.iter().any(|one| *one == row || *one == verdict.story)
    };
    verdicts.retain(asked);
    println!("{}", report(&verdicts, arguments.failing));
    if arguments.rows.is_empty() {
        unexplained.iter().for_each(|(story, left)| print_unexplained(story, left));
    }
    Ok(())
}

fn print_unexplained(story: &str, left: &[String]) {
    println!("\n{story}: {} differences that no row explains", left.len());
    left.iter().for_each(|difference| println!("  {difference}"));
}

/// Every story with the wire of its run.
pub fn runs(finder: Finder) -> anyhow::Result<Vec<(Story, Vec<String>)>> {
    let with_run = |story: Story| run(&story, finder).map(|wire| (story, wire));
    all()?.into_iter().map(with_run).collect()
}

/// The folder of the stories in this checkout.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stories")
}

/// All stories, in order of their names.
pub fn all() -> anyhow::Result<Vec<Story>> {
    let folder = folder();
    let entries = std::fs::read_dir(&folder).with_context(|| format!("no folder {}", folder.display()))?;
    let mut tables: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    tables.retain(|path| path.extension().is_some_and(|end| end == "md") && path.with_extension("").is_dir());
    tables.sort();
    tables.iter().map(|path| Story::read(path)).collect()
}

/// Reads the story's reports and compiles their record: the wire, offsets in bytes.
pub fn run(story: &Story, finder: Finder) -> anyhow::Result<Vec<String>> {
    compiled(&paths(story), finder)
}

fn paths(story: &Story) -> Vec<PathBuf> {
    story.reports.iter().map(|(_, file)| story.folder.join(file)).collect()
}

fn compiled(paths: &[PathBuf], finder: Finder) -> anyhow::Result<Vec<String>> {
    let mut readings = Vec::new();
    for input in ingest::inputs(paths, ingest::Options::default()) {
        let article = input.and_then(ingest::read).map_err(|refusal| {
            anyhow::anyhow!("{}: {} ({})", refusal.file, refusal.reason, refusal.remedy)
        })?;
        readings.push(read(article, finder));
    }
    Ok(lines(&compile(readings), Offsets::Byte).collect())
}

/// Checks every row of a story against the wire of a run (offsets in bytes).
pub fn check(story: &Story, wire: &[String]) -> anyhow::Result<Vec<Verdict>> {
    let run = wire::Run::read(story, wire)?;
    let verdict = |row: &Row| Verdict {
        story: story.name.clone(),
        id: row.id.clone(),
        table: row.table,
        problems: problems(&run, row),
    };
    Ok(story.rows.iter().map(verdict).collect())
}

/// The reports of all stories in one run: they must come out as these stories again.
pub fn mixed(runs: &[(Story, Vec<String>)], finder: Finder) -> anyhow::Result<Verdict> {
    let alone: Vec<wire::Run<'_>> =
        runs.iter().map(|(story, wire)| wire::Run::read(story, wire)).collect::<anyhow::Result<_>>()?;
    let ids = |run: &wire::Run<'_>| run.articles.iter().map(|article| article.id.clone()).collect();
    let wanted: Vec<BTreeSet<String>> = alone.iter().map(ids).collect();
    let together: Vec<PathBuf> = runs.iter().flat_map(|(story, _)| paths(story)).collect();
    let wire = compiled(&together, finder)?;
    let (story, _) = runs.first().context("no stories")?;
    let problems = copies::ungrouped(&wire::Run::read(story, &wire)?.stories, &wanted);
    Ok(Verdict { story: "together".to_owned(), id: "E01".to_owned(), table: Table::Stories, problems })
}

/// The differences, other than one-sided ones, that no row asks for or allows: a person judges them.
pub fn unexplained(story: &Story, wire: &[String]) -> anyhow::Result<Vec<String>> {
    accounts::unexplained(&wire::Run::read(story, wire)?).map_err(anyhow::Error::msg)
}

fn problems(run: &wire::Run<'_>, row: &Row) -> Vec<String> {
    let found = match row.table {
        Table::Documents => documents::document(run, row),
        Table::Statements => statements::statement(run, row),
        Table::Acts => statements::act(run, row),
        Table::NotStatements => statements::not_statement(run, row),
        Table::Marks => statements::mark(run, row),
        Table::Speakers => speakers::speaker(run, row),
        Table::Utterances => relations::utterance(run, row),
        Table::Moments => relations::moment(run, row),
        Table::Order => relations::order(run, row),
        Table::Origins => origins::origin(run, row),
        Table::Differences => accounts::difference(run, row),
        Table::OneSided => accounts::one_sided(run, row),
        Table::Agreements => accounts::agreement(run, row),
        Table::NotDifferences => accounts::not_joined(run, row),
        Table::AlsoRight => Ok(Vec::new()),
        Table::Reprints => copies::reprint(run, row),
        Table::Corrections => copies::correction(run, row),
        Table::Stories => copies::story(run, row),
    };
    found.unwrap_or_else(|problem| vec![problem])
}

/// The verdicts, a line each, then the counts of each table and story.
pub fn report(verdicts: &[Verdict], failing_only: bool) -> String {
    let mut text = String::new();
    for verdict in verdicts.iter().filter(|verdict| !(failing_only && verdict.passes())) {
        let state = if verdict.passes() { "PASS" } else { "FAIL" };
        let problems = verdict.problems.join("; ");
        let _ = writeln!(text, "{state} {}/{}  {problems}", verdict.story, verdict.id);
    }
    let mut stories: Vec<&str> = verdicts.iter().map(|verdict| verdict.story.as_str()).collect();
    stories.dedup();
    for story in &stories {
        let of_story = |verdict: &&Verdict| verdict.story == *story;
        let _ = writeln!(text, "\n{story}");
        for table in Table::ALL {
            count(&mut text, table.as_str(), verdicts.iter().filter(of_story).filter(|v| v.table == table));
        }
        count(&mut text, "all", verdicts.iter().filter(of_story));
    }
    let _ = writeln!(text, "\nall stories");
    for table in Table::ALL {
        count(&mut text, table.as_str(), verdicts.iter().filter(|verdict| verdict.table == table));
    }
    count(&mut text, "all", verdicts.iter());
    text
}

fn count<'a>(text: &mut String, name: &str, verdicts: impl Iterator<Item = &'a Verdict>) {
    let (passed, rows) =
        verdicts.fold((0, 0), |(passed, rows), verdict| (passed + usize::from(verdict.passes()), rows + 1));
    if rows > 0 {
        let share = 100.0 * passed as f64 / rows as f64;
        let _ = writeln!(text, "  {name:<15} {passed:>3} of {rows:>3}  {share:>5.1} %");
    }
}
