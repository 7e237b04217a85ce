//! Which articles tell of the same events: by their names and words, their dates and shared utterances.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Story;
use super::vocabulary::Vocabulary;
use super::vocabulary::vocabularies;
use crate::article::Article;
use crate::text::Id;
use crate::time::Stamp;
use crate::utterance::Utterance;

/// Articles that are this much alike tell of the same events. On nine stories, five of them political news of one
/// year, the least that holds a story together is 0.40, and two stories share at most 0.34.
const ALIKE: f64 = 0.36;
/// Those more than this many days apart must be more alike.
const DAYS: [(i64, f64); 2] = [(14, 0.09), (60, 0.24)];
/// Those of a few days need so much less.
const SAME_DAYS: (i64, f64) = (3, 0.03);
/// Those that carry the same utterance need so much less.
const SHARED: f64 = 0.06;
/// Two groups become one only if, on the whole, their articles are this much alike. On eleven stories, the least that
/// holds a story together is 0.27, and two stories that some of their articles would join share at most 0.25.
const ON_THE_WHOLE: f64 = 0.26;
/// Of articles so alike, copies and captures of one, one alone is looked at for that.
const COPIES: f64 = 0.9;
/// Of each group, so many articles are looked at for that.
const SAMPLE: usize = 12;
/// Up to so many articles, each is compared with each.
const FEW: usize = 150;
/// Of many, each article is looked up by so many words, and compared with so many next in time that share one.
const KEYS: usize = 16;
const NEXT: usize = 6;

/// The stories of these articles: one when they tell of the same events, else several, in order of their first
/// article. The order of the articles does not matter for what is in a story.
///
/// Two articles are compared by names and words alone, whatever else is given; those that are alike are
/// joined, the likest first, unless their groups are not alike on the whole. Far-off dates ask for more,
/// near ones and a shared utterance for less.
pub fn group(articles: &[&Article], utterances: &[Utterance]) -> Vec<Story> {
    let vocabularies = vocabularies(articles);
    let shared = shared_utterances(articles, utterances);
    let mut links: Vec<Link> = candidates(articles, &vocabularies)
        .into_iter()
        .filter_map(|pair| link(articles, &vocabularies, &shared, pair))
        .collect();
    links.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.ids.cmp(&b.ids)));
    let mut groups = Groups::of(articles.len());
    for link in links {
        groups.join(link.pair, &vocabularies);
    }
    groups.sets().map(|members| story(articles, &members)).collect()
}

/// Two articles that are alike.
struct Link {
    likeness: f64,
    ids: (Id<Article>, Id<Article>),
    pair: (u32, u32),
}

fn link(
    articles: &[&Article],
    vocabularies: &[Vocabulary],
    shared: &FxHashSet<(u32, u32)>,
    pair: (u32, u32),
) -> Option<Link> {
    let [a, b] = [articles[pair.0 as usize], articles[pair.1 as usize]];
    let likeness = vocabularies[pair.0 as usize].likeness(&vocabularies[pair.1 as usize]);
    let far = days_apart(a, b).map_or(0.0, |apart| {
        let more = DAYS.iter().rev().find(|(days, _)| apart > *days).map(|(_, more)| *more);
        more.unwrap_or(if apart <= SAME_DAYS.0 { -SAME_DAYS.1 } else { 0.0 })
    });
    let less = if shared.contains(&pair) { SHARED } else { 0.0 };
    let ids = (a.id.min(b.id), a.id.max(b.id));
    (likeness >= ALIKE + far - less).then_some(Link { likeness, ids, pair })
}

/// Days between the dates of two articles; none where one has no date.
fn days_apart(a: &Article, b: &Article) -> Option<i64> {
    let (a, b) = (a.published.end?, b.published.end?);
    Some(a.latest().abs_diff(b.latest()) as i64 / 86_400)
}

/// Pairs of articles, first before second, that carry one utterance in at least seven words.
fn shared_utterances(articles: &[&Article], utterances: &[Utterance]) -> FxHashSet<(u32, u32)> {
    let place: FxHashMap<Id<Article>, u32> = articles.iter().map(|article| article.id).zip(0..).collect();
    let mut pairs = FxHashSet::default();
    for utterance in utterances.iter().filter(|one| (2..=32).contains(&one.reports)) {
        let long = |variant: &&crate::utterance::Variant| variant.wording.split_whitespace().count() >= 7;
        let mut held: Vec<u32> = utterance
            .variants
            .iter()
            .filter(long)
            .filter_map(|variant| place.get(&variant.printed.0).copied())
            .collect();
        held.sort_unstable();
        held.dedup();
        for (at, b) in held.iter().enumerate() {
            pairs.extend(held[..at].iter().map(|a| (*a, *b)));
        }
    }
    pairs
}

/// The pairs to compare: all of a few articles; of many, those that share a telling word and are near in time.
fn candidates(articles: &[&Article], vocabularies: &[Vocabulary]) -> Vec<(u32, u32)> {
    let count = articles.len() as u32;
    if articles.len() <= FEW {
        return (0..count).flat_map(|b| (0..b).map(move |a| (a, b))).collect();
    }
    let mut keyed: Vec<(u64, i64, Id<Article>, u32)> = Vec::new();
    for ((article, vocabulary), at) in articles.iter().zip(vocabularies).zip(0..) {
        let end = article.published.end.map_or(i64::MAX, Stamp::latest);
        keyed.extend(vocabulary.heaviest(KEYS).into_iter().map(|word| (word, end, article.id, at)));
    }
    keyed.sort_unstable();
    let mut pairs = Vec::new();
    for of_word in keyed.chunk_by(|a, b| a.0 == b.0) {
        for (at, one) in of_word.iter().enumerate() {
            let next = of_word[at + 1..].iter().take(NEXT);
            pairs.extend(next.map(|other| (one.3.min(other.3), one.3.max(other.3))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Articles gathered into groups.
struct Groups {
    of: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Groups {
    fn of(count: usize) -> Self {
        let all = 0..count as u32;
        Self { members: all.clone().map(|one| vec![one]).collect(), of: all.collect() }
    }

    /// Joins the groups of a pair, if they are alike on the whole.
    fn join(&mut self, pair: (u32, u32), vocabularies: &[Vocabulary]) {
        let (a, b) = (self.of[pair.0 as usize], self.of[pair.1 as usize]);
        if a == b || !self.are_alike(a, b, vocabularies) {
            return;
        }
        let larger = |one: u32| (self.members[one as usize].len(), std::cmp::Reverse(one));
        let (into, from) = if larger(a) > larger(b) { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.members[from as usize]);
        moved.iter().for_each(|one| self.of[*one as usize] = into);
        self.members[into as usize].extend(moved);
    }

    fn are_alike(&self, a: u32, b: u32, vocabularies: &[Vocabulary]) -> bool {
        let drawn = |group: u32| distinct(&sample(&self.members[group as usize]), vocabularies);
        let (left, right) = (drawn(a), drawn(b));
        if left.len() + right.len() == 2 {
            return true;
        }
        let all: f64 = left
            .iter()
            .flat_map(|a| {
                right.iter().map(|b| vocabularies[*a as usize].likeness(&vocabularies[*b as usize]))
            })
            .sum();
        all >= ON_THE_WHOLE * (left.len() * right.len()) as f64
    }

    /// The groups in order of their first article, each in order.
    fn sets(self) -> impl Iterator<Item = Vec<u32>> {
        let mut sets = self.members;
        sets.retain(|members| !members.is_empty());
        sets.iter_mut().for_each(|members| members.sort_unstable());
        sets.sort_unstable();
        sets.into_iter()
    }
}

/// The members of which no one before is nearly the same.
fn distinct(members: &[u32], vocabularies: &[Vocabulary]) -> Vec<u32> {
    let mut kept: Vec<u32> = Vec::new();
    for one in members {
        let is_copy =
            |held: &u32| vocabularies[*held as usize].likeness(&vocabularies[*one as usize]) >= COPIES;
        if !kept.iter().any(is_copy) {
            kept.push(*one);
        }
    }
    kept
}

/// Some members of a group, evenly drawn.
fn sample(members: &[u32]) -> Vec<u32> {
    let count = members.len().min(SAMPLE);
    (0..count).map(|at| members[at * members.len() / count]).collect()
}

fn story(articles: &[&Article], members: &[u32]) -> Story {
    let held: Vec<&Article> = members.iter().map(|at| articles[*at as usize]).collect();
    let ids: Vec<Id<Article>> = held.iter().map(|article| article.id).collect();
    let mut sorted: Vec<[u8; 8]> = ids.iter().map(|id| id.bits().to_le_bytes()).collect();
    sorted.sort_unstable();
    let parts: Vec<&[u8]> = sorted.iter().map(<[u8; 8]>::as_slice).collect();
    let headline = held.iter().find_map(|article| article.headline.clone());
    Story { id: Id::naming(&parts), headline, articles: ids }
}
