//! Lengths of time beside a point: `three hours ago`, `a year earlier`, `in two weeks`, `two days after Easter`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::ahead::nearest_weekday;
use super::find::{Meaning, between};
use super::relative::one;
use super::{Stamp, When};
use crate::calendar::days::{Days, ago, day_after, only_day, shift, shift_time};
use crate::calendar::length::Length;
use crate::calendar::lex::What;
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::{Key, lines};

/// Tokens before "in two weeks" in which a word of the future is looked for.
const REACH: usize = 12;

static FUTURE: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("words/future.txt")).collect());

impl Reader<'_> {
    /// An expression that starts with a length, or with `in` or `within` before one.
    pub(super) fn age(&self, at: usize) -> Option<Meaning> {
        let lead = self.key(at).filter(|key| matches!(key, Key::In | Key::Within));
        let length = self.length(at + usize::from(lead.is_some()))?;
        if let Some(started) = self.starting_behind(at, length) {
            return Some(started);
        }
        let to = length.to;
        match (lead, self.key(to)) {
            (_, Some(Key::Ago)) => Some(self.ago_by_day(at, length)),
            (None, _) if self.is_back(to) && !length.is_bare => Some((to + 1, self.ago(at, length))),
            (_, Some(Key::From)) if self.is(to + 1, Key::Now) => Some((to + 2, self.ahead(length, false))),
            (_, Some(side @ (Key::Before | Key::After | Key::From))) => self
                .beside(at, length, to + 1, side)
                .or_else(|| self.beside_told(length, side).map(|when| (to + 1, when))),
            (None, Some(Key::Starting)) if !length.is_bare => self.starting(to, length),
            (_, Some(Key::Earlier)) if !length.is_bare => Some((to + 1, self.earlier(length))),
            (_, Some(Key::Later)) if !length.is_bare => Some((to + 1, self.later(length))),
            (Some(lead), _) if !length.is_bare => {
                let behind = self.past_time(to);
                let is_to_come = behind > to || self.is_future(at);
                is_to_come.then(|| (behind, self.ahead(length, lead == Key::Within)))
            }
            _ => None,
        }
    }

    /// The `back` of "a few months back".
    fn is_back(&self, at: usize) -> bool {
        let is_way = matches!(self.key(at + 1), Some(Key::To | Key::From));
        self.words(at).eq_ignore_ascii_case("back") && self.ends_phrase(at + 1) && !is_way
    }

    /// The place behind the `time` of "in two weeks' time".
    fn past_time(&self, at: usize) -> usize {
        let time = self.skip(at, &['\'', '’']);
        if self.words(time).eq_ignore_ascii_case("time") { time + 1 } else { at }
    }

    /// `a week ago`; `a week ago today`, `a week ago Tuesday` are days.
    fn ago_by_day(&self, at: usize, length: Length) -> Meaning {
        let (to, when) = (length.to + 1, self.ago(at, length));
        let day = match self.key(to).filter(|_| length.is_exact() && !self.is_owner(to)) {
            Some(Key::Today) => only_day(self.around(|day| one(length.from(day, -1)))),
            Some(Key::Weekday(number)) => when.as_ref().and_then(|when| nearest_weekday(when, number)),
            _ => None,
        };
        match day {
            Some(day) => (to + 1, Some(When::at(Stamp::Day(day), "age"))),
            None => (to, when),
        }
    }

    /// "weeks ago", "more than a week ago": before that; "a few days ago": two to seven.
    fn ago(&self, at: usize, length: Length) -> Option<When> {
        let base = self.base?;
        let mut when = self.moved((base.lo, base.hi), length, -1, "age")?;
        if length.least < length.count {
            when.end = self.moved((base.lo, base.hi), length.smallest()?, -1, "age")?.end;
        }
        let is_over = self.key_before(at) == Some(Key::Over) || self.is_than(at, "more");
        if self.is_than(at, "less") {
            when.end = Some(base.hi);
        } else if length.is_bare || is_over {
            when.start = None;
        }
        Some(when)
    }

    /// "in two weeks", "in two or three weeks"; "within two weeks" is from now to that day.
    fn ahead(&self, length: Length, is_within: bool) -> Option<When> {
        let base = self.base?;
        let mut when = self.moved((base.lo, base.hi), length, 1, "age")?;
        if length.least < length.count {
            when.start = self.moved((base.lo, base.hi), length.smallest()?, 1, "age")?.start;
        }
        if is_within && length.seconds > 0 {
            when.start = Some(base.lo);
        } else if is_within {
            when.start = Some(Stamp::Day(base.lo.day()));
            when.end = length.from(base.hi.day(), 1).map(Stamp::Day);
        }
        Some(when)
    }

    /// So long before or after a date that follows: "two weeks before Easter", "the week before Easter".
    fn beside(&self, at: usize, length: Length, next: usize, side: Key) -> Option<Meaning> {
        let named = self.beside_what(next, side)?;
        let sign = if side == Key::Before { -1 } else { 1 };
        let when = named.days.and_then(|days| {
            if length.is_the {
                return adjoining(days, length, sign).map(|(first, last)| between(first, last, named.basis));
            }
            let (first, last) = (length.from(days.0, sign)?, length.from(days.1, sign)?);
            let mut when = between(first, last, named.basis);
            if self.is_than(at, "more") && sign < 0 {
                when = When { start: None, ..between(first, shift(last, -1)?, named.basis) };
            } else if self.is_than(at, "more") {
                when.end = None;
            } else if self.is_than(at, "less") && sign > 0 {
                when = between(days.0, shift(last, -1)?, named.basis);
            }
            Some(when)
        });
        let rough = named.days.map(|(first, last)| between(first, last, named.basis));
        Some((named.to, if length.seconds == 0 { when } else { rough }))
    }

    /// What a length stands before or after. "The 2016 vote" and "last month's vote" tell no day of the vote.
    fn beside_what(&self, next: usize, side: Key) -> Option<Named> {
        if let Some(Key::Weekday(number)) = self.key(next).filter(|_| side == Key::From) {
            let day = self.around(|day| one(shift(super::relative::latest(day, number)?, 7)));
            return Named::new(next + 1, day, "weekday");
        }
        let named = self.days(self.past(next, &[Key::The]), true)?;
        let is_event = self.is_year_of_event(next, named.to)
            || self.is_owner(named.to - 1) && only_day(named.days).is_none();
        (!is_event).then_some(named)
    }

    /// "The 2016 vote": a year that only says which vote.
    pub(super) fn is_year_of_event(&self, at: usize, to: usize) -> bool {
        let is_year = self.year_number(at + 1).is_some_and(|(_, end)| end == to);
        self.is(at, Key::The) && is_year && !self.ends_phrase(to)
    }

    /// `for two weeks from May 20`.
    fn starting_behind(&self, at: usize, length: Length) -> Option<Meaning> {
        let from = self.skip(length.to, &[',']);
        let is_for = self.is(from, Key::From) && at > 0 && self.words(at - 1).eq_ignore_ascii_case("for");
        is_for.then(|| self.starting(from, length)).flatten()
    }

    /// `two weeks starting May 20`, `a day starting Friday at 5 p.m.`
    fn starting(&self, at: usize, length: Length) -> Option<Meaning> {
        let (to, when) = self.single(self.past(at + 1, &[Key::From, Key::On]), true)?;
        let when = when?;
        let (start, end) = match when.start? {
            Stamp::Day(first) => {
                let last = length.from(shift(first, -1)?, 1).filter(|last| *last >= first)?;
                (Stamp::Day(first), Stamp::Day(last))
            }
            start => (start, moved_by(start, length.in_seconds()?, false)?),
        };
        Some((to, Some(When { start: Some(start), end: Some(end), basis: when.basis })))
    }

    /// "two weeks before", "the day after", with nothing behind it; "two weeks before the vote" says too little.
    fn beside_told(&self, length: Length, side: Key) -> Option<Option<When>> {
        let is_alone = matches!(self.what(length.to + 1), None | Some(What::Mark(_)));
        match side {
            Key::Before if !length.is_the || is_alone => Some(self.earlier(length).filter(|_| is_alone)),
            Key::After if length.is_the && is_alone => {
                let (first, last) = beside_one(self.told?, length, 1)?;
                Some(Some(between(first, last, "told")))
            }
            _ => None,
        }
    }

    /// "two days earlier": than the date printed last; without one, a bound.
    fn earlier(&self, length: Length) -> Option<When> {
        if let Some(told) = self.told.filter(|_| length.is_the) {
            return beside_one(told, length, -1).map(|(first, last)| between(first, last, "told"));
        }
        if let Some((first, last)) = self.told.filter(|_| length.seconds == 0) {
            let told = (Stamp::Day(first), Stamp::Day(last));
            let end = self.moved(told, length.smallest()?, -1, "told")?.end;
            return Some(When { end, ..self.moved(told, length, -1, "told")? });
        }
        let base = self.base?;
        Some(When { start: None, ..self.moved((base.lo, base.hi), length, -1, "age")? })
    }

    /// "two days later": than the date printed last; without one we know no more than the anchor.
    fn later(&self, length: Length) -> Option<When> {
        if let Some((first, last)) = self.told.filter(|_| length.seconds == 0) {
            let told = (Stamp::Day(first), Stamp::Day(last));
            let start = self.moved(told, length.smallest()?, 1, "told")?.start;
            return Some(When { start, ..self.moved(told, length, 1, "told")? });
        }
        self.base.map(|base| When::by(base.hi, "bound"))
    }

    /// Two stamps, so far away: the longer the unit, the wider; sums and hours are exact.
    fn moved(&self, from: (Stamp, Stamp), length: Length, sign: i32, basis: &str) -> Option<When> {
        let (lo, hi) = from;
        if length.seconds > 0 {
            let past = length.in_seconds()?.checked_mul(i64::from(sign))?;
            let (start, end) = (moved_by(lo, past, false)?, moved_by(hi, past, true)?);
            return Some(When { start: Some(start), end: Some(end), basis: basis.to_owned() });
        }
        let (first, last) = if length.is_sum {
            (length.from(lo.day(), sign)?, length.from(hi.day(), sign)?)
        } else {
            let far = |day| ago(day, length.unit, length.count.checked_mul(-sign)?);
            (far(lo.day())?.0, far(hi.day())?.1)
        };
        Some(between(first, last, basis))
    }

    /// Whether words before say that something is to come.
    fn is_future(&self, at: usize) -> bool {
        (at.saturating_sub(REACH)..at).rev().take_while(|at| !self.is_mark(*at, &['\n', '.'])).any(|at| {
            let word = self.words(at);
            let is_short = word.len() > 3 && (word.ends_with("'ll") || word.ends_with("’ll"));
            is_short || word.len() < 12 && FUTURE.contains(word.to_ascii_lowercase().as_str())
        })
    }
}

/// The stretch of this length right before or after some days.
fn adjoining(days: Days, length: Length, sign: i32) -> Option<Days> {
    if sign < 0 {
        Some((length.from(days.0, -1)?, shift(days.0, -1)?))
    } else {
        Some((shift(days.1, 1)?, length.from(days.1, 1)?))
    }
}

/// The same beside one day of a longer stretch, whichever it is: "in July 2014; the day before …".
fn beside_one(days: Days, length: Length, sign: i32) -> Option<Days> {
    let (before, after) = (adjoining(days, length, sign)?, length.from(days.0, 1)?);
    Some(match sign {
        _ if days.1 < after => before,
        -1 => (before.0, shift(days.1, -1)?),
        _ => (shift(days.0, 1)?, before.1),
    })
}

/// So many seconds from a stamp: from the start of a day, or from its end.
pub(super) fn moved_by(stamp: Stamp, by: i64, is_end: bool) -> Option<Stamp> {
    Some(match stamp {
        Stamp::Day(day) if is_end => Stamp::Time(shift_time(day_after(day)?, by)?),
        Stamp::Day(day) => Stamp::Time(shift_time(day.at(0, 0, 0, 0), by)?),
        Stamp::Time(time) => Stamp::Time(shift_time(time, by)?),
        Stamp::Zoned(time, zone) => Stamp::Zoned(shift_time(time, by)?, zone),
    })
}
