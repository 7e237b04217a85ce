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
//! Three allowances, each counted apart in the report; the first two were fixed before measuring, the third when
//! the values had been read:
//!
//! - by the day: where the value is a part of a day (TIMEX `…TMO`, `…TAF`, `…TEV`, `…TNI`, `…TDT`), its day
//!   counts: the hours of a morning are a convention, and ours is that nobody printed them;
//! - to the anchor: where the value has no end, ours may end with the anchor: a report tells up to its own time;
//! - last included: a range of two printed ends ("from … to …"), or one up to the anchor, ends in the collection
//!   where the last day, month or year named begins; ours includes it, as readers of news do ("March 5-7" is three
//!   days).

use std::collections::BTreeMap;

use anyhow::{Context, Result};
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
            judge(words, result, values, &found, reference, row);
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

fn judge(
    words: &str,
    result: &Value,
    values: &[Value],
    found: &[Found],
    anchor: Option<Stamp>,
    row: &mut Row,
) {
    row.all += 1;
    let (start, end) = (place(words, &result["Start"]), place(words, &result["End"]));
    let at = |one: &&Found| (one.span.start as usize) <= end && start < one.span.end as usize;
    let Some(ours) = found.iter().find(at) else {
        row.other.push(format!("{words} → nothing for {}", result["Text"]));
        return;
    };
    row.found += 1;
    match values
        .iter()
        .find_map(|value| verdict(result["Text"].as_str().unwrap_or(""), value, &ours.when, anchor))
    {
        Some(allowance) => {
            row.right += 1;
            if !allowance.is_empty() {
                *row.allowed.entry(allowance).or_default() += 1;
            }
            let last = words[end..].chars().next().map_or(end, |c| end + c.len_utf8());
            row.same_words +=
                usize::from((start, last) == (ours.span.start as usize, ours.span.end as usize));
        }
        None => {
            let shown = |stamp: Option<Stamp>| stamp.map_or("…".to_owned(), |stamp| stamp.to_string());
            let value = values.first().map_or_else(String::new, Value::to_string);
            row.other.push(format!(
                "{words} → {}..{} for {} {value}",
                shown(ours.when.start),
                shown(ours.when.end),
                result["Text"]
            ));
        }
    }
}

/// The byte of a code point.
fn place(words: &str, value: &Value) -> usize {
    words.char_indices().nth(value.as_u64().unwrap_or(0) as usize).map_or(words.len(), |(at, _)| at)
}

/// First second, and the second behind the last, by the clock as printed.
type Ends = (Option<i64>, Option<i64>);

/// `None` where our interval is another one, else the allowance that it needs (mostly none).
fn verdict(words: &str, value: &Value, ours: &When, anchor: Option<Stamp>) -> Option<&'static str> {
    let (wanted, ours) = (ends(value), (ours.start.map(first), ours.end.map(behind)));
    if wanted == ours {
        return Some("");
    }
    let today = anchor.map(|anchor| Stamp::Day(anchor.day()));
    let is_anchor = ours.1.is_some() && (ours.1 == anchor.map(behind) || ours.1 == today.map(behind));
    if wanted.0.is_some() && wanted.0 == ours.0 && wanted.1.is_none() && is_anchor {
        return Some("to the anchor");
    }
    let shape = value["timex"].as_str().unwrap_or("");
    if shape.starts_with('(') && wanted.0 == ours.0 && is_last_included(words, wanted.1, ours.1, today) {
        return Some("last included");
    }
    let is_part = ["TMO", "TAF", "TEV", "TNI", "TDT"].iter().any(|part| shape.ends_with(part));
    let day = wanted.0.map(|start| start.div_euclid(DAY) * DAY);
    (is_part && ours == (day, day.map(|day| day + DAY))).then_some("by the day")
}

const DAY: i64 = 86_400;

/// Whether our end is that of the day, month or year with whose start the wanted range ends.
fn is_last_included(words: &str, wanted: Option<i64>, ours: Option<i64>, today: Option<Stamp>) -> bool {
    let words = words.to_lowercase();
    let has_ends =
        [" to ", " and ", "through", "until", "till", "-", "~"].iter().any(|joint| words.contains(joint));
    let (Some(wanted), Some(ours)) = (wanted, ours) else { return false };
    let lengths = [1, 28, 29, 30, 31, 90, 91, 92, 365, 366];
    (has_ends || today.map(first) == Some(wanted)) && lengths.iter().any(|days| ours - wanted == days * DAY)
}

fn ends(value: &Value) -> Ends {
    let read = |key: &str| value[key].as_str().and_then(parse);
    match value["type"].as_str() {
        Some("daterange" | "datetimerange") if value["value"].is_null() => {
            (read("start").map(first), read("end").map(first))
        }
        _ => (read("value").map(first), read("value").map(behind)),
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
