//! Polls: "58 per cent of residents were against", "54% opposed the lease".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::text::Span;
use crate::told::Line;
use crate::told::Run;
use crate::told::Told;
use crate::told::lines;
use crate::told::number;

/// What was answered stands within so many words behind a share.
const REACH: usize = 9;
/// So many shares of a story are compared.
const MOST: usize = 200;

/// Words of answers, each with its side.
static SIDES: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
    let sides = lines(include_str!("../words/polls.txt")).enumerate();
    sides.flat_map(|(side, line)| line.split_whitespace().map(move |word| (word, side))).collect()
});

/// A share of those asked, and what they answered.
struct Share {
    line: u32,
    article: u32,
    value: f64,
    side: usize,
    span: Span,
}

/// Shares with one answer, in sentences that name the same pollster, that differ or agree.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let shares: Vec<Share> =
        told.lines.iter().zip(0..).flat_map(|(line, at)| shares(told, line, at)).take(MOST).collect();
    let gives = |article: u32, value: f64| {
        shares.iter().any(|share| share.article == article && share.value == value)
    };
    let mut found = Vec::new();
    for (seat, one) in shares.iter().enumerate() {
        for other in shares[seat + 1..].iter().filter(|other| other.side == one.side) {
            if !told.is_apart(one.article, other.article) || !is_one_poll(told, one, other) {
                continue;
            }
            if one.value == other.value {
                found.push(Found { kind: None, reason: "", ..differing(told, one, other) });
            } else if !gives(one.article, other.value) && !gives(other.article, one.value) {
                found.push(differing(told, one, other).excluding());
            }
        }
    }
    found
}

/// The shares of a sentence that speaks of a poll.
fn shares(told: &Told<'_>, line: &Line, at: u32) -> Vec<Share> {
    let is_poll = |place: usize| {
        told.folded_at(line, place).starts_with("poll") || told.folded_at(line, place).starts_with("survey")
    };
    if !(0..line.words.len()).any(is_poll) {
        return Vec::new();
    }
    (0..line.words.len()).filter_map(|place| share(told, line, at, place)).collect()
}

fn share(told: &Told<'_>, line: &Line, at: u32, place: usize) -> Option<Share> {
    let (value, next) = number(told, line, place)?;
    let body = &told.articles[line.article as usize].body;
    let sign = body.get(line.words[next - 1].span.end as usize..)?.starts_with('%');
    let word = told.folded_at(line, next);
    let in_words = word == "percent" || word == "per" && told.folded_at(line, next + 1) == "cent";
    let behind = next..(next + REACH).min(line.words.len());
    let side = behind.filter_map(|at| SIDES.get(told.folded_at(line, at).as_str())).next()?;
    let run = Run { from: place, to: next };
    (sign || in_words).then(|| Share {
        line: at,
        article: line.article,
        value,
        side: *side,
        span: run.span(line),
    })
}

/// Whether both sentences share a name, of the pollster mostly.
fn is_one_poll(told: &Told<'_>, one: &Share, other: &Share) -> bool {
    let (a, b) = (&told.lines[one.line as usize], &told.lines[other.line as usize]);
    let names = a.words.iter().filter(|word| word.capital).filter_map(|word| word.term);
    names.into_iter().any(|term| {
        b.words.iter().any(|word| word.capital && word.term == Some(term)) && told.weight(term) >= 2.0
    })
}

fn differing(told: &Told<'_>, one: &Share, other: &Share) -> Found {
    let said = |share: &Share| Said {
        line: share.line,
        span: share.span,
        value: Some(format!("{} %", share.value)),
    };
    let terms = told.shared(&told.lines[one.line as usize], &told.lines[other.line as usize]);
    let reason = "The reports give other shares from what may be one poll.";
    Found::differing(DifferenceKind::Number, reason, &terms, vec![said(one), said(other)])
}
