//! `onrecord add FILES…`: reads into the archive what is new.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result};
use onrecord::article::Article;
use onrecord::record::{self, Reading};
use onrecord::statement::Finder;

use super::files::{self, Files, How};
use super::{ArchiveArgs, Verdict};
use crate::archive::Archive;
use crate::ingest;

/// Arguments of `add`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord add clippings/                          into ./onrecord.db
  onrecord add today.jsonl --archive desk.db       articles of a scraper, one a line

What the archive holds already is passed over, so the same command can be given again, also after
it was interrupted: nothing that was read is lost.")]
pub(crate) struct Args {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    archive: ArchiveArgs,
    /// Store the texts alone, look for nothing in them (for measurements)
    #[arg(long, hide = true)]
    texts_only: bool,
}

/// Runs `add`.
pub(crate) fn run(args: &Args) -> Result<Verdict> {
    let path = args.archive.path();
    let mut archive = Archive::open_or_make(&path)?;
    let before = archive.len()?;
    let Files { files, how } = &args.files;
    let tally = if args.texts_only {
        texts(&mut archive, files, how)
    } else {
        readings(&mut archive, files, how).and_then(|tally| archive.compile().map(|()| tally))
    };
    let tally = tally.map_err(named).with_context(|| path.display().to_string())?;
    let after = archive.len()?;
    archive.close().map_err(named)?;
    let (new, held) = (after - before, tally.read.saturating_sub(after - before));
    eprintln!("{}: {new} articles added, {held} held already; {after} in all", path.display());
    Ok(tally.verdict(how, after > 0))
}

/// An article that is new, or one that is held already.
enum Read {
    New(Box<Reading>),
    Held,
}

fn readings(archive: &mut Archive, files: &[PathBuf], how: &How) -> Result<files::Tally> {
    let held = archive.held()?;
    let finder: Finder = how.finder.into();
    let make = |input| {
        let article = ingest::read(input)?;
        if held.contains(&article.id) {
            return Ok(Read::Held);
        }
        Ok(Read::New(Box::new(record::read(article, finder))))
    };
    let mut batch = Batch::new(|batch: &[Reading], archive: &mut Archive| archive.add(batch, finder));
    let tally = files::each(files, how, make, |made| match made {
        Ok(Read::New(reading)) => batch.push(*reading, archive),
        Ok(Read::Held) => Ok(()),
        Err(refusal) => archive.refuse(&refusal),
    })?;
    batch.flush(archive)?;
    Ok(tally)
}

fn texts(archive: &mut Archive, files: &[PathBuf], how: &How) -> Result<files::Tally> {
    let mut batch = Batch::new(|batch: &[Article], archive: &mut Archive| archive.add_texts(batch));
    let tally = files::each(files, how, ingest::read, |made| match made {
        Ok(article) => batch.push(article, archive),
        Err(_) => Ok(()),
    })?;
    batch.flush(archive)?;
    Ok(tally)
}

/// What goes into the archive in one transaction: many articles, for speed, but no more than a second's work
/// is lost by a kill.
struct Batch<T, A> {
    add: A,
    waiting: Vec<T>,
    since: Instant,
}

const MOST: usize = 256;
const LONGEST: Duration = Duration::from_secs(1);

impl<T, A: FnMut(&[T], &mut Archive) -> Result<usize>> Batch<T, A> {
    fn new(add: A) -> Self {
        Self { add, waiting: Vec::with_capacity(MOST), since: Instant::now() }
    }

    fn push(&mut self, one: T, archive: &mut Archive) -> Result<()> {
        self.waiting.push(one);
        if self.waiting.len() < MOST && self.since.elapsed() < LONGEST {
            return Ok(());
        }
        self.flush(archive)
    }

    fn flush(&mut self, archive: &mut Archive) -> Result<()> {
        if !self.waiting.is_empty() {
            (self.add)(&self.waiting, archive)?;
            self.waiting.clear();
        }
        self.since = Instant::now();
        Ok(())
    }
}

/// Says what to do about errors that are no fault of the files.
fn named(error: Error) -> Error {
    use rusqlite::ErrorCode::{DatabaseBusy, DiskFull, SystemIoFailure};
    let code = error.chain().find_map(|cause| cause.downcast_ref::<rusqlite::Error>()?.sqlite_error_code());
    match code {
        Some(DiskFull | SystemIoFailure) => error.context(
            "the disk takes no more; all that was added before stands: free some space and give the same \
             command again",
        ),
        Some(DatabaseBusy) => error.context("another program writes to it; wait for it and try again"),
        _ => error,
    }
}
