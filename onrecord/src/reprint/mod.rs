//! Traces passages copied from one article into another.
//!
//! ```text
//! keys     Article ──► [key]            what could match: winnowed runs of words
//! compare  Article × Article ──► Reprint?    what does: passages, direction, credit
//! trace    [Article] ──► [Reprint]      both, over all articles
//! ```
//!
//! Copying shows in the outlets' own prose. What stands inside quotation marks proves nothing, though a passage
//! that goes on through a quotation keeps it; other blocks than paragraphs are not read at all. Two captures of
//! one article are no reprint: the room `correction` compares them.

mod beside;
mod capture;
mod credit;
mod direction;
mod family;
mod keys;
mod names;
mod passages;
mod phrases;
mod sheet;
mod trace;

pub use capture::Face;
pub use capture::are_captures;
pub(crate) use capture::folded_words;
pub use credit::Credit;
pub use credit::credits;
pub use family::families;
pub(crate) use names::entries;
pub(crate) use names::initials;
pub(crate) use names::initials_key;
pub(crate) use names::is_agency;
pub(crate) use names::is_initials;
pub(crate) use names::is_titled;
pub use names::name_key;
pub(crate) use names::parts;
pub(crate) use phrases::Found;
pub(crate) use phrases::Phrase;
pub(crate) use phrases::are;
pub(crate) use phrases::phrases_at;
pub use trace::trace;

use credit::Imprint;
use direction::Direction;
use direction::direction;
use passages::Index;
use passages::Shared;
use sheet::Sheet;

use crate::article::Article;
use crate::text::Id;
use crate::text::Span;
use crate::words_enum::words_enum;

words_enum! {
    /// How we know which of two articles copied.
    pub enum Basis {
        /// The copy credits the outlet or agency of the original, or gives its address as its own.
        Credit => "credit",
        /// Their printed dates.
        Dates => "dates",
        /// The copy holds nearly all of the original, and adds to it.
        Asymmetry => "asymmetry",
        /// Nothing tells: the pair stands in order of id.
        Unknown => "unknown",
    }
}

/// Words that two articles share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Passage {
    /// Where they stand in the original.
    pub original: Span,
    /// Where they stand in the copy.
    pub copy: Span,
}

/// An article's reuse of another's words.
#[derive(Clone, PartialEq, Debug)]
pub struct Reprint {
    /// The article that was copied.
    pub original: Id<Article>,
    /// The article that copied.
    pub copy: Id<Article>,
    /// The shared words, in order of the copy.
    pub passages: Vec<Passage>,
    /// The share of the copy's words that stand in the passages, from 0 to 1.
    pub share: f32,
    /// Where the copy credits the original, or the agency whose words both print.
    pub credit: Option<Span>,
    /// How we know the direction.
    pub basis: Basis,
}

/// The keys of an article: two articles that share eight words in a row outside quotation marks share one.
/// Sorted, each once.
pub fn keys(article: &Article) -> Vec<u64> {
    let mut keys: Vec<u64> = keys::winnowed(&Sheet::of(article)).iter().map(|key| key.hash).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The reprint between two articles, if one copied from the other. Their order does not matter.
///
/// ```
/// use onrecord::article::{Article, Page, PageText, compose};
/// use onrecord::reprint::compare;
/// let article = |file: &str, text: &str| -> Article {
///     compose(Page { file: file.into(), text: PageText::Plain(text.into()), ..Page::default() })
/// };
/// let words = "The harbour closed at noon after a crane fell across the quay and cut the only road.";
/// let (a, b) = (article("a.txt", words), article("b.txt", &format!("{words} Nobody was hurt.")));
/// let reprint = compare(&a, &b).expect("a shared passage");
/// assert_eq!(reprint.passages[0].copy.of(&b.body), words.trim_end_matches('.'));
/// ```
pub fn compare(a: &Article, b: &Article) -> Option<Reprint> {
    let pair = if a.id <= b.id { [a, b] } else { [b, a] };
    let sheets = pair.map(Sheet::of);
    let shared = Index::of(&sheets[0]).shared(&sheets[1]);
    let imprints = pair.map(Imprint::of);
    outcome([&imprints[0], &imprints[1]], [&sheets[0], &sheets[1]], &shared)
}

/// The reprint that these shared passages are.
fn outcome(imprints: [&Imprint<'_>; 2], sheets: [&Sheet; 2], shared: &[Shared]) -> Option<Reprint> {
    let pair = imprints.map(|imprint| imprint.article);
    let [a, b] = pair;
    let shares = passages::shares(sheets, shared);
    let is_proven = shared.iter().any(Shared::is_proof);
    if !is_proven || a.id == b.id || is_standing_text(imprints, shares) || capture::is_capture(pair, shares) {
        return None;
    }
    let Direction { is_turned, basis, credit } = direction(imprints, shares);
    let mut passages: Vec<Passage> = shared.iter().flat_map(|one| passages::spans(sheets, one)).collect();
    if is_turned {
        passages.iter_mut().for_each(|one| *one = Passage { original: one.copy, copy: one.original });
        passages.sort_unstable_by_key(|one| (one.copy, one.original));
    }
    let (original, copy) = if is_turned { (b, a) } else { (a, b) };
    let share = shares[usize::from(!is_turned)];
    Some(Reprint { original: original.id, copy: copy.id, passages, share, credit, basis })
}

/// Of each of two articles of one outlet, so much must stand in the other: less is standing text of the house.
const OF_ONE_OUTLET: f32 = 0.1;

fn is_standing_text([a, b]: [&Imprint<'_>; 2], shares: [f32; 2]) -> bool {
    shares[0].min(shares[1]) < OF_ONE_OUTLET && a.outlet.is_some() && a.outlet == b.outlet
}
