//! Intervals of time in a reader's words.

use onrecord::dossier::Interval;
use onrecord::time::{Stamp, When};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `3 March 2026`, `by 3 March 2026, 08:10`, `3–6 March 2026`; nothing where nothing is known.
pub(super) fn words(interval: &Interval) -> Option<String> {
    match (interval.0.start, interval.0.end) {
        (None, None) => None,
        (None, Some(end)) => Some(format!("by {}", stamp(end))),
        (Some(start), None) => Some(format!("from {} on", stamp(start))),
        (Some(start), Some(end)) if start == end => Some(stamp(start)),
        (Some(start), Some(end)) => Some(between(start, end)),
    }
}

/// The same without the time of day.
pub(super) fn days(interval: &Interval) -> Option<String> {
    let day = |stamp: Stamp| Stamp::Day(stamp.day());
    let (start, end) = (interval.0.start.map(day), interval.0.end.map(day));
    words(&Interval(When { start, end, basis: String::new() }))
}

/// The day of an interval's end, else of its start: `3 March 2026`.
pub(super) fn day(interval: &Interval) -> Option<String> {
    interval.0.end.or(interval.0.start).map(long_day)
}

/// `3 Mar`, for the axis of a picture; with its year on the first of January and where asked for.
pub(super) fn short_day(stamp: Stamp, with_year: bool) -> String {
    let date = stamp.day();
    let month = month(stamp).get(..3).unwrap_or("");
    if with_year {
        format!("{} {month} {}", date.day(), date.year())
    } else {
        format!("{} {month}", date.day())
    }
}

/// The same for a small box: `3 Mar 2026`, `by 3 Mar 2026`.
pub(super) fn short(interval: &Interval) -> Option<String> {
    match (interval.0.start, interval.0.end) {
        (None, Some(end)) => Some(format!("by {}", short_day(end, true))),
        (start, end) => end.or(start).map(|stamp| short_day(stamp, true)),
    }
}

/// A day of ISO 8601 in a reader's words.
pub(super) fn iso_day(day: &str) -> Option<String> {
    onrecord::time::parse(day).map(long_day)
}

fn between(start: Stamp, end: Stamp) -> String {
    let (from, until) = (start.day(), end.day());
    let whole_year = from.year() == until.year() && (from.month(), from.day()) == (1, 1);
    if whole_year && (until.month(), until.day()) == (12, 31) {
        return from.year().to_string();
    }
    if !matches!((start, end), (Stamp::Day(_), Stamp::Day(_))) {
        return format!("{} – {}", stamp(start), stamp(end));
    }
    if from.year() != until.year() {
        format!("{} – {}", long_day(start), long_day(end))
    } else if from.month() != until.month() {
        format!("{} {} – {}", from.day(), month(start), long_day(end))
    } else {
        format!("{}–{}", from.day(), long_day(end))
    }
}

fn stamp(stamp: Stamp) -> String {
    match stamp {
        Stamp::Day(_) => long_day(stamp),
        Stamp::Time(time) => format!("{}, {:02}:{:02}", long_day(stamp), time.hour(), time.minute()),
        Stamp::Zoned(time, offset) => {
            let clock = format!("{:02}:{:02}", time.hour(), time.minute());
            format!("{}, {clock} {}", long_day(stamp), zone(offset))
        }
    }
}

fn zone(offset: i16) -> String {
    let sign = if offset < 0 { '−' } else { '+' };
    match (offset.unsigned_abs() / 60, offset.unsigned_abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

fn long_day(stamp: Stamp) -> String {
    let date = stamp.day();
    format!("{} {} {}", date.day(), month(stamp), date.year())
}

fn month(stamp: Stamp) -> &'static str {
    let place = usize::try_from(stamp.day().month()).unwrap_or(1);
    MONTHS.get(place.wrapping_sub(1)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord::time::parse;

    fn shown(start: &str, end: &str) -> Option<String> {
        let when = When { start: parse(start), end: parse(end), basis: String::new() };
        words(&Interval(when))
    }

    #[test]
    fn intervals_read_as_people_write_them() {
        assert_eq!(shown("2026-03-03", "2026-03-03").as_deref(), Some("3 March 2026"));
        assert_eq!(shown("", "2026-03-03").as_deref(), Some("by 3 March 2026"));
        assert_eq!(shown("2026-03-03", "").as_deref(), Some("from 3 March 2026 on"));
        assert_eq!(shown("2026-03-03", "2026-03-06").as_deref(), Some("3–6 March 2026"));
        assert_eq!(shown("2026-02-27", "2026-03-01").as_deref(), Some("27 February – 1 March 2026"));
        assert_eq!(shown("1987-01-01", "1987-12-31").as_deref(), Some("1987"));
        assert_eq!(shown("", ""), None);
    }
}
