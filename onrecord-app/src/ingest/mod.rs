//! Reads files into articles: web pages, text, records of scrapers; folders and standard input.
//!
//! ```text
//! paths ── walk ──► files ── records (JSON Lines are streamed) ──► Input
//! Input ── gzip ── formats ──► html · text · record ──► Page ── compose ──► Article
//! ```

mod charset;
mod formats;
mod gzip;
mod html;
mod record;
mod records;
mod text;
mod walk;

use std::path::PathBuf;

use onrecord::article::Article;

use formats::Format;

pub use html::bare_extractor;

/// No page, no record and no text may be larger, packed or unpacked.
pub const LARGEST: usize = 20_000_000;

/// Why a file or record was not read. It costs only itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The file, or `file:line` of a record.
    pub file: String,
    /// What is wrong with it.
    pub reason: String,
    /// What to do.
    pub remedy: String,
}

/// One page's bytes, or one record's line, not yet looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Input {
    /// The file, or `file:line` of a record.
    pub file: String,
    /// The bytes, at most 20 MB, as they stand on disk.
    pub bytes: Vec<u8>,
}

/// How to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Standard input holds JSON Lines (article records of the wire, or a scraper's).
    pub jsonl: bool,
}

/// Walks files, folders (recursively, in order of their names) and `-`, and gives their pages one by one.
/// JSON Lines are streamed, a record at a time.
pub fn inputs(
    paths: &[PathBuf],
    options: Options,
) -> Box<dyn Iterator<Item = Result<Input, Refusal>> + Send> {
    let paths: Vec<PathBuf> = paths.to_vec();
    Box::new(paths.into_iter().flat_map(move |path| walk::inputs_at(&path, options)))
}

/// Reads one input: decodes, extracts, composes. CPU-bound and free of shared state: call it from many threads.
///
/// # Errors
///
/// A [`Refusal`] where the input holds no article: empty, binary, too large, truncated, or without text.
pub fn read(input: Input) -> Result<Article, Refusal> {
    let Input { file, bytes } = input;
    let bytes = gzip::unpacked(&file, bytes)?;
    match formats::of(&file, &bytes)? {
        Format::Page => html::read(file, &bytes),
        Format::Text => text::read(file, &bytes),
        Format::Record => record::read(file, &bytes),
    }
}

impl Refusal {
    fn new(file: &str, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: file.to_owned(), reason: reason.into(), remedy: remedy.into() }
    }

    fn too_large(file: &str, what: &str) -> Self {
        let reason = format!("{what} is larger than {} MB", LARGEST / 1_000_000);
        Self::new(file, reason, "split it, or save the article alone")
    }
}
