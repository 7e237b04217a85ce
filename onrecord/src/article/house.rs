//! What the house says of itself: subscriptions, related links, slogans, who the writer is.

use rustc_hash::FxHashMap;

use super::BlockKind;
use super::byline::is_name;
use super::phrases::{HOUSE_LINES, HOUSE_STARTS, HOUSE_VERBS, HOUSE_WITHIN, TRADES, lowered};
use super::stretch::{Stretch, is_blank, width};

/// Marks boilerplate and bios; gives the writers that bios name.
pub(super) fn mark(body: &str, stretches: &mut [Stretch<'_>]) -> Vec<String> {
    for stretch in stretches.iter_mut().filter(|stretch| stretch.is_open()) {
        if is_house(stretch.words) {
            stretch.kind = Some(BlockKind::Boilerplate);
        }
    }
    let writers = mark_foot(body, stretches);
    mark_neighbours(stretches);
    writers
}

/// Whether a line is of the house by its own words.
fn is_house(words: &str) -> bool {
    let bare = words.trim_start_matches(|c: char| is_blank(c) || "•*-–—>|[(→»+".contains(c));
    let length = width(bare);
    if bare.is_empty() || bare.starts_with(['"', '“']) {
        return bare.is_empty();
    }
    if length > 300 {
        return false;
    }
    let lower = lowered(bare);
    let quoted = bare.contains(['"', '“']);
    let short = length <= 100 && (!super::stretch::ends_sentence(bare) || bare.split(' ').count() <= 8);
    lower.starts_with('©')
        || lower.starts_with("copyright ") && length <= 200
        || !quoted && HOUSE_STARTS.opening(&lower).is_some()
        || !quoted && short && HOUSE_LINES.opening(&lower).is_some()
        || !quoted && length <= 140 && HOUSE_WITHIN.within(&lower).is_some()
}

/// Walks up from the foot of the article as long as nothing of the report comes.
fn mark_foot(body: &str, stretches: &mut [Stretch<'_>]) -> Vec<String> {
    let twins = twins(stretches);
    let mut writers = Vec::new();
    let mut anchored = false;
    let mut open = Vec::new();
    for at in (0..stretches.len()).rev() {
        let stretch = &stretches[at];
        let about = at > 0 && is_about_writer(stretches[at - 1].words);
        if is_about_writer(stretch.words) {
            stretches[at].kind = Some(BlockKind::Bio);
        } else if stretch.is_open() {
            if let Some(name) = writer_of_bio(body, stretch, about) {
                writers.extend(name);
                stretches[at].kind = Some(BlockKind::Bio);
            } else if anchored && (praises_house(stretch.words) || twins.contains_key(stretch.words)) {
                stretches[at].kind = Some(BlockKind::Boilerplate);
            } else if !stretch.ends() && stretch.width() <= 90
                || is_item(stretch.words) && stretch.width() <= 120
            {
                open.push(at);
                continue;
            } else {
                break;
            }
        }
        match stretches[at].kind {
            Some(BlockKind::Boilerplate | BlockKind::Bio) => anchored = true,
            Some(BlockKind::Paragraph | BlockKind::Headline | BlockKind::Post | BlockKind::Heading) => break,
            _ => {}
        }
    }
    if anchored {
        let first = stretches
            .iter()
            .rposition(|s| s.kind == Some(BlockKind::Boilerplate) || s.kind == Some(BlockKind::Bio));
        mark_open(stretches, &open, first);
    }
    writers.reverse();
    writers
}

/// How many short lines in a row a house leaves between two that are plainly its own; more are a list of the report.
const MOST_OPEN: usize = 3;

/// Short lines at the foot are of the house where something of the house stands below or next to them.
fn mark_open(stretches: &mut [Stretch<'_>], open: &[usize], last: Option<usize>) {
    for run in open.chunk_by(|below, above| above + 1 == *below).filter(|run| run.len() <= MOST_OPEN) {
        for at in run {
            let is_near = last.is_some_and(|last| *at < last || *at == last + 1);
            if is_near || stretches[*at].close {
                stretches[*at].kind = Some(BlockKind::Boilerplate);
            }
        }
    }
}

/// Items of a list that has boilerplate in it, and the short line above it, are boilerplate too.
fn mark_neighbours(stretches: &mut [Stretch<'_>]) {
    for at in 1..stretches.len() {
        let item_below =
            stretches[at - 1].kind == Some(BlockKind::Boilerplate) && is_item(stretches[at - 1].words);
        if item_below && stretches[at].close && stretches[at].is_open() && is_item(stretches[at].words) {
            stretches[at].kind = Some(BlockKind::Boilerplate);
        }
    }
    for at in (1..stretches.len()).rev() {
        let house = stretches[at].kind == Some(BlockKind::Boilerplate) && is_item(stretches[at].words);
        let above = &stretches[at - 1];
        if house
            && stretches[at].close
            && above.is_open()
            && (is_item(above.words) || !above.ends() && above.width() <= 60)
        {
            stretches[at - 1].kind = Some(BlockKind::Boilerplate);
        }
    }
}

fn is_item(words: &str) -> bool {
    words.starts_with(['•', '·', '▪', '◦', '‣']) || words.starts_with("- ") || words.starts_with("* ")
}

/// Lines without a quotation that are printed more than once.
fn twins<'a>(stretches: &[Stretch<'a>]) -> FxHashMap<&'a str, u32> {
    let mut counts: FxHashMap<&'a str, u32> = FxHashMap::default();
    for stretch in
        stretches.iter().filter(|stretch| stretch.words.len() >= 12 && !stretch.words.contains(['"', '“']))
    {
        *counts.entry(stretch.words).or_default() += 1;
    }
    counts.retain(|_, count| *count > 1);
    counts
}

/// "Harbour Post is committed to …".
fn praises_house(words: &str) -> bool {
    width(words) <= 400 && !words.contains(['"', '“']) && house_in_praise(words).is_some()
}

/// The name that a slogan begins with.
pub(super) fn house_in_praise(words: &str) -> Option<&str> {
    let head_end = words.char_indices().nth(80).map_or(words.len(), |(at, _)| at);
    let lower = lowered(&words[..head_end]);
    let (at, _) = HOUSE_VERBS.within(&lower)?;
    let name = words.get(..at)?.trim_matches(is_blank);
    let name = name.strip_prefix("The ").unwrap_or(name);
    is_house_name(name).then_some(name)
}

/// One to five capitalised words.
pub(super) fn is_house_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    (1..=5).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || matches!(*word, "of" | "the" | "and" | "&")
        })
        && !matches!(
            name,
            "We" | "It"
                | "This"
                | "He"
                | "She"
                | "They"
                | "Our"
                | "You"
                | "I"
                | "The"
                | "That"
                | "If"
                | "Who"
                | "Here"
        )
}

fn is_about_writer(words: &str) -> bool {
    let lower = lowered(words.trim_start_matches(['#', '*', ' ']));
    let lower = lower.trim_end_matches([':', '*']);
    matches!(
        lower,
        "about the writer"
            | "about the writers"
            | "about the author"
            | "about the authors"
            | "about the reporter"
            | "about the journalist"
            | "about the contributor"
            | "author bio"
            | "meet the author"
    )
}

/// Whether a stretch tells who the writer is; and the writer's name where it begins with it.
fn writer_of_bio(body: &str, stretch: &Stretch<'_>, about: bool) -> Option<Option<String>> {
    let words = stretch.words;
    if stretch.width() > 700 || words.contains(['"', '“']) && !about {
        return None;
    }
    let named = named_trade(words);
    match named {
        Some(name) if about || !speaks_before(body, stretch.start, name) => Some(Some(name.to_owned())),
        _ if about => Some(leading_name(words).map(str::to_owned)),
        _ if is_contact(words) => Some(None),
        _ => None,
    }
}

/// "Ana Ruiz is a (…) reporter …".
fn named_trade(words: &str) -> Option<&str> {
    let (at, verb) = [
        " is a ",
        " is an ",
        " is the ",
        " is ",
        ", ",
        " covers ",
        " writes ",
        " reports on ",
        " reports from ",
    ]
    .iter()
    .filter_map(|verb| words.find(verb).map(|at| (at, *verb)))
    .min_by_key(|(at, verb)| (*at, usize::MAX - verb.len()))?;
    let name = words[..at].trim_matches(is_blank);
    let after = &words[at + verb.len()..];
    let near: String = after.chars().take(110).collect();
    let active = matches!(verb, " covers " | " writes " | " reports on " | " reports from ");
    let trade =
        active || verb != ", " && TRADES.within(&lowered(near.split(". ").next().unwrap_or(""))).is_some();
    (name.contains(' ') && is_name(name) && trade).then_some(name)
}

/// The name that a bio begins with, whatever follows.
fn leading_name(words: &str) -> Option<&str> {
    let mut ends = words.match_indices(' ').map(|(at, _)| at).take(4).collect::<Vec<_>>();
    ends.reverse();
    ends.into_iter()
        .map(|at| words[..at].trim_end_matches(','))
        .find(|name| name.contains(' ') && is_name(name))
}

/// Whether the surname stands in the report above: then the words tell of somebody in it.
fn speaks_before(body: &str, upto: usize, name: &str) -> bool {
    let surname = name.rsplit(' ').next().unwrap_or(name);
    let above = body.get(..upto).unwrap_or("");
    above.match_indices(surname).any(|(at, _)| {
        let line = above[..at].rfind('\n').map_or(0, |line| line + 1);
        let lower = lowered(&above[line..at]);
        !lower.starts_with("by ")
            && !lower.starts_with("by: ")
            && !lower.ends_with("by ")
            && !is_byline_above(above, line)
    })
}

/// Whether the line at `from` is a byline: a short one without a sentence's end.
fn is_byline_above(above: &str, from: usize) -> bool {
    let line = above[from..].lines().next().unwrap_or("");
    super::byline::names(line.trim_matches(is_blank)).is_some() || is_name(line.trim_matches(is_blank))
}

/// "Contact Ana Ruiz at …", "Follow her on …".
fn is_contact(words: &str) -> bool {
    let lower = lowered(words);
    lower.len() <= 200
        && [
            "contact ",
            "follow ",
            "email ",
            "reach ",
            "you can reach ",
            "reporting by ",
            "additional reporting ",
            "with reporting ",
            "editing by ",
        ]
        .iter()
        .any(|opening| lower.starts_with(opening))
        && (lower.contains('@')
            || lower.contains(" on twitter")
            || lower.contains(" on x")
            || lower.contains("reporting")
            || lower.contains("editing"))
}
