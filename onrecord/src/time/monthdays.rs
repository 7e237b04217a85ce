//! Days that print their number and no month: `on the 18th`, `Friday the 13th`, `the 21st of this month`.

use crate::calendar::days::{Days, shift};
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::Key;

impl Reader<'_> {
    /// `Friday the 13th`, `Monday 21`: the nearest month in which that day is that weekday.
    pub(super) fn weekday_and_day(&self, at: usize, number: u8) -> Option<Named> {
        let (day, to) = self.day_number(at)?;
        let is_date = self.numeral(at)?.is_ordinal || self.ends_phrase(to);
        let today =
            self.today().filter(|_| is_date && self.key(to) != Some(Key::Am) && !self.is(to, Key::Pm))?;
        let fits = |months: i32| {
            let (first, last) = crate::calendar::days::month_shifted(today, months)?;
            let found = shift(first, i32::from(day) - 1).filter(|found| *found <= last)?;
            (found.weekday().to_monday_one_offset() == number as i8).then_some((found, found))
        };
        let near = (-14..=14).filter_map(fits);
        let days = near.min_by_key(|days| (days.0 - today).get_days().abs())?;
        Named::new(to, Some(days), "day-of-month")
    }

    /// `on the 18th`: the last such day, or the next where it lies nearer.
    pub(super) fn day_alone(&self, at: usize) -> Option<Named> {
        if let Some(named) = self.days_of_present_month(at) {
            return Some(named);
        }
        let numeral = self.numeral(at).filter(|numeral| numeral.is_ordinal || self.is_before_clock(at))?;
        let (day, to) = self.day_number(at)?;
        let is_figure = self.number(at).is_some() && matches!(self.key_before(at), Some(Key::On | Key::By));
        let is_led = is_figure && self.words(at - 1).len() == 2 || self.key_before(at) == Some(Key::The);
        let present = self.present_month(numeral.to);
        if let Some((to, (first, last))) = present.filter(|_| is_led) {
            let found = shift(first, i32::from(day) - 1).filter(|found| *found <= last);
            return Named::new(to, found.map(|day| (day, day)), "day-of-month");
        }
        let today = self.today().filter(|_| is_led && self.ends_phrase(numeral.to))?;
        let of_month = |months: i32| {
            let (first, last) = crate::calendar::days::month_shifted(today, months)?;
            shift(first, i32::from(day) - 1).filter(|found| *found <= last)
        };
        let near = (-2..=2).filter_map(of_month);
        let found = near.min_by_key(|found| (*found - today).get_days().abs())?;
        Named::new(to, Some((found, found)), "day-of-month")
    }

    /// `from 4-23 of next month`, `from the 4th to the 23rd of this month`.
    fn days_of_present_month(&self, at: usize) -> Option<Named> {
        let the = if self.key_before(at) == Some(Key::The) { at - 1 } else { at };
        let (day, to) = self.day_number(at).filter(|_| self.key_before(the) == Some(Key::From))?;
        let (last, to) = self.range_end(to, day);
        let (to, (first, end)) = self.present_month(self.past(to, &[Key::In])).filter(|_| last > day)?;
        let days = (shift(first, i32::from(day) - 1)?, shift(first, i32::from(last) - 1)?);
        (days.1 <= end).then_some(Named { to, days: Some(days), basis: "day-of-month" })
    }

    /// `this month`, `of last month` behind a day.
    fn present_month(&self, at: usize) -> Option<(usize, Days)> {
        let which = self.past(at, &[Key::Of]);
        let named = self.relative(which).filter(|named| named.basis == "month")?;
        self.is(which + 1, Key::Unit(crate::calendar::words::Unit::Month)).then_some((named.to, named.days?))
    }

    /// "The 21st of this month".
    pub(super) fn is_present_day(&self, at: usize) -> bool {
        self.key_before(at) == Some(Key::The) && self.present_month(at + 1).is_some()
    }

    /// "On the 17 from 2pm": a bare number before a clock time.
    fn is_before_clock(&self, at: usize) -> bool {
        let is_led = self.key_before(at) == Some(Key::The) && self.key_before(at - 1) == Some(Key::On);
        is_led && (self.clocks(at + 1).is_some() || self.is(at + 1, Key::At))
    }
}
