//! Whether two pieces are the same words: how much of them is alike, and how much that proves.

use super::corpus::{BREAK, Corpus, is_uncertain};
use super::restate::stem;
use super::voice::Tie;
use crate::text::align;

/// What two pieces have in common, in words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Likeness {
    /// The longest run in common.
    pub run: usize,
    /// All words in common runs of two or more.
    pub matched: usize,
    /// Those of them that are no function words.
    pub telling: usize,
    /// Words of the shorter piece.
    pub shorter: usize,
}

impl Likeness {
    /// Aligns two pieces.
    pub(super) fn of(corpus: &Corpus<'_>, a: u32, b: u32) -> Self {
        let (left, right) = (corpus.words(a), corpus.words(b));
        let count = |words: &[u32]| words.iter().filter(|word| **word != BREAK).count();
        let mut found = Self { shorter: count(left).min(count(right)), ..Self::default() };
        let pairs: Vec<(usize, usize)> =
            align(left, right).into_iter().filter(|(at, _)| left[*at] != BREAK).collect();
        for run in pairs.chunk_by(|a, b| b.0 == a.0 + 1 && b.1 == a.1 + 1) {
            found.run = found.run.max(run.len());
            if run.len() > 1 {
                found.matched += run.len();
                found.telling += run.iter().filter(|(at, _)| !corpus.lexicon.is_function(left[*at])).count();
            }
        }
        found
    }

    /// Whether at least `share` percent of the shorter piece is alike.
    fn covers(self, share: usize) -> bool {
        self.matched * 100 >= self.shorter * share
    }
}

/// Whether the shorter piece has hardly a word of weight that the other lacks: the same told in another order.
pub(super) fn reorders(corpus: &Corpus<'_>, a: u32, b: u32, run: usize) -> bool {
    let (own, shared) = shared_stems(corpus, corpus.words(a), corpus.words(b));
    run >= 3 && shared >= 3 && shared * 4 >= own * 3 || run >= 4 && shared == 2 && own == 2
}

/// The stems of the shorter piece's words of weight, and how many of them the other piece has too.
fn shared_stems(corpus: &Corpus<'_>, left: &[u32], right: &[u32]) -> (usize, usize) {
    let stems = |words: &[u32]| {
        let telling = words.iter().filter(|word| **word != BREAK && !corpus.lexicon.is_function(**word));
        let mut stems: Vec<String> = telling.map(|word| stem(corpus.lexicon.key(*word)).to_owned()).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let (own, other) = (stems(short), stems(long));
    (own.len(), own.iter().filter(|stem| other.binary_search(stem).is_ok()).count())
}

/// Whether two pieces may be compared at all: not parts of one statement, not one within the other, both
/// quoted or both not, and surely somebody's words.
pub(super) fn comparable(corpus: &Corpus<'_>, a: u32, b: u32) -> bool {
    let (left, right) = (&corpus.pieces[a as usize], &corpus.pieces[b as usize]);
    let apart = || {
        let others = corpus.spans(b);
        corpus.article(a) != corpus.article(b)
            || !corpus.spans(a).iter().any(|span| others.iter().any(|other| span.overlaps(*other)))
    };
    left.statement != right.statement
        && left.quoted == right.quoted
        && !is_uncertain(corpus.statement(a))
        && !is_uncertain(corpus.statement(b))
        && apart()
}

/// Whether so much likeness makes them one utterance. The less is known of the speakers, and the further
/// apart the dates, the more must be alike: stock phrases are said often and by many.
pub(crate) fn are_one(likeness: Likeness, tie: Tie, near: bool, quoted: bool) -> bool {
    let Likeness { run, matched, telling, .. } = likeness;
    if !quoted {
        return match tie {
            Tie::Same if near => matched >= 7 && likeness.covers(80) && telling >= 3,
            Tie::Same | Tie::Open | Tie::Loose => run >= 10 && likeness.covers(90) && telling >= 4 && near,
            Tie::Doubtful | Tie::Apart => false,
        };
    }
    match (tie, near) {
        (Tie::Same, true) => {
            run >= 7 && telling >= 1
                || matched >= 7 && likeness.covers(60) && telling >= 1
                || matched >= 5 && likeness.covers(80) && telling >= 2
        }
        (Tie::Same, false) => {
            run >= 10 && telling >= 3 || matched >= 7 && likeness.covers(80) && telling >= 3
        }
        (Tie::Open | Tie::Loose, true) => {
            run >= 7 && likeness.covers(50) && telling >= 2
                || run >= 10 && telling >= 3
                || matched >= 9 && likeness.covers(80) && telling >= 3
        }
        (Tie::Open | Tie::Loose, false) => run >= 12 && telling >= 4,
        (Tie::Doubtful, true) => run >= 12 && telling >= 4,
        (Tie::Doubtful, false) | (Tie::Apart, _) => false,
    }
}
