//! Spots what changed between two captures of one article.

use crate::article::Article;
use crate::statement::Statement;
use crate::text::EditKind;
use crate::text::Id;
use crate::text::Span;

/// One change of the words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// What kind.
    pub kind: EditKind,
    /// The words dropped, in the earlier capture (where nothing was dropped: the empty place).
    pub removed: Span,
    /// The words added, in the later capture, likewise.
    pub added: Span,
}

/// What changed between two captures of one article.
#[derive(Clone, PartialEq, Debug)]
pub struct Correction {
    /// The earlier capture.
    pub before: Id<Article>,
    /// The later capture.
    pub after: Id<Article>,
    /// The changes, in order.
    pub edits: Vec<Change>,
    /// Where the later capture admits a change.
    pub notice: Option<Span>,
    /// The statements of either capture that a change touches.
    pub statements: Vec<Id<Statement>>,
}

/// The corrections among these articles: pairs of captures of one article, each with its next one.
pub fn spot(_articles: &[&Article], _statements: &[&Statement]) -> Vec<Correction> {
    Vec::new()
}
