//! `onrecord export`: everything found, as data.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use onrecord::record::{self, Record};

use super::files::{self, How};
use super::output::{self, Part};
use super::stage::WireArgs;
use super::{ArchiveArgs, Verdict};
use crate::archive::Archive;
use crate::export;

/// Arguments of `export`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord export > all.jsonl                      the archive ./onrecord.db, one record a line
  onrecord export --format csv -o tables/          a folder of tables for a spreadsheet
  onrecord export *.html --format json -o a.json   these files, without an archive")]
pub(crate) struct Args {
    /// Files to compile; without them the archive is exported
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    how: How,
    #[command(flatten)]
    archive: ArchiveArgs,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Where to write; csv: the folder [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    wire: WireArgs,
}

#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Format {
    /// The wire: one record a line
    Jsonl,
    /// A folder of tables
    Csv,
    /// One object with a list for each kind of record
    Json,
}

/// Runs `export`.
pub(crate) fn run(args: &Args) -> Result<Verdict> {
    if args.format == Format::Csv && args.output.is_none() {
        bail!("csv is a folder of tables: say where with -o FOLDER");
    }
    if args.files.is_empty() {
        let path = args.archive.path();
        let record = Archive::open(&path)?.record().with_context(|| path.display().to_string())?;
        write(&record, args)?;
        return Ok(if record.articles.is_empty() { Verdict::Nothing } else { Verdict::Found });
    }
    if args.archive.is_given() {
        bail!("give FILES or --archive, not both: FILES are compiled without an archive");
    }
    let (readings, tally) = files::readings(&args.files, &args.how)?;
    let found = readings.iter().any(|reading| !reading.statements.is_empty());
    if !readings.is_empty() {
        write(&record::compile(readings), args)?;
    }
    Ok(tally.verdict(&args.how, found))
}

fn write(record: &Record, args: &Args) -> Result<()> {
    match (&args.output, args.format) {
        (Some(folder), Format::Csv) => tables(record, args, folder),
        (Some(path), _) => output::write_file(path, |out| stream(record, args, out)),
        (None, _) => {
            let mut out = output::stdout();
            stream(record, args, &mut out)?;
            Ok(out.flush()?)
        }
    }
}

fn stream(record: &Record, args: &Args, out: &mut dyn Write) -> Result<()> {
    match args.format {
        Format::Json => export::json(record, args.wire.offsets(), out),
        Format::Jsonl | Format::Csv => export::jsonl(record, args.wire.offsets(), out),
    }
}

fn tables(record: &Record, args: &Args, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{}: no folder can be made", folder.display()))?;
    let mut parts = Vec::new();
    for table in export::TABLES {
        parts.push((*table, Part::new(&folder.join(format!("{}.csv", table.name)))?));
    }
    let written = export::tables(record, args.wire.offsets(), &mut parts);
    written.with_context(|| format!("{}: cannot be written", folder.display()))?;
    parts.into_iter().try_for_each(|(_, part)| part.finish())
}
