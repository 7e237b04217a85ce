//! Acts without words: a refusal to speak, an apology.

use super::Act;
use super::cue::Cue;
use super::draft::Draft;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;
use super::source;

/// Phrases that tell of a refusal to speak.
const REFUSALS: &str = include_str!("refusals.txt");

/// Verbs whose refusal is a refusal to speak.
const SPEAKING: &[&str] = &[
    "comment",
    "say",
    "speak",
    "talk",
    "answer",
    "discuss",
    "elaborate",
    "respond",
    "reply",
    "confirm",
    "disclose",
    "specify",
    "identify",
    "name",
    "address",
    "provide",
    "give",
    "explain",
    "be",
];

/// The acts without words in the sentence `from..to`; `cues` are its reporting verbs.
pub fn acts(p: &Paragraph, from: usize, to: usize, cues: &[Cue]) -> Vec<Draft> {
    let mut found: Vec<Draft> = (from..to).filter_map(|at| silence(p, from, to, at)).collect();
    found.extend(
        cues.iter().filter(|cue| cue.verb.act == Act::Apologises).filter_map(|cue| apology(p, from, cue)),
    );
    found
}

/// `declined to comment`, `refused to answer`, `did not respond to`, `could not be reached`, `had no comment`.
fn silence(p: &Paragraph, from: usize, to: usize, at: usize) -> Option<Draft> {
    if p.token(at).kind != Kind::Word || at == from {
        return None;
    }
    let end = refusal(p, to, at)
        .or_else(|| no_answer(p, to, at))
        .or_else(|| unwilling(p, from, to, at))
        .or_else(|| phrase(p, to, at))?;
    let mut start = at;
    while start > from && p.token(start - 1).entry.is(class::AUXILIARY | class::ADVERB) {
        start -= 1;
    }
    let linked = start > from && (p.is(start - 1, "and") || p.is(start - 1, "but"));
    let adjunct = p.token(at).entry.is(class::PREPOSITION);
    let who = if linked || adjunct { source::main(p, from, start) } else { source::before(p, from, start) };
    Some(Draft::new(p, Act::Declines, &[], (start, end), Some(who?)))
}

fn refusal(p: &Paragraph, to: usize, at: usize) -> Option<usize> {
    let refuses =
        ["declined", "declines", "declining", "refused", "refuses", "refusing", "decline", "refuse"];
    if !refuses.iter().any(|word| p.is(at, word)) {
        return None;
    }
    if p.is(at + 1, "to") && at + 2 < to && SPEAKING.iter().any(|word| p.is(at + 2, word)) {
        let given = p.is(at + 2, "provide") || p.is(at + 2, "give") || p.is(at + 2, "be");
        return (!given || tells(p, at + 3, to)).then_some(at + 3);
    }
    let noun = (at + 1..to.min(at + 4))
        .find(|&i| p.is(i, "comment") || p.is(i, "interview") || p.is(i, "interviews"))?;
    (at + 1..noun)
        .all(|i| p.token(i).entry.is(class::DETERMINER | class::PREPOSITION) || p.is(i, "further"))
        .then_some(noun + 1)
}

/// Whether what is not given, or not be, is words: `a figure`, `drawn`.
fn tells(p: &Paragraph, from: usize, to: usize) -> bool {
    let nouns = [
        "comment",
        "interview",
        "interviewed",
        "statement",
        "details",
        "answer",
        "answers",
        "quoted",
        "named",
        "identified",
        "drawn",
        "figure",
        "figures",
        "number",
        "numbers",
        "name",
        "names",
        "reason",
        "reasons",
        "date",
        "explanation",
        "information",
    ];
    (from..to.min(from + 4)).any(|at| nouns.iter().any(|word| p.is(at, word)))
}

/// `would not say whether`, `will not be drawn`, `wouldn't discuss it`.
fn unwilling(p: &Paragraph, from: usize, to: usize, at: usize) -> Option<usize> {
    if !SPEAKING.iter().any(|word| p.is(at, word)) {
        return None;
    }
    let group = at.saturating_sub(3).max(from)..at;
    let any = |words: &[&str]| group.clone().any(|i| words.iter().any(|word| p.is(i, word)));
    let not =
        any(&["wouldn't", "wouldn’t", "won't", "won’t"]) || any(&["would", "will"]) && any(&["not", "never"]);
    let beside = group
        .clone()
        .all(|i| p.token(i).entry.is(class::AUXILIARY | class::ADVERB | class::SUBJECT) || i + 2 < at);
    let next = p.token(at + 1);
    let fits = match p.words(at).to_lowercase().as_str() {
        "say" => next.entry.is(class::QUESTION) || p.is(at + 1, "more") || next.kind != Kind::Word,
        "provide" | "give" | "be" | "address" => tells(p, at + 1, to),
        _ => true,
    };
    (not && beside && fits).then_some(at + 1)
}

/// `said nothing`, `without a word`: the phrases of `refusals.txt`.
fn phrase(p: &Paragraph, to: usize, at: usize) -> Option<usize> {
    let lines = REFUSALS.lines().filter(|line| !line.starts_with('#'));
    let ends = |line: &str| {
        let mut end = at;
        let all = line.split(' ').all(|word| {
            end += 1;
            end <= to && p.is(end - 1, word)
        });
        (all && end > at).then_some(end)
    };
    lines.filter_map(ends).max()
}

/// `did not (immediately) respond to a request for comment`, `has not returned calls`, `could not be reached`.
fn no_answer(p: &Paragraph, to: usize, at: usize) -> Option<usize> {
    let back =
        |i: usize| i.checked_sub(1).is_some_and(|before| p.is(before, "not") || is_negated(p.words(before)));
    let negated = back(at) || at > 0 && p.token(at - 1).entry.is(class::ADVERB) && back(at - 1);
    let near =
        |words: &[&str]| (at + 1..to.min(at + 9)).rev().find(|&i| words.iter().any(|word| p.is(i, word)));
    if negated && ["respond", "responded", "reply", "replied"].iter().any(|word| p.is(at, word)) {
        return Some(
            near(&[
                "comment",
                "inquiries",
                "enquiries",
                "questions",
                "request",
                "requests",
                "emails",
                "calls",
            ])
            .map_or(at + 1, |i| i + 1),
        );
    }
    if negated && ["comment", "elaborate"].iter().any(|word| p.is(at, word)) {
        return Some(at + 1);
    }
    if negated
        && ["take", "answer"].iter().any(|word| p.is(at, word))
        && (p.is(at + 1, "questions") || p.is(at + 1, "any"))
    {
        return Some(at + 2);
    }
    if negated && ["return", "returned", "answer", "answered"].iter().any(|word| p.is(at, word)) {
        return near(&["call", "calls", "email", "emails", "message", "messages", "requests", "questions"])
            .map(|i| i + 1);
    }
    if negated && p.is(at, "be") && (p.is(at + 1, "reached") || p.is(at + 1, "available")) {
        return Some(at + 2);
    }
    if p.is(at, "unavailable") && p.is(at + 1, "for") && p.is(at + 2, "comment") {
        return Some(at + 3);
    }
    let gives = ["had", "has", "have", "offered", "made"].iter().any(|word| p.is(at, word));
    (gives && p.is(at + 1, "no") && near(&["comment"]).is_some_and(|i| i <= at + 4))
        .then(|| near(&["comment"]).map_or(at + 2, |i| i + 1))
}

fn is_negated(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t") || word.eq_ignore_ascii_case("cannot")
}

/// `apologised for the delay`: an act of its own where no words follow.
fn apology(p: &Paragraph, from: usize, cue: &Cue) -> Option<Draft> {
    if cue.verb.lemma != "apologise" || matches!(p.token(cue.end).kind, Kind::Quote(_) | Kind::Colon) {
        return None;
    }
    let linked = cue.start > from && p.is(cue.start - 1, "and");
    let who = if linked { source::main(p, from, cue.start) } else { source::before(p, from, cue.start) };
    Some(Draft::new(p, Act::Apologises, &[], (cue.start, cue.end), Some(who?)))
}
