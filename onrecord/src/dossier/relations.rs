//! What a dossier holds of several reports at once: origins, copies, corrections, accounts, days.

use serde::Serialize;

use super::entries::Interval;
use super::entries::Item;
use super::entries::Piece;
use super::entries::Segment;
use crate::account::DifferenceKind;
use crate::account::LinkKind;
use crate::origin::Origins;
use crate::reprint::Basis;

/// Where an utterance came from.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct OriginEntry {
    /// How many independent origins it has.
    pub origins: Origins,
    /// The report that obtained it, where the reports say so.
    pub obtained_by: Option<LinkEntry>,
    /// From the report that obtained it to the last that carries it.
    pub chain: Vec<LinkEntry>,
}

/// A report on the way of the words, held or not.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct LinkEntry {
    /// Who published it, where that is known.
    pub outlet: Option<String>,
    /// The article's number, where we hold it.
    pub article: Option<usize>,
    /// Whether we hold it.
    pub held: bool,
    /// When it appeared.
    pub when: Interval,
    /// The words that name it: a credit, an addressee.
    pub words: Option<Cited>,
}

/// Words of one of the articles.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Cited {
    /// The article's number.
    pub article: usize,
    /// The words and their place.
    pub piece: Piece,
}

/// Accounts that do not say the same.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DifferenceEntry {
    /// Its number in this dossier.
    pub number: usize,
    /// The story's number.
    pub story: Option<usize>,
    /// In what they differ.
    pub kind: DifferenceKind,
    /// How the accounts hang together.
    pub link: Option<LinkKind>,
    /// The point on which they differ.
    pub point: String,
    /// Why this is held to be a difference.
    pub reason: String,
    /// In order of time, then of article and place.
    pub accounts: Vec<AccountEntry>,
    /// Reports among them, captures of one report counted once.
    pub reports: usize,
    /// Places where it is said.
    pub mentions: usize,
    /// How many independent origins stand behind the accounts.
    pub origins: Origins,
    /// Share of such findings that are right.
    pub confidence: f32,
}

/// Accounts of different articles that say the same.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AgreementEntry {
    /// Its number in this dossier.
    pub number: usize,
    /// The story's number.
    pub story: Option<usize>,
    /// The point on which they agree.
    pub point: String,
    /// In order of time, then of article and place.
    pub accounts: Vec<AccountEntry>,
    /// Reports among them, captures of one report counted once.
    pub reports: usize,
    /// Places where it is said.
    pub mentions: usize,
    /// How many independent origins stand behind the accounts.
    pub origins: Origins,
}

/// What one article says on one point, in its sentence.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AccountEntry {
    /// The article's number.
    pub article: usize,
    /// Its words and their place.
    pub piece: Piece,
    /// The words of the sentence before them.
    pub before: String,
    /// The words of the sentence behind them.
    pub after: String,
    /// What is compared, in normal form.
    pub value: Option<String>,
    /// As of when it says so.
    pub as_of: Interval,
}

/// Articles that share passages.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FamilyEntry {
    /// Their numbers.
    pub articles: Vec<usize>,
    /// Who has which words of whom.
    pub reprints: Vec<ReprintEntry>,
}

/// An article's reuse of another's words.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ReprintEntry {
    /// Its number in this dossier.
    pub number: usize,
    /// The number of the article that was copied.
    pub original: usize,
    /// The number of the article that copied.
    pub copy: usize,
    /// The shared words, in order of the copy.
    pub passages: Vec<PassageEntry>,
    /// The share of the copy's words that stand in the passages, from 0 to 1.
    pub share: f32,
    /// Where the copy credits the original.
    pub credit: Option<Piece>,
    /// How we know the direction.
    pub basis: Basis,
}

/// Words that two articles share.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PassageEntry {
    /// In the original.
    pub original: Piece,
    /// In the copy.
    pub copy: Piece,
}

/// What changed between two captures of one article.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CorrectionEntry {
    /// Its number in this dossier.
    pub number: usize,
    /// The number of the earlier capture.
    pub before: usize,
    /// The number of the later capture.
    pub after: usize,
    /// The changed sentences, in order of the later capture.
    pub sentences: Vec<ChangedEntry>,
    /// Where the later capture admits a change.
    pub notice: Option<Piece>,
    /// Numbers of the statements that a change touches.
    pub statements: Vec<usize>,
}

/// A sentence of the later capture with its changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ChangedEntry {
    /// The number of its first change, from 1.
    pub change: usize,
    /// The words, cut at the changes.
    pub segments: Vec<Segment>,
    /// Its place in the later capture, in code points of its body.
    pub span: (u32, u32),
}

/// Articles about the same events.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StoryEntry {
    /// Its number in this dossier.
    pub number: usize,
    /// Its id on the wire.
    pub id: String,
    /// The headline of its earliest article that has one.
    pub headline: Option<String>,
    /// The numbers of its articles.
    pub articles: Vec<usize>,
}

/// What the reports of one day brought. On record on that day is this and what the days before brought;
/// of the states of one difference, the last.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct DayEntry {
    /// The day, as printed; none for reports without a date.
    pub day: Option<String>,
    /// Numbers of the articles published on it.
    pub articles: Vec<usize>,
    /// Words and refusals to speak that no report of an earlier day has.
    pub items: Vec<Item>,
    /// States that a report of this day gives, of the differences that were superseded.
    pub states: Vec<StateEntry>,
    /// How many items are on record on this day.
    pub on_record: usize,
}

/// A state: one account of a superseded difference.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct StateEntry {
    /// The difference's number.
    pub difference: usize,
    /// Which of its accounts, from 1.
    pub account: usize,
}
