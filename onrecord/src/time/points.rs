//! The start, middle and end of something, as stretches and as points: `early March`, `by year's end`, `from the end
//! of March`, `as early as Friday`.

use jiff::civil::{Date, Time};

use super::find::{Meaning, between};
use super::periods::unit_name;
use super::{Stamp, When};
use crate::calendar::days::{Third, only_day, shift, third, unit_of, year_moved};
use crate::calendar::lex::What;
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::{Key, Unit};

/// A stretch with the word that picks a part of it: "early March", "the end of 2019".
pub(super) struct Shade {
    pub which: Third,
    /// "The end of", not "late".
    pub is_noun: bool,
    /// The whole stretch.
    pub named: Named,
}

impl Reader<'_> {
    /// `early March`, `mid-2019`, `late last month`, `the end of the year`: a third of what follows.
    pub(super) fn shaded(&self, at: usize) -> Option<Named> {
        let Shade { which, is_noun, named } = self.shade(at)?;
        if which == Third::Last && is_noun && only_day(named.days).is_some() {
            return Some(named);
        }
        Some(Named { days: named.days.and_then(|days| third(days, which)), ..named })
    }

    /// Which part, whether "end" or "late" says so, and the whole.
    pub(super) fn shade(&self, at: usize) -> Option<Shade> {
        let start = at;
        let at = self.past(at, &[Key::The]);
        if let Some(named) = self.end_of_unit(at) {
            return Some(Shade { which: Third::Last, is_noun: true, named });
        }
        let (which, is_noun) = match self.key(at)? {
            Key::Early => (Third::First, false),
            Key::Mid => (Third::Middle, self.words(at).len() > 3),
            Key::Late => (Third::Last, false),
            Key::Start => (Third::First, true),
            Key::End => (Third::Last, true),
            _ => return None,
        };
        let next = self.skip(at + 1, &['-']);
        let next = if is_noun {
            Some(next + 1).filter(|_| self.is(next, Key::Of))?
        } else {
            self.past(next, &[Key::On, Key::In])
        };
        let named = self.unit_meant(next).or_else(|| self.days(self.past(next, &[Key::The]), true))?;
        // "At the end of the day, it works": a phrase
        let is_day = is_noun && self.is(named.to - 1, Key::Unit(Unit::Day));
        let before = if self.key_before(start) == Some(Key::The) { start - 1 } else { start };
        let is_phrase =
            is_day && (self.is_mark(named.to, &[',']) || self.key_before(before) == Some(Key::At));
        (!is_phrase).then_some(Shade { which, is_noun, named })
    }

    /// `by year's end`, `at year-end`, `before the month's end`; "the year-end list" is no time.
    fn end_of_unit(&self, at: usize) -> Option<Named> {
        let Some(Key::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year))) = self.key(at)
        else {
            return None;
        };
        let before = if self.key_before(at) == Some(Key::The) { at - 1 } else { at };
        let is_led = matches!(
            self.key_before(before),
            Some(Key::By | Key::At | Key::Before | Key::Until | Key::Since | Key::To)
        );
        let end = self.skip(at + 1, &['-']);
        let is_end = matches!(self.words(end), "end" | "close") && (self.is_owner(at) || end > at + 1);
        let is_named =
            is_led && is_end && !self.is_plural(at) && !matches!(self.what(end + 1), Some(What::Word));
        let days = self.around(|day| unit_of(day, unit, 0));
        if is_named { Named::new(end + 1, days, unit_name(unit)) } else { None }
    }

    pub(super) fn is_shaded(&self, at: usize) -> bool {
        matches!(self.key_before(at), Some(Key::Early | Key::Mid | Key::Late))
            || at > 0 && self.is_mark(at - 1, &['-']) && matches!(self.key_before(at - 1), Some(Key::Mid))
    }

    /// `the week`, `the year`, `year`, where words before say that it is the present one.
    pub(super) fn unit_meant(&self, at: usize) -> Option<Named> {
        let at = self.past(at, &[Key::The]);
        let Some(Key::Unit(unit)) = self.key(at).filter(|_| !self.is_plural(at)) else { return None };
        if unit < Unit::Day
            || matches!(self.key(at + 1), Some(Key::Of | Key::Starting | Key::Before | Key::After))
        {
            return None;
        }
        if unit == Unit::Year && self.year_number(at + 1).is_some() {
            return None;
        }
        let told = self.told.filter(|days| unit == Unit::Day && days.0 == days.1);
        match told {
            Some(day) => Named::new(at + 1, Some(day), "told"),
            None => Named::new(at + 1, self.around(|day| unit_of(day, unit, 0)), unit_name(unit)),
        }
    }

    /// The end of a range that a start, middle or end of something names; a range from an end starts behind it.
    pub(super) fn point(&self, at: usize, is_first: bool) -> Option<Named> {
        let shade = self.shade(at).filter(|shade| shade.is_noun)?;
        let (first, last) = shade.named.days?;
        let day = match shade.which {
            Third::First => Some(first),
            Third::Middle => shift(first, ((last - first).get_days() + 1) / 2),
            Third::Last => shift(last, i32::from(is_first)),
        };
        Some(Named { days: day.map(|day| (day, day)), ..shade.named })
    }

    /// The first day, for "after the beginning of March".
    pub(super) fn begun(&self, at: usize) -> Option<Meaning> {
        let shade = self.shade(at).filter(|shade| shade.is_noun && shade.which == Third::First)?;
        let named = shade.named;
        Some((named.to, named.days.map(|days| between(days.0, days.0, named.basis))))
    }

    /// `the end of today`, `end of Friday`: its last second.
    pub(super) fn end_of_day(&self, at: usize) -> Option<Meaning> {
        let shade = self.shade(at).filter(|shade| shade.is_noun && shade.which == Third::Last)?;
        let named = shade.named;
        let day = only_day(named.days)?;
        let end = day.to_datetime(Time::constant(23, 59, 59, 0));
        Some((named.to, Some(When::at(Stamp::Time(end), named.basis))))
    }

    /// Whether "early" or "late" stands between "as" and "as".
    pub(super) fn is_as(&self, at: usize) -> bool {
        at > 0 && self.words(at - 1).eq_ignore_ascii_case("as") && self.words(at + 1) == "as"
    }

    /// `as early as Friday`: from then on; `as late as Friday`: up to then.
    pub(super) fn as_bound(&self, at: usize) -> Option<Meaning> {
        let key = if self.is(at, Key::Early) { Key::Starting } else { Key::Until };
        let (to, when) = self.single(self.past(at + 2, &[Key::The]), true)?;
        Some((to, when.and_then(|when| self.opened(key, when))))
    }
}

impl Named {
    /// The same of the year before, where it would begin behind a day that it led up to.
    pub(super) fn begun_by(self, end: Date) -> Self {
        let is_yearly = matches!(self.basis, "day-of-year" | "month" | "season" | "holiday");
        match self.days.filter(|days| is_yearly && days.0 > end) {
            Some(days) => Self { days: year_moved(days, -1), ..self },
            None => self,
        }
    }
}
