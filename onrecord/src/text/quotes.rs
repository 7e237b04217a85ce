//! Pairs of quotation marks in one paragraph, of any style. Apostrophes are told apart and give nothing.

use super::Span;

/// How a quotation is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `"…"`, `“…”`, `„…“`, `''…''`, ` ``…'' `
    Double,
    /// `'…'`, `‘…’`
    Single,
    /// `«…»`, `»…«`
    Guillemet,
}

/// A pair of quotation marks, or one that is opened and not closed in its paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// The words inside, without the marks.
    pub inside: Span,
    /// The words with their marks.
    pub outside: Span,
    /// The kind of mark.
    pub style: Style,
    /// How many pairs enclose it.
    pub depth: u8,
    /// Whether its closing mark stands in the paragraph.
    pub closed: bool,
}

/// The quotations of one paragraph, in order of their opening marks; `base` is added to every offset.
pub fn quotations(_text: &str, _base: usize) -> Vec<Quotation> {
    Vec::new()
}
