//! The sentences around words of an article.

use std::cell::OnceCell;

use crate::article::Article;
use crate::text::Span;
use crate::text::sentences;

/// At most so many bytes are shown on either side.
const MOST: u32 = 320;

/// The sentences of one article, found when they are first asked for.
#[derive(Default)]
pub(super) struct Context(OnceCell<Vec<Span>>);

impl Context {
    /// The words around `span`: from the start of its first sentence to the end of its last.
    pub(super) fn around(&self, article: &Article, span: Span) -> Span {
        let sentences = self.0.get_or_init(|| all(article));
        let first = sentences.partition_point(|sentence| sentence.end <= span.start);
        let touching = sentences[first..].iter().take_while(|sentence| sentence.start < span.end);
        let whole = touching.copied().fold(span, Span::cover);
        let body = &article.body;
        Span {
            start: later(body, whole.start.max(span.start.saturating_sub(MOST)), span.start),
            end: earlier(body, whole.end.min(span.end.saturating_add(MOST)), span.end, whole.end),
        }
    }

    /// The sentence that holds this place, or the empty place itself between sentences.
    pub(super) fn sentence(&self, article: &Article, at: u32) -> Span {
        let sentences = self.0.get_or_init(|| all(article));
        let place = sentences.partition_point(|sentence| sentence.end < at);
        let found = sentences.get(place).filter(|sentence| sentence.start <= at);
        found.copied().unwrap_or(Span { start: at, end: at })
    }
}

fn all(article: &Article) -> Vec<Span> {
    let blocks = article.blocks.iter();
    blocks.flat_map(|block| sentences(block.span.of(&article.body), block.span.start as usize)).collect()
}

/// The start of the first whole word from `at` on; `at` itself where a word starts there.
fn later(body: &str, at: u32, most: u32) -> u32 {
    let mut at = at as usize;
    let starts = |at: usize| body[..at].chars().next_back().is_none_or(char::is_whitespace);
    while at < most as usize && !(body.is_char_boundary(at) && starts(at)) {
        at += 1;
    }
    at as u32
}

/// The end of the last whole word up to `at`; `end` is an end in any case.
fn earlier(body: &str, at: u32, least: u32, end: u32) -> u32 {
    let mut at = at as usize;
    let ends = |at: usize| body[at..].chars().next().is_none_or(char::is_whitespace);
    while at > least as usize && at != end as usize && !(body.is_char_boundary(at) && ends(at)) {
        at -= 1;
    }
    at as u32
}
