//! All reprints among many articles, without looking at every pair.

use rustc_hash::FxHashMap;

use super::Reprint;
use super::credit::Imprint;
use super::keys::Key;
use super::keys::winnowed;
use super::outcome;
use super::passages::Index;
use super::passages::Pair;
use super::passages::proves;
use super::sheet::Sheet;
use crate::article::Article;
use crate::time::Stamp;

/// Articles with one key that are all held against each other. A key of more is held against the earliest
/// [`HUBS`] of them alone, so that neither house text nor a report that a thousand outlets print costs the square.
const MOST_ALIKE: usize = 64;
const HUBS: usize = 16;

/// Words that so many outlets print may be those of a house: alone they prove copying only where they make up
/// this share of the copy.
const OF_A_HOUSE: f32 = 0.2;

/// Keys held in memory at a time, about.
const AT_A_TIME: usize = 32_000_000;

/// The reprints among these articles, in order of copy and original. The order of the articles does not matter.
pub fn trace(articles: &[&Article]) -> Vec<Reprint> {
    let articles = in_order(articles);
    let sheets: Vec<Sheet> = articles.iter().map(|article| Sheet::of(article)).collect();
    let imprints: Vec<Imprint<'_>> = articles.iter().map(|article| Imprint::of(article)).collect();
    let mut found = Vec::new();
    for group in candidates(&sheets).chunk_by(|a, b| a.articles[0] == b.articles[0]) {
        let first = group[0].articles[0] as usize;
        let index = Index::of(&sheets[first]);
        for pair in group {
            let second = pair.articles[1] as usize;
            let shared = index.shared(&sheets[second]);
            let reprint =
                outcome([&imprints[first], &imprints[second]], [&sheets[first], &sheets[second]], &shared);
            found.extend(reprint.filter(|one| !pair.is_common || one.share >= OF_A_HOUSE));
        }
    }
    found.sort_unstable_by_key(|reprint| (reprint.copy, reprint.original));
    found
}

/// By date, then id: the earliest first; each once.
fn in_order<'a>(articles: &[&'a Article]) -> Vec<&'a Article> {
    let mut sorted = articles.to_vec();
    sorted.sort_by_key(|article| (article.published.end.map_or(i64::MAX, Stamp::latest), article.id));
    sorted.dedup_by_key(|article| article.id);
    sorted
}

/// Two articles with a passage in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    articles: [u32; 2],
    /// Whether only keys of very many articles join them.
    is_common: bool,
}

/// A key in an article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    hash: u64,
    article: u32,
    word: u32,
}

/// Pairs with a key and a passage around it in common. Keys are taken in several passes where there are very many,
/// so that memory grows with the words alone.
fn candidates(sheets: &[Sheet]) -> Vec<Candidate> {
    let words: usize = sheets.iter().map(Sheet::len).sum();
    let passes = words.div_ceil(2 * AT_A_TIME).max(1) as u64;
    let mut joined: FxHashMap<[u32; 2], bool> = FxHashMap::default();
    let mut postings: Vec<Posting> = Vec::with_capacity(words / 2 / passes as usize);
    for pass in 0..passes {
        postings.clear();
        for (sheet, article) in sheets.iter().zip(0..) {
            let keys = winnowed(sheet).into_iter().filter(|key| key.hash % passes == pass);
            postings.extend(keys.map(|Key { hash, word }| Posting { hash, article, word }));
        }
        postings.sort_unstable();
        postings.dedup_by_key(|posting| (posting.hash, posting.article));
        for alike in postings.chunk_by(|a, b| a.hash == b.hash).filter(|alike| alike.len() > 1) {
            join(sheets, alike, &mut joined);
        }
    }
    let candidate = |(articles, is_common)| Candidate { articles, is_common };
    let mut found: Vec<Candidate> = joined.into_iter().map(candidate).collect();
    found.sort_unstable();
    found
}

/// Joins the articles of one key that share a passage there.
fn join(sheets: &[Sheet], alike: &[Posting], joined: &mut FxHashMap<[u32; 2], bool>) {
    let is_common = alike.len() > MOST_ALIKE;
    let hubs = if is_common { HUBS } else { alike.len() };
    for (at, a) in alike[..hubs].iter().enumerate() {
        for b in &alike[at + 1..] {
            let articles = [a.article, b.article];
            match joined.get_mut(&articles) {
                Some(known) => *known &= is_common,
                None => {
                    let pair = Pair(articles.map(|article| &sheets[article as usize]));
                    if proves(pair, [a.word as usize, b.word as usize]) {
                        joined.insert(articles, is_common);
                    }
                }
            }
        }
    }
}
