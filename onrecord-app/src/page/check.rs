//! A draft held against reports: as text and as a page.

use std::fmt::Write;

use askama::Template;
use onrecord::article::Article;
use onrecord::check::{Checked, Match, Row, Verdict};
use onrecord::dossier::MASK;
use onrecord::speaker::Speaker;
use onrecord::text::{EditKind, Id};
use onrecord::utterance::WordingEdit;

use super::{labels, policy};

const STYLE: &str = concat!(include_str!("page.css"), include_str!("check.css"));

/// The page.
#[derive(Template)]
#[template(path = "check.html")]
pub(super) struct Page<'a> {
    policy: String,
    style: &'static str,
    title: String,
    reports: Vec<&'a Article>,
    counts: Vec<(&'static str, &'static str, usize)>,
    rows: Vec<Line<'a>>,
}

/// A row as it is shown.
struct Line<'a> {
    row: &'a Row,
    number: usize,
    label: &'static str,
    said: &'a str,
    matches: Vec<Place<'a>>,
}

/// A match as it is shown.
struct Place<'a> {
    found: &'a Match,
    report: String,
    said: &'a str,
    remark: &'static str,
    edits: Vec<(&'static str, &'a WordingEdit)>,
}

impl<'a> Page<'a> {
    pub(super) fn new(checked: &'a Checked, show_private: bool) -> Self {
        let count = |verdict: Verdict| checked.rows.iter().filter(|row| row.verdict == verdict).count();
        let reports = checked.articles.len().saturating_sub(1);
        Self {
            policy: policy::of(STYLE, ""),
            style: STYLE,
            title: checked.draft().headline.clone().unwrap_or_else(|| checked.draft().file.clone()),
            reports: checked.articles.iter().take(reports).collect(),
            counts: Verdict::ALL.iter().map(|one| (one.as_str(), label(*one), count(*one))).collect(),
            rows: lines(checked, show_private),
        }
    }
}

/// Plain text: a paragraph for each row, then the counts.
pub(super) fn text(checked: &Checked) -> String {
    let mut text = String::new();
    for line in lines(checked, true) {
        let Line { row, label, said, .. } = &line;
        let partial = if row.partial { ", part of a sentence" } else { "" };
        let _ = writeln!(text, "{}:{}  {label}{partial}", row.line, row.column);
        let _ = writeln!(text, "    draft   {}{}", shown(&row.quotation, row.quoted), by(said));
        for place in &line.matches {
            let _ = writeln!(
                text,
                "    report  {}{}\n            {}{}",
                shown(&place.found.words, place.found.quoted),
                by(place.said),
                place.report,
                if place.remark.is_empty() { String::new() } else { format!(", {}", place.remark) }
            );
            for (kind, edit) in &place.edits {
                let _ = writeln!(text, "            {kind}: {}", change(edit));
            }
        }
        text.push('\n');
    }
    text + &summary(checked)
}

/// The counts in one line.
fn summary(checked: &Checked) -> String {
    let count = |verdict: &Verdict| {
        let count = checked.rows.iter().filter(|row| row.verdict == *verdict).count();
        (count > 0).then(|| format!("{count} {}", label(*verdict)))
    };
    let counts: Vec<String> = Verdict::ALL.iter().filter_map(count).collect();
    let things = match checked.rows.len() {
        1 => "1 quotation or statement".to_owned(),
        count => format!("{count} quotations and statements"),
    };
    let reports = labels::count(checked.articles.len().saturating_sub(1), "report");
    let counts = if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) };
    format!("{things} held against {reports}{counts}\n")
}

fn lines(checked: &Checked, show_private: bool) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(checked.rows.len());
    for (row, number) in checked.rows.iter().zip(1..) {
        let matches = row.matches.iter().map(|found| place(checked, found, show_private)).collect();
        let said = name(checked, row.speaker, show_private);
        lines.push(Line { row, number, label: label(row.verdict), said, matches });
    }
    lines
}

fn place<'a>(checked: &'a Checked, found: &'a Match, show_private: bool) -> Place<'a> {
    let article = checked.article(found.article);
    let file = article.map_or("", |article| article.file.as_str());
    let report = match article.and_then(|article| article.outlet.name.as_deref()) {
        Some(outlet) => format!("{outlet} ({file})"),
        None => file.to_owned(),
    };
    Place {
        found,
        report,
        said: name(checked, found.speaker, show_private),
        remark: match (found.quoted, found.speaker) {
            (true, Some(_)) => "",
            (true, None) => "no speaker named there",
            (false, Some(_)) => "in the report’s words",
            (false, None) => "in the report’s running text",
        },
        edits: found
            .edits
            .iter()
            .filter(|edit| is_shown(edit))
            .map(|edit| (labels::edit(edit.kind), edit))
            .collect(),
    }
}

/// A comma for a full stop behind the last word is how quotations are set, and no news.
fn is_shown(edit: &WordingEdit) -> bool {
    let plain = |words: &str| words.chars().all(|c| matches!(c, '.' | ',' | ';' | ':'));
    edit.kind != EditKind::EndMark || !(plain(&edit.removed) && plain(&edit.added))
}

/// What a verdict is called for a reader.
const fn label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim => "word for word",
        Verdict::Reworded => "in another wording",
        Verdict::OtherSpeaker => "with another speaker",
        Verdict::Paraphrased => "only paraphrased",
        Verdict::NotFound => "not found in these reports",
    }
}

fn name(checked: &Checked, speaker: Option<Id<Speaker>>, show_private: bool) -> &str {
    match speaker.and_then(|id| checked.speaker(id)) {
        Some(speaker) if speaker.private && !show_private => MASK,
        Some(speaker) => &speaker.name,
        None => "",
    }
}

fn shown(words: &str, quoted: bool) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if quoted { format!("“{words}”") } else { words }
}

fn by(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("  — {name}") }
}

fn change(edit: &WordingEdit) -> String {
    match (edit.removed.is_empty(), edit.added.is_empty()) {
        (false, true) => format!("[-{}-]", edit.removed),
        (true, false) => format!("{{+{}+}}", edit.added),
        _ => format!("[-{}-] {{+{}+}}", edit.removed, edit.added),
    }
}
