//! One matter in other words: stronger ones, another subject, another explanation.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::alike::Pair;
use crate::account::alike::RARE;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::told::Line;
use crate::told::Term;
use crate::told::Told;
use crate::told::lines;

/// Why words of another force are a difference.
const FORCE: &str = "The reports use words of another force for one matter.";
/// A word next to both words of force tells so much.
const NEXT: f32 = 2.0;
/// Words for what happens once that stand more often in a story are not compared.
const MOST: usize = 64;
/// Sentences on one matter are so alike.
const NEAR: f32 = 0.25;

/// Words for one matter that differ in force: each form with its group and its place in it.
static FORCES: LazyLock<FxHashMap<&str, Vec<(usize, usize)>>> = LazyLock::new(|| {
    let mut forces: FxHashMap<&str, Vec<(usize, usize)>> = FxHashMap::default();
    for (group, line) in lines(include_str!("../words/forces.txt")).enumerate() {
        for (place, words) in line.trim_start_matches(ONCE).split('|').enumerate() {
            for word in words.split_whitespace() {
                forces.entry(word).or_default().push((group, place));
            }
        }
    }
    forces
});

/// Marks words for what happens once: on one day they tell of one matter.
const ONCE: char = '*';

/// The groups of words for what happens once.
static ONCES: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let groups = lines(include_str!("../words/forces.txt")).enumerate();
    groups.filter(|(_, line)| line.starts_with(ONCE)).map(|(group, _)| group).collect()
});

/// Words that explain what stands before them.
const EXPLAINING: &[&str] = &["after", "when", "since", "following"];

/// All differences of wording.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (pair, a, b) in matter.across() {
        if pair.rare(matter.told) < 1 || pair.likeness < NEAR || pair.is_named_apart(matter.told) {
            continue;
        }
        found.extend(force(matter.told, pair, a, b));
        if pair.rare(matter.told) >= 4 && !matter.is_one_utterance(a, b) {
            found.extend(subject(matter.told, pair, a, b));
        }
    }
    found.extend(explanations(matter));
    found.extend(on_one_day(matter.told));
    found.extend(once_to_one(matter.told));
    found
}

/// What happens once, on one day, in words of another force: "resigned on Saturday", "was dismissed on Saturday".
fn on_one_day(told: &Told<'_>) -> Vec<Found> {
    let mut by_day: FxHashMap<(usize, Date), Vec<(u32, usize)>> = FxHashMap::default();
    for (line, at) in told.lines.iter().zip(0..) {
        for (group, place, day) in dated_forces(told, line) {
            by_day.entry((group, day)).or_default().push((at, place));
        }
    }
    let mut by_day: Vec<_> = by_day.into_iter().collect();
    by_day.sort_unstable();
    let apart = |one: &(u32, usize), other: &(u32, usize)| {
        let article = |at: u32| told.lines[at as usize].article;
        one.1 != other.1 && told.is_apart(article(one.0), article(other.0))
    };
    let of_day = by_day.iter().filter_map(|(_, all)| {
        let first = all.first()?;
        let other = all.iter().find(|other| apart(first, other))?;
        let said = |at: u32| Said { line: at, span: told.lines[at as usize].span, value: None };
        let said = vec![said(first.0), said(other.0)];
        let terms = &told.lines[first.0 as usize].terms;
        Some(Found::differing(DifferenceKind::Wording, FORCE, terms, said).possibly_same())
    });
    of_day.collect()
}

/// The words for what happens once, with the day that stands behind each.
fn dated_forces(told: &Told<'_>, line: &Line) -> Vec<(usize, usize, Date)> {
    let days: Vec<(usize, Date)> = line
        .dates
        .iter()
        .filter_map(|date| match (date.when.start, date.when.end) {
            (Some(start), Some(end)) if start.day() == end.day() => {
                Some((told.run_of(line, date.span).from, start.day()))
            }
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for (at, _) in line.words.iter().enumerate().filter(|(_, word)| !word.capital && !word.quoted) {
        for (group, place) in forces_at(told, line, at).into_iter().filter(|(group, _)| ONCES.contains(group))
        {
            let day = days.iter().find(|(date, _)| (at + 1..at + 4).contains(date));
            found.extend(day.map(|(_, day)| (group, place, *day)));
        }
    }
    found
}

/// The groups of the word at a place, or of it and the next one, and its places there.
fn forces_at(told: &Told<'_>, line: &Line, at: usize) -> Vec<(usize, usize)> {
    let one = told.folded_at(line, at);
    let two = format!("{one}_{}", told.folded_at(line, at + 1));
    let forces = FORCES.get(two.as_str()).or_else(|| FORCES.get(one.as_str()));
    forces.cloned().unwrap_or_default()
}

/// What happens once to the holder of one office, or to one person, in words of another force: "stepped down as chief
/// executive", "its chief executive was fired".
fn once_to_one(told: &Told<'_>) -> Vec<Found> {
    let mut by_group: FxHashMap<usize, Vec<(u32, Force)>> = FxHashMap::default();
    for (line, at) in told.lines.iter().zip(0..) {
        for force in forces(told, line).into_iter().filter(|force| ONCES.contains(&force.group)) {
            by_group.entry(force.group).or_default().push((at, force));
        }
    }
    let mut by_group: Vec<_> = by_group.into_iter().collect();
    by_group.sort_unstable_by_key(|(group, _)| *group);
    let mut found = Vec::new();
    for (_, all) in by_group.iter().filter(|(_, all)| all.len() <= MOST) {
        for (seat, (at, one)) in all.iter().enumerate() {
            for (there, other) in &all[seat + 1..] {
                let (a, b) = (&told.lines[*at as usize], &told.lines[*there as usize]);
                let role = one
                    .near
                    .iter()
                    .filter(|term| other.near.contains(term) && told.weight(**term) >= 1.0)
                    .count();
                let person = a.about.first().is_some_and(|speaker| b.about.first() == Some(speaker));
                let gives = |article: u32, place: usize| {
                    all.iter().any(|(line, force)| {
                        told.lines[*line as usize].article == article && force.place == place
                    })
                };
                let known = gives(a.article, other.place) || gives(b.article, one.place);
                if told.is_apart(a.article, b.article)
                    && one.place != other.place
                    && !known
                    && (role >= 2 || person)
                {
                    let said = |at: u32| Said { line: at, span: told.lines[at as usize].span, value: None };
                    let said = vec![said(*at), said(*there)];
                    let found_here =
                        Found::differing(DifferenceKind::Wording, FORCE, &told.shared(a, b), said);
                    found.push(found_here.possibly_same().excluding());
                }
            }
        }
    }
    found
}

/// A word of some force.
struct Force {
    group: usize,
    place: usize,
    /// The telling words behind it, and the one before it.
    near: Vec<Term>,
    /// Those who are named there, but for the one who does it.
    names: Vec<u32>,
}

/// Words of one group and another force, near the same words, where no sentence has the other's word.
fn force(told: &Told<'_>, pair: &Pair, a: &Line, b: &Line) -> Option<Found> {
    let (one, other) = (forces(told, a), forces(told, b));
    let apart = |x: &Force, y: &Force| {
        // "resigned from the council", "was thrown out of the council".
        let names = ONCES.contains(&x.group) && x.names.iter().any(|speaker| y.names.contains(speaker));
        let common = names || x.near.iter().any(|term| y.near.contains(term) && told.weight(*term) >= NEXT);
        let both = |all: &[Force], force: &Force| {
            all.iter().any(|held| held.group == force.group && held.place == force.place)
        };
        x.group == y.group && x.place != y.place && common && !both(&other, x) && !both(&one, y)
    };
    let found = one.iter().any(|x| other.iter().any(|y| apart(x, y)));
    found.then(|| differing(told, pair, FORCE).possibly_same().excluding())
}

fn forces(told: &Told<'_>, line: &Line) -> Vec<Force> {
    let mut found = Vec::new();
    for (at, _) in line.words.iter().enumerate().filter(|(_, word)| !word.capital && !word.quoted) {
        for (group, place) in forces_at(told, line, at) {
            let behind = line.words[at + 1..].iter().take(6).filter_map(|word| word.term);
            let before = line.words[at.saturating_sub(3)..at].iter().filter_map(|word| word.term);
            let names = line.words[at + 1..].iter().take(6).filter_map(|word| word.names).collect();
            found.push(Force { group, place, near: behind.chain(before).collect(), names });
        }
    }
    found
}

/// "girls holding plush bears" and "toddlers holding teddy bears": the same done by others, in common nouns.
fn subject(told: &Told<'_>, pair: &Pair, a: &Line, b: &Line) -> Option<Found> {
    let mut verbs = a.words.iter().enumerate().filter(|(_, word)| is_verb(told, a, word, pair));
    verbs.find_map(|(at, verb)| {
        let there = b.words.iter().position(|word| word.term == verb.term && word.names.is_none())?;
        let (left, right) = (around(a, told, at), around(b, told, there));
        let (doers, others) = (left.0, right.0);
        let apart =
            !doers.is_empty() && !others.is_empty() && !doers.iter().any(|term| others.contains(term));
        let done = left.1.iter().any(|term| right.1.contains(term) && told.weight(*term) >= RARE);
        (apart && done).then(|| differing(told, pair, "The reports name in other words who or what it was."))
    })
}

fn is_verb(told: &Told<'_>, line: &Line, word: &crate::told::Word, pair: &Pair) -> bool {
    let folded = told.folded(line, word);
    let verbal = folded.ends_with("ing");
    verbal
        && !word.capital
        && word.term.is_some_and(|term| pair.shared.contains(&term) && told.weight(term) > 1.0)
}

/// The common nouns before a verb, and the terms behind it; nothing before it where a name stands there.
fn around(line: &Line, told: &Told<'_>, at: usize) -> (Vec<Term>, Vec<Term>) {
    let mut before = Vec::new();
    if at.checked_sub(1).is_none_or(|place| line.words[place].term.is_none()) {
        return (before, Vec::new());
    }
    for place in (at.saturating_sub(3)..at).rev() {
        let word = &line.words[place];
        if word.names.is_some() || word.capital && place > 0 || !told.is_joined(line, place + 1) {
            break;
        }
        before.extend(word.term);
    }
    let behind = line.words[at + 1..].iter().take(6).filter_map(|word| word.term).collect();
    (before, behind)
}

/// Sentences that end one clause alike and go on with another reason: "went viral after …", "went viral when …".
fn explanations(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let mut found = Vec::new();
    let explained: Vec<_> = told.lines.iter().map(|line| explained(told, line)).collect();
    for pair in matter.pairs {
        let (a, b) = (&told.lines[pair.a as usize], &told.lines[pair.b as usize]);
        let (one, other) = (&explained[pair.a as usize], &explained[pair.b as usize]);
        let clash = one.iter().any(|(ending, reason)| {
            other
                .iter()
                .any(|(theirs, why)| ending == theirs && !reason.iter().any(|term| why.contains(term)))
        });
        if clash && pair.rare(told) >= 3 && !matter.is_one_utterance(a, b) && !pair.is_named_apart(told) {
            found.push(differing(told, pair, "Of the same event two explanations are given."));
        }
    }
    found
}

/// The two words before each explaining word, and the telling terms behind it.
fn explained(told: &Told<'_>, line: &Line) -> Vec<([String; 2], Vec<Term>)> {
    let at = (2..line.words.len())
        .filter(|at| EXPLAINING.contains(&told.folded_at(line, *at).as_str()) && told.is_joined(line, *at));
    at.filter_map(|at| {
        let last = line.words[at - 1];
        last.term.filter(|term| {
            told.weight(*term) >= RARE
                && !last.capital
                && !told.folded(line, &last).ends_with("ly")
                && told.is_joined(line, at - 1)
        })?;
        let reason: Vec<Term> = line.words[at + 1..].iter().take(8).filter_map(|word| word.term).collect();
        let words = [told.folded_at(line, at - 2), told.folded_at(line, at - 1)];
        (reason.len() >= 2).then_some((words, reason))
    })
    .collect()
}

fn differing(told: &Told<'_>, pair: &Pair, reason: &'static str) -> Found {
    let said = |at: u32| Said { line: at, span: told.lines[at as usize].span, value: None };
    Found::differing(DifferenceKind::Wording, reason, &pair.shared, vec![said(pair.a), said(pair.b)])
}
