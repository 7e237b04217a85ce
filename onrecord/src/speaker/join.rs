//! Joins the casts of several articles: the same person under different names becomes one speaker.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::Article;
use crate::text::{Id, fold};

use super::cast::{by_id, open_id};
use super::entities::{body_key, full_key, parts_of};
use super::lexicon as lex;
use super::{Cast, Kind, Speaker, formerly, names, tokens};

/// Joins the casts of several articles: the same person under different names becomes one speaker.
/// The order of the casts does not matter.
///
/// One are: equal full names; a lone surname (or first name) and the single full name that has it;
/// names that some article calls one ("X, formerly known as Y"); bodies of one name, with or without
/// "Inc", and the short form in brackets. Two different full names stay two.
pub fn join(articles: &[&Article], casts: &[&Cast]) -> Cast {
    let mut casts: Vec<(Id<Article>, &Cast)> =
        articles.iter().map(|article| article.id).zip(casts.iter().copied()).collect();
    casts.sort_by_key(|(article, _)| *article);
    casts.dedup_by_key(|(article, _)| *article);
    let mut names = Names::default();
    names.link_aliases(articles);
    names.bodies = articles.iter().map(|article| (article.id, article.body.as_str())).collect();
    for speaker in speakers(&casts) {
        names.add(speaker);
    }
    names.link_variants();
    let keys: FxHashMap<Id<Speaker>, usize> =
        speakers(&casts).filter_map(|speaker| Some((speaker.id, names.key_of(speaker)?))).collect();
    let one = names.joined(&casts, &keys);
    let new_id = |id: Id<Speaker>| keys.get(&id).and_then(|key| one.get(key)).map_or(id, |(id, _, _)| *id);
    let renamed = speakers(&casts).map(|speaker| {
        let mut speaker = speaker.clone();
        if let Some((id, name, kind)) = keys.get(&speaker.id).and_then(|key| one.get(key)) {
            speaker.id = *id;
            speaker.name.clone_from(name);
            speaker.kind = *kind;
        }
        speaker
    });
    let attributions = casts.iter().flat_map(|(_, cast)| &cast.attributions).map(|attribution| {
        let mut attribution = attribution.clone();
        attribution.speaker = new_id(attribution.speaker);
        attribution
    });
    Cast { speakers: by_id(renamed.collect()), attributions: attributions.collect() }
}

fn speakers<'a>(casts: &'a [(Id<Article>, &'a Cast)]) -> impl Iterator<Item = &'a Speaker> {
    casts.iter().flat_map(|(_, cast)| &cast.speakers)
}

/// Names as keys, and which keys are one.
#[derive(Default)]
struct Names<'a> {
    keys: FxHashMap<String, usize>,
    words: Vec<String>,
    same: Vec<usize>,
    by_part: FxHashMap<String, Vec<usize>>,
    by_given: FxHashMap<String, Vec<usize>>,
    longer: Vec<(usize, String)>,
    parted: FxHashSet<usize>,
    current: FxHashSet<String>,
    linked: FxHashSet<String>,
    known: FxHashMap<usize, Traits>,
    bodies: FxHashMap<Id<Article>, &'a str>,
}

impl<'a> Names<'a> {
    fn key(&mut self, words: String) -> usize {
        if let Some(known) = self.keys.get(&words) {
            return *known;
        }
        let new = self.words.len();
        self.keys.insert(words.clone(), new);
        self.words.push(words);
        self.same.push(new);
        new
    }

    fn root(&self, key: usize) -> usize {
        let mut key = key;
        while self.same[key] != key {
            key = self.same[key];
        }
        key
    }

    /// The root, with the way to it made short.
    fn shortened(&mut self, key: usize) -> usize {
        let root = self.root(key);
        let mut key = key;
        while self.same[key] != root {
            key = std::mem::replace(&mut self.same[key], root);
        }
        root
    }

    /// One of two becomes the other: the one whose words sort first, so that order does not matter.
    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.shortened(a), self.shortened(b));
        if a == b {
            return;
        }
        let (keep, give) = if self.words[a] <= self.words[b] { (a, b) } else { (b, a) };
        self.same[give] = keep;
    }

    /// What the articles themselves call one: read only where such words occur.
    fn link_aliases(&mut self, articles: &[&'a Article]) {
        for article in articles.iter().filter(|article| formerly::may_say(&article.body)) {
            let tokens = tokens::tokens(article, &[]);
            let mentions = names::names(&article.body, &tokens);
            for link in formerly::links(&article.body, &tokens, &mentions) {
                let words = |at: usize| mentions[at].span.of(&article.body);
                let keys: Vec<String> =
                    [link.current, link.other].iter().map(|at| person_key(words(*at))).collect();
                self.current.insert(keys[0].clone());
                self.linked.extend(keys.iter().cloned());
                let (current, other) = (self.key(keys[0].clone()), self.key(keys[1].clone()));
                self.unite(current, other);
            }
        }
    }

    fn add(&mut self, speaker: &Speaker) {
        match speaker.kind {
            Kind::Person if !speaker.private => self.add_person(speaker),
            Kind::Organisation => self.add_body(speaker),
            _ => {}
        }
    }

    fn add_person(&mut self, speaker: &Speaker) {
        let mut first: Option<usize> = None;
        let aliases = speaker.aliases.iter().map(|alias| alias.words.as_str()).filter(|words| is_name(words));
        let names: FxHashSet<&str> = aliases.chain([speaker.name.as_str()]).collect();
        let mut names: Vec<&str> = names.into_iter().collect();
        names.sort_unstable();
        if parts_of(&speaker.name).is_none() {
            self.key(fold(&speaker.name));
        }
        for name in names {
            let Some(parts) = parts_of(name) else { continue };
            let key = self.key(format!("{} {}", parts.given, parts.surname));
            if self.parted.insert(key) {
                self.by_part.entry(parts.surname).or_default().push(key);
                self.by_given.entry(parts.given.clone()).or_default().push(key);
            }
            self.known.entry(key).or_default().add(&parts.given, speaker);
            let middle = parts.middle.iter().filter(|word| word.chars().count() > 2);
            self.longer.extend(middle.map(|word| (key, format!("{} {word}", parts.given))));
            if let Some(first) = first {
                self.unite(first, key);
            }
            first = Some(key);
        }
    }

    fn add_body(&mut self, speaker: &Speaker) {
        let key = self.key(format!("body {}", body_key(&speaker.name)));
        let short = speaker.aliases.iter().filter(|alias| is_acronym(&alias.words));
        for alias in short {
            let acronym = fold(&alias.words);
            if speaker.name.len() > alias.words.len() {
                let keys = self.by_part.entry(format!("short {acronym}")).or_default();
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
    }

    /// "Ana Ruiz Vega" is "Ana Ruiz" where both are names of people here.
    fn link_variants(&mut self) {
        let mut longer = std::mem::take(&mut self.longer);
        longer.sort();
        longer.dedup();
        for (key, shorter) in longer {
            if let Some(shorter) = self.keys.get(&shorter).copied() {
                self.unite(key, shorter);
            }
        }
    }

    /// The key under which a speaker is joined; nothing for those who stay alone.
    fn key_of(&self, speaker: &Speaker) -> Option<usize> {
        match speaker.kind {
            Kind::Person if !speaker.private => {
                if let Some(key) = full_key(&speaker.name) {
                    return self.keys.get(&key).map(|key| self.root(*key));
                }
                let word = fold(&speaker.name);
                if self.linked.contains(&word) {
                    return self.keys.get(&word).map(|key| self.root(*key));
                }
                let (surname, given) = (self.by_part.get(&word), self.by_given.get(&word));
                if surname.is_none() && given.is_none() {
                    return self.keys.get(&word).map(|key| self.root(*key));
                }
                self.only(surname).or_else(|| self.fitting(surname?, speaker)).or_else(|| self.only(given))
            }
            Kind::Organisation => {
                if speaker.id == open_id(&speaker.name)
                    && let Some(person) = self.only(self.by_part.get(&fold(&speaker.name)))
                {
                    return Some(person);
                }
                let key = body_key(&speaker.name);
                let linked = self.linked.contains(&key).then(|| self.keys.get(&key)).flatten();
                let short = self.by_part.get(&format!("short {key}"));
                let own = self.keys.get(&format!("body {key}"));
                linked
                    .map(|key| self.root(*key))
                    .or_else(|| self.only(short))
                    .or(own.map(|key| self.root(*key)))
            }
            _ => None,
        }
    }

    /// The single person or body that all these keys are.
    fn only(&self, keys: Option<&Vec<usize>>) -> Option<usize> {
        let mut roots = keys?.iter().map(|key| self.root(*key));
        let first = roots.next()?;
        roots.all(|root| root == first).then_some(first)
    }

    /// Of several people of one surname, the one whose office or sex is the speaker's.
    fn fitting(&self, keys: &[usize], speaker: &Speaker) -> Option<usize> {
        let mut own = Traits::default();
        own.add("", speaker);
        own.sex |= self.sex_by_title(speaker);
        let traits = |key: &&usize| self.known.get(*key);
        let alike = |key: &&usize| traits(key).is_some_and(|known| !known.roles.is_disjoint(&own.roles));
        let same: Vec<usize> = keys.iter().filter(alike).copied().collect();
        self.only(Some(&same)).or_else(|| {
            let fits = |key: &&usize| traits(key).is_some_and(|known| own.sex != 0 && known.sex == own.sex);
            let same: Vec<usize> = keys.iter().filter(fits).copied().collect();
            self.only(Some(&same))
        })
    }

    /// What "Mr" or "Ms" before a lone surname says, where all say the same.
    fn sex_by_title(&self, speaker: &Speaker) -> u32 {
        let titles = speaker.aliases.iter().filter_map(|alias| {
            let before = self.bodies.get(&alias.article)?.get(..alias.span.start as usize)?;
            let word = before.trim_end().rsplit(char::is_whitespace).next()?;
            Some(match word.trim_end_matches('.') {
                "Mr" => lex::MALE,
                "Ms" | "Mrs" | "Miss" => lex::FEMALE,
                _ => 0,
            })
        });
        let says = titles.fold(0, |sex, title| sex | title);
        if says == lex::MALE | lex::FEMALE { 0 } else { says }
    }

    /// For each key in use, the id and the name of its speaker.
    fn joined(
        &self,
        casts: &[(Id<Article>, &Cast)],
        keys: &FxHashMap<Id<Speaker>, usize>,
    ) -> FxHashMap<usize, (Id<Speaker>, String, Kind)> {
        let mut printed: FxHashMap<usize, FxHashMap<&str, usize>> = FxHashMap::default();
        let mut people = FxHashSet::default();
        for speaker in speakers(casts) {
            if let Some(key) = keys.get(&speaker.id) {
                if speaker.kind == Kind::Person {
                    people.insert(*key);
                }
                *printed.entry(*key).or_default().entry(&speaker.name).or_insert(0) += 1;
            }
        }
        let mut of_key: Vec<(usize, FxHashMap<&str, usize>)> = printed.into_iter().collect();
        of_key.sort_by_key(|(key, _)| *key);
        of_key.into_iter().map(|(key, names)| (key, self.joined_as(key, &names, &people))).collect()
    }

    fn joined_as(
        &self,
        key: usize,
        names: &FxHashMap<&str, usize>,
        people: &FxHashSet<usize>,
    ) -> (Id<Speaker>, String, Kind) {
        let words = &self.words[key];
        let (id, kind) = match words.strip_prefix("body ") {
            Some(body) => (Id::naming(&[b"organisation", body.as_bytes()]), Kind::Organisation),
            None if self.linked.contains(words) && !people.contains(&key) => {
                (Id::naming(&[b"organisation", words.as_bytes()]), Kind::Organisation)
            }
            None => (Id::naming(&[b"person", words.as_bytes()]), Kind::Person),
        };
        (id, self.best(names), kind)
    }

    /// The name in use, where a text says which; else the fullest, the most often printed, the first by letters.
    fn best(&self, names: &FxHashMap<&str, usize>) -> String {
        let mut names: Vec<(&str, usize)> = names.iter().map(|(name, count)| (*name, *count)).collect();
        names.sort_by_key(|(name, count)| {
            let current = self.current.contains(&person_key(name));
            (!current, std::cmp::Reverse(name.split_whitespace().count()), std::cmp::Reverse(*count), *name)
        });
        names.first().map(|(name, _)| (*name).to_owned()).unwrap_or_default()
    }
}

/// What tells two people of one surname apart.
#[derive(Default)]
struct Traits {
    sex: u32,
    roles: FxHashSet<String>,
}

impl Traits {
    fn add(&mut self, given: &str, speaker: &Speaker) {
        let usual = lex::class_of(given) & (lex::MALE | lex::FEMALE);
        if usual != lex::MALE | lex::FEMALE {
            self.sex |= usual;
        }
        let words = speaker.attributes.iter().flat_map(|place| place.words.split_whitespace());
        let roles = words.filter(|word| lex::class_of(word) & lex::ROLE != 0);
        self.roles.extend(roles.map(|word| fold(lex::long_form(word))));
    }
}

/// The key of a person's name: first name and surname, or the one word.
fn person_key(name: &str) -> String {
    full_key(name).unwrap_or_else(|| fold(name))
}

/// Whether words are a bare name, not "the rapper".
fn is_name(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or("");
    first.chars().next().is_some_and(char::is_uppercase)
        && lex::class_of(first) & (lex::DETERMINER | lex::OWN) == 0
        && words.split_whitespace().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase) || lex::class_of(word) & lex::PARTICLE != 0
        })
}

fn is_acronym(words: &str) -> bool {
    words.chars().count() > 1 && words.chars().all(char::is_uppercase)
}
