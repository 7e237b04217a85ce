//! Keys by which articles with a passage in common find each other: winnowed runs of words.
//!
//! Of the hashes of all runs of [`RUN`] words the least of each [`WINDOW`] in a row is kept, so that two
//! articles that share `RUN + WINDOW - 1` words of prose in a row share a key, whatever stands around them
//! (Schleimer, Wilkerson, Aiken: *Winnowing*, SIGMOD 2003). Words inside quotation marks are passed over:
//! a shared quotation gives no key.

use super::sheet::Sheet;
use super::sheet::mix;

/// Words of a run.
const RUN: usize = 6;

/// Runs of which one is kept.
const WINDOW: usize = 3;

/// A key and the word of the sheet with which its run begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub hash: u64,
    pub word: u32,
}

/// The keys of a sheet, in order of their places.
pub(super) fn winnowed(sheet: &Sheet) -> Vec<Key> {
    let own: Vec<u32> = (0..sheet.len() as u32).filter(|word| sheet.weights[*word as usize] > 0).collect();
    let runs: Vec<u64> = own
        .windows(RUN)
        .map(|run| run.iter().fold(0, |hash, word| mix(hash ^ u64::from(sheet.keys[*word as usize]))))
        .collect();
    let mut kept: Vec<usize> = Vec::with_capacity(runs.len() / 2);
    for start in 0..(runs.len() + 1).saturating_sub(WINDOW).max(usize::from(!runs.is_empty())) {
        let window = &runs[start..runs.len().min(start + WINDOW)];
        let least = (0..window.len()).rev().min_by_key(|at| window[*at]).unwrap_or(0) + start;
        if kept.last() != Some(&least) {
            kept.push(least);
        }
    }
    kept.into_iter().map(|at| Key { hash: runs[at], word: own[at] }).collect()
}
