//! Dates in figures: `11/28/22`, `28.11.2022`, `20260305`, `2026/Mar/05`, and lists of them.

use crate::calendar::days::month;
use crate::calendar::lex::What;
use crate::calendar::machine::{civil, day_and_month, full_year};
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::Key;

impl Reader<'_> {
    /// `11/28/22`, `28.11.2022`, `2026-03-05`.
    pub(super) fn numeric(&self, at: usize) -> Option<Named> {
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

    /// `20260305`, as files are named: eight digits that are a day of these years.
    pub(super) fn eight_digits(&self, at: usize) -> Option<Named> {
        let words = self.words(at);
        let is_plain = words.len() == 8
            && words.bytes().all(|byte| byte.is_ascii_digit())
            && (self.ends_phrase(at + 1) || self.is_mark(at + 1, &['-']));
        let part = |range: std::ops::Range<usize>| words.get(range)?.parse::<i16>().ok();
        let year = part(0..4).filter(|year| is_plain && (1990..2100).contains(year))?;
        let day = civil(year, i8::try_from(part(4..6)?).ok()?, i8::try_from(part(6..8)?).ok()?)?;
        Named::new(at + 1, Some((day, day)), "date")
    }

    /// `11/28` before a clock time, or before another date: "6/4 between 9:30 and 4:30 p.m.", "11/20, 12 November".
    pub(super) fn short_before(&self, at: usize) -> Option<Named> {
        let named = self.short(at)?;
        let is_hour = |at: usize| self.clock(self.past(at, &[Key::At]), false).is_some();
        let is_before_clock = self.bound_word(named.to).is_some_and(|(_, at)| is_hour(at))
            || self.clocks(named.to).is_some()
            || self.is(named.to, Key::At) && is_hour(named.to);
        let next = self.skip(named.to, &[',']);
        let is_listed = || next > named.to && self.within(|| self.day_first(next)).is_some();
        (is_before_clock || is_listed()).then_some(named)
    }

    /// `11/28`: read only where a time must follow. "9/11" is no day of this year.
    pub(super) fn short(&self, at: usize) -> Option<Named> {
        let (first, second) = (self.number(at)?, self.number(at + 2)?);
        let is_whole = self.is_glued(at) && self.is_glued(at + 1) && first.digits <= 2 && second.digits <= 2;
        let is_name = (first.value, second.value) == (9, 11) || !self.is_mark(at + 1, &['/']);
        if !is_whole || is_name || !self.ends_number(at + 3) {
            return None;
        }
        let (day, month) = day_and_month(first.value as i8, second.value as i8, '/');
        let days = self.in_year(None, |year| civil(year, month, day).map(|day| (day, day)));
        Named::new(at + 3, days, "day-of-year").filter(|named| named.days.is_some())
    }

    /// `2015-12`, `12-2015`, `03/2015`: a month in figures, where no span of years is meant ("2015-16").
    pub(super) fn month_in_figures(&self, at: usize) -> Option<Named> {
        let (first, second) = (self.number(at)?, self.number(at + 2)?);
        let is_whole = self.is_mark(at + 1, &['-', '/']) && self.is_glued(at) && self.is_glued(at + 1);
        let (year, number) = match (first.digits, second.digits) {
            (4, 1 | 2) if self.is_mark(at + 1, &['-']) => (first.value, second.value),
            (1 | 2, 4) => (second.value, first.value),
            _ => return None,
        };
        let is_plain = !first.is_ordinal && !second.is_ordinal && self.ends_figures(at + 3);
        let is_month = (1..=12).contains(&number)
            && (1900..2100).contains(&year)
            && self.year_span(year, at + 1).is_none();
        let days = month(year, i8::try_from(number).ok()?);
        if is_whole && is_plain && is_month { Named::new(at + 3, days, "month") } else { None }
    }

    /// Whether no further figure is glued to the last one.
    fn ends_figures(&self, at: usize) -> bool {
        !self.is_glued(at - 1)
            || !matches!(self.what(at), Some(What::Mark('-' | '/' | '%')) | None) && self.ends_number(at)
    }

    /// `'87`, `of 87` behind a month or day.
    pub(super) fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let of = self.past(at, &[Key::Of]);
        let place = self.skip(of, &['\'', '’', '‘']);
        let is_whole = !self.is_glued(place) || self.ends_number(place + 1);
        let number = self.number(place).filter(|n| n.digits == 2 && !n.is_ordinal && is_whole)?;
        let is_marked = place > of && self.is_glued(place - 1);
        let year = full_year(self.words(place).get(..2)?)?;
        (is_marked || of > at && self.ends_phrase(place + 1) && number.value > 31)
            .then_some((year, place + 1))
    }

    /// `2026 March`, `2026/Mar/05`.
    pub(super) fn year_first(&self, at: usize) -> Option<Named> {
        let (year, _) = self
            .number(at)
            .filter(|number| number.digits == 4 && number.value >= 1700)
            .map(|n| (n.value, ()))?;
        let next = self.skip(at + 1, &['/', '-']);
        let Some(Key::Month(number)) = self.key(next).filter(|_| self.is_month(next)) else { return None };
        let marked = self.skip(next + 1, &['/', '-']);
        match self.day_number(marked).filter(|_| marked > next + 1) {
            Some((day, to)) => Named::new(to, civil(year, number as i8, day).map(|day| (day, day)), "date"),
            None => Named::new(next + 1, month(year, number as i8), "month"),
        }
    }
}
