//! Reprints of the prose fixtures, and what must hold for any articles.
//!
//! A table names articles by file (`either` where the pair stands in order of id); a passage is shown by the first
//! and last three words of the copy; the share is in per cent.

#![allow(clippy::disallowed_methods, reason = "the test reads fixtures")]

mod fixture;

use fixture::Fixture;
use onrecord::article::{Article, Page, PageText, compose};
use onrecord::reprint::{Basis, Reprint, compare, credits, families, keys, trace};
use onrecord::text::fold;
use proptest::prelude::*;

#[test]
fn fixtures_come_out() {
    let wrong: Vec<String> = fixture::of("reprint").iter().flat_map(problems).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn problems(fixture: &Fixture) -> Vec<String> {
    let articles: Vec<Article> = fixture.articles.iter().map(fixture::Block::article).collect();
    let held: Vec<&Article> = articles.iter().collect();
    let found = trace(&held);
    let mut shown: Vec<String> = found.iter().map(|one| line(&articles, one)).collect();
    let table = &fixture.tables[0];
    let cell = |row: &[String], name| table.cell(row, name).unwrap_or("-").to_owned();
    let columns = ["original", "copy", "basis", "credit", "share", "passages"];
    let mut wanted: Vec<String> =
        table.rows.iter().map(|row| columns.map(|name| cell(row, name)).join(" | ")).collect();
    shown.sort();
    wanted.sort();
    if shown == wanted {
        vec![]
    } else {
        vec![format!("{}: wanted {wanted:#?}, found {shown:#?}", fixture.name)]
    }
}

fn line(articles: &[Article], reprint: &Reprint) -> String {
    let held = |id| articles.iter().find(|article| article.id == id).expect("a given article");
    let (original, copy) = (held(reprint.original), held(reprint.copy));
    let is_told = reprint.basis != Basis::Unknown;
    let file = |article: &Article| if is_told { article.file.clone() } else { "either".to_owned() };
    let passages: Vec<String> = reprint.passages.iter().map(|one| ends(one.copy.of(&copy.body))).collect();
    [
        file(original),
        file(copy),
        reprint.basis.to_string(),
        reprint.credit.map_or("-", |span| span.of(&copy.body)).to_owned(),
        format!("{:.0}", reprint.share * 100.0),
        passages.join(" // "),
    ]
    .join(" | ")
}

fn ends(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    if words.len() <= 6 {
        words.join(" ")
    } else {
        format!("{} … {}", words[..3].join(" "), words[words.len() - 3..].join(" "))
    }
}

#[test]
fn credits_of_many_forms() {
    let credited = |text: &str| -> Vec<String> {
        let mut article = plain(0, text);
        article.outlet.name = Some("Hallen Times".into());
        credits(&article).into_iter().map(|credit| credit.name).collect()
    };
    let body = "The harbour closed at noon after the storm.";
    let forms = [
        ("SUND, Feb. 3 (Northwire) — @", vec!["Northwire"]),
        ("SUND (AP) — @", vec!["AP"]),
        ("Harbour closes\n\nBy Ana Ruiz, Associated Press\n\n@", vec!["Associated Press"]),
        ("Harbour closes\n\nBy Ana Ruiz and Ben Stone\n\n@", vec![]),
        ("@\n\nReuters contributed to this report.", vec!["Reuters"]),
        (
            "@\n\nAna Ruiz of the Harbour Post and Lake Radio contributed to this report.",
            vec!["Harbour Post", "Lake Radio"],
        ),
        ("@ The sale was first reported by Sundbladet on Monday.", vec!["Sundbladet"]),
        ("@ The news was first reported by Ana Ruiz of the Sund Gazette.", vec!["Sund Gazette"]),
        ("@\n\n© 2026 Agence France-Presse", vec!["Agence France-Presse"]),
        ("@\n\nCopyright 2026 The Associated Press. All rights reserved.", vec!["Associated Press"]),
        ("@ \"No,\" she told the Valley Courier.", vec!["Valley Courier"]),
        ("@ \"No,\" she told Ben Stone.", vec![]),
        ("@ This article originally appeared in Fjord Weekly.", vec!["Fjord Weekly"]),
        ("@ The Harbour Post reported on Monday that the sale was off.", vec!["Harbour Post"]),
        ("@ (h/t Sundbladet)", vec!["Sundbladet"]),
        ("@ A senator (D-Lakes) came.", vec![]),
    ];
    let wrong: Vec<String> = forms
        .into_iter()
        .map(|(form, wanted)| (form, wanted, credited(&form.replace('@', body))))
        .filter(|(_, wanted, found)| wanted != found)
        .map(|(form, wanted, found)| format!("{form}: wanted {wanted:?}, found {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn plain(file: usize, text: &str) -> Article {
    compose(Page { file: format!("{file}.txt"), text: PageText::Plain(text.into()), ..Page::default() })
}

#[test]
fn families_are_linked_in_any_number_of_steps() {
    let words = |from: usize| (from..from + 20).map(|n| format!("word{n}x")).collect::<Vec<_>>().join(" ");
    let texts =
        [words(0), format!("{} {}", words(0), words(100)), words(100), words(200), words(200) + " end"];
    let articles: Vec<Article> = texts.iter().enumerate().map(|(at, text)| plain(at, text)).collect();
    let mut sizes: Vec<usize> =
        families(&trace(&articles.iter().collect::<Vec<_>>())).iter().map(Vec::len).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [2, 3]);
}

#[test]
fn a_text_in_very_many_articles_costs_no_square_and_is_no_copying_in_each() {
    let filler = |at: usize| (0..120).map(|n| format!("f{at}n{n} ")).collect::<String>();
    let house =
        "readers who wish to write to the editor may do so at any hour of the day and will be answered";
    let articles: Vec<Article> =
        (0..400).map(|at| plain(at, &format!("{}\n\n{house}.", filler(at)))).collect();
    assert!(trace(&articles.iter().collect::<Vec<_>>()).is_empty());
    let report = filler(1000);
    let articles: Vec<Article> =
        (0..200).map(|at| plain(at, &format!("{report}\n\n{}", &filler(at)[..60]))).collect();
    let found = trace(&articles.iter().collect::<Vec<_>>());
    assert_eq!(families(&found)[0].len(), 200, "a report that very many print is still found");
    assert!(found.len() < 200 * 199 / 4, "not every pair is looked at: {}", found.len());
}

/// Texts that share runs of words, in pieces, with marks of all kinds around them.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let run = (0..40usize, 3..30usize)
        .prop_map(|(from, length)| (from..from + length).map(|n| format!("word{n}x ")).collect::<String>());
    let mess = "(?s)([a-zA-Z “”\"'’.,:@\n—é🐰0-9()]|\\PC){0,40}";
    let piece =
        prop_oneof![3 => run, 1 => mess.boxed(), 1 => Just("\n\n".to_owned()), 1 => Just("“".to_owned())];
    prop::collection::vec(prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat()), 2..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_texts_in_any_order(texts in texts()) {
        let articles: Vec<Article> = texts.iter().enumerate().map(|(at, text)| plain(at, text)).collect();
        let mut held: Vec<&Article> = articles.iter().collect();
        let found = trace(&held);
        held.reverse();
        prop_assert_eq!(&trace(&held), &found);
        for one in &found {
            let article = |id| articles.iter().find(|article| article.id == id).expect("a given article");
            let (original, copy) = (article(one.original), article(one.copy));
            prop_assert_eq!(&compare(original, copy), &compare(copy, original));
            prop_assert_eq!(compare(original, copy), Some(one.clone()));
            prop_assert!(keys(original).iter().any(|key| keys(copy).contains(key)));
            prop_assert!((0.0..=1.0).contains(&one.share) && !one.passages.is_empty());
            for passage in &one.passages {
                let first = |words: &str| fold(words).split(|c: char| !c.is_alphanumeric()).next().map(str::to_owned);
                prop_assert_eq!(first(passage.original.of(&original.body)), first(passage.copy.of(&copy.body)));
            }
        }
    }

    #[test]
    fn any_text_gives_keys_and_credits(text in "(?s)([a-zA-Z “”\"'’.,:@\n—é🐰0-9()©|]|by |told |reported by |The Post |\\PC){0,160}") {
        let article = plain(0, &text);
        let found = keys(&article);
        prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
        for credit in credits(&article) {
            prop_assert_eq!(credit.span.of(&article.body), credit.name.as_str());
        }
    }
}
