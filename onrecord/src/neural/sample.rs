//! Weights at random, for tests and the bench.

use std::collections::BTreeMap;

use safetensors::Dtype;
use safetensors::serialize;
use safetensors::tensor::TensorView;

/// Numbers of a vector.
pub const WIDTH: usize = 384;

const INNER: usize = 1536;
const PAIR: usize = 128;

/// A file of weights in the making.
pub struct Sample {
    tensors: BTreeMap<String, (Dtype, Vec<usize>, Vec<u8>)>,
    random: Random,
}

/// Numbers that look random and are the same each time.
pub struct Random(pub u64);

impl Random {
    /// The next 32 bits (xorshift*).
    pub fn bits(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) as u32
    }

    /// The next number from -1 to 1.
    pub fn number(&mut self) -> f32 {
        (f64::from(self.bits()) / f64::from(1u32 << 31) - 1.0) as f32
    }
}

impl Sample {
    /// Weights with so many layers and word pieces.
    pub fn new(layers: usize, words: usize) -> Sample {
        let mut sample = Sample { tensors: BTreeMap::new(), random: Random(0x5eed) };
        sample.bytes_of("embeddings.word.weight", &[words, WIDTH]);
        sample.numbers_of("embeddings.word.scale", &[words], 0.01, 0.002);
        sample.numbers_of("embeddings.position.weight", &[512, WIDTH], 0.0, 0.2);
        for (name, rows) in [("shape", 9), ("quote", 3), ("boundary", 4), ("lexicon", 17)] {
            sample.numbers_of(&format!("embeddings.{name}.weight"), &[rows, WIDTH], 0.0, 0.3);
        }
        sample.norm("embeddings.norm");
        for layer in 0..layers {
            let name = |part: &str| format!("layer.{layer}.{part}");
            sample.linear(&name("qkv"), 3 * WIDTH, WIDTH);
            sample.linear(&name("out"), WIDTH, WIDTH);
            sample.linear(&name("up"), INNER, WIDTH);
            sample.linear(&name("down"), WIDTH, INNER);
            sample.norm(&name("norm1"));
            sample.norm(&name("norm2"));
        }
        for (name, outputs) in [("tag", 7), ("pair.cue", PAIR), ("pair.word", PAIR)] {
            sample.numbers_of(&format!("{name}.weight"), &[outputs, WIDTH], 0.0, 0.06);
            sample.numbers_of(&format!("{name}.bias"), &[outputs], 0.0, 0.1);
        }
        sample.numbers_of("pair.bilinear", &[2, PAIR, PAIR], 0.0, 0.05);
        sample.numbers_of("pair.linear.weight", &[2, PAIR], 0.0, 0.1);
        sample.numbers_of("pair.linear.bias", &[2], 0.0, 0.1);
        sample.numbers_of("pair.distance", &[33, 2], 0.0, 1.0);
        sample
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        let views = self.tensors.iter().map(|(name, (of, shape, bytes))| {
            (name, TensorView::new(*of, shape.clone(), bytes).expect("shapes fit their bytes"))
        });
        serialize(views, None).expect("a sample is well formed")
    }

    fn linear(&mut self, name: &str, outputs: usize, inputs: usize) {
        self.bytes_of(&format!("{name}.weight"), &[outputs, inputs]);
        self.numbers_of(&format!("{name}.scale"), &[outputs, inputs / 128], 0.000_7, 0.000_2);
        self.numbers_of(&format!("{name}.bias"), &[outputs], 0.0, 0.1);
    }

    fn norm(&mut self, name: &str) {
        self.numbers_of(&format!("{name}.weight"), &[WIDTH], 1.0, 0.2);
        self.numbers_of(&format!("{name}.bias"), &[WIDTH], 0.0, 0.1);
    }

    fn bytes_of(&mut self, name: &str, shape: &[usize]) {
        let count = shape.iter().product();
        let bytes = (0..count).map(|_| self.random.bits() as u8).collect();
        self.tensors.insert(name.to_owned(), (Dtype::I8, shape.to_vec(), bytes));
    }

    fn numbers_of(&mut self, name: &str, shape: &[usize], middle: f32, spread: f32) {
        let count = shape.iter().product();
        let numbers =
            (0..count).flat_map(|_| (middle + spread * self.random.number()).to_le_bytes()).collect();
        self.tensors.insert(name.to_owned(), (Dtype::F32, shape.to_vec(), numbers));
    }
}
