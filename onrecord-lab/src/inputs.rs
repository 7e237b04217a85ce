//! Articles and records as the program makes them of files, in this process.

use std::path::PathBuf;

use onrecord::article::Article;
use onrecord::record::{self, Record};
use onrecord::statement::Finder;
use onrecord_app::ingest::{self, Options};

/// The articles of files and folders; what cannot be read is named on stderr.
pub fn articles(paths: &[PathBuf]) -> Vec<Article> {
    ingest::inputs(paths, Options::default())
        .map(|input| input.and_then(ingest::read))
        .filter_map(|read| read.map_err(|refusal| eprintln!("{}: {}", refusal.file, refusal.reason)).ok())
        .collect()
}

/// The record of files and folders, by rules.
pub fn record(paths: &[PathBuf], finder: Finder) -> Record {
    record::compile(articles(paths).into_iter().map(|article| record::read(article, finder)).collect())
}
