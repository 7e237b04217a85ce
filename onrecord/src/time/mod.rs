//! Turns the dates and times of news prose into intervals with their basis.

mod ages;
mod ahead;
mod clocked;
mod dates;
mod figures;
mod find;
mod holidays;
mod hours;
mod lists;
mod monthdays;
mod near;
mod periods;
mod points;
mod ranges;
mod relative;
mod slashes;
mod stretches;
mod told;

pub use crate::calendar::Anchor;
pub use crate::calendar::Stamp;
pub use crate::calendar::When;
pub use crate::calendar::parse;
pub use find::find;

/// A time expression found in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The words of the expression.
    pub span: crate::text::Span,
    /// What they mean.
    pub when: When,
}
