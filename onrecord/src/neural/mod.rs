//! Encoders, taggers, weights. Knows no news.

mod wordpiece;

pub use wordpiece::WordPiece;

/// A word piece with what the model is told of its word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Piece {
    /// Its row in the vocabulary.
    pub id: u32,
    /// Rows of the four feature tables: shape, quote, boundary, lexicon.
    pub features: [u8; 4],
}
