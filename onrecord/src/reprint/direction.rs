//! Which of two articles copied: by credits, then printed dates, then what each adds.

use super::Basis;
use super::credit::credit_of;
use super::names::name_key;
use crate::article::Article;
use crate::text::Span;
use crate::time::Stamp;

/// So much of the original must stand in the copy, and so much of the copy beside it, for the copy to be known
/// by what it adds.
const CONTAINED: f32 = 0.9;
const ADDED: f32 = 0.2;

/// The direction of copying between two articles.
pub(super) struct Direction {
    /// Whether the second of the two is the original.
    pub is_turned: bool,
    /// How we know.
    pub basis: Basis,
    /// Where the copy credits the original.
    pub credit: Option<Span>,
}

/// Which of these two, given in order of id, copied; `shares` are those of their words that stand in passages.
pub(super) fn direction(pair: [&Article; 2], shares: [f32; 2]) -> Direction {
    let [a, b] = pair;
    let known = |is_turned, basis| Direction { is_turned, basis, credit: None };
    match (credit(a, b), credit(b, a)) {
        (Some(span), None) => Direction { credit: Some(span), ..known(true, Basis::Credit) },
        (None, Some(span)) => Direction { credit: Some(span), ..known(false, Basis::Credit) },
        _ if is_before(a, b) => known(false, Basis::Dates),
        _ if is_before(b, a) => known(true, Basis::Dates),
        _ if adds(shares) => known(false, Basis::Asymmetry),
        _ if adds([shares[1], shares[0]]) => known(true, Basis::Asymmetry),
        _ => known(false, Basis::Unknown),
    }
}

/// Where an article credits the outlet of another one.
fn credit(copy: &Article, original: &Article) -> Option<Span> {
    let outlet = original.outlet.name.as_deref()?;
    let own = copy.outlet.name.as_deref().map(name_key);
    if own == Some(name_key(outlet)) { None } else { credit_of(copy, outlet) }
}

/// Whether one was surely published before the other.
fn is_before(a: &Article, b: &Article) -> bool {
    let ends = a.published.end.map(Stamp::latest);
    let begins = b.published.start.map(Stamp::earliest);
    ends.zip(begins).is_some_and(|(ends, begins)| ends < begins)
}

/// Whether the second holds the first and adds to it.
fn adds([contained, holding]: [f32; 2]) -> bool {
    contained >= CONTAINED && holding <= 1.0 - ADDED
}
