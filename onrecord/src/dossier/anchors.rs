//! What points at words of the articles and is no statement.

use super::lookup::Lookup;
use super::printed::Anchor;
use crate::article::Article;
use crate::record::Record;
use crate::text::Id;
use crate::text::Span;

/// The first bytes of the words, with what points at them, for each article.
pub(super) fn all(record: &Record, lookup: &Lookup) -> Vec<Vec<(u32, Anchor)>> {
    let mut anchors = Anchors { lookup, record, found: vec![Vec::new(); record.articles.len()] };
    anchors.moments();
    anchors.utterances();
    anchors.accounts();
    anchors.reprints();
    anchors.corrections();
    anchors.found
}

struct Anchors<'a> {
    lookup: &'a Lookup<'a>,
    record: &'a Record,
    found: Vec<Vec<(u32, Anchor)>>,
}

impl<'a> Anchors<'a> {
    fn put(&mut self, article: Id<Article>, span: Span, anchor: Anchor) {
        let Some(number) = self.lookup.article(article) else { return };
        let body = &self.record.articles[number - 1].body;
        // What points behind the last word stands before it.
        let last = body.char_indices().next_back().map_or(0, |(at, _)| at as u32);
        self.found[number - 1].push((span.start.min(last), anchor));
    }

    fn moments(&mut self) {
        let record: &'a Record = self.record;
        for (moment, number) in record.moments.iter().zip(1..) {
            if let (Some(span), None) = (moment.span, moment.statement) {
                self.put(moment.article, span, Anchor::Moment(number));
            }
        }
    }

    fn utterances(&mut self) {
        let record: &'a Record = self.record;
        let origins = record.origins.iter().map(|origin| (origin.utterance, origin));
        let origins: rustc_hash::FxHashMap<_, _> = origins.collect();
        for (utterance, number) in self.lookup.gathered.iter().zip(1..) {
            for (echo, at) in utterance.echoes.iter().zip(1..) {
                self.put(echo.place.article, echo.place.span, Anchor::Echo(number, at));
            }
            let Some(origin) = origins.get(&utterance.id) else { continue };
            let first = origin.obtained_by.as_ref().map(|link| (link, 0));
            for (link, at) in first.into_iter().chain(origin.chain.iter().zip(1..)) {
                if let Some(place) = &link.words {
                    self.put(place.article, place.span, Anchor::Link(number, at));
                }
            }
        }
    }

    fn accounts(&mut self) {
        let record: &'a Record = self.record;
        for (difference, number) in record.differences.iter().zip(1..) {
            for (account, at) in difference.accounts.iter().zip(1..) {
                self.put(account.article, account.span, Anchor::Difference(number, at));
            }
        }
        for (agreement, number) in record.agreements.iter().zip(1..) {
            for (account, at) in agreement.accounts.iter().zip(1..) {
                self.put(account.article, account.span, Anchor::Agreement(number, at));
            }
        }
    }

    fn reprints(&mut self) {
        let record: &'a Record = self.record;
        for (reprint, number) in record.reprints.iter().zip(1..) {
            for (passage, at) in reprint.passages.iter().zip(1..) {
                self.put(reprint.original, passage.original, Anchor::Original(number, at));
                self.put(reprint.copy, passage.copy, Anchor::Copy(number, at));
            }
            if let Some(credit) = reprint.credit {
                self.put(reprint.copy, credit, Anchor::Credit(number));
            }
        }
    }

    fn corrections(&mut self) {
        let record: &'a Record = self.record;
        for (correction, number) in record.corrections.iter().zip(1..) {
            if let Some(notice) = correction.notice {
                self.put(correction.after, notice, Anchor::Notice(number));
            }
            for (change, at) in correction.edits.iter().zip(1..) {
                self.put(correction.after, change.added, Anchor::Change(number, at));
            }
        }
    }
}
