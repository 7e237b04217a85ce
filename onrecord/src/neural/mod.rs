//! Encoders, taggers, weights. Knows no news.
//!
//! ```text
//! Tagger::read   bytes ──► Tagger
//! Tagger::score  Tagger + [Window] ──► [Scores]   a tag for each word
//! Scores::pairs  Scores + cue ──► [[f32; 2]]      source and content of one cue, for each word
//! ```
//!
//! Weights and what they are multiplied with are bytes; all else is `f32` with one order of every sum, so that
//! the same words get the same scores, bit by bit, on any machine.

mod attention;
mod encoder;
mod heads;
mod lanes;
mod level;
mod matmul;
mod norm;
mod plain;
#[cfg(test)]
mod sample;
#[doc(hidden)]
pub mod speed;
#[cfg(test)]
mod tests;
mod weights;
mod wordpiece;
#[cfg(target_arch = "x86_64")]
mod x86;

use std::sync::OnceLock;

use encoder::Encoder;
pub use encoder::Scratch;
use heads::Heads;
use heads::ROLES;
use heads::TAGS;
use lanes::LANES;
use lanes::Lanes;
use lanes::Registers;
use level::Level;
use level::Work;
use weights::Tensors;
pub use weights::WeightsError;
pub use wordpiece::WordPiece;

/// Windows are encoded together up to so many pieces: what one layer leaves for the next stays near.
const PIECES_AT_ONCE: usize = 192;

/// A word piece with what the model is told of its word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Piece {
    /// Its number in the vocabulary; numbers past the end are taken for the last.
    pub id: u32,
    /// Rows of the four tables of features: shape, quote, boundary, lexicon. Rows past the end are taken for the last.
    pub features: [u8; 4],
}

/// One window: its pieces, `[CLS]` and `[SEP]` included, and the place of each word's first piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window<'a> {
    /// The pieces, in order; all past the last position that the model knows share that position.
    pub pieces: &'a [Piece],
    /// For each word the place of its first piece; places past the end are taken for the last.
    pub first: &'a [u32],
}

/// An encoder with two heads: tags of words, pairs of a cue and a word.
#[derive(Debug)]
pub struct Tagger {
    encoder: Encoder,
    heads: Heads,
    level: Level,
}

/// What a tagger found in one window.
#[derive(Debug)]
pub struct Scores {
    tags: Vec<[f32; TAGS]>,
    /// The vectors of the words, one after the other.
    words: Vec<Lanes>,
    /// The words as cues see them, once a cue has looked.
    seen: OnceLock<Vec<Lanes>>,
}

impl Tagger {
    /// Reads weights from the bytes of a safetensors file. Needs as much memory again; nothing of `bytes` is kept.
    pub fn read(bytes: &[u8]) -> Result<Tagger, WeightsError> {
        Tagger::for_level(bytes, Level::best())
    }

    /// Scores the words of each window. Windows know nothing of each other.
    pub fn score(&self, windows: &[Window], scratch: &mut Scratch) -> Vec<Scores> {
        let mut scores = Vec::with_capacity(windows.len());
        let mut rest = windows;
        while !rest.is_empty() {
            let (together, others) = rest.split_at(some(rest));
            self.encoder.encode(self.level, together, scratch);
            let mut row = 0;
            for window in together {
                scores.push(self.scores(window, &scratch.hidden[row * self.encoder.width..]));
                row += window.pieces.len();
            }
            rest = others;
        }
        scores
    }

    fn for_level(bytes: &[u8], level: Level) -> Result<Tagger, WeightsError> {
        let tensors = Tensors::read(bytes)?;
        let encoder = Encoder::read(&tensors, level.layout())?;
        let heads = Heads::read(&tensors, encoder.width * LANES)?;
        Ok(Tagger { encoder, heads, level })
    }

    fn scores(&self, window: &Window, hidden: &[Lanes]) -> Scores {
        let width = self.encoder.width;
        let mut words = Vec::new();
        if let Some(last) = window.pieces.len().checked_sub(1) {
            words.reserve(window.first.len() * width);
            for first in window.first {
                words.extend_from_slice(&hidden[last.min(*first as usize) * width..][..width]);
            }
        }
        Scores { tags: self.heads.tags(self.level, &words), words, seen: OnceLock::new() }
    }
}

/// e to the power of each of these numbers, which are at most 0: the same bits on any machine.
pub fn exp(numbers: &mut [f32]) {
    Level::best().run(Exp(numbers));
}

struct Exp<'a>(&'a mut [f32]);

impl Work for Exp<'_> {
    #[inline(always)]
    fn run<R: Registers>(self, r: R) {
        for part in self.0.chunks_mut(LANES) {
            let mut lanes = Lanes::ZERO;
            lanes.0[..part.len()].copy_from_slice(part);
            let raised = r.exp(r.load(&lanes));
            r.store(&mut lanes, raised);
            part.copy_from_slice(&lanes.0[..part.len()]);
        }
    }
}

impl Scores {
    /// The logits of the seven tags, one row a word.
    pub fn tags(&self) -> &[[f32; TAGS]] {
        &self.tags
    }

    /// For one cue, given by the places of its words: a logit for the source and one for the content, for each word.
    ///
    /// `tagger` is the one that made these scores. A cue without any word of this window has minus infinity everywhere.
    pub fn pairs(&self, tagger: &Tagger, cue: &[usize]) -> Vec<[f32; ROLES]> {
        let Tagger { heads, level, .. } = tagger;
        let seen = self.seen.get_or_init(|| heads.seen(*level, &self.words));
        heads.pairs(*level, &self.words, seen, cue)
    }
}

/// How many of these windows are encoded together: at least one.
fn some(windows: &[Window]) -> usize {
    let mut pieces = 0;
    let fitting = windows.iter().take_while(|window| {
        pieces += window.pieces.len();
        pieces <= PIECES_AT_ONCE
    });
    fitting.count().max(1)
}
