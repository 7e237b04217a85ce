//! The checks between reports are themselves checked, as in `stories.rs`: a perfect run passes, an empty run
//! passes nothing, each planted fault fails exactly its rows.

use std::collections::BTreeSet;
use std::path::Path;

use onrecord_lab::stories::{Story, check, unexplained};
use serde_json::{Value, json};

const A: &str =
    "The mill lost 40 jobs. “We fought for it,” Lena Brok told the Gazette. She would not name the buyer.";
const B: &str = "The mill lost 50 jobs. “We fought for it,” Ms Brok told the Gazette. The mill made rope. Ropes are long.";
const C: &str = "The mill lost 50 jobs. “We fought for it,” Ms Brok told the Post. The mill made rope. Corrected on Friday.";

const TABLES: &str = "
## Reports
| report | file |
|---|---|
| A | a.html |
| B | b.html |
| C | c.html |

## Statements
| id | report | words | form | act | speaker | cue | to | said | also |
|---|---|---|---|---|---|---|---|---|---|
| S01 | A | We fought for it | direct | says | | | | | |
| S02 | B | We fought for it | direct | says | | | | | |

## Order
| id | later | earlier |
|---|---|---|
| W01 | B: The mill made rope. | S01 |

## Origins
| id | what | of | value |
|---|---|---|---|
| O01 | obtained | S01 | Gazette (A) |
| O02 | obtained | B: We fought for it | Gazette (A) OR Post (not held) |
| O03 | origins | S01 | 1..1 or 1..2 |
| O04 | counts | S01 + S02 | reports 2; mentions 2 or 3; origins 1..1 |
| O05 | chain | S02 | A > Post |
| O06 | first held | S01 | A |
| O07 | earliest dated | S01 | none |

## Differences
| id | type | places | link | as of |
|---|---|---|---|---|
| F01 | number | A: The mill lost 40 jobs. + B/C: 50 jobs | possible-same | ..2026-05-03 / 2026-05-04 |

## One-sided
| id | report | places | at least |
|---|---|---|---|
| L01 | A | She would not name the buyer. OR name the buyer + Lena Brok told | 1 |

## Agreements
| id | places | reports | origins |
|---|---|---|---|
| G01 | B: The mill made rope. + C: The mill made rope. | 2 | 1..2 |

## Not differences
| id | what | places |
|---|---|---|
| H01 | agreement | A: 40 jobs + B: 50 jobs |
| H02 | either | A: name the buyer + B: Ropes are long. |

## Also right
| id | type | places |
|---|---|---|
| V01 | wording | A: She would not name + B: Ropes are long. |

## Reprints
| id | what | original | copy | words | share | credit |
|---|---|---|---|---|---|---|
| R01 | reprint | A | B | We fought for it | 0.1..0.5 | told the Gazette |
| R02 | none | A | C | | | |

## Corrections
| id | before | after | changed | notice | touched |
|---|---|---|---|---|---|
| K01 | B | C | Gazette → Post | Corrected on Friday. | S02 |
| K02 | A | B | none | | |

## Stories
| id | what |
|---|---|
| E01 | one |
";

fn at(body: &str, words: &str) -> Value {
    let at = body.find(words).expect("the words stand in the body");
    json!([at, at + words.len()])
}

fn article(id: &str, body: &str) -> Value {
    let blocks = json!([{"type": "paragraph", "span": [0, body.len()]}]);
    json!({"kind": "article", "id": id, "file": format!("x/{id}.html"), "body": body, "blocks": blocks})
}

fn statement(id: &str, article: &str, body: &str) -> Value {
    json!({"kind": "statement", "id": id, "article": article, "form": "direct", "act": "says",
        "content": [at(body, "We fought for it,")], "cue": [at(body, "told")], "scope": "certain"})
}

fn account(article: &str, body: &str, words: &str, day: &str) -> Value {
    json!({"article": article, "span": at(body, words), "words": words,
        "as_of": {"start": day, "end": day, "basis": "said"}})
}

fn day(day: &str) -> Value {
    json!({"start": day, "end": day, "basis": "printed"})
}

/// A run in which every row holds.
fn perfect() -> Vec<Value> {
    let held = json!({"outlet": "The Gazette", "article": "a", "held": true});
    let post = json!({"outlet": "Post", "article": null, "held": false});
    let origins = json!({"at_least": 1, "at_most": 1});
    let change = json!({"type": "substitution", "removed": "Gazette", "added": "Post"});
    let numbers =
        json!([account("a", A, "lost 40 jobs", "2026-05-03"), account("b", B, "lost 50 jobs", "2026-05-04")]);
    let rope =
        json!([account("b", B, "made rope", "2026-05-04"), account("c", C, "made rope", "2026-05-04")]);
    vec![
        article("a", A),
        article("b", B),
        article("c", C),
        statement("s1", "a", A),
        statement("s2", "b", B),
        json!({"kind": "utterance", "id": "u", "variants": [{"statements": ["s1", "s2"]}], "reports": 2,
            "mentions": 2, "origins": origins, "chain": [held, post], "obtained_by": held,
            "first_held": "a", "earliest_dated": null}),
        json!({"kind": "moment", "what": "said", "article": "a", "when": day("2026-05-03"), "refs": ["s1"]}),
        json!({"kind": "moment", "what": "narrated", "article": "b", "span": at(B, "The mill made rope."),
            "when": null, "refs": [], "after": ["s1"]}),
        json!({"kind": "difference", "type": "number", "link": "possible-same", "point": "jobs",
            "accounts": numbers, "reports": 2, "mentions": 2, "origins": origins}),
        json!({"kind": "difference", "type": "one-sided",
            "accounts": [account("a", A, "She would not name the buyer.", "2026-05-03")]}),
        json!({"kind": "agreement", "point": "rope", "accounts": rope, "reports": 2, "mentions": 2,
            "origins": {"at_least": 1, "at_most": 2}}),
        json!({"kind": "reprint", "original": "a", "copy": "b", "share": 0.3,
            "passages": [[at(A, "We fought for it"), at(B, "We fought for it")]],
            "credit": at(B, "told the Gazette")}),
        json!({"kind": "correction", "before": "b", "after": "c", "edits": [change],
            "notice": at(C, "Corrected on Friday."), "statements": ["s2"]}),
        json!({"kind": "story", "id": "t", "articles": ["a", "b", "c"]}),
    ]
}

fn story() -> Story {
    Story::from_tables(Path::new("mill"), TABLES).expect("the tables can be read")
}

fn failing(run: &[Value]) -> BTreeSet<String> {
    let lines: Vec<String> = run.iter().map(Value::to_string).collect();
    let verdicts = check(&story(), &lines).expect("the wire can be read");
    verdicts.into_iter().filter(|verdict| !verdict.passes()).map(|verdict| verdict.id).collect()
}

fn ids(words: &str) -> BTreeSet<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_perfect_run_passes_and_articles_alone_pass_nothing() {
    assert_eq!(failing(&perfect()), ids(""));
    assert_eq!(failing(&[]).len(), story().rows.len());
    assert_eq!(failing(&perfect()[..3]).len(), story().rows.len());
}

#[test]
fn each_planted_fault_fails_exactly_its_rows() {
    let faults: Vec<(usize, &str, Value, &str)> = vec![
        (5, "/obtained_by/held", json!(false), "O01 O02"),
        (5, "/obtained_by", json!({"outlet": "Post", "article": null, "held": false}), "O01"),
        (5, "/obtained_by/outlet", json!("Bugle"), "O01 O02"),
        (5, "/origins/at_most", json!(2), "O04"),
        (5, "/origins/at_least", json!(2), "O03 O04"),
        (5, "/mentions", json!(4), "O04"),
        (5, "/chain/1/outlet", json!("Bugle"), "O05"),
        (5, "/first_held", json!("b"), "O06"),
        (5, "/earliest_dated", json!("a"), "O07"),
        (7, "/after", json!([]), "W01"),
        (8, "/type", json!("date"), "F01"),
        (8, "/link", json!(null), "F01"),
        (8, "/accounts/1/as_of/end", json!("2026-05-09"), "F01"),
        (8, "/accounts/1/article", json!("c"), ""),
        (8, "/accounts/1/span", json!([70, 90]), "F01"),
        (8, "/kind", json!("agreement"), "F01 H01"),
        (9, "/accounts/0/article", json!("b"), "L01"),
        (10, "/reports", json!(3), "G01"),
        (10, "/origins/at_least", json!(2), "G01"),
        (11, "/passages", json!([]), "R01"),
        (11, "/share", json!(0.7), "R01"),
        (11, "/credit", json!(null), "R01"),
        (11, "/copy", json!("c"), "R01 R02"),
        (12, "/edits/0/added", json!("Ghost"), "K01"),
        (12, "/notice", json!(null), "K01"),
        (12, "/statements", json!([]), "K01"),
        (12, "/before", json!("a"), "K01"),
        (13, "/articles", json!(["a", "b"]), "E01"),
    ];
    for (at, path, value, rows) in faults {
        let mut run = perfect();
        *run[at].pointer_mut(path).expect("the place exists") = value.clone();
        assert_eq!(failing(&run), ids(rows), "line {at}, {path} = {value}");
    }
}

#[test]
fn a_difference_that_no_row_explains_is_shown() {
    let lines = |run: Vec<Value>| run.iter().map(Value::to_string).collect::<Vec<_>>();
    assert_eq!(unexplained(&story(), &lines(perfect())).unwrap().len(), 0);
    let mut run = perfect();
    run[8]["type"] = json!("wording");
    run[8]["accounts"] = json!([
        account("a", A, "She would not name the buyer.", "2026-05-03"),
        account("b", B, "Ropes are long.", "2026-05-04")
    ]);
    assert_eq!(unexplained(&story(), &lines(run.clone())).unwrap().len(), 0, "also right");
    run[8]["type"] = json!("place");
    assert_eq!(unexplained(&story(), &lines(run)).unwrap().len(), 1);
}
