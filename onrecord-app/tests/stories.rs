//! The example stories go through the program's own rooms: every report is read, every finding is a slice of it.

use std::path::{Path, PathBuf};

use onrecord::record::{Reading, compile, read};
use onrecord::statement::Finder;
use onrecord_app::ingest;

fn stories() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stories");
    let entries = std::fs::read_dir(&folder).expect("the folder of stories");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    assert!(folders.len() >= 9, "nine stories or more");
    folders
}

fn readings(folder: PathBuf) -> Vec<Reading> {
    ingest::inputs(&[folder], ingest::Options::default())
        .map(|input| input.and_then(ingest::read).expect("every report can be read"))
        .map(|article| read(article, Finder::Rules))
        .collect()
}

#[test]
fn every_report_of_a_folder_is_read() {
    for folder in stories() {
        let files = std::fs::read_dir(&folder).expect("a story is a folder").count();
        let readings = readings(folder.clone());
        assert_eq!(readings.len(), files, "{}", folder.display());
        for reading in &readings {
            assert!(reading.article.body.len() > 600, "{} lost its text", reading.article.file);
            assert!(!reading.statements.is_empty(), "{} says nothing", reading.article.file);
        }
    }
}

#[test]
fn what_a_statement_says_is_a_slice_of_its_report() {
    for reading in stories().into_iter().flat_map(readings) {
        for statement in &reading.statements {
            let slices: Vec<&str> =
                statement.content.iter().map(|span| span.of(&reading.article.body)).collect();
            assert_eq!(statement.words, slices.join(" "), "{}", reading.article.file);
        }
    }
}

#[test]
fn the_order_of_the_reports_does_not_matter() {
    for folder in stories() {
        let forth = readings(folder);
        let back = forth.iter().rev().cloned().collect();
        assert_eq!(compile(forth), compile(back));
    }
}
