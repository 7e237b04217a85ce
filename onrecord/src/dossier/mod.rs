//! One story set out for a reader: what was said, in which wordings, by whom, carried by whom, when.
//!
//! A dossier is plain and speaks the reader's language: everything in it is numbered from 1 in the order
//! of the articles, and refers to other things by these numbers. All wording is a slice of an article;
//! only the names of private account holders are masked.

mod accounts;
mod anchors;
mod captures;
mod context;
mod corrections;
mod days;
mod entries;
mod glance;
mod lookup;
mod mask;
mod matrix;
mod moments;
mod origins;
mod points;
mod printed;
mod relations;
mod reports;
mod reprints;
mod speakers;
mod statements;
mod stories;
mod utterances;

pub use entries::{
    Cell, Dossier, EchoEntry, Glance, Interval, Item, Matrix, MomentEntry, Piece, Row, Section, Segment,
    SpeakerEntry, StatementEntry, Turn, UtteranceEntry, WordingEntry,
};
pub use mask::MASK;
pub use printed::{Anchor, ArticleEntry, BlockEntry, Part, SegmentPart};
pub use relations::{
    AccountEntry, AgreementEntry, ChangedEntry, Cited, CorrectionEntry, DayEntry, DifferenceEntry,
    FamilyEntry, LinkEntry, OriginEntry, PassageEntry, ReprintEntry, StateEntry, StoryEntry,
};

use crate::record::Record;
use lookup::Lookup;
use mask::Masker;

/// What a reader asks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Show the names of private account holders, which are masked otherwise.
    pub show_private: bool,
}

/// Sets out the record of one story.
///
/// ```
/// use onrecord::dossier;
/// use onrecord::record::Record;
///
/// let empty = dossier::set_out(&Record::default(), &dossier::Options::default());
/// assert_eq!(empty.glance.reports, 0);
/// ```
pub fn set_out(record: &Record, options: &Options) -> Dossier {
    let lookup = Lookup::new(record);
    let masker = Masker::new(record, options.show_private);
    let statements = statements::set_out(record, &lookup, &masker);
    let utterances = utterances::set_out(record, &lookup, &masker);
    let sections = speakers::sections(&statements, &utterances);
    let articles = reports::set_out(record, &lookup, &masker);
    let speakers = speakers::set_out(record, &lookup, &masker, &statements);
    let timeline = moments::set_out(record, &lookup, &masker);
    let matrix = matrix::set_out(&articles, &speakers, &statements);
    let differences = accounts::differences(record, &lookup, &masker);
    let agreements = accounts::agreements(record, &lookup, &masker);
    let families = reprints::families(record, &lookup, &masker);
    let corrections = corrections::set_out(record, &lookup, &masker);
    let stories = stories::set_out(record, &lookup, &masker);
    let days = days::set_out(&articles, &statements, &utterances, &differences);
    let mut dossier = Dossier {
        speakers,
        utterances,
        sections,
        statements,
        differences,
        agreements,
        families,
        corrections,
        stories,
        days,
        timeline,
        matrix,
        articles,
        glance: Glance::default(),
    };
    dossier.glance = glance::of(&dossier);
    dossier
}
