//! Which cues are missed and which are found in vain.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Roles, Scored, Text};

#[derive(Default)]
struct Row {
    gold: usize,
    missed: usize,
    found: usize,
    vain: usize,
}

/// A table of cues: how often marked, missed, found, found in vain; those that cost most come first.
pub fn by_cue(scored: &[Scored], most: usize) -> String {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for one in scored {
        for (at, roles) in
            one.gold.statements.iter().enumerate().filter(|(at, _)| one.matched.gold[*at].has(2))
        {
            let row = rows.entry(cue(&one.gold.text, roles)).or_default();
            row.gold += 1;
            row.missed += usize::from(!one.matched.pairs.iter().any(|pair| pair.0 == at));
        }
        for (at, roles) in one.found.iter().enumerate().filter(|(at, _)| one.matched.found[*at].has(2)) {
            let row = rows.entry(cue(&one.gold.text, roles)).or_default();
            row.found += 1;
            row.vain += usize::from(!one.matched.pairs.iter().any(|pair| pair.1 == at));
        }
    }
    let mut rows: Vec<(String, Row)> = rows.into_iter().collect();
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.missed + row.vain));
    let mut table = format!("{:<34}{:>6}{:>8}{:>7}{:>7}\n", "cue", "gold", "missed", "found", "vain");
    for (cue, row) in rows.iter().take(most) {
        let _ = writeln!(table, "{cue:<34}{:>6}{:>8}{:>7}{:>7}", row.gold, row.missed, row.found, row.vain);
    }
    table
}

fn cue(text: &Text, roles: &Roles) -> String {
    let words: Vec<String> = text.normalised(&roles.cue).into_iter().map(|span| text.words(span)).collect();
    let words = words.join(" … ").to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { "(none)".to_owned() } else { words.chars().take(32).collect() }
}
