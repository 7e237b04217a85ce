//! Speech marked by a name and a colon, or signed: `ORR: …`, `Q: … A: …`, `Ana Orr (mayor): "…"`, `"…" — Ana Orr`,
//! `"…" (Ana Orr)`, also as items of a list, rows of a table, and quotations that Markdown sets apart with `>`.

use crate::article::Article;
use crate::article::BlockKind;
use crate::text::Span;

use super::Act;
use super::Flag;
use super::Form;
use super::draft::Draft;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;

/// A name before the colon has no more words than this.
const LONGEST_NAME: usize = 5;
/// A name and what is said of it: `Ana Orr, the mayor of Port Ellery:`.
const LONGEST_LABEL: usize = 14;

/// The statement of a paragraph that begins with a speaker's name and a colon.
///
/// `names` are those that stand before a colon at the head of several paragraphs of the article. A transcript that is
/// quoted opens each of its paragraphs with a mark that it does not close: the name is looked for behind it.
pub fn dialogue(p: &Paragraph, names: &[&str]) -> Option<Draft> {
    match p.quotation(0) {
        Some(opened) if !opened.closed => {
            let rest = Span { start: opened.inside.start, end: p.span.end };
            let mut draft = named(&Paragraph::cut(p.body, rest), names)?;
            draft.tokens = (0, 1);
            draft.source_tokens = None;
            Some(draft)
        }
        _ => named(p, names).or_else(|| signed(p)),
    }
}

/// Whether a dialogue's draft rests on nothing but capitals before its colon, and no other paragraph opens so.
pub fn is_place_line(p: &Paragraph, draft: &Draft, names: &[&str]) -> bool {
    let head = draft.source.map_or("", |source| source.of(p.body));
    let quoted = draft.content.first().is_some_and(|span| p.quotations.iter().any(|q| q.inside == *span));
    !quoted
        && !names.contains(&head)
        && head.len() > 2
        && names.is_empty()
        && draft.flags.contains(&Flag::Dialogue)
}

/// A paragraph that is a quotation and a name behind it: who is quoted signs.
fn signed(p: &Paragraph) -> Option<Draft> {
    let first = after_mark(p);
    let is_set_off = p.span.of(p.body).trim_start().starts_with('>');
    let end = match p.token(first).kind {
        Kind::Quote(_) => first + 1,
        _ if is_set_off => (first..p.tokens.len()).rev().find(|at| p.token(*at).kind == Kind::Dash)?,
        _ => return None,
    };
    let sign = (end..end + 2).find(|at| p.token(*at).kind != Kind::Stop)?;
    let is_sign = matches!(p.token(sign).kind, Kind::Dash | Kind::Open) || p.is(sign, "|");
    let name_end = (sign + 1..p.tokens.len()).find(|at| !is_name(p, *at)).unwrap_or(p.tokens.len());
    let length = name_end - (sign + 1).min(name_end);
    let rest = || (name_end..p.tokens.len()).all(|at| p.quotation(at).is_none());
    let closed = matches!(p.token(name_end).kind, Kind::Stop | Kind::Comma | Kind::Open | Kind::Close)
        || p.is(name_end, "|");
    let is_short = p.tokens.len() <= sign + 2 + LONGEST_LABEL;
    if !is_sign || !(1..=LONGEST_NAME).contains(&length) || !closed || !is_short || !rest() {
        return None;
    }
    let mut draft = Draft::new(p, Act::Says, &[(first, end)], (sign, sign + 1), Some((sign + 1, name_end)));
    draft.form = Some(Form::Direct);
    if let Some(words) = p.span_of(first, end).filter(|_| end > first + 1) {
        draft.content = vec![words];
    }
    Some(draft)
}

/// The first token behind the mark of an item of a list, or of a row of a table.
fn after_mark(p: &Paragraph) -> usize {
    match (p.token(0).kind, p.token(1).kind) {
        (Kind::Number, Kind::Stop) => 2,
        (Kind::Dash, _) => 1,
        (Kind::Other, _) if ["•", "+", "|"].iter().any(|mark| p.is(0, mark)) => 1,
        _ => 0,
    }
}

fn named(p: &Paragraph, names: &[&str]) -> Option<Draft> {
    let first = after_mark(p);
    let is_colon = |at: &usize| p.token(*at).kind == Kind::Colon || p.is(*at, "|");
    let name_end = (first..p.tokens.len()).find(|at| !is_name(p, *at))?;
    let colon = (name_end..=first + LONGEST_LABEL).find(is_colon)?;
    let is_plain = colon == name_end;
    if !(1..=LONGEST_NAME).contains(&(name_end - first)) || colon + 1 >= p.tokens.len() {
        return None;
    }
    let described = || {
        matches!(p.token(name_end).kind, Kind::Open | Kind::Comma | Kind::Dash)
            && (first..colon).all(|at| p.token(at).entry.verb().is_none())
            && (colon + 1..p.tokens.len()).all(|at| p.token(at).kind != Kind::Word)
    };
    let quoted = matches!(p.token(colon + 1).kind, Kind::Quote(_)) && (is_plain || described());
    let letters = p.words(first);
    let shouted = letters.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && letters.chars().any(char::is_alphabetic);
    let recurs = p.span_of(first, colon).is_some_and(|span| names.contains(&span.of(p.body)));
    if !quoted && !(is_plain && p.token(colon).kind == Kind::Colon && (shouted || recurs)) {
        return None;
    }
    let end = p.tokens.len() - usize::from(p.is(p.tokens.len() - 1, "|"));
    let mut draft =
        Draft::new(p, Act::Says, &[(colon + 1, end)], (colon, colon + 1), Some((first, name_end)));
    if p.is(first, "q") && name_end == first + 1 {
        draft.act = Act::Asks;
    }
    draft.flags.push(Flag::Dialogue);
    draft.form = (!quoted).then_some(Form::Direct);
    if !quoted && let Some(span) = p.span_of(colon + 1, end) {
        draft.content = vec![span];
    }
    Some(draft)
}

/// The names that stand before a colon at the head of two paragraphs or more, in any case: a transcript.
pub fn names(article: &Article) -> Vec<&str> {
    let paragraphs = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let mut heads: Vec<&str> = paragraphs
        .filter_map(|block| {
            let (head, _) = block.span.of(&article.body).trim_start().split_once(':')?;
            let capital = head.split(' ').all(|word| word.starts_with(char::is_uppercase));
            (capital && head.len() < 40 && head.split(' ').count() <= LONGEST_NAME).then_some(head)
        })
        .collect();
    heads.sort_by_cached_key(|head| head.to_lowercase());
    let same = heads.chunk_by(|a, b| a.to_lowercase() == b.to_lowercase());
    same.filter(|same| same.len() > 1).flatten().copied().collect()
}

fn is_name(p: &Paragraph, at: usize) -> bool {
    let token = p.token(at);
    let labels = [
        "update",
        "updated",
        "photo",
        "video",
        "note",
        "related",
        "read",
        "watch",
        "by",
        "correction",
        "more",
        "source",
        "credit",
        "image",
        "images",
        "location",
        "date",
        "time",
        "when",
        "where",
        "what",
        "why",
        "who",
        "how",
        "contact",
        "tel",
        "email",
        "phone",
        "breaking",
        "exclusive",
    ];
    token.kind == Kind::Word
        && token.capital
        && !token.entry.is(class::DAY | class::MONTH)
        && !labels.iter().any(|word| p.is(at, word))
}
