//! The example stories of `fixtures/stories`: a run measured against their truth tables, row by row.
//!
//! `fixtures/stories/README.md` says how a row is written and when it holds. Silence proves nothing:
//! an empty run passes no row.

mod documents;
mod place;
mod relations;
mod speakers;
mod statements;
mod times;
mod truth;
mod wire;

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
    let mut verdicts = Vec::new();
    for story in all()? {
        verdicts.extend(check(&story, &run(&story, finder)?)?);
    }
    let asked = |verdict: &Verdict| {
        let row = format!("{}/{}", verdict.story, verdict.id);
        arguments.rows.is_empty() || arguments.rows.iter().any(|one| *one == row || *one == verdict.story)
    };
    verdicts.retain(asked);
    println!("{}", report(&verdicts, arguments.failing));
    Ok(())
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
    let paths: Vec<PathBuf> = story.reports.iter().map(|(_, file)| story.folder.join(file)).collect();
    let mut readings = Vec::new();
    for input in ingest::inputs(&paths, ingest::Options::default()) {
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
