//! What this processor can do, found once; the only file with `unsafe`.
//!
//! Two things need it: instructions that not every processor has, and reading an array into a register. A `Level`
//! cannot be made but by finding it, nor registers but by a level, so that holding one is the proof.

#![allow(unsafe_code, reason = "instructions that were found at run time; loads of whole arrays")]

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

use super::lanes::LANES;
use super::lanes::Lanes;
use super::lanes::Registers;
use super::matmul::Product;
use super::plain;
use super::plain::Arrays;
#[cfg(target_arch = "x86_64")]
use super::x86;

/// Instructions that this processor has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Level(Kind);

#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "only x86 has the others"))]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// What every processor of this kind has.
    Plain,
    /// x86: registers of 256 bits, fused steps.
    Avx2,
    /// The same with sums of four products of bytes.
    Vnni256,
    /// x86: registers of 512 bits, sums of four products of bytes.
    Vnni512,
}

/// In which order a block keeps its weights.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Layout {
    /// Each output's inputs in a row.
    Rows,
    /// Two inputs of each output side by side.
    Pairs,
    /// Four inputs of each output side by side, 128 added.
    Quads,
}

/// Something to be done with the widest registers there are. `run` and all that it calls are `inline(always)`:
/// only then are they compiled for each level.
pub(super) trait Work {
    fn run<R: Registers>(self, r: R);
}

impl Level {
    /// The best that this processor has.
    pub fn best() -> Level {
        Level::all()[0]
    }

    /// All that this processor has, best first.
    pub fn all() -> Vec<Level> {
        let mut found = vec![Kind::Plain];
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            found.push(Kind::Avx2);
            if is_x86_feature_detected!("avxvnni") {
                found.push(Kind::Vnni256);
            }
            if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni") {
                found.push(Kind::Vnni512);
            }
        }
        found.into_iter().rev().map(Level).collect()
    }

    /// The order of weights that its product wants.
    pub fn layout(self) -> Layout {
        match self.0 {
            Kind::Plain => Layout::Rows,
            Kind::Avx2 => Layout::Pairs,
            Kind::Vnni256 | Kind::Vnni512 => Layout::Quads,
        }
    }

    /// Does this work with the registers of this level.
    pub fn run(self, work: impl Work) {
        match self.0 {
            // SAFETY: a level of this kind is made only where these instructions were found.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 | Kind::Vnni256 => unsafe { run_256(work) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni512 => unsafe { run_512(work) },
            _ => work.run(Arrays),
        }
    }

    /// Computes a product.
    pub fn multiply(self, product: Product) {
        assert_eq!(self.layout(), product.linear.layout, "weights are packed for the level that reads them");
        match self.0 {
            // SAFETY: a level of this kind is made only where these instructions were found.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { x86::multiply_avx2(product) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni256 => unsafe { x86::multiply_256(product) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni512 => unsafe { x86::multiply_512(product) },
            _ => plain::multiply(product),
        }
    }

    /// Sums of products from registers alone, so many turns of 24 instructions; how many operations that were.
    /// Nothing where there is no such instruction.
    pub fn peak(self, turns: u64) -> u64 {
        match self.0 {
            // SAFETY: a level of this kind is made only where these instructions were found.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni512 => unsafe { x86::peak_512(turns) },
            _ => 0,
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn run_256(work: impl Work) {
    work.run(Half(()));
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avx512f")]
fn run_512(work: impl Work) {
    work.run(Whole(()));
}

/// Two registers of 256 bits; made by `run_256` alone.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct Half(());

/// A register of 512 bits; made by `run_512` alone.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct Whole(());

/// Methods of which each is a few instructions.
#[cfg(target_arch = "x86_64")]
macro_rules! instructions {
    ($(fn $name:ident($($argument:ident: $of:ty),*) -> $result:ty = $body:expr;)*) => {$(
        #[inline(always)]
        fn $name(self, $($argument: $of),*) -> $result {
            // SAFETY: holding these registers proves that the instructions were found; each load and store is
            // of an array of just that size, at any alignment.
            unsafe { $body }
        }
    )*};
}

#[cfg(target_arch = "x86_64")]
impl Registers for Whole {
    type Of = __m512;
    const MANY: bool = true;

    instructions! {
        fn splat(number: f32) -> __m512 = _mm512_set1_ps(number);
        fn load(lanes: &Lanes) -> __m512 = load::lanes_512(lanes);
        fn store(lanes: &mut Lanes, x: __m512) -> () = load::store_512(lanes, x);
        fn add(a: __m512, b: __m512) -> __m512 = _mm512_add_ps(a, b);
        fn sub(a: __m512, b: __m512) -> __m512 = _mm512_sub_ps(a, b);
        fn mul(a: __m512, b: __m512) -> __m512 = _mm512_mul_ps(a, b);
        fn mul_add(a: __m512, b: __m512, c: __m512) -> __m512 = _mm512_fmadd_ps(a, b, c);
        fn max(a: __m512, b: __m512) -> __m512 = _mm512_max_ps(a, b);
        fn min(a: __m512, b: __m512) -> __m512 = _mm512_min_ps(a, b);
        fn sum(x: __m512) -> f32 = { let [low, high] = halves(x); sum_256(_mm256_add_ps(low, high)) };
        fn largest(x: __m512) -> f32 = { let [low, high] = halves(x); largest_256(_mm256_max_ps(low, high)) };
        fn bytes(x: __m512) -> [i8; LANES] =
            std::mem::transmute::<__m128i, [i8; LANES]>(_mm512_cvtepi32_epi8(_mm512_cvtps_epi32(x)));
        fn power_of_two(x: __m512) -> __m512 = _mm512_castsi512_ps(_mm512_slli_epi32::<23>(
            _mm512_add_epi32(_mm512_castps_si512(x), _mm512_set1_epi32(127))));
    }
}

#[cfg(target_arch = "x86_64")]
impl Registers for Half {
    type Of = [__m256; 2];
    const MANY: bool = false;

    instructions! {
        fn splat(number: f32) -> [__m256; 2] = [_mm256_set1_ps(number); 2];
        fn load(lanes: &Lanes) -> [__m256; 2] = [_mm256_loadu_ps(lanes.0.as_ptr()), _mm256_loadu_ps(lanes.0[8..].as_ptr())];
        fn store(lanes: &mut Lanes, x: [__m256; 2]) -> () = {
            _mm256_storeu_ps(lanes.0.as_mut_ptr(), x[0]);
            _mm256_storeu_ps(lanes.0[8..].as_mut_ptr(), x[1]);
        };
        fn add(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] = [_mm256_add_ps(a[0], b[0]), _mm256_add_ps(a[1], b[1])];
        fn sub(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] = [_mm256_sub_ps(a[0], b[0]), _mm256_sub_ps(a[1], b[1])];
        fn mul(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] = [_mm256_mul_ps(a[0], b[0]), _mm256_mul_ps(a[1], b[1])];
        fn mul_add(a: [__m256; 2], b: [__m256; 2], c: [__m256; 2]) -> [__m256; 2] =
            [_mm256_fmadd_ps(a[0], b[0], c[0]), _mm256_fmadd_ps(a[1], b[1], c[1])];
        fn max(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] = [_mm256_max_ps(a[0], b[0]), _mm256_max_ps(a[1], b[1])];
        fn min(a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] = [_mm256_min_ps(a[0], b[0]), _mm256_min_ps(a[1], b[1])];
        fn sum(x: [__m256; 2]) -> f32 = sum_256(_mm256_add_ps(x[0], x[1]));
        fn largest(x: [__m256; 2]) -> f32 = largest_256(_mm256_max_ps(x[0], x[1]));
        fn bytes(x: [__m256; 2]) -> [i8; LANES] = {
            let whole = x.map(|half| std::mem::transmute::<__m256i, [i32; 8]>(_mm256_cvtps_epi32(half)));
            std::array::from_fn(|lane| whole[lane / 8][lane % 8] as i8)
        };
        fn power_of_two(x: [__m256; 2]) -> [__m256; 2] = [power_256(x[0]), power_256(x[1])];
    }
}

#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx512f")]
fn halves(x: __m512) -> [__m256; 2] {
    let high = _mm512_castps_pd(x);
    [_mm512_castps512_ps256(x), _mm256_castpd_ps(_mm512_extractf64x4_pd::<1>(high))]
}

#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx2")]
fn sum_256(x: __m256) -> f32 {
    let four = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps::<1>(x));
    let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)))
}

#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx2")]
fn largest_256(x: __m256) -> f32 {
    let four = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps::<1>(x));
    let two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)))
}

#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx2")]
fn power_256(x: __m256) -> __m256 {
    let exponent = _mm256_add_epi32(_mm256_castps_si256(x), _mm256_set1_epi32(127));
    _mm256_castsi256_ps(_mm256_slli_epi32::<23>(exponent))
}

/// Arrays into registers and back.
#[cfg(target_arch = "x86_64")]
pub(super) mod load {
    use super::*;

    #[inline]
    #[target_feature(enable = "avx512f")]
    pub fn bytes_512(bytes: &[i8; 64]) -> __m512i {
        // SAFETY: 64 bytes are read from an array of 64; any alignment will do.
        unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    pub fn lanes_512(lanes: &Lanes) -> __m512 {
        // SAFETY: 16 numbers are read from an array of 16; any alignment will do.
        unsafe { _mm512_loadu_ps(lanes.0.as_ptr()) }
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    pub fn store_512(lanes: &mut Lanes, register: __m512) {
        // SAFETY: 16 numbers are written to an array of 16; any alignment will do.
        unsafe { _mm512_storeu_ps(lanes.0.as_mut_ptr(), register) }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    pub fn bytes_256(bytes: &[i8; 32]) -> __m256i {
        // SAFETY: 32 bytes are read from an array of 32; any alignment will do.
        unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    pub fn bytes_128(bytes: &[i8; 16]) -> __m128i {
        // SAFETY: 16 bytes are read from an array of 16; any alignment will do.
        unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    pub fn half_256(half: &[f32; 8]) -> __m256 {
        // SAFETY: 8 numbers are read from an array of 8; any alignment will do.
        unsafe { _mm256_loadu_ps(half.as_ptr()) }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    pub fn store_256(half: &mut [f32; 8], register: __m256) {
        // SAFETY: 8 numbers are written to an array of 8; any alignment will do.
        unsafe { _mm256_storeu_ps(half.as_mut_ptr(), register) }
    }
}
