//! The archive from outside: killed in the middle, on a full disk, added to in parts, searched, exported.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tempfile::TempDir;

fn onrecord(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onrecord")).args(args).current_dir(folder).output().unwrap()
}

/// Runs it, and wants this status.
fn run(folder: &Path, args: &[&str], status: i32) -> Output {
    let output = onrecord(folder, args);
    assert_eq!(output.status.code(), Some(status), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder `many` with invented reports.
fn many(count: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("many")).unwrap();
    for number in 0..count {
        let mut words = format!("Harbour wall plan {number}\n\n");
        for part in 0..5 {
            let _ = write!(
                words,
                "“The wall number {part} of plan {number} must stay where it is,” said Ana Ruiz, the mayor. \
                 Tomás Lind, a builder, denied that part {part} had cracked.\n\n"
            );
        }
        fs::write(folder.path().join(format!("many/{number:04}.txt")), words).unwrap();
    }
    folder
}

#[test]
fn adding_in_parts_gives_the_bytes_of_adding_at_once() {
    let folder = many(12);
    let parts = ["many/0003.txt", "many/0001.txt", "many"];
    for part in parts {
        run(folder.path(), &["add", part, "--archive", "parts.db"], 0);
    }
    run(folder.path(), &["add", "many", "--archive", "once.db", "--jobs", "1"], 0);
    let export = |args: &[&str]| run(folder.path(), &[&["export"], args].concat(), 0).stdout;
    let once = export(&["--archive", "once.db"]);
    assert!(once.len() > 10_000);
    assert!(once == export(&["--archive", "parts.db"]));
    assert!(once == export(&["many"]), "an archive adds nothing and loses nothing");
    assert!(export(&["--archive", "once.db", "--format", "json"]).starts_with(b"{"));
    run(folder.path(), &["verify", "--archive", "parts.db"], 0);
}

#[test]
fn a_kill_in_the_middle_costs_nothing_that_was_read() {
    let folder = many(600);
    let path = folder.path().join("onrecord.db");
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["add", "many", "--jobs", "1"])
        .current_dir(folder.path())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let patience = Instant::now();
    while held(&path) == 0 && patience.elapsed() < Duration::from_secs(60) {
        sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let kept = held(&path);
    assert!(kept > 0, "a batch was there before the kill");
    eprintln!("killed with {kept} of 600 articles in the archive");
    run(folder.path(), &["verify"], 0);
    run(folder.path(), &["search", "wall"], 0);
    let again = run(folder.path(), &["add", "many"], 0);
    assert!(text(&again.stderr).contains("600 in all"), "{}", text(&again.stderr));
    run(folder.path(), &["verify"], 0);
    run(folder.path(), &["add", "many", "--archive", "whole.db"], 0);
    let export = |archive| run(folder.path(), &["export", "--archive", archive], 0).stdout;
    assert!(export("onrecord.db") == export("whole.db"));
}

fn held(path: &Path) -> i64 {
    let read = |file: Connection| file.query_row("SELECT count(*) FROM article", [], |row| row.get(0));
    if path.exists() { Connection::open(path).and_then(read).unwrap_or(0) } else { 0 }
}

#[test]
fn a_full_disk_is_named_and_the_archive_stands() {
    let folder = many(300);
    run(folder.path(), &["add", "many/0000.txt"], 0);
    // A limit on the size of files stands in for a full disk; the signal that goes with it is ignored.
    let script = "trap '' XFSZ; ulimit -f 600; exec \"$0\" add many --jobs 1";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_onrecord")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let words = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("onrecord.db") && words.contains("free some space"), "{words}");
    run(folder.path(), &["verify"], 0);
    run(folder.path(), &["add", "many"], 0);
    run(folder.path(), &["verify"], 0);
}

#[test]
fn the_index_follows_the_rows_and_is_found_by_its_name() {
    let folder = many(3);
    run(folder.path(), &["add", "many"], 0);
    let file = Connection::open(folder.path().join("onrecord.db")).unwrap();
    for table in ["article", "statement"] {
        // How Datasette detects the index of a table.
        let like = format!("%VIRTUAL TABLE%USING FTS%content=\"{table}\"%");
        let sql = "SELECT count(*) FROM sqlite_master WHERE rootpage = 0 AND sql LIKE ?1";
        assert_eq!(file.query_row(sql, [like], |row| row.get::<_, i64>(0)).unwrap(), 1, "{table}");
        let check = format!("INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)");
        file.execute(&check, []).unwrap();
    }
}

#[test]
fn search_shows_who_said_it_where() {
    let folder = many(3);
    run(folder.path(), &["add", "many"], 0);
    let shown = text(&run(folder.path(), &["search", "number", "3", "--limit", "2"], 0).stdout);
    assert!(shown.contains("Ana Ruiz · says"), "{shown}");
    assert!(shown.contains("(2 shown; --limit N for more)"), "{shown}");
    assert!(!shown.contains('\u{1b}'), "no colours in a pipe");
    let coloured = run(folder.path(), &["search", "wall", "--color", "always"], 0);
    assert!(text(&coloured.stdout).contains("\u{1b}[1;4mwall\u{1b}[0m"));
    let lines = text(&run(folder.path(), &["search", "wall", "--format", "jsonl"], 0).stdout);
    assert!(lines.lines().all(|line| line.starts_with("{\"kind\":\"hit\",\"of\":")), "{lines}");
    run(folder.path(), &["search", "zebra"], 1);
    run(folder.path(), &["search", "***"], 2);
    run(folder.path(), &["search", "wall", "--archive", "none.db"], 2);
}

#[test]
fn hostile_names_and_words_stay_words() {
    let folder = TempDir::new().unwrap();
    let name = "=cmd|' \"x\"\u{1b}[31m\n'; DROP TABLE article; --.txt";
    fs::write(folder.path().join(name), "=1+1 headline\n\n“=2+5 is \u{1b}[31mred,” said Ana Ruiz.\n")
        .unwrap();
    run(folder.path(), &["add", name], 0);
    run(folder.path(), &["verify"], 0);
    let shown = text(&run(folder.path(), &["search", "headline"], 0).stdout);
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
    run(folder.path(), &["export", "--format", "csv", "-o", "tables"], 0);
    let articles = fs::read_to_string(folder.path().join("tables/article.csv")).unwrap();
    assert!(articles.contains("\"'=cmd|' \"\"x\"\""), "{articles}");
    assert!(articles.starts_with("id,headline,") && articles.ends_with("\r\n"));
    assert_eq!(fs::read_dir(folder.path().join("tables")).unwrap().count(), 25);
    run(folder.path(), &["export", "--format", "csv"], 2);
}

#[test]
fn files_that_could_not_be_read_are_noted_until_they_are() {
    let folder = many(1);
    let noted = || held_refusals(&folder.path().join("onrecord.db"));
    run(folder.path(), &["add", "many", "late.txt"], 0);
    assert_eq!(noted(), 1);
    fs::copy(folder.path().join("many/0000.txt"), folder.path().join("late.txt")).unwrap();
    run(folder.path(), &["add", "late.txt"], 0);
    assert_eq!(noted(), 0);
}

fn held_refusals(path: &Path) -> i64 {
    Connection::open(path).unwrap().query_row("SELECT count(*) FROM refusal", [], |row| row.get(0)).unwrap()
}
