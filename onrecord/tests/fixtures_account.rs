//! Differences and agreements of the prose fixtures, and what must hold for any articles.
//!
//! Each row names a type (`agreement` and `none` too) and a place in the first and the second article. Differences
//! that no row names are wrong, one-sided ones apart.

#![allow(clippy::disallowed_types, reason = "a test")]

mod fixture;

use fixture::Fixture;
use onrecord::account::{Account, Difference, DifferenceKind};
use onrecord::article::{Article, Page, PageText, compose};
use onrecord::record::{Record, compile, read};
use onrecord::statement::Finder;
use onrecord::text::Span;
use proptest::prelude::*;

/// Text with much in it that accounts are compared by.
const ACCOUNTS: &str = "([A-Z][a-z]{2,5} |[a-z]{1,6} |[0-9]{1,4} |on 9 May |in |v\\. |Act |said |\"|million |the third floor |will |not |31 votes to 24 |unanimously |voted |4 per cent |a poll |against |put it at |a third |two people |were killed |£41m |at 5.40 p\\.m\\. |in 1998 |resigned |was fired |on Saturday |no intention of |\\. |, |\n\n|\\PC){0,80}";

/// A place: the article and the words.
type Place<'a> = (&'a Article, Span);

#[test]
fn accounts_are_what_the_tables_say() {
    let mut wrong = Vec::new();
    for fixture in fixture::of("account") {
        let (articles, record) = compiled(&fixture);
        let table = &fixture.tables[0];
        let mut explained: Vec<&Difference> = Vec::new();
        for row in &table.rows {
            let kind = table.cell(row, "type").expect("a column type");
            let places: Vec<Place<'_>> = ["first", "second"]
                .iter()
                .zip(&articles)
                .filter_map(|(column, article)| Some((article, place(article, table.cell(row, column)?)?)))
                .collect();
            let differences: Vec<&Difference> =
                record.differences.iter().filter(|one| holds(&one.accounts, &places)).collect();
            let agrees = record.agreements.iter().any(|one| holds(&one.accounts, &places));
            let right = match kind {
                "agreement" => agrees,
                "none" => !agrees && differences.is_empty(),
                _ => differences.iter().any(|one| one.kind.as_str() == kind),
            };
            if !right {
                let found: Vec<&str> = differences.iter().map(|one| one.kind.as_str()).collect();
                wrong.push(format!("{}: {kind} {row:?}: found {found:?}, agreement {agrees}", fixture.name));
            }
            explained.extend(differences);
        }
        let others = record.differences.iter().filter(|one| {
            one.kind != DifferenceKind::OneSided && !explained.iter().any(|known| std::ptr::eq(*known, *one))
        });
        wrong.extend(others.map(|one| {
            let words: Vec<&str> = one.accounts.iter().map(|account| account.words.as_str()).collect();
            format!("{}: no row for {} ({}) {words:?}", fixture.name, one.kind, one.reason)
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compiled(fixture: &Fixture) -> (Vec<Article>, Record) {
    let articles: Vec<Article> = fixture.articles.iter().map(fixture::Block::article).collect();
    let readings = articles.iter().map(|article| read(article.clone(), Finder::Rules)).collect();
    (articles, compile(readings))
}

fn place(article: &Article, words: &str) -> Option<Span> {
    if words == "-" {
        return None;
    }
    let at = article.body.find(words).unwrap_or_else(|| panic!("`{words}` stands in {}", article.file));
    Some(Span::new(at, at + words.len()))
}

/// Whether some account touches each of the places, by half of the shorter span.
fn holds(accounts: &[Account], places: &[Place<'_>]) -> bool {
    places.iter().all(|(article, span)| {
        accounts.iter().any(|account| {
            let shared = account.span.end.min(span.end).saturating_sub(account.span.start.max(span.start));
            let shorter = account.span.len().min(span.len()) as u32;
            account.article == article.id && 2 * shared >= shorter
        })
    })
}

#[test]
fn every_account_points_to_its_words() {
    for fixture in fixture::of("account") {
        let (_, record) = compiled(&fixture);
        let all = record.differences.iter().flat_map(|one| &one.accounts);
        for account in all.chain(record.agreements.iter().flat_map(|one| &one.accounts)) {
            let article =
                record.articles.iter().find(|article| article.id == account.article).expect("a held article");
            assert_eq!(account.span.of(&article.body), account.words, "{}", fixture.name);
            assert!(!account.words.is_empty(), "{}", fixture.name);
        }
    }
}

#[test]
fn order_of_the_articles_does_not_matter() {
    for fixture in fixture::of("account") {
        let (articles, record) = compiled(&fixture);
        let turned = articles.iter().rev().map(|article| read(article.clone(), Finder::Rules)).collect();
        assert_eq!(record, compile(turned), "{}", fixture.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Any articles: no panic, words equal to their spans, the same in every order.
    #[test]
    fn any_articles_compare(texts in prop::collection::vec(ACCOUNTS, 2..4)) {
        let made = |turned: bool| {
            let mut readings: Vec<_> = texts.iter().enumerate().map(|(at, text)| {
                let page = Page { file: format!("{at}.txt"), text: PageText::Plain(text.clone()), ..Page::default() };
                read(compose(page), Finder::Rules)
            }).collect();
            if turned { readings.reverse(); }
            compile(readings)
        };
        let record = made(false);
        let all = record.differences.iter().flat_map(|one| &one.accounts);
        for account in all.chain(record.agreements.iter().flat_map(|one| &one.accounts)) {
            let article = record.articles.iter().find(|article| article.id == account.article).unwrap();
            prop_assert_eq!(account.span.of(&article.body), &account.words);
        }
        prop_assert_eq!(&record, &made(true));
    }
}
