//! Every statement, numbered.

use super::entries::{Interval, StatementEntry};
use super::lookup::Lookup;
use super::mask::Masker;
use crate::record::Record;
use crate::statement::Statement;

pub(super) fn set_out(record: &Record, lookup: &Lookup, masker: &Masker) -> Vec<StatementEntry> {
    record.statements.iter().enumerate().map(|(at, s)| entry(at + 1, s, lookup, masker)).collect()
}

fn entry(number: usize, statement: &Statement, lookup: &Lookup, masker: &Masker) -> StatementEntry {
    let article = lookup.article(statement.article).unwrap_or(0);
    let attribution = lookup.attribution(statement.id);
    let piece = |span: &_| lookup.piece(masker, article, *span);
    StatementEntry {
        number,
        id: statement.id.to_string(),
        article,
        speaker: attribution.and_then(|attribution| lookup.speaker(attribution.speaker)),
        basis: attribution.map(|attribution| attribution.basis),
        form: statement.form,
        act: statement.act,
        words: statement.content.iter().map(piece).collect(),
        cue: statement.cue.iter().map(piece).collect(),
        source: statement.source.as_ref().map(piece),
        within: statement.within.and_then(|id| lookup.statement(id)),
        addressee: statement.addressee.as_ref().map(|addressee| masker.text(&addressee.name)),
        medium: statement.medium.as_deref().map(|medium| masker.text(medium)),
        said: Interval(statement.said.clone()),
        scope: statement.scope,
        flags: statement.flags.clone(),
        confidence: statement.confidence,
        utterance: lookup.utterance(statement.id),
    }
}
