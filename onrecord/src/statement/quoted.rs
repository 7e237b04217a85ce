//! Quotations that no cue stands beside: they go on from the one before, or stand alone.

use crate::text::Span;

use super::Act;
use super::Flag;
use super::MarkKind;
use super::draft::Draft;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;
use super::reported;
use super::source;
use super::source::Range;

/// What the paragraph before leaves open.
#[derive(Clone, Default, Debug)]
pub struct Carry {
    /// Its last statement is a quotation, and nothing of its own follows.
    pub quoted: bool,
    /// Its last quotation is not closed.
    pub open: bool,
    /// Its last quotation is a question: the next one may be somebody else's answer.
    pub asked: bool,
    /// It ends in a cue and a colon: what follows is the content.
    pub lead: Option<Draft>,
}

/// Gives the quotations of `p` that no cue took to the statement that they continue.
pub fn complete(p: &Paragraph, drafts: &mut Vec<Draft>, before: &Carry, settled: &[(Span, MarkKind)]) {
    let presented: Vec<Draft> =
        p.sentences.iter().filter_map(|&sentence| presented(p, drafts, sentence)).collect();
    drafts.retain(|draft| !presented.iter().any(|other| other.content == draft.content));
    drafts.extend(presented);
    drafts.sort_by_key(|draft| draft.content.iter().chain(&draft.cue).map(|span| span.start).min());
    let first_is_quote = matches!(p.token(0).kind, Kind::Quote(_));
    for &(from, to) in &p.sentences {
        let only_quotes =
            (from..to).all(|at| matches!(p.token(at).kind, Kind::Quote(_) | Kind::Stop | Kind::Comma));
        for at in from..to {
            let Some(quotation) = p.quotation(at).copied() else { continue };
            let known = settled.iter().any(|(span, _)| *span == quotation.inside);
            if known
                || is_aside(quotation.inside.of(p.body))
                || drafts.iter().any(|draft| draft.content.iter().any(|span| span.overlaps(quotation.inside)))
            {
                continue;
            }
            let previous = drafts.iter_mut().rev().find(|draft| {
                draft.tokens.0 < at || draft.content.iter().any(|s| s.end < quotation.outside.start)
            });
            match previous {
                Some(draft) if continues(p, draft, at, only_quotes) => {
                    draft.content.push(quotation.inside);
                    draft.resume_at = at + 1;
                }
                None if only_quotes && first_is_quote && before.lead.is_some() => {
                    drafts.extend(before.lead.clone().map(|lead| Draft {
                        content: vec![quotation.inside],
                        resume_at: at + 1,
                        ..lead
                    }));
                }
                None if only_quotes && first_is_quote && (before.quoted || before.open) => {
                    let mut draft = Draft::new(p, Act::Says, &[(at, at + 1)], (at, at), None);
                    if before.open || !before.asked {
                        draft.flags.push(if before.open { Flag::Continued } else { Flag::Uncued });
                    }
                    draft.confidence = 0.6;
                    drafts.push(draft);
                }
                Some(draft)
                    if draft.act != Act::Thinks
                        && (only_quotes || is_told(p, draft, quotation.inside, (from, to))) =>
                {
                    let mut next = Draft::new(p, Act::Says, &[(at, at + 1)], (at, at), None);
                    next.flags.push(Flag::Uncued);
                    next.confidence = 0.5;
                    drafts.push(next);
                }
                _ => {}
            }
        }
    }
}

/// `The mayor's line has lasted. “…”: that was on Tuesday.`: words that the sentence before says whose they are.
fn presented(p: &Paragraph, drafts: &[Draft], (from, to): (usize, usize)) -> Option<Draft> {
    let quotation = p.quotation(from)?;
    let long = quotation.inside.of(p.body).split_whitespace().count() >= SENTENCE;
    let joint = matches!(p.token(from + 1).kind, Kind::Colon | Kind::Comma | Kind::Dash);
    let at = from + 1 + usize::from(joint);
    let this = p.is(at, "that") || p.is(at, "this") || p.is(at, "those") || p.is(at, "these");
    let is = p.is(at + 1, "was") || p.is(at + 1, "is") || p.is(at + 1, "were");
    let certain = drafts.iter().any(|draft| {
        draft.evidence.is_none() && draft.content.iter().any(|span| span.overlaps(quotation.inside))
    });
    if !long || !this || !is || at + 2 > to || certain {
        return None;
    }
    let before = p.sentences.iter().find(|(_, end)| *end == from);
    let owner = before.and_then(|&(from, to)| owner(p, from, to));
    Some(Draft::new(p, Act::Says, &[(from, from + 1)], (at, at + 2), owner))
}

/// Whose words a sentence speaks of: `the mayor's line`.
fn owner(p: &Paragraph, from: usize, to: usize) -> Option<Range> {
    let owned = |at: usize| p.words(at).ends_with("'s") || p.words(at).ends_with("’s");
    let noun = (from + 1..to).find(|&at| p.token(at).entry.is(class::SUMMARY) && owned(at - 1))?;
    source::before(p, from, noun)
}

/// Whether all of a quotation stands in brackets: `(Crosstalk.)` is what the transcript says, nobody in it.
fn is_aside(words: &str) -> bool {
    let words = words.trim().trim_end_matches('.');
    words.starts_with(['(', '[']) && words.ends_with([')', ']'])
}

/// A quotation of fewer words is no sentence that somebody said.
const SENTENCE: usize = 5;

/// The quotations of a paragraph in a language whose verbs we do not know: somebody's words, nobody named.
pub fn alone(p: &Paragraph) -> Vec<Draft> {
    let long = |at: &usize| {
        p.quotation(*at)
            .is_some_and(|quotation| quotation.inside.of(p.body).split_whitespace().count() >= SENTENCE)
    };
    let draft = |at| Draft { confidence: 0.5, ..Draft::new(p, Act::Says, &[(at, at + 1)], (at, at), None) };
    (0..p.tokens.len()).filter(long).map(draft).collect()
}

/// Whether the quotation at `at` goes on from a statement before it in the paragraph.
fn continues(p: &Paragraph, draft: &Draft, at: usize, only_quotes: bool) -> bool {
    let quoted_before =
        draft.content.iter().any(|span| p.quotations.iter().any(|q| q.depth == 0 && span.overlaps(q.inside)));
    if only_quotes {
        let gap =
            (draft.resume_at.max(draft.tokens.1)..at).filter(|&i| p.token(i).kind == Kind::Word).count();
        return quoted_before && gap < 30;
    }
    let beside =
        at > 0 && matches!(p.token(at - 1).kind, Kind::Comma | Kind::Dash | Kind::Colon | Kind::Stop);
    let left = draft.content.last().is_some_and(|span| span.end <= p.token(draft.tokens.0).span.start);
    let gap = at.saturating_sub(draft.resume_at.max(draft.tokens.1));
    quoted_before && beside && left && gap < 14
}

/// `He said no. The plan was “as dead as a boat on a hill”.`: a clause in marks, in the sentence behind somebody's words.
fn is_told(p: &Paragraph, before: &Draft, inside: Span, sentence: (usize, usize)) -> bool {
    let next = p.sentence(before.tokens.0).is_some_and(|(_, end)| end == sentence.0);
    let long = inside.of(p.body).split_whitespace().count() >= SENTENCE;
    next && long && !before.content.is_empty() && before.source.is_some()
}

/// What this paragraph leaves open for the next.
pub fn carry(p: &Paragraph, drafts: &[Draft]) -> Carry {
    let last_quotation = p.quotations.iter().rev().find(|q| q.depth == 0);
    let open = last_quotation.is_some_and(|q| !q.closed && q.inside.end == p.span.trimmed(p.body).end);
    let ends_quoted = last_quotation
        .is_some_and(|q| drafts.iter().any(|draft| draft.content.iter().any(|span| span.overlaps(q.inside))));
    let lead = reported::lead(p).filter(|lead| drafts.iter().all(|draft| draft.cue != lead.cue));
    let asked = drafts.iter().max_by_key(|draft| draft.tokens.0).is_some_and(|draft| draft.act == Act::Asks)
        && last_quotation.is_some_and(|q| q.inside.of(p.body).trim_end_matches(',').ends_with('?'));
    Carry { quoted: ends_quoted, open, asked, lead }
}
