//! Certain in one report, with a reserve in the other: "was paid", "may have been paid".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::alike::Pair;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::statement::Flag;
use crate::statement::Scope;
use crate::told::Line;
use crate::told::Spoken;
use crate::told::Term;
use crate::told::Told;
use crate::told::word_set;

/// Sentences on one point are so alike.
const LIKENESS: f32 = 0.5;
/// … and so alike if they share one telling word alone.
const WHOLE: f32 = 0.8;
/// A reserve holds for the words so near behind it.
const REACH: usize = 10;
/// A sentence that foretells is so short.
const SHORT: usize = 16;
/// Uncertain words so many bytes behind a statement may go on from it.
const NEAR: u32 = 200;
/// "is said to".
const BE: &[&str] = &["is", "are", "was", "were"];
/// So many uncertain statements of a story are looked at.
const FREE: usize = 64;
/// So many statements of one speaker are set beside uncertain words of theirs.
const MOST: usize = 12;

static RESERVES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| word_set(include_str!("../words/reserves.txt")));

/// Points that one report gives as certain and another with a reserve, and words that may be the speaker's or the
/// report's own.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let own = |line: &Line| is_reported(told, line) && !names_law(told, line);
    let mut found = Vec::new();
    for (pair, a, b) in matter.across().filter(|(pair, a, b)| own(a) && own(b) && !pair.is_named_apart(told))
    {
        let foretold = foretells(told, pair, a, b);
        if matter.is_one_utterance(a, b) || !(is_one_point(told, pair) || foretold) {
            continue;
        }
        let least = if foretold { 1 } else { pair.common(told).clamp(1, 2) };
        let (one, other) = (reserved(told, a), reserved(told, b));
        let only = |mine: &[Term], line: &Line, theirs: &[Term]| {
            let common = mine.iter().filter(|term| pair.shared.contains(term) && line.terms.contains(term));
            theirs.is_empty() && common.count() >= least
        };
        if only(&one, b, &other) || only(&other, a, &one) {
            let said = |at: u32| Said { line: at, span: told.lines[at as usize].span, value: None };
            let said = vec![said(pair.a), said(pair.b)];
            let reason = "One report says it with a reserve, the other without.";
            found.push(Found::differing(DifferenceKind::Scope, reason, &pair.shared, said).excluding());
        }
    }
    found.extend(uncertain(told));
    found
}

fn is_one_point(told: &Told<'_>, pair: &Pair) -> bool {
    let common = pair.common(told);
    pair.likeness >= LIKENESS && common >= 2
        || pair.likeness >= WHOLE && common == 1 && pair.shared.len() >= 3
}

/// "is likely to be scrapped", "will be scrapped": one rare verb under a reserve and behind "will", "is" or "was", and
/// another shared word, or one that the story has nowhere else.
fn foretells(told: &Told<'_>, pair: &Pair, a: &Line, b: &Line) -> bool {
    let verbs = |line: &Line| -> Vec<Term> {
        let ahead = (0..line.words.len()).filter(|at| {
            matches!(
                told.folded_at(line, *at).as_str(),
                "will" | "be" | "been" | "is" | "was" | "were" | "are"
            )
        });
        ahead.filter_map(|at| line.words[at + 1..].iter().take(2).find_map(|word| word.term)).collect()
    };
    let (one, other) = (verbs(a), verbs(b));
    let least = match pair.shared.len() {
        1 => 4.0,
        2 => 2.0,
        _ => 1.5,
    };
    let rare = |term: &&Term| other.contains(term) && told.weight(**term) >= least;
    one.iter().any(|term| rare(&term)) && a.words.len().min(b.words.len()) <= SHORT
}

/// Laws say what may be done.
fn names_law(told: &Told<'_>, line: &Line) -> bool {
    line.words.iter().any(|word| {
        word.capital
            && matches!(
                told.folded(line, word).as_str(),
                "act" | "code" | "bill" | "law" | "directive" | "treaty"
            )
    })
}

/// Whether a sentence is the report's own telling: no headline and no quotation.
fn is_reported(told: &Told<'_>, line: &Line) -> bool {
    let direct = |at: &u32| told.statements[*at as usize].is_direct();
    !told.is_title(line) && !line.statements.iter().any(direct)
}

/// The terms that stand under a reserve.
fn reserved(told: &Told<'_>, line: &Line) -> Vec<Term> {
    let reserves = (0..line.words.len()).filter(|at| {
        let word = &line.words[*at];
        let folded = told.folded(line, word);
        let is_said_to = folded == "said"
            && told.folded_at(line, at + 1) == "to"
            && *at > 0
            && BE.contains(&told.folded_at(line, at - 1).as_str());
        // "likely voters" keeps no reserve.
        let is_kind = matches!(folded.as_str(), "likely" | "possible" | "possibly")
            && !matches!(told.folded_at(line, at + 1).as_str(), "to" | "that");
        let opens = *at == 0;
        !word.quoted
            && !is_kind
            && (opens || !word.capital)
            && (is_said_to || RESERVES.contains(folded.as_str()))
    });
    reserves.flat_map(|at| line.words[at + 1..].iter().take(REACH).filter_map(|word| word.term)).collect()
}

/// Words that may be a speaker's or the report's own, beside what other reports have of the speaker.
fn uncertain(told: &Told<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let free = told.statements.iter().filter(|spoken| {
        spoken.statement.scope == Scope::Uncertain && spoken.statement.flags.contains(&Flag::Uncued)
    });
    for spoken in free.take(FREE) {
        let Some(speaker) = spoken.speaker.or_else(|| spoke_before(told, spoken)) else { continue };
        let same = |line: &Line| {
            line.statements.iter().any(|at| {
                let other = &told.statements[*at as usize];
                other.speaker == Some(speaker) && other.speaks()
            })
        };
        let first = spoken.statement.content.first().map_or(0, |span| span.start);
        let Some(own) = told.line_at(spoken.article, first).filter(|at| !is_certain(told, *at)) else {
            continue;
        };
        let others: Vec<u32> =
            (0..told.lines.len() as u32).filter(|at| *at != own && same(&told.lines[*at as usize])).collect();
        let mut elsewhere = others.iter().filter(|at| told.lines[**at as usize].article != spoken.article);
        let names = matches!(
            told.speakers[speaker as usize].kind,
            crate::speaker::Kind::Person | crate::speaker::Kind::Organisation
        );
        if !names || elsewhere.next().is_none() {
            continue;
        }
        let said = |at: u32| Said { line: at, span: told.lines[at as usize].span, value: None };
        let kept = nearest(told, own, &others);
        let said: Vec<Said> = std::iter::once(own).chain(kept).map(said).collect();
        let terms = told.lines[own as usize].terms.clone();
        found.push(Found::differing(DifferenceKind::Scope, "These words may be the speaker's or the report's own; elsewhere the speaker is on record with these.", &terms, said));
    }
    found
}

/// Who speaks in the sentences before an uncertain statement, up to the paragraph before.
fn spoke_before(told: &Told<'_>, uncertain: &Spoken<'_>) -> Option<u32> {
    let place = uncertain.statement.content.first().copied().unwrap_or_default();
    let before =
        told.statements_of[uncertain.article as usize].iter().map(|at| &told.statements[*at as usize]);
    let near =
        |spoken: &&Spoken<'_>| spoken.place().end <= place.start && place.start - spoken.place().end < NEAR;
    before.rev().find(near).and_then(|spoken| spoken.speaker)
}

fn is_certain(told: &Told<'_>, at: u32) -> bool {
    told.lines[at as usize].statements.iter().any(|number| told.statements[*number as usize].speaks())
}

/// Of the lines those that share most with a line, in order; lines that share nothing come last.
fn nearest(told: &Told<'_>, own: u32, others: &[u32]) -> Vec<u32> {
    let mass = |at: u32| told.terms.mass(&told.shared(&told.lines[own as usize], &told.lines[at as usize]));
    let mut ranked: Vec<(u32, u32)> =
        others.iter().map(|at| (u32::MAX - (mass(*at) * 100.0) as u32, *at)).collect();
    ranked.sort_unstable();
    ranked.into_iter().take(MOST).map(|(_, at)| at).collect()
}
