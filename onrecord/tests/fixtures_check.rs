//! Drafts held against reports: prose fixtures, and what must hold for any texts.
//!
//! The article with `draft=yes` is the draft. `in` numbers the reports of the matches, in their order; `with` and
//! `edits` are those of the first match.

mod fixture;

use fixture::{Fixture, Table};
use onrecord::article::{Article, Page, PageText, compose};
use onrecord::check::{Checked, MOST_MATCHES, Row, Verdict, against, lines};
use onrecord::record::{Offsets, Reading, read};
use onrecord::statement::Finder;
use onrecord::text::Id;
use onrecord::utterance::WordingEdit;
use proptest::prelude::*;

#[test]
fn fixtures_come_out() {
    let mut wrong = Vec::new();
    for fixture in fixture::of("check") {
        let (checked, reports) = checked(&fixture, 0);
        let table = &fixture.tables[0];
        let mut expected: Vec<String> = table.rows.iter().map(|row| row.join(" | ")).collect();
        for row in &checked.rows {
            let shown = shown(table, row, &checked, &reports);
            match expected.iter().position(|line| *line == shown) {
                Some(at) => drop(expected.remove(at)),
                None => wrong.push(format!("{}: found    {shown}", fixture.name)),
            }
        }
        wrong.extend(expected.iter().map(|line| format!("{}: expected {line}", fixture.name)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The fixture's draft held against its reports, these turned by some places; and the ids of the reports.
fn checked(fixture: &Fixture, turn: usize) -> (Checked, Vec<Id<Article>>) {
    let (drafts, reports): (Vec<_>, Vec<_>) =
        fixture.articles.iter().partition(|block| block.key("draft").is_some());
    let reading = |article| read(article, Finder::Rules);
    let mut reports: Vec<Article> = reports.iter().map(|block| block.article()).collect();
    let ids = reports.iter().map(|article| article.id).collect();
    let count = reports.len().max(1);
    reports.rotate_left(turn % count);
    let draft = reading(drafts[0].article());
    (against(draft, reports.into_iter().map(reading).collect()), ids)
}

fn shown(table: &Table, row: &Row, checked: &Checked, reports: &[Id<Article>]) -> String {
    let name = |id| checked.speaker(id).map_or("-", |speaker| speaker.name.as_str()).to_owned();
    let number = |id| reports.iter().position(|held| *held == id).map_or(0, |at| at + 1).to_string();
    let first = row.matches.first();
    let cell = |column: &String| match column.as_str() {
        "quotation" => row.quotation.replace('\n', " "),
        "speaker" => row.speaker.map_or("-".to_owned(), name),
        "verdict" => row.verdict.to_string(),
        "partial" => if row.partial { "yes" } else { "no" }.to_owned(),
        "in" if row.matches.is_empty() => "-".to_owned(),
        "in" => row.matches.iter().map(|found| number(found.article)).collect::<Vec<_>>().join(" "),
        "with" => first.and_then(|found| found.speaker).map_or("-".to_owned(), name),
        "edits" => first.map_or("-".to_owned(), |found| edits(&found.edits)),
        other => panic!("no column {other}"),
    };
    table.columns.iter().map(cell).collect::<Vec<_>>().join(" | ")
}

fn edits(edits: &[WordingEdit]) -> String {
    let shown = edits.iter().map(|edit| {
        format!("{}: {} > {}", edit.kind, edit.removed, edit.added).replace("  ", " ").trim().to_owned()
    });
    let all = shown.collect::<Vec<_>>().join("; ");
    if all.is_empty() { "-".to_owned() } else { all }
}

#[test]
fn the_order_of_the_reports_does_not_matter() {
    for fixture in fixture::of("check") {
        let straight = checked(&fixture, 0).0;
        for turn in 1..4 {
            assert_eq!(straight, checked(&fixture, turn).0, "{}", fixture.name);
        }
    }
}

#[test]
fn a_text_stands_word_for_word_in_itself() {
    for fixture in fixture::of("check") {
        for block in &fixture.articles {
            let reading = read(block.article(), Finder::Rules);
            let checked = against(reading.clone(), vec![reading]);
            for row in &checked.rows {
                assert_eq!(row.verdict, Verdict::Verbatim, "{}: {}", fixture.name, row.quotation);
            }
        }
    }
}

fn reading(file: &str, text: &str) -> Reading {
    let text = PageText::Plain(text.to_owned());
    read(compose(Page { file: file.to_owned(), text, ..Page::default() }), Finder::Rules)
}

/// Whatever is found is a slice of the draft or of a report, and every edit stands where it says.
fn holds(checked: &Checked) {
    let draft = checked.draft();
    let mut last = 0;
    for row in &checked.rows {
        let words: Vec<&str> = row.spans.iter().map(|span| span.of(&draft.body)).collect();
        assert_eq!(words.join(" "), row.quotation);
        assert!(row.spans[0].start >= last, "rows stand in order");
        last = row.spans[0].start;
        assert!(row.matches.len() <= MOST_MATCHES);
        assert_eq!(row.matches.is_empty(), row.verdict == Verdict::NotFound);
        for found in &row.matches {
            let report = checked.article(found.article).expect("a held report");
            let words: Vec<&str> = found.spans.iter().map(|span| span.of(&report.body)).collect();
            assert_eq!(words.join(" "), found.words);
            for edit in &found.edits {
                assert_eq!(edit.removed_at.span.of(&report.body), edit.removed);
                assert_eq!(edit.added_at.span.of(&draft.body), edit.added);
            }
        }
    }
    let wire: Vec<String> = lines(checked, Offsets::CodePoint).collect();
    assert_eq!(wire.len(), checked.rows.len());
}

#[test]
fn findings_of_fixtures_are_slices() {
    fixture::of("check").iter().for_each(|fixture| holds(&checked(fixture, 0).0));
}

const STRANGE: &str = "([\"“”'‘’«»\\[\\]…>.,!? \n]|Ana|Ruiz|said|the|wall|is|old|é|😀|[a-c]|\\PC){0,80}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_draft_and_any_reports_give_rows(draft in STRANGE, a in STRANGE, b in STRANGE) {
        let (one, two) = (reading("a.txt", &a), reading("b.txt", &b));
        let straight = against(reading("d.md", &draft), vec![one.clone(), two.clone()]);
        holds(&straight);
        prop_assert_eq!(straight, against(reading("d.md", &draft), vec![two.clone(), one, two]));
    }
}

/// One sentence said again and again: the cost must grow with the texts, not with their product.
#[test]
fn repetition_is_bounded() {
    let draft = "\"The wall is the wall is the wall,\" said Ana Ruiz.\n\n".repeat(200);
    let report = "\"The wall was the wall is the wall,\" said Bo Lind. The wall is a wall.\n\n".repeat(4_000);
    let checked = against(reading("d.txt", &draft), vec![reading("r.txt", &report)]);
    assert_eq!(checked.rows.len(), 200);
}
