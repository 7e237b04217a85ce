//! The checker of the example stories is itself checked: a perfect run passes, an empty run passes nothing,
//! each planted fault fails exactly its rows. Then the stories themselves, with floors.

use std::collections::BTreeSet;
use std::path::Path;

use onrecord::statement::Finder;
use onrecord_lab::stories::{self, Story, Table, check};
use serde_json::{Value, json};

const BODY: &str = "Mill to close, owner says\n\n\
    “We fought [hard] for it,” Lena Brok told the Gazette on Monday. She called it a “rescue”, and would not say more.\n\n\
    The mill made rope.\n\n\
    This article was updated on 4 May 2026.";

const OTHER: &str =
    "“We fought for it,” Ms Brok said. Another owner, Paul Brok, said: “We never fought for it at all.”";

const TABLES: &str = "
## Reports
| report | file |
|---|---|
| A | a.html |
| B | b.html |

## Documents
| id | report | what | value |
|---|---|---|---|
| D01 | A | outlet | Gazette |
| D02 | A | published | 2026-05-03 |
| D03 | A | update-note | This article was updated on 4 May 2026. |
| D04 | A | absent or boilerplate | Subscribe now |

## Statements
| id | report | words | form | act | speaker | cue | to | said | also |
|---|---|---|---|---|---|---|---|---|---|
| S01 | A | We fought [hard] for it | direct | says | Lena Brok = Brok (person) | told | Gazette | 2026-05-03 | |
| S02 | B | We fought for it OR We fought … it | direct | says | Lena Brok (person) | said | | | |
| S03 | B | We never fought for it at all. | direct | says/denies | Paul Brok (person) | said | | | |

## Acts
| id | report | words | act | speaker | said |
|---|---|---|---|---|---|
| Q01 | A | She called it a “rescue”, and would not say more. | declines | Lena Brok (person) | |

## Not statements
| id | report | words | allow |
|---|---|---|---|
| N01 | A | The mill made rope. | |

## Marks
| id | report | words | type |
|---|---|---|---|
| M01 | A | a “‹rescue›” | scare/term |

## Speakers
| id | what | of | value |
|---|---|---|---|
| P01 | one | S01, S02 | Lena Brok; B: Ms Brok |
| P02 | apart | S02, S03 | |
| P03 | silent | | Tom Ash |

## Utterances
| id | what | of | value |
|---|---|---|---|
| U01 | together | S01, S02 | 2 |
| U02 | edit bracket-insertion | S01 | hard |
| U03 | apart | S02, S03 | |
| U04 | tied | S01 | B: We fought for it |
| U05 | not | S01 | A: The mill made rope. |
| U06 | reports | S01 | 2 |

## Moments
| id | what | of | when |
|---|---|---|---|
| T01 | published | A | 2026-05-03 |
| T02 | said | S01 | 2026-05-03 |
";

fn span(body: &str, words: &str) -> Value {
    let at = body.find(words).expect("the words stand in the body");
    json!([at, at + words.len()])
}

fn article(id: &str, file: &str, body: &str, blocks: Value) -> Value {
    let day = json!({"start": "2026-05-03", "end": "2026-05-03", "basis": "meta"});
    json!({"kind": "article", "id": id, "file": file, "outlet": {"name": "The Gazette", "basis": "meta"},
        "headline": null, "byline": [], "published": day, "revised": null, "body": body, "blocks": blocks})
}

fn statement(
    id: &str,
    article: &str,
    content: Vec<Value>,
    cue: Value,
    act: &str,
    speaker: (&str, &str),
) -> Value {
    let form = if content.is_empty() { "indirect" } else { "direct" };
    json!({"kind": "statement", "id": id, "article": article, "form": form, "act": act, "content": content,
        "cue": [cue], "scope": "certain", "flags": [], "addressee": {"name": "the Gazette"},
        "said": {"start": "2026-05-03", "end": "2026-05-03", "basis": "published"},
        "speaker": {"id": speaker.0, "name": speaker.1, "kind": "person", "organisation": null}})
}

/// A run in which every row holds.
fn perfect() -> Vec<Value> {
    let blocks = json!([
        {"type": "headline", "span": [0, 27]},
        {"type": "paragraph", "span": [27, BODY.find("This").unwrap()]},
        {"type": "update-note", "span": span(BODY, "This article was updated on 4 May 2026.")}
    ]);
    let running = json!([{"type": "paragraph", "span": [0, OTHER.len()]}]);
    let (lena, paul) = (("l", "Lena Brok"), ("p", "Paul Brok"));
    let alias = json!({"words": "Ms Brok", "article": "b", "span": span(OTHER, "Ms Brok")});
    let edit = json!({"type": "bracket-insertion", "removed": "hard", "added": ""});
    let variants = json!([{"statements": ["s1"], "edits": []}, {"statements": ["s2"], "edits": [edit]}]);
    let day = json!({"start": "2026-05-03", "end": "2026-05-03", "basis": "weekday"});
    vec![
        article("a", "x/a.html", BODY, blocks),
        article("b", "x/b.html", OTHER, running),
        json!({"kind": "mark", "article": "a", "span": span(BODY, "rescue"), "type": "scare"}),
        statement("s1", "a", vec![span(BODY, "We fought [hard] for it,")], span(BODY, "told"), "says", lena),
        statement("s2", "b", vec![span(OTHER, "We fought for it,")], span(OTHER, "said"), "says", lena),
        statement(
            "s3",
            "b",
            vec![span(OTHER, "We never fought for it at all.")],
            span(OTHER, "said:"),
            "says",
            paul,
        ),
        statement("s4", "a", vec![], span(BODY, "would not say more"), "declines", lena),
        json!({"kind": "speaker", "id": "l", "name": "Lena Brok", "type": "person", "aliases": [alias]}),
        json!({"kind": "speaker", "id": "p", "name": "Paul Brok", "type": "person", "aliases": []}),
        json!({"kind": "utterance", "id": "u1", "variants": variants, "echoes": [], "reports": 2}),
        json!({"kind": "utterance", "id": "u2", "variants": [{"statements": ["s3"], "edits": []}], "reports": 1}),
        json!({"kind": "moment", "what": "published", "article": "a", "span": null, "when": day, "refs": []}),
        json!({"kind": "moment", "what": "said", "article": "a", "span": null, "when": day, "refs": ["s1"]}),
    ]
}

fn failing(run: &[Value]) -> BTreeSet<String> {
    let story = Story::from_tables(Path::new("mill"), TABLES).expect("the tables can be read");
    let lines: Vec<String> = run.iter().map(Value::to_string).collect();
    let verdicts = check(&story, &lines).expect("the wire can be read");
    verdicts.into_iter().filter(|verdict| !verdict.passes()).map(|verdict| verdict.id).collect()
}

fn ids(words: &str) -> BTreeSet<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_perfect_run_passes_and_an_empty_one_passes_nothing() {
    assert_eq!(failing(&perfect()), ids(""));
    let story = Story::from_tables(Path::new("mill"), TABLES).unwrap();
    assert_eq!(failing(&[]).len(), story.rows.len());
    let articles: Vec<Value> = perfect().into_iter().take(2).collect();
    let passing = |id: &String| ids("D01 D02").contains(id);
    let expected: BTreeSet<String> =
        story.rows.iter().map(|row| row.id.clone()).filter(|id| !passing(id)).collect();
    assert_eq!(failing(&articles), expected, "only an article's own claims");
}

/// Where a fault is planted, what is put there, and the rows that must fail.
type Fault = (usize, &'static str, Value, &'static str);

#[test]
fn each_planted_fault_fails_exactly_its_rows() {
    let faults: Vec<Fault> = vec![
        (0, "/outlet/name", json!("Post"), "D01"),
        (0, "/published/start", json!("2026-05-01"), "D02"),
        (0, "/published", json!({"start": "2026-05-07", "end": "2026-05-07"}), "D02"),
        (0, "/blocks/2/type", json!("paragraph"), "D03"),
        (2, "/type", json!("utterance"), "M01"),
        (3, "/form", json!("mixed"), "S01"),
        (3, "/act", json!("asks"), "S01"),
        (3, "/scope", json!("uncertain"), "S01"),
        (3, "/cue", json!([]), "S01"),
        (3, "/addressee", json!(null), "S01"),
        (3, "/said/end", json!("2026-05-09"), "S01"),
        (3, "/speaker/kind", json!("organisation"), "S01"),
        (3, "/speaker", json!({"id": "t", "name": "Tom Ash", "kind": "person"}), "S01 P01 P03"),
        (5, "/speaker", json!({"id": "l", "name": "Lena Brok", "kind": "person"}), "S03 P02"),
        (5, "/content", json!([]), "S03 P02 U03"),
        (6, "/act", json!("says"), "Q01"),
        (7, "/aliases", json!([]), "P01"),
        (7, "/name", json!("Lena Brook"), "P01"),
        (9, "/variants/1/edits/0/type", json!("substitution"), "U02"),
        (9, "/reports", json!(1), "U06"),
        (9, "/variants/1/statements", json!(["s2", "s3"]), "U03"),
        (9, "/variants/1/statements", json!([]), "U01 U03 U04"),
        (11, "/what", json!("narrated"), "T01"),
        (12, "/when/start", json!(null), "T02"),
    ];
    for (at, path, value, rows) in faults {
        let mut run = perfect();
        *run[at].pointer_mut(path).expect("the place exists") = value.clone();
        assert_eq!(failing(&run), ids(rows), "line {at}, {path} = {value}");
    }
}

#[test]
fn words_that_nobody_said_must_have_no_certain_statement() {
    let mut run = perfect();
    run.push(statement(
        "s5",
        "a",
        vec![span(BODY, "The mill made rope.")],
        json!([0, 4]),
        "says",
        ("l", "Lena Brok"),
    ));
    assert_eq!(failing(&run), ids("N01"));
    run[13]["scope"] = json!("uncertain");
    assert_eq!(failing(&run), ids(""));
}

#[test]
fn tables_with_a_wrong_shape_are_refused() {
    for (from, to) in [("| D01 | A |", "| D01 |"), ("## Marks", "## Quarks"), ("| D02 |", "| D01 |")] {
        assert!(Story::from_tables(Path::new("mill"), &TABLES.replacen(from, to, 1)).is_err(), "{to}");
    }
}

/// For each story the share of rows inside the reports that must hold, in per cent, and how many differences that no
/// row explains may be found.
const FLOORS: [(&str, usize, usize); 9] = [
    ("ember-recall", 92, 1),
    ("ferry-fog", 95, 2),
    ("five-rivers", 80, 2),
    ("glass-lake", 92, 1),
    ("harbour-vote", 91, 2),
    ("lantern-trial", 92, 1),
    ("linden-ward", 79, 2),
    ("moor-fire", 78, 2),
    ("pharmacy-leak", 81, 2),
];

/// How many rows between the reports must hold, over all stories.
const BETWEEN: [(Table, usize); 9] = [
    (Table::Order, 15),
    (Table::Origins, 200),
    (Table::Differences, 142),
    (Table::OneSided, 23),
    (Table::Agreements, 33),
    (Table::NotDifferences, 90),
    (Table::Reprints, 47),
    (Table::Corrections, 17),
    (Table::Stories, 9),
];

#[test]
fn the_stories_hold_their_floors() {
    let runs = stories::runs(Finder::learned()).expect("every report can be read");
    let names: Vec<&str> = runs.iter().map(|(story, _)| story.name.as_str()).collect();
    assert_eq!(names, FLOORS.map(|(name, ..)| name));
    let mut between = vec![stories::mixed(&runs, Finder::Rules).expect("every report can be read")];
    for ((story, wire), (name, floor, unexplained)) in runs.iter().zip(FLOORS) {
        let verdicts = check(story, wire).expect("the wire can be read");
        let (of_pairs, inside): (Vec<_>, Vec<_>) = verdicts
            .into_iter()
            .partition(|verdict| BETWEEN.iter().any(|(table, _)| *table == verdict.table));
        let passed = inside.iter().filter(|verdict| verdict.passes()).count();
        assert!(
            100 * passed / inside.len() >= floor,
            "{name}: {passed} of {}, floor {floor} %",
            inside.len()
        );
        between.extend(of_pairs);
        let left = stories::unexplained(story, wire).expect("the tables can be read");
        assert!(left.len() <= unexplained, "{name}: {left:#?}");
    }
    for (table, floor) in BETWEEN {
        let passed = between.iter().filter(|one| one.table == table && one.passes()).count();
        assert!(passed >= floor, "{}: {passed} rows, floor {floor}", table.as_str());
    }
}
