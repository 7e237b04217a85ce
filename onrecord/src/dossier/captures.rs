//! Captures: several articles that are one report, fetched more than once.

use rustc_hash::FxHashSet;

/// Which articles are captures of one another.
#[derive(Default)]
pub(super) struct Captures {
    /// For each article, from 0: the place of the first article that it is a capture of, or its own.
    firsts: Vec<usize>,
}

impl Captures {
    /// Gathers so many articles by pairs of numbers that are captures of one report.
    pub(super) fn of(articles: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut captures = Self { firsts: (0..articles).collect() };
        for (a, b) in pairs {
            let (a, b) = (captures.first(a), captures.first(b));
            if let Some(first) = a.max(b).checked_sub(1).and_then(|at| captures.firsts.get_mut(at)) {
                *first = a.min(b).saturating_sub(1);
            }
        }
        captures
    }

    /// The number of the first article that the article of this number is a capture of, else its own.
    pub(super) fn first(&self, number: usize) -> usize {
        let mut at = number.wrapping_sub(1);
        while let Some(first) = self.firsts.get(at).filter(|first| **first != at) {
            at = *first;
        }
        at.wrapping_add(1)
    }

    /// How many of these articles are further captures of others among them.
    pub(super) fn again(&self, articles: impl Iterator<Item = usize>) -> usize {
        let articles: FxHashSet<usize> = articles.collect();
        let reports: FxHashSet<usize> = articles.iter().map(|number| self.first(*number)).collect();
        articles.len() - reports.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captures_of_captures_are_one_report() {
        let captures = Captures::of(5, [(4, 3), (3, 1)].into_iter());
        assert_eq!([1, 2, 3, 4, 5, 9].map(|number| captures.first(number)), [1, 2, 1, 1, 5, 9]);
        assert_eq!(captures.again([1, 2, 3, 4, 4].into_iter()), 2);
    }
}
