//! Origins of the prose fixtures, and what must hold for any articles.
//!
//! Each row names an utterance by its first words: who obtained it, in which held article, when, how many
//! origins, and the chain (names of outlets whose report is not held, numbers of articles; `,` instead of
//! `>` where their order is open).

#![allow(clippy::disallowed_types, reason = "a test")]

mod fixture;

use fixture::Fixture;
use onrecord::article::Article;
use onrecord::origin::{Grounds, Link, Origin, Origins, Witness, of_accounts};
use onrecord::record::{Record, compile, read};
use onrecord::reprint::{Basis, Passage, Reprint};
use onrecord::statement::{Finder, Statement};
use onrecord::text::{Id, Span};
use onrecord::time::When;
use onrecord::utterance::{Place, Utterance};

#[test]
fn origins_are_what_the_tables_say() {
    let mut wrong = Vec::new();
    for fixture in fixture::of("origin") {
        let (articles, record) = compiled(&fixture);
        let table = &fixture.tables[0];
        for row in &table.rows {
            let wanted = table.cell(row, "words").expect("a column words");
            let Some(at) = record.utterances.iter().position(|one| starts(one, wanted)) else {
                wrong.push(format!("{}: no utterance `{wanted}`", fixture.name));
                continue;
            };
            let found = shown(&articles, &record.origins[at]);
            for (column, found) in ["obtained", "held", "when", "origins", "chain"].iter().zip(found) {
                let cell = table.cell(row, column).unwrap_or("-");
                if !fits(cell, &found) {
                    wrong.push(format!(
                        "{}: `{wanted}`, {column}: expected {cell}, found {found}",
                        fixture.name
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compiled(fixture: &Fixture) -> (Vec<Article>, Record) {
    let articles: Vec<Article> = fixture.articles.iter().map(fixture::Block::article).collect();
    let readings = articles.iter().map(|article| read(article.clone(), Finder::Rules)).collect();
    (articles, compile(readings))
}

fn starts(utterance: &Utterance, words: &str) -> bool {
    let bare = |wording: &str| wording.trim_start_matches(['"', '“']).to_owned();
    utterance.variants.iter().any(|variant| {
        let told = bare(&variant.wording);
        told.starts_with(words)
            || told.strip_prefix("that ").is_some_and(|told| bare(told).starts_with(words))
    })
}

fn shown(articles: &[Article], origin: &Origin) -> [String; 5] {
    let number =
        |id: Id<Article>| (articles.iter().position(|a| a.id == id).expect("a held article") + 1).to_string();
    let none = || "-".to_owned();
    let by = origin.obtained_by.as_ref();
    let stamp = |when: &When| {
        let end = when.end.map_or(String::new(), |end| end.to_string());
        if when.start.is_some() { end } else { format!("..{end}") }
    };
    let link = |link: &Link| match link.article {
        Some(id) => number(id),
        None => link.outlet.clone().unwrap_or_else(none),
    };
    [
        by.and_then(|link| link.outlet.clone()).unwrap_or_else(none),
        by.and_then(|link| link.article).map_or_else(none, number),
        by.map_or_else(none, |link| stamp(&link.when)),
        format!("{}-{}", origin.origins.at_least, origin.origins.at_most),
        origin.chain.iter().map(link).collect::<Vec<_>>().join(" > "),
    ]
}

/// `1, 2` holds in either order; `agency` is any name.
fn fits(cell: &str, found: &str) -> bool {
    if let Some(rest) = cell.strip_prefix("agency > ") {
        return found.split_once(" > ").is_some_and(|(_, links)| sorted(links) == sorted(rest));
    }
    if cell.contains(',') { sorted(&cell.replace(',', " >")) == sorted(found) } else { cell == found }
}

fn sorted(links: &str) -> Vec<&str> {
    let mut links: Vec<&str> = links.split(" > ").collect();
    links.sort_unstable();
    links
}

#[test]
fn order_of_the_articles_does_not_matter() {
    for fixture in fixture::of("origin") {
        let (articles, record) = compiled(&fixture);
        let turned = articles.iter().rev().map(|article| read(article.clone(), Finder::Rules)).collect();
        assert_eq!(record.origins, compile(turned).origins, "{}", fixture.name);
    }
}

/// Two reports without a word on whence they have it, and the passage that one copied.
fn pair() -> (Vec<Article>, Record) {
    let fixture = fixture::of("origin").into_iter().find(|fixture| fixture.name == "unsaid.md");
    compiled(&fixture.expect("the fixture of two silent reports"))
}

fn traced(record: &Record, reprints: &[Reprint]) -> Vec<Origin> {
    let articles: Vec<&Article> = record.articles.iter().collect();
    let statements: Vec<&Statement> = record.statements.iter().collect();
    onrecord::origin::trace(&articles, &statements, &record.cast, &record.utterances, reprints, &[])
}

fn reprint(original: &Article, copy: &Article) -> Reprint {
    let whole = |article: &Article| Span::new(0, article.body.len());
    Reprint {
        original: original.id,
        copy: copy.id,
        passages: vec![Passage { original: whole(original), copy: whole(copy) }],
        share: 1.0,
        credit: None,
        basis: Basis::Dates,
    }
}

#[test]
fn a_copy_raises_nothing() {
    let (articles, record) = pair();
    let at = record.utterances.iter().position(|one| starts(one, "The rust was older")).unwrap();
    let without = &traced(&record, &[])[at];
    let with = &traced(&record, &[reprint(&articles[0], &articles[1])])[at];
    assert_eq!(without.origins, Origins { at_least: 1, at_most: 2 });
    assert_eq!(with.origins, Origins { at_least: 1, at_most: 1 });
}

#[test]
fn copies_of_each_other_still_have_one_origin() {
    let (articles, record) = pair();
    let both = [reprint(&articles[0], &articles[1]), reprint(&articles[1], &articles[0])];
    for origin in traced(&record, &both) {
        assert_eq!(origin.origins, Origins { at_least: 1, at_most: 1 });
        assert!(!origin.chain.is_empty());
    }
}

#[test]
fn accounts_count_families_and_bystanders() {
    let (articles, record) = pair();
    let held: Vec<&Article> = record.articles.iter().collect();
    let own = |article: &Article| Witness {
        place: Place { article: article.id, span: Span::new(0, 4) },
        speaker: None,
    };
    let quoted = |article: &Article, name: &str| Witness {
        speaker: record.cast.speakers.iter().find(|one| one.name == name).map(|one| one.id),
        ..own(article)
    };
    let grounds = Grounds::of(&held, &record.cast, &[], &[]);
    let count = |accounts: &[Witness], grounds: &Grounds| {
        let Origins { at_least, at_most } = of_accounts(accounts, grounds);
        (at_least, at_most)
    };
    let [a, b] = [&articles[0], &articles[1]];
    assert_eq!(count(&[own(a)], &grounds), (1, 1));
    assert_eq!(count(&[own(a), own(a)], &grounds), (1, 1));
    assert_eq!(count(&[own(a), own(b)], &grounds), (1, 2));
    assert_eq!(count(&[own(a), own(b), quoted(b, "Hanno Reed")], &grounds), (1, 3));
    assert_eq!(count(&[quoted(a, "Petra Voss"), quoted(b, "Petra Voss")], &grounds), (1, 2));
    let copied = Grounds::of(&held, &record.cast, &[reprint(a, b)], &[]);
    assert_eq!(count(&[own(a), own(b)], &copied), (1, 1));
    assert_eq!(count(&[], &grounds), (1, 1));
    let mut elsewhere = reprint(a, b);
    elsewhere.passages[0].copy.start = 4;
    let elsewhere = Grounds::of(&held, &record.cast, &[elsewhere], &[]);
    assert_eq!(count(&[own(a), own(b)], &elsewhere), (1, 2), "what was not copied");
}

#[test]
fn what_one_body_alone_says_has_one_origin() {
    let fixture = fixture::of("origin").into_iter().find(|fixture| fixture.name == "open-to-all.md");
    let (articles, record) = compiled(&fixture.expect("the fixture of a company's statement"));
    let held: Vec<&Article> = record.articles.iter().collect();
    let grounds = Grounds::of(&held, &record.cast, &[], &[]);
    let body = record.cast.speakers.iter().find(|one| one.name == "Voss Ferries").unwrap();
    let said = articles.iter().map(|article| Witness {
        place: Place { article: article.id, span: Span::new(0, 4) },
        speaker: Some(body.id),
    });
    let Origins { at_least, at_most } = of_accounts(&said.collect::<Vec<_>>(), &grounds);
    assert_eq!((at_least, at_most), (1, 1));
}

#[test]
fn what_a_party_says_of_itself_adds_nothing() {
    let (articles, record) = pair();
    let held: Vec<&Article> = record.articles.iter().collect();
    let grounds = Grounds::of(&held, &record.cast, &[], &[]);
    let [a, b] = [&articles[0], &articles[1]];
    let speaker = record.cast.speakers.iter().find(|one| one.name == "Petra Voss").unwrap();
    let named = speaker.aliases.iter().find(|alias| alias.article == a.id).unwrap();
    let own = Witness { place: Place { article: a.id, span: named.span }, speaker: None };
    let herself =
        Witness { place: Place { article: b.id, span: Span::new(0, 4) }, speaker: Some(speaker.id) };
    let found = of_accounts(&[own, herself], &grounds);
    assert_eq!((found.at_least, found.at_most), (1, 2));
}

#[test]
fn no_text_breaks_the_tracing() {
    use onrecord::article::{Page, PageText, compose};
    use proptest::prelude::*;
    let strategy = proptest::collection::vec(
        "(?s)([a-zA-Z “”\"'’.,:@\n—é0-9]|told the Lagan Herald|first reported by |according to |\\(h/t |said Ana Ruiz |\\PC){0,80}",
        1..4,
    );
    proptest!(ProptestConfig::with_cases(48), |(texts in strategy)| {
        let readings: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| {
                let page = Page { file: format!("{at}.txt"), text: PageText::Plain(text.clone()), ..Page::default() };
                read(compose(page), Finder::Rules)
            })
            .collect();
        let record = compile(readings);
        prop_assert_eq!(record.origins.len(), record.utterances.len());
        for origin in &record.origins {
            prop_assert!(origin.origins.at_least >= 1 && origin.origins.at_least <= origin.origins.at_most);
        }
    });
}
