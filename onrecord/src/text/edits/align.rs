//! Which words of two wordings are the same ones: near-linear for like texts, bounded for any.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// The largest gap, in pairs of words, that is searched exhaustively.
const CELLS: usize = 250_000;

/// A stretch of each wording that is not aligned yet.
type Gap = (Range<usize>, Range<usize>);

/// Pairs of places of equal words, rising in both. Words are given by number; equal words have equal numbers.
///
/// Gaps between words that stand once in each wording (patience anchors) are searched for their longest
/// common subsequence as long as they are small; large gaps without an anchor are left unaligned. The cost
/// is at most some hundred steps a word, whatever the words are.
pub fn align(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut gaps = vec![(0..a.len(), 0..b.len())];
    while let Some(gap) = gaps.pop() {
        let (left, right) = trim(a, b, gap, &mut pairs);
        if left.is_empty() || right.is_empty() {
            continue;
        }
        if left.len().saturating_mul(right.len()) <= CELLS {
            longest_common(a, b, (left, right), &mut pairs);
        } else {
            gaps.extend(split_at_anchors(a, b, (left, right), &mut pairs));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Takes equal words off both ends of a gap.
fn trim(a: &[u32], b: &[u32], (mut left, mut right): Gap, pairs: &mut Vec<(usize, usize)>) -> Gap {
    while !left.is_empty() && !right.is_empty() && a[left.start] == b[right.start] {
        pairs.push((left.start, right.start));
        left.start += 1;
        right.start += 1;
    }
    while !left.is_empty() && !right.is_empty() && a[left.end - 1] == b[right.end - 1] {
        left.end -= 1;
        right.end -= 1;
        pairs.push((left.end, right.end));
    }
    (left, right)
}

/// The longest common subsequence of a small gap; of equally long ones, that with the longer runs.
fn longest_common(a: &[u32], b: &[u32], (left, right): Gap, pairs: &mut Vec<(usize, usize)>) {
    let (rows, columns) = (left.len(), right.len());
    let width = columns + 1;
    let mut best = vec![0u32; (rows + 1) * width];
    let same = |i: usize, j: usize| i < rows && j < columns && a[left.start + i] == b[right.start + j];
    let gain = |i: usize, j: usize| 8 + u32::from(same(i + 1, j + 1));
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let take = if same(i, j) { best[(i + 1) * width + j + 1] + gain(i, j) } else { 0 };
            best[i * width + j] = skip.max(take);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        if same(i, j) && best[i * width + j] == best[(i + 1) * width + j + 1] + gain(i, j) {
            pairs.push((left.start + i, right.start + j));
            i += 1;
            j += 1;
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// Pairs up the words (failing these, the three-word runs) that stand once in each side of a large gap and
/// in the same order, and gives the gaps between them. No anchor, no gaps: the words stay unaligned.
fn split_at_anchors(a: &[u32], b: &[u32], (left, right): Gap, pairs: &mut Vec<(usize, usize)>) -> Vec<Gap> {
    let mut anchors = anchors(a, b, &left, &right, 1);
    if anchors.is_empty() {
        anchors = self::anchors(a, b, &left, &right, 3);
    }
    if anchors.is_empty() {
        return Vec::new();
    }
    let mut gaps = Vec::with_capacity(anchors.len() + 1);
    let (mut i, mut j) = (left.start, right.start);
    for (x, y) in anchors {
        pairs.push((x, y));
        gaps.push((i..x, j..y));
        (i, j) = (x + 1, y + 1);
    }
    gaps.push((i..left.end, j..right.end));
    gaps
}

fn anchors(
    a: &[u32],
    b: &[u32],
    left: &Range<usize>,
    right: &Range<usize>,
    run: usize,
) -> Vec<(usize, usize)> {
    let mut seen: FxHashMap<&[u32], (u32, u32, usize, usize)> = FxHashMap::default();
    for (i, words) in a[left.clone()].windows(run).enumerate() {
        let entry = seen.entry(words).or_default();
        entry.0 += 1;
        entry.2 = left.start + i;
    }
    for (j, words) in b[right.clone()].windows(run).enumerate() {
        if let Some(entry) = seen.get_mut(words) {
            entry.1 += 1;
            entry.3 = right.start + j;
        }
    }
    let mut once: Vec<(usize, usize)> = seen
        .into_values()
        .filter(|entry| entry.0 == 1 && entry.1 == 1)
        .map(|entry| (entry.2, entry.3))
        .collect();
    once.sort_unstable();
    longest_rising(&once)
}

/// The longest subsequence whose second places rise (patience sorting).
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|top| pairs[*top].1 < pair.1);
        before[at] = if pile == 0 { usize::MAX } else { tops[pile - 1] };
        if pile == tops.len() {
            tops.push(at);
        } else {
            tops[pile] = at;
        }
    }
    let mut rising = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied().unwrap_or(usize::MAX);
    while let Some(pair) = pairs.get(at) {
        rising.push(*pair);
        at = before[at];
    }
    rising.reverse();
    rising
}

#[cfg(test)]
mod tests {
    use super::align;

    #[test]
    fn a_cut_leaves_the_rest_aligned() {
        assert_eq!(align(&[1, 2, 3, 4], &[3, 4]), [(2, 0), (3, 1)]);
        assert_eq!(align(&[], &[3, 4]), []);
    }

    #[test]
    fn long_like_texts_align_through_anchors() {
        let a: Vec<u32> = (0..5000).collect();
        let b: Vec<u32> = (0..5000).filter(|n| n % 7 != 0).collect();
        assert_eq!(align(&a, &b).len(), b.len());
    }

    #[test]
    fn hostile_repetition_is_bounded() {
        let a = vec![1; 200_000];
        let mut b = vec![1; 100_000];
        b.push(2);
        b.extend(vec![1; 100_000]);
        assert!(align(&a, &b).len() >= 100_000);
    }
}
