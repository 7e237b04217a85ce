//! What changed between two captures of one article, sentence by sentence.

use super::entries::Segment;
use super::entries::Turn;
use super::lookup::Lookup;
use super::mask::Masker;
use super::relations::ChangedEntry;
use super::relations::CorrectionEntry;
use crate::article::Article;
use crate::correction::Change;
use crate::correction::Correction;
use crate::record::Record;
use crate::text::EditKind;
use crate::text::Span;

pub(super) fn set_out(record: &Record, lookup: &Lookup, masker: &Masker) -> Vec<CorrectionEntry> {
    let numbered = record.corrections.iter().zip(1..);
    numbered.map(|(one, number)| entry(number, one, record, lookup, masker)).collect()
}

fn entry(
    number: usize,
    correction: &Correction,
    record: &Record,
    lookup: &Lookup,
    masker: &Masker,
) -> CorrectionEntry {
    let before = lookup.article(correction.before).unwrap_or(0);
    let after = lookup.article(correction.after).unwrap_or(0);
    let held = |number: usize| record.articles.get(number.wrapping_sub(1));
    let sentences = match (held(before), held(after)) {
        (Some(earlier), Some(later)) => {
            let cut = Cut { earlier, later, masker };
            let changed = sentences(&correction.edits, |at| lookup.sentence(after, at));
            let mut past = 0;
            let entry = |(span, changes): (Span, &[Change])| {
                past += changes.len();
                ChangedEntry {
                    change: past + 1 - changes.len(),
                    segments: cut.segments(span, changes),
                    span: lookup.points(after, span),
                }
            };
            changed.into_iter().map(entry).collect()
        }
        _ => Vec::new(),
    };
    CorrectionEntry {
        number,
        before,
        after,
        sentences,
        notice: correction.notice.map(|span| lookup.piece(masker, after, span)),
        statements: correction.statements.iter().filter_map(|id| lookup.statement(*id)).collect(),
    }
}

/// The changed sentences of the later capture, each with its changes.
fn sentences(changes: &[Change], sentence: impl Fn(u32) -> Span) -> Vec<(Span, &[Change])> {
    let mut found: Vec<(Span, &[Change])> = Vec::new();
    let mut from = 0;
    for (at, change) in changes.iter().enumerate() {
        match found.last_mut() {
            Some((span, own)) if change.added.start <= span.end => {
                *span = span.cover(sentence(change.added.end).cover(change.added));
                *own = &changes[from..=at];
            }
            _ => {
                let ends = [change.added.start, change.added.end].map(&sentence);
                from = at;
                found.push((ends[0].cover(ends[1]).cover(change.added), &changes[at..=at]));
            }
        }
    }
    found
}

/// Cuts a sentence at its changes.
struct Cut<'a> {
    earlier: &'a Article,
    later: &'a Article,
    masker: &'a Masker,
}

impl Cut<'_> {
    fn segments(&self, sentence: Span, changes: &[Change]) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut at = sentence.start;
        let mut put = |words: String, turn, edit: Option<EditKind>| {
            if !words.is_empty() {
                segments.push(Segment { words, turn, edit, apart: false });
            }
        };
        for Change { kind, removed, added } in changes {
            let (start, end) = (added.start.max(at), added.end.max(at));
            put(self.masker.slice(self.later, Span { start: at, end: start }), Turn::Kept, None);
            put(self.masker.slice(self.earlier, *removed), Turn::Removed, Some(*kind));
            put(self.masker.slice(self.later, Span { start, end }), Turn::Added, Some(*kind));
            at = end;
        }
        let end = sentence.end.max(at);
        put(self.masker.slice(self.later, Span { start: at, end }), Turn::Kept, None);
        segments
    }
}
