//! `onrecord check` from outside: formats, exit codes, what it says when something is wrong.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("check").args(args).args(["--finder", "rules"]).current_dir(folder);
    command
}

fn check(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const REPORT: &str = "Harbour wall may be moved\n\n“We will appeal the ruling in the spring,” said Ana Ruiz, the \
    mayor of Port Ellery. <b>“The wall is old & tired,” said Bo Lind.\n";
const DRAFT: &str = "# Émile’s wall\n\n“We will appeal the ruling in the spring,” Ms Ruiz said.\n\n“We will \
    ignore the ruling in the spring,” said Ana Ruiz.\n\n“We have <b>sold the sea to the moon</b>,” said Bo Lind.\n";

/// A folder with a report in a folder of its own and a draft beside it.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("reports")).unwrap();
    fs::write(folder.path().join("reports/a.txt"), REPORT).unwrap();
    fs::write(folder.path().join("draft.md"), DRAFT).unwrap();
    folder
}

#[test]
fn rows_tell_place_verdict_and_matches() {
    let folder = folder();
    let output = check(folder.path(), &["draft.md", "--against", "reports", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let rows: Vec<Value> = serde_json::from_str(&stdout(&output)).expect("an array");
    let verdicts: Vec<&str> = rows.iter().map(|row| row["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["verbatim", "reworded", "not-found"]);
    let draft: Vec<char> = DRAFT.chars().collect();
    for row in &rows {
        let at = |end: usize| row["span"][end].as_u64().unwrap() as usize;
        assert_eq!(draft[at(0)..at(1)].iter().collect::<String>(), row["quotation"], "code points");
    }
    assert_eq!((rows[1]["line"].as_u64(), rows[1]["column"].as_u64()), (Some(5), Some(2)));
    let found = &rows[1]["matches"][0];
    assert_eq!(found["speaker"]["name"], "Ana Ruiz");
    assert_eq!(found["file"], "reports/a.txt");
    assert_eq!(found["edits"][0]["type"], "substitution");
    assert_eq!(
        (&found["edits"][0]["removed"], &found["edits"][0]["added"]),
        (&"appeal".into(), &"ignore".into())
    );
    let report: Vec<char> = REPORT.chars().collect();
    let at = |end: usize| found["span"][end].as_u64().unwrap() as usize;
    assert_eq!(report[at(0)..at(1)].iter().collect::<String>(), found["words"]);
}

#[test]
fn status_0_where_all_stand_word_for_word() {
    let folder = folder();
    let words = "“The wall is old & tired,” Lind said.\n";
    let mut child = command(folder.path(), &["-", "--against", "reports/a.txt"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(words.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let text = stdout(&output);
    assert!(text.starts_with("1:2  word for word\n"), "{text}");
    assert!(text.contains("reports/a.txt"), "{text}");
    assert!(text.ends_with("held against 1 report: 1 word for word\n"), "{text}");
}

#[test]
fn the_page_is_whole_and_escaped() {
    let folder = folder();
    let output = check(folder.path(), &["draft.md", "--against", "reports", "-o", "check.html"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let page = fs::read_to_string(folder.path().join("check.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("Content-Security-Policy"));
    assert!(!page.contains("<b>"), "words of the texts are no markup");
    assert!(!page.contains("http:") && !page.contains("https:"), "nothing is fetched");
    assert!(page.contains("<del>appeal</del>") && page.contains(">ignore</ins>"), "{page}");
}

#[test]
fn lines_of_json_are_the_rows_of_the_array() {
    let folder = folder();
    let array = check(folder.path(), &["draft.md", "--against", "reports", "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&stdout(&array)).unwrap();
    let output = check(folder.path(), &["draft.md", "--against", "reports", "--format", "jsonl"]);
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows, lines);
}

#[test]
fn a_draft_in_the_folder_is_not_held_against_itself() {
    let folder = folder();
    let output = check(folder.path(), &["draft.md", "--against", "."]);
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    assert!(stderr(&output).contains("is not held against itself"), "{}", stderr(&output));
    let output = check(folder.path(), &["draft.md", "--against", "draft.md"]);
    assert_eq!(output.status.code(), Some(0), "named, it is a report like any other: {}", stdout(&output));
}

#[test]
fn errors_name_the_thing_and_the_remedy() {
    let folder = folder();
    for (args, said) in [
        (&["missing.md", "--against", "reports"][..], "missing.md: cannot be read"),
        (&["draft.md", "--against", "missing"], "missing: cannot be read"),
        (&["draft.md", "--against", "reports", "-o", "check.doc"], "use .txt, .json, .jsonl or .html"),
        (&["-", "--against", "-"], "save one of them as a file"),
        (&["draft.md"], "--against"),
    ] {
        let output = check(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(said), "{args:?}: {}", stderr(&output));
    }
}
