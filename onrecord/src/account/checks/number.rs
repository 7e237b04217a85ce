//! Numbers with their unit: "12 injured" and "15 people were injured".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::alike::Pair;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::account::quantity::Quantity;
use crate::account::quantity::quantities;
use crate::account::terms::Term;
use crate::account::terms::stems;
use crate::account::told::Line;

static GENERIC: LazyLock<FxHashSet<String>> = LazyLock::new(|| stems(include_str!("../words/generic.txt")));

/// What both sentences share beside the unit must tell so much.
const CONTEXT: f32 = 4.0;
/// With the same unit and little else, sentences must be so alike.
const LIKENESS: f32 = 0.35;

/// Numbers of one unit in sentences on one point, where neither report gives the other's number.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let quantities: Vec<Vec<Quantity>> = told.lines.iter().map(|line| quantities(told, line)).collect();
    let mut given: FxHashMap<(u32, Term), Vec<f64>> = FxHashMap::default();
    for (line, found) in told.lines.iter().zip(&quantities) {
        for quantity in found {
            quantity
                .unit
                .iter()
                .for_each(|term| given.entry((line.article, *term)).or_default().push(quantity.value));
        }
    }
    let generic: FxHashSet<Term> = generic(matter, &quantities);
    let mut found = Vec::new();
    for (pair, a, b) in matter.across() {
        for one in &quantities[pair.a as usize] {
            for other in &quantities[pair.b as usize] {
                let Some(unit) = unit(one, other, &generic) else { continue };
                let gives = |line: &Line, value: f64| {
                    given.get(&(line.article, unit)).is_some_and(|all| all.contains(&value))
                };
                let apart = !one.fits(other) && !gives(a, other.value) && !gives(b, one.value);
                if apart && is_same_point(matter, pair, one, other) {
                    found.push(differing(pair, one, other));
                }
            }
        }
    }
    found
}

/// The unit that both have; words that count anything do not do.
fn unit(a: &Quantity, b: &Quantity, generic: &FxHashSet<Term>) -> Option<Term> {
    a.unit.iter().copied().find(|term| b.unit.contains(term) && !generic.contains(term))
}

fn generic(matter: &Matter<'_, '_>, quantities: &[Vec<Quantity>]) -> FxHashSet<Term> {
    let mut generic = FxHashSet::default();
    for (line, found) in matter.told.lines.iter().zip(quantities) {
        for quantity in found {
            for word in &line.words {
                let Some(term) = word.term.filter(|term| quantity.unit.contains(term)) else { continue };
                let stem = crate::account::terms::stem(matter.told.words(line.article, word.span));
                if GENERIC.contains(&stem) {
                    generic.insert(term);
                }
            }
        }
    }
    generic
}

/// Whether the sentences share enough beside the units.
fn is_same_point(matter: &Matter<'_, '_>, pair: &Pair, a: &Quantity, b: &Quantity) -> bool {
    let beside = pair.shared.iter().filter(|term| !a.unit.contains(term) && !b.unit.contains(term));
    let mass: f32 = beside.map(|term| matter.told.weight(*term)).sum();
    mass >= CONTEXT && pair.likeness >= LIKENESS
}

fn differing(pair: &Pair, a: &Quantity, b: &Quantity) -> Found {
    let said = |line: u32, quantity: &Quantity| Said {
        line,
        span: quantity.span,
        value: Some(quantity.shown.clone()),
    };
    let said = vec![said(pair.a, a), said(pair.b, b)];
    Found::differing(
        DifferenceKind::Number,
        "The reports count the same thing and give other numbers.",
        &pair.shared,
        said,
    )
}
