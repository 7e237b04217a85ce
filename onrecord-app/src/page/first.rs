//! What the first screen tells: the words that most reports carry, and where accounts differ.

use onrecord::dossier::{Dossier, Turn, UtteranceEntry};

use super::accounts::{Account, Accounts, Difference, FEW, Side};
use super::labels;

/// So many of each.
const WORDS: usize = 4;
const DIFFERENCES: usize = 6;
/// So many words of each utterance, and of each account.
const LONG: usize = 26;
const SHORT: usize = 10;

/// The first screen.
pub(super) struct First<'a> {
    pub(super) words: Vec<Words<'a>>,
    pub(super) differences: Vec<Apart>,
    /// Points of difference that are not here.
    pub(super) more: usize,
}

/// Words that several reports carry.
pub(super) struct Words<'a> {
    pub(super) utterance: usize,
    pub(super) speaker: &'a str,
    pub(super) words: String,
    pub(super) reports: String,
}

/// Accounts of one point, in a few words each.
pub(super) struct Apart {
    pub(super) difference: usize,
    pub(super) kind: &'static str,
    pub(super) sides: Vec<String>,
}

/// The beginning of the lists of utterances and differences.
pub(super) fn of<'a>(dossier: &'a Dossier, accounts: &Accounts<'a>) -> First<'a> {
    let shared = dossier.utterances.iter().filter(|entry| entry.reports > 1);
    let differences: Vec<Apart> = accounts.open.iter().take(DIFFERENCES).map(apart).collect();
    First {
        words: shared.take(WORDS).map(|entry| words(entry, dossier)).collect(),
        more: accounts.open.len() + accounts.folded.len() - differences.len(),
        differences,
    }
}

fn words<'a>(entry: &'a UtteranceEntry, dossier: &'a Dossier) -> Words<'a> {
    let kept = entry.wordings.iter().take(1).flat_map(|wording| &wording.segments);
    let kept = kept.filter(|segment| segment.turn == Turn::Kept);
    let pieces = kept.map(|segment| format!("{}{}", if segment.apart { " … " } else { "" }, segment.words));
    Words {
        utterance: entry.number,
        speaker: labels::speaker(entry.speaker.and_then(|number| dossier.speaker(number))),
        words: labels::excerpt(&pieces.collect::<String>(), LONG),
        reports: labels::count(entry.reports, "report"),
    }
}

fn apart(difference: &Difference<'_>) -> Apart {
    Apart {
        difference: difference.entry.number,
        kind: difference.kind,
        sides: difference.sides.iter().filter_map(side).collect(),
    }
}

/// The exact words if they are few, else what is compared, else how the words begin.
fn side(side: &Side<'_>) -> Option<String> {
    let account: &Account = side.shown.first()?;
    let words = &account.entry.piece.words;
    if words.split_whitespace().count() < FEW {
        return Some(words.trim().to_owned());
    }
    let value = account.entry.value.as_deref().filter(|value| words.contains(*value));
    Some(value.map_or_else(|| labels::excerpt(words, SHORT), str::to_owned))
}
