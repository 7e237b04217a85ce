//! One utterance that the reports print in other words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::statement::Statement;
use crate::text::EditKind;
use crate::text::Id;
use crate::text::Span;
use crate::text::fold;
use crate::told::Told;
use crate::told::word_set;
use crate::utterance::Utterance;

/// Words in which wordings of one quotation differ without a difference worth showing.
static SMALL: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/small.txt")));

/// Quotations of one utterance in which words were exchanged or added; cuts, brackets and spellings are its edits alone.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let places: FxHashMap<Id<Statement>, usize> =
        told.statements.iter().enumerate().map(|(at, spoken)| (spoken.statement.id, at)).collect();
    let several =
        told.utterances.iter().filter(|utterance| utterance.reports > 1 && utterance.variants.len() > 1);
    several.filter_map(|utterance| reworded(told, &places, utterance)).collect()
}

fn reworded(
    told: &Told<'_>,
    places: &FxHashMap<Id<Statement>, usize>,
    utterance: &Utterance,
) -> Option<Found> {
    let changed = utterance.variants.iter().skip(1).filter(|variant| {
        variant.edits.iter().any(|edit| {
            let exchanged = matches!(edit.kind, EditKind::Substitution | EditKind::Insertion);
            exchanged && (tells(&edit.removed) || tells(&edit.added))
        })
    });
    let shown = utterance.variants.first().into_iter().chain(changed);
    let said: Vec<Said> = shown.filter_map(|variant| direct(told, places, &variant.statements)).collect();
    let articles = |said: &Said| told.lines[said.line as usize].article;
    let several = said.iter().any(|one| told.is_apart(articles(one), articles(&said[0])));
    let terms = said.first().map(|said| told.lines[said.line as usize].terms.clone())?;
    let reason = "The reports print one quotation in other words.";
    several.then(|| Found::differing(DifferenceKind::Wording, reason, &terms, said))
}

/// Whether words are more than the small ones that transcripts add and drop.
fn tells(words: &str) -> bool {
    let told = crate::text::words(words, 0);
    told.iter().map(|word| fold(word.span.of(words))).any(|word| !SMALL.contains(word.as_str()))
}

/// Where the first quotation of a wording stands.
fn direct(
    told: &Told<'_>,
    places: &FxHashMap<Id<Statement>, usize>,
    statements: &[Id<Statement>],
) -> Option<Said> {
    let spoken = statements
        .iter()
        .filter_map(|id| places.get(id))
        .map(|at| &told.statements[*at])
        .find(|spoken| spoken.is_direct())?;
    let span = spoken.statement.content.iter().copied().reduce(Span::cover)?;
    Some(Said { line: told.line_at(spoken.article, span.start)?, span, value: None })
}
