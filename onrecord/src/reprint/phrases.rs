//! The phrases that credit somebody, found in running text.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::names::entries;
use crate::text::Word;

/// A phrase of `credits.txt`.
pub(crate) struct Phrase {
    /// Its words before the name, and behind it.
    pub before: Vec<&'static str>,
    pub behind: Vec<&'static str>,
    /// Whether a colon stands between it and the name.
    has_colon: bool,
    /// Whether any name counts, not only the plain name of a house.
    pub takes_any: bool,
    /// Whether it tells of the whole text, not of what somebody in it says.
    pub is_of_text: bool,
    /// Whether it says that the text is that house's.
    pub prints: bool,
    /// Whether it speaks beyond its sentence.
    pub beyond: bool,
    /// Whether those who speak said it to the house.
    pub told: bool,
    /// Whether the house had the words before its eyes.
    pub seen: bool,
}

/// A phrase that stands in a text.
pub(crate) struct Found {
    pub phrase: &'static Phrase,
    /// The first word behind what stands before the name; else the first word behind the name.
    pub at: usize,
}

/// The phrases whose words begin at word `at`, the longest first.
pub(crate) fn phrases_at<'w>(
    text: &'w str,
    words: &'w [Word],
    at: usize,
) -> impl Iterator<Item = Found> + use<'w> {
    let first = words.get(at).map_or("", |word| word.span.of(text));
    let known = PHRASES.get(first).or_else(|| {
        let is_small = first.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_small { None } else { PHRASES.get(first.to_ascii_lowercase().as_str()) }
    });
    known.into_iter().flatten().filter_map(move |phrase| phrase.found(text, words, at))
}

impl Phrase {
    fn found(&'static self, text: &str, words: &[Word], at: usize) -> Option<Found> {
        if self.before.is_empty() {
            return are(text, words, at, &self.behind).then_some(Found { phrase: self, at });
        }
        let next = at + self.before.len();
        let is_here = are(text, words, at, &self.before)
            && (!self.has_colon || text.get(words[next - 1].span.end as usize..)?.starts_with(':'));
        is_here.then_some(Found { phrase: self, at: next })
    }
}

/// Whether these words stand from word `at` on.
pub(crate) fn are(text: &str, words: &[Word], at: usize, wanted: &[&str]) -> bool {
    let here = words.get(at..at + wanted.len());
    here.is_some_and(|here| {
        here.iter().zip(wanted).all(|(word, want)| word.span.of(text).eq_ignore_ascii_case(want))
    })
}

/// Phrases by their first word; those that begin with the name by the first word behind it. Longest first.
static PHRASES: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut by_word: FxHashMap<&'static str, Vec<Phrase>> = FxHashMap::default();
    for phrase in entries(include_str!("credits.txt")).filter_map(phrase) {
        if let Some(first) = phrase.before.first().or(phrase.behind.first()) {
            by_word.entry(first).or_default().push(phrase);
        }
    }
    let length = |one: &Phrase| std::cmp::Reverse(one.before.len() + one.behind.len());
    by_word.values_mut().for_each(|list| list.sort_by_key(length));
    by_word
});

fn phrase(line: &'static str) -> Option<Phrase> {
    let (words, marks) = line.split_once('|').unwrap_or((line, ""));
    let (before, behind) = words.split_once(['*', '+'])?;
    let split = |half: &'static str| -> Vec<&'static str> {
        half.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
    };
    let is = |mark: &str| marks.split_whitespace().any(|one| one == mark);
    Some(Phrase {
        before: split(before),
        behind: split(behind),
        has_colon: before.trim_end().ends_with(':'),
        takes_any: words.contains('*'),
        is_of_text: is("text"),
        prints: is("prints"),
        beyond: is("beyond"),
        told: is("told"),
        seen: is("seen"),
    })
}
