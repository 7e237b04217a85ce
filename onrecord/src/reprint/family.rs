//! Families of copies: articles that reprints link, in however many steps.

use rustc_hash::FxHashMap;

use super::Reprint;
use crate::article::Article;
use crate::text::Id;

/// The groups of articles that these reprints link, each in order of id, in order of their first.
pub fn families(reprints: &[Reprint]) -> Vec<Vec<Id<Article>>> {
    let mut ids: Vec<Id<Article>> = reprints.iter().flat_map(|one| [one.original, one.copy]).collect();
    ids.sort_unstable();
    ids.dedup();
    let places: FxHashMap<Id<Article>, usize> = ids.iter().zip(0..).map(|(id, at)| (*id, at)).collect();
    let mut first: Vec<usize> = (0..ids.len()).collect();
    for reprint in reprints {
        let (a, b) = (top(&mut first, places[&reprint.original]), top(&mut first, places[&reprint.copy]));
        first[a.max(b)] = a.min(b);
    }
    let mut families: Vec<Vec<Id<Article>>> = vec![Vec::new(); ids.len()];
    for (at, id) in ids.iter().enumerate() {
        families[top(&mut first, at)].push(*id);
    }
    families.retain(|family| !family.is_empty());
    families
}

/// The first member of the family, with the way to it shortened.
fn top(first: &mut [usize], mut at: usize) -> usize {
    while first[at] != at {
        first[at] = first[first[at]];
        at = first[at];
    }
    at
}
