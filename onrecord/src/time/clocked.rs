//! Days with a clock time before or behind them: `Tuesday at 4:30 p.m.`, `at 7 on Friday`, `March 5 from 9 a.m. for two hours`.

use jiff::civil::{Date, DateTime, Time};

use super::find::Meaning;
use super::{Stamp, When};
use crate::calendar::clock::{Clock, Ends};
use crate::calendar::days::{only_day, shift, shift_time};
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::Key;

impl Reader<'_> {
    /// Days with a clock time before or behind them.
    pub(super) fn timed(&self, at: usize, is_led: bool) -> Option<Meaning> {
        if let Some(named) = self.days(at, is_led) {
            return Some(self.with_clock_behind(named));
        }
        let ends = self.clocks(at).or_else(|| self.clocks_before_day(at));
        let ends = ends.or_else(|| self.one_clock(at, self.is_at(at)))?;
        let (to, is_onward) = self.or_later(ends.to());
        let next = self.past(self.skip(to, &[',']), &[Key::On, Key::Of, Key::The, Key::Early, Key::Late]);
        let Some(named) = self.days(next, false).filter(|named| only_day(named.days).is_some()) else {
            let (first, last) = (ends.first, ends.last);
            let is_sure = first.half.is_some() || first.is_whole_day || last.is_none();
            return is_sure.then_some((to, None)); // "from 12 to 14 March" is none
        };
        let when = self.stamped(named, ends).or_else(|| self.meaning(named).1);
        let open = |when: When| When { end: if is_onward { None } else { when.end }, ..when };
        Some((named.to, when.map(open)))
    }

    /// The day with the clock time behind it, if one stands there.
    pub(super) fn with_clock_behind(&self, named: Named) -> Meaning {
        let named = Named { to: self.past_bracket(named.to), ..named };
        let Some(day) = only_day(named.days) else {
            return self.meaning(named);
        };
        let next = self.skip(named.to, &[',', '|', '-', '–', '—', '(', '·']);
        let behind = self.lasting(named, next).or_else(|| self.open_clock_behind(named, next));
        if let Some(meaning) = behind {
            return meaning;
        }
        let at = self.past(self.skip(next, &['@']), &[Key::At, Key::At]);
        let at = at + usize::from(at == next && self.words(at).eq_ignore_ascii_case("for"));
        let is_loose = at > next || self.half_named(named).is_some() || self.is_spelled_out(at);
        let ends = self.clocks(at).or_else(|| self.bare_clocks(at, day));
        let Some(ends) = ends.or_else(|| self.one_clock(at, is_loose)) else {
            return self.meaning(named);
        };
        if ends.last.is_none() && !self.is_clock_sure(at, ends.first) {
            return self.meaning(named);
        }
        let (named, to) = self.year_behind(named, ends.to());
        match self.stamped(named, ends) {
            Some(when) => (to, Some(when)),
            None if ends.first.half.is_none() && ends.first.minute == 0 && !self.is(to - 1, Key::Clock) => {
                self.meaning(named)
            }
            None => (to, self.meaning(named).1),
        }
    }

    /// `6-8 next Monday`, `five to seven today`.
    fn clocks_before_day(&self, at: usize) -> Option<Ends> {
        let any = self.bare_clocks(at, Date::MAX)?;
        let named = self.days(any.to(), false)?;
        self.bare_clocks(at, only_day(named.days)?)
    }

    pub(super) fn one_clock(&self, at: usize, is_loose: bool) -> Option<Ends> {
        self.clock(at, is_loose).map(|first| Ends { first, last: None })
    }

    /// The place behind `(Tue)`.
    fn past_bracket(&self, at: usize) -> usize {
        let is_weekday = matches!(self.key(at + 1), Some(Key::Weekday(_) | Key::WeekdayShort(_)));
        if is_weekday && self.is_mark(at, &['(']) && self.is_mark(at + 2, &[')']) { at + 3 } else { at }
    }

    /// `nine thirty`: an hour and its minutes as people say them.
    fn is_spelled_out(&self, at: usize) -> bool {
        let minutes = self.numeral(at + 1).filter(|minutes| !minutes.is_ordinal && minutes.value >= 10);
        matches!(self.key(at), Some(Key::Count(2..=12)))
            && minutes.is_some_and(|minutes| self.number(at + 1).is_none() && self.ends_phrase(minutes.to))
    }

    /// Whether "at" stands before this place, so that a bare hour will do.
    fn is_at(&self, at: usize) -> bool {
        at > 0 && self.words(at - 1).eq_ignore_ascii_case("at")
    }

    /// Whether this is an hour rather than a count of what follows: "at 4:30", "at 7.", not "at 5 schools".
    fn is_clock_sure(&self, at: usize, clock: Clock) -> bool {
        let is_printed = clock.half.is_some() || clock.is_whole_day || clock.zone.is_some();
        let is_marked = self.is_mark(at + 1, &[':'])
            || self.key(clock.to - 2) == Some(Key::Past)
            || self.is(clock.to - 1, Key::Clock);
        let is_decimal = self.is_glued(clock.to - 1) && self.is_glued(clock.to);
        is_printed || is_marked || self.ends_phrase(clock.to) && !is_decimal
    }

    /// The place behind `or later`, and whether it stands here.
    fn or_later(&self, at: usize) -> (usize, bool) {
        let is_later = matches!(self.words(at), "or" | "and") && matches!(self.key(at + 1), Some(Key::Later));
        (at + 2 * usize::from(is_later), is_later)
    }

    /// `Oct 26 15:50:06 2016`, as machines print it.
    fn year_behind(&self, named: Named, to: usize) -> (Named, usize) {
        let year = self.year_number(to).filter(|_| named.basis == "day-of-year" && self.number(to).is_some());
        let moved = year.and_then(|(year, behind)| {
            let day = only_day(named.days)?;
            let day = crate::calendar::machine::civil(year, day.month(), day.day())?;
            Some((Named { days: Some((day, day)), basis: "date", ..named }, behind))
        });
        moved.unwrap_or((named, to))
    }

    /// `from 9:30am for 7 hours`, `for 7 hours from 9:30am`, behind a day.
    fn lasting(&self, named: Named, at: usize) -> Option<Meaning> {
        let is_for = |at: usize| self.words(at).eq_ignore_ascii_case("for");
        let from = |at: usize| self.clock(at + 1, true).filter(|_| self.is(at, Key::From));
        let (clock, length) = if is_for(at) {
            let length = self.length(at + 1)?;
            (from(length.to)?, length)
        } else {
            let clock = from(at)?;
            (clock, self.length(clock.to + 1).filter(|_| is_for(clock.to))?)
        };
        let when = self.stamped(named, Ends { first: clock, last: None })?;
        let end = match when.end? {
            Stamp::Time(time) => Stamp::Time(shift_time(time, length.seconds)?),
            Stamp::Zoned(time, zone) => Stamp::Zoned(shift_time(time, length.seconds)?, zone),
            Stamp::Day(_) => return None,
        };
        let when = When { end: Some(end), ..when };
        (length.seconds > 0).then_some((clock.to.max(length.to), Some(when)))
    }

    /// `Tuesday before 5 p.m.`, `tomorrow after 16:00`, `Friday no later than 6:00`.
    fn open_clock_behind(&self, named: Named, at: usize) -> Option<Meaning> {
        let (key, next) = self.bound_word(at)?;
        let clock = self.clock(self.past(next, &[Key::At]), false)?;
        Some((clock.to, self.opened(key, self.stamped(named, Ends { first: clock, last: None })?)))
    }

    /// `before`, `after`, `later than`, `no later than`: which it is, and the place behind it.
    pub(super) fn bound_word(&self, at: usize) -> Option<(Key, usize)> {
        let lead = at + usize::from(matches!(self.words(at), "no" | "not"));
        let is_than = self.words(lead + 1).eq_ignore_ascii_case("than");
        match self.key(lead)? {
            key @ (Key::Before | Key::After | Key::By | Key::Until) if lead == at => Some((key, at + 1)),
            Key::Later if is_than => Some((if lead > at { Key::Until } else { Key::After }, lead + 2)),
            Key::Earlier if is_than => Some((if lead > at { Key::Starting } else { Key::Before }, lead + 2)),
            _ => None,
        }
    }

    /// Whether the words of a day say that its later half is meant: "tonight", "Tuesday morning".
    fn half_named(&self, named: Named) -> Option<bool> {
        match self.key_before(named.to)? {
            Key::Part(half) => Some(half),
            Key::Tonight => Some(true),
            _ => None,
        }
    }

    /// A clock time on a day, or from one clock time to another.
    pub(super) fn stamped(&self, named: Named, ends: Ends) -> Option<When> {
        let day: Date = only_day(named.days)?;
        let half = self.half_named(named);
        let (first, last) = (ends.first, ends.last);
        let start = first.time(half).or_else(|| first.likely())?;
        let stamp = |clock: Clock, time: DateTime| {
            clock.zone.map_or(Stamp::Time(time), |zone| Stamp::Zoned(time, zone.on(day)))
        };
        let end = match last {
            None => day.to_datetime(start),
            Some(last) => end_of(day, start, last.time(half).or_else(|| last.likely_behind(start))?)?,
        };
        let (start, end) = (stamp(first, day.to_datetime(start)), stamp(last.unwrap_or(first), end));
        Some(When { start: Some(start), end: Some(end), basis: named.basis.to_owned() })
    }
}

/// The end of a stretch of hours, which may lie behind midnight.
fn end_of(day: Date, start: Time, end: Time) -> Option<DateTime> {
    let day = if end < start { shift(day, 1)? } else { day };
    Some(day.to_datetime(end))
}
