//! Word edits between two wordings.

mod align;
mod family;
mod tokens;

use std::ops::Range;

use rustc_hash::FxHashMap;

use self::family::one_family;
use self::family::same_in_other_letters;
use self::tokens::Token;
use self::tokens::tokens;
use super::Span;
use crate::words_enum::words_enum;

pub use self::align::align;

words_enum! {
    /// What kind of change an edit is.
    pub enum EditKind {
        /// Words dropped at the start, at the end or, unmarked, in between.
        Cut => "cut",
        /// Words added without a mark of it.
        Insertion => "insertion",
        /// Words added in square brackets.
        BracketInsertion => "bracket-insertion",
        /// Words replaced by an ellipsis.
        Ellipsis => "ellipsis",
        /// The same word, spelt otherwise.
        Respelling => "respelling",
        /// One word for another.
        Substitution => "substitution",
        /// Capitals only.
        Case => "case",
        /// Another mark at the end.
        EndMark => "end-mark",
    }
}

/// One change from one wording to another. Spans are bytes of the two wordings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What kind.
    pub kind: EditKind,
    /// The words of the first wording; empty where only words were added.
    pub removed: Span,
    /// The words of the second wording; empty where only words were dropped.
    pub added: Span,
}

/// The edits that lead from `before` to `after`, in order.
///
/// The style of quotation marks, dashes, apostrophes and blanks is no edit; neither is punctuation, but for
/// the mark at the end.
///
/// ```
/// use onrecord::text::{EditKind, edits};
/// let found = edits("We will [not] close the yard now.", "We will close the yards now!");
/// let kinds: Vec<EditKind> = found.iter().map(|edit| edit.kind).collect();
/// assert_eq!(kinds, [EditKind::BracketInsertion, EditKind::Respelling, EditKind::EndMark]);
/// ```
pub fn edits(before: &str, after: &str) -> Vec<Edit> {
    let sides = Sides::of(before, after);
    let mut pairs = without_lonely(&sides, align(&sides.numbers[0], &sides.numbers[1]));
    slide(&sides, &mut pairs);
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    for &(x, y) in &pairs {
        gap(&sides, i..x, j..y, &mut found);
        found.extend(restyled(&sides, x, y));
        (i, j) = (x + 1, y + 1);
    }
    gap(&sides, i..sides.before.len(), j..sides.after.len(), &mut found);
    if (i, j) == (sides.before.len(), sides.after.len()) {
        found.extend(end_mark(&sides));
    }
    found
}

/// The two wordings and their words; equal words have equal numbers.
struct Sides<'a> {
    texts: [&'a str; 2],
    before: Vec<Token>,
    after: Vec<Token>,
    numbers: [Vec<u32>; 2],
}

impl<'a> Sides<'a> {
    fn of(before: &'a str, after: &'a str) -> Self {
        let texts = [before, after];
        let (before, after) = (tokens(before), tokens(after));
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let numbers = [&before, &after].map(|side| {
            let number = |token| {
                let next = known.len() as u32;
                *known.entry(token).or_insert(next)
            };
            side.iter().map(|token| token.key.as_str()).map(number).collect()
        });
        Self { texts, before, after, numbers }
    }

    /// An edit of these words.
    fn edit(&self, kind: EditKind, left: Range<usize>, right: Range<usize>) -> Edit {
        Edit { kind, removed: place(&self.before, left), added: place(&self.after, right) }
    }
}

/// Where these words stand, brackets included; without words, the empty place behind the word before.
fn place(side: &[Token], range: Range<usize>) -> Span {
    if !range.is_empty() {
        return side[range.start].outer.cover(side[range.end - 1].outer);
    }
    let at = match range.start {
        0 => side.first().map_or(0, |token| token.outer.start),
        n => side[n - 1].outer.end,
    };
    Span { start: at, end: at }
}

/// Leaves out a short word that is aligned alone between longer gaps on both sides: "the" is found anywhere.
fn without_lonely(sides: &Sides<'_>, pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let size = |from: Option<&(usize, usize)>, to: (usize, usize)| {
        let (i, j) = from.map_or((0, 0), |pair| (pair.0 + 1, pair.1 + 1));
        if to.0 == i || to.1 == j { 0 } else { to.0 - i + to.1 - j }
    };
    let ends = (sides.before.len(), sides.after.len());
    let lonely = |at: usize| {
        let before = size(at.checked_sub(1).and_then(|at| pairs.get(at)), pairs[at]);
        let after = size(Some(&pairs[at]), pairs.get(at + 1).copied().unwrap_or(ends));
        sides.before[pairs[at].0].key.chars().count() <= 3 && before.min(after) >= 2 && before + after >= 6
    };
    (0..pairs.len()).filter(|at| !lonely(*at)).map(|at| pairs[at]).collect()
}

/// Moves cuts and insertions to the start of a wording or of a clause, where the words allow it:
/// of "I am, but I must", "I am, but" is cut and not "am, but I".
fn slide(sides: &Sides<'_>, pairs: &mut [(usize, usize)]) {
    for at in 1..=pairs.len() {
        let end = pairs.get(at).copied().unwrap_or((sides.before.len(), sides.after.len()));
        let (x, y) = pairs[at - 1];
        let (cut, added) = (end.0 - x - 1, end.1 - y - 1);
        let (side, numbers, text, end, step) = match (cut, added) {
            (1.., 0) => (&sides.before, &sides.numbers[0], sides.texts[0], end.0, cut),
            (0, 1..) => (&sides.after, &sides.numbers[1], sides.texts[1], end.1, added),
            _ => continue,
        };
        let left = steps_left(pairs, at, numbers, end, step);
        let starts = |start: usize| start == 0 || ends_clause(text, &side[start - 1]);
        let start = end - step;
        let Some(moved) = (0..=left).find(|moved| starts(start - moved)).filter(|moved| *moved > 0) else {
            continue;
        };
        for pair in &mut pairs[at - moved..at] {
            if cut > 0 { pair.0 += step } else { pair.1 += step }
        }
    }
}

/// How far the gap before pair `at` can move to the left: the words that it takes in at its start are those
/// that it gives off at its end.
fn steps_left(pairs: &[(usize, usize)], at: usize, numbers: &[u32], end: usize, step: usize) -> usize {
    let follows = |moved: &usize| {
        let (this, next) = (pairs[at - moved - 1], pairs.get(at - moved).filter(|_| *moved > 0));
        let in_a_row = next.is_none_or(|next| next.0 == this.0 + 1 && next.1 == this.1 + 1);
        in_a_row && numbers[end - moved - 1] == numbers[end - moved - 1 - step]
    };
    (0..at.min(step)).take_while(follows).count()
}

/// Whether a mark behind this word ends a clause.
fn ends_clause(text: &str, token: &Token) -> bool {
    let rest = text.get(token.span.end as usize..).unwrap_or("");
    rest.starts_with(['.', ',', ';', ':', '!', '?', '—', '–'])
}

/// A word that is the same but for its capitals, its accents or its brackets.
fn restyled(sides: &Sides<'_>, x: usize, y: usize) -> Option<Edit> {
    let (left, right) = (&sides.before[x], &sides.after[y]);
    let (a, b) = (left.span.of(sides.texts[0]), right.span.of(sides.texts[1]));
    let straight = |word: &str| word.replace(['’', '‘', 'ʼ'], "'");
    let kind = if left.is_ellipsis() || straight(a) == straight(b) {
        (left.bracketed != right.bracketed).then_some(EditKind::BracketInsertion)?
    } else if straight(a).to_lowercase() == straight(b).to_lowercase() {
        EditKind::Case
    } else {
        EditKind::Respelling
    };
    Some(sides.edit(kind, x..x + 1, y..y + 1))
}

/// Explains the words between two aligned ones.
fn gap(sides: &Sides<'_>, left: Range<usize>, right: Range<usize>, found: &mut Vec<Edit>) {
    let special = |token: &Token| token.is_ellipsis() || token.bracketed;
    if right.is_empty() && !left.is_empty() && !sides.before[left.clone()].iter().all(special) {
        found.push(sides.edit(EditKind::Cut, left, right));
        return;
    }
    let ellipsis = |token: &Token| token.is_ellipsis();
    let bracket = |token: &Token| token.bracketed;
    if let Some((kind, a, b)) = around(sides, &left, &right, ellipsis)
        .map(|(a, b)| (EditKind::Ellipsis, a, b))
        .or_else(|| around(sides, &left, &right, bracket).map(|(a, b)| (EditKind::BracketInsertion, a, b)))
    {
        gap(sides, left.start..a.start, right.start..b.start, found);
        found.push(sides.edit(kind, a.clone(), b.clone()));
        gap(sides, a.end..left.end, b.end..right.end, found);
        return;
    }
    match (left.is_empty(), right.is_empty()) {
        (true, true) => {}
        (true, false) => found.push(sides.edit(EditKind::Insertion, left, right)),
        (false, true) => found.push(sides.edit(EditKind::Cut, left, right)),
        (false, false) => reworded(sides, left, right, found),
    }
}

/// The first special run of one side, and the words of the other side that it stands for: all but as many
/// as stand before and behind the run on its own side.
fn around(
    sides: &Sides<'_>,
    left: &Range<usize>,
    right: &Range<usize>,
    special: impl Fn(&Token) -> bool,
) -> Option<(Range<usize>, Range<usize>)> {
    let run = |side: &[Token], range: &Range<usize>| {
        let start = range.clone().find(|at| special(&side[*at]))?;
        let end = (start..range.end).find(|at| !special(&side[*at])).unwrap_or(range.end);
        Some(start..end)
    };
    let facing = |range: &Range<usize>, run: &Range<usize>, other: &Range<usize>| {
        let (head, tail) = (run.start - range.start, range.end - run.end);
        let start = (other.start + head).min(other.end);
        start..other.end.saturating_sub(tail).max(start)
    };
    if let Some(run) = run(&sides.after, right) {
        return Some((facing(right, &run, left), run));
    }
    let run = run(&sides.before, left)?;
    let facing = facing(left, &run, right);
    Some((run, facing))
}

/// Pairs up words that replace each other: re-spellings one by one, the rest together.
fn reworded(sides: &Sides<'_>, left: Range<usize>, right: Range<usize>, found: &mut Vec<Edit>) {
    let (a, b) = (keys(&sides.before[left.clone()]), keys(&sides.after[right.clone()]));
    if a.len().saturating_mul(b.len()) > 400 {
        found.push(sides.edit(EditKind::Substitution, left, right));
        return;
    }
    let (mut i, mut j) = (0, 0);
    for (x, y, n, m) in respellings(&a, &b) {
        replaced(sides, left.start + i..left.start + x, right.start + j..right.start + y, found);
        let (from, to) = (left.start + x, right.start + y);
        found.push(sides.edit(EditKind::Respelling, from..from + n, to..to + m));
        (i, j) = (x + n, y + m);
    }
    replaced(sides, left.start + i..left.end, right.start + j..right.end, found);
}

fn keys(side: &[Token]) -> Vec<&str> {
    side.iter().map(|token| token.key.as_str()).collect()
}

fn replaced(sides: &Sides<'_>, left: Range<usize>, right: Range<usize>, found: &mut Vec<Edit>) {
    let kind = match (left.is_empty(), right.is_empty()) {
        (true, true) => return,
        (true, false) => EditKind::Insertion,
        (false, true) => EditKind::Cut,
        (false, false) => EditKind::Substitution,
    };
    found.push(sides.edit(kind, left, right));
}

/// Groups of words that are the same in other letters, in order: where they start and how many they are.
fn respellings(a: &[&str], b: &[&str]) -> Vec<(usize, usize, usize, usize)> {
    let width = b.len() + 1;
    let mut best = vec![(0u32, (0, 0)); (a.len() + 1) * width];
    for i in (0..=a.len()).rev() {
        for j in (0..=b.len()).rev() {
            let mut choice = (0, (0, 0));
            for step in [(1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2)] {
                let (n, m) = step;
                if i + n > a.len() || j + m > b.len() {
                    continue;
                }
                let (words, others) = (&a[i..i + n], &b[j..j + m]);
                let alike = n * m > 0
                    && (same_in_other_letters(words, others)
                        || n * m == 1 && one_family(words[0], others[0]));
                if n * m > 0 && !alike {
                    continue;
                }
                let gain = if alike { 2 } else { 0 } + best[(i + n) * width + j + m].0;
                if gain > choice.0 {
                    choice = (gain, step);
                }
            }
            best[i * width + j] = choice;
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while let (1.., (n, m)) = best[i * width + j] {
        if n * m > 0 {
            found.push((i, j, n, m));
        }
        (i, j) = (i + n, j + m);
    }
    found
}

/// Another mark behind the last word.
fn end_mark(sides: &Sides<'_>) -> Option<Edit> {
    let marks = |text: &str, side: &[Token]| {
        let from = side.last().map_or(0, |token| token.outer.end) as usize;
        let rest = text.get(from..).unwrap_or("");
        let is_mark = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?');
        let start = from + rest.find(is_mark).unwrap_or(0);
        let end = rest.rfind(is_mark).map_or(start, |at| from + at + 1);
        Span::new(start, end)
    };
    let (removed, added) = (marks(sides.texts[0], &sides.before), marks(sides.texts[1], &sides.after));
    (removed.of(sides.texts[0]) != added.of(sides.texts[1])).then_some(Edit {
        kind: EditKind::EndMark,
        removed,
        added,
    })
}

#[cfg(test)]
mod tests;
