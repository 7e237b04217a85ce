//! Dates that name their day, month or year themselves: `March 5, 2026`, `11/28/22`, `in 2019`.

use jiff::civil::Date;

use super::calendar::{Days, month, nearest, season, year};
use super::lex::What;
use super::machine::{civil, day_and_month, full_year};
use super::reader::{Named, Reader};
use super::words::Key;

/// Months that are no other word and nobody's name.
const UNMISTAKABLE: [u8; 7] = [1, 2, 7, 9, 10, 11, 12];

impl Reader<'_> {
    /// A date that starts here.
    pub(super) fn date(&self, at: usize) -> Option<Named> {
        match self.what(at)? {
            What::Number(_) if self.is_tail(at) => None,
            What::Number(_) => self.numeric(at).or_else(|| self.day_first(at)).or_else(|| self.lone_year(at)),
            What::Decade(first) => {
                let days = year(first).zip(year(first.checked_add(9)?));
                Named::new(at + 1, days.map(|(from, to)| (from.0, to.1)), "decade")
            }
            What::Key(Key::Month(number)) if self.is_capital(at) => self.month_first(at, number),
            What::Key(Key::Season(first_month)) => self.season_of_year(at, first_month),
            What::Key(Key::Weekday(_) | Key::WeekdayShort(_)) => self.after_weekday(at),
            _ => None,
        }
    }

    /// `Tuesday, March 5, 2026`: the date counts, the weekday says it again.
    fn after_weekday(&self, at: usize) -> Option<Named> {
        let next = self.skip(at + 1, &[',', '(', '.']);
        match self.what(next)? {
            What::Number(_) => self.numeric(next).or_else(|| self.day_first(next)),
            What::Key(Key::Month(number)) if self.is_capital(next) => self
                .month_first(next, number)
                .filter(|named| named.basis == "date" || named.basis == "day-of-year"),
            _ => None,
        }
    }

    /// `11/28/22`, `28.11.2022`, `2026-03-05`.
    fn numeric(&self, at: usize) -> Option<Named> {
        let first = self.number(at)?;
        let What::Mark(mark @ ('/' | '.' | '-')) = self.what(at + 1)? else { return None };
        let second = self.number(at + 2)?;
        let third = self.number(at + 4)?;
        let is_whole = (at..at + 4).all(|at| self.is_glued(at)) && self.is_mark(at + 3, &[mark]);
        if !is_whole || first.is_ordinal || second.is_ordinal || second.digits > 2 {
            return None;
        }
        let day = if first.digits == 4 && third.digits <= 2 {
            civil(first.value, i8::try_from(second.value).ok()?, i8::try_from(third.value).ok()?)
        } else if first.digits <= 2 && (third.digits == 4 || third.digits == 2 && mark == '/') {
            let (a, b) = (i8::try_from(first.value).ok()?, i8::try_from(second.value).ok()?);
            let (day, month) = day_and_month(a, b, mark);
            let year = &self.words(at + 4).get(..usize::from(third.digits))?;
            civil(full_year(year)?, month, day)
        } else {
            return None;
        };
        Named::new(at + 5, day.map(|day| (day, day)), "date")
    }

    /// `March 5, 2026`, `March 5-7`, `Mar. 5`, `March 2026`, `in March`.
    fn month_first(&self, at: usize, number: u8) -> Option<Named> {
        let month_number = number as i8;
        if let Some(first) = self.day_number(at + 1).filter(|_| !self.is_headcount(at)) {
            let (last, to) = self.range_end(at + 2, first);
            let (printed, to) = self.year_behind(to);
            let days = self.in_year(printed, |year| {
                Some((civil(year, month_number, first)?, civil(year, month_number, last)?))
            });
            return Named::new(to, days, if printed.is_some() { "date" } else { "day-of-year" });
        }
        let of = at + 1 + usize::from(self.is(at + 1, Key::Of));
        if let (Some(printed), to) = self.year_behind(of) {
            return Named::new(to, month(printed, month_number), "month");
        }
        let is_led = self.is_led(at);
        let is_sure = UNMISTAKABLE.contains(&number) && self.words(at).len() > 3;
        if !is_led && !is_sure {
            return None;
        }
        let days = self.today().and_then(|today| nearest(today, |year| month(year, month_number)));
        Named::new(at + 1, days, "month")
    }

    /// `5 March 2026`, `the 5th of March`, `5-7 March`.
    fn day_first(&self, at: usize) -> Option<Named> {
        let first = self.day_number(at)?;
        let (last, next) = self.range_end(at + 1, first);
        let next = next + usize::from(self.is(next, Key::Of));
        let Some(Key::Month(number)) = self.key(next).filter(|_| self.is_capital(next)) else { return None };
        let (printed, to) = self.year_behind(next + 1);
        let day = |year: i16, day: i8| civil(year, number as i8, day);
        let days = self.in_year(printed, |year| Some((day(year, first)?, day(year, last)?)));
        Named::new(to, days, if printed.is_some() { "date" } else { "day-of-year" })
    }

    /// `in 2019`, `since 2019`, `late 2019`.
    fn lone_year(&self, at: usize) -> Option<Named> {
        let is_led = self.is_led(at);
        let number = self.number(at).filter(|number| is_led && number.digits == 4 && !number.is_ordinal)?;
        let is_count =
            matches!(self.key(at + 1), Some(Key::Unit(_))) || self.is_glued(at) && !self.ends_clause(at + 1);
        if is_count || !(1700..=2099).contains(&number.value) {
            return None;
        }
        Named::new(at + 1, year(number.value), "year")
    }

    /// `the summer of 2019`, `spring 2026`.
    fn season_of_year(&self, at: usize, first_month: u8) -> Option<Named> {
        let of = at + 1 + usize::from(self.is(at + 1, Key::Of));
        let (printed, to) = self.year_behind(of);
        Named::new(to, season(printed?, first_month), "season")
    }

    /// Whether a month or year here is the time of something: `in March`, `mid-2019`.
    fn is_led(&self, at: usize) -> bool {
        let before = if at >= 2 && self.is_mark(at - 1, &['-']) { at - 1 } else { at };
        let lead = self.key_before(before);
        let is_early = matches!(lead, Some(Key::Early | Key::Late));
        is_early || before == at && matches!(lead, Some(Key::In | Key::Since | Key::Until | Key::Earlier))
    }

    /// With the year as printed, else with the one that lies nearest to the anchor.
    fn in_year(&self, printed: Option<i16>, days: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        match printed {
            Some(year) => days(year),
            None => nearest(self.today()?, days),
        }
    }

    /// A day of the month.
    fn day_number(&self, at: usize) -> Option<i8> {
        let number =
            self.number(at).filter(|number| number.digits <= 2 && (1..=31).contains(&number.value))?;
        let is_more = self.is_glued(at) && matches!(self.what(at + 1), Some(What::Mark(':' | '/' | '%')));
        let is_decimal = self.is_glued(at) && self.is_mark(at + 1, &['.']) && self.is_glued(at + 1);
        let goes_on = is_decimal && self.number(at + 2).is_some();
        if is_more || goes_on { None } else { i8::try_from(number.value).ok() }
    }

    /// "In May 20 people": a count, not a day. ("On May 20" is a day.)
    fn is_headcount(&self, at: usize) -> bool {
        let is_plain_word = matches!(self.what(at + 2), Some(What::Word)) && !self.is_capital(at + 2);
        self.key_before(at) == Some(Key::In) && is_plain_word
    }

    /// The last day of `5-7`, `5 to 7`, and the place behind it.
    fn range_end(&self, at: usize, first: i8) -> (i8, usize) {
        let is_range = self.is_mark(at, &['-', '–', '—']) || self.is(at, Key::To);
        match self.day_number(at + 1).filter(|last| is_range && *last > first) {
            Some(last) => (last, at + 2),
            None => (first, at),
        }
    }

    /// A year with or without a comma before it, and the place behind it.
    fn year_behind(&self, at: usize) -> (Option<i16>, usize) {
        let place = self.skip(at, &[',']);
        match self.number(place).filter(|number| number.digits == 4 && (1700..=2199).contains(&number.value))
        {
            Some(number) if !self.is_glued(place) || self.ends_clause(place + 1) => {
                (Some(number.value), place + 1)
            }
            _ => (None, at),
        }
    }

    /// Whether the mark here ends a number rather than going on with it.
    fn ends_clause(&self, at: usize) -> bool {
        match self.what(at) {
            Some(What::Mark('.' | ',' | ':')) => !self.is_glued(at) || self.number(at + 1).is_none(),
            Some(What::Mark('-' | '/' | '%')) => false,
            _ => true,
        }
    }
}

/// The one day, if the days are one.
pub(super) fn only_day(days: Option<Days>) -> Option<Date> {
    days.filter(|days| days.0 == days.1).map(|days| days.0)
}
