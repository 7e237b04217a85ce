//! `onrecord statement`, `article`, `speaker`, `reprint`, `correction`, `utterance`, `story`, `account`, `time`: one stage alone, as the wire.

use std::io::Write;

use anyhow::Result;
use onrecord::record::{self, Offsets, Record, Writer, article_line, reading_lines};

use super::files::{self, Files};
use super::{Verdict, output};
use crate::ingest;

/// Arguments of a stage.
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord statement article.txt | jq -r 'select(.kind == \"statement\").words'"
)]
pub(crate) struct Args {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    wire: WireArgs,
}

/// How the wire is written.
#[derive(clap::Args)]
pub(crate) struct WireArgs {
    /// What the offsets of spans count
    #[arg(long, value_enum, default_value_t = OffsetsName::CodePoint)]
    offsets: OffsetsName,
}

impl WireArgs {
    /// The offsets asked for.
    pub fn offsets(&self) -> Offsets {
        match self.offsets {
            OffsetsName::CodePoint => Offsets::CodePoint,
            OffsetsName::Byte => Offsets::Byte,
            OffsetsName::Utf16 => Offsets::Utf16,
        }
    }
}

/// The offsets by name.
#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum OffsetsName {
    /// Unicode code points, as Python counts
    CodePoint,
    /// Bytes of UTF-8, as Rust and Go count
    Byte,
    /// UTF-16 units, as JavaScript and Java count
    Utf16,
}

/// Which stage.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Articles as printed.
    Article,
    /// Statements of each article alone.
    Statement,
    /// Speakers joined over all articles.
    Speaker,
    /// Reprints.
    Reprint,
    /// Corrections.
    Correction,
    /// Utterances and their origins.
    Utterance,
    /// Stories.
    Story,
    /// Differences and agreements.
    Account,
    /// Moments.
    Time,
}

/// Runs a stage.
pub(crate) fn run(args: &Args, stage: Stage) -> Result<Verdict> {
    match stage {
        Stage::Article | Stage::Statement => stream(args, stage),
        _ => together(args, stage),
    }
}

/// Stages that need one article at a time: written as they are read.
fn stream(args: &Args, stage: Stage) -> Result<Verdict> {
    let offsets = args.wire.offsets();
    let finder = args.files.how.finder.into();
    let mut out = output::stdout();
    let mut found = false;
    let Files { files, how } = &args.files;
    let tally = files::each(
        files,
        how,
        |input| {
            let article = ingest::read(input)?;
            if stage == Stage::Article {
                return Ok((true, vec![article_line(&article, offsets)]));
            }
            let reading = record::read(article, finder);
            Ok((!reading.statements.is_empty(), reading_lines(&reading, offsets)))
        },
        |made| {
            let Ok((holds, lines)) = made else { return Ok(()) };
            found |= holds;
            Ok(lines.iter().try_for_each(|line| writeln!(out, "{line}"))?)
        },
    )?;
    out.flush()?;
    Ok(tally.verdict(&args.files.how, found))
}

/// Stages that need all articles.
fn together(args: &Args, stage: Stage) -> Result<Verdict> {
    let offsets = args.wire.offsets();
    let (readings, tally) = files::readings(&args.files.files, &args.files.how)?;
    let record = record::compile(readings);
    let lines = lines(&record, stage, offsets);
    let mut out = output::stdout();
    for article in &record.articles {
        writeln!(out, "{}", article_line(article, offsets))?;
    }
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    out.flush()?;
    Ok(tally.verdict(&args.files.how, !lines.is_empty()))
}

fn lines(record: &Record, stage: Stage, offsets: Offsets) -> Vec<String> {
    let writer = Writer::new(&record.articles, &record.cast, offsets);
    match stage {
        Stage::Speaker => record.cast.speakers.iter().map(|one| writer.speaker(one)).collect(),
        Stage::Reprint => record.reprints.iter().map(|one| writer.reprint(one)).collect(),
        Stage::Correction => record.corrections.iter().map(|one| writer.correction(one)).collect(),
        Stage::Utterance => {
            let traced = record.utterances.iter().zip(&record.origins);
            traced.map(|(one, origin)| writer.utterance(one, Some(origin))).collect()
        }
        Stage::Story => record.stories.iter().map(|one| writer.story(one)).collect(),
        Stage::Account => {
            let differences = record.differences.iter().map(|one| writer.difference(one));
            differences.chain(record.agreements.iter().map(|one| writer.agreement(one))).collect()
        }
        Stage::Time => record.moments.iter().map(|one| writer.moment(one)).collect(),
        Stage::Article | Stage::Statement => Vec::new(),
    }
}
