//! Corrections of the prose fixtures, and what must hold for any articles.
//!
//! A table has a row for each change; `statements` are those that the correction touches, in order of article and
//! place, `-` where they are not looked at.

#![allow(clippy::disallowed_methods, reason = "the test reads fixtures")]

mod fixture;

use fixture::{Block, Fixture};
use onrecord::article::{Article, Page, PageText, compose};
use onrecord::correction::{Correction, compare, keys, spot};
use onrecord::reprint;
use onrecord::statement::{Finder, Statement, find};
use onrecord::text::Id;
use onrecord::time::When;
use proptest::prelude::*;

#[test]
fn fixtures_come_out() {
    let wrong: Vec<String> = fixture::of("correction").iter().flat_map(problems).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn article(block: &Block) -> Article {
    let mut article = block.article();
    article.url = block.key("url").map(str::to_owned);
    let captured = block.key("captured").and_then(onrecord::time::parse);
    article.captured = captured.map(|stamp| When::at(stamp, "fixture"));
    let name = article.url.clone().unwrap_or_else(|| article.file.clone());
    article.id = Id::naming(&[name.as_bytes(), article.body.as_bytes()]);
    article
}

fn problems(fixture: &Fixture) -> Vec<String> {
    let articles: Vec<Article> = fixture.articles.iter().map(article).collect();
    let held: Vec<&Article> = articles.iter().collect();
    let statements: Vec<Statement> =
        articles.iter().flat_map(|article| find(article, Finder::Rules).statements).collect();
    let told: Vec<&Statement> = statements.iter().collect();
    let found = spot(&held, &told);
    let table = &fixture.tables[0];
    let cell = |row: &[String], name| table.cell(row, name).unwrap_or("").to_owned();
    let columns = ["before", "after", "type", "removed", "added", "notice"];
    let looks = table.rows.iter().any(|row| cell(row, "statements") != "-");
    let mut wanted: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            let line = columns.map(|name| cell(row, name)).join(" | ");
            if looks { format!("{line} | {}", cell(row, "statements")) } else { line }
        })
        .collect();
    let mut shown: Vec<String> =
        found.iter().flat_map(|one| lines(&articles, &statements, one, looks)).collect();
    wanted.sort();
    shown.sort();
    let mut wrong = Vec::new();
    if wanted != shown {
        wrong.push(format!("{}: wanted {wanted:#?}, found {shown:#?}", fixture.name));
    }
    let captures = |one: &&reprint::Reprint| {
        found.iter().any(|other| other.before == one.original || other.after == one.original)
    };
    if let Some(reprint) = reprint::trace(&held).iter().find(captures) {
        wrong.push(format!("{}: a capture is taken for a reprint: {reprint:?}", fixture.name));
    }
    wrong
}

fn lines(articles: &[Article], statements: &[Statement], one: &Correction, looks: bool) -> Vec<String> {
    let held = |id| articles.iter().find(|article| article.id == id).expect("a given article");
    let (before, after) = (held(one.before), held(one.after));
    let touched = [before, after].map(|article| {
        let mut here: Vec<&Statement> = statements.iter().filter(|s| s.article == article.id).collect();
        here.retain(|statement| one.statements.contains(&statement.id));
        here.into_iter().map(|statement| statement.words.as_str()).collect::<Vec<_>>()
    });
    let line = |edit: &onrecord::correction::Change| {
        let line = [
            before.file.clone(),
            after.file.clone(),
            edit.kind.to_string(),
            edit.removed.of(&before.body).to_owned(),
            edit.added.of(&after.body).to_owned(),
            one.notice.map_or("-", |span| span.of(&after.body)).to_owned(),
        ]
        .join(" | ");
        if looks { format!("{line} | {}", touched.concat().join(" / ")) } else { line }
    };
    one.edits.iter().map(line).collect()
}

fn capture(number: usize, text: &str) -> Article {
    let url = Some("https://harbour.example/quay".to_owned());
    compose(Page {
        file: format!("{number}.txt"),
        url,
        text: PageText::Plain(text.into()),
        ..Page::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_captures_in_any_order(texts in prop::collection::vec(
        "(?s)([a-zA-Z “”\"'’.,:@\n—é🐰0-9]|The harbour closed at noon on Monday. |Correction: This article was wrong.\n|\\PC){0,60}",
        2..5,
    )) {
        let articles: Vec<Article> = texts.iter().enumerate().map(|(at, text)| capture(at, text)).collect();
        let mut held: Vec<&Article> = articles.iter().collect();
        let found = spot(&held, &[]);
        held.reverse();
        prop_assert_eq!(&spot(&held, &[]), &found);
        for one in &found {
            let article = |id| articles.iter().find(|article| article.id == id).expect("a given article");
            let (before, after) = (article(one.before), article(one.after));
            prop_assert_eq!(compare(before, after), compare(after, before));
            prop_assert!(keys(before).iter().any(|key| keys(after).contains(key)));
            for edit in &one.edits {
                prop_assert!(before.body.get(edit.removed.start as usize..edit.removed.end as usize).is_some());
                prop_assert!(after.body.get(edit.added.start as usize..edit.added.end as usize).is_some());
            }
        }
    }
}
