//! Which of two articles copied: by credits, then printed dates, then what each adds.

use super::Basis;
use super::capture::gives_address_of;
use super::credit::Imprint;
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
    /// Where the copy credits the original, or the agency whose words both print.
    pub credit: Option<Span>,
}

/// Which of these two, given in order of id, copied; `shares` are those of their words that stand in passages.
pub(super) fn direction(pair: [&Imprint<'_>; 2], shares: [f32; 2]) -> Direction {
    let mut found = by_signs(pair, shares);
    let [original, copy] = if found.is_turned { [pair[1], pair[0]] } else { pair };
    found.credit = found.credit.or_else(|| copy.credit_of_agency(original));
    found
}

fn by_signs([a, b]: [&Imprint<'_>; 2], shares: [f32; 2]) -> Direction {
    let known = |is_turned, basis| Direction { is_turned, basis, credit: None };
    match (a.credit(b), b.credit(a)) {
        (Some(span), None) => return Direction { credit: Some(span), ..known(true, Basis::Credit) },
        (None, Some(span)) => return Direction { credit: Some(span), ..known(false, Basis::Credit) },
        _ => {}
    }
    let parts = [a.prints_part_of(b), b.prints_part_of(a)];
    let [a, b] = [a.article, b.article];
    match () {
        () if gives_address_of(a, b) => known(true, Basis::Credit),
        () if gives_address_of(b, a) => known(false, Basis::Credit),
        () if is_before(a, b) => known(false, Basis::Dates),
        () if is_before(b, a) => known(true, Basis::Dates),
        () if parts == [true, false] => known(true, Basis::Credit),
        () if parts == [false, true] => known(false, Basis::Credit),
        () if adds(shares) => known(false, Basis::Asymmetry),
        () if adds([shares[1], shares[0]]) => known(true, Basis::Asymmetry),
        () => known(false, Basis::Unknown),
    }
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
