//! Runs of words inside a sentence: names, and what stands around them.

use super::Line;
use super::Told;
use super::Word;
use super::terms::Term;
use crate::text::Span;

/// Words in a row, by their places in the sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// The first word.
    pub from: usize,
    /// One past the last word.
    pub to: usize,
}

impl Run {
    /// Where the words stand.
    pub fn span(self, line: &Line) -> Span {
        line.words[self.from].span.cover(line.words[self.to - 1].span)
    }

    /// The words.
    pub fn words(self, line: &Line) -> &[Word] {
        &line.words[self.from..self.to]
    }

    /// Their terms.
    pub fn terms(self, line: &Line) -> Vec<Term> {
        self.words(line).iter().filter_map(|word| word.term).collect()
    }
}

/// Words of two sentences that stand in a row in both.
#[derive(Clone, Default, Debug)]
pub struct Row {
    /// How many words.
    pub words: usize,
    /// The telling ones.
    pub terms: Vec<Term>,
}

impl Row {
    fn add(&mut self, word: &Word) {
        self.words += 1;
        self.terms.extend(word.term);
    }
}

/// The words that stand in both sentences right before and right behind two runs: what frames another number, date or
/// name in the same way.
pub fn frame((a, one): (&Line, Run), (b, other): (&Line, Run)) -> Row {
    let mut row = Row::default();
    let before = a.words[..one.from].iter().rev().zip(b.words[..other.from].iter().rev());
    let behind = a.words[one.to..].iter().zip(&b.words[other.to..]);
    before.take_while(|(x, y)| x.key == y.key).for_each(|(word, _)| row.add(word));
    behind.take_while(|(x, y)| x.key == y.key).for_each(|(word, _)| row.add(word));
    row
}

/// The longest row of words of both sentences.
pub fn same_words(a: &Line, b: &Line) -> Row {
    let (mut best, mut length) = (0..0, vec![0_usize; b.words.len() + 1]);
    for (at, word) in a.words.iter().enumerate() {
        for place in (0..b.words.len()).rev() {
            length[place + 1] = if b.words[place].key == word.key { length[place] + 1 } else { 0 };
            if length[place + 1] > best.len() {
                best = at + 1 - length[place + 1]..at + 1;
            }
        }
    }
    let mut row = Row::default();
    a.words[best].iter().for_each(|word| row.add(word));
    row
}

impl Told<'_> {
    /// The run of words of a sentence that lie in a span.
    pub fn run_of(&self, line: &Line, span: Span) -> Run {
        let from = line.words.partition_point(|word| word.span.end <= span.start);
        Run { from, to: line.words.partition_point(|word| word.span.start < span.end).max(from) }
    }

    /// What stands between two neighbouring words: the word at `at` and the one before it; nothing behind the last.
    pub fn gap(&self, line: &Line, at: usize) -> &str {
        let start = |at: usize| line.words.get(at).map_or(line.span.end, |word| word.span.end);
        let before = at.checked_sub(1).map_or(line.span.start, start);
        let here = line.words.get(at).map_or(line.span.end, |word| word.span.start);
        self.words(line.article, Span { start: before, end: here.max(before) })
    }

    /// Whether nothing but blanks, hyphens and slashes stand before a word.
    pub fn is_joined(&self, line: &Line, at: usize) -> bool {
        self.gap(line, at).chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‑' | '/'))
    }

    /// The folded word at a place; empty outside of the sentence.
    pub fn folded_at(&self, line: &Line, at: usize) -> String {
        line.words.get(at).map_or(String::new(), |word| self.folded(line, word))
    }

    /// The runs of words with capitals, in order; the first word of a sentence begins one only with another behind it.
    pub fn capitals(&self, line: &Line) -> Vec<Run> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < line.words.len() {
            let from = at;
            while at < line.words.len()
                && (self.is_capital(line, at) || at > from && self.is_number(line, at))
                && (at == from || self.is_joined(line, at))
            {
                at += 1;
            }
            let alone = at == from + 1 && from == 0 && line.words[from].names.is_none();
            if at > from && !alone {
                found.push(Run { from, to: at });
            }
            at = at.max(from + 1);
        }
        found
    }

    fn is_number(&self, line: &Line, at: usize) -> bool {
        self.words(line.article, line.words[at].span).chars().all(|c| c.is_ascii_digit())
    }

    fn is_capital(&self, line: &Line, at: usize) -> bool {
        let word = &line.words[at];
        word.capital && (word.term.is_some() || word.names.is_some())
    }
}
