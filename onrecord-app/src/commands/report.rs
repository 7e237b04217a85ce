//! `onrecord report FILES… -o story.html`: the main job.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use onrecord::dossier;
use onrecord::record::{self, Record};

use super::stage::WireArgs;
use super::{Verdict, files, output};
use crate::{export, page};

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
    if ending == Ending::Jsonl {
        return export::jsonl(record, args.wire.offsets(), out);
    }
    let dossier = dossier::set_out(record, &dossier::Options { show_private: args.show_private });
    match ending {
        Ending::Html => out.write_all(page::html(&dossier)?.as_bytes())?,
        Ending::Markdown => out.write_all(page::markdown(&dossier).as_bytes())?,
        Ending::Json | Ending::Jsonl => writeln!(out, "{}", serde_json::to_string_pretty(&dossier)?)?,
    }
    Ok(())
}

fn summary(record: &Record) -> String {
    format!(
        "{} reports, {} statements, {} speakers, {} utterances, {} differences, {} copies",
        record.articles.len(),
        record.statements.len(),
        record.cast.speakers.len(),
        record.utterances.len(),
        record.differences.len(),
        record.reprints.len()
    )
}
