//! Smaller forms that count from the anchor: `the week after next`, `the year to date`, `the rest of the week`, `next 5/12`.

use super::periods::unit_name;
use crate::calendar::days::Which;
use crate::calendar::days::{Days, months, only_day, unit_of, year_moved};
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::{Key, Unit};

impl Reader<'_> {
    /// "Tomorrow, March 6": the date says the day again; one with its year counts.
    pub(super) fn again(&self, to: usize, days: Option<Days>) -> Option<Named> {
        let date = self.date(self.skip(to, &[',']), false).filter(|_| self.is_mark(to, &[',']));
        let is_same =
            |named: &Named| only_day(named.days).is_some() && (named.basis == "date" || named.days == days);
        date.filter(is_same).or_else(|| Named::new(to, days, "today"))
    }

    /// `on Sat`, with nothing behind it that it could be a name of.
    pub(super) fn is_led_short(&self, at: usize) -> bool {
        let is_on = at > 0 && self.words(at - 1).eq_ignore_ascii_case("on");
        is_on && self.is_capital(at) && self.ends_phrase(at + 1)
    }

    /// `the year to date`, `the month to date`: from its start to the anchor.
    pub(super) fn to_date(&self, at: usize, unit: Unit) -> Option<Named> {
        let is_date = self.is(at + 1, Key::To) && self.words(at + 2).eq_ignore_ascii_case("date");
        let today = self.today().filter(|_| is_date)?;
        Named::new(at + 3, unit_of(today, unit, 0).map(|days| (days.0, today)), unit_name(unit))
    }

    /// `the week after next`, `the week before last`, from the unit on.
    pub(super) fn next_but_one(&self, at: usize) -> Option<Named> {
        let Some(Key::Unit(unit)) = self.key(at) else { return None };
        let step = match (self.key(at + 1)?, self.key(at + 2)?) {
            (Key::After, Key::Next) => 2,
            (Key::Before, Key::Last) => -2,
            _ => return None,
        };
        let is_phrase =
            matches!(self.words(at + 2), "next" | "last") && !matches!(self.key(at + 3), Some(Key::Unit(_)));
        let days = self.around(|day| unit_of(day, unit, step)).filter(|_| is_phrase);
        Named::new(at + 3, Some(days?), unit_name(unit))
    }

    /// `this 5/12`, `next 6th of April`: of this year, or of the next such day.
    pub(super) fn which_date(&self, at: usize, which: Which) -> Option<Named> {
        let named =
            self.short(at).or_else(|| self.day_first(at)).filter(|named| named.basis == "day-of-year")?;
        let (today, days) = (self.today()?, named.days?);
        let years = match which {
            Which::This => today.year() - days.0.year(),
            Which::Next if days.0 <= today => 1,
            _ => 0,
        };
        Named::new(named.to, year_moved(days, years), named.basis)
    }

    /// `the rest of the week`: from the anchor on.
    pub(super) fn rest(&self, at: usize) -> Option<Named> {
        let of = Some(at + 1).filter(|of| self.is(*of, Key::Of))?;
        let named = self.bounds(of)?;
        let today = self.today()?;
        let days = named.days.map(|days| (days.0.max(today), days.1)).filter(|days| days.0 <= days.1);
        Some(Named { days, ..named })
    }

    /// What the n-th quarter or half of a year is, behind its 's: "next year's first quarter".
    pub(super) fn part_of(&self, at: usize, days: Days) -> Option<Named> {
        let n = self.numeral(at + 1).filter(|n| n.is_ordinal && self.is_owner(at))?;
        let length = match self.key(n.to)? {
            Key::Unit(Unit::Quarter) => 3,
            Key::Half => 6,
            _ => return None,
        };
        let n_th = i8::try_from(n.value).ok().filter(|n| (1..=12 / length).contains(n))?;
        Named::new(n.to + 1, months(days.0.year(), (n_th - 1) * length + 1, n_th * length), "quarter")
    }
}
