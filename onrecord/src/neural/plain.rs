//! The product in plain Rust, for processors whose instructions are not asked for by name.

use super::lanes::LANES;
use super::matmul::GROUP;
use super::matmul::Product;

/// Rows times a matrix.
pub(super) fn multiply(product: Product) {
    for tile in product.tiles(1, 1) {
        let place = tile.row * product.linear.columns + tile.column;
        for group in tile.group..tile.group + tile.groups {
            let row = &product.rows[tile.row * product.linear.groups + group];
            let block = product.linear.block(tile.column, group);
            let mut out = *product.before(place, tile.column, group);
            for (lane, weights) in block.weights.as_chunks::<GROUP>().0.iter().enumerate() {
                let sum = dot(&row.values, weights);
                out.0[lane] = (sum as f32).mul_add(row.scale * block.scales.0[lane], out.0[lane]);
            }
            product.out[place] = out;
        }
    }
    const { assert!(LANES * GROUP == 2048) };
}

fn dot(values: &[i8; GROUP], weights: &[i8; GROUP]) -> i32 {
    values.iter().zip(weights).fold(0i32, |sum, (value, weight)| {
        sum.wrapping_add(i32::from(i16::from(*value).wrapping_mul(i16::from(*weight))))
    })
}
