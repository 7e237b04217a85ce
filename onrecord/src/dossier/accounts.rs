//! Where accounts differ, and where they agree, each account in its sentence.

use super::entries::Interval;
use super::lookup::Lookup;
use super::mask::Masker;
use super::relations::AccountEntry;
use super::relations::AgreementEntry;
use super::relations::DifferenceEntry;
use crate::account::Account;
use crate::account::Agreement;
use crate::account::Difference;
use crate::record::Record;
use crate::text::Span;

pub(super) fn differences(record: &Record, lookup: &Lookup, masker: &Masker) -> Vec<DifferenceEntry> {
    let numbered = record.differences.iter().zip(1..);
    numbered.map(|(one, number)| difference(number, one, record, lookup, masker)).collect()
}

pub(super) fn agreements(record: &Record, lookup: &Lookup, masker: &Masker) -> Vec<AgreementEntry> {
    let numbered = record.agreements.iter().zip(1..);
    numbered.map(|(one, number)| agreement(number, one, record, lookup, masker)).collect()
}

fn difference(
    number: usize,
    found: &Difference,
    record: &Record,
    lookup: &Lookup,
    masker: &Masker,
) -> DifferenceEntry {
    DifferenceEntry {
        number,
        story: lookup.story(found.story),
        kind: found.kind,
        link: found.link,
        point: masker.text(&found.point),
        reason: masker.text(&found.reason),
        accounts: found.accounts.iter().map(|one| account(one, record, lookup, masker)).collect(),
        reports: reports(found.reports, &found.accounts, lookup),
        mentions: found.mentions as usize,
        origins: found.origins,
        confidence: found.confidence,
    }
}

fn agreement(
    number: usize,
    found: &Agreement,
    record: &Record,
    lookup: &Lookup,
    masker: &Masker,
) -> AgreementEntry {
    AgreementEntry {
        number,
        story: lookup.story(found.story),
        point: masker.text(&found.point),
        accounts: found.accounts.iter().map(|one| account(one, record, lookup, masker)).collect(),
        reports: reports(found.reports, &found.accounts, lookup),
        mentions: found.mentions as usize,
        origins: found.origins,
    }
}

/// Captures of one report are one.
fn reports(articles: u32, accounts: &[Account], lookup: &Lookup) -> usize {
    let numbers = accounts.iter().filter_map(|account| lookup.article(account.article));
    (articles as usize).saturating_sub(lookup.captures.again(numbers))
}

fn account(account: &Account, record: &Record, lookup: &Lookup, masker: &Masker) -> AccountEntry {
    let article = lookup.article(account.article).unwrap_or(0);
    let (mut before, mut after) = (String::new(), String::new());
    if let Some(own) = record.articles.get(article.wrapping_sub(1)) {
        let span = account.span;
        let whole = lookup.around(article, span);
        before = masker.slice(own, Span { start: whole.start, end: span.start });
        after = masker.slice(own, Span { start: span.end, end: whole.end });
    }
    AccountEntry {
        article,
        piece: lookup.piece(masker, article, account.span),
        before,
        after,
        value: account.value.as_deref().map(|value| masker.text(value)),
        as_of: Interval(account.as_of.clone()),
    }
}
