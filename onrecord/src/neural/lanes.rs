//! Sixteen `f32` side by side, and the functions of one number that an encoder needs.
//!
//! Same input, same bytes out, on any machine: every sum has one order, every fused step says so (`mul_add`), and
//! no function comes from the system's library. The steps here are those that every processor rounds alike.

/// How many numbers stand side by side.
pub(super) const LANES: usize = 16;

/// Numbers side by side, on the border of a cache line.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(super) struct Lanes(pub [f32; LANES]);

impl Lanes {
    pub const ZERO: Lanes = Lanes([0.0; LANES]);
}

/// Registers for sixteen numbers, and what can be done with them. A value of such a type is the proof that this
/// processor has them. Each step rounds once, to the nearest, and gives the same bits on any processor.
pub(super) trait Registers: Copy {
    /// Sixteen numbers.
    type Of: Copy;

    /// Whether there are so many that 24 can be summed side by side.
    const MANY: bool;

    fn splat(self, number: f32) -> Self::Of;
    fn load(self, lanes: &Lanes) -> Self::Of;
    fn store(self, lanes: &mut Lanes, x: Self::Of);
    fn add(self, a: Self::Of, b: Self::Of) -> Self::Of;
    fn sub(self, a: Self::Of, b: Self::Of) -> Self::Of;
    fn mul(self, a: Self::Of, b: Self::Of) -> Self::Of;
    /// `a * b + c`, rounded once.
    fn mul_add(self, a: Self::Of, b: Self::Of, c: Self::Of) -> Self::Of;
    /// `a` where it is larger, else `b`.
    fn max(self, a: Self::Of, b: Self::Of) -> Self::Of;
    /// `a` where it is smaller, else `b`.
    fn min(self, a: Self::Of, b: Self::Of) -> Self::Of;
    /// All lanes added: each to the one 8 behind it, then 4, 2, 1.
    fn sum(self, x: Self::Of) -> f32;
    /// The largest lane.
    fn largest(self, x: Self::Of) -> f32;
    /// Whole numbers from -128 to 127 as bytes.
    fn bytes(self, x: Self::Of) -> [i8; LANES];
    /// Two to the power of n, for `ROUNDING + n` with n from -126 to 127.
    fn power_of_two(self, shifted: Self::Of) -> Self::Of;

    #[inline(always)]
    fn zero(self) -> Self::Of {
        self.splat(0.0)
    }

    #[inline(always)]
    fn abs(self, x: Self::Of) -> Self::Of {
        self.max(x, self.sub(self.zero(), x))
    }

    /// The nearest whole numbers, even ones where two are as near. For less than 2^22.
    #[inline(always)]
    fn round(self, x: Self::Of) -> Self::Of {
        self.sub(self.add(x, self.splat(ROUNDING)), self.splat(ROUNDING))
    }

    /// e to the power of each lane, for lanes of at most 0; relative error under 3e-7 above -87, about 1e-38 below.
    ///
    /// Powers of two by the exponent's bits, the rest by the polynomial of the Cephes library.
    #[inline(always)]
    fn exp(self, x: Self::Of) -> Self::Of {
        let x = self.max(x, self.splat(-87.0));
        let shifted = self.mul_add(x, self.splat(std::f32::consts::LOG2_E), self.splat(ROUNDING));
        let whole = self.sub(shifted, self.splat(ROUNDING));
        let rest = self.mul_add(whole, self.splat(-0.693_359_4), x);
        let rest = self.mul_add(whole, self.splat(2.121_944_4e-4), rest);
        self.mul(self.polynomial(rest, &EXP), self.power_of_two(shifted))
    }

    /// The Gaussian error linear unit `x Φ(x)`; absolute error under 1e-6.
    ///
    /// It is `max(x, 0)` less a bump of `|x|` that is fitted by a polynomial up to 5.2, where it has all but vanished.
    #[inline(always)]
    fn gelu(self, x: Self::Of) -> Self::Of {
        let size = self.min(self.abs(x), self.splat(5.2));
        let from_middle = self.mul_add(size, self.splat(1.0 / 2.6), self.splat(-1.0));
        self.sub(self.max(x, self.zero()), self.polynomial(from_middle, &GELU))
    }

    #[inline(always)]
    fn polynomial<const N: usize>(self, x: Self::Of, coefficients: &[f32; N]) -> Self::Of {
        let mut sum = self.splat(coefficients[N - 1]);
        for power in (0..N - 1).rev() {
            sum = self.mul_add(sum, x, self.splat(coefficients[power]));
        }
        sum
    }
}

/// Adding this to a number of less than 2^22 rounds it to the nearest even integer, which then stands in the low bits.
pub(super) const ROUNDING: f32 = 12_582_912.0;

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

#[cfg(test)]
pub(super) mod tests {
    use super::super::level::Level;
    use super::super::level::Work;
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

    /// All functions of some numbers, as bits.
    struct Try<'a>(&'a [f32], &'a mut Vec<[f32; 4]>);

    impl Work for Try<'_> {
        #[inline(always)]
        fn run<R: Registers>(self, r: R) {
            for x in self.0 {
                let of = |y: R::Of| {
                    let mut lanes = Lanes::ZERO;
                    r.store(&mut lanes, y);
                    lanes.0[3]
                };
                let x = r.splat(*x);
                let byte = r.bytes(r.round(x))[7];
                self.1.push([of(r.gelu(x)), of(r.exp(x)), f32::from(byte), r.sum(x) + r.largest(x)]);
            }
        }
    }

    fn all(level: Level, numbers: &[f32]) -> Vec<[f32; 4]> {
        let mut found = Vec::new();
        level.run(Try(numbers, &mut found));
        found
    }

    #[test]
    fn functions_are_near_and_the_same_at_all_levels() {
        let numbers: Vec<f32> = (-8700..=0).map(|step| step as f32 / 100.0).collect();
        let numbers: Vec<f32> = numbers.iter().copied().chain(numbers.iter().map(|x| -x / 10.0)).collect();
        let found = all(Level::best(), &numbers);
        for (x, [gelu, exp, _, _]) in numbers.iter().map(|x| f64::from(*x)).zip(&found) {
            let error = (f64::from(*gelu) - x * normal(x)).abs();
            assert!(error < 1e-6 || x.abs() > 9.0, "gelu({x}) is off by {error}");
            let error = (f64::from(*exp) - x.exp()).abs() / x.exp();
            assert!(error < 3e-7 || x > 0.0, "exp({x}) is off by {error}");
        }
        for level in Level::all() {
            assert_eq!(all(level, &numbers), found, "{level:?}");
        }
    }

    #[test]
    fn rounds_to_even() {
        for level in Level::all() {
            let found = all(level, &[0.5, 1.5, -0.5, -1.5, 126.6, -127.0]);
            let bytes: Vec<f32> = found.iter().map(|[_, _, byte, _]| *byte).collect();
            assert_eq!(bytes, [0.0, 2.0, 0.0, -2.0, 127.0, -127.0]);
        }
    }
}
