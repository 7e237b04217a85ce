//! Where a clause or a phrase begins and where it ends.

use super::cue::Cue;
use super::cue::Mood;
use super::lexicon::Shape;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;
use super::source;

/// Whether a clause can begin at `at`: verbs that also take objects need a verb in what follows.
pub fn clause_begins(p: &Paragraph, at: usize, to: usize, cue: &Cue) -> bool {
    let token = p.token(at);
    if token.entry.is(class::PREPOSITION) && !token.entry.is(class::DETERMINER | class::SUBORDINATOR)
        || p.is(at, "so")
    {
        return cue.verb.lemma == "say" && !p.is(at, "to") && has_verb(p, at + 1, to.min(at + 14));
    }
    token.entry.is(class::SUBJECT) && !token.entry.is(class::QUESTION)
        || cue.verb.lemma == "say" && !token.entry.is(class::CONJUNCTION | class::AUXILIARY)
        || has_verb(p, at + 1, to.min(at + 14))
}

/// Whether a word of `from..to` is a verb that the lists know, or looks like a past tense.
pub fn has_verb(p: &Paragraph, from: usize, to: usize) -> bool {
    (from..to).any(|i| {
        let entry = p.token(i).entry;
        entry.is(class::AUXILIARY)
            || entry.verb().is_some() && !entry.verb().is_some_and(|verb| verb.noun)
            || p.token(i).kind == Kind::Word && !p.token(i).capital && p.words(i).ends_with("ed")
    })
}

/// Whether a noun phrase can begin at `at`.
pub fn phrase_begins(p: &Paragraph, at: usize) -> bool {
    let token = p.token(at);
    match token.kind {
        Kind::Quote(_) | Kind::Number => true,
        Kind::Word => {
            let blocked =
                class::PREPOSITION | class::CONJUNCTION | class::AUXILIARY | class::DAY | class::SUBORDINATOR;
            token.entry.is(class::DETERMINER | class::OBJECT | class::POSSESSIVE) || !token.entry.is(blocked)
        }
        _ => false,
    }
}

/// Where the content that begins at `from` ends: at the end of the sentence, or before another attribution.
pub fn clause_end(p: &Paragraph, from: usize, to: usize, later: &[Cue]) -> usize {
    let mut end = to;
    for at in from..to {
        if at > from && at + 1 < to && closes_clause(p, at) {
            end = at + 1;
            break;
        }
        if matches!(p.token(at).kind, Kind::Comma | Kind::Semicolon | Kind::Dash)
            && ends_content(p, at, to, later)
        {
            end = at;
            break;
        }
        if p.token(at).entry.is(class::CONJUNCTION) && at > from && coordinated(p, at, later) {
            end = at;
            break;
        }
    }
    while end > from
        && matches!(
            p.token(end - 1).kind,
            Kind::Stop | Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Colon
        )
    {
        end -= 1;
    }
    end
}

/// `calling it a "sham," the club left`: the comma inside the marks ends the clause.
fn closes_clause(p: &Paragraph, at: usize) -> bool {
    let next = p.token(at + 1);
    p.quotation(at).is_some_and(|quotation| quotation.inside.of(p.body).ends_with(','))
        && (next.capital || next.entry.is(class::SUBJECT | class::DETERMINER))
}

/// `X said … and said …`, `X said …, but added …`: a cue directly behind the conjunction.
fn coordinated(p: &Paragraph, at: usize, later: &[Cue]) -> bool {
    later.iter().any(|cue| {
        cue.start == at + 1
            && cue.mood == Mood::Finite
            && cue.verb.quotation
            && p.token(cue.at).entry.shape != Shape::Base
    })
}

/// Whether another attribution begins behind the mark at `at`.
fn ends_content(p: &Paragraph, at: usize, to: usize, later: &[Cue]) -> bool {
    let next = at + 1;
    if p.token(at).kind == Kind::Comma && (is_comment(p, next) || at > 0 && is_remark(p, at)) {
        return true;
    }
    if p.is(next, "according") && p.is(next + 1, "to") {
        return true;
    }
    let then = p.is(next, "before") || p.is(next, "after");
    if then && p.token(at).kind == Kind::Comma && p.words(next + 1).ends_with("ing") {
        return true;
    }
    let entry = p.token(next).entry;
    if entry.shape == Shape::Ing && entry.verb().is_some_and(|verb| verb.quotation && !verb.noun) {
        let follows = p.token(next + 1);
        return p.is(next + 1, "that")
            || matches!(follows.kind, Kind::Quote(_) | Kind::Colon | Kind::Comma)
            || follows.entry.is(class::SUBJECT | class::DETERMINER);
    }
    let mut start = next;
    let conjunction = entry.is(class::CONJUNCTION) || p.is(next, "as") || p.is(next, "while");
    if conjunction {
        start += 1;
    }
    // `…, but Mr. Orr said …`, `…, Ms. Vale said.`
    later.iter().any(|cue| {
        let near = cue.start >= start && cue.start <= start + 9 && cue.start < to && cue.mood == Mood::Finite;
        let other = p.token(at).kind == Kind::Semicolon;
        near && (cue.verb.quotation || other)
            && (conjunction || other || closes(p, cue, to))
            && (cue.start == start
                || source::before(p, next, cue.start).is_some_and(|found| found.0 <= start + 1))
    })
}

/// `…, a pledge that the contract does not hold`: the report speaks of what was said.
fn is_comment(p: &Paragraph, at: usize) -> bool {
    let noun = (at + 1..at + 3).find(|&i| p.token(i).entry.is(class::SUMMARY));
    let article = p.is(at, "a") || p.is(at, "an");
    article
        && noun.is_some_and(|noun| {
            p.token(noun + 1).entry.is(class::RELATIVE)
                || ["he", "she", "they", "it", "denied", "rejected", "echoed", "disputed", "repeated"]
                    .iter()
                    .any(|word| p.is(noun + 1, word))
        })
}

/// `he had “changed sides”, which I have read twice`: behind a quotation the clause is the report's.
fn is_remark(p: &Paragraph, comma: usize) -> bool {
    matches!(p.token(comma - 1).kind, Kind::Quote(_)) && p.is(comma + 1, "which")
}

/// Whether a sentence ends behind this cue.
fn closes(p: &Paragraph, cue: &Cue, to: usize) -> bool {
    cue.end >= to || matches!(p.token(cue.end).kind, Kind::Stop | Kind::Comma | Kind::Dash)
}
