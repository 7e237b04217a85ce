//! Attention within one window: for each head, which pieces each piece looks at, and what it takes from them.
//!
//! Softmax of `q k / √32`, as in Vaswani et al., "Attention Is All You Need" (2017). Each sum goes through its
//! inputs in order; how many rows are computed side by side changes nothing.

#![allow(clippy::needless_range_loop, reason = "sums of a tile are named by their row and column")]

use super::lanes::LANES;
use super::lanes::Lanes;
use super::level::Level;
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
    fn run(mut self, level: Level) {
        let length = self.mixed.len() / (3 * self.width);
        for head in (0..self.width).step_by(HEAD) {
            self.gather(head, length);
            if level.is_wide() {
                self.head::<8>(head, length);
            } else {
                self.head::<2>(head, length);
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

    /// All rows of one head, `R` side by side.
    #[inline(always)]
    fn head<const R: usize>(&mut self, head: usize, length: usize) {
        self.room.scores.resize(self.room.keys.len() * R, Lanes::ZERO);
        for first in (0..length).step_by(R) {
            let mut queries = [[Lanes::ZERO; HEAD]; R];
            for (r, query) in queries.iter_mut().enumerate() {
                // Rows past the end are computed again, for nothing.
                let row = (first + r).min(length - 1);
                query.copy_from_slice(&self.mixed[row * 3 * self.width + head..][..HEAD]);
            }
            let blocks = self.room.keys.as_chunks::<2>();
            let (pairs, single) = self.room.scores.split_at_mut(blocks.0.len() * 2 * R);
            for (keys, scores) in blocks.0.iter().zip(pairs.chunks_exact_mut(2 * R)) {
                score::<R, 2>(&queries, keys, scores);
            }
            for (keys, scores) in blocks.1.iter().zip(single.chunks_exact_mut(R)) {
                score::<R, 1>(&queries, &[*keys], scores);
            }
            let sums = softmax::<R>(&mut self.room.scores, length);
            let found = weigh::<R>(&self.room.scores, &self.room.values);
            for r in 0..R.min(length - first) {
                let share = Lanes::splat(1.0 / sums[r]);
                for half in 0..HEAD {
                    self.context[(first + r) * self.width + head + half] = found[r][half] * share;
                }
            }
        }
    }
}

/// Queries times keys.
#[inline(always)]
fn score<const R: usize, const C: usize>(
    queries: &[[Lanes; HEAD]; R],
    keys: &[Keys; C],
    scores: &mut [Lanes],
) {
    let mut sums = [[Lanes::ZERO; C]; R];
    for half in 0..HEAD {
        for lane in 0..LANES {
            for r in 0..R {
                let query = Lanes::splat(queries[r][half].0[lane]);
                for c in 0..C {
                    sums[r][c] = query.mul_add(keys[c][half * LANES + lane], sums[r][c]);
                }
            }
        }
    }
    for c in 0..C {
        for r in 0..R {
            scores[c * R + r] = sums[r][c];
        }
    }
}

/// Scores become e to the power of them, less the largest; the sum of each row.
#[inline(always)]
fn softmax<const R: usize>(scores: &mut [Lanes], length: usize) -> [f32; R] {
    if !length.is_multiple_of(LANES) {
        for lanes in scores.iter_mut().rev().take(R) {
            lanes.0[length % LANES..].fill(f32::MIN);
        }
    }
    let mut most = [Lanes::splat(f32::MIN); R];
    for block in scores.as_chunks::<R>().0 {
        for r in 0..R {
            most[r] = most[r].max(block[r]);
        }
    }
    let most = most.map(|lanes| Lanes::splat(lanes.largest()));
    let mut sums = [Lanes::ZERO; R];
    for block in scores.as_chunks_mut::<R>().0 {
        for r in 0..R {
            block[r] = ((block[r] - most[r]) * Lanes::splat(SCALE)).exp();
            sums[r] = sums[r] + block[r];
        }
    }
    sums.map(Lanes::sum)
}

/// Weights times values.
#[inline(always)]
fn weigh<const R: usize>(weights: &[Lanes], values: &[[Lanes; HEAD]]) -> [[Lanes; HEAD]; R] {
    let mut sums = [[Lanes::ZERO; HEAD]; R];
    for (block, values) in weights.as_chunks::<R>().0.iter().zip(values.chunks(LANES)) {
        for (lane, value) in values.iter().enumerate().take(LANES) {
            for r in 0..R {
                let weight = Lanes::splat(block[r].0[lane]);
                for half in 0..HEAD {
                    sums[r][half] = weight.mul_add(value[half], sums[r][half]);
                }
            }
        }
    }
    sums
}
