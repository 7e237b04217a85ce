//! Whom the outlet's own prose tells of without a name: "the brand", "the minister", "A woman".

use crate::text::Span;

use super::Kind;
use super::discourse::Discourse;
use super::lexicon as lex;

impl Discourse<'_> {
    /// "the brand", "the minister" outside quotations, as a whole noun phrase.
    pub(super) fn is_definite(&self, token: usize) -> bool {
        let word = &self.tokens[token];
        let open = lex::GENERIC | lex::ROLE;
        if word.class & open == 0 || word.capital || word.class & lex::GRAMMAR != 0 {
            return false;
        }
        let joined = self.tokens.get(token + 1).is_some_and(|next| {
            next.gap == 0 && !word.possessive && (next.class & lex::NOUN_LIKE != 0 || self.at[token + 1] != 0)
        });
        let the =
            (1..=3).take_while(|back| token.checked_sub(back - 1).is_some_and(|at| self.tokens[at].gap == 0));
        let article = the.filter_map(|back| token.checked_sub(back)).find(|at| {
            self.tokens[*at].class & (lex::GRAMMAR | lex::VERB) != 0 || self.tokens[*at].possessive
        });
        !joined && article.is_some_and(|at| self.tokens[at].span.of(self.body).eq_ignore_ascii_case("the"))
    }

    /// "A woman", "A council spokesman" at the head of a sentence: where the phrase begins.
    pub(super) fn indefinite(&self, token: usize) -> Option<usize> {
        let somebody = lex::PERSON | lex::ROLE | lex::SPOKES;
        let word = &self.tokens[token];
        if word.class & somebody == 0 || word.class & (lex::GROUP | lex::GRAMMAR) != 0 || word.capital {
            return None;
        }
        let joined = self.tokens.get(token + 1).is_some_and(|next| {
            next.gap == 0 && (next.class & lex::NOUN_LIKE != 0 || self.at[token + 1] != 0)
        });
        let first = (token.saturating_sub(3)..token).rev().find(|at| self.tokens[*at].starts)?;
        let a = matches!(self.tokens[first].span.of(self.body), "A" | "An" | "One");
        let whole = (first + 1..=token).all(|at| self.tokens[at].gap == 0 && !self.tokens[at].possessive);
        (a && whole && !joined).then_some(first)
    }

    /// "for the brand": a body that a source names beside its own head.
    pub(super) fn is_behind_preposition(&self, token: usize) -> bool {
        let the = |at: &usize| self.tokens[*at].span.of(self.body) == "the";
        let the = (1..=3).filter_map(|back| token.checked_sub(back)).find(the);
        let before = the.and_then(|the| the.checked_sub(1)).map_or(0, |at| self.tokens[at].class);
        self.tokens[token].class & lex::GENERIC != 0 && before & lex::PREPOSITION != 0
    }

    pub(super) fn definite(&mut self, token: usize) {
        let class = self.tokens[token].class;
        let actor = if class & lex::GENERIC != 0 {
            self.body_meant(token, class)
        } else {
            self.with_role(token, false).filter(|(_, how)| *how > 0.7)
        };
        let known = actor.map(|(actor, _)| actor);
        let mut first = token;
        while first > 0
            && token - first < 3
            && !self.tokens[first].span.of(self.body).eq_ignore_ascii_case("the")
        {
            first -= 1;
        }
        let span = self.tokens[first].span.cover(self.tokens[token].span);
        let subject = self.is_subject(first, token);
        let Some(actor) = known.or_else(|| subject.then(|| self.told_of(span, token)).flatten()) else {
            return;
        };
        if known.is_some() {
            self.actors[actor].aliases.push(span);
        }
        self.touch(actor, token, subject);
    }

    /// "The auditor has now said so": somebody by a role whom no name is known of, so that "she" may mean her.
    pub(super) fn told_of(&mut self, words: Span, token: usize) -> Option<usize> {
        if self.tokens[token].class & (lex::ROLE | lex::PERSON | lex::SPOKES) == 0 {
            return None;
        }
        if let Some(known) = self.quiet(token).or_else(|| self.met_before(token, Kind::Unnamed)) {
            return Some(known);
        }
        let actor = self.introduce(Kind::Unnamed, words, Some(token));
        self.actors[actor].quiet = true;
        Some(actor)
    }

    /// Somebody of this role who was told of and has said nothing yet.
    pub(super) fn quiet(&self, noun: usize) -> Option<usize> {
        self.of_noun(noun, Kind::Unnamed, true)
    }
}
