//! Registers and the product in plain Rust, for processors whose instructions are not asked for by name.

#![allow(
    clippy::needless_range_loop,
    reason = "a loop over a lane of several arrays is what becomes one instruction"
)]

use super::lanes::LANES;
use super::lanes::Lanes;
use super::lanes::Registers;
use super::matmul::GROUP;
use super::matmul::Product;

/// Arrays; the compiler finds registers for them.
#[derive(Clone, Copy)]
pub(super) struct Arrays;

impl Registers for Arrays {
    type Of = [f32; LANES];
    const MANY: bool = false;

    #[inline(always)]
    fn splat(self, number: f32) -> [f32; LANES] {
        [number; LANES]
    }

    #[inline(always)]
    fn load(self, lanes: &Lanes) -> [f32; LANES] {
        lanes.0
    }

    #[inline(always)]
    fn store(self, lanes: &mut Lanes, x: [f32; LANES]) {
        lanes.0 = x;
    }

    #[inline(always)]
    fn add(self, a: [f32; LANES], b: [f32; LANES]) -> [f32; LANES] {
        zip(a, b, |a, b| a + b)
    }

    #[inline(always)]
    fn sub(self, a: [f32; LANES], b: [f32; LANES]) -> [f32; LANES] {
        zip(a, b, |a, b| a - b)
    }

    #[inline(always)]
    fn mul(self, a: [f32; LANES], b: [f32; LANES]) -> [f32; LANES] {
        zip(a, b, |a, b| a * b)
    }

    #[inline(always)]
    fn mul_add(self, a: [f32; LANES], b: [f32; LANES], c: [f32; LANES]) -> [f32; LANES] {
        let mut out = c;
        for lane in 0..LANES {
            out[lane] = a[lane].mul_add(b[lane], c[lane]);
        }
        out
    }

    #[inline(always)]
    fn max(self, a: [f32; LANES], b: [f32; LANES]) -> [f32; LANES] {
        zip(a, b, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn min(self, a: [f32; LANES], b: [f32; LANES]) -> [f32; LANES] {
        zip(a, b, |a, b| if a < b { a } else { b })
    }

    #[inline(always)]
    fn sum(self, x: [f32; LANES]) -> f32 {
        fold(x, |a, b| a + b)
    }

    #[inline(always)]
    fn largest(self, x: [f32; LANES]) -> f32 {
        fold(x, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn bytes(self, x: [f32; LANES]) -> [i8; LANES] {
        x.map(|whole| whole as i8)
    }

    #[inline(always)]
    fn power_of_two(self, shifted: [f32; LANES]) -> [f32; LANES] {
        shifted.map(|x| f32::from_bits(x.to_bits().wrapping_add(127) << 23))
    }
}

#[inline(always)]
fn zip(a: [f32; LANES], b: [f32; LANES], f: impl Fn(f32, f32) -> f32) -> [f32; LANES] {
    let mut out = a;
    for lane in 0..LANES {
        out[lane] = f(a[lane], b[lane]);
    }
    out
}

#[inline(always)]
fn fold(mut x: [f32; LANES], f: impl Fn(f32, f32) -> f32) -> f32 {
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            x[lane] = f(x[lane], x[lane + half]);
        }
    }
    x[0]
}

/// Rows times a matrix.
pub(super) fn multiply(product: Product) {
    for tile in product.tiles(1, 1) {
        let place = tile.row * product.linear.columns + tile.column;
        for group in tile.group..tile.group + tile.groups {
            let row = &product.rows[tile.row * product.linear.groups + group];
            let block = product.linear.block(tile.column, group);
            let mut out = *product.before(place, tile.column, group);
            let outputs = block.weights.as_flattened().as_chunks::<GROUP>().0;
            for (lane, weights) in outputs.iter().enumerate() {
                let sum = dot(&row.values, weights);
                out.0[lane] = (sum as f32).mul_add(row.scale * block.scales.0[lane], out.0[lane]);
            }
            product.out[place] = out;
        }
    }
}

fn dot(values: &[i8; GROUP], weights: &[i8; GROUP]) -> i32 {
    values.iter().zip(weights).fold(0i32, |sum, (value, weight)| {
        sum.wrapping_add(i32::from(i16::from(*value).wrapping_mul(i16::from(*weight))))
    })
}
