//! One file a command. Results go to stdout, talk to stderr.

mod add;
mod check;
mod export;
mod files;
mod output;
mod report;
mod search;
mod stage;
mod stages;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Who said what, in which report, in which wording. Works offline; nothing leaves this machine.
#[derive(Parser)]
#[command(name = "onrecord", version, after_help = EXAMPLES, after_long_help = AFTER)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set out a story: one self-contained page (or Markdown, data, the wire)
    Report(report::Args),
    /// Find statements: article, mark, statement and speaker records of each article alone
    Statement(stage::Args),
    /// Read articles: their text, blocks, outlet, byline and dates
    Article(stage::Args),
    /// Name the speakers of all articles together
    Speaker(stage::Args),
    /// Trace passages that one article copied from another
    Reprint(stage::Args),
    /// Spot what changed between two captures of one article
    Correction(stage::Args),
    /// Gather the same words across articles, and trace where they came from
    Utterance(stage::Args),
    /// Group articles about the same events
    Story(stage::Args),
    /// Lay the accounts side by side: where they differ, where they agree
    Account(stage::Args),
    /// Lay out the timeline
    Time(stage::Args),
    /// Hold a draft's quotations against reports: which stand there, in which wording
    Check(check::Args),
    /// Read into the archive what is new
    Add(add::Args),
    /// Search the archive
    Search(search::Args),
    /// Write everything found as data: of the archive, or of FILES
    Export(export::Args),
    /// Hold every finding of the archive against its words
    Verify(verify::Args),
    /// List the stages
    Stages,
}

/// Which archive.
#[derive(clap::Args)]
struct ArchiveArgs {
    /// The archive [default: onrecord.db]
    #[arg(long, value_name = "PATH")]
    archive: Option<PathBuf>,
}

impl ArchiveArgs {
    fn path(&self) -> PathBuf {
        self.archive.clone().unwrap_or_else(|| PathBuf::from("onrecord.db"))
    }

    fn is_given(&self) -> bool {
        self.archive.is_some()
    }
}

const EXAMPLES: &str = "\
Examples:
  onrecord report harbour/*.html -o story.html     one page that shows who said what
  onrecord statement article.txt > wire.jsonl       every statement of an article
  curl -s URL | onrecord report - -o story.md      from standard input

FILES are files, folders (read with all that is in them) or `-`.";

const AFTER: &str = "\
Examples:
  onrecord report harbour/*.html -o story.html     one page that shows who said what
  onrecord statement article.txt > wire.jsonl       every statement of an article
  curl -s URL | onrecord report - -o story.md      from standard input
  onrecord check draft.md --against harbour/       which quotations of a draft stand in the reports
  onrecord article *.html | onrecord statement --jsonl -

FILES are files, folders (read with all that is in them) or `-`: a page or text from standard
input, or with --jsonl one article record a line.

Exit status: 0 found, even if some files could not be read (each is named on stderr);
1 nothing found; 2 wrong usage, or no readable file (with --strict: any unreadable file).";

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// There is something to show.
    Found,
    /// All was read, and nothing is in it.
    Nothing,
    /// No readable file, or (`--strict`) an unreadable one.
    Failed,
}

/// Runs the program with the arguments of this process.
pub fn run() -> ExitCode {
    match dispatch(Cli::parse().command) {
        Ok(Verdict::Found) => ExitCode::SUCCESS,
        Ok(Verdict::Nothing) => ExitCode::from(1),
        Ok(Verdict::Failed) => ExitCode::from(2),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("onrecord: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: Command) -> Result<Verdict> {
    match command {
        Command::Report(args) => report::run(&args),
        Command::Statement(args) => stage::run(&args, stage::Stage::Statement),
        Command::Article(args) => stage::run(&args, stage::Stage::Article),
        Command::Speaker(args) => stage::run(&args, stage::Stage::Speaker),
        Command::Reprint(args) => stage::run(&args, stage::Stage::Reprint),
        Command::Correction(args) => stage::run(&args, stage::Stage::Correction),
        Command::Story(args) => stage::run(&args, stage::Stage::Story),
        Command::Account(args) => stage::run(&args, stage::Stage::Account),
        Command::Utterance(args) => stage::run(&args, stage::Stage::Utterance),
        Command::Time(args) => stage::run(&args, stage::Stage::Time),
        Command::Check(args) => check::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Stages => stages::run(),
    }
}
