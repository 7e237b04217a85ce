//! Accounts side by side: differences, superseded states, agreements, what one report alone has.

use onrecord::account::DifferenceKind;
use onrecord::dossier::{AccountEntry, AgreementEntry, DifferenceEntry, Dossier};

use rustc_hash::FxHashSet;

use super::{dates, labels};

/// So many differences stand open; the others are folded.
const OPEN: usize = 24;
/// So many accounts of one side stand open.
const SHOWN: usize = 3;
/// Fewer words than this do not speak for themselves.
pub(super) const FEW: usize = 8;

/// All accounts.
#[derive(Default)]
pub(super) struct Accounts<'a> {
    pub(super) open: Vec<Difference<'a>>,
    pub(super) folded: Vec<Difference<'a>>,
    pub(super) superseded: Vec<Difference<'a>>,
    pub(super) agreements: Vec<Agreement<'a>>,
    pub(super) alone: Vec<Alone<'a>>,
}

/// A difference: one column a side.
pub(super) struct Difference<'a> {
    pub(super) entry: &'a DifferenceEntry,
    pub(super) kind: &'static str,
    pub(super) point: String,
    pub(super) facts: Vec<String>,
    pub(super) sides: Vec<Side<'a>>,
}

/// An agreement.
pub(super) struct Agreement<'a> {
    pub(super) entry: &'a AgreementEntry,
    pub(super) point: String,
    pub(super) facts: Vec<String>,
    pub(super) accounts: Vec<Account<'a>>,
}

/// Accounts that say the same.
pub(super) struct Side<'a> {
    /// What is compared, where the words do not show it.
    pub(super) value: Option<String>,
    /// Of a superseded state: since when, until when.
    pub(super) stood: Option<String>,
    pub(super) shown: Vec<Account<'a>>,
    pub(super) folded: Vec<Account<'a>>,
}

/// What articles say in one sentence.
pub(super) struct Account<'a> {
    pub(super) entry: &'a AccountEntry,
    /// The articles that have just this sentence.
    pub(super) carriers: Vec<Carrier<'a>>,
}

/// An article that says so.
pub(super) struct Carrier<'a> {
    pub(super) outlet: &'a str,
    pub(super) published: Option<String>,
    /// As of when, where that is not the day of publication.
    pub(super) as_of: Option<String>,
    /// The anchor at its words.
    pub(super) place: String,
    /// Further captures of the report that have the same words: their numbers and anchors.
    pub(super) again: Vec<(usize, String)>,
    article: usize,
    report: usize,
}

/// What one report alone has.
pub(super) struct Alone<'a> {
    pub(super) article: usize,
    pub(super) outlet: &'a str,
    pub(super) published: Option<String>,
    pub(super) accounts: Vec<(&'a DifferenceEntry, Account<'a>)>,
}

impl Accounts<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
            && self.superseded.is_empty()
            && self.agreements.is_empty()
            && self.alone.is_empty()
    }
}

impl<'a> Account<'a> {
    /// The words before the exact ones, in a list where only a few words need more around them.
    pub(super) fn before(&self) -> &str {
        if self.few() { &self.entry.before } else { "" }
    }

    pub(super) fn after(&self) -> &str {
        if self.few() { &self.entry.after } else { "" }
    }

    /// Whether the same words stand in the same sentence.
    fn same(&self, other: &Self) -> bool {
        let (a, b) = (self.entry, other.entry);
        a.piece.words == b.piece.words && a.before == b.before && a.after == b.after
    }

    /// A further capture of a report that has the sentence already is no further carrier.
    fn carry(&mut self, carrier: Carrier<'a>) {
        match self.carriers.iter_mut().find(|known| known.report == carrier.report) {
            Some(known) => known.again.push((carrier.article, carrier.place)),
            None => self.carriers.push(carrier),
        }
    }

    fn few(&self) -> bool {
        self.entry.piece.words.split_whitespace().count() < FEW
    }
}

/// Sorts the differences of the dossier by what becomes of them on the page.
pub(super) fn all(dossier: &Dossier) -> Accounts<'_> {
    let mut accounts = Accounts::default();
    let mut told = FxHashSet::default();
    for entry in &dossier.differences {
        match entry.kind {
            DifferenceKind::OneSided => alone(entry, dossier, &mut told, &mut accounts.alone),
            DifferenceKind::Superseded => accounts.superseded.push(difference(entry, dossier)),
            _ if accounts.open.len() < OPEN => accounts.open.push(difference(entry, dossier)),
            _ => accounts.folded.push(difference(entry, dossier)),
        }
    }
    accounts.alone.sort_by_key(|alone| alone.article);
    accounts.agreements = dossier.agreements.iter().map(|entry| agreement(entry, dossier)).collect();
    accounts
}

fn difference<'a>(entry: &'a DifferenceEntry, dossier: &'a Dossier) -> Difference<'a> {
    let superseded = entry.kind == DifferenceKind::Superseded;
    let mut facts = vec![entry.reason.trim_end_matches('.').to_owned()];
    facts.extend(entry.link.map(|link| labels::link(link).to_owned()));
    facts.push(labels::count(entry.reports, "report"));
    if !superseded {
        facts.push(labels::origins(&entry.origins));
    }
    facts.extend(story(entry.story, dossier));
    Difference {
        entry,
        kind: labels::difference(entry.kind),
        point: labels::point(&entry.point),
        facts,
        sides: if superseded { states(entry, dossier) } else { sides(entry, dossier) },
    }
}

/// Where there are several stories: which it is.
fn story(number: Option<usize>, dossier: &Dossier) -> Option<String> {
    number.filter(|_| dossier.stories.len() > 1).map(|number| format!("story {number}"))
}

/// One side for each value, in order of their first account; without a value an account stands alone.
fn sides<'a>(entry: &'a DifferenceEntry, dossier: &'a Dossier) -> Vec<Side<'a>> {
    let mut sides: Vec<(Option<&str>, Vec<Account>)> = Vec::new();
    for account in merged(accounts(&entry.accounts, 'd', entry.number, dossier)) {
        let value = account.entry.value.as_deref();
        match sides.iter_mut().find(|(known, _)| value.is_some() && *known == value) {
            Some((_, own)) => own.push(account),
            None => sides.push((value, vec![account])),
        }
    }
    let side = |(value, own): (Option<&'a str>, Vec<Account<'a>>)| {
        let value = value.and_then(|value| read(value, &own));
        let mut own = own;
        let folded = own.split_off(own.len().min(SHOWN));
        Side { value, stood: None, shown: own, folded }
    };
    sides.into_iter().map(side).collect()
}

/// What is compared, where the words do not show it at once.
fn read(value: &str, accounts: &[Account<'_>]) -> Option<String> {
    let plain = |words: &str| words.to_lowercase().replace(',', "");
    let day = dates::iso_day(value);
    let number = value.split_whitespace().next().filter(|word| word.parse::<f64>().is_ok());
    let key = plain(number.unwrap_or(value));
    let is_printed = accounts.iter().all(|account| plain(&account.entry.piece.words).contains(&key));
    match day {
        Some(_) if names_a_year(value, accounts) => None,
        Some(day) => Some(format!("read as: {day}")),
        None if !is_printed => Some(format!("read as: {}", labels::grouped(value))),
        None => (!accounts.iter().all(Account::few)).then(|| value.to_owned()),
    }
}

/// Whether the words give the year alone: then its first day is none that they name.
fn names_a_year(value: &str, accounts: &[Account<'_>]) -> bool {
    let names = |account: &Account<'_>, year: &str| {
        let words = &account.entry.piece.words;
        words.contains(year) && !words.contains("Jan") && !words.contains("-01")
    };
    let year = value.strip_suffix("-01-01");
    year.is_some_and(|year| accounts.iter().all(|account| names(account, year)))
}

/// One side for each state, with the days on which it stood as far as these reports go.
fn states<'a>(entry: &'a DifferenceEntry, dossier: &'a Dossier) -> Vec<Side<'a>> {
    let states = merged(accounts(&entry.accounts, 'd', entry.number, dossier));
    let last = states.len().saturating_sub(1);
    let state = |(at, mut account): (usize, Account<'a>)| {
        let published = account.carriers.iter_mut().find_map(|carrier| {
            carrier.as_of = None;
            carrier.published.clone()
        });
        let since = dates::words(&account.entry.as_of).or(published);
        let words = if at == last { "later" } else { "earlier" };
        let stood = match since {
            Some(since) if since.starts_with("by ") => format!("{words}: {since}"),
            Some(since) => format!("{words}: as of {since}"),
            None => words.to_owned(),
        };
        Side { value: None, stood: Some(stood), shown: vec![account], folded: Vec::new() }
    };
    states.into_iter().enumerate().map(state).collect()
}

fn agreement<'a>(entry: &'a AgreementEntry, dossier: &'a Dossier) -> Agreement<'a> {
    let mut facts = vec![labels::count(entry.reports, "report"), labels::origins(&entry.origins)];
    facts.extend(story(entry.story, dossier));
    Agreement {
        entry,
        facts,
        point: labels::point(&entry.point),
        accounts: merged(accounts(&entry.accounts, 'g', entry.number, dossier)),
    }
}

fn alone<'a>(
    entry: &'a DifferenceEntry,
    dossier: &'a Dossier,
    told: &mut FxHashSet<(usize, &'a str)>,
    into: &mut Vec<Alone<'a>>,
) {
    for account in accounts(&entry.accounts, 'd', entry.number, dossier) {
        let Some(article) = account.carriers.first().map(|carrier| carrier.report) else { continue };
        // They come story by story and place by place, so the report is mostly the last one.
        let known = into.iter().rposition(|alone| alone.article == article);
        let at = known.unwrap_or_else(|| {
            let report = dossier.article(article);
            into.push(Alone {
                article,
                outlet: report.map_or("", |report| &report.label),
                published: report.and_then(|report| dates::day(&report.published)),
                accounts: Vec::new(),
            });
            into.len() - 1
        });
        // What the first capture has is not listed again for a further one.
        let is_new = told.insert((article, account.entry.piece.words.as_str()));
        if is_new || account.entry.article == article {
            into[at].accounts.push((entry, account));
        }
    }
}

fn accounts<'a>(
    entries: &'a [AccountEntry],
    letter: char,
    number: usize,
    dossier: &'a Dossier,
) -> impl Iterator<Item = Account<'a>> {
    entries.iter().zip(1..).map(move |(entry, at)| {
        let article = dossier.article(entry.article);
        let published = article.and_then(|article| dates::day(&article.published));
        let as_of = dates::words(&entry.as_of).filter(|words| Some(words) != published.as_ref());
        let by = article.is_some_and(|article| entry.as_of.0.end == article.published.0.end);
        let carrier = Carrier {
            outlet: article.map_or("", |article| &article.label),
            published,
            as_of: as_of.filter(|_| !by),
            place: format!("{letter}{number}-{at}"),
            again: Vec::new(),
            article: entry.article,
            report: article.map_or(0, |article| article.capture_of.unwrap_or(article.number)),
        };
        Account { entry, carriers: vec![carrier] }
    })
}

/// A sentence that several articles share is shown once, with all of them.
fn merged<'a>(accounts: impl Iterator<Item = Account<'a>>) -> Vec<Account<'a>> {
    let mut told: Vec<Account> = Vec::new();
    for account in accounts {
        match told.iter_mut().find(|known| known.same(&account)) {
            Some(known) => account.carriers.into_iter().for_each(|carrier| known.carry(carrier)),
            None => told.push(account),
        }
    }
    told
}
