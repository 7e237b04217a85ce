//! Traces passages copied from one article into another.

use crate::article::Article;
use crate::text::Id;
use crate::text::Span;
use crate::words_enum::words_enum;

words_enum! {
    /// How we know which of two articles copied.
    pub enum Basis {
        /// The copy credits the outlet or agency of the original.
        Credit => "credit",
        /// Their printed dates.
        Dates => "dates",
        /// One uses a part of the other, and adds to it.
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
    /// Where the copy credits the original.
    pub credit: Option<Span>,
    /// How we know the direction.
    pub basis: Basis,
}

/// The reprints among these articles, in order of copy and original. The order of the articles does not matter.
pub fn trace(_articles: &[&Article]) -> Vec<Reprint> {
    Vec::new()
}
