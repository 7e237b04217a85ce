//! Gathers statements of the same words; sets their wordings side by side.

use crate::article::Article;
use crate::speaker::{Cast, Speaker};
use crate::statement::{Mark, Statement};
use crate::text::{EditKind, Id, Span};
use crate::time::When;
use crate::words_enum::words_enum;

words_enum! {
    /// How an echo stands to the words.
    pub enum EchoKind {
        /// The same said in other words.
        Paraphrase => "paraphrase",
        /// The outlet's own reading.
        Gloss => "gloss",
        /// A noun that refers to it.
        Mention => "mention",
        /// A few of its words.
        Fragment => "fragment",
        /// A few of its words, in a headline.
        Headline => "headline",
    }
}

/// Words of an article, with their place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The article.
    pub article: Id<Article>,
    /// Where they stand.
    pub span: Span,
}

/// One change from the utterance's first variant to another one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WordingEdit {
    /// What kind.
    pub kind: EditKind,
    /// The words dropped.
    pub removed: String,
    /// The words added.
    pub added: String,
    /// Where the dropped words stand (where nothing was dropped: the empty place).
    pub removed_at: Place,
    /// Where the added words stand, likewise.
    pub added_at: Place,
}

/// One wording.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    /// The words as the first of its statements prints them.
    pub wording: String,
    /// Where that print stands: content spans of one article.
    pub printed: (Id<Article>, Vec<Span>),
    /// The statements with just these words, in order of article and place.
    pub statements: Vec<Id<Statement>>,
    /// From the first variant to this one; empty for the first.
    pub edits: Vec<WordingEdit>,
}

/// Words that refer to an utterance and are no wording of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Echo {
    /// Where.
    pub place: Place,
    /// How.
    pub kind: EchoKind,
    /// The statement that they are, if they are one.
    pub statement: Option<Id<Statement>>,
}

/// The words once said.
#[derive(Clone, PartialEq, Debug)]
pub struct Utterance {
    /// Hash of its statements.
    pub id: Id<Utterance>,
    /// Who said it.
    pub speaker: Option<Id<Speaker>>,
    /// Its wordings; the fullest first.
    pub variants: Vec<Variant>,
    /// What refers to it.
    pub echoes: Vec<Echo>,
    /// The earliest that its statements allow.
    pub first: When,
    /// The held report that printed it first, as far as dates say.
    pub first_held: Option<Id<Article>>,
    /// The report with the earliest printed date.
    pub earliest_dated: Option<Id<Article>>,
    /// Articles that carry it.
    pub reports: u32,
    /// Statements and echoes of it.
    pub mentions: u32,
}

/// Gathers the statements that report the same words. The order of the articles does not matter.
pub fn gather(
    _articles: &[&Article],
    _marks: &[Mark],
    _statements: &[&Statement],
    _cast: &Cast,
) -> Vec<Utterance> {
    Vec::new()
}
