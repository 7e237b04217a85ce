//! How fast: the whole program on one core, from text to archive, and each stage by itself.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use onrecord::article::{Article, Page, PageText, compose};
use onrecord::record;
use onrecord::speaker;
use onrecord::statement::{self, Finder};
use onrecord::text::{quotations, sentences, words};
use onrecord::time::{Anchor, find};

use crate::cpu::{children, measured};

/// One run of the whole program.
#[derive(Clone, Copy)]
pub struct Run {
    /// By the clock on the wall.
    pub wall: Duration,
    /// On the processor.
    pub cpu: Duration,
}

/// The program beside reading and storing the same texts unanalysed: the fastest of some runs of each.
pub struct Program {
    /// Articles of a run.
    pub articles: usize,
    /// Reads, analyses, stores, compiles.
    pub whole: Run,
    /// Reads and stores.
    pub texts: Run,
}

/// A stage in this process.
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// Words a second.
    pub words: f64,
    /// Microseconds an article.
    pub micros: f64,
}

/// Runs `onrecord add --jobs 1` on a folder, with and without analysis.
pub fn program(
    binary: &Path,
    texts: &[PathBuf],
    rounds: usize,
    jobs: usize,
    finder: &str,
) -> Result<Program> {
    let (mut whole, mut bare) = (None, None);
    let mut articles = 0;
    for _ in 0..rounds.max(1) {
        let (run, count) = add(binary, texts, jobs, &["--finder", finder])?;
        articles = count;
        whole = faster(whole, run);
        bare = faster(bare, add(binary, texts, jobs, &["--texts-only"])?.0);
    }
    Ok(Program { articles, whole: whole.context("a run")?, texts: bare.context("a run")? })
}

fn faster(best: Option<Run>, run: Run) -> Option<Run> {
    best.filter(|best| best.cpu <= run.cpu).or(Some(run))
}

fn add(binary: &Path, texts: &[PathBuf], jobs: usize, more: &[&str]) -> Result<(Run, usize)> {
    let folder = tempfile::tempdir()?;
    let archive = folder.path().join("speed.db");
    let (since, before) = (Instant::now(), children());
    let status = Command::new(binary)
        .arg("add")
        .args(texts)
        .args(["--jobs", &jobs.to_string()])
        .args(more)
        .arg("--archive")
        .arg(&archive)
        .stderr(Stdio::null())
        .status()
        .with_context(|| format!("{} does not run: cargo build --release", binary.display()))?;
    let wall = since.elapsed();
    let cpu = children().zip(before).map_or(wall, |(after, before)| after.saturating_sub(before));
    ensure!(status.success(), "{} add: {status}", binary.display());
    let count = onrecord_app::archive::Archive::open(&archive)?.len()?;
    Ok((Run { wall, cpu }, count))
}

/// The texts of some folders: file and words.
pub fn texts(folders: &[PathBuf]) -> Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    for folder in folders {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            texts.push((path.display().to_string(), std::fs::read_to_string(&path)?));
        }
    }
    texts.sort();
    Ok(texts)
}

/// Times each stage over these texts, in this process.
pub fn stages(texts: Vec<(String, String)>, finder: Finder) -> Vec<Stage> {
    let count: usize = texts.iter().map(|(_, text)| words(text, 0).len()).sum();
    let number = texts.len();
    let stage = |name, time: Duration| Stage {
        name,
        words: count as f64 / time.as_secs_f64().max(1e-9),
        micros: time.as_secs_f64() * 1e6 / number.max(1) as f64,
    };
    let mut table = Vec::new();
    let ((), time) = measured(|| texts.iter().for_each(|(_, text)| drop(words(text, 0))));
    table.push(stage("text::words", time));
    let ((), time) = measured(|| texts.iter().for_each(|(_, text)| drop(sentences(text, 0))));
    table.push(stage("text::sentences", time));
    let ((), time) = measured(|| texts.iter().for_each(|(_, text)| drop(quotations(text, 0))));
    table.push(stage("text::quotations", time));
    let (articles, time) = measured(|| texts.into_iter().map(article).collect::<Vec<Article>>());
    table.push(stage("article::compose", time));
    let anchors: Vec<Anchor> =
        articles.iter().map(|article| Anchor { when: article.published.clone() }).collect();
    let ((), time) = measured(|| {
        articles.iter().zip(&anchors).for_each(|(article, anchor)| drop(find(&article.body, 0, anchor)));
    });
    table.push(stage("time::find", time));
    let (found, time) =
        measured(|| articles.iter().map(|article| statement::find(article, finder)).collect::<Vec<_>>());
    table.push(stage("statement::find", time));
    let ((), time) = measured(|| {
        articles
            .iter()
            .zip(&found)
            .for_each(|(article, found)| drop(speaker::attribute(article, &found.statements)));
    });
    table.push(stage("speaker::attribute", time));
    drop(found);
    let readings: Vec<_> = articles.into_iter().map(|article| record::read(article, finder)).collect();
    let (_, time) = measured(|| record::compile(readings));
    table.push(stage("record::compile", time));
    table
}

fn article((file, text): (String, String)) -> Article {
    compose(Page { file, text: PageText::Plain(text), ..Page::default() })
}
