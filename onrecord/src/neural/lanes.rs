//! Sixteen `f32` side by side, and the functions of one number that an encoder needs.
//!
//! Same input, same bytes out, on any machine: every sum has one order, every fused step says so (`mul_add`), and
//! no function comes from the system's library. What is written here over arrays becomes one instruction or
//! sixteen, whatever the processor has, and gives the same bits.

#![allow(
    clippy::needless_range_loop,
    reason = "a loop over a lane of several arrays is what becomes one instruction"
)]

use std::ops::Add;
use std::ops::Mul;
use std::ops::Sub;

/// How many numbers stand side by side.
pub(super) const LANES: usize = 16;

/// Numbers side by side, on the border of a cache line.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(super) struct Lanes(pub [f32; LANES]);

/// Adding this to a number of less than 2^22 rounds it to the nearest even integer, which then stands in the low bits.
const ROUNDING: f32 = 12_582_912.0;

impl Lanes {
    pub const ZERO: Lanes = Lanes([0.0; LANES]);

    #[inline(always)]
    pub fn splat(number: f32) -> Lanes {
        Lanes([number; LANES])
    }

    /// `self * factor + addend`, rounded once.
    #[inline(always)]
    pub fn mul_add(self, factor: Lanes, addend: Lanes) -> Lanes {
        let mut out = self.0;
        for lane in 0..LANES {
            out[lane] = self.0[lane].mul_add(factor.0[lane], addend.0[lane]);
        }
        Lanes(out)
    }

    #[inline(always)]
    pub fn max(self, other: Lanes) -> Lanes {
        self.zip(other, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    pub fn min(self, other: Lanes) -> Lanes {
        self.zip(other, |a, b| if a < b { a } else { b })
    }

    #[inline(always)]
    pub fn abs(self) -> Lanes {
        self.map(f32::abs)
    }

    /// All lanes added, in pairs of pairs.
    #[inline(always)]
    pub fn sum(self) -> f32 {
        self.fold(|a, b| a + b)
    }

    /// The largest lane.
    #[inline(always)]
    pub fn largest(self) -> f32 {
        self.fold(|a, b| if a > b { a } else { b })
    }

    /// The nearest integers, even ones where two are as near, in the low bits of each lane. For less than 2^22.
    #[inline(always)]
    pub fn rounded_bits(self) -> [u32; LANES] {
        (self + Lanes::splat(ROUNDING)).0.map(f32::to_bits)
    }

    /// e to the power of each lane, for lanes of at most 0; relative error under 2e-7 above -87, about 1e-38 below.
    ///
    /// Powers of two by the exponent's bits, the rest by the polynomial of the Cephes library.
    #[inline(always)]
    pub fn exp(self) -> Lanes {
        let x = self.max(Lanes::splat(-87.0));
        let shifted = x.mul_add(Lanes::splat(std::f32::consts::LOG2_E), Lanes::splat(ROUNDING));
        let whole = shifted - Lanes::splat(ROUNDING);
        let rest = whole.mul_add(Lanes::splat(-0.693_359_4), x);
        let rest = whole.mul_add(Lanes::splat(2.121_944_4e-4), rest);
        let power = polynomial(rest, &EXP);
        let mut out = power.0;
        for lane in 0..LANES {
            let exponent = shifted.0[lane].to_bits().wrapping_sub(ROUNDING.to_bits()).wrapping_add(127);
            out[lane] = power.0[lane] * f32::from_bits(exponent << 23);
        }
        Lanes(out)
    }

    /// The Gaussian error linear unit `x Φ(x)`; absolute error under 8e-7.
    ///
    /// It is `max(x, 0)` less a bump of `|x|` that is fitted by a polynomial up to 5.2, where it has all but vanished.
    #[inline(always)]
    pub fn gelu(self) -> Lanes {
        let size = self.abs().min(Lanes::splat(5.2));
        let bump = polynomial(size.mul_add(Lanes::splat(1.0 / 2.6), Lanes::splat(-1.0)), &GELU);
        self.max(Lanes::ZERO) - bump
    }

    #[inline(always)]
    fn map(self, f: impl Fn(f32) -> f32) -> Lanes {
        let mut out = self.0;
        for lane in &mut out {
            *lane = f(*lane);
        }
        Lanes(out)
    }

    #[inline(always)]
    fn zip(self, other: Lanes, f: impl Fn(f32, f32) -> f32) -> Lanes {
        let mut out = self.0;
        for lane in 0..LANES {
            out[lane] = f(self.0[lane], other.0[lane]);
        }
        Lanes(out)
    }

    #[inline(always)]
    fn fold(self, f: impl Fn(f32, f32) -> f32) -> f32 {
        let mut left = self.0;
        for half in [8, 4, 2, 1] {
            for lane in 0..half {
                left[lane] = f(left[lane], left[lane + half]);
            }
        }
        left[0]
    }
}

/// Coefficients of e^r for |r| up to half of ln 2, lowest power first.
const EXP: [f32; 8] =
    [1.0, 1.0, 0.5, 0.166_666_65, 0.041_665_796, 0.008_333_452, 0.001_398_2, 0.000_198_756_92];

/// Coefficients of `s Φ(-s)` in `u = s / 2.6 - 1`, lowest power first: a least squares fit at Chebyshev nodes.
const GELU: [f32; 15] = [
    0.012_119_396,
    -0.079_697_296,
    0.218_493_69,
    -0.285_685_57,
    0.062_351_167,
    0.374_419_96,
    -0.563_557_6,
    0.213_071_47,
    0.302_166_88,
    -0.365_590_04,
    0.014_077_038,
    0.175_939_7,
    -0.063_005_93,
    -0.032_458_31,
    0.017_355_917,
];

#[inline(always)]
fn polynomial<const N: usize>(x: Lanes, coefficients: &[f32; N]) -> Lanes {
    let mut sum = Lanes::splat(coefficients[N - 1]);
    for power in (0..N - 1).rev() {
        sum = sum.mul_add(x, Lanes::splat(coefficients[power]));
    }
    sum
}

impl Add for Lanes {
    type Output = Lanes;
    #[inline(always)]
    fn add(self, other: Lanes) -> Lanes {
        self.zip(other, |a, b| a + b)
    }
}

impl Sub for Lanes {
    type Output = Lanes;
    #[inline(always)]
    fn sub(self, other: Lanes) -> Lanes {
        self.zip(other, |a, b| a - b)
    }
}

impl Mul for Lanes {
    type Output = Lanes;
    #[inline(always)]
    fn mul(self, other: Lanes) -> Lanes {
        self.zip(other, |a, b| a * b)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// `Φ(x)` by Simpson's rule.
    pub fn normal(x: f64) -> f64 {
        let steps = 200;
        let width = x / f64::from(steps);
        let density = |at: f64| (-at * at / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
        let inner: f64 =
            (1..steps).map(|i| density(f64::from(i) * width) * if i % 2 == 1 { 4.0 } else { 2.0 }).sum();
        0.5 + (density(0.0) + inner + density(x)) * width / 3.0
    }

    #[test]
    fn gelu_is_near() {
        for step in -900..900 {
            let x = step as f32 / 100.0;
            let wanted = f64::from(x) * normal(f64::from(x));
            let error = (f64::from(Lanes::splat(x).gelu().0[3]) - wanted).abs();
            assert!(error < 1e-6, "gelu({x}) is off by {error}");
        }
    }

    #[test]
    fn exp_is_near() {
        for step in 0..8700 {
            let x = step as f32 / -100.0;
            let wanted = f64::from(x).exp();
            let error = (f64::from(Lanes::splat(x).exp().0[5]) - wanted).abs() / wanted;
            assert!(error < 3e-7, "exp({x}) is off by {error}");
        }
        assert!(Lanes::splat(f32::NEG_INFINITY).exp().0[0] < 1e-37);
    }

    #[test]
    fn rounds_to_even() {
        let whole = |x: f32| Lanes::splat(x).rounded_bits()[0] as u8 as i8;
        assert_eq!([0.5, 1.5, -0.5, -1.5, 126.6, -127.0].map(whole), [0, 2, 0, -2, 127, -127]);
    }
}
