//! Weights from their file: every shape is checked against the others, every number must be finite.

use std::fmt;

use safetensors::Dtype;
use safetensors::SafeTensors;
use safetensors::tensor::TensorView;

use super::lanes::LANES;
use super::lanes::Lanes;
use super::level::Layout;
use super::matmul::GROUP;
use super::matmul::Linear;
use super::norm::Norm;

/// Why bytes are no weights.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WeightsError {
    /// They are no safetensors file.
    Format(String),
    /// A tensor is missing.
    Missing(String),
    /// A tensor has another type than it must have.
    Type(String),
    /// A tensor has another shape than it must have.
    Shape(String),
    /// A tensor holds an infinity or what is no number.
    Number(String),
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WeightsError::Format(why) => write!(f, "no weights: {why}"),
            WeightsError::Missing(name) => write!(f, "the weights have no `{name}`"),
            WeightsError::Type(name) => write!(f, "`{name}` has the wrong type of number"),
            WeightsError::Shape(name) => write!(f, "`{name}` has the wrong shape"),
            WeightsError::Number(name) => write!(f, "`{name}` holds something that is no finite number"),
        }
    }
}

impl std::error::Error for WeightsError {}

/// The tensors of a file, by name.
pub(super) struct Tensors<'a>(SafeTensors<'a>);

/// A matrix as it is used row by row: numbers of each input, for all outputs by 16.
#[derive(Clone, Debug)]
pub(super) struct Dense {
    /// Input by input, all outputs.
    pub weights: Vec<Lanes>,
    pub bias: Vec<Lanes>,
}

/// Rows that are looked up.
#[derive(Clone, Debug)]
pub(super) struct Table(Vec<Lanes>, usize);

/// Rows of bytes that are looked up, each with its scale.
#[derive(Clone, Debug)]
pub(super) struct ByteTable {
    rows: Vec<[i8; LANES]>,
    scales: Vec<f32>,
    width: usize,
}

impl<'a> Tensors<'a> {
    /// Reads the list of tensors.
    pub fn read(bytes: &'a [u8]) -> Result<Tensors<'a>, WeightsError> {
        SafeTensors::deserialize(bytes).map(Tensors).map_err(|error| WeightsError::Format(error.to_string()))
    }

    /// Whether there is a tensor of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.tensor(name).is_ok()
    }

    /// Rows and columns of a matrix.
    pub fn shape(&self, name: &str) -> Result<[usize; 2], WeightsError> {
        match *self.view(name)?.shape() {
            [rows, columns] if rows > 0 && columns > 0 => Ok([rows, columns]),
            _ => Err(WeightsError::Shape(name.to_owned())),
        }
    }

    /// Numbers of this shape.
    pub fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, WeightsError> {
        let bytes = self.bytes(name, shape, Dtype::F32)?;
        let numbers: Vec<f32> = bytes.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
        if numbers.iter().all(|number| number.is_finite()) {
            Ok(numbers)
        } else {
            Err(WeightsError::Number(name.to_owned()))
        }
    }

    /// Numbers of this shape, 16 side by side; their last dimension is filled up with zeros.
    pub fn lanes(&self, name: &str, shape: &[usize]) -> Result<Vec<Lanes>, WeightsError> {
        let width = *shape.last().unwrap_or(&1);
        Ok(self.numbers(name, shape)?.chunks_exact(width).flat_map(side_by_side).collect())
    }

    /// A layer norm over so many numbers.
    pub fn norm(&self, name: &str, width: usize) -> Result<Norm, WeightsError> {
        let weight = self.lanes(&format!("{name}.weight"), &[width])?;
        let bias = self.lanes(&format!("{name}.bias"), &[width])?;
        Ok(Norm { weight, bias })
    }

    /// A matrix of bytes. Inputs are whole groups, outputs multiples of 64: the caller has checked.
    pub fn linear(&self, name: &str, shape: [usize; 2], layout: Layout) -> Result<Linear, WeightsError> {
        let [outputs, inputs] = shape;
        let weights = self.bytes(&format!("{name}.weight"), &shape, Dtype::I8)?;
        let weights: Vec<i8> = weights.iter().map(|byte| byte.cast_signed()).collect();
        let scales = self.numbers(&format!("{name}.scale"), &[outputs, inputs / GROUP])?;
        let bias = self.lanes(&format!("{name}.bias"), &[outputs])?;
        Ok(Linear::pack(layout, &weights, &scales, bias))
    }

    /// A matrix of numbers, with its bias if it has one.
    pub fn dense(&self, name: &str, shape: [usize; 2]) -> Result<Dense, WeightsError> {
        let [outputs, inputs] = shape;
        let weights = self.numbers(&format!("{name}.weight"), &shape)?;
        let turned = (0..inputs).flat_map(|input| {
            let column: Vec<f32> = weights.chunks_exact(inputs).map(|row| row[input]).collect();
            side_by_side(&column)
        });
        Ok(Dense { weights: turned.collect(), bias: self.lanes(&format!("{name}.bias"), &[outputs])? })
    }

    /// Rows of numbers to look up.
    pub fn table(&self, name: &str, width: usize) -> Result<Table, WeightsError> {
        let [rows, _] = self.shape(name)?;
        Ok(Table(self.lanes(name, &[rows, width])?, width.div_ceil(LANES)))
    }

    /// Rows of bytes to look up; their width is a multiple of 16.
    pub fn byte_table(&self, name: &str, shape: [usize; 2]) -> Result<ByteTable, WeightsError> {
        let bytes = self.bytes(&format!("{name}.weight"), &shape, Dtype::I8)?;
        let rows = bytes.as_chunks().0.iter().map(|row| row.map(u8::cast_signed)).collect();
        let scales = self.numbers(&format!("{name}.scale"), &[shape[0]])?;
        Ok(ByteTable { rows, scales, width: shape[1] / LANES })
    }

    fn view(&self, name: &str) -> Result<TensorView<'a>, WeightsError> {
        self.0.tensor(name).map_err(|_| WeightsError::Missing(name.to_owned()))
    }

    fn bytes(&self, name: &str, shape: &[usize], of: Dtype) -> Result<&'a [u8], WeightsError> {
        let view = self.view(name)?;
        if view.dtype() != of {
            return Err(WeightsError::Type(name.to_owned()));
        }
        if view.shape() != shape {
            return Err(WeightsError::Shape(name.to_owned()));
        }
        Ok(view.data())
    }
}

impl Table {
    /// The row of this number, or the last one.
    #[inline(always)]
    pub fn row(&self, number: usize) -> &[Lanes] {
        let last = self.0.len() / self.1 - 1;
        &self.0[number.min(last) * self.1..][..self.1]
    }
}

impl ByteTable {
    /// The row of this number, or the last one, and its scale.
    #[inline(always)]
    pub fn row(&self, number: usize) -> (&[[i8; LANES]], f32) {
        let number = number.min(self.scales.len() - 1);
        (&self.rows[number * self.width..][..self.width], self.scales[number])
    }
}

fn side_by_side(row: &[f32]) -> Vec<Lanes> {
    let fill = |part: &[f32]| {
        let mut lanes = Lanes::ZERO;
        lanes.0[..part.len()].copy_from_slice(part);
        lanes
    };
    row.chunks(LANES).map(fill).collect()
}
