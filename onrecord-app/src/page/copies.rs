//! Copies as families, and corrections.

use onrecord::dossier::{ChangedEntry, CorrectionEntry, Dossier, FamilyEntry, PassageEntry, ReprintEntry};
use rustc_hash::FxHashMap;

use super::lines::{Cut, cuts};
use super::{dates, labels};

/// So many passages of a copy are listed, and so many words of each.
const PASSAGES: usize = 12;
const WORDS: usize = 32;

/// Articles that share passages.
pub(super) struct Family<'a> {
    pub(super) names: String,
    /// Each copy with the original that it shares most with.
    pub(super) copies: Vec<Copy<'a>>,
    /// Further pairs.
    pub(super) others: Vec<Copy<'a>>,
}

/// A copy and its original.
pub(super) struct Copy<'a> {
    pub(super) entry: &'a ReprintEntry,
    pub(super) copy: Name<'a>,
    pub(super) original: Name<'a>,
    /// Per cent of the copy's words.
    pub(super) share: u32,
    pub(super) basis: &'static str,
    pub(super) passages: Vec<Passage>,
    pub(super) more: usize,
}

/// A report's name and day.
pub(super) struct Name<'a> {
    pub(super) number: usize,
    pub(super) outlet: &'a str,
    pub(super) day: Option<String>,
}

/// Shared words.
pub(super) struct Passage {
    pub(super) number: usize,
    pub(super) words: String,
    pub(super) length: usize,
}

/// Two captures of one article.
pub(super) struct Correction<'a> {
    pub(super) entry: &'a CorrectionEntry,
    pub(super) outlet: &'a str,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) sentences: Vec<Sentence<'a>>,
}

/// A changed sentence.
pub(super) struct Sentence<'a> {
    /// The number of its first change.
    pub(super) change: usize,
    pub(super) segments: Vec<Cut<'a>>,
}

/// All families.
pub(super) fn families(dossier: &Dossier) -> Vec<Family<'_>> {
    dossier.families.iter().map(|entry| family(entry, dossier)).collect()
}

fn family<'a>(entry: &'a FamilyEntry, dossier: &'a Dossier) -> Family<'a> {
    let mut most: FxHashMap<usize, &ReprintEntry> = FxHashMap::default();
    for reprint in &entry.reprints {
        let held = most.entry(reprint.copy).or_insert(reprint);
        if reprint.share > held.share {
            *held = reprint;
        }
    }
    let main = |reprint: &&ReprintEntry| most[&reprint.copy].number == reprint.number;
    let (copies, others): (Vec<_>, Vec<_>) = entry.reprints.iter().partition(main);
    let names: Vec<&str> = entry.articles.iter().map(|number| outlet(*number, dossier)).collect();
    Family {
        names: names.join(", "),
        copies: copies.into_iter().map(|reprint| copy(reprint, dossier)).collect(),
        others: others.into_iter().map(|reprint| copy(reprint, dossier)).collect(),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn copy<'a>(entry: &'a ReprintEntry, dossier: &'a Dossier) -> Copy<'a> {
    let name = |number| Name {
        number,
        outlet: outlet(number, dossier),
        day: dossier.article(number).and_then(|article| dates::day(&article.published)),
    };
    let passage = |(passage, number): (&PassageEntry, usize)| Passage {
        number,
        words: labels::excerpt(&passage.copy.words, WORDS),
        length: passage.copy.words.split_whitespace().count(),
    };
    Copy {
        entry,
        copy: name(entry.copy),
        original: name(entry.original),
        share: (entry.share.clamp(0.0, 1.0) * 100.0).round() as u32,
        basis: labels::direction(entry.basis),
        passages: entry.passages.iter().zip(1..).take(PASSAGES).map(passage).collect(),
        more: entry.passages.len().saturating_sub(PASSAGES),
    }
}

/// All corrections.
pub(super) fn corrections(dossier: &Dossier) -> Vec<Correction<'_>> {
    dossier.corrections.iter().map(|entry| correction(entry, dossier)).collect()
}

fn correction<'a>(entry: &'a CorrectionEntry, dossier: &'a Dossier) -> Correction<'a> {
    let sentence = |one: &'a ChangedEntry| Sentence { change: one.change, segments: cuts(&one.segments) };
    Correction {
        entry,
        outlet: outlet(entry.after, dossier),
        before: captured(entry.before, dossier),
        after: captured(entry.after, dossier),
        sentences: entry.sentences.iter().map(sentence).collect(),
    }
}

/// When the outlet last touched this capture.
fn captured(number: usize, dossier: &Dossier) -> String {
    let Some(article) = dossier.article(number) else { return String::new() };
    let revised = article.revised.as_ref().and_then(dates::words).map(|when| format!("revised {when}"));
    let published = || dates::words(&article.published).map(|when| format!("published {when}"));
    revised.or_else(published).unwrap_or_else(|| "no date printed".to_owned())
}

fn outlet(number: usize, dossier: &Dossier) -> &str {
    dossier.article(number).map_or("", |article| &article.label)
}
