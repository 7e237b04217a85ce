//! Groups articles about the same events; lays out the timeline.

mod background;
mod group;
mod narrated;
mod order;
mod silence;
mod vocabulary;

use rustc_hash::FxHashMap;

pub use self::group::group;

use self::order::Order;
use crate::article::Article;
use crate::speaker::Cast;
use crate::statement::{Act, Scope, Statement};
use crate::text::{Id, Span};
use crate::time::{Stamp, When};
use crate::words_enum::words_enum;

words_enum! {
    /// What happened at a moment.
    pub enum What {
        /// Somebody spoke.
        Said => "said",
        /// A report appeared.
        Published => "published",
        /// A report was revised.
        Revised => "revised",
        /// A report tells of it.
        Narrated => "narrated",
        /// A photograph was taken.
        Photo => "photo",
        /// Before the story: a statute's year, a case.
        Background => "background",
    }
}

/// Articles about the same events.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Story {
    /// Hash of its articles.
    pub id: Id<Story>,
    /// The headline of its earliest article that has one.
    pub headline: Option<String>,
    /// In order of publication, then of id.
    pub articles: Vec<Id<Article>>,
}

/// One dated step of a story.
#[derive(Clone, PartialEq, Debug)]
pub struct Moment {
    /// The story that its article belongs to.
    pub story: Option<Id<Story>>,
    /// When.
    pub when: When,
    /// What.
    pub what: What,
    /// The article that says so.
    pub article: Id<Article>,
    /// The words that say so; `None` for metadata of the page.
    pub span: Option<Span>,
    /// The statement: for `Said`, and for a refusal to speak, which is `Narrated`.
    pub statement: Option<Id<Statement>>,
    /// Statements that it is told to come after.
    pub after: Vec<Id<Statement>>,
}

/// The moments of these articles, in order of their latest instant.
///
/// Every certain statement but a thought gives one moment, every article up to two; captions, embedded posts and paragraphs
/// give those that their printed dates and years show. An act without a date that is told in order ("later",
/// "came after") gives one too, bounded by the date of its article. Words that end a silence come after the refusals
/// of earlier reports. Nothing is guessed: any other sentence
/// gives no moment.
pub fn timeline(
    stories: &[Story],
    articles: &[&Article],
    statements: &[&Statement],
    cast: &Cast,
) -> Vec<Moment> {
    let mut covered: FxHashMap<Id<Article>, Vec<Span>> = FxHashMap::default();
    let mut moments = Vec::new();
    for statement in statements.iter().filter(|statement| statement.scope == Scope::Certain) {
        covered.entry(statement.article).or_default().extend(place(statement));
        moments.extend(said(statement));
    }
    let broken = silence::broken(articles, statements, cast);
    for moment in moments.iter_mut().filter(|moment| moment.what == What::Said) {
        let after = moment.statement.and_then(|id| broken.get(&id));
        moment.after.extend(after.into_iter().flatten());
    }
    let order = Order::of(statements, cast);
    for article in articles {
        let taken = covered.remove(&article.id).unwrap_or_default();
        moments.extend(appearances(article));
        narrated::moments(article, taken, &order, &mut moments);
        background::moments(article, &mut moments);
    }
    let stories = stories.iter().flat_map(|story| story.articles.iter().map(|article| (*article, story.id)));
    let stories: FxHashMap<Id<Article>, Id<Story>> = stories.collect();
    for moment in &mut moments {
        moment.story = stories.get(&moment.article).copied();
    }
    sorted(moments, articles)
}

/// A thought is no step; a refusal to speak is one, and nothing is said.
fn said(statement: &Statement) -> Option<Moment> {
    let what = match statement.act {
        Act::Thinks => return None,
        Act::Declines => What::Narrated,
        _ => What::Said,
    };
    Some(Moment {
        when: statement.said.clone(),
        what,
        article: statement.article,
        span: place(statement),
        statement: Some(statement.id),
        story: None,
        after: Vec::new(),
    })
}

/// From the first to the last of a statement's spans.
fn place(statement: &Statement) -> Option<Span> {
    let spans = statement.content.iter().chain(&statement.cue).chain(&statement.source).copied();
    spans.reduce(Span::cover)
}

fn appearances(article: &Article) -> impl Iterator<Item = Moment> {
    let published = (!article.published.is_unknown()).then_some((What::Published, &article.published));
    let revised =
        article.revised.as_ref().filter(|when| !when.is_unknown()).map(|when| (What::Revised, when));
    published.into_iter().chain(revised).map(|(what, when)| Moment {
        when: when.clone(),
        what,
        article: article.id,
        span: None,
        statement: None,
        story: None,
        after: Vec::new(),
    })
}

fn sorted(moments: Vec<Moment>, articles: &[&Article]) -> Vec<Moment> {
    let order: FxHashMap<_, _> = articles.iter().enumerate().map(|(place, a)| (a.id, place)).collect();
    let mut keyed: Vec<_> = moments
        .into_iter()
        .map(|moment| {
            let until = moment.when.end.map_or(i64::MAX, Stamp::latest);
            let from = moment.when.start.map_or(i64::MIN, Stamp::earliest);
            let article = order.get(&moment.article).copied().unwrap_or(usize::MAX);
            ((until, from, article, moment.span, moment.what, moment.statement), moment)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, moment)| moment).collect()
}
