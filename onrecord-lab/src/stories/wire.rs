//! A run, read back from its wire (offsets in bytes), with the few comparisons that every check shares.

use anyhow::Context;
use serde::Deserialize;

use onrecord::text::{Span, fold, words};

use super::joined::{Compared, Correction, Grouped, Moment, Reprint, Utterance};
use super::times::Interval;
use super::truth::Story;

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line {
    Article(Article),
    Mark(Mark),
    Statement(Statement),
    Speaker(Speaker),
    Utterance(Utterance),
    Moment(Moment),
    Reprint(Reprint),
    Correction(Correction),
    Story(Grouped),
    Difference(Compared),
    Agreement(Compared),
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
pub struct Article {
    pub id: String,
    pub file: String,
    #[serde(default)]
    pub outlet: Outlet,
    pub headline: Option<String>,
    #[serde(default)]
    pub byline: Vec<String>,
    pub published: Option<Interval>,
    pub revised: Option<Interval>,
    pub body: String,
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// The words of the body, filled in when the run is read.
    #[serde(skip)]
    pub words: Vec<Span>,
}

#[derive(Deserialize, Default)]
pub struct Outlet {
    pub name: Option<String>,
}

#[derive(Deserialize)]
pub struct Block {
    #[serde(rename = "type")]
    pub kind: String,
    pub span: Span,
}

#[derive(Deserialize)]
pub struct Mark {
    pub article: String,
    pub span: Span,
    #[serde(rename = "type")]
    pub kind: String,
}

#[derive(Deserialize)]
pub struct Statement {
    pub id: String,
    pub article: String,
    pub form: String,
    pub act: String,
    #[serde(default)]
    pub content: Vec<Span>,
    #[serde(default)]
    pub cue: Vec<Span>,
    pub within: Option<String>,
    pub speaker: Option<Spoken>,
    pub addressee: Option<Addressee>,
    pub medium: Option<String>,
    pub said: Option<Interval>,
    pub scope: String,
    #[serde(default)]
    pub flags: Vec<String>,
}

#[derive(Deserialize)]
pub struct Spoken {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub organisation: Option<String>,
}

#[derive(Deserialize)]
pub struct Addressee {
    pub name: String,
}

#[derive(Deserialize)]
pub struct Speaker {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<Alias>,
}

#[derive(Deserialize)]
pub struct Alias {
    pub article: String,
    pub span: Span,
}

/// All records of one run, beside the story that they were made from.
pub struct Run<'a> {
    pub story: &'a Story,
    pub articles: Vec<Article>,
    pub marks: Vec<Mark>,
    pub statements: Vec<Statement>,
    pub speakers: Vec<Speaker>,
    pub utterances: Vec<Utterance>,
    pub moments: Vec<Moment>,
    pub reprints: Vec<Reprint>,
    pub corrections: Vec<Correction>,
    pub stories: Vec<Grouped>,
    pub differences: Vec<Compared>,
    pub agreements: Vec<Compared>,
}

impl<'a> Run<'a> {
    /// Reads the lines of the wire.
    pub fn read(story: &'a Story, lines: &[String]) -> anyhow::Result<Self> {
        let mut run = Self::empty(story);
        for line in lines {
            let record = serde_json::from_str(line)
                .with_context(|| format!("{}: not a line of the wire: {line:.80}", story.name))?;
            run.take(record);
        }
        Ok(run)
    }

    const fn empty(story: &'a Story) -> Self {
        Self {
            story,
            articles: Vec::new(),
            marks: Vec::new(),
            statements: Vec::new(),
            speakers: Vec::new(),
            utterances: Vec::new(),
            moments: Vec::new(),
            reprints: Vec::new(),
            corrections: Vec::new(),
            stories: Vec::new(),
            differences: Vec::new(),
            agreements: Vec::new(),
        }
    }

    fn take(&mut self, record: Line) {
        match record {
            Line::Article(article) => self.articles.push(article.with_words()),
            Line::Mark(mark) => self.marks.push(mark),
            Line::Statement(statement) => self.statements.push(statement),
            Line::Speaker(speaker) => self.speakers.push(speaker),
            Line::Utterance(utterance) => self.utterances.push(utterance),
            Line::Moment(moment) => self.moments.push(moment),
            Line::Reprint(reprint) => self.reprints.push(reprint),
            Line::Correction(correction) => self.corrections.push(correction),
            Line::Story(story) => self.stories.push(story),
            Line::Difference(difference) => self.differences.push(difference),
            Line::Agreement(agreement) => self.agreements.push(agreement),
            Line::Other => {}
        }
    }

    /// The article of a report's key.
    pub fn article(&self, report: &str) -> Result<&Article, String> {
        let file = self.story.reports.iter().find(|(key, _)| key == report).map(|(_, file)| file);
        let file = file.ok_or_else(|| format!("the table has no report {report}"))?;
        // A scraper's record is named after its URL or `file#line`, and each such file holds one here.
        let named = |article: &&Article| article.file.contains(file.as_str());
        let missing = || format!("no article was read from {file}");
        let url = || self.story.reports.iter().filter(|(_, file)| file.ends_with(".jsonl")).count() == 1;
        let left_over = || {
            let known = |article: &Article| self.story.reports.iter().any(|(_, f)| article.file.contains(f));
            (file.ends_with(".jsonl") && url()).then(|| self.articles.iter().find(|a| !known(a))).flatten()
        };
        self.articles.iter().find(named).or_else(left_over).ok_or_else(missing)
    }

    /// The statements of an article.
    pub fn of<'r>(&'r self, article: &'r Article) -> impl Iterator<Item = &'r Statement> {
        self.statements.iter().filter(|statement| statement.article == article.id)
    }

    /// The record of a statement's speaker.
    pub fn speaker(&self, statement: &Statement) -> Option<&Speaker> {
        let spoken = statement.speaker.as_ref()?;
        self.speakers.iter().find(|speaker| speaker.id == spoken.id)
    }

    /// The names by which a statement's speaker goes.
    pub fn names<'r>(&'r self, statement: &'r Statement) -> Vec<&'r str> {
        let own = statement.speaker.iter().map(|spoken| spoken.name.as_str());
        own.chain(self.speaker(statement).map(|speaker| speaker.name.as_str()))
            .filter(|name| !name.is_empty())
            .collect()
    }

    /// The utterances that hold a statement.
    pub fn holding<'r>(&'r self, id: &'r str) -> impl Iterator<Item = &'r Utterance> {
        self.utterances.iter().filter(move |utterance| utterance.statements().any(|held| held == id))
    }
}

impl Article {
    fn with_words(mut self) -> Self {
        self.words = words(&self.body, 0).iter().map(|word| word.span).collect();
        self
    }

    /// Which words lie in the spans, by number.
    pub fn words_in(&self, spans: &[Span]) -> Vec<usize> {
        let inside = |word: &Span| spans.iter().any(|span| span.holds((word.start + word.end) as usize / 2));
        (0..self.words.len()).filter(|at| inside(&self.words[*at])).collect()
    }

    /// Words that two lists of spans share, of all that they hold: by place, so that equal words apart differ.
    pub fn jaccard(&self, left: &[Span], right: &[Span]) -> f64 {
        let (left, right) = (self.words_in(left), self.words_in(right));
        let shared = left.iter().filter(|at| right.binary_search(at).is_ok()).count();
        let all = left.len() + right.len() - shared;
        if all == 0 { 0.0 } else { shared as f64 / all as f64 }
    }
}

impl Statement {
    pub fn is_certain(&self) -> bool {
        self.scope == "certain"
    }
}

/// Bytes that two lists of spans share.
pub fn overlap(left: &[Span], right: &[Span]) -> usize {
    let shared = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize;
    left.iter().map(|a| right.iter().map(|b| shared(a, b)).sum::<usize>()).sum()
}

/// Bytes that spans cover.
pub fn length(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}

/// Whether one span covers at least half of the shorter of the two.
pub fn touches(found: Span, wanted: Span) -> bool {
    let shorter = found.len().min(wanted.len());
    shorter > 0 && overlap(&[found], &[wanted]) * 2 >= shorter
}

/// Lower case, no diacritics, no marks at the ends, no leading article, single blanks.
pub fn plain(name: &str) -> String {
    let folded = fold(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
    bare.strip_prefix("the ").unwrap_or(bare).to_owned()
}

/// The words alone, folded.
pub fn word_line(text: &str) -> String {
    words(text, 0).iter().map(|word| fold(word.span.of(text))).collect::<Vec<_>>().join(" ")
}
