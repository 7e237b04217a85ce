//! Expressions that count from the anchor: weekdays, `yesterday`, `last week`, `the past few days`.

use jiff::civil::Date;

use super::periods::unit_name;
use crate::calendar::days::{Days, Which, month, of_years, season, shift, unit_of, week};
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::{Key, Unit};

impl Reader<'_> {
    /// Days that are named by their distance from the anchor, from here.
    pub(super) fn relative(&self, at: usize) -> Option<Named> {
        if self.number(at).is_some() {
            return self.lengths(at);
        }
        match self.key(at)? {
            Key::Weekday(number) => self.weekday(at, number),
            Key::WeekdayShort(number) if self.is_led_short(at) || self.goes_on(at) => {
                self.weekday(at, number)
            }
            Key::Unit(unit) if unit >= Unit::Week => self.to_date(at, unit),
            Key::Today | Key::Tonight => self.again(at + 1, self.around(|day| Some((day, day)))),
            Key::Tomorrow => self.again(self.past_part(at + 1), self.around(|day| one(shift(day, 1)))),
            Key::Yesterday => self.again(self.past_part(at + 1), self.around(|day| one(shift(day, -1)))),
            Key::Overnight => Named::new(at + 1, self.around(|day| Some((shift(day, -1)?, day))), "today"),
            Key::The => self.definite(at),
            Key::Same | Key::That => self.told_by_unit(at),
            Key::Rest => self.rest(at),
            Key::Count(_) | Key::Vague(_) => self.lengths(at),
            Key::Recent => self.recent(at),
            _ => self.which(at, self.which_word(at)?),
        }
    }

    /// What `last`, `this` and their like say.
    pub(super) fn which_word(&self, at: usize) -> Option<Which> {
        Some(match self.key(at)? {
            Key::Last => Which::Last,
            Key::Past => Which::Past,
            Key::This => Which::This,
            Key::Coming => Which::Coming,
            Key::Next if self.is_after(at) => return None,
            Key::Next => Which::Next,
            _ => return None,
        })
    }

    /// "Following Tuesday's vote": after it.
    fn is_after(&self, at: usize) -> bool {
        let is_led = matches!(self.key_before(at), Some(Key::The | Key::On | Key::In | Key::By | Key::Until));
        self.words(at).eq_ignore_ascii_case("following") && !is_led
    }

    /// `Tuesday`, `Tuesday night`, `Tuesday of last week`, `Tuesday next week`.
    fn weekday(&self, at: usize, number: u8) -> Option<Named> {
        let to = self.past_part(at + 1);
        let is_habit = to > at + 1 && self.is_plural(to - 1) && !self.is(to - 1, Key::Weekday(number));
        if is_habit || matches!(self.key_before(at), Some(Key::Usual | Key::Count(1))) {
            return Named::new(to, None, "weekday");
        }
        let of = self.past(to, &[Key::Of, Key::The]);
        if let Some(which) = self.which_word(of).filter(|_| self.is(of + 1, Key::Unit(Unit::Week))) {
            return Named::new(of + 2, self.day_of_week(number, which), "weekday");
        }
        if self.is(to, Key::Of) && self.is(to + 2, Key::Unit(Unit::Week)) {
            return Named::new(to, None, "weekday");
        }
        if let Some(named) = self.weekday_by_length(self.skip(to, &[',']), number) {
            return Some(named);
        }
        Named::new(to, self.weekday_told(at, number), "weekday")
    }

    fn day_of_week(&self, number: u8, which: Which) -> Option<Days> {
        let of_week = |day| shift(week(shift(day, which.distance() * 7)?)?.0, i32::from(number) - 1);
        self.around(|day| one(of_week(day)))
    }

    /// `last Friday`, `this weekend`, `next month`, `last summer`, `this morning`, `last three weeks`.
    fn which(&self, at: usize, which: Which) -> Option<Named> {
        let to = at + 2;
        if let Some(named) = self.which_date(at + 1, which) {
            return Some(named);
        }
        if self.words(at + 1) == "working" && self.is(to, Key::Unit(Unit::Week)) {
            return self.whole(to, Unit::Week, which).and_then(Named::on_workdays);
        }
        let Some(key) = self.key(at + 1) else { return self.lengths(at) };
        match key {
            Key::Past | Key::Coming | Key::Last if which == Which::This => {
                self.which(at + 1, self.which_word(at + 1)?).filter(|named| named.basis != "month")
            }
            Key::Part(_) => {
                let days = self.around(|day| one(shift(day, which.distance())));
                Named::new(to, days, "today").filter(|_| which != Which::Past)
            }
            Key::Weekday(number) => self.which_weekday(at + 1, number, which),
            Key::Weekend => Named::new(to, self.around(|day| weekend(day, which)), "weekend"),
            Key::Month(number) if self.is_month(at + 1) => self.which_month(at + 1, number, which),
            Key::Season(first) => {
                Named::new(to, self.around(|day| of_years(day, which, |year| season(year, first))), "season")
            }
            Key::Calendar if self.is(to, Key::Unit(Unit::Year)) => {
                self.unit(to).map(|unit| self.whole(to, unit, which))?
            }
            Key::Unit(Unit::Decade) if which != Which::This => self.lengths(at),
            Key::Unit(unit) if unit >= Unit::Week && unit != Unit::Fortnight && !self.is_plural(at + 1) => {
                let whole = self.whole(at + 1, unit, which);
                if self.words(at + 1) == "workweek" { whole.and_then(Named::on_workdays) } else { whole }
            }
            _ => self.lengths(at),
        }
    }

    /// `last Friday`, `next Friday, March 6`, from the weekday on.
    fn which_weekday(&self, at: usize, number: u8, which: Which) -> Option<Named> {
        self.date(at, false).or_else(|| {
            let days = self.around(|day| one(weekday_of(day, number, which)));
            Named::new(self.past_part(at + 1), days, "weekday")
        })
    }

    /// `last March`, `this March 5`, from the month on.
    fn which_month(&self, at: usize, number: u8, which: Which) -> Option<Named> {
        let days = self.around(|day| of_years(day, which, |year| month(year, number as i8)));
        let date = self.date(at, false).filter(|_| matches!(which, Which::This | Which::Last));
        date.filter(|date| date.to > at + 1).or_else(|| Named::new(at + 1, days, "month"))
    }

    /// `last week`, `next week on Tuesday`, `this week Monday`, from the unit on.
    fn whole(&self, at: usize, unit: Unit, which: Which) -> Option<Named> {
        let next = self.past(self.skip(at + 1, &['-']), &[Key::On]);
        if let Some(Key::Weekday(number) | Key::WeekdayShort(number)) =
            self.key(next).filter(|_| unit == Unit::Week)
        {
            return Named::new(self.past_part(next + 1), self.day_of_week(number, which), "weekday");
        }
        let days = self.around(|day| unit_of(day, unit, which.distance()));
        if let Some(part) = days.filter(|_| unit == Unit::Year).and_then(|days| self.part_of(at, days)) {
            return Some(part);
        }
        Named::new(at + 1, days, unit_name(unit))
    }

    /// `the weekend`, `the past few days`, `the last week`, `the following day`.
    fn definite(&self, at: usize) -> Option<Named> {
        if self.number(at + 1).is_some() {
            return self.lengths(at + 1);
        }
        if let Some(named) = self.next_but_one(at + 1).or_else(|| self.told_by_unit(at)) {
            return Some(named);
        }
        if let Some(named) = self.period(at + 1).filter(|_| self.is(at + 1, Key::Last)) {
            return Some(named);
        }
        match self.key(at + 1)? {
            Key::Next if self.words(at + 1).eq_ignore_ascii_case("following") => {
                self.which(at + 1, Which::Next)
            }
            Key::Weekend if !matches!(self.key(at + 2), Some(Key::Of | Key::Before | Key::After)) => {
                Named::new(at + 2, self.around(the_weekend), "weekend")
            }
            Key::Recent => self.recent(at + 1),
            Key::Last if !self.words(at + 1).eq_ignore_ascii_case("last") => self.which(at + 1, Which::Last),
            Key::Past | Key::Last | Key::Next | Key::Coming | Key::Count(_) | Key::Vague(_) => {
                self.lengths(at + 1).or_else(|| self.which(at + 1, self.which_word(at + 1)?))
            }
            _ => None,
        }
    }

    /// `earlier this week`, `later in the month`, from the word behind `earlier`: up to the anchor, or from it on.
    pub(super) fn part_of_unit(&self, at: usize, is_later: bool) -> Option<Named> {
        let unit_at = match (self.key(at)?, self.key(at + 1)) {
            (Key::This, _) => at + 1,
            (Key::In, Some(Key::The | Key::This)) => at + 2,
            _ => return None,
        };
        let named = match self.key(unit_at)? {
            Key::Unit(unit) if unit >= Unit::Week => {
                Named::new(unit_at + 1, self.around(|day| unit_of(day, unit, 0)), unit_name(unit))?
            }
            Key::Month(_) | Key::Season(_) => self.which(at, Which::This)?,
            _ => return None,
        };
        let today = self.today()?;
        let days = named.days.map(
            |(first, last)| {
                if is_later { (first.max(today), last) } else { (first, last.min(today)) }
            },
        );
        Some(Named { days: days.filter(|days| days.0 <= days.1).or(named.days), ..named })
    }

    /// The place behind `morning`, `in the morning`, `evening`.
    pub(super) fn past_part(&self, at: usize) -> usize {
        let next = self.past(at, &[Key::Early, Key::Late]);
        let next = self.past(next, &[Key::In, Key::The]);
        let next = self.past(next, &[Key::Late, Key::Early]);
        if matches!(self.key(next), Some(Key::Part(_))) { next + 1 } else { at }
    }
}

pub(super) fn one(day: Option<Date>) -> Option<Days> {
    day.map(|day| (day, day))
}

/// The last such weekday, the day itself included.
pub(super) fn latest(day: Date, number: u8) -> Option<Date> {
    let today = i32::from(day.weekday().to_monday_one_offset());
    shift(day, -(today - i32::from(number)).rem_euclid(7))
}

/// "Last" and "next" are of the week before and after; "past", "this" and "coming" are the nearest.
fn weekday_of(day: Date, number: u8, which: Which) -> Option<Date> {
    match which {
        Which::Last | Which::Next => shift(week(shift(day, which.distance() * 7)?)?.0, i32::from(number) - 1),
        Which::Past => latest(shift(day, -1)?, number),
        Which::This => shift(latest(shift(day, -1)?, number)?, 7),
        Which::Coming => shift(latest(day, number)?, 7),
    }
}

/// Saturday and Sunday, from Wednesday on "this weekend" is the one to come.
fn weekend(day: Date, which: Which) -> Option<Days> {
    let weekday = day.weekday().to_monday_one_offset();
    let saturday = shift(week(day)?.0, 5)?;
    let weeks = match which {
        Which::Last | Which::Past => -1,
        Which::This => -i32::from(weekday <= 2),
        Which::Coming => i32::from(weekday >= 6),
        Which::Next => 1,
    };
    let saturday = shift(saturday, weeks * 7)?;
    Some((saturday, shift(saturday, 1)?))
}

/// "The weekend" is the one now or just past.
pub(super) fn the_weekend(day: Date) -> Option<Days> {
    let saturday = latest(day, 6)?;
    Some((saturday, shift(saturday, 1)?))
}
