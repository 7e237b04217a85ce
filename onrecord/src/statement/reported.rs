//! What stands beside a reporting verb: its content to the right or to the left, and its source.

use super::Act;
use super::Scope;
use super::according::according;
use super::according::continuation;
use super::act;
use super::clause::clause_end;
use super::complement::Complement;
use super::complement::addressee_at;
use super::complement::complement;
use super::cue::Cue;
use super::cue::Mood;
use super::cue::cues;
use super::draft::Draft;
use super::lexicon::Shape;
use super::lexicon::class;
use super::nothing::is_anonymity;
use super::nothing::is_call;
use super::nothing::is_naming;
use super::nothing::is_nobody;
use super::nothing::is_refused;
use super::nothing::is_self_citation;
use super::nothing::is_withheld;
use super::nothing::is_writers_own;
use super::paragraph::Kind;
use super::paragraph::Paragraph;
use super::source;
use super::source::Range;

/// The statements of one paragraph that a cue shows, in order of their cues.
pub fn reported(p: &Paragraph) -> Vec<Draft> {
    let mut found = Vec::new();
    for &(from, to) in &p.sentences {
        sentence(p, from, to, &mut found);
    }
    if let Some(next) = p.sentences.get(1) {
        let draft = continuation(p, *next, &found);
        found.extend(draft);
    }
    found
}

fn sentence(p: &Paragraph, from: usize, to: usize, found: &mut Vec<Draft>) {
    let first = found.len();
    let cues = cues(p, from, to);
    for (number, cue) in cues.iter().enumerate() {
        let draft = match cue.mood {
            Mood::Finite => finite(p, from, to, cue, &cues, number, &found[first..]),
            Mood::Loose => loose(p, from, to, cue, &cues[..number], &found[first..]),
            Mood::Passive => passive(p, from, to, cue),
        };
        found.extend(draft);
    }
    if is_gloss(p, from) {
        found[first..].iter_mut().for_each(|draft| draft.scope = Scope::Uncertain);
    }
    let introduced = introduced(p, from, to, &found[first..]);
    found.extend(introduced);
    found.extend(act::acts(p, from, to, &cues));
    found.extend(according(p, from, to));
}

/// `Ms. Vale was blunt: “…”`: a quotation that a colon gives to the subject of its sentence.
fn introduced(p: &Paragraph, from: usize, to: usize, before: &[Draft]) -> Option<Draft> {
    let colon =
        (from + 2..to).find(|&at| p.token(at).kind == Kind::Colon && p.quotation(at + 1).is_some())?;
    let quotation = p.quotation(colon + 1)?;
    let taken = before.iter().any(|draft| draft.content.iter().any(|span| span.overlaps(quotation.inside)));
    let found = source::main(p, from, colon).filter(|found| found.1 < colon && !is_nobody(p, *found))?;
    let somebody = ["he", "she", "they"].iter().any(|word| p.is(found.0, word))
        || (found.0.max(from + 1)..found.1).any(|at| p.token(at).capital);
    let short = quotation.inside.of(p.body).split_whitespace().count() < 4;
    if taken
        || short
        || !somebody
        || colon - found.1 > 8
        || colon + 2 < to && p.token(colon + 2).kind == Kind::Word
    {
        return None;
    }
    let mut draft = Draft::new(
        p,
        Act::Says,
        &[(colon + 1, colon + 2)],
        (found.1.max(colon.saturating_sub(4)), colon),
        Some(found),
    );
    draft.confidence = 0.6;
    Some(draft)
}

/// The attribution of a paragraph that ends in a cue and a colon: its content stands in the next one.
pub fn lead(p: &Paragraph) -> Option<Draft> {
    let &(from, to) = p.sentences.last()?;
    if p.token(to - 1).kind != Kind::Colon {
        return None;
    }
    let cues = cues(p, from, to);
    let cue = cues.iter().rev().find(|cue| cue.verb.quotation && cue.mood != Mood::Passive)?;
    let found = source::before(p, from, cue.start).or_else(|| source::main(p, from, cue.start))?;
    let mut draft = Draft::new(p, cue.verb.act, &[], (cue.start, cue.end), Some(found));
    let told = if cue.verb.person { addressee_at(p, cue.end, to) } else { None };
    draft.addressee = told.and_then(|(from, to)| p.span_of(from, to));
    draft.lemma = cue.verb.lemma;
    // Its tokens are those of another paragraph.
    draft.tokens = (0, 0);
    Some(draft)
}

/// `In other words, …`: the outlet's own reading of what somebody said.
fn is_gloss(p: &Paragraph, from: usize) -> bool {
    let openings: &[&[&str]] = &[
        &["in", "other", "words"],
        &["in", "effect"],
        &["in", "short"],
        &["put", "simply"],
        &["that", "is", "to", "say"],
        &["essentially"],
    ];
    openings.iter().any(|words| words.iter().enumerate().all(|(i, word)| p.is(from + i, word)))
}

/// `X said (that) …`, `…, X said`, `…, said X`.
fn finite(
    p: &Paragraph,
    from: usize,
    to: usize,
    cue: &Cue,
    cues: &[Cue],
    number: usize,
    before: &[Draft],
) -> Option<Draft> {
    let later = &cues[number + 1..];
    let own =
        source::before(p, from, cue.start).or_else(|| shared_subject(p, from, cue, &cues[..number], before));
    let Some(found) = own else { return inverted(p, from, to, cue) };
    if cue.verb.act == Act::Apologises
        && !matches!(p.token(cue.end).kind, Kind::Quote(_) | Kind::Comma | Kind::Colon)
    {
        return None;
    }
    let own_subject = found.1 + 1 >= source::before_time(p, from, cue.start);
    let behind_quotation =
        own_subject && found.0 > from && matches!(p.token(found.0 - 1).kind, Kind::Quote(_));
    if behind_quotation && let Some(draft) = before_cue(p, from, to, found, cue) {
        return Some(draft);
    }
    if is_self_citation(p, from, found)
        || is_withheld(p, cue)
        || is_nobody(p, found)
        || is_writers_own(p, found, cue)
        || is_naming(p, found, to, cue)
    {
        return None;
    }
    if let Some(content) = identified(p, from, found) {
        let complement = Complement {
            content: vec![content],
            addressee: if cue.verb.person { addressee_at(p, cue.end, to) } else { None },
            cue_end: cue.end,
        };
        return Some(draft(p, cue, Some(found), &complement));
    }
    if let Some(complement) = complement(p, cue, to, later) {
        if is_call(p, cue, &complement) {
            return None;
        }
        if is_anonymity(p, cue, &complement) {
            return None;
        }
        return Some(draft(p, cue, Some(found), &complement));
    }
    if let Some(content) = as_clause(p, from, to, found, cue) {
        let complement = Complement { content: vec![content], addressee: None, cue_end: cue.end };
        return Some(draft(p, cue, Some(found), &complement));
    }
    before_cue(p, from, to, found, cue)
}

/// `…, X said`
fn before_cue(p: &Paragraph, from: usize, to: usize, found: Range, cue: &Cue) -> Option<Draft> {
    // `"…," she said 30 minutes into the debate.`: behind a quotation that ends in a comma, the rest is when and where.
    let left_open = found.1 + 1 >= source::before_time(p, from, cue.start)
        && found.0 > from
        && p.quotation(found.0 - 1).is_some_and(|q| q.inside.of(p.body).ends_with([',', '?', '!', '—']));
    let rest = || (left_open && cue.verb.quotation).then_some(Tail { addressee: None, end: cue.end });
    let behind = tail(p, cue, to).or_else(rest)?;
    let content = left_content(p, from, found.0, cue).or_else(|| relative_content(p, from, found, cue))?;
    let mut pieces = vec![content];
    pieces.extend(resumed(p, content, behind.end, to));
    let complement = Complement { content: pieces, addressee: behind.addressee, cue_end: cue.end };
    let mut draft = draft(p, cue, Some(found), &complement);
    draft.resume_at = behind.end;
    Some(draft)
}

/// `They had met, he said, and not once`: the clause goes on behind the attribution.
fn resumed(p: &Paragraph, left: Range, at: usize, to: usize) -> Option<Range> {
    let quoted = (left.0..left.1).any(|i| p.quotation(i).is_some()) || !bare(p, at + 1, to);
    let next = p.token(at + 1);
    let other = next.entry.shape == Shape::Ing || next.entry.is(class::RELATIVE) || p.is(at + 1, "according");
    if quoted || other || p.token(at).kind != Kind::Comma || at + 2 >= to {
        return None;
    }
    let end = clause_end(p, at + 1, to, &[]);
    (at + 1 < end).then_some((at + 1, end))
}

/// Whether what goes on holds no quotation, or only as a part of its own clause: `the plan was “a farce”`.
fn bare(p: &Paragraph, from: usize, to: usize) -> bool {
    let Some(quote) = (from..to).find(|&i| p.quotation(i).is_some()) else { return true };
    let other = |at: usize| p.token(at).entry.verb().is_some_and(|verb| !verb.noun);
    let opens = class::DETERMINER | class::SUBJECT | class::SUBORDINATOR;
    let begins = p.token(from).entry.is(opens) && !p.is(from, "as") || p.token(from).capital;
    let subordinate = p.token(from).entry.is(class::SUBORDINATOR);
    begins && (subordinate || quote > from + 1) && !(from..quote).any(other)
}

/// `X rose and said …`: the subject of the verb before the conjunction.
fn shared_subject(p: &Paragraph, from: usize, cue: &Cue, earlier: &[Cue], before: &[Draft]) -> Option<Range> {
    let linked = cue.start > from + 1 && ["and", "but", "then"].iter().any(|word| p.is(cue.start - 1, word));
    if !linked {
        return None;
    }
    let verb = earlier.iter().rev().find(|other| other.mood == Mood::Finite);
    let drafted = before.iter().rev().find(|draft| verb.is_none_or(|verb| draft.tokens.0 == verb.start));
    drafted
        .and_then(|draft| draft.source_tokens)
        .or_else(|| verb.and_then(|verb| source::before(p, from, verb.start)))
        .or_else(|| source::main(p, from, cue.start))
}

/// `“…,” is what she told us`: the words before the verb that says what they are.
fn identified(p: &Paragraph, from: usize, found: Range) -> Option<Range> {
    let what = found.0.checked_sub(1).filter(|&at| p.is(at, "what") || p.is(at, "how"))?;
    let is = what.checked_sub(1).filter(|&at| p.is(at, "is") || p.is(at, "was"))?;
    let quote = is.checked_sub(1).filter(|&at| at >= from && p.quotation(at).is_some())?;
    Some((quote, quote + 1))
}

/// `As X noted, …`
fn as_clause(p: &Paragraph, from: usize, to: usize, found: Range, cue: &Cue) -> Option<Range> {
    let leads = found.0 > from && p.is(found.0 - 1, "as") && found.0 - from <= 3;
    if !leads || p.token(cue.end).kind != Kind::Comma || !cue.verb.that {
        return None;
    }
    let end = clause_end(p, cue.end + 1, to, &[]);
    (cue.end + 1 < end).then_some((cue.end + 1, end))
}

/// `words he posted on Twitter`: the noun phrase before the subject is what was posted.
fn relative_content(p: &Paragraph, from: usize, found: Range, cue: &Cue) -> Option<Range> {
    let pronoun = found.1 == found.0 + 1 && p.token(found.0).entry.is(class::SUBJECT);
    if !pronoun || cue.verb.act != Act::Posts || found.0 <= from {
        return None;
    }
    let noun = p.token(found.0 - 1);
    let is_noun = noun.kind == Kind::Word
        && !noun.entry.is(class::CONJUNCTION | class::SUBORDINATOR | class::PREPOSITION | class::ADVERB);
    let start = if found.0 - from > 1 && !p.token(found.0 - 2).entry.is(class::PREPOSITION) {
        found.0 - 2
    } else {
        found.0 - 1
    };
    is_noun.then_some((start, found.0))
}

/// `"…," said X, the minister.`
fn inverted(p: &Paragraph, from: usize, to: usize, cue: &Cue) -> Option<Draft> {
    if !cue.verb.quotation || cue.start == from {
        return None;
    }
    let content = left_content(p, from, cue.start, cue)?;
    let found = source::behind(p, cue.end, to)?;
    let mut draft =
        draft(p, cue, Some(found), &Complement { content: vec![content], addressee: None, cue_end: cue.end });
    draft.resume_at = found.1;
    Some(draft)
}

/// `…, adding that`, `to say`, `by telling X:`: the subject is that of another verb.
fn loose(
    p: &Paragraph,
    from: usize,
    to: usize,
    cue: &Cue,
    earlier: &[Cue],
    before: &[Draft],
) -> Option<Draft> {
    if is_refused(p, from, cue) {
        return None;
    }
    let complement = complement(p, cue, to, &[]).filter(|complement| !is_anonymity(p, cue, complement))?;
    let quoted = p.quotation(complement.content[0].0).is_some();
    let strong = quoted || p.is(complement.content[0].0.saturating_sub(1), "that") || cue.verb.lemma == "say";
    let participle = p.token(cue.at).entry.shape == Shape::Ing;
    let after_comma = cue.start > from && matches!(p.token(cue.start - 1).kind, Kind::Comma | Kind::Dash);
    let linkers = ["by", "while", "before", "after", "in", "despite", "when", "and", "without"];
    let after_linker = cue.start > from && linkers.iter().any(|word| p.is(cue.start - 1, word));
    if !strong && !(participle && (after_comma || after_linker || cue.start == from)) {
        return None;
    }
    let attached = participle && !after_comma && !after_linker && cue.start > from;
    let own = if attached { source::before(p, from, cue.start) } else { None };
    let found = own.or_else(|| loose_subject(p, from, to, cue, earlier, before))?;
    Some(draft(p, cue, Some(found), &complement))
}

/// The subject that a verb without one shares: of the aside in which it stands, of the verb before it, or of the sentence.
fn loose_subject(
    p: &Paragraph,
    from: usize,
    to: usize,
    cue: &Cue,
    earlier: &[Cue],
    before: &[Draft],
) -> Option<Range> {
    let first_comma = (from..to).find(|&at| p.token(at).kind == Kind::Comma);
    if p.token(from).entry.is(class::PREPOSITION) && first_comma.is_some_and(|comma| comma + 1 == cue.start) {
        return source::behind(p, from + 1, cue.start - 1);
    }
    let drafted = before.iter().rev().find(|draft| draft.source.is_some() && draft.tokens.0 < cue.start);
    let verb = earlier.iter().rev().find(|other| other.mood == Mood::Finite);
    match (drafted, verb) {
        (Some(draft), Some(verb)) if draft.tokens.0 >= verb.start || draft.holds(p, verb.at) => {
            draft.source_tokens
        }
        (_, Some(verb)) => source::before(p, from, verb.start).or_else(|| source::main(p, from, cue.start)),
        (Some(draft), None) => draft.source_tokens,
        (None, None) => source::main(p, from, if cue.start == from { to } else { cue.start })
            .or_else(|| source::main(p, from, to)),
    }
}

/// `was criticised by X for …`
fn passive(p: &Paragraph, from: usize, to: usize, cue: &Cue) -> Option<Draft> {
    let by = (cue.end..to.min(cue.end + 3)).find(|&at| p.is(at, "by"))?;
    if !cue.verb.object {
        return None;
    }
    let found = source::behind(p, by + 1, to)?;
    let subject = source::before(p, from, cue.start)?;
    Some(draft(
        p,
        cue,
        Some(found),
        &Complement { content: vec![subject], addressee: None, cue_end: cue.end },
    ))
}

/// What stands behind a verb whose content is on its left.
struct Tail {
    addressee: Option<Range>,
    end: usize,
}

/// Behind the verb: nothing, an addressee, adjuncts, or the next piece of a quotation.
fn tail(p: &Paragraph, cue: &Cue, to: usize) -> Option<Tail> {
    let mut at = cue.end;
    let mut addressee = None;
    while at < to && p.token(at).entry.is(class::ADVERB) {
        at += 1;
    }
    if cue.verb.person
        && let Some(person) = addressee_at(p, at, to)
    {
        addressee = Some(person);
        at = person.1;
        while at < to && p.token(at).entry.is(class::ADVERB) {
            at += 1;
        }
    }
    let token = p.token(at);
    let ends = at >= to
        || matches!(
            token.kind,
            Kind::Stop
                | Kind::Comma
                | Kind::Dash
                | Kind::Semicolon
                | Kind::Quote(_)
                | Kind::Colon
                | Kind::Open
        );
    let adjunct = token.entry.is(class::PREPOSITION
        | class::DAY
        | class::SUBORDINATOR
        | class::CONJUNCTION
        | class::OBJECT)
        || p.is(at, "last")
        || p.is(at, "this")
        || p.is(at, "earlier")
        || token.entry.shape == Shape::Ing;
    // `"…," she began the thread.`
    let bare = !cue.verb.clause
        && !cue.verb.object
        && !cue.verb.that
        && to - at < 8
        && cue.start > 1
        && (at..to).all(|i| p.quotation(i).is_none());
    (ends || adjunct || bare).then_some(Tail { addressee, end: at })
}

/// The content that ends before `end`: quotations, or a clause closed by a comma.
fn left_content(p: &Paragraph, from: usize, end: usize, cue: &Cue) -> Option<Range> {
    if end <= from {
        return None;
    }
    let mut stop = end;
    let edge = p.token(end - 1);
    match edge.kind {
        Kind::Quote(_) => {}
        Kind::Comma | Kind::Dash => {
            stop -= 1;
            let quoted = stop > from && matches!(p.token(stop - 1).kind, Kind::Quote(_));
            let reports = cue.verb.clause || cue.verb.quotation && cue.verb.that;
            if !quoted && !reports {
                return None;
            }
        }
        _ => return None,
    }
    let mut start = from;
    // Words before a quotation that belong to another attribution are not taken in.
    let lonely = (start..stop).all(|at| !matches!(p.token(at).kind, Kind::Quote(_)));
    if lonely {
        while start < stop
            && p.token(start).entry.is(class::OPENER | class::CONJUNCTION)
            && !p.token(start).entry.is(class::DETERMINER)
        {
            start += 1;
            while start < stop && p.token(start).kind == Kind::Comma {
                start += 1;
            }
        }
        if stop - start < 2 {
            return None;
        }
    }
    (start < stop).then_some((start, stop))
}

fn draft(p: &Paragraph, cue: &Cue, source: Option<Range>, complement: &Complement) -> Draft {
    let mut draft = Draft::new(
        p,
        cue.verb.act,
        &complement.content,
        (cue.start, complement.cue_end.max(cue.end)),
        source,
    );
    draft.addressee = complement.addressee.and_then(|(from, to)| p.span_of(from, to));
    draft.lemma = cue.verb.lemma;
    if draft.act == Act::Thinks && is_document(p, source) {
        draft.act = Act::Says;
    }
    if is_court(p, source)
        && ["find", "hold", "decide", "rule", "conclude", "order"].contains(&cue.verb.lemma)
    {
        draft.act = Act::Rules;
    }
    draft
}

/// Whether a source is a report, a note, a study: it cannot think.
fn is_document(p: &Paragraph, source: Option<Range>) -> bool {
    let Some((from, to)) = source else { return false };
    let owned = |at: usize| p.words(at).ends_with("'s") || p.words(at).ends_with("’s");
    let head = (from..to.min(from + 6)).find(|&at| p.token(at).entry.is(class::DOCUMENT));
    let bound = |at: usize| {
        p.token(at).entry.is(class::PREPOSITION | class::RELATIVE) || p.token(at).kind == Kind::Comma
    };
    head.is_some_and(|head| !(from..head).any(bound) && !owned(head) && (head + 1 >= to || bound(head + 1)))
}

/// Whether a source is a court or its judges.
fn is_court(p: &Paragraph, source: Option<Range>) -> bool {
    let courts = ["court", "judge", "judges", "justices", "tribunal", "jury", "magistrate", "magistrates"];
    source.is_some_and(|(from, to)| (from..to).any(|at| courts.iter().any(|word| p.is(at, word))))
}
