//! What this processor can do, found once; the only file with `unsafe`.
//!
//! Two things need it: calling a function that is compiled for instructions which were found here, and reading
//! an array into a register. A `Level` cannot be made but by finding it, so that holding one is the proof.

#![allow(unsafe_code, reason = "instructions that were found at run time; loads of whole arrays")]

use super::matmul::Product;
use super::plain;
#[cfg(target_arch = "x86_64")]
use super::x86;

/// Instructions that this processor has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Level(Kind);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// What every processor of this kind has.
    Plain,
    /// x86: registers of 256 bits, fused steps.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// The same with sums of four products of bytes.
    #[cfg(target_arch = "x86_64")]
    Vnni256,
    /// x86: registers of 512 bits, sums of four products of bytes.
    #[cfg(target_arch = "x86_64")]
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
    fn run(self, level: Level);
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
            if has_512() {
                found.push(Kind::Vnni512);
            }
        }
        found.into_iter().rev().map(Level).collect()
    }

    /// The order of weights that its product wants.
    pub fn layout(self) -> Layout {
        match self.0 {
            Kind::Plain => Layout::Rows,
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => Layout::Pairs,
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni256 | Kind::Vnni512 => Layout::Quads,
        }
    }

    /// Whether there are 32 registers of 16 lanes.
    #[inline(always)]
    pub fn is_wide(self) -> bool {
        #[cfg(target_arch = "x86_64")]
        return self.0 == Kind::Vnni512;
        #[cfg(not(target_arch = "x86_64"))]
        false
    }

    /// Does this work with the registers of this level.
    pub fn run(self, work: impl Work) {
        match self.0 {
            Kind::Plain => work.run(self),
            // SAFETY: a level of this kind is made only where these instructions were found.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 | Kind::Vnni256 => unsafe { run_256(work, self) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni512 => unsafe { run_512(work, self) },
        }
    }

    /// Computes a product.
    pub fn multiply(self, product: Product) {
        debug_assert_eq!(
            self.layout(),
            product.linear.layout,
            "weights are packed for the level that reads them"
        );
        match self.0 {
            Kind::Plain => plain::multiply(product),
            // SAFETY: a level of this kind is made only where these instructions were found.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { x86::multiply_avx2(product) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni256 => unsafe { x86::multiply_256(product) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni512 => unsafe { x86::multiply_512(product) },
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
fn has_512() -> bool {
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vnni")
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn run_256(work: impl Work, level: Level) {
    work.run(level);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn run_512(work: impl Work, level: Level) {
    work.run(level);
}

/// Arrays into registers and back.
#[cfg(target_arch = "x86_64")]
pub(super) mod load {
    use std::arch::x86_64::*;

    use crate::neural::lanes::Lanes;

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
