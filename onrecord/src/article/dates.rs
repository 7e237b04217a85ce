//! Dates as houses print them, found at the head of words or within them.

use crate::time::{Stamp, parse};

use super::phrases::lowered;
use super::stretch::is_blank;

/// The most words of a printed date with its clock time and zone.
const MOST_WORDS: usize = 9;

/// The date that these words begin with, and its length in bytes.
pub(super) fn opening(words: &str) -> Option<(usize, Stamp)> {
    if !may_open(words) {
        return None;
    }
    let ends: Vec<usize> = ends_of_words(words).take(MOST_WORDS).collect();
    ends.iter().rev().find_map(|end| {
        let date = words[..*end].trim_end_matches([',', ':', ';', ')', '|', '—', '–', '-']);
        let bare = date.trim_end_matches('.');
        [date, bare]
            .into_iter()
            .filter(|date| closes(date))
            .find_map(|date| parse(date).map(|stamp| (date.len(), stamp)))
    })
}

/// The first date within these words, with the clock time that belongs to it.
pub(super) fn within(words: &str) -> Option<Stamp> {
    let starts = words.char_indices().scan(' ', |before, (at, c)| {
        let opens = !before.is_alphanumeric() && c.is_alphanumeric();
        *before = c;
        Some((at, opens))
    });
    for (at, _) in starts.filter(|(_, opens)| *opens).take(400) {
        if let Some((length, stamp)) = opening(&words[at..]) {
            let clocked =
                matches!(stamp, Stamp::Day(_)).then(|| with_clock(&words[..at], &words[at..at + length]));
            return clocked.flatten().or(Some(stamp));
        }
    }
    None
}

/// "at 4:30 p.m. ET on Nov. 28, 2022": the clock time before the date.
fn with_clock(before: &str, date: &str) -> Option<Stamp> {
    let from = before.char_indices().rev().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    let mut first = None;
    for at in from.take_while(|at| before.len() - at < 30) {
        first = Some(at);
    }
    let clock =
        before[first?..].trim_end_matches(is_blank).trim_end_matches("on").trim_end_matches([' ', ',']);
    parse(&format!("{date} {clock}")).filter(|stamp| !matches!(stamp, Stamp::Day(_)))
}

/// Whether a date can begin here: with a digit, a month or a weekday.
fn may_open(words: &str) -> bool {
    let first: &str = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    match first.bytes().next() {
        Some(b) if b.is_ascii_digit() => first.len() <= 8,
        Some(b) if b.is_ascii_uppercase() => is_name_of_day_or_month(first),
        _ => false,
    }
}

/// Whether the word names a month or a weekday.
pub(super) fn is_name_of_day_or_month(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let lower = lowered(word);
    lower.len() >= 3
        && NAMES.iter().any(|name| *name == lower || lower.len() <= 5 && name.starts_with(&lower))
}

/// Whether a date can end with the last of these words: a number, half of the day, or a zone.
fn closes(date: &str) -> bool {
    let last = date.rsplit(is_blank).next().unwrap_or("");
    last.contains(|c: char| c.is_ascii_digit())
        || matches!(last, "am" | "pm" | "a.m" | "p.m" | "a.m." | "p.m.")
        || !last.is_empty() && last.bytes().all(|b| b.is_ascii_uppercase() || b == b'.')
}

fn ends_of_words(words: &str) -> impl Iterator<Item = usize> + '_ {
    let mut inside = false;
    let ends = words.char_indices().filter_map(move |(at, c)| {
        let end = inside && is_blank(c);
        inside = !is_blank(c);
        end.then_some(at)
    });
    ends.chain(std::iter::once(words.len()))
}
