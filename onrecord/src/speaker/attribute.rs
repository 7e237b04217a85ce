//! From a source, read, to the one who is meant: names, pronouns, roles, bodies, the unnamed.

use crate::statement::Statement;
use crate::text::Span;

use super::discourse::{Discourse, Finding};
use super::lexicon as lex;
use super::names::NameKind;
use super::source::{Head, Noun, Pronoun, Source};
use super::{Basis, Kind};

impl Discourse<'_> {
    /// Who is meant by a source; nothing where its words leave it to the statements around it.
    pub(super) fn speaker(&mut self, source: &Source, statement: &Statement) -> Option<Finding> {
        match source.head {
            Head::Name(mention) => Some(self.by_name(mention, source)),
            Head::Names => Some(self.nameless(Kind::Group, source, None, 0.8)),
            Head::Pronoun(who) => self.by_pronoun(who, source, statement),
            Head::Relative => Some(self.by_relative(source)),
            Head::Noun(noun) => Some(self.by_noun(noun, source)),
            Head::Handle => Some(self.by_handle(source)),
            Head::Unknown { plural } => {
                let kind = if plural { Kind::Group } else { Kind::Unnamed };
                Some(self.nameless(kind, source, None, 0.6))
            }
        }
    }

    fn by_name(&mut self, mention: usize, source: &Source) -> Finding {
        let Some(entity) = self.named.whose[mention] else {
            return self.nameless(Kind::Unnamed, source, None, 0.5);
        };
        let unsure = self.named.unsure[mention];
        let span = self.named.mentions[mention].span;
        let full = self.named.mentions[mention].words() > 1;
        if source.words.end <= span.start {
            self.actors[entity].aliases.push(source.words);
        }
        let confidence = if unsure {
            0.5
        } else if full {
            0.95
        } else {
            0.92
        };
        self.finding(entity, Basis::Named, &[source.words, span], confidence)
    }

    fn by_pronoun(&mut self, who: Pronoun, source: &Source, statement: &Statement) -> Option<Finding> {
        let own_words = statement.within.is_some() || self.tokens[source.first].quoted;
        match who {
            Pronoun::I | Pronoun::We if own_words => {
                let actor = self.speaking(source.first)?;
                Some(self.finding(actor, Basis::Pronoun, &[source.words], 0.6))
            }
            Pronoun::I => None,
            Pronoun::We => Some(self.nameless(Kind::Organisation, source, None, 0.5)),
            _ => {
                let Some((actor, confidence)) = self.antecedent(who, source.first) else {
                    let kind = if who == Pronoun::They { Kind::Group } else { Kind::Unnamed };
                    return Some(self.nameless(kind, source, None, 0.4));
                };
                let basis =
                    if self.actors[actor].kind == Kind::Organisation { Basis::Body } else { Basis::Pronoun };
                Some(self.finding(actor, basis, &[source.words], confidence))
            }
        }
    }

    /// "who", "which": the name or noun right before it.
    fn by_relative(&mut self, source: &Source) -> Finding {
        let sentence = self.tokens[source.first].sentence;
        for at in (source.first.saturating_sub(14)..source.first).rev() {
            if self.tokens[at].sentence != sentence {
                break;
            }
            if let Some(mention) = self.at[at].checked_sub(1) {
                let owner = self.tokens[at].possessive;
                if !owner && let Some(entity) = self.named.whose[mention as usize] {
                    let span = self.named.mentions[mention as usize].span;
                    return self.finding(entity, Basis::Pronoun, &[source.words, span], 0.85);
                }
            }
            let class = self.tokens[at].class;
            let near = source.first - at <= 4;
            if near
                && class & (lex::PERSON | lex::GROUP | lex::ROLE | lex::KIN) != 0
                && class & lex::GRAMMAR == 0
            {
                return self.by_antecedent(at, source);
            }
        }
        self.nameless(Kind::Unnamed, source, None, 0.4)
    }

    /// "a neighbour who said": the noun phrase that ends at `noun`.
    fn by_antecedent(&mut self, noun: usize, source: &Source) -> Finding {
        let class = self.tokens[noun].class;
        let determiner = |at: usize| self.tokens[at].class & (lex::DETERMINER | lex::OWN) != 0;
        let joined = |at: &usize| self.tokens[at + 1].gap == 0;
        let first = (noun.saturating_sub(3)..noun).rev().take_while(joined).find(|at| determiner(*at));
        let first = first.unwrap_or(noun);
        let definite = self.tokens[first].span.of(self.body).eq_ignore_ascii_case("the");
        let plural = class & lex::GROUP != 0;
        let words = self.tokens[first].span.cover(self.tokens[noun].span);
        let noun = Noun { token: noun, class, of: None, definite, plural, body: None, own: None };
        let phrase = Source { first, last: source.last, words, head: Head::Noun(noun) };
        self.by_noun(noun, &phrase)
    }

    fn by_noun(&mut self, noun: Noun, source: &Source) -> Finding {
        let class = noun.class;
        if class & lex::SPOKES != 0 {
            return self.by_spokesperson(noun, source);
        }
        if class & (lex::COURT | lex::COURT_ACT) != 0
            && let Some(found) = self.by_court(source)
        {
            return found;
        }
        if class & lex::DOCUMENT != 0
            && let Some(found) = self.by_document(noun, source)
        {
            return found;
        }
        let person = class & (lex::ROLE | lex::KIN | lex::PERSON) != 0;
        if noun.plural {
            return self.by_group(noun, source);
        }
        if class & (lex::BODY | lex::COURT | lex::COURT_ACT | lex::DOCUMENT) != 0 && !person {
            return self.by_body(noun, source);
        }
        self.by_role(noun, source)
    }

    fn by_spokesperson(&mut self, noun: Noun, source: &Source) -> Finding {
        let kind = if noun.plural { Kind::Group } else { Kind::Unnamed };
        let bare = noun.of.is_none() && noun.body.is_none() && noun.own.is_none();
        if noun.definite
            && bare
            && let Some(actor) = self.met_before(noun.token, kind)
        {
            return self.finding(actor, Basis::Role, &[source.words], 0.85);
        }
        let organisation = self.spoken_for(noun);
        let actor = self.introduce(kind, source.words, Some(noun.token));
        let mut chain = vec![source.words];
        if let Some(body) = organisation {
            chain.push(self.actors[body].words);
            self.actors[actor].organisation = Some(self.actors[body].words.of(self.body).to_owned());
        } else if let Some(body) = noun.body {
            self.actors[actor].organisation = Some(self.tokens[body].span.of(self.body).to_owned());
        }
        Finding { actor: Some(actor), basis: Basis::Unnamed, chain, confidence: 0.9 }
    }

    /// Whom a spokesperson speaks for: a name beside it, "the brand's", "its", else the body in mind.
    fn spoken_for(&mut self, noun: Noun) -> Option<usize> {
        if let Some(mention) = noun.of {
            return self.named.whose[mention];
        }
        if let Some(body) = noun.body {
            return self.body_meant(body, self.tokens[body].class).map(|(actor, _)| actor);
        }
        if let Some(own) = noun.own {
            let word = self.tokens[own].span.of(self.body);
            let who = super::source::pronoun(word)?;
            let who = if matches!(who, Pronoun::I | Pronoun::We) { Pronoun::It } else { who };
            return self.antecedent(who, own).map(|(actor, _)| actor);
        }
        let speaks =
            |actor: &usize| self.actors[*actor].kind == Kind::Organisation && self.is_speaking_body(*actor);
        let recent = self.recent.iter().copied().filter(speaks);
        self.nearest(recent, noun.token).filter(|(_, score)| *score > 70).map(|(actor, _)| actor)
    }

    /// "the ruling", "the court": the court that was named.
    fn by_court(&self, source: &Source) -> Option<Finding> {
        let courts = self.recent.iter().copied().filter(|actor| {
            self.is_body(*actor) && self.name_tokens(*actor).iter().any(|token| token.class & lex::COURT != 0)
        });
        let actor = courts.max_by_key(|actor| self.last_seen(*actor))?;
        Some(self.finding(actor, Basis::Body, &[source.words], 0.8))
    }

    /// A document says what those say who wrote it.
    fn by_document(&mut self, noun: Noun, source: &Source) -> Option<Finding> {
        if let Some(entity) = noun.of.and_then(|mention| self.named.whose[mention]) {
            return Some(self.finding(entity, Basis::Role, &[source.words], 0.75));
        }
        let own = noun.own?;
        let who = super::source::pronoun(self.tokens[own].span.of(self.body))?;
        let (actor, confidence) = self.antecedent(who, own)?;
        Some(self.finding(actor, Basis::Pronoun, &[source.words], confidence * 0.9))
    }

    fn by_group(&mut self, noun: Noun, source: &Source) -> Finding {
        let word = self.tokens[noun.token].span.of(self.body);
        let unknown = matches!(word, "sources" | "Sources" | "insiders");
        let kind = if unknown { Kind::Unnamed } else { Kind::Group };
        if noun.definite
            && noun.of.is_none()
            && let Some(actor) = self.met_before(noun.token, kind)
        {
            return self.finding(actor, Basis::Role, &[source.words], 0.8);
        }
        if word.eq_ignore_ascii_case("police") {
            let known = self.met_before(noun.token, Kind::Organisation);
            let actor =
                known.unwrap_or_else(|| self.introduce(Kind::Organisation, source.words, Some(noun.token)));
            return self.finding(actor, Basis::Body, &[source.words], 0.85);
        }
        self.nameless(kind, source, Some(noun.token), 0.88)
    }

    fn by_body(&mut self, noun: Noun, source: &Source) -> Finding {
        let bare = self.tokens[source.first].class & lex::DETERMINER == 0;
        let word = self.tokens[noun.token].span.of(self.body);
        let theirs = noun.own.is_some() && matches!(word, "office" | "team" | "campaign" | "foundation");
        let definite = (noun.definite || bare) && noun.of.is_none() && !theirs;
        if definite && let Some((actor, confidence)) = self.body_meant(noun.token, noun.class) {
            self.actors[actor].aliases.push(source.words);
            return self.finding(actor, Basis::Body, &[source.words], confidence);
        }
        let met = self.met_before(noun.token, Kind::Organisation).filter(|_| definite);
        if let Some(actor) = met {
            return self.finding(actor, Basis::Body, &[source.words], 0.75);
        }
        let mut found = self.nameless(Kind::Organisation, source, Some(noun.token), 0.7);
        if noun.definite || bare {
            found.basis = Basis::Body;
        }
        found
    }

    fn by_role(&mut self, noun: Noun, source: &Source) -> Finding {
        let bare = self.tokens[source.first].class & lex::DETERMINER == 0;
        if (noun.definite || bare) && noun.class & (lex::ROLE | lex::KIN | lex::PERSON) != 0 {
            let owner = noun.own.is_some() || self.possessed(noun.token);
            if self.tokens[source.first].class & lex::RELATIVE != 0 {
                return self.nameless(Kind::Unnamed, source, Some(noun.token), 0.85);
            }
            if let Some((actor, confidence)) = self.with_role(noun.token, owner) {
                self.actors[actor].aliases.push(source.words);
                return self.finding(actor, Basis::Role, &[source.words], confidence);
            }
            if let Some(actor) = self.met_before(noun.token, Kind::Unnamed) {
                return self.finding(actor, Basis::Role, &[source.words], 0.8);
            }
            if noun.own.is_none()
                && let Some((actor, confidence)) = self.by_epithet(noun, owner)
            {
                self.actors[actor].aliases.push(source.words);
                self.actors[actor].kind = Kind::Person;
                return self.finding(actor, Basis::Role, &[source.words], confidence);
            }
            if let Some(actor) = self.quiet(noun.token) {
                return self.finding(actor, Basis::Unnamed, &[source.words], 0.88);
            }
        }
        if noun.class & (lex::ROLE | lex::PERSON) != 0
            && let Some(actor) = self.named_next(noun, source)
        {
            self.actors[actor].aliases.push(source.words);
            return self.finding(actor, Basis::Role, &[source.words], 0.7);
        }
        self.nameless(Kind::Unnamed, source, Some(noun.token), 0.88)
    }

    /// "the rapper" of whom no text said so before: the person in mind, if sex and roles allow it.
    /// An office ("the former minister") needs one who is nearer still and of whom no other office is told.
    fn by_epithet(&self, noun: Noun, owned: bool) -> Option<(usize, f32)> {
        let calling = noun.class & lex::EPITHET != 0;
        let office = noun.class & lex::ROLE != 0 && noun.definite && !owned;
        if !calling && !office || calling && noun.of.is_some_and(|name| !self.is_place(name)) {
            return None;
        }
        let sex = super::roles::one_sex(noun.class);
        let people = self.recent.iter().copied().filter(|actor| {
            let known = &self.actors[*actor];
            let fits = sex == 0 || self.sex_said(*actor) == 0 || self.sex_said(*actor) & sex != 0;
            (known.kind == Kind::Person || self.is_open(known))
                && fits
                && (calling || !self.holds_office(*actor, noun.token))
        });
        let (actor, score) = self.nearest(people, noun.token)?;
        match calling {
            true => (score > 60).then_some((actor, 0.6)),
            false => (score > 110).then_some((actor, 0.5)),
        }
    }

    fn is_place(&self, mention: usize) -> bool {
        let entity = self.named.whose[mention];
        entity.is_some_and(|entity| self.named.entities[entity].kind == NameKind::Place)
    }

    /// Whether the text tells of an office of somebody: beside the name, or in words that meant them before.
    fn holds_office(&self, actor: usize, noun: usize) -> bool {
        let word = self.tokens[noun].span.of(self.body);
        let is_other = |alias: &Span| {
            let from = self.tokens.partition_point(|token| token.span.start < alias.start);
            let words = self.tokens[from..].iter().take_while(|token| token.span.end <= alias.end);
            let mut offices =
                words.filter(|token| token.class & lex::ROLE != 0 && token.class & lex::EPITHET == 0);
            offices.any(|token| !token.span.of(self.body).eq_ignore_ascii_case(word))
        };
        if self.actors[actor].aliases.iter().any(is_other) {
            return true;
        }
        let entity = self.actors[actor].entity.and_then(|entity| self.named.entities.get(entity));
        entity.is_some_and(|entity| {
            entity.roles.iter().any(|role| {
                let class = self.tokens[role.token].class;
                class & (lex::ROLE | lex::KIN | lex::PERSON | lex::SPOKES) != 0 && class & lex::EPITHET == 0
            })
        })
    }

    /// The person whom the text gives the role of the noun at `token`: the last one seen, else the next to come.
    /// Of somebody's lawyer, only one who was called somebody's lawyer before.
    pub(super) fn with_role(&self, token: usize, owned: bool) -> Option<(usize, f32)> {
        let mut before: Option<((bool, usize), usize)> = None;
        let mut after: Option<(usize, usize)> = None;
        let mut several = 0;
        let owner = if owned { self.owner(token) } else { None };
        for (number, entity) in self.named.entities.iter().enumerate() {
            if entity.kind != NameKind::Person || entity.mentions.is_empty() {
                continue;
            }
            let roles = entity.roles.iter().filter(|role| {
                !owned || self.possessed(role.token) && (owner.is_none() || owner == self.owner(role.token))
            });
            let Some(alike) = roles.filter_map(|role| self.same_role(role.token, token)).max() else {
                continue;
            };
            several += 1;
            let seen = entity.mentions.partition_point(|mention| self.named.mentions[*mention].first < token);
            if let Some(last) = seen.checked_sub(1) {
                let key = (alike, self.named.mentions[entity.mentions[last]].first);
                before = before.max(Some((key, number)));
            } else if let Some(next) = entity.mentions.first() {
                let key = self.named.mentions[*next].first;
                after = Some(after.map_or((key, number), |known| known.min((key, number))));
            }
        }
        let sure = if several > 1 { 0.65 } else { 0.87 };
        if let Some((_, actor)) = before {
            return Some((actor, if owned { sure - 0.1 } else { sure }));
        }
        if owned {
            return None;
        }
        let near = |at: usize| self.tokens[at].block.saturating_sub(self.tokens[token].block) < 4;
        after.filter(|(at, _)| near(*at)).map(|(_, actor)| (actor, sure - 0.05))
    }

    /// "her lawyer", "Roe's former lawyer", "whose lawyer".
    fn possessed(&self, token: usize) -> bool {
        let joined = |at: &usize| self.tokens[at + 1].gap == 0;
        (token.saturating_sub(3)..token).rev().take_while(joined).any(|at| {
            self.tokens[at].possessive
                || self.tokens[at].class & lex::OWN != 0
                || self.tokens[at].span.of(self.body) == "whose"
        })
    }

    /// Whose lawyer, where a name says it.
    fn owner(&self, token: usize) -> Option<usize> {
        let at = (token.saturating_sub(3)..token).rev().find(|at| self.tokens[*at].possessive)?;
        self.at[at].checked_sub(1).and_then(|mention| self.named.whose[mention as usize])
    }

    /// Whether two role nouns are one, and whether the words before them are too ("health minister").
    pub(super) fn same_role(&self, known: usize, token: usize) -> Option<bool> {
        let word = |at: usize| lex::long_form(self.tokens[at].span.of(self.body));
        if !word(known).eq_ignore_ascii_case(word(token)) {
            return None;
        }
        let before = |at: usize| at.checked_sub(1).map_or("", word);
        Some(
            before(known).eq_ignore_ascii_case(before(token))
                && lex::class_of(before(token)) & lex::GRAMMAR == 0,
        )
    }

    /// The named body that "the council", "the brand" means.
    pub(super) fn body_meant(&self, token: usize, class: u32) -> Option<(usize, f32)> {
        let word = self.tokens[token].span.of(self.body);
        let by_name = self.recent.iter().copied().filter(|actor| {
            self.is_body(*actor)
                && self
                    .name_tokens(*actor)
                    .iter()
                    .any(|part| part.span.of(self.body).eq_ignore_ascii_case(word))
        });
        if let Some((actor, _)) = self.nearest(by_name, token) {
            return Some((actor, 0.88));
        }
        let by_role = self.recent.iter().copied().filter(|actor| self.has_role(*actor, word));
        if let Some((actor, _)) = self.nearest(by_role, token) {
            return Some((actor, 0.87));
        }
        if class & lex::GENERIC == 0 || word.eq_ignore_ascii_case("government") {
            return None;
        }
        self.company_meant(token)
    }

    fn has_role(&self, actor: usize, word: &str) -> bool {
        let entity = self.actors[actor].entity.and_then(|entity| self.named.entities.get(entity));
        self.is_body(actor)
            && entity.is_some_and(|entity| {
                entity
                    .roles
                    .iter()
                    .any(|role| self.tokens[role.token].span.of(self.body).eq_ignore_ascii_case(word))
            })
    }

    pub(super) fn is_body(&self, actor: usize) -> bool {
        let entity = self.actors[actor].entity.and_then(|entity| self.named.entities.get(entity));
        entity.is_some_and(|entity| entity.kind == NameKind::Body)
    }

    pub(super) fn name_tokens(&self, actor: usize) -> &[super::tokens::Token] {
        let entity = self.actors[actor].entity.and_then(|entity| self.named.entities.get(entity));
        entity.map_or(&[], |entity| {
            let name = &self.named.mentions[entity.name];
            &self.tokens[name.first..=name.last]
        })
    }

    /// `Name (@handle)`: an account; a person whom the text names elsewhere keeps the name.
    fn by_handle(&mut self, source: &Source) -> Finding {
        let at = (source.first..=source.last).find(|at| self.tokens[*at].span.of(self.body).starts_with('@'));
        let handle = self.tokens[at.unwrap_or(source.last)].span;
        let known = (source.first..=source.last).find_map(|at| {
            let mention = self.at[at].checked_sub(1)? as usize;
            let entity = self.named.whose[mention]?;
            let known = &self.named.entities[entity];
            (known.kind == NameKind::Person && known.mentions.len() > 1).then_some(entity)
        });
        if let Some(entity) = known {
            return self.finding(entity, Basis::Handle, &[source.words, handle], 0.85);
        }
        let words = match at {
            Some(at) if at > source.first => self.tokens[source.first].span.cover(self.tokens[at - 1].span),
            _ => handle,
        };
        let actor = self.introduce(Kind::Person, words, None);
        self.actors[actor].handle = Some(handle);
        self.actors[actor].aliases.push(handle);
        Finding {
            actor: Some(actor),
            basis: Basis::Handle,
            chain: vec![source.words, handle],
            confidence: 0.92,
        }
    }

    fn nameless(&mut self, kind: Kind, source: &Source, noun: Option<usize>, confidence: f32) -> Finding {
        let actor = self.introduce(kind, source.words, noun);
        Finding { actor: Some(actor), basis: Basis::Unnamed, chain: vec![source.words], confidence }
    }

    /// A finding whose chain ends at the words that name the actor in full.
    fn finding(&self, actor: usize, basis: Basis, way: &[Span], confidence: f32) -> Finding {
        let mut chain = way.to_vec();
        chain.push(self.actors[actor].words);
        chain.dedup();
        Finding { actor: Some(actor), basis, chain, confidence }
    }
}
