//! What stands before the report itself: headline, byline, date, place.

use super::BlockKind;
use super::byline;
use super::dates;
use super::phrases::lowered;
use super::stretch::{Stretch, ends_sentence, is_blank, width};
use crate::time::Stamp;

/// What the front of an article says.
#[derive(Default)]
pub(super) struct Front {
    /// Writers as printed.
    pub(super) byline: Vec<String>,
    /// The printed date of publication.
    pub(super) published: Option<Stamp>,
    /// The printed date of the last revision.
    pub(super) revised: Option<Stamp>,
}

/// How many stretches may stand before the second paragraph.
const FRONT: usize = 12;

/// Types the stretches before the report, and cuts a date or place off the head of its first paragraph.
pub(super) fn mark<'a>(stretches: &mut Vec<Stretch<'a>>, title: Option<&str>) -> Front {
    let mut front = Front::default();
    cut_date(stretches, &mut front);
    mark_headline(stretches, title);
    let mut paragraphs = 0;
    let mut at = 0;
    while at < stretches.len().min(FRONT) && paragraphs < 2 {
        let found = found_in(&stretches[at], &mut front);
        match found {
            Some(kind) => stretches[at].kind = Some(kind),
            None if stretches[at].is_open() && stretches[at].ends() => {
                paragraphs += 1;
                if paragraphs == 1 && cut_place(stretches, at) {
                    at += 1;
                }
            }
            None => {}
        }
        at += 1;
    }
    front
}

/// A byline or a line of dates.
fn found_in(stretch: &Stretch<'_>, front: &mut Front) -> Option<BlockKind> {
    let by_markup = matches!(stretch.kind, Some(BlockKind::Byline | BlockKind::Dateline));
    if !stretch.is_open() && !by_markup {
        return None;
    }
    let marked = stretch.kind == Some(BlockKind::Byline);
    let names = if marked { byline::marked(stretch.words) } else { byline::names(stretch.words) };
    if let Some(names) = names {
        front.byline.extend(names.into_iter().filter(|name| name.len() < 80));
        front.published = front.published.or_else(|| dates::within(stretch.words));
        return Some(BlockKind::Byline);
    }
    let dated = line_of_dates(stretch.words, front);
    if dated { Some(BlockKind::Dateline) } else { stretch.kind }
}

/// The headline is the stretch that says what the page calls its title; else a first line that ends like none.
fn mark_headline(stretches: &mut [Stretch<'_>], title: Option<&str>) {
    if stretches.iter().any(|stretch| stretch.kind == Some(BlockKind::Headline)) {
        return;
    }
    let limit = stretches.len().min(FRONT);
    let titled =
        title.and_then(|title| stretches[..limit].iter().position(|stretch| is_title(stretch.words, title)));
    let first = || {
        let at = stretches[..limit].iter().position(|stretch| {
            stretch.is_open() && byline::names(stretch.words).is_none() && !is_line_of_dates(stretch.words)
        })?;
        let later = stretches[at + 1..].iter().any(|stretch| stretch.ends() || stretch.width() > 120);
        (later && can_be_headline(stretches[at].words)).then_some(at)
    };
    if let Some(at) = titled.or_else(first) {
        stretches[at].kind = Some(BlockKind::Headline);
    }
}

/// Whether a line says the title, as far as letters and digits go; pages add their name behind a dash or bar.
pub(super) fn is_title(words: &str, title: &str) -> bool {
    let key = |words: &str| -> String {
        words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    if width(words) > 300 || width(title) > 400 {
        return false;
    }
    let (line, title) = (key(words), key(title));
    line == title || line.len() >= 20 && title.starts_with(&line)
}

fn can_be_headline(words: &str) -> bool {
    let ends = ends_sentence(words) && !words.ends_with(['?', '!']);
    let marked = words.starts_with("# ");
    marked || !ends && (8..=200).contains(&width(words)) && words.contains(' ')
}

/// Cuts a glued date off the head of a body: ` date 2026-03-05 The council …`.
fn cut_date<'a>(stretches: &mut Vec<Stretch<'a>>, front: &mut Front) {
    let Some(first) = stretches.first().filter(|first| first.is_open()) else { return };
    let Some((label, length, stamp)) = labelled(first.words) else { return };
    let rest = &first.words[length..];
    let after = rest.trim_start_matches(|c: char| is_blank(c) || "|-–—:•·,.".contains(c));
    let is_iso = first.words[..length].contains(|c: char| c.is_ascii_digit())
        && first.words[..length].matches('-').count() >= 2;
    let glued = (label != Label::None || is_iso)
        && after.starts_with(|c: char| c.is_uppercase() || "\"“‘'".contains(c));
    if !glued || rest.starts_with(char::is_alphanumeric) || byline::names(after).is_some() {
        return;
    }
    note(label, stamp, front);
    let at = first.start + (first.words.len() - after.len());
    let report = Stretch { start: at, words: after, kind: None, close: true };
    stretches[0].words = first.words[..first.words.len() - after.len()].trim_end_matches(is_blank);
    stretches[0].kind = Some(BlockKind::Dateline);
    stretches.insert(1, report);
}

/// What a date is said to be the date of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    None,
    Published,
    Revised,
}

const PUBLISHED: [&str; 12] = [
    "first published on",
    "first published",
    "publication date",
    "published on",
    "published at",
    "published",
    "posted on",
    "posted at",
    "posted",
    "dated",
    "date published",
    "date",
];
const REVISED: [&str; 7] = [
    "last updated on",
    "last updated at",
    "last updated",
    "updated on",
    "updated at",
    "updated",
    "last modified",
];

/// A date with its label at the head of words: what it dates, its length with the label, and what it says.
fn labelled(words: &str) -> Option<(Label, usize, Stamp)> {
    let head: String = words.chars().take(40).collect::<String>().to_ascii_lowercase();
    let longest = |labels: &[&str]| {
        labels.iter().filter(|label| head.starts_with(**label)).map(|label| label.len()).max()
    };
    let (label, from) = match (longest(&PUBLISHED), longest(&REVISED)) {
        (Some(length), _) => (Label::Published, length),
        (_, Some(length)) => (Label::Revised, length),
        _ => (Label::None, 0),
    };
    let after = words.get(from..)?;
    let date = after.trim_start_matches(|c: char| is_blank(c) || c == ':');
    if from > 0 && date.len() == after.len() {
        return None;
    }
    let (length, stamp) = dates::opening(date)?;
    Some((label, words.len() - date.len() + length, stamp))
}

fn note(label: Label, stamp: Stamp, front: &mut Front) {
    match label {
        Label::Revised => front.revised = front.revised.or(Some(stamp)),
        _ => front.published = front.published.or(Some(stamp)),
    }
}

fn is_line_of_dates(words: &str) -> bool {
    line_of_dates(words, &mut Front::default())
}

/// "Published: March 3, 2026 | Updated: March 4, 2026, 9 a.m." Every part must be a date, or the time that reading takes.
fn line_of_dates(words: &str, front: &mut Front) -> bool {
    if width(words) > 160 {
        return false;
    }
    let mut dated = false;
    for part in
        words.split(['|', '•', '·']).map(|part| part.trim_matches(is_blank)).filter(|part| !part.is_empty())
    {
        match labelled(part) {
            Some((label, length, stamp)) if is_tail(&part[length..]) => {
                note(label, stamp, front);
                dated = true;
            }
            _ if is_reading_time(part) => {}
            _ => return false,
        }
    }
    dated
}

/// What may stand behind the date of a line: a zone in brackets, a full stop, nothing of weight.
fn is_tail(rest: &str) -> bool {
    let rest = rest.trim_matches(|c: char| is_blank(c) || "().,".contains(c));
    rest.len() <= 4 && rest.chars().all(|c| c.is_ascii_uppercase())
}

fn is_reading_time(part: &str) -> bool {
    let lower = lowered(part);
    lower.len() < 24
        && (lower.ends_with("min read") || lower.ends_with("minute read") || lower.ends_with("minutes"))
}

/// Cuts the place off the head of the first paragraph: "LONDON (Reuters) — …".
fn cut_place(stretches: &mut Vec<Stretch<'_>>, at: usize) -> bool {
    let words = stretches[at].words;
    let Some(length) = place(words) else { return false };
    let start = stretches[at].start + length;
    let report = Stretch { start, words: &words[length..], kind: None, close: true };
    stretches[at].words = words[..length].trim_end_matches(is_blank);
    stretches[at].kind = Some(BlockKind::Dateline);
    stretches.insert(at + 1, report);
    true
}

/// The length of a place with its dash and blanks, at the head of a paragraph.
fn place(words: &str) -> Option<usize> {
    let near = words.char_indices().nth(80).map_or(words.len(), |(at, _)| at);
    let dashes = [" — ", " – ", " - ", " -- ", "— ", "– ", " —", "—"];
    let (at, dash) = dashes
        .iter()
        .filter_map(|dash| words[..near].find(dash).map(|at| (at, *dash)))
        .min_by_key(|(at, dash)| (*at, usize::MAX - dash.len()))?;
    let head = words[..at].trim_end_matches(is_blank);
    let rest = words[at + dash.len()..].trim_start_matches(is_blank);
    let opens = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'".contains(c));
    (opens && is_place(head)).then(|| words.len() - rest.len())
}

/// "LONDON", "LA CROSSE, Wisc.", "Philadelphia (AFP)", "GENEVA, March 3 (Reuters)".
fn is_place(head: &str) -> bool {
    let (name, agency) = match head.split_once('(') {
        Some((name, inner)) if inner.ends_with(')') => (name, true),
        Some(_) => return false,
        None => (head, false),
    };
    let first = name.split(',').next().unwrap_or("").trim_matches(is_blank);
    let letters = || first.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() >= 4 && letters().all(char::is_uppercase);
    let named = name
        .split(|c: char| is_blank(c) || c == ',' || c == '/')
        .filter(|word| !word.is_empty())
        .all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || matches!(word, "of" | "de" | "la" | "and" | "du" | "on")
        });
    !first.is_empty() && named && (capitals || agency)
}
