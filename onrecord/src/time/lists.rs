//! Lists of days: `June 18, 19 and 20`, `11/20, 11/22 or 11/25`, `next Monday or Tuesday`.

use jiff::civil::Date;

use super::told::first_behind;
use crate::calendar::days::{Days, only_day, shift};
use crate::calendar::machine::civil;
use crate::calendar::reader::{Named, Reader};

/// No list is longer.
const LONGEST: usize = 8;

impl Reader<'_> {
    /// Whether a list goes on here, behind the expression found last.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        self.listed.is_some_and(|(behind, _)| behind < at && at == self.next_listed(behind))
    }

    /// The place behind `,`, `and`, `, or`.
    fn next_listed(&self, at: usize) -> usize {
        let behind = self.skip(at, &[',']);
        behind + usize::from(matches!(self.words(behind), "or" | "and"))
    }

    /// The `19` and the `20` of "June 18, 19 and 20": of the same month.
    pub(super) fn listed_day(&self, at: usize) -> Option<Named> {
        let last = only_day(self.told).filter(|_| self.goes_on(at))?;
        let (day, to) = self.day_number(at).filter(|(day, to)| *day > last.day() && self.is_item(*to))?;
        let found = civil(last.year(), last.month(), day)?;
        let (_, to) = if self.next_listed(to) == to { self.year_of(to) } else { (None, to) };
        let is_dated = self.listed.is_some_and(|(_, is_dated)| is_dated);
        Named::new(to, Some((found, found)), if is_dated { "date" } else { "day-of-year" })
    }

    /// Whether the number before this place is one of a list of days: no noun follows, or the list goes on.
    fn is_item(&self, at: usize) -> bool {
        let next = self.next_listed(at);
        self.ends_phrase(at)
            && (next == at || self.day_number(next).is_none_or(|(_, to)| self.ends_phrase(to)))
    }

    /// The year behind such a list: "June 18, 19 and 20, 2014".
    pub(super) fn year_of_list(&self, at: usize) -> Option<i16> {
        let mut to = at;
        for _ in 0..LONGEST {
            let next = self.next_listed(to);
            let Some((_, behind)) = self.day_number(next).filter(|_| next > to) else { break };
            to = behind;
        }
        self.year_of(to).0.filter(|_| to > at)
    }

    /// "Next Monday or Tuesday", "next week Mon or Tue": the weekday behind the one found last.
    pub(super) fn listed_weekday(&self, at: usize, number: u8) -> Option<Days> {
        let last = only_day(self.told).filter(|_| self.goes_on(at))?;
        let today = self.today()?;
        let is_recent = shift(today, -6)? <= last && last <= today;
        let found: Date = first_behind(last, number)?;
        (!is_recent).then_some((found, found))
    }
}
