//! Clock times: `4:30 p.m. EST`, `16.30`, `noon`, `1430 GMT`.

use jiff::civil::Time;

use super::lex::What;
use super::machine::hour_of;
use super::reader::Reader;
use super::words::Key;
use super::zone::Zone;

/// A clock time; its hour may be in doubt ("at 4:30").
#[derive(Clone, Copy)]
pub(super) struct Clock {
    /// The place behind it.
    pub to: usize,
    /// `None` where morning and afternoon are both possible.
    pub time: Option<Time>,
    /// As printed.
    pub zone: Option<Zone>,
}

impl Reader<'_> {
    /// A clock time that starts here.
    pub(super) fn clock(&self, at: usize) -> Option<Clock> {
        let (to, time) = match self.what(at)? {
            What::Key(Key::Noon) => (at + 1, Time::new(12, 0, 0, 0).ok()),
            What::Number(_) if !self.is_tail(at) => self.digits(at)?,
            _ => return None,
        };
        let (zone, to) = self.zone(to);
        Some(Clock { to, time, zone })
    }

    fn digits(&self, at: usize) -> Option<(usize, Option<Time>)> {
        let hour = self.number(at).filter(|number| !number.is_ordinal)?;
        if hour.digits == 4 {
            let is_zoned = matches!(self.what(at + 1), Some(What::Zone(_)));
            let time = Time::new((hour.value / 100) as i8, (hour.value % 100) as i8, 0, 0).ok();
            return time.filter(|_| is_zoned).map(|time| (at + 1, Some(time)));
        }
        if hour.digits > 2 || hour.value > 24 {
            return None;
        }
        let minute = self.number(at + 2).filter(|minute| {
            minute.digits == 2 && minute.value < 60 && self.is_glued(at) && self.is_glued(at + 1)
        });
        let (minute, next, is_colon) = match minute {
            Some(minute) if self.is_mark(at + 1, &[':']) => (minute.value, self.past_seconds(at + 3), true),
            Some(minute) if self.is_mark(at + 1, &['.']) => (minute.value, at + 3, false),
            _ => (0, at + 1, false),
        };
        let (hour, minute) = (hour.value as i8, minute as i8);
        match self.key(next) {
            Some(half @ (Key::Am | Key::Pm)) => {
                Some((next + 1, Time::new(hour_of(hour, half == Key::Pm)?, minute, 0, 0).ok()))
            }
            Some(Key::Clock) => Some((next + 1, None)),
            _ if is_colon => {
                let is_sure = hour == 0 || hour > 12 || self.words(at).starts_with('0') || self.is_zone(next);
                Some((next, Time::new(hour, minute, 0, 0).ok().filter(|_| is_sure)))
            }
            _ => None,
        }
    }

    fn past_seconds(&self, at: usize) -> usize {
        let is_more = self.is_mark(at, &[':']) && self.is_glued(at) && self.number(at + 1).is_some();
        if is_more { at + 2 } else { at }
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
