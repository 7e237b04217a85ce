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

use rustc_hash::FxHashMap;

use super::offsets::{Offsets, Ruler};
use super::{Reading, Record};
use crate::article::Article;
use crate::speaker::{Attribution, Cast, Speaker};
use crate::statement::{Mark, Statement};
use crate::story::Moment;
use crate::text::Id;
use crate::utterance::Utterance;

/// The whole record, a line at a time, without line ends: each article with its marks and statements, then
/// speakers, utterances and moments.
pub fn lines(record: &Record, offsets: Offsets) -> impl Iterator<Item = String> {
    let writer = Writer::new(&record.articles, &record.cast, offsets);
    let mut findings = Findings::of(&record.marks, &record.statements);
    let mut out = Vec::new();
    // One article, one speaker, one utterance or one moment at a time: memory stays that of the record.
    let steps = record.articles.iter().map(Step::Article);
    let steps = steps.chain(record.cast.speakers.iter().map(Step::Speaker));
    let steps = steps.chain(record.utterances.iter().map(Step::Utterance));
    let steps = steps.chain(record.moments.iter().map(Step::Moment));
    steps.flat_map(move |step| {
        match step {
            Step::Article(article) => writer.article(article, &findings.take(article), &mut out),
            Step::Speaker(speaker) => out.push(writer.speaker(speaker)),
            Step::Utterance(utterance) => out.push(writer.utterance(utterance)),
            Step::Moment(moment) => out.push(writer.moment(moment)),
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
    rulers: FxHashMap<Id<Article>, Ruler<'a>>,
    speakers: FxHashMap<Id<Speaker>, &'a Speaker>,
    attributions: FxHashMap<Id<Statement>, &'a Attribution>,
}

impl<'a> Writer<'a> {
    /// A writer that knows these articles and this cast.
    pub fn new(articles: &'a [Article], cast: &'a Cast, offsets: Offsets) -> Self {
        Self {
            rulers: articles.iter().map(|a| (a.id, Ruler::new(&a.body, offsets))).collect(),
            speakers: cast.speakers.iter().map(|speaker| (speaker.id, speaker)).collect(),
            attributions: cast.attributions.iter().map(|found| (found.statement, found)).collect(),
        }
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

    /// The line of an utterance.
    pub fn utterance(&self, utterance: &Utterance) -> String {
        form::line(&form::UtteranceLine::of(utterance, self))
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

    /// Offsets of a span; those of its bytes where the article is not held.
    fn span(&self, article: Id<Article>, span: crate::text::Span) -> [u32; 2] {
        self.rulers.get(&article).map_or([span.start, span.end], |ruler| ruler.span(span))
    }
}

enum Step<'a> {
    Article(&'a Article),
    Speaker(&'a Speaker),
    Utterance(&'a Utterance),
    Moment(&'a Moment),
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
