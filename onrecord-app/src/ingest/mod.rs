//! Reads files into articles: web pages, text, records of scrapers; folders and standard input.

use std::path::PathBuf;

use onrecord::article::Article;

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
    _paths: &[PathBuf],
    _options: Options,
) -> Box<dyn Iterator<Item = Result<Input, Refusal>> + Send> {
    Box::new(std::iter::empty())
}

/// Reads one input: decodes, extracts, composes. CPU-bound and free of shared state: call it from many threads.
pub fn read(input: Input) -> Result<Article, Refusal> {
    Err(Refusal { file: input.file, reason: String::new(), remedy: String::new() })
}
