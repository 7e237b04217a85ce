//! What one report alone tells.

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::told::Line;

/// Sentences that tell less are no fact worth listing.
const TELLING: f32 = 9.0;
/// What two sentences share counts from so much on.
const SHARED: f32 = 4.0;
/// Another report tells of it if a sentence shares so much.
const LIKENESS: f32 = 0.4;

/// A short sentence that is mostly told by a longer one is told twice: by how much more alike the two must look from
/// the side of the shorter one.
const SHORTER: f32 = 0.05;

/// Sentences that share little with any sentence of another report.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    if told.articles.len() < 2 {
        return Vec::new();
    }
    let mut shared = vec![0.0_f32; told.lines.len()];
    for (pair, _, _) in matter.across().filter(|(pair, _, _)| pair.mass >= SHARED) {
        for at in [pair.a, pair.b] {
            let own = told.terms.mass(&told.lines[at as usize].terms);
            let likeness = &mut shared[at as usize];
            *likeness = likeness.max(pair.mass / own.max(1.0)).max(pair.likeness - SHORTER);
        }
    }
    let alone = told.lines.iter().zip(0..).filter(|(line, at)| {
        !told.is_title(line)
            && shared[*at as usize] < LIKENESS
            && told.terms.mass(&line.terms) >= TELLING
            && !is_carried(matter, line)
    });
    alone
        .map(|(line, at)| {
            let said = vec![Said { line: at, span: line.span, value: None }];
            Found::differing(DifferenceKind::OneSided, "One report alone tells this.", &line.terms, said)
        })
        .collect()
}

/// Whether several reports carry words of this sentence.
fn is_carried(matter: &Matter<'_, '_>, line: &Line) -> bool {
    let told = matter.told;
    let utterances = line.statements.iter().filter_map(|at| told.statements[*at as usize].utterance);
    utterances.into_iter().any(|at| told.utterances[at as usize].reports > 1)
}
