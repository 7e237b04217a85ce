//! The page in a real browser: no serious finding of axe-core, no outside request, no error, every link
//! leads somewhere, with and without JavaScript, on phone, desktop and paper, light and dark.
//!
//! Needs Chromium and `npm ci` in `tests/browser`; skips loudly without them, and fails instead where
//! `ONRECORD_REQUIRE_BROWSER=1` (as `scripts/test` sets it). Pictures are kept under the target folder.

#[path = "page/story.rs"]
mod story;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use onrecord::dossier::{Options, set_out};
use onrecord_app::page;

#[test]
fn a_written_record_passes() {
    let html = page::html(&set_out(&story::bridge(), &Options::default())).expect("a page");
    check("bridge", &html);
}

#[test]
fn the_example_story_passes() {
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stories");
    let Some(story) = first_folder(&stories) else { return skip("there is no example story") };
    let page = kept("example").join("story.html");
    let run = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("report")
        .args(pages(&story))
        .arg("-o")
        .arg(&page)
        .output();
    let run = run.expect("the program runs");
    if !run.status.success() || !page.exists() {
        return skip(&format!("the program wrote no page: {}", String::from_utf8_lossy(&run.stderr)));
    }
    check("example", &fs::read_to_string(page).expect("the page"));
}

fn check(name: &str, html: &str) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if !here.join("node_modules").exists() {
        return skip("run `npm ci` in onrecord-app/tests/browser first");
    }
    let folder = kept(name);
    let page = folder.join("page.html");
    fs::write(&page, html).expect("a place for the page");
    let run = Command::new("node").arg(here.join("check.mjs")).arg(&page).arg(&folder).output();
    let Ok(run) = run else { return skip("node is missing") };
    let (found, talk) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    if run.status.code() == Some(3) {
        return skip(talk.trim());
    }
    assert!(run.status.success(), "{name}: {found}{talk}\npictures: {}", folder.display());
    eprintln!("{name}: nothing found; pictures in {}", folder.display());
}

/// Where a page and its pictures are kept.
fn kept(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page").join(name);
    fs::create_dir_all(&folder).expect("a folder for pictures");
    folder
}

fn first_folder(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.into_iter().next()
}

/// The reports of a story: its web pages (its tables are no report).
fn pages(story: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(story).expect("the story").filter_map(Result::ok).map(|entry| entry.path());
    let mut pages: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "html")).collect();
    pages.sort();
    pages
}

fn skip(reason: &str) {
    assert!(std::env::var_os("ONRECORD_REQUIRE_BROWSER").is_none_or(|value| value != "1"), "{reason}");
    eprintln!("SKIPPED a browser test: {reason}");
}
