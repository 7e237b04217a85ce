//! What a dossier holds of each report's text.

use serde::Serialize;

use super::entries::Interval;
use crate::article::BlockKind;
use crate::words_enum::words_enum;

/// One report as printed.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ArticleEntry {
    /// Its number in this dossier.
    pub number: usize,
    /// Its id on the wire.
    pub id: String,
    /// The outlet, or for a report that names none its file.
    pub label: String,
    /// The outlet, where the page names it.
    pub outlet: Option<String>,
    /// How we know the outlet.
    pub outlet_basis: String,
    /// The file that it was read from.
    pub file: String,
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub headline: Option<String>,
    /// Its writers.
    pub byline: Vec<String>,
    /// When it was first published.
    pub published: Interval,
    /// When it was last revised.
    pub revised: Option<Interval>,
    /// The number of the first capture of the same report, where this is a further one.
    pub capture_of: Option<usize>,
    /// Its language.
    pub language: String,
    /// Its text, block by block, every letter of it once.
    pub blocks: Vec<BlockEntry>,
}

/// A typed stretch of an article.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct BlockEntry {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, in code points.
    pub span: (u32, u32),
    /// Its words, cut wherever a statement's part starts or ends.
    pub segments: Vec<SegmentPart>,
}

/// Words of an article and the parts of statements that they are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SegmentPart {
    /// The words.
    pub words: String,
    /// Statements' parts that cover them, by number.
    pub parts: Vec<(usize, Part)>,
    /// Numbers of the statements whose first word is here.
    pub opens: Vec<usize>,
    /// Numbers of the statements whose last word is here.
    pub closes: Vec<usize>,
    /// What else points at the first word here.
    pub anchors: Vec<Anchor>,
}

/// Something other than a statement that points at words of an article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The moment of this number in the timeline.
    Moment(usize),
    /// The utterance of this number, its echo of this number.
    Echo(usize, usize),
    /// The utterance of this number, the words that name a link of its chain (0: who obtained it).
    Link(usize, usize),
    /// The difference of this number, its account of this number.
    Difference(usize, usize),
    /// The agreement of this number, its account of this number.
    Agreement(usize, usize),
    /// The reprint of this number, its passage of this number, in the original.
    Original(usize, usize),
    /// The same, in the copy.
    Copy(usize, usize),
    /// Where the copy of the reprint of this number credits the original.
    Credit(usize),
    /// Where the later capture of the correction of this number admits it.
    Notice(usize),
    /// The correction of this number, its change of this number.
    Change(usize, usize),
}

words_enum! {
    /// A part of a statement.
    pub enum Part {
        /// What was said.
        Content => "content",
        /// The reporting words.
        Cue => "cue",
        /// The words naming who said it.
        Source => "source",
    }
}
