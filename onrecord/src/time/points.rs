//! The start, middle and end of something as points: "from the end of March", "as early as Friday", "the end of today".

use jiff::civil::{Date, Time};

use super::calendar::{Third, only_day, shift, year_moved};
use super::find::{Meaning, between};
use super::reader::{Named, Reader};
use super::words::Key;
use super::{Stamp, When};

impl Reader<'_> {
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
