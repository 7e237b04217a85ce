//! Names in a role: another chief executive, another collection, shot by somebody else.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::speaker::Kind;
use crate::told::Line;
use crate::told::Run;
use crate::told::Term;
use crate::told::Told;
use crate::told::stem;
use crate::told::stems;

/// Sentences in which somebody else does the same are so alike.
const LIKENESS: f32 = 0.3;

static OFFICES: LazyLock<FxHashSet<String>> = LazyLock::new(|| stems(include_str!("../words/offices.txt")));

/// An office with more holders than this is not followed.
const MOST: usize = 64;

/// A name in a role.
struct Holder {
    /// What the role is: the terms of an office and its body, the verb before "by", the head of a name.
    role: Vec<Term>,
    name: Run,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Office,
    Agent,
    Thing,
}

/// Names in one role, where no report knows the other's name.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let holders: Vec<Vec<Holder>> = told.lines.iter().map(|line| holders(told, line)).collect();
    let known: FxHashSet<(u32, Term)> = told
        .lines
        .iter()
        .flat_map(|line| {
            line.words.iter().filter(|word| word.capital).filter_map(|word| Some((line.article, word.term?)))
        })
        .collect();
    let mut found = Vec::new();
    let knows = |line: &Line, holder: &Holder, article: u32| {
        let terms = match holder.what {
            What::Thing => own(line, holder.name),
            _ => first_name(told, line, holder.name).into_iter().collect(),
        };
        let known = terms.iter().filter(|term| known.contains(&(article, **term))).count();
        !terms.is_empty() && 2 * known >= terms.len()
    };
    let are_apart = |(a, one): (&Line, &Holder), (b, other): (&Line, &Holder)| {
        let one_surname =
            one.what == What::Office && a.words[one.name.to - 1].key == b.words[other.name.to - 1].key;
        one.what == other.what && (one_surname || !knows(a, one, b.article) && !knows(b, other, a.article))
    };
    let offices = in_office(told, &holders);
    let across = matter.across().map(|(pair, _, _)| (pair.a, pair.b, pair.shared.clone(), pair.likeness));
    for (at, there, shared, likeness) in across.chain(offices) {
        let (a, b) = (&told.lines[at as usize], &told.lines[there as usize]);
        for one in &holders[at as usize] {
            for other in &holders[there as usize] {
                if are_apart((a, one), (b, other))
                    && is_same_role(told, (&shared, likeness), (a, one), (b, other))
                {
                    found.push(differing(told, (at, there), &shared, one, other));
                }
            }
        }
    }
    found
}

/// Pairs of sentences of two reports that name holders of an office of one body, with what they share; the likeness does
/// not matter.
fn in_office(told: &Told<'_>, holders: &[Vec<Holder>]) -> Vec<(u32, u32, Vec<Term>, f32)> {
    let mut by_role: FxHashMap<Vec<Term>, Vec<u32>> = FxHashMap::default();
    for (held, at) in holders.iter().zip(0..) {
        for holder in held.iter().filter(|holder| holder.what == What::Office) {
            let mut role = holder.role.clone();
            role.sort_unstable();
            by_role.entry(role).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for lines in by_role.values().filter(|lines| lines.len() <= MOST) {
        for (seat, at) in lines.iter().enumerate() {
            let (one, others) = (&told.lines[*at as usize], &lines[seat + 1..]);
            let apart = others
                .iter()
                .filter(|there| told.is_apart(one.article, told.lines[**there as usize].article));
            pairs.extend(
                apart.map(|there| (*at, *there, told.shared(one, &told.lines[*there as usize]), 0.0)),
            );
        }
    }
    pairs.sort_unstable_by_key(|pair| (pair.0, pair.1));
    pairs.dedup_by_key(|pair| (pair.0, pair.1));
    pairs
}

/// The terms of a name, without those that name a speaker.
fn own(line: &Line, name: Run) -> Vec<Term> {
    name.words(line).iter().filter(|word| word.names.is_none()).filter_map(|word| word.term).collect()
}

/// The first word of a name behind its titles.
fn first_name(told: &Told<'_>, line: &Line, name: Run) -> Option<Term> {
    (name.from..name.to).find(|at| !is_office(told, line, *at)).and_then(|at| line.words[at].term)
}

fn holders(told: &Told<'_>, line: &Line) -> Vec<Holder> {
    let mut found = Vec::new();
    for run in told.capitals(line) {
        found.extend(thing(told, line, run));
        if !line.dates.iter().any(|date| date.span.overlaps(run.span(line))) {
            found.extend(office(told, line, run));
            found.extend(agent(told, line, run));
            found.extend(doer(told, line, run));
        }
    }
    found
}

/// "the mayor of Marlow, Ana Ruiz", "Corvane chief executive Ana Ruiz", "Ana Ruiz, the mayor of Marlow".
fn office(told: &Told<'_>, line: &Line, name: Run) -> Option<Holder> {
    let mut named = name.words(line).iter().filter_map(|word| word.names);
    let is_person = match named.next() {
        Some(speaker) => told.speakers[speaker as usize].kind == Kind::Person,
        None => name.to == name.from + 2,
    };
    let before = (name.from.saturating_sub(5)..name.from)
        .rev()
        .take_while(|at| *at + 1 == name.from || !told.gap(line, at + 1).contains([',', ';', '.']));
    let head = before.filter(|at| is_office(told, line, *at)).last();
    let behind = (name.to..(name.to + 4).min(line.words.len()))
        .filter(|_| told.gap(line, name.to).starts_with(','))
        .find(|at| is_office(told, line, *at));
    let (from, to) = match (head, behind) {
        (Some(head), _) => (head.saturating_sub(2), name.from),
        (None, Some(head)) => {
            let to = (head + 1..line.words.len().min(head + 5))
                .find(|at| told.gap(line, *at).contains([',', ';', '.', '—']));
            (name.to, to.unwrap_or((head + 5).min(line.words.len())))
        }
        _ => return None,
    };
    let role: Vec<Term> = line.words[from..to].iter().filter_map(|word| word.term).collect();
    (is_person && role.len() >= 2).then_some(Holder { role, name, what: What::Office })
}

pub(super) fn is_office(told: &Told<'_>, line: &Line, at: usize) -> bool {
    OFFICES.contains(&stem(told.words(line.article, line.words[at].span)))
}

/// "Ana Ruiz, who is leading the search".
fn doer(told: &Told<'_>, line: &Line, name: Run) -> Option<Holder> {
    let who = (name.to..(name.to + 8).min(line.words.len())).find(|at| told.folded_at(line, *at) == "who")?;
    let role: Vec<Term> = line.words[who + 1..].iter().take(4).filter_map(|word| word.term).take(2).collect();
    (role.len() >= 2 && name.to > name.from + 1).then_some(Holder { role, name, what: What::Office })
}

/// "shot by Ana Ruiz".
fn agent(told: &Told<'_>, line: &Line, name: Run) -> Option<Holder> {
    let by = (name.from.checked_sub(3)?..name.from).rev().find(|at| told.folded_at(line, *at) == "by")?;
    let verb = line.words.get(by.checked_sub(1)?)?;
    let ends = |word: &str| word.ends_with("ed") || word.ends_with('t') || word.ends_with('n');
    let is_verb = !verb.capital && ends(&told.folded(line, verb));
    verb.term.filter(|_| is_verb).map(|term| Holder { role: vec![term], name, what: What::Agent })
}

/// "the Harbour Lights collection": a name that ends in a common word.
fn thing(told: &Told<'_>, line: &Line, name: Run) -> Option<Holder> {
    let head = line.words.get(name.to).filter(|word| !word.capital && told.is_joined(line, name.to))?;
    let own = name.words(line).iter().filter(|word| word.names.is_none() && word.term.is_some()).count();
    let is_noun = !told.folded(line, head).ends_with("ed") && !told.folded(line, head).ends_with("ing");
    let role =
        head.term.filter(|term| own > 0 && name.to - name.from > 1 && is_noun && told.weight(*term) > 1.5)?;
    Some(Holder { role: vec![role], name, what: What::Thing })
}

/// Whether the two hold one role: an office of one body; or the same done, or the same thing, in sentences on one point.
fn is_same_role(
    told: &Told<'_>,
    (shared, likeness): (&[Term], f32),
    (a, one): (&Line, &Holder),
    (b, other): (&Line, &Holder),
) -> bool {
    let common: Vec<Term> = one.role.iter().copied().filter(|term| other.role.contains(term)).collect();
    let beside = shared.iter().filter(|term| !common.contains(term) && told.weight(**term) > 1.0).count();
    let names_apart = !one.name.terms(a).iter().any(|term| other.name.terms(b).contains(term));
    // Another first name is another person, even of one family.
    let (first, theirs) = (first_name(told, a, one.name), first_name(told, b, other.name));
    // "Weiss" alone may be Hanna Weiss.
    let within =
        |name: Option<Term>, line: &Line, run: Run| name.is_some_and(|name| run.terms(line).contains(&name));
    let persons_apart = first != theirs && !within(first, b, other.name) && !within(theirs, a, one.name);
    (if one.what == What::Thing { names_apart } else { persons_apart })
        && match one.what {
            What::Office => common.len() >= 2 && 4 * common.len() >= 3 * one.role.len().max(other.role.len()),
            What::Agent => !common.is_empty() && beside >= 2 && likeness >= LIKENESS,
            What::Thing => !common.is_empty() && beside >= 1,
        }
}

fn differing(
    told: &Told<'_>,
    (at, there): (u32, u32),
    shared: &[Term],
    one: &Holder,
    other: &Holder,
) -> Found {
    let said = |at: u32, holder: &Holder| {
        let line = &told.lines[at as usize];
        let value = told.words(line.article, holder.name.span(line)).to_owned();
        Said { line: at, span: line.span, value: Some(value) }
    };
    let said = vec![said(at, one), said(there, other)];
    Found::differing(DifferenceKind::Name, "The reports give the same role to other names.", shared, said)
        .excluding()
}
