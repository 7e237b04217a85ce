//! Expressions that count from the anchor: weekdays, `yesterday`, `last week`, `three days ago`.

use jiff::civil::Date;

use super::calendar::{Days, nearest};
use super::calendar::{ago, back, day_after, month, season, seconds, shift, shift_time, unit_of, week};
use super::reader::{Named, Reader};
use super::words::{Key, Unit};
use super::{Stamp, When};

/// Which of several: `last Friday`, `this week`, `next month`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Last,
    This,
    Next,
}

impl Reader<'_> {
    /// Days that are named by their distance from the anchor, from here.
    pub(super) fn relative(&self, at: usize) -> Option<Named> {
        match self.key(at)? {
            Key::Weekday(number) => self.weekday(at, number),
            Key::Today => Named::new(at + 1, self.around(|day| Some((day, day))), "today"),
            Key::Tonight => Named::new(at + 1, self.around(|day| Some((day, day))), "today"),
            Key::Tomorrow => {
                Named::new(self.past_part(at + 1), self.around(|day| one(shift(day, 1))), "today")
            }
            Key::Yesterday => self.yesterday(at),
            Key::Overnight => Named::new(at + 1, self.around(|day| Some((shift(day, -1)?, day))), "today"),
            Key::Last => self.which(at, Which::Last),
            Key::This => self.which(at, Which::This),
            Key::Next => self.which(at, Which::Next),
            Key::Past => self.lengths(at),
            Key::The => self.definite(at),
            _ => None,
        }
    }

    /// `Tuesday`, `Tuesday night`, `Tuesday of last week`.
    fn weekday(&self, at: usize, number: u8) -> Option<Named> {
        let to = self.past_part(at + 1);
        if matches!(self.key_before(at), Some(Key::Usual | Key::Count(1))) {
            return Named::new(to, None, "weekday");
        }
        if self.is(to, Key::Of) && self.is(to + 2, Key::Unit(Unit::Week)) {
            let weeks = match self.key(to + 1) {
                Some(Key::Last) => -1,
                Some(Key::This) => 0,
                Some(Key::Next) => 1,
                _ => return Named::new(to, None, "weekday"),
            };
            let days = self.around(|day| one(shift(week(shift(day, weeks * 7)?)?.0, i32::from(number) - 1)));
            return Named::new(to + 3, days, "weekday");
        }
        Named::new(to, self.around(|day| one(latest(day, number))), "weekday")
    }

    fn yesterday(&self, at: usize) -> Option<Named> {
        let is_before = at >= 2 && self.is(at - 1, Key::Earlier) && self.is(at - 2, Key::Unit(Unit::Day));
        let days = if is_before { -2 } else { -1 };
        Named::new(self.past_part(at + 1), self.around(|day| one(shift(day, days))), "today")
    }

    /// `last Friday`, `this weekend`, `next month`, `last summer`, `this morning`, `last three weeks`.
    fn which(&self, at: usize, which: Which) -> Option<Named> {
        let to = at + 2;
        match self.key(at + 1)? {
            Key::Part => {
                let distance = match which {
                    Which::Last => -1,
                    Which::This => 0,
                    Which::Next => return None,
                };
                Named::new(to, self.around(|day| one(shift(day, distance))), "today")
            }
            Key::Weekday(number) => {
                let days = self.around(|day| one(weekday_of(day, number, which)));
                Named::new(self.past_part(to), days, "weekday")
            }
            Key::Weekend => Named::new(to, self.around(|day| weekend(day, which)), "weekend"),
            Key::Month(number) => Named::new(
                to,
                self.around(|day| of_years(day, which, |year| month(year, number as i8))),
                "month",
            ),
            Key::Season(first) => {
                Named::new(to, self.around(|day| of_years(day, which, |year| season(year, first))), "season")
            }
            Key::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) => {
                let distance = match which {
                    Which::Last => -1,
                    Which::This => 0,
                    Which::Next => 1,
                };
                let basis = unit_name(unit);
                Named::new(to, self.around(|day| unit_of(day, unit, distance)), basis)
            }
            _ => self.lengths(at),
        }
    }

    /// `the past few days`, `the last 24 hours`, `the past year`, `the next two weeks`, `the coming days`.
    fn lengths(&self, at: usize) -> Option<Named> {
        let (count, next) = self.count(at + 1).unwrap_or((1, at + 1));
        let Some(Key::Unit(unit)) = self.key(next) else { return None };
        let is_single = next == at + 1;
        if is_single && (unit < Unit::Hour || unit == Unit::Day && self.words(next).len() < 4) {
            return None; // "the last minute", "the last day"
        }
        let count = if is_single && self.words(next).ends_with('s') { 7 } else { count };
        let days = match self.key(at)? {
            Key::Next => self.around(|day| Some((day, back(day, unit, -count)?))),
            Key::Last | Key::Past => self.around(|day| Some((back(day, unit, count)?, day))),
            _ => return None,
        };
        Named::new(next + 1, days, "past")
    }

    /// `the weekend`, `the past few days`, `the last week`.
    fn definite(&self, at: usize) -> Option<Named> {
        match self.key(at + 1)? {
            Key::Weekend => Named::new(at + 2, self.around(|day| weekend(day, Which::This)), "weekend"),
            Key::Past | Key::Last | Key::Next => self.lengths(at + 1),
            _ => None,
        }
    }

    /// `earlier this week`, `earlier in the month`, `later this year`, from the word behind `earlier`.
    pub(super) fn part_of_unit(&self, at: usize, is_later: bool) -> Option<Named> {
        let unit_at = match (self.key(at)?, self.key(at + 1)) {
            (Key::This, _) => at + 1,
            (Key::In, Some(Key::The | Key::This)) => at + 2,
            _ => return None,
        };
        let Some(Key::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year))) = self.key(unit_at) else {
            return None;
        };
        let days = self.around(|day| {
            let (first, last) = unit_of(day, unit, 0)?;
            Some(if is_later { (day, last) } else { (first, day) })
        });
        Named::new(unit_at + 1, days, unit_name(unit))
    }

    /// `three hours ago`, `a few days ago`, `half an hour ago`, `years ago`, `three weeks earlier`.
    pub(super) fn age(&self, at: usize) -> Option<(usize, Option<When>)> {
        let is_half = self.is(at, Key::Half);
        let (count, unit_at) = self.count(at + usize::from(is_half)).unwrap_or((0, at));
        let Some(Key::Unit(unit)) = self.key(unit_at) else { return None };
        let to = unit_at + 2;
        let is_ago = match self.key(unit_at + 1)? {
            Key::Ago => true,
            Key::Earlier if count > 0 && self.words(unit_at + 1).eq_ignore_ascii_case("earlier") => false,
            _ => return None,
        };
        let is_vague = count == 0;
        if is_vague && !self.words(unit_at).ends_with('s') {
            return None;
        }
        let when = self.base.and_then(|_| self.aged(unit, if is_vague { 2 } else { count }, is_half));
        // "weeks ago" and "three weeks earlier" (than something told) are bounds: before that
        Some((to, when.map(|when| if is_ago && !is_vague { when } else { When { start: None, ..when } })))
    }

    fn aged(&self, unit: Unit, count: i32, is_half: bool) -> Option<When> {
        let base = self.base?;
        let Some(length) = seconds(unit) else {
            let (first, last) = self.around(|day| ago(day, unit, count))?;
            return Some(between(first, last, "age"));
        };
        let past = length.checked_mul(i64::from(count))? / if is_half { 2 } else { 1 };
        Some(When {
            start: Some(before(base.lo, past, false)?),
            end: Some(before(base.hi, past, true)?),
            basis: "age".to_owned(),
        })
    }

    /// `3`, `three`, `a few`, `a couple of`, and the place behind it.
    fn count(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(number) = self.number(at) {
            return (!self.is_tail(at) && !number.is_ordinal).then_some((i32::from(number.value), at + 1));
        }
        let Some(Key::Count(first)) = self.key(at) else { return None };
        let Some(Key::Count(second)) = self.key(at + 1).filter(|_| first == 1) else {
            return Some((i32::from(first), at + 1));
        };
        Some((i32::from(second), at + 2 + usize::from(self.is(at + 2, Key::Of))))
    }

    /// The place behind `morning`, `night`.
    pub(super) fn past_part(&self, at: usize) -> usize {
        at + usize::from(self.is(at, Key::Part))
    }
}

/// Between two days, both included.
pub(super) fn between(first: Date, last: Date, basis: &str) -> When {
    When { start: Some(Stamp::Day(first)), end: Some(Stamp::Day(last)), basis: basis.to_owned() }
}

/// So many seconds before a stamp: before the start of a day, or before its end.
fn before(stamp: Stamp, past: i64, is_end: bool) -> Option<Stamp> {
    Some(match stamp {
        Stamp::Day(day) if is_end => Stamp::Time(shift_time(day_after(day)?, -past)?),
        Stamp::Day(day) => Stamp::Time(shift_time(day.at(0, 0, 0, 0), -past)?),
        Stamp::Time(time) => Stamp::Time(shift_time(time, -past)?),
        Stamp::Zoned(time, zone) => Stamp::Zoned(shift_time(time, -past)?, zone),
    })
}

fn one(day: Option<Date>) -> Option<Days> {
    day.map(|day| (day, day))
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Week => "week",
        Unit::Month => "month",
        _ => "year",
    }
}

/// The last such weekday, the day itself included.
fn latest(day: Date, number: u8) -> Option<Date> {
    let today = i32::from(day.weekday().to_monday_one_offset());
    shift(day, -(today - i32::from(number)).rem_euclid(7))
}

fn weekday_of(day: Date, number: u8, which: Which) -> Option<Date> {
    match which {
        Which::Last => latest(shift(day, -1)?, number),
        Which::This => shift(latest(shift(day, -1)?, number)?, 7),
        Which::Next => shift(latest(day, number)?, 7),
    }
}

/// Saturday and Sunday: "the weekend" is the one now or just past.
fn weekend(day: Date, which: Which) -> Option<Days> {
    let saturday = latest(day, 6)?;
    let is_on = day.weekday().to_monday_one_offset() >= 6;
    let weeks = match which {
        Which::Last => -i32::from(is_on),
        Which::This => 0,
        Which::Next => 1,
    };
    let saturday = shift(saturday, weeks * 7)?;
    Some((saturday, shift(saturday, 1)?))
}

/// The month or season of that name which ended last, lies nearest, or comes next.
fn of_years(day: Date, which: Which, in_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
    let all = (-2..=1).filter_map(|distance: i16| in_year(day.year().checked_add(distance)?));
    match which {
        Which::Last => all.filter(|days| days.1 < day).max(),
        Which::This => nearest(day, in_year),
        Which::Next => {
            let mut all = (0..=1).filter_map(|distance: i16| in_year(day.year().checked_add(distance)?));
            all.find(|days| days.0 > day)
        }
    }
}
