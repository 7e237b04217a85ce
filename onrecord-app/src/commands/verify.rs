//! `onrecord verify`: holds every finding of the archive against its words.

use std::io::Write;

use anyhow::{Context, Result};

use super::{ArchiveArgs, Verdict, output};
use crate::archive::{Archive, Checked};

/// Arguments of `verify`.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  onrecord verify --archive desk.db

Each body is held against its SHA-256, each place and each stored words against the body, exactly.
What does not hold is named on standard output. Exit status: 0 all holds, else 2.")]
pub(crate) struct Args {
    #[command(flatten)]
    archive: ArchiveArgs,
}

/// Runs `verify`.
pub(crate) fn run(args: &Args) -> Result<Verdict> {
    let path = args.archive.path();
    let archive = Archive::open(&path)?;
    let mut out = output::stdout();
    let checked = archive
        .verify(|fault| Ok(writeln!(out, "{}", output::plain(&format!("{}: {}", fault.what, fault.reason)))?))
        .with_context(|| path.display().to_string())?;
    out.flush()?;
    let Checked { articles, places, faults } = checked;
    let verdict = if faults == 0 { "all hold".to_owned() } else { format!("{faults} do not hold") };
    eprintln!("{}: {articles} articles, {places} places: {verdict}", path.display());
    if !archive.is_compiled()? {
        eprintln!("an `add` was interrupted: give it again to bring utterances and speakers up to date");
    }
    Ok(if faults == 0 { Verdict::Found } else { Verdict::Failed })
}
