//! From actors and findings to speakers with ids, names and aliases.

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::statement::Statement;
use crate::text::{Id, Span, fold};

use super::discourse::{Actor, Discourse, Finding};
use super::entities::{Entity, body_key, full_key};
use super::{Alias, Attribution, Basis, Cast, Kind, Speaker};

/// The cast of one article: those who speak, in order of their ids; what they say, in order of the statements.
pub fn compose(
    article: &Article,
    statements: &[Statement],
    discourse: &Discourse<'_>,
    findings: Vec<Option<Finding>>,
) -> Cast {
    let mut speakers: FxHashMap<usize, Speaker> = FxHashMap::default();
    let mut nobody: Vec<Speaker> = Vec::new();
    let mut attributions = Vec::with_capacity(statements.len());
    for (statement, finding) in statements.iter().zip(findings) {
        let actor = finding.as_ref().and_then(|finding| finding.actor);
        let speaker = match actor {
            Some(actor) => {
                speakers
                    .entry(actor)
                    .or_insert_with(|| speaker(article, discourse, &discourse.actors[actor]))
                    .id
            }
            None => {
                nobody.push(no_speaker(article, statement));
                nobody[nobody.len() - 1].id
            }
        };
        let (basis, chain, confidence) = match finding {
            Some(finding) => (finding.basis, finding.chain, finding.confidence),
            None => (Basis::None, Vec::new(), 0.3),
        };
        attributions.push(Attribution { statement: statement.id, speaker, basis, chain, confidence });
    }
    let mut all: Vec<(usize, Speaker)> = speakers.into_iter().collect();
    all.sort_by_key(|(actor, _)| *actor);
    let speakers = by_id(all.into_iter().map(|(_, speaker)| speaker).chain(nobody).collect());
    Cast { speakers, attributions }
}

/// In order of ids; those of one id become one.
pub fn by_id(mut speakers: Vec<Speaker>) -> Vec<Speaker> {
    speakers.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.name.cmp(&b.name)));
    let mut one: Vec<Speaker> = Vec::with_capacity(speakers.len());
    for speaker in speakers {
        match one.last_mut().filter(|last| last.id == speaker.id) {
            Some(last) => {
                last.private &= speaker.private;
                last.aliases.extend(speaker.aliases);
                last.attributes.extend(speaker.attributes);
                last.organisation = last.organisation.take().or(speaker.organisation);
            }
            None => one.push(speaker),
        }
    }
    for speaker in &mut one {
        in_order(&mut speaker.aliases);
        in_order(&mut speaker.attributes);
    }
    one
}

fn in_order(places: &mut Vec<Alias>) {
    places.sort_by_key(|alias| (alias.article, alias.span));
    places.dedup();
}

fn speaker(article: &Article, discourse: &Discourse<'_>, actor: &Actor) -> Speaker {
    let entity = actor.entity.and_then(|entity| discourse.named.entities.get(entity));
    match entity {
        Some(entity) => named(article, discourse, actor, entity),
        None => nameless(article, actor),
    }
}

fn named(article: &Article, discourse: &Discourse<'_>, actor: &Actor, entity: &Entity) -> Speaker {
    let name = discourse.named.mentions[entity.name].span.of(&article.body);
    let mentions = entity.mentions.iter().map(|mention| discourse.named.mentions[*mention].span);
    Speaker {
        id: name_id(article, name, actor.kind, entity),
        name: one_line(name),
        kind: actor.kind,
        aliases: places(article, mentions.chain(actor.aliases.iter().copied())),
        attributes: places(article, entity.attributes.iter().copied()),
        organisation: None,
        private: false,
    }
}

/// A name of two words names a person anywhere; a lone surname only in its article.
fn name_id(article: &Article, name: &str, kind: Kind, entity: &Entity) -> Id<Speaker> {
    if kind == Kind::Organisation && entity.open {
        return open_id(name);
    }
    if kind == Kind::Organisation {
        return Id::naming(&[b"organisation", body_key(name).as_bytes()]);
    }
    match full_key(name) {
        Some(key) => Id::naming(&[b"person", key.as_bytes()]),
        None if entity.renamed => Id::naming(&[b"person", fold(name).as_bytes()]),
        None => Id::naming(&[b"person", fold(name).as_bytes(), &article.id.bits().to_le_bytes()]),
    }
}

/// The id of a lone word of which nothing shows whether it names a person or a body.
pub fn open_id(name: &str) -> Id<Speaker> {
    Id::naming(&[b"name", body_key(name).as_bytes()])
}

fn nameless(article: &Article, actor: &Actor) -> Speaker {
    let id = match actor.handle {
        Some(handle) => Id::naming(&[b"account", fold(handle.of(&article.body)).as_bytes()]),
        None => place_id(actor.kind.as_str(), article, actor.words),
    };
    Speaker {
        id,
        name: one_line(actor.words.of(&article.body)),
        kind: actor.kind,
        aliases: places(article, actor.aliases.iter().copied()),
        attributes: Vec::new(),
        organisation: actor.organisation.clone(),
        private: actor.handle.is_some(),
    }
}

fn no_speaker(article: &Article, statement: &Statement) -> Speaker {
    let place = statement.content.first().or(statement.cue.first()).copied().unwrap_or_default();
    Speaker {
        id: place_id("none", article, place),
        name: String::new(),
        kind: Kind::Unnamed,
        aliases: Vec::new(),
        attributes: Vec::new(),
        organisation: None,
        private: false,
    }
}

fn place_id(kind: &str, article: &Article, span: Span) -> Id<Speaker> {
    let bits = article.id.bits().to_le_bytes();
    Id::naming(&[kind.as_bytes(), &bits, &span.start.to_le_bytes(), &span.end.to_le_bytes()])
}

fn places(article: &Article, spans: impl Iterator<Item = Span>) -> Vec<Alias> {
    let mut found: Vec<Alias> = spans
        .filter(|span| !span.is_empty())
        .map(|span| Alias { words: span.of(&article.body).to_owned(), article: article.id, span })
        .collect();
    in_order(&mut found);
    found
}

/// The words as printed, a line break in them read as a blank.
fn one_line(words: &str) -> String {
    if words.contains(['\n', '\r', '\t']) {
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        words.to_owned()
    }
}
