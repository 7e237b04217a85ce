//! Numbers with their unit: "12 injured" and "15 people were injured".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use super::toll::names_toll;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::told::Bound;
use crate::told::Line;
use crate::told::Quantity;
use crate::told::Term;
use crate::told::Told;
use crate::told::frame;
use crate::told::quantities;
use crate::told::stems;

/// Numbers of one thing are at most so many times apart.
const APART: f64 = 2.5;
/// Common words near two numbers of people that tell so much say that they are of one thing.
const SIGNED: f32 = 3.5;
/// … or so many, where the common words near both tell so much.
const WIDE: f64 = 6.0;
const WIDER: f32 = 4.0;
/// What stands around both numbers, beside the unit, must tell so much.
const CONTEXT: f32 = 2.0;
/// Sentences that share so much of what the shorter one tells are on one point.
const ALIKE: f32 = 0.5;
/// Words so near a number say what it counts.
const NEAR: usize = 7;
/// So many equal words around two numbers say that they count one thing.
const FRAME: usize = 3;
/// … of which two tell so much.
const FRAMING: f32 = 1.7;
/// A unit with more numbers than this counts too many things.
const MOST: usize = 64;
/// A number so large is rarely the same by chance.
const TELLING: f64 = 100.0;

static GENERIC: LazyLock<FxHashSet<String>> = LazyLock::new(|| stems(include_str!("../words/generic.txt")));

/// A number and the sentence that gives it.
pub(super) struct Given {
    pub line: u32,
    pub article: u32,
    pub quantity: Quantity,
}

/// Numbers of one thing that differ, where neither report gives the other's number; and numbers that agree.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let generic: FxHashSet<Term> = GENERIC.iter().filter_map(|stem| told.terms.known(stem)).collect();
    let mut given = given(told);
    // People who are counted by what happened to them are compared by themselves.
    given.retain(|one| !names_toll(told, &told.lines[one.line as usize], one.quantity.span));
    let mut by_key: FxHashMap<(Term, bool), Vec<usize>> = FxHashMap::default();
    for (place, one) in given.iter().enumerate() {
        for key in keys(&one.quantity, &generic) {
            by_key.entry(key).or_default().push(place);
        }
    }
    let mut by_key: Vec<_> = by_key.into_iter().filter(|(_, places)| places.len() <= MOST).collect();
    by_key.sort_unstable();
    let mut found = Vec::new();
    for (key, places) in &by_key {
        let all: Vec<&Given> = places.iter().map(|place| &given[*place]).collect();
        for (seat, one) in places.iter().enumerate() {
            for other in &places[seat + 1..] {
                let same_unit =
                    given[*one].quantity.unit.iter().any(|term| given[*other].quantity.unit.contains(term));
                if key.1 && !same_unit {
                    continue;
                }
                found.extend(compared(told, *key, (&given[*one], &given[*other]), &all));
            }
        }
    }
    found
}

/// All numbers of the sentences, in order.
pub(super) fn given(told: &Told<'_>) -> Vec<Given> {
    let of_line = |(line, at): (&Line, u32)| {
        let article = line.article;
        quantities(told, line).into_iter().map(move |quantity| Given { line: at, article, quantity })
    };
    told.lines.iter().zip(0..).flat_map(of_line).collect()
}

/// What a number is looked up by: the words of its unit; where these count anything, with what stands before it.
fn keys(quantity: &Quantity, generic: &FxHashSet<Term>) -> Vec<(Term, bool)> {
    let unit: Vec<Term> = quantity.unit.iter().copied().filter(|term| !generic.contains(term)).collect();
    let before = quantity.before.iter().copied().filter(|term| !generic.contains(term));
    if unit.is_empty() && !quantity.unit.is_empty() {
        return before.map(|term| (term, true)).collect();
    }
    unit.into_iter().chain(before.take(1)).map(|term| (term, false)).collect()
}

fn compared(
    told: &Told<'_>,
    key: (Term, bool),
    (a, b): (&Given, &Given),
    all_of: &[&Given],
) -> Option<Found> {
    if !told.is_apart(a.article, b.article) || told.weight(key.0) < 1.0 || !is_same_point(told, key, a, b) {
        return None;
    }
    let (one, other) = (&a.quantity, &b.quantity);
    if one.value == other.value && one.money == other.money {
        let unit = one.unit.iter().any(|term| other.unit.contains(term)) && one.value > 2.0;
        let telling = one.value >= TELLING || one.money.is_some() || unit;
        return telling.then(|| Found { kind: None, reason: "", ..differing(told, key.0, a, b) });
    }
    let ratio = one.value.max(other.value) / one.value.min(other.value).max(f64::MIN_POSITIVE);
    let given = all_of.iter().any(|given| {
        let value = given.quantity.value;
        given.article == a.article && value == other.value || given.article == b.article && value == one.value
    });
    let several = all_of.iter().any(|held| {
        let beside = |given: &Given| held.line == given.line && held.quantity.span != given.quantity.span;
        beside(a) || beside(b)
    });
    let vague = one.bound != Bound::Exact && other.bound != Bound::Exact;
    let near_both = common_near(told, key.0, a, b);
    let counted = !one.unit.is_empty() && !other.unit.is_empty();
    let apart = counted
        && !one.fits(other)
        && ratio <= if near_both >= WIDER { WIDE } else { APART }
        && one.money == other.money
        && !given
        && !vague
        && !several;
    apart.then(|| differing(told, key.0, a, b).excluding())
}

/// What the common words near both numbers tell, without their unit.
fn common_near(told: &Told<'_>, key: Term, a: &Given, b: &Given) -> f32 {
    let units =
        |term: &Term| *term == key || a.quantity.unit.contains(term) && b.quantity.unit.contains(term);
    let (one, other) = (&told.lines[a.line as usize], &told.lines[b.line as usize]);
    let near = near(one, &a.quantity);
    let common =
        self::near(other, &b.quantity).into_iter().filter(|term| near.contains(term) && !units(term));
    told.terms.mass(&common.collect::<Vec<Term>>())
}

/// Whether the sentences are on one point: they share common words near both numbers, or most of what one tells, or
/// the numbers are so large and so near each other that they hardly count two things.
fn is_same_point(told: &Told<'_>, key: (Term, bool), a: &Given, b: &Given) -> bool {
    let (one, other) = (&told.lines[a.line as usize], &told.lines[b.line as usize]);
    let mass = common_near(told, key.0, a, b);
    let shared = told.terms.mass(&told.shared(one, other));
    let least = told.terms.mass(&one.terms).min(told.terms.mass(&other.terms));
    let alike = shared >= ALIKE * least.max(1.0);
    let (low, high) = (a.quantity.value.min(b.quantity.value), a.quantity.value.max(b.quantity.value));
    let one_grain = a.quantity.figures() == b.quantity.figures();
    let large = low >= 10.0 * TELLING && high <= 1.1 * low && one_grain && told.weight(key.0) >= CONTEXT;
    let counted = told.weight(key.0) >= CONTEXT && mass >= CONTEXT;
    is_framed(told, a, b)
        || if key.1 {
            alike || mass >= SIGNED
        } else {
            large || counted || alike && told.weight(key.0) >= 1.5
        }
}

/// Whether the same words stand around both numbers, two of them telling: "employs 900 people in Marlow".
pub(super) fn is_framed(told: &Told<'_>, a: &Given, b: &Given) -> bool {
    let run = |given: &Given| {
        let line = &told.lines[given.line as usize];
        (line, told.run_of(line, given.quantity.number))
    };
    let row = frame(run(a), run(b));
    let telling = row.terms.iter().filter(|term| told.weight(**term) >= FRAMING).count();
    row.words >= FRAME && telling >= 2
}

/// The common words around a number: names and other numbers stand around many.
fn near(line: &Line, quantity: &Quantity) -> Vec<Term> {
    let first = line.words.partition_point(|word| word.span.end <= quantity.span.start);
    let last = line.words.partition_point(|word| word.span.start < quantity.span.end);
    let around =
        line.words[first.saturating_sub(NEAR)..first].iter().chain(line.words[last..].iter().take(NEAR));
    let within = line.words[first..last].iter();
    around
        .chain(within)
        .filter(|word| !word.capital && word.names.is_none())
        .filter_map(|word| word.term)
        .collect()
}

pub(super) fn differing(told: &Told<'_>, key: impl Into<Option<Term>>, a: &Given, b: &Given) -> Found {
    let said = |given: &Given| Said {
        line: given.line,
        span: given.quantity.span,
        value: Some(given.quantity.shown.clone()),
    };
    let mut terms = told.shared(&told.lines[a.line as usize], &told.lines[b.line as usize]);
    terms.extend(key.into());
    let reason = "The reports count the same thing and give other numbers.";
    Found::differing(DifferenceKind::Number, reason, &terms, vec![said(a), said(b)])
}
