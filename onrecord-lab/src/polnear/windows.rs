//! Annotated windows, one JSON object a line: what `training/statement` fits the learned finder on.

use anyhow::{Context, Result};
use onrecord::neural::WordPiece;
use onrecord::statement::{self, Window};
use serde::Serialize;

use super::{Gold, Places, Roles, article};

/// One window of an annotated article.
#[derive(Serialize)]
pub struct Line {
    article: String,
    /// A row of the vocabulary for each piece, then rows of the four feature tables.
    ids: Vec<u32>,
    shape: Vec<u8>,
    quote: Vec<u8>,
    boundary: Vec<u8>,
    lexicon: Vec<u8>,
    /// The place of each word's first piece.
    first: Vec<u32>,
    /// Where each word stands, in code points.
    words: Vec<(u32, u32)>,
    statements: Vec<Marked>,
}

/// The words of a marked statement, by their numbers in the window.
#[derive(Serialize)]
struct Marked {
    source: Vec<Vec<usize>>,
    cue: Vec<Vec<usize>>,
    content: Vec<Vec<usize>>,
}

/// The windows of some articles, in order.
pub fn windows(gold: &[Gold], vocabulary: &WordPiece) -> Vec<Line> {
    gold.iter().flat_map(|gold| of_article(gold, vocabulary)).collect()
}

/// Reads a vocabulary file.
pub fn vocabulary(path: &std::path::Path) -> Result<WordPiece> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    WordPiece::read(&text).with_context(|| format!("{} is no BERT vocabulary", path.display()))
}

fn of_article(gold: &Gold, vocabulary: &WordPiece) -> Vec<Line> {
    let article = article(gold);
    let places = Places::of(&article.body);
    statement::windows(&article, vocabulary)
        .into_iter()
        .map(|window| {
            let words: Vec<(u32, u32)> = window.words.iter().map(|span| places.pair(*span)).collect();
            let statements = gold.statements.iter().filter_map(|roles| marked(roles, &words)).collect();
            line(&gold.name, window, words, statements)
        })
        .collect()
}

fn line(name: &str, window: Window, words: Vec<(u32, u32)>, statements: Vec<Marked>) -> Line {
    let feature = |at: usize| window.pieces.iter().map(|piece| piece.features[at]).collect();
    Line {
        article: name.to_owned(),
        ids: window.pieces.iter().map(|piece| piece.id).collect(),
        shape: feature(0),
        quote: feature(1),
        boundary: feature(2),
        lexicon: feature(3),
        first: window.first,
        words,
        statements,
    }
}

/// The part of a statement that lies in the window, if its cue does.
fn marked(roles: &Roles, words: &[(u32, u32)]) -> Option<Marked> {
    let numbers = |spans: &[(u32, u32)]| -> Vec<Vec<usize>> {
        spans.iter().map(|span| covered(*span, words)).filter(|numbers| !numbers.is_empty()).collect()
    };
    let marked =
        Marked { source: numbers(&roles.source), cue: numbers(&roles.cue), content: numbers(&roles.content) };
    let is_here = !marked.source.is_empty() || !marked.cue.is_empty() || !marked.content.is_empty();
    is_here.then_some(marked)
}

fn covered(span: (u32, u32), words: &[(u32, u32)]) -> Vec<usize> {
    let from = words.partition_point(|word| word.1 <= span.0);
    let to = words.partition_point(|word| word.0 < span.1);
    (from..to).collect()
}
