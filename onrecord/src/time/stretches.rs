//! Stretches up to the anchor or from it on: `the past few days`, `the next two weeks`, `the last 24 hours`.

use jiff::civil::Date;

use super::When;
use super::ages::moved_by;
use super::find::Meaning;
use crate::calendar::days::Which;
use crate::calendar::days::{Days, back, shift, unit_of};
use crate::calendar::length::Length;
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::{Key, Unit};

impl Reader<'_> {
    /// `the past few days`, `last 24 hours`, `the past year`, `the next two weeks`, `the coming days`, `two past weeks`.
    pub(super) fn lengths(&self, at: usize) -> Option<Named> {
        let before = self.count(at).filter(|count| self.which_word(count.to).is_some());
        let lead = before.map_or(at, |count| count.to);
        let behind = self.or_more(self.count(lead + 1)).filter(|_| before.is_none());
        let count = before.or(behind);
        let unit_at = before.map_or_else(|| behind.map_or(lead + 1, |count| count.to), |count| count.to + 1);
        let unit_at = self.past(unit_at, &[Key::Of]);
        let Some(Key::Unit(unit)) = self.key(unit_at) else { return None };
        let sum = self.length(lead + 1).filter(|sum| before.is_none() && !self.is(sum.to, Key::Ago));
        if let Some((to, days)) = sum.and_then(|sum| self.summed(lead, sum)) {
            return Named::new(to, days, "past");
        }
        let is_plural = self.is_plural(unit_at);
        if before.is_some() && !is_plural {
            return None;
        }
        if count.is_none() && !is_plural && (unit < Unit::Hour || unit == Unit::Day) {
            return None; // "the last minute", "the last day"
        }
        let value = count.map_or(if is_plural { 7 } else { 1 }, |count| count.value);
        let the = if self.key_before(at) == Some(Key::The) { at - 1 } else { at };
        let is_within = self.key_before(the) == Some(Key::Within);
        let days = match self.which_word(lead)? {
            Which::Last | Which::Past => self.around(|day| lasted(day, unit, value)),
            Which::Next | Which::Coming => self.around(|day| {
                let (first, last) = coming(day, unit, value)?;
                Some((if is_within { day } else { first }, last))
            }),
            Which::This => return None,
        };
        Named::new(unit_at + 1, days, "past")
    }

    /// `recent weeks`: a few of them.
    pub(super) fn recent(&self, at: usize) -> Option<Named> {
        let Some(Key::Unit(unit)) = self.key(at + 1).filter(|_| self.is_plural(at + 1)) else { return None };
        Named::new(at + 2, self.around(|day| lasted(day, unit, 7)), "past")
    }

    /// `the past 24 hours`, `the next hour`, `the next day and five hours`, `five past minutes`.
    pub(super) fn short_length(&self, at: usize) -> Option<Meaning> {
        let at = self.past(at, &[Key::The]);
        let before = self.count(at).filter(|count| self.which_word(count.to).is_some());
        let lead = before.map_or(at, |count| count.to);
        let is_past = match self.which_word(lead)? {
            Which::Last | Which::Past => true,
            Which::Next | Which::Coming => false,
            Which::This => return None,
        };
        let length = match before {
            Some(count) => self.units(count.value, lead + 1)?,
            None => self.length(lead + 1).or_else(|| self.length_from_unit(lead + 1))?,
        };
        let seconds = length.in_seconds().filter(|_| length.seconds > 0 && !length.is_bare)?;
        let when = self.base.and_then(|base| {
            let (first, last) = if is_past { (-seconds, 0) } else { (0, seconds) };
            Some(When {
                start: Some(moved_by(base.lo, first, false)?),
                end: Some(moved_by(base.hi, last, true)?),
                basis: "past".to_owned(),
            })
        });
        Some((length.to, when))
    }

    /// "The last three months and two weeks": both lengths.
    fn summed(&self, lead: usize, sum: Length) -> Option<(usize, Option<Days>)> {
        let is_past = matches!(self.which_word(lead)?, Which::Last | Which::Past);
        let days = self.around(|day| Some((sum.from(day, -1)?, day)));
        (is_past && sum.is_sum && sum.seconds == 0).then_some((sum.to, days))
    }
}

/// So many units up to this day; whole quarters.
fn lasted(day: Date, unit: Unit, count: i32) -> Option<Days> {
    match unit {
        Unit::Quarter => Some((unit_of(day, unit, -count)?.0, unit_of(day, unit, -1)?.1)),
        Unit::Second | Unit::Minute | Unit::Hour => None,
        _ => Some((back(day, unit, count)?, day)),
    }
}

/// So many units from the next day on; whole quarters.
fn coming(day: Date, unit: Unit, count: i32) -> Option<Days> {
    match unit {
        Unit::Quarter => Some((unit_of(day, unit, 1)?.0, unit_of(day, unit, count)?.1)),
        Unit::Second | Unit::Minute | Unit::Hour => None,
        _ => Some((shift(day, 1)?, back(day, unit, count.checked_neg()?)?)),
    }
}
