//! Whether a confidence keeps its promise: of findings marked 0.9, nine in ten are right, end to end.

use std::fmt::Write;

use onrecord::statement::{self, Evidence, Finder};
use serde::Serialize;

use super::score::sources;
use super::{Gold, article, compare, roles};

/// Bins of equal mass.
const BINS: usize = 10;

/// A finding, what is promised of it, and whether it is right.
#[derive(Serialize)]
pub struct Weighed {
    /// The article.
    pub article: String,
    /// The share of such findings that should be right.
    pub confidence: f32,
    /// Whether it matches a marked statement, and its source matches too.
    pub is_right: bool,
    /// What speaks for it, where a model found it.
    pub evidence: Option<Evidence>,
}

/// The findings with content of some articles.
pub fn weighed(gold: &[Gold], finder: Finder) -> Vec<Weighed> {
    gold.iter().flat_map(|gold| of_article(gold, finder)).collect()
}

fn of_article(gold: &Gold, finder: Finder) -> Vec<Weighed> {
    let article = article(gold);
    let found = statement::find(&article, finder);
    let told: Vec<_> = found.statements.into_iter().filter(|statement| statement.within.is_none()).collect();
    let matched = compare(&gold.text, &gold.statements, &roles(&article, &told));
    let is_right = |at: usize| {
        let pair = matched.pairs.iter().find(|pair| pair.1 == at);
        pair.is_some_and(|&(g, f)| sources(&matched.gold[g], &matched.found[f]).0)
    };
    let weigh = |(at, statement): (usize, &statement::Statement)| Weighed {
        article: gold.name.clone(),
        confidence: statement.confidence,
        is_right: is_right(at),
        evidence: found.evidence.iter().find(|(id, _)| *id == statement.id).map(|(_, evidence)| *evidence),
    };
    told.iter().enumerate().filter(|(_, statement)| !statement.content.is_empty()).map(weigh).collect()
}

/// The reliability table, and the expected calibration error (Naeini, Cooper and Hauskrecht 2015, bins of equal mass).
pub fn reliability(weighed: &[Weighed]) -> (String, f64) {
    let mut sorted: Vec<&Weighed> = weighed.iter().collect();
    sorted.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let mut table = format!("{:>10}{:>10}{:>10}{:>8}\n", "promised", "right", "least", "number");
    let mut error = 0.0;
    for bin in 0..BINS {
        let bin = &sorted[bin * sorted.len() / BINS..(bin + 1) * sorted.len() / BINS];
        let Some(least) = bin.first() else { continue };
        let number = bin.len() as f64;
        let promised = bin.iter().map(|one| f64::from(one.confidence)).sum::<f64>() / number;
        let right = bin.iter().filter(|one| one.is_right).count() as f64 / number;
        error += (promised - right).abs() * number / sorted.len() as f64;
        let _ = writeln!(table, "{promised:>10.3}{right:>10.3}{:>10.3}{number:>8}", least.confidence);
    }
    (table, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(confidence: f32, tenths: usize, of: usize) -> impl Iterator<Item = Weighed> {
        (0..of).map(move |at| Weighed {
            article: String::new(),
            confidence,
            is_right: at % 10 < tenths,
            evidence: None,
        })
    }

    #[test]
    fn a_kept_promise_has_no_error() {
        let kept: Vec<_> = findings(0.9, 9, 500).chain(findings(0.2, 2, 500)).collect();
        assert!(reliability(&kept).1 < 1e-6);
        let broken: Vec<_> = findings(0.9, 0, 1000).collect();
        assert!((reliability(&broken).1 - 0.9).abs() < 1e-6);
        assert_eq!(reliability(&[]).1, 0.0);
    }
}
