//! What a check finds, and how findings on one point become one.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Account;
use super::Agreement;
use super::Difference;
use super::DifferenceKind;
use super::LinkKind;
use super::alike::RARE;
use crate::origin;
use crate::origin::Origins;
use crate::origin::Witness;
use crate::story::Story;
use crate::text::Id;
use crate::text::Span;
use crate::time::Stamp;
use crate::told::Term;
use crate::told::Told;
use crate::utterance::Place;

/// The words of a point are at most so many.
const POINT: usize = 6;

/// What one sentence says on a point.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Said {
    /// The sentence, by place in [`Told::lines`].
    pub line: u32,
    /// The words.
    pub span: Span,
    /// What is compared, in normal form.
    pub value: Option<String>,
}

/// Accounts that belong together.
#[derive(Clone, Debug)]
pub struct Found {
    /// In what they differ; nothing where they agree.
    pub kind: Option<DifferenceKind>,
    /// How they hang together.
    pub link: Option<LinkKind>,
    /// Why.
    pub reason: &'static str,
    /// What the accounts share.
    pub terms: Vec<Term>,
    /// The accounts.
    pub said: Vec<Said>,
    /// Whether sentences that differ so do not agree, however alike they are.
    pub excludes: bool,
}

impl Found {
    /// Accounts that differ.
    pub fn differing(kind: DifferenceKind, reason: &'static str, terms: &[Term], said: Vec<Said>) -> Self {
        Self { kind: Some(kind), link: None, reason, terms: terms.to_vec(), said, excludes: false }
    }

    /// Accounts that agree.
    pub fn agreeing(terms: &[Term], said: Vec<Said>) -> Self {
        Self { kind: None, link: None, reason: "", terms: terms.to_vec(), said, excludes: false }
    }

    /// The same, where the sentences then do not agree.
    pub fn excluding(self) -> Self {
        Self { excludes: true, ..self }
    }

    /// The same, where they may describe one act.
    pub fn possibly_same(self) -> Self {
        Self { link: Some(LinkKind::PossibleSame), ..self }
    }
}

/// Joins findings of one kind and reason that share an account and the terms of their point.
pub fn joined(told: &Told<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::new();
    let mut seats: FxHashMap<(Option<DifferenceKind>, &str, u32, Span), Vec<usize>> = FxHashMap::default();
    for one in found {
        let keys: Vec<_> = one.said.iter().map(|said| (one.kind, one.reason, said.line, said.span)).collect();
        let held = keys.iter().filter_map(|key| seats.get(key)).flatten().copied();
        let seat = held.into_iter().find(|seat| is_same_point(&joined[*seat], &one)).unwrap_or(joined.len());
        if seat == joined.len() {
            joined.push(one);
        } else {
            joined[seat].said.extend(one.said);
        }
        keys.into_iter().for_each(|key| seats.entry(key).or_default().push(seat));
    }
    joined.iter_mut().for_each(|found| tidy(told, found));
    joined
}

/// Without agreements, and differences of attribution, on words in which the sentences differ.
pub fn consistent(mut found: Vec<Found>) -> Vec<Found> {
    let mut apart: FxHashMap<(u32, u32), Vec<(Span, Span)>> = FxHashMap::default();
    for one in found.iter().filter(|one| one.excludes) {
        for (a, b) in pairs(&one.said) {
            apart.entry((a.line, b.line)).or_default().push((a.span, b.span));
        }
    }
    let clash = |one: &Found| {
        let open = one.kind.is_none() || one.kind == Some(DifferenceKind::Attribution);
        open && pairs(&one.said).any(|(a, b)| {
            let differing = apart.get(&(a.line, b.line)).into_iter().flatten();
            differing.into_iter().any(|(one, other)| is_on(*one, a.span) && is_on(*other, b.span))
        })
    };
    found.retain(|one| !clash(one));
    found
}

/// Whether at least half of the words in which sentences differ lie in an account.
fn is_on(differing: Span, account: Span) -> bool {
    let shared = differing.end.min(account.end).saturating_sub(differing.start.max(account.start));
    shared > 0 && 2 * shared >= differing.len() as u32
}

/// Every ordered pair of accounts in two sentences.
fn pairs(said: &[Said]) -> impl Iterator<Item = (&Said, &Said)> {
    said.iter().flat_map(move |a| said.iter().map(move |b| (a, b))).filter(|(a, b)| a.line != b.line)
}

/// Whether two findings that share an account share two terms of their point too, or all that they have; one number is
/// of one point.
fn is_same_point(a: &Found, b: &Found) -> bool {
    if a.kind == Some(DifferenceKind::Number) && b.kind == a.kind {
        return true;
    }
    let shared = a.terms.iter().filter(|term| b.terms.contains(term)).count();
    shared >= a.terms.len().min(b.terms.len()).min(2)
}

/// Each account once, in order; where accounts agree, sentences in a row are one.
fn tidy(told: &Told<'_>, found: &mut Found) {
    found.said.sort();
    found.said.dedup_by(|next, before| next.line == before.line && next.span == before.span);
    let agree = found.kind.is_none();
    found.said.dedup_by(|next, before| {
        let (one, other) = (&told.lines[before.line as usize], &told.lines[next.line as usize]);
        let goes_on = agree
            && before.line + 1 == next.line
            && one.article == other.article
            && before.value == next.value;
        if goes_on {
            before.span = before.span.cover(next.span);
            before.line = next.line;
        }
        goes_on
    });
}

/// A finding as a difference.
pub fn difference(told: &Told<'_>, story: Id<Story>, found: &Found, kind: DifferenceKind) -> Difference {
    let (accounts, reports, mentions, origins) = counted(told, found);
    Difference {
        story,
        kind,
        link: found.link,
        point: point(told, found),
        reason: found.reason.to_owned(),
        accounts,
        reports,
        mentions,
        origins,
        confidence: super::checks::share(kind),
    }
}

/// A finding as an agreement.
pub fn agreement(told: &Told<'_>, story: Id<Story>, found: &Found) -> Agreement {
    let (accounts, reports, mentions, origins) = counted(told, found);
    Agreement { story, point: point(told, found), accounts, reports, mentions, origins }
}

fn counted(told: &Told<'_>, found: &Found) -> (Vec<Account>, u32, u32, Origins) {
    let mut accounts: Vec<(u32, Account)> = found.said.iter().map(|said| account(told, said)).collect();
    accounts.sort_by_cached_key(|(article, account)| {
        (account.as_of.end.map_or(i64::MAX, Stamp::latest), *article, account.span)
    });
    let reports: FxHashSet<u32> = accounts.iter().map(|(article, _)| *article).collect();
    let origins = origins(told, found);
    let mentions = accounts.len() as u32;
    (accounts.into_iter().map(|(_, account)| account).collect(), reports.len() as u32, mentions, origins)
}

fn account(told: &Told<'_>, said: &Said) -> (u32, Account) {
    let article = told.lines[said.line as usize].article;
    let account = Account {
        article: told.articles[article as usize].id,
        span: said.span,
        words: told.words(article, said.span).to_owned(),
        value: said.value.clone(),
        as_of: told.as_of(article, said.span),
    };
    (article, account)
}

/// The origins of the accounts, each with whoever surely says it.
fn origins(told: &Told<'_>, found: &Found) -> Origins {
    let witness = |said: &Said| {
        let line = &told.lines[said.line as usize];
        let spoken = told.says(line, said.span);
        Witness {
            place: Place { article: told.articles[line.article as usize].id, span: said.span },
            speaker: spoken.and_then(|spoken| spoken.speaker).map(|at| told.speakers[at as usize].id),
        }
    };
    let accounts: Vec<Witness> = found.said.iter().map(witness).collect();
    origin::of_accounts(&accounts, told.grounds)
}

/// The words that the accounts share, as the first of them prints them.
fn point(told: &Told<'_>, found: &Found) -> String {
    let Some(first) = found.said.iter().min() else { return String::new() };
    let line = &told.lines[first.line as usize];
    let mut terms: Vec<Term> = Vec::new();
    let mut printed: Vec<&str> = Vec::new();
    for word in &line.words {
        let Some(term) = word.term else { continue };
        if found.terms.contains(&term)
            && told.weight(term) >= RARE / 2.0
            && !terms.contains(&term)
            && printed.len() < POINT
        {
            terms.push(term);
            printed.push(told.words(line.article, word.span));
        }
    }
    if printed.is_empty() {
        let telling = line.words.iter().filter(|word| word.term.is_some()).take(POINT);
        printed.extend(telling.map(|word| told.words(line.article, word.span)));
    }
    printed.join(" ")
}
