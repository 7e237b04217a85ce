//! An apology for words that an earlier report carries.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Matter;
use super::superseded::instant;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::statement::Act;
use crate::statement::Scope;
use crate::told::Spoken;
use crate::told::Told;
use crate::told::word_set;

/// So many apologies of a story are followed.
const APOLOGIES: usize = 100;

static OWN_WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| word_set(include_str!("../words/own_words.txt")));

/// Apologies for one's own words, beside the words that earlier reports have of the speaker.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let apologies = told
        .statements
        .iter()
        .filter(|spoken| spoken.statement.act == Act::Apologises && spoken.statement.scope == Scope::Certain);
    apologies.take(APOLOGIES).filter_map(|apology| retracted(told, apology)).collect()
}

fn retracted(told: &Told<'_>, apology: &Spoken<'_>) -> Option<Found> {
    let speaker = apology.speaker?;
    let since = instant(told, apology.article)?;
    let at = told.line_at(apology.article, apology.place().start)?;
    let line = &told.lines[at as usize];
    let of_words = line.words.iter().any(|word| OWN_WORDS.contains(told.folded(line, word).as_str()));
    let before = |spoken: &&Spoken<'_>| {
        let said = spoken.speaker == Some(speaker) && spoken.speaks() && spoken.is_direct();
        said && instant(told, spoken.article).is_some_and(|instant| instant < since)
    };
    let earlier = told.statements.iter().find(before).filter(|_| of_words)?;
    let span = *earlier.statement.content.first()?;
    let own = Said { line: told.line_at(earlier.article, span.start)?, span, value: None };
    let said = vec![own, Said { line: at, span: line.span, value: None }];
    let reason = "In a later report the same speaker apologises for earlier words.";
    Some(Found::differing(DifferenceKind::Superseded, reason, &line.terms, said))
}
