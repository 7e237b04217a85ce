//! Times of the tables against times of the wire.

use serde::Deserialize;

use onrecord::time::{Stamp, parse};

/// An interval on the wire.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
pub struct Interval {
    /// Not before.
    #[serde(default)]
    pub start: Option<String>,
    /// Not after.
    #[serde(default)]
    pub end: Option<String>,
    /// How it is known.
    #[serde(default)]
    pub basis: String,
}

/// Why a found interval is not the wanted one (`a`, `a..b`, `..b`, ends divided by ` or `).
///
/// The found interval lies within the wanted one, and its end is one of the wanted ends. A printed day has
/// no zone, so that 14 hours are let through; a clock time has a minute.
pub fn problem(found: Option<&Interval>, wanted: &str) -> Option<String> {
    let held = found.cloned().unwrap_or_default();
    if fits(&held, wanted).unwrap_or(false) {
        return None;
    }
    let shown = |side: Option<String>| side.unwrap_or_else(|| "…".to_owned());
    Some(format!("expected {wanted}, found {}..{}", shown(held.start), shown(held.end)))
}

/// The first second of an interval's start.
pub fn start(found: Option<&Interval>) -> Option<i64> {
    Some(bounds(found?.start.as_deref()?)?.0)
}

/// The last second of an interval that has no start.
pub fn end_alone(found: Option<&Interval>) -> Option<i64> {
    let found = found.filter(|found| found.start.is_none())?;
    Some(bounds(found.end.as_deref()?)?.1)
}

fn fits(found: &Interval, wanted: &str) -> Option<bool> {
    let (start, ends) = wanted.split_once("..").unwrap_or((wanted.split(" or ").next()?, wanted));
    let last = bounds(found.end.as_deref()?)?.1;
    let right_end = ends.split(" or ").filter_map(bounds).any(|(_, end, slack)| (last - end).abs() <= slack);
    let first = match &found.start {
        Some(start) => Some(bounds(start)?.0),
        None => None,
    };
    let in_order = first.is_none_or(|first| first <= last);
    let right_start = match (start.trim(), first) {
        ("", _) => true,
        (wanted, first) => {
            let (earliest, _, slack) = bounds(wanted)?;
            first.is_some_and(|first| first >= earliest - slack)
        }
    };
    Some(right_end && in_order && right_start)
}

/// First and last second that the words can mean, and the slack they deserve.
fn bounds(words: &str) -> Option<(i64, i64, i64)> {
    let words = words.trim();
    if words.len() == 4 && words.bytes().all(|byte| byte.is_ascii_digit()) {
        let (first, last) = (parse(&format!("{words}-01-01"))?, parse(&format!("{words}-12-31"))?);
        return Some((first.earliest(), last.latest(), 14 * 3600));
    }
    let stamp = parse(words)?;
    let slack = if matches!(stamp, Stamp::Day(_)) { 14 * 3600 } else { 60 };
    Some((stamp.earliest(), stamp.latest(), slack))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: Option<&str>, end: Option<&str>) -> Interval {
        let own = |words: &str| words.to_owned();
        Interval { start: start.map(own), end: end.map(own), basis: String::new() }
    }

    #[test]
    fn an_interval_lies_within_and_ends_where_it_should() {
        let day = at(Some("2026-01-13"), Some("2026-01-13"));
        assert_eq!(problem(Some(&day), "2026-01-13"), None);
        assert!(problem(Some(&day), "2026-01-15").is_some());
        assert!(problem(Some(&at(None, Some("2026-01-13"))), "2026-01-13").is_some());
        assert_eq!(problem(Some(&at(None, Some("2026-01-13"))), "..2026-01-13"), None);
        assert!(problem(None, "..2026-01-13").is_some());
    }

    #[test]
    fn a_clock_time_has_a_minute() {
        let time = at(Some("2026-01-13T07:40:00Z"), Some("2026-01-13T07:40:00Z"));
        assert_eq!(problem(Some(&time), "2026-01-13T08:40:00+01:00"), None);
        assert!(problem(Some(&time), "2026-01-13T07:50:00Z").is_some());
    }

    #[test]
    fn ends_may_be_alternatives() {
        let week = at(Some("2026-03-02"), Some("2026-03-08"));
        assert_eq!(problem(Some(&week), "2026-03-01..2026-03-06 or 2026-03-08"), None);
    }
}
