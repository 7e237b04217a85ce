//! Articles that share passages, as families.

use std::collections::BTreeMap;

use super::lookup::Lookup;
use super::mask::Masker;
use super::relations::FamilyEntry;
use super::relations::PassageEntry;
use super::relations::ReprintEntry;
use crate::record::Record;
use crate::reprint::Reprint;

/// One family for all articles that reprints join, in order of their first article.
pub(super) fn families(record: &Record, lookup: &Lookup, masker: &Masker) -> Vec<FamilyEntry> {
    let mut heads: Vec<usize> = (0..=record.articles.len()).collect();
    let reprints = record.reprints.iter().zip(1..);
    let entries: Vec<_> = reprints.map(|(one, number)| entry(number, one, lookup, masker)).collect();
    for entry in &entries {
        let (a, b) = (head(&mut heads, entry.original), head(&mut heads, entry.copy));
        heads[a.max(b)] = a.min(b);
    }
    let mut families: BTreeMap<usize, FamilyEntry> = BTreeMap::new();
    for entry in entries {
        let family = families.entry(head(&mut heads, entry.copy));
        let family = family.or_insert(FamilyEntry { articles: Vec::new(), reprints: Vec::new() });
        family.articles.extend([entry.original, entry.copy]);
        family.reprints.push(entry);
    }
    for family in families.values_mut() {
        family.articles.sort_unstable();
        family.articles.dedup();
    }
    families.into_values().collect()
}

/// The least number that an article is joined with; paths are halved on the way.
fn head(heads: &mut [usize], mut at: usize) -> usize {
    while heads[at] != at {
        heads[at] = heads[heads[at]];
        at = heads[at];
    }
    at
}

fn entry(number: usize, reprint: &Reprint, lookup: &Lookup, masker: &Masker) -> ReprintEntry {
    let original = lookup.article(reprint.original).unwrap_or(0);
    let copy = lookup.article(reprint.copy).unwrap_or(0);
    let passages = reprint.passages.iter().map(|passage| PassageEntry {
        original: lookup.piece(masker, original, passage.original),
        copy: lookup.piece(masker, copy, passage.copy),
    });
    ReprintEntry {
        number,
        original,
        copy,
        passages: passages.collect(),
        share: reprint.share,
        credit: reprint.credit.map(|span| lookup.piece(masker, copy, span)),
        basis: reprint.basis,
    }
}
