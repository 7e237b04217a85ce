//! Joins pieces of the same words into groups, never against what is known of their speakers.

use rustc_hash::{FxHashMap, FxHashSet};

use super::alike::{Likeness, are_one, comparable, reorders};
use super::corpus::{Corpus, FRAGMENT};
use super::keys::{hash, shared_runs};
use super::voice::{Tie, Voice};

/// The longest run of words that two wordings of one utterance must share, and the shortest that is tried.
const RUNS: [usize; 2] = [7, 4];
/// Of pieces of one speaker with one run of words, so many different ones are compared with each new one.
const KEPT: usize = 6;
/// Of pieces of several speakers, likewise; each is compared with each other.
const ACROSS: usize = 16;
/// Failed comparisons that are remembered, so that they are not made again.
const REMEMBERED: usize = 2_000_000;

/// Groups of pieces: a forest in which each root knows its speaker.
pub(super) struct Groups {
    parent: Vec<u32>,
    voice: Vec<Voice>,
}

/// Gathers the pieces of a corpus into groups of the same words.
pub(super) fn groups(corpus: &Corpus<'_>) -> Groups {
    let mut search =
        Search { corpus, groups: Groups::of(corpus), failed: FxHashSet::default(), open: Vec::new() };
    for length in RUNS {
        let mut buckets = Vec::new();
        shared_runs(corpus, length, |pieces| {
            search.same_speaker(pieces, &mut buckets);
            search.across_speakers(&mut buckets, length);
        });
        search.settle_open();
    }
    let mut groups = search.groups;
    same_places(corpus, &mut groups);
    same_fragments(corpus, &mut groups);
    whole_statements(corpus, &mut groups);
    groups
}

impl Groups {
    fn of(corpus: &Corpus<'_>) -> Self {
        let pieces = 0..corpus.pieces.len() as u32;
        Self { voice: pieces.clone().map(|piece| corpus.voice(piece)).collect(), parent: pieces.collect() }
    }

    /// The group of a piece, known by its first piece.
    pub fn root(&mut self, piece: u32) -> u32 {
        let mut at = piece;
        while self.parent[at as usize] != at {
            let up = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = up;
            at = up;
        }
        at
    }

    /// Whose words the group of a piece is.
    pub fn voice(&mut self, piece: u32) -> Voice {
        let root = self.root(piece);
        self.voice[root as usize]
    }

    fn unite(&mut self, corpus: &Corpus<'_>, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let (first, second) = (a.min(b), a.max(b));
        self.voice[first as usize] =
            corpus.voices.fuller(self.voice[first as usize], self.voice[second as usize]);
        self.parent[second as usize] = first;
    }
}

/// Likely pairs whose speakers are open: kept until those of one speaker are joined.
type OpenPair = (std::cmp::Reverse<usize>, u32, u32);

struct Search<'c, 'a> {
    corpus: &'c Corpus<'a>,
    groups: Groups,
    failed: FxHashSet<(u32, u32)>,
    open: Vec<OpenPair>,
}

impl Search<'_, '_> {
    /// Joins pieces of one speaker, and leaves in `kept` one piece of each group that the bucket touches.
    /// Words that many people say are a stock phrase and join nobody's.
    fn same_speaker(&mut self, pieces: &[u32], kept: &mut Vec<u32>) {
        let mut sorted: Vec<(u32, u32)> =
            pieces.iter().map(|piece| (self.corpus.voice(*piece).number, *piece)).collect();
        sorted.sort_unstable();
        kept.clear();
        let named = |of_one: &&[(u32, u32)]| self.corpus.voices.is_named(self.corpus.voice(of_one[0].1));
        if sorted.len() > ACROSS && sorted.chunk_by(|a, b| a.0 == b.0).filter(named).count() > ACROSS {
            return;
        }
        for of_one in sorted.chunk_by(|a, b| a.0 == b.0) {
            let from = kept.len();
            for (voice, piece) in of_one {
                let recent = kept.len().saturating_sub(KEPT).max(from);
                let joined =
                    *voice != 0 && (recent..kept.len()).rev().any(|at| self.joins_now(kept[at], *piece));
                if !joined {
                    kept.push(*piece);
                }
            }
        }
    }

    fn joins_now(&mut self, a: u32, b: u32) -> bool {
        if self.groups.root(a) == self.groups.root(b) {
            return true;
        }
        let joined = self.likeness(a, b, Tie::Same).is_some();
        if joined {
            self.groups.unite(self.corpus, a, b);
        }
        joined
    }

    /// Notes pairs of different or unknown speakers. Runs of many speakers are stock phrases: with short
    /// runs they are passed over.
    fn across_speakers(&mut self, kept: &mut Vec<u32>, length: usize) {
        if length < RUNS[0] && kept.len() > ACROSS {
            return;
        }
        kept.truncate(ACROSS);
        for (at, &b) in kept.iter().enumerate() {
            for &a in &kept[..at] {
                if self.groups.root(a) == self.groups.root(b) {
                    continue;
                }
                let tie = self.corpus.voices.tie(self.corpus.voice(a), self.corpus.voice(b));
                if let Some(likeness) = self.likeness(a, b, tie) {
                    self.open.push((std::cmp::Reverse(likeness.matched), a, b));
                }
            }
        }
    }

    /// Joins the noted pairs, those with most in common first, where the groups' speakers allow it.
    fn settle_open(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        open.sort_unstable();
        open.dedup();
        for (_, a, b) in open {
            if self.groups.root(a) == self.groups.root(b) {
                continue;
            }
            let tie = self.corpus.voices.tie(self.groups.voice(a), self.groups.voice(b));
            if self.likeness(a, b, tie).is_some() {
                self.groups.unite(self.corpus, a, b);
            }
        }
    }

    /// What two pieces have in common, if that makes them one.
    fn likeness(&mut self, a: u32, b: u32, tie: Tie) -> Option<Likeness> {
        let pair = (a.min(b), a.max(b));
        if tie == Tie::Apart || !comparable(self.corpus, a, b) || self.failed.contains(&pair) {
            return None;
        }
        let likeness = Likeness::of(self.corpus, a, b);
        let near = self.corpus.near(self.corpus.article(a), self.corpus.article(b));
        let quoted = self.corpus.pieces[a as usize].quoted;
        let reordered = || reorders(self.corpus, a, b, likeness.run);
        if are_one(likeness, tie, near, quoted) || tie == Tie::Same && near && quoted && reordered() {
            return Some(likeness);
        }
        if self.failed.len() >= REMEMBERED {
            self.failed.clear();
        }
        self.failed.insert(pair);
        None
    }
}

/// Two statements on the very same words of an article are one, unless they name two speakers.
fn same_places(corpus: &Corpus<'_>, groups: &mut Groups) {
    let mut places: Vec<(u32, &[crate::text::Span], u32)> = (0..corpus.pieces.len() as u32)
        .map(|piece| (corpus.article(piece), corpus.spans(piece), piece))
        .collect();
    places.sort_unstable();
    for same in places.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|same| same.len() > 1) {
        for &(_, _, piece) in &same[1..] {
            let first = same[0].2;
            if corpus.voices.tie(groups.voice(first), groups.voice(piece)) < Tie::Doubtful {
                groups.unite(corpus, first, piece);
            }
        }
    }
}

/// The same few quoted words: of nobody known by name, in one article; of one speaker, in articles near each other.
fn same_fragments(corpus: &Corpus<'_>, groups: &mut Groups) {
    let mut fragments: Vec<(u64, u32)> = Vec::new();
    for (piece, at) in corpus.pieces.iter().zip(0..) {
        let words = corpus.words(at);
        if piece.quoted && !words.is_empty() && words.len() < FRAGMENT {
            fragments.push((hash(words), at));
        }
    }
    fragments.sort_unstable();
    for same in fragments.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, b)) in same.iter().enumerate() {
            let earlier = same[at.saturating_sub(KEPT)..at].iter().rev();
            if let Some((_, a)) = earlier.clone().find(|(_, a)| one_fragment(corpus, *a, b)) {
                groups.unite(corpus, *a, b);
            }
        }
    }
}

fn one_fragment(corpus: &Corpus<'_>, a: u32, b: u32) -> bool {
    let (left, right) = (corpus.voice(a), corpus.voice(b));
    let named = corpus.voices.is_named(left) || corpus.voices.is_named(right);
    let telling = corpus.words(a).iter().filter(|word| !corpus.lexicon.is_function(**word)).count();
    if !comparable(corpus, a, b) || telling == 0 {
        return false;
    }
    let here = corpus.article(a) == corpus.article(b);
    match corpus.voices.tie(left, right) {
        Tie::Same => here || telling >= 2 && corpus.near(corpus.article(a), corpus.article(b)),
        Tie::Open | Tie::Loose => here && !named,
        Tie::Doubtful | Tie::Apart => false,
    }
}

/// Puts the parts of split quotations together again, where no other report sets them apart.
fn whole_statements(corpus: &Corpus<'_>, groups: &mut Groups) {
    let mut sizes: FxHashMap<u32, u32> = FxHashMap::default();
    for piece in 0..corpus.pieces.len() as u32 {
        *sizes.entry(groups.root(piece)).or_default() += 1;
    }
    let mut alone: Vec<bool> = Vec::with_capacity(corpus.pieces.len());
    for piece in 0..corpus.pieces.len() as u32 {
        alone.push(sizes[&groups.root(piece)] == 1);
    }
    split_alike(corpus, groups, &alone);
    for pieces in &corpus.pieces_of {
        for at in pieces.start + 1..pieces.end {
            let scrap = |piece: u32| alone[piece as usize] && corpus.words(piece).len() < FRAGMENT;
            let both_alone = alone[at as usize - 1] && alone[at as usize];
            if both_alone || scrap(at) || scrap(at - 1) {
                groups.unite(corpus, at - 1, at);
            }
        }
    }
}

/// Joins neighbouring parts of a quotation that several statements split in the same way.
fn split_alike(corpus: &Corpus<'_>, groups: &mut Groups, alone: &[bool]) {
    let mut neighbours: Vec<(u32, u32, u32)> = Vec::new();
    for pieces in &corpus.pieces_of {
        for at in pieces.start + 1..pieces.end {
            if !alone[at as usize - 1] && !alone[at as usize] {
                neighbours.push((groups.root(at - 1), groups.root(at), at));
            }
        }
    }
    neighbours.sort_unstable();
    for same in neighbours.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|same| same.len() > 1) {
        groups.unite(corpus, same[0].0, same[0].1);
    }
}
