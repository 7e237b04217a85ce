//! The wordings of an utterance side by side: variants, the fullest first, and the edits between them.

use rustc_hash::FxHashMap;

use super::corpus::Corpus;
use super::{Place, Variant, WordingEdit};
use crate::statement::Form;
use crate::text::{Edit, EditKind, Span, edits, words};

/// One statement's part in an utterance.
pub(super) struct Print {
    /// The statement, by place in the corpus.
    pub statement: u32,
    /// Its content spans that belong here.
    pub spans: Vec<Span>,
}

/// The variants of these prints, in which a mark at the end makes no difference.
pub(super) fn variants(corpus: &Corpus<'_>, prints: &[Print]) -> Vec<Variant> {
    let mut by_words: FxHashMap<String, Vec<&Print>> = FxHashMap::default();
    for print in prints {
        by_words.entry(normal(&wording(corpus, print))).or_default().push(print);
    }
    let mut groups: Vec<Vec<&Print>> = by_words.into_values().collect();
    for group in &mut groups {
        group.sort_by_key(|print| order(corpus, print));
    }
    groups.sort_by_cached_key(|group| rank(corpus, group[0]));
    let mut variants: Vec<Variant> = groups.iter().map(|group| variant(corpus, group)).collect();
    if let Some((first, others)) = variants.split_first_mut() {
        for other in others {
            other.edits = between(first, other);
        }
    }
    variants
}

/// Quoted words first, then the longest, then the earliest.
fn rank(corpus: &Corpus<'_>, print: &Print) -> impl Ord + use<> {
    let form = match corpus.statements[print.statement as usize].form {
        Form::Direct | Form::Post => 0,
        Form::Mixed => 1,
        Form::Indirect => 2,
    };
    let length = words(&wording(corpus, print), 0).len();
    (form, std::cmp::Reverse(length), order(corpus, print))
}

/// By date of the article, then by statement.
fn order(corpus: &Corpus<'_>, print: &Print) -> impl Ord + use<> {
    let article = corpus.article_of[print.statement as usize];
    let end = corpus.articles[article as usize].published.end;
    (end.map_or(i64::MAX, crate::time::Stamp::latest), article, print.statement)
}

fn variant(corpus: &Corpus<'_>, group: &[&Print]) -> Variant {
    let first = group[0];
    let article = corpus.statements[first.statement as usize].article;
    let mut statements: Vec<u32> = group.iter().map(|print| print.statement).collect();
    statements.sort_unstable();
    Variant {
        wording: wording(corpus, first),
        printed: (article, first.spans.clone()),
        statements: statements.into_iter().map(|at| corpus.statements[at as usize].id).collect(),
        edits: Vec::new(),
    }
}

fn wording(corpus: &Corpus<'_>, print: &Print) -> String {
    let article = corpus.article_of[print.statement as usize];
    let body = &corpus.articles[article as usize].body;
    let parts: Vec<&str> = print.spans.iter().map(|span| span.of(body)).collect();
    parts.join(" ")
}

/// The words of a wording, without the styles of marks, dashes, apostrophes and blanks: equal for equal wordings.
fn normal(wording: &str) -> String {
    let mut normal = String::with_capacity(wording.len());
    let mut from = 0;
    for word in words(wording, 0) {
        between_words(wording.get(from..word.span.start as usize).unwrap_or(""), &mut normal);
        normal.extend(
            word.span.of(wording).chars().map(|c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c }),
        );
        normal.push(' ');
        from = word.span.end as usize;
    }
    between_words(wording.get(from..).unwrap_or(""), &mut normal);
    normal
}

/// Keeps the marks that edits speak of: brackets, ellipses, signs that stand for a word.
fn between_words(gap: &str, normal: &mut String) {
    normal.extend(gap.chars().filter(|c| matches!(c, '[' | ']' | '&' | '%' | '…')));
    if gap.contains("..") || gap.contains(". .") {
        normal.push('…');
    }
}

/// The edits from one variant to another, with their places.
pub(crate) fn between(first: &Variant, other: &Variant) -> Vec<WordingEdit> {
    let mut found = Vec::new();
    for edit in edits(&first.wording, &other.wording) {
        placed(edit, first, other, &mut found);
    }
    found
}

/// An edit with its places; one that reaches over several content spans becomes one for each.
fn placed(edit: Edit, first: &Variant, other: &Variant, found: &mut Vec<WordingEdit>) {
    let removed = parts(edit.removed, first);
    let added = parts(edit.added, other);
    for at in 0..removed.len().max(added.len()) {
        let (from, to) = (removed.get(at), added.get(at));
        let kind = match (from, to, edit.kind) {
            (Some(_), None, EditKind::Substitution | EditKind::Respelling) => EditKind::Cut,
            (None, Some(_), EditKind::Substitution | EditKind::Respelling) => EditKind::Insertion,
            (_, _, kind) => kind,
        };
        let (removed_words, removed_at) = from.cloned().unwrap_or_else(|| behind(removed.last(), first));
        let (added_words, added_at) = to.cloned().unwrap_or_else(|| behind(added.last(), other));
        found.push(WordingEdit { kind, removed: removed_words, added: added_words, removed_at, added_at });
    }
}

/// The empty place behind these words.
fn behind(last: Option<&(String, Place)>, variant: &Variant) -> (String, Place) {
    let end = last.map_or(0, |(_, place)| place.span.end);
    (String::new(), Place { article: variant.printed.0, span: Span { start: end, end } })
}

/// Where a stretch of a wording stands in the article, content span by content span; never none.
fn parts(span: Span, variant: &Variant) -> Vec<(String, Place)> {
    let (article, contents) = &variant.printed;
    let mut found = Vec::new();
    let mut from = 0;
    for content in contents {
        let to = from + content.len() as u32;
        let (start, end) = (span.start.max(from), span.end.min(to));
        let empty_here = span.is_empty() && from <= span.start && span.start <= to && found.is_empty();
        if start < end || empty_here {
            let within = Span { start, end: end.max(start) }.trimmed(&variant.wording);
            let at =
                Span { start: content.start + within.start - from, end: content.start + within.end - from };
            if empty_here || !within.is_empty() {
                found.push((within.of(&variant.wording).to_owned(), Place { article: *article, span: at }));
            }
        }
        from = to + 1;
    }
    if found.is_empty() {
        let end = contents.last().map_or(0, |content| content.end);
        found.push((String::new(), Place { article: *article, span: Span { start: end, end } }));
    }
    found
}
