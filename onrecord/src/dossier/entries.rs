//! What a dossier holds.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::printed::ArticleEntry;
use super::relations::{
    AgreementEntry, CorrectionEntry, DayEntry, DifferenceEntry, FamilyEntry, OriginEntry, StoryEntry,
};
use crate::speaker::{Basis, Kind};
use crate::statement::{Act, Flag, Form, Scope};
use crate::story::What;
use crate::text::EditKind;
use crate::time::When;
use crate::utterance::EchoKind;
use crate::words_enum::words_enum;

/// One story set out for a reader. Also what `report -o story.json` writes.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Dossier {
    /// The story at a glance.
    pub glance: Glance,
    /// Who speaks: those with more statements first.
    pub speakers: Vec<SpeakerEntry>,
    /// The words once said: those carried by more reports first, then in order of time.
    pub utterances: Vec<UtteranceEntry>,
    /// What one report alone carries, gathered by speaker.
    pub sections: Vec<Section>,
    /// Every statement, in order of article and place: number `n` stands at `n - 1`.
    pub statements: Vec<StatementEntry>,
    /// Where accounts differ, all kinds, in order of story, kind and place: number `n` stands at `n - 1`.
    pub differences: Vec<DifferenceEntry>,
    /// Where accounts agree: number `n` stands at `n - 1`.
    pub agreements: Vec<AgreementEntry>,
    /// Articles that share passages.
    pub families: Vec<FamilyEntry>,
    /// What changed between captures: number `n` stands at `n - 1`.
    pub corrections: Vec<CorrectionEntry>,
    /// The stories, in order of their first article: number `n` stands at `n - 1`.
    pub stories: Vec<StoryEntry>,
    /// What was on record on each day of publication.
    pub days: Vec<DayEntry>,
    /// What happened when.
    pub timeline: Vec<MomentEntry>,
    /// Speakers by outlets.
    pub matrix: Matrix,
    /// The reports, in order of publication: number `n` stands at `n - 1`.
    pub articles: Vec<ArticleEntry>,
}

/// The story in a few figures.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Glance {
    /// Made of names alone: who has the most statements.
    pub title: String,
    /// How many reports.
    pub reports: usize,
    /// The outlets that name themselves, in order of their first report.
    pub outlets: Vec<String>,
    /// Reports that name no outlet.
    pub unnamed_outlets: usize,
    /// From the first to the last publication or revision.
    pub days: Interval,
    /// How many speakers.
    pub speakers: usize,
    /// How many statements that report words.
    pub statements: usize,
    /// How many different words once said.
    pub utterances: usize,
    /// How many of these stand in two reports or more.
    pub shared: usize,
    /// Those of them whose wordings differ.
    pub reworded: usize,
    /// Points on which accounts differ: neither superseded nor in one report alone.
    pub differences: usize,
    /// Points on which a later state replaced an earlier one.
    pub superseded: usize,
    /// Articles that share passages with an earlier one.
    pub copies: usize,
    /// Articles whose later capture differs.
    pub corrected: usize,
    /// Numbers of the statements that report thoughts, not words.
    pub thoughts: Vec<usize>,
    /// Numbers of the statements that report a refusal to speak.
    pub silences: Vec<usize>,
}

/// An interval of time with its basis; written as the wire writes it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Interval(pub When);

/// A person, organisation or group who speaks.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SpeakerEntry {
    /// Its number in this dossier.
    pub number: usize,
    /// Its id on the wire.
    pub id: String,
    /// The fullest name that a report prints.
    pub name: String,
    /// Person, organisation, group or unnamed.
    pub kind: Kind,
    /// For an unnamed person: the body they speak for.
    pub organisation: Option<String>,
    /// Whether the name is masked.
    pub masked: bool,
    /// Other words that name them.
    pub aliases: Vec<String>,
    /// Age, office, party, as printed.
    pub attributes: Vec<String>,
    /// Numbers of their statements that report words.
    pub statements: Vec<usize>,
    /// Numbers of the articles that carry these.
    pub articles: Vec<usize>,
}

/// One article's report of somebody's words, or of their refusal to speak.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct StatementEntry {
    /// Its number in this dossier.
    pub number: usize,
    /// Its id on the wire.
    pub id: String,
    /// The article's number.
    pub article: usize,
    /// The speaker's number.
    pub speaker: Option<usize>,
    /// Why it is this speaker's.
    pub basis: Option<Basis>,
    /// How the words are reported.
    pub form: Form,
    /// What is done with them.
    pub act: Act,
    /// What was said, piece by piece.
    pub words: Vec<Piece>,
    /// The reporting words.
    pub cue: Vec<Piece>,
    /// The words naming who said it.
    pub source: Option<Piece>,
    /// The number of the statement that encloses it.
    pub within: Option<usize>,
    /// To whom, as printed.
    pub addressee: Option<String>,
    /// Through what, as printed.
    pub medium: Option<String>,
    /// When.
    pub said: Interval,
    /// Whether the words surely belong to it.
    pub scope: Scope,
    /// What is unusual.
    pub flags: Vec<Flag>,
    /// Share of such findings that are right.
    pub confidence: f32,
    /// The number of the utterance that it is a wording or an echo of.
    pub utterance: Option<usize>,
}

/// Words of an article with their place in it, in code points of its body.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Piece {
    /// The words.
    pub words: String,
    /// Where they stand.
    pub span: (u32, u32),
}

/// The words once said.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct UtteranceEntry {
    /// Its number in this dossier.
    pub number: usize,
    /// Its id on the wire.
    pub id: String,
    /// The speaker's number.
    pub speaker: Option<usize>,
    /// Its wordings; the fullest first.
    pub wordings: Vec<WordingEntry>,
    /// What refers to it and is no wording of it.
    pub echoes: Vec<EchoEntry>,
    /// Where it came from, as far as it was traced.
    pub origin: Option<OriginEntry>,
    /// The earliest that its statements allow.
    pub first: Interval,
    /// The number of the held report that printed it first, as far as dates say.
    pub first_held: Option<usize>,
    /// Articles that carry it.
    pub reports: usize,
    /// Statements and echoes of it.
    pub mentions: usize,
}

/// One wording, aligned with the utterance's first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct WordingEntry {
    /// The words, cut where they leave those of the first wording.
    pub segments: Vec<Segment>,
    /// Numbers of the statements that print it.
    pub statements: Vec<usize>,
}

/// Words of a wording.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Segment {
    /// The words.
    pub words: String,
    /// How they stand to the first wording.
    pub turn: Turn,
    /// The kind of change, where there is one.
    pub edit: Option<EditKind>,
    /// Whether the report's own words stand between this segment and the one before.
    pub apart: bool,
}

words_enum! {
    /// How words of a wording stand to the first wording.
    pub enum Turn {
        /// In both.
        Kept => "kept",
        /// Only in the first.
        Removed => "removed",
        /// Only in this one.
        Added => "added",
    }
}

/// Words that refer to an utterance.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EchoEntry {
    /// How.
    pub kind: EchoKind,
    /// The article's number.
    pub article: usize,
    /// The words and their place.
    pub piece: Piece,
    /// The number of the statement that they are, if they are one.
    pub statement: Option<usize>,
}

/// What one report alone carries of one speaker.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Section {
    /// The speaker's number; none where no speaker is named.
    pub speaker: Option<usize>,
    /// Utterances and statements, in order of article and place.
    pub items: Vec<Item>,
}

/// An entry of a section.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Item {
    /// An utterance's number.
    Utterance(usize),
    /// The number of a statement that is no utterance's.
    Statement(usize),
}

/// A dated step.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct MomentEntry {
    /// Its number in this dossier.
    pub number: usize,
    /// When.
    pub when: Interval,
    /// What.
    pub what: What,
    /// The article's number.
    pub article: usize,
    /// The words that say so; none for metadata of the page, and for statements, which have their own.
    pub piece: Option<Piece>,
    /// The statement's number, for `said`.
    pub statement: Option<usize>,
    /// The story's number.
    pub story: Option<usize>,
    /// Numbers of the statements that it is told to come after.
    pub after: Vec<usize>,
}

/// Speakers by outlets: how many statements, and which.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Matrix {
    /// The outlets (for a report that names none: its file), in order of their first report.
    pub outlets: Vec<String>,
    /// One row a speaker, in the speakers' order.
    pub rows: Vec<Row>,
}

/// A speaker's row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Row {
    /// The speaker's number; none where no speaker is named.
    pub speaker: Option<usize>,
    /// One cell an outlet.
    pub cells: Vec<Cell>,
}

/// The statements of one speaker in one outlet.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Cell {
    /// Their numbers.
    pub statements: Vec<usize>,
}

impl Dossier {
    /// The statement of this number.
    pub fn statement(&self, number: usize) -> Option<&StatementEntry> {
        self.statements.get(number.checked_sub(1)?)
    }

    /// The article of this number.
    pub fn article(&self, number: usize) -> Option<&ArticleEntry> {
        self.articles.get(number.checked_sub(1)?)
    }

    /// The speaker of this number.
    pub fn speaker(&self, number: usize) -> Option<&SpeakerEntry> {
        self.speakers.get(number.checked_sub(1)?)
    }

    /// The difference of this number.
    pub fn difference(&self, number: usize) -> Option<&DifferenceEntry> {
        self.differences.get(number.checked_sub(1)?)
    }

    /// The utterance of this number.
    pub fn utterance(&self, number: usize) -> Option<&UtteranceEntry> {
        self.utterances.get(number.checked_sub(1)?)
    }
}

impl StatementEntry {
    /// Whether it reports words: neither a thought nor a refusal to speak.
    pub fn reports_words(&self) -> bool {
        !matches!(self.act, Act::Thinks | Act::Declines)
    }
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Interval", 3)?;
        fields.serialize_field("start", &self.0.start.map(|stamp| stamp.to_string()))?;
        fields.serialize_field("end", &self.0.end.map(|stamp| stamp.to_string()))?;
        fields.serialize_field("basis", &self.0.basis)?;
        fields.end()
    }
}
