//! The words once said, their wordings aligned.

use rustc_hash::FxHashMap;

use super::entries::{EchoEntry, Interval, Segment, Turn, UtteranceEntry, WordingEntry};
use super::lookup::Lookup;
use super::mask::Masker;
use super::origins;
use crate::origin::Origin;
use crate::record::Record;
use crate::text::{EditKind, Id, Span};
use crate::utterance::{Utterance, Variant, WordingEdit};

pub(super) fn set_out(record: &Record, lookup: &Lookup, masker: &Masker) -> Vec<UtteranceEntry> {
    let traced: FxHashMap<Id<Utterance>, &Origin> =
        record.origins.iter().map(|origin| (origin.utterance, origin)).collect();
    let numbered = lookup.gathered.iter().zip(1..);
    let entry = |(utterance, number): (&&Utterance, usize)| UtteranceEntry {
        origin: traced.get(&utterance.id).map(|origin| origins::entry(origin, lookup, masker)),
        ..entry(number, utterance, record, lookup, masker)
    };
    numbered.map(entry).collect()
}

fn entry(
    number: usize,
    utterance: &Utterance,
    record: &Record,
    lookup: &Lookup,
    masker: &Masker,
) -> UtteranceEntry {
    let wordings = utterance.variants.iter().map(|variant| wording(variant, record, lookup, masker));
    let echoes = utterance.echoes.iter().filter_map(|echo| {
        let article = lookup.article(echo.place.article)?;
        Some(EchoEntry {
            kind: echo.kind,
            article,
            piece: lookup.piece(masker, article, echo.place.span),
            statement: echo.statement.and_then(|id| lookup.statement(id)),
        })
    });
    UtteranceEntry {
        number,
        id: utterance.id.to_string(),
        speaker: utterance.speaker.and_then(|id| lookup.speaker(id)),
        wordings: wordings.collect(),
        echoes: echoes.collect(),
        origin: None,
        first: Interval(utterance.first.clone()),
        first_held: utterance.first_held.and_then(|id| lookup.article(id)),
        reports: lookup.reports(utterance),
        mentions: utterance.mentions as usize,
    }
}

fn wording(variant: &Variant, record: &Record, lookup: &Lookup, masker: &Masker) -> WordingEntry {
    let mut statements: Vec<usize> =
        variant.statements.iter().filter_map(|id| lookup.statement(*id)).collect();
    statements.sort_unstable();
    let (article, spans) = &variant.printed;
    let at = lookup.article(*article).and_then(|number| record.articles.get(number - 1));
    let segments = match at {
        Some(article) => {
            let mut cut = Cut { segments: Vec::new(), slice: |span| masker.slice(article, span), masker };
            cut.pieces(spans, &variant.edits);
            cut.segments
        }
        None => vec![plain(masker.text(&variant.wording))],
    };
    WordingEntry { segments, statements }
}

fn plain(words: String) -> Segment {
    Segment { words, turn: Turn::Kept, edit: None, apart: false }
}

/// Cuts one wording at its edits.
struct Cut<'a, F: Fn(Span) -> String> {
    segments: Vec<Segment>,
    slice: F,
    masker: &'a Masker,
}

impl<F: Fn(Span) -> String> Cut<'_, F> {
    /// Walks the printed pieces; edits are in order of their added words.
    fn pieces(&mut self, spans: &[Span], edits: &[WordingEdit]) {
        let mut edits = edits.iter().peekable();
        for (place, span) in spans.iter().enumerate() {
            let first = self.segments.len();
            let mut at = span.start;
            while let Some(edit) = edits.next_if(|edit| edit.added_at.span.start <= span.end) {
                let added = edit.added_at.span;
                self.keep(at, added.start.clamp(at, span.end));
                self.change(edit);
                at = added.end.clamp(at, span.end);
            }
            self.keep(at, span.end);
            if place > 0
                && let Some(segment) = self.segments.get_mut(first)
            {
                segment.apart = true;
            }
        }
        edits.for_each(|edit| self.change(edit));
    }

    fn keep(&mut self, start: u32, end: u32) {
        if start < end {
            self.segments.push(plain((self.slice)(Span { start, end })));
        }
    }

    fn change(&mut self, edit: &WordingEdit) {
        self.turn(&edit.removed, Turn::Removed, edit.kind);
        self.turn(&edit.added, Turn::Added, edit.kind);
    }

    fn turn(&mut self, words: &str, turn: Turn, kind: EditKind) {
        if !words.is_empty() {
            let words = self.masker.text(words);
            self.segments.push(Segment { words, turn, edit: Some(kind), apart: false });
        }
    }
}
