//! Traces each utterance to the report that obtained it, held or not; counts independent origins as a range.
//!
//! ```text
//! outlets    which names are those of outlets
//! credit     "first reported by X", "according to X", "X reported"
//! way        how one report has some words: told to it, to another, open to all, unsaid
//! families   reprints, captures and agency texts are one report
//! printed    the report of a named outlet that tells in its own voice what another has from it
//! carriers   the reports of one utterance together: who obtained it, how many origins
//! office     who speaks for a body by office
//! witness    the same count for accounts of one point
//! ```

mod carriers;
mod credit;
mod families;
mod office;
mod outlets;
mod printed;
mod way;
mod witness;

use rustc_hash::FxHashMap;

use self::carriers::Carrier;
use self::carriers::Trail;
use self::credit::Credit;
use self::families::Families;
use self::families::Wire;
use self::outlets::Outlets;
use self::printed::Printed;
use self::way::Way;

use crate::article::Article;
use crate::correction::Correction;
use crate::reprint::Reprint;
use crate::speaker::Cast;
use crate::speaker::Speaker;
use crate::statement::Statement;
use crate::text::Id;
use crate::time::When;
use crate::utterance::Place;
use crate::utterance::Utterance;

pub use self::witness::Grounds;
pub use self::witness::Witness;
pub use self::witness::of_accounts;

/// How many independent origins stand behind some words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize)]
pub struct Origins {
    /// So many are sure.
    pub at_least: u32,
    /// More cannot be.
    pub at_most: u32,
}

/// A report on the way of the words, held or not.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// Who published it, where that is known.
    pub outlet: Option<String>,
    /// The report, where we hold it.
    pub article: Option<Id<Article>>,
    /// When it appeared.
    pub when: When,
    /// The words that name it: a credit, an addressee.
    pub words: Option<Place>,
}

/// Where an utterance came from.
#[derive(Clone, PartialEq, Debug)]
pub struct Origin {
    /// The utterance.
    pub utterance: Id<Utterance>,
    /// The report that obtained it, where the reports say so.
    pub obtained_by: Option<Link>,
    /// From the report that obtained it to the last that carries it.
    pub chain: Vec<Link>,
    /// How many independent origins it has.
    pub origins: Origins,
}

/// Where each of these utterances came from, in their order.
///
/// A report says so by whom the words were told, by a credit, by its agency; a copy says what its original
/// says. Words that were posted, sent to the press or said in court were open to all: nobody obtained them.
/// Where no report says anything, nobody is named. The order of the articles does not matter.
pub fn trace(
    articles: &[&Article],
    statements: &[&Statement],
    cast: &Cast,
    utterances: &[Utterance],
    reprints: &[Reprint],
    corrections: &[Correction],
) -> Vec<Origin> {
    let tracer = Tracer::of(articles, statements, cast, reprints, corrections);
    utterances.iter().map(|utterance| tracer.origin(utterance)).collect()
}

/// What is looked up for each utterance.
struct Tracer<'a> {
    articles: FxHashMap<Id<Article>, (u32, &'a Article)>,
    statements: FxHashMap<Id<Statement>, &'a Statement>,
    ways: FxHashMap<Id<Statement>, Way>,
    wires: Vec<Option<Wire>>,
    families: Families,
    copied: FxHashMap<Id<Article>, Vec<&'a Reprint>>,
    outlets: Outlets,
    printed: Printed<'a>,
}

impl<'a> Tracer<'a> {
    fn of(
        articles: &[&'a Article],
        statements: &[&'a Statement],
        cast: &Cast,
        reprints: &'a [Reprint],
        corrections: &[Correction],
    ) -> Self {
        let outlets = Outlets::of(articles, cast);
        let wires = families::wires(articles, &outlets);
        let mut copied: FxHashMap<Id<Article>, Vec<&Reprint>> = FxHashMap::default();
        for reprint in reprints {
            copied.entry(reprint.copy).or_default().push(reprint);
        }
        let mut tracer = Self {
            articles: articles.iter().zip(0..).map(|(article, at)| (article.id, (at, *article))).collect(),
            statements: statements.iter().map(|statement| (statement.id, *statement)).collect(),
            ways: FxHashMap::default(),
            families: Families::of(articles, &wires, reprints, corrections),
            wires,
            copied,
            outlets,
            printed: Printed::of(articles),
        };
        tracer.ways = tracer.ways_of(articles, statements, cast);
        tracer
    }

    /// How each statement came to its report; what is said within another's words came with these.
    fn ways_of(
        &self,
        articles: &[&Article],
        statements: &[&Statement],
        cast: &Cast,
    ) -> FxHashMap<Id<Statement>, Way> {
        let outlets = &self.outlets;
        let speakers: FxHashMap<Id<Speaker>, &Speaker> =
            cast.speakers.iter().map(|speaker| (speaker.id, speaker)).collect();
        let spoken: FxHashMap<Id<Statement>, &Speaker> = cast
            .attributions
            .iter()
            .filter_map(|found| Some((found.statement, *speakers.get(&found.speaker)?)))
            .collect();
        let credits: FxHashMap<Id<Article>, Vec<Credit>> =
            articles.iter().map(|article| (article.id, credit::credits(article, outlets))).collect();
        let way = |statement: &Statement| {
            let (_, article) = self.articles.get(&statement.article)?;
            let credits = credits.get(&statement.article).map_or(&[][..], Vec::as_slice);
            Some(way::way(article, statement, spoken.get(&statement.id).copied(), credits, outlets))
        };
        let mut ways: FxHashMap<Id<Statement>, Way> =
            statements.iter().filter_map(|statement| Some((statement.id, way(statement)?))).collect();
        for statement in statements {
            let outer = statement.within.and_then(|outer| ways.get(&outer)).cloned();
            if let (Some(outer), Some(own)) = (outer, ways.get_mut(&statement.id))
                && *own == Way::Unsaid
            {
                *own = outer;
            }
        }
        ways
    }

    fn origin(&self, utterance: &Utterance) -> Origin {
        let carriers = self.carriers(utterance);
        let trail = Trail::of(&carriers);
        let mut obtained_by = trail.obtained_by();
        if let Some(link) = obtained_by.as_mut().filter(|link| link.article.is_none()) {
            self.printed.complete(link, utterance, &carriers);
        }
        let chain = trail.chain(obtained_by.as_ref());
        Origin { utterance: utterance.id, origins: trail.origins(), chain, obtained_by }
    }

    /// The reports of an utterance in order of date, then of id.
    fn carriers(&self, utterance: &Utterance) -> Vec<Carrier<'_>> {
        let mut told: Vec<&Statement> = utterance
            .variants
            .iter()
            .flat_map(|variant| &variant.statements)
            .filter_map(|id| self.statements.get(id).copied())
            .collect();
        told.sort_by_key(|statement| (statement.article, statement.content.first().copied(), statement.id));
        let held: Vec<Id<Article>> = told.iter().map(|statement| statement.article).collect();
        let mut carriers: Vec<Carrier<'_>> = told
            .chunk_by(|a, b| a.article == b.article)
            .filter_map(|here| self.carrier(here, &held))
            .collect();
        carriers.sort_by_key(|carrier| {
            let end = carrier.article.published.end;
            (end.map_or(i64::MAX, crate::time::Stamp::latest), carrier.article.id)
        });
        if carriers.iter().all(|carrier| carrier.is_copy) {
            carriers.iter_mut().take(1).for_each(|first| first.is_copy = false);
        }
        carriers
    }

    /// The report that prints these statements; `held` are the articles of the utterance, in order.
    fn carrier(&self, here: &[&Statement], held: &[Id<Article>]) -> Option<Carrier<'_>> {
        let (at, article) = *self.articles.get(&here.first()?.article)?;
        let copied = self.copied.get(&article.id).map_or(&[][..], Vec::as_slice);
        let from_carrier = |reprint: &&&Reprint| held.binary_search(&reprint.original).is_ok();
        let sources: Vec<&Reprint> = copied.iter().filter(from_carrier).copied().collect();
        let is_copied = |statement: &&Statement| sources.iter().any(|reprint| holds(reprint, statement));
        Some(Carrier {
            article,
            ways: here.iter().filter_map(|statement| self.ways.get(&statement.id)).cloned().collect(),
            wire: self.wires.get(at as usize).and_then(Option::as_ref),
            family: self.families.family(article.id),
            is_copy: !sources.is_empty() && here.iter().all(is_copied),
            is_release: self.outlets.is_release(article),
        })
    }
}

/// Whether a copied passage covers most of a statement's content.
fn holds(reprint: &Reprint, statement: &Statement) -> bool {
    let all: usize = statement.content.iter().map(|span| span.len()).sum();
    let shared = |span: &crate::text::Span| -> usize {
        let passages = reprint.passages.iter().map(|passage| passage.copy);
        passages
            .filter(|copy| copy.overlaps(*span))
            .map(|copy| (copy.end.min(span.end) - copy.start.max(span.start)) as usize)
            .sum()
    };
    all > 0 && statement.content.iter().map(shared).sum::<usize>() * 2 > all
}
