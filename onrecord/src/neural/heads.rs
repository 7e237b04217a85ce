//! The two heads: a tag for each word, and for each cue which words are its source and its content.

#![allow(clippy::needless_range_loop, reason = "sums of columns are named by their column")]

use std::array;

use super::lanes::LANES;
use super::lanes::Lanes;
use super::lanes::Registers;
use super::level::Level;
use super::level::Work;
use super::weights::Dense;
use super::weights::Table;
use super::weights::Tensors;
use super::weights::WeightsError;

/// How many tags a word can have.
pub(super) const TAGS: usize = 7;

/// Classes of distance between a word and a cue: 16 behind it, 16 before it, and the cue itself.
const DISTANCES: usize = 33;

/// What is asked of a pair: is the word in the source, is it in the content.
pub(super) const ROLES: usize = 2;

/// The heads' weights.
#[derive(Debug)]
pub(super) struct Heads {
    tag: Dense,
    cue: Dense,
    word: Dense,
    /// For each role and each number of a cue: the factors of a word's numbers.
    bilinear: Vec<Lanes>,
    /// For each role: the factors of a word's numbers.
    linear: Vec<Lanes>,
    linear_bias: Vec<f32>,
    distance: Table,
}

/// A matrix times rows.
struct Apply<'a> {
    dense: &'a Dense,
    rows: &'a [Lanes],
    curved: bool,
    out: &'a mut [Lanes],
}

/// A cue's view of all words of its window.
struct View<'a> {
    heads: &'a Heads,
    cue: &'a [Lanes],
    words: &'a [Lanes],
    middle: usize,
    scores: &'a mut [[f32; ROLES]],
}

impl Heads {
    /// Reads both heads of an encoder with vectors of so many numbers.
    pub fn read(tensors: &Tensors, width: usize) -> Result<Heads, WeightsError> {
        let name = "pair.cue.weight";
        let [inner, _] = tensors.shape(name)?;
        if inner % LANES > 0 {
            return Err(WeightsError::Shape(name.to_owned()));
        }
        let [distances, _] = tensors.shape("pair.distance")?;
        if distances != DISTANCES {
            return Err(WeightsError::Shape("pair.distance".to_owned()));
        }
        Ok(Heads {
            tag: tensors.dense("tag", [TAGS, width])?,
            cue: tensors.dense("pair.cue", [inner, width])?,
            word: tensors.dense("pair.word", [inner, width])?,
            bilinear: tensors.lanes("pair.bilinear", &[ROLES, inner, inner])?,
            linear: tensors.lanes("pair.linear.weight", &[ROLES, inner])?,
            linear_bias: tensors.numbers("pair.linear.bias", &[ROLES])?,
            distance: tensors.table("pair.distance", ROLES)?,
        })
    }

    /// The logits of each word's tags.
    pub fn tags(&self, level: Level, words: &[Lanes]) -> Vec<[f32; TAGS]> {
        let tags = apply(level, &self.tag, words, false);
        tags.iter().map(|lanes| array::from_fn(|tag| lanes.0[tag])).collect()
    }

    /// Each word as a cue sees it.
    pub fn seen(&self, level: Level, words: &[Lanes]) -> Vec<Lanes> {
        apply(level, &self.word, words, true)
    }

    /// For each word the logits that it is in the source and in the content of this cue.
    /// Without any word of this window in the cue nothing is.
    pub fn pairs(&self, level: Level, words: &[Lanes], seen: &[Lanes], cue: &[usize]) -> Vec<[f32; ROLES]> {
        let width = self.cue.width();
        let count = words.len() / width;
        let mut scores = vec![[f32::NEG_INFINITY; ROLES]; count];
        let cue: Vec<usize> = cue.iter().copied().filter(|word| *word < count).collect();
        if !cue.is_empty() {
            let mut mean = vec![Lanes::ZERO; width];
            level.run(Mean { words, cue: &cue, out: &mut mean });
            let vector = apply(level, &self.cue, &mean, true);
            let middle = middle(&cue);
            level.run(View { heads: self, cue: &vector, words: seen, middle, scores: &mut scores });
        }
        scores
    }
}

impl Dense {
    /// Numbers of a row that it takes, by 16.
    fn width(&self) -> usize {
        self.weights.len() / (self.bias.len() * LANES)
    }
}

fn apply(level: Level, dense: &Dense, rows: &[Lanes], curved: bool) -> Vec<Lanes> {
    let mut out = vec![Lanes::ZERO; rows.len() / dense.width() * dense.bias.len()];
    level.run(Apply { dense, rows, curved, out: &mut out });
    out
}

impl Work for Apply<'_> {
    #[inline(always)]
    fn run<R: Registers>(self, r: R) {
        let columns = self.dense.bias.len();
        let rows = self.rows.chunks_exact(self.dense.width());
        for (row, out) in rows.zip(self.out.chunks_exact_mut(columns)) {
            out.copy_from_slice(&self.dense.bias);
            add_rows(r, out, row, &self.dense.weights);
            if self.curved {
                for lanes in out {
                    r.store(lanes, r.gelu(r.load(lanes)));
                }
            }
        }
    }
}

/// Adds rows to `out`, each times its factor; four columns at a time, so that their sums stay in registers.
#[inline(always)]
fn add_rows<R: Registers>(r: R, out: &mut [Lanes], factors: &[Lanes], rows: &[Lanes]) {
    let width = out.len();
    let (fours, ones) = out.as_chunks_mut::<4>();
    let behind = 4 * fours.len();
    for (at, four) in fours.iter_mut().enumerate() {
        add_columns(r, four, factors, rows, 4 * at, width);
    }
    for (at, one) in ones.iter_mut().enumerate() {
        add_columns(r, array::from_mut(one), factors, rows, behind + at, width);
    }
}

#[inline(always)]
fn add_columns<R: Registers, const C: usize>(
    r: R,
    out: &mut [Lanes; C],
    factors: &[Lanes],
    rows: &[Lanes],
    column: usize,
    width: usize,
) {
    let mut sums = [r.zero(); C];
    for c in 0..C {
        sums[c] = r.load(&out[c]);
    }
    let factors = factors.iter().flat_map(|lanes| &lanes.0);
    for (factor, row) in factors.zip(rows.chunks_exact(width)) {
        let factor = r.splat(*factor);
        let row = &row[column..][..C];
        for c in 0..C {
            sums[c] = r.mul_add(factor, r.load(&row[c]), sums[c]);
        }
    }
    for c in 0..C {
        r.store(&mut out[c], sums[c]);
    }
}

impl Work for View<'_> {
    #[inline(always)]
    fn run<R: Registers>(self, r: R) {
        let width = self.cue.len();
        for role in 0..ROLES {
            let mut factors = self.heads.linear[role * width..][..width].to_vec();
            let rows = &self.heads.bilinear[role * width * width * LANES..][..width * width * LANES];
            add_rows(r, &mut factors, self.cue, rows);
            for (at, word) in self.words.chunks_exact(width).enumerate() {
                let mut sum = r.zero();
                for (factor, number) in factors.iter().zip(word) {
                    sum = r.mul_add(r.load(factor), r.load(number), sum);
                }
                let distance = self.heads.distance.row(distance_class(at, self.middle))[0].0[role];
                self.scores[at][role] = r.sum(sum) + self.heads.linear_bias[role] + distance;
            }
        }
    }
}

/// The mean of rows of words.
struct Mean<'a> {
    words: &'a [Lanes],
    cue: &'a [usize],
    out: &'a mut [Lanes],
}

impl Work for Mean<'_> {
    #[inline(always)]
    fn run<R: Registers>(self, r: R) {
        let width = self.out.len();
        let share = r.splat(1.0 / self.cue.len() as f32);
        for (at, out) in self.out.iter_mut().enumerate() {
            let mut sum = r.zero();
            for word in self.cue {
                sum = r.add(sum, r.load(&self.words[word * width + at]));
            }
            r.store(out, r.mul(sum, share));
        }
    }
}

/// The mean of the cue's words, rounded, halves to even.
fn middle(cue: &[usize]) -> usize {
    let sum: usize = cue.iter().sum();
    let (whole, rest) = (sum / cue.len(), sum % cue.len());
    let up = 2 * rest > cue.len() || 2 * rest == cue.len() && whole % 2 == 1;
    whole + usize::from(up)
}

/// The class of a distance: `⌊2 log2 d⌋`, at most 15; 16 more before the cue; 32 for the cue itself.
fn distance_class(word: usize, cue: usize) -> usize {
    let distance = word.abs_diff(cue).min(1 << 16);
    if distance == 0 {
        return 32;
    }
    let class = ((distance * distance).ilog2() as usize).min(15);
    if word > cue { class } else { class + 16 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_to_even() {
        assert_eq!(middle(&[4]), 4);
        assert_eq!(middle(&[4, 5]), 4);
        assert_eq!(middle(&[5, 6]), 6);
        assert_eq!(middle(&[1, 2, 5]), 3);
    }

    #[test]
    fn classes_of_distance() {
        let class = |rel: i64| distance_class((1000 + rel) as usize, 1000);
        assert_eq!([0, 1, 2, 3, 4, 5, 6, 181, 182, 900].map(class), [32, 0, 2, 3, 4, 4, 5, 14, 15, 15]);
        assert_eq!([-1, -3, -900].map(class), [16, 19, 31]);
        for distance in 1..200 {
            let wanted = ((2.0 * (distance as f64).log2()).floor() as usize).min(15);
            assert_eq!(class(distance), wanted);
        }
    }
}
