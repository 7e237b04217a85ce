//! `onrecord check DRAFT --against FILES…`: which quotations of a draft stand in the reports.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use onrecord::check::{self, Checked, lines};
use onrecord::record::Reading;

use super::files::{self, How};
use super::stage::WireArgs;
use super::{Verdict, output};
use crate::page;

/// Arguments of `check`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord check draft.md --against harbour/             each quotation, and the report's words
  onrecord check draft.html --against a.html b.txt       a draft as a page
  summarise story.txt | onrecord check - --against story.txt --quoted
                                                         text that a program wrote, in a pipeline
  onrecord check draft.md --against harbour/ -o check.html
  onrecord check draft.md --against harbour/ --format json | jq '.[] | select(.verdict != \"verbatim\")'

Each quotation of DRAFT, and each statement that it attributes without quotation marks, is one of:
  verbatim       it stands in a report word for word (partial: a fragment of a sentence there)
  reworded       it stands in another wording, shown with its edits, or its sentence is cut short
  other-speaker  its words stand, but as those of another speaker
  paraphrased    the speaker says so only in other words, or the report does
  not-found      nothing like it stands in these reports

Exit status: 0 all stand word for word; 1 some do not; 2 wrong usage, or a file could not be read.")]
pub(crate) struct Args {
    /// The draft: Markdown, text or a page; `-` for standard input
    draft: PathBuf,
    /// The reports: files, folders (read with all that is in them) or `-` for standard input
    #[arg(long, required = true, num_args = 1.., value_name = "FILES")]
    against: Vec<PathBuf>,
    #[command(flatten)]
    how: How,
    /// Only what stands in quotation marks, not what is said to have been said
    #[arg(long)]
    quoted: bool,
    /// What to write [default: by the ending of -o, else text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Where to write [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Show the names of private account holders (pages mask them; data and text never do)
    #[arg(long)]
    show_private: bool,
    #[command(flatten)]
    wire: WireArgs,
}

#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Format {
    /// For reading: the draft's line and column, the report's words
    Text,
    /// One array of rows
    Json,
    /// One row a line
    Jsonl,
    /// One self-contained page
    Html,
}

/// Runs `check`.
pub(crate) fn run(args: &Args) -> Result<Verdict> {
    let format = format(args)?;
    let Some(draft) = draft(args)? else { return Ok(Verdict::Failed) };
    let (readings, tally) = files::readings(&args.against, &args.how)?;
    let was_read = !readings.is_empty();
    let reports = without_draft(readings, args);
    if reports.is_empty() && was_read {
        bail!(
            "{}: no report is left besides the draft; name the reports behind --against",
            args.draft.display()
        );
    }
    if reports.is_empty() {
        return Ok(tally.verdict(&args.how, false));
    }
    let mut checked = check::against(draft, reports);
    checked.rows.retain(|row| row.quoted || !args.quoted);
    if checked.rows.is_empty() {
        eprintln!("{}: no quotation and no attributed statement was found in it", args.draft.display());
    }
    match &args.output {
        Some(path) => output::write_file(path, |out| write(&checked, format, args, out))?,
        None => {
            let mut out = output::stdout();
            write(&checked, format, args, &mut out)?;
            out.flush()?;
        }
    }
    Ok(tally.verdict(&args.how, checked.all_verbatim()))
}

fn format(args: &Args) -> Result<Format> {
    let ending = args
        .output
        .as_deref()
        .and_then(Path::extension)
        .map(|ending| ending.to_string_lossy().to_lowercase());
    Ok(match (args.format, args.output.as_deref(), ending.as_deref()) {
        (Some(format), ..) => format,
        (None, None, _) | (None, _, Some("txt")) => Format::Text,
        (None, _, Some("json")) => Format::Json,
        (None, _, Some("jsonl")) => Format::Jsonl,
        (None, _, Some("html")) => Format::Html,
        (None, Some(path), _) => bail!(
            "{}: its ending does not say what to write; use .txt, .json, .jsonl or .html, or give --format",
            path.display()
        ),
    })
}

/// The draft; nothing where it cannot be read, which was said.
fn draft(args: &Args) -> Result<Option<Reading>> {
    let is_input = |path: &PathBuf| path == Path::new("-");
    if is_input(&args.draft) && args.against.iter().any(is_input) {
        bail!("-: standard input is either the draft or the reports; save one of them as a file");
    }
    let (mut readings, _) = files::readings(std::slice::from_ref(&args.draft), &args.how)?;
    if readings.len() > 1 {
        bail!("{}: holds {} articles; give one draft", args.draft.display(), readings.len());
    }
    Ok(readings.pop())
}

/// The reports without the draft itself, where it lies in a folder of theirs: it would stand in itself.
fn without_draft(mut readings: Vec<Reading>, args: &Args) -> Vec<Reading> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let own = real(&args.draft);
    let is_named = own.is_none() || args.against.iter().any(|path| real(path) == own);
    if !is_named {
        let before = readings.len();
        readings.retain(|reading| real(Path::new(&reading.article.file)) != own);
        if readings.len() < before {
            eprintln!("{}: lies among the reports and is not held against itself", args.draft.display());
        }
    }
    readings
}

fn write(checked: &Checked, format: Format, args: &Args, out: &mut dyn Write) -> Result<()> {
    match format {
        Format::Text => out.write_all(output::plain(&page::check_text(checked)).as_bytes())?,
        Format::Html => out.write_all(page::check(checked, args.show_private)?.as_bytes())?,
        Format::Jsonl => {
            for line in lines(checked, args.wire.offsets()) {
                writeln!(out, "{line}")?;
            }
        }
        Format::Json => {
            let rows: Vec<String> = lines(checked, args.wire.offsets()).collect();
            let gap = if rows.is_empty() { "" } else { "\n" };
            writeln!(out, "[{gap}{}{gap}]", rows.join(",\n"))?;
        }
    }
    Ok(())
}
