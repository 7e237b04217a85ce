//! The public benchmark of article extraction, ours beside the bare extractor in the same run.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use onrecord::article::BlockKind;
use onrecord_app::ingest::{Input, bare_extractor, read};

/// How far our F1 may stay below the bare extractor's.
const SLACK: f64 = 0.003;
/// The share of quoted words that must come back letter for letter.
const QUOTES_KEPT: f64 = 0.97;
/// CPU time of reading, to the bare extractor's (optimised builds only).
const TIMES: f64 = 1.5;

#[derive(Default)]
struct Score {
    precision: Vec<f64>,
    recall: Vec<f64>,
    quotes: usize,
    kept: usize,
    took: Duration,
}

impl Score {
    fn add(&mut self, wanted: &str, got: &str) {
        let (wants, gets) = (shingles(wanted), shingles(got));
        let both: usize = wants.iter().map(|(run, n)| *n.min(gets.get(run).unwrap_or(&0))).sum();
        let size = |runs: &HashMap<Vec<&str>, usize>| runs.values().sum::<usize>();
        if size(&gets) > 0 {
            self.precision.push(both as f64 / size(&gets) as f64);
        }
        self.recall.push(both as f64 / size(&wants).max(1) as f64);
        let got = fold(got);
        for quote in quotes(wanted) {
            self.quotes += 1;
            self.kept += usize::from(got.contains(&fold(quote)));
        }
    }

    fn f1(&self) -> f64 {
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
        let (precision, recall) = (mean(&self.precision), mean(&self.recall));
        2.0 * precision * recall / (precision + recall)
    }
}

fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let mut runs = HashMap::new();
    for run in words.windows(words.len().clamp(1, 4)) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn quotes(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let marks: Vec<usize> =
            line.char_indices().filter(|(_, c)| matches!(c, '"' | '“' | '”')).map(|(at, _)| at).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at + 1 < marks.len() {
            let inside = line[marks[at]..marks[at + 1]].trim_start_matches(['"', '“', '”']);
            let opens = !line[marks[at]..].starts_with('”') && !line[marks[at + 1]..].starts_with('“');
            let fits = opens && (15..=600).contains(&inside.chars().count());
            if fits {
                found.push(inside);
            }
            at += if fits { 2 } else { 1 };
        }
        found
    })
}

#[test]
fn pages_lose_nothing_to_the_bare_extractor() {
    let shared = std::env::var("ONRECORD_SHARED")
        .map_or_else(|_| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")), PathBuf::from);
    let folder = shared.join("data/article-extraction-benchmark");
    let Ok(truth) = fs::read_to_string(folder.join("ground-truth.json")) else {
        eprintln!("SKIPPED: no article-extraction-benchmark in {}", shared.display());
        return;
    };
    let truth: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&truth).unwrap();
    let (mut ours, mut bare) = (Score::default(), Score::default());
    for (page, fields) in &truth {
        let wanted = fields["articleBody"].as_str().unwrap();
        let file = format!("{page}.html.gz");
        let bytes = fs::read(folder.join("html").join(&file)).unwrap();
        let mut markup = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(bytes.as_slice()), &mut markup)
            .unwrap();

        let start = Instant::now();
        let text = bare_extractor(&markup);
        bare.took += start.elapsed();
        bare.add(wanted, &text);

        let start = Instant::now();
        let article = read(Input { file: format!("{page}.html"), bytes: markup.into_bytes() });
        ours.took += start.elapsed();
        let text = article.map(|article| {
            let scored = article
                .blocks
                .iter()
                .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading));
            scored.map(|block| block.span.of(&article.body)).collect::<Vec<_>>().join("\n")
        });
        ours.add(wanted, &text.unwrap_or_default());
    }
    let kept = ours.kept as f64 / ours.quotes as f64;
    let times = ours.took.as_secs_f64() / bare.took.as_secs_f64();
    eprintln!(
        "pages {} F1 {:.4} bare {:.4} quotes kept {kept:.4} of {} bare {:.4} time {times:.2} ({:.2?} / {:.2?})",
        truth.len(),
        ours.f1(),
        bare.f1(),
        ours.quotes,
        bare.kept as f64 / bare.quotes as f64,
        ours.took,
        bare.took
    );
    assert!(ours.f1() >= bare.f1() - SLACK);
    assert!(kept >= QUOTES_KEPT);
    assert!(cfg!(debug_assertions) || times <= TIMES, "{times:.2} times the bare extractor's time");
}
