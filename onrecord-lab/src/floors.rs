//! Every score by its name, and the floors that none may fall below (`evals/floors.toml`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use onrecord::statement::Finder;

use crate::polnear::{self, Figures};
use crate::{drafts, extraction, recognizers, reprints, seeds, shared, shared_words};

/// Scores in per cent (or rows) by section and name.
pub type Scores = BTreeMap<String, BTreeMap<String, f64>>;

/// The project's folder of floors and scores.
pub fn evals() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../evals")
}

/// The pinned floors.
pub fn floors() -> Result<Scores> {
    let file = evals().join("floors.toml");
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    toml::from_str(&text).with_context(|| file.display().to_string())
}

/// Measures everything that has a floor.
pub fn measure() -> Result<Scores> {
    let mut scores = Scores::new();
    let learned = Finder::learned();
    for (name, finder) in [("polnear-dev", learned), ("polnear-dev-rules", Finder::Rules)] {
        let dev = polnear::run(&shared::path("data/polnear/dev")?, finder)?;
        scores.insert(name.to_owned(), of_polnear(&polnear::report(&dev).figures));
    }
    let compared = extraction::run(&extraction::pages()?);
    let ours = &compared.ours;
    let pairs = [
        ("f1", 100.0 * ours.f1),
        ("f1 above the bare extractor", 100.0 * (ours.f1 - compared.bare.f1)),
        ("quotes kept", 100.0 * ours.quotes_kept),
    ];
    scores.insert("extraction".to_owned(), named(pairs));
    let rows = shared_words::run(learned)?;
    let right = rows.iter().filter(|row| row.is_right).count();
    scores.insert("stories".to_owned(), named([("groups right", right as f64)]));
    let seeds = seeds::run(learned)?;
    scores.insert("seeds".to_owned(), named([("rows", seeds.passed.0 as f64)]));
    scores.insert("drafts".to_owned(), of_drafts(&drafts::of_own_stories(Finder::Rules, 2)?));
    let times = recognizers::run()?;
    scores.insert(
        "recognizers".to_owned(),
        named([("right", times.share()), ("to the day", times.share_to_the_day())]),
    );
    let passages = reprints::run(1000, 1)?.score;
    let pairs = [
        ("passage f1", 100.0 * passages.figures()[2]),
        ("boundary exact to two words", 2.0 - passages.boundary()),
    ];
    scores.insert("reprints".to_owned(), named(pairs));
    Ok(scores)
}

/// Per cent of the alterations that are found, and of the other quotations that stand word for word.
fn of_drafts(score: &drafts::Score) -> BTreeMap<String, f64> {
    let share = |(part, all): (usize, usize)| 100.0 * part as f64 / all.max(1) as f64;
    named([
        ("alterations found", share(score.altered())),
        ("others word for word", 100.0 - share(score.alarms)),
    ])
}

fn of_polnear(figures: &Figures) -> BTreeMap<String, f64> {
    let mut all = BTreeMap::new();
    for class in polnear::CLASSES {
        for measure in polnear::MEASURES {
            if let Some(figure) = figures.get(class, measure) {
                all.insert(format!("{class} {measure} f1"), 100.0 * figure.f1);
            }
        }
    }
    all
}

fn named<const N: usize>(pairs: [(&str, f64); N]) -> BTreeMap<String, f64> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The scores that lie below their floors, each in a line.
pub fn fallen(floors: &Scores, scores: &Scores) -> Vec<String> {
    let mut fallen = Vec::new();
    for (section, names) in floors {
        for (name, floor) in names {
            match scores.get(section).and_then(|scores| scores.get(name)) {
                Some(score) if score >= floor => {}
                Some(score) => fallen.push(format!("{section}: {name} is {score:.2}, its floor {floor}")),
                None => fallen.push(format!("{section}: {name} has a floor and no score")),
            }
        }
    }
    fallen
}
