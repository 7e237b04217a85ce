//! Votes counted: "31 votes to 24", "a 31-24 vote", "by 33 to 24".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::text::Span;
use crate::told::Line;
use crate::told::Run;
use crate::told::Told;
use crate::told::number;
use crate::told::word_set;

/// So many words around a score one speaks of a vote.
const NEAR: usize = 8;
/// Larger numbers are no votes that are counted by sides here.
const LARGEST: u32 = 100_000;
/// A vote without a dissenting voice.
const UNANIMOUS: [u32; 2] = [0, 0];
/// The other side of a vote of which one side is told.
const ALONE: u32 = u32::MAX;
/// So many votes of a story are compared.
const MOST: usize = 200;

static VOTING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/voting.txt")));

/// A vote with its two sides.
struct Vote {
    line: u32,
    article: u32,
    sides: [u32; 2],
    span: Span,
}

/// Votes with one side alike and the other not, where neither report gives the other's; and votes that are alike.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let votes: Vec<Vote> =
        told.lines.iter().zip(0..).flat_map(|(line, at)| votes(told, line, at)).take(MOST).collect();
    let gives = |article: u32, sides: [u32; 2]| {
        votes.iter().any(|vote| vote.article == article && vote.sides == sides)
    };
    let mut found = Vec::new();
    for (seat, one) in votes.iter().enumerate() {
        for other in votes[seat + 1..].iter().filter(|other| told.is_apart(one.article, other.article)) {
            let alone = one.sides[1] == ALONE || other.sides[1] == ALONE;
            let equal = one
                .sides
                .iter()
                .zip(&other.sides)
                .filter(|(a, b)| a == b || **a == ALONE || **b == ALONE)
                .count();
            let near = 4 * u64::from(one.sides[0].abs_diff(other.sides[0])) <= u64::from(one.sides[0]);
            let known = gives(one.article, other.sides) || gives(other.article, one.sides) || alone && !near;
            let split = |vote: &Vote| vote.sides[1] > 0 && vote.sides[1] != ALONE;
            if one.sides == UNANIMOUS && split(other) || other.sides == UNANIMOUS && split(one) {
                if is_one_vote(told, one, other) {
                    found.push(differing(told, one, other).excluding());
                }
                continue;
            }
            let total = |vote: &Vote| u64::from(vote.sides[0]) + u64::from(vote.sides[1]);
            let recounted = !alone && total(one) == total(other) && near;
            match equal {
                2 => found.push(Found { kind: None, reason: "", ..differing(told, one, other) }),
                1 if !known => found.push(differing(told, one, other).excluding()),
                _ if recounted && !known => found.push(differing(told, one, other).excluding()),
                _ => {}
            }
        }
    }
    found
}

/// Whether sentences on a split and a unanimous vote share who voted, or another telling word.
fn is_one_vote(told: &Told<'_>, one: &Vote, other: &Vote) -> bool {
    let shared = told.shared(&told.lines[one.line as usize], &told.lines[other.line as usize]);
    shared.iter().any(|term| told.weight(*term) >= 1.5)
}

/// The votes of a sentence.
fn votes(told: &Told<'_>, line: &Line, at: u32) -> Vec<Vote> {
    let mut found = Vec::new();
    for place in 0..line.words.len() {
        let run = Run { from: place, to: place + 1 };
        let unanimous = matches!(told.folded_at(line, place).as_str(), "unanimous" | "unanimously");
        if unanimous && is_vote(told, line, run) {
            found.push(Vote { line: at, article: line.article, sides: UNANIMOUS, span: run.span(line) });
        }
        if let Some((sides, run)) = sides(told, line, place).filter(|(_, run)| is_vote(told, line, *run)) {
            found.push(Vote { line: at, article: line.article, sides, span: run.span(line) });
        }
    }
    found
}

/// "31-24", "31 to 24", "31 votes to 24", "seven to two", "32 councillors voted".
fn sides(told: &Told<'_>, line: &Line, at: usize) -> Option<([u32; 2], Run)> {
    let printed = told.folded_at(line, at);
    if let Some((one, other)) = printed.split_once(['-', '–']) {
        let sides = [one.parse().ok()?, other.parse().ok()?];
        return sides.iter().all(|side| *side < LARGEST).then_some((sides, Run { from: at, to: at + 1 }));
    }
    let (first, next) = count(told, line, at)?;
    let is = |at: usize, words: &[&str]| words.contains(&told.folded_at(line, at).as_str());
    let hyphen = matches!(told.gap(line, next).trim(), "-" | "–");
    let second = if hyphen {
        next
    } else if is(next, &["to", "against"]) {
        next + 1
    } else if is(next, &["votes", "in"]) && is(next + 1, &["to", "against"]) {
        next + 2
    } else if first > 2 && is(next + 1, &["voted"]) && told.is_joined(line, next + 1) {
        return Some(([first, ALONE], Run { from: at, to: next + 2 }));
    } else {
        return None;
    };
    let (other, to) = count(told, line, second)?;
    Some(([first, other], Run { from: at, to }))
}

/// A whole number and the place behind it.
fn count(told: &Told<'_>, line: &Line, at: usize) -> Option<(u32, usize)> {
    let (value, next) = number(told, line, at)?;
    (value.fract() == 0.0 && value < f64::from(LARGEST)).then_some((value as u32, next))
}

/// Whether words of voting stand near, and no date.
fn is_vote(told: &Told<'_>, line: &Line, run: Run) -> bool {
    let near = run.from.saturating_sub(NEAR)..(run.to + NEAR).min(line.words.len());
    let dated = line.dates.iter().any(|date| date.span.overlaps(run.span(line)));
    !dated && near.into_iter().any(|at| VOTING.contains(told.folded_at(line, at).as_str()))
}

fn differing(told: &Told<'_>, one: &Vote, other: &Vote) -> Found {
    let said = |vote: &Vote| Said {
        line: vote.line,
        span: vote.span,
        value: Some(match vote.sides {
            UNANIMOUS => "unanimous".to_owned(),
            [one, ALONE] => one.to_string(),
            [one, other] => format!("{one}-{other}"),
        }),
    };
    let terms = told.shared(&told.lines[one.line as usize], &told.lines[other.line as usize]);
    let reason = "The reports count one vote and give other numbers.";
    Found::differing(DifferenceKind::Number, reason, &terms, vec![said(one), said(other)])
}
