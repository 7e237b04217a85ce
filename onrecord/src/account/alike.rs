//! Pairs of sentences that may tell of one point: they share telling terms.

use rustc_hash::FxHashMap;

use crate::text::Span;
use crate::told::Term;
use crate::told::Told;

/// A term that more sentences hold finds no pairs: the first of these with which there are no more than [`PAIRS`].
const MOST: [usize; 4] = [48, 24, 12, 6];
/// So many pairs are looked at in one story.
const PAIRS: usize = 4_000_000;
/// Pairs whose shared terms tell less are on no one point.
const LEAST: f32 = 2.5;
/// A term that tells so much is a rare one.
pub const RARE: f32 = 2.0;

/// Two sentences, and what they share.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The sentence that stands first in [`Told::lines`].
    pub a: u32,
    /// The other one.
    pub b: u32,
    /// The terms of both.
    pub shared: Vec<Term>,
    /// What these tell.
    pub mass: f32,
    /// The same as a share of what the sentence that tells less tells, from 0 to 1.
    pub likeness: f32,
}

impl Pair {
    /// How many rare terms are shared that are no names: names alone put sentences on no one point.
    pub fn common(&self, told: &Told<'_>) -> usize {
        let plain = |term: &Term| {
            told.lines[self.a as usize].words.iter().any(|word| word.term == Some(*term) && !word.capital)
        };
        self.shared.iter().filter(|term| told.weight(**term) >= RARE && plain(term)).count()
    }

    /// Whether both sentences name somebody or something, and nothing that the other names. Headlines print
    /// capitals everywhere.
    pub fn is_named_apart(&self, told: &Told<'_>) -> bool {
        let names = |at: u32| -> Vec<Term> {
            let line = &told.lines[at as usize];
            let days = |span: Span| line.dates.iter().any(|date| date.span.overlaps(span));
            let capital = line.words.iter().skip(1).filter(|word| word.capital && !days(word.span));
            let first = line.words.first().filter(|word| {
                word.names.is_some() || word.term.is_some_and(|term| told.terms.is_uncommon(term))
            });
            capital.chain(first).filter_map(|word| word.term).collect()
        };
        let headline = |at: u32| told.is_title(&told.lines[at as usize]);
        if headline(self.a) || headline(self.b) {
            return false;
        }
        let (one, other) = (names(self.a), names(self.b));
        let speakers = self.shared.iter().any(|term| told.terms.is_speaker(*term));
        !one.is_empty() && !other.is_empty() && !speakers && !one.iter().any(|term| other.contains(term))
    }

    /// How many rare terms are shared.
    pub fn rare(&self, told: &Told<'_>) -> usize {
        self.shared.iter().filter(|term| told.weight(**term) >= RARE).count()
    }
}

/// The pairs among the sentences of a story, in order; those of one article too.
pub fn pairs(told: &Told<'_>) -> Vec<Pair> {
    let mut holding: FxHashMap<Term, Vec<u32>> = FxHashMap::default();
    for (line, at) in told.lines.iter().zip(0..) {
        for term in line.terms.iter().filter(|term| told.weight(**term) >= RARE) {
            holding.entry(*term).or_default().push(at);
        }
    }
    let sizes = |most: usize| holding.values().map(Vec::len).filter(move |size| *size <= most);
    let fits = |most: &usize| sizes(*most).map(|size| size * (size - 1) / 2).sum::<usize>() <= PAIRS;
    let most = MOST.into_iter().find(fits).unwrap_or(2);
    let mut found: Vec<(u32, u32)> = Vec::new();
    for lines in holding.values().filter(|lines| lines.len() <= most) {
        for (place, a) in lines.iter().enumerate() {
            found.extend(lines[place + 1..].iter().map(|b| (*a, *b)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter_map(|(a, b)| pair(told, a, b)).collect()
}

fn pair(told: &Told<'_>, a: u32, b: u32) -> Option<Pair> {
    let (one, other) = (&told.lines[a as usize], &told.lines[b as usize]);
    let shared = told.shared(one, other);
    let mass = told.terms.mass(&shared);
    let least = told.terms.mass(&one.terms).min(told.terms.mass(&other.terms));
    (mass >= LEAST).then(|| Pair { a, b, mass, likeness: mass / least.max(1.0), shared })
}
