//! Lays out the timeline of the articles. (Grouping articles into stories comes later.)

use crate::article::Article;
use crate::speaker::Cast;
use crate::statement::Statement;
use crate::text::{Id, Span};
use crate::time::When;
use crate::words_enum::words_enum;

words_enum! {
    /// What happened at a moment.
    pub enum What {
        /// Somebody spoke.
        Said => "said",
        /// A report appeared.
        Published => "published",
        /// A report was revised.
        Revised => "revised",
        /// A report tells of it.
        Narrated => "narrated",
        /// A photograph was taken.
        Photo => "photo",
        /// Before the story: a statute's year, a case.
        Background => "background",
    }
}

/// One dated step of a story.
#[derive(Clone, PartialEq, Debug)]
pub struct Moment {
    /// When.
    pub when: When,
    /// What.
    pub what: What,
    /// The article that says so.
    pub article: Id<Article>,
    /// The words that say so; `None` for metadata of the page.
    pub span: Option<Span>,
    /// The statement, for `Said`.
    pub statement: Option<Id<Statement>>,
}

/// The moments of these articles, in order of their latest instant.
pub fn timeline(_articles: &[&Article], _statements: &[&Statement], _cast: &Cast) -> Vec<Moment> {
    Vec::new()
}
