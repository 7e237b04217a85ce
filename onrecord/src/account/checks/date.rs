//! Dates of one event: "ordered on 8 January" and "ordered on 9 January".

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::text::Span;
use crate::text::fold;
use crate::time;
use crate::told::Line;
use crate::told::Term;
use crate::told::Told;
use crate::told::Word;
use crate::told::are_exchanged;
use crate::told::is_function;
use crate::told::quantities;

/// Quoted words of which so many tell something are the same words.
const QUOTED: usize = 2;
/// So many telling words before and behind a date tell what happened then.
pub(super) const NEAR: usize = 5;
/// What stands near both dates must tell so much …
const CONTEXT: f32 = 4.0;
/// … its common words alone so much …
const COMMON: f32 = 3.0;
/// … or so much, where other words stand next to the dates …
const STRICT: f32 = 7.0;
/// … or the word next to both dates so much …
const NEXT: f32 = 2.4;
/// … or, where the days are the same, so much.
pub(super) const SAME: f32 = 1.6;
/// Sentences that give an event another year share so much of what the shorter one tells.
const ALIKE: f32 = 0.4;
/// Days that may be slips for each other tell of one event if the common words near both tell so much.
const SLIPPED: f32 = 1.2;
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Years with two digits exchanged tell of one event if the common words near both tell so much.
const EXCHANGED: f32 = 1.2;
/// So many years, and so many clock times, of a story are compared.
const YEARS: usize = 400;
/// A word near more dates than this tells of too many events.
const MOST: usize = 48;

/// A day, or a year, that a sentence gives an event.
struct Dated {
    line: u32,
    article: u32,
    day: Date,
    is_year: bool,
    /// From the words before the date to its end.
    span: Span,
    /// The telling words around it.
    near: Vec<Term>,
    /// Those of them that are no names.
    common: Vec<Term>,
    next: Option<Term>,
}

/// Sentences on one event that give it other days, or the same one.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let dated: Vec<Dated> = told.lines.iter().zip(0..).flat_map(|(line, at)| dated(told, line, at)).collect();
    let given: FxHashSet<(u32, Date)> = dated.iter().map(|one| (one.article, one.day)).collect();
    let mut by_term: FxHashMap<Term, Vec<usize>> = FxHashMap::default();
    for (place, one) in dated.iter().enumerate() {
        let telling = one.near.iter().filter(|term| told.weight(**term) >= SLIPPED);
        telling.for_each(|term| by_term.entry(*term).or_default().push(place));
    }
    let mut pairs: Vec<(usize, usize)> = by_term
        .into_values()
        .filter(|places| places.len() <= MOST)
        .flat_map(|places| {
            let behind = |seat: usize| places[seat + 1..].to_vec();
            (0..places.len())
                .flat_map(|seat| behind(seat).into_iter().map(move |other| (seat, other)))
                .map(|(seat, other)| (places[seat], other))
                .collect::<Vec<_>>()
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut found = quoted(matter);
    found.extend(years(told, &dated, &given));
    found.extend(pairs.into_iter().filter_map(|(a, b)| compared(told, &given, &dated[a], &dated[b])));
    found
}

fn dated(told: &Told<'_>, line: &Line, at: u32) -> Vec<Dated> {
    let days = days(told, line).into_iter().map(|(date, day)| (date.span, day, false));
    let days = days.filter(|(span, _, _)| {
        !dates_words(told, line, *span) && !is_quoted(line, *span) && !is_dateline(told, line, *span)
    });
    let years = (1..line.words.len()).filter_map(|place| {
        let span = line.words[place].span;
        // "since 1921" is a date of one year; "June 1921" is none.
        let longer = |date: &time::Found| {
            let words = told.words(line.article, date.span).split_whitespace();
            date.span.overlaps(span) && words.filter(|word| !is_function(word)).count() > 1
        };
        let year = year(told, line, place).filter(|_| !line.dates.iter().any(longer))?;
        Some((span, Date::new(year, 1, 1).ok()?, true))
    });
    let counts: Vec<Span> = quantities(told, line).into_iter().map(|one| one.span).collect();
    days.chain(years)
        .map(|(span, day, is_year)| {
            let first = line.words.partition_point(|word| word.span.end <= span.start);
            let last = line.words.partition_point(|word| word.span.start < span.end);
            let counted = |word: &Word| counts.iter().any(|count| count.overlaps(word.span));
            let own = |word: &&Word| word.names.is_none() && !is_figure(told, line, word) && !counted(word);
            let before = line.words[..first].iter().rev().filter(own).filter_map(|word| word.term);
            let behind = line.words[last..].iter().filter(own).filter_map(|word| word.term);
            let common =
                |term: &Term| line.words.iter().any(|word| word.term == Some(*term) && !word.capital);
            let mut near: Vec<Term> = before.clone().take(NEAR).chain(behind.take(NEAR)).collect();
            near.sort_unstable();
            near.dedup();
            let first = line.words[first.saturating_sub(NEAR)..first].first().map_or(span, |word| word.span);
            Dated {
                line: at,
                article: line.article,
                span: first.cover(span),
                day,
                is_year,
                common: near.iter().copied().filter(common).collect(),
                near,
                next: before.clone().next().filter(common),
            }
        })
        .collect()
}

/// "12", "million": figures tell nothing of an event.
fn is_figure(told: &Told<'_>, line: &Line, word: &Word) -> bool {
    let folded = told.folded(line, word);
    folded.starts_with(|c: char| c.is_ascii_digit())
        || matches!(folded.as_str(), "hundred" | "thousand" | "million" | "billion" | "dozen")
}

/// "PORT MARLOW, June 9": where and when a report was written.
fn is_dateline(told: &Told<'_>, line: &Line, date: Span) -> bool {
    let place =
        told.words(line.article, Span { start: line.span.start, end: date.start.max(line.span.start) });
    let letters = place.chars().filter(|c| c.is_alphabetic());
    place.len() < 40 && letters.clone().count() > 2 && letters.into_iter().all(char::is_uppercase)
}

/// Whether a date says when the words of a statement were said, and not when something happened.
pub(super) fn dates_words(told: &Told<'_>, line: &Line, date: Span) -> bool {
    let spoken = line.statements.iter().map(|at| told.statements[*at as usize].statement);
    spoken.into_iter().any(|statement| {
        let cue = statement.cue.iter().any(|cue| line.span.overlaps(*cue));
        cue && !statement.content.iter().any(|content| content.overlaps(date))
    })
}

/// Whether a date stands in a quotation, whose day is not the report's.
pub(super) fn is_quoted(line: &Line, date: Span) -> bool {
    line.words.iter().any(|word| word.quoted && word.span.overlaps(date))
}

/// A year behind "in", "of" or "since".
fn year(told: &Told<'_>, line: &Line, place: usize) -> Option<i16> {
    let before = told.folded_at(line, place - 1);
    let year = told
        .words(line.article, line.words[place].span)
        .parse()
        .ok()
        .filter(|year| (1500..=2100).contains(year))?;
    matches!(before.as_str(), "in" | "since" | "year").then_some(year)
}

fn compared(told: &Told<'_>, given: &FxHashSet<(u32, Date)>, a: &Dated, b: &Dated) -> Option<Found> {
    if !told.is_apart(a.article, b.article) || a.is_year != b.is_year {
        return None;
    }
    let shared: Vec<Term> =
        a.near.iter().copied().filter(|term| b.near.binary_search(term).is_ok()).collect();
    let mass = told.terms.mass(&shared);
    let common: Vec<Term> = shared.iter().copied().filter(|term| a.common.contains(term)).collect();
    let told_of = told.terms.mass(&common);
    let next = a.next.filter(|_| a.next == b.next).is_some_and(|term| told.weight(term) >= NEXT);
    let line = |one: &Dated| &told.lines[one.line as usize];
    let said = |one: &Dated| Said { line: one.line, span: one.span, value: Some(one.day.to_string()) };
    let terms = told.shared(line(a), line(b));
    if a.day == b.day {
        let own = |one: &Dated| {
            told.articles[one.article as usize].published.end.is_some_and(|end| end.day() == one.day)
        };
        let named = names_month(told, a) && names_month(told, b) && told_of >= SLIPPED;
        let telling = (told_of >= SAME || named) && !(own(a) && own(b)) || told_of >= COMMON;
        return telling.then(|| Found::agreeing(&terms, vec![said(a), said(b)]));
    }
    let known = given.contains(&(a.article, b.day)) || given.contains(&(b.article, a.day));
    let reason = "The reports tell of the same event and give it other days.";
    let least = told.terms.mass(&line(a).terms).min(told.terms.mass(&line(b).terms)).max(1.0);
    let of_one = line(a).about.first().is_some_and(|speaker| line(b).about.first() == Some(speaker));
    let alike = !a.is_year || told.terms.mass(&terms) >= ALIKE * least || next && of_one;
    // "arrested on Tuesday" and "freed on Thursday" are two events, unless all around them is alike.
    let one_event = |x: &Dated, y: &Dated| x.next.is_none_or(|next| y.near.contains(&next));
    let may_be_one = a.is_year || one_event(a, b) && one_event(b, a);
    let alike = alike && (may_be_one || told_of >= STRICT);
    let slipped = !a.is_year && is_slip_of_day(told, a, b) && told_of >= SLIPPED;
    let apart =
        !known && (alike && (mass >= CONTEXT && told_of >= COMMON && common.len() >= 2 || next) || slipped);
    apart.then(|| Found::differing(DifferenceKind::Date, reason, &terms, vec![said(a), said(b)]).excluding())
}

/// Whether two days, both with their month, are one apart or have the figures of the day exchanged: 14 and 15 July,
/// 12 and 21 October.
fn is_slip_of_day(told: &Told<'_>, a: &Dated, b: &Dated) -> bool {
    let (one, other) = (a.day.day(), b.day.day());
    let exchanged = are_exchanged(&format!("{one:02}"), &format!("{other:02}"));
    let one_month = (a.day.year(), a.day.month()) == (b.day.year(), b.day.month());
    one_month && (one.abs_diff(other) == 1 || exchanged) && names_month(told, a) && names_month(told, b)
}

/// Whether a date is printed with its month.
fn names_month(told: &Told<'_>, one: &Dated) -> bool {
    let line = &told.lines[one.line as usize];
    let within = line.words.iter().filter(|word| one.span.contains(word.span));
    within
        .into_iter()
        .any(|word| MONTHS.contains(&told.folded(line, word).get(..3).unwrap_or("")) && word.capital)
}

/// Years of one event in sentences that share a telling word: the same year, or one with two digits exchanged.
fn years(told: &Told<'_>, dated: &[Dated], given: &FxHashSet<(u32, Date)>) -> Vec<Found> {
    let years: Vec<&Dated> = dated.iter().filter(|one| one.is_year).take(YEARS).collect();
    let mut found = Vec::new();
    for (seat, a) in years.iter().enumerate() {
        for b in years[seat + 1..].iter().filter(|b| told.is_apart(a.article, b.article)) {
            let exchanged = are_exchanged(&a.day.year().to_string(), &b.day.year().to_string());
            let known = given.contains(&(a.article, b.day)) || given.contains(&(b.article, a.day));
            let common: Vec<Term> = a.common.iter().copied().filter(|term| b.common.contains(term)).collect();
            let mass = told.terms.mass(&common);
            let terms = told.shared(&told.lines[a.line as usize], &told.lines[b.line as usize]);
            let said =
                |one: &Dated| Said { line: one.line, span: one.span, value: Some(one.day.to_string()) };
            if a.day == b.day && mass >= 1.0 {
                found.push(Found::agreeing(&terms, vec![said(a), said(b)]));
            } else if exchanged && !known && mass >= EXCHANGED {
                let reason = "The reports tell of the same event and give it other years.";
                let said = vec![said(a), said(b)];
                found.push(Found::differing(DifferenceKind::Date, reason, &terms, said).excluding());
            }
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
        let dates = days(told, line);
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
    let other =
        places.iter().find(|(at, other)| told.is_apart(article(*at), article(*first)) && other != day)?;
    let said = [(*first, *day), *other].map(|(at, day)| Said {
        line: at,
        span: told.lines[at as usize].span,
        value: Some(day.to_string()),
    });
    let reason = "The reports give other days for the same words.";
    Some(Found::differing(DifferenceKind::Date, reason, terms, said.to_vec()))
}

/// The dates of a sentence that say one day, or the day since when.
fn days<'a>(told: &Told<'_>, line: &'a Line) -> Vec<(&'a time::Found, Date)> {
    let one_day = |date: &time::Found| match (date.when.start, date.when.end) {
        (Some(start), Some(end)) if start.day() == end.day() => Some(start.day()),
        (Some(start), _) if fold(told.words(line.article, date.span)).starts_with("since ") => {
            Some(start.day())
        }
        _ => None,
    };
    line.dates.iter().filter_map(|date| Some((date, one_day(date)?))).collect()
}
