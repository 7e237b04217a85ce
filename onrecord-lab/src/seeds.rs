//! The seed articles, held against their table by `../shared/seeds/check.py`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use onrecord::record::Offsets;
use onrecord::record::lines;
use onrecord::statement::Finder;
use serde_json::Value;

use crate::{inputs, shared};

/// What the table says of a run.
pub struct Seeds {
    /// Rows that pass, rows in all.
    pub passed: (u64, u64),
    /// Rows that pass in each table.
    pub tables: Vec<(String, u64, u64)>,
    /// Rows that fail, with what is wrong.
    pub failed: Vec<(String, String)>,
}

/// Runs the seed articles in this process and has them checked.
pub fn run(finder: Finder) -> Result<Seeds> {
    let folder = shared::path("seeds")?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let mut wire = tempfile::NamedTempFile::new()?;
    for line in lines(&inputs::record(&files, finder), Offsets::CodePoint) {
        writeln!(wire, "{line}")?;
    }
    wire.flush()?;
    check(&folder, wire.path())
}

fn check(folder: &Path, wire: &Path) -> Result<Seeds> {
    let output = Command::new("python3")
        .arg(folder.join("check.py"))
        .arg(wire)
        .arg("--json")
        .output()
        .context("python3 does not run")?;
    let told: Value = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("check.py: {}", String::from_utf8_lossy(&output.stderr)))?;
    let count = |value: &Value| value.as_u64().unwrap_or(0);
    let tables = told["tables"].as_object().into_iter().flatten();
    let rows = told["results"].as_array().into_iter().flatten();
    Ok(Seeds {
        passed: (count(&told["passed"]), count(&told["rows"])),
        tables: tables.map(|(name, pair)| (name.clone(), count(&pair[0]), count(&pair[1]))).collect(),
        failed: rows
            .filter(|row| row["pass"] == Value::Bool(false))
            .map(|row| (row["id"].as_str().unwrap_or("?").to_owned(), row["problems"].to_string()))
            .collect(),
    })
}
