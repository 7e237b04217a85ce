//! The archive as a library: what goes in comes out, places hold, the index finds, faults are named.

use std::path::{Path, PathBuf};

use onrecord::article::{Article, Claim, Page, PageText, compose};
use onrecord::record::{self, Offsets, Reading, lines};
use onrecord::statement::Finder;
use onrecord_app::archive::{Archive, Fault, Words};
use rusqlite::Connection;
use tempfile::TempDir;

const FIRST: &str = "Harbour wall may be moved\n\nThe café on Dock Street will stay, its owner said.\n\n\
    “We will appeal the ruling — all of it,” said Ana Ruiz, the mayor of Port Ellery, on Tuesday.\n\n\
    Ms Ruiz declined to comment further. “Not today,” she told the Harbour Post.";

const SECOND: &str = "Mayor to fight ruling\n\nAna Ruiz said the city would fight.\n\n\
    “We will appeal the ruling,” Ruiz told reporters. The builder, Tomás Lind, denied any fault.\n\n\
    “🙂 naïve,” Lind wrote on Chirper.";

fn article(file: &str, text: &str, outlet: &str) -> Article {
    let claim = |value: &str| Claim { value: value.to_owned(), basis: "record".to_owned() };
    let stamp = |value| Claim { value: onrecord::time::parse(value).unwrap(), basis: "record".to_owned() };
    compose(Page {
        file: file.to_owned(),
        outlet: Some(claim(outlet)),
        published: Some(stamp("2031-03-05T04:30:00-05:00")),
        modified: Some(stamp("2031-03-06")),
        text: PageText::Plain(text.to_owned()),
        ..Page::default()
    })
}

fn readings() -> Vec<Reading> {
    let articles = [article("a.txt", FIRST, "Harbour Post"), article("b.txt", SECOND, "=cmd()")];
    articles.into_iter().map(|article| record::read(article, Finder::Rules)).collect()
}

fn wire(record: &record::Record) -> Vec<String> {
    lines(record, Offsets::CodePoint).collect()
}

fn archive(folder: &Path) -> (Archive, PathBuf) {
    let path = folder.join("desk's \"best\" ?#.db");
    (Archive::open_or_make(&path).unwrap(), path)
}

fn faults(archive: &Archive) -> Vec<Fault> {
    let mut faults = Vec::new();
    archive
        .verify(|fault| {
            faults.push(fault);
            Ok(())
        })
        .unwrap();
    faults
}

#[test]
fn readings_come_out_as_they_went_in() {
    let folder = TempDir::new().unwrap();
    let (mut archive, _) = archive(folder.path());
    assert_eq!(archive.add(&readings(), Finder::Rules).unwrap(), 2);
    assert_eq!(archive.add(&readings(), Finder::Rules).unwrap(), 0, "what is held is passed over");
    archive.compile().unwrap();
    assert_eq!(archive.record().unwrap(), record::compile(readings()));
}

#[test]
fn the_order_and_number_of_adds_do_not_matter() {
    let folder = TempDir::new().unwrap();
    let (mut archive, path) = archive(folder.path());
    let mut readings = readings();
    readings.reverse();
    for reading in &readings {
        archive.add(std::slice::from_ref(reading), Finder::Rules).unwrap();
        archive.compile().unwrap();
        archive = Archive::open_or_make(&path).unwrap();
    }
    assert_eq!(wire(&archive.record().unwrap()), wire(&record::compile(readings)));
    assert_eq!(faults(&archive), []);
}

#[test]
fn an_archive_holds_and_one_wrong_letter_does_not() {
    let folder = TempDir::new().unwrap();
    let (mut archive, path) = archive(folder.path());
    archive.add(&readings(), Finder::Rules).unwrap();
    assert_eq!(faults(&archive), [], "before it is compiled");
    archive.compile().unwrap();
    assert_eq!(faults(&archive), []);
    let spoil = |sql: &str| Connection::open(&path).unwrap().execute(sql, []).unwrap();
    spoil("UPDATE statement SET words = replace(words, 'appeal', 'repeal') WHERE words LIKE '%appeal%'");
    let named = faults(&archive);
    assert!(!named.is_empty() && named.iter().all(|fault| fault.reason.contains("repeal")), "{named:?}");
    spoil("UPDATE article SET body = replace(body, 'Dock', 'Duck')");
    assert!(faults(&archive).iter().any(|fault| fault.reason.contains("hash")));
    spoil("UPDATE block SET start_byte = start_byte + 1 WHERE seq = 0");
    assert!(faults(&archive).iter().any(|fault| fault.reason.contains("gap")));
    spoil("UPDATE mark SET end_byte = 100000 WHERE seq = 0");
    assert!(faults(&archive).iter().any(|fault| fault.reason.contains("no place of the body")));
}

#[test]
fn code_points_in_the_file_are_those_of_sqlite() {
    let folder = TempDir::new().unwrap();
    let (mut archive, path) = archive(folder.path());
    archive.add(&readings(), Finder::Rules).unwrap();
    let file = Connection::open(path).unwrap();
    let sql = "SELECT count(*), sum(substr(body, json_extract(content, '$[0][0]') + 1,
                 json_extract(content, '$[0][1]') - json_extract(content, '$[0][0]')) = words)
               FROM statement JOIN article ON article.key = article
               WHERE json_array_length(content) = 1";
    let (all, right): (i64, i64) =
        file.query_row(sql, [], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.unwrap_or(0)))).unwrap();
    assert!(all > 0 && all == right, "{right} of {all}");
}

#[test]
fn search_finds_words_without_case_or_accents() {
    let folder = TempDir::new().unwrap();
    let (mut archive, _) = archive(folder.path());
    archive.add(&readings(), Finder::Rules).unwrap();
    archive.compile().unwrap();
    let hits = |words: &str| archive.search(&Words::parse(words).unwrap(), 10).unwrap();
    assert_eq!(hits("CAFE").articles_in_all, 1);
    assert_eq!(hits("naive").articles_in_all, 1);
    assert_eq!(hits("\"will appeal\"").articles_in_all, 2);
    assert_eq!(hits("appe*").articles_in_all, 2);
    assert_eq!(hits("zebra").articles_in_all, 0);
    assert_eq!(hits("\"; DROP TABLE article; --").articles_in_all, 0);
    let found = hits("appeal");
    assert!(found.statements_in_all >= 1, "{found:?}");
    for hit in &found.statements {
        assert!(hit.matches.iter().all(|at| &hit.words[at.clone()] == "appeal"), "{hit:?}");
    }
}

#[test]
fn texts_alone_are_stored_and_are_no_findings() {
    let folder = TempDir::new().unwrap();
    let (mut archive, _) = archive(folder.path());
    assert_eq!(archive.add_texts(&[article("a.txt", FIRST, "Harbour Post")]).unwrap(), 1);
    assert_eq!(archive.record().unwrap().articles, []);
    assert_eq!(faults(&archive), []);
}

#[test]
fn other_files_are_refused_by_name() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notes.db");
    std::fs::write(&path, "these are notes, not a database, and more of them than a header").unwrap();
    for result in [Archive::open_or_make(&path), Archive::open(&path)] {
        let words = format!("{:#}", result.err().unwrap());
        assert!(words.contains("notes.db"), "{words}");
    }
    let missing = format!("{:#}", Archive::open(&folder.path().join("none.db")).err().unwrap());
    assert!(missing.contains("onrecord add"), "{missing}");
}
