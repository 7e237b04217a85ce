//! Where a reporting verb reports nothing: refusals, names, calls, conditions, the writer's own mind.

use super::Act;
use super::complement::Complement;
use super::cue::Cue;
use super::lexicon::Shape;
use super::lexicon::class;
use super::paragraph::Paragraph;
use super::source::Range;

/// `cannot say that`, `would not say`: nothing is said.
pub fn is_withheld(p: &Paragraph, cue: &Cue) -> bool {
    let cannot = (cue.start..cue.at)
        .any(|at| ["cannot", "can't", "can’t", "couldn't", "couldn’t"].iter().any(|word| p.is(at, word)));
    let not = (cue.start..cue.at)
        .any(|at| p.is(at, "not") || p.words(at).ends_with("n't") || p.words(at).ends_with("n’t"));
    // `has not said a word`, `did not say whether`
    let silent = not && cue.verb.lemma == "say" && !p.is(cue.end, "that");
    cannot || silent || not && cue.modal
}

/// `Nobody could say when`, `no one told us`: nothing is said.
pub fn is_nobody(p: &Paragraph, found: Range) -> bool {
    p.is(found.0, "nobody")
        || p.is(found.0, "none")
        || p.is(found.0, "neither")
        || p.is(found.0, "no") && p.is(found.0 + 1, "one")
}

/// `who asked not to be named`: a condition, not what was said.
pub fn is_anonymity(p: &Paragraph, cue: &Cue, complement: &Complement) -> bool {
    let content = complement.content.first();
    cue.verb.act == Act::Asks && content.is_some_and(|&(from, to)| is_condition(p, from, to))
}

/// `not to be named`, `to remain anonymous`
pub fn is_condition(p: &Paragraph, from: usize, to: usize) -> bool {
    let named = ["named", "identified", "quoted", "anonymous", "unnamed"];
    let start = if p.is(from.wrapping_sub(1), "not") { from - 1 } else { from };
    let short = || (start..to.min(start + 5)).any(|at| named.iter().any(|word| p.is(at, word)));
    ["not", "to"].iter().any(|word| p.is(start, word)) && short()
}

/// `called 911`, `called a meeting`: nothing is called by a name.
pub fn is_call(p: &Paragraph, cue: &Cue, complement: &Complement) -> bool {
    let Some(&(from, to)) = complement.content.first() else { return false };
    let article = |at: usize| p.is(at, "a") || p.is(at, "an") || p.is(at, "the");
    let quoted = (from..to).any(|at| p.quotation(at).is_some());
    let named = p.token(from).entry.is(class::OBJECT) && to > from + 1
        || (from + 1..to)
            .any(|at| article(at) && !p.token(at - 1).entry.is(class::PREPOSITION | class::CONJUNCTION));
    cue.verb.lemma == "call" && complement.cue_end == cue.end && !quoted && !named
}

/// `A man called Dev stayed`: a participle that gives a name.
pub fn is_naming(p: &Paragraph, found: Range, to: usize, cue: &Cue) -> bool {
    let names = ["call", "name", "dub", "label", "brand", "term"].contains(&cue.verb.lemma);
    let vague = ["a", "an", "one", "some"].iter().any(|word| p.is(found.0, word));
    let bare = cue.start == cue.at && p.token(cue.at).entry.shape == Shape::Past;
    let verb = |at: usize| {
        let entry = p.token(at).entry;
        !p.token(at).capital && (entry.is(class::VERB | class::AUXILIARY) || p.words(at).ends_with("ed"))
    };
    names && vague && bare && p.token(cue.end).capital && (cue.end + 1..to.min(cue.end + 5)).any(verb)
}

/// `I think …` outside quotation marks: the writer's own mind.
pub fn is_writers_own(p: &Paragraph, found: Range, cue: &Cue) -> bool {
    cue.verb.act == Act::Thinks && found.1 == found.0 + 1 && (p.is(found.0, "I") || p.is(found.0, "we"))
}

/// `As we reported earlier, …`: the outlet speaks of itself.
pub fn is_self_citation(p: &Paragraph, from: usize, found: Range) -> bool {
    found.1 == found.0 + 1 && p.is(found.0, "we") && found.0 > from && p.is(found.0 - 1, "as")
}

/// `declined to say whether`, `without saying`, `took a day to say so`: nothing is said.
pub fn is_refused(p: &Paragraph, from: usize, cue: &Cue) -> bool {
    let refuses = [
        "declined",
        "declines",
        "refused",
        "refuses",
        "declining",
        "refusing",
        "unable",
        "failed",
        "fails",
        "unwilling",
        "without",
    ];
    (cue.start.saturating_sub(2).max(from)..cue.start).any(|at| refuses.iter().any(|word| p.is(at, word)))
}
