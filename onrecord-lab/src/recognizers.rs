//! Date expressions of `../shared/data/recognizers`, a collection made for assistants: how many we share.

use anyhow::{Context, Result};
use onrecord::time::{Anchor, Stamp, When, find, parse};
use serde_json::Value;

use crate::shared;

/// Counts of one type.
pub struct Row {
    /// `date`, `daterange`, `datetime`, `datetimerange`.
    pub kind: &'static str,
    /// Expressions in the collection.
    pub all: usize,
    /// Of these, found here.
    pub found: usize,
    /// Of these, with just the same days.
    pub right: usize,
    /// Expressions found with other days, for people to read.
    pub other: Vec<String>,
}

const KINDS: [&str; 4] = ["date", "daterange", "datetime", "datetimerange"];

/// Every type.
pub fn run() -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(shared::path("data/recognizers/DateTimeModel.json")?)?;
    let cases: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).context("the cases are JSON")?;
    let mut rows = KINDS.map(|kind| Row { kind, all: 0, found: 0, right: 0, other: vec![] });
    for case in cases.as_array().into_iter().flatten() {
        let words = case["Input"].as_str().unwrap_or("");
        let reference = case["Context"]["ReferenceDateTime"].as_str().and_then(parse);
        let anchor = Anchor {
            when: reference.map_or_else(When::unknown, |stamp| When::at(Stamp::Day(stamp.day()), "case")),
        };
        let found = find(words, 0, &anchor);
        for result in case["Results"].as_array().into_iter().flatten() {
            let values: Vec<&Value> =
                result["Resolution"]["values"].as_array().into_iter().flatten().collect();
            let kind = values.first().and_then(|value| value["type"].as_str()).unwrap_or("");
            let Some(row) = rows.iter_mut().find(|row| row.kind == kind) else { continue };
            row.all += 1;
            let (start, end) = (place(words, &result["Start"]), place(words, &result["End"]));
            let Some(ours) =
                found.iter().find(|one| (one.span.start as usize) <= end && start < one.span.end as usize)
            else {
                continue;
            };
            row.found += 1;
            if values.iter().any(|value| days(value) == (day(ours.when.start), day(ours.when.end))) {
                row.right += 1;
            } else {
                row.other.push(format!("{words} → {:?} {:?}", day(ours.when.start), day(ours.when.end)));
            }
        }
    }
    Ok(rows.into())
}

/// The byte of a code point.
fn place(words: &str, value: &Value) -> usize {
    words.char_indices().nth(value.as_u64().unwrap_or(0) as usize).map_or(words.len(), |(at, _)| at)
}

type Day = Option<String>;

fn day(stamp: Option<Stamp>) -> Day {
    stamp.map(|stamp| stamp.day().to_string())
}

/// First and last day of a value; its ranges of days end before their last day.
fn days(value: &Value) -> (Day, Day) {
    let read = |key: &str| value[key].as_str().and_then(parse);
    match value["type"].as_str() {
        Some("daterange") => {
            let end = read("end").and_then(|end| end.day().yesterday().ok());
            (day(read("start")), end.map(|end| end.to_string()))
        }
        Some("datetimerange") => (day(read("start")), day(read("end"))),
        _ => (day(read("value")), day(read("value"))),
    }
}
