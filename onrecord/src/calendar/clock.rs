//! Clock times and stretches between two: `4:30 p.m. EST`, `16.30`, `noon`, `1430 GMT`, `from 2 to 4 p.m.`.

use jiff::civil::{Date, Time};

use super::lex::What;
use super::machine::hour_of;
use super::reader::Reader;
use super::words::{Key, Unit};
use super::zone::Zone;

/// A clock time; its hour may be in doubt ("at 4:30").
#[derive(Clone, Copy)]
pub(crate) struct Clock {
    /// The place behind it.
    pub to: usize,
    pub hour: i8,
    pub minute: i8,
    pub second: i8,
    /// Whether it is of the afternoon, if that is printed.
    pub half: Option<bool>,
    /// Whether the hour counts from midnight: "16:30".
    pub is_whole_day: bool,
    /// As printed.
    pub zone: Option<Zone>,
}

/// One clock time, or the stretch between two.
#[derive(Clone, Copy)]
pub(crate) struct Ends {
    pub first: Clock,
    pub last: Option<Clock>,
}

impl Ends {
    /// The place behind both.
    pub(crate) fn to(self) -> usize {
        self.last.map_or(self.first.to, |last| last.to)
    }
}

/// Hours before this one are of the afternoon where nothing says which half is meant: "Friday at 3".
const EARLIEST_BARE: i8 = 7;

impl Clock {
    /// The time where nothing says which half of the day is meant: from 7 to 11 the morning, else the afternoon.
    pub(crate) fn likely(self) -> Option<Time> {
        let is_afternoon = !(EARLIEST_BARE..12).contains(&self.hour);
        Time::new(hour_of(self.hour, is_afternoon)?, self.minute, self.second, 0).ok()
    }

    /// The same for the end of a stretch: the first such time behind its start.
    pub(crate) fn likely_behind(self, start: Time) -> Option<Time> {
        let at = |half| Time::new(hour_of(self.hour, half)?, self.minute, self.second, 0).ok();
        at(false).filter(|time| *time > start).or_else(|| at(true))
    }

    /// The time, where morning or afternoon is printed, or said beside it.
    pub(crate) fn time(self, half: Option<bool>) -> Option<Time> {
        let hour = match self.half.or(half) {
            _ if self.is_whole_day && (self.half.is_none() || self.hour > 12) => self.hour,
            Some(half) => hour_of(self.hour, half)?,
            None => return None,
        };
        Time::new(hour, self.minute, self.second, 0).ok()
    }
}

impl Reader<'_> {
    /// A clock time that starts here; `is_loose` where a bare hour will do.
    pub(crate) fn clock(&self, at: usize, is_loose: bool) -> Option<Clock> {
        let is_tail = self.number(at).is_some() && self.is_tail(at);
        if is_tail { None } else { self.clock_from(at, is_loose) }
    }

    /// The same where the number may stand behind a dash: "3-8 p.m.".
    fn clock_from(&self, at: usize, is_loose: bool) -> Option<Clock> {
        let past = self.minutes_past(at);
        let clock = match self.what(at)? {
            _ if past.is_some() => past?,
            What::Key(Key::Noon) => Clock { is_whole_day: true, ..bare(at + 1, 12) },
            What::Key(Key::Midnight) => bare(at + 1, 0),
            What::Key(Key::Count(hour @ 1..=12)) if self.words(at).len() > 2 => {
                let minute = self
                    .numeral(self.skip(at + 1, &['-']))
                    .filter(|n| (10..60).contains(&n.value) && !n.is_ordinal)
                    .filter(|n| is_loose || matches!(self.key(n.to), Some(Key::Am | Key::Pm)));
                let to = minute.map_or(at + 1, |minute| minute.to);
                let clock = Clock { minute: minute.map_or(0, |n| n.value as i8), ..bare(to, hour as i8) };
                self.half(clock, is_loose)?
            }
            What::Number(_) => self.digits(at, is_loose)?,
            _ => return None,
        };
        let (zone, to) = self.zone(clock.to);
        Some(Clock { to, zone, ..clock })
    }

    /// `half past eight`, `a quarter to nine`, `ten minutes past eight`.
    fn minutes_past(&self, at: usize) -> Option<Clock> {
        let at = at + usize::from(self.is(at, Key::Count(1)) && self.is(at + 1, Key::Unit(Unit::Quarter)));
        let (minute, side) = match self.key(at) {
            Some(Key::Half) => (30, at + 1),
            Some(Key::Unit(Unit::Quarter)) => (15, at + 1),
            _ => {
                let numeral = self.numeral(at).filter(|n| !n.is_ordinal && (1..60).contains(&n.value))?;
                (numeral.value as i8, self.past(numeral.to, &[Key::Unit(Unit::Minute)]))
            }
        };
        let is_to =
            self.is(side, Key::To) && !matches!(self.what(side - 1), Some(What::Number(_))) && minute != 30;
        let is_named = matches!(self.key(side - 1), Some(Key::Unit(_)));
        if !(self.is(side, Key::Past) || is_to && is_named) {
            return None;
        }
        let hour = self.numeral(side + 1).filter(|n| !n.is_ordinal && (1..=12).contains(&n.value))?;
        let hour_of_day = if is_to { (hour.value as i8 + 10) % 12 + 1 } else { hour.value as i8 };
        let clock = Clock { minute: if is_to { 60 - minute } else { minute }, ..bare(hour.to, hour_of_day) };
        self.half(clock, true)
    }

    /// `from 2 to 4 p.m.`, `between 9.30 and 11 a.m.`, `2-4pm`: two clock times, and which halves they are of.
    pub(crate) fn clocks(&self, at: usize) -> Option<Ends> {
        let (ends, is_led) = self.pair(at)?;
        let last = ends.last?;
        let is_printed = ends.first.is_whole_day && last.is_whole_day || ends.first.half.is_some();
        let is_marked = self.is_mark(at + 1, &[':']) && self.is_mark(ends.first.to + 2, &[':']);
        (is_printed || is_marked || is_led).then_some(ends)
    }

    /// Two clock times with a joint between them, which may be a score: "6-8"; whether `from` or `between` leads.
    fn pair(&self, at: usize) -> Option<(Ends, bool)> {
        let lead = usize::from(matches!(self.key(at), Some(Key::From | Key::Between)));
        let first = self.clock(at + lead, true)?;
        let is_joined = self.is_mark(first.to, &['-', '–', '—'])
            || matches!(self.key(first.to), Some(Key::To | Key::Until))
            || lead > 0 && self.is(first.to, Key::And);
        let last = self.clock_from(first.to + 1, true).filter(|_| is_joined)?;
        Some((shared(first, last), lead > 0))
    }

    /// `6-8` beside a day to come, which has no scores yet; `five to seven` beside any day.
    pub(crate) fn bare_clocks(&self, at: usize, day: Date) -> Option<Ends> {
        let (ends, _) = self.pair(at)?;
        let is_hour = |clock: Clock| (1..=12).contains(&clock.hour);
        let is_ahead = self.today().is_some_and(|today| day > today);
        let is_worded = self.is(ends.first.to, Key::To) && self.number(at).is_none();
        let is_pair = is_hour(ends.first) && ends.last.is_some_and(is_hour);
        (is_pair && (is_ahead || is_worded)).then_some(ends)
    }

    fn digits(&self, at: usize, is_loose: bool) -> Option<Clock> {
        let hour = self.number(at).filter(|number| !number.is_ordinal)?;
        if hour.digits == 4 {
            let is_zoned = matches!(self.what(at + 1), Some(What::Zone(_)));
            let is_time = is_zoned && hour.value < 2400 && hour.value % 100 < 60;
            let clock = bare(at + 1, (hour.value / 100) as i8);
            return is_time.then_some(Clock {
                minute: (hour.value % 100) as i8,
                is_whole_day: true,
                ..clock
            });
        }
        if hour.digits > 2 || hour.value > 23 {
            return None;
        }
        let minute = self.number(at + 2).filter(|minute| {
            minute.digits == 2 && minute.value < 60 && self.is_glued(at) && self.is_glued(at + 1)
        });
        let seconds = self.seconds(at + 3);
        let (minute, next, mark) = match minute {
            Some(minute) if self.is_mark(at + 1, &[':']) => {
                (minute.value, at + if seconds.is_some() { 5 } else { 3 }, ':')
            }
            Some(minute) if self.is_mark(at + 1, &['.']) => (minute.value, at + 3, '.'),
            _ => (0, at + 1, ' '),
        };
        let is_first = self.words(at).starts_with('0') || self.is_zone(next);
        let second = seconds.filter(|_| next == at + 5).unwrap_or(0);
        let clock = Clock { minute: minute as i8, second, ..bare(next, hour.value as i8) };
        let is_whole_day = mark != ' ' && (hour.value == 0 || hour.value >= 12 || is_first && mark == ':');
        self.half(Clock { is_whole_day, ..clock }, is_loose || mark == ':')
    }

    /// With the half of the day behind it; without one, only where a bare hour will do.
    fn half(&self, clock: Clock, is_loose: bool) -> Option<Clock> {
        let is_part = |at: usize| match self.key(at) {
            Some(Key::Part(half)) => Some(half),
            _ => None,
        };
        let part_at = self.past(clock.to, &[Key::In, Key::At, Key::The]);
        match self.key(clock.to) {
            Some(half @ (Key::Am | Key::Pm)) => {
                hour_of(clock.hour, half == Key::Pm).or(clock.is_whole_day.then_some(0))?;
                Some(Clock { to: clock.to + 1, half: Some(half == Key::Pm), ..clock })
            }
            Some(Key::Clock) => {
                let part_at = self.past(clock.to + 1, &[Key::In, Key::The]);
                let to = if is_part(part_at).is_some() { part_at + 1 } else { clock.to + 1 };
                Some(Clock { to, half: is_part(part_at), ..clock })
            }
            Some(Key::In | Key::At) if is_part(part_at).is_some() => {
                Some(Clock { to: part_at + 1, half: is_part(part_at), ..clock })
            }
            Some(Key::Early | Key::Late) if is_part(clock.to + 1).is_some() => {
                Some(Clock { to: clock.to + 2, half: is_part(clock.to + 1), ..clock })
            }
            _ if is_loose || clock.is_whole_day => Some(clock),
            _ => None,
        }
    }

    /// The `:31` of `8:00:31`.
    fn seconds(&self, at: usize) -> Option<i8> {
        let is_more = self.is_mark(at, &[':']) && self.is_glued(at);
        let number =
            self.number(at + 1).filter(|number| is_more && number.digits == 2 && number.value < 60)?;
        Some(number.value as i8)
    }

    fn is_zone(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Zone(_)))
    }

    /// `EST`, `(EST)`.
    fn zone(&self, at: usize) -> (Option<Zone>, usize) {
        match (self.what(at), self.what(at + 1)) {
            (Some(What::Zone(zone)), _) => (Some(zone), at + 1),
            (Some(What::Mark('(')), Some(What::Zone(zone))) if self.is_mark(at + 2, &[')']) => {
                (Some(zone), at + 3)
            }
            _ => (None, at),
        }
    }
}

fn bare(to: usize, hour: i8) -> Clock {
    Clock { to, hour, minute: 0, second: 0, half: None, is_whole_day: false, zone: None }
}

/// "2 to 4 p.m.": the half and the zone behind the last are the first one's too, unless it would come after.
fn shared(first: Clock, last: Clock) -> Ends {
    let order = |clock: Clock, half: bool| (hour_of(clock.hour, half), clock.minute);
    let mut pair = (first, last);
    match (first.half, last.half) {
        (None, Some(half)) if !first.is_whole_day => {
            let is_after = order(first, half) >= order(last, half);
            pair.0.half = Some(if is_after { !half } else { half });
        }
        (Some(half), None) if !last.is_whole_day => {
            let is_before = order(last, half) <= order(first, half);
            pair.1.half = Some(if is_before { !half } else { half });
        }
        _ => {}
    }
    pair.0.zone = first.zone.or(last.zone);
    pair.1.zone = last.zone.or(first.zone);
    Ends { first: pair.0, last: Some(pair.1) }
}
