//! Body text of saved pages, beside the bare extractor's in the same run
//! (`../shared/data/article-extraction-benchmark`; the measures are those of `../shared/score/extraction.py`).

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use onrecord::article::{Article, BlockKind};
use onrecord::record;
use onrecord::statement::Finder;
use onrecord_app::ingest::{self, Input, bare_extractor};
use rustc_hash::{FxHashMap, FxHasher};
use serde_json::Value;

use crate::cpu::measured_in_all_threads as measured; // a page may be read in a thread of its own
use crate::polnear::is_word;
use crate::shared;

/// A saved page and the text that should come of it.
pub struct Page {
    /// Its id: the file name up to the first dot.
    pub id: String,
    /// The file.
    pub file: String,
    /// Its bytes, packed as they are.
    pub bytes: Vec<u8>,
    /// The true text.
    pub truth: String,
}

/// Means over pages, 0 to 1.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Precision of runs of four words.
    pub precision: f64,
    /// Recall.
    pub recall: f64,
    /// The harmonic mean of the two means.
    pub f1: f64,
    /// Quoted spans in the true texts.
    pub quotes: usize,
    /// The share of these that comes back word for word.
    pub quotes_kept: f64,
    /// Pages where precision and recall make less than 1.6 together.
    pub low: Vec<String>,
}

/// Ours, the bare extractor's, and what each costs.
pub struct Compared {
    /// Pages.
    pub pages: usize,
    /// Ours.
    pub ours: Figures,
    /// The bare extractor's.
    pub bare: Figures,
    /// Time on the processor: reading pages into articles, the same and finding statements, the bare extractor.
    pub cost: [Duration; 3],
}

/// The pages, in order of their ids.
pub fn pages() -> Result<Vec<Page>> {
    let folder = shared::path("data/article-extraction-benchmark")?;
    let truth: BTreeMap<String, Value> =
        serde_json::from_str(&std::fs::read_to_string(folder.join("ground-truth.json"))?)?;
    truth.into_iter().map(|(id, truth)| page(&folder, id, &truth)).collect()
}

fn page(folder: &Path, id: String, truth: &Value) -> Result<Page> {
    let path = folder.join("html").join(format!("{id}.html.gz"));
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    let truth = truth["articleBody"].as_str().unwrap_or("").to_owned();
    Ok(Page { id, file: path.display().to_string(), bytes, truth })
}

/// Runs both over the pages.
pub fn run(pages: &[Page]) -> Compared {
    let (articles, reading) = measured(|| pages.iter().map(article).collect::<Vec<_>>());
    let (_, finding) = measured(|| {
        articles.iter().flatten().cloned().map(|one| record::read(one, Finder::Rules)).collect::<Vec<_>>()
    });
    let (bare, alone) =
        measured(|| pages.iter().map(|page| bare_extractor(&unpacked(page))).collect::<Vec<_>>());
    let ours: Vec<String> =
        articles.iter().map(|article| article.as_ref().map_or(String::new(), text)).collect();
    Compared {
        pages: pages.len(),
        ours: figures(pages, &ours),
        bare: figures(pages, &bare),
        cost: [reading, reading + finding, alone],
    }
}

/// The article of a page, if it can be read.
pub fn article(page: &Page) -> Option<Article> {
    ingest::read(Input { file: page.file.clone(), bytes: page.bytes.clone() }).ok()
}

fn unpacked(page: &Page) -> String {
    let mut bytes = Vec::new();
    let _ = flate2::read::MultiGzDecoder::new(page.bytes.as_slice()).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The text that counts: paragraphs and headings.
fn text(article: &Article) -> String {
    let counts = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Heading);
    let blocks = article.blocks.iter().filter(|block| counts(block.kind));
    blocks.map(|block| block.span.of(&article.body)).collect::<Vec<_>>().join("\n")
}

/// Scores texts of pages, in the order of the pages.
pub fn figures(pages: &[Page], texts: &[String]) -> Figures {
    let (mut precisions, mut recalls, mut low) = (Vec::new(), Vec::new(), Vec::new());
    let (mut quotes, mut kept) = (0, 0);
    for (page, got) in pages.iter().zip(texts) {
        let (wanted, found) = (shingles(&page.truth), shingles(got));
        let both: usize = wanted.iter().map(|(key, count)| (*count).min(*found.get(key).unwrap_or(&0))).sum();
        let share = |of: &FxHashMap<u64, usize>| {
            let all: usize = of.values().sum();
            (all > 0).then(|| both as f64 / all as f64)
        };
        let (precision, recall) = (share(&found), share(&wanted));
        if precision.unwrap_or(0.0) + recall.unwrap_or(0.0) < 1.6 {
            low.push(page.id.clone());
        }
        precisions.extend(precision);
        recalls.extend(recall);
        let folded = folded(got);
        for span in quoted(&page.truth) {
            quotes += 1;
            kept += usize::from(folded.contains(&self::folded(&span)));
        }
    }
    let (precision, recall) = (mean(&precisions), mean(&recalls));
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    let quotes_kept = if quotes == 0 { 1.0 } else { kept as f64 / quotes as f64 };
    Figures { precision, recall, f1, quotes, quotes_kept, low }
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// Runs of four words, counted; a shorter text is one run.
fn shingles(text: &str) -> FxHashMap<u64, usize> {
    let words: Vec<&str> = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let mut counts = FxHashMap::default();
    if !words.is_empty() {
        for run in words.windows(words.len().min(4)) {
            let mut hasher = FxHasher::default();
            run.hash(&mut hasher);
            *counts.entry(hasher.finish()).or_insert(0) += 1;
        }
    }
    counts
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Spans of 15 to 600 characters between double marks, on one line.
fn quoted(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut spans = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = match chars[at] {
            '"' | '“' => chars[at + 1..].iter().position(|c| matches!(c, '"' | '“' | '”' | '\n')),
            _ => None,
        };
        let is_closed =
            |length: &usize| matches!(chars[at + 1 + length], '"' | '”') && (15..=600).contains(length);
        if let Some(length) = length.filter(is_closed) {
            spans.push(chars[at + 1..=at + length].iter().collect());
            at += length + 2;
        } else {
            at += 1;
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_spans_are_long_enough_and_on_one_line() {
        let text =
            "\"short\" then “long enough to be counted” and \"one that\nbreaks off here, never closed\"";
        assert_eq!(quoted(text), ["long enough to be counted"]);
    }

    #[test]
    fn a_text_against_itself_is_whole() {
        let truth = "Four words and more of them, here.".to_owned();
        let page = Page { id: "a".to_owned(), file: "a".to_owned(), bytes: vec![], truth: truth.clone() };
        let figures = figures(&[page], &[truth]);
        assert_eq!((figures.f1, figures.quotes_kept), (1.0, 1.0));
    }
}
