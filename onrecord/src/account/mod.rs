//! Lays the accounts of a story side by side; marks where they differ, and what superseded what.

mod alike;
mod checks;
mod found;

use checks::Matter;

use crate::article::Article;
use crate::origin::Origins;
use crate::story::Story;
use crate::text::Id;
use crate::text::Span;
use crate::time::When;
use crate::told::Findings;
use crate::told::Told;
use crate::words_enum::words_enum;

words_enum! {
    /// In what accounts differ.
    pub enum DifferenceKind {
        /// A number with its unit.
        Number => "number",
        /// A date.
        Date => "date",
        /// A place.
        Place => "place",
        /// A name in a role.
        Name => "name",
        /// A court case or a law.
        Case => "case",
        /// The wording for one matter.
        Wording => "wording",
        /// Given to somebody, or in the outlet's own voice.
        Attribution => "attribution",
        /// Certain, or with a reserve.
        Scope => "scope",
        /// A later statement or state replaces an earlier one.
        Superseded => "superseded",
        /// One report alone has it.
        OneSided => "one-sided",
    }
}

words_enum! {
    /// How accounts hang together.
    pub enum LinkKind {
        /// They may describe one act.
        PossibleSame => "possible-same",
    }
}

/// What one article says on one point.
#[derive(Clone, PartialEq, Debug)]
pub struct Account {
    /// The article.
    pub article: Id<Article>,
    /// Where it says so.
    pub span: Span,
    /// Its words there.
    pub words: String,
    /// What is compared, in normal form: `50000 copies`, `2026-01-08`.
    pub value: Option<String>,
    /// As of when it says so.
    pub as_of: When,
}

/// Accounts that do not say the same.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// The story.
    pub story: Id<Story>,
    /// In what they differ.
    pub kind: DifferenceKind,
    /// How the accounts hang together.
    pub link: Option<LinkKind>,
    /// The point on which they differ, in words that the accounts share.
    pub point: String,
    /// Why this is held to be a difference: the rule, in a short sentence.
    pub reason: String,
    /// In order of time, then of article and place.
    pub accounts: Vec<Account>,
    /// Articles among them.
    pub reports: u32,
    /// Places where it is said.
    pub mentions: u32,
    /// How many independent origins stand behind the accounts.
    pub origins: Origins,
    /// The share of such findings that are right.
    pub confidence: f32,
}

/// Accounts of different articles that say the same.
#[derive(Clone, PartialEq, Debug)]
pub struct Agreement {
    /// The story.
    pub story: Id<Story>,
    /// The point on which they agree.
    pub point: String,
    /// In order of time, then of article and place.
    pub accounts: Vec<Account>,
    /// Articles among them.
    pub reports: u32,
    /// Places where it is said.
    pub mentions: u32,
    /// How many independent origins stand behind the accounts.
    pub origins: Origins,
}

/// What the accounts of the stories say, side by side.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Accounts {
    /// Where they differ.
    pub differences: Vec<Difference>,
    /// Where they agree.
    pub agreements: Vec<Agreement>,
}

/// Compares the accounts of each story: every check on all pairs of sentences on one point.
///
/// A check finds differences of its own kind; findings of one kind that share an account become one.
pub fn compare(stories: &[Story], findings: &Findings<'_>) -> Accounts {
    let mut accounts = Accounts::default();
    for story in stories {
        let told = Told::of(story, findings);
        let pairs = alike::pairs(&told);
        let matter = Matter { told: &told, pairs: &pairs };
        let found = found::joined(
            &told,
            found::consistent(checks::CHECKS.iter().flat_map(|check| check(&matter)).collect()),
        );
        for one in &found {
            match one.kind {
                Some(kind) => accounts.differences.push(found::difference(&told, story.id, one, kind)),
                None => accounts.agreements.push(found::agreement(&told, story.id, one)),
            }
        }
    }
    accounts
}
