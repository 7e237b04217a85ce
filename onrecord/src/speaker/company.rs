//! Which body "the company", "it" and "they" mean: no outlet, nobody who was merely told, no lake.

use super::discourse::Discourse;
use super::entities::{Entity, body_key};
use super::evidence;
use super::lexicon as lex;
use super::names::NameKind;
use super::source::Pronoun;

impl Discourse<'_> {
    /// The article's own outlet: nobody means it by "the company".
    pub fn set_outlet(&mut self, name: Option<&str>) {
        self.outlet = name.map(body_key);
    }

    /// The company in mind; where none is near, the one of which the article tells most.
    pub(super) fn company_meant(&self, token: usize) -> Option<(usize, f32)> {
        let near = self.recent.iter().copied().filter(|actor| self.is_company(*actor));
        let near = near.filter_map(|actor| {
            let (_, score) = self.nearest(std::iter::once(actor), token)?;
            Some((actor, score + 6 * self.company_evidence(actor).min(8)))
        });
        let best = near.max_by_key(|(actor, score)| (*score, std::cmp::Reverse(*actor)));
        if let Some((actor, _)) = best.filter(|(_, score)| *score > 40) {
            return Some((actor, 0.8));
        }
        let all = (0..self.named.entities.len()).filter(|entity| {
            self.is_company(*entity)
                && self.company_evidence(*entity) > 0
                && self.first_seen(*entity).is_some_and(|first| first < token)
        });
        let best = all.max_by_key(|entity| (self.company_evidence(*entity), std::cmp::Reverse(*entity)));
        best.map(|actor| (actor, 0.7))
    }

    /// What being a body adds to how well an actor fits a pronoun; nothing where it cannot be meant.
    pub(super) fn as_body(&self, actor: usize, who: Pronoun) -> Option<i32> {
        if !matches!(who, Pronoun::It | Pronoun::They) {
            return Some(0);
        }
        let Some(entity) = self.entity(actor) else { return Some(0) };
        if entity.kind == NameKind::Person {
            return Some(0);
        }
        if evidence::is_feature(self.body, self.name_tokens(actor)) {
            return None;
        }
        let shy = self.is_outlet(actor) || entity.kind == NameKind::Place;
        Some(if shy { -40 } else { entity.evidence.company.clamp(0, 5) })
    }

    /// A body that may speak: no lake, no outlet that was told.
    pub(super) fn is_speaking_body(&self, actor: usize) -> bool {
        let Some(entity) = self.entity(actor) else { return true };
        entity.kind == NameKind::Body
            && !self.is_outlet(actor)
            && !evidence::is_feature(self.body, self.name_tokens(actor))
    }

    /// A body that "the company" may mean: no council, court, ministry, party.
    fn is_company(&self, actor: usize) -> bool {
        self.is_body(actor)
            && self.is_speaking_body(actor)
            && !self.name_tokens(actor).iter().any(|token| token.class & (lex::ORG_OF | lex::COURT) != 0)
    }

    fn is_outlet(&self, actor: usize) -> bool {
        let Some(entity) = self.entity(actor) else { return false };
        let name = self.named.mentions[entity.name].span.of(self.body);
        let key = body_key(name);
        let short = |outlet: &str| {
            outlet.strip_suffix(&key).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        let own = !key.is_empty() && self.outlet.as_deref().is_some_and(short);
        own || entity.evidence.told > 0 && entity.evidence.company <= 0
    }

    fn company_evidence(&self, actor: usize) -> i32 {
        self.entity(actor).map_or(0, |entity| entity.evidence.company)
    }

    fn first_seen(&self, entity: usize) -> Option<usize> {
        let first = self.named.entities[entity].mentions.first()?;
        Some(self.named.mentions[*first].first)
    }

    pub(super) fn entity(&self, actor: usize) -> Option<&Entity> {
        self.actors[actor].entity.and_then(|entity| self.named.entities.get(entity))
    }
}
