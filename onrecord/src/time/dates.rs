//! Dates that name their day, month or year themselves: `March 5, 2026`, `11/28/22`, `Friday the 5th`.

use crate::calendar::days::{Days, month, nearest, only_day, season, year};
use crate::calendar::lex::What;
use crate::calendar::machine::civil;
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::Key;

/// Months that are no other word and nobody's name.
const UNMISTAKABLE: [u8; 7] = [1, 2, 7, 9, 10, 11, 12];

impl Reader<'_> {
    /// A date that starts here; `is_led` where the words before say that a time follows.
    pub(super) fn date(&self, at: usize, is_led: bool) -> Option<Named> {
        match self.what(at)? {
            What::Word => self.eight_digits(at),
            What::Number(_) if self.is_tail(at) => None,
            What::Number(_) | What::Key(Key::Ordinal(_) | Key::Count(_))
                if !is_led && (self.is_led_day(at) || self.is_present_day(at)) =>
            {
                self.date(at, true)
            }
            What::Number(_) => self
                .numeric(at)
                .or_else(|| self.year_first(at))
                .or_else(|| self.month_in_figures(at))
                .or_else(|| self.day_first(at))
                .or_else(|| self.listed_day(at))
                .or_else(|| if is_led { self.short(at) } else { self.short_before(at) })
                .or_else(|| self.day_alone(at).filter(|_| is_led))
                .or_else(|| self.lone_year(at, is_led)),
            What::Key(Key::Ordinal(_) | Key::Count(_)) => self
                .day_first(at)
                .or_else(|| self.day_alone(at).filter(|_| is_led))
                .or_else(|| self.lone_year(at, is_led)),
            What::Key(Key::Month(number)) if self.is_month(at) => self.month_first(at, number, is_led),
            What::Key(Key::Season(first_month)) => self.season_of_year(at, first_month),
            What::Key(Key::Weekday(number) | Key::WeekdayShort(number)) => self.after_weekday(at, number),
            _ => None,
        }
    }

    /// `Tuesday, March 5, 2026`, `Friday the 5th`, `Tue 5/3`: the date counts, the weekday says it again.
    fn after_weekday(&self, at: usize, number: u8) -> Option<Named> {
        let next = self.past(self.skip(at + 1, &[',', '(', '.', '-']), &[Key::The]);
        let bracket = |named: Named| Named { to: self.skip(named.to, &[')']), ..named };
        let named = match self.what(next)? {
            What::Key(Key::Month(month)) if self.is_month(next) => {
                self.month_first(next, month, false).filter(|named| only_day(named.days).is_some())
            }
            What::Number(_) | What::Key(Key::Ordinal(_) | Key::Count(_)) => {
                let date = self.numeric(next).or_else(|| self.day_first(next)).or_else(|| self.short(next));
                date.or_else(|| self.weekday_and_day(next, number))
            }
            _ => None,
        };
        named.map(bracket)
    }

    /// Whether no noun follows that the number would count.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        match self.what(at) {
            None => true,
            Some(What::Mark(mark)) => mark != '-' || at > 0 && !self.is_glued(at - 1),
            Some(What::Key(key)) => matches!(
                key,
                Key::At
                    | Key::And
                    | Key::To
                    | Key::Until
                    | Key::By
                    | Key::Before
                    | Key::After
                    | Key::From
                    | Key::Between
                    | Key::In
            ),
            _ => false,
        }
    }

    /// `March 5, 2026`, `March 5-7`, `Mar. 5`, `March 2026`, `in March`.
    fn month_first(&self, at: usize, number: u8, is_led: bool) -> Option<Named> {
        let month_number = number as i8;
        let marked = self.skip(at + 1, &['/', '-']);
        let day_at = if self.is(marked, Key::The) { marked + 1 } else { marked };
        let ordinal = self.skip(day_at, &[',']);
        let day_at =
            if self.numeral(ordinal).is_some_and(|number| number.is_ordinal) { ordinal } else { day_at };
        if let Some((first, to)) = self.day_number(day_at).filter(|_| !self.is_headcount(at)) {
            let (last, to) = self.range_end(to, first);
            let (printed, to) = self.year_of(if marked > at + 1 { self.skip(to, &['/', '-']) } else { to });
            let printed = printed.or_else(|| self.year_of_list(to));
            let days = self.in_year(printed, |year| {
                Some((civil(year, month_number, first)?, civil(year, month_number, last)?))
            });
            return Named::new(to, days, if printed.is_some() { "date" } else { "day-of-year" });
        }
        let is_joined = (self.is_mark(at + 1, &['-', '–', '—']) || matches!(self.key(at + 1), Some(Key::To)))
            && matches!(self.key(at + 2), Some(Key::Month(_)));
        let (printed, to) = self.year_of(marked);
        if let Some(year) = printed {
            return Named::new(to, month(year, month_number), "month");
        }
        let is_sure = is_led
            || is_joined
            || self.is_led(at)
            || matches!(self.key_before(at), Some(Key::Last | Key::Next | Key::This));
        let is_name = matches!(self.what(at + 1), Some(What::Word)) && self.is_capital(at + 1);
        if !is_sure || is_name && !UNMISTAKABLE.contains(&number) {
            return None;
        }
        Named::new(at + 1, self.around(|day| nearest(day, |year| month(year, month_number))), "month")
    }

    /// `5 March 2026`, `the 5th of March`, `5-7 March`, `3 and 5 May`.
    pub(super) fn day_first(&self, at: usize) -> Option<Named> {
        let (first, to) = self.day_number(at)?;
        let (last, next) = self.range_end(to, first);
        let is_pair = last > first && self.is(to, Key::And) && self.key_before(at) != Some(Key::Between);
        let next = self.skip(self.past(next, &[Key::Of]), &['-', '/']);
        let Some(Key::Month(number)) = self.key(next).filter(|_| self.is_month(next)) else { return None };
        let (printed, to) = self.year_of(self.skip(next + 1, &['-', '/']));
        let to = if printed.is_none() { next + 1 } else { to };
        // "3 and 5 May" are two days; the other one is read behind "and"
        let (last, to) = if is_pair { (first, self.numeral(at)?.to) } else { (last, to) };
        let day = |year: i16, day: i8| civil(year, number as i8, day);
        let days = self.in_year(printed, |year| Some((day(year, first)?, day(year, last)?)));
        Named::new(to, days, if printed.is_some() { "date" } else { "day-of-year" })
    }

    /// `in 2019`, `since 2019`, `late 2019`, `2014-2018`.
    fn lone_year(&self, at: usize, is_led: bool) -> Option<Named> {
        let (first, to) = self.year_number(at)?;
        let is_count = matches!(self.key(to), Some(Key::Unit(_)));
        if let Some((last, to)) = self.year_span(first, to) {
            let days = year(first).zip(year(last)).map(|(first, last)| (first.0, last.1));
            return Named::new(to, days, "year");
        }
        let is_of = self.key_before(at) == Some(Key::Of) && (self.ends_phrase(to) || self.is(to, Key::And));
        let is_back = self.key_before(at) == Some(Key::To) && at > 1 && self.words(at - 2) == "back";
        let is_bound = self.is_bound_behind(to);
        let is_led = is_led || is_of || is_back || is_bound || self.is_led(at);
        if is_count || !is_led || !(1700..=2199).contains(&first) {
            return None;
        }
        Named::new(to, year(first), "year")
    }

    /// The end of `2014-2018`, `2014-18`.
    pub(super) fn year_span(&self, first: i16, at: usize) -> Option<(i16, usize)> {
        let number = self.number(at + 1).filter(|number| !number.is_ordinal)?;
        let is_word = self.is(at, Key::To) && number.digits == 4;
        let is_joined = (is_word || self.is_mark(at, &['-', '–', '—', '~'])) && self.ends_number(at + 2);
        let last = match number.digits {
            4 => number.value,
            2 if self.is_glued(at) => first / 100 * 100 + number.value,
            1 if self.is_glued(at) => first / 10 * 10 + number.value,
            _ => return None,
        };
        let is_span = is_joined && (1700..=2199).contains(&first) && last > first && last < first + 150;
        is_span.then_some((last, at + 2))
    }

    /// `the summer of 2019`, `spring 2026`; `since the spring`, `late summer` are the nearest.
    fn season_of_year(&self, at: usize, first_month: u8) -> Option<Named> {
        let of_year = |year: i16| season(year, first_month);
        if let (Some(year), to) = self.year_of(at + 1) {
            return Named::new(to, of_year(year), "season");
        }
        let is_the = self.key_before(at) == Some(Key::The);
        let lead = self.key_before(at - usize::from(is_the));
        let is_led = matches!(lead, Some(Key::Since | Key::Early | Key::Mid | Key::Late));
        let is_sure = is_led && self.ends_phrase(at + 1);
        if is_sure { Named::new(at + 1, self.around(|day| nearest(day, of_year)), "season") } else { None }
    }

    /// A month as a name: in capitals, or one that is no other word, or with its day behind it.
    pub(super) fn is_month(&self, at: usize) -> bool {
        let Some(Key::Month(number)) = self.key(at) else { return false };
        let is_verb = matches!(number, 3 | 5); // they may, they march
        let is_plain = !is_verb && self.words(at).len() > 3;
        let is_day =
            |at: usize| self.numeral(at).is_some_and(|day| day.is_ordinal || !is_verb && day.value <= 31);
        let is_beside = is_day(at + 1) || at > 0 && is_day(at - 1) || self.key_before(at) == Some(Key::Of);
        let is_marked = self.is_mark(at + 1, &['-', '/']) && self.is_glued(at + 1);
        let day_at = at + 1 + usize::from(is_marked);
        let is_glued = self.is_glued(at) && self.number(day_at).is_some();
        self.is_capital(at)
            || is_plain
            || number != 3 && self.is(at.wrapping_sub(1), Key::In) && self.ends_phrase(at + 1)
            || is_glued
            || is_beside
            || at > 1 && self.is_glued(at - 1) && self.is_mark(at - 1, &['/', '-'])
    }

    /// Whether a day stands here: `on the 5th`, `by 11/28`.
    fn is_led_day(&self, at: usize) -> bool {
        if self.goes_on(at) && self.is_mark(at + 1, &['/']) {
            return true;
        }
        let before = if self.key_before(at) == Some(Key::The) { at - 1 } else { at };
        let lead = self.key_before(before);
        matches!(lead, Some(Key::On | Key::By | Key::Before | Key::After | Key::Until))
            && !matches!(self.what(at), Some(What::Number(number)) if number.digits > 2)
    }

    /// Whether a month or year here is the time of something: `in March`, `mid-2019`.
    pub(super) fn is_led(&self, at: usize) -> bool {
        let before = if at >= 2 && self.is_mark(at - 1, &['-']) { at - 1 } else { at };
        let is_early = matches!(self.key_before(before), Some(Key::Early | Key::Mid | Key::Late));
        let is_second = at >= 2
            && self.key_before(at) == Some(Key::And)
            && (self.year_number(at - 2).is_some()
                || matches!(self.key(at - 2), Some(Key::Month(_))) && self.is_month(at));
        let lead = self.key_before(if self.key_before(at) == Some(Key::The) { at - 1 } else { at });
        is_early
            || is_second
            || before == at
                && matches!(
                    lead,
                    Some(Key::In | Key::From | Key::Since | Key::Until | Key::Earlier | Key::Within)
                )
    }

    /// With the year as printed, else with the one that lies nearest to the anchor.
    pub(super) fn in_year(&self, printed: Option<i16>, days: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        match printed {
            Some(year) => days(year),
            None => nearest(self.today()?, days),
        }
    }

    /// "In May 20 people": a count, not a day. ("On May 20" is a day.)
    fn is_headcount(&self, at: usize) -> bool {
        let is_plain_word = matches!(self.what(at + 2), Some(What::Word)) && !self.is_capital(at + 2);
        self.key_before(at) == Some(Key::In) && is_plain_word
    }

    /// The last day of `5-7`, `5 to 7`, `5 and 7`, and the place behind it.
    pub(super) fn range_end(&self, at: usize, first: i8) -> (i8, usize) {
        let is_range = self.is_mark(at, &['-', '–', '—'])
            || matches!(self.key(at), Some(Key::To | Key::And | Key::Until));
        let next = self.past(at + 1, &[Key::The]);
        match self.last_day(next).filter(|(last, _)| is_range && *last > first && !self.is_clock(next)) {
            Some(last) => last,
            None => (first, at),
        }
    }

    /// The day behind a dash, which makes it the tail of a number elsewhere.
    fn last_day(&self, at: usize) -> Option<(i8, usize)> {
        let Some(number) = self.number(at) else { return self.day_number(at) };
        let is_day = number.digits <= 2 && (1..=31).contains(&number.value);
        let is_more = self.is_glued(at) && matches!(self.what(at + 1), Some(What::Mark(':' | '%' | '/')));
        (is_day && !is_more).then_some((number.value as i8, at + 1))
    }

    /// Whether the number here is an hour: "March 5 and 7 p.m.".
    fn is_clock(&self, at: usize) -> bool {
        matches!(self.key(at + 1), Some(Key::Am | Key::Pm | Key::Clock))
    }

    /// A year with or without a comma, "of" or "in" before it, and the place behind it.
    pub(super) fn year_of(&self, at: usize) -> (Option<i16>, usize) {
        let mut place = self.skip(at, &[',']);
        if place == at && matches!(self.key(at), Some(Key::Of | Key::In)) {
            place += 1;
        }
        match self.year_number(place).filter(|(year, _)| (1700..=2199).contains(year)) {
            Some((year, to)) => (Some(year), to),
            None => self.short_year(at).map_or((None, at), |(year, to)| (Some(year), to)),
        }
    }
}
