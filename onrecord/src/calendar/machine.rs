//! Dates of machines and records: ISO 8601 in its many dialects, RFC 2822, names of months.

use jiff::civil::{Date, DateTime, Time};

use super::Stamp;
use super::words::{Key, key};
use super::zone::Zone;

/// Years that a report can be of; others are placeholders or slips.
const YEARS: std::ops::RangeInclusive<i16> = 1700..=2199;

/// Reads a machine-readable date of a page or record: ISO 8601 with or without time and zone,
/// `2022/11/28`, `20221128`, RFC 2822, `November 28, 2022`, `28 November 2022 04:30 EST`.
///
/// Placeholders (the year 1, the first second of 1970) give nothing, and so does a date that does not exist.
///
/// ```
/// let stamp = onrecord::time::parse("2022-11-28T04:30:00-05:00").unwrap();
/// assert_eq!(stamp.to_string(), "2022-11-28T09:30:00Z");
/// ```
pub fn parse(words: &str) -> Option<Stamp> {
    let words = words.trim();
    if words.len() > 100 {
        return None;
    }
    let mut scan = Scan { rest: words };
    let (date, after) = numeric(scan.clone()).or_else(|| named(&mut scan))?;
    stamp(date, after).filter(|stamp| !is_placeholder(*stamp))
}

/// The pieces of a date as they come in.
#[derive(Default)]
struct Pieces {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<Time>,
    zone: Option<Zone>,
}

#[derive(Clone)]
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    fn run(&mut self, is_in: impl Fn(u8) -> bool) -> &'a str {
        let length = self.rest.bytes().take_while(|b| is_in(*b)).count();
        let (run, rest) = self.rest.split_at(length);
        self.rest = rest;
        run
    }

    fn digits(&mut self) -> &'a str {
        self.run(|b| b.is_ascii_digit())
    }

    fn eat(&mut self, any: &[char]) -> Option<char> {
        let first = self.rest.chars().next().filter(|c| any.contains(c))?;
        self.rest = &self.rest[first.len_utf8()..];
        Some(first)
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }
}

/// `2022-11-28`, `2022/11/28`, `20221128`, `28.11.2022`, `11/28/2022`, then a time.
fn numeric(mut scan: Scan<'_>) -> Option<(Date, Pieces)> {
    let first = scan.digits();
    let date = match first.len() {
        8 | 12 | 14 => {
            let date = ymd(first.get(..4)?, first.get(4..6)?, first.get(6..8)?)?;
            if first.len() > 8 {
                let time = hms(first.get(8..10)?, first.get(10..12)?, first.get(12..14).unwrap_or("0"))?;
                let mut pieces = Pieces { time: Some(time), ..Pieces::default() };
                pieces.zone = zone(&mut scan);
                return Some((date, pieces));
            }
            date
        }
        4 => {
            let mark = scan.eat(&['-', '/', '.'])?;
            let month = scan.digits();
            scan.eat(&[mark])?;
            ymd(first, month, scan.digits())?
        }
        1 | 2 => {
            let mark = scan.eat(&['/', '.', '-'])?;
            let second = scan.digits();
            scan.eat(&[mark])?;
            let (day, month) = day_and_month(first.parse().ok()?, second.parse().ok()?, mark);
            let year = scan.digits();
            civil(full_year(year)?, month, day)?
        }
        _ => return None,
    };
    let is_glued = matches!(scan.eat(&['T', 't', ',']), Some('T' | 't'));
    tail(&mut scan, date, is_glued)
}

/// Reads what stands behind a date: a time and a zone, or nothing.
fn tail(scan: &mut Scan<'_>, date: Date, is_glued: bool) -> Option<(Date, Pieces)> {
    let mut pieces = Pieces::default();
    let mut ahead = scan.clone();
    let compact = ahead.digits();
    if is_glued && matches!(compact.len(), 4 | 6) {
        *scan = ahead;
        pieces.time = Some(hms(
            &compact[..2],
            &compact[2..4],
            compact.get(4..).filter(|s| !s.is_empty()).unwrap_or("0"),
        )?);
    }
    while !scan.rest.is_empty() {
        piece(scan, &mut pieces)?;
    }
    Some((date, pieces))
}

/// `Mon, 28 Nov 2022 09:30:00 +0000`, `November 28, 2022 at 4:30 a.m. EST`, `Mon Nov 28 09:30:00 +0000 2022`.
fn named(scan: &mut Scan<'_>) -> Option<(Date, Pieces)> {
    let mut pieces = Pieces::default();
    while !scan.rest.is_empty() {
        piece(scan, &mut pieces)?;
    }
    let date = civil(pieces.year?, pieces.month?, pieces.day?)?;
    Some((date, pieces))
}

/// Reads one piece; `None` where it is no part of a date.
fn piece(scan: &mut Scan<'_>, pieces: &mut Pieces) -> Option<()> {
    scan.blanks();
    let Some(first) = scan.rest.bytes().next() else { return Some(()) };
    if first.is_ascii_digit() {
        return number(scan, pieces);
    }
    if matches!(first, b'+' | b'-') && pieces.time.is_some() {
        pieces.zone = Some(zone(scan)?);
        return Some(());
    }
    if first.is_ascii_alphabetic() {
        let word = scan.run(|b| b.is_ascii_alphabetic());
        scan.eat(&['.']);
        return name(word, pieces);
    }
    if first == b'[' {
        scan.rest = ""; // `[Europe/Paris]` behind an offset says nothing more
        return Some(());
    }
    scan.eat(&[',', '-', '–', '—', '|', '·', '•', '(', ')', '@', ';'])?;
    Some(())
}

fn number(scan: &mut Scan<'_>, pieces: &mut Pieces) -> Option<()> {
    let digits = scan.digits();
    if scan.rest.starts_with(':') && pieces.time.is_none() {
        pieces.time = Some(clock(digits, scan)?);
        pieces.zone = pieces.zone.or_else(|| zone(scan));
        return Some(());
    }
    let ordinal = scan.run(|b| b.is_ascii_alphabetic());
    let value: i16 = digits.parse().ok()?;
    match (digits.len(), ordinal) {
        (1 | 2, "am" | "pm" | "AM" | "PM") if pieces.time.is_none() => {
            let hour = hour_of(i8::try_from(value).ok()?, ordinal.starts_with(['p', 'P']))?;
            pieces.time = Some(Time::new(hour, 0, 0, 0).ok()?);
        }
        (1 | 2, "" | "st" | "nd" | "rd" | "th") if pieces.day.is_none() => {
            pieces.day = Some(i8::try_from(value).ok()?);
        }
        (4, "") if pieces.year.is_none() => pieces.year = Some(value),
        (2, "") if pieces.year.is_none() => pieces.year = Some(full_year(digits)?),
        _ => return None,
    }
    Some(())
}

/// `:30`, `:30:15`, `:30:15.250`, with `a.m.` or `PM` behind it; `hour` is read already.
fn clock(hour: &str, scan: &mut Scan<'_>) -> Option<Time> {
    scan.eat(&[':'])?;
    let minute = scan.digits();
    let mut second = "0";
    if scan.eat(&[':']).is_some() {
        second = scan.digits();
        if scan.eat(&['.', ',']).is_some() {
            scan.digits();
        }
    }
    let time = hms(hour, minute, second)?;
    let mut ahead = scan.clone();
    ahead.blanks();
    let half = ahead.run(|b| b.is_ascii_alphabetic() || b == b'.');
    let is_afternoon = match half {
        "am" | "AM" | "a.m." | "A.M." | "a.m" => false,
        "pm" | "PM" | "p.m." | "P.M." | "p.m" => true,
        _ => return Some(time),
    };
    *scan = ahead;
    Time::new(hour_of(time.hour(), is_afternoon)?, time.minute(), time.second(), 0).ok()
}

/// The hour of the day of a twelve-hour clock.
pub(crate) fn hour_of(hour: i8, is_afternoon: bool) -> Option<i8> {
    (1..=12).contains(&hour).then_some(hour % 12 + if is_afternoon { 12 } else { 0 })
}

/// `Z`, `+05:30`, `-0500`, `+01`.
fn zone(scan: &mut Scan<'_>) -> Option<Zone> {
    let mut ahead = scan.clone();
    ahead.blanks();
    let sign = ahead.eat(&['+', '-', '−'])?;
    let digits = ahead.digits();
    let minutes = if digits.len() <= 2 && ahead.eat(&[':']).is_some() {
        digits.parse::<i32>().ok()? * 60 + ahead.digits().parse::<i32>().ok()?
    } else {
        let value = digits.parse::<i32>().ok()?;
        if digits.len() <= 2 { value * 60 } else { value / 100 * 60 + value % 100 }
    };
    let zone = Zone::fixed(if sign == '+' { minutes } else { -minutes })?;
    *scan = ahead;
    Some(zone)
}

fn name(word: &str, pieces: &mut Pieces) -> Option<()> {
    if let Some(zone) = Zone::named(word).filter(|_| pieces.time.is_some()) {
        pieces.zone = pieces.zone.or(Some(zone));
        return Some(());
    }
    match key(word)? {
        Key::Month(month) if pieces.month.is_none() => pieces.month = Some(month as i8),
        Key::Weekday(_) | Key::WeekdayShort(_) | Key::At | Key::On | Key::Of | Key::The | Key::Stamped => {}
        _ => return None,
    }
    Some(())
}

fn stamp(date: Date, after: Pieces) -> Option<Stamp> {
    let Some(time) = after.time else { return Some(Stamp::Day(date)) };
    let time = DateTime::from_parts(date, time);
    Some(after.zone.map_or(Stamp::Time(time), |zone| Stamp::Zoned(time, zone.on(date))))
}

/// Zero in the calendar of some program: a record without a date.
fn is_placeholder(stamp: Stamp) -> bool {
    matches!(stamp.earliest(), -1 | 0)
}

fn ymd(year: &str, month: &str, day: &str) -> Option<Date> {
    civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The day, if it exists and a report can be of it.
pub(crate) fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|_| YEARS.contains(&year))
}

fn hms(hour: &str, minute: &str, second: &str) -> Option<Time> {
    let second: i8 = second.parse().ok()?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    Time::new(hour, minute, if second == 60 { 59 } else { second }, 0).ok()
}

/// Month first, as American papers print it, unless a number above 12 or European dots say otherwise.
pub(crate) fn day_and_month(first: i8, second: i8, mark: char) -> (i8, i8) {
    if first > 12 || mark == '.' && second <= 12 { (first, second) } else { (second, first) }
}

/// `2022` or `22`; two digits are of 1940 to 2039.
pub(crate) fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(year),
        2 => Some(if year < 40 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_dialects_of_machines() {
        for (words, stamp) in [
            ("2022-11-28", "2022-11-28"),
            ("2022/11/28", "2022-11-28"),
            ("20221128", "2022-11-28"),
            ("20221128093000", "2022-11-28T09:30:00"),
            ("20221128T093000Z", "2022-11-28T09:30:00Z"),
            ("2022-11-28T04:30", "2022-11-28T04:30:00"),
            ("2022-11-28 04:30:00", "2022-11-28T04:30:00"),
            ("2022-11-28T09:30:00Z", "2022-11-28T09:30:00Z"),
            ("2022-11-28T09:30:00.123Z", "2022-11-28T09:30:00Z"),
            ("2022-11-28T04:30:00-05:00", "2022-11-28T09:30:00Z"),
            ("2022-11-28T04:30:00-0500", "2022-11-28T09:30:00Z"),
            ("2022-11-28T15:00:00+05:30", "2022-11-28T09:30:00Z"),
            ("2022-11-28 09:30:00 +0000 UTC", "2022-11-28T09:30:00Z"),
            ("2022-11-28T10:30:00+01:00[Europe/Paris]", "2022-11-28T09:30:00Z"),
            ("Mon, 28 Nov 2022 09:30:00 GMT", "2022-11-28T09:30:00Z"),
            ("Mon, 28 Nov 2022 04:30:00 -0500", "2022-11-28T09:30:00Z"),
            ("Mon Nov 28 09:30:00 +0000 2022", "2022-11-28T09:30:00Z"),
            ("November 28, 2022", "2022-11-28"),
            ("28 November 2022", "2022-11-28"),
            ("Nov. 28th, 2022", "2022-11-28"),
            ("Monday, November 28, 2022 at 4:30 a.m. EST", "2022-11-28T09:30:00Z"),
            ("Published November 28, 2022 | 4:30 PM", "2022-11-28T16:30:00"),
            ("11/28/22 4:30 a.m. EST", "2022-11-28T09:30:00Z"),
            ("28.11.2022", "2022-11-28"),
            ("28/11/2022", "2022-11-28"),
            ("12:05 a.m. ET, July 4, 2025", "2025-07-04T04:05:00Z"),
        ] {
            assert_eq!(parse(words).map(|stamp| stamp.to_string()).as_deref(), Some(stamp), "{words}");
        }
    }

    #[test]
    fn placeholders_and_slips_give_nothing() {
        for words in [
            "",
            "0001-01-01T00:00:00",
            "0001-01-01",
            "1970-01-01T00:00:00",
            "1970-01-01T00:00:00Z",
            "1970-01-01",
            "1969-12-31T19:00:00-05:00",
            "0000-00-00",
            "2022-02-30",
            "2022-13-01",
            "9999-12-31",
            "2022-11",
            "2022",
            "yesterday",
            "28",
            "November 28",
            "2022-11-28T25:00:00",
            "999999999999",
            "20221128 words behind",
        ] {
            assert_eq!(parse(words), None, "{words}");
        }
    }
}
