//! The program and fitting compute the same: `models/statement/parity.json`, written by `training/statement/parity.py`.

use onrecord::article::{Article, Page, PageText, compose};
use onrecord::neural::{Scratch, Window};
use onrecord::statement::{Learned, Tagged, decode, windows};
use onrecord::text::hash;
use serde_json::Value;

const PARITY: &str = include_str!("../../models/statement/parity.json");

/// Sums run in another order in fitting, so a rounding to 8 bits can fall the other way and move single logits (of -8
/// to 8) through six layers; on average they hardly differ. Large
/// logits count by their eighth.
const TOLERANCE: f32 = 0.5;
const MEAN_TOLERANCE: f32 = 0.08;

fn article(text: &str) -> Article {
    let page = Page { file: "parity.txt".into(), text: PageText::Plain(text.into()), ..Page::default() };
    compose(page)
}

fn numbers(value: &Value) -> Vec<u64> {
    value.as_array().into_iter().flatten().filter_map(Value::as_u64).collect()
}

fn rows(value: &Value) -> Vec<Vec<f32>> {
    let row =
        |row: &Value| row.as_array().into_iter().flatten().map(|v| v.as_f64().unwrap() as f32).collect();
    value.as_array().into_iter().flatten().map(row).collect()
}

fn agree<'a>(ours: impl Iterator<Item = &'a [f32]>, theirs: &Value, what: &str) {
    let theirs = rows(theirs);
    let ours: Vec<&[f32]> = ours.collect();
    assert_eq!(ours.len(), theirs.len(), "{what}");
    let mut sum = 0.0;
    for (word, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        for (a, b) in ours.iter().zip(theirs) {
            let apart = (a - b).abs() / (1.0 + b.abs() / 8.0);
            sum += apart;
            assert!(apart <= TOLERANCE, "{what}, word {word}: {ours:?} here, {theirs:?} in fitting");
        }
    }
    let mean = sum / (theirs.len() * theirs.first().map_or(1, Vec::len)).max(1) as f32;
    assert!(mean <= MEAN_TOLERANCE, "{what}: they differ by {mean} on average");
}

fn words(value: &Value) -> (usize, usize) {
    let ends = numbers(value);
    (ends[0] as usize, ends[1] as usize)
}

/// Words from one to before another.
type Words = (usize, usize);

fn spans(statement: &Tagged) -> (Vec<Words>, Words, Vec<Words>) {
    (statement.source.into_iter().collect(), statement.cue, statement.content.clone())
}

#[test]
fn the_program_scores_as_fitting_does() {
    let parity: Value = serde_json::from_str(PARITY).unwrap();
    let weights = include_bytes!("../../models/statement/weights.safetensors");
    assert_eq!(parity["sha256"], hash(weights), "parity.json is of other weights");
    let model = Learned::shipped();
    let cases = parity["cases"].as_array().unwrap();
    assert!(cases.len() >= 5);
    for case in cases {
        let article = article(case["text"].as_str().unwrap());
        let cut = windows(&article, model.vocabulary());
        let expected = case["windows"].as_array().unwrap();
        assert_eq!(cut.len(), expected.len());
        for (window, expected) in cut.iter().zip(expected) {
            let ids: Vec<u64> = window.pieces.iter().map(|piece| u64::from(piece.id)).collect();
            assert_eq!(ids, numbers(&expected["ids"]), "the words are cut alike");
            for (at, name) in ["shape", "quote", "boundary", "lexicon"].iter().enumerate() {
                let ours: Vec<u64> =
                    window.pieces.iter().map(|piece| u64::from(piece.features[at])).collect();
                assert_eq!(ours, numbers(&expected[name]), "{name}");
            }
            let input = Window { pieces: &window.pieces, first: &window.first };
            let scores = model.tagger().score(&[input], &mut Scratch::default()).remove(0);
            agree(scores.tags().iter().map(|row| &row[..]), &expected["tags"], "tags");
            for pair in expected["pairs"].as_array().unwrap() {
                let cue = words(&pair["cue"]);
                let ours = scores.pairs(model.tagger(), &(cue.0..cue.1).collect::<Vec<_>>());
                agree(ours.iter().map(|row| &row[..]), &pair["scores"], "pairs");
            }
            let ours: Vec<_> = decode(&scores, model.tagger(), 0.0).iter().map(spans).collect();
            let theirs = expected["statements"].as_array().unwrap().iter().map(|statement| {
                let of =
                    |role: &str| statement[role].as_array().unwrap().iter().map(words).collect::<Vec<_>>();
                (of("source"), of("cue")[0], of("content"))
            });
            assert_eq!(ours, theirs.collect::<Vec<_>>(), "statements");
        }
    }
}
