//! Our figures of extraction and those of the independent `../shared/score/extraction.py` are the same.

use std::io::Write;
use std::process::Command;

use onrecord::record::{Offsets, article_line};
use onrecord_lab::{extraction, shared};
use serde_json::Value;

#[test]
fn figures_are_those_of_extraction_py() {
    let (Some(shared), Ok(pages)) = (shared::folder(), extraction::pages()) else {
        eprintln!("SKIPPED: needs ../shared");
        return;
    };
    let mut wire = tempfile::NamedTempFile::new().expect("a temporary file");
    for article in pages.iter().filter_map(extraction::article) {
        writeln!(wire, "{}", article_line(&article, Offsets::CodePoint)).expect("a writable file");
    }
    let run = Command::new("python3")
        .arg(shared.join("score/extraction.py"))
        .arg(shared.join("data/article-extraction-benchmark/ground-truth.json"))
        .arg(wire.path())
        .arg("--json")
        .output();
    let Ok(output) = run else {
        eprintln!("SKIPPED: needs python3");
        return;
    };
    let theirs: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let ours = extraction::run(&pages).ours;
    let pairs = [
        ("precision", ours.precision),
        ("recall", ours.recall),
        ("f1", ours.f1),
        ("quotes_kept", ours.quotes_kept),
    ];
    for (name, our) in pairs {
        let their = theirs[name].as_f64().expect("a figure");
        assert!((our - their).abs() < 1e-12, "{name}: {our}, not {their}");
    }
    assert_eq!(Some(ours.quotes as u64), theirs["quotes"].as_u64());
}
