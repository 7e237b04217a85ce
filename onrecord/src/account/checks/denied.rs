//! One report says that it is so, the other that it is not: "was on the phone", "was not on the telephone".

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::alike::Pair;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::statement::Scope;
use crate::told::Line;
use crate::told::Told;
use crate::told::Word;

/// So many words behind a negation stand in the other sentence too, or so many telling words are shared.
const ROW: usize = 3;
/// What is denied tells so much.
const RARE_DENIED: f32 = 2.0;
/// Of the sentence that tells less the other one has so much.
const LIKENESS: f32 = 0.4;

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

/// Whether the first sentence denies what the second says: the words around "not" in the first stand side by side in
/// the second, with a rare one among those behind, and nothing is denied in the second.
fn is_denied(told: &Told<'_>, pair: &Pair, denying: &Line, saying: &Line) -> bool {
    let says = |at: usize| {
        (1..saying.words.len()).any(|place| {
            let verb = at > 0 && denying.words[at - 1].key == saying.words[place - 1].key;
            let behind = denying.words[at + 1..].iter().zip(&saying.words[place..]);
            let row: Vec<&Word> = behind.take_while(|(a, b)| a.key == b.key).map(|(word, _)| word).collect();
            let rare = row.iter().filter_map(|word| word.term).any(|term| told.weight(term) >= RARE_DENIED);
            verb && rare && (row.len() >= ROW || pair.shared.len() >= ROW)
        })
    };
    negations(told, saying).is_empty() && negations(told, denying).into_iter().any(says)
}

/// The places of "not" and the like.
fn negations(told: &Told<'_>, line: &Line) -> Vec<usize> {
    let is_negation = |at: &usize| {
        let folded = told.folded_at(line, *at);
        matches!(folded.as_str(), "not" | "never" | "no" | "nobody" | "nothing" | "without")
            || folded.ends_with("n't")
    };
    (0..line.words.len()).filter(is_negation).collect()
}
