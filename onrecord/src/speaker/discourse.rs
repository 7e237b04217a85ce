//! Reads an article from top to bottom and keeps who is in mind, so that pronouns and "the minister" find their people.

use crate::statement::{Flag, Form, Statement};
use crate::text::Span;

use super::entities::Named;
use super::lexicon as lex;
use super::names::NameKind;
use super::source::{self, Pronoun, Source, pronoun};
use super::tokens::Token;
use super::{Basis, Kind};

/// Somebody in the article: a named entity, or somebody whom a source introduces without a name.
#[derive(Clone, Debug)]
pub struct Actor {
    /// What it is.
    pub kind: Kind,
    /// The entity; nothing for those without a name.
    pub entity: Option<usize>,
    /// The words that introduce it, for those without a name.
    pub words: Span,
    /// Where roles, epithets and later words name it.
    pub aliases: Vec<Span>,
    /// The body that an unnamed person speaks for.
    pub organisation: Option<String>,
    /// The `@handle` of an account.
    pub handle: Option<Span>,
    noun: Option<usize>,
    /// Told of by a role, and nothing said yet.
    pub(super) quiet: bool,
    said: u32,
    usual: u32,
    strong: Option<Sight>,
    weak: Option<Sight>,
    sights: u32,
}

#[derive(Clone, Copy, Debug)]
struct Sight {
    token: usize,
    sentence: u32,
    block: u32,
    subject: bool,
}

/// Who says a statement, and why.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The actor; nothing where no source is printed.
    pub actor: Option<usize>,
    /// Why.
    pub basis: Basis,
    /// From the source to the name.
    pub chain: Vec<Span>,
    /// Share of such findings that are right.
    pub confidence: f32,
}

/// How many people are kept in mind: a bound on the work for one pronoun.
const IN_MIND: usize = 24;

/// The reader's state.
pub struct Discourse<'a> {
    pub(super) body: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) named: &'a Named,
    /// Everybody so far; the first ones are the entities.
    pub actors: Vec<Actor>,
    pub(super) at: Vec<u32>,
    depth: Vec<u8>,
    pub(super) recent: Vec<usize>,
    nameless: Vec<usize>,
    last_speaker: Option<(usize, u32)>,
    subject_of: Option<u32>,
    pub(super) outlet: Option<String>,
}

impl<'a> Discourse<'a> {
    /// Before the first word.
    pub fn new(body: &'a str, tokens: &'a [Token], named: &'a Named, statements: &[Statement]) -> Self {
        let actors = named.entities.iter().map(|entity| {
            let kind = if entity.kind == NameKind::Person { Kind::Person } else { Kind::Organisation };
            Actor {
                entity: Some(named.whose.get(entity.name).copied().flatten().unwrap_or(usize::MAX)),
                said: entity.sex_said,
                usual: entity.sex_usual,
                ..Actor::new(kind, named.mentions[entity.name].span)
            }
        });
        let mut at = vec![0; tokens.len()];
        for (number, mention) in named.mentions.iter().enumerate() {
            if named.whose[number].is_some() {
                at[mention.from..=mention.last].fill(number as u32 + 1);
            }
        }
        Self {
            body,
            tokens,
            named,
            actors: actors.collect(),
            at,
            depth: depths(tokens, statements),
            recent: Vec::with_capacity(IN_MIND + 1),
            nameless: Vec::new(),
            last_speaker: None,
            subject_of: None,
            outlet: None,
        }
    }

    /// Finds the speaker of each statement.
    pub fn read(&mut self, statements: &[Statement]) -> Vec<Option<Finding>> {
        let mut sources: Vec<(usize, Source)> = statements
            .iter()
            .enumerate()
            .filter_map(|(number, statement)| Some((number, self.source(statement.source?)?)))
            .collect();
        sources.sort_by_key(|(number, source)| (source.first, *number));
        let mut found: Vec<Option<Finding>> = vec![None; statements.len()];
        let mut next = 0;
        let mut frames: Vec<(usize, usize)> = Vec::new();
        let mut inside = 0;
        let mut same: Option<(usize, usize, usize)> = None;
        for token in 0..self.tokens.len() {
            while let Some((number, source)) = sources.get(next).filter(|(_, source)| source.first == token) {
                let again = same.filter(|(first, last, _)| (*first, *last) == (source.first, source.last));
                let finding = match again {
                    Some((_, _, before)) => found[before].clone(),
                    None => self.speaker(source, &statements[*number]),
                };
                if let Some(actor) = finding.as_ref().and_then(|finding| finding.actor) {
                    self.actors[actor].quiet = false;
                    frames.push((source.last, actor));
                }
                found[*number] = finding;
                same = Some((source.first, source.last, *number));
                let named = self.tokens.partition_point(|token| token.span.start < source.words.end);
                inside = inside.max(named);
                next += 1;
            }
            self.see(token, token < inside);
            while let Some((_, actor)) = frames.last().filter(|(last, _)| *last <= token).copied() {
                frames.pop();
                self.touch(actor, token, true);
                self.last_speaker = Some((actor, self.tokens[token].block));
            }
        }
        self.without_source(statements, &mut found);
        found
    }

    fn source(&self, span: Span) -> Option<Source> {
        source::read(self.body, self.tokens, self.named, &self.at, span)
    }

    /// Takes in one word: a name, a pronoun, "the brand".
    fn see(&mut self, token: usize, in_source: bool) {
        if let Some(number) = self.at[token].checked_sub(1) {
            let mention = &self.named.mentions[number as usize];
            if mention.last == token
                && let Some(entity) = self.named.whose[number as usize]
            {
                let subject = !in_source && self.is_subject(mention.from, mention.last);
                self.touch(entity, token, subject);
            }
            return;
        }
        if self.depth[token] == 2 || in_source && !self.is_behind_preposition(token) {
            return;
        }
        let word = self.tokens[token].span.of(self.body);
        if !in_source
            && word.len() <= 4
            && let Some(who @ (Pronoun::He | Pronoun::She)) = pronoun(word)
        {
            if let Some((actor, _)) = self.antecedent(who, token) {
                let subject = matches!(word, "he" | "He" | "she" | "She") && self.is_subject(token, token);
                self.touch(actor, token, subject);
            }
        } else if self.is_definite(token) {
            self.definite(token);
        } else if !in_source && let Some(first) = self.indefinite(token) {
            let subject = self.is_subject(first, token);
            let words = self.tokens[first].span.cover(self.tokens[token].span);
            if let Some(actor) = subject.then(|| self.told_of(words, token)).flatten() {
                self.touch(actor, token, subject);
            }
        }
    }

    /// First in its sentence, behind no preposition, no possessive.
    pub(super) fn is_subject(&mut self, from: usize, last: usize) -> bool {
        let sentence = self.tokens[from].sentence;
        if self.depth[from] == 2 || self.tokens[from].shouted || self.subject_of == Some(sentence) {
            return false;
        }
        let mut at = from;
        while at > 0 && from - at < 4 && self.tokens[at].gap == 0 && self.tokens[at - 1].sentence == sentence
        {
            at -= 1;
            let word = &self.tokens[at];
            if word.class & lex::PREPOSITION != 0 || word.possessive {
                return false;
            }
            if word.class & (lex::CALENDAR | lex::VERB) != 0 {
                break;
            }
            if word.class & (lex::DETERMINER | lex::OWN) != 0 {
                let before = at.checked_sub(1).map_or(0, |before| self.tokens[before].class);
                if word.gap == 0 && before & lex::PREPOSITION != 0 {
                    return false;
                }
                break;
            }
        }
        if self.tokens[last].possessive {
            return false;
        }
        self.subject_of = Some(sentence);
        true
    }

    pub(super) fn touch(&mut self, actor: usize, token: usize, subject: bool) {
        let word = &self.tokens[token];
        let mut sight = Sight { token, sentence: word.sentence, block: word.block, subject };
        let weak = self.depth[token] > 0 && !subject;
        let known = &mut self.actors[actor];
        known.sights += 1;
        let slot = if weak { &mut known.weak } else { &mut known.strong };
        if let Some(before) = slot
            && before.sentence == sight.sentence
        {
            sight.subject |= before.subject;
        }
        *slot = Some(sight);
        if let Some(place) = self.recent.iter().position(|known| *known == actor) {
            self.recent.remove(place);
        }
        self.recent.insert(0, actor);
        self.recent.truncate(IN_MIND);
    }

    /// Whom a pronoun at `token` means, and how sure that is.
    pub(super) fn antecedent(&mut self, who: Pronoun, token: usize) -> Option<(usize, f32)> {
        let mut best: Option<(i32, usize)> = None;
        let mut second = i32::MIN;
        let close = self.in_bare_clause(token).then(|| self.last_before(who, token)).flatten();
        for actor in self.recent.iter().copied() {
            let Some(score) = self.score(actor, who, token) else { continue };
            let score = if close == Some(actor) { score + 40 } else { score };
            match best {
                Some((top, _)) if score <= top => second = second.max(score),
                _ => {
                    second = best.map_or(second, |(top, _)| top);
                    best = Some((score, actor));
                }
            }
        }
        let (top, actor) = best.or_else(|| self.ahead(who, token))?;
        let sure = if top < 30 {
            0.5
        } else if top.saturating_sub(second) < 12 {
            0.65
        } else {
            0.86
        };
        let sex = sex_of(who);
        let known = &mut self.actors[actor];
        if sex != 0 && known.kind == Kind::Organisation {
            known.kind = Kind::Person;
        }
        if sex != 0 && known.said == 0 && known.usual == 0 && top >= 60 {
            known.usual = sex;
        }
        Some((actor, sure))
    }

    /// "the words he posted": a clause without a relative means somebody near.
    fn in_bare_clause(&self, token: usize) -> bool {
        const NO_NOUN: u32 = lex::GRAMMAR | lex::GROUP | lex::PERSON | lex::DOCUMENT | lex::CALENDAR;
        let Some(before) = token.checked_sub(1) else { return false };
        let word = &self.tokens[before];
        self.tokens[token].gap == 0
            && !word.capital
            && !word.number
            && word.class & NO_NOUN == 0
            && word.span.of(self.body).ends_with('s')
            && self.at[before] == 0
    }

    /// The one seen last in this sentence who fits.
    fn last_before(&self, who: Pronoun, token: usize) -> Option<usize> {
        let sentence = self.tokens[token].sentence;
        let actor = self
            .recent
            .iter()
            .copied()
            .find(|actor| self.fit(&self.actors[*actor], who).is_some_and(|fit| fit > -30))?;
        (self.tokens[self.last_seen(actor)].sentence == sentence).then_some(actor)
    }

    fn score(&self, actor: usize, who: Pronoun, token: usize) -> Option<i32> {
        let known = &self.actors[actor];
        let fit = self.fit(known, who)? + self.as_body(actor, who)?;
        let strong = known.strong.map(|sight| self.nearness(sight, token));
        let weak = known.weak.map(|sight| {
            let drop = if self.depth[sight.token] == 2 { 40 } else { 22 };
            self.nearness(sight, token) - drop
        });
        let spoke = self.last_speaker.is_some_and(|(speaker, _)| speaker == actor);
        let body = matches!(who, Pronoun::It | Pronoun::They) && known.kind == Kind::Organisation;
        let opened = |sight: Sight| sight.subject && sight.sentence + 1 >= self.tokens[token].sentence;
        let faint = known.kind == Kind::Unnamed
            && known.strong.is_some_and(|sight| sight.block < self.tokens[token].block);
        let fit = if faint { fit - 12 } else { fit };
        let fit = if body && known.strong.is_some_and(opened) { fit + 20 } else { fit };
        let often = (known.sights.min(8) * 2) as i32;
        Some(strong.max(weak)? + fit + often + if spoke { 8 } else { 0 })
    }

    fn nearness(&self, sight: Sight, token: usize) -> i32 {
        let here = &self.tokens[token];
        let sentences = here.sentence.saturating_sub(sight.sentence).min(9) as i32;
        let blocks = here.block.saturating_sub(sight.block).min(6) as i32;
        100 - 18 * sentences - 3 * blocks + if sight.subject { 30 } else { 0 }
    }

    /// A lone word of which nothing shows whether it names a person or a body.
    pub(super) fn is_open(&self, known: &Actor) -> bool {
        known.entity.and_then(|entity| self.named.entities.get(entity)).is_some_and(|entity| entity.open)
    }

    fn speaks_for(&self, known: &Actor) -> bool {
        known.noun.is_some_and(|noun| self.tokens[noun].class & lex::SPOKES != 0)
    }

    /// Whether the noun of an actor without a name is a word for a person: not "a fifth", "the hunt".
    fn is_somebody(&self, known: &Actor) -> bool {
        known.noun.is_some_and(|noun| {
            let class = self.tokens[noun].class;
            class & (lex::ROLE | lex::PERSON | lex::KIN | lex::SPOKES | lex::TITLE) != 0
                || class & lex::BODY == 0
        })
    }

    /// Whether an actor may be meant by a pronoun, and how well it fits.
    fn fit(&self, known: &Actor, who: Pronoun) -> Option<i32> {
        let sex = sex_of(who);
        match (who, known.kind) {
            (Pronoun::He | Pronoun::She, Kind::Unnamed) if !self.is_somebody(known) => None,
            (Pronoun::He | Pronoun::She, Kind::Person | Kind::Unnamed) => {
                let other = (lex::MALE | lex::FEMALE) & !sex;
                if known.said != 0 {
                    return (known.said & sex != 0).then_some(15);
                }
                Some(if known.usual & other != 0 {
                    -70
                } else if known.usual & sex != 0 {
                    10
                } else {
                    0
                })
            }
            (Pronoun::He | Pronoun::She, Kind::Organisation) if self.is_open(known) => {
                Some(if known.usual & sex == 0 && known.usual != 0 { -70 } else { -15 })
            }
            (Pronoun::They, Kind::Organisation | Kind::Group) => Some(25),
            // `A spokesperson …, they said.`
            (Pronoun::They, Kind::Unnamed) if known.said == 0 && self.speaks_for(known) => Some(20),
            (Pronoun::They, _) => Some(-30),
            (Pronoun::It, Kind::Organisation) => Some(0),
            _ => None,
        }
    }

    /// Nobody before fits: the next person named in this sentence or the following one.
    fn ahead(&self, who: Pronoun, token: usize) -> Option<(i32, usize)> {
        let sentence = self.tokens[token].sentence;
        let mentions = &self.named.mentions;
        let next = mentions.partition_point(|mention| mention.first <= token);
        for (number, mention) in mentions.iter().enumerate().skip(next).take(8) {
            if self.tokens[mention.first].sentence > sentence + 1 {
                break;
            }
            let Some(entity) = self.named.whose[number] else { continue };
            if self.fit(&self.actors[entity], who).is_some_and(|fit| fit > -30) {
                return Some((40, entity));
            }
        }
        None
    }

    /// Adds somebody without a name.
    pub(super) fn introduce(&mut self, kind: Kind, words: Span, noun: Option<usize>) -> usize {
        let mut actor = Actor::new(kind, words);
        actor.noun = noun;
        actor.said = noun.map_or(0, |noun| super::roles::one_sex(self.tokens[noun].class));
        if noun.is_some_and(|noun| self.tokens[noun].class & lex::GROUP != 0) {
            actor.said = 0;
        }
        actor.aliases.push(words);
        self.actors.push(actor);
        self.nameless.push(self.actors.len() - 1);
        self.actors.len() - 1
    }

    /// Somebody without a name whom the same noun introduced before.
    pub(super) fn met_before(&self, noun: usize, kind: Kind) -> Option<usize> {
        self.of_noun(noun, kind, false)
    }

    pub(super) fn of_noun(&self, noun: usize, kind: Kind, quiet: bool) -> Option<usize> {
        let word = self.tokens[noun].span.of(self.body);
        self.nameless.iter().rev().take(IN_MIND).copied().find(|actor| {
            let known = &self.actors[*actor];
            known.kind == kind
                && known.quiet == quiet
                && known
                    .noun
                    .is_some_and(|noun| self.tokens[noun].span.of(self.body).eq_ignore_ascii_case(word))
        })
    }

    /// Statements without a source go on from the one before, or are nobody's.
    fn without_source(&self, statements: &[Statement], found: &mut [Option<Finding>]) {
        let mut before: Option<Finding> = None;
        for (number, statement) in statements.iter().enumerate() {
            if found[number].is_none() {
                let goes_on =
                    statement.flags.iter().any(|flag| matches!(flag, Flag::Continued | Flag::Uncued));
                let goes_on = goes_on && statement.source.is_none();
                found[number] = Some(match &before {
                    Some(finding) if goes_on && finding.actor.is_some() => Finding {
                        basis: Basis::Continued,
                        confidence: finding.confidence * 0.95,
                        ..finding.clone()
                    },
                    _ => Finding { actor: None, basis: Basis::None, chain: Vec::new(), confidence: 0.3 },
                });
            }
            if statement.within.is_none() {
                before.clone_from(&found[number]);
            }
        }
    }

    /// Whether no statement has been read yet.
    pub(super) fn nobody_spoke(&self) -> bool {
        self.last_speaker.is_none()
    }

    /// The person whose turn it last was, if in this block or the two before.
    pub(super) fn speaking(&self, token: usize) -> Option<usize> {
        let block = self.tokens[token].block;
        self.last_speaker.filter(|(_, spoke)| block.saturating_sub(*spoke) < 3).map(|(actor, _)| actor)
    }

    /// The best of `actors` by nearness and frequency.
    pub(super) fn nearest(&self, actors: impl Iterator<Item = usize>, token: usize) -> Option<(usize, i32)> {
        actors
            .filter_map(|actor| {
                let known = &self.actors[actor];
                let seen = known.strong.map(|sight| self.nearness(sight, token));
                let weak = known.weak.map(|sight| self.nearness(sight, token) - 20);
                Some((actor, seen.max(weak)? + (known.sights.min(10) * 4) as i32))
            })
            .max_by_key(|(actor, score)| (*score, std::cmp::Reverse(*actor)))
    }

    /// The token at which an actor was last seen.
    pub(super) fn last_seen(&self, actor: usize) -> usize {
        let known = &self.actors[actor];
        let token = |sight: Option<Sight>| sight.map_or(0, |sight| sight.token);
        token(known.strong).max(token(known.weak))
    }

    pub(super) fn sex_said(&self, actor: usize) -> u32 {
        self.actors[actor].said | self.actors[actor].usual
    }
}

impl Actor {
    fn new(kind: Kind, words: Span) -> Self {
        Self {
            kind,
            entity: None,
            words,
            aliases: Vec::new(),
            organisation: None,
            handle: None,
            noun: None,
            quiet: false,
            said: 0,
            usual: 0,
            strong: None,
            weak: None,
            sights: 0,
        }
    }
}

fn sex_of(who: Pronoun) -> u32 {
    match who {
        Pronoun::He => lex::MALE,
        Pronoun::She => lex::FEMALE,
        _ => 0,
    }
}

/// 2 in quotations, 1 in reported words, 0 in the outlet's own.
fn depths(tokens: &[Token], statements: &[Statement]) -> Vec<u8> {
    let mut depth: Vec<u8> = tokens.iter().map(|token| if token.quoted { 2 } else { 0 }).collect();
    let reported =
        statements.iter().filter(|statement| matches!(statement.form, Form::Indirect | Form::Mixed));
    for span in reported.flat_map(|statement| &statement.content) {
        let first = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        for level in depth.get_mut(first..end.max(first)).unwrap_or_default() {
            *level = (*level).max(1);
        }
    }
    depth
}
