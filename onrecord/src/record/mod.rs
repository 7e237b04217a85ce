//! Everything found, and the one function that finds it all.

mod offsets;
mod wire;

pub use offsets::{Offsets, Ruler};
pub(crate) use wire::EditForm;
pub use wire::{Writer, article_line, lines, reading_lines};

use crate::account::{self, Accounts, Agreement, Difference};
use crate::article::Article;
use crate::correction::{self, Correction};
use crate::origin::{self, Origin};
use crate::reprint::{self, Reprint};
use crate::speaker::{self, Cast};
use crate::statement::{self, Finder, Mark, Statement};
use crate::story::{self, Moment, Story};
use crate::text::Id;
use crate::told::Findings;
use crate::utterance::{self, Utterance};

/// What one article gives by itself. Readings travel alone: any thread or machine may make them.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its quotation marks.
    pub marks: Vec<Mark>,
    /// Its statements.
    pub statements: Vec<Statement>,
    /// Its own speakers and attributions.
    pub cast: Cast,
}

/// Everything found in some articles.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Record {
    /// In order of publication, then of id.
    pub articles: Vec<Article>,
    /// In order of article and place.
    pub marks: Vec<Mark>,
    /// In order of article and place.
    pub statements: Vec<Statement>,
    /// Joined over the articles.
    pub cast: Cast,
    /// In order of copy and original.
    pub reprints: Vec<Reprint>,
    /// In order of the later capture.
    pub corrections: Vec<Correction>,
    /// In order of their first moment, then of id.
    pub utterances: Vec<Utterance>,
    /// Which statement is told as a reply to which, in order.
    pub replies: Vec<(Id<Statement>, Id<Statement>)>,
    /// One for each utterance, in their order.
    pub origins: Vec<Origin>,
    /// In order of their first article.
    pub stories: Vec<Story>,
    /// In order of time.
    pub moments: Vec<Moment>,
    /// In order of story, kind and place.
    pub differences: Vec<Difference>,
    /// In order of story and place.
    pub agreements: Vec<Agreement>,
}

/// Reads one article: its statements, and whose they are.
pub fn read(article: Article, finder: Finder) -> Reading {
    let found = statement::find(&article, finder);
    let cast = speaker::attribute(&article, &found.statements);
    Reading { article, marks: found.marks, statements: found.statements, cast }
}

/// Compiles the record of these readings. Their order does not matter; an article given twice counts once.
pub fn compile(mut readings: Vec<Reading>) -> Record {
    readings.sort_by_cached_key(|reading| {
        let end = reading.article.published.end.map_or(i64::MAX, crate::time::Stamp::latest);
        (end, reading.article.id)
    });
    readings.dedup_by_key(|reading| reading.article.id);
    let articles: Vec<&Article> = readings.iter().map(|reading| &reading.article).collect();
    let casts: Vec<&Cast> = readings.iter().map(|reading| &reading.cast).collect();
    let statements: Vec<&Statement> = readings.iter().flat_map(|reading| &reading.statements).collect();
    let marks: Vec<Mark> = readings.iter().flat_map(|reading| &reading.marks).copied().collect();

    let cast = speaker::join(&articles, &casts);
    let reprints = reprint::trace(&articles);
    let corrections = correction::spot(&articles, &statements);
    let mut utterances = utterance::gather(&articles, &marks, &statements, &cast);
    let replies = utterance::replies(&articles, &statements, &cast, &utterances);
    let origins = origin::trace(&articles, &statements, &cast, &utterances, &reprints, &corrections);
    for (utterance, origin) in utterances.iter_mut().zip(&origins) {
        let obtained = || origin.obtained_by.as_ref().and_then(|link| link.article);
        utterance.first_held = utterance.first_held.or_else(obtained);
    }
    let stories = story::group(&articles, &utterances);
    let moments = story::timeline(&stories, &articles, &statements, &cast);
    let found = Findings {
        articles: &articles,
        marks: &marks,
        statements: &statements,
        cast: &cast,
        utterances: &utterances,
        corrections: &corrections,
        grounds: &origin::Grounds::of(&articles, &cast, &reprints, &corrections),
    };
    let Accounts { differences, agreements } = account::compare(&stories, &found);

    let (articles, statements) =
        readings.into_iter().map(|reading| (reading.article, reading.statements)).unzip();
    let statements: Vec<Vec<Statement>> = statements;
    Record {
        articles,
        marks,
        statements: statements.into_iter().flatten().collect(),
        cast,
        reprints,
        corrections,
        utterances,
        replies,
        origins,
        stories,
        moments,
        differences,
        agreements,
    }
}
