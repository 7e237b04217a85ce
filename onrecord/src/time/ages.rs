//! Lengths of time beside a point: `three hours ago`, `a year earlier`, `in two weeks`, `two days after Easter`.

use std::sync::LazyLock;

use jiff::Span;
use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::calendar::{ago, day_after, seconds, shift, shift_time};
use super::find::Meaning;
use super::lex::What;
use super::reader::Reader;
use super::relative::{Which, one};
use super::words::{Key, Unit, lines};
use super::{Stamp, When};

/// Tokens before "in two weeks" in which a word of the future is looked for.
const REACH: usize = 12;
/// More units than this joined by "and" are no length.
const MOST_PARTS: usize = 3;

static FUTURE: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("words/future.txt")).collect());

/// A length as printed.
#[derive(Clone, Copy)]
pub(super) struct Length {
    months: i32,
    days: i32,
    pub seconds: i64,
    /// Of its only part.
    unit: Unit,
    count: i32,
    /// "years", without a number.
    is_bare: bool,
    /// "a few years".
    is_vague: bool,
    /// "two weeks and two days".
    pub is_sum: bool,
    pub to: usize,
}

impl Reader<'_> {
    /// An expression that starts with a length, or with `in` or `within` before one.
    pub(super) fn age(&self, at: usize) -> Option<Meaning> {
        let lead = self.key(at).filter(|key| matches!(key, Key::In | Key::Within));
        let length = self.length(at + usize::from(lead.is_some()))?;
        let (to, behind) = (length.to, self.key(length.to));
        let from = self.skip(to, &[',']);
        let is_for = self.is(from, Key::From) && at > 0 && self.words(at - 1).eq_ignore_ascii_case("for");
        let started = is_for.then(|| self.starting(Length { to: from, ..length })).flatten();
        if started.is_some() {
            return started;
        }
        match (lead, behind) {
            (_, Some(Key::Ago)) => Some((to + 1, self.ago(at, length))),
            (_, Some(Key::From)) if self.is(to + 1, Key::Now) => Some((to + 2, self.ahead(length, false))),
            (_, Some(side @ (Key::Before | Key::After | Key::From))) => self
                .beside(at, length, to + 1, side)
                .or_else(|| (side == Key::Before).then(|| (to + 1, self.before_all(length)))),
            (None, Some(Key::Starting)) if !length.is_bare => self.starting(length),
            (_, Some(Key::Earlier)) if !length.is_bare => Some((to + 1, self.earlier(length))),
            (_, Some(Key::Later)) if !length.is_bare => Some((to + 1, self.later(length))),
            (Some(lead), _) if !length.is_bare && self.is_future(at) => {
                Some((to, self.ahead(length, lead == Key::Within)))
            }
            _ => None,
        }
    }

    /// `the past 24 hours`, `the next hour`.
    pub(super) fn short_length(&self, at: usize) -> Option<Meaning> {
        let at = self.past(at, &[Key::The]);
        let is_past = match self.which_word(at)? {
            Which::Last | Which::Past => true,
            Which::Next | Which::Coming => false,
            Which::This => return None,
        };
        let length =
            self.length(at + 1).filter(|length| length.seconds > 0 && !length.is_bare).or_else(|| {
                let unit = self.unit(at + 1).filter(|unit| *unit == Unit::Hour && !self.is_plural(at + 1))?;
                Some(Length { seconds: 3600, count: 1, unit, ..Length::nothing(at + 2) })
            })?;
        let when = self.base.and_then(|base| {
            let (first, last) = if is_past { (-length.seconds, 0) } else { (0, length.seconds) };
            Some(When {
                start: Some(moved_by(base.lo, first, false)?),
                end: Some(moved_by(base.hi, last, true)?),
                basis: "past".to_owned(),
            })
        });
        Some((length.to, when))
    }

    /// `3 days`, `half an hour`, `a few weeks`, `two weeks and two days`, `years`.
    pub(super) fn length(&self, at: usize) -> Option<Length> {
        let mut length = self.part(at, true)?;
        for _ in 1..MOST_PARTS {
            let next = self.skip(self.past(length.to, &[Key::And]), &[',']);
            let Some(more) = self.part(next, false).filter(|_| !length.is_bare) else { break };
            length.months = length.months.checked_add(more.months)?;
            length.days = length.days.checked_add(more.days)?;
            length.seconds = length.seconds.checked_add(more.seconds)?;
            length.to = more.to;
            length.is_sum = true;
        }
        Some(length)
    }

    fn part(&self, at: usize, may_be_bare: bool) -> Option<Length> {
        if self.is(at, Key::The) && self.is(at + 1, Key::Unit(Unit::Day)) {
            let is_beside = matches!(self.key(at + 2), Some(Key::Before | Key::After | Key::Earlier));
            return (is_beside && !self.is_plural(at + 1)).then(|| Length {
                days: 1,
                count: 1,
                ..Length::nothing(at + 2)
            });
        }
        let half = self.past(at, &[Key::Half]) - at;
        let count = self.count(at + half);
        let unit_at = count.map_or(at + half, |count| count.to);
        let unit = self.unit(unit_at)?;
        let is_bare = count.is_none();
        if is_bare && (!may_be_bare || half > 0 || !self.is_plural(unit_at)) {
            return None;
        }
        let value = count.map_or(2, |count| count.value);
        let nothing = Length::nothing(unit_at + 1);
        let length =
            Length { unit, count: value, is_bare, is_vague: count.is_some_and(|c| c.is_vague), ..nothing };
        if half > 0 {
            return match unit {
                Unit::Hour | Unit::Minute => Some(Length { seconds: seconds(unit)? / 2, ..length }),
                Unit::Day => Some(Length { seconds: 43_200, ..length }),
                Unit::Year => Some(Length { months: 6, unit: Unit::Month, count: 6, ..length }),
                _ => None,
            };
        }
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                Length { seconds: seconds(unit)?.checked_mul(i64::from(value))?, ..length }
            }
            Unit::Day => Length { days: value, ..length },
            Unit::Week => Length { days: value.checked_mul(7)?, ..length },
            Unit::Fortnight => Length { days: value.checked_mul(14)?, ..length },
            Unit::Month => Length { months: value, ..length },
            Unit::Quarter => Length { months: value.checked_mul(3)?, ..length },
            Unit::Year => Length { months: value.checked_mul(12)?, ..length },
            Unit::Decade => Length { months: value.checked_mul(120)?, ..length },
            Unit::Century => Length { months: value.checked_mul(1200)?, ..length },
        })
    }

    /// "weeks ago", "more than a week ago": before that; "a few days ago": two to seven.
    fn ago(&self, at: usize, length: Length) -> Option<When> {
        let base = self.base?;
        let mut when = self.moved((base.lo, base.hi), length, -1, "age")?;
        if length.is_vague {
            when.end = self.moved((base.lo, base.hi), length.of(2), -1, "age")?.end;
        }
        let is_over = self.key_before(at) == Some(Key::Over) || self.is_than(at, "more");
        if self.is_than(at, "less") {
            when.end = Some(base.hi);
        } else if length.is_bare || is_over {
            when.start = None;
        }
        Some(when)
    }

    /// "in two weeks", "within two weeks".
    fn ahead(&self, length: Length, is_within: bool) -> Option<When> {
        let base = self.base?;
        let when = self.moved((base.lo, base.hi), length, 1, "age")?;
        let now = if length.seconds > 0 { base.lo } else { Stamp::Day(base.lo.day()) };
        Some(if is_within { When { start: Some(now), ..when } } else { when })
    }

    /// So long before or after a date that follows: "two weeks before Easter".
    fn beside(&self, at: usize, length: Length, next: usize, side: Key) -> Option<Meaning> {
        let named = match self.key(next) {
            Some(Key::Weekday(number)) if side == Key::From => {
                let day = self.around(|day| one(shift(super::relative::latest(day, number)?, 7)));
                super::reader::Named { to: next + 1, days: day, basis: "weekday" }
            }
            _ => self.days(self.past(next, &[Key::The]), true)?,
        };
        let sign = if side == Key::Before { -1 } else { 1 };
        let when = named.days.and_then(|(first, last)| {
            let (first, last) = (length.from(first, sign)?, length.from(last, sign)?);
            let mut when = super::find::between(first, last, named.basis);
            if self.is_than(at, "more") && sign < 0 {
                when = super::find::between(first, shift(last, -1)?, named.basis);
                when.start = None;
            } else if self.is_than(at, "more") {
                when.end = None;
            } else if self.is_than(at, "less") && sign > 0 {
                when = super::find::between(named.days?.0, shift(last, -1)?, named.basis);
            }
            Some(when)
        });
        let rough = named.days.map(|(first, last)| super::find::between(first, last, named.basis));
        Some((named.to, if length.seconds == 0 { when } else { rough }))
    }

    /// `two weeks starting May 20`.
    fn starting(&self, length: Length) -> Option<Meaning> {
        let named = self.days(self.past(length.to + 1, &[Key::From, Key::On]), true)?;
        let first = named.days?.0;
        let last = length.from(shift(first, -1)?, 1).filter(|last| *last >= first)?;
        Some((named.to, Some(super::find::between(first, last, named.basis))))
    }

    /// "two weeks before", with nothing behind it; "two weeks before the vote" says too little.
    fn before_all(&self, length: Length) -> Option<When> {
        let is_alone = matches!(self.what(length.to + 1), None | Some(What::Mark(_)));
        if is_alone { self.earlier(length) } else { None }
    }

    /// "two days earlier": than the date printed last; without one, a bound.
    fn earlier(&self, length: Length) -> Option<When> {
        if let Some((first, last)) = self.told.filter(|_| length.seconds == 0) {
            return self.moved((Stamp::Day(first), Stamp::Day(last)), length, -1, "told");
        }
        let base = self.base?;
        Some(When { start: None, ..self.moved((base.lo, base.hi), length, -1, "age")? })
    }

    /// "two days later": than the date printed last; without one we know no more than the anchor.
    fn later(&self, length: Length) -> Option<When> {
        if let Some((first, last)) = self.told.filter(|_| length.seconds == 0) {
            return self.moved((Stamp::Day(first), Stamp::Day(last)), length, 1, "told");
        }
        self.base.map(|base| When::by(base.hi, "bound"))
    }

    /// Two stamps, so far away: the longer the unit, the wider; sums and hours are exact.
    fn moved(&self, from: (Stamp, Stamp), length: Length, sign: i32, basis: &str) -> Option<When> {
        let (lo, hi) = from;
        if length.seconds > 0 {
            let past = length.seconds.checked_mul(i64::from(sign))?;
            let (start, end) = (moved_by(lo, past, false)?, moved_by(hi, past, true)?);
            return Some(When { start: Some(start), end: Some(end), basis: basis.to_owned() });
        }
        let (first, last) = if length.is_sum {
            (length.from(lo.day(), sign)?, length.from(hi.day(), sign)?)
        } else {
            let far = |day| ago(day, length.unit, length.count.checked_mul(-sign)?);
            (far(lo.day())?.0, far(hi.day())?.1)
        };
        Some(super::find::between(first, last, basis))
    }

    /// Whether "more than" or "less than" stands before the length here.
    fn is_than(&self, at: usize, word: &str) -> bool {
        at >= 2
            && self.words(at - 1).eq_ignore_ascii_case("than")
            && self.words(at - 2).eq_ignore_ascii_case(word)
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

impl Length {
    fn nothing(to: usize) -> Self {
        Self {
            months: 0,
            days: 0,
            seconds: 0,
            unit: Unit::Day,
            count: 0,
            is_bare: false,
            is_vague: false,
            is_sum: false,
            to,
        }
    }

    /// The same with another count of its unit.
    fn of(self, count: i32) -> Self {
        let part = |value: i64| value / i64::from(self.count.max(1)) * i64::from(count);
        Self { count, seconds: part(self.seconds), ..self }
    }

    /// The day just so far away.
    pub(super) fn from(self, day: Date, sign: i32) -> Option<Date> {
        let months = Span::new().try_months(self.months.checked_mul(sign)?).ok()?;
        let days = Span::new().try_days(self.days.checked_mul(sign)?).ok()?;
        day.checked_add(months).ok()?.checked_add(days).ok()
    }
}

/// So many seconds from a stamp: from the start of a day, or from its end.
fn moved_by(stamp: Stamp, by: i64, is_end: bool) -> Option<Stamp> {
    Some(match stamp {
        Stamp::Day(day) if is_end => Stamp::Time(shift_time(day_after(day)?, by)?),
        Stamp::Day(day) => Stamp::Time(shift_time(day.at(0, 0, 0, 0), by)?),
        Stamp::Time(time) => Stamp::Time(shift_time(time, by)?),
        Stamp::Zoned(time, zone) => Stamp::Zoned(shift_time(time, by)?, zone),
    })
}
