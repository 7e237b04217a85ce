//! Reporting verbs in a sentence: where a verb form reports, and where it is a noun, a passive or a name.

use super::lexicon::Shape;
use super::lexicon::Verb;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;

/// A verb that may report somebody's words.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// The first token of the verb group: auxiliaries and adverbs are taken in.
    pub start: usize,
    /// The verb.
    pub at: usize,
    /// Behind the verb.
    pub end: usize,
    /// What the list says of it.
    pub verb: &'static Verb,
    /// How it stands.
    pub mood: Mood,
    /// Whether it tells what would or could be said.
    pub modal: bool,
}

/// How a reporting verb stands in its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    /// With a subject of its own.
    Finite,
    /// `to say`, `by telling`, `…, adding`: the subject is that of another verb.
    Loose,
    /// `was told by`: the source follows `by`.
    Passive,
}

/// The cues of the sentence `from..to`, in order.
pub fn cues(p: &Paragraph, from: usize, to: usize) -> Vec<Cue> {
    (from..to).filter_map(|at| cue(p, from, to, at)).collect()
}

fn cue(p: &Paragraph, from: usize, to: usize, at: usize) -> Option<Cue> {
    let token = p.token(at);
    let verb = token.entry.verb()?;
    if token.kind != Kind::Word || token.capital && at > from && p.token(at - 1).kind == Kind::Word {
        return None;
    }
    let start = group_start(p, from, at);
    let auxiliary = (start..at).any(|i| p.token(i).entry.is(class::AUXILIARY));
    let mood = mood(p, from, start, at)?;
    if !auxiliary && is_told(p, at, verb) {
        return None;
    }
    if verb.noun && !auxiliary && mood == Mood::Finite && is_noun(p, from, to, start, at, token.entry.shape) {
        return None;
    }
    let modals = ["would", "will", "could", "should", "may", "might", "can", "must"];
    let modal = (start..at).any(|i| modals.iter().any(|word| p.is(i, word)));
    if verb.weak && modal {
        return None;
    }
    let plain = token.entry.shape == Shape::Base && mood == Mood::Finite && !auxiliary;
    if plain && !plural_before(p, from, start) {
        return None;
    }
    Some(Cue { start, at, end: at + 1, verb, mood, modal })
}

/// `two people briefed on the talks`: a participle, where whoever is told comes before it.
fn is_told(p: &Paragraph, at: usize, verb: &Verb) -> bool {
    let told = ["brief", "inform", "notify", "question", "alert"].contains(&verb.lemma);
    let bound = ["on", "about", "of", "by"].iter().any(|word| p.is(at + 1, word));
    told && bound && p.token(at).entry.shape == Shape::Past
}

/// Auxiliaries and adverbs before the verb belong to its group.
fn group_start(p: &Paragraph, from: usize, at: usize) -> usize {
    let mut start = at;
    while start > from {
        if start > from + 2 && p.is(start - 1, "longer") && p.is(start - 2, "no") {
            start -= 2;
            continue;
        }
        let entry = p.token(start - 1).entry;
        let stays = entry.is(class::AUXILIARY)
            || entry.is(class::ADVERB) && !(start - 1 == from && entry.is(class::OPENER))
            || p.is(start - 1, "not");
        if p.token(start - 1).kind != Kind::Word || !stays {
            break;
        }
        start -= 1;
    }
    start
}

fn mood(p: &Paragraph, from: usize, start: usize, at: usize) -> Option<Mood> {
    let shape = p.token(at).entry.shape;
    let copula = (start..at).any(|i| p.token(i).entry.is(class::COPULA));
    let auxiliary = (start..at).any(|i| p.token(i).entry.is(class::AUXILIARY));
    let to = start > from && p.is(start - 1, "to");
    match shape {
        Shape::Ing if copula => Some(Mood::Finite),
        Shape::Ing => {
            let noun = start > from
                && (p.token(start - 1).entry.is(class::DETERMINER) || p.words(start - 1).ends_with("'s"));
            (!noun).then_some(Mood::Loose)
        }
        Shape::Base if to => Some(Mood::Loose),
        Shape::Past if copula => Some(Mood::Passive),
        Shape::Past if at == from => None,
        Shape::Past if !auxiliary && p.token(at).entry.is(class::PARTICIPLE) => None,
        _ if start == from => None,
        _ if to => None,
        _ => Some(Mood::Finite),
    }
}

/// Whether a form that is a common noun too stands as one.
fn is_noun(p: &Paragraph, from: usize, to: usize, start: usize, at: usize, shape: Shape) -> bool {
    if shape == Shape::Past || shape == Shape::Ing {
        return false;
    }
    let before = p.token(start.max(from + 1) - 1);
    let next = p.token(at + 1);
    let held = before.entry.is(class::DETERMINER | class::PREPOSITION) && !before.entry.is(class::SUBJECT)
        || p.words(start.max(from + 1) - 1).ends_with("'s")
        || p.words(start.max(from + 1) - 1).ends_with("’s")
        || before.kind == Kind::Number;
    let followed = at + 1 < to
        && (next.entry.is(class::AUXILIARY)
            || next.entry.verb().is_some() && next.entry.shape != Shape::Base
            || p.is(at + 1, "of")
            || p.is(at + 1, "from"));
    let plain_noun = before.kind == Kind::Word
        && !before.capital
        && !before.entry.is(class::SUBJECT | class::PERSON | class::ADVERB)
        && !p.words(start.max(from + 1) - 1).ends_with('s')
        && shape == Shape::Base;
    held || followed || plain_noun || is_behind_verb(p, from, start)
}

/// `approved plans`, `brushed aside calls`: behind a verb or its particle stands its object.
fn is_behind_verb(p: &Paragraph, from: usize, start: usize) -> bool {
    let particle = ["aside", "off", "down", "amid"].iter().any(|word| p.is(start.wrapping_sub(1), word));
    let at = start.wrapping_sub(1 + usize::from(particle));
    let word = p.token(at);
    let verb = word.entry.verb().is_some() && (word.entry.shape != Shape::Base || p.is(at, "answer"));
    let past = !word.capital && (p.words(at).ends_with("ed") || verb) && word.kind == Kind::Word;
    let named = at > from && p.token(at - 1).entry.is(class::DETERMINER);
    at < start && at > from && !named && (past || particle && word.entry.is(class::VERB))
}

/// Whether a plural or a pronoun stands before a plain form: `officials say`, `I think`.
fn plural_before(p: &Paragraph, from: usize, start: usize) -> bool {
    if start <= from {
        return false;
    }
    let before = start - 1;
    let token = p.token(before);
    let words = p.words(before);
    token.entry.is(class::SUBJECT)
        || token.entry.is(class::PERSON)
        || token.kind == Kind::Comma
        || words.ends_with('s') && !words.ends_with("'s") && !words.ends_with("ss")
        || [
            "people", "men", "women", "many", "some", "most", "few", "others", "police", "children",
            "percent",
        ]
        .iter()
        .any(|word| p.is(before, word))
        || token.capital && before > from && p.is(before - 1, "and")
        || token.kind == Kind::Number
        || is_plural_phrase(p, from, before)
}

/// `residents of the lower town`: the head before the preposition is a plural.
fn is_plural_phrase(p: &Paragraph, from: usize, last: usize) -> bool {
    let lowest = from.max(last.saturating_sub(5));
    let of = (lowest..=last).rev().find(|&at| ["of", "in", "at", "from"].iter().any(|word| p.is(at, word)));
    of.is_some_and(|of| {
        let words = p.words(of.wrapping_sub(1));
        let plain =
            (of..=last).all(|at| p.token(at).kind == Kind::Word && p.token(at).entry.verb().is_none());
        of > from
            && plain
            && (p.token(of - 1).entry.is(class::PERSON) || words.ends_with('s'))
            && !words.ends_with("ss")
    })
}
