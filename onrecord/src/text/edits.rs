//! Word edits between two wordings.

use super::Span;
use crate::words_enum::words_enum;

words_enum! {
    /// What kind of change an edit is.
    pub enum EditKind {
        /// Words dropped at the start, at the end or, unmarked, in between.
        Cut => "cut",
        /// Words added without a mark of it.
        Insertion => "insertion",
        /// Words added in square brackets.
        BracketInsertion => "bracket-insertion",
        /// Words replaced by an ellipsis.
        Ellipsis => "ellipsis",
        /// The same word, spelt otherwise.
        Respelling => "respelling",
        /// One word for another.
        Substitution => "substitution",
        /// Capitals only.
        Case => "case",
        /// Another mark at the end.
        EndMark => "end-mark",
    }
}

/// One change from one wording to another. Spans are bytes of the two wordings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What kind.
    pub kind: EditKind,
    /// The words of the first wording; empty where only words were added.
    pub removed: Span,
    /// The words of the second wording; empty where only words were dropped.
    pub added: Span,
}

/// The edits that lead from `before` to `after`, in order.
pub fn edits(_before: &str, _after: &str) -> Vec<Edit> {
    Vec::new()
}
