//! What stands to the right of a reporting verb: whom it addresses, and its content.

use super::clause::clause_begins;
use super::clause::clause_end;
use super::clause::phrase_begins;
use super::cue::Cue;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;
use super::source::Range;

/// An adjunct between a verb and its content has no more words than this: `said in a statement on Monday that`.
const LONGEST_ADJUNCT: usize = 16;

/// What stands to the right of a verb.
pub struct Complement {
    /// Its words.
    pub content: Vec<Range>,
    /// Whom it addresses.
    pub addressee: Option<Range>,
    /// Behind the verb and its particle.
    pub cue_end: usize,
}

pub fn complement(p: &Paragraph, cue: &Cue, to: usize, later: &[Cue]) -> Option<Complement> {
    let verb = cue.verb;
    let mut at = cue.end;
    while at < to
        && p.token(at).entry.is(class::ADVERB)
        && p.token(at).kind == Kind::Word
        && !p.is(at, "that")
    {
        at += 1;
    }
    if let Some(particle) = verb.particles.iter().find(|word| p.is(at, word)) {
        return particle_complement(p, at, to, particle);
    }
    // `called them back`, `called it off`
    let apart =
        ["back", "off", "in", "up", "out", "on", "away", "down"].iter().any(|word| p.is(cue.end + 1, word));
    if apart && p.token(cue.end).entry.is(class::OBJECT) {
        return None;
    }
    let mut addressee = None;
    if verb.person
        && let Some(person) = addressee_at(p, at, to)
    {
        at = person.1;
        addressee = Some(person);
    }
    let (mut start, marked) =
        if verb.infinitive && is_infinitive(p, at) { (at, Marked::Plain) } else { skip_adjuncts(p, at, to)? };
    let token = p.token(start);
    let that = p.is(start, "that");
    let plain = start == at || marked == Marked::Day;
    let accepted = match token.kind {
        Kind::Quote(_) => verb.quotation || verb.object || verb.clause,
        Kind::Colon => verb.quotation || verb.clause,
        _ if that => verb.that,
        _ if marked == Marked::Colon => verb.quotation,
        _ if token.entry.is(class::QUESTION) => verb.that && plain,
        _ if p.is(start, "to") || p.is(start, "not") && p.is(start + 1, "to") => verb.infinitive && plain,
        Kind::Word | Kind::Number | Kind::Other | Kind::Open => {
            plain
                && (verb.clause && clause_begins(p, start, to, cue)
                    || verb.object && phrase_begins(p, start) && addressee.is_none() && !cue.modal
                    || verb.person && addressee.is_some() && verb.clause && clause_begins(p, start, to, cue))
        }
        _ => false,
    };
    if !accepted {
        return object_is_person(p, cue, to, later);
    }
    if points_back(p, start, to) {
        return None;
    }
    if that || token.kind == Kind::Colon {
        start += 1;
    }
    let end = clause_end(p, start, to, later);
    (start < end).then(|| Complement { content: vec![(start, end)], addressee, cue_end: cue.end })
}

/// `to keep`, `not to sell`: no name, pronoun or article stands behind it.
fn is_infinitive(p: &Paragraph, at: usize) -> bool {
    let verb = p.token(at + 1 + usize::from(p.is(at, "not")));
    let noun =
        class::DETERMINER | class::OBJECT | class::SUBJECT | class::PERSON | class::DAY | class::QUESTION;
    (p.is(at, "to") || p.is(at, "not") && p.is(at + 1, "to"))
        && verb.kind == Kind::Word
        && !verb.capital
        && !verb.entry.is(noun)
}

/// `said so`, `told the paper as much`: what was said stands elsewhere.
fn points_back(p: &Paragraph, start: usize, to: usize) -> bool {
    let behind = |at: usize| {
        let next = p.token(at);
        let breaks =
            class::SUBORDINATOR | class::CONJUNCTION | class::PREPOSITION | class::DAY | class::ADVERB;
        at >= to || next.kind != Kind::Word || next.entry.is(breaks)
    };
    let much = (p.is(start, "as") || p.is(start, "so")) && p.is(start + 1, "much") && !p.is(start + 2, "as");
    much || ["so", "otherwise", "nothing", "little"].iter().any(|word| p.is(start, word)) && behind(start + 1)
}

/// `called him "a liar"`, `accused her of …`: what looked like an addressee is content.
fn object_is_person(p: &Paragraph, cue: &Cue, to: usize, later: &[Cue]) -> Option<Complement> {
    if !cue.verb.object || cue.modal || !phrase_begins(p, cue.end) {
        return None;
    }
    let end = clause_end(p, cue.end, to, later);
    let bare = end == cue.end + 1 && p.token(cue.end).entry.is(class::OBJECT | class::SUBJECT);
    (cue.end < end && !bare).then(|| Complement {
        content: vec![(cue.end, end)],
        addressee: None,
        cue_end: cue.end,
    })
}

/// `called for …`, `pointed out that …`
fn particle_complement(p: &Paragraph, at: usize, to: usize, particle: &str) -> Option<Complement> {
    let mut start = at + 1;
    if particle == "to"
        && let Some(person) = addressee_at(p, start, to).filter(|person| p.is(person.1, "that"))
    {
        // `admitted to him that …`
        let content = (person.1 + 1, clause_end(p, person.1 + 1, to, &[]));
        let complement = Complement { content: vec![content], addressee: Some(person), cue_end: at + 1 };
        return (content.0 < content.1).then_some(complement);
    }
    if particle == "out"
        && !(p.is(start, "that")
            || p.token(start).entry.is(class::SUBJECT)
            || p.token(start).entry.is(class::QUESTION))
    {
        return None;
    }
    if p.is(start, "that") && particle != "to" {
        start += 1;
    }
    let token = p.token(start);
    if start >= to || !matches!(token.kind, Kind::Word | Kind::Quote(_) | Kind::Number) {
        return None;
    }
    let end = clause_end(p, start, to, &[]);
    (start < end).then(|| Complement {
        content: vec![(start, end)],
        addressee: None,
        cue_end: start.min(at + 1),
    })
}

/// The person behind `told`, `asked`, `warned`.
pub fn addressee_at(p: &Paragraph, at: usize, to: usize) -> Option<Range> {
    let first = p.token(at);
    if at >= to
        || first.kind != Kind::Word
        || p.is(at, "that")
        || first.entry.is(class::QUESTION | class::PREPOSITION)
    {
        return None;
    }
    if first.entry.is(class::OBJECT) && !first.entry.is(class::POSSESSIVE) && !p.is(at, "it") {
        return Some((at, at + 1));
    }
    if first.entry.is(class::SUBJECT) {
        return None;
    }
    let mut end = at;
    let mut named = false;
    while end < to.min(at + 12) {
        let token = p.token(end);
        let entry = token.entry;
        let joins =
            p.is(end, "of") || p.is(end, "and") && p.token(end + 1).capital || p.is(end, "for") && !named;
        if end > at && joins_names(p, end) {
            end += 1;
            continue;
        }
        let stops = !matches!(token.kind, Kind::Word | Kind::Number)
            || !joins
                && entry.is(class::PREPOSITION
                    | class::CONJUNCTION
                    | class::SUBORDINATOR
                    | class::AUXILIARY
                    | class::DAY)
            || end > at
                && entry.is(class::DETERMINER | class::SUBJECT)
                && !(p.is(end, "the") && p.is(end - 1, "of"))
            || end > at && entry.is(class::ADVERB)
            || end > at + 1 && named && !token.capital && !joins && !token.entry.is(class::PERSON)
            || end > at
                && !named
                && !token.capital
                && p.words(end - 1).ends_with('s')
                && !p.is(end - 1, "news")
                && !p.token(end - 1).entry.is(class::DETERMINER)
                && !p.words(end - 1).ends_with("ss")
                && !p.words(end - 1).ends_with("'s");
        if stops {
            break;
        }
        named |= token.capital;
        end += 1;
        if !named && entry.is(class::PERSON) && !p.is(end, "for") && !p.is(end, "of") && !p.is(end, "at") {
            break;
        }
    }
    (end > at).then_some((at, end))
}

/// `Orr & Vale`: the sign stands between two names.
pub fn joins_names(p: &Paragraph, at: usize) -> bool {
    p.is(at, "&") && at > 0 && p.token(at - 1).capital && p.token(at + 1).capital
}

/// What led from the verb to its content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marked {
    Plain,
    Day,
    Adjunct,
    Colon,
}

/// Passes over `in a statement`, `on Monday`, `, referring to the vote,` to where the content can begin.
/// `None` where the sentence ends first.
fn skip_adjuncts(p: &Paragraph, from: usize, to: usize) -> Option<(usize, Marked)> {
    let mut at = from;
    let mut marked = Marked::Plain;
    loop {
        let token = p.token(at);
        if at >= to || token.kind == Kind::Stop {
            return None;
        }
        match token.kind {
            Kind::Quote(_) => return Some((at, marked)),
            Kind::Colon => return Some((at + 1, Marked::Colon)).filter(|(at, _)| *at < to),
            Kind::Comma => {
                if matches!(p.token(at + 1).kind, Kind::Quote(_)) && at + 1 < to {
                    return Some((at + 1, marked));
                }
                let close =
                    (at + 1..to.min(at + LONGEST_ADJUNCT)).find(|&i| p.token(i).kind == Kind::Comma)?;
                if !(p.is(close + 1, "that") || matches!(p.token(close + 1).kind, Kind::Quote(_))) {
                    return None;
                }
                at = close + 1;
                marked = Marked::Adjunct;
            }
            _ if period(p, at) > 0 => {
                at += period(p, at);
                marked = if marked == Marked::Plain { Marked::Day } else { marked };
            }
            _ if token.entry.is(class::DAY) && !token.entry.is(class::SUBJECT) => {
                at += 1;
                if p.is(at, "morning") || p.is(at, "night") || p.is(at, "afternoon") || p.is(at, "evening") {
                    at += 1;
                }
                marked = if marked == Marked::Plain { Marked::Day } else { marked };
            }
            _ if token.entry.is(class::PREPOSITION) && !p.is(at, "than") => {
                let target = adjunct_end(p, at, to);
                match target {
                    Some(target) => {
                        at = target;
                        marked = Marked::Adjunct;
                    }
                    None => return Some((at, marked)),
                }
            }
            _ => return Some((at, marked)),
        }
    }
}

/// How many words `last week`, `earlier this month`, `three days ago` at `at` have; 0 where none stands there.
fn period(p: &Paragraph, at: usize) -> usize {
    let unit = |i: usize| {
        [
            "week",
            "month",
            "year",
            "weekend",
            "summer",
            "winter",
            "spring",
            "autumn",
            "fall",
            "morning",
            "afternoon",
            "evening",
            "night",
        ]
        .iter()
        .any(|word| p.is(i, word))
    };
    let lead = |i: usize| ["last", "this", "next", "that"].iter().any(|word| p.is(i, word));
    let earlier = usize::from(p.is(at, "earlier") || p.is(at, "late") || p.is(at, "early"));
    if lead(at + earlier)
        && (unit(at + earlier + 1) || p.token(at + earlier + 1).entry.is(class::DAY | class::MONTH))
    {
        return earlier + 2;
    }
    if (0..=3).any(|i| p.is(at + i, "ago")) && p.token(at).kind != Kind::Comma {
        return (0..=3).find(|i| p.is(at + i, "ago")).map_or(0, |i| i + 1);
    }
    0
}

/// Where the adjunct that begins with a preposition at `at` gives way to content; `None` where it does not.
fn adjunct_end(p: &Paragraph, at: usize, to: usize) -> Option<usize> {
    let mut relative = false;
    for i in at + 1..to.min(at + LONGEST_ADJUNCT) {
        let token = p.token(i);
        match token.kind {
            Kind::Quote(_) | Kind::Colon => return Some(i),
            Kind::Comma if matches!(p.token(i + 1).kind, Kind::Quote(_)) => return Some(i),
            Kind::Comma if p.is(i + 1, "that") => return Some(i + 1),
            Kind::Comma => return behind_aside(p, i, to),
            // `in a note that was sent on Monday`: the note is meant.
            Kind::Word if p.is(i, "that") && p.token(i + 1).entry.is(class::AUXILIARY | class::VERB) => {
                relative = true;
            }
            Kind::Word if p.is(i, "that") && i > at + 1 => return Some(i),
            Kind::Word
                if token.entry.is(class::SUBJECT)
                    && !token.entry.is(class::RELATIVE | class::OBJECT | class::POSSESSIVE)
                    && i > at + 1 =>
            {
                return Some(i);
            }
            Kind::Word if token.entry.is(class::DAY) && p.is(i - 1, "on") && !relative => return Some(i),
            // `May` and `Will` in capitals are a month and a name.
            Kind::Word | Kind::Number if token.capital || relative || !token.entry.is(class::AUXILIARY) => {}
            _ => return None,
        }
    }
    None
}

/// `in a note, seen by the Post, that …`: where the aside that opens at the comma gives way to content.
fn behind_aside(p: &Paragraph, comma: usize, to: usize) -> Option<usize> {
    let close = (comma + 1..to.min(comma + LONGEST_ADJUNCT)).find(|&i| p.token(i).kind == Kind::Comma)? + 1;
    (p.is(close, "that") || matches!(p.token(close).kind, Kind::Quote(_))).then_some(close)
}
