//! `onrecord report FILES… -o story.html`: the main job.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use onrecord::record::{self, Offsets, Record};

use super::stage::WireArgs;
use super::{Verdict, files, output};

/// Arguments of `report`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord report harbour/ -o story.html           a page: open it in a browser, print it, send it
  onrecord report a.html b.html -o story.md        Markdown
  onrecord report *.txt -o story.json              the dossier as data
  onrecord report *.txt -o story.jsonl             every finding, one record a line")]
pub(crate) struct Args {
    #[command(flatten)]
    files: files::Files,
    /// Where to write; the ending says what: .html, .md, .json (the dossier as data) or .jsonl (the wire)
    #[arg(short, long, value_name = "PATH")]
    output: PathBuf,
    /// Show the names of private account holders (pages mask them; data never does)
    #[arg(long)]
    show_private: bool,
    #[command(flatten)]
    wire: WireArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ending {
    Html,
    Markdown,
    Json,
    Jsonl,
}

/// Runs `report`.
pub(crate) fn run(args: &Args) -> Result<Verdict> {
    let ending = ending(&args.output)?;
    let (readings, tally) = files::readings(&args.files.files, &args.files.how)?;
    if readings.is_empty() {
        return Ok(tally.verdict(&args.files.how, false));
    }
    let record = record::compile(readings);
    output::write_file(&args.output, |out| write(&record, ending, args, out))?;
    eprintln!("{}: {}", args.output.display(), summary(&record));
    Ok(tally.verdict(&args.files.how, !record.statements.is_empty()))
}

fn ending(path: &Path) -> Result<Ending> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("html") => Ok(Ending::Html),
        Some("md") => Ok(Ending::Markdown),
        Some("json") => Ok(Ending::Json),
        Some("jsonl") => Ok(Ending::Jsonl),
        _ => bail!(
            "{}: its ending does not say what to write; use .html, .md, .json or .jsonl",
            path.display()
        ),
    }
}

fn write(record: &Record, ending: Ending, args: &Args, out: &mut dyn Write) -> Result<()> {
    match ending {
        Ending::Jsonl => wire(record, args.wire.offsets(), out),
        Ending::Html | Ending::Markdown | Ending::Json => {
            let _ = args.show_private;
            bail!("this ending is not built yet; use .jsonl")
        }
    }
}

fn wire(record: &Record, offsets: Offsets, out: &mut dyn Write) -> Result<()> {
    Ok(record::lines(record, offsets).try_for_each(|line| writeln!(out, "{line}"))?)
}

fn summary(record: &Record) -> String {
    format!(
        "{} reports, {} statements, {} speakers, {} utterances",
        record.articles.len(),
        record.statements.len(),
        record.cast.speakers.len(),
        record.utterances.len()
    )
}
