//! Hours from one day to another: `from 8 p.m. Friday until 5 a.m. Monday`, `between now and eight o'clock`.

use jiff::civil::{DateTime, Time};

use super::find::Meaning;
use super::{Stamp, When};
use crate::calendar::days::{only_day, shift_time};
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::Key;

const DAY: i64 = 86_400;

impl Reader<'_> {
    /// `from 8 p.m. Friday until 5 a.m. Monday`, `between 2:00 tomorrow and 4:00`.
    pub(super) fn timed_range(&self, at: usize) -> Option<Meaning> {
        let lead = self.key(at).filter(|key| matches!(key, Key::From | Key::Between))?;
        let (joint, first) = self.timed(self.past(at + 1, &[Key::At]), false)?;
        let first = first.filter(|first| first.start == first.end)?;
        let start = first.start.filter(|start| !matches!(start, Stamp::Day(_)))?;
        let is_joined = matches!(self.key(joint), Some(Key::To | Key::Until))
            || lead == Key::Between && self.is(joint, Key::And);
        let next = self.past(joint + 1, &[Key::At]);
        let timed = self.timed(next, false).filter(|_| is_joined);
        let dated =
            timed.and_then(|(to, last)| Some((to, last?.end.filter(|end| !matches!(end, Stamp::Day(_)))?)));
        let (to, end) = match dated {
            Some((to, end)) => {
                (to, after(start, end, 7 * DAY).filter(|_| first.basis == "weekday").unwrap_or(end))
            }
            None => self.clock_on_day_of(start, next).filter(|_| is_joined)?,
        };
        Some((to, Some(When { end: Some(end), ..first })))
    }

    /// A clock time on the day of a stamp, or on the next day.
    fn clock_on_day_of(&self, start: Stamp, at: usize) -> Option<(usize, Stamp)> {
        let clock = self.one_clock(at, true).filter(|ends| self.ends_phrase(ends.to()))?;
        let day = start.day();
        let when = self.stamped(Named { to: at, days: Some((day, day)), basis: "date" }, clock)?;
        let end = after(start, when.end?, DAY)?;
        Some((clock.to(), end))
    }

    /// `between now and eight o'clock`, `from 9 a.m. to now`: hours of the anchor's day.
    pub(super) fn now_and_clock(&self, at: usize) -> Option<Meaning> {
        let joint = |at: usize| matches!(self.key(at), Some(Key::And | Key::To | Key::Until));
        let now_first = self.is(at + 1, Key::Now) && joint(at + 2);
        let clock = self.clock(at + if now_first { 3 } else { 1 }, true)?;
        if matches!(self.key(clock.to), Some(Key::Unit(_))) {
            return None; // "from now until 3 minutes later"
        }
        let now_last = !now_first && joint(clock.to) && self.is(clock.to + 1, Key::Now);
        let now = self.base?.hi;
        let ends = |start, end| When { start: Some(start), end: Some(end), basis: "today".to_owned() };
        let when = match now {
            Stamp::Day(_) => ends(now, now),
            Stamp::Time(time) | Stamp::Zoned(time, _) => {
                let is_after = |clock: &Time| (*clock > time.time()) == now_first;
                let halves = [false, true].map(|half| clock.time(Some(half)).filter(is_after));
                let hour = if now_first { halves[0].or(halves[1]) } else { halves[1].or(halves[0]) };
                let other = same_kind(now, time.date().to_datetime(hour?));
                if now_first { ends(now, other) } else { ends(other, now) }
            }
        };
        (now_first || now_last).then_some((clock.to + usize::from(now_last) * 2, Some(when)))
    }

    /// `early in the day Wednesday`, `late in the day on March 5`: the day.
    pub(super) fn in_the_day_of(&self, at: usize) -> Option<Meaning> {
        let is_day = self.is(at + 1, Key::In)
            && self.is(at + 2, Key::The)
            && self.is(at + 3, Key::Unit(crate::calendar::words::Unit::Day));
        let named = self.days(self.past(at + 4, &[Key::On]), true).filter(|_| is_day)?;
        only_day(named.days).map(|_| self.meaning(named))
    }
}

/// An end that is not before the start: a stamp moved by whole weeks or days, where it must be.
fn after(start: Stamp, end: Stamp, step: i64) -> Option<Stamp> {
    let short = start.earliest() - end.earliest();
    let by = if short <= 0 { 0 } else { (short + step - 1) / step * step };
    match end {
        Stamp::Day(_) => None,
        Stamp::Time(time) => shift_time(time, by).map(Stamp::Time),
        Stamp::Zoned(time, zone) => Some(Stamp::Zoned(shift_time(time, by)?, zone)),
    }
}

/// Another clock time in the zone of a stamp.
fn same_kind(stamp: Stamp, time: DateTime) -> Stamp {
    match stamp {
        Stamp::Zoned(_, zone) => Stamp::Zoned(time, zone),
        _ => Stamp::Time(time),
    }
}
