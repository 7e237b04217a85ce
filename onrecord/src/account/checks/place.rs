//! Places of one event: "in Marlow" and "in Ashby", "on the third floor" and "on the fourth floor".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::alike::Pair;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::told::Line;
use crate::told::Run;
use crate::told::Term;
use crate::told::Told;
use crate::told::Word;
use crate::told::frame;
use crate::told::lines;
use crate::told::stem;
use crate::told::word_set;

/// So many words before a place are shown with it.
const BEFORE: usize = 6;
/// Sentences on one event are so alike.
const LIKENESS: f32 = 0.45;
/// The common words near both places tell so much.
const TELLING: f32 = 2.0;
/// What sentences on one event share must tell so much.
const CONTEXT: f32 = 4.5;
/// So many equal words around what tells two places apart say that one event happened there.
const FRAME: usize = 3;
/// Words before and behind a place tell what happened there.
const NEAR: usize = 10;

static PREPOSITIONS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| word_set(include_str!("../words/place_prepositions.txt")));
static HEADS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    lines(include_str!("../words/place_heads.txt")).flat_map(str::split_whitespace).map(stem).collect()
});
static SIDES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/sides.txt")));
static CALENDAR: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| word_set(include_str!("../words/calendar.txt")));
static ORDINALS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| word_set(include_str!("../words/ordinals.txt")));

/// A place that a sentence names.
struct Place {
    preposition: String,
    run: Run,
    /// The head of an ordinal place: the floor of "the third floor".
    head: Option<Term>,
}

/// Sentences on one event that name other places behind the same preposition.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let named: FxHashSet<(u32, Term)> = told
        .lines
        .iter()
        .flat_map(|line| line.words.iter().filter_map(|word| Some((line.article, word.term?))))
        .collect();
    let mut found = Vec::new();
    for (pair, a, b) in matter.across() {
        for one in &places(told, a) {
            for other in &places(told, b) {
                if differ(told, &named, (a, one), (b, other)) && is_near(told, pair, (a, one), (b, other)) {
                    found.push(differing(told, pair, one, other));
                }
            }
        }
    }
    found
}

fn places(told: &Told<'_>, line: &Line) -> Vec<Place> {
    let mut found: Vec<Place> = told
        .capitals(line)
        .into_iter()
        .filter(|run| run.words(line).iter().all(|word| word.names.is_none()))
        .filter(|run| !run.words(line).iter().any(|word| is_of_calendar(told, line, word)))
        .filter(|run| !line.dates.iter().any(|date| date.span.overlaps(run.span(line))))
        .filter_map(|run| {
            let before = run.from - usize::from(run.from > 0 && told.folded_at(line, run.from - 1) == "the");
            let preposition = told.folded_at(line, before.checked_sub(1)?);
            PREPOSITIONS.contains(preposition.as_str()).then_some(Place { preposition, run, head: None })
        })
        .collect();
    found.extend((1..line.words.len()).filter_map(|at| ordinal(told, line, at)));
    found
}

/// A month, a weekday, or something that belongs to one: "Saturday's debate".
fn is_of_calendar(told: &Told<'_>, line: &Line, word: &Word) -> bool {
    let folded = told.folded(line, word);
    CALENDAR.contains(folded.strip_suffix("'s").unwrap_or(&folded))
}

/// "the third floor".
fn ordinal(told: &Told<'_>, line: &Line, at: usize) -> Option<Place> {
    let head = line.words[at].term?;
    let is_place = HEADS.contains(&stem(told.words(line.article, line.words[at].span)));
    let is_ordinal = ORDINALS.contains(told.folded_at(line, at - 1).as_str());
    let run = Run { from: at - 1, to: at + 1 };
    let is_side = SIDES.contains(told.folded_at(line, at - 1).as_str()) && !line.words[at].capital;
    (is_place && is_ordinal || is_side).then(|| Place { preposition: String::new(), run, head: Some(head) })
}

/// Whether these are two places, and neither report names the other's.
fn differ(
    told: &Told<'_>,
    named: &FxHashSet<(u32, Term)>,
    (a, one): (&Line, &Place),
    (b, other): (&Line, &Place),
) -> bool {
    if one.head.is_some() || other.head.is_some() {
        let ordinal = |line: &Line, place: &Place| told.folded_at(line, place.run.from);
        return one.head == other.head && ordinal(a, one) != ordinal(b, other);
    }
    let known = |line: &Line, place: &Place, article: u32| {
        place.run.terms(line).iter().any(|term| named.contains(&(article, *term)))
    };
    one.preposition == other.preposition && !known(a, one, b.article) && !known(b, other, a.article)
}

/// Whether the words before both places share a telling term.
fn is_near(told: &Told<'_>, pair: &Pair, (a, one): (&Line, &Place), (b, other): (&Line, &Place)) -> bool {
    let near = |line: &Line, run: Run| -> Vec<Term> {
        let around = line.words[run.from.saturating_sub(NEAR)..run.from]
            .iter()
            .chain(line.words[run.to..].iter().take(NEAR));
        around.filter(|word| word.names.is_none() && !word.capital).filter_map(|word| word.term).collect()
    };
    let others = near(b, other.run);
    let common =
        |term: &Term| others.contains(term) && pair.shared.contains(term) && told.weight(*term) > 1.0;
    let near_both: Vec<Term> = near(a, one.run).into_iter().filter(common).collect();
    let counted = one.head.is_some();
    let side = |run: Run| Run { from: run.from, to: run.from + 1 };
    let row = frame((a, side(one.run)), (b, side(other.run)));
    if counted && row.words >= FRAME && row.terms.iter().any(|term| told.weight(*term) >= 2.0) {
        return true;
    }
    let alike = pair.likeness >= LIKENESS && pair.rare(told) >= 2;
    pair.mass >= CONTEXT && told.terms.mass(&near_both) >= TELLING && (counted || alike)
}

fn differing(told: &Told<'_>, pair: &Pair, one: &Place, other: &Place) -> Found {
    let said = |at: u32, place: &Place| {
        let line = &told.lines[at as usize];
        let value = told.words(line.article, place.run.span(line)).to_owned();
        Said {
            line: at,
            span: Run { from: place.run.from.saturating_sub(BEFORE), ..place.run }.span(line),
            value: Some(value),
        }
    };
    let said = vec![said(pair.a, one), said(pair.b, other)];
    Found::differing(
        DifferenceKind::Place,
        "The reports tell of the same event and name other places.",
        &pair.shared,
        said,
    )
    .excluding()
}
