//! Credits: where an article names the report or agency that it has its words from.

use std::sync::LazyLock;

use super::names::is_house;
use super::names::name_key;
use super::names::names_ahead;
use super::names::names_before;
use super::names::spellings;
use crate::article::Article;
use crate::article::BlockKind;
use crate::text::Span;

/// An outlet or agency that an article credits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Credit {
    /// Where its name stands.
    pub span: Span,
    /// Its name, as printed.
    pub name: String,
}

/// The credits of an article, in order: "(AP)", "Reuters contributed to this report", "as first reported by
/// the Harbour Post", "By Ana Ruiz, Northwire News". What it says of itself is no credit.
pub fn credits(article: &Article) -> Vec<Credit> {
    let own = article.outlet.name.as_deref().map(name_key);
    let plain = mentions(article).into_iter().filter(|mention| mention.is_plain);
    let credits = plain.map(|one| Credit { span: one.span, name: one.span.of(&article.body).to_owned() });
    credits.filter(|credit| own.as_ref() != Some(&name_key(&credit.name))).collect()
}

/// Where an article credits the outlet of this name.
pub(super) fn credit_of(article: &Article, outlet: &str) -> Option<Span> {
    let (key, body) = (name_key(outlet), &article.body);
    if !spellings(outlet).iter().any(|name| body.contains(name)) {
        return None;
    }
    mentions(article).into_iter().map(|mention| mention.span).find(|span| name_key(span.of(body)) == key)
}

/// A name at a place where credits stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mention {
    span: Span,
    /// Whether it is plainly a credit; else it is one only if the name is that of an outlet.
    is_plain: bool,
}

fn mentions(article: &Article) -> Vec<Mention> {
    let mut found = Vec::new();
    for block in &article.blocks {
        let text = block.span.of(&article.body);
        let here = match block.kind {
            BlockKind::Headline | BlockKind::Heading | BlockKind::Post | BlockKind::AltText => Vec::new(),
            BlockKind::Byline => in_byline(text),
            _ => [in_brackets(text), in_phrases(text)].concat(),
        };
        let start = block.span.start;
        let moved = |span: Span| Span { start: span.start + start, end: span.end + start };
        found.extend(here.into_iter().map(|one| Mention { span: moved(one.span), ..one }));
    }
    found.sort_unstable_by_key(|one| (one.span, !one.is_plain));
    found.dedup_by_key(|one| one.span);
    found
}

/// "By Ana Ruiz, Northwire News", "Ana Ruiz | Associated Press", "By Ana Ruiz for the Harbour Post".
fn in_byline(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_uppercase).map(|start| at + start) {
        let (names, end) = names_ahead(text, start);
        found.extend(names.into_iter().map(|span| Mention { span, is_plain: is_house(span.of(text)) }));
        at = end.max(start + text[start..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - start));
    }
    found
}

/// "(AP)", and whatever house stands in "LONDON (Northwire) —".
fn in_brackets(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('(') {
        let (names, end) = names_ahead(text, at + 1);
        let ([span], Some(behind)) = (names.as_slice(), text[end..].strip_prefix(')')) else { continue };
        let opens = at < 60 && opens_in_capitals(&text[..at]);
        let is_dateline = opens && behind.trim_start().starts_with(['—', '–', '-']);
        found.push(Mention { span: *span, is_plain: is_dateline || is_house(span.of(text)) });
    }
    found
}

/// "LONDON, March 3".
fn opens_in_capitals(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or("");
    first.chars().any(char::is_uppercase) && !first.chars().any(char::is_lowercase)
}

/// Names at the open place of a phrase.
fn in_phrases(text: &str) -> Vec<Mention> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for phrase in PHRASES.iter() {
        for (at, _) in lower.match_indices(phrase.words) {
            let end = at + phrase.words.len();
            let inside = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            let goes_on = inside(lower[end..].chars().next());
            let is_word = phrase.words.starts_with(char::is_alphabetic);
            if goes_on || is_word && inside(lower[..at].chars().next_back()) {
                continue;
            }
            let names = if phrase.leads { names_ahead(text, end).0 } else { names_before(text, at) };
            found.extend(at_open_place(text, &names, phrase.takes_any));
        }
    }
    found
}

/// Of a person and a house, only the house is credited.
fn at_open_place(text: &str, names: &[Span], takes_any: bool) -> Vec<Mention> {
    let has_house = names.iter().any(|name| is_house(name.of(text)));
    let is_plain = |name: Span| is_house(name.of(text)) || takes_any && !has_house;
    names.iter().map(|span| Mention { span: *span, is_plain: is_plain(*span) }).collect()
}

/// A phrase of `credits.txt`.
struct Phrase {
    words: &'static str,
    /// Whether it stands before the name.
    leads: bool,
    takes_any: bool,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let lines = include_str!("credits.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(phrase).collect()
});

fn phrase(line: &'static str) -> Option<Phrase> {
    let (before, behind) = line.split_once(['*', '+'])?;
    let leads = behind.trim().is_empty();
    let words = if leads { before } else { behind }.trim();
    Some(Phrase { words, leads, takes_any: line.contains('*') })
}
