//! PolNeAR: news articles with every attribution marked, read from brat files and scored.

mod calibration;
mod cues;
mod errors;
mod read;
mod report;
mod roles;
mod score;
mod windows;

use std::path::Path;

use anyhow::Result;
use onrecord::article::{Article, Page, PageText, compose};
use onrecord::statement::{self, Finder, Statement};

pub use calibration::{Weighed, reliability, weighed};
pub use cues::by_cue;
pub use errors::{Kind, errors};
pub use read::{Gold, read};
pub use report::{Figure, Figures, Report};
pub use roles::{Prepared, Roles, Text, is_word};
pub use score::{CLASSES, Counts, MEASURES, Matched, compare};
pub use windows::{Line, vocabulary, windows};

/// One article scored.
pub struct Scored {
    /// The article and its marked attributions.
    pub gold: Gold,
    /// What was found.
    pub found: Vec<Roles>,
    /// Counts and pairs.
    pub matched: Matched,
}

/// Reads and scores one split (`train` or `dev`) with the finder, in this process.
pub fn run(folder: &Path, finder: Finder) -> Result<Vec<Scored>> {
    Ok(read(folder)?.into_iter().map(|gold| one(gold, finder)).collect())
}

/// What was found, one article a line, in the form that the independent scorer reads.
pub fn predictions(scored: &[Scored]) -> String {
    let statement = |roles: &Roles| serde_json::json!({"source": roles.source, "cue": roles.cue, "content": roles.content});
    let line = |one: &Scored| {
        let statements: Vec<_> = one.found.iter().map(statement).collect();
        serde_json::json!({"id": one.gold.name, "statements": statements}).to_string() + "\n"
    };
    scored.iter().map(line).collect()
}

/// The report of some scored articles.
pub fn report(scored: &[Scored]) -> Report {
    let mut counts = Counts::default();
    scored.iter().for_each(|one| counts.add(&one.matched.counts));
    Report {
        articles: scored.len(),
        gold: scored.iter().map(|one| one.gold.statements.len()).sum(),
        found: scored.iter().map(|one| one.found.len()).sum(),
        figures: Figures::of(&counts),
    }
}

fn one(gold: Gold, finder: Finder) -> Scored {
    let article = article(&gold);
    let statements = statement::find(&article, finder).statements;
    let found = roles(&article, &statements);
    let matched = compare(&gold.text, &gold.statements, &found);
    Scored { gold, found, matched }
}

/// The article that the program makes of such a text file.
pub fn article(gold: &Gold) -> Article {
    let text = PageText::Plain(gold.text.chars().iter().collect());
    compose(Page { file: format!("{}.txt", gold.name), text, ..Page::default() })
}

/// The statements as the corpus counts them: code points, without the nested ones (it has no nesting).
pub fn roles(article: &Article, statements: &[Statement]) -> Vec<Roles> {
    let places = Places::of(&article.body);
    let spans =
        |spans: &[onrecord::text::Span]| spans.iter().map(|span| places.pair(*span)).collect::<Vec<_>>();
    statements
        .iter()
        .filter(|statement| statement.within.is_none())
        .map(|statement| Roles {
            source: spans(statement.source.as_slice()),
            cue: spans(&statement.cue),
            content: spans(&statement.content),
        })
        .collect()
}

/// From bytes to code points.
struct Places(Vec<u32>);

impl Places {
    fn of(body: &str) -> Self {
        let mut places = vec![0; body.len() + 1];
        let mut count = 0;
        for (at, c) in body.char_indices() {
            places[at..at + c.len_utf8()].fill(count);
            count += 1;
        }
        places[body.len()] = count;
        Self(places)
    }

    fn pair(&self, span: onrecord::text::Span) -> (u32, u32) {
        (self.0[span.start as usize], self.0[span.end as usize])
    }
}
