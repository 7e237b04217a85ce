//! Names that differ in one word: another first name behind one title, beside one noun, or with one initial.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use super::name::is_office;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::told::Line;
use crate::told::Run;
use crate::told::Term;
use crate::told::Told;
use crate::told::stem;
use crate::told::stems;
use crate::told::title;
use crate::told::word_set;

/// A noun beside two names that differ in one word tells so much.
const BESIDE: f32 = 2.0;

/// A surname that stands behind a title more often is not followed.
const MOST: usize = 64;

static TITLES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let all = [include_str!("../words/offices.txt"), include_str!("../../told/words/titles.txt")];
    all.into_iter().flat_map(stems).collect()
});

static SIDES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/sides.txt")));

/// A person's full name behind a title.
struct Titled {
    line: u32,
    article: u32,
    titles: Vec<Term>,
    /// First name and surname.
    name: [Term; 2],
    run: Run,
}

/// One title and surname with another first name: "Councillor Ana Ruiz" and "Councillor Eva Ruiz", where neither
/// report knows the other first name.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let mut found = behind_titles(told);
    found.extend(one_word_apart(told));
    found
}

fn behind_titles(told: &Told<'_>) -> Vec<Found> {
    let mut by: FxHashMap<Term, Vec<Titled>> = FxHashMap::default();
    let mut full: FxHashSet<(u32, [Term; 2])> = FxHashSet::default();
    for (line, at) in told.lines.iter().zip(0..) {
        for run in told.capitals(line) {
            for from in run.from..run.to.saturating_sub(1) {
                full.insert((line.article, [line.words[from].key, line.words[from + 1].key]));
            }
            if let Some(titled) = titled(told, line, at, run) {
                by.entry(titled.name[1]).or_default().push(titled);
            }
        }
    }
    let mut by: Vec<_> = by.into_iter().filter(|(_, all)| all.len() <= MOST).collect();
    by.sort_unstable_by_key(|(surname, _)| *surname);
    let mut found = Vec::new();
    for (_, all) in &by {
        for (seat, one) in all.iter().enumerate() {
            let apart = |other: &&Titled| {
                told.is_apart(one.article, other.article)
                    && one.name[0] != other.name[0]
                    && one.titles == other.titles
                    && !full.contains(&(one.article, other.name))
                    && !full.contains(&(other.article, one.name))
            };
            found.extend(all[seat + 1..].iter().filter(apart).map(|other| other_name(told, one, other)));
        }
    }
    found
}

/// "Det Ch Insp Ana Ruiz", "the councillor Ana Ruiz": all words of titles before the last two words of a name.
fn titled(told: &Told<'_>, line: &Line, at: u32, run: Run) -> Option<Titled> {
    let first = run.to.checked_sub(2)?;
    let is_title = |at: &usize| {
        let printed = told.words(line.article, line.words[*at].span);
        TITLES.contains(title(&stem(printed)))
    };
    let from = (0..first).rev().take_while(|at| told.is_joined(line, at + 1) && is_title(at)).last()?;
    let mut titles: Vec<Term> = line.words[from..first].iter().map(|word| word.key).collect();
    titles.sort_unstable();
    (run.from <= first && run.to - first == 2).then(|| Titled {
        line: at,
        article: line.article,
        titles,
        name: [line.words[first].key, line.words[first + 1].key],
        run: Run { from, to: run.to },
    })
}

fn other_name(told: &Told<'_>, one: &Titled, other: &Titled) -> Found {
    let said = |titled: &Titled| {
        let line = &told.lines[titled.line as usize];
        let span = titled.run.span(line);
        Said { line: titled.line, span, value: Some(told.words(line.article, span).to_owned()) }
    };
    let mut terms = one.titles.clone();
    terms.push(one.name[1]);
    let reason = "The reports give one title and surname other first names.";
    Found::differing(DifferenceKind::Name, reason, &terms, vec![said(one), said(other)]).excluding()
}

/// A name of two words, with the common words that stand near it.
struct Beside {
    line: u32,
    article: u32,
    run: Run,
    near: Vec<Term>,
}

/// Names of two words with one word in common, beside the same telling noun, where neither report has the other's name:
/// "the team's doctor, Ana Ruiz" and "Eva Ruiz, the team's doctor"; "the Golden Pike, a hotel" and "the Silver Pike hotel".
fn one_word_apart(told: &Told<'_>) -> Vec<Found> {
    let mut by_last: FxHashMap<Term, Vec<Beside>> = FxHashMap::default();
    let mut full: FxHashSet<(u32, [Term; 2])> = FxHashSet::default();
    for (line, at) in told.lines.iter().zip(0..).filter(|(line, _)| !told.is_title(line)) {
        for run in told.capitals(line) {
            let words = |at: usize| [line.words[at].key, line.words[at + 1].key];
            full.extend((run.from..run.to.saturating_sub(1)).map(|at| (line.article, words(at))));
            let dated = line.dates.iter().any(|date| date.span.overlaps(run.span(line)));
            if run.to - run.from == 2 && !dated {
                let near = beside(told, line, run);
                let held = Beside { line: at, article: line.article, run, near };
                by_last.entry(line.words[run.to - 1].key).or_default().push(held);
            }
        }
    }
    let key = |one: &Beside| {
        let line = &told.lines[one.line as usize];
        [line.words[one.run.from].key, line.words[one.run.to - 1].key]
    };
    let mut by_last: Vec<_> = by_last.into_iter().filter(|(_, all)| all.len() <= MOST).collect();
    by_last.sort_unstable_by_key(|(last, _)| *last);
    let mut found = Vec::new();
    for (_, all) in &by_last {
        for (seat, one) in all.iter().enumerate() {
            let apart = |other: &&Beside| {
                told.is_apart(one.article, other.article)
                    && key(one) != key(other)
                    && !full.contains(&(one.article, key(other)))
                    && !full.contains(&(other.article, key(one)))
                    && (are_like_persons(told, one, other)
                        || one
                            .near
                            .iter()
                            .any(|term| other.near.contains(term) && told.weight(*term) >= BESIDE))
            };
            for other in all[seat + 1..].iter().filter(apart) {
                let said = |held: &Beside| {
                    let line = &told.lines[held.line as usize];
                    let span = held.run.span(line);
                    Said { line: held.line, span, value: Some(told.words(line.article, span).to_owned()) }
                };
                let terms: Vec<Term> =
                    one.near.iter().copied().filter(|term| other.near.contains(term)).collect();
                let reason = "The reports give names that differ in one word.";
                found.push(
                    Found::differing(DifferenceKind::Name, reason, &terms, vec![said(one), said(other)])
                        .excluding(),
                );
            }
        }
    }
    found
}

/// "Edwin Tarle" and "Edward Tarle": uncommon words, the first ones with one initial.
fn are_like_persons(told: &Told<'_>, one: &Beside, other: &Beside) -> bool {
    let line = |held: &Beside| &told.lines[held.line as usize];
    let first = |held: &Beside| told.folded_at(line(held), held.run.from);
    let uncommon = |held: &Beside| {
        let words = held.run.words(line(held));
        words.iter().all(|word| word.term.is_some_and(|term| told.terms.is_uncommon(term)))
            && words.iter().all(|word| !told.folded(line(held), word).ends_with("'s"))
    };
    let initial = |held: &Beside| first(held).chars().next();
    first(one).len() > 2 && initial(one) == initial(other) && uncommon(one) && uncommon(other)
}

/// The nouns that describe a name: the one right before it, the one right behind it, those behind it between commas.
fn beside(told: &Told<'_>, line: &Line, run: Run) -> Vec<Term> {
    let noun = |at: usize| {
        let folded = told.folded_at(line, at);
        let verbal = folded.ends_with("ed") || folded.ends_with("ly") || folded.ends_with("ing");
        let plain = line.words.get(at).filter(|word| !word.capital && !verbal);
        plain.filter(|_| folded.starts_with(char::is_alphabetic)).and_then(|word| word.term)
    };
    let side = SIDES.contains(told.folded_at(line, run.from).as_str()) || is_office(told, line, run.from);
    let before = run.from.checked_sub(1).filter(|_| matches!(told.gap(line, run.from).trim(), "" | ","));
    let behind = Some(run.to).filter(|_| told.gap(line, run.to).trim().is_empty());
    let opens = told.gap(line, run.to).trim() == ","
        && matches!(told.folded_at(line, run.to).as_str(), "the" | "a" | "an" | "its" | "his" | "her");
    let apposed =
        (run.to + 1..(run.to + 7).min(line.words.len())).take_while(|at| opens && told.is_joined(line, *at));
    if side {
        return Vec::new();
    }
    before.into_iter().chain(behind).chain(apposed).filter_map(noun).collect()
}
