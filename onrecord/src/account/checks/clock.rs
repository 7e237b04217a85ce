//! Clock times of one event.

use jiff::civil::DateTime;

use super::Matter;
use super::date::NEAR;
use super::date::SAME;
use super::date::dates_words;
use super::date::is_quoted;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::text::Span;
use crate::time;
use crate::time::Stamp;
use crate::told::Line;
use crate::told::Term;
use crate::told::Told;

const CLOCKS: usize = 400;

/// A clock time that a sentence gives an event.
struct Clocked {
    line: u32,
    article: u32,
    time: DateTime,
    span: Span,
    near: Vec<Term>,
}

/// Clock times of one day, in different reports, next to rare words of which two are shared, or one next to both.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let clocked: Vec<Clocked> =
        told.lines.iter().zip(0..).flat_map(|(line, at)| clocked(told, line, at)).take(CLOCKS).collect();
    let gives =
        |article: u32, time: DateTime| clocked.iter().any(|one| one.article == article && one.time == time);
    let mut found = Vec::new();
    for (seat, a) in clocked.iter().enumerate() {
        for b in clocked[seat + 1..].iter().filter(|b| told.is_apart(a.article, b.article)) {
            let shared: Vec<Term> = a.near.iter().copied().filter(|term| b.near.contains(term)).collect();
            let rare = shared.iter().filter(|term| told.weight(**term) >= SAME).count();
            let known = gives(a.article, b.time) || gives(b.article, a.time);
            if a.time.date() == b.time.date() && a.time != b.time && !known && rare >= 2 {
                let said = |one: &Clocked| Said {
                    line: one.line,
                    span: one.span,
                    value: Some(one.time.to_string()),
                };
                let reason = "The reports tell of the same event and give it other clock times.";
                found.push(
                    Found::differing(DifferenceKind::Date, reason, &shared, vec![said(a), said(b)])
                        .excluding(),
                );
            }
        }
    }
    found
}

/// The clock times of a sentence that are exact to the minute, without those of what was said.
fn clocked(told: &Told<'_>, line: &Line, at: u32) -> Vec<Clocked> {
    let exact = |date: &time::Found| match (date.when.start, date.when.end) {
        (Some(start), Some(end)) if start == end => match start {
            Stamp::Time(time) | Stamp::Zoned(time, _) => Some(time),
            Stamp::Day(_) => None,
        },
        _ => None,
    };
    let dates =
        line.dates.iter().filter(|date| !is_quoted(line, date.span) && !dates_words(told, line, date.span));
    dates
        .filter_map(|date| {
            let time = exact(date)?;
            let run = told.run_of(line, date.span);
            let before = line.words[..run.from].iter().rev().filter_map(|word| word.term).take(NEAR);
            let near =
                before.chain(line.words[run.to..].iter().filter_map(|word| word.term).take(NEAR)).collect();
            let first = line.words[run.from.saturating_sub(NEAR)..run.from]
                .first()
                .map_or(date.span, |word| word.span);
            Some(Clocked { line: at, article: line.article, time, span: first.cover(date.span), near })
        })
        .collect()
}
