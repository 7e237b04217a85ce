//! How many independent origins stand behind accounts of one point.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Origins;
use super::carriers::outlet_key;
use super::families::Families;
use super::families::wire;
use super::outlets::Outlets;
use crate::article::Article;
use crate::correction::Correction;
use crate::reprint::Reprint;
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
    families: Families,
    /// The first article of each article's outlet, which stands for it.
    first: FxHashMap<Id<Article>, Id<Article>>,
    /// By article: where speakers are named, in order of place.
    named: FxHashMap<Id<Article>, Vec<(Span, u32)>>,
    place: FxHashMap<Id<Speaker>, u32>,
    names: Vec<String>,
    organisations: Vec<Option<String>>,
}

impl Grounds {
    /// The grounds of these articles.
    pub fn of(articles: &[&Article], cast: &Cast, reprints: &[Reprint], corrections: &[Correction]) -> Self {
        let outlets = Outlets::of(articles, cast);
        let wires: Vec<_> = articles.iter().map(|article| wire(article, &outlets)).collect();
        let mut grounds =
            Self { families: Families::of(articles, &wires, reprints, corrections), ..Self::default() };
        let mut of_outlet: FxHashMap<String, Id<Article>> = FxHashMap::default();
        for article in articles {
            let first = *of_outlet.entry(outlet_key(article)).or_insert(article.id);
            grounds.first.insert(article.id, first);
        }
        for (speaker, at) in cast.speakers.iter().zip(0..) {
            grounds.place.insert(speaker.id, at);
            grounds.names.push(speaker.name.clone());
            grounds.organisations.push(speaker.organisation.clone());
            if matches!(speaker.kind, Kind::Person | Kind::Organisation) {
                for alias in &speaker.aliases {
                    grounds.named.entry(alias.article).or_default().push((alias.span, at));
                }
            }
        }
        let sorted = grounds.named.values_mut().map(|places| places.sort_unstable());
        sorted.for_each(drop);
        grounds
    }

    /// The speakers who are named within a place.
    fn named_in(&self, place: &Place) -> impl Iterator<Item = u32> {
        let all = self.named.get(&place.article).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|(span, _)| span.start < place.span.start);
        let inside = all[from..].iter().take_while(|(span, _)| span.end <= place.span.end);
        inside.map(|(_, speaker)| *speaker)
    }
}

/// How many independent origins stand behind these accounts of one point.
///
/// One is sure. In their own voice, the reports of one family or one outlet may have it once; each family may
/// have it by itself. A bystander who is quoted adds one that may be; what somebody says of themselves, or of the body
/// that they speak for, adds none to the report that carries it.
pub fn of_accounts(accounts: &[Witness], grounds: &Grounds) -> Origins {
    let parties = parties(accounts, grounds);
    let mut reports: BTreeSet<Id<Article>> = BTreeSet::new();
    let mut bystanders = FxHashSet::default();
    for account in accounts {
        match account.speaker.filter(|speaker| !is_party(*speaker, &parties, grounds)) {
            Some(speaker) => drop(bystanders.insert(speaker)),
            None => drop(reports.insert(account.place.article)),
        }
    }
    let mut outlets = FxHashSet::default();
    let outlet = |article: &Id<Article>| grounds.first.get(article).copied().unwrap_or(*article);
    let apart = reports.into_iter().filter(|article| outlets.insert(outlet(article)));
    let families: FxHashSet<u64> = apart.map(|article| grounds.families.family(article)).collect();
    Origins { at_least: 1, at_most: (families.len() + bystanders.len()).max(1) as u32 }
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
    let body = grounds.organisations[*at as usize].as_deref();
    let speaks_for = |body: &str| parties.iter().any(|party| grounds.names[*party as usize] == body);
    parties.contains(at) || body.is_some_and(speaks_for)
}
