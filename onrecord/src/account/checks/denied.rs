//! One report says that it is so, the other that it is not: "was on the phone", "was not on the telephone".

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::alike::Pair;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::statement::Scope;
use crate::told::Line;
use crate::told::Term;
use crate::told::Told;

/// What a negation denies stands within so many words behind it.
const REACH: usize = 6;
/// Of the sentence that tells less the other one has so much.
const LIKENESS: f32 = 0.5;

/// Sentences of the reports' own telling that share what the one denies and the other says.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let near = matter.across().filter(|(pair, a, b)| {
        pair.likeness >= LIKENESS && is_own(told, a) && is_own(told, b) && !pair.is_named_apart(told)
    });
    near.filter(|(pair, a, b)| is_denied(told, pair, a, b) || is_denied(told, pair, b, a))
        .map(|(pair, _, _)| {
            let said = |at: u32| Said { line: at, span: told.lines[at as usize].span, value: None };
            let reason = "One report says that it is so, the other that it is not.";
            let said = vec![said(pair.a), said(pair.b)];
            Found::differing(DifferenceKind::Scope, reason, &pair.shared, said).excluding()
        })
        .collect()
}

/// Whether a sentence is in nobody's certain words, and no headline.
fn is_own(told: &Told<'_>, line: &Line) -> bool {
    let certain = |at: &u32| told.statements[*at as usize].statement.scope == Scope::Certain;
    !told.is_title(line) && !line.statements.iter().any(certain)
}

/// Whether the first sentence denies what the second says: a rare shared word stands behind "not" in the first, and no
/// negation stands in the second.
fn is_denied(told: &Told<'_>, pair: &Pair, denying: &Line, saying: &Line) -> bool {
    let denied = denied(told, denying);
    let telling = |term: &&Term| pair.shared.contains(term) && told.weight(**term) >= 2.0;
    denied.iter().any(|term| telling(&term)) && self::denied(told, saying).is_empty()
}

/// The terms behind "not", "never" and the like.
fn denied(told: &Told<'_>, line: &Line) -> Vec<Term> {
    let negations = (0..line.words.len()).filter(|at| {
        let folded = told.folded_at(line, *at);
        matches!(folded.as_str(), "not" | "never" | "cannot" | "nobody" | "nothing" | "without")
            || folded.ends_with("n't")
    });
    negations.flat_map(|at| line.words[at + 1..].iter().take(REACH).filter_map(|word| word.term)).collect()
}
