//! What the model and the rules find together in invented articles, and what holds for any text.

mod fixture;

use std::sync::LazyLock;

use fixture::{STRANGE, article, sound};
use onrecord::statement::{Finder, Learned, ModelError, find};
use proptest::prelude::*;

const SETTINGS: &str = include_str!("../../models/statement/config.json");
const VOCABULARY: &str = include_str!("../../models/statement/vocab.txt");
static WEIGHTS: LazyLock<Vec<u8>> =
    LazyLock::new(|| include_bytes!("../../models/statement/weights.safetensors").to_vec());

#[test]
fn fixtures() {
    let problems = fixture::problems("learned", Finder::learned());
    assert!(problems.is_empty(), "{problems}");
}

/// What is found, in words alone and with one style of marks.
fn told(text: &str) -> Vec<(String, String)> {
    let article = article(text);
    let fold = |words: &str| words.replace(['“', '”'], "\"").replace("''", "\"").replace('’', "'");
    let found = find(&article, Finder::learned());
    let source =
        |span: Option<onrecord::text::Span>| span.map_or(String::new(), |span| fold(span.of(&article.body)));
    found.statements.iter().map(|one| (source(one.source), fold(&one.words))).collect()
}

#[test]
fn typography_does_not_decide() {
    let text = "“We won’t sell the harbour,” Mara Quill said on Monday. “Nobody asked us.”\n\n\
        Renn’s lawyer called the plan “a gift to the owners” and warned that it would be fought in court.\n\n\
        The “fresh start” badges cost two pounds, according to the council.\n";
    let curly = told(text);
    assert!(curly.len() >= 4, "{curly:?}");
    assert_eq!(told(&text.replace(['“', '”'], "\"").replace('’', "'")), curly, "straight marks");
    assert_eq!(told(&text.replace(['“', '”'], "''")), curly, "doubled single marks");
}

#[test]
fn a_model_that_is_not_whole_is_refused() {
    let read =
        |settings: &str, vocabulary: &str, weights: &[u8]| Learned::read(settings, vocabulary, weights).err();
    assert!(matches!(read("{}", VOCABULARY, &WEIGHTS), Some(ModelError::Settings(_))));
    assert!(matches!(read(SETTINGS, "a\nb", &WEIGHTS), Some(ModelError::Vocabulary)));
    assert!(matches!(read(SETTINGS, VOCABULARY, &WEIGHTS[..1000]), Some(ModelError::Hash)));
    let mut one_wrong = WEIGHTS.clone();
    *one_wrong.last_mut().unwrap() ^= 1;
    assert!(matches!(read(SETTINGS, VOCABULARY, &one_wrong), Some(ModelError::Hash)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text(text in STRANGE) {
        sound(&text, Finder::learned())?;
    }
}
