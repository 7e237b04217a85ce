//! The floor plan, checked: a room may use only the rooms before it in `lib.rs`.

#![allow(clippy::disallowed_methods, reason = "the test reads the sources")]

use std::fs;
use std::path::Path;

#[test]
fn rooms_look_only_back() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let plan = fs::read_to_string(src.join("lib.rs")).unwrap();
    let rooms: Vec<&str> =
        plan.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(rooms.len() > 8, "the plan in lib.rs lists the rooms, one `pub mod` a line");
    for (place, room) in rooms.iter().enumerate() {
        for (file, text) in rust_files(&src.join(room)) {
            assert!(
                !text.contains("crate::{"),
                "{file}: imports stand one a line, so that this test sees them"
            );
            for used in text.split("crate::").skip(1) {
                let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
                let allowed = used == "words_enum" || rooms[..=place].contains(&used);
                assert!(allowed, "{file}: room `{room}` must not look ahead to `{used}`");
            }
        }
    }
}

fn rust_files(dir: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(rust_files(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push((entry.display().to_string(), fs::read_to_string(&entry).unwrap()));
        }
    }
    found
}
