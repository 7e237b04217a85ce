//! One speaker's act that several reports tell: an apology, a denial. They may mean one act; they are never one utterance.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Matter;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::statement::Act;
use crate::statement::Scope;
use crate::text::Span;
use crate::told::Spoken;
use crate::told::Term;
use crate::told::Told;
use crate::told::lines;
use crate::told::stem;

/// At most so many places are set side by side.
const MOST: usize = 12;

/// Words by which somebody does the act in the words themselves: "we apologise".
static DONE: LazyLock<FxHashMap<String, Act>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let (act, words) = line.split_once(' ')?;
        let act: Act = act.parse().ok()?;
        Some(words.split_whitespace().map(move |word| (stem(word), act)))
    };
    lines(include_str!("../words/acts.txt")).filter_map(read).flatten().collect()
});

/// A place where somebody does something with words.
struct Done {
    article: u32,
    line: u32,
    span: Span,
    utterance: Option<u32>,
    narrated: bool,
    terms: Vec<Term>,
}

/// Acts of one speaker in several reports: as accounts that may describe one act, and as an agreement that it was done.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let mut by: FxHashMap<(u32, Act), Vec<Done>> = FxHashMap::default();
    for (line, at) in told.lines.iter().zip(0..) {
        for number in &line.statements {
            let spoken = &told.statements[*number as usize];
            let Some(speaker) = spoken.speaker.map(|speaker| told.body_of(speaker)) else { continue };
            if let Some(act) = act(told, spoken) {
                by.entry((speaker, act)).or_default().push(done(told, spoken, at, act));
            }
        }
    }
    let mut by: Vec<_> = by.into_iter().collect();
    by.sort_unstable_by_key(|(key, _)| *key);
    by.into_iter().flat_map(|((speaker, act), places)| side_by_side(told, speaker, act, places)).collect()
}

/// The act of a statement: what its cue says, or what its own words do.
fn act(told: &Told<'_>, spoken: &Spoken<'_>) -> Option<Act> {
    let act = spoken.statement.act;
    if spoken.statement.scope != Scope::Certain {
        return None;
    }
    if matches!(act, Act::Apologises | Act::Denies | Act::Condemns | Act::Promises) {
        return Some(act);
    }
    let body = &told.articles[spoken.article as usize].body;
    let words = spoken.statement.content.iter().flat_map(|span| {
        crate::text::words(span.of(body), 0).into_iter().map(|word| word.span.of(span.of(body)))
    });
    let mut first_person = false;
    for word in words {
        let folded = crate::text::fold(word);
        if let Some(act) = DONE.get(&stem(word)).filter(|_| first_person) {
            return Some(*act);
        }
        first_person = matches!(folded.as_str(), "i" | "we" | "i'm" | "we're")
            || first_person
                && (folded == "am"
                    || folded == "are"
                    || folded.ends_with("ly")
                    || folded == "deeply"
                    || folded == "want"
                    || folded == "to");
    }
    None
}

fn done(told: &Told<'_>, spoken: &Spoken<'_>, at: u32, act: Act) -> Done {
    let statement = spoken.statement;
    let spans = statement.content.iter().chain(&statement.cue).chain(&statement.source).copied();
    let line = &told.lines[at as usize];
    let own = spans.filter(|span| line.span.overlaps(*span)).reduce(Span::cover);
    let own = own.filter(|_| !statement.content.is_empty()).unwrap_or(line.span);
    let mut terms: Vec<Term> = line
        .words
        .iter()
        .filter(|word| own.contains(word.span) && word.names.is_none())
        .filter_map(|word| word.term)
        .collect();
    terms.sort_unstable();
    Done {
        article: spoken.article,
        line: at,
        span: own,
        utterance: spoken.utterance,
        narrated: statement.act == act,
        terms,
    }
}

/// The places that can mean one act: of an apology all, of other acts those that share a telling term with another report.
fn side_by_side(told: &Told<'_>, speaker: u32, act: Act, mut places: Vec<Done>) -> Vec<Found> {
    if act != Act::Apologises {
        let meets = |one: &Done, other: &Done| {
            one.article != other.article
                && one
                    .terms
                    .iter()
                    .filter(|term| other.terms.binary_search(term).is_ok() && told.weight(**term) > 2.0)
                    .count()
                    >= if act == Act::Condemns { 4 } else { 2 }
        };
        let kept: Vec<bool> =
            places.iter().take(64).map(|one| places.iter().take(64).any(|other| meets(one, other))).collect();
        let mut kept = kept.into_iter();
        places.retain(|_| kept.next().unwrap_or(false));
    }
    places.sort_by_key(|place| (place.line, place.span));
    places.dedup_by_key(|place| (place.line, place.span));
    places.truncate(MOST);
    let articles: FxHashSet<u32> = places.iter().map(|place| place.article).collect();
    let utterances: FxHashSet<Option<u32>> = places.iter().map(|place| place.utterance).collect();
    let one_utterance = utterances.len() == 1 && !utterances.contains(&None);
    if articles.len() < 2 || one_utterance {
        return Vec::new();
    }
    let terms: Vec<Term> = told.lines[places[0].line as usize].terms.clone();
    let said = |place: &Done| Said {
        line: place.line,
        span: place.span,
        value: Some(format!("{}: {act}", told.speakers[speaker as usize].name)),
    };
    let all: Vec<Said> = merged(places.iter().map(said).collect(), told);
    let narrated: Vec<Said> = places.iter().filter(|place| place.narrated).map(said).collect();
    let reports: FxHashSet<u32> =
        narrated.iter().map(|said| told.lines[said.line as usize].article).collect();
    let reason = "The reports may tell of one act of the same speaker, in other words.";
    let alike = |one: &Done, other: &Done| {
        let shared = one.terms.iter().filter(|term| other.terms.binary_search(term).is_ok()).count();
        5 * shared >= 4 * one.terms.len().max(other.terms.len())
    };
    let reworded = places.iter().any(|one| !alike(&places[0], one));
    let differing = Found::differing(DifferenceKind::Wording, reason, &terms, all).possibly_same();
    let mut found: Vec<Found> = reworded.then_some(differing).into_iter().collect();
    if reports.len() > 1 {
        found.push(Found::agreeing(&terms, narrated));
    }
    found
}

/// Sentences in a row that report one statement are one account.
fn merged(said: Vec<Said>, told: &Told<'_>) -> Vec<Said> {
    let mut merged: Vec<Said> = Vec::new();
    for one in said {
        let article = told.lines[one.line as usize].article;
        match merged.last_mut() {
            Some(last) if last.line + 1 == one.line && told.lines[last.line as usize].article == article => {
                last.span = last.span.cover(one.span);
            }
            _ => merged.push(one),
        }
    }
    merged
}
