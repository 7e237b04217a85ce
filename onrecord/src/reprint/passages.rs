//! The passages that two sheets share: runs of the same words, carried on over small edits.

use std::cmp::Reverse;

use rustc_hash::FxBuildHasher;
use rustc_hash::FxHashMap;

use super::Passage;
use super::sheet::PROSE;
use super::sheet::Sheet;
use super::sheet::mix;

/// A passage must hold what so many words of prose prove.
pub(super) const LEAST: u32 = 8 * PROSE as u32;

/// So many words outside quotation marks a passage must have for two articles to be a reprint; shorter ones, which
/// real articles share by chance ("did not respond to a request for comment"), count beside such a one alone.
const LONG: usize = 12;

/// What each word of a small edit takes from it: pieces of names and frames of a quotation are no prose.
const EDIT: u32 = PROSE as u32;

/// Words in a row that must be the same for a passage to be looked at.
const SEED: usize = 5;

/// Places of the same words in one article that are tried.
const MOST_PLACES: usize = 8;

/// The most words changed, left out or added over which a passage goes on.
const GAP: usize = 8;

/// So far back from its seed a passage is followed; forward it is followed in turns of `TURN` words.
const BACK: usize = 64;
const TURN: usize = 4096;

/// The same words in a row, in two sheets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Run {
    /// The first word in each sheet.
    pub at: [usize; 2],
    /// How many.
    pub length: usize,
}

impl Run {
    fn end(self) -> [usize; 2] {
        self.at.map(|at| at + self.length)
    }
}

/// Runs that make up one passage, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Shared {
    pub runs: Vec<Run>,
    /// What its words prove.
    pub weight: u32,
    /// Its words outside quotation marks, edits included.
    own: usize,
}

impl Shared {
    /// Whether it proves copying by itself.
    pub fn is_proof(&self) -> bool {
        self.weight >= LEAST && self.own >= LONG
    }

    /// Its first word in one of the sheets, and the one behind its last.
    fn range(&self, side: usize) -> Option<[usize; 2]> {
        Some([self.runs.first()?.at[side], self.runs.last()?.end()[side]])
    }

    fn end(&self) -> [usize; 2] {
        self.runs.last().map_or([0; 2], |run| run.end())
    }
}

/// Whether a passage through these two words proves copying.
pub(super) fn proves(pair: Pair<'_>, at: [usize; 2]) -> bool {
    pair.same_at(at) && pair.around(at, 0).is_proof()
}

/// A sheet whose runs of words can be looked up.
pub(super) struct Index<'a> {
    sheet: &'a Sheet,
    first: FxHashMap<u64, u32>,
    next: Vec<u32>,
}

/// No further place.
const NONE: u32 = u32::MAX;

impl<'a> Index<'a> {
    pub fn of(sheet: &'a Sheet) -> Self {
        let first = FxHashMap::with_capacity_and_hasher(sheet.len(), FxBuildHasher);
        let mut index = Self { sheet, first, next: vec![NONE; sheet.len()] };
        for (at, run) in sheet.keys.windows(SEED).enumerate().rev() {
            index.next[at] = index.first.insert(hash(run), at as u32).unwrap_or(NONE);
        }
        index
    }

    /// The passages that the other sheet shares, in its order; none overlap in it.
    pub fn shared(&self, other: &Sheet) -> Vec<Shared> {
        let pair = Pair([self.sheet, other]);
        let mut found: Vec<Shared> = Vec::new();
        let (mut at, mut floor) = (0, 0);
        while let Some(run) = other.keys.get(at..at + SEED) {
            let tried: Vec<Shared> = self.places(run).map(|place| pair.around([place, at], floor)).collect();
            let upto = tried.iter().map(|one| one.end()[1]).max().unwrap_or(0);
            match tried
                .into_iter()
                .max_by_key(|one| (one.weight, Reverse(one.runs.first().map(|run| run.at))))
            {
                Some(best) if best.weight >= LEAST => {
                    (at, floor) = (best.end()[1], best.end()[1]);
                    add(&mut found, best);
                }
                _ => at = (at + 1).max((upto + 1).saturating_sub(SEED)),
            }
        }
        found
    }

    fn places(&self, run: &[u32]) -> impl Iterator<Item = usize> {
        let first = self.first.get(&hash(run)).copied();
        let follow = |at: &u32| Some(self.next[*at as usize]).filter(|next| *next != NONE);
        std::iter::successors(first, follow).take(MOST_PLACES).map(|at| at as usize)
    }
}

/// Adds a passage, or carries on the one before where it was only cut for its length.
fn add(found: &mut Vec<Shared>, shared: Shared) {
    match (found.last_mut(), shared.runs.first()) {
        (Some(last), Some(first)) if last.end() == first.at => {
            last.runs.extend(shared.runs);
            last.weight += shared.weight;
            last.own += shared.own;
        }
        _ => found.push(shared),
    }
}

fn hash(run: &[u32]) -> u64 {
    run.iter().fold(0, |hash, word| mix(hash ^ u64::from(*word)))
}

/// Two sheets that are compared.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a>(pub [&'a Sheet; 2]);

/// A place between two words in each sheet.
type Place = [usize; 2];

/// Which way the same words are followed.
#[derive(Clone, Copy)]
enum Way {
    Ahead,
    /// In the second sheet not before this word.
    Back(usize),
}

impl Way {
    /// The place so many words on; none beyond the start.
    fn on(self, at: Place, words: [usize; 2]) -> Option<Place> {
        match self {
            Self::Ahead => Some([at[0] + words[0], at[1] + words[1]]),
            Self::Back(floor) => {
                let place = [at[0].checked_sub(words[0])?, at[1].checked_sub(words[1])?];
                (place[1] >= floor).then_some(place)
            }
        }
    }
}

impl Pair<'_> {
    /// The passage through these two places; in the second sheet it does not begin before `floor`.
    fn around(self, at: Place, floor: usize) -> Shared {
        let mut runs = self.follow(at, Way::Back(floor), BACK);
        runs.reverse();
        runs.extend(self.follow(at, Way::Ahead, TURN));
        let mut shared = Shared::default();
        let mut edited = 0;
        for run in runs {
            shared.weight += self.weights(run).sum::<u32>();
            shared.own += self.weights(run).filter(|weight| *weight > 0).count();
            match shared.runs.last_mut() {
                Some(last) if last.end() == run.at => last.length += run.length,
                Some(last) => {
                    edited += (run.at[0] - last.end()[0]).max(run.at[1] - last.end()[1]) as u32;
                    shared.runs.push(run);
                }
                None => shared.runs.push(run),
            }
        }
        shared.weight = shared.weight.saturating_sub(EDIT * edited);
        shared.own += edited as usize;
        shared
    }

    /// Runs of the same words from here on, at most so many words, over small edits.
    fn follow(self, mut at: Place, way: Way, most: usize) -> Vec<Run> {
        let (mut runs, mut left) = (Vec::new(), most);
        loop {
            let length = (0..left).take_while(|n| self.same(way, at, [*n; 2])).count();
            let end = way.on(at, [length; 2]).unwrap_or(at);
            if length > 0 {
                runs.push(Run { at: [at[0].min(end[0]), at[1].min(end[1])], length });
            }
            left -= length;
            match self.over_edit(way, end).filter(|_| left > 0) {
                Some(next) => at = next,
                None => return runs,
            }
        }
    }

    /// The place behind a small edit: the nearest from which on enough words are the same again.
    fn over_edit(self, way: Way, at: Place) -> Option<Place> {
        let goes_on =
            |skip: &[usize; 2]| (0..needed(*skip)).all(|n| self.same(way, at, [skip[0] + n, skip[1] + n]));
        skips().find(goes_on).and_then(|skip| way.on(at, skip))
    }

    /// Whether the words so many words on are the same.
    fn same(self, way: Way, at: Place, words: [usize; 2]) -> bool {
        let place = match way {
            Way::Ahead => way.on(at, words),
            Way::Back(_) => way.on(at, words.map(|n| n + 1)),
        };
        place.is_some_and(|place| self.same_at(place))
    }

    fn same_at(self, at: Place) -> bool {
        let [a, b] = self.0;
        a.keys.get(at[0]).is_some_and(|word| b.keys.get(at[1]) == Some(word))
    }

    /// What each word of a run proves: in both sheets it must be the outlet's own.
    fn weights(&self, run: Run) -> impl Iterator<Item = u32> {
        let [a, b] = self.0;
        let pairs = a.weights[run.at[0]..run.end()[0]].iter().zip(&b.weights[run.at[1]..run.end()[1]]);
        pairs.map(|(a, b)| u32::from(*a.min(b)))
    }
}

/// Words passed over in each sheet, small edits first: one word for another, one more or less, and so on.
fn skips() -> impl Iterator<Item = [usize; 2]> {
    let of = |most: usize| (0..most).rev().flat_map(move |less| [[most, less], [less, most]]);
    (1..=GAP).flat_map(move |most| std::iter::once([most; 2]).chain(of(most)))
}

/// How many words must be the same behind an edit: more behind a longer one.
fn needed(skip: [usize; 2]) -> usize {
    2 + skip[0].max(skip[1]) / 2
}

/// The shares of either sheet's words that stand in passages.
pub(super) fn shares(sheets: [&Sheet; 2], shared: &[Shared]) -> [f32; 2] {
    [0, 1].map(|side| {
        let mut ranges: Vec<[usize; 2]> = shared.iter().filter_map(|one| one.range(side)).collect();
        ranges.sort_unstable();
        let (mut covered, mut upto) = (0, 0);
        for [start, end] in ranges {
            covered += end.saturating_sub(start.max(upto));
            upto = upto.max(end);
        }
        covered as f32 / sheets[side].len().max(1) as f32
    })
}

/// Where a passage stands in both articles; in pieces where another block stands within.
pub(super) fn spans(sheets: [&Sheet; 2], shared: &Shared) -> Vec<Passage> {
    let stretches = |at: Place| [0, 1].map(|side| sheets[side].stretch(at[side]));
    let mut pieces: Vec<(Place, Place)> = Vec::new();
    let mut here = None;
    for run in &shared.runs {
        for at in (0..run.length).map(|n| run.at.map(|at| at + n)) {
            let stretch = Some(stretches(at));
            match pieces.last_mut().filter(|_| stretch == here) {
                Some(piece) => piece.1 = at,
                None => pieces.push((at, at)),
            }
            here = stretch;
        }
    }
    let span = |side: usize, (first, last): (Place, Place)| {
        sheets[side].spans[first[side]].cover(sheets[side].spans[last[side]])
    };
    pieces.into_iter().map(|piece| Passage { original: span(0, piece), copy: span(1, piece) }).collect()
}
