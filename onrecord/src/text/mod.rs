//! Spans, words, sentences, quotation marks, normal forms, word edits. Knows no news.

mod edits;
mod fold;
mod id;
mod quotes;
mod sentences;
mod span;
mod words;

pub use edits::{Edit, EditKind, align, edits};
pub use fold::fold;
pub use id::{Id, hash};
pub use quotes::{Quotation, Style, quotations};
pub use sentences::{is_abbreviation, sentences, sentences_around};
pub use span::Span;
pub use words::{Word, words};
