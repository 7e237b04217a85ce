//! Words that articles of one event share (`../shared/data/stories`): one utterance, or kept apart?

use std::path::PathBuf;

use anyhow::{Context, Result};
use onrecord::record::Record;
use onrecord::statement::Finder;
use onrecord::text::{Id, Span, fold, words};
use onrecord::utterance::Utterance;
use serde_json::Value;

use crate::{inputs, shared};

/// From so many words in common on, quoted occurrences must come out as one utterance.
const ENOUGH: usize = 7;

/// One group of occurrences.
pub struct Row {
    /// Story, words in common, what is asked.
    pub name: String,
    /// Whether it came out as it should.
    pub is_right: bool,
    /// Each occurrence: where it came out.
    pub parts: Vec<String>,
}

/// What an occurrence is in the record.
struct Held {
    words: String,
    variants: Vec<Id<Utterance>>,
    echoes: Vec<Id<Utterance>>,
    shown: String,
}

/// Every group of every story.
pub fn run(finder: Finder) -> Result<Vec<Row>> {
    let mut stories: Vec<PathBuf> = std::fs::read_dir(shared::path("data/stories")?)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    stories.sort();
    let mut rows = Vec::new();
    for story in stories {
        let truth =
            std::fs::read_to_string(story.join("truth.json")).context("a story has its truth.json")?;
        let truth: Value = serde_json::from_str(&truth)?;
        let texts = truth["articles"].as_array().into_iter().flatten();
        let files: Vec<PathBuf> =
            texts.filter_map(|one| Some(story.join(format!("{}.txt", one["file"].as_str()?)))).collect();
        let record = inputs::record(&files, finder);
        for group in truth["shared"].as_array().into_iter().flatten() {
            rows.push(judge(&record, truth["id"].as_str().unwrap_or("?"), group));
        }
    }
    Ok(rows)
}

fn judge(record: &Record, story: &str, group: &Value) -> Row {
    let held: Vec<Held> =
        group["occurrences"].as_array().into_iter().flatten().map(|one| held(record, one)).collect();
    let is_same = group["same_utterance"] == "yes";
    let common = group["n_common"].as_u64().unwrap_or(0);
    let is_right = if is_same {
        let bound: Vec<&Held> =
            (0..held.len()).filter(|at| is_bound(&held, *at)).map(|at| &held[at]).collect();
        share(&bound, |one| one.variants.clone()) && share_all(&held)
    } else {
        let all: Vec<&Held> = held.iter().collect();
        !share(&all, |one| one.variants.clone())
    };
    let asked = if is_same { "one utterance" } else { "kept apart" };
    let parts = held.into_iter().map(|one| one.shown).collect();
    Row { name: format!("{story}, {common} words in common, {asked}"), is_right, parts }
}

/// Whether an occurrence is quoted and shares enough words with another one: then it must be a wording.
fn is_bound(held: &[Held], at: usize) -> bool {
    let is_quoted = held[at].words.contains(['"', '“']);
    is_quoted
        && (0..held.len())
            .any(|other| other != at && common_run(&held[at].words, &held[other].words) >= ENOUGH)
}

/// The longest run of words in common.
fn common_run(a: &str, b: &str) -> usize {
    let split =
        |text: &str| -> Vec<String> { words(text, 0).iter().map(|word| fold(word.span.of(text))).collect() };
    let (a, b) = (split(a), split(b));
    let mut best = 0;
    let mut row = vec![0; b.len() + 1];
    for word in &a {
        let mut diagonal = 0;
        for (at, other) in b.iter().enumerate() {
            let above = std::mem::replace(&mut row[at + 1], if word == other { diagonal + 1 } else { 0 });
            best = best.max(row[at + 1]);
            diagonal = above;
        }
    }
    best
}

/// Whether one utterance holds all of them, as variants or as echoes.
fn share_all(held: &[Held]) -> bool {
    let all: Vec<&Held> = held.iter().collect();
    share(&all, |one| one.variants.iter().chain(&one.echoes).copied().collect())
}

fn share(held: &[&Held], of: impl Fn(&Held) -> Vec<Id<Utterance>>) -> bool {
    let Some((first, rest)) = held.split_first() else { return true };
    let rest: Vec<Vec<Id<Utterance>>> = rest.iter().map(|one| of(one)).collect();
    of(first).iter().any(|id| rest.iter().all(|ids| ids.contains(id)))
}

/// The statement whose content covers most of an occurrence, and the utterances that hold it.
fn held(record: &Record, occurrence: &Value) -> Held {
    let file = occurrence["file"].as_str().unwrap_or("?");
    let words = occurrence["content"].as_str().unwrap_or("").to_owned();
    let Some(article) = record.articles.iter().find(|article| article.file.contains(file)) else {
        return Held { words, variants: vec![], echoes: vec![], shown: format!("{file}: not read") };
    };
    let wanted = spans(&article.body, &occurrence["content_spans"]);
    let common = |content: &[Span]| -> usize {
        content.iter().flat_map(|a| wanted.iter().map(|b| overlap(*a, *b))).sum()
    };
    let found = record.statements.iter().filter(|one| one.article == article.id && common(&one.content) > 0);
    let Some(best) = found.max_by_key(|one| common(&one.content)) else {
        let echoes =
            echoes(record, |echo| echo.place.article == article.id && common(&[echo.place.span]) > 0);
        let shown = format!("{file}: no statement, {} echoes", echoes.len());
        return Held { words, variants: vec![], echoes, shown };
    };
    let variants: Vec<Id<Utterance>> = record
        .utterances
        .iter()
        .filter(|one| one.variants.iter().any(|variant| variant.statements.contains(&best.id)))
        .map(|one| one.id)
        .collect();
    let echoes = echoes(record, |echo| {
        echo.statement == Some(best.id) || echo.place.article == article.id && common(&[echo.place.span]) > 0
    });
    let shown = format!("{file}: {} of utterance {variants:?}, echo of {echoes:?}", best.form);
    Held { words, variants, echoes, shown }
}

fn echoes(record: &Record, is_it: impl Fn(&onrecord::utterance::Echo) -> bool) -> Vec<Id<Utterance>> {
    record.utterances.iter().filter(|one| one.echoes.iter().any(&is_it)).map(|one| one.id).collect()
}

fn overlap(a: Span, b: Span) -> usize {
    (a.end.min(b.end) as usize).saturating_sub(a.start.max(b.start) as usize)
}

/// Spans in bytes of spans in code points.
fn spans(body: &str, points: &Value) -> Vec<Span> {
    let mut places: Vec<usize> = body.char_indices().map(|(at, _)| at).collect();
    places.push(body.len());
    let at = |value: &Value| places.get(value.as_u64().unwrap_or(0) as usize).copied().unwrap_or(body.len());
    points.as_array().into_iter().flatten().map(|pair| Span::new(at(&pair[0]), at(&pair[1]))).collect()
}
