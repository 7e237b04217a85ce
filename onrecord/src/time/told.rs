//! Days that count from the date printed last: `the same day`, `that week`, `the following month`, `the next morning`.

use jiff::civil::Date;

use super::relative::latest;
use crate::calendar::days::{Days, only_day, shift, unit_of};
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::{Key, Unit};

/// "That day" of a longer stretch than a month says too little; in days, less one.
const LONGEST: i32 = 30;

impl Reader<'_> {
    /// From `the` or from what may follow it. Without a date before, these words name no time.
    pub(super) fn told_by_unit(&self, at: usize) -> Option<Named> {
        let the = self.past(at, &[Key::The]);
        let is_the = the > at;
        let told = self.told?;
        let (step, head) = match self.key(the)? {
            Key::That => (0, self.past(the + 1, &[Key::Same])),
            Key::Same => (0, the + 1),
            Key::Next if self.words(the).eq_ignore_ascii_case("following") && is_the => (1, the + 1),
            Key::Last if is_the && !self.words(the).eq_ignore_ascii_case("last") => (-1, the + 1),
            Key::Next if is_the && self.is_day(the + 1) => (1, the + 1),
            _ => return None,
        };
        let is_other = matches!(self.words(head + 1), "as" | "that" | "of" | "last"); // "the same day as the vote"
        if is_other || self.is_plural(head) && !matches!(self.key(head), Some(Key::Weekday(_))) {
            return None;
        }
        Named::new(head + 1, Some(self.stepped(told, head, step)?), "told")
    }

    /// `later that day`, `earlier in the day`: the day printed last.
    pub(super) fn in_the_day(&self, at: usize) -> Option<Named> {
        let is_day = self.is(at + 1, Key::The) && self.is(at + 2, Key::Unit(Unit::Day));
        let day = only_day(self.told).filter(|_| is_day && self.is(at, Key::In) && !self.is_owner(at + 2))?;
        Named::new(at + 3, Some((day, day)), "told")
    }

    /// The day, week, weekend … of the date before, or one so many steps off.
    fn stepped(&self, told: Days, head: usize, step: i32) -> Option<Days> {
        match self.key(head)? {
            _ if self.is_day(head) && step == 0 => {
                Some(told).filter(|days| (days.1 - days.0).get_days() <= LONGEST)
            }
            _ if self.is_day(head) => moved(told, step),
            Key::Unit(unit) if unit > Unit::Day && unit != Unit::Fortnight => unit_of(told.0, unit, step),
            Key::Weekend => weekend_of(only_day(Some(told))?, step),
            Key::Weekday(number) if step != 0 => {
                let day = if step < 0 {
                    latest(shift(told.0, -1)?, number)?
                } else {
                    first_behind(told.1, number)?
                };
                Some((day, day))
            }
            _ => None,
        }
    }

    /// `day`, `morning`, `night`.
    fn is_day(&self, at: usize) -> bool {
        matches!(self.key(at), Some(Key::Unit(Unit::Day) | Key::Part(_)))
    }
}

/// The day before or behind; of a longer stretch we do not know which.
fn moved(told: Days, step: i32) -> Option<Days> {
    let day = shift(only_day(Some(told))?, step)?;
    Some((day, day))
}

/// The first such weekday after a day.
pub(super) fn first_behind(day: Date, number: u8) -> Option<Date> {
    shift(latest(day, number)?, 7)
}

/// The weekend of a day's week, or the one before or behind.
fn weekend_of(day: Date, step: i32) -> Option<Days> {
    let saturday = match step {
        0 => first_behind(shift(day, -2)?, 6)?,
        1 => first_behind(day, 6)?,
        _ => latest(shift(day, -2)?, 6)?,
    };
    Some((saturday, shift(saturday, 1)?))
}
