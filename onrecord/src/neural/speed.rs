//! What the bench measures beside the tagger: one product alone, and the most that the processor can do.

use super::lanes::LANES;
use super::lanes::Lanes;
use super::level::Level;
use super::matmul::GROUP;
use super::matmul::Group;
use super::matmul::Linear;
use super::matmul::Product;

/// Rows of bytes times a matrix of bytes.
pub struct Multiplication {
    level: Level,
    linear: Linear,
    rows: Vec<Group>,
    out: Vec<Lanes>,
}

impl Multiplication {
    /// So many rows; inputs in multiples of 128, outputs in multiples of 64.
    pub fn new(rows: usize, inputs: usize, outputs: usize) -> Multiplication {
        let level = Level::best();
        let weights: Vec<i8> = (0..inputs * outputs).map(|at| (at * 7 % 251) as u8 as i8).collect();
        let scales = vec![0.01; outputs * inputs / GROUP];
        let linear = Linear::pack(level.layout(), &weights, &scales, vec![Lanes::ZERO; outputs / LANES]);
        let mut row = Group { scale: 0.02, ..Group::ZERO };
        row.values.iter_mut().enumerate().for_each(|(at, value)| *value = (at * 3 % 127) as i8);
        row.sum = row.values.iter().map(|value| i32::from(*value)).sum();
        let out = vec![Lanes::ZERO; rows * outputs / LANES];
        Multiplication { level, linear, rows: vec![row; rows * inputs / GROUP], out }
    }

    /// Multiplies once; one of the results.
    pub fn run(&mut self) -> f32 {
        self.level.multiply(Product { rows: &self.rows, linear: &self.linear, out: &mut self.out });
        self.out[0].0[0]
    }

    /// Multiplications and additions of one run.
    pub fn operations(&self) -> u64 {
        (2 * self.rows.len() * GROUP * self.linear.columns * LANES) as u64
    }
}

/// Multiplies and adds in registers alone, and says how many operations that were; none where the processor has
/// no instruction for it.
pub fn peak(turns: u64) -> u64 {
    Level::best().peak(turns)
}
