//! The words that tell what an article is about, with their weights.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::article::Article;
use crate::article::BlockKind;
use crate::speaker::lexicon as lex;
use crate::text::fold;
use crate::text::words;

/// What a word weighs once: a name, a rare word, a word that every newspaper writes.
const NAME: u32 = 20;
const RARE: u32 = 10;
const PLAIN: u32 = 8;
/// What a word weighs when it stands n times, in hundredths of once: 1 + ln n.
const TIMES: [u32; 16] = [100, 169, 210, 239, 261, 279, 295, 308, 320, 330, 340, 348, 356, 364, 371, 377];
/// A word in more articles than this is weighed down, whatever they tell of.
const FAMILIAR: u32 = 40;
/// Longer articles are read up to here.
const READ: usize = 4_000;

/// Words of an article with their weights, in order of their keys.
pub(super) struct Vocabulary {
    weights: Vec<(u64, f64)>,
    norm: f64,
}

/// The vocabularies of these articles, in their order.
pub(super) fn vocabularies(articles: &[&Article]) -> Vec<Vocabulary> {
    let counted: Vec<Vec<(u64, u32)>> = articles.iter().map(|article| weights(article)).collect();
    let mut held: FxHashMap<u64, u32> = FxHashMap::default();
    for (word, _) in counted.iter().flatten() {
        *held.entry(*word).or_default() += 1;
    }
    let damped = |(word, weight): (u64, u32)| {
        let articles = held.get(&word).copied().unwrap_or(1).max(FAMILIAR);
        (word, f64::from(weight) * (f64::from(FAMILIAR) / f64::from(articles)).sqrt())
    };
    let vocabulary = |weights: Vec<(u64, u32)>| Vocabulary::of(weights.into_iter().map(damped).collect());
    counted.into_iter().map(vocabulary).collect()
}

impl Vocabulary {
    fn of(weights: Vec<(u64, f64)>) -> Self {
        let norm = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        Self { weights, norm }
    }

    /// How alike two articles are in what they are about, 0 to 1: the cosine of their weights.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.weights.as_slice(), other.weights.as_slice());
        let mut shared = 0.0;
        while let (Some((left, x)), Some((right, y))) = (a.first(), b.first()) {
            if left == right {
                shared += x * y;
            }
            let step = left.cmp(right);
            a = &a[usize::from(step.is_le())..];
            b = &b[usize::from(step.is_ge())..];
        }
        let norms = self.norm * other.norm;
        if norms > 0.0 { shared / norms } else { 0.0 }
    }

    /// The words that weigh most.
    pub(super) fn heaviest(&self, count: usize) -> Vec<u64> {
        let mut sorted = self.weights.clone();
        sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        sorted.truncate(count);
        sorted.into_iter().map(|(word, _)| word).collect()
    }
}

/// Each telling word's key and weight, in order of the keys.
fn weights(article: &Article) -> Vec<(u64, u32)> {
    let telling = telling_words(article);
    let small: FxHashSet<&str> =
        telling.iter().filter(|(_, capital)| !capital).map(|(word, _)| word.as_str()).collect();
    let mut counts: FxHashMap<&str, (u32, u32)> = FxHashMap::default();
    for (word, capital) in &telling {
        let common = lex::class_of(word) & lex::COMMON != 0;
        let is_name = *capital && !common && !small.contains(word.as_str());
        let weight = if is_name {
            NAME
        } else if common {
            PLAIN
        } else {
            RARE
        };
        let (count, most) = counts.entry(word).or_default();
        *count += 1;
        *most = weight.max(*most);
    }
    let times = |count: u32| TIMES[(count as usize).clamp(1, TIMES.len()) - 1];
    let mut weights: Vec<(u64, u32)> =
        counts.into_iter().map(|(word, (count, weight))| (hash(word), weight * times(count))).collect();
    weights.sort_unstable();
    weights.dedup_by_key(|(word, _)| *word);
    weights
}

/// Folded words of running text, with whether they are written with a capital.
fn telling_words(article: &Article) -> Vec<(String, bool)> {
    use BlockKind::{Caption, Heading, Headline, Paragraph, Post};
    let told = article
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, Headline | Heading | Paragraph | Post | Caption));
    let mut found = Vec::new();
    for block in told {
        for word in words(block.span.of(&article.body), block.span.start as usize) {
            let printed = word.span.of(&article.body);
            let mut key = fold(printed);
            for ending in ["'s", "'"] {
                key.truncate(key.strip_suffix(ending).map_or(key.len(), str::len));
            }
            let letters = key.chars().all(char::is_alphabetic) && key.chars().count() > 2;
            if letters && lex::class_of(&key) & (lex::GRAMMAR | lex::CALENDAR) == 0 {
                found.push((key, printed.starts_with(char::is_uppercase)));
            }
        }
        if found.len() >= READ {
            break;
        }
    }
    found.truncate(READ);
    found
}

/// FNV-1a, 64 bits: the same on every machine.
fn hash(word: &str) -> u64 {
    word.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
