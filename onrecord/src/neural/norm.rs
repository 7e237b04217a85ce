//! What happens to each row alone: layer norm, and the unit between the two halves of the feed-forward layer.

use super::lanes::LANES;
use super::lanes::Lanes;
use super::level::Level;
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
    fn run(self, _: Level) {
        let width = self.norm.weight.len();
        let rows = self.hidden.chunks_exact_mut(width).zip(self.added.chunks_exact(width));
        for ((row, added), quantised) in rows.zip(self.quantised.chunks_exact_mut(width * LANES / GROUP)) {
            add_norm(self.norm, row, added);
            for (numbers, group) in row.as_chunks().0.iter().zip(quantised) {
                group.fill(numbers);
            }
        }
    }
}

#[inline(always)]
fn add_norm(norm: &Norm, row: &mut [Lanes], added: &[Lanes]) {
    let count = (row.len() * LANES) as f32;
    let mut sum = Lanes::ZERO;
    for (x, more) in row.iter_mut().zip(added) {
        *x = *x + *more;
        sum = sum + *x;
    }
    let mean = Lanes::splat(sum.sum() / count);
    let mut squares = Lanes::ZERO;
    for x in row.iter_mut() {
        *x = *x - mean;
        squares = x.mul_add(*x, squares);
    }
    let factor = Lanes::splat(1.0 / (squares.sum() / count + EPSILON).sqrt());
    for ((x, weight), bias) in row.iter_mut().zip(&norm.weight).zip(&norm.bias) {
        *x = (*x * factor).mul_add(*weight, *bias);
    }
}

impl Work for Gelu<'_> {
    #[inline(always)]
    fn run(self, _: Level) {
        for (numbers, group) in self.numbers.as_chunks::<{ GROUP / LANES }>().0.iter().zip(self.quantised) {
            let mut curved = *numbers;
            for lanes in &mut curved {
                *lanes = lanes.gelu();
            }
            group.fill(&curved);
        }
    }
}
