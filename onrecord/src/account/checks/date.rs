//! Dates of one event: "ordered on 8 January" and "ordered on 9 January".

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::account::terms::Term;
use crate::account::told::Line;
use crate::account::told::Told;
use crate::time;

/// Sentences on one event are so alike.
const LIKENESS: f32 = 0.4;
/// Quoted words of which so many tell something are the same words.
const QUOTED: usize = 2;
/// Words that stand so near a date tell what happened then.
const NEAR: usize = 5;

/// Sentences on one event that give it other days.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let days_of = |line: &'_ Line| -> Vec<(u32, Date)> {
        days(line).into_iter().map(|(_, day)| (line.article, day)).collect()
    };
    let given: FxHashSet<(u32, Date)> = told.lines.iter().flat_map(days_of).collect();
    let mut found = quoted(matter);
    for (pair, a, b) in matter.across() {
        if pair.likeness < LIKENESS || pair.rare(told) < 2 {
            continue;
        }
        let (days_of_a, days_of_b) = (days(a), days(b));
        let ([one], [other]) = (days_of_a.as_slice(), days_of_b.as_slice()) else { continue };
        let near_other = near(b, other.0);
        let near: Vec<Term> = near(a, one.0).into_iter().filter(|term| near_other.contains(term)).collect();
        let apart = !given.contains(&(a.article, other.1)) && !given.contains(&(b.article, one.1));
        if apart && !near.is_empty() {
            let said = |line: u32, day: Date| Said {
                line,
                span: told.lines[line as usize].span,
                value: Some(day.to_string()),
            };
            let said = vec![said(pair.a, one.1), said(pair.b, other.1)];
            found.push(Found::differing(
                DifferenceKind::Date,
                "The reports tell of the same event and give it other days.",
                &pair.shared,
                said,
            ));
        }
    }
    found
}

/// Sentences that print the same quoted words and date them otherwise: "said on Monday", "said on Wednesday".
fn quoted(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let mut by_words: FxHashMap<Vec<Term>, Vec<(u32, Date)>> = FxHashMap::default();
    for (article, span) in &told.marked {
        let Some(at) = told.line_at(*article, span.start) else { continue };
        let line = &told.lines[at as usize];
        let own = line.words.iter().filter(|word| span.contains(word.span));
        let terms: Vec<Term> = own.filter_map(|word| word.term).collect();
        let dates = days(line);
        let outside: Vec<Date> =
            dates.iter().filter(|(date, _)| !span.contains(date.span)).map(|(_, day)| *day).collect();
        if let ([day], true) = (outside.as_slice(), terms.len() >= QUOTED) {
            by_words.entry(terms).or_default().push((at, *day));
        }
    }
    let mut found: Vec<Found> =
        by_words.into_iter().filter_map(|(terms, places)| dated_apart(told, &terms, &places)).collect();
    found.sort_by(|a, b| a.said.cmp(&b.said));
    found
}

fn dated_apart(told: &Told<'_>, terms: &[Term], places: &[(u32, Date)]) -> Option<Found> {
    let (first, day) = places.first()?;
    let article = |at: u32| told.lines[at as usize].article;
    let other = places.iter().find(|(at, other)| article(*at) != article(*first) && other != day)?;
    let said = [(*first, *day), *other].map(|(at, day)| Said {
        line: at,
        span: told.lines[at as usize].span,
        value: Some(day.to_string()),
    });
    let reason = "The reports give other days for the same words.";
    Some(Found::differing(DifferenceKind::Date, reason, terms, said.to_vec()))
}

/// The dates of a sentence that say one day.
fn days(line: &Line) -> Vec<(&time::Found, Date)> {
    let one_day = |date: &'_ time::Found| match (date.when.start, date.when.end) {
        (Some(start), Some(end)) if start.day() == end.day() => Some(start.day()),
        _ => None,
    };
    line.dates.iter().filter_map(|date| Some((date, one_day(date)?))).collect()
}

/// The terms around a date.
fn near(line: &Line, date: &time::Found) -> Vec<Term> {
    let first = line.words.partition_point(|word| word.span.end <= date.span.start);
    let last = line.words.partition_point(|word| word.span.start < date.span.end);
    let around = line.words[first.saturating_sub(NEAR)..first].iter();
    let around = around.chain(line.words[last..].iter().take(NEAR));
    around.filter(|word| word.names.is_none()).filter_map(|word| word.term).collect()
}
