//! Which words speak, think or write, by the lists: what the learned finder is told of a word beside the word.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Act;
use super::lexicon;
use super::lexicon::class;

/// How many classes there are.
pub const CLASSES: u8 = 8;

/// Whether a verb, by its first form, is one of the reporting verbs that every newspaper lives on: content is found
/// most surely behind them.
pub fn is_core(lemma: &str) -> bool {
    ["say", "tell", "add", "ask", "write"].contains(&lemma)
}

/// The class of a word in any case: 0 none, 1 a core reporting verb, 2 a verb that takes a quotation or a clause,
/// 3 another reporting verb of the rules, 4 a verb of the wider list, 5 a noun of it, 6 a person who speaks,
/// 7 `according`.
pub fn class_of(word: &str) -> u8 {
    let entry = lexicon::look_up(word);
    if let Some(verb) = entry.verb() {
        return match verb {
            verb if is_core(verb.lemma) => 1,
            verb if verb.quotation || verb.clause || verb.that => 2,
            _ => 3,
        };
    }
    if entry.is(class::PERSON) {
        return 6;
    }
    let lower = word.to_lowercase();
    if lower == "according" { 7 } else { WIDER.get(lower.as_str()).map_or(0, |(class, _)| *class) }
}

/// What is done by a verb or noun of the wider list, where that is more than saying.
pub fn act_of(word: &str) -> Option<Act> {
    WIDER.get(word.to_lowercase().as_str()).and_then(|(_, act)| *act)
}

/// The list `reporting.txt`, with its regular forms.
static WIDER: LazyLock<FxHashMap<String, (u8, Option<Act>)>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    let lines = include_str!("reporting.txt").lines().filter(|line| !line.starts_with('#'));
    for (kind, list) in lines.filter_map(|line| line.split_once(':')) {
        let (kind, act) = kind.split_once(' ').unwrap_or((kind, ""));
        let act: Option<Act> = act.parse().ok();
        for word in list.split_whitespace() {
            let (class, forms) = match kind {
                "verb" => (4, verb_forms(word)),
                "form" => (4, vec![word.to_owned()]),
                _ => (5, noun_forms(word)),
            };
            for form in forms {
                words.entry(form).or_insert((class, act));
            }
        }
    }
    words
});

/// `deny`: deny, denies, denied, denying. `argue`: argue, argues, argued, arguing.
fn verb_forms(verb: &str) -> Vec<String> {
    let cut = |ending: &str| verb.strip_suffix(ending).unwrap_or(verb).to_owned();
    let is_consonant_y = has_consonant_y(verb);
    let past = match verb {
        _ if is_consonant_y => cut("y") + "ied",
        _ => cut("e") + "ed",
    };
    let ing = if verb.ends_with("ee") { verb.to_owned() } else { cut("e") } + "ing";
    vec![verb.to_owned(), third(verb, is_consonant_y), past, ing]
}

fn third(word: &str, is_consonant_y: bool) -> String {
    match word {
        _ if is_consonant_y => word.strip_suffix('y').unwrap_or(word).to_owned() + "ies",
        _ if ["s", "sh", "ch", "x", "z"].iter().any(|ending| word.ends_with(ending)) => {
            word.to_owned() + "es"
        }
        _ => word.to_owned() + "s",
    }
}

fn noun_forms(noun: &str) -> Vec<String> {
    vec![noun.to_owned(), third(noun, has_consonant_y(noun))]
}

/// `deny`, not `convey`.
fn has_consonant_y(word: &str) -> bool {
    word.strip_suffix('y').is_some_and(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_forms_of_the_lists() {
        assert_eq!(class_of("Said"), 1);
        assert_eq!(class_of("argued"), 2);
        assert_eq!(class_of("muttering"), class_of("mutter"));
        assert_eq!(
            ["prophesied", "surmises", "vilifying", "disclaimers", "grievances"].map(class_of),
            [4, 4, 4, 5, 5]
        );
        assert_eq!(class_of("spokeswoman"), 6);
        assert_eq!(class_of("According"), 7);
        assert_eq!(class_of("bridge"), 0);
        assert_eq!(act_of("Fears"), Some(Act::Thinks));
        assert_eq!(act_of("statement"), None);
    }
}
