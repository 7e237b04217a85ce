//! Speech marked by a name and a colon, or signed: `ORR: …`, `Q: … A: …`, `Ana Orr: "…"`, `"…" — Ana Orr`.

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

/// A paragraph that is a quotation, a dash and a name: who is quoted signs.
fn signed(p: &Paragraph) -> Option<Draft> {
    let name_end = p.tokens.len() - usize::from(p.tokens.last()?.kind == Kind::Stop);
    let shape = matches!(p.token(0).kind, Kind::Quote(_)) && p.token(1).kind == Kind::Dash;
    let short = (3..=2 + LONGEST_NAME).contains(&name_end);
    if !shape || !short || !(2..name_end).all(|at| is_name(p, at)) {
        return None;
    }
    Some(Draft::new(p, Act::Says, &[(0, 1)], (1, 2), Some((2, name_end))))
}

fn named(p: &Paragraph, names: &[&str]) -> Option<Draft> {
    let colon = (1..=LONGEST_NAME).find(|&at| p.token(at).kind == Kind::Colon)?;
    if !(0..colon).all(|at| is_name(p, at)) || colon + 1 >= p.tokens.len() {
        return None;
    }
    let quoted = matches!(p.token(colon + 1).kind, Kind::Quote(_));
    let letters = p.words(0);
    let shouted = letters.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && letters.chars().any(char::is_alphabetic);
    let recurs = p.span_of(0, colon).is_some_and(|span| names.contains(&span.of(p.body)));
    if !quoted && !shouted && !recurs {
        return None;
    }
    let end = p.tokens.len();
    let mut draft = Draft::new(p, Act::Says, &[(colon + 1, end)], (colon, colon + 1), Some((0, colon)));
    if p.is(0, "q") && colon == 1 {
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
