//! The product with the vector instructions of x86. No `unsafe` here: `level` found the instructions.

#![allow(clippy::needless_range_loop, reason = "registers of a tile are named by their row and column")]

use std::arch::x86_64::*;
use std::array;

use super::lanes::Lanes;
use super::level::load;
use super::matmul::Block;
use super::matmul::GROUP;
use super::matmul::Group;
use super::matmul::Product;
use super::matmul::Tile;

/// Rows times a matrix: 512 bits, sums of four products of bytes. 24 sums stay in registers.
#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) fn multiply_512(mut product: Product) {
    for tile in product.tiles(6, 4) {
        match tile.rows {
            1 => tile_512::<1>(&mut product, tile),
            2 => tile_512::<2>(&mut product, tile),
            3 => tile_512::<3>(&mut product, tile),
            4 => tile_512::<4>(&mut product, tile),
            5 => tile_512::<5>(&mut product, tile),
            _ => tile_512::<6>(&mut product, tile),
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
fn tile_512<const R: usize>(product: &mut Product, tile: Tile) {
    let columns = product.linear.columns;
    for group in tile.group..tile.group + tile.groups {
        let rows: [&Group; R] = rows_of(product, tile, group);
        let blocks: [&Block; 4] = array::from_fn(|c| product.linear.block(tile.column + c, group));
        let mut below = product.out[tile.row * columns + tile.column..].chunks_mut(columns);
        let outs: [&mut [Lanes; 4]; R] = array::from_fn(|_| {
            below.next().and_then(|row| row.first_chunk_mut()).expect("a tile lies within")
        });
        let bias = if group == 0 { product.linear.bias[tile.column..].first_chunk() } else { None };
        add_512(rows, blocks, bias, outs);
    }
}

/// Adds one group's products to what is there, or to the bias. Every array has a known size, so that all sums stay in registers.
#[inline(never)]
#[target_feature(enable = "avx512f,avx512vnni")]
fn add_512<const R: usize>(
    rows: [&Group; R],
    blocks: [&Block; 4],
    bias: Option<&[Lanes; 4]>,
    outs: [&mut [Lanes; 4]; R],
) {
    let mut sums = [[_mm512_setzero_si512(); 4]; R];
    for r in 0..R {
        sums[r] = [_mm512_set1_epi32(rows[r].sum.wrapping_mul(-128)); 4];
    }
    for step in 0..GROUP / 4 {
        let mut weights = [_mm512_setzero_si512(); 4];
        for c in 0..4 {
            weights[c] = load::bytes_512(&blocks[c].weights[step]);
        }
        for r in 0..R {
            let quad = _mm512_set1_epi32(rows[r].quad(step));
            for c in 0..4 {
                sums[r][c] = _mm512_dpbusd_epi32(sums[r][c], weights[c], quad);
            }
        }
    }
    for r in 0..R {
        let scale = _mm512_set1_ps(rows[r].scale);
        for c in 0..4 {
            let factor = _mm512_mul_ps(scale, load::lanes_512(&blocks[c].scales));
            let before = load::lanes_512(bias.map_or(&outs[r][c], |bias| &bias[c]));
            let sum = _mm512_fmadd_ps(_mm512_cvtepi32_ps(sums[r][c]), factor, before);
            load::store_512(&mut outs[r][c], sum);
        }
    }
}

/// Rows times a matrix: 256 bits, sums of four products of bytes.
#[target_feature(enable = "avx2,fma,avxvnni")]
pub(super) fn multiply_256(mut product: Product) {
    for tile in product.tiles(6, 1) {
        match tile.rows {
            1 => tile_256::<1>(&mut product, tile),
            2 => tile_256::<2>(&mut product, tile),
            3 => tile_256::<3>(&mut product, tile),
            4 => tile_256::<4>(&mut product, tile),
            5 => tile_256::<5>(&mut product, tile),
            _ => tile_256::<6>(&mut product, tile),
        }
    }
}

#[target_feature(enable = "avx2,fma,avxvnni")]
fn tile_256<const R: usize>(product: &mut Product, tile: Tile) {
    for group in tile.group..tile.group + tile.groups {
        let rows: [&Group; R] = rows_of(product, tile, group);
        let weights = product.linear.block(tile.column, group).weights.as_flattened().as_chunks::<32>().0;
        let mut sums = [[_mm256_setzero_si256(); 2]; R];
        for r in 0..R {
            sums[r] = [_mm256_set1_epi32(rows[r].sum.wrapping_mul(-128)); 2];
        }
        for step in 0..GROUP / 4 {
            let halves = [load::bytes_256(&weights[2 * step]), load::bytes_256(&weights[2 * step + 1])];
            for r in 0..R {
                let quad = _mm256_set1_epi32(rows[r].quad(step));
                for h in 0..2 {
                    sums[r][h] = _mm256_dpbusd_avx_epi32(sums[r][h], halves[h], quad);
                }
            }
        }
        scale_256(product, tile, group, &sums);
    }
}

/// Rows times a matrix: 256 bits, sums of two products of words.
#[target_feature(enable = "avx2,fma")]
pub(super) fn multiply_avx2(mut product: Product) {
    for tile in product.tiles(4, 1) {
        match tile.rows {
            1 => tile_avx2::<1>(&mut product, tile),
            2 => tile_avx2::<2>(&mut product, tile),
            3 => tile_avx2::<3>(&mut product, tile),
            _ => tile_avx2::<4>(&mut product, tile),
        }
    }
}

#[target_feature(enable = "avx2,fma")]
fn tile_avx2<const R: usize>(product: &mut Product, tile: Tile) {
    for group in tile.group..tile.group + tile.groups {
        let rows: [&Group; R] = rows_of(product, tile, group);
        let values: [[i16; GROUP]; R] = rows.map(|row| row.values.map(i16::from));
        let weights = product.linear.block(tile.column, group).weights.as_flattened().as_chunks::<16>().0;
        let mut sums = [[_mm256_setzero_si256(); 2]; R];
        for step in 0..GROUP / 2 {
            let halves = [
                _mm256_cvtepi8_epi16(load::bytes_128(&weights[2 * step])),
                _mm256_cvtepi8_epi16(load::bytes_128(&weights[2 * step + 1])),
            ];
            for r in 0..R {
                let [low, high] = values[r].as_chunks::<2>().0[step];
                let pair = _mm256_set1_epi32(i32::from(low) & 0xffff | i32::from(high) << 16);
                for h in 0..2 {
                    sums[r][h] = _mm256_add_epi32(sums[r][h], _mm256_madd_epi16(halves[h], pair));
                }
            }
        }
        scale_256(product, tile, group, &sums);
    }
}

/// Scales whole sums and adds them to what is there.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn scale_256<const R: usize>(product: &mut Product, tile: Tile, group: usize, sums: &[[__m256i; 2]; R]) {
    let scales = product.linear.block(tile.column, group).scales;
    for r in 0..R {
        let scale = _mm256_set1_ps(product.rows[(tile.row + r) * product.linear.groups + group].scale);
        let place = (tile.row + r) * product.linear.columns + tile.column;
        let before = *product.before(place, tile.column, group);
        for h in 0..2 {
            let factor = _mm256_mul_ps(scale, load::half_256(&scales.0.as_chunks().0[h]));
            let before = load::half_256(&before.0.as_chunks().0[h]);
            let sum = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[r][h]), factor, before);
            load::store_256(&mut product.out[place].0.as_chunks_mut().0[h], sum);
        }
    }
}

#[inline(always)]
fn rows_of<'a, const R: usize>(product: &Product<'a>, tile: Tile, group: usize) -> [&'a Group; R] {
    array::from_fn(|r| &product.rows[(tile.row + r) * product.linear.groups + group])
}

/// Sums of products from registers alone: what the processor can do at most.
#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) fn peak_512(turns: u64) -> u64 {
    let factor = _mm512_set1_epi32(turns as i32);
    let mut sums = [factor; 24];
    for _ in 0..turns {
        for sum in &mut sums {
            *sum = _mm512_dpbusd_epi32(*sum, factor, factor);
        }
    }
    std::hint::black_box(sums);
    turns * 24 * 64 * 2
}
