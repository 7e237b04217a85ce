//! The encoder: pieces become vectors. Embeddings, then layers of attention and feed-forward, each with a norm
//! behind it, as in Devlin et al., "BERT" (2019).

use super::Piece;
use super::Window;
use super::attention::Attend;
use super::attention::HEAD;
use super::attention::Room;
use super::lanes::LANES;
use super::lanes::Lanes;
use super::lanes::Registers;
use super::level::Layout;
use super::level::Level;
use super::level::Work;
use super::matmul::GROUP;
use super::matmul::Group;
use super::matmul::Linear;
use super::matmul::Product;
use super::matmul::Quantise;
use super::norm::AddNorm;
use super::norm::Gelu;
use super::norm::Norm;
use super::weights::ByteTable;
use super::weights::Table;
use super::weights::Tensors;
use super::weights::WeightsError;

/// So many rows go through the feed-forward layer together: what is between its halves stays near.
const ROWS_AT_ONCE: usize = 96;

/// The tables of features, in the order of a piece's features.
const FEATURES: [&str; 4] = ["shape", "quote", "boundary", "lexicon"];

/// The encoder's weights.
#[derive(Debug)]
pub(super) struct Encoder {
    embeddings: Embeddings,
    layers: Vec<Layer>,
    /// Numbers of a vector, by 16.
    pub width: usize,
}

#[derive(Debug)]
struct Embeddings {
    word: ByteTable,
    position: Table,
    features: [Table; 4],
    norm: Norm,
}

#[derive(Debug)]
struct Layer {
    mix: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// Buffers that are used again and again. One for each thread.
#[derive(Default, Debug)]
pub struct Scratch {
    /// The vectors of all rows.
    pub(super) hidden: Vec<Lanes>,
    quantised: Vec<Group>,
    mixed: Vec<Lanes>,
    context: Vec<Lanes>,
    added: Vec<Lanes>,
    inner: Vec<Lanes>,
    inner_quantised: Vec<Group>,
    room: Room,
}

impl Encoder {
    /// Reads the embeddings and all layers.
    pub fn read(tensors: &Tensors, layout: Layout) -> Result<Encoder, WeightsError> {
        let word = "embeddings.word.weight";
        let [words, width] = tensors.shape(word)?;
        if width % GROUP > 0 {
            return Err(WeightsError::Shape(word.to_owned()));
        }
        let feature = |at: usize| tensors.table(&format!("embeddings.{}.weight", FEATURES[at]), width);
        let embeddings = Embeddings {
            word: tensors.byte_table("embeddings.word", [words, width])?,
            position: tensors.table("embeddings.position.weight", width)?,
            features: [feature(0)?, feature(1)?, feature(2)?, feature(3)?],
            norm: tensors.norm("embeddings.norm", width)?,
        };
        let layers = (0..)
            .take_while(|at| *at == 0 || tensors.has(&format!("layer.{at}.qkv.weight")))
            .map(|at| Layer::read(tensors, &format!("layer.{at}"), width, layout))
            .collect::<Result<_, _>>()?;
        Ok(Encoder { embeddings, layers, width: width / LANES })
    }

    /// Leaves the vectors of all pieces of these windows, one after the other, in `scratch.hidden`.
    pub fn encode(&self, level: Level, windows: &[Window], scratch: &mut Scratch) {
        let rows = windows.iter().map(|window| window.pieces.len()).sum();
        scratch.fit(rows, self);
        level.run(Embed {
            encoder: self,
            windows,
            hidden: &mut scratch.hidden,
            position: &mut scratch.added,
        });
        scratch.norm(level, &self.embeddings.norm);
        for layer in &self.layers {
            self.attend(level, layer, windows, scratch);
            scratch.norm(level, &layer.norm1);
            self.feed_forward(level, layer, scratch);
            scratch.norm(level, &layer.norm2);
        }
    }

    /// From the vectors to what attention adds to them.
    fn attend(&self, level: Level, layer: &Layer, windows: &[Window], scratch: &mut Scratch) {
        let Scratch { quantised, mixed, context, added, room, .. } = scratch;
        level.multiply(Product { rows: quantised, linear: &layer.mix, out: mixed });
        let width = self.width;
        let mut row = 0;
        for window in windows {
            let rows = row..row + window.pieces.len();
            level.run(Attend {
                width,
                mixed: &mixed[rows.start * 3 * width..rows.end * 3 * width],
                context: &mut context[rows.start * width..rows.end * width],
                room,
            });
            row = rows.end;
        }
        level.run(Quantise { numbers: context, groups: quantised });
        level.multiply(Product { rows: quantised, linear: &layer.out, out: added });
    }

    /// From the vectors to what the feed-forward layer adds to them.
    fn feed_forward(&self, level: Level, layer: &Layer, scratch: &mut Scratch) {
        let Scratch { quantised, added, inner, inner_quantised, .. } = scratch;
        let outs = added.chunks_mut(ROWS_AT_ONCE * self.width);
        for (rows, out) in quantised.chunks(ROWS_AT_ONCE * layer.up.groups).zip(outs) {
            let height = rows.len() / layer.up.groups;
            inner.resize(height * layer.up.columns, Lanes::ZERO);
            inner_quantised.resize(height * layer.down.groups, Group::ZERO);
            level.multiply(Product { rows, linear: &layer.up, out: inner });
            level.run(Gelu { numbers: inner, quantised: inner_quantised });
            level.multiply(Product { rows: inner_quantised, linear: &layer.down, out });
        }
    }
}

impl Layer {
    fn read(tensors: &Tensors, name: &str, width: usize, layout: Layout) -> Result<Layer, WeightsError> {
        let up = format!("{name}.up.weight");
        let [inner, _] = tensors.shape(&up)?;
        if inner % GROUP > 0 {
            return Err(WeightsError::Shape(up));
        }
        Ok(Layer {
            mix: tensors.linear(&format!("{name}.qkv"), [3 * width, width], layout)?,
            out: tensors.linear(&format!("{name}.out"), [width, width], layout)?,
            norm1: tensors.norm(&format!("{name}.norm1"), width)?,
            up: tensors.linear(&format!("{name}.up"), [inner, width], layout)?,
            down: tensors.linear(&format!("{name}.down"), [width, inner], layout)?,
            norm2: tensors.norm(&format!("{name}.norm2"), width)?,
        })
    }
}

impl Scratch {
    fn fit(&mut self, rows: usize, encoder: &Encoder) {
        let width = encoder.width;
        self.hidden.resize(rows * width, Lanes::ZERO);
        self.added.resize(rows * width, Lanes::ZERO);
        self.context.resize(rows * width, Lanes::ZERO);
        self.mixed.resize(rows * 3 * width, Lanes::ZERO);
        self.quantised.resize(rows * width * LANES / GROUP, Group::ZERO);
    }

    fn norm(&mut self, level: Level, norm: &Norm) {
        let Scratch { hidden, added, quantised, .. } = self;
        level.run(AddNorm { norm, hidden, added, quantised });
    }
}

/// Looks up all pieces: what is of the place goes to `position`, all else to `hidden`.
struct Embed<'a> {
    encoder: &'a Encoder,
    windows: &'a [Window<'a>],
    hidden: &'a mut [Lanes],
    position: &'a mut [Lanes],
}

impl Work for Embed<'_> {
    #[inline(always)]
    fn run<R: Registers>(self, r: R) {
        let width = self.encoder.width;
        let embeddings = &self.encoder.embeddings;
        let pieces = self.windows.iter().flat_map(|window| window.pieces.iter().enumerate());
        let rows = self.hidden.chunks_exact_mut(width).zip(self.position.chunks_exact_mut(width));
        for ((at, piece), (row, position)) in pieces.zip(rows) {
            embed(r, embeddings, piece, row);
            position.copy_from_slice(embeddings.position.row(at));
        }
    }
}

#[inline(always)]
fn embed<R: Registers>(r: R, embeddings: &Embeddings, piece: &Piece, row: &mut [Lanes]) {
    let (word, scale) = embeddings.word.row(piece.id as usize);
    let scale = r.splat(scale);
    let [shape, quote, boundary, lexicon] = &embeddings.features;
    let [a, b, c, d] = piece.features.map(usize::from);
    let features = [shape.row(a), quote.row(b), boundary.row(c), lexicon.row(d)];
    for (at, out) in row.iter_mut().enumerate() {
        let [a, b, c, d] = features.map(|row| r.load(&row[at]));
        let word = r.load(&Lanes(word[at].map(f32::from)));
        r.store(out, r.mul_add(word, scale, r.add(r.add(a, b), r.add(c, d))));
    }
}

const _: () = assert!(GROUP.is_multiple_of(HEAD * LANES), "a vector of whole groups has whole heads");
