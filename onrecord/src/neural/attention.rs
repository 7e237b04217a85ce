//! Attention within one window: for each head, which pieces each piece looks at, and what it takes from them.
//!
//! Softmax of `q k / √32`, as in Vaswani et al., "Attention Is All You Need" (2017). Each sum goes through its
//! inputs in order; how many rows are computed side by side changes nothing.

#![allow(clippy::needless_range_loop, reason = "sums of a tile are named by their row and column")]

use std::array;

use super::lanes::LANES;
use super::lanes::Lanes;
use super::lanes::Registers;
use super::level::Work;

/// Numbers of one head, by 16.
pub(super) const HEAD: usize = 2;

/// 1 / √32
const SCALE: f32 = 0.176_776_7;

/// The keys of 16 pieces: the first number of each, the second of each, …
type Keys = [Lanes; HEAD * LANES];

/// Buffers for one head of one window.
#[derive(Default, Debug)]
pub(super) struct Room {
    keys: Vec<Keys>,
    values: Vec<[Lanes; HEAD]>,
    /// By 16 keys, row by row.
    scores: Vec<Lanes>,
}

/// Attention of one window: its queries, keys and values become its context.
pub(super) struct Attend<'a> {
    /// Numbers of a row of the context, by 16; a row of `mixed` has three times as many.
    pub width: usize,
    /// Queries, keys and values of each piece.
    pub mixed: &'a [Lanes],
    pub context: &'a mut [Lanes],
    pub room: &'a mut Room,
}

impl Work for Attend<'_> {
    #[inline(always)]
    fn run<R: Registers>(mut self, r: R) {
        let length = self.mixed.len() / (3 * self.width);
        for head in (0..self.width).step_by(HEAD) {
            self.gather(head, length);
            if R::MANY {
                self.head::<R, 8>(r, head, length);
            } else {
                self.head::<R, 2>(r, head, length);
            }
        }
    }
}

impl Attend<'_> {
    /// Copies the keys and values of one head together.
    #[inline(always)]
    fn gather(&mut self, head: usize, length: usize) {
        self.room.keys.resize(length.div_ceil(LANES), [Lanes::ZERO; HEAD * LANES]);
        self.room.values.resize(length, [Lanes::ZERO; HEAD]);
        let rows = self.mixed.chunks_exact(3 * self.width);
        for ((at, row), values) in rows.enumerate().zip(&mut self.room.values) {
            let keys = &mut self.room.keys[at / LANES];
            for half in 0..HEAD {
                let key = &row[self.width + head + half];
                for lane in 0..LANES {
                    keys[half * LANES + lane].0[at % LANES] = key.0[lane];
                }
                values[half] = row[2 * self.width + head + half];
            }
        }
    }

    /// All rows of one head, `N` side by side.
    #[inline(always)]
    fn head<R: Registers, const N: usize>(&mut self, r: R, head: usize, length: usize) {
        self.room.scores.resize(self.room.keys.len() * N, Lanes::ZERO);
        for first in (0..length).step_by(N) {
            let mut queries = [[Lanes::ZERO; HEAD]; N];
            for (n, query) in queries.iter_mut().enumerate() {
                // Rows past the end are computed again, for nothing.
                let row = (first + n).min(length - 1);
                query.copy_from_slice(&self.mixed[row * 3 * self.width + head..][..HEAD]);
            }
            let (blocks, scores) = (self.room.keys.as_chunks::<2>(), self.room.scores.as_chunks_mut::<N>().0);
            let scores = scores.as_chunks_mut::<2>();
            for (keys, scores) in blocks.0.iter().zip(scores.0) {
                score(r, &queries, keys, scores);
            }
            for (keys, scores) in blocks.1.iter().zip(scores.1) {
                score(r, &queries, array::from_ref(keys), array::from_mut(scores));
            }
            let sums = softmax::<R, N>(r, &mut self.room.scores, length);
            let found = weigh::<R, N>(r, &self.room.scores, &self.room.values);
            for n in 0..N.min(length - first) {
                let share = r.splat(1.0 / sums[n]);
                for half in 0..HEAD {
                    let place = &mut self.context[(first + n) * self.width + head + half];
                    r.store(place, r.mul(r.load(&found[n][half]), share));
                }
            }
        }
    }
}

/// Queries times keys.
#[inline(always)]
fn score<R: Registers, const N: usize, const C: usize>(
    r: R,
    queries: &[[Lanes; HEAD]; N],
    keys: &[Keys; C],
    scores: &mut [[Lanes; N]; C],
) {
    let mut sums = [[r.zero(); C]; N];
    for half in 0..HEAD {
        for lane in 0..LANES {
            let mut numbers = [r.zero(); C];
            for c in 0..C {
                numbers[c] = r.load(&keys[c][half * LANES + lane]);
            }
            for n in 0..N {
                let query = r.splat(queries[n][half].0[lane]);
                for c in 0..C {
                    sums[n][c] = r.mul_add(query, numbers[c], sums[n][c]);
                }
            }
        }
    }
    for n in 0..N {
        for c in 0..C {
            r.store(&mut scores[c][n], sums[n][c]);
        }
    }
}

/// Scores become e to the power of them, less the largest; the sum of each row.
#[inline(always)]
fn softmax<R: Registers, const N: usize>(r: R, scores: &mut [Lanes], length: usize) -> [f32; N] {
    if !length.is_multiple_of(LANES) {
        for lanes in scores.iter_mut().rev().take(N) {
            lanes.0[length % LANES..].fill(f32::MIN);
        }
    }
    let blocks = scores.as_chunks_mut::<N>().0;
    let mut sums = [0.0; N];
    for n in 0..N {
        let mut most = r.splat(f32::MIN);
        for block in blocks.iter() {
            most = r.max(most, r.load(&block[n]));
        }
        let most = r.splat(r.largest(most));
        let mut sum = r.zero();
        for block in blocks.iter_mut() {
            let weight = r.exp(r.mul(r.sub(r.load(&block[n]), most), r.splat(SCALE)));
            sum = r.add(sum, weight);
            r.store(&mut block[n], weight);
        }
        sums[n] = r.sum(sum);
    }
    sums
}

/// Weights times values.
#[inline(always)]
fn weigh<R: Registers, const N: usize>(
    r: R,
    weights: &[Lanes],
    values: &[[Lanes; HEAD]],
) -> [[Lanes; HEAD]; N] {
    let mut sums = [[r.zero(); HEAD]; N];
    for (block, values) in weights.as_chunks::<N>().0.iter().zip(values.chunks(LANES)) {
        for (lane, value) in values.iter().enumerate().take(LANES) {
            let mut numbers = [r.zero(); HEAD];
            for half in 0..HEAD {
                numbers[half] = r.load(&value[half]);
            }
            for n in 0..N {
                let weight = r.splat(block[n].0[lane]);
                for half in 0..HEAD {
                    sums[n][half] = r.mul_add(weight, numbers[half], sums[n][half]);
                }
            }
        }
    }
    let mut found = [[Lanes::ZERO; HEAD]; N];
    for n in 0..N {
        for half in 0..HEAD {
            r.store(&mut found[n][half], sums[n][half]);
        }
    }
    found
}
