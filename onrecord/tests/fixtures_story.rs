//! The timeline's prose fixtures.

#![allow(clippy::disallowed_types, reason = "a test")]

mod fixture;

use onrecord::record::{compile, read};
use onrecord::statement::Finder;
use onrecord::story::What;

#[test]
fn timelines_hold_what_their_tables_say() {
    for fixture in fixture::of("story") {
        let article = fixture.articles[0].article();
        let body = article.body.clone();
        let record = compile(vec![read(article, Finder::Rules)]);
        let found: Vec<[String; 4]> = record
            .moments
            .iter()
            .filter(|moment| moment.what != What::Said)
            .map(|moment| {
                let stamp =
                    |stamp: Option<onrecord::time::Stamp>| stamp.map_or(String::new(), |s| s.to_string());
                let words = moment.span.map_or("", |span| span.of(&body));
                [moment.what.to_string(), stamp(moment.when.start), stamp(moment.when.end), words.to_owned()]
            })
            .collect();
        let table = &fixture.tables[0];
        let wanted: Vec<[String; 4]> = table
            .rows
            .iter()
            .map(|row| {
                ["what", "start", "end", "words"]
                    .map(|column| table.cell(row, column).unwrap_or("").to_owned())
            })
            .collect();
        assert_eq!(wanted, found, "{}", fixture.name);
    }
}

#[test]
fn no_text_breaks_the_timeline_or_the_dossier() {
    use onrecord::article::{Page, PageText, compose};
    use onrecord::dossier::{Options, set_out};
    use proptest::prelude::*;
    let strategy = proptest::collection::vec(
        "(?s)([a-zA-Z “”\"'’.,:@\n—é🐰0-9]|in 1999 |on Monday |said Ana Ruiz |\\PC){0,120}",
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
        let mut turned = readings.clone();
        turned.reverse();
        let record = compile(readings);
        prop_assert_eq!(&compile(turned).moments, &record.moments);
        let dossier = set_out(&record, &Options { show_private: true });
        for (article, shown) in record.articles.iter().zip(&dossier.articles) {
            let words: String = shown.blocks.iter().flat_map(|b| &b.segments).map(|s| s.words.as_str()).collect();
            prop_assert_eq!(&article.body, &words);
        }
    });
}
