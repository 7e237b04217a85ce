//! Given to somebody in one report, in the outlet's own voice in the other.

use rustc_hash::FxHashMap;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::alike::Pair;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::statement::Act;
use crate::statement::Scope;
use crate::text::fold;
use crate::told::Line;
use crate::told::Quantity;
use crate::told::Run;
use crate::told::Spoken;
use crate::told::Term;
use crate::told::Told;
use crate::told::Word;
use crate::told::quantities;
use crate::told::same_words;

/// Sentences that assert the same are so alike.
const LIKENESS: f32 = 0.5;
/// … and so alike as a share of the sentence that tells more.
const WHOLE: f32 = 0.3;
/// … and share so many rare terms.
const RARE_TERMS: usize = 2;
/// What both say makes up so much of the sentence that is the report's own.
const OWN: f32 = 0.6;
/// With fewer rare terms sentences must be so alike.
const ALMOST: f32 = 0.75;
/// A small number of things so rarely told of is one claim.
const RARE_UNIT: f32 = 3.5;
/// So many words in a row, three of them telling, are one claim.
const ROW: usize = 6;
/// The words of a short quotation must tell so much to be looked for elsewhere.
const TELLING: f32 = 3.0;
/// So many small words may stand between three words and more.
const GAPS: usize = 3;
/// A short quotation has at most so many words.
const SHORT: usize = 6;

/// Assertions with and without somebody who makes them.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let mut found = asserted(matter);
    found.extend(unmarked(matter));
    found.extend(marked(matter));
    found
}

/// Sentences that say the same, the one as somebody's words, the other by itself.
fn asserted(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let alike = matter.across().filter(|(pair, a, b)| {
        let prose = !told.is_title(a) && !told.is_title(b);
        prose
            && (pair.likeness >= LIKENESS && is_whole(told, pair, a, b) || counts_alike(told, a, b))
            && (pair.common(told) > RARE_TERMS
                || counts_alike(told, a, b)
                || pair.common(told) == RARE_TERMS && pair.likeness >= ALMOST
                || is_verbatim(a, b))
            && !pair.is_named_apart(told)
            && !counts_apart(told, a, b)
    });
    alike
        .filter(|(pair, a, b)| {
            let says =
                |line: &Line| says_it(told, pair, line) || is_own(told, line) && counts_alike(told, a, b);
            is_given(told, a, pair) && says(b) && !credits(told, a, b)
                || is_given(told, b, pair) && says(a) && !credits(told, b, a)
        })
        .map(|(pair, _, _)| {
            differing(
                told,
                (pair.a, pair.b),
                &pair.shared,
                "One report gives this to somebody, the other says it in its own voice.",
            )
        })
        .collect()
}

/// Whether a sentence gives it to the outlet of the other one, which then says the same of itself.
fn credits(told: &Told<'_>, given: &Line, own: &Line) -> bool {
    let Some(outlet) = told.articles[own.article as usize].outlet.name.as_deref().map(fold) else {
        return false;
    };
    let names = given.about.iter().map(|speaker| fold(&told.speakers[*speaker as usize].name));
    names.into_iter().any(|name| name.len() > 2 && (outlet.ends_with(&name) || name.ends_with(&outlet)))
}

/// Whether the sentences share so many words in a row that they are one claim.
pub(super) fn is_verbatim(a: &Line, b: &Line) -> bool {
    let row = same_words(a, b);
    row.words >= ROW && row.terms.len() >= 3
}

/// Whether the sentences give other numbers.
fn counts_apart(told: &Told<'_>, a: &Line, b: &Line) -> bool {
    let values = |line: &Line| quantities(told, line).into_iter().map(|one| one.value).collect::<Vec<_>>();
    let (one, other) = (values(a), values(b));
    !one.is_empty() && !other.is_empty() && !one.iter().any(|value| other.contains(value))
}

/// Whether the sentences give the same number of the same things, and one that is not round.
fn counts_alike(told: &Told<'_>, a: &Line, b: &Line) -> bool {
    let (one, other) = (quantities(told, a), quantities(told, b));
    let alike = |x: &Quantity, y: &Quantity| {
        let rare =
            |unit: &[Term]| unit.iter().any(|term| told.weight(*term) >= RARE_UNIT && y.unit.contains(term));
        x.value == y.value
            && x.value > 2.0
            && (x.is_telling() || rare(&x.unit))
            && x.unit.iter().any(|term| y.unit.contains(term) && told.weight(*term) >= 1.0)
    };
    one.iter().any(|x| other.iter().any(|y| alike(x, y)))
}

fn is_whole(told: &Told<'_>, pair: &Pair, a: &Line, b: &Line) -> bool {
    let most = told.terms.mass(&a.terms).max(told.terms.mass(&b.terms));
    let quoted = |line: &Line| 3 * line.words.iter().filter(|word| word.quoted).count() > line.words.len();
    pair.mass >= WHOLE * most && !quoted(a) && !quoted(b)
}

/// Whether a sentence of the report's own is mostly what both sentences say.
fn says_it(told: &Told<'_>, pair: &Pair, line: &Line) -> bool {
    is_own(told, line) && pair.mass >= OWN * told.terms.mass(&line.terms)
}

/// Whether a sentence is the report's own: nobody's certain words.
fn is_own(told: &Told<'_>, line: &Line) -> bool {
    !line.statements.iter().any(|at| told.statements[*at as usize].statement.scope == Scope::Certain)
}

/// Whether most of the shared terms stand in somebody's words.
fn is_given(told: &Told<'_>, line: &Line, pair: &Pair) -> bool {
    let shared = line.words.iter().filter(|word| word.term.is_some_and(|term| pair.shared.contains(&term)));
    let (mut given, mut all) = (0, 0);
    for word in shared {
        all += 1;
        let asserts = |spoken: &&Spoken<'_>| {
            matches!(spoken.statement.act, Act::Says | Act::Confirms | Act::Warns | Act::Thinks)
        };
        given += usize::from(told.within(line, word.span).filter(asserts).is_some());
    }
    given * 3 >= all * 2 && all > 0
}

/// A short quotation whose words another report prints without marks and in its own voice.
fn unmarked(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let index = by_term(told);
    let mut found = Vec::new();
    for (at, run) in fragments(told) {
        let line = &told.lines[at as usize];
        let terms = run.terms(line);
        if terms.len() < 2 || told.terms.mass(&terms) < TELLING {
            continue;
        }
        let rarest = terms.iter().copied().min_by_key(|term| index.get(term).map_or(0, Vec::len));
        for other in rarest.and_then(|term| index.get(&term)).into_iter().flatten() {
            let there = &told.lines[*other as usize];
            if told.is_apart(there.article, line.article) && is_plain(told, there, &terms) {
                found.push(differing(
                    told,
                    (at, *other),
                    &terms,
                    "One report sets these words in quotation marks, the other uses them as its own.",
                ));
            }
        }
    }
    found
}

/// Short quotations in two reports that share a telling word and are not the same words.
fn marked(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let fragments: Vec<(u32, Run)> = fragments(told);
    let mut by_term: FxHashMap<Term, Vec<usize>> = FxHashMap::default();
    for (place, (at, run)) in fragments.iter().enumerate() {
        for term in run.terms(&told.lines[*at as usize]) {
            by_term.entry(term).or_default().push(place);
        }
    }
    let mut found = Vec::new();
    let mut by_term: Vec<(Term, Vec<usize>)> = by_term.into_iter().collect();
    by_term.sort_unstable();
    for (term, places) in &by_term {
        if told.weight(*term) < 2.5 || places.len() > 12 {
            continue;
        }
        for (seat, one) in places.iter().enumerate() {
            for other in &places[seat + 1..] {
                let ((at, run), (there, other)) = (fragments[*one], fragments[*other]);
                let (a, b) = (&told.lines[at as usize], &told.lines[there as usize]);
                let shared = told.shared(a, b);
                let same = run.terms(a) == other.terms(b);
                let near = around(a, run);
                let shared_near = around(b, other).iter().filter(|term| near.contains(term)).count();
                if told.is_apart(a.article, b.article)
                    && !same
                    && shared_near >= 2
                    && !matter.is_one_utterance(a, b)
                {
                    found.push(Found {
                        kind: Some(DifferenceKind::Wording),
                        ..differing(
                            told,
                            (at, there),
                            &shared,
                            "The reports set other words on this point in quotation marks.",
                        )
                    });
                }
            }
        }
    }
    found.sort_by(|a, b| a.said.cmp(&b.said));
    found
}

/// The terms of a quotation and of the words next to it.
fn around(line: &Line, run: Run) -> Vec<Term> {
    let next = run.from.saturating_sub(1)..(run.to + 2).min(line.words.len());
    let mut terms: Vec<Term> = line.words[next].iter().filter_map(|word| word.term).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Short quotations, by sentence, in order.
fn fragments(told: &Told<'_>) -> Vec<(u32, Run)> {
    told.marked
        .iter()
        .filter_map(|(article, span)| {
            let at =
                told.lines.partition_point(|line| (line.article, line.span.end) <= (*article, span.start));
            let line =
                told.lines.get(at).filter(|line| line.article == *article && line.span.contains(*span))?;
            let from = line.words.partition_point(|word| word.span.end <= span.start);
            let to = line.words.partition_point(|word| word.span.start < span.end);
            let telling = line.words[from..to]
                .iter()
                .any(|word| word.term.is_some() && word.names.is_none() && !word.capital);
            (telling && to - from <= SHORT).then_some((at as u32, Run { from, to }))
        })
        .collect()
}

fn by_term(told: &Told<'_>) -> FxHashMap<Term, Vec<u32>> {
    let mut index: FxHashMap<Term, Vec<u32>> = FxHashMap::default();
    for (line, at) in told.lines.iter().zip(0..) {
        let mut terms: Vec<Term> = line.words.iter().filter_map(|word| word.term).collect();
        terms.sort_unstable();
        terms.dedup();
        terms.into_iter().for_each(|term| index.entry(term).or_default().push(at));
    }
    index
}

/// Whether these terms stand in a row in a sentence (three and more of them in any order), without marks and in nobody's
/// certain words.
fn is_plain(told: &Told<'_>, line: &Line, terms: &[Term]) -> bool {
    let telling: Vec<_> = line.words.iter().filter(|word| word.term.is_some()).collect();
    telling.windows(terms.len()).any(|window| {
        let in_row = window.iter().zip(terms).all(|(word, term)| word.term == Some(*term));
        let all =
            terms.len() > 2 && terms.iter().all(|term| window.iter().any(|word| word.term == Some(*term)));
        // "radical Islam" is not "radicalised by the Islamic".
        let words = window.last().zip(window.first()).map_or(0, |(last, first)| {
            let within = |word: &&Word| first.span.start <= word.span.start && word.span.end <= last.span.end;
            line.words.iter().filter(within).count()
        });
        let close = words <= terms.len() + usize::from(terms.len() > 2) * GAPS;
        (in_row || all)
            && close
            && window.iter().all(|word| !word.quoted && told.within(line, word.span).is_none())
    })
}

fn differing(told: &Told<'_>, (a, b): (u32, u32), shared: &[Term], reason: &'static str) -> Found {
    let said = |at: u32| Said { line: at, span: told.lines[at as usize].span, value: None };
    Found::differing(DifferenceKind::Attribution, reason, shared, vec![said(a), said(b)])
}
