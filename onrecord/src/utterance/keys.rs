//! What could match: pieces that share a run of words, found by hash and not pair by pair.

use super::corpus::{BREAK, Corpus};

/// Runs of words that are held in memory at a time.
const AT_A_TIME: usize = 6_000_000;

/// Calls `visit` with the pieces (sorted, each once) of every run of `length` words that stands in two or more.
///
/// Hashes are taken in several passes where there are many, so that memory does not grow with the corpus.
pub(super) fn shared_runs(corpus: &Corpus<'_>, length: usize, mut visit: impl FnMut(&[u32])) {
    let passes = corpus.numbers.len().div_ceil(AT_A_TIME).max(1) as u64;
    let mut held: Vec<(u64, u32)> = Vec::new();
    let mut pieces: Vec<u32> = Vec::new();
    for pass in 0..passes {
        held.clear();
        for piece in 0..corpus.pieces.len() as u32 {
            let runs = corpus.words(piece).windows(length).filter(|words| !words.contains(&BREAK));
            let hashes = runs.map(hash).filter(|hash| hash % passes == pass);
            held.extend(hashes.map(|hash| (hash, piece)));
        }
        held.sort_unstable();
        held.dedup();
        for bucket in held.chunk_by(|a, b| a.0 == b.0).filter(|bucket| bucket.len() > 1) {
            pieces.clear();
            pieces.extend(bucket.iter().map(|entry| entry.1));
            visit(&pieces);
        }
    }
}

/// A hash of a few word numbers, well mixed in all its bits.
pub(super) fn hash(words: &[u32]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| {
        let mixed = (hash ^ u64::from(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).rotate_left(31)
    })
}
