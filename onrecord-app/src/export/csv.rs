//! Tables as CSV (RFC 4180): UTF-8, commas, CRLF, a line of names first. Each is drawn from the wire.
//!
//! A cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab or carriage return first) gets an
//! apostrophe in front, and so does one that has such a start behind apostrophes: whoever takes one
//! apostrophe away from each such cell has every word as printed. Numbers stay as they are.

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
    kind: &'static str,
    /// Lists inside the record, each inside the one before; a row stands for a member of the last.
    lists: &'static [&'static str],
    /// Column, and where its value stands: the level (0: the record) with a JSON pointer, or `#` for the
    /// number of the member.
    columns: &'static [(&'static str, usize, &'static str)],
}

const fn table(
    name: &'static str,
    kind: &'static str,
    lists: &'static [&'static str],
    columns: &'static [(&'static str, usize, &'static str)],
) -> Table {
    Table { name, kind, lists, columns }
}

/// All tables.
pub const TABLES: &[Table] = &[
    table(
        "article",
        "article",
        &[],
        &[
            ("id", 0, "/id"),
            ("headline", 0, "/headline"),
            ("outlet", 0, "/outlet/name"),
            ("outlet_basis", 0, "/outlet/basis"),
            ("outlet_hint", 0, "/outlet/hint"),
            ("byline", 0, "/byline"),
            ("published_start", 0, "/published/start"),
            ("published_end", 0, "/published/end"),
            ("published_basis", 0, "/published/basis"),
            ("revised_start", 0, "/revised/start"),
            ("revised_end", 0, "/revised/end"),
            ("revised_basis", 0, "/revised/basis"),
            ("captured_start", 0, "/captured/start"),
            ("captured_end", 0, "/captured/end"),
            ("captured_basis", 0, "/captured/basis"),
            ("language", 0, "/language"),
            ("url", 0, "/url"),
            ("file", 0, "/file"),
            ("sha256", 0, "/sha256"),
            ("body", 0, "/body"),
        ],
    ),
    table(
        "block",
        "article",
        &["/blocks"],
        &[
            ("article", 0, "/id"),
            ("seq", 1, "#"),
            ("type", 1, "/type"),
            ("start", 1, "/span/0"),
            ("end", 1, "/span/1"),
        ],
    ),
    table(
        "mark",
        "mark",
        &[],
        &[("article", 0, "/article"), ("type", 0, "/type"), ("start", 0, "/span/0"), ("end", 0, "/span/1")],
    ),
    table(
        "statement",
        "statement",
        &[],
        &[
            ("id", 0, "/id"),
            ("article", 0, "/article"),
            ("form", 0, "/form"),
            ("act", 0, "/act"),
            ("words", 0, "/words"),
            ("speaker", 0, "/speaker/id"),
            ("speaker_name", 0, "/speaker/name"),
            ("speaker_kind", 0, "/speaker/kind"),
            ("speaker_organisation", 0, "/speaker/organisation"),
            ("content", 0, "/content"),
            ("cue", 0, "/cue"),
            ("source", 0, "/source"),
            ("within", 0, "/within"),
            ("addressee", 0, "/addressee/name"),
            ("addressee_start", 0, "/addressee/span/0"),
            ("addressee_end", 0, "/addressee/span/1"),
            ("addressee_basis", 0, "/addressee/basis"),
            ("medium", 0, "/medium"),
            ("said_start", 0, "/said/start"),
            ("said_end", 0, "/said/end"),
            ("said_basis", 0, "/said/basis"),
            ("scope", 0, "/scope"),
            ("flags", 0, "/flags"),
            ("confidence", 0, "/confidence"),
        ],
    ),
    table(
        "attribution",
        "statement",
        &[],
        &[
            ("statement", 0, "/id"),
            ("speaker", 0, "/speaker/id"),
            ("basis", 0, "/speaker/basis"),
            ("chain", 0, "/speaker/chain"),
        ],
    ),
    table(
        "speaker",
        "speaker",
        &[],
        &[
            ("id", 0, "/id"),
            ("name", 0, "/name"),
            ("kind", 0, "/type"),
            ("organisation", 0, "/organisation"),
            ("private", 0, "/private"),
        ],
    ),
    table("alias", "speaker", &["/aliases"], ALIAS),
    table("attribute", "speaker", &["/attributes"], ALIAS),
    table(
        "utterance",
        "utterance",
        &[],
        &[
            ("id", 0, "/id"),
            ("speaker", 0, "/speaker"),
            ("wording", 0, "/variants/0/wording"),
            ("first_start", 0, "/first/start"),
            ("first_end", 0, "/first/end"),
            ("first_basis", 0, "/first/basis"),
            ("first_held", 0, "/first_held"),
            ("earliest_dated", 0, "/earliest_dated"),
            ("reports", 0, "/reports"),
            ("mentions", 0, "/mentions"),
        ],
    ),
    table(
        "variant",
        "utterance",
        &["/variants"],
        &[("utterance", 0, "/id"), ("seq", 1, "#"), ("wording", 1, "/wording")],
    ),
    table(
        "variant_statement",
        "utterance",
        &["/variants", "/statements"],
        &[("utterance", 0, "/id"), ("variant", 1, "#"), ("seq", 2, "#"), ("statement", 2, "")],
    ),
    table(
        "edit",
        "utterance",
        &["/variants", "/edits"],
        &[
            ("utterance", 0, "/id"),
            ("variant", 1, "#"),
            ("seq", 2, "#"),
            ("type", 2, "/type"),
            ("removed", 2, "/removed"),
            ("added", 2, "/added"),
            ("removed_article", 2, "/removed_span/article"),
            ("removed_start", 2, "/removed_span/span/0"),
            ("removed_end", 2, "/removed_span/span/1"),
            ("added_article", 2, "/added_span/article"),
            ("added_start", 2, "/added_span/span/0"),
            ("added_end", 2, "/added_span/span/1"),
        ],
    ),
    table(
        "echo",
        "utterance",
        &["/echoes"],
        &[
            ("utterance", 0, "/id"),
            ("seq", 1, "#"),
            ("kind", 1, "/as"),
            ("article", 1, "/article"),
            ("start", 1, "/span/0"),
            ("end", 1, "/span/1"),
            ("statement", 1, "/statement"),
        ],
    ),
    table(
        "moment",
        "moment",
        &[],
        &[
            ("what", 0, "/what"),
            ("when_start", 0, "/when/start"),
            ("when_end", 0, "/when/end"),
            ("when_basis", 0, "/when/basis"),
            ("article", 0, "/article"),
            ("start", 0, "/span/0"),
            ("end", 0, "/span/1"),
            ("statement", 0, "/refs/0"),
        ],
    ),
];

const ALIAS: &[(&str, usize, &str)] = &[
    ("speaker", 0, "/id"),
    ("seq", 1, "#"),
    ("words", 1, "/words"),
    ("article", 1, "/article"),
    ("start", 1, "/span/0"),
    ("end", 1, "/span/1"),
];

/// Writes every table to its writer, in one pass over the record.
pub fn tables<W: Write>(record: &Record, offsets: Offsets, writers: &mut [(Table, W)]) -> Result<()> {
    for (table, out) in writers.iter_mut() {
        row(out, table.columns.iter().map(|(name, ..)| (*name).to_owned()))?;
    }
    for line in lines(record, offsets) {
        let found: Value = serde_json::from_str(&line)?;
        for (table, out) in writers.iter_mut().filter(|(table, _)| found["kind"] == table.kind) {
            rows(table, &mut vec![(0, &found)], out)?;
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
