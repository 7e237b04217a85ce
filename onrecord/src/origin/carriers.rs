//! The reports that carry an utterance, and what they tell of its origin together.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::Link;
use super::Origins;
use super::families::Wire;
use super::way::Naming;
use super::way::Way;
use super::way::own_key;
use crate::article::Article;
use crate::reprint::initials_key;
use crate::reprint::name_key;
use crate::time::Stamp;
use crate::time::When;

/// A report that carries an utterance.
pub(super) struct Carrier<'a> {
    pub article: &'a Article,
    /// How it has the words, in order of place.
    pub ways: Vec<Way>,
    /// The agency that wrote it.
    pub wire: Option<&'a Wire>,
    /// Reports of one family share a number.
    pub family: u64,
    /// Whether it copied the words from another carrier.
    pub is_copy: bool,
    /// Whether those who speak issued it themselves.
    pub is_release: bool,
}

/// What is said of an outlet that is named as the origin.
struct Named<'a> {
    naming: &'a Naming,
    /// Spoken to, and not only named as having reported it.
    told: bool,
    /// The earliest date of a report that says so.
    by: Option<Stamp>,
}

/// The carriers of one utterance, in order of date, with the outlets that they name.
pub(super) struct Trail<'a> {
    carriers: &'a [Carrier<'a>],
    named: BTreeMap<&'a str, Named<'a>>,
}

impl<'a> Trail<'a> {
    /// The trail that these carriers leave; a copy names what its original names.
    pub(super) fn of(carriers: &'a [Carrier<'a>]) -> Self {
        let mut named: BTreeMap<&str, Named<'_>> = BTreeMap::new();
        for carrier in carriers.iter().filter(|carrier| !carrier.is_copy) {
            for way in &carrier.ways {
                let (naming, told) = match way {
                    Way::Told(naming) => (naming, true),
                    Way::Credited(naming) => (naming, false),
                    Way::Open | Way::Heard | Way::Unsaid => continue,
                };
                let by = carrier.article.published.end;
                let known = named.entry(&naming.key).or_insert(Named { naming, told, by });
                known.told |= told;
                known.by = earlier(known.by, by);
            }
        }
        Self { carriers, named }
    }

    /// So many independent origins: outlets that were told count surely; everything else only may. Words that
    /// were open to all are one, whoever leaves that unsaid.
    pub(super) fn origins(&self) -> Origins {
        let told = self.named.values().filter(|named| named.told).count() as u32;
        let is_open = self.carriers.iter().any(|carrier| carrier.ways.contains(&Way::Open));
        let others = if is_open { 1 } else { self.unsaid() };
        Origins { at_least: told.max(1), at_most: (self.named.len() as u32 + others).max(1) }
    }

    /// Families of reports that heard the words among others, or do not say whence they have them; those of one
    /// outlet count once.
    fn unsaid(&self) -> u32 {
        let says = |carrier: &&Carrier<'_>| {
            carrier.is_copy
                || !carrier.ways.iter().all(|way| matches!(way, Way::Unsaid | Way::Heard))
                || self.named.contains_key(outlet_key(carrier.article).as_str())
                || carrier.wire.is_some_and(|wire| self.named.contains_key(name_key(&wire.name).as_str()))
        };
        let known: FxHashSet<u64> = self.carriers.iter().filter(says).map(|carrier| carrier.family).collect();
        let mut outlets = FxHashSet::default();
        let open = self.carriers.iter().filter(|carrier| !says(carrier));
        let open = open.filter(|carrier| outlets.insert(outlet_key(carrier.article)));
        open.map(|carrier| carrier.family)
            .filter(|family| !known.contains(family))
            .collect::<FxHashSet<u64>>()
            .len() as u32
    }

    /// The report that obtained the words: that of the one outlet which was told, or which alone is credited;
    /// of several, that which is on record first.
    pub(super) fn obtained_by(&self) -> Option<Link> {
        let mut told: Vec<&Named<'_>> = self.named.values().filter(|named| named.told).collect();
        if told.is_empty() {
            told = self.named.values().collect();
        }
        told.sort_by_key(|named| latest(named.by));
        match told.as_slice() {
            [only] => Some(self.link(only)),
            [first, second, ..] if latest(first.by) < latest(second.by) => Some(self.link(first)),
            [] => self.issued().or_else(|| self.agency()),
            _ => None,
        }
    }

    /// The release of those who speak.
    fn issued(&self) -> Option<Link> {
        self.carriers.iter().find(|carrier| carrier.is_release).map(|carrier| carried(carrier.article))
    }

    /// The one agency whose text every report of the words prints or copies; words open to all are nobody's.
    fn agency(&self) -> Option<Link> {
        let is_open = self.carriers.iter().any(|carrier| carrier.ways.contains(&Way::Open));
        let (first, wire) = self.carriers.iter().find_map(|carrier| Some((carrier, carrier.wire?)))?;
        let is_its = |other: &Carrier<'_>| {
            let same = other.wire.is_some_and(|found| found.key == wire.key);
            other.is_copy || other.family == first.family || same
        };
        (!is_open && self.carriers.iter().all(is_its)).then(|| Link {
            outlet: Some(wire.name.clone()),
            article: None,
            when: carried_by(first.article),
            words: wire.words.clone(),
        })
    }

    /// That report: the held one of the outlet unless it is later than a report that has the words from it.
    fn link(&self, named: &Named<'_>) -> Link {
        let is_of = |carrier: &&Carrier<'_>| outlet_key(carrier.article) == named.naming.key;
        let others = self.carriers.iter().filter(|carrier| !is_of(carrier));
        let bound = others.map(|carrier| latest(carrier.article.published.end)).min().unwrap_or(i64::MAX);
        let dated = |article: &Article| article.published.end.map_or(i64::MIN, Stamp::latest);
        let held = self.carriers.iter().filter(is_of).map(|carrier| carrier.article).next();
        let held = held.filter(|article| dated(article) <= bound);
        let outlet = (!named.naming.outlet.is_empty()).then(|| named.naming.outlet.clone());
        Link {
            outlet,
            article: held.map(|article| article.id),
            when: held.map_or_else(
                || named.by.map_or_else(When::unknown, |by| When::by(by, "carried by")),
                |article| article.published.clone(),
            ),
            words: named.naming.words.clone(),
        }
    }

    /// From the origin to the last carrier, with the reports named on the way that we do not hold.
    pub(super) fn chain(&self, obtained: Option<&Link>) -> Vec<Link> {
        let mut chain: Vec<Link> = obtained.cloned().into_iter().collect();
        let named = || obtained.iter().filter_map(|link| link.outlet.as_deref());
        let mut seen: FxHashSet<String> = named().map(name_key).chain(named().map(initials_key)).collect();
        let held: FxHashSet<String> =
            self.carriers.iter().map(|carrier| outlet_key(carrier.article)).collect();
        for carrier in self.carriers {
            for (name, link) in named_on_the_way(carrier) {
                if !held.contains(&name) && seen.insert(name) {
                    chain.push(link);
                }
            }
            if obtained.and_then(|link| link.article) != Some(carrier.article.id) {
                chain.push(carried(carrier.article));
            }
        }
        chain
    }
}

/// The outlets that a carrier credits, and the agency that wrote it, with their keys.
fn named_on_the_way(carrier: &Carrier<'_>) -> Vec<(String, Link)> {
    let by = || carried_by(carrier.article);
    let link =
        |outlet: &str, words| Link { outlet: Some(outlet.to_owned()), article: None, when: by(), words };
    let credited = carrier.ways.iter().filter_map(|way| match way {
        Way::Credited(naming) => Some((naming.key.clone(), link(&naming.outlet, naming.words.clone()))),
        _ => None,
    });
    let wire = carrier.wire.map(|wire| (wire.key.clone(), link(&wire.name, wire.words.clone())));
    credited.chain(wire).collect()
}

/// The bound that a carrier's date sets for what it carries.
fn carried_by(article: &Article) -> When {
    article.published.end.map_or_else(When::unknown, |by| When::by(by, "carried by"))
}

fn carried(article: &Article) -> Link {
    Link {
        outlet: article.outlet.name.clone(),
        article: Some(article.id),
        when: article.published.clone(),
        words: None,
    }
}

/// The key of an article's outlet; of its own where that is unknown.
pub(super) fn outlet_key(article: &Article) -> String {
    article.outlet.name.as_deref().map_or_else(|| own_key(article), name_key)
}

fn earlier(a: Option<Stamp>, b: Option<Stamp>) -> Option<Stamp> {
    [a, b].into_iter().flatten().min_by_key(|stamp| stamp.latest())
}

fn latest(stamp: Option<Stamp>) -> i64 {
    stamp.map_or(i64::MAX, Stamp::latest)
}
