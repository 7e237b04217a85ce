//! The checks, one file each: in what the accounts of one point differ.

mod acts;
mod age;
mod agreement;
mod attribution;
mod case;
mod clock;
mod date;
mod denied;
mod described;
mod first_name;
mod name;
mod number;
mod one_sided;
mod place;
mod poll;
mod printed;
mod retracted;
mod scope;
mod set_otherwise;
mod silence;
mod slips;
mod superseded;
mod toll;
mod votes;
mod wording;

use super::DifferenceKind;
use super::alike::Pair;
use super::found::Found;
use crate::told::Line;
use crate::told::Told;

/// What a check reads: all that the articles tell, and the pairs of sentences on one point.
pub struct Matter<'a, 't> {
    /// All that the articles tell.
    pub told: &'a Told<'t>,
    /// Pairs of sentences on one point, those of one article too.
    pub pairs: &'a [Pair],
}

/// Every check. Each finds differences or agreements of its own kind and knows nothing of the others.
pub const CHECKS: &[fn(&Matter<'_, '_>) -> Vec<Found>] = &[
    number::check,
    slips::check,
    set_otherwise::check,
    toll::check,
    votes::check,
    poll::check,
    date::check,
    clock::check,
    place::check,
    name::check,
    first_name::check,
    case::check,
    wording::check,
    printed::check,
    acts::check,
    described::check,
    age::check,
    attribution::check,
    scope::check,
    denied::check,
    superseded::check,
    silence::check,
    retracted::check,
    one_sided::check,
    agreement::check,
];

/// The share of findings of a kind that are right.
pub fn share(kind: DifferenceKind) -> f32 {
    match kind {
        DifferenceKind::Number | DifferenceKind::Case | DifferenceKind::Superseded => 0.9,
        DifferenceKind::Date | DifferenceKind::Name | DifferenceKind::OneSided => 0.85,
        _ => 0.8,
    }
}

impl<'a> Matter<'a, '_> {
    /// The pairs of sentences of different articles, with their sentences.
    pub fn across(&self) -> impl Iterator<Item = (&'a Pair, &'a Line, &'a Line)> {
        let told = self.told;
        let both = move |pair: &'a Pair| (pair, &told.lines[pair.a as usize], &told.lines[pair.b as usize]);
        self.pairs.iter().map(both).filter(move |(_, a, b)| told.is_apart(a.article, b.article))
    }

    /// Whether both sentences report words of one utterance.
    pub fn is_one_utterance(&self, a: &Line, b: &Line) -> bool {
        let of = |line: &Line| -> Vec<u32> {
            line.statements.iter().filter_map(|at| self.told.statements[*at as usize].utterance).collect()
        };
        let others = of(b);
        of(a).iter().any(|utterance| others.contains(utterance))
    }
}
