//! Court cases and laws: "Hale v. Orr" in one report, "Dunn v. Marsh" in the other, on one point.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::told::Line;
use crate::told::Run;
use crate::told::Term;
use crate::told::Told;
use crate::told::Word;
use crate::told::word_set;

/// What sentences share beside the names must tell so much.
const CONTEXT: f32 = 4.0;
/// So many cases of a story are compared.
const MOST: usize = 200;
/// A sentence that speaks of the same thing without naming the case shares so many rare terms with what is told of it.
const FURTHER: usize = 3;

static LAWS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/laws.txt")));

/// A case or a law that a sentence names.
struct Named {
    line: u32,
    run: Run,
    terms: Vec<Term>,
    year: Option<i16>,
    is_law: bool,
    is_court: bool,
    /// "section 14 of" it.
    section: Option<String>,
}

/// Cases (or laws) on one point, where no report names the other's.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let all = told.lines.iter().zip(0..).flat_map(|(line, at)| named(told, line, at));
    let all: Vec<Named> = all.take(MOST).collect();
    let mut found = Vec::new();
    for (place, one) in all.iter().enumerate() {
        for other in &all[place + 1..] {
            found.extend(compared(told, &all, one, other));
        }
    }
    found
}

fn compared(told: &Told<'_>, all: &[Named], one: &Named, other: &Named) -> Option<Found> {
    let article = |named: &Named| told.lines[named.line as usize].article;
    if (one.is_law, one.is_court) != (other.is_law, other.is_court)
        || !told.is_apart(article(one), article(other))
    {
        return None;
    }
    if is_same(one, other) && other_section(told, all, one, other) {
        return Some(differing(told, one, other).excluding());
    }
    if is_same(one, other) {
        let years_apart = matches!((one.year, other.year), (Some(a), Some(b)) if a != b);
        let found = differing(told, one, other);
        return Some(if years_apart { found.excluding() } else { Found::agreeing(&one.terms, found.said) });
    }
    let known = |named: &Named, by: u32| all.iter().any(|held| article(held) == by && is_same(held, named));
    let apart = !known(one, article(other)) && !known(other, article(one));
    // A common party makes it one matter.
    let related = !one.is_law && !one.is_court && one.terms.iter().any(|term| other.terms.contains(term));
    (apart && (related || context(told, one, other) >= CONTEXT)).then(|| differing(told, one, other))
}

/// Whether two reports name other sections of one law, and neither the other's.
fn other_section(told: &Told<'_>, all: &[Named], one: &Named, other: &Named) -> bool {
    let gives = |by: &Named, section: &Option<String>| {
        let article = told.lines[by.line as usize].article;
        let own = all.iter().filter(|named| told.lines[named.line as usize].article == article);
        own.into_iter().any(|named| named.section == *section)
    };
    one.section.is_some()
        && other.section.is_some()
        && one.section != other.section
        && !gives(one, &other.section)
        && !gives(other, &one.section)
}

/// "section 14 of the", before a law.
fn section(told: &Told<'_>, line: &Line, law: Run) -> Option<String> {
    let before = law.from.saturating_sub(5)..law.from;
    let at = before.rev().find(|at| {
        matches!(told.folded_at(line, *at).as_str(), "section" | "article" | "clause" | "paragraph" | "s")
    })?;
    Some(told.folded_at(line, at + 1)).filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether two names are one, perhaps shortened.
fn is_same(one: &Named, other: &Named) -> bool {
    let within =
        |a: &Named, b: &Named| !a.terms.is_empty() && a.terms.iter().all(|term| b.terms.contains(term));
    within(one, other) || within(other, one)
}

/// A year within three words behind a name: "Act 1987", "(1998)", "a 1994 case", "decided in 1994".
fn year(told: &Told<'_>, line: &Line, run: Run) -> Option<i16> {
    let near = run.to.saturating_sub(1)..(run.to + 3).min(line.words.len());
    let before = run.from.saturating_sub(3)..run.from;
    near.chain(before)
        .find_map(|at| told.folded_at(line, at).parse().ok().filter(|year| (1200..=2100).contains(year)))
}

fn named(told: &Told<'_>, line: &Line, at: u32) -> Vec<Named> {
    let runs = told.capitals(line);
    let mut found: Vec<Named> = (1..line.words.len())
        .filter_map(|versus| parties(told, line, &runs, versus))
        .map(|run| Named {
            line: at,
            run,
            terms: names(told, line, run),
            year: year(told, line, run),
            is_law: false,
            is_court: false,
            section: None,
        })
        .collect();
    found.extend(runs.iter().filter(|run| is_court(told, line, **run)).map(|run| Named {
        line: at,
        run: *run,
        terms: names(told, line, Run { to: run.to - 1, ..*run }),
        year: None,
        is_law: false,
        is_court: true,
        section: None,
    }));
    for run in &runs {
        let end = (run.from + 1..run.to).rev().find(|at| LAWS.contains(told.folded_at(line, *at).as_str()));
        if let Some(end) = end {
            let own = Run { from: run.from, to: end };
            found.push(Named {
                line: at,
                run: *run,
                terms: names(told, line, own),
                year: year(told, line, *run),
                is_law: true,
                is_court: false,
                section: section(told, line, *run),
            });
        }
    }
    found
}

/// "Hale v. Orr", "R v Orr", "Hale v. The Island": both parties of a case around a word.
fn parties(told: &Told<'_>, line: &Line, runs: &[Run], versus: usize) -> Option<Run> {
    if !matches!(told.folded_at(line, versus).as_str(), "v" | "vs" | "versus") {
        return None;
    }
    let letter = line.words[versus - 1].capital && line.words[versus - 1].span.len() == 1;
    let from =
        runs.iter().find(|run| run.to == versus).map(|run| run.from).or(letter.then_some(versus - 1))?;
    let behind = versus + 1 + usize::from(told.folded_at(line, versus + 1) == "the");
    let to = runs.iter().find(|run| run.from == versus + 1 || run.from == behind).map(|run| run.to)?;
    // "Hale v. Port of Orr".
    let goes_on = runs.iter().find(|run| run.from == to + 1 && told.folded_at(line, to) == "of");
    Some(Run { from, to: goes_on.map_or(to, |run| run.to) })
}

/// "the Commercial Court".
fn is_court(told: &Told<'_>, line: &Line, run: Run) -> bool {
    run.to - run.from >= 2 && matches!(told.folded_at(line, run.to - 1).as_str(), "court" | "tribunal")
}

/// The telling words of a name, without years.
fn names(told: &Told<'_>, line: &Line, run: Run) -> Vec<Term> {
    let digits = |word: &Word| told.folded(line, word).chars().all(|c| c.is_ascii_digit());
    run.words(line).iter().filter(|word| !digits(word)).filter_map(|word| word.term).collect()
}

/// What the sentences share beside the names; a case needs a common court, a law a common matter.
fn context(told: &Told<'_>, one: &Named, other: &Named) -> f32 {
    let (a, b) = (&told.lines[one.line as usize], &told.lines[other.line as usize]);
    let shared = told.shared(a, b);
    shared
        .iter()
        .filter(|term| !one.terms.contains(term) && !other.terms.contains(term))
        .map(|term| told.weight(*term))
        .sum()
}

/// Both accounts, and the sentences that speak of the same thing without naming a case.
fn differing(told: &Told<'_>, one: &Named, other: &Named) -> Found {
    let said = |named: &Named| {
        let line = &told.lines[named.line as usize];
        let value = told.words(line.article, named.run.span(line)).to_owned();
        Said { line: named.line, span: line.span, value: Some(value) }
    };
    let shared = told.shared(&told.lines[one.line as usize], &told.lines[other.line as usize]);
    let mut accounts = vec![said(one), said(other)];
    accounts.extend(further(told, one, other));
    let reason = if one.is_court {
        "The reports name other courts on one point."
    } else if one.is_law {
        "The reports name other laws on one point."
    } else {
        "The reports name other court cases on one point."
    };
    Found::differing(DifferenceKind::Case, reason, &shared, accounts)
}

fn further(told: &Told<'_>, one: &Named, other: &Named) -> Vec<Said> {
    let mut about: Vec<Term> = Vec::new();
    for named in [one, other] {
        let line = &told.lines[named.line as usize];
        about.extend(&line.terms);
        let next = told.lines.get(named.line as usize + 1).filter(|next| next.article == line.article);
        about.extend(next.iter().filter(|next| refers(told, next)).flat_map(|next| next.terms.iter()));
    }
    about.sort_unstable();
    about.dedup();
    let articles = [one, other].map(|named| told.lines[named.line as usize].article);
    let named = [one.line, other.line];
    let lines = told.lines.iter().zip(0..).filter(|(line, at)| {
        let telling =
            line.terms.iter().filter(|term| about.binary_search(term).is_ok() && told.weight(**term) > 1.5);
        articles.contains(&line.article)
            && !named.contains(at)
            && is_document(told, line)
            && !refers(told, line)
            && telling.count() >= FURTHER
    });
    lines.take(3).map(|(line, at)| Said { line: at, span: line.span, value: None }).collect()
}

/// "The case struck down …".
fn refers(told: &Told<'_>, line: &Line) -> bool {
    let first = told.folded_at(line, 0);
    let second = told.folded_at(line, 1);
    matches!(first.as_str(), "the" | "that" | "this")
        && (LAWS.contains(second.as_str()) || is_ruling(&second))
}

fn is_ruling(word: &str) -> bool {
    matches!(word, "case" | "ruling" | "judgment" | "judgement" | "decision" | "verdict" | "court")
}

/// Whether a sentence speaks of a court's paper without naming it.
fn is_document(told: &Told<'_>, line: &Line) -> bool {
    line.words.iter().any(|word| {
        let folded = told.folded(line, word);
        matches!(folded.as_str(), "court" | "court's") || is_ruling(&folded)
    })
}
