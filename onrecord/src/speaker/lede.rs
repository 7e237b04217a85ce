//! A report's first sentence often describes whom its second paragraph names: "A former engineer said …" and then
//! "…," Ana Ruiz told the Post.

use super::discourse::Discourse;
use super::lexicon as lex;
use super::names::NameKind;
use super::source::{Noun, Source};

impl Discourse<'_> {
    /// The person whom the next paragraph names as its subject, where a report opens with "A minister", "The engineer":
    /// never before told of, of no other office, and of the sex that the first paragraph's pronouns say.
    pub(super) fn named_next(&self, noun: Noun, source: &Source) -> Option<usize> {
        let block = self.tokens[source.first].block;
        let heads = source.first.checked_sub(1).is_none_or(|before| self.tokens[before].block != block);
        let plain = self.tokens[source.first].class & lex::DETERMINER != 0 && noun.own.is_none();
        if !heads || !plain || !self.nobody_spoke() {
            return None;
        }
        let next = self.tokens.iter().position(|token| token.block > block && !token.shouted)?;
        let entity = self.subject_named(next)?;
        let sex = self.pronouns_say(source.last + 1, block);
        let known = self.sex_said(entity);
        let roles = &self.named.entities[entity].roles;
        let same =
            roles.is_empty() || roles.iter().any(|role| self.same_role(role.token, noun.token).is_some());
        (same && (sex == 0 || known == 0 || sex & known != 0)).then_some(entity)
    }

    /// The first person named outside quotations in the block that begins at `next`: its subject, or who speaks in it.
    fn subject_named(&self, next: usize) -> Option<usize> {
        let block = self.tokens[next].block;
        let mentions = &self.named.mentions;
        let from = mentions.partition_point(|mention| mention.first < next);
        let here = mentions.iter().enumerate().skip(from);
        let mut here = here.take_while(|(_, mention)| self.tokens[mention.first].block == block);
        let (at, mention) = here.find(|(_, mention)| !self.tokens[mention.first].quoted)?;
        let entity = self.named.whose[at]?;
        let known = &self.named.entities[entity];
        let new = known.mentions.iter().all(|other| {
            mentions[*other].first >= mention.first || self.tokens[mentions[*other].first].shouted
        });
        let head = mention.from == next || mention.from > next && self.tokens[mention.from - 1].quoted;
        let person = known.kind == NameKind::Person && mention.words() > 1;
        (person && new && head && !self.tokens[mention.last].possessive).then_some(entity)
    }

    /// The sex that the pronouns from `from` on say, to the end of the block; 0 where they say none or both.
    fn pronouns_say(&self, from: usize, block: u32) -> u32 {
        let words = self.tokens.iter().skip(from).take_while(|token| token.block == block);
        let says = words.fold(0, |sex, token| {
            sex | match token.span.of(self.body) {
                "he" | "his" | "him" => lex::MALE,
                "she" | "her" => lex::FEMALE,
                _ => 0,
            }
        });
        if says == lex::MALE | lex::FEMALE { 0 } else { says }
    }
}
