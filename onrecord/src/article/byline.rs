//! Who wrote it, as printed: "By Ana Ruiz and Ben Stone".

use super::dates::is_name_of_day_or_month;
use super::phrases::{AGENCIES, TRADES, lowered};
use super::stretch::{is_blank, width};

const OPENINGS: [&str; 15] = [
    "by ",
    "by: ",
    "words by ",
    "words: ",
    "written by ",
    "story by ",
    "reported by ",
    "report by ",
    "reporting by ",
    "text by ",
    "author: ",
    "authors: ",
    "posted by ",
    "compiled by ",
    "byline: ",
];

/// The writers that a line names, if it is a byline.
pub(super) fn names(line: &str) -> Option<Vec<String>> {
    if width(line) > 160 {
        return None;
    }
    let lower = lowered(line);
    let opening =
        OPENINGS.iter().filter(|opening| lower.starts_with(**opening)).max_by_key(|opening| opening.len());
    match opening {
        Some(opening) => listed(line.get(opening.len()..)?),
        None => with_trade(line),
    }
}

/// The writers of a line that its markup calls a byline: "Ana Ruiz", "Ana Ruiz and Ben Stone".
pub(super) fn marked(line: &str) -> Option<Vec<String>> {
    names(line).or_else(|| if width(line) > 80 { None } else { listed(line) })
}

/// "Ana Ruiz, Ben Stone and Cy Moor, Political Editor".
fn listed(words: &str) -> Option<Vec<String>> {
    let upto = [" | ", " • ", " · ", " — ", " – ", " - ", "\n", " for ", " in ", ";", "  "]
        .iter()
        .filter_map(|mark| words.find(mark))
        .min()
        .unwrap_or(words.len());
    let mut names = Vec::new();
    for part in
        words[..upto].split(", ").flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & "))
    {
        let part = part.trim_matches(|c: char| is_blank(c) || c == ',' || c == ':').trim_end_matches('.');
        let part = part.strip_prefix("and ").unwrap_or(part);
        let role = lowered(part);
        if !names.is_empty() && (TRADES.within(&role).is_some() || is_house(part)) {
            break;
        }
        if !is_name(part) && !is_house(part) {
            return None;
        }
        names.push(part.to_owned());
    }
    let alone = names.len() == 1 && !names[0].contains(' ') && !is_house(&names[0]);
    (!names.is_empty() && !alone).then_some(names)
}

/// "Ana Ruiz, Staff Writer", "Ana Ruiz | Political Editor".
fn with_trade(line: &str) -> Option<Vec<String>> {
    let (name, trade) = line.split_once(", ").or_else(|| line.split_once(" | "))?;
    let trade = lowered(trade);
    let fits = width(line) <= 80 && name.contains(' ') && is_name(name);
    let ends = TRADES.within(&trade).is_some_and(|(at, phrase)| trade[at + phrase.len()..].len() < 30);
    (fits && ends && !super::stretch::ends_sentence(line)).then(|| vec![name.to_owned()])
}

fn is_house(words: &str) -> bool {
    AGENCIES.holds(words.strip_prefix("The ").unwrap_or(words))
}

/// Whether these words look like a person's name: one to five words, each with a capital or a particle.
pub(super) fn is_name(words: &str) -> bool {
    let parts: Vec<&str> = words.split(' ').collect();
    (1..=5).contains(&parts.len())
        && parts.first().is_some_and(|first| first.starts_with(char::is_uppercase))
        && parts.iter().all(|part| is_part_of_name(part))
}

fn is_part_of_name(part: &str) -> bool {
    const PARTICLES: [&str; 16] = [
        "de", "da", "di", "del", "der", "den", "van", "von", "la", "le", "al", "el", "bin", "ibn", "dos",
        "ten",
    ];
    let letters = part.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | 'ʼ'));
    letters
        && !part.is_empty()
        && (part.starts_with(char::is_uppercase) && !is_name_of_day_or_month_alone(part)
            || PARTICLES.contains(&part))
}

/// "Monday" is no name; "May" and "April" can be.
fn is_name_of_day_or_month_alone(part: &str) -> bool {
    !matches!(part, "May" | "April" | "June" | "August" | "Jan" | "Mar" | "Sun")
        && part.len() > 3
        && is_name_of_day_or_month(part)
}
