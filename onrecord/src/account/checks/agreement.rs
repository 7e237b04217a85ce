//! What several reports tell alike.

use rustc_hash::FxHashMap;

use super::Matter;
use crate::account::alike::Pair;
use crate::account::found::Found;
use crate::account::found::Said;

/// Sentences that tell the same are so alike …
const LIKENESS: f32 = 0.4;
/// … and share so many rare terms.
const RARE_TERMS: usize = 4;
/// A sentence that shares so many terms of a point that is agreed on tells of it too …
const FURTHER: usize = 4;
/// … if it is so alike to one of the accounts.
const NEAR: f32 = 0.36;

/// Sentences of several reports that share most of what they tell and are not the same words of somebody, with the
/// sentences beside them that tell it again.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let mut near: FxHashMap<u32, Vec<&Pair>> = FxHashMap::default();
    for pair in matter.pairs.iter().filter(|pair| pair.likeness >= NEAR && pair.shared.len() >= FURTHER) {
        near.entry(pair.a).or_default().push(pair);
        near.entry(pair.b).or_default().push(pair);
    }
    let alike = matter.across().filter(|(pair, a, b)| {
        pair.likeness >= LIKENESS
            && pair.rare(told) >= RARE_TERMS
            && !matter.is_one_utterance(a, b)
            && !pair.is_named_apart(told)
    });
    alike
        .map(|(pair, _, _)| {
            let mut lines = vec![pair.a, pair.b];
            for of in [pair.a, pair.b] {
                let pairs = near.get(&of).into_iter().flatten().take(24);
                let again =
                    pairs.filter(|other| other.rare(told) >= RARE_TERMS - 1 && !other.is_named_apart(told));
                lines.extend(again.flat_map(|other| [other.a, other.b]));
            }
            lines.retain(|at| !told.is_title(&told.lines[*at as usize]) || [pair.a, pair.b].contains(at));
            lines.sort_unstable();
            lines.dedup();
            let said = lines.into_iter().map(|line| Said {
                line,
                span: told.lines[line as usize].span,
                value: None,
            });
            Found::agreeing(&pair.shared, said.collect())
        })
        .collect()
}
