//! Ranges of dates in figures, which share their dash and their year: `10/1-11/7`, `5/1-5/7, 2020`, `10-1-2018-10-7-2018`.

use jiff::civil::Date;

use super::find::{Meaning, between};
use crate::calendar::days::nearest;
use crate::calendar::machine::{civil, day_and_month, full_year};
use crate::calendar::reader::Reader;
use crate::calendar::words::Key;

/// A day in figures, its year if printed, and the place behind it.
#[derive(Clone, Copy)]
struct Figures {
    month: i8,
    day: i8,
    year: Option<i16>,
    to: usize,
}

impl Figures {
    fn in_year(self, year: i16) -> Option<Date> {
        civil(self.year.unwrap_or(year), self.month, self.day)
    }
}

impl Reader<'_> {
    /// Two days in figures with a dash between them; `from` or `between` may stand before.
    pub(super) fn slashed_range(&self, at: usize) -> Option<Meaning> {
        let lead = usize::from(matches!(self.key(at), Some(Key::From | Key::Between)));
        let start = at + lead;
        let mark = if self.is_mark(start + 1, &['/']) { '/' } else { '-' };
        let first = self.figures(start, mark).filter(|_| !self.is_tail(start))?;
        let is_joined = self.is_mark(first.to, &['-', '–', '—']);
        if !is_joined || mark == '-' && (lead == 0 || first.year.is_none()) {
            return None;
        }
        let last = self.figures(first.to + 1, mark)?;
        let (last, is_dated) = self.with_year(last);
        let days = self.between_figures(first, last)?;
        (days.0 < days.1).then(|| {
            let basis = if is_dated { "date" } else { "day-of-year" };
            (last.to, Some(between(days.0, days.1, basis)))
        })
    }

    fn between_figures(&self, first: Figures, last: Figures) -> Option<(Date, Date)> {
        let pair = |year: i16| {
            let end = last.in_year(year)?;
            let start = first.in_year(end.year())?;
            let is_before = start <= end || first.year.is_some();
            Some((if is_before { start } else { first.in_year(end.year() - 1)? }, end))
        };
        match last.year.or(first.year) {
            Some(year) => pair(year),
            None => nearest(self.today()?, pair),
        }
    }

    /// `10/1`, `10/1/2018`, `10-1-2018`.
    fn figures(&self, at: usize, mark: char) -> Option<Figures> {
        let short = |at: usize| self.number(at).filter(|n| n.digits <= 2 && !n.is_ordinal);
        let (a, b) = (short(at)?, short(at + 2)?);
        let is_whole = self.is_mark(at + 1, &[mark]) && self.is_glued(at) && self.is_glued(at + 1);
        let (day, month) = day_and_month(a.value as i8, b.value as i8, mark);
        let has_year = self.is_mark(at + 3, &[mark]) && self.is_glued(at + 2) && self.is_glued(at + 3);
        let year = self.number(at + 4).filter(|n| has_year && matches!(n.digits, 2 | 4));
        let year = match year {
            Some(number) => Some(full_year(self.words(at + 4).get(..usize::from(number.digits))?)?),
            None => None,
        };
        let to = if year.is_some() { at + 5 } else { at + 3 };
        (is_whole && (1..=12).contains(&month)).then_some(Figures { month, day, year, to })
    }

    /// With the year behind it, and whether one is printed.
    fn with_year(&self, figures: Figures) -> (Figures, bool) {
        if figures.year.is_some() {
            return (figures, true);
        }
        let (year, to) = self.year_of(figures.to);
        (Figures { year, to, ..figures }, year.is_some())
    }
}
