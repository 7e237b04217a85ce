//! The same words in several captures of one report: one line that names them all.

use onrecord::dossier::Dossier;
use rustc_hash::FxHashMap;

use super::lines::{Entry, Line};
use super::view::SpeakerSection;

/// The report, the speaker and the words of a line.
type Key<'a> = (usize, &'a str, String);

/// Sections in which words that several captures of a report have stand once, under their first speaker.
pub(super) fn folded<'a>(sections: Vec<SpeakerSection<'a>>, dossier: &'a Dossier) -> Vec<SpeakerSection<'a>> {
    let mut kept: Vec<SpeakerSection<'a>> = Vec::with_capacity(sections.len());
    let mut firsts: FxHashMap<Key<'a>, (usize, usize)> = FxHashMap::default();
    for mut section in sections {
        let entries = std::mem::take(&mut section.entries);
        let number = kept.len();
        kept.push(section);
        for (entry, columns) in entries {
            match entry {
                Entry::Line(line) => put(line, columns, number, &mut kept, &mut firsts, dossier),
                card @ Entry::Card(_) => kept[number].entries.push((card, columns)),
            }
        }
    }
    kept.retain(|section| !section.entries.is_empty());
    kept
}

/// Puts a line into its section, or behind the line of another capture.
fn put<'a>(
    line: Line<'a>,
    columns: String,
    number: usize,
    kept: &mut [SpeakerSection<'a>],
    firsts: &mut FxHashMap<Key<'a>, (usize, usize)>,
    dossier: &'a Dossier,
) {
    let words: Vec<&str> = line.entry.words.iter().map(|piece| piece.words.as_str()).collect();
    let key = (report(&line, dossier), kept[number].name, words.join(" "));
    let place = *firsts.entry(key).or_insert((number, kept[number].entries.len()));
    match kept[place.0].entries.get_mut(place.1) {
        Some((Entry::Line(held), _)) if is_other_capture(held, &line) => held.again.push(line),
        _ => kept[number].entries.push((Entry::Line(line), columns)),
    }
}

/// Carriers of one wording, those in further captures of a report behind the first of them.
pub(super) fn together<'a>(carriers: Vec<Line<'a>>, dossier: &'a Dossier) -> Vec<Line<'a>> {
    let mut kept: Vec<Line<'a>> = Vec::with_capacity(carriers.len());
    let mut firsts: FxHashMap<usize, usize> = FxHashMap::default();
    for line in carriers {
        let place = *firsts.entry(report(&line, dossier)).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(held) if is_other_capture(held, &line) => held.again.push(line),
            _ => kept.push(line),
        }
    }
    kept
}

/// The first capture of the report that a line is of.
fn report(line: &Line<'_>, dossier: &Dossier) -> usize {
    let first = dossier.article(line.entry.article).and_then(|article| article.capture_of);
    first.unwrap_or(line.entry.article)
}

fn is_other_capture(held: &Line<'_>, line: &Line<'_>) -> bool {
    held.again.iter().chain([held]).all(|one| one.entry.article != line.entry.article)
}
