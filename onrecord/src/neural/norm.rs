//! What happens to each row alone: layer norm, and the unit between the two halves of the feed-forward layer.

#![allow(clippy::needless_range_loop, reason = "parts of a group are named by their place")]

use super::lanes::LANES;
use super::lanes::Lanes;
use super::lanes::Registers;
use super::level::Work;
use super::matmul::GROUP;
use super::matmul::Group;

/// Keeps the root of a variance of nothing away from 0.
const EPSILON: f32 = 1e-12;

/// A layer norm's weights.
#[derive(Clone, Debug)]
pub(super) struct Norm {
    pub weight: Vec<Lanes>,
    pub bias: Vec<Lanes>,
}

/// `hidden = norm(hidden + added)`, row by row, and the same as bytes.
pub(super) struct AddNorm<'a> {
    pub norm: &'a Norm,
    pub hidden: &'a mut [Lanes],
    pub added: &'a [Lanes],
    pub quantised: &'a mut [Group],
}

/// `quantised = gelu(numbers)`.
pub(super) struct Gelu<'a> {
    pub numbers: &'a [Lanes],
    pub quantised: &'a mut [Group],
}

impl Work for AddNorm<'_> {
    #[inline(always)]
    fn run<R: Registers>(self, r: R) {
        let width = self.norm.weight.len();
        let rows = self.hidden.chunks_exact_mut(width).zip(self.added.chunks_exact(width));
        for ((row, added), quantised) in rows.zip(self.quantised.chunks_exact_mut(width * LANES / GROUP)) {
            let [mean, factor] = add(r, row, added);
            let weights = self.norm.weight.as_chunks::<{ GROUP / LANES }>().0;
            let biases = self.norm.bias.as_chunks::<{ GROUP / LANES }>().0;
            let parts = row.as_chunks_mut::<{ GROUP / LANES }>().0.iter_mut().zip(weights).zip(biases);
            for (((part, weight), bias), group) in parts.zip(quantised) {
                let mut numbers = [r.zero(); GROUP / LANES];
                for at in 0..GROUP / LANES {
                    let x = r.mul(r.sub(r.load(&part[at]), mean), factor);
                    numbers[at] = r.mul_add(x, r.load(&weight[at]), r.load(&bias[at]));
                    r.store(&mut part[at], numbers[at]);
                }
                group.fill(r, &numbers);
            }
        }
    }
}

/// Adds to a row; its mean, and one by its deviation.
#[inline(always)]
fn add<R: Registers>(r: R, row: &mut [Lanes], added: &[Lanes]) -> [R::Of; 2] {
    let count = (row.len() * LANES) as f32;
    let mut sum = r.zero();
    for (x, more) in row.iter_mut().zip(added) {
        let both = r.add(r.load(x), r.load(more));
        sum = r.add(sum, both);
        r.store(x, both);
    }
    let mean = r.splat(r.sum(sum) / count);
    let mut squares = r.zero();
    for x in row.iter() {
        let centred = r.sub(r.load(x), mean);
        squares = r.mul_add(centred, centred, squares);
    }
    [mean, r.splat(1.0 / (r.sum(squares) / count + EPSILON).sqrt())]
}

impl Work for Gelu<'_> {
    #[inline(always)]
    fn run<R: Registers>(self, r: R) {
        for (numbers, group) in self.numbers.as_chunks::<{ GROUP / LANES }>().0.iter().zip(self.quantised) {
            let mut curved = [r.zero(); GROUP / LANES];
            for at in 0..GROUP / LANES {
                curved[at] = r.gelu(r.load(&numbers[at]));
            }
            group.fill(r, &curved);
        }
    }
}
