//! The ledger of quotation marks: what each pair is for.

use crate::article::Article;
use crate::article::BlockKind;
use crate::text::Quotation;
use crate::text::Span;
use crate::text::quotations;

use super::Act;
use super::Mark;
use super::MarkKind;
use super::Scope;
use super::draft::Draft;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;

/// Nouns for works, campaigns, programmes: beside them, marks bound a title.
const WORKS: &str = include_str!("works.txt");

/// A quotation of more words than this is no scare quote and no title.
const SHORT: usize = 6;

/// What the outer quotations of a paragraph are for, before statements are known: `None` may bound words.
pub fn settled(p: &Paragraph) -> Vec<(Span, MarkKind)> {
    (0..p.tokens.len()).filter_map(|at| Some((p.quotation(at)?.inside, kind_at(p, at)?))).collect()
}

/// The marks of a paragraph whose statements are known.
pub fn marks(article: &Article, p: &Paragraph, settled: &[(Span, MarkKind)], drafts: &[Draft]) -> Vec<Mark> {
    let kind = |q: &Quotation| {
        if q.depth > 0 {
            return MarkKind::Inner;
        }
        if let Some((_, kind)) = settled.iter().find(|(span, _)| *span == q.inside) {
            return *kind;
        }
        let holds = |draft: &&Draft| draft.content.iter().any(|span| span.overlaps(q.inside));
        let holder = drafts.iter().find(|draft| !is_guess(draft) && holds(draft));
        match holder {
            Some(draft) if draft.act == Act::Rules && words_in(p, q.inside) <= 2 => MarkKind::Term,
            Some(_) => MarkKind::Utterance,
            None if words_in(p, q.inside) <= SHORT && !ends_sentence(q.inside.of(p.body)) => MarkKind::Scare,
            None => MarkKind::Unresolved,
        }
    };
    p.quotations.iter().map(|q| Mark { article: article.id, span: q.inside, kind: kind(q) }).collect()
}

/// A reading of the model that no rule vouches for says nothing about what marks are for.
fn is_guess(draft: &Draft) -> bool {
    draft.scope == Scope::Uncertain && draft.evidence.is_some()
}

/// The marks of a block that holds no statements.
pub fn marks_of_block(article: &Article, block: BlockKind, span: Span) -> Vec<Mark> {
    let outer = match block {
        BlockKind::Headline | BlockKind::Heading => MarkKind::Headline,
        BlockKind::Post => MarkKind::Inner,
        _ => MarkKind::Unresolved,
    };
    let kind = |depth| if depth > 0 { MarkKind::Inner } else { outer };
    let found = quotations(span.of(&article.body), span.start as usize);
    found.iter().map(|q| Mark { article: article.id, span: q.inside, kind: kind(q.depth) }).collect()
}

/// A title, a term or a nickname, where the neighbours show it.
fn kind_at(p: &Paragraph, at: usize) -> Option<MarkKind> {
    let quotation = p.quotation(at)?;
    let inside = quotation.inside.of(p.body);
    let count = words_in(p, quotation.inside);
    let before = p.token(at.wrapping_sub(1));
    if at > 0
        && before.capital
        && p.token(at + 1).capital
        && count <= 2
        && before.kind == Kind::Word
        && p.token(at + 1).kind == Kind::Word
        && before.entry.verb().is_none()
        && !inside.ends_with(',')
    {
        return Some(MarkKind::Nickname);
    }
    if count > 12 || inside.trim_end().ends_with(['.', '!', '?']) && count > SHORT {
        return None;
    }
    if is_title(p, at, inside, count) {
        return Some(MarkKind::Title);
    }
    let term = ["term", "word", "phrase", "so-called", "words", "expression", "concept"];
    let named = at > 0 && term.iter().any(|word| p.is(at - 1, word))
        || at > 1 && p.is(at - 1, "as") && p.is(at - 2, "known");
    ((named && count <= SHORT) || is_name_of_kind(p, at, inside, count)).then_some(MarkKind::Term)
}

fn is_title(p: &Paragraph, at: usize, inside: &str, count: usize) -> bool {
    let work = |i: usize| p.token(i).kind == Kind::Word && is_work(p.words(i));
    let introduced = at > 0
        && ["titled", "entitled", "named", "dubbed", "headlined", "called"]
            .iter()
            .any(|word| p.is(at - 1, word));
    let cased = title_case(inside);
    if introduced
        && (cased || p.is(at - 1, "titled") || p.is(at - 1, "entitled") || p.is(at - 1, "headlined"))
    {
        return true;
    }
    let behind = (at + 1..at + 4)
        .take_while(|&i| {
            p.token(i).kind == Kind::Word
                && !p.token(i).entry.is(class::PREPOSITION | class::CONJUNCTION | class::AUXILIARY)
        })
        .any(work);
    let owned = at > 0
        && (p.token(at - 1).entry.is(class::DETERMINER)
            || p.words(at - 1).ends_with("'s")
            || p.words(at - 1).ends_with("’s"));
    if behind && owned && (cased || count >= 2) {
        return true;
    }
    let before = (at.saturating_sub(3)..at).any(|i| work(i) && !matches!(p.token(i + 1).kind, Kind::Colon));
    before && cased && !p.token(at.saturating_sub(1)).entry.verb().is_some_and(|verb| verb.quotation)
}

/// `the "Breeze" fan`: a name before the noun for its kind.
fn is_name_of_kind(p: &Paragraph, at: usize, inside: &str, count: usize) -> bool {
    let next = p.token(at + 1);
    let noun = next.kind == Kind::Word
        && !next.capital
        && next.entry.verb().is_none()
        && !next.entry.is(class::PREPOSITION
            | class::CONJUNCTION
            | class::AUXILIARY
            | class::SUBORDINATOR
            | class::VERB);
    at > 0 && count <= 3 && noun && p.token(at - 1).entry.is(class::DETERMINER) && title_case(inside)
}

/// Whether all words but the small ones begin with a capital.
fn title_case(words: &str) -> bool {
    let mut seen = 0;
    for word in words.split_whitespace() {
        let first = word.chars().find(|c| c.is_alphanumeric()).unwrap_or(' ');
        let small =
            ["a", "an", "the", "of", "in", "on", "and", "or", "to", "for", "with", "at", "by", "from"]
                .contains(&word);
        if !(first.is_uppercase() || first.is_numeric() || small && seen > 0) {
            return false;
        }
        seen += 1;
    }
    seen > 0 && !words.trim_end().ends_with(['.', '?'])
}

fn is_work(word: &str) -> bool {
    WORKS.lines().any(|line| word.eq_ignore_ascii_case(line))
}

fn words_in(p: &Paragraph, span: Span) -> usize {
    span.of(p.body).split_whitespace().count()
}

fn ends_sentence(words: &str) -> bool {
    words.trim_end().ends_with(['!', '?'])
}
