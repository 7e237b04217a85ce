//! All levels agree bit by bit; the tagger agrees with plain mathematics; nothing strange makes it panic.

use std::sync::LazyLock;

use proptest::prelude::*;
use safetensors::SafeTensors;

use super::level::Layout;
use super::matmul::GROUP;
use super::matmul::Group;
use super::matmul::Linear;
use super::matmul::Product;
use super::matmul::Quantise;
use super::sample::Random;
use super::sample::Sample;
use super::sample::WIDTH;
use super::*;

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| Sample::new(1, 50).file());
static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger::read(&FILE).unwrap());

/// Bits of everything that a tagger says of these windows.
fn bits(tagger: &Tagger, windows: &[Window]) -> Vec<u32> {
    let scores = tagger.score(windows, &mut Scratch::default());
    let told = scores.iter().flat_map(|scores| {
        let pairs = scores.pairs(tagger, &[0, 3]);
        scores.tags().as_flattened().iter().chain(pairs.as_flattened()).copied().collect::<Vec<f32>>()
    });
    told.map(f32::to_bits).collect()
}

fn pieces(count: usize, seed: u64) -> Vec<Piece> {
    let mut random = Random(seed);
    (0..count)
        .map(|_| Piece {
            id: random.bits() % 50,
            features: [random.bits() % 9, random.bits() % 3, random.bits() % 4, random.bits() % 17]
                .map(|at| at as u8),
        })
        .collect()
}

fn every_second(count: usize) -> Vec<u32> {
    (1..count as u32).step_by(2).collect()
}

fn lanes(count: usize, random: &mut Random) -> Vec<Lanes> {
    (0..count).map(|_| Lanes(std::array::from_fn(|_| random.number()))).collect()
}

/// A random product at one level: the bits of what comes out.
fn product(level: Level, height: usize, groups: usize, columns: usize, seed: u64) -> Vec<u32> {
    let mut random = Random(seed);
    let outputs = columns * LANES;
    let weights: Vec<i8> = (0..outputs * groups * GROUP).map(|_| random.bits() as i8).collect();
    let scales: Vec<f32> = (0..outputs * groups).map(|_| random.number()).collect();
    let linear = Linear::pack(level.layout(), &weights, &scales, lanes(columns, &mut random));
    let mut rows = vec![Group::ZERO; height * groups];
    level.run(Quantise { numbers: &lanes(height * groups * GROUP / LANES, &mut random), groups: &mut rows });
    let mut out = vec![Lanes::ZERO; height * columns];
    level.multiply(Product { rows: &rows, linear: &linear, out: &mut out });
    out.iter().flat_map(|lanes| lanes.0.map(f32::to_bits)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn products_agree_at_all_levels(height in 1usize..20, groups in 1usize..5, columns in 1usize..4, seed in 1u64..) {
        let wanted = product(*Level::all().last().unwrap(), height, groups, 4 * columns, seed);
        for level in Level::all() {
            prop_assert!(product(level, height, groups, 4 * columns, seed) == wanted, "{:?} differs", level);
        }
    }

    #[test]
    fn broken_files_are_errors(at in 0.0f64..1.0, bit in 0u8..8, cut in any::<bool>()) {
        let mut bytes = FILE.clone();
        // Half of the faults are in the list of tensors, which is a small part of the file.
        let end = if at < 0.5 { 8000 } else { bytes.len() };
        let place = ((at * 2.0).fract() * end as f64) as usize;
        if cut {
            bytes.truncate(place);
            prop_assert!(Tagger::read(&bytes).is_err());
        } else {
            bytes[place] ^= 1 << bit;
            if let Ok(tagger) = Tagger::read(&bytes) {
                bits(&tagger, &[Window { pieces: &pieces(5, 1), first: &[1, 2] }]);
            }
        }
    }

    #[test]
    fn any_bytes_are_errors(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Tagger::read(&bytes).is_err());
    }
}

#[test]
fn packing_puts_every_weight_somewhere() {
    for layout in [Layout::Rows, Layout::Pairs, Layout::Quads] {
        let mut weights = vec![0i8; 64 * GROUP];
        weights[5 * GROUP + 77] = 1;
        let linear = Linear::pack(layout, &weights, &[1.0; 64], vec![Lanes::ZERO; 4]);
        let flip = if layout == Layout::Quads { i8::MIN } else { 0 };
        let marked =
            linear.block(0, 0).weights.as_flattened().iter().filter(|weight| **weight ^ flip == 1).count();
        assert_eq!(marked, 1, "{layout:?}");
    }
}

#[test]
fn taggers_agree_at_all_levels() {
    let long = pieces(37, 3);
    let short = pieces(9, 4);
    let windows = [
        Window { pieces: &long, first: &every_second(37) },
        Window { pieces: &short, first: &every_second(9) },
    ];
    let wanted = bits(&TAGGER, &windows);
    for level in Level::all() {
        let tagger = Tagger::for_level(&FILE, level).unwrap();
        assert!(bits(&tagger, &windows) == wanted, "{level:?} differs");
    }
}

#[test]
fn windows_know_nothing_of_each_other() {
    let many: Vec<Vec<Piece>> = (0..9).map(|at| pieces(3 + 17 * at, at as u64 + 1)).collect();
    let firsts: Vec<Vec<u32>> = many.iter().map(|pieces| every_second(pieces.len())).collect();
    let windows: Vec<Window> =
        many.iter().zip(&firsts).map(|(pieces, first)| Window { pieces, first }).collect();
    let alone: Vec<u32> = windows.iter().flat_map(|window| bits(&TAGGER, &[*window])).collect();
    assert_eq!(bits(&TAGGER, &windows), alone);
}

#[test]
fn strange_windows_are_no_fault() {
    let strange = Piece { id: u32::MAX, features: [255; 4] };
    let (one, long) = ([strange], [strange; 600]);
    let windows = [
        Window { pieces: &[], first: &[] },
        Window { pieces: &[], first: &[0, 7] },
        Window { pieces: &one, first: &[0, 1, u32::MAX] },
        Window { pieces: &one, first: &[] },
        Window { pieces: &long, first: &[0, 511, 512, 599] },
    ];
    let scores = TAGGER.score(&windows, &mut Scratch::default());
    let words: Vec<usize> = scores.iter().map(|scores| scores.tags().len()).collect();
    assert_eq!(words, [0, 0, 3, 0, 4]);
    assert!(scores[4].tags().as_flattened().iter().all(|logit| logit.is_finite()));
    for scores in &scores {
        for cue in [&[][..], &[usize::MAX], &[0], &[2, 1, 0, 0]] {
            assert_eq!(scores.pairs(&TAGGER, cue).len(), scores.tags().len());
        }
    }
    assert_eq!(scores[2].pairs(&TAGGER, &[]), [[f32::NEG_INFINITY; 2]; 3]);
}

#[test]
fn one_missing_tensor_is_named() {
    let bytes = FILE.clone();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let at = text.find("pair.linear.bias").unwrap();
    let mut renamed = bytes;
    renamed[at] = b'q';
    let error = Tagger::read(&renamed).unwrap_err();
    assert_eq!(error.to_string(), "the weights have no `pair.linear.bias`");
}

#[test]
fn agrees_with_plain_mathematics() {
    let reference = Reference(SafeTensors::deserialize(&FILE).unwrap());
    let pieces = pieces(21, 8);
    let first = every_second(21);
    let window = Window { pieces: &pieces, first: &first };
    let scores = &TAGGER.score(&[window], &mut Scratch::default())[0];
    let words: Vec<Vec<f64>> = {
        let rows = reference.encode(&pieces);
        first.iter().map(|at| rows[*at as usize].clone()).collect()
    };
    for (word, tags) in words.iter().zip(scores.tags()) {
        near(tags, &reference.dense("tag", word));
    }
    for cue in [&[2][..], &[3, 4], &[0, 1, 5]] {
        for (at, pair) in scores.pairs(&TAGGER, cue).iter().enumerate() {
            near(pair, &reference.pair(&words, cue, at));
        }
    }
}

#[track_caller]
fn near(found: &[f32], wanted: &[f64]) {
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((f64::from(*found) - wanted).abs() < 1e-3, "{found} is not {wanted}");
    }
}

/// The same model, one number at a time, in double precision.
struct Reference<'a>(SafeTensors<'a>);

impl Reference<'_> {
    fn numbers(&self, name: &str) -> Vec<f64> {
        let view = self.0.tensor(name).unwrap();
        view.data().as_chunks().0.iter().map(|four| f64::from(f32::from_le_bytes(*four))).collect()
    }

    fn encode(&self, pieces: &[Piece]) -> Vec<Vec<f64>> {
        let mut rows: Vec<Vec<f64>> =
            pieces.iter().enumerate().map(|(at, piece)| self.embed(at, piece)).collect();
        let mixed: Vec<Vec<f64>> = rows.iter().map(|row| self.linear("layer.0.qkv", row)).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            let context: Vec<f64> = (0..12).flat_map(|head| attend(&mixed, at, head)).collect();
            let out = self.linear("layer.0.out", &context);
            *row = self.norm("layer.0.norm1", &add(row, &out));
            let inner: Vec<f64> = self.linear("layer.0.up", row).into_iter().map(gelu).collect();
            let out = self.linear("layer.0.down", &inner);
            *row = self.norm("layer.0.norm2", &add(row, &out));
        }
        rows
    }

    fn embed(&self, at: usize, piece: &Piece) -> Vec<f64> {
        let words = self.0.tensor("embeddings.word.weight").unwrap();
        let scale = self.numbers("embeddings.word.scale")[piece.id as usize];
        let word = words.data()[piece.id as usize * WIDTH..][..WIDTH].iter();
        let mut row: Vec<f64> = word.map(|byte| f64::from(byte.cast_signed()) * scale).collect();
        let rows = [at].into_iter().chain(piece.features.map(usize::from));
        for (name, at) in ["position", "shape", "quote", "boundary", "lexicon"].into_iter().zip(rows) {
            let table = self.numbers(&format!("embeddings.{name}.weight"));
            row = add(&row, &table[at * WIDTH..][..WIDTH]);
        }
        self.norm("embeddings.norm", &row)
    }

    fn linear(&self, name: &str, row: &[f64]) -> Vec<f64> {
        let row: Vec<f64> = row.chunks(GROUP).flat_map(rounded).collect();
        let weights = self.0.tensor(&format!("{name}.weight")).unwrap();
        let scales = self.numbers(&format!("{name}.scale"));
        let groups = row.len() / GROUP;
        let out = weights.data().chunks(row.len()).enumerate().map(|(output, weights)| {
            let parts = weights.iter().zip(&row).enumerate();
            parts
                .map(|(at, (weight, x))| {
                    x * f64::from(weight.cast_signed()) * scales[output * groups + at / GROUP]
                })
                .sum()
        });
        add(&out.collect::<Vec<f64>>(), &self.numbers(&format!("{name}.bias")))
    }

    fn dense(&self, name: &str, row: &[f64]) -> Vec<f64> {
        let weights = self.numbers(&format!("{name}.weight"));
        let out: Vec<f64> = weights.chunks(row.len()).map(|weights| dot(weights, row)).collect();
        add(&out, &self.numbers(&format!("{name}.bias")))
    }

    fn norm(&self, name: &str, row: &[f64]) -> Vec<f64> {
        let mean = row.iter().sum::<f64>() / row.len() as f64;
        let centred: Vec<f64> = row.iter().map(|x| x - mean).collect();
        let deviation = (dot(&centred, &centred) / row.len() as f64 + 1e-12).sqrt();
        let weights = self.numbers(&format!("{name}.weight"));
        let scaled: Vec<f64> =
            centred.iter().zip(weights).map(|(x, weight)| x / deviation * weight).collect();
        add(&scaled, &self.numbers(&format!("{name}.bias")))
    }

    fn pair(&self, words: &[Vec<f64>], cue: &[usize], word: usize) -> Vec<f64> {
        let mut mean = vec![0.0; WIDTH];
        for at in cue {
            mean = add(&mean, &words[*at]);
        }
        let mean: Vec<f64> = mean.iter().map(|sum| sum / cue.len() as f64).collect();
        let c: Vec<f64> = self.dense("pair.cue", &mean).into_iter().map(gelu).collect();
        let x: Vec<f64> = self.dense("pair.word", &words[word]).into_iter().map(gelu).collect();
        let bilinear = self.numbers("pair.bilinear");
        let of_role = |role: usize| -> f64 {
            let rows = bilinear.chunks(128).skip(role * 128);
            c.iter().zip(rows).map(|(c, row)| c * dot(row, &x)).sum()
        };
        let middle = (cue.iter().sum::<usize>() as f64 / cue.len() as f64).round_ties_even();
        let relative = word as f64 - middle;
        let class = match relative {
            0.0 => 32,
            _ => {
                ((2.0 * relative.abs().log2()).floor() as usize).min(15) + if relative > 0.0 { 0 } else { 16 }
            }
        };
        let distance = &self.numbers("pair.distance")[class * 2..][..2];
        add(&add(&[of_role(0), of_role(1)], &self.dense("pair.linear", &x)), distance)
    }
}

fn attend(mixed: &[Vec<f64>], at: usize, head: usize) -> Vec<f64> {
    let part = |row: usize, of: usize| &mixed[row][of * WIDTH + head * 32..][..32];
    let scores: Vec<f64> =
        (0..mixed.len()).map(|row| (dot(part(at, 0), part(row, 1)) / 32f64.sqrt()).exp()).collect();
    let sum: f64 = scores.iter().sum();
    (0..32)
        .map(|n| scores.iter().enumerate().map(|(row, score)| score / sum * part(row, 2)[n]).sum())
        .collect()
}

fn rounded(group: &[f64]) -> Vec<f64> {
    let most = group.iter().fold(0f64, |most, x| most.max(x.abs()));
    group.iter().map(|x| (x / most * 127.0).round_ties_even() * most / 127.0).collect()
}

fn gelu(x: f64) -> f64 {
    lanes::tests::normal(x) * x
}

fn add(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
