//! Terms: word stems and speakers, by number, each with what it tells.
//!
//! A term tells as much as it is rare, in news at large and among the sentences of the story (inverse document
//! frequency, Spärck Jones 1972): the smaller of the two counts.

use std::borrow::Cow;
use std::sync::LazyLock;

use rust_stemmers::Algorithm;
use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::text::fold;
use crate::utterance::is_function_word;

/// A word stem or a speaker.
pub type Term = u32;

/// A short story is weighed as if it had so many sentences.
const FEW: u32 = 120;
/// The weight of a word that no list of common words has.
const RAREST: f32 = 4.6;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// How rare the stems of common words are in news at large.
static COMMON: LazyLock<FxHashMap<String, f32>> = LazyLock::new(|| {
    let mut rarity: FxHashMap<String, f32> = FxHashMap::default();
    for line in lines(include_str!("words/common.txt")) {
        let mut words = line.split_whitespace();
        let share: f32 = words.next().and_then(|number| number.parse().ok()).unwrap_or(20.0);
        for word in words {
            let weight = (1000.0 / share).ln();
            let stem = stem(word);
            for name in [meaning(&stem).to_owned(), stem] {
                let known = rarity.entry(name).or_insert(weight);
                *known = known.min(weight);
            }
        }
    }
    rarity
});

/// The stem that stands for each stem of a group of words for one thing.
static MEANINGS: LazyLock<FxHashMap<String, String>> =
    LazyLock::new(|| groups(include_str!("words/meanings.txt")));
/// The same of titles and their short forms.
static TITLES: LazyLock<FxHashMap<String, String>> =
    LazyLock::new(|| groups(include_str!("words/titles.txt")));

/// The stem of the first word of a line, by the stems of all its words.
fn groups(list: &'static str) -> FxHashMap<String, String> {
    let mut groups = FxHashMap::default();
    for line in lines(list) {
        let stems: Vec<String> = line.split_whitespace().map(stem).collect();
        for stem in &stems {
            groups.entry(stem.clone()).or_insert_with(|| stems[0].clone());
        }
    }
    groups
}

/// The lines of a word list that hold words.
pub fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of a word list.
pub fn word_set(list: &'static str) -> FxHashSet<&'static str> {
    lines(list).flat_map(str::split_whitespace).collect()
}

/// A word list as stems.
pub fn stems(list: &'static str) -> FxHashSet<String> {
    lines(list).flat_map(str::split_whitespace).map(stem).collect()
}

/// The stem of a word in American spelling, without a possessive ending.
pub fn stem(word: &str) -> String {
    let folded = fold(word);
    let bare = folded.strip_suffix("'s").unwrap_or(&folded).trim_end_matches('\'');
    STEMMER.stem(&american(bare)).into_owned()
}

/// The stem that stands for all words for one thing: "vanished" and "missing" have one.
pub fn meaning(stem: &str) -> &str {
    MEANINGS.get(stem).map_or(stem, String::as_str)
}

/// The stem of a title, whether it is written out or not: "Det" and "Detective" have one.
pub fn title(stem: &str) -> &str {
    TITLES.get(stem).map_or(stem, String::as_str)
}

/// British spellings as American ones, by their endings: "harbour", "metres", "organised", "licence", "travelled".
/// Words that never differed are changed alike everywhere, which does no harm to their comparison.
fn american(word: &str) -> Cow<'_, str> {
    const ENDINGS: &[(&str, &str)] = &[
        ("our", "or"),
        ("ours", "ors"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("bre", "ber"),
        ("ise", "ize"),
        ("ises", "izes"),
        ("ised", "ized"),
        ("ising", "izing"),
        ("isation", "ization"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("ence", "ense"),
        ("ences", "enses"),
        ("elled", "eled"),
        ("elling", "eling"),
    ];
    let british = ENDINGS.iter().filter(|_| word.len() >= 5);
    british
        .filter_map(|(ending, other)| Some(format!("{}{other}", word.strip_suffix(ending)?)))
        .next()
        .map_or(Cow::Borrowed(word), Cow::Owned)
}

/// Whether a word says nothing by itself.
pub fn is_function(word: &str) -> bool {
    is_function_word(&fold(word))
}

/// Numbers of terms, and how many sentences hold each.
#[derive(Default)]
pub struct Terms {
    numbers: FxHashMap<String, Term>,
    rarity: Vec<f32>,
    speakers: Vec<bool>,
    sentences: Vec<u32>,
    all: u32,
}

impl Terms {
    /// The number of a stem.
    pub fn of_stem(&mut self, stem: &str) -> Term {
        if let Some(term) = self.numbers.get(stem) {
            return *term;
        }
        let rarity = COMMON.get(stem).copied().unwrap_or(RAREST);
        self.add(stem.to_owned(), rarity)
    }

    /// The number of the meaning of a stem that some sentence holds.
    pub fn known(&self, stem: &str) -> Option<Term> {
        self.numbers.get(meaning(stem)).copied()
    }

    /// The number of a speaker, by place in the cast.
    pub fn of_speaker(&mut self, place: usize) -> Term {
        let name = format!("\u{1}{place}");
        self.numbers.get(&name).copied().unwrap_or_else(|| self.add(name, RAREST))
    }

    /// Whether a term is a speaker.
    pub fn is_speaker(&self, term: Term) -> bool {
        self.speakers[term as usize]
    }

    /// Whether no list of common words has a term.
    pub fn is_uncommon(&self, term: Term) -> bool {
        self.rarity[term as usize] >= RAREST
    }

    /// Counts one more sentence with these terms, each once.
    pub fn count(&mut self, terms: &[Term]) {
        self.all += 1;
        for term in terms {
            self.sentences[*term as usize] += 1;
        }
    }

    /// What a term tells, from 0 (everybody says it) to 4.6.
    pub fn weight(&self, term: Term) -> f32 {
        let held = self.sentences[term as usize].max(1);
        let here = (1.0 + self.all.max(FEW) as f32 / held as f32).ln();
        self.rarity[term as usize].min(here)
    }

    /// What all of these terms tell.
    pub fn mass(&self, terms: &[Term]) -> f32 {
        terms.iter().map(|term| self.weight(*term)).sum()
    }

    fn add(&mut self, name: String, rarity: f32) -> Term {
        let term = self.rarity.len() as Term;
        self.rarity.push(rarity);
        self.speakers.push(name.starts_with('\u{1}'));
        self.sentences.push(0);
        self.numbers.insert(name, term);
        term
    }
}
