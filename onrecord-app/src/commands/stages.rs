//! `onrecord stages`: what the program does with an article, in order.

use std::io::Write;

use anyhow::Result;

use super::{Verdict, output};

const STAGES: &[(&str, &str, &str)] = &[
    ("article", "page → article", "text, typed blocks, outlet, byline, dates"),
    (
        "statement",
        "article → statements, marks",
        "where the article reports somebody's words, or their silence",
    ),
    ("speaker", "statements → cast", "whose words they are; one speaker across articles"),
    ("reprint", "articles → reprints", "passages that one article copied from another"),
    ("correction", "articles → corrections", "what changed between two captures of one article"),
    (
        "utterance",
        "statements → utterances",
        "the same words across articles, wordings side by side; where they came from",
    ),
    ("story", "articles → stories", "articles about the same events"),
    ("account", "all → differences, agreements", "what the articles say on one point, side by side"),
    ("time", "articles, statements → moments", "the timeline"),
    ("report", "record → dossier", "all of it, set out for a reader"),
];

/// Runs `stages`.
pub(crate) fn run() -> Result<Verdict> {
    let mut out = output::stdout();
    for (name, turns, says) in STAGES {
        writeln!(out, "{name:<10} {turns:<31} {says}")?;
    }
    writeln!(
        out,
        "\nEach is a command: `onrecord {} FILES…`. Finders of statements: learned, rules.",
        STAGES[1].0
    )?;
    out.flush()?;
    Ok(Verdict::Found)
}
