//! Date expressions of `../shared/data/recognizers`, a collection made for assistants, against ours.
//!
//! # What is left out
//!
//! The collection serves assistants, so part of it does not occur in news or names no time of the calendar.
//! This rule was written from the types and TIMEX shapes of its values, before anything was measured. An
//! expression is left out when its first clause here fits:
//!
//! | clause | shape | why |
//! |---|---|---|
//! | recurring | type `set` | "every …" names no single time |
//! | length | type `duration` | a length without a place in the calendar |
//! | clock alone | types `time`, `timerange`, `timezone` | a time of no particular day |
//! | the moment of asking | all TIMEX are `PRESENT_REF` | a report has no such moment |
//! | fiscal or school year | TIMEX `FY…`, `SY…` | begins on another day in each house |
//! | business days | a length in `BD` | need a country's calendar |
//! | no value | every value is `not resolved` | nothing to compare with |
//!
//! # What is right
//!
//! The case's reference time is the anchor. An expression is right when what `find` gives at its place is the
//! same interval, to the second, as one of its values (the collection gives several where the year is open; a
//! range that it prints as one value, "around the 21st", is that value).
//! Five allowances, each counted apart in the report; the first two were fixed before measuring, the others when
//! the values had been read:
//!
//! - by the day: where the value is a part of a day (TIMEX `…TMO`, `…TAF`, `…TEV`, `…TNI`, `…TDT`, or a day with
//!   `start`, `mid` or `end`), its day counts: the hours of a morning are a convention, and ours is that nobody
//!   printed them;
//! - to the anchor: where the value has no end, ours may end with the anchor: a report tells up to its own time;
//! - last included: a stretch up to a day, month or year that its words name or count to ("from … to …", "until",
//!   "no later than", "within nine months"), or one up to the anchor, ends in the collection where that last day,
//!   month or year begins; ours includes it, as readers of news do ("March 5-7" is three days);
//! - with its clock: the collection gives "Easter Monday at 10:30" as a day and, apart, as a clock time of no
//!   particular day; ours is one expression, the clock time on that day;
//! - of its unit: "two months ago" and "in two weeks" are to the very day in the collection; ours are the month, or
//!   the seven days, around that day, because nobody who writes "two months ago" in a report means one day. The
//!   collection does not mark these as rough, so the report also gives the share without this allowance.
//!
//! # Where ours stays another
//!
//! Some conventions of assistants would mislead readers of news and were not taken over: "later this week" as the
//! second half of the week whatever the day, "the end of the year" as its half, "the day before" as the day before
//! the anchor where the text tells of another day, "two weeks later" as two weeks from now, "Monday 12-4" as hours (a
//! score), "player of the year" as this year, "next week on Tuesday or Thursday" with the Thursday of this week.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use jiff::civil::DateTime;
use onrecord::time::{Anchor, Found, Stamp, When, find, parse};
use serde_json::Value;

use crate::shared;

/// What was counted.
#[derive(Default)]
pub struct Report {
    /// Expressions left out, by clause.
    pub left_out: BTreeMap<&'static str, usize>,
    /// Counts of each type.
    pub rows: Vec<Row>,
    /// Cases in which the collection has no expression at all, and those of them where we find one.
    pub empty: (usize, usize),
}

/// Counts of one type.
pub struct Row {
    /// `date`, `daterange`, `datetime`, `datetimerange`.
    pub kind: &'static str,
    /// Expressions that count.
    pub all: usize,
    /// Of these, found here.
    pub found: usize,
    /// Of these, the same interval, allowances included.
    pub right: usize,
    /// Of the right ones, those by an allowance.
    pub allowed: BTreeMap<&'static str, usize>,
    /// Of the right ones, those with the same first and last character.
    pub same_words: usize,
    /// Expressions missed or found with another interval, for people to read.
    pub other: Vec<String>,
}

const OF_ITS_UNIT: &str = "of its unit";
const KINDS: [&str; 4] = ["date", "daterange", "datetime", "datetimerange"];

impl Report {
    /// Expressions that count, and the right ones among them.
    pub fn total(&self) -> (usize, usize) {
        self.rows.iter().fold((0, 0), |sum, row| (sum.0 + row.all, sum.1 + row.right))
    }

    /// The right ones in per cent.
    pub fn share(&self) -> f64 {
        let (all, right) = self.total();
        100.0 * right as f64 / all.max(1) as f64
    }

    /// The same without the allowance `of its unit`.
    pub fn share_to_the_day(&self) -> f64 {
        let rough: usize = self.rows.iter().filter_map(|row| row.allowed.get(OF_ITS_UNIT)).sum();
        let (all, right) = self.total();
        100.0 * (right - rough) as f64 / all.max(1) as f64
    }
}

/// Every expression of the collection.
pub fn run() -> Result<Report> {
    let text = std::fs::read_to_string(shared::path("data/recognizers/DateTimeModel.json")?)?;
    let cases: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).context("the cases are JSON")?;
    let mut report = Report { rows: KINDS.map(row).into(), ..Report::default() };
    for case in cases.as_array().into_iter().flatten() {
        count(case, &mut report);
    }
    Ok(report)
}

fn row(kind: &'static str) -> Row {
    Row { kind, all: 0, found: 0, right: 0, allowed: BTreeMap::new(), same_words: 0, other: vec![] }
}

fn count(case: &Value, report: &mut Report) {
    let words = case["Input"].as_str().unwrap_or("");
    let reference = case["Context"]["ReferenceDateTime"].as_str().and_then(parse);
    let anchor = Anchor { when: reference.map_or_else(When::unknown, |stamp| When::at(stamp, "case")) };
    let found = find(words, 0, &anchor);
    let results = case["Results"].as_array().map_or(&[][..], Vec::as_slice);
    if results.is_empty() {
        report.empty.0 += 1;
        report.empty.1 += usize::from(!found.is_empty());
    }
    for result in results {
        let values = result["Resolution"]["values"].as_array().map_or(&[][..], Vec::as_slice);
        if let Some(clause) = left_out(values) {
            *report.left_out.entry(clause).or_default() += 1;
            continue;
        }
        let kind = values.first().and_then(|value| value["type"].as_str()).unwrap_or("");
        if let Some(row) = report.rows.iter_mut().find(|row| row.kind == kind) {
            let case = Case { words, results, found: &found, anchor: reference };
            judge(&case, result, values, row);
        }
    }
}

/// The clause of the rule above that leaves the expression out.
fn left_out(values: &[Value]) -> Option<&'static str> {
    let kind = values.first().and_then(|value| value["type"].as_str()).unwrap_or("");
    let mut shapes = values.iter().map(|value| value["timex"].as_str().unwrap_or(""));
    Some(match kind {
        "set" => "recurring",
        "duration" => "length",
        "time" | "timerange" | "timezone" => "clock alone",
        _ if shapes.clone().all(|shape| shape == "PRESENT_REF") => "the moment of asking",
        _ if shapes.clone().any(|shape| shape.starts_with(['F', 'S']) && shape[1..].starts_with('Y')) => {
            "fiscal or school year"
        }
        _ if shapes.any(|shape| shape.contains("BD)")) => "business days",
        _ if values.iter().all(|value| value["value"] == "not resolved") => "no value",
        _ => return None,
    })
}

/// A case of the collection beside what we find in it.
struct Case<'a> {
    words: &'a str,
    results: &'a [Value],
    found: &'a [Found],
    anchor: Option<Stamp>,
}

fn judge(case: &Case, result: &Value, values: &[Value], row: &mut Row) {
    row.all += 1;
    let (start, end) = case.span(result);
    let Some(ours) = case.found.iter().find(|one| is_over(one, start, end)) else {
        row.other.push(format!("{} → nothing for {}", case.words, result["Text"]));
        return;
    };
    row.found += 1;
    let Some(allowance) = values.iter().find_map(|value| case.verdict(result, value, ours)) else {
        row.other.push(case.shown(result, values, ours));
        return;
    };
    row.right += 1;
    if !allowance.is_empty() {
        *row.allowed.entry(allowance).or_default() += 1;
    }
    row.same_words += usize::from((start, end) == (ours.span.start as usize, ours.span.end as usize));
}

fn is_over(found: &Found, start: usize, end: usize) -> bool {
    (found.span.start as usize) < end && start < found.span.end as usize
}

/// The byte of a code point.
fn place(words: &str, at: u64) -> usize {
    words.char_indices().nth(at as usize).map_or(words.len(), |(at, _)| at)
}

/// First second, and the second behind the last, by the clock as printed.
type Ends = (Option<i64>, Option<i64>);

impl Case<'_> {
    /// First byte of an expression, and the one behind its last.
    fn span(&self, result: &Value) -> (usize, usize) {
        let at = |key: &str| result[key].as_u64().unwrap_or(0);
        (place(self.words, at("Start")), place(self.words, at("End") + 1))
    }

    /// `None` where our interval is another one, else the allowance that it needs (mostly none).
    fn verdict(&self, result: &Value, value: &Value, found: &Found) -> Option<&'static str> {
        let (wanted, ours) = (ends(value), (found.when.start.map(first), found.when.end.map(behind)));
        let allowances: [(&str, &dyn Fn() -> bool); 6] = [
            ("", &|| wanted == ours),
            ("to the anchor", &|| self.is_to_anchor(wanted, ours)),
            ("last included", &|| {
                wanted.0 == ours.0 && self.is_last_included(result, value, wanted.1, ours.1)
            }),
            ("by the day", &|| is_part_of_day(value) && day_of(wanted) == ours),
            ("with its clock", &|| day_of(wanted) == wanted && self.is_with_clock(result, wanted, found)),
            (OF_ITS_UNIT, &|| value["type"] == "date" && is_around(wanted, ours, &found.when)),
        ];
        allowances.iter().find(|(_, holds)| holds()).map(|(name, _)| *name)
    }

    fn is_to_anchor(&self, wanted: Ends, ours: Ends) -> bool {
        let today = self.anchor.map(|anchor| Stamp::Day(anchor.day()));
        let is_anchor =
            ours.1.is_some() && (ours.1 == self.anchor.map(behind) || ours.1 == today.map(behind));
        wanted.0.is_some() && wanted.0 == ours.0 && wanted.1.is_none() && is_anchor
    }

    /// Whether our end is that of the day, month or year with whose start the wanted range ends.
    fn is_last_included(
        &self,
        result: &Value,
        value: &Value,
        wanted: Option<i64>,
        ours: Option<i64>,
    ) -> bool {
        let (Some(wanted), Some(ours)) = (wanted, ours) else { return false };
        let today = self.anchor.map(|anchor| first(Stamp::Day(anchor.day())));
        let words = result["Text"].as_str().unwrap_or("").to_lowercase();
        let has_last = LASTS.iter().any(|last| words.contains(last)) && value["type"] == "daterange";
        let lengths = [1, 28, 29, 30, 31, 90, 91, 92, 365, 366];
        (has_last || today == Some(wanted)) && lengths.iter().any(|days| ours - wanted == days * DAY)
    }

    /// Whether ours is a clock time on the day, and the collection gives that clock time apart.
    fn is_with_clock(&self, result: &Value, wanted: Ends, found: &Found) -> bool {
        let is_clock = |other: &&Value| {
            let kind = other["TypeName"].as_str().unwrap_or("");
            let (start, end) = self.span(other);
            kind.contains(".time") && is_over(found, start, end)
        };
        let start = found.when.start.filter(|start| !matches!(start, Stamp::Day(_))).map(first);
        let is_on_day = start.is_some_and(|start| wanted.0 <= Some(start) && Some(start) < wanted.1);
        is_on_day && self.results.iter().filter(|other| *other != result).any(|other| is_clock(&other))
    }

    fn shown(&self, result: &Value, values: &[Value], ours: &Found) -> String {
        let stamp = |stamp: Option<Stamp>| stamp.map_or("…".to_owned(), |stamp| stamp.to_string());
        let value = values.first().map_or_else(String::new, Value::to_string);
        let (start, end) = (stamp(ours.when.start), stamp(ours.when.end));
        format!("{} → {start}..{end} for {} {value}", self.words, result["Text"])
    }
}

const DAY: i64 = 86_400;

/// Words of a range whose last day they name or count to.
const LASTS: [&str; 13] = [
    " to ",
    " and ",
    "through",
    "until",
    "till",
    "-",
    "–",
    "~",
    "no later than",
    "as late as",
    "by ",
    "within",
    "remaining",
];

fn is_part_of_day(value: &Value) -> bool {
    let shape = value["timex"].as_str().unwrap_or("");
    let is_shaded = matches!(value["Mod"].as_str(), Some("start" | "mid" | "end"));
    ["TMO", "TAF", "TEV", "TNI", "TDT"].iter().any(|part| shape.ends_with(part))
        || is_shaded && value["type"] == "datetimerange"
}

/// The day in which a stretch begins.
fn day_of(ends: Ends) -> Ends {
    let day = ends.0.map(|start| start.div_euclid(DAY) * DAY);
    (day, day.map(|day| day + DAY))
}

/// Whether ours is the week, month or year around the day, counted from the anchor.
fn is_around(wanted: Ends, ours: Ends, when: &When) -> bool {
    let (Some(start), Some(end)) = ours else { return false };
    let lengths = [7, 28, 29, 30, 31, 365, 366];
    let is_in = Some(start) <= wanted.0 && wanted.1 <= Some(end);
    when.basis == "age" && is_in && lengths.iter().any(|days| end - start == days * DAY)
}

fn ends(value: &Value) -> Ends {
    let read = |key: &str| value[key].as_str().and_then(stamp);
    match value["type"].as_str() {
        Some("daterange" | "datetimerange") if value["value"].is_null() => {
            (read("start").map(first), read("end").map(first))
        }
        _ => (read("value").map(first), read("value").map(behind)),
    }
}

/// `2018-04-06`, `2018-04-06 13:00:00`; of any year.
fn stamp(words: &str) -> Option<Stamp> {
    match words.parse::<DateTime>() {
        Ok(time) if words.len() > 10 => Some(Stamp::Time(time)),
        _ => words.parse().ok().map(Stamp::Day),
    }
}

fn first(stamp: Stamp) -> i64 {
    match stamp {
        Stamp::Zoned(time, _) => Stamp::Time(time).earliest(),
        _ => stamp.earliest(),
    }
}

/// Behind a day the next one starts; a clock time is its own end.
fn behind(stamp: Stamp) -> i64 {
    first(stamp) + if matches!(stamp, Stamp::Day(_)) { DAY } else { 0 }
}
