//! The program from outside: exit codes, what goes where, files that appear whole.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn onrecord(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_unknown_ending_is_refused_before_anything_is_read() {
    let folder = TempDir::new().unwrap();
    let output = onrecord(folder.path(), &["report", "missing.txt", "-o", "story.pdf"]);
    assert_eq!(code(&output), Some(2));
    assert!(stderr(&output).contains(".html, .md, .json or .jsonl"), "{}", stderr(&output));
    assert!(!stderr(&output).contains("missing.txt"));
}

#[test]
fn wrong_usage_ends_with_2_and_help_with_0() {
    let folder = TempDir::new().unwrap();
    assert_eq!(code(&onrecord(folder.path(), &["statement"])), Some(2));
    assert_eq!(code(&onrecord(folder.path(), &["opine", "a.txt"])), Some(2));
    for command in ["report", "statement", "article", "speaker", "utterance", "time"] {
        let output = onrecord(folder.path(), &[command, "--help"]);
        assert_eq!(code(&output), Some(0), "{command}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("Example"), "{command}");
    }
}

#[test]
fn no_readable_file_ends_with_2() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let output = onrecord(folder.path(), &["statement", "empty"]);
    assert_eq!(code(&output), Some(2), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
}
