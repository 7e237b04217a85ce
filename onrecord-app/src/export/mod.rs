//! A record as files: the wire, one JSON object, or a folder of tables.

mod csv;
mod tables;

use std::io::Write;

use anyhow::Result;
use onrecord::record::{Offsets, Record, lines};

pub use csv::{Table, tables};
pub use tables::TABLES;

/// Writes the wire.
pub fn jsonl(record: &Record, offsets: Offsets, out: &mut dyn Write) -> Result<()> {
    Ok(lines(record, offsets).try_for_each(|line| writeln!(out, "{line}"))?)
}

/// Writes one JSON object: for each kind of the wire a list of its records.
pub fn json(record: &Record, offsets: Offsets, out: &mut dyn Write) -> Result<()> {
    const KINDS: &[&str] = &[
        "article",
        "mark",
        "statement",
        "speaker",
        "reprint",
        "correction",
        "utterance",
        "story",
        "moment",
        "difference",
        "agreement",
    ];
    let mut by_kind: Vec<Vec<String>> = vec![Vec::new(); KINDS.len()];
    for line in lines(record, offsets) {
        let kind = line.strip_prefix("{\"kind\":\"").and_then(|rest| rest.split('"').next());
        if let Some(place) = KINDS.iter().position(|known| Some(*known) == kind) {
            by_kind[place].push(line);
        }
    }
    write!(out, "{{")?;
    for (place, (kind, lines)) in KINDS.iter().zip(&by_kind).enumerate() {
        let comma = if place == 0 { "" } else { "," };
        write!(out, "{comma}\n\"{kind}\":[\n{}\n]", lines.join(",\n"))?;
    }
    Ok(writeln!(out, "\n}}")?)
}
