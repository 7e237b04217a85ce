//! The words that a question and a window have in common, and how near that makes them.

use std::ops::Range;

use crate::text::EditKind;
use crate::text::Span;
use crate::text::align;
use crate::text::fold;
use crate::utterance::Likeness;
use crate::utterance::Tie;
use crate::utterance::WordingEdit;
use crate::utterance::are_one;

use super::held::Held;
use super::held::Window;
use super::owner::Owners;
use super::spelling;

/// What a word in common is worth, and what one is worth besides that says something by itself.
const WORD: usize = 6;
const TELLING: usize = 4;
/// How near the words of a place are to those of a question.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    /// Enough of them to be the same words of the same speaker.
    Near,
    /// Enough of them to be the same words said.
    Alike,
    /// Nearly all.
    Close,
    /// Word for word.
    Exact,
}

/// The words that a question and a window have in common.
pub(super) struct Common {
    /// The first and last of them in the question.
    question: Range<usize>,
    /// The first and last of them in the reports.
    words: Range<usize>,
    aligned: usize,
    /// Words in common that say something.
    pub telling: usize,
    likeness: Likeness,
}

impl Common {
    /// Aligns the question with the window, and keeps the stretch where most words are in common.
    pub fn of(question: &[u32], window: &Window, held: &Held) -> Option<Self> {
        let pairs = pairs(question, held.numbers(window.words.clone()));
        let runs: Vec<&[(usize, usize)]> = pairs.chunk_by(|a, b| b.0 == a.0 + 1 && b.1 == a.1 + 1).collect();
        let is_telling = |pair: &&(usize, usize)| !held.is_function(question[pair.0]);
        let telling = |run: &[(usize, usize)]| run.iter().filter(is_telling).count();
        let kept = &runs[best(&runs, |run| run.len() * WORD + telling(run) * TELLING)?];
        let (first, last) = (kept.first()?.first()?, kept.last()?.last()?);
        let long = || kept.iter().filter(|run| run.len() > 1);
        Some(Self {
            question: first.0..last.0 + 1,
            words: window.words.start + first.1..window.words.start + last.1 + 1,
            aligned: kept.iter().map(|run| run.len()).sum(),
            telling: kept.iter().map(|run| telling(run)).sum(),
            likeness: Likeness {
                run: kept.iter().map(|run| run.len()).max()?,
                matched: long().map(|run| run.len()).sum(),
                telling: long().map(|run| telling(run)).sum(),
                shorter: question.len(),
            },
        })
    }

    /// The words in common, and as many beside them as the question has beside its own: they may have been
    /// replaced. Never beyond the quotation.
    pub fn widened(
        &self,
        question: &[u32],
        window: &Window,
        held: &Held,
        owners: &Owners<'_>,
    ) -> Range<usize> {
        let (mut from, mut to) = (self.words.start, self.words.end);
        let whole = Span { start: 0, end: u32::MAX };
        let around = |at: usize| owners.quotation_at(window.article, held.place(at).start).unwrap_or(whole);
        let (first, last) = (around(from), around(to - 1));
        for _ in 0..self.question.start {
            if from > window.words.start && held.place(from - 1).start >= first.start {
                from -= 1;
            }
        }
        for _ in self.question.end..question.len() {
            if to < window.words.end && held.place(to).end <= last.end {
                to += 1;
            }
        }
        from..to
    }

    /// How near the words are; nothing where they are only somewhat alike.
    pub fn fit(&self, question: &[u32], edits: &[WordingEdit]) -> Option<Fit> {
        if edits.iter().all(keeps_the_words) {
            return Some(Fit::Exact);
        }
        let all = question.len();
        let nearly = self.aligned * 100 >= all * 80 && all >= 5;
        if nearly || (3..5).contains(&all) && self.aligned + 1 >= all && self.telling >= 1 {
            return Some(Fit::Close);
        }
        if are_one(self.likeness, Tie::Same, true, true) {
            return Some(Fit::Alike);
        }
        let Likeness { run, telling, .. } = self.likeness;
        let shows = run >= 4 && telling >= 1 || self.telling >= 2;
        (all >= 4 && self.aligned * 100 >= all * 60 && shows).then_some(Fit::Near)
    }
}

/// The words in common: those of the whole question where it stands word for word.
fn pairs(question: &[u32], words: &[u32]) -> Vec<(usize, usize)> {
    let whole = words.windows(question.len().max(1)).position(|run| run == question);
    let in_a_row = |at: usize| (0..question.len()).map(|word| (word, at + word)).collect();
    whole.map_or_else(|| closed_up(align(question, words), question, words), in_a_row)
}

/// Moves a word to the words that follow it in the question, where it stands before these in the report too.
fn closed_up(mut pairs: Vec<(usize, usize)>, question: &[u32], words: &[u32]) -> Vec<(usize, usize)> {
    for at in (1..pairs.len()).rev() {
        let ((asked, place), (next, after)) = (pairs[at - 1], pairs[at]);
        if next == asked + 1 && after > place + 1 && words[after - 1] == question[asked] {
            pairs[at - 1].1 = after - 1;
        }
    }
    pairs
}

/// Whether an edit leaves every word what it is: capitals, accents, hyphens, a house's spelling, the mark at the end.
fn keeps_the_words(edit: &WordingEdit) -> bool {
    let letters = |words: &str| fold(words).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    match edit.kind {
        EditKind::Case | EditKind::EndMark => true,
        EditKind::Respelling | EditKind::Substitution => {
            letters(&edit.removed) == letters(&edit.added) || spelling::is_one(&edit.removed, &edit.added)
        }
        EditKind::Ellipsis => letters(&edit.removed).is_empty() && letters(&edit.added).is_empty(),
        _ => false,
    }
}

/// The runs, from one to another, that are worth most once what lies between them is taken off.
fn best(runs: &[&[(usize, usize)]], worth: impl Fn(&[(usize, usize)]) -> usize) -> Option<Range<usize>> {
    let (mut from, mut sum) = (0, 0);
    let mut best: Option<(usize, Range<usize>)> = None;
    for (at, run) in runs.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).and_then(|at| runs[at].last()) {
            let gap = gap(run[0].0 - before.0 - 1, run[0].1 - before.1 - 1);
            if gap >= sum {
                (from, sum) = (at, 0);
            } else {
                sum -= gap;
            }
        }
        sum += worth(run);
        if best.as_ref().is_none_or(|(most, _)| sum > *most) {
            best = Some((sum, from..at + 1));
        }
    }
    best.map(|(_, range)| range)
}

/// What words between two runs take off: those of the question each, those left out ever less, for a cut may
/// be long.
fn gap(asked: usize, left_out: usize) -> usize {
    2 * asked + left_out.checked_ilog2().map_or(0, |size| 3 + 3 * size as usize)
}
