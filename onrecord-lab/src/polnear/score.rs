//! The measures: exact, token, statement, source, end-to-end; all, quoted and unquoted apart.

use std::collections::BTreeSet;

use super::roles::jaccard;
use super::{Prepared, Roles, Text};

/// The classes, in the order of every array here.
pub const CLASSES: [&str; 3] = ["all", "quoted", "unquoted"];
/// The measures with precision and recall, in the order of `Counts::tallies`.
pub const MEASURES: [&str; 9] = [
    "exact source",
    "exact cue",
    "exact content",
    "token source",
    "token cue",
    "token content",
    "statement",
    "end-to-end any",
    "end-to-end head",
];
const STATEMENT: usize = 6;
const END_ANY: usize = 7;
const END_HEAD: usize = 8;
/// The least likeness of contents for a match.
const ENOUGH: f64 = 0.5;

/// Counts of one measure.
#[derive(Clone, Copy, Default, Debug)]
pub struct Tally {
    /// In the gold.
    pub gold: usize,
    /// Found.
    pub found: usize,
    /// Gold ones that were found.
    pub gold_hit: usize,
    /// Found ones that are in the gold.
    pub found_hit: usize,
}

/// Counts of one class.
#[derive(Clone, Copy, Default, Debug)]
pub struct ClassCounts {
    /// Of each of `MEASURES`.
    pub tallies: [Tally; 9],
    /// Matched pairs whose gold has a source, of these any overlap, of these the head.
    pub source: [usize; 3],
    /// Gold statements with core cues and with others.
    pub by_cue: [usize; 2],
    /// Of these matched.
    pub by_cue_hit: [usize; 2],
}

/// Counts of the classes: all, quoted, unquoted.
#[derive(Clone, Default, Debug)]
pub struct Counts(pub [ClassCounts; 3]);

/// What comparing one article gives.
pub struct Matched {
    /// Its counts.
    pub counts: Counts,
    /// Pairs of gold and found statements that match.
    pub pairs: Vec<(usize, usize)>,
    /// The gold statements, prepared.
    pub gold: Vec<Prepared>,
    /// The found ones.
    pub found: Vec<Prepared>,
}

impl Counts {
    /// Adds those of another article.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            for (a, b) in mine.tallies.iter_mut().zip(&theirs.tallies) {
                a.gold += b.gold;
                a.found += b.found;
                a.gold_hit += b.gold_hit;
                a.found_hit += b.found_hit;
            }
            for at in 0..3 {
                mine.source[at] += theirs.source[at];
            }
            for at in 0..2 {
                mine.by_cue[at] += theirs.by_cue[at];
                mine.by_cue_hit[at] += theirs.by_cue_hit[at];
            }
        }
    }

    fn of(&mut self, is_quoted: bool, mut count: impl FnMut(&mut ClassCounts)) {
        count(&mut self.0[0]);
        count(&mut self.0[if is_quoted { 1 } else { 2 }]);
    }
}

/// Compares what was found in one article with what is marked there.
pub fn compare(text: &Text, gold: &[Roles], found: &[Roles]) -> Matched {
    let prepare = |roles: &[Roles]| roles.iter().map(|one| Prepared::of(text, one)).collect::<Vec<_>>();
    let (gold, found) = (prepare(gold), prepare(found));
    let mut counts = Counts::default();
    for role in 0..3 {
        exact(&mut counts, &gold, &found, role);
        tokens(&mut counts, &gold, &found, role);
    }
    let pairs = statements(&mut counts, &gold, &found);
    Matched { counts, pairs, gold, found }
}

fn exact(counts: &mut Counts, gold: &[Prepared], found: &[Prepared], role: usize) {
    for one in gold.iter().filter(|one| !one.keys[role].is_empty()) {
        counts.of(one.is_quoted, |class| class.tallies[role].gold += 1);
    }
    for one in found.iter().filter(|one| !one.keys[role].is_empty()) {
        counts.of(one.is_quoted, |class| class.tallies[role].found += 1);
    }
    let mut candidates = Vec::new();
    for (g, one) in gold.iter().enumerate().filter(|(_, one)| !one.keys[role].is_empty()) {
        for (f, other) in found.iter().enumerate().filter(|(_, other)| other.keys[role] == one.keys[role]) {
            let is_other_class = f64::from(one.is_quoted != other.is_quoted);
            candidates.push(([is_other_class, -one.likeness(other, 2), 0.0], g, f));
        }
    }
    for (g, f) in one_to_one(candidates) {
        counts.of(gold[g].is_quoted, |class| class.tallies[role].gold_hit += 1);
        counts.of(found[f].is_quoted, |class| class.tallies[role].found_hit += 1);
    }
}

fn tokens(counts: &mut Counts, gold: &[Prepared], found: &[Prepared], role: usize) {
    let of = |from: &[Prepared], class: usize| -> BTreeSet<u32> {
        let is_in = |one: &&Prepared| class == 0 || one.is_quoted == (class == 1);
        from.iter().filter(is_in).flat_map(|one| one.tokens[role].iter().copied()).collect()
    };
    let (gold_all, found_all) = (of(gold, 0), of(found, 0));
    for class in 0..3 {
        let (gold, found) = (of(gold, class), of(found, class));
        let tally = &mut counts.0[class].tallies[3 + role];
        tally.gold += gold.len();
        tally.found += found.len();
        tally.gold_hit += gold.intersection(&found_all).count();
        tally.found_hit += found.intersection(&gold_all).count();
    }
}

fn statements(counts: &mut Counts, gold: &[Prepared], found: &[Prepared]) -> Vec<(usize, usize)> {
    for one in gold.iter().filter(|one| one.has(2)) {
        counts.of(one.is_quoted, |class| {
            class.by_cue[usize::from(!one.is_core)] += 1;
            class.tallies[STATEMENT..=END_HEAD].iter_mut().for_each(|tally| tally.gold += 1);
        });
    }
    for one in found.iter().filter(|one| one.has(2)) {
        counts.of(one.is_quoted, |class| {
            class.tallies[STATEMENT..=END_HEAD].iter_mut().for_each(|tally| tally.found += 1);
        });
    }
    let pairs = pairs(gold, found);
    for (g, f) in &pairs {
        pair(counts, &gold[*g], &found[*f]);
    }
    pairs
}

fn pair(counts: &mut Counts, one: &Prepared, other: &Prepared) {
    let (any, head) = sources(one, other);
    let hits = [(STATEMENT, true), (END_ANY, any), (END_HEAD, head)];
    counts.of(one.is_quoted, |class| {
        class.by_cue_hit[usize::from(!one.is_core)] += 1;
        hits.iter().for_each(|(measure, is_hit)| class.tallies[*measure].gold_hit += usize::from(*is_hit));
        if one.has(0) {
            let add = [1, usize::from(any), usize::from(head)];
            class.source.iter_mut().zip(add).for_each(|(sum, add)| *sum += add);
        }
    });
    counts.of(other.is_quoted, |class| {
        hits.iter().for_each(|(measure, is_hit)| class.tallies[*measure].found_hit += usize::from(*is_hit));
    });
}

/// Whether the found source shares a token with the gold one, and whether it covers its head.
pub(super) fn sources(one: &Prepared, other: &Prepared) -> (bool, bool) {
    if !one.has(0) {
        return (!other.has(0), !other.has(0));
    }
    let any = one.likeness(other, 0) > 0.0;
    (any, one.head.map_or(any, |head| other.tokens[0].contains(&head)))
}

/// One-to-one pairs with likeness of content at least one half, the most alike first.
fn pairs(gold: &[Prepared], found: &[Prepared]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (g, one) in gold.iter().enumerate() {
        for (f, other) in found.iter().enumerate() {
            let likeness = one.likeness(other, 2);
            if likeness >= ENOUGH {
                let cue = jaccard(&one.tokens[1], &other.tokens[1]);
                candidates.push(([-likeness, -one.likeness(other, 0), -cue], g, f));
            }
        }
    }
    one_to_one(candidates)
}

fn one_to_one(mut candidates: Vec<([f64; 3], usize, usize)>) -> Vec<(usize, usize)> {
    candidates.sort_by(|a, b| {
        let ranks = a.0.iter().zip(&b.0).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne());
        ranks.unwrap_or(std::cmp::Ordering::Equal).then((a.1, a.2).cmp(&(b.1, b.2)))
    });
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, g, f) in candidates {
        if !used_gold.contains(&g) && !used_found.contains(&f) {
            used_gold.insert(g);
            used_found.insert(f);
            pairs.push((g, f));
        }
    }
    pairs
}
