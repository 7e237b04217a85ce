//! What several reports tell alike.

use super::Matter;
use crate::account::found::Found;
use crate::account::found::Said;

/// Sentences that tell the same are so alike …
const LIKENESS: f32 = 0.4;
/// … and share so many rare terms.
const RARE_TERMS: usize = 4;

/// Sentences of several reports that share most of what they tell and are not the same words of somebody.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let alike = matter.across().filter(|(pair, a, b)| {
        pair.likeness >= LIKENESS
            && pair.rare(told) >= RARE_TERMS
            && !matter.is_one_utterance(a, b)
            && !pair.is_named_apart(told)
    });
    alike
        .map(|(pair, a, b)| {
            let said = vec![
                Said { line: pair.a, span: a.span, value: None },
                Said { line: pair.b, span: b.span, value: None },
            ];
            Found { kind: None, link: None, reason: "", terms: pair.shared.clone(), said }
        })
        .collect()
}
