//! The timeline, with the words that say so.

use super::entries::{Interval, MomentEntry};
use super::lookup::Lookup;
use super::mask::Masker;
use crate::record::Record;

pub(super) fn set_out(record: &Record, lookup: &Lookup, masker: &Masker) -> Vec<MomentEntry> {
    let moments = record.moments.iter().enumerate().filter_map(|(at, moment)| {
        let article = lookup.article(moment.article)?;
        let statement = moment.statement.and_then(|id| lookup.statement(id));
        let span = moment.span.filter(|_| statement.is_none());
        Some(MomentEntry {
            number: at + 1,
            when: Interval(moment.when.clone()),
            what: moment.what,
            article,
            piece: span.map(|span| lookup.piece(masker, article, span)),
            statement,
        })
    });
    moments.collect()
}
