//! What went wrong, for people to read on the terminal. Never written to a file of the project.

use std::fmt::Write;

use super::score::sources;
use super::{Roles, Scored, Text};

/// Which errors to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Kind {
    /// Marked, not found.
    Miss,
    /// Found, not marked.
    False,
    /// Matched, with other edges of the content.
    Edge,
    /// Matched, with a wrong source.
    Source,
}

/// Some of the errors, spread evenly over the articles.
pub fn errors(scored: &[Scored], most: usize, kinds: &[Kind], quoted: Option<bool>) -> String {
    let mut all = Vec::new();
    for one in scored {
        for kind in kinds {
            all.extend(of_kind(one, *kind, quoted));
        }
    }
    let mut shown = format!("{} errors of these kinds\n", all.len());
    let step = (all.len() as f64 / most.max(1) as f64).max(1.0);
    let mut next = 0.0;
    for (at, error) in all.iter().enumerate() {
        if at as f64 >= next {
            shown.push_str(error);
            next += step;
        }
    }
    shown
}

fn of_kind(one: &Scored, kind: Kind, quoted: Option<bool>) -> Vec<String> {
    let is_wanted = |is_quoted: bool| quoted.is_none_or(|wanted| wanted == is_quoted);
    let (gold, found) = (&one.matched.gold, &one.matched.found);
    let pairs = &one.matched.pairs;
    let lonely = |side: usize, count: usize| {
        (0..count).filter(move |at| !pairs.iter().any(|pair| [pair.0, pair.1][side] == *at))
    };
    match kind {
        Kind::Miss => lonely(0, gold.len())
            .filter(|at| gold[*at].has(2) && is_wanted(gold[*at].is_quoted))
            .map(|at| {
                show(one, "MISS  ", &one.gold.statements[at], near(&one.gold.statements[at], &one.found))
            })
            .collect(),
        Kind::False => lonely(1, found.len())
            .filter(|at| found[*at].has(2) && is_wanted(found[*at].is_quoted))
            .map(|at| show(one, "FALSE ", &one.found[at], near(&one.found[at], &one.gold.statements)))
            .collect(),
        Kind::Edge => pairs
            .iter()
            .filter(|(g, f)| gold[*g].keys[2] != found[*f].keys[2] && is_wanted(gold[*g].is_quoted))
            .map(|(g, f)| show(one, "EDGE  ", &one.gold.statements[*g], Some(&one.found[*f])))
            .collect(),
        Kind::Source => pairs
            .iter()
            .filter(|(g, f)| !sources(&gold[*g], &found[*f]).0 && is_wanted(gold[*g].is_quoted))
            .map(|(g, f)| show(one, "SOURCE", &one.gold.statements[*g], Some(&one.found[*f])))
            .collect(),
    }
}

/// The first of the others whose content overlaps, else whose cue does.
fn near<'a>(roles: &Roles, others: &'a [Roles]) -> Option<&'a Roles> {
    let meet =
        |a: &[(u32, u32)], b: &[(u32, u32)]| a.iter().any(|a| b.iter().any(|b| a.0 < b.1 && b.0 < a.1));
    others
        .iter()
        .find(|other| meet(&roles.content, &other.content))
        .or_else(|| others.iter().find(|other| meet(&roles.cue, &other.cue)))
}

fn show(one: &Scored, label: &str, roles: &Roles, other: Option<&Roles>) -> String {
    let text = &one.gold.text;
    let start = [&roles.content, &roles.cue, &roles.source]
        .iter()
        .filter_map(|spans| spans.first())
        .map(|s| s.0)
        .min();
    let mut out = format!("\n{label} {}:{}\n", one.gold.name, start.unwrap_or(0));
    let _ = writeln!(out, "   in   {}", around(text, roles));
    let _ = writeln!(out, "   this {}", line(text, roles));
    if let Some(other) = other {
        let _ = writeln!(out, "   near {}", line(text, other));
    }
    out
}

fn line(text: &Text, roles: &Roles) -> String {
    let words = |spans: &[(u32, u32)]| {
        spans.iter().map(|span| text.words(*span).replace('\n', "⏎")).collect::<Vec<_>>().join(" … ")
    };
    format!("[{}] <{}> {{{}}}", words(&roles.source), words(&roles.cue), words(&roles.content))
}

fn around(text: &Text, roles: &Roles) -> String {
    let all = || [&roles.content, &roles.cue, &roles.source].into_iter().flatten();
    let start = all().map(|span| span.0).min().unwrap_or(0).saturating_sub(100);
    let end = (all().map(|span| span.1).max().unwrap_or(0) + 60).min(text.chars().len() as u32);
    text.words((start, end.min(start + 700))).replace('\n', "⏎")
}
