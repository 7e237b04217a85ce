//! How a report describes one person or body: "her husband", "her former husband"; "offensive words", "hateful posts".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::speaker::Kind;
use crate::time::Stamp;
use crate::told::Line;
use crate::told::Run;
use crate::told::Term;
use crate::told::Told;
use crate::told::stem;
use crate::told::stems;
use crate::told::word_set;

/// So many descriptions of one speaker are compared.
const MOST: usize = 24;
/// A description has at most so many words.
pub(super) const LONGEST: usize = 7;

static STATUS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/status.txt")));
static GENERIC: LazyLock<FxHashSet<String>> = LazyLock::new(|| stems(include_str!("../words/generic.txt")));
static REMARKS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| word_set(include_str!("../words/remarks.txt")));
/// What descriptions begin with.
pub(super) static OPENERS: &[&str] = &["the", "a", "an", "his", "her", "their", "its", "whose"];

/// A description of a speaker.
struct Described {
    line: u32,
    run: Run,
    /// The last word: what the speaker is.
    head: Term,
    /// Words that say since when or until when.
    status: Vec<String>,
    /// The other terms, and those that follow ("ambassador for Corvane").
    others: Vec<Term>,
}

/// Descriptions that changed, descriptions on which reports agree, and remarks that reports describe in other words.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let mut by: FxHashMap<u32, Vec<Described>> = FxHashMap::default();
    for (line, at) in told.lines.iter().zip(0..) {
        for (speaker, described) in descriptions(told, line, at) {
            by.entry(speaker).or_default().push(described);
        }
    }
    let mut by: Vec<_> = by.into_iter().collect();
    by.sort_unstable_by_key(|(speaker, _)| *speaker);
    let mut found: Vec<Found> = by.iter().flat_map(|(_, all)| compared(told, all)).collect();
    found.extend(remarks(told));
    found
}

/// The descriptions before and behind the names of a sentence.
fn descriptions(told: &Told<'_>, line: &Line, at: u32) -> Vec<(u32, Described)> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < line.words.len() {
        let Some(speaker) = line.words[place].names else {
            place += 1;
            continue;
        };
        let mut end = place + 1;
        // A comma ends the name: what follows describes it.
        while line.words.get(end).is_some_and(|word| word.names == Some(speaker)) && told.is_joined(line, end)
        {
            end += 1;
        }
        let runs = [
            before(told, line, place),
            behind(told, line, end),
            title(told, line, place, end),
            capital_title(told, line, place),
        ];
        found.extend(
            runs.into_iter().flatten().filter_map(|run| Some((speaker, described(told, line, at, run)?))),
        );
        place = end;
    }
    found
}

/// "her soon-to-be ex-husband, NAME", "Corvane ambassador NAME".
fn before(told: &Told<'_>, line: &Line, first: usize) -> Option<Run> {
    // "Sir Ana Ruiz": a title that is no part of the name here.
    let titled = |at: usize| {
        at > 0 && line.words[at - 1].capital && told.is_joined(line, at) && line.words[at - 1].names.is_none()
    };
    let name =
        if titled(first) && first == 1 || titled(first) && !titled(first - 1) { first - 1 } else { first };
    let gap = told.gap(line, name).trim();
    let head = line.words.get(name.checked_sub(1)?)?;
    if !(gap.is_empty() || gap == ",") || head.term.is_none() || head.capital {
        return None;
    }
    let mut from = name - 1;
    while from > 0
        && name - from < LONGEST
        && told.is_joined(line, from)
        && !OPENERS.contains(&told.folded_at(line, from).as_str())
    {
        let word = &line.words[from - 1];
        let fits = word.term.is_some()
            || STATUS.contains(told.folded(line, word).as_str())
            || OPENERS.contains(&told.folded(line, word).as_str());
        if !fits {
            break;
        }
        from -= 1;
    }
    Some(Run { from, to: name })
}

/// "Fire chief NAME": a title at the beginning of a sentence, of which the first word alone has a capital.
fn title(told: &Told<'_>, line: &Line, name: usize, end: usize) -> Option<Run> {
    let joined = (1..name).all(|at| told.is_joined(line, at) && !line.words[at].capital);
    let telling = line.words[..name].iter().all(|word| word.term.is_some() && word.names.is_none());
    ((2..=3).contains(&name) && joined && telling && end - name >= 2).then_some(Run { from: 0, to: name })
}

/// "Chief Fire Officer NAME": two capitals and more right before a name.
fn capital_title(told: &Told<'_>, line: &Line, name: usize) -> Option<Run> {
    let is_part = |at: &usize| {
        line.words[*at].capital
            && line.words[*at].names.is_none()
            && line.words[*at].term.is_some()
            && told.is_joined(line, at + 1)
    };
    let from = (0..name).rev().take_while(is_part).last()?;
    (name - from >= 2).then_some(Run { from, to: name })
}

/// "NAME, an ambassador for Corvane,".
fn behind(told: &Told<'_>, line: &Line, end: usize) -> Option<Run> {
    let first = told.folded_at(line, end);
    let joint = told.folded_at(line, end + 1);
    let bare = line.words.get(end).is_some_and(|word| !word.capital && word.term.is_some())
        && matches!(joint.as_str(), "of" | "for" | "at");
    let opens = told.gap(line, end).trim() == "," && (bare || OPENERS.contains(&first.as_str()));
    let mut to = end + 1;
    while opens && to < line.words.len() && to - end < LONGEST && told.is_joined(line, to) {
        to += 1;
    }
    (opens && to > end + 1).then_some(Run { from: end, to })
}

fn described(told: &Told<'_>, line: &Line, at: u32, run: Run) -> Option<Described> {
    let words = run.words(line);
    let joint = words.iter().position(|word| {
        matches!(told.folded(line, word).as_str(), "of" | "for" | "at" | "in" | "who" | "to")
            && word.span.start > words[0].span.start
            && !STATUS.contains(told.folded(line, word).as_str())
    });
    let (front, back) = words.split_at(joint.unwrap_or(words.len()));
    let titled = front.iter().all(|word| word.capital);
    let head = front.last()?.term.filter(|_| titled || front.last().is_some_and(|word| !word.capital))?;
    let generic =
        front.last().is_some_and(|word| GENERIC.contains(&stem(told.words(line.article, word.span))));
    if generic {
        return None;
    }
    let soon = front.iter().any(|word| told.folded(line, word) == "soon");
    let passing = |word: &String| soon || !matches!(word.as_str(), "to" | "be");
    let status = front
        .iter()
        .map(|word| told.folded(line, word))
        .filter(|word| STATUS.contains(word.as_str()) && passing(word))
        .collect();
    let others = front.iter().chain(back).filter_map(|word| word.term).filter(|term| *term != head).collect();
    Some(Described { line: at, run, head, status, others })
}

/// The descriptions of one speaker in several reports.
fn compared(told: &Told<'_>, all: &[Described]) -> Vec<Found> {
    let mut found = Vec::new();
    let article = |one: &Described| told.lines[one.line as usize].article;
    for (place, one) in all.iter().enumerate().take(MOST) {
        for other in
            all[place + 1..].iter().take(MOST).filter(|other| told.is_apart(article(one), article(other)))
        {
            let head = one.head;
            if head == other.head && one.status != other.status && told.weight(head) >= 1.0 {
                found.push(changing(told, head, one, other));
            } else if is_alike(told, one, other) {
                let said = vec![said(told, one), said(told, other)];
                found.push(Found::agreeing(&[head], said));
            }
        }
    }
    found
}

/// Whether two descriptions say the same: they end alike and one telling word is common, or no other word is there; or
/// one has all words of the other, two at least.
fn is_alike(told: &Told<'_>, one: &Described, other: &Described) -> bool {
    let all = |one: &Described| -> Vec<Term> { one.others.iter().copied().chain([one.head]).collect() };
    let (mine, theirs) = (all(one), all(other));
    let common = mine.iter().filter(|term| theirs.contains(term) && told.weight(**term) > 0.8).count();
    let bare = one.others.is_empty() || other.others.is_empty();
    let same_head = one.head == other.head && one.status == other.status && told.weight(one.head) >= 1.2;
    same_head && (common >= 2 || bare || told.weight(one.head) >= 2.0)
        || common >= 2 && common == mine.len().min(theirs.len())
}

fn said(told: &Told<'_>, one: &Described) -> Said {
    let line = &told.lines[one.line as usize];
    let value = (!one.status.is_empty()).then(|| one.status.join(" "));
    let mut span = one.run.span(line);
    // The name belongs to the description.
    let names = |at: usize| line.words.get(at).filter(|word| word.names.is_some()).map(|word| word.span);
    let mut next = one.run.to;
    while let Some(name) = names(next) {
        span = span.cover(name);
        next += 1;
    }
    if let Some(name) = one.run.from.checked_sub(1).and_then(names) {
        span = span.cover(name);
    }
    Said { line: one.line, span, value }
}

fn changing(told: &Told<'_>, head: Term, one: &Described, other: &Described) -> Found {
    let day = |described: &Described| {
        let article = told.lines[described.line as usize].article;
        told.as_of(article, described.run.span(&told.lines[described.line as usize])).end.map(Stamp::day)
    };
    let later = matches!((day(one), day(other)), (Some(a), Some(b)) if a != b);
    let kind = if later { DifferenceKind::Superseded } else { DifferenceKind::Wording };
    let reason = "The reports describe one person or body by another state, as of their dates.";
    Found::differing(kind, reason, &[head], vec![said(told, one), said(told, other)])
}

/// "offensive words he posted", "a series of hateful posts": remarks of one speaker, described in other words.
fn remarks(told: &Told<'_>) -> Vec<Found> {
    let mut by: FxHashMap<u32, Vec<(u32, Run, Term)>> = FxHashMap::default();
    for (line, at) in told.lines.iter().zip(0..) {
        for place in 1..line.words.len() {
            let (word, before) = (&line.words[place], &line.words[place - 1]);
            let is_remark =
                !word.quoted && !word.capital && REMARKS.contains(told.folded(line, word).as_str());
            let verbal =
                told.folded(line, before).ends_with("ing") || told.folded(line, before).ends_with("ed");
            let describes = !verbal
                && before.names.is_none()
                && !before.capital
                && told.is_joined(line, place)
                && before.term.is_some_and(|term| told.weight(term) >= 2.0);
            let Some(term) = before.term.filter(|_| is_remark && describes) else { continue };
            if let Some(speaker) = owner(told, line, place) {
                by.entry(speaker).or_default().push((at, Run { from: place - 1, to: place + 1 }, term));
            }
        }
    }
    let mut by: Vec<_> = by.into_iter().collect();
    by.sort_unstable_by_key(|(speaker, _)| *speaker);
    by.iter().flat_map(|(_, all)| described_apart(told, all)).collect()
}

/// The person named last before a word, else the first of the sentence.
fn owner(told: &Told<'_>, line: &Line, place: usize) -> Option<u32> {
    let is_person = |speaker: &u32| told.speakers[*speaker as usize].kind == Kind::Person;
    let before = line.words[..place].iter().rev().filter_map(|word| word.names).find(is_person);
    before.or_else(|| line.words.iter().filter_map(|word| word.names).find(is_person))
}

fn described_apart(told: &Told<'_>, all: &[(u32, Run, Term)]) -> Vec<Found> {
    let mut found = Vec::new();
    let article = |at: u32| told.lines[at as usize].article;
    for (place, (at, run, term)) in all.iter().enumerate().take(16) {
        for (there, other, theirs) in all[place + 1..].iter().take(16) {
            let shared = told.shared(&told.lines[*at as usize], &told.lines[*there as usize]).len();
            if told.is_apart(article(*at), article(*there)) && term != theirs && shared >= 2 {
                let said = |at: u32, run: &Run| {
                    let line = &told.lines[at as usize];
                    Said {
                        line: at,
                        span: line.span,
                        value: Some(told.words(line.article, run.span(line)).to_owned()),
                    }
                };
                let reason = "The reports describe what may be the same remarks in other words.";
                let said = vec![said(*at, run), said(*there, other)];
                let terms = told.shared(&told.lines[*at as usize], &told.lines[*there as usize]);
                found.push(Found::differing(DifferenceKind::Wording, reason, &terms, said).possibly_same());
            }
        }
    }
    found
}
