//! Reports that have their words from one another, or from one agency, are one family.

use rustc_hash::FxHashMap;

use super::outlets::Around;
use super::outlets::Outlets;
use super::outlets::proper_name;
use crate::article::Article;
use crate::article::BlockKind;
use crate::correction::Correction;
use crate::reprint::Reprint;
use crate::reprint::credits;
use crate::reprint::initials;
use crate::reprint::initials_key;
use crate::reprint::name_key;
use crate::text::Id;
use crate::text::Span;
use crate::utterance::Place;

/// An agency that an article names as the writer of its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Wire {
    /// Initials, so that "(CPS)" and "Coastline Press Service" are one.
    pub key: String,
    /// As the article names it.
    pub name: String,
    /// Where it stands in the body, if it does.
    pub words: Option<Place>,
}

/// The agency of each article; with its whole name, where another article that prints its initials has it.
pub(super) fn wires(articles: &[&Article], outlets: &Outlets) -> Vec<Option<Wire>> {
    let mut wires: Vec<_> = articles.iter().map(|article| wire(article, outlets)).collect();
    let short = wires.iter().flatten().map(|wire| wire.name.clone()).filter(|name| !name.contains(' '));
    let mut whole: FxHashMap<String, Option<String>> = short.map(|name| (name, None)).collect();
    if whole.is_empty() {
        return wires;
    }
    for article in articles {
        let in_brackets =
            article.body.match_indices('(').filter_map(|(at, _)| initials_in(&article.body[at + 1..]));
        let Some(short) = in_brackets.into_iter().find(|name| whole.contains_key(*name)) else { continue };
        let credited = credits(article).into_iter().map(|credit| credit.name);
        let name =
            credited.chain(article.byline.iter().cloned()).filter(|name| stands_for(short, name)).min();
        if let (Some(name), Some(known)) = (name, whole.get_mut(short)) {
            *known = Some(known.take().map_or_else(|| name.clone(), |known| known.min(name.clone())));
        }
    }
    for wire in wires.iter_mut().flatten() {
        if let Some(name) = whole.get(&wire.name).and_then(Option::as_ref) {
            (wire.key, wire.name) = (initials_key(name), name.clone());
        }
    }
    wires
}

/// The longest initials in brackets that are looked up.
const MOST_INITIALS: usize = 8;

fn initials_in(words: &str) -> Option<&str> {
    let end = words.bytes().take(MOST_INITIALS + 1).position(|byte| byte == b')')?;
    Some(&words[..end]).filter(|name| name.len() > 1)
}

/// Whether a short name is made of the initials of a longer one.
fn stands_for(short: &str, name: &str) -> bool {
    name.contains(' ') && !short.contains(' ') && initials(name) == short
}

/// The agency in the dateline or the byline.
fn wire(article: &Article, outlets: &Outlets) -> Option<Wire> {
    let own = article.outlet.name.as_deref().map(initials_key);
    let found = in_dateline(article).map(|wire| in_full(article, wire));
    found.or_else(|| in_byline(article, outlets)).filter(|wire| own.as_ref() != Some(&wire.key))
}

/// The agency with its whole name, where the byline or the small print has it for the initials.
fn in_full(article: &Article, wire: Wire) -> Wire {
    let small = article.blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate);
    let small = small.filter_map(|block| {
        let line = block.span.of(&article.body);
        let from = line.find(char::is_uppercase)?;
        Some(proper_name(&line[from..]))
    });
    let mut names = article.byline.iter().map(String::as_str).chain(small);
    let Some(whole) = names.find(|name| stands_for(&wire.name, name)) else { return wire };
    Wire { key: initials_key(whole), name: whole.to_owned(), ..wire }
}

/// "PORT AVERNE, March 12 (CPS) --".
fn in_dateline(article: &Article) -> Option<Wire> {
    let block = article.blocks.iter().find(|block| block.kind == BlockKind::Dateline)?;
    let words = block.span.of(&article.body);
    let open = words.find('(')? + 1;
    let name = words[open..].split(')').next()?.trim_end();
    let short = (2..=40).contains(&name.len()) && name.starts_with(char::is_uppercase);
    let start = block.span.start as usize + open;
    let place = Place { article: article.id, span: Span::new(start, start + name.len()) };
    short.then(|| Wire { key: initials_key(name), name: name.to_owned(), words: Some(place) })
}

fn in_byline(article: &Article, outlets: &Outlets) -> Option<Wire> {
    let is_agency = |name: &&String| {
        let at = Span::new(0, name.len());
        name.contains(' ')
            && outlets.named(name, at, Around::Anybody).is_some_and(|(found, _)| found == *name)
            || ["agency", "service"].iter().any(|word| name_key(name).ends_with(word))
    };
    let name = article.byline.iter().find(is_agency)?;
    let at = article.body.find(name.as_str());
    let words = at.map(|at| Place { article: article.id, span: Span::new(at, at + name.len()) });
    Some(Wire { key: initials_key(name), name: name.clone(), words })
}

/// Which articles are one report: reprints of one another, captures of one article, texts of one agency.
#[derive(Clone, Debug, Default)]
pub(super) struct Families {
    place: FxHashMap<Id<Article>, u32>,
    parent: Vec<u32>,
}

impl Families {
    /// The families of these articles.
    pub(super) fn of(
        articles: &[&Article],
        wires: &[Option<Wire>],
        reprints: &[Reprint],
        corrections: &[Correction],
    ) -> Self {
        let place = articles.iter().map(|article| article.id).zip(0..).collect();
        let mut families = Self { place, parent: (0..articles.len() as u32).collect() };
        let mut first: FxHashMap<&str, u32> = FxHashMap::default();
        for (wire, at) in wires.iter().zip(0..) {
            if let Some(wire) = wire {
                let other = *first.entry(wire.key.as_str()).or_insert(at);
                families.unite(at, other);
            }
        }
        for reprint in reprints {
            families.join(reprint.original, reprint.copy);
        }
        for correction in corrections {
            families.join(correction.before, correction.after);
        }
        families.flatten();
        families
    }

    /// The family of an article; a number of its own for one that is not known.
    pub(super) fn family(&self, article: Id<Article>) -> u64 {
        self.place.get(&article).map_or(article.bits(), |at| u64::from(self.parent[*at as usize]))
    }

    fn join(&mut self, a: Id<Article>, b: Id<Article>) {
        if let (Some(a), Some(b)) = (self.place.get(&a).copied(), self.place.get(&b).copied()) {
            self.unite(a, b);
        }
    }

    fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            self.parent[at as usize] = self.parent[self.parent[at as usize] as usize];
            at = self.parent[at as usize];
        }
        at
    }

    fn flatten(&mut self) {
        for at in 0..self.parent.len() as u32 {
            self.parent[at as usize] = self.root(at);
        }
    }
}
