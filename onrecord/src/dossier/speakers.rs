//! Who speaks, and what one report alone carries of each.

use std::collections::BTreeMap;

use super::entries::{Item, Section, SpeakerEntry, StatementEntry, UtteranceEntry};
use super::lookup::Lookup;
use super::mask::Masker;
use crate::record::Record;
use crate::speaker::{Alias, Speaker};

pub(super) fn set_out(
    record: &Record,
    lookup: &Lookup,
    masker: &Masker,
    statements: &[StatementEntry],
) -> Vec<SpeakerEntry> {
    let masks = masker.is_on();
    let mut entries: Vec<SpeakerEntry> = lookup
        .cast
        .iter()
        .enumerate()
        .map(|(at, speaker)| entry(at + 1, speaker, record, masker, masks && speaker.private))
        .collect();
    for statement in statements.iter().filter(|statement| statement.reports_words()) {
        if let Some(entry) = statement.speaker.and_then(|number| entries.get_mut(number - 1)) {
            entry.statements.push(statement.number);
            if entry.articles.last() != Some(&statement.article) {
                entry.articles.push(statement.article);
            }
        }
    }
    entries
}

/// The utterances of one report and the statements of none, gathered by speaker in the speakers' order.
pub(super) fn sections(statements: &[StatementEntry], utterances: &[UtteranceEntry]) -> Vec<Section> {
    let mut by_speaker: BTreeMap<usize, Vec<(usize, Item)>> = BTreeMap::new();
    let mut put = |speaker: Option<usize>, place, item| {
        by_speaker.entry(speaker.unwrap_or(usize::MAX)).or_default().push((place, item));
    };
    for utterance in utterances.iter().filter(|utterance| utterance.reports < 2) {
        let place = utterance.wordings.iter().flat_map(|wording| &wording.statements).min();
        put(utterance.speaker, place.copied().unwrap_or(usize::MAX), Item::Utterance(utterance.number));
    }
    for statement in statements {
        if statement.utterance.is_none() && statement.reports_words() {
            put(statement.speaker, statement.number, Item::Statement(statement.number));
        }
    }
    by_speaker
        .into_iter()
        .map(|(speaker, mut items)| {
            items.sort_by_key(|(place, _)| *place);
            let speaker = (speaker != usize::MAX).then_some(speaker);
            Section { speaker, items: items.into_iter().map(|(_, item)| item).collect() }
        })
        .collect()
}

fn entry(number: usize, speaker: &Speaker, record: &Record, masker: &Masker, masked: bool) -> SpeakerEntry {
    let name = masker.text(&speaker.name);
    let mut aliases = distinct(&speaker.aliases, record, masker);
    aliases.retain(|alias| *alias != name);
    SpeakerEntry {
        number,
        id: speaker.id.to_string(),
        name,
        kind: speaker.kind,
        organisation: speaker.organisation.as_deref().map(|body| masker.text(body)),
        masked,
        aliases,
        attributes: distinct(&speaker.attributes, record, masker),
        statements: Vec::new(),
        articles: Vec::new(),
    }
}

/// Each of the words once, in the order in which the reports first print them.
fn distinct(aliases: &[Alias], record: &Record, masker: &Masker) -> Vec<String> {
    let place = |alias: &Alias| {
        let article = record.articles.iter().position(|article| article.id == alias.article);
        (article.unwrap_or(usize::MAX), alias.span)
    };
    let mut sorted: Vec<&Alias> = aliases.iter().collect();
    sorted.sort_by_cached_key(|alias| place(alias));
    let mut seen: Vec<String> = Vec::new();
    for alias in sorted {
        let words = masker.text(&alias.words);
        if !seen.contains(&words) {
            seen.push(words);
        }
    }
    seen
}
