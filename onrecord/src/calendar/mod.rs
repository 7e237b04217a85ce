//! The days of the calendar, and what dates are made of: stamps and intervals, dates of machines, words, numbers, clock
//! times, lengths. What they mean in a text is the room `time`.

pub(crate) mod clock;
pub(crate) mod days;
pub(crate) mod length;
pub(crate) mod lex;
pub(crate) mod machine;
pub(crate) mod numbers;
pub(crate) mod reader;
pub(crate) mod words;
pub(crate) mod zone;

use std::fmt;

use jiff::civil::{Date, DateTime};

pub use machine::parse;

/// A point of time as exactly as it is printed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stamp {
    /// A calendar day, in a zone that nobody printed.
    Day(Date),
    /// A clock time, in a zone that nobody printed.
    Time(DateTime),
    /// A clock time with its offset from UTC, in minutes east.
    Zoned(DateTime, i16),
}

/// An interval and how we know it. An end that is `None` is open.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct When {
    /// Not before.
    pub start: Option<Stamp>,
    /// Not after.
    pub end: Option<Stamp>,
    /// How we know: `json-ld`, `dateline`, `weekday`, `published` …
    pub basis: String,
}

/// What relative expressions count from: the article's own date, or the bound that is known of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Anchor {
    /// The day (or instant) of publication, or the latest that it can be.
    pub when: When,
}

impl When {
    /// Nothing is known.
    pub fn unknown() -> Self {
        Self::default()
    }

    /// At this stamp.
    pub fn at(stamp: Stamp, basis: &str) -> Self {
        Self { start: Some(stamp), end: Some(stamp), basis: basis.to_owned() }
    }

    /// At this stamp or before it.
    pub fn by(stamp: Stamp, basis: &str) -> Self {
        Self { start: None, end: Some(stamp), basis: basis.to_owned() }
    }

    /// Whether neither end is known.
    pub fn is_unknown(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }
}

impl Stamp {
    /// The first instant that it can mean, in seconds since 1970, zone-less stamps read as UTC.
    pub fn earliest(self) -> i64 {
        match self {
            Self::Day(day) => seconds(day.to_datetime(jiff::civil::Time::midnight())),
            Self::Time(time) => seconds(time),
            Self::Zoned(time, minutes) => seconds(time) - i64::from(minutes) * 60,
        }
    }

    /// The last instant that it can mean, likewise.
    pub fn latest(self) -> i64 {
        match self {
            Self::Day(_) => self.earliest() + 86_399,
            _ => self.earliest(),
        }
    }

    /// Its calendar day as printed.
    pub fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Time(time) | Self::Zoned(time, _) => time.date(),
        }
    }
}

fn seconds(time: DateTime) -> i64 {
    time.to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_second())
}

/// ISO 8601: `2022-11-28`, `2022-11-28T04:30:00`, `2022-11-28T09:30:00Z` (zoned stamps are written in UTC).
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Time(time) => write!(f, "{}", time.strftime("%Y-%m-%dT%H:%M:%S")),
            Self::Zoned(..) => match jiff::Timestamp::from_second(self.earliest()) {
                Ok(instant) => write!(f, "{}", instant.strftime("%Y-%m-%dT%H:%M:%SZ")),
                Err(_) => Err(fmt::Error),
            },
        }
    }
}
