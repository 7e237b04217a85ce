//! Matrices of bytes: numbers as eight bits with a scale for each group of 128, and what is multiplied with what.
//!
//! Sums within a group are whole numbers, so that any order gives the same; groups are added in order, in `f32`.

use super::lanes::LANES;
use super::lanes::Lanes;
use super::lanes::Registers;
use super::level::Layout;
use super::level::Work;

/// So many inputs share one scale.
pub(super) const GROUP: usize = 128;

/// Groups of one row that are multiplied before the next rows' turn: their weights stay in the nearest cache.
const GROUPS_AT_ONCE: usize = 3;

/// One group of inputs of one row.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub(super) struct Group {
    pub values: [i8; GROUP],
    pub scale: f32,
    /// The sum of the values.
    pub sum: i32,
}

/// The weights of 16 outputs for one group of inputs.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub(super) struct Block {
    /// 64 bytes are 16 outputs of four inputs each, or as the layout wants.
    pub weights: [[i8; 4 * LANES]; GROUP / 4],
    pub scales: Lanes,
}

/// A matrix with its bias, packed for one level.
#[derive(Clone, Debug)]
pub(super) struct Linear {
    pub layout: Layout,
    /// Groups of inputs.
    pub groups: usize,
    /// Outputs by 16.
    pub columns: usize,
    blocks: Vec<Block>,
    pub bias: Vec<Lanes>,
}

/// Rows times a matrix: `out = bias + Σ scale of row * scale of output * Σ value * weight`.
pub(super) struct Product<'a> {
    /// Row by row, group by group.
    pub rows: &'a [Group],
    pub linear: &'a Linear,
    /// Row by row, 16 outputs by 16 outputs.
    pub out: &'a mut [Lanes],
}

/// A part of a product: some rows, some columns, some groups.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tile {
    pub row: usize,
    pub rows: usize,
    pub column: usize,
    pub group: usize,
    pub groups: usize,
}

/// Turns numbers into groups of bytes.
pub(super) struct Quantise<'a> {
    pub numbers: &'a [Lanes],
    pub groups: &'a mut [Group],
}

impl Group {
    pub const ZERO: Group = Group { values: [0; GROUP], scale: 0.0, sum: 0 };

    /// Four values side by side, the first in the lowest bits.
    #[inline(always)]
    pub fn quad(&self, at: usize) -> i32 {
        i32::from_le_bytes(self.values.as_chunks::<4>().0[at].map(|value| value as u8))
    }

    /// The group of these 128 numbers: the largest of them becomes 127.
    #[inline(always)]
    pub fn fill<R: Registers>(&mut self, r: R, numbers: &[R::Of; GROUP / LANES]) {
        let mut most = r.zero();
        for lanes in numbers {
            most = r.max(most, r.abs(*lanes));
        }
        let most = r.largest(most);
        let factor = r.splat(if most > 0.0 { 127.0 / most } else { 0.0 });
        let mut sum = r.zero();
        for (lanes, values) in numbers.iter().zip(self.values.as_chunks_mut::<LANES>().0) {
            let whole = r.round(r.mul(*lanes, factor));
            *values = r.bytes(whole);
            sum = r.add(sum, whole);
        }
        self.scale = most / 127.0;
        self.sum = r.sum(sum) as i32;
    }
}

impl Linear {
    /// Packs `weights` (outputs by inputs) with `scales` (outputs by groups). Inputs come in whole groups,
    /// outputs in multiples of 64.
    pub fn pack(layout: Layout, weights: &[i8], scales: &[f32], bias: Vec<Lanes>) -> Linear {
        let columns = bias.len();
        let groups = scales.len() / (columns * LANES);
        let mut blocks = Vec::with_capacity(columns * groups);
        for column in 0..columns {
            for group in 0..groups {
                let mut block = Block { weights: [[0; 4 * LANES]; GROUP / 4], scales: Lanes::ZERO };
                for lane in 0..LANES {
                    let at = (column * LANES + lane) * groups + group;
                    block.scales.0[lane] = scales[at];
                    block.place(layout, lane, &weights[at * GROUP..][..GROUP]);
                }
                blocks.push(block);
            }
        }
        Linear { layout, groups, columns, blocks, bias }
    }

    /// The weights of 16 outputs for one group.
    #[inline(always)]
    pub fn block(&self, column: usize, group: usize) -> &Block {
        &self.blocks[column.wrapping_mul(self.groups).wrapping_add(group)]
    }
}

impl Block {
    /// Puts the weights of one output where this layout wants them.
    fn place(&mut self, layout: Layout, lane: usize, weights: &[i8]) {
        let (side, flip) = match layout {
            Layout::Rows => (GROUP, 0),
            Layout::Pairs => (2, 0),
            Layout::Quads => (4, i8::MIN),
        };
        for (step, together) in weights.chunks_exact(side).enumerate() {
            let place = &mut self.weights.as_flattened_mut()[step * side * LANES + lane * side..][..side];
            for (to, weight) in place.iter_mut().zip(together) {
                *to = weight ^ flip;
            }
        }
    }
}

impl Product<'_> {
    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.len() / self.linear.groups
    }

    /// The parts, so that weights are used for all rows while they are near.
    pub fn tiles(&self, rows: usize, columns: usize) -> impl Iterator<Item = Tile> + use<> {
        let height = self.height();
        let all = self.linear.groups;
        let width = self.linear.columns;
        (0..width).step_by(columns).flat_map(move |column| {
            (0..all).step_by(GROUPS_AT_ONCE).flat_map(move |group| {
                (0..height).step_by(rows).map(move |row| {
                    let groups = GROUPS_AT_ONCE.min(all - group);
                    Tile { row, rows: rows.min(height - row), column, group, groups }
                })
            })
        })
    }

    /// What this group is added to: the bias where it is the first, else what is there.
    #[inline(always)]
    pub fn before(&self, place: usize, column: usize, group: usize) -> &Lanes {
        if group == 0 { &self.linear.bias[column] } else { &self.out[place] }
    }
}

impl Work for Quantise<'_> {
    #[inline(always)]
    fn run<R: Registers>(self, r: R) {
        for (numbers, group) in self.numbers.as_chunks::<{ GROUP / LANES }>().0.iter().zip(self.groups) {
            let mut lanes = [r.zero(); GROUP / LANES];
            for (lanes, number) in lanes.iter_mut().zip(numbers) {
                *lanes = r.load(number);
            }
            group.fill(r, &lanes);
        }
    }
}
