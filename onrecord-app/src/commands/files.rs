//! Reads FILES: in parallel, in order, in bounded memory; counts and names what could not be read.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use onrecord::record::{self, Reading};
use onrecord::statement::Finder;
use rayon::prelude::*;

use super::{Verdict, output};
use crate::ingest::{self, Input, Refusal};

/// FILES and how to read them.
#[derive(clap::Args, Debug)]
pub(crate) struct Files {
    /// Files, folders (read with all that is in them) or `-` for standard input
    #[arg(required = true, value_name = "FILES")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub how: How,
}

/// How to read FILES.
#[derive(clap::Args, Debug)]
pub(crate) struct How {
    /// Standard input holds JSON Lines: article records of the wire, or a scraper's
    #[arg(long)]
    pub jsonl: bool,
    /// How statements are found
    #[arg(long, value_enum, default_value_t = FinderName::Learned)]
    pub finder: FinderName,
    /// End with status 2 if any file could not be read
    #[arg(long)]
    pub strict: bool,
    /// Articles read side by side [default: one for each core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

/// The finders by name.
#[derive(clap::ValueEnum, Clone, Copy, Debug)]
pub(crate) enum FinderName {
    /// By a model and the rules: finds most
    Learned,
    /// By rules and word lists alone: fast
    Rules,
}

impl From<FinderName> for Finder {
    fn from(name: FinderName) -> Self {
        match name {
            FinderName::Learned => Self::learned(),
            FinderName::Rules => Self::Rules,
        }
    }
}

/// What was read and what was not.
#[derive(Default, Debug)]
pub(crate) struct Tally {
    /// Articles read.
    pub read: usize,
    /// Files and records that could not be read.
    pub refused: usize,
}

impl Tally {
    /// Says how many failed, and how the command ends if it `found` something.
    pub fn verdict(&self, how: &How, found: bool) -> Verdict {
        if self.refused > 0 {
            eprintln!("onrecord: {} could not be read, {} read", files(self.refused), self.read);
        } else if self.read == 0 {
            eprintln!("onrecord: no article in these files; give saved pages, text files or JSON Lines");
        }
        match (self.read, how.strict && self.refused > 0, found) {
            (0, ..) | (_, true, _) => Verdict::Failed,
            (_, _, true) => Verdict::Found,
            _ => Verdict::Nothing,
        }
    }
}

/// Reads FILES, makes a `T` of each (on many threads) and hands them to `take` (on this thread) in the
/// order of FILES, with what could not be read, which is named on stderr.
pub(crate) fn each<T: Send>(
    files: &[PathBuf],
    how: &How,
    make: impl Fn(Input) -> Result<T, Refusal> + Sync,
    mut take: impl FnMut(Result<T, Refusal>) -> Result<()>,
) -> Result<Tally> {
    let jobs = how.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let inputs = ingest::inputs(files, ingest::Options { jsonl: how.jsonl });
    let bar = progress();
    let mut tally = Tally::default();
    let result = chunks(jobs, inputs, make, |made| {
        bar.inc(1);
        match &made {
            Ok(_) => tally.read += 1,
            Err(refusal) => {
                tally.refused += 1;
                bar.suspend(|| eprintln!("{}", complaint(refusal)));
            }
        }
        take(made)
    });
    bar.finish_and_clear();
    result.map(|()| tally)
}

/// Reads FILES to the end: every article with its statements.
pub(crate) fn readings(files: &[PathBuf], how: &How) -> Result<(Vec<Reading>, Tally)> {
    let mut readings = Vec::new();
    let finder = how.finder.into();
    let make = |input| Ok(record::read(ingest::read(input)?, finder));
    let tally = each(files, how, make, |made| {
        readings.extend(made);
        Ok(())
    })?;
    Ok((readings, tally))
}

/// `1 file`, `2 files`.
fn files(count: usize) -> String {
    format!("{count} file{}", if count == 1 { "" } else { "s" })
}

fn complaint(refusal: &Refusal) -> String {
    let Refusal { file, reason, remedy } = refusal;
    let joint = if remedy.is_empty() { "" } else { "; " };
    output::plain(&format!("{file}: {reason}{joint}{remedy}"))
}

/// What is read at once: enough to keep the threads busy, little enough to fit any machine.
const CHUNK_INPUTS_PER_JOB: usize = 32;
const CHUNK_BYTES: usize = 48 << 20;
/// Deep pages recurse: give the workers room.
const STACK: usize = 16 << 20;

type Inputs = Box<dyn Iterator<Item = Result<Input, Refusal>> + Send>;

/// With one job everything happens in turn; with more, the next chunk is read while this one is taken.
fn chunks<T: Send>(
    jobs: usize,
    mut inputs: Inputs,
    make: impl Fn(Input) -> Result<T, Refusal> + Sync,
    mut take: impl FnMut(Result<T, Refusal>) -> Result<()>,
) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .stack_size(STACK)
        .build()
        .context("cannot start threads; try --jobs 1")?;
    let mut next = || {
        let chunk = chunk(&mut inputs, jobs * CHUNK_INPUTS_PER_JOB);
        let made: Vec<_> = pool.install(|| {
            let each = chunk.into_par_iter().with_max_len(1); // an article is work enough to be handed on
            each.map(|input| input.and_then(|input| guarded(&make, input))).collect()
        });
        (!made.is_empty()).then_some(made)
    };
    if jobs == 1 {
        while let Some(made) = next() {
            made.into_iter().try_for_each(&mut take)?;
        }
        return Ok(());
    }
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(1);
        let reader = scope.spawn(move || {
            // A closed channel means that the taker has failed: it says why.
            while next().is_some_and(|made| sender.send(made).is_ok()) {}
        });
        let taken = receiver.into_iter().flatten().try_for_each(take);
        if reader.join().is_err() {
            bail!("reading stopped: the program failed; please report this");
        }
        taken
    })
}

fn chunk(inputs: &mut Inputs, most: usize) -> Vec<Result<Input, Refusal>> {
    let mut bytes = 0;
    let mut chunk = Vec::new();
    while chunk.len() < most
        && bytes < CHUNK_BYTES
        && let Some(input) = inputs.next()
    {
        bytes += input.as_ref().map_or(0, |input| input.bytes.len());
        chunk.push(input);
    }
    chunk
}

/// A panic costs its own file only.
fn guarded<T>(make: impl Fn(Input) -> Result<T, Refusal>, input: Input) -> Result<T, Refusal> {
    let file = input.file.clone();
    catch_unwind(AssertUnwindSafe(|| make(input))).unwrap_or_else(|_| {
        Err(Refusal {
            file,
            reason: "the program failed on this file".to_owned(),
            remedy: "please report it as a fault, with the file".to_owned(),
        })
    })
}

fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
    if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} read, {per_sec}, {elapsed}") {
        bar.set_style(style);
    }
    bar
}
