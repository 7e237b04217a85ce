//! Utterances of the prose fixtures, and what must hold for any articles.
//!
//! A fixture gives its statements by hand (`id`, `article`, `form`, `speaker`, `content`), so that it tests
//! this room alone: `//` separates content spans, `(group)`, `(unnamed)` and `(organisation)` stand before a
//! speaker, `-` is nobody, `scope` may say `uncertain`. The other tables say what must come out.

#![allow(clippy::disallowed_macros, reason = "the test says what it measured")]
#![allow(clippy::disallowed_methods, reason = "the test reads fixtures")]

mod fixture;
#[path = "utterance/mod.rs"]
mod utterance;

use fixture::{Fixture, Table};
use onrecord::utterance::{Utterance, WordingEdit};
use utterance::Given;

#[test]
fn fixtures_come_out() {
    let mut wrong = Vec::new();
    for fixture in fixture::of("utterance") {
        let given = Given::of(&fixture);
        let found = given.gather();
        for problem in problems(&fixture, &given, &found) {
            wrong.push(format!("{}: {problem}", fixture.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn problems(fixture: &Fixture, given: &Given, found: &[Utterance]) -> Vec<String> {
    let mut wrong = Vec::new();
    let Some(expected) = table(fixture, "reports") else { return vec!["no table of utterances".to_owned()] };
    let mut all: Vec<String> = found.iter().map(|utterance| shown(given, utterance)).collect();
    for row in &expected.rows {
        let cell = |name: &str| expected.cell(row, name).unwrap_or("-").to_owned();
        let line = [cell("statements"), cell("speaker"), cell("reports"), cell("mentions")].join(" | ");
        match all.iter().position(|shown| *shown == line) {
            Some(at) => drop(all.remove(at)),
            None => wrong.push(format!(
                "expected `{line}`, found {:?}",
                utterance_of(given, found, &cell("statements")).map(|u| shown(given, u))
            )),
        }
    }
    wrong.extend(all.iter().map(|shown| format!("not expected: `{shown}`")));
    for row in table(fixture, "edits").map_or(&[][..], |table| &table.rows) {
        wrong.extend(variant_problem(given, found, row));
    }
    wrong.extend(echo_problems(fixture, given, found));
    wrong
}

/// The one kind of fixture of this room that is read from the words alone.
#[test]
fn replies_name_what_they_answer() {
    use onrecord::record::{compile, read};
    for fixture in fixture::of("reply") {
        let readings =
            fixture.articles.iter().map(|one| read(one.article(), onrecord::statement::Finder::Rules));
        let record = compile(readings.collect());
        let words = |id| &record.statements.iter().find(|one| one.id == id).expect("a statement").words;
        let mut found: Vec<_> = record.replies.iter().map(|(a, b)| (words(*a), words(*b))).collect();
        for row in &fixture.tables[0].rows {
            let at = found.iter().position(|(a, b)| a.starts_with(&row[0]) && b.starts_with(&row[1]));
            found.remove(at.unwrap_or_else(|| panic!("{}: no reply {row:?} in {found:?}", fixture.name)));
        }
        assert!(found.is_empty(), "{}: {found:?}", fixture.name);
    }
}

/// Each row: statements of the variant, and its edits from the first one.
fn variant_problem(given: &Given, found: &[Utterance], row: &[String]) -> Option<String> {
    let variant = found
        .iter()
        .flat_map(|utterance| &utterance.variants)
        .find(|variant| given.names(&variant.statements).split(' ').eq(row[0].split(' ')));
    let Some(variant) = variant else { return Some(format!("no variant of just `{}`", row[0])) };
    let edits: Vec<String> = variant.edits.iter().map(edit).collect();
    for edit in &variant.edits {
        for (words, place) in [(&edit.removed, &edit.removed_at), (&edit.added, &edit.added_at)] {
            assert_eq!(given.words(place), words, "an edit's words stand at its place");
        }
    }
    let shown = if edits.is_empty() { "-".to_owned() } else { edits.join("; ") };
    (shown != row[1]).then(|| format!("edits of `{}`: expected `{}`, found `{shown}`", row[0], row[1]))
}

fn edit(edit: &WordingEdit) -> String {
    format!("{}: {} > {}", edit.kind, edit.removed, edit.added).replace("  ", " ").trim().to_owned()
}

fn echo_problems(fixture: &Fixture, given: &Given, found: &[Utterance]) -> Vec<String> {
    let mut expected: Vec<String> =
        table(fixture, "as").map_or(&[][..], |table| &table.rows).iter().map(|row| row.join(" | ")).collect();
    let mut shown: Vec<String> = Vec::new();
    for utterance in found {
        for echo in &utterance.echoes {
            let article = given.article_number(echo.place.article);
            shown.push(format!(
                "{} | {article} | {} | {}",
                statements(given, utterance),
                given.words(&echo.place),
                echo.kind
            ));
        }
    }
    expected.sort();
    shown.sort();
    if expected == shown {
        Vec::new()
    } else {
        vec![format!("echoes: expected {expected:#?}, found {shown:#?}")]
    }
}

fn table<'a>(fixture: &'a Fixture, column: &str) -> Option<&'a Table> {
    fixture.tables.iter().find(|table| table.columns.iter().any(|name| name == column))
}

fn utterance_of<'a>(given: &Given, found: &'a [Utterance], wanted: &str) -> Option<&'a Utterance> {
    let first = wanted.split(' ').next().unwrap_or("");
    found.iter().find(|utterance| statements(given, utterance).split(' ').any(|name| name == first))
}

fn statements(given: &Given, utterance: &Utterance) -> String {
    let mut all: Vec<_> = utterance.variants.iter().flat_map(|variant| variant.statements.clone()).collect();
    all.sort_by_key(|id| given.name(*id));
    given.names(&all)
}

fn shown(given: &Given, utterance: &Utterance) -> String {
    let speaker = utterance.speaker.map_or("-", |id| given.speaker(id));
    format!("{} | {speaker} | {} | {}", statements(given, utterance), utterance.reports, utterance.mentions)
}

#[test]
fn order_of_articles_does_not_matter() {
    for fixture in fixture::of("utterance") {
        let given = Given::of(&fixture);
        let straight = given.gather();
        for seed in 1..6 {
            assert_eq!(straight, given.shuffled(seed).gather(), "{}", fixture.name);
        }
    }
}

/// Invented articles at two sizes: time must grow with their number, not with its square.
#[test]
fn gathering_is_near_linear() {
    let small = utterance::invented(500);
    let large = utterance::invented(2_000);
    let time = |given: &Given| {
        let start = std::time::Instant::now();
        let found = given.gather();
        assert!(found.len() > given.statement_count() / 3);
        start.elapsed().as_secs_f64()
    };
    let (few, many) = (time(&small), time(&large));
    eprintln!(
        "{} statements in {few:.2} s, {} in {many:.2} s",
        small.statement_count(),
        large.statement_count()
    );
    assert!(many < few * 10.0 + 1.0, "four times the articles took {:.1} times as long", many / few);
}
