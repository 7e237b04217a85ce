//! Precision, recall and F1, as a table for people and as values for floors.

use std::fmt;

use super::score::{CLASSES, ClassCounts, Counts, MEASURES, Tally};

/// Precision, recall, F1 of one measure, 0 to 1.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Figure {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Counted in the gold.
    pub gold: usize,
    /// Counted in what was found.
    pub found: usize,
}

/// Figures of one class.
#[derive(Clone, Default, Debug)]
pub struct ClassFigures {
    /// Of each measure, in order.
    pub measures: [Figure; 9],
    /// Matched pairs with a gold source, the shares where any word and where the head is right.
    pub source: (usize, f64, f64),
    /// Recall of core cues and of others, with their numbers.
    pub by_cue: [(f64, usize); 2],
}

/// Figures of all, quoted, unquoted.
#[derive(Clone, Default, Debug)]
pub struct Figures(pub [ClassFigures; 3]);

/// What one run gives.
pub struct Report {
    /// Articles scored.
    pub articles: usize,
    /// Gold statements.
    pub gold: usize,
    /// Found statements.
    pub found: usize,
    /// Figures.
    pub figures: Figures,
}

impl Figures {
    /// The figures of some counts.
    pub fn of(counts: &Counts) -> Self {
        Self(counts.0.each_ref().map(class))
    }

    /// A figure by its names: `quoted`, `statement`.
    pub fn get(&self, class: &str, measure: &str) -> Option<Figure> {
        let class = CLASSES.iter().position(|name| *name == class)?;
        let measure = MEASURES.iter().position(|name| *name == measure)?;
        Some(self.0[class].measures[measure])
    }
}

fn class(counts: &ClassCounts) -> ClassFigures {
    let [pairs, any, head] = counts.source;
    ClassFigures {
        measures: counts.tallies.map(figure),
        source: (pairs, ratio(any, pairs), ratio(head, pairs)),
        by_cue: [0, 1].map(|at| (ratio(counts.by_cue_hit[at], counts.by_cue[at]), counts.by_cue[at])),
    }
}

fn figure(tally: Tally) -> Figure {
    let p = ratio(tally.found_hit, tally.found);
    let r = ratio(tally.gold_hit, tally.gold);
    let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    Figure { p, r, f1, gold: tally.gold, found: tally.found }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "articles {}   statements gold {}   found {}", self.articles, self.gold, self.found)?;
        for (name, class) in CLASSES.iter().zip(&self.figures.0) {
            writeln!(f, "\n{name:<18}{:>7}{:>7}{:>7}{:>8}{:>8}", "P", "R", "F1", "gold", "found")?;
            for (name, one) in MEASURES.iter().zip(&class.measures) {
                let [p, r, f1] = [one.p, one.r, one.f1].map(|share| 100.0 * share);
                writeln!(f, "  {name:<16}{p:>7.1}{r:>7.1}{f1:>7.1}{:>8}{:>8}", one.gold, one.found)?;
            }
            let (pairs, any, head) = class.source;
            let (any, head) = (100.0 * any, 100.0 * head);
            writeln!(
                f,
                "  source ok        any {any:.1}   head {head:.1}   of {pairs} matched pairs with a gold source"
            )?;
            let [(core, cores), (other, others)] = class.by_cue;
            let (core, other) = (100.0 * core, 100.0 * other);
            writeln!(f, "  recall by cue    core {core:.1} of {cores}   other {other:.1} of {others}")?;
        }
        Ok(())
    }
}
