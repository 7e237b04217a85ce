//! Passages found beside those that were set in.

use std::collections::HashMap;

use onrecord::article::{Article, BlockKind};
use onrecord::reprint::Reprint;
use onrecord::text::{Id, Span};

use super::generate::{Made, Printed};

/// Passages of so many words outside quotation marks and up are scored.
const LEAST: usize = 12;

/// Words changed, left out or added between words of one passage, at most.
const GAP: usize = 8;

/// What was found.
#[derive(Clone, Copy, Default)]
pub struct Score {
    /// Passages set in.
    pub set_in: usize,
    /// Of these, found.
    pub found: usize,
    /// Found where nothing was set in.
    pub in_vain: usize,
    /// Words between the ends as set in and as found, summed over the four ends of each passage.
    pub off: usize,
}

impl Score {
    /// Of what was found, the share that was set in; of what was set in, the share found; both in one.
    pub fn figures(&self) -> [f64; 3] {
        let share = |of: usize| self.found as f64 / of.max(1) as f64;
        let [precision, recall] = [share(self.found + self.in_vain), share(self.set_in)];
        [precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9)]
    }

    /// Words that a boundary is off, on average.
    pub fn boundary(&self) -> f64 {
        self.off as f64 / (4 * self.found).max(1) as f64
    }

    /// Adds another score.
    pub fn add(&mut self, other: Self) {
        self.set_in += other.set_in;
        self.found += other.found;
        self.in_vain += other.in_vain;
        self.off += other.off;
    }
}

/// A passage by the printed words of two articles: first and last.
type Passage = [[usize; 2]; 2];

/// Scores the reprints between the articles of one family.
pub fn score(family: &[Made], source: &[Printed], found: &HashMap<[Id<Article>; 2], &Reprint>) -> Score {
    let mut score = Score::default();
    for (at, a) in family.iter().enumerate() {
        for b in &family[at + 1..] {
            score.add(of_pair(a, b, source, found));
        }
    }
    score
}

fn of_pair(a: &Made, b: &Made, source: &[Printed], found: &HashMap<[Id<Article>; 2], &Reprint>) -> Score {
    let ids = [a.article.id, b.article.id];
    let own = |passage: &Passage| {
        let [first, last] = passage[1];
        let quoted = |from: &Option<u32>| from.is_some_and(|at| source[at as usize].is_quoted);
        b.words[first..=last].iter().filter(|(_, from)| !quoted(from)).count()
    };
    let mut passages: Vec<Passage> = match (found.get(&ids), found.get(&[ids[1], ids[0]])) {
        (Some(one), _) => one.passages.iter().map(|p| [words(a, p.original), words(b, p.copy)]).collect(),
        (_, Some(one)) => one.passages.iter().map(|p| [words(a, p.copy), words(b, p.original)]).collect(),
        _ => Vec::new(),
    };
    let mut score = Score::default();
    for (truth, own_words) in set_in(a, b, source) {
        let best = (0..passages.len()).max_by_key(|at| in_common(passages[*at][1], truth[1]));
        let fits = |at: &usize| [0, 1].iter().all(|side| is_same(passages[*at][*side], truth[*side]));
        let same = best.filter(fits).map(|at| passages.swap_remove(at));
        if own_words < LEAST {
            continue;
        }
        score.set_in += 1;
        if let Some(same) = same {
            score.found += 1;
            score.off +=
                (0..4).map(|end| same[end / 2][end % 2].abs_diff(truth[end / 2][end % 2])).sum::<usize>();
        }
    }
    score.in_vain = passages.iter().filter(|one| own(one) >= LEAST).count();
    score
}

/// The printed words that a span covers.
fn words(made: &Made, span: Span) -> [usize; 2] {
    let first = made.words.partition_point(|(word, _)| word.end <= span.start);
    let behind = made.words.partition_point(|(word, _)| word.start < span.end);
    [first, behind.saturating_sub(1).max(first)]
}

fn in_common(a: [usize; 2], b: [usize; 2]) -> usize {
    (a[1].min(b[1]) + 1).saturating_sub(a[0].max(b[0]))
}

/// Whether two passages have more than half of their words in common.
fn is_same(a: [usize; 2], b: [usize; 2]) -> bool {
    let all = a[1].max(b[1]) + 1 - a[0].min(b[0]);
    2 * in_common(a, b) > all
}

/// The passages that two articles have of their source, and how many of the words stand outside quotation marks.
fn set_in(a: &Made, b: &Made, source: &[Printed]) -> Vec<(Passage, usize)> {
    let in_a: HashMap<u32, Running> = running(a).filter_map(|word| Some((word.from?, word))).collect();
    let mut passages: Vec<(Passage, usize)> = Vec::new();
    let mut here = [0; 2];
    for word in running(b) {
        let Some((other, from)) = word.from.and_then(|from| Some((in_a.get(&from)?, from))) else { continue };
        let (i, j, stretches) = (other.at, word.at, [other.stretch, word.stretch]);
        let own = usize::from(!source[from as usize].is_quoted);
        let near = |passage: &Passage| {
            i > passage[0][1]
                && i - passage[0][1] <= GAP + 1
                && j - passage[1][1] <= GAP + 1
                && stretches == here
        };
        match passages.last_mut().filter(|(passage, _)| near(passage)) {
            Some((passage, words)) => {
                (passage[0][1], passage[1][1]) = (i, j);
                *words += own;
            }
            None => passages.push(([[i, i], [j, j]], own)),
        }
        here = stretches;
    }
    passages
}

/// A word of running text.
struct Running {
    /// Its place among the printed words.
    at: usize,
    /// Which word of the source it is.
    from: Option<u32>,
    /// How many blocks of other kinds stand before it: over one of these no passage goes on.
    stretch: usize,
}

/// The words of running text, by place.
fn running(made: &Made) -> impl Iterator<Item = Running> {
    let blocks = &made.article.blocks;
    let others: Vec<u32> =
        blocks.iter().filter(|one| one.kind != BlockKind::Paragraph).map(|one| one.span.start).collect();
    made.words.iter().enumerate().filter_map(move |(at, (span, from))| {
        let block = blocks.get(blocks.partition_point(|block| block.span.end <= span.start))?;
        let stretch = others.partition_point(|other| *other <= span.start);
        (block.kind == BlockKind::Paragraph).then_some(Running { at, from: *from, stretch })
    })
}
