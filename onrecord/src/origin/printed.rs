//! The report of an outlet that tells in its own voice what another report has from it.

use rustc_hash::FxHashMap;

use super::Link;
use super::carriers::Carrier;
use super::carriers::outlet_key;
use crate::article::Article;
use crate::article::BlockKind;
use crate::reprint::name_key;
use crate::text::Span;
use crate::text::fold;
use crate::text::sentences;
use crate::text::words;
use crate::time::Stamp;
use crate::utterance::Utterance;

/// So many reports of the outlet, the last before the words were taken over, are read.
const READ: usize = 8;
/// So many words of the utterance are looked for, at least the first number.
const WORDS: std::ops::RangeInclusive<usize> = 3..=16;

/// The reports of each outlet, in order of date, then of id.
pub(super) struct Printed<'a>(FxHashMap<String, Vec<&'a Article>>);

impl<'a> Printed<'a> {
    pub(super) fn of(articles: &[&'a Article]) -> Self {
        let mut printed: FxHashMap<String, Vec<&Article>> = FxHashMap::default();
        for article in articles.iter().filter(|article| article.outlet.name.is_some()) {
            printed.entry(outlet_key(article)).or_default().push(article);
        }
        printed.values_mut().for_each(|list| list.sort_by_key(|article| (dated(article), article.id)));
        Self(printed)
    }

    /// Puts the report that tells the utterance first into a link whose report is not held.
    pub(super) fn complete(&self, link: &mut Link, utterance: &Utterance, carriers: &[Carrier<'_>]) {
        let outlet = link.outlet.as_deref().map(name_key).and_then(|name| self.0.get(&name));
        let bound = carriers.iter().map(|carrier| dated(carrier.article)).min();
        let (Some(outlet), Some(bound), Some(telling)) = (outlet, bound, telling(utterance)) else { return };
        let until = outlet.partition_point(|article| dated(article) <= bound);
        let read = &outlet[until.saturating_sub(READ)..until];
        if let Some(article) = read.iter().find(|article| tells(article, &telling)) {
            link.article = Some(article.id);
            link.when = article.published.clone();
        }
    }
}

fn dated(article: &Article) -> i64 {
    article.published.end.map_or(i64::MAX, Stamp::latest)
}

/// The longer words of an utterance and its numbers; the longest first.
fn telling(utterance: &Utterance) -> Option<Vec<String>> {
    let wording = &utterance.variants.first()?.wording;
    let mut telling = longer(wording, Span::new(0, wording.len()));
    telling.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
    telling.dedup();
    WORDS.contains(&telling.len()).then_some(telling)
}

fn longer(body: &str, at: Span) -> Vec<String> {
    let words = words(at.of(body), at.start as usize).into_iter().map(|word| word.span.of(body));
    let counts = |word: &&str| word.chars().count() > 3 || word.starts_with(char::is_numeric);
    words.filter(counts).map(fold).collect()
}

/// Whether one sentence of a report holds all of these words.
fn tells(article: &Article, telling: &[String]) -> bool {
    let running = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    running.map(|block| block.span).any(|span| {
        let near = telling.first().is_some_and(|word| fold(span.of(&article.body)).contains(word.as_str()));
        near && sentences(span.of(&article.body), span.start as usize).into_iter().any(|sentence| {
            let here = longer(&article.body, sentence);
            telling.iter().all(|word| here.contains(word))
        })
    })
}
