//! Holds a draft against reports: which of its quotations stand there, in which wording, with which speaker.
//!
//! ```text
//! question   draft ──► what to look up          its quotations, and what it says that somebody said
//! held       [Reading] ──► words by number      where runs of a question's words stand
//! common     a question and a window            the words in common, and how near that makes them
//! place      a question at one place            the edits, whose words they are, what is left out
//! restated   statements of the reports          the same said in other words
//! claim      two statements                     whether they name one speaker, or two
//! shown      a place ──► verdict and rank
//! weigh      places ──► row
//! ```

mod claim;
mod common;
mod held;
mod owner;
mod place;
mod question;
mod restated;
mod shown;
mod spelling;
mod weigh;
mod wire;

use crate::article::Article;
use crate::record::Reading;
use crate::speaker;
use crate::speaker::Cast;
use crate::speaker::Speaker;
use crate::statement::Form;
use crate::statement::Statement;
use crate::text::Id;
use crate::text::Span;
use crate::time::Stamp;
use crate::utterance::Voices;
use crate::utterance::WordingEdit;
use crate::words_enum::words_enum;

use self::held::Held;
use self::owner::Owners;

pub use self::wire::lines;

words_enum! {
    /// How words of a draft stand to the reports.
    pub enum Verdict {
        /// They stand there word for word.
        Verbatim => "verbatim",
        /// They stand there in another wording.
        Reworded => "reworded",
        /// They stand there as the words of another speaker.
        OtherSpeaker => "other-speaker",
        /// The same speaker says so in other words, and no quotation has these.
        Paraphrased => "paraphrased",
        /// Nothing like them was found.
        NotFound => "not-found",
    }
}

/// A place in a report where the words stand, or words much like them.
#[derive(Clone, PartialEq, Debug)]
pub struct Match {
    /// The report.
    pub article: Id<Article>,
    /// Where: one stretch; several where the report splits the words.
    pub spans: Vec<Span>,
    /// The words there, joined by a space.
    pub words: String,
    /// The statement that they are of, if they are somebody's.
    pub statement: Option<Id<Statement>>,
    /// Whose words they are there.
    pub speaker: Option<Id<Speaker>>,
    /// Whether they stand in quotation marks or in a post there.
    pub quoted: bool,
    /// Whether their sentence has more words there, before or behind: listed as cuts.
    pub partial: bool,
    /// From the report's words to the draft's.
    pub edits: Vec<WordingEdit>,
}

/// A quotation or an attributed statement of the draft, and what the reports have of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Where it stands in the draft: one stretch; several where the draft splits an unquoted statement.
    pub spans: Vec<Span>,
    /// The draft's words there, joined by a space.
    pub quotation: String,
    /// The line of the draft's text, from 1.
    pub line: u32,
    /// The character of that line, from 1.
    pub column: u32,
    /// How the draft reports it; nothing for a quotation of nobody's.
    pub form: Option<Form>,
    /// Whether it stands in quotation marks (or in a post) in the draft.
    pub quoted: bool,
    /// Whose words the draft says they are.
    pub speaker: Option<Id<Speaker>>,
    /// How it stands to the reports.
    pub verdict: Verdict,
    /// Whether every place found has more words in the same sentence.
    pub partial: bool,
    /// The places, the nearest wording first; at most [`MOST_MATCHES`].
    pub matches: Vec<Match>,
}

/// A draft held against reports.
#[derive(Clone, PartialEq, Debug)]
pub struct Checked {
    /// The reports in order of publication, then of id; the draft last.
    pub articles: Vec<Article>,
    /// The speakers of all of them, joined.
    pub cast: Cast,
    /// In order of their place in the draft.
    pub rows: Vec<Row>,
}

/// No row lists more places than this.
pub const MOST_MATCHES: usize = 12;

impl Checked {
    /// The draft.
    pub fn draft(&self) -> &Article {
        // `against` puts it there.
        &self.articles[self.articles.len() - 1]
    }

    /// The article with this id.
    pub fn article(&self, id: Id<Article>) -> Option<&Article> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// The speaker with this id.
    pub fn speaker(&self, id: Id<Speaker>) -> Option<&Speaker> {
        self.cast
            .speakers
            .binary_search_by_key(&id, |speaker| speaker.id)
            .ok()
            .map(|at| &self.cast.speakers[at])
    }

    /// Whether every quotation and statement stands word for word.
    pub fn all_verbatim(&self) -> bool {
        self.rows.iter().all(|row| row.verdict == Verdict::Verbatim)
    }
}

/// Holds a draft against reports. Their order does not matter; a report given twice counts once.
///
/// Each quotation of the draft is a row, and each unquoted statement. Its words are looked up in all of each
/// report, by runs of two words, and aligned there; speakers are compared through one cast joined over the
/// draft and the reports. A quotation that is a part of a report's quotation stands word for word, and is
/// marked `partial` where it begins or ends within a sentence.
///
/// ```
/// use onrecord::article::{Page, PageText, compose};
/// use onrecord::check::{Verdict, against};
/// use onrecord::record::{Reading, read};
/// use onrecord::statement::Finder;
///
/// let text = |file: &str, text: &str| -> Reading {
///     let text = PageText::Plain(text.to_owned());
///     read(compose(Page { file: file.to_owned(), text, ..Page::default() }), Finder::Rules)
/// };
/// let report = text("report.txt", "\"We will not sell the old harbour,\" said Ana Ruiz, the mayor.");
/// let draft = text("draft.txt", "\"We will sell the old harbour,\" Ana Ruiz said.");
/// let checked = against(draft, vec![report]);
/// assert_eq!(checked.rows[0].verdict, Verdict::Reworded);
/// assert_eq!(checked.rows[0].matches[0].edits[0].removed, "not");
/// ```
pub fn against(draft: Reading, mut reports: Vec<Reading>) -> Checked {
    let published = |reading: &Reading| reading.article.published.end.map_or(i64::MAX, Stamp::latest);
    reports.sort_by_cached_key(|reading| (published(reading), reading.article.id));
    reports.dedup_by_key(|reading| reading.article.id);
    let all = || reports.iter().chain([&draft]);
    let articles: Vec<&Article> = all().map(|reading| &reading.article).collect();
    let casts: Vec<&Cast> = all().map(|reading| &reading.cast).collect();
    let cast = speaker::join(&articles, &casts);
    let rows = rows(&draft, &reports, &cast);
    let articles = reports.into_iter().chain([draft]).map(|reading| reading.article).collect();
    Checked { articles, cast, rows }
}

fn rows(draft: &Reading, reports: &[Reading], cast: &Cast) -> Vec<Row> {
    let voices = Voices::of(cast);
    let questions = question::questions(draft);
    let owners = Owners::of(reports);
    let held = Held::of(reports, &owners, &voices, &questions, &draft.article);
    let scale = weigh::Scale::new(draft, reports, cast, &voices, &held, &owners);
    let mut rows: Vec<Row> = questions.iter().map(|question| scale.row(question)).collect();
    number_lines(&mut rows, &draft.article.body);
    rows
}

/// Says in which line and at which character each row begins.
fn number_lines(rows: &mut [Row], body: &str) {
    let (mut at, mut line, mut column) = (0, 1, 1);
    for row in rows {
        let start = row.spans.first().map_or(0, |span| span.start as usize);
        for c in body.get(at..start).unwrap_or("").chars() {
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        at = start;
        (row.line, row.column) = (line, column);
    }
}
