//! The records of a run that speak of several articles.

use std::fmt;

use serde::Deserialize;

use onrecord::text::Span;

use super::place::Group;
use super::times::Interval;
use super::wire::touches;

#[derive(Deserialize)]
pub struct Utterance {
    pub variants: Vec<Variant>,
    #[serde(default)]
    pub echoes: Vec<Echo>,
    pub first_held: Option<String>,
    pub earliest_dated: Option<String>,
    pub reports: Option<u32>,
    pub mentions: Option<u32>,
    pub origins: Option<Origins>,
    #[serde(default)]
    pub chain: Vec<Link>,
    pub obtained_by: Option<Link>,
}

impl Utterance {
    pub fn statements(&self) -> impl Iterator<Item = &str> {
        self.variants.iter().flat_map(|variant| &variant.statements).map(String::as_str)
    }
}

#[derive(Deserialize)]
pub struct Variant {
    pub statements: Vec<String>,
    #[serde(default)]
    pub edits: Vec<Edit>,
}

#[derive(Deserialize)]
pub struct Edit {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub removed: String,
    #[serde(default)]
    pub added: String,
}

#[derive(Deserialize)]
pub struct Echo {
    pub article: String,
    pub span: Span,
    #[serde(rename = "as")]
    pub kind: String,
}

/// A report on the way of some words.
#[derive(Deserialize)]
pub struct Link {
    pub outlet: Option<String>,
    pub article: Option<String>,
    #[serde(default)]
    pub held: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Origins {
    pub at_least: u32,
    pub at_most: u32,
}

impl fmt::Display for Origins {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}..{}", self.at_least, self.at_most)
    }
}

#[derive(Deserialize)]
pub struct Moment {
    pub when: Option<Interval>,
    pub what: String,
    pub article: Option<String>,
    pub span: Option<Span>,
    #[serde(default)]
    pub refs: Vec<String>,
    #[serde(default)]
    pub after: Vec<String>,
}

#[derive(Deserialize)]
pub struct Reprint {
    pub original: String,
    pub copy: String,
    #[serde(default)]
    pub passages: Vec<[Span; 2]>,
    pub share: f64,
    pub credit: Option<Span>,
}

#[derive(Deserialize)]
pub struct Correction {
    pub before: String,
    pub after: String,
    #[serde(default)]
    pub edits: Vec<Edit>,
    pub notice: Option<Span>,
    #[serde(default)]
    pub statements: Vec<String>,
}

/// A story of the run.
#[derive(Deserialize)]
pub struct Grouped {
    pub articles: Vec<String>,
}

/// A difference or an agreement.
#[derive(Deserialize)]
pub struct Compared {
    #[serde(rename = "type", default)]
    pub kind: String,
    pub link: Option<String>,
    #[serde(default)]
    pub point: String,
    #[serde(default)]
    pub reason: String,
    pub accounts: Vec<Account>,
    pub reports: Option<u32>,
    pub mentions: Option<u32>,
    pub origins: Option<Origins>,
}

#[derive(Deserialize)]
pub struct Account {
    pub article: String,
    pub span: Span,
    #[serde(default)]
    pub words: String,
    pub as_of: Option<Interval>,
}

impl Compared {
    /// Whether each of the places has an account.
    pub fn joins(&self, places: &[Group<'_>]) -> bool {
        places.iter().all(|group| self.has(group))
    }

    /// Whether an account stands at one of the alternatives of a place.
    pub fn has(&self, group: &Group<'_>) -> bool {
        self.accounts.iter().any(|account| account.at(group))
    }
}

impl Account {
    /// Whether it stands at one of the alternatives of a place.
    pub fn at(&self, group: &Group<'_>) -> bool {
        group.iter().any(|(article, span)| article.id == self.article && touches(self.span, *span))
    }
}
