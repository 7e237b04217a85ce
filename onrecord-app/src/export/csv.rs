//! Tables as CSV (RFC 4180): UTF-8, commas, CRLF, a line of names first. Each is drawn from the wire.
//!
//! A cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab or carriage return first) gets an
//! apostrophe in front, and so does one that has such a start behind apostrophes: whoever takes one
//! apostrophe away from each such cell has every word as printed. Numbers stay as they are.

use std::collections::HashMap;
use std::io::Write;

use anyhow::Result;
use onrecord::record::{Offsets, Record, lines};
use serde_json::Value;

/// One table: which records its rows are drawn from, and its columns.
#[derive(Clone, Copy)]
pub struct Table {
    /// Its name; the file's too.
    pub name: &'static str,
    /// The kind of the wire.
    pub(super) kind: &'static str,
    /// Lists inside the record, each inside the one before; a row stands for a member of the last.
    pub(super) lists: &'static [&'static str],
    /// Column, and where its value stands: the level (0: the record) with a JSON pointer, or `#` for the
    /// number of the member (of a record: its number among its kind, from 1, as in the archive).
    pub(super) columns: &'static [(&'static str, usize, &'static str)],
}

/// Writes every table to its writer, in one pass over the record.
pub fn tables<W: Write>(record: &Record, offsets: Offsets, writers: &mut [(Table, W)]) -> Result<()> {
    for (table, out) in writers.iter_mut() {
        row(out, table.columns.iter().map(|(name, ..)| (*name).to_owned()))?;
    }
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for line in lines(record, offsets) {
        let found: Value = serde_json::from_str(&line)?;
        let number = numbers.entry(found["kind"].as_str().unwrap_or("").to_owned()).or_default();
        *number += 1;
        for (table, out) in writers.iter_mut().filter(|(table, _)| found["kind"] == table.kind) {
            rows(table, &mut vec![(*number, &found)], out)?;
        }
    }
    Ok(())
}

/// Rows of a record: `levels` holds the record and the members of lists that lead to the row, with their numbers.
fn rows(table: &Table, levels: &mut Vec<(usize, &Value)>, out: &mut dyn Write) -> Result<()> {
    let Some((list, (_, holder))) = table.lists.get(levels.len() - 1).zip(levels.last().copied()) else {
        return row(out, table.columns.iter().map(|(_, level, place)| cell(levels.get(*level), place)));
    };
    for (seq, member) in holder.pointer(list).and_then(Value::as_array).into_iter().flatten().enumerate() {
        levels.push((seq, member));
        rows(table, levels, out)?;
        levels.pop();
    }
    Ok(())
}

fn cell(level: Option<&(usize, &Value)>, place: &str) -> String {
    let Some((seq, value)) = level else { return String::new() };
    if place == "#" {
        return seq.to_string();
    }
    match value.pointer(place) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(words)) => inert(words),
        Some(other) => other.to_string(),
    }
}

/// Words that no spreadsheet runs.
fn inert(words: &str) -> String {
    let behind = words.trim_start_matches('\'');
    let runs = behind.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if runs { format!("'{words}") } else { words.to_owned() }
}

fn row(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> Result<()> {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        let quoted = cell.contains([',', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
        if quoted {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    Ok(out.write_all(b"\r\n")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let mut out = Vec::new();
        row(&mut out, cells.iter().map(|cell| (*cell).to_owned())).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_quoted_as_the_rfc_has_it() {
        assert_eq!(written(&["a", "b,c", "d \"e\"", "f\ng", ""]), "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\",\r\n");
    }

    #[test]
    fn no_cell_is_a_formula_and_none_is_lost() {
        for words in ["=1+1", "-2", "@x", "+x", "\tx", "'=x", "''@y"] {
            assert_eq!(inert(words), format!("'{words}"));
        }
        for words in ["'Tis", "we - they", "", "x=1"] {
            assert_eq!(inert(words), words);
        }
    }
}
