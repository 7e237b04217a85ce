//! The words that name who said it: the noun phrase before a verb, behind it, or at the head of the sentence.

use super::complement::joins_names;
use super::lexicon::Shape;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;

/// A range of tokens.
pub type Range = (usize, usize);

/// A source has no more words than this.
const LONGEST: usize = 40;

/// Prepositions that bind a noun phrase to the one before it.
const BINDING: &[&str] =
    &["of", "for", "from", "at", "with", "in", "on", "to", "about", "behind", "against", "over"];

/// The subject before the verb group that begins at `verb`; not before `from`.
pub fn before(p: &Paragraph, from: usize, verb: usize) -> Option<Range> {
    let verb = before_time(p, from, verb);
    if verb <= from {
        return None;
    }
    if p.token(verb - 1).kind == Kind::Comma || p.token(verb - 1).kind == Kind::Close {
        return apposed(p, from, verb);
    }
    let start = phrase_start(p, from, verb);
    checked(p, start, verb)
}

/// `Ms. Vale last night said`, `a survey earlier this month found`: where the time before a verb begins.
pub fn before_time(p: &Paragraph, from: usize, verb: usize) -> usize {
    let any = |at: usize, words: &[&str]| words.iter().any(|word| p.is(at, word));
    let span = |at: usize| {
        any(at, &["week", "month", "year", "night", "weekend", "morning", "afternoon", "evening"])
            || p.token(at).entry.is(class::DAY | class::MONTH) && p.token(at).capital
    };
    let mut start = verb;
    if verb >= from + 3 && span(verb - 1) && any(verb - 2, &["last", "this", "late", "early", "on"]) {
        start = verb - 2;
        if any(start - 1, &["earlier", "late", "early"]) {
            start -= 1;
        }
    } else if verb >= from + 4 && p.is(verb - 1, "ago") {
        start = verb - 3;
    }
    if start > from + 1 { start } else { verb }
}

/// `X, the minister, said`: the phrase, its apposition included.
fn apposed(p: &Paragraph, from: usize, verb: usize) -> Option<Range> {
    let end = verb - 1;
    let opens =
        |kind| if p.token(end).kind == Kind::Comma { kind == Kind::Comma } else { kind == Kind::Open };
    let lowest = from.max(end.saturating_sub(LONGEST));
    let Some(comma) = (lowest..end).rev().find(|&at| opens(p.token(at).kind)).filter(|&comma| comma > from)
    else {
        return main(p, from, end);
    };
    let mut first = comma + 1;
    while p.token(first).entry.is(class::ADVERB) {
        first += 1;
    }
    let aside = p.token(first).entry;
    let is_apposition = !aside.is(class::CONJUNCTION | class::SUBORDINATOR | class::DAY)
        && (!aside.is(class::PREPOSITION) || aside.is(class::RELATIVE))
        && (aside.verb().is_none() || aside.shape != Shape::Ing);
    let mut head_end = comma;
    // `X, of Salford, a teacher, said`: one more aside to the left.
    if let Some(other) =
        (from.max(comma.saturating_sub(12))..comma).rev().find(|&at| p.token(at).kind == Kind::Comma)
        && is_apposition
        && phrase_start(p, from, comma) > other
        && (p.token(other + 1).kind == Kind::Number || p.token(other + 1).entry.is(class::PREPOSITION))
        && other > from
    {
        head_end = other;
    }
    let start = phrase_start(p, from, head_end);
    let end = if is_apposition { verb - 1 } else { comma };
    checked(p, start, end)
}

/// Where the noun phrase that ends before `end` begins.
fn phrase_start(p: &Paragraph, from: usize, end: usize) -> usize {
    let lowest = from.max(end.saturating_sub(LONGEST));
    let mut at = end;
    while at > lowest {
        let here = at - 1;
        let token = p.token(here);
        match token.kind {
            Kind::Word | Kind::Number => {}
            Kind::Close => match (lowest..here).rev().find(|&i| p.token(i).kind == Kind::Open) {
                Some(open) if open > lowest => {
                    at = open;
                    continue;
                }
                _ => break,
            },
            Kind::Quote(_) if here > lowest && is_nickname(p, here) => {}
            Kind::Other if p.is(here, "'") || p.is(here, "’") || joins_names(p, here) => {}
            _ => break,
        }
        if ends_phrase(p, lowest, here, end) {
            break;
        }
        at = here;
        if token.entry.is(class::SUBJECT)
            && !token.entry.is(class::RELATIVE | class::POSSESSIVE | class::OBJECT)
            || here + 1 == end && token.entry.is(class::RELATIVE | class::SUBJECT)
        {
            break;
        }
    }
    while at < end && leads_in(p, at) {
        at += 1;
    }
    at
}

/// `some 'bear hunters'`
fn is_label(p: &Paragraph, at: usize) -> bool {
    p.token(at - 1).entry.is(class::DETERMINER) && p.quotation(at).is_some_and(|q| q.inside.len() < 32)
}

fn is_nickname(p: &Paragraph, at: usize) -> bool {
    let at = at.max(1);
    p.token(at - 1).capital && p.token(at + 1).capital && p.quotation(at).is_some_and(|q| q.inside.len() < 24)
}

/// Whether the token at `here` stands outside the phrase that ends at `end`.
fn ends_phrase(p: &Paragraph, lowest: usize, here: usize, end: usize) -> bool {
    let token = p.token(here);
    let entry = token.entry;
    if p.is(here, "that") && here + 1 < end {
        return true;
    }
    if entry.is(class::RELATIVE) {
        // `which people describe as`: the subject begins behind the pronoun.
        return here + 1 < end
            && !p.is(here, "who")
            && !(here + 1..end).any(|at| is_verb(p, at) || is_past(p, at));
    }
    if entry.is(class::QUESTION) && !entry.is(class::RELATIVE | class::PREPOSITION | class::SUBORDINATOR) {
        return true;
    }
    if p.is(here, "and") && is_verb_of_clause(p, lowest, here + 1) {
        return false;
    }
    if entry.is(class::CONJUNCTION) {
        return !p.is(here, "and") && !p.is(here, "or") || !joins_nouns(p, lowest, here, end);
    }
    if entry.is(class::SUBORDINATOR | class::AUXILIARY) {
        return !holds_relative(p, lowest, here);
    }
    if entry.is(class::OPENER) && !token.capital {
        return true;
    }
    if entry.is(class::PREPOSITION) {
        let written = p.is(here, "by") && here > 0 && p.token(here - 1).entry.is(class::DOCUMENT);
        let bound = written || BINDING.iter().any(|word| p.is(here, word));
        return !bound || here == lowest || p.token(here - 1).kind != Kind::Word || leads_in(p, here - 1);
    }
    if is_reduced(p, here) {
        return false;
    }
    if entry.verb().is_some_and(|verb| !verb.noun) && entry.shape != Shape::Ing && !token.capital {
        return !holds_relative(p, lowest, here);
    }
    // `On Monday Ms. Vale said`, `Last week Ms. Vale said`
    entry.is(class::DAY) && here + 1 < end && p.token(here + 1).capital
}

/// `a minister accused of fraud said`: a participle that belongs to the noun before it.
fn is_reduced(p: &Paragraph, here: usize) -> bool {
    let held = ["accuse", "charge", "suspect", "describe", "quote", "cite", "regard", "know", "see"];
    let token = p.token(here);
    let verb = token.entry.verb().filter(|verb| held.contains(&verb.lemma));
    let bound = ["of", "with", "as", "by"].iter().any(|word| p.is(here + 1, word));
    let noun =
        here > 0 && p.token(here - 1).kind == Kind::Word && !p.token(here - 1).entry.is(class::SUBJECT);
    verb.is_some() && token.entry.shape == Shape::Past && bound && noun
}

/// `who lives here and asked for help`: a second verb of the relative clause.
fn is_verb_of_clause(p: &Paragraph, lowest: usize, at: usize) -> bool {
    (is_past(p, at) || is_verb(p, at)) && holds_relative(p, lowest, at)
}

/// Whether a relative pronoun stands close before: the verb here is in its clause.
fn holds_relative(p: &Paragraph, lowest: usize, here: usize) -> bool {
    (lowest.max(here.saturating_sub(10))..here).rev().any(|at| {
        p.token(at).entry.is(class::RELATIVE) && p.token(at).kind == Kind::Word && !p.is(at, "where")
    })
}

/// Whether `and` at `here` joins two nouns and not two clauses.
fn joins_nouns(p: &Paragraph, lowest: usize, here: usize, end: usize) -> bool {
    if here <= lowest || here + 1 >= end || p.token(here - 1).kind != Kind::Word {
        return false;
    }
    let starts_subject = p.token(here + 1).entry.is(class::SUBJECT);
    let left_verb = (lowest..here)
        .rev()
        .take_while(|&at| matches!(p.token(at).kind, Kind::Word | Kind::Number))
        .any(|at| {
            let token = p.token(at);
            token.entry.is(class::AUXILIARY)
                || token.entry.verb().is_some_and(|verb| !verb.noun && token.entry.shape != Shape::Ing)
                || !token.capital && p.words(at).ends_with("ed")
        });
    !starts_subject && !left_verb
}

fn is_past(p: &Paragraph, at: usize) -> bool {
    p.token(at).kind == Kind::Word && !p.token(at).capital && p.words(at).ends_with("ed")
}

/// Words that stand before a phrase and are no part of it.
fn leads_in(p: &Paragraph, at: usize) -> bool {
    let token = p.token(at);
    !matches!(token.kind, Kind::Word | Kind::Number | Kind::Quote(_))
        || token.entry.is(class::ADVERB | class::CONJUNCTION | class::OPENER)
            && !token.entry.is(class::DETERMINER)
        || token.entry.is(class::PREPOSITION) && !token.entry.is(class::DETERMINER)
        || token.entry.is(class::SUBORDINATOR) && !token.entry.is(class::RELATIVE | class::DETERMINER)
        || token.entry.is(class::DAY)
}

/// The phrase, if it can name somebody.
fn checked(p: &Paragraph, start: usize, end: usize) -> Option<Range> {
    let names = (start..end).any(|at| {
        let token = p.token(at);
        matches!(token.kind, Kind::Word)
            && !token.entry.is(class::PREPOSITION | class::AUXILIARY | class::CONJUNCTION)
    });
    let only_there = end == start + 1 && (p.is(start, "there") || p.is(start, "not") || p.is(start, "to"));
    (names && !only_there && end - start <= LONGEST).then_some((start, end))
}

/// The noun phrase that begins at `from`, as behind `said` or `according to`; not beyond `limit`.
/// Appositions are taken in.
pub fn behind(p: &Paragraph, from: usize, limit: usize) -> Option<Range> {
    let limit = limit.min(from + LONGEST);
    let mut at = from;
    while at < limit {
        let token = p.token(at);
        match token.kind {
            Kind::Word | Kind::Number => {}
            Kind::Comma if apposition_follows(p, at, limit) => {
                at += 1;
                continue;
            }
            Kind::Open => match (at..limit).find(|&i| p.token(i).kind == Kind::Close) {
                Some(close) => {
                    at = close + 1;
                    continue;
                }
                None => break,
            },
            Kind::Quote(_) if is_nickname(p, at) || at == from + 1 && is_label(p, at) => {}
            Kind::Other if p.is(at, "'") || p.is(at, "’") || joins_names(p, at) => {}
            _ => break,
        }
        if at > from && phrase_ends(p, from, at) {
            break;
        }
        at += 1;
        if at == from + 1
            && token.entry.is(class::SUBJECT | class::OBJECT)
            && !token.entry.is(class::POSSESSIVE)
        {
            break;
        }
    }
    while at > from && (p.token(at - 1).kind == Kind::Comma || p.token(at - 1).entry.is(class::ADVERB)) {
        at -= 1;
    }
    checked(p, from, at)
}

/// Whether the comma at `at` opens an apposition: an age, a role, a relative clause, closed again before a verb.
fn apposition_follows(p: &Paragraph, at: usize, limit: usize) -> bool {
    let next = p.token(at + 1);
    if at + 1 >= limit || !matches!(next.kind, Kind::Word | Kind::Number) || next.entry.is(class::DAY) {
        return false;
    }
    if next.kind == Kind::Number || p.is(at + 1, "who") || p.is(at + 1, "whose") || p.is(at + 1, "which") {
        return true;
    }
    let blocked = class::CONJUNCTION
        | class::PREPOSITION
        | class::SUBORDINATOR
        | class::ADVERB
        | class::SUBJECT
        | class::AUXILIARY;
    let noun = next.entry.verb().is_none_or(|verb| verb.noun && next.entry.shape != Shape::Ing);
    (next.entry.is(class::DETERMINER) || !next.entry.is(blocked))
        && noun
        && closed_without_verb(p, at + 1, limit)
}

fn closed_without_verb(p: &Paragraph, from: usize, limit: usize) -> bool {
    for at in from..limit {
        let token = p.token(at);
        if !matches!(token.kind, Kind::Word | Kind::Number | Kind::Other) || token.entry.is(class::RELATIVE) {
            return true;
        }
        if is_verb(p, at) {
            return false;
        }
    }
    true
}

/// Whether a word is surely a verb: an auxiliary, a listed one, a reporting verb that is no noun.
fn is_verb(p: &Paragraph, at: usize) -> bool {
    let token = p.token(at);
    let reporting = token.entry.verb().is_some_and(|verb| !verb.noun) && token.entry.shape != Shape::Ing;
    token.kind == Kind::Word
        && !token.capital
        && (token.entry.is(class::AUXILIARY | class::VERB) || reporting)
}

/// Whether a phrase that began at `from` ends before the word at `at`.
fn phrase_ends(p: &Paragraph, from: usize, at: usize) -> bool {
    let token = p.token(at);
    let entry = token.entry;
    let relative = (from..at).rev().take(12).any(|i| p.token(i).entry.is(class::RELATIVE));
    if entry.is(class::RELATIVE) && !p.is(at, "that") {
        return false;
    }
    if entry.is(class::DAY) || entry.is(class::SUBORDINATOR) && !entry.is(class::PREPOSITION) {
        return !relative;
    }
    if entry.is(class::AUXILIARY | class::ADVERB | class::SUBJECT) && !entry.is(class::POSSESSIVE) {
        return !relative;
    }
    if entry.is(class::PREPOSITION) {
        let next = p.token(at + 1);
        let adjunct =
            ["in", "on", "at", "during", "after", "before", "as", "to", "through", "via", "when", "about"];
        let is_adjunct = adjunct.iter().any(|word| p.is(at, word));
        let binds = p.is(at, "at") || p.is(at, "in");
        let dated = next.entry.is(class::DAY | class::MONTH | class::DETERMINER) && !p.is(at, "at");
        return is_adjunct && (dated || !relative && !binds && !next.capital);
    }
    entry.verb().is_some_and(|verb| !verb.noun) && !relative && !token.capital
}

/// The subject of the sentence that begins at `from`: its first noun phrase, leading asides passed over.
pub fn main(p: &Paragraph, from: usize, limit: usize) -> Option<Range> {
    let mut at = from;
    // `After a long day, Ms. Vale …`: what stands before the first comma is an aside if it begins like one.
    let first = p.token(at);
    let verbal = matches!(first.entry.shape, Shape::Ing | Shape::Past) && first.entry.verb().is_some();
    let aside = verbal || first.entry.is(class::PREPOSITION | class::SUBORDINATOR | class::OPENER);
    match (at..limit).find(|&i| p.token(i).kind == Kind::Comma) {
        Some(comma) if aside => at = comma + 1,
        // `Asked about it, …`: no subject stands in there.
        None if verbal => return None,
        _ => {}
    }
    while at < limit && leads_in(p, at) {
        at += 1;
    }
    let start = at;
    let mut named = false;
    while at < limit.min(start + 14) {
        let token = p.token(at);
        let entry = token.entry;
        if at > start && is_verb(p, at) {
            break;
        }
        if token.kind == Kind::Comma
            && named
            && apposition_follows(p, at, limit)
            && p.token(at + 1).entry.is(class::DETERMINER)
            && let Some(close) = (at + 1..limit.min(at + 20)).find(|&i| p.token(i).kind == Kind::Comma)
        {
            return checked(p, start, close);
        }
        if !matches!(token.kind, Kind::Word | Kind::Number)
            || entry.is(class::AUXILIARY | class::SUBORDINATOR | class::ADVERB)
        {
            break;
        }
        if at > start && named && !token.capital && !entry.is(class::PREPOSITION | class::CONJUNCTION) {
            break;
        }
        if at > start
            && (entry.is(class::PREPOSITION) && !p.is(at, "of") || entry.verb().is_some() && !token.capital)
        {
            break;
        }
        if at > start && entry.is(class::CONJUNCTION) && !p.token(at + 1).capital {
            break;
        }
        let next = p.token(at + 1);
        // `Quarry boss Ana Brill`: the first word has its capital from the sentence.
        let by_place = at == from && next.kind == Kind::Word && !next.capital && !is_verb(p, at + 1);
        named |= token.capital && !by_place && !(at == start && entry.is(class::DETERMINER));
        at += 1;
        if entry.is(class::SUBJECT) && !entry.is(class::POSSESSIVE) {
            break;
        }
        if at > start + 1
            && !named
            && (p.words(at).ends_with("ed") || p.words(at).ends_with("es") && at > start + 2)
        {
            break;
        }
    }
    while at > start && p.token(at - 1).entry.is(class::PREPOSITION | class::CONJUNCTION) {
        at -= 1;
    }
    checked(p, start, at)
}
