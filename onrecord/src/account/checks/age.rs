//! Ages: "Ana Ruiz, 58,", "the 59-year-old".

use rustc_hash::FxHashMap;

use super::Matter;
use super::described::LONGEST;
use super::described::OPENERS;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::speaker::Kind;
use crate::text::Span;
use crate::told::Line;
use crate::told::Run;
use crate::told::Term;
use crate::told::Told;

/// "Ana Ruiz, 58,": the ages that reports give one person, equal or not.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let mut by: FxHashMap<u32, Vec<(u32, Said)>> = FxHashMap::default();
    for (line, at) in told.lines.iter().zip(0..) {
        if let Some((speaker, years, span)) = aged_so(told, line) {
            let said = Said { line: at, span, value: Some(years.to_string()) };
            by.entry(speaker).or_default().push((line.article, said));
        }
        for place in 1..line.words.len() {
            let (name, age) = (&line.words[place - 1], &line.words[place]);
            let years = told
                .words(line.article, age.span)
                .parse::<u32>()
                .ok()
                .filter(|years| (5..=115).contains(years));
            let bounded = told.gap(line, place).trim() == ","
                && told.gap(line, place + 1).trim_start().starts_with([',', '.']);
            if let (Some(speaker), Some(years), true) = (name.names, years, bounded) {
                let said = Said { line: at, span: name.span.cover(age.span), value: Some(years.to_string()) };
                by.entry(speaker).or_default().push((line.article, said));
            }
        }
    }
    let mut by: Vec<_> = by.into_iter().collect();
    by.sort_unstable_by_key(|(speaker, _)| *speaker);
    let mut found: Vec<Found> = by.into_iter().filter_map(|(_, all)| aged(told, &all)).collect();
    let mut named: Vec<_> = ages_of_others(told).into_iter().collect();
    named.sort_unstable_by_key(|(name, _)| *name);
    found.extend(named.into_iter().filter_map(|(_, all)| aged(told, &all)));
    found
}

/// "Ana Ruiz, 58," of those who say nothing, by both words of the name.
fn ages_of_others(told: &Told<'_>) -> FxHashMap<[Term; 2], Vec<(u32, Said)>> {
    let mut by: FxHashMap<[Term; 2], Vec<(u32, Said)>> = FxHashMap::default();
    for (line, at) in told.lines.iter().zip(0..) {
        for run in told.capitals(line).into_iter().filter(|run| run.to - run.from >= 2) {
            let [first, last] = [line.words[run.to - 2], line.words[run.to - 1]];
            let age = line.words.get(run.to).map(|word| told.words(line.article, word.span));
            let years = age.and_then(|age| age.parse::<u32>().ok()).filter(|years| (5..=115).contains(years));
            let bounded = told.gap(line, run.to).trim() == ","
                && told.gap(line, run.to + 1).trim_start().starts_with([',', '.', ';', ')', '—', '–']);
            if let Some(years) = years.filter(|_| bounded && last.names.is_none()) {
                let span = Run { from: run.from, to: run.to + 1 }.span(line);
                let said = Said { line: at, span, value: Some(years.to_string()) };
                by.entry([first.key, last.key]).or_default().push((line.article, said));
            }
        }
    }
    by
}

/// "The 59-year-old", "The embattled mayor, 52,", at the beginning of a sentence: of whom it tells, and the age.
fn aged_so(told: &Told<'_>, line: &Line) -> Option<(u32, u32, Span)> {
    let opens = OPENERS.contains(&told.folded_at(line, 0).as_str())
        && line.words.iter().take(2).all(|word| word.names.is_none());
    let age = (1..line.words.len().min(LONGEST)).find_map(|at| {
        let printed = told.folded_at(line, at);
        let years: u32 = printed.split('-').next()?.parse().ok().filter(|years| (5..=115).contains(years))?;
        let behind = told.gap(line, at + 1);
        let compound = printed.ends_with("-year-old")
            || behind == "-" && told.folded_at(line, at + 1).starts_with("year");
        let bounded = told.gap(line, at).trim() == "," && behind.trim_start().starts_with(',');
        (compound || bounded).then_some((at, years))
    });
    let (at, years) = age.filter(|_| opens)?;
    let speaker = line.about.first().filter(|one| told.speakers[**one as usize].kind == Kind::Person)?;
    Some((*speaker, years, Run { from: 0, to: at + 1 }.span(line)))
}

fn aged(told: &Told<'_>, all: &[(u32, Said)]) -> Option<Found> {
    let (article, first) = all.first()?;
    let other = all.iter().filter(|(other, _)| other != article);
    let other = other.clone().find(|(_, said)| said.value != first.value).or_else(|| other.clone().next())?;
    let terms = told.shared(&told.lines[first.line as usize], &told.lines[other.1.line as usize]);
    let said = vec![first.clone(), other.1.clone()];
    Some(if other.1.value == first.value {
        Found::agreeing(&terms, said)
    } else {
        Found::differing(DifferenceKind::Number, "The reports give one person other ages.", &terms, said)
    })
}
