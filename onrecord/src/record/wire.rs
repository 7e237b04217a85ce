//! The wire: JSON Lines, one object a line, `"kind"` first. docs/wire.md describes every field.
//!
//! ```
//! use onrecord::article::{Page, PageText, compose};
//! use onrecord::record::{Offsets, compile, lines, read};
//! use onrecord::statement::Finder;
//!
//! let text = PageText::Plain("\"We will appeal,\" said Ana Ruiz.".to_owned());
//! let article = compose(Page { file: "a.txt".to_owned(), text, ..Page::default() });
//! let record = compile(vec![read(article, Finder::Rules)]);
//! let first = lines(&record, Offsets::CodePoint).next().unwrap();
//! assert!(first.starts_with(r#"{"kind":"article","id":""#));
//! ```

mod form;
mod relations;

pub(crate) use form::EditForm;

use rustc_hash::FxHashMap;

use super::offsets::{Offsets, Ruler};
use super::{Reading, Record};
use crate::account::{Agreement, Difference};
use crate::article::Article;
use crate::correction::Correction;
use crate::origin::Origin;
use crate::reprint::Reprint;
use crate::speaker::{Attribution, Cast, Speaker};
use crate::statement::{Mark, Statement};
use crate::story::{Moment, Story};
use crate::text::Id;
use crate::utterance::{Place, Utterance};

/// The whole record, a line at a time, without line ends: each article with its marks and statements, then
/// speakers, reprints, corrections, utterances with their origins, stories, moments, differences and agreements.
pub fn lines(record: &Record, offsets: Offsets) -> impl Iterator<Item = String> {
    let writer = Writer::new(&record.articles, &record.cast, offsets).with_replies(&record.replies);
    let mut findings = Findings::of(&record.marks, &record.statements);
    let mut out = Vec::new();
    // One article, one speaker, one utterance or one moment at a time: memory stays that of the record.
    let steps = record.articles.iter().map(Step::Article);
    let steps = steps.chain(record.cast.speakers.iter().map(Step::Speaker));
    let steps = steps.chain(record.reprints.iter().map(Step::Reprint));
    let steps = steps.chain(record.corrections.iter().map(Step::Correction));
    let origins = record.origins.iter().map(Some).chain(std::iter::repeat(None));
    let traced = record.utterances.iter().zip(origins);
    let steps = steps.chain(traced.map(|(utterance, origin)| Step::Utterance(utterance, origin)));
    let steps = steps.chain(record.stories.iter().map(Step::Story));
    let steps = steps.chain(record.moments.iter().map(Step::Moment));
    let steps = steps.chain(record.differences.iter().map(Step::Difference));
    let steps = steps.chain(record.agreements.iter().map(Step::Agreement));
    steps.flat_map(move |step| {
        match step {
            Step::Article(article) => writer.article(article, &findings.take(article), &mut out),
            Step::Speaker(speaker) => out.push(writer.speaker(speaker)),
            Step::Reprint(reprint) => out.push(writer.reprint(reprint)),
            Step::Correction(correction) => out.push(writer.correction(correction)),
            Step::Utterance(utterance, origin) => out.push(writer.utterance(utterance, origin)),
            Step::Story(story) => out.push(writer.story(story)),
            Step::Moment(moment) => out.push(writer.moment(moment)),
            Step::Difference(difference) => out.push(writer.difference(difference)),
            Step::Agreement(agreement) => out.push(writer.agreement(agreement)),
        }
        std::mem::take(&mut out)
    })
}

/// What one article gives by itself: its article, marks, statements and its own speakers.
pub fn reading_lines(reading: &Reading, offsets: Offsets) -> Vec<String> {
    let writer = Writer::new(std::slice::from_ref(&reading.article), &reading.cast, offsets);
    let mut out = Vec::new();
    let mut findings = Findings::of(&reading.marks, &reading.statements);
    writer.article(&reading.article, &findings.take(&reading.article), &mut out);
    out.extend(reading.cast.speakers.iter().map(|speaker| writer.speaker(speaker)));
    out
}

/// The line of an article alone.
pub fn article_line(article: &Article, offsets: Offsets) -> String {
    form::line(&form::ArticleLine::of(article, &Ruler::new(&article.body, offsets)))
}

/// Writes the records of one kind.
pub struct Writer<'a> {
    articles: FxHashMap<Id<Article>, &'a Article>,
    rulers: FxHashMap<Id<Article>, Ruler<'a>>,
    speakers: FxHashMap<Id<Speaker>, &'a Speaker>,
    attributions: FxHashMap<Id<Statement>, &'a Attribution>,
    replies: FxHashMap<Id<Statement>, Vec<Id<Statement>>>,
}

impl<'a> Writer<'a> {
    /// A writer that knows these articles and this cast.
    pub fn new(articles: &'a [Article], cast: &'a Cast, offsets: Offsets) -> Self {
        Self {
            articles: articles.iter().map(|article| (article.id, article)).collect(),
            rulers: articles.iter().map(|a| (a.id, Ruler::new(&a.body, offsets))).collect(),
            speakers: cast.speakers.iter().map(|speaker| (speaker.id, speaker)).collect(),
            attributions: cast.attributions.iter().map(|found| (found.statement, found)).collect(),
            replies: FxHashMap::default(),
        }
    }

    /// The same writer, which knows what these statements answer.
    #[must_use]
    pub fn with_replies(mut self, replies: &[(Id<Statement>, Id<Statement>)]) -> Self {
        for (reply, answered) in replies {
            self.replies.entry(*reply).or_default().push(*answered);
        }
        self
    }

    /// The line of a statement, with its speaker joined in.
    pub fn statement(&self, statement: &Statement) -> String {
        let spoken = self.attributions.get(&statement.id).copied();
        let speaker = spoken.and_then(|found| Some((found, *self.speakers.get(&found.speaker)?)));
        form::line(&form::StatementLine::of(statement, speaker, self))
    }

    /// The line of a speaker.
    pub fn speaker(&self, speaker: &Speaker) -> String {
        form::line(&form::SpeakerLine::of(speaker, self))
    }

    /// The line of a reprint.
    pub fn reprint(&self, reprint: &Reprint) -> String {
        form::line(&relations::ReprintLine::of(reprint, self))
    }

    /// The line of a correction.
    pub fn correction(&self, correction: &Correction) -> String {
        form::line(&relations::CorrectionLine::of(correction, self))
    }

    /// The line of an utterance, with its origin joined in.
    pub fn utterance(&self, utterance: &Utterance, origin: Option<&Origin>) -> String {
        form::line(&form::UtteranceLine::of(utterance, origin, self))
    }

    /// The line of a story.
    pub fn story(&self, story: &Story) -> String {
        form::line(&relations::StoryLine::of(story))
    }

    /// The line of a difference.
    pub fn difference(&self, difference: &Difference) -> String {
        form::line(&relations::DifferenceLine::of(difference, self))
    }

    /// The line of an agreement.
    pub fn agreement(&self, agreement: &Agreement) -> String {
        form::line(&relations::AgreementLine::of(agreement, self))
    }

    /// The line of a moment.
    pub fn moment(&self, moment: &Moment) -> String {
        form::line(&form::MomentLine::of(moment, self))
    }

    fn article(&self, article: &Article, findings: &Found<'_>, out: &mut Vec<String>) {
        out.push(form::line(&form::ArticleLine::of(article, &self.rulers[&article.id])));
        out.extend(findings.marks.iter().map(|mark| form::line(&form::MarkLine::of(mark, self))));
        out.extend(findings.statements.iter().map(|statement| self.statement(statement)));
    }

    /// The words at a place; none where the article is not held.
    fn words(&self, place: &Place) -> &'a str {
        self.articles.get(&place.article).map_or("", |article| place.span.of(&article.body))
    }

    /// Offsets of a span; those of its bytes where the article is not held.
    pub(crate) fn span(&self, article: Id<Article>, span: crate::text::Span) -> [u32; 2] {
        self.rulers.get(&article).map_or([span.start, span.end], |ruler| ruler.span(span))
    }
}

enum Step<'a> {
    Article(&'a Article),
    Speaker(&'a Speaker),
    Reprint(&'a Reprint),
    Correction(&'a Correction),
    Utterance(&'a Utterance, Option<&'a Origin>),
    Story(&'a Story),
    Moment(&'a Moment),
    Difference(&'a Difference),
    Agreement(&'a Agreement),
}

/// Marks and statements by article.
struct Findings<'a>(FxHashMap<Id<Article>, Found<'a>>);

#[derive(Default)]
struct Found<'a> {
    marks: Vec<&'a Mark>,
    statements: Vec<&'a Statement>,
}

impl<'a> Findings<'a> {
    fn of(marks: &'a [Mark], statements: &'a [Statement]) -> Self {
        let mut by_article: FxHashMap<_, Found<'a>> = FxHashMap::default();
        for mark in marks {
            by_article.entry(mark.article).or_default().marks.push(mark);
        }
        for statement in statements {
            by_article.entry(statement.article).or_default().statements.push(statement);
        }
        Self(by_article)
    }

    fn take(&mut self, article: &Article) -> Found<'a> {
        self.0.remove(&article.id).unwrap_or_default()
    }
}
