//! Lengths of time as printed: `3 days`, `half an hour`, `a few weeks`, `a year and a half`, `two or three months`.

use jiff::Span;
use jiff::civil::Date;

use super::days::{seconds, shift};
use super::lex::What;
use super::numbers::Count;
use super::reader::Reader;
use super::words::{Key, Unit};

/// More units than this joined by "and" are no length.
const MOST_PARTS: usize = 3;

/// A length as printed.
#[derive(Clone, Copy)]
pub(crate) struct Length {
    months: i32,
    days: i32,
    pub seconds: i64,
    /// Of its only part.
    pub unit: Unit,
    pub count: i32,
    /// The smallest count that the words allow: 2 of "two or three", of "a few".
    pub least: i32,
    /// "years", without a number.
    pub is_bare: bool,
    /// "two weeks and two days".
    pub is_sum: bool,
    /// "the week", before "before" or "after".
    pub is_the: bool,
    pub to: usize,
}

impl Reader<'_> {
    /// The length that starts here.
    pub(crate) fn length(&self, at: usize) -> Option<Length> {
        self.sum(self.the_unit(at).or_else(|| self.part(at, true))?)
    }

    /// `the next day and five hours`, from the unit on.
    pub(crate) fn length_from_unit(&self, at: usize) -> Option<Length> {
        let unit = self.unit(at).filter(|_| !self.is_plural(at))?;
        let length = self.sum(Length::of_units(unit, 1, at + 1)?)?;
        (unit == Unit::Hour || length.is_sum).then_some(length)
    }

    /// So many of the unit here.
    pub(crate) fn units(&self, count: i32, at: usize) -> Option<Length> {
        Length::of_units(self.unit(at)?, count, at + 1)
    }

    /// With the parts behind the first.
    fn sum(&self, first: Length) -> Option<Length> {
        let mut length = self.and_a_half(first);
        for _ in 1..MOST_PARTS {
            let next = self.skip(self.past(length.to, &[Key::And]), &[',']);
            let is_done = length.is_bare || length.is_the || length.least != length.count;
            let Some(more) = self.part(next, false).filter(|_| !is_done) else { break };
            length.months = length.months.checked_add(more.months)?;
            length.days = length.days.checked_add(more.days)?;
            length.seconds = length.seconds.checked_add(more.seconds)?;
            length.to = more.to;
            length.is_sum = true;
        }
        Some(length)
    }

    /// `the day`, `the week`, `the night` right before "before", "after" or "earlier".
    fn the_unit(&self, at: usize) -> Option<Length> {
        let is_beside = matches!(self.key(at + 2), Some(Key::Before | Key::After | Key::Earlier))
            && !self.is_owner(at + 1);
        let unit = match self.key(at + 1).filter(|_| is_beside && self.is(at, Key::The))? {
            Key::Unit(unit) if unit >= Unit::Day && !self.is_plural(at + 1) => unit,
            Key::Part(_) if !self.is_plural(at + 1) => Unit::Day,
            _ => return None,
        };
        let length = Length::of_units(unit, 1, at + 2)?;
        Some(Length { is_the: true, ..length })
    }

    fn part(&self, at: usize, may_be_bare: bool) -> Option<Length> {
        let half = self.past(at, &[Key::Half]) - at;
        let least = self.count(at + half);
        let count = self.or_more(least);
        let unit_at = count.map_or(at + half, |count| count.to);
        let is_halved = count.is_some() && self.is_and_a_half(unit_at);
        let unit_at = unit_at + if is_halved { 3 } else { 0 };
        let unit = self.unit(unit_at)?;
        let is_bare = count.is_none();
        if is_bare && (!may_be_bare || half > 0 || !self.is_plural(unit_at)) {
            return None;
        }
        match count.map(|count| count.value) {
            Some(12) if half > 0 => return Length::of_units(unit, 6, unit_at + 1), // half a dozen
            Some(1) | None if half > 0 => return Length::half(unit, unit_at + 1),
            _ if half > 0 => return None,
            _ => {}
        }
        let (value, least) = (count.map_or(2, |count| count.value), least.map_or(2, Count::least));
        let length = Length { is_bare, least, ..Length::of_units(unit, value, unit_at + 1)? };
        if is_halved { length.with_half() } else { Some(length) }
    }

    /// `two or three`, `3 to 5`: the larger one.
    pub(crate) fn or_more(&self, least: Option<Count>) -> Option<Count> {
        let least = least?;
        let is_joined = matches!(self.words(least.to), "or" | "to" | "-" | "–");
        let more = self.last_count(least.to + 1).filter(|more| is_joined && more.value > least.value);
        Some(more.unwrap_or(least))
    }

    /// A count that may stand behind a dash.
    fn last_count(&self, at: usize) -> Option<Count> {
        match self.number(at).filter(|number| !number.is_ordinal) {
            Some(number) => Some(Count { value: i32::from(number.value), is_vague: false, to: at + 1 }),
            None => {
                self.count(at).filter(|count| !count.is_vague && matches!(self.what(at), Some(What::Key(_))))
            }
        }
    }

    /// `and a half` here.
    fn is_and_a_half(&self, at: usize) -> bool {
        self.is(at, Key::And) && self.is(at + 1, Key::Count(1)) && self.is(at + 2, Key::Half)
    }

    /// `a year and a half`: the half stands behind the unit.
    fn and_a_half(&self, length: Length) -> Length {
        let is_half = length.count == 1 && !length.is_the && self.is_and_a_half(length.to);
        let halved = length.with_half().filter(|_| is_half);
        halved.map_or(length, |halved| Length { to: length.to + 3, ..halved })
    }

    /// Whether "more than" or "less than" stands before the length here.
    pub(crate) fn is_than(&self, at: usize, word: &str) -> bool {
        at >= 2
            && self.words(at - 1).eq_ignore_ascii_case("than")
            && self.words(at - 2).eq_ignore_ascii_case(word)
    }
}

impl Length {
    /// So many of a unit; the place behind it is `to`.
    fn of_units(unit: Unit, count: i32, to: usize) -> Option<Self> {
        let (months, days, seconds) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => (0, 0, seconds(unit)?.checked_mul(i64::from(count))?),
            Unit::Day => (0, count, 0),
            Unit::Week => (0, count.checked_mul(7)?, 0),
            Unit::Fortnight => (0, count.checked_mul(14)?, 0),
            Unit::Month => (count, 0, 0),
            Unit::Quarter => (count.checked_mul(3)?, 0, 0),
            Unit::Year => (count.checked_mul(12)?, 0, 0),
            Unit::Decade => (count.checked_mul(120)?, 0, 0),
            Unit::Century => (count.checked_mul(1200)?, 0, 0),
        };
        Some(Self {
            months,
            days,
            seconds,
            unit,
            count,
            least: count,
            is_bare: false,
            is_sum: false,
            is_the: false,
            to,
        })
    }

    /// `half an hour`, `half a year`.
    fn half(unit: Unit, to: usize) -> Option<Self> {
        let (part, count) = smaller(unit)?;
        Self::of_units(part, count / 2, to)
    }

    /// Half a unit longer, counted in a smaller unit: a year and a half is 18 months.
    fn with_half(self) -> Option<Self> {
        let (part, count) = smaller(self.unit)?;
        let all = self.count.checked_mul(count)?.checked_add(count / 2)?;
        Self::of_units(part, all, self.to).filter(|_| !self.is_bare && self.least == self.count)
    }

    /// The same with the smallest count that the words allow.
    pub(crate) fn smallest(self) -> Option<Self> {
        if self.least == self.count { Some(self) } else { Self::of_units(self.unit, self.least, self.to) }
    }

    /// One count of one unit, as "a week" and "two months".
    pub(crate) fn is_exact(self) -> bool {
        !self.is_bare && !self.is_sum && !self.is_the && self.least == self.count
    }

    /// The whole in seconds, if no month is part of it.
    pub(crate) fn in_seconds(self) -> Option<i64> {
        let days = i64::from(self.days).checked_mul(86_400)?;
        self.seconds.checked_add(days).filter(|_| self.months == 0)
    }

    /// The day just so far away.
    pub(crate) fn from(self, day: Date, sign: i32) -> Option<Date> {
        let months = Span::new().try_months(self.months.checked_mul(sign)?).ok()?;
        let day = day.checked_add(months).ok()?;
        shift(day, self.days.checked_mul(sign)?)
    }
}

/// The unit in which half of this one is counted, and how many make the whole.
fn smaller(unit: Unit) -> Option<(Unit, i32)> {
    Some(match unit {
        Unit::Minute => (Unit::Second, 60),
        Unit::Hour => (Unit::Minute, 60),
        Unit::Day => (Unit::Hour, 24),
        Unit::Month => (Unit::Day, 30),
        Unit::Year => (Unit::Month, 12),
        Unit::Decade => (Unit::Year, 10),
        Unit::Century => (Unit::Decade, 10),
        _ => return None,
    })
}
