#![allow(missing_docs, clippy::all)]
use onrecord::article::{Page, PageText, compose};
use onrecord::record::{self};
use onrecord::statement::Finder;
use onrecord_app::archive::Archive;
use std::time::Instant;
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let mut files: Vec<_> = std::fs::read_dir("/work/shared/data/polnear/train/text")
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    files.truncate(n);
    let t = Instant::now();
    let texts: Vec<_> =
        files.iter().map(|f| (f.display().to_string(), std::fs::read_to_string(f).unwrap())).collect();
    println!("read {:?}", t.elapsed());
    let t = Instant::now();
    let articles: Vec<_> = texts
        .iter()
        .map(|(f, t)| compose(Page { file: f.clone(), text: PageText::Plain(t.clone()), ..Page::default() }))
        .collect();
    println!("compose {:?}", t.elapsed());
    for texts_only in [true, false] {
        let path = std::path::PathBuf::from("/tmp/h-archive-bench.db");
        for e in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{e}", path.display()));
        }
        let mut a = Archive::open_or_make(&path).unwrap();
        if texts_only {
            let t = Instant::now();
            for c in articles.chunks(256) {
                a.add_texts(c).unwrap();
            }
            println!("texts {:?}", t.elapsed());
            a.close().unwrap();
            println!("texts+close {:?}", t.elapsed());
            continue;
        }
        let t = Instant::now();
        let readings: Vec<_> = articles.iter().map(|x| record::read(x.clone(), Finder::Rules)).collect();
        println!("find {:?}", t.elapsed());
        let rows: usize = readings.iter().map(|r| r.statements.len()).sum();
        let al: usize =
            readings.iter().map(|r| r.cast.speakers.iter().map(|s| s.aliases.len()).sum::<usize>()).sum();
        println!("statements {rows} aliases {al}");
        let t = Instant::now();
        for c in readings.chunks(256) {
            a.add(c, Finder::Rules).unwrap();
        }
        println!("add {:?}", t.elapsed());
        let t = Instant::now();
        a.compile().unwrap();
        println!("compile {:?}", t.elapsed());
        let t = Instant::now();
        let r = a.record().unwrap();
        println!("record {:?}", t.elapsed());
        let t = Instant::now();
        let b: usize = record::lines(&r, record::Offsets::CodePoint).map(|l| l.len()).sum();
        println!("wire {:?} {b} bytes", t.elapsed());
        let t = Instant::now();
        println!(
            "{:?} {:?}",
            a.verify(|f| {
                println!("{f:?}");
                Ok(())
            })
            .unwrap(),
            t.elapsed()
        );
        let t = Instant::now();
        a.close().unwrap();
        println!("close {:?}", t.elapsed());
    }
    println!("size {}", std::fs::metadata("/tmp/h-archive-bench.db").unwrap().len());
}
