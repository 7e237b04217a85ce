//! The words of the reports by number, and where runs of a question's words stand in them.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::record::Reading;
use crate::statement::Statement;
use crate::text::Span;
use crate::text::fold;
use crate::text::words;
use crate::utterance::Voices;
use crate::utterance::is_function_word;

use super::owner::Owners;
use super::question::Question;

/// The number of a word that no question has, and of the break behind a strand.
pub(super) const OTHER: u32 = 0;
/// Occurrences of runs that are looked at for one question; the rarest runs first.
const LOOKED_AT: usize = 60_000;
/// Windows of one strand, and of all strands, that are aligned with one question; a question of few words may
/// stand often.
const IN_STRAND: usize = 3;
const OFTEN: usize = 24;
const FEW_WORDS: usize = 3;
const IN_ALL: usize = 48;
/// A question of no more words is also looked up by words with one between: a changed word parts its runs.
const SHORT: usize = 8;
/// A window is wider than twice the question by so many words: as many may be left out.
const SLACK: usize = 60;
/// Quotations with no more bytes between them are spoken on, with only their attribution in between.
const BETWEEN: u32 = 100;

/// Two words, and how far the second stands behind the first.
type Pair = (u32, u32, usize);

/// Words in a row: a report's body, or a quotation that the report prints in several parts.
struct Strand {
    article: u32,
    words: Range<u32>,
    in_parts: bool,
}

/// The words of the reports.
pub(super) struct Held {
    strands: Vec<Strand>,
    numbers: Vec<u32>,
    places: Vec<Span>,
    /// Where two words of a question stand.
    pairs: FxHashMap<Pair, Vec<u32>>,
    /// Where the word of a question of one word stands.
    lone: FxHashMap<u32, Vec<u32>>,
    vocabulary: Vocabulary,
}

/// A stretch of a strand that may hold a question's words.
#[derive(Clone)]
pub(super) struct Window {
    /// The report, by place.
    pub article: usize,
    /// Its words.
    pub words: Range<usize>,
    /// Whether they are of a quotation that the report prints in several parts.
    pub in_parts: bool,
}

impl Held {
    pub fn of(
        reports: &[Reading],
        owners: &Owners<'_>,
        voices: &Voices<'_>,
        questions: &[Question<'_>],
        draft: &Article,
    ) -> Self {
        let mut held = Self {
            strands: Vec::new(),
            numbers: Vec::new(),
            places: Vec::new(),
            pairs: FxHashMap::default(),
            lone: FxHashMap::default(),
            vocabulary: Vocabulary::default(),
        };
        for question in questions {
            held.expect(&question.words(&draft.body));
        }
        for (at, reading) in reports.iter().enumerate() {
            let body = reading.article.body.as_str();
            held.add(at, body, &[Span::new(0, body.len())]);
            for parts in speeches(at, body, owners, voices) {
                held.add(at, body, &parts);
            }
        }
        held
    }

    /// The numbers of a question's words.
    pub fn numbers_of(&self, words: &str) -> Vec<u32> {
        crate::text::words(words, 0)
            .iter()
            .map(|word| self.vocabulary.number(word.span.of(words), &mut String::new()))
            .collect()
    }

    /// Whether the word with this number says little by itself.
    pub fn is_function(&self, number: u32) -> bool {
        self.vocabulary.function.get(number as usize).copied().unwrap_or(true)
    }

    /// The numbers of the words in a range.
    pub fn numbers(&self, range: Range<usize>) -> &[u32] {
        self.numbers.get(range).unwrap_or(&[])
    }

    /// Where the word at this place of all words stands in its report.
    pub fn place(&self, at: usize) -> Span {
        self.places.get(at).copied().unwrap_or_default()
    }

    /// The windows that share most with a question, in order of place.
    pub fn windows(&self, question: &[u32]) -> Vec<Window> {
        let hits = self.hits(question);
        let few = question.len() <= FEW_WORDS;
        let (width, most) =
            if few { (question.len() + 1, OFTEN) } else { (question.len() * 2 + SLACK, IN_STRAND) };
        let mut found: Vec<(u32, u32, u32)> = Vec::new();
        for of_strand in hits.chunk_by(|a, b| self.strand(a.0) == self.strand(b.0)) {
            found.extend(densest(of_strand, width as u32, most));
        }
        found.sort_unstable_by_key(|(weight, start, _)| (std::cmp::Reverse(*weight), *start));
        found.truncate(IN_ALL);
        found.sort_unstable_by_key(|found| found.1);
        let window = |(_, start, end): (u32, u32, u32)| {
            let strand = &self.strands[self.strand(start)];
            let from = (start as usize).saturating_sub(question.len() + 2).max(strand.words.start as usize);
            let to = (end as usize + question.len() + 3).min(strand.words.end as usize);
            Window { article: strand.article as usize, words: from..to, in_parts: strand.in_parts }
        };
        found.into_iter().map(window).collect()
    }

    /// Occurrences of the question's pairs of words, each with its weight, in order of place.
    fn hits(&self, question: &[u32]) -> Vec<(u32, u32)> {
        let weight = |word: u32| if self.is_function(word) { 0 } else { 2 };
        let mut runs: Vec<(&[u32], u32)> = match question {
            [only] => self.lone.get(only).map(|at| (at.as_slice(), 1)).into_iter().collect(),
            _ => {
                let weighed = |pair: &Pair| {
                    Some((self.pairs.get(pair)?.as_slice(), 1 + weight(pair.0) + weight(pair.1)))
                };
                pairs(question).iter().filter_map(weighed).collect()
            }
        };
        runs.sort_by_key(|(places, weight)| (places.len(), *weight));
        let mut left = LOOKED_AT;
        let mut hits = Vec::new();
        for (places, weight) in runs {
            let looked_at = places.len().min(left);
            hits.extend(places[..looked_at].iter().map(|place| (*place, weight)));
            left -= looked_at;
        }
        hits.sort_unstable();
        hits
    }

    fn strand(&self, at: u32) -> usize {
        self.strands.partition_point(|strand| strand.words.end <= at)
    }

    /// Notes the words of a question, and which runs of them to keep.
    fn expect(&mut self, question: &str) {
        let numbers: Vec<u32> =
            words(question, 0).iter().map(|word| self.vocabulary.learn(word.span.of(question))).collect();
        for pair in pairs(&numbers) {
            self.pairs.entry(pair).or_default();
        }
        if let [only] = numbers.as_slice() {
            self.lone.entry(*only).or_default();
        }
    }

    fn add(&mut self, article: usize, body: &str, spans: &[Span]) {
        let start = self.numbers.len();
        let mut buffer = String::new();
        for span in spans {
            for word in words(span.of(body), span.start as usize) {
                self.numbers.push(self.vocabulary.number(word.span.of(body), &mut buffer));
                self.places.push(word.span);
            }
        }
        for at in start..self.numbers.len() {
            let number = self.numbers[at];
            for step in 1..=2.min(at - start) {
                if let Some(places) = self.pairs.get_mut(&(self.numbers[at - step], number, step)) {
                    places.push((at - step) as u32);
                }
            }
            if let Some(places) = self.lone.get_mut(&number) {
                places.push(at as u32);
            }
        }
        let words = start as u32..self.numbers.len() as u32;
        self.numbers.push(OTHER);
        self.places
            .push(spans.last().map_or(Span::default(), |span| Span { start: span.end, end: span.end }));
        self.strands.push(Strand { article: article as u32, words, in_parts: spans.len() > 1 });
    }
}

/// The pairs that lead to a question's words, each once: two in a row; of a short question also two with one between.
fn pairs(question: &[u32]) -> Vec<Pair> {
    let steps = if question.len() <= SHORT { 2 } else { 1 };
    let at_step = |step: usize| question.windows(step + 1).map(move |run| (run[0], run[step], step));
    let mut pairs: Vec<Pair> = (1..=steps).flat_map(at_step).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Up to `most` stretches with most weight, apart from each other: weight, first and last hit.
fn densest(hits: &[(u32, u32)], width: u32, most: usize) -> Vec<(u32, u32, u32)> {
    let mut free: Vec<(u32, u32)> = hits.to_vec();
    let mut found = Vec::new();
    while found.len() < most && !free.is_empty() {
        let (mut sum, mut from, mut best) = (0, 0, (0, 0, 0));
        for to in 0..free.len() {
            sum += free[to].1;
            while free[to].0 - free[from].0 > width {
                sum -= free[from].1;
                from += 1;
            }
            if sum > best.0 {
                best = (sum, free[from].0, free[to].0);
            }
        }
        found.push(best);
        free.retain(|(at, _)| *at < best.1 || *at > best.2);
    }
    found
}

/// Quotations that a report prints in several parts: of one statement, or of one speaker with little in between.
fn speeches(article: usize, body: &str, owners: &Owners<'_>, voices: &Voices<'_>) -> Vec<Vec<Span>> {
    let mut found: Vec<Vec<Span>> = Vec::new();
    let mut parts: Vec<Span> = Vec::new();
    let mut last: Option<&Statement> = None;
    for &span in owners.quotations(article) {
        let statement = owners.innermost(article, &[span]).first().copied();
        let goes_on = match (last, statement, parts.last()) {
            (Some(last), Some(this), Some(before)) => {
                let voice = voices.voice(this.id);
                let between = Span { start: before.end, end: span.start };
                let near = between.end - between.start <= BETWEEN && !between.of(body).contains('\n');
                last.id == this.id
                    || near && !voice.is_nobody() && voices.voice(last.id).number == voice.number
            }
            _ => false,
        };
        if !goes_on {
            found.push(std::mem::take(&mut parts));
        }
        parts.push(span);
        last = statement;
    }
    found.push(parts);
    found.retain(|parts| parts.len() > 1);
    found
}

/// Numbers for the words of the questions, by their comparison keys; all others are [`OTHER`].
#[derive(Default)]
struct Vocabulary {
    numbers: FxHashMap<Box<str>, u32>,
    function: Vec<bool>,
}

impl Vocabulary {
    fn learn(&mut self, word: &str) -> u32 {
        let key = fold(word);
        if self.function.is_empty() {
            self.function.push(true);
        }
        if let Some(number) = self.numbers.get(key.as_str()) {
            return *number;
        }
        let number = self.function.len() as u32;
        self.function.push(is_function_word(&key));
        self.numbers.insert(key.into(), number);
        number
    }

    fn number(&self, word: &str, buffer: &mut String) -> u32 {
        buffer.clear();
        if word.is_ascii() {
            buffer.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            buffer.push_str(&fold(word));
        }
        self.numbers.get(buffer.as_str()).copied().unwrap_or(OTHER)
    }
}
