//! The running text of an article as words to compare.

use crate::article::Article;
use crate::article::BlockKind;
use crate::text::Span;
use crate::text::fold;
use crate::text::quotations;
use crate::text::words;

/// What a word of the outlet's own prose proves, if another article has it in the same place.
pub(super) const PROSE: u8 = 3;

/// What a capitalised word or a number proves: names, titles and figures are no prose.
const NAME: u8 = 1;

/// So many bytes a word has at least, with the blank behind it, in most articles.
const BYTES: usize = 5;

/// The words of an article's paragraphs, in order. Other blocks give none: house text, captions, bios,
/// headlines and embedded posts are shared without copying.
pub(super) struct Sheet {
    /// Comparison key of each word: case, accents, hyphens and the style of marks do not count.
    pub keys: Vec<u32>,
    /// Where each word stands.
    pub spans: Vec<Span>,
    /// What each word proves: nothing inside quotation marks, else [`NAME`] or [`PROSE`].
    pub weights: Vec<u8>,
    /// The words before which a block of another kind stands.
    breaks: Vec<u32>,
}

impl Sheet {
    pub fn of(article: &Article) -> Self {
        let words = article.body.len() / BYTES;
        let mut sheet = Self {
            keys: Vec::with_capacity(words),
            spans: Vec::with_capacity(words),
            weights: Vec::with_capacity(words),
            breaks: Vec::new(),
        };
        for block in &article.blocks {
            if block.kind == BlockKind::Paragraph {
                sheet.add(&article.body, block.span);
            } else if sheet.breaks.last() != Some(&(sheet.len() as u32)) {
                sheet.breaks.push(sheet.len() as u32);
            }
        }
        sheet
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Which stretch of unbroken running text a word stands in.
    pub fn stretch(&self, word: usize) -> usize {
        self.breaks.partition_point(|at| *at as usize <= word)
    }

    fn add(&mut self, body: &str, block: Span) {
        let (text, base) = (block.of(body), block.start as usize);
        let quoted = quotations(text, base);
        let mut quoted = quoted.iter().filter(|one| one.depth == 0).map(|one| one.inside).peekable();
        for word in words(text, base) {
            while quoted.next_if(|inside| inside.end <= word.span.start).is_some() {}
            let is_quoted = quoted.peek().is_some_and(|inside| inside.contains(word.span));
            let letters = word.span.of(body);
            self.keys.push(key(letters));
            self.spans.push(word.span);
            self.weights.push(if is_quoted { 0 } else { weight(letters) });
        }
    }
}

fn weight(word: &str) -> u8 {
    let is_name = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    if is_name { NAME } else { PROSE }
}

/// A word's key: 32 bits of a hash of its folded letters.
fn key(word: &str) -> u32 {
    let hash = if word.is_ascii() { hash(word.bytes()) } else { hash(fold(word).bytes()) };
    (hash ^ (hash >> 32)) as u32
}

fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0, |hash, byte| mix(hash ^ u64::from(byte.to_ascii_lowercase())))
}

/// Spreads what goes in over all bits.
pub(super) fn mix(bits: u64) -> u64 {
    let mixed = (bits ^ 0x5851_F42D_4C95_7F2D).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).rotate_left(31)
}
