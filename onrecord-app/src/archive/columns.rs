//! How times and places stand in columns, there and back without loss.

use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::DateTime;
use onrecord::record::Ruler;
use onrecord::text::{Id, Span};
use onrecord::time::{Stamp, When};
use rusqlite::types::Type;
use rusqlite::{Row, ToSql};

/// The four columns of a time.
#[derive(Default)]
pub(super) struct WhenColumns<'a> {
    pub start: Option<String>,
    pub end: Option<String>,
    pub basis: Option<&'a str>,
    pub zone: Option<String>,
}

impl<'a> WhenColumns<'a> {
    /// The columns of a time; all empty where there is none.
    pub fn of(when: Option<&'a When>) -> Self {
        let Some(when) = when else { return Self::default() };
        let minutes = [when.start, when.end].map(minutes_east);
        let zone = (minutes != [0, 0]).then(|| format!("{}/{}", minutes[0], minutes[1]));
        Self { start: iso(when.start), end: iso(when.end), basis: Some(&when.basis), zone }
    }
}

/// Reads the four columns of a time from `at` on; `None` where there is none.
pub(super) fn when(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<When>> {
    let Some(basis) = row.get::<_, Option<String>>(at + 2)? else { return Ok(None) };
    let zone = row.get::<_, Option<String>>(at + 3)?;
    let zone = zone.as_deref().and_then(|zone| zone.split_once('/')).unwrap_or(("0", "0"));
    Ok(Some(When { start: stamp(row, at, zone.0)?, end: stamp(row, at + 1, zone.1)?, basis }))
}

fn minutes_east(stamp: Option<Stamp>) -> i16 {
    match stamp {
        Some(Stamp::Zoned(_, minutes)) => minutes,
        _ => 0,
    }
}

fn iso(stamp: Option<Stamp>) -> Option<String> {
    let mut words = String::new();
    write!(words, "{}", stamp?).ok().map(|()| words)
}

fn stamp(row: &Row<'_>, at: usize, zone: &str) -> rusqlite::Result<Option<Stamp>> {
    let Some(words) = row.get::<_, Option<String>>(at)? else { return Ok(None) };
    let parsed = match words.strip_suffix('Z') {
        Some(utc) => zoned(utc, zone),
        None if words.len() > 10 => words.parse().ok().map(Stamp::Time),
        None => words.parse().ok().map(Stamp::Day),
    };
    parsed.map(Some).ok_or_else(|| strange(at, &words))
}

fn zoned(utc: &str, zone: &str) -> Option<Stamp> {
    let minutes: i16 = zone.parse().ok()?;
    let utc: DateTime = utc.parse().ok()?;
    Some(Stamp::Zoned(utc.checked_add(i64::from(minutes).minutes()).ok()?, minutes))
}

/// The four columns of a place: code points, then bytes.
pub(super) struct PlaceColumns {
    pub points: [u32; 2],
    pub bytes: [u32; 2],
}

impl PlaceColumns {
    pub fn of(span: Span, ruler: &Ruler<'_>) -> Self {
        Self { points: ruler.span(span), bytes: [span.start, span.end] }
    }
}

/// Reads a place from its two columns of bytes.
pub(super) fn span(row: &Row<'_>, at: usize) -> rusqlite::Result<Span> {
    Ok(Span { start: row.get(at)?, end: row.get(at + 1)? })
}

/// Several places: `[[0,12],[20,31]]` in code points, and the same in bytes.
#[derive(Default)]
pub(super) struct ListColumns {
    pub points: String,
    pub bytes: String,
}

impl ListColumns {
    /// Fills the columns anew, keeping their memory.
    pub fn fill(&mut self, spans: &[Span], ruler: &Ruler<'_>) {
        list(&mut self.points, spans, |span| ruler.span(span));
        list(&mut self.bytes, spans, |span| [span.start, span.end]);
    }
}

fn list(out: &mut String, spans: &[Span], ends: impl Fn(Span) -> [u32; 2]) {
    out.clear();
    out.push('[');
    for (place, span) in spans.iter().enumerate() {
        let [start, end] = ends(*span);
        let comma = if place == 0 { "" } else { "," };
        // Writing to a string cannot fail.
        let _ = write!(out, "{comma}[{start},{end}]");
    }
    out.push(']');
}

/// Reads a list of places.
pub(super) fn spans(row: &Row<'_>, at: usize) -> rusqlite::Result<Vec<Span>> {
    let words = text(row, at)?;
    let pairs: Vec<(u32, u32)> = serde_json::from_str(words).map_err(|_| strange(at, words))?;
    Ok(pairs.into_iter().map(|(start, end)| Span { start, end }).collect())
}

/// Reads the 16 digits of an id.
pub(super) fn id<T>(row: &Row<'_>, at: usize) -> rusqlite::Result<Id<T>> {
    let words = text(row, at)?;
    Id::parse(words).ok_or_else(|| strange(at, words))
}

/// Reads a word of an enumeration.
pub(super) fn word<T: std::str::FromStr>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    let words = text(row, at)?;
    words.parse().map_err(|_| strange(at, words))
}

/// A share as the decimal number that prints it, so that 0.9 is stored as 0.9.
pub(super) fn share(value: f32) -> f64 {
    if value.is_finite() { value.to_string().parse().unwrap_or_default() } else { 0.0 }
}

/// Words of a row, without a copy.
pub(super) fn text<'r>(row: &'r Row<'_>, at: usize) -> rusqlite::Result<&'r str> {
    row.get_ref(at)?
        .as_str()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error)))
}

fn strange(at: usize, words: &str) -> rusqlite::Error {
    let reason = format!("`{words}` is not what this column holds; restore the archive from a copy");
    rusqlite::Error::FromSqlConversionFailure(at, Type::Text, reason.into())
}

/// `INSERT INTO table VALUES (?,?,…)` with as many values as the table has columns.
pub(super) fn insert_into(table: &str, columns: usize) -> String {
    let values = vec!["?"; columns].join(",");
    format!("INSERT INTO {table} VALUES ({values})")
}

/// An id as the text that is stored.
pub(super) fn digits<T>(id: Id<T>) -> impl ToSql {
    id.to_string()
}
