//! Cuts words into the pieces of a BERT vocabulary: the longest known piece first, greedily.
//!
//! Written here because the whole algorithm is smaller than the adapter to a tokenizer library would be, and
//! because fitting reads the pieces that this code cut: there is one cutter, not two that must agree.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word has at most so many pieces; what is left over is dropped.
const MOST_PIECES: usize = 8;

/// A longer word, in bytes, is unknown.
const LONGEST: usize = 100;

/// An uncased vocabulary.
pub struct WordPiece {
    first: FxHashMap<Box<str>, u32>,
    inner: FxHashMap<Box<str>, u32>,
    /// The piece before a window.
    pub start: u32,
    /// The piece behind a window.
    pub end: u32,
    unknown: u32,
}

impl WordPiece {
    /// Reads `vocab.txt`: a piece a line, its number the line's; pieces inside words begin with `##`.
    /// Nothing if a special piece is missing.
    pub fn read(vocabulary: &str) -> Option<Self> {
        let mut first = FxHashMap::default();
        let mut inner = FxHashMap::default();
        for (number, line) in vocabulary.lines().enumerate() {
            match line.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => inner.insert(rest.into(), number as u32),
                _ => first.insert(line.into(), number as u32),
            };
        }
        let special = |name: &str| first.get(name).copied();
        let (start, end, unknown) = (special("[CLS]")?, special("[SEP]")?, special("[UNK]")?);
        Some(Self { first, inner, start, end, unknown })
    }

    /// Appends the pieces of one word to `pieces`: at least one, at most eight.
    pub fn cut(&self, word: &str, pieces: &mut Vec<u32>) {
        let word = normal(word);
        let before = pieces.len();
        let mut rest = word.as_str();
        while !rest.is_empty() && pieces.len() < before + MOST_PIECES {
            let known = if pieces.len() == before { &self.first } else { &self.inner };
            let longest = ends(rest).rev().find_map(|end| Some((end, *known.get(&rest[..end])?)));
            let Some((end, piece)) = longest.filter(|_| word.len() <= LONGEST) else {
                pieces.truncate(before);
                break;
            };
            pieces.push(piece);
            rest = &rest[end..];
        }
        if pieces.len() == before {
            pieces.push(self.unknown);
        }
    }
}

/// Lower case, accents off, one apostrophe.
fn normal(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let lower = word.to_lowercase();
    lower
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c })
        .collect()
}

fn ends(word: &str) -> impl DoubleEndedIterator<Item = usize> {
    word.char_indices().map(|(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(word: &str) -> Vec<u32> {
        let vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nlan\n##tern\n##s\nlantern\n'\ncafe";
        let mut pieces = Vec::new();
        WordPiece::read(vocabulary).unwrap().cut(word, &mut pieces);
        pieces
    }

    #[test]
    fn takes_the_longest_piece_first() {
        assert_eq!(pieces("Lanterns"), [7, 6]);
        assert_eq!(pieces("lans"), [4, 6]);
    }

    #[test]
    fn folds_case_accents_and_apostrophes() {
        assert_eq!(pieces("CAFÉ"), [9]);
        assert_eq!(pieces("’"), [8]);
    }

    #[test]
    fn a_word_that_cannot_be_cut_is_unknown() {
        assert_eq!(pieces("lanx"), [1]);
        assert_eq!(pieces(&"lan".repeat(50)), [1]);
        assert_eq!(pieces(""), [1]);
    }

    #[test]
    fn a_vocabulary_without_special_pieces_is_refused() {
        assert!(WordPiece::read("a\nb").is_none());
    }
}
