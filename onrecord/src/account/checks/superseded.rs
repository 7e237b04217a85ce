//! A later statement or state replaces an earlier one: a plan that was carried out or given up, a state that changed, a
//! stance that turned.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::alike::Pair;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::statement::Act;
use crate::text::Span;
use crate::text::fold;
use crate::time::Stamp;
use crate::told::Line;
use crate::told::Term;
use crate::told::Told;
use crate::told::lines;
use crate::told::stem;
use crate::told::word_set;

/// Sentences on one matter are so alike.
const LIKENESS: f32 = 0.35;
/// … and where words of the lists say so, so alike.
const NEAR: f32 = 0.2;
/// A plan says what is to come within so many words.
const REACH: usize = 3;

/// What somebody rules out follows.
static RULED_OUT: LazyLock<Vec<&str>> =
    LazyLock::new(|| lines(include_str!("../words/ruled_out.txt")).collect());
/// Words of admission.
static ADMITS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/admits.txt")));
/// What is admitted stands within so many words.
const ADMITTED: usize = 8;
/// What will be done stands within so many words behind "will".
const AHEAD: usize = 5;

/// States in the order in which they follow on each other: each stem with its line and its side.
static STATES: LazyLock<FxHashMap<String, Vec<(usize, bool)>>> = LazyLock::new(|| {
    let mut states: FxHashMap<String, Vec<(usize, bool)>> = FxHashMap::default();
    for (word, state) in listed().filter(|(word, _)| !word.contains('_')) {
        states.entry(stem(word)).or_default().push(state);
    }
    states
});

/// The same of phrases, as printed.
static PHRASES: LazyLock<Vec<(String, (usize, bool))>> = LazyLock::new(|| {
    let phrases = listed().filter(|(word, _)| word.contains('_'));
    phrases.map(|(word, state)| (format!(" {} ", word.replace('_', " ")), state)).collect()
});

fn listed() -> impl Iterator<Item = (&'static str, (usize, bool))> {
    lines(include_str!("../words/states.txt")).enumerate().flat_map(|(number, line)| {
        let sides = line.split('|').enumerate();
        sides.flat_map(move |(side, words)| {
            words.split_whitespace().map(move |word| (word, (number, side > 0)))
        })
    })
}

/// All that was superseded.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let mut found = Vec::new();
    for (pair, a, b) in matter.across() {
        if pair.rare(told) < 1 || pair.likeness < NEAR || matter.is_one_utterance(a, b) {
            continue;
        }
        let (pair_of, earlier, later) = match order(told, a, b) {
            Some(true) => ((pair.a, pair.b), a, b),
            Some(false) => ((pair.b, pair.a), b, a),
            None => continue,
        };
        found.extend(decided(told, pair, pair_of, (earlier, later)));
        found.extend(ruled_out(told, pair, pair_of, (earlier, later)));
        found.extend(admitted(told, pair, pair_of, (earlier, later)));
        if pair.is_named_apart(told) {
            continue;
        }
        found.extend(state(told, pair, pair_of, (earlier, later)));
        if pair.rare(told) < 2 || pair.likeness < LIKENESS {
            continue;
        }
        found.extend(plan(told, pair, pair_of, (earlier, later)));
        found.extend(stance(told, pair, pair_of, (earlier, later)));
    }
    found
}

/// Whether the first sentence's article appeared on an earlier day; nothing where the days do not say.
fn order(told: &Told<'_>, a: &Line, b: &Line) -> Option<bool> {
    let (one, other) = (instant(told, a.article)?, instant(told, b.article)?);
    (one != other).then_some(one < other)
}

/// When an article appeared at the latest.
pub(super) fn instant(told: &Told<'_>, article: u32) -> Option<i64> {
    let article = told.articles[article as usize];
    article.published.end.or_else(|| article.revised.as_ref().and_then(|when| when.end)).map(Stamp::latest)
}

/// "missing", then "found".
fn state(told: &Told<'_>, pair: &Pair, at: (u32, u32), (earlier, later): (&Line, &Line)) -> Option<Found> {
    let (before, after) = (states(told, earlier), states(told, later));
    let turned = before.iter().any(|(line, is_later)| {
        !is_later && after.contains(&(*line, true)) && !before.contains(&(*line, true))
    });
    turned.then(|| differing(told, pair, at, "A later report gives a state that follows on the earlier one."))
}

fn states(told: &Told<'_>, line: &Line) -> Vec<(usize, bool)> {
    let own = line.words.iter().filter(|word| !word.capital);
    let words = own.flat_map(|word| {
        STATES.get(&stem(told.words(line.article, word.span))).into_iter().flatten().copied()
    });
    let printed: Vec<String> = line.words.iter().map(|word| told.folded(line, word)).collect();
    let text = format!(" {} ", printed.join(" "));
    let phrases = PHRASES.iter().filter(|(phrase, _)| text.contains(phrase)).map(|(_, state)| *state);
    words.chain(phrases).collect()
}

/// "has not decided whether it will sell", then "will never sell"; "would not appeal", then "will appeal".
fn decided(told: &Told<'_>, pair: &Pair, at: (u32, u32), (earlier, later): (&Line, &Line)) -> Option<Found> {
    let text = fold(told.words(earlier.article, earlier.span));
    let open = lines(include_str!("../words/undecided.txt")).any(|phrase| text.contains(phrase));
    let later_text = fold(told.words(later.article, later.span));
    let still = lines(include_str!("../words/undecided.txt")).any(|phrase| later_text.contains(phrase));
    let (plans, denied) = (willed(told, later), willed(told, earlier));
    let asked = ["to say", "not say"].iter().any(|phrase| text.contains(phrase));
    let one_voice = earlier.about.iter().any(|speaker| later.about.contains(speaker));
    let settled = open
        && !still
        && (plans.iter().any(|(term, _)| pair.shared.contains(term))
            || asked && !plans.is_empty() && one_voice && pair.common(told) >= 1);
    let turned = denied
        .iter()
        .any(|(term, negated)| plans.contains(&(*term, !negated)) && !plans.contains(&(*term, *negated)));
    (settled || turned && !open).then(|| {
        differing(
            told,
            pair,
            at,
            "What was open or announced in an earlier report is said otherwise in a later one.",
        )
        .excluding()
    })
}

/// What will or would be done, and whether it will not: "will not sell", "would be no vote".
fn willed(told: &Told<'_>, line: &Line) -> Vec<(Term, bool)> {
    let is = |at: usize, words: &[&str]| words.contains(&told.folded_at(line, at).as_str());
    let ahead = (0..line.words.len())
        .filter(|at| is(*at, &["will", "would", "won't", "wouldn't"]) && !line.words[*at].quoted);
    let mut found = Vec::new();
    for at in ahead {
        let behind = at + 1..(at + 1 + AHEAD).min(line.words.len());
        let negated = is(at, &["won't", "wouldn't"])
            || behind.clone().take(2).any(|at| is(at, &["not", "never", "no"]));
        let terms = behind.filter_map(|at| line.words[at].term);
        found.extend(terms.take(if negated { 1 } else { AHEAD }).map(|term| (term, negated)));
    }
    found
}

/// "will appeal", then "appealed".
fn plan(told: &Told<'_>, pair: &Pair, at: (u32, u32), (earlier, later): (&Line, &Line)) -> Option<Found> {
    if earlier.words.iter().any(|word| matches!(told.folded(earlier, word).as_str(), "if" | "not")) {
        return None;
    }
    let planned = planned(told, earlier);
    let still = self::planned(told, later);
    let done = later.words.iter().any(|word| {
        let folded = told.folded(later, word);
        let past = folded.ends_with("ed") && !word.quoted && !is_ahead(told, later, word.span);
        past && word.term.is_some_and(|term| {
            planned.contains(&term) && pair.shared.contains(&term) && !still.contains(&term)
        })
    });
    let text = fold(told.words(earlier.article, earlier.span));
    let open = lines(include_str!("../words/undecided.txt")).any(|phrase| text.contains(phrase));
    let begun = open
        && later.words.iter().enumerate().any(|(place, word)| {
            let folded = told.folded(later, word);
            let starts = matches!(
                folded.as_str(),
                "opened" | "launched" | "started" | "began" | "begun" | "ordered" | "announced"
            );
            let next = later.words[place + 1..].iter().take(REACH + 1).filter_map(|word| word.term);
            starts && next.into_iter().any(|term| planned.contains(&term) && told.weight(term) >= 1.5)
        });
    (done || begun)
        .then(|| differing(told, pair, at, "What an earlier report announces, a later one tells as done."))
}

/// "has no intention of resigning", then "resigned".
fn ruled_out(
    told: &Told<'_>,
    pair: &Pair,
    at: (u32, u32),
    (earlier, later): (&Line, &Line),
) -> Option<Found> {
    let printed: Vec<String> = earlier.words.iter().map(|word| told.folded(earlier, word)).collect();
    let ruled = (0..printed.len()).filter(|at| {
        RULED_OUT.iter().any(|phrase| {
            let words: Vec<&str> = phrase.split(' ').collect();
            printed[*at..].len() >= words.len() && words.iter().zip(&printed[*at..]).all(|(a, b)| a == b)
        })
    });
    let terms: Vec<Term> = ruled
        .flat_map(|at| earlier.words[at + 2..].iter().take(REACH).filter_map(|word| word.term))
        .collect();
    let done = later.words.iter().any(|word| {
        let past =
            told.folded(later, word).ends_with("ed") && !word.quoted && !is_ahead(told, later, word.span);
        past && word.term.is_some_and(|term| {
            terms.contains(&term) && pair.shared.contains(&term) && told.weight(term) >= 2.0
        })
    });
    let reason = "What an earlier report rules out, a later one tells as done.";
    done.then(|| differing(told, pair, at, reason).excluding())
}

/// Whether a word stands behind another that puts it into the future: "until he is sentenced".
fn is_ahead(told: &Told<'_>, line: &Line, word: Span) -> bool {
    let at = line.words.partition_point(|other| other.span.end <= word.start);
    let before = line.words[at.saturating_sub(4)..at].iter().map(|word| told.folded(line, word));
    before.into_iter().any(|word| {
        matches!(word.as_str(), "will" | "would" | "to" | "until" | "be" | "if" | "when" | "before")
    })
}

/// What is said to come: the terms behind "will", "to" and the like.
fn planned(told: &Told<'_>, line: &Line) -> Vec<Term> {
    let ahead = (0..line.words.len()).filter(|at| {
        let folded = told.folded_at(line, *at);
        let ahead =
            matches!(folded.as_str(), "will" | "would" | "to" | "plans" | "expected" | "due" | "considering");
        // "according to a report" plans nothing.
        let ahead =
            ahead && (folded != "to" || line.words.get(at + 1).is_some_and(|word| word.term.is_some()));
        ahead && told.folded_at(line, at + 1) != "have" && !line.words[*at].quoted
    });
    ahead.flat_map(|at| line.words[at + 1..].iter().take(REACH).filter_map(|word| word.term)).collect()
}

/// "No file has been touched", then "conceded that files were among the stolen".
fn admitted(told: &Told<'_>, pair: &Pair, at: (u32, u32), (earlier, later): (&Line, &Line)) -> Option<Found> {
    let admits = (0..later.words.len()).find(|at| ADMITS.contains(told.folded_at(later, *at).as_str()))?;
    let denied = (0..earlier.words.len()).filter(|at| {
        let folded = told.folded_at(earlier, *at);
        matches!(folded.as_str(), "no" | "not" | "never" | "none" | "nothing") || folded.ends_with("n't")
    });
    let mut denied =
        denied.flat_map(|at| earlier.words[at + 1..].iter().take(REACH + 2).filter_map(|word| word.term));
    let said: Vec<Term> =
        later.words[admits + 1..].iter().take(ADMITTED).filter_map(|word| word.term).collect();
    let turned =
        denied.any(|term| said.contains(&term) && pair.shared.contains(&term) && told.weight(term) >= 2.0);
    turned.then(|| {
        differing(told, pair, at, "What an earlier report denies is admitted in a later one.").excluding()
    })
}

/// A denial, then an admission or an apology of the same speaker.
fn stance(told: &Told<'_>, pair: &Pair, at: (u32, u32), (earlier, later): (&Line, &Line)) -> Option<Found> {
    let acts = |line: &Line| -> Vec<(Option<u32>, Act)> {
        line.statements
            .iter()
            .map(|at| &told.statements[*at as usize])
            .map(|spoken| (spoken.speaker, spoken.statement.act))
            .collect()
    };
    let after = acts(later);
    let turned = acts(earlier).into_iter().any(|(speaker, act)| {
        let then = |act: Act| speaker.is_some() && after.contains(&(speaker, act));
        match act {
            Act::Denies => then(Act::Confirms) || then(Act::Apologises),
            Act::Confirms => then(Act::Denies),
            _ => false,
        }
    });
    turned.then(|| differing(told, pair, at, "A later statement of the same speaker takes another stance."))
}

fn differing(told: &Told<'_>, pair: &Pair, (earlier, later): (u32, u32), reason: &'static str) -> Found {
    let said = |at: u32| Said { line: at, span: told.lines[at as usize].span, value: None };
    Found::differing(DifferenceKind::Superseded, reason, &pair.shared, vec![said(earlier), said(later)])
}
