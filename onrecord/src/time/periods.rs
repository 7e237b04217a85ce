//! Stretches of the calendar: quarters, halves, weeks of a month, decades, centuries, and parts of them.

use jiff::civil::Date;

use crate::calendar::days::{Days, month, months, nth_week, only_day, shift, unit_of, week, year, years};
use crate::calendar::lex::What;
use crate::calendar::numbers::Count;
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::{Key, Unit};

impl Reader<'_> {
    /// A stretch that starts here.
    pub(super) fn period(&self, at: usize) -> Option<Named> {
        match self.what(at)? {
            What::Decade(first) => Named::new(at + 1, years(i32::from(first) / 10, 10), "decade"),
            What::Number(_) => self.year_and_quarter(at).or_else(|| self.nth(at)),
            What::Key(key) => match key {
                Key::Decade(first)
                    if matches!(self.key_before(at), Some(Key::The | Key::In)) || self.is_shaded(at) =>
                {
                    Named::new(at + 1, years(i32::from(first) / 10, 10), "decade")
                }
                Key::Q | Key::H => self.short_quarter(at),
                Key::Ordinal(_) | Key::Last | Key::Count(20 | 30) => self.nth(at),
                Key::Unit(Unit::Year) | Key::Calendar => self.named_year(at),
                Key::WeekOf => self.week_of(at),
                Key::Unit(Unit::Week) | Key::Weekend => self.week_of(at).or_else(|| self.numbered_week(at)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The days that "of March 2019", "of 2019", "of this year" or "of the year" bound, and the place behind.
    pub(super) fn bounds(&self, at: usize) -> Option<Named> {
        let next = at + usize::from(self.is(at, Key::Of) || self.is(at, Key::In) || self.is_mark(at, &[',']));
        if let Some((printed, to)) =
            self.year_number(next).filter(|_| next > at || self.number(next).is_some())
        {
            return Named::new(to, year(printed), "year");
        }
        if next == at || !self.is(at, Key::Of) && !self.is(at, Key::In) {
            return None;
        }
        self.unit_meant(next).or_else(|| {
            self.within(|| match self.key(next)? {
                Key::Month(_) if self.is_month(next) => self.date(next, true),
                Key::Decade(_) | Key::The => self.period(next + 1),
                _ => self.relative(next),
            })
        })
    }

    /// `third quarter of 2021`, `first half of the year`, `second week of March`, `21st century`, `first Monday of May`.
    fn nth(&self, at: usize) -> Option<Named> {
        let (n, to) = match self.key(at) {
            Some(Key::Last) => (0, at + 1),
            _ => self
                .numeral(at)
                .filter(|n| n.is_ordinal && n.value > 0)
                .map(|n| (i32::from(n.value), n.to))?,
        };
        let to = self.skip(to, &['-']);
        if let Some(count) = self.count(to).filter(|_| n <= 1) {
            return self.first_units(n == 0, count);
        }
        match self.key(to)? {
            Key::Unit(Unit::Day) if n > 0 => self.nth_day(n, to + 1),
            Key::Unit(Unit::Week) => self.nth_week(n, to + 1),
            Key::Unit(Unit::Month) if n > 0 => self.nth_month(n, to + 1),
            Key::Unit(Unit::Quarter) if (1..=4).contains(&n) => self.part_of_year(to + 1, n as i8, 3, false),
            Key::Unit(Unit::Century) if n > 0 && !self.is_capital(to) => {
                Named::new(to + 1, years(n - 1, 100), "century")
            }
            Key::Half if matches!(n, 1 | 2) => self.part_of_year(to + 1, n as i8, 6, true),
            Key::Weekday(number) => self.nth_weekday(n, to + 1, number),
            _ => None,
        }
    }

    /// The `of next month` behind "the 15th day".
    fn nth_day(&self, n: i32, at: usize) -> Option<Named> {
        let of = self.bounds(at).filter(|of| of.basis == "month" && self.is(at, Key::Of))?;
        let day = of.days.and_then(|days| shift(days.0, n - 1).filter(|day| *day <= days.1));
        Named::new(of.to, day.map(|day| (day, day)), "date")
    }

    /// The `of March`, `of March on Tuesday` behind "the second week".
    fn nth_week(&self, n: i32, at: usize) -> Option<Named> {
        let of = self.bounds(at).filter(|_| self.is(at, Key::Of))?;
        let days = of.days.and_then(|days| nth_week(days, n));
        let Some(Key::Weekday(number)) = self.key(of.to + 1).filter(|_| self.is(of.to, Key::On)) else {
            return Named::new(of.to, days, "week");
        };
        let day = days.and_then(|days| shift(days.0, i32::from(number) - 1));
        Named::new(of.to + 2, day.map(|day| (day, day)), "weekday")
    }

    /// The `of 2019` behind "the third month".
    fn nth_month(&self, n: i32, at: usize) -> Option<Named> {
        let of = self.bounds(at).filter(|of| of.basis == "year")?;
        let number = i8::try_from(n).ok()?;
        Named::new(of.to, of.days.and_then(|days| month(days.0.year(), number)), "month")
    }

    /// The `of May` behind "the first Monday"; 0 is the last one.
    fn nth_weekday(&self, n: i32, at: usize, number: u8) -> Option<Named> {
        let of = self.bounds(self.past_part(at)).filter(|of| of.basis == "month")?;
        let weekday = jiff::civil::Weekday::from_monday_one_offset(number as i8).ok()?;
        let nth = if n == 0 { -1 } else { i8::try_from(n).ok()? };
        let day = of.days.and_then(|days| days.0.nth_weekday_of_month(nth, weekday).ok());
        Named::new(of.to, day.map(|day| (day, day)), "weekday")
    }

    /// `first three months of 2021`, `last two weeks of May`, from the count on.
    fn first_units(&self, is_last: bool, count: Count) -> Option<Named> {
        let unit = self.unit(count.to).filter(|_| self.is(count.to + 1, Key::Of) && !count.is_vague)?;
        let of = self.bounds(count.to + 1)?;
        let (first, last) = of.days?;
        let n = count.value - 1;
        let days = match (unit, is_last) {
            (Unit::Week, false) => {
                nth_week((first, last), 1).and_then(|week| Some((week.0, shift(week.1, 7 * n)?)))
            }
            (Unit::Week, true) => {
                nth_week((first, last), 0).and_then(|week| Some((shift(week.0, -7 * n)?, week.1)))
            }
            (Unit::Month, false) => Some((first, unit_of(first, unit, n)?.1)),
            (Unit::Month, true) => Some((unit_of(last, unit, -n)?.0, last)),
            (Unit::Day, false) => Some((first, shift(first, n)?)),
            (Unit::Day, true) => Some((shift(last, -n)?, last)),
            _ => None,
        };
        let days =
            days.filter(|days| days.0 <= days.1 && (last - first).get_days() >= (days.1 - days.0).get_days());
        Named::new(of.to, days, of.basis)
    }

    /// The n-th quarter or half of the year named behind it; quarters also without one.
    fn part_of_year(&self, at: usize, n: i8, length: i8, needs_year: bool) -> Option<Named> {
        let part = |year: i16| months(year, (n - 1) * length + 1, n * length);
        match self.bounds(at).filter(|of| of.basis == "year") {
            Some(of) => Named::new(of.to, of.days.and_then(|days| part(days.0.year())), "quarter"),
            None if needs_year || self.is(at, Key::Of) => None,
            None => {
                let begun = |day: Date| {
                    let years = (-1..=0).filter_map(|step| part(day.year().checked_add(step)?));
                    years.filter(|days| days.0 <= day).max()
                };
                Named::new(at, self.around(begun), "quarter")
            }
        }
    }

    /// `Q3 2021`, `Q3`, `H1 2020`.
    fn short_quarter(&self, at: usize) -> Option<Named> {
        let n = self
            .number(at + 1)
            .filter(|n| n.digits == 1 && self.is_glued(at) && (self.is_capital(at) || self.is(at, Key::Q)))?;
        let (most, length, needs_year) = if self.is(at, Key::Q) { (4, 3, false) } else { (2, 6, true) };
        let next = self.skip(at + 2, &['-']);
        if !(1..=most).contains(&n.value) {
            return None;
        }
        let named = self.part_of_year(next, n.value as i8, length, needs_year)?;
        Some(Named { to: if named.to == next { at + 2 } else { named.to }, ..named })
    }

    /// `2021 Q3`, `2021-Q3`.
    fn year_and_quarter(&self, at: usize) -> Option<Named> {
        let year = self.number(at).filter(|number| number.digits == 4 && number.value >= 1700)?.value;
        let next = self.skip(at + 1, &['-']);
        let length = match self.key(next)? {
            Key::Q => 3,
            Key::H => 6,
            _ => return None,
        };
        let n =
            self.number(next + 1).filter(|n| self.is_glued(next) && (1..=12 / length).contains(&n.value))?;
        let (n, length) = (n.value as i8, length as i8);
        Named::new(next + 2, months(year, (n - 1) * length + 1, n * length), "quarter")
    }

    /// `the year 2008`, `the year of 2008`, `calendar year 2008`.
    fn named_year(&self, at: usize) -> Option<Named> {
        let next = self.past(at, &[Key::Calendar, Key::Unit(Unit::Year), Key::Of]);
        let (printed, to) = self.year_number(next).filter(|_| next > at && !self.is_plural(at))?;
        Named::new(to, year(printed), "year")
    }

    /// `week 31`, `week 3 of 2027`, by ISO 8601; "Week 3" of a season has a capital, "week 3 of the strike" no year.
    fn numbered_week(&self, at: usize) -> Option<Named> {
        let number = self.number(at + 1).filter(|n| (1..=53).contains(&n.value) && !n.is_ordinal)?;
        let is_led = matches!(self.key_before(at), Some(Key::In | Key::The | Key::Of | Key::Since | Key::By));
        if !is_led
            || self.is_capital(at)
            || self.is_plural(at)
            || self.is_glued(at + 1) && !self.ends_number(at + 2)
        {
            return None;
        }
        let of = self.bounds(at + 2).filter(|of| of.basis == "year");
        if of.is_none() && self.is(at + 2, Key::Of) {
            return None;
        }
        let of_year = of.map_or_else(|| self.around(|day| unit_of(day, Unit::Year, 0)), |of| of.days);
        let days = of_year.and_then(|days| nth_week(days, i32::from(number.value)));
        Named::new(of.map_or(at + 2, |of| of.to), days, "week")
    }

    /// `the week of April 10`, `the week beginning February 4`, `w/c 4 Feb`, `the weekend of March 7`.
    fn week_of(&self, at: usize) -> Option<Named> {
        let is_weekend = self.is(at, Key::Weekend);
        let is_short = self.is(at, Key::WeekOf);
        let is_led = matches!(self.key(at + 1), Some(Key::Of | Key::Starting | Key::Start)) || is_short;
        if !is_led || self.is_plural(at) && !is_weekend && !is_short {
            return None;
        }
        let next = if is_short { at + 1 } else { at + 2 };
        let named = self.days(self.past(next, &[Key::On, Key::The]), true)?;
        let day = only_day(named.days)?;
        if is_weekend && named.basis == "holiday" {
            return Named::new(named.to, super::holidays::around_weekend(day), "weekend");
        }
        let days: Option<Days> = week(day).and_then(|(monday, sunday)| {
            Some(if is_weekend { (shift(monday, 5)?, sunday) } else { (monday, sunday) })
        });
        Named::new(named.to, days, if is_weekend { "weekend" } else { "week" })
    }
}

/// A unit's name as a basis.
pub(super) fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "today",
        Unit::Week | Unit::Fortnight => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Decade => "decade",
        Unit::Century => "century",
        _ => "year",
    }
}
