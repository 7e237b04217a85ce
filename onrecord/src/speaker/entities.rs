//! Who is who in one article: mentions of one person or body, under full name, surname, title, first name, acronym.

use rustc_hash::FxHashMap;

use crate::text::{Span, fold};

use super::evidence::{self, Evidence};
use super::formerly;
use super::lexicon as lex;
use super::names::{Mention, NameKind};
use super::roles::{self, Role};
use super::tokens::Token;

/// A person, body or place that an article names.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: NameKind,
    /// Its mentions, in reading order.
    pub mentions: Vec<usize>,
    /// The mention that prints its name in full.
    pub name: usize,
    /// What titles, kin words and trades say of the sex.
    pub sex_said: u32,
    /// What the first name was mostly given to.
    pub sex_usual: u32,
    /// Offices, trades, kin words that the text gives them.
    pub roles: Vec<Role>,
    /// Ages, offices as printed.
    pub attributes: Vec<Span>,
    /// Nothing shows what the lone word names: taken for a body until another article says better.
    pub open: bool,
    /// An explicit alias gave the name: it is kept even where a fuller one is printed.
    pub renamed: bool,
    /// A title or office stands before it somewhere.
    pub titled: bool,
    /// What the words around its mentions show.
    pub evidence: Evidence,
    lean: i32,
}

/// All names of an article, and whose they are.
#[derive(Debug, Default)]
pub struct Named {
    /// The mentions, in reading order.
    pub mentions: Vec<Mention>,
    /// The entity of each mention.
    pub whose: Vec<Option<usize>>,
    /// Mentions that two people of one surname may claim.
    pub unsure: Vec<bool>,
    /// The entities; merged ones are left empty.
    pub entities: Vec<Entity>,
}

/// Groups the mentions.
pub fn group(body: &str, tokens: &[Token], mentions: Vec<Mention>) -> Named {
    let mut grouping = Grouping::new(body, tokens, mentions);
    grouping.full_names();
    grouping.longer_names();
    grouping.new_names();
    grouping.short_names();
    grouping.finish()
}

/// A bare name in parts, folded.
pub struct NameParts {
    /// First name, or an initial.
    pub given: String,
    /// Words between.
    pub middle: Vec<String>,
    /// Surname, without Jr.
    pub surname: String,
}

/// The parts of a printed name; nothing for a single word.
pub fn parts_of(name: &str) -> Option<NameParts> {
    let mut words: Vec<&str> = name.split_whitespace().map(|word| word.trim_matches(['.', ','])).collect();
    while words.len() > 2 && words.last().is_some_and(|word| lex::class_of(word) & lex::SUFFIX != 0) {
        words.pop();
    }
    let (given, surname) = (words.first()?, words.last()?);
    if words.len() < 2 {
        return None;
    }
    let middle = words[1..words.len() - 1].iter().map(|word| fold(word)).collect();
    Some(NameParts { given: fold(given), middle, surname: fold(surname) })
}

/// The comparison key of a person's full name: first name and surname.
pub fn full_key(name: &str) -> Option<String> {
    parts_of(name).map(|parts| format!("{} {}", parts.given, parts.surname))
}

/// The comparison key of a body's name: without "the" and "Inc".
pub fn body_key(name: &str) -> String {
    let key = fold(name.trim_end_matches('.'));
    let mut key = key.strip_prefix("the ").unwrap_or(&key);
    for tail in [" inc", " corp", " ltd", " llc", " plc", " limited", " corporation", " co", " llp", " gmbh"]
    {
        key = key.strip_suffix(tail).map_or(key, |stem| stem.trim_end_matches([',', ' ']));
    }
    key.to_owned()
}

struct Grouping<'a> {
    body: &'a str,
    tokens: &'a [Token],
    named: Named,
    people: FxHashMap<String, usize>,
    bodies: FxHashMap<String, usize>,
    surnames: FxHashMap<String, Vec<usize>>,
    givens: FxHashMap<String, Vec<usize>>,
    singles: FxHashMap<String, usize>,
    last_seen: Vec<usize>,
}

impl<'a> Grouping<'a> {
    fn new(body: &'a str, tokens: &'a [Token], mentions: Vec<Mention>) -> Self {
        let named = Named {
            whose: vec![None; mentions.len()],
            unsure: vec![false; mentions.len()],
            mentions,
            entities: Vec::new(),
        };
        let (people, bodies, singles) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
        let (surnames, givens) = (FxHashMap::default(), FxHashMap::default());
        Self { body, tokens, named, people, bodies, surnames, givens, singles, last_seen: Vec::new() }
    }

    /// Names of two words or more.
    fn full_names(&mut self) {
        for at in 0..self.named.mentions.len() {
            let mention = &self.named.mentions[at];
            if mention.doubtful || mention.words() < 2 || self.opens_with_particle(at) {
                continue;
            }
            let words = mention.span.of(self.body);
            let person =
                mention.kind == NameKind::Person || mention.kind == NameKind::Open && mention.words() < 5;
            let parts = if person { parts_of(words) } else { None };
            let Some(parts) = parts else {
                self.body_name(at);
                continue;
            };
            let key = format!("{} {}", parts.given, parts.surname);
            let entity = match self.people.get(&key) {
                Some(known) => *known,
                None => {
                    let new = self.found(at);
                    self.surnames.entry(parts.surname).or_default().push(new);
                    self.givens.entry(parts.given).or_default().push(new);
                    self.people.insert(key, new);
                    new
                }
            };
            self.give(at, entity);
        }
    }

    /// "Van der Loo" at the start of a sentence, or "Le Pen": a surname, perhaps.
    fn opens_with_particle(&self, at: usize) -> bool {
        let first = &self.tokens[self.named.mentions[at].first];
        self.named.mentions[at].kind != NameKind::Body && first.class & lex::PARTICLE != 0
    }

    /// The person whose full name ends in these words; else they are a name by themselves.
    fn particle_name(&mut self, at: usize) {
        let words = fold(self.named.mentions[at].span.of(self.body));
        let last = words.rsplit(' ').next().unwrap_or("");
        let people = self.surnames.get(last).into_iter().flatten().map(|entity| self.alive(*entity));
        let whose = people.into_iter().find(|entity| {
            let name = self.named.mentions[self.named.entities[*entity].name].span.of(self.body);
            fold(name).ends_with(&words)
        });
        match whose {
            Some(entity) => self.give(at, entity),
            None => self.alone(at, words),
        }
    }

    fn body_name(&mut self, at: usize) {
        let key = body_key(self.named.mentions[at].span.of(self.body));
        let entity = match self.bodies.get(&key) {
            Some(known) => *known,
            None => {
                let new = self.found(at);
                if let Some(short) = self.acronym(at) {
                    self.singles.entry(short).or_insert(new);
                }
                self.bodies.insert(key, new);
                new
            }
        };
        self.give(at, entity);
    }

    /// The initials of a body's capitalised words, folded: "Harbour Water Board" is hwb.
    fn acronym(&self, at: usize) -> Option<String> {
        let mention = &self.named.mentions[at];
        let initials = self.tokens[mention.first..=mention.last].iter().filter(|token| token.capital);
        let letters: String = initials.filter_map(|token| token.span.of(self.body).chars().next()).collect();
        (letters.chars().count() > 2).then(|| fold(&letters))
    }

    /// "Ana Ruiz Vega" is "Ana Ruiz" where both are printed.
    fn longer_names(&mut self) {
        for entity in 0..self.named.entities.len() {
            let name = &self.named.mentions[self.named.entities[entity].name];
            if name.words() < 3 || self.named.entities[entity].kind == NameKind::Body {
                continue;
            }
            let Some(parts) = parts_of(name.span.of(self.body)) else { continue };
            let shorter = parts.middle.iter().filter(|word| word.len() > 2).find_map(|word| {
                self.people.get(&format!("{} {word}", parts.given)).copied().filter(|known| *known != entity)
            });
            if let Some(shorter) = shorter {
                self.merge(entity, shorter);
            }
        }
    }

    /// "X, formerly known as Y": both names are one person's, and the text says which is current.
    fn new_names(&mut self) {
        for link in formerly::links(self.body, self.tokens, &self.named.mentions) {
            let current = self.entity_at(link.current);
            let other = self.entity_at(link.other);
            if current != other {
                self.merge(other, current);
            }
            let entity = &mut self.named.entities[current];
            entity.name = link.current;
            entity.renamed = true;
        }
    }

    fn entity_at(&mut self, at: usize) -> usize {
        if let Some(entity) = self.named.whose[at] {
            return entity;
        }
        let key = fold(self.named.mentions[at].span.of(self.body));
        let entity = match self.singles.get(&key) {
            Some(known) => *known,
            None => {
                let new = self.found(at);
                self.singles.insert(key, new);
                new
            }
        };
        self.give(at, entity);
        entity
    }

    /// Names of one word, in reading order: surname, first name, acronym, or a name by itself.
    fn short_names(&mut self) {
        self.last_seen = vec![usize::MAX; self.named.entities.len()];
        for at in 0..self.named.mentions.len() {
            if self.named.whose[at].is_none() {
                if self.named.mentions[at].words() == 1 {
                    self.short_name(at);
                } else if self.opens_with_particle(at) {
                    self.particle_name(at);
                }
            }
            if let Some(entity) = self.named.whose[at] {
                if entity >= self.last_seen.len() {
                    self.last_seen.resize(entity + 1, usize::MAX);
                }
                self.last_seen[entity] = at;
            }
        }
    }

    fn short_name(&mut self, at: usize) {
        let mention = &self.named.mentions[at];
        let key = fold(mention.span.of(self.body));
        let titled = mention.from < mention.first;
        if mention.kind == NameKind::Place && !titled && self.in_place(at) {
            return self.alone(at, key);
        }
        if let Some((entity, unsure)) = self.choose(at, self.surnames.get(&key), false) {
            self.named.unsure[at] = unsure;
            return self.give(at, entity);
        }
        if let Some(known) = self.singles.get(&key).copied() {
            return self.give(at, known);
        }
        if let Some((entity, unsure)) = self.choose(at, self.givens.get(&key), true)
            && !titled
        {
            self.named.unsure[at] = unsure;
            return self.give(at, entity);
        }
        if !self.named.mentions[at].doubtful {
            let other = titled && self.surnames.contains_key(&key);
            let sex = self.named.mentions[at].sex;
            self.alone(at, if other { format!("{sex} {key}") } else { key });
        }
    }

    fn alone(&mut self, at: usize, key: String) {
        let known = self.singles.get(&key).copied();
        let entity = known.unwrap_or_else(|| self.found(at));
        self.singles.insert(key, entity);
        self.give(at, entity);
    }

    fn in_place(&self, at: usize) -> bool {
        let first = self.named.mentions[at].first;
        first.checked_sub(1).is_some_and(|before| {
            self.tokens[first].gap == 0
                && matches!(
                    self.tokens[before].span.of(self.body),
                    "in" | "In" | "at" | "from" | "to" | "near" | "across"
                )
        })
    }

    /// One of the people with this surname or first name; whether that is unsure.
    fn choose(&self, at: usize, known: Option<&Vec<usize>>, by_given: bool) -> Option<(usize, bool)> {
        let mention = &self.named.mentions[at];
        let people: Vec<usize> = {
            let mut people: Vec<usize> = known?.iter().map(|entity| self.alive(*entity)).collect();
            people.sort_unstable();
            people.dedup();
            people.retain(|entity| self.named.entities[*entity].kind != NameKind::Body);
            people
        };
        if let [only] = people[..] {
            let clash = mention.sex != 0 && self.sex(only) != 0 && mention.sex & self.sex(only) == 0;
            let polite = mention.from < mention.first && self.named.entities[only].sex_said == 0;
            return (!(clash && polite)).then_some((only, clash));
        }
        for strict in [true, false] {
            let fits = |entity: &usize| {
                let sex = self.sex(*entity);
                mention.sex != 0 && (mention.sex & sex != 0 || !strict && sex == 0)
            };
            let fitting: Vec<usize> = people.iter().copied().filter(fits).collect();
            if let [only] = fitting[..] {
                return Some((only, false));
            }
        }
        if let Some(only) = self.called_doctor(at, &people) {
            return Some((only, false));
        }
        let recent =
            |entity: &&usize| self.last_seen.get(**entity).copied().filter(|seen| *seen != usize::MAX);
        let choice =
            people.iter().filter(|entity| recent(entity).is_some()).max_by_key(|entity| recent(entity));
        let near = |entity: &&usize| {
            let seen = recent(entity).map(|seen| self.tokens[self.named.mentions[seen].first].block);
            seen.is_some_and(|block| self.tokens[mention.first].block.saturating_sub(block) < 2)
        };
        // A bare surname is left to the one whom the article is about: the first one named.
        let choice = choice.filter(near).or(people.first().filter(|_| !by_given)).or(choice)?;
        Some((*choice, true))
    }

    /// "Dr Orr", where the other Orrs are called Mr and Ms.
    fn called_doctor(&self, at: usize, people: &[usize]) -> Option<usize> {
        let title = |mention: &Mention| {
            let place = mention.from < mention.first;
            if place { self.tokens[mention.from].span.of(self.body) } else { "" }
        };
        let mention = &self.named.mentions[at];
        if !matches!(title(mention), "Dr" | "Prof" | "Doctor" | "Professor") {
            return None;
        }
        let surname = mention.span.of(self.body);
        let polite = self.named.mentions.iter().filter(|other| {
            other.span.of(self.body) == surname && matches!(title(other), "Mr" | "Ms" | "Mrs" | "Miss")
        });
        let called = polite.fold(0, |sex, other| sex | other.sex);
        let mut others = people.iter().copied().filter(|entity| self.sex(*entity) & called == 0);
        let first = others.next()?;
        others.next().is_none().then_some(first)
    }

    fn sex(&self, entity: usize) -> u32 {
        let entity = &self.named.entities[entity];
        if entity.sex_said != 0 { entity.sex_said } else { entity.sex_usual }
    }

    fn found(&mut self, at: usize) -> usize {
        let mention = &self.named.mentions[at];
        let first = &self.tokens[mention.first];
        let person = mention.kind != NameKind::Body && mention.kind != NameKind::Place;
        let usual = if person
            && first.class & lex::FIRST != 0
            && (mention.words() > 1 || mention.from == mention.first)
        {
            first.class & (lex::MALE | lex::FEMALE)
        } else {
            0
        };
        self.named.entities.push(Entity {
            kind: mention.kind,
            mentions: Vec::new(),
            name: at,
            sex_said: 0,
            sex_usual: if usual == lex::MALE | lex::FEMALE { 0 } else { usual },
            roles: Vec::new(),
            attributes: Vec::new(),
            renamed: false,
            titled: false,
            open: false,
            evidence: Evidence::default(),
            lean: 0,
        });
        self.named.entities.len() - 1
    }

    fn give(&mut self, at: usize, entity: usize) {
        let entity = self.alive(entity);
        self.named.whose[at] = Some(entity);
        let mention = &self.named.mentions[at];
        let known = &mut self.named.entities[entity];
        known.mentions.push(at);
        known.lean += i32::from(mention.lean);
        known.sex_said |= mention.sex;
        known.titled |= mention.from < mention.first;
        if known.kind == NameKind::Open && mention.kind != NameKind::Place {
            known.kind = mention.kind;
        }
        if mention.words() > self.named.mentions[known.name].words() && !known.renamed {
            known.name = at;
        }
    }

    /// The entity that a merged one has become.
    fn alive(&self, entity: usize) -> usize {
        let first = self.named.entities[entity].mentions.first();
        first.and_then(|at| self.named.whose[*at]).unwrap_or(entity)
    }

    fn merge(&mut self, from: usize, into: usize) {
        let moved = self.named.entities[from].clone();
        for at in &moved.mentions {
            self.named.whose[*at] = Some(into);
        }
        let known = &mut self.named.entities[into];
        known.mentions.extend(&moved.mentions);
        known.mentions.sort_unstable();
        known.lean += moved.lean;
        known.sex_said |= moved.sex_said;
        known.titled |= moved.titled;
        known.sex_usual |= moved.sex_usual;
        if moved.kind == NameKind::Person || known.kind == NameKind::Open {
            known.kind = moved.kind;
        }
        if self.named.mentions[moved.name].words() > self.named.mentions[known.name].words() {
            known.name = moved.name;
        }
    }

    /// Words of a headline side by side that name one person are one mention.
    fn side_by_side(&mut self) {
        for at in (1..self.named.mentions.len()).rev() {
            let (before, after) = (&self.named.mentions[at - 1], &self.named.mentions[at]);
            let beside = before.doubtful && after.doubtful && before.last + 1 == after.first;
            let joined = beside && self.tokens[after.first].gap == 0 && !self.tokens[before.last].possessive;
            let Some(entity) =
                self.named.whose[at].filter(|whose| joined && self.named.whose[at - 1] == Some(*whose))
            else {
                continue;
            };
            let (last, span) = (after.last, before.span.cover(after.span));
            self.named.mentions[at - 1].last = last;
            self.named.mentions[at - 1].span = span;
            self.named.whose[at] = None;
            self.named.entities[entity].mentions.retain(|mention| *mention != at);
        }
    }

    fn finish(mut self) -> Named {
        self.side_by_side();
        evidence::weigh(self.body, self.tokens, &mut self.named);
        let whose = &self.named.whose;
        for (number, entity) in self.named.entities.iter_mut().enumerate() {
            entity.mentions.retain(|at| whose[*at] == Some(number));
            let name = &self.named.mentions[entity.name];
            let words = &self.tokens[name.first..=name.last];
            entity.lean += entity.evidence.lean;
            entity.open = entity.kind == NameKind::Open && entity.lean == 0 && words.len() == 1;
            entity.kind = decided(entity, words);
            entity.open &= entity.kind == NameKind::Body;
            if entity.sex_said == lex::MALE | lex::FEMALE {
                entity.sex_said = 0;
            }
            if entity.sex_usual == lex::MALE | lex::FEMALE {
                entity.sex_usual = 0;
            }
        }
        roles::collect(self.body, self.tokens, &mut self.named);
        self.named
    }
}

/// A lone word that nothing marks is a body's name: people are introduced with their full names.
fn decided(entity: &Entity, words: &[Token]) -> NameKind {
    let first_name = words[0].class & lex::FIRST != 0;
    let common =
        words.iter().any(|word| word.class & (lex::COMMON | lex::ORG) != 0 && word.class & lex::FIRST == 0);
    let place = entity.evidence.place;
    match entity.kind {
        NameKind::Open if place > 0 && entity.lean <= 0 && place >= -entity.lean => NameKind::Place,
        NameKind::Person if entity.lean <= -4 && entity.sex_said == 0 && !entity.titled => NameKind::Body,
        NameKind::Open if entity.lean > 0 => NameKind::Person,
        NameKind::Open if entity.lean < 0 => NameKind::Body,
        NameKind::Open if words.len() > 1 && !common => NameKind::Person,
        NameKind::Open if words.len() == 1 && first_name => NameKind::Person,
        NameKind::Open => NameKind::Body,
        NameKind::Body if words.len() == 1 && entity.lean > 2 => NameKind::Person,
        kind => kind,
    }
}
