//! People who are counted by what happened to them: "two people are missing", "three campers who vanished".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::text::Span;
use crate::time::Stamp;
use crate::told::Line;
use crate::told::Run;
use crate::told::Term;
use crate::told::Told;
use crate::told::lines;
use crate::told::number;
use crate::told::word_set;

/// What happened to people stands so many words behind their number, or before it.
const REACH: usize = 8;
/// Larger numbers are no tolls.
const LARGEST: f64 = 100_000.0;
/// A sentence of so many days before its report tells of another event.
const BEFORE: i64 = 21 * 86_400;
/// A word that both sentences share, beside the toll, tells so much.
const TELLING: f32 = 1.8;
/// Words that may stand between people and what happened to them, though they tell something.
static SMALL: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/passing.txt")));
/// Words behind which those stand to whom it was done.
static KILLING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/done_to.txt")));
/// So many tolls of a kind are compared.
const MOST: usize = 64;

static TOLLS: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
    let kinds = lines(include_str!("../words/tolls.txt")).enumerate();
    kinds.flat_map(|(kind, line)| line.split_whitespace().map(move |word| (word, kind))).collect()
});
static PEOPLE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/people.txt")));

/// So many people to whom something happened.
struct Toll {
    line: u32,
    article: u32,
    value: f64,
    span: Span,
    shown: String,
}

/// Tolls of one kind that differ, where neither report gives the other's number.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let mut by_kind: FxHashMap<usize, Vec<Toll>> = FxHashMap::default();
    for (line, at) in told.lines.iter().zip(0..) {
        if !is_of_before(told, line) {
            tolls(told, line, at)
                .into_iter()
                .for_each(|(kind, toll)| by_kind.entry(kind).or_default().push(toll));
        }
    }
    let mut by_kind: Vec<_> = by_kind.into_iter().collect();
    by_kind.sort_unstable_by_key(|(kind, _)| *kind);
    by_kind.iter_mut().for_each(|(_, all)| keep_told(told, all));
    by_kind.iter().flat_map(|(_, all)| compared(told, all)).collect()
}

/// Whether words say what happened to people, in the event that the report tells of.
pub(super) fn names_toll(told: &Told<'_>, line: &Line, span: Span) -> bool {
    if is_of_before(told, line) {
        return false;
    }
    let within = line.words.iter().filter(|word| span.contains(word.span));
    within.into_iter().any(|word| TOLLS.contains_key(told.folded(line, word).as_str()))
}

/// A headline's number that the text gives too is told by the text.
fn keep_told(told: &Told<'_>, all: &mut Vec<Toll>) {
    let is_title = |toll: &Toll| told.is_title(&told.lines[toll.line as usize]);
    let in_text: FxHashSet<(u32, u64)> =
        all.iter().filter(|toll| !is_title(toll)).map(|toll| (toll.article, toll.value as u64)).collect();
    all.retain(|toll| !is_title(toll) || !in_text.contains(&(toll.article, toll.value as u64)));
}

fn compared(told: &Told<'_>, all: &[Toll]) -> Vec<Found> {
    if is_one_event(told, all) {
        return of_one_event(told, all);
    }
    let gives =
        |article: u32, value: f64| all.iter().any(|toll| toll.article == article && toll.value == value);
    let mut found = Vec::new();
    for (seat, one) in all.iter().enumerate().take(MOST) {
        for other in
            all[seat + 1..].iter().take(MOST).filter(|other| told.is_apart(one.article, other.article))
        {
            let known = gives(one.article, other.value) || gives(other.article, one.value);
            let Some(terms) = event(told, one, other) else { continue };
            if one.value == other.value {
                found.push(agreeing(terms, &[one, other]));
            } else if !known {
                found.push(differing(terms, &[one, other]));
            }
        }
    }
    found
}

/// All numbers of one kind as one difference, and those that are equal as agreements.
fn of_one_event(told: &Told<'_>, all: &[Toll]) -> Vec<Found> {
    let all: Vec<&Toll> = all.iter().take(MOST).collect();
    let apart = |one: &Toll, other: &Toll| told.is_apart(one.article, other.article);
    let terms = |toll: &Toll| told.lines[toll.line as usize].terms.clone();
    let differ = all.iter().any(|one| all.iter().any(|other| one.value != other.value && apart(one, other)));
    let mut found: Vec<Found> = differ.then(|| differing(terms(all[0]), &all)).into_iter().collect();
    let mut values: Vec<u64> = all.iter().map(|toll| toll.value as u64).collect();
    values.sort_unstable();
    values.dedup();
    for value in values {
        let equal: Vec<&Toll> = all.iter().copied().filter(|toll| toll.value as u64 == value).collect();
        if equal.iter().any(|one| equal.iter().any(|other| apart(one, other))) {
            found.push(agreeing(terms(equal[0]), &equal));
        }
    }
    found
}

/// Whether no report gives two numbers of one kind: then all of them count the people of one event.
fn is_one_event(told: &Told<'_>, all: &[Toll]) -> bool {
    let several =
        |one: &Toll| all.iter().any(|other| other.article == one.article && other.value != one.value);
    let apart = |one: &Toll| all.iter().any(|other| told.is_apart(one.article, other.article));
    all.iter().any(apart) && !all.iter().any(several)
}

/// The words that both sentences share, if they tell of one event.
fn event(told: &Told<'_>, one: &Toll, other: &Toll) -> Option<Vec<Term>> {
    let (a, b) = (&told.lines[one.line as usize], &told.lines[other.line as usize]);
    let shared = told.shared(a, b);
    let own = |line: &Line, term: Term| {
        line.words.iter().any(|word| {
            let folded = told.folded(line, word);
            word.term == Some(term)
                && (TOLLS.contains_key(folded.as_str()) || PEOPLE.contains(folded.as_str()))
        })
    };
    let telling = |term: &Term| told.weight(*term) >= TELLING && !own(a, *term) && !own(b, *term);
    shared.iter().any(telling).then_some(shared)
}

/// Whether a sentence gives a date or a year long before its report.
fn is_of_before(told: &Told<'_>, line: &Line) -> bool {
    let article = told.articles[line.article as usize];
    let Some(published) = article.published.end.map(Stamp::latest) else { return false };
    line.dates.iter().any(|date| date.when.end.is_some_and(|end| end.latest() < published - BEFORE))
}

/// The tolls of a sentence: a number, perhaps with a word for people, and near it what happened to them.
fn tolls(told: &Told<'_>, line: &Line, at: u32) -> Vec<(usize, Toll)> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < line.words.len() {
        let Some((value, next)) = number(told, line, place) else {
            place += 1;
            continue;
        };
        let run = Run { from: place, to: next };
        if let Some((kind, span)) = kind(told, line, run).filter(|_| is_count(told, line, run, value)) {
            let shown = told.words(line.article, span).to_owned();
            found.push((kind, Toll { line: at, article: line.article, value, span, shown }));
        }
        place = next;
    }
    found
}

/// Whether a number can count people: a whole one, no date, no age, no part of a word with a hyphen, no score.
fn is_count(told: &Told<'_>, line: &Line, run: Run, value: f64) -> bool {
    let span = run.span(line);
    let body = &told.articles[line.article as usize].body;
    let joins = |c: char| matches!(c, '-' | '–' | ':' | '/' | '.' | '%' | '$' | '£' | '€');
    let before = body.get(..span.start as usize).is_some_and(|before| before.ends_with(joins));
    let behind = body.get(span.end as usize..).is_some_and(|behind| behind.starts_with(['-', '%', '–']));
    let dated = line.dates.iter().any(|date| date.span.overlaps(span));
    let aged = run.from > 0 && matches!(told.folded_at(line, run.from - 1).as_str(), "aged" | "age" | "of");
    let counted = value > 1.0 || PEOPLE.contains(told.folded_at(line, run.to).as_str());
    !aged
        && counted
        && value.fract() == 0.0
        && (1.0..LARGEST).contains(&value)
        && !before
        && !behind
        && !dated
}

/// What happened to those whose number this is: the first word of a toll within reach, with nothing between but words
/// for people and small words.
fn kind(told: &Told<'_>, line: &Line, run: Run) -> Option<(usize, Span)> {
    let mut people = false;
    for at in run.to..(run.to + REACH).min(line.words.len()) {
        let folded = told.folded_at(line, at);
        if told.gap(line, at).contains(['.', ';', ':', '—', '('])
            || matches!(folded.as_str(), "and" | "or" | "but")
        {
            break;
        }
        if let Some(kind) =
            TOLLS.get(folded.as_str()).filter(|_| people || at == run.to || is_being(told, line, run.to))
        {
            return Some((*kind, Run { from: run.from, to: at + 1 }.span(line)));
        }
        let is_person = PEOPLE.contains(folded.as_str());
        people |= is_person;
        let passes = is_person || SMALL.contains(folded.as_str()) || line.words[at].term.is_none();
        if !passes {
            break;
        }
    }
    killed(told, line, run).or_else(|| not_found(told, line, run))
}

/// "five have not been found", "one passenger has yet to be found".
fn not_found(told: &Told<'_>, line: &Line, run: Run) -> Option<(usize, Span)> {
    let behind = (run.to..(run.to + REACH + 2).min(line.words.len())).map(|at| told.folded_at(line, at));
    let text = behind.collect::<Vec<_>>().join(" ");
    let lost =
        ["not been found", "yet to be found", "still not found"].iter().any(|phrase| text.contains(phrase));
    let to = (run.to..line.words.len()).find(|at| told.folded_at(line, *at) == "found").filter(|_| lost)?;
    Some((TOLLS["missing"], Run { from: run.from, to: to + 1 }.span(line)))
}

/// "killing at least 12 people", "a death toll of 12": the word of the toll stands before the number.
fn killed(told: &Told<'_>, line: &Line, run: Run) -> Option<(usize, Span)> {
    let next = told.folded_at(line, run.to);
    let counts =
        PEOPLE.contains(next.as_str()) || line.words.get(run.to).is_none_or(|word| word.term.is_none());
    let before = (run.from.saturating_sub(REACH)..run.from).rev();
    let small = |at: &usize| line.words[*at].term.is_none() || is_bound(told, line, *at);
    let verb = before.clone().find(|at| !small(at)).filter(|at| run.from - at <= 4)?;
    let toll = TOLLS.get(told.folded_at(line, verb).as_str()).copied();
    let total = before.clone().any(|at| told.folded_at(line, at) == "toll").then(|| TOLLS["dead"]);
    let to = if PEOPLE.contains(next.as_str()) { run.to + 1 } else { run.to };
    let span = Run { from: verb.min(run.from), to }.span(line);
    let joined = (verb + 1..=run.from).all(|at| !told.gap(line, at).contains([',', ';', '.', ':']));
    toll.filter(|_| counts && joined && KILLING.contains(told.folded_at(line, verb).as_str()))
        .or(total)
        .map(|kind| (kind, span))
}

/// "at least", "about", "more than".
fn is_bound(told: &Told<'_>, line: &Line, at: usize) -> bool {
    matches!(
        told.folded_at(line, at).as_str(),
        "at" | "least" | "about" | "more" | "than" | "up" | "to" | "some" | "nearly"
    )
}

/// "two were killed".
fn is_being(told: &Told<'_>, line: &Line, at: usize) -> bool {
    matches!(
        told.folded_at(line, at).as_str(),
        "were" | "was" | "are" | "is" | "have" | "had" | "remain" | "remained"
    )
}

fn differing(terms: Vec<Term>, tolls: &[&Toll]) -> Found {
    let reason = "The reports count the same people and give other numbers.";
    Found::differing(DifferenceKind::Number, reason, &terms, tolls.iter().map(|toll| said(toll)).collect())
        .excluding()
}

fn agreeing(terms: Vec<Term>, tolls: &[&Toll]) -> Found {
    Found::agreeing(&terms, tolls.iter().map(|toll| said(toll)).collect())
}

fn said(toll: &Toll) -> Said {
    Said { line: toll.line, span: toll.span, value: Some(toll.shown.clone()) }
}
