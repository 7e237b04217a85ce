//! The program from outside: exit codes, what goes where, files that appear whole.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

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

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder with one report, and names that are awkward.
fn reports() -> TempDir {
    let folder = TempDir::new().unwrap();
    let text = "Harbour wall may be moved\n\n“We will appeal the ruling,” said Ana Ruiz, the mayor of Port \
        Ellery, on Tuesday.\n\nMs Ruiz declined to comment further.\n";
    fs::write(folder.path().join("a.txt"), text).unwrap();
    fs::write(folder.path().join("quiet.txt"), "Tides\n\nThe tide is high at noon.\n").unwrap();
    folder
}

#[test]
fn every_ending_is_written_whole() {
    let folder = reports();
    for (ending, start) in [("html", "<!"), ("md", "#"), ("json", "{"), ("jsonl", "{\"kind\":\"article\"")] {
        let name = format!("story.{ending}");
        let output = onrecord(folder.path(), &["report", "a.txt", "-o", &name]);
        assert_eq!(code(&output), Some(0), "{ending}: {}", stderr(&output));
        let text = fs::read_to_string(folder.path().join(&name)).unwrap();
        assert!(text.to_lowercase().starts_with(start), "{ending}: {}", &text[..40]);
        assert!(text.contains("We will appeal the ruling"), "{ending}");
        assert!(output.stdout.is_empty(), "results go to the file");
    }
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 6, "nothing half-written is left: {names:?}");
}

#[test]
fn a_bad_file_costs_only_itself_unless_strict() {
    let folder = reports();
    let output = onrecord(folder.path(), &["statement", "missing.txt", "a.txt"]);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("missing.txt"), "{}", stderr(&output));
    assert!(stderr(&output).contains("1 file could not be read"), "{}", stderr(&output));
    assert!(stdout(&output).contains("\"kind\":\"statement\""));
    let output = onrecord(folder.path(), &["statement", "--strict", "missing.txt", "a.txt"]);
    assert_eq!(code(&output), Some(2));
    assert!(stdout(&output).contains("\"kind\":\"statement\""), "strict changes the status only");
    let output = onrecord(folder.path(), &["statement", "missing.txt"]);
    assert_eq!(code(&output), Some(2));
}

#[test]
fn nothing_found_ends_with_1() {
    let folder = reports();
    assert_eq!(code(&onrecord(folder.path(), &["statement", "quiet.txt"])), Some(1));
    assert_eq!(code(&onrecord(folder.path(), &["article", "quiet.txt"])), Some(0));
}

#[test]
fn jobs_change_nothing_in_the_output() {
    let folder = TempDir::new().unwrap();
    for number in 0..90 {
        let text =
            format!("Story {number}\n\n“Number {number} is the one we want,” said Ana Ruiz on Monday.\n");
        fs::write(folder.path().join(format!("{number:03}.txt")), text).unwrap();
    }
    let one = onrecord(folder.path(), &["statement", "--jobs", "1", "."]);
    let four = onrecord(folder.path(), &["statement", "--jobs", "4", "."]);
    assert_eq!(code(&one), Some(0), "{}", stderr(&one));
    assert!(one.stdout == four.stdout);
    assert_eq!(stdout(&one).lines().filter(|line| line.starts_with("{\"kind\":\"article\"")).count(), 90);
}

#[test]
fn offsets_count_what_is_asked_for() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), "🙂\n\n“We will appeal,” said Ana Ruiz.\n").unwrap();
    let content = |offsets: &str| {
        let output = onrecord(folder.path(), &["statement", "--offsets", offsets, "a.txt"]);
        let line = stdout(&output);
        let line = line.lines().find(|line| line.starts_with("{\"kind\":\"statement\"")).unwrap().to_owned();
        line.split("\"content\":[[").nth(1).unwrap().split(',').next().unwrap().parse::<u32>().unwrap()
    };
    assert_eq!((content("code-point"), content("byte"), content("utf16")), (4, 9, 5));
}

#[test]
fn articles_of_the_wire_can_be_piped_into_the_next_stage() {
    let folder = reports();
    let articles = onrecord(folder.path(), &["article", "a.txt"]);
    let mut next = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["statement", "--jsonl", "-"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    next.stdin.take().unwrap().write_all(&articles.stdout).unwrap();
    let piped = next.wait_with_output().unwrap();
    let direct = onrecord(folder.path(), &["statement", "a.txt"]);
    assert_eq!(stdout(&piped), stdout(&direct));
}

#[test]
fn a_reader_that_stops_early_hears_no_complaint() {
    let folder = reports();
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["statement", "a.txt"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), stderr(&output)), (Some(0), String::new()));
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
    for command in [
        "report",
        "statement",
        "article",
        "speaker",
        "utterance",
        "time",
        "add",
        "search",
        "export",
        "verify",
    ] {
        let output = onrecord(folder.path(), &[command, "--help"]);
        assert_eq!(code(&output), Some(0), "{command}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("Example"), "{command}");
    }
}

#[test]
fn no_readable_file_ends_with_2() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let output = onrecord(folder.path(), &["statement", "empty"]);
    assert_eq!(code(&output), Some(2), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
}
