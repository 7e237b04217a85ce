//! Numbers that say enough by themselves: equal ones that are not round, and ones that may be slips for each other.

use super::Matter;
use super::number::Given;
use super::number::differing;
use super::number::given;
use super::number::is_framed;
use crate::account::found::Found;
use crate::told::Term;
use crate::told::Told;

/// So many numbers of a story that say enough by themselves are compared.
const ALL: usize = 600;
/// A word that both sentences share tells so much where the numbers alone do not suffice.
const RARE: f32 = 2.5;

/// Equal numbers that are not round, and numbers with figures exchanged or one changed, of which neither report gives the
/// other's, where the sentences share a telling word.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let all = given(told);
    let telling: Vec<&Given> = all.iter().filter(|one| tells(one)).take(ALL).collect();
    let gives = |article: u32, value: f64| {
        telling.iter().any(|one| one.article == article && one.quantity.value == value)
    };
    let mut found = Vec::new();
    for (seat, a) in telling.iter().enumerate() {
        for b in telling[seat + 1..].iter().filter(|b| told.is_apart(a.article, b.article)) {
            let Some(key) = point(told, a, b) else { continue };
            let (one, other) = (a.quantity.value, b.quantity.value);
            if one == other {
                found.push(Found { kind: None, reason: "", ..differing(told, key, a, b) });
            } else if !gives(a.article, other) && !gives(b.article, one) {
                found.push(differing(told, key, a, b).excluding());
            }
        }
    }
    found
}

/// Numbers that are not round; those of two figures, but for shares and points, of which their exchange alone tells.
fn tells(one: &Given) -> bool {
    let is_share = ["%", "percent", " cent", " point"].iter().any(|sign| one.quantity.shown.contains(sign));
    one.quantity.is_telling() || is_of_two(one) && !is_share
}

fn is_of_two(one: &Given) -> bool {
    (10.0..100.0).contains(&one.quantity.value)
}

/// Whether two numbers count one thing, and the most telling word that says so; of a sum of money with two figures
/// exchanged no word is needed.
fn point(told: &Told<'_>, a: &Given, b: &Given) -> Option<Option<Term>> {
    let (one, other) = (&a.quantity, &b.quantity);
    let equal = one.value == other.value;
    if one.money.is_some() != other.money.is_some()
        || !(equal || one.is_slip(other) || one.is_exchange(other))
    {
        return None;
    }
    let same_unit = one.money.is_some() || one.unit.iter().any(|term| other.unit.contains(term));
    let exchanged = one.is_exchange(other) && same_unit;
    let key = best_shared(told, a, b);
    let rare = key.is_some_and(|key| told.weight(key) >= RARE);
    if is_of_two(a) {
        return (exchanged && rare).then_some(key);
    }
    let known = key.is_some() || exchanged && one.money.is_some();
    (known && (equal || exchanged || rare || is_framed(told, a, b))).then_some(key)
}

/// The most telling word of two sentences with a number; of numbers of money any word will do.
fn best_shared(told: &Told<'_>, a: &Given, b: &Given) -> Option<Term> {
    let shared = told.shared(&told.lines[a.line as usize], &told.lines[b.line as usize]);
    let units = a.quantity.unit.iter().filter(|term| b.quantity.unit.contains(term));
    let best = shared.iter().chain(units).max_by(|x, y| told.weight(**x).total_cmp(&told.weight(**y)));
    let least = if a.quantity.money.is_some() { 0.5 } else { 1.0 };
    best.copied().filter(|term| told.weight(*term) >= least)
}
