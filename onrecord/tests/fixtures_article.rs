//! Articles as printed, and the blocks and fields that must come out; then the properties of every text.

#![allow(clippy::disallowed_types, reason = "fixtures are read from files")]

mod fixture;

use fixture::Table;
use onrecord::article::{Article, BlockKind, Page, PageText, Piece, compose};
use onrecord::time::When;
use proptest::prelude::*;

#[test]
fn blocks_and_fields() {
    let mut problems = Vec::new();
    for fixture in fixture::of("article") {
        let [block] = fixture.articles.as_slice() else { panic!("{}: one article each", fixture.name) };
        let article = block.article();
        assert_tiles(&article);
        for table in &fixture.tables {
            let found =
                if table.columns[0] == "kind" { blocks(&article, table) } else { fields(&article, table) };
            problems.extend(found.into_iter().map(|problem| format!("{}: {problem}", fixture.name)));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

fn blocks(article: &Article, table: &Table) -> Vec<String> {
    let mut problems = Vec::new();
    for at in 0..table.rows.len().max(article.blocks.len()) {
        let row = table.rows.get(at).map(|row| (row[0].clone(), row[1].clone()));
        let found =
            article.blocks.get(at).map(|block| (block.kind.to_string(), fold(block.span.of(&article.body))));
        let same =
            matches!((&row, &found), (Some(row), Some(found)) if row.0 == found.0 && says(&row.1, &found.1));
        if !same {
            problems.push(format!("block {at}: expected {row:?}, found {found:?}"));
        }
    }
    problems
}

fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn says(cell: &str, words: &str) -> bool {
    match cell.split_once(" … ") {
        Some((head, tail)) => words.starts_with(head) && words.ends_with(tail),
        None => cell == words,
    }
}

fn fields(article: &Article, table: &Table) -> Vec<String> {
    let outlet = &article.outlet;
    let value = |field: &str| match field {
        "headline" => article.headline.clone().unwrap_or_default(),
        "byline" => article.byline.join("; "),
        "published" => date(&article.published),
        "revised" => article.revised.as_ref().map(date).unwrap_or_default(),
        "outlet" => format!("{} {}", outlet.name.as_deref().unwrap_or(""), outlet.basis).trim().to_owned(),
        "hint" => outlet.hint.clone().unwrap_or_default(),
        "language" => article.language.clone(),
        other => panic!("no field `{other}`"),
    };
    let rows = table.rows.iter().filter(|row| value(&row[0]) != row[1]);
    rows.map(|row| format!("{}: expected `{}`, found `{}`", row[0], row[1], value(&row[0]))).collect()
}

fn date(when: &When) -> String {
    let end = |stamp: Option<onrecord::time::Stamp>| {
        stamp.map_or_else(|| "-".to_owned(), |stamp| stamp.to_string())
    };
    format!("{} {} {}", end(when.start), end(when.end), when.basis)
}

fn assert_tiles(article: &Article) {
    let mut at = 0;
    for block in &article.blocks {
        assert_eq!(block.span.start as usize, at, "blocks follow each other");
        assert!(!block.span.is_empty(), "no block is empty");
        at = block.span.end as usize;
        assert!(article.body.is_char_boundary(at), "blocks end between characters");
    }
    assert_eq!(at, article.body.len(), "blocks reach the end");
}

fn plain(text: &str, file: &str) -> Article {
    compose(Page { file: file.to_owned(), text: PageText::Plain(text.to_owned()), ..Page::default() })
}

#[test]
fn equal_texts_of_two_files_are_two_articles_wherever_they_lie() {
    let text = "The harbour closed.";
    assert_ne!(plain(text, "a.txt").id, plain(text, "b.txt").id);
    assert_eq!(plain(text, "a.txt").id, plain(text, "some/where/a.txt").id);
}

#[test]
fn a_byte_order_mark_is_the_first_character() {
    let article = plain("\u{feff}The harbour closed.\n", "a.txt");
    assert!(article.body.starts_with('\u{feff}'));
    assert_tiles(&article);
}

#[test]
fn line_breaks_of_all_systems_break() {
    for mark in ["\n", "\r\n", "\r"] {
        let article = plain(&format!("One came.{mark}Two left.{mark}{mark}Three stayed."), "a.txt");
        assert_eq!(article.blocks.len(), 3, "{mark:?}");
    }
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,60}",
        "(By|Update|Date:|Photo:|—|•|#|Correction:|About the writer|©|EASTWICK \\(AP\\) —|Ana Ruiz is a reporter) ?\\PC{0,40}",
        "[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}(/[A-Z]{2,5})?",
        Just(String::new()),
        Just("\u{feff} date 2026-03-05 The".to_owned()),
        Just("words — Name (@handle) March 7, 2026".to_owned()),
        Just("Update 3/9/26 4:30 p.m. EST: This article was updated.".to_owned()),
        Just("Beacon is committed to the coast. Beacon is committed to the coast.".to_owned()),
    ]
}

proptest! {
    #[test]
    fn any_text_is_tiled(lines in prop::collection::vec(line(), 0..14), mark in "\n|\r\n|\r|\n\n|\u{2028}", file in "a\\.(txt|md)") {
        let text = lines.join(&mark);
        let article = plain(&text, &file);
        prop_assert_eq!(&article.body, &text);
        assert_tiles(&article);
        prop_assert_eq!(article, plain(&text, &file));
    }

    #[test]
    fn any_pieces_are_tiled(lines in prop::collection::vec((line(), prop::option::of(0..BlockKind::ALL.len())), 0..14)) {
        let pieces: Vec<Piece> = lines.into_iter().map(|(words, kind)| Piece { kind: kind.map(|at| BlockKind::ALL[at]), words }).collect();
        let article = compose(Page { text: PageText::Pieces(pieces), ..Page::default() });
        assert_tiles(&article);
    }
}
