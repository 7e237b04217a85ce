//! How many independent origins stand behind accounts of one point.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Origins;
use super::carriers::outlet_key;
use super::families::Families;
use super::families::wires;
use super::office::body;
use super::outlets::Outlets;
use crate::article::Article;
use crate::correction::Correction;
use crate::reprint::Reprint;
use crate::reprint::name_key;
use crate::speaker::Cast;
use crate::speaker::Kind;
use crate::speaker::Speaker;
use crate::text::Id;
use crate::text::Span;
use crate::utterance::Place;

/// Where a report gives an account, and in whose voice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Witness {
    /// Where it stands.
    pub place: Place,
    /// Whose words they are; nobody's where the report speaks itself.
    pub speaker: Option<Id<Speaker>>,
}

/// What is known of the reports and speakers behind accounts. Built once for many points.
#[derive(Clone, Debug, Default)]
pub struct Grounds {
    /// Captures of one article and texts of one agency, without copies.
    families: Families,
    /// By copy: the copied passages in order of place, with the article that each stands in.
    copied: FxHashMap<Id<Article>, Vec<(Span, Id<Article>)>>,
    /// The first article of each article's outlet, which stands for it.
    first: FxHashMap<Id<Article>, Id<Article>>,
    /// By article: where speakers are named, in order of place.
    named: FxHashMap<Id<Article>, Vec<(Span, u32)>>,
    place: FxHashMap<Id<Speaker>, u32>,
    /// The key of each speaker's name.
    names: Vec<String>,
    /// The key of the body that each speaker is or speaks for.
    bodies: Vec<Option<String>>,
    /// By release: the key of the body that issued it.
    issued_by: FxHashMap<Id<Article>, String>,
}

impl Grounds {
    /// The grounds of these articles.
    pub fn of(articles: &[&Article], cast: &Cast, reprints: &[Reprint], corrections: &[Correction]) -> Self {
        let outlets = Outlets::of(articles, cast);
        let wires = wires(articles, &outlets);
        let families = Families::of(articles, &wires, &[], corrections);
        let mut grounds = Self { families, copied: copied(reprints), ..Self::default() };
        let mut of_outlet: FxHashMap<String, Id<Article>> = FxHashMap::default();
        for article in articles {
            let first = *of_outlet.entry(outlet_key(article)).or_insert(article.id);
            grounds.first.insert(article.id, first);
        }
        for (speaker, at) in cast.speakers.iter().zip(0..) {
            grounds.place.insert(speaker.id, at);
            grounds.names.push(name_key(&speaker.name));
            grounds.bodies.push(body(speaker));
            if matches!(speaker.kind, Kind::Person | Kind::Organisation) {
                for alias in &speaker.aliases {
                    grounds.named.entry(alias.article).or_default().push((alias.span, at));
                }
            }
        }
        let sorted = grounds.named.values_mut().map(|places| places.sort_unstable());
        sorted.for_each(drop);
        let releases = articles.iter().filter(|article| outlets.is_release(article));
        let issued = releases.filter_map(|article| Some((article.id, grounds.issuer(article.id)?)));
        grounds.issued_by = issued.collect();
        grounds
    }

    /// The body for which most of those speak who are named in a release.
    fn issuer(&self, release: Id<Article>) -> Option<String> {
        let mut named: FxHashMap<&String, usize> = FxHashMap::default();
        for (_, speaker) in self.named.get(&release).into_iter().flatten() {
            if let Some(body) = &self.bodies[*speaker as usize] {
                *named.entry(body).or_default() += 1;
            }
        }
        let most = named.into_iter().max_by_key(|(body, times)| (*times, std::cmp::Reverse(*body)));
        most.map(|(body, _)| body.clone())
    }

    /// The key of the body that gives an account: that of its speaker; of a release itself, who issued it.
    fn body_of(&self, account: &Witness) -> Option<&str> {
        let Some(speaker) = account.speaker else {
            return self.issued_by.get(&account.place.article).map(String::as_str);
        };
        self.bodies[*self.place.get(&speaker)? as usize].as_deref()
    }

    /// The first article of the same outlet, and those from which most of a place is copied.
    fn akin(&self, place: &Place) -> impl Iterator<Item = Id<Article>> {
        let all = self.copied.get(&place.article).map_or(&[][..], Vec::as_slice);
        let before = all.partition_point(|(passage, _)| passage.start < place.span.end);
        let Span { start, end } = place.span;
        let shared = move |passage: &Span| passage.end.min(end).saturating_sub(passage.start.max(start));
        let most = move |passage: &Span| u64::from(shared(passage)) * 2 > u64::from(end - start);
        let copied = all[..before].iter().filter(move |(passage, _)| most(passage));
        self.first.get(&place.article).copied().into_iter().chain(copied.map(|(_, original)| *original))
    }

    /// The speakers who are named within a place.
    fn named_in(&self, place: &Place) -> impl Iterator<Item = u32> {
        let all = self.named.get(&place.article).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|(span, _)| span.start < place.span.start);
        let inside = all[from..].iter().take_while(|(span, _)| span.end <= place.span.end);
        inside.map(|(_, speaker)| *speaker)
    }
}

/// The copied passages of each copy.
fn copied(reprints: &[Reprint]) -> FxHashMap<Id<Article>, Vec<(Span, Id<Article>)>> {
    let mut copied: FxHashMap<_, Vec<(Span, Id<Article>)>> = FxHashMap::default();
    for reprint in reprints {
        let passages = reprint.passages.iter().map(|passage| (passage.copy, reprint.original));
        copied.entry(reprint.copy).or_default().extend(passages);
    }
    copied.values_mut().for_each(|passages| passages.sort_unstable());
    copied
}

/// How many independent origins stand behind these accounts of one point.
///
/// One is sure. In their own voice, the reports of one outlet or one agency may have it once, and so may a report
/// with those that copied the very words from it; each other may have it by itself. A bystander who is quoted adds one that may be; what somebody says of themselves, or of the body
/// that they speak for, adds none to the report that carries it. What one body alone says has it for its origin.
pub fn of_accounts(accounts: &[Witness], grounds: &Grounds) -> Origins {
    if is_one_body(accounts, grounds) {
        return Origins { at_least: 1, at_most: 1 };
    }
    let parties = parties(accounts, grounds);
    let mut own: Vec<&Place> = Vec::new();
    let mut bystanders = FxHashSet::default();
    for account in accounts {
        match account.speaker.filter(|speaker| !is_party(*speaker, &parties, grounds)) {
            Some(speaker) => drop(bystanders.insert(speaker)),
            None => own.push(&account.place),
        }
    }
    Origins { at_least: 1, at_most: (sources(&own, grounds) + bystanders.len()).max(1) as u32 }
}

/// How many reports may have by themselves what stands at these places.
fn sources(places: &[&Place], grounds: &Grounds) -> usize {
    let mut joined: FxHashMap<u64, u64> = FxHashMap::default();
    for place in places {
        for other in grounds.akin(place) {
            let (own, other) = (grounds.families.family(place.article), grounds.families.family(other));
            let (own, other) = (root(&mut joined, own), root(&mut joined, other));
            joined.insert(own.max(other), own.min(other));
        }
    }
    let of = |place: &&Place| root(&mut joined, grounds.families.family(place.article));
    places.iter().map(of).collect::<FxHashSet<u64>>().len()
}

fn root(joined: &mut FxHashMap<u64, u64>, mut at: u64) -> u64 {
    loop {
        let next = *joined.entry(at).or_insert(at);
        if next == at {
            return at;
        }
        let after = joined.get(&next).copied().unwrap_or(next);
        joined.insert(at, after);
        at = after;
    }
}

/// Whether one body gives all of these accounts, whoever speaks for it.
fn is_one_body(accounts: &[Witness], grounds: &Grounds) -> bool {
    let first = accounts.first().and_then(|account| grounds.body_of(account));
    first.is_some() && accounts.iter().all(|account| grounds.body_of(account) == first)
}

/// Those whom the reports name in their own voice on this point; where all accounts are quoted, all speakers of one name.
fn parties(accounts: &[Witness], grounds: &Grounds) -> FxHashSet<u32> {
    let own = accounts.iter().filter(|account| account.speaker.is_none());
    let mut parties: FxHashSet<u32> = own.flat_map(|account| grounds.named_in(&account.place)).collect();
    let quoted: FxHashSet<Id<Speaker>> = accounts.iter().filter_map(|account| account.speaker).collect();
    if let (1, Some(only)) = (quoted.len(), quoted.iter().next())
        && accounts.iter().all(|account| account.speaker.is_some())
    {
        parties.extend(grounds.place.get(only));
    }
    parties
}

/// Whether a speaker is a party, or speaks for one.
fn is_party(speaker: Id<Speaker>, parties: &FxHashSet<u32>, grounds: &Grounds) -> bool {
    let Some(at) = grounds.place.get(&speaker) else { return false };
    let body = grounds.bodies[*at as usize].as_deref();
    let speaks_for = |body: &str| parties.iter().any(|party| grounds.names[*party as usize] == body);
    parties.contains(at) || body.is_some_and(speaks_for)
}
