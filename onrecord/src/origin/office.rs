//! Who speaks for a body: itself, its spokespeople, and those who hold an office in it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::outlets::proper_name;
use crate::reprint::entries;
use crate::reprint::name_key;
use crate::speaker::Kind;
use crate::speaker::Speaker;

/// The key of the body that a speaker is or speaks for.
pub(super) fn body(speaker: &Speaker) -> Option<String> {
    let itself = (speaker.kind == Kind::Organisation).then_some(speaker.name.as_str());
    let held = || speaker.attributes.iter().find_map(|held| held_in(&held.words));
    itself.or(speaker.organisation.as_deref()).or_else(held).map(name_key)
}

/// The body in which an office is held: "chief operating officer of Voss Ferries", "Voss Ferries' chairman".
fn held_in(words: &str) -> Option<&str> {
    if words.split_whitespace().any(|word| LEFT.contains(&word.to_lowercase().as_str())) {
        return None;
    }
    let of = [" of ", " at ", " for "].iter().find_map(|link| words.split_once(link));
    let owner = || ["’s ", "'s ", "’ ", "' "].iter().find_map(|mark| words.split_once(mark));
    let (office, body) = of.or_else(|| owner().map(|(body, office)| (office, body)))?;
    let body = body.trim_start_matches("the ");
    let is_office =
        office.rsplit(' ').next().is_some_and(|last| OFFICES.contains(last.to_lowercase().as_str()));
    Some(proper_name(body)).filter(|body| is_office && !body.is_empty())
}

/// Words that say that an office is no longer held, or not yet.
const LEFT: [&str; 6] = ["former", "ex", "onetime", "retired", "late", "designate"];

static OFFICES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| entries(include_str!("offices.txt")).collect());

#[cfg(test)]
mod tests {
    use super::held_in;

    #[test]
    fn offices_name_the_body() {
        for (words, body) in [
            ("chief operating officer of Voss Ferries", Some("Voss Ferries")),
            ("the chairman of the Orsel Bank", Some("Orsel Bank")),
            ("Voss Ferries' managing director", Some("Voss Ferries")),
            ("Orsel Bank’s finance director", Some("Orsel Bank")),
            ("former chief executive of Voss Ferries", None),
            ("a customer of Voss Ferries", None),
            ("the company's chief operating officer", None),
            ("42", None),
        ] {
            assert_eq!(held_in(words), body, "{words}");
        }
    }
}
