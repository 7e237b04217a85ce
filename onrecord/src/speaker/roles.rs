//! Offices, trades, kin words and ages that the text gives the people and bodies that it names.

use crate::text::Span;

use super::entities::Named;
use super::lexicon as lex;
use super::names::NameKind;
use super::tokens::{Token, gap};

/// A word for somebody's office, trade or kin.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// The token of its head: "minister".
    pub token: usize,
}

const HEADS: u32 = lex::ROLE | lex::KIN | lex::SPOKES | lex::PERSON | lex::TITLE;

/// Collects what stands before and behind each name.
pub fn collect(body: &str, tokens: &[Token], named: &mut Named) {
    for (number, mention) in named.mentions.iter().enumerate() {
        let Some(entity) = named.whose[number] else { continue };
        let entity = &mut named.entities[entity];
        let heads = match entity.kind {
            NameKind::Person => HEADS,
            NameKind::Body => lex::BODY,
            _ => continue,
        };
        let found = [
            title(tokens, mention.from, mention.first),
            before(tokens, mention.from, heads),
            behind(body, tokens, mention.last, heads),
        ];
        for (head, span) in found.into_iter().flatten() {
            entity.roles.push(Role { token: head });
            entity.attributes.push(span);
            if entity.sex_said == 0 && heads == HEADS {
                entity.sex_said = one_sex(tokens[head].class);
            }
        }
        if heads == HEADS
            && let Some(age) = age(tokens, mention.last)
        {
            entity.attributes.push(age);
        }
    }
}

/// The sex that a word says, if one.
pub fn one_sex(class: u32) -> u32 {
    let says = class & (lex::MALE | lex::FEMALE);
    if says == lex::MALE | lex::FEMALE { 0 } else { says }
}

fn title(tokens: &[Token], from: usize, first: usize) -> Option<(usize, Span)> {
    let head = (from..first).rev().find(|at| tokens[*at].class & HEADS != 0)?;
    let polite = tokens[head].span.len() < 5
        && tokens[head].class & lex::ROLE == 0
        && one_sex(tokens[head].class) != 0;
    (!polite).then(|| (head, tokens[from].span.cover(tokens[first - 1].span)))
}

/// "photographer Gabriel Roe", "school board president Tom Reyes", "her ex-husband, Roe".
fn before(tokens: &[Token], from: usize, heads: u32) -> Option<(usize, Span)> {
    let at = from.checked_sub(1)?;
    let head = &tokens[at];
    let joint = tokens[from].gap;
    let named = lex::KIN | lex::ROLE | lex::PERSON | lex::SPOKES;
    let joined = joint == 0 || joint == gap::COMMA && head.class & named != 0;
    if !joined || head.class & heads == 0 || head.class & lex::GRAMMAR != 0 || head.possessive {
        return None;
    }
    let mut start = at;
    while let Some(word) = start.checked_sub(1).map(|before| &tokens[before]) {
        let stays = tokens[start].gap == 0 && at - start < 3 && !word.possessive;
        if !stays || word.class & (lex::GRAMMAR | lex::CALENDAR) != 0 || word.class == 0 && !word.capital {
            break;
        }
        start -= 1;
    }
    Some((at, tokens[start].span.cover(head.span)))
}

/// ", 42, the mayor of Harbour," and " is the mayor of Harbour".
fn behind(body: &str, tokens: &[Token], last: usize, heads: u32) -> Option<(usize, Span)> {
    let mut at = last + 1;
    let next = tokens.get(at)?;
    if tokens[last].possessive {
        return None;
    }
    let is = next.gap == 0 && matches!(next.span.of(body), "is" | "was");
    let set_off =
        next.gap & (gap::COMMA | gap::DASH | gap::OPEN) != 0 && next.gap & (gap::STOP | gap::QUOTE) == 0;
    if is {
        at += 1;
        if tokens.get(at)?.class & lex::DETERMINER == 0 {
            return None;
        }
    } else if !set_off || next.capital && next.class & (HEADS | lex::NATION) == 0 {
        return None;
    }
    if tokens[at].number && tokens.get(at + 1).is_some_and(|after| after.gap & gap::COMMA != 0) {
        at += 1;
    }
    let start = at;
    let head = apposed_head(tokens, start, heads)?;
    let mut end = head;
    while end + 1 < tokens.len() && end < start + 12 && tokens[end + 1].gap & !gap::AMPERSAND == 0 {
        let word = &tokens[end + 1];
        if word.class & (lex::VERB | lex::RELATIVE) != 0 {
            break;
        }
        end += 1;
    }
    Some((head, tokens[start].span.cover(tokens[end].span)))
}

/// The head noun of an apposition: the last such noun before a preposition or mark.
fn apposed_head(tokens: &[Token], start: usize, heads: u32) -> Option<usize> {
    let mut head = None;
    for (at, word) in tokens.iter().enumerate().skip(start).take(6) {
        if at > start && word.gap != 0 || word.class & (lex::PREPOSITION | lex::VERB | lex::RELATIVE) != 0 {
            break;
        }
        if word.class & heads != 0 && word.class & lex::GRAMMAR == 0 && !word.possessive {
            head = Some(at);
        } else if head.is_some() && word.class & (lex::ROLE | lex::BODY | lex::KIN | lex::GROUP) != 0 {
            return None;
        }
    }
    head
}

fn age(tokens: &[Token], last: usize) -> Option<Span> {
    let next = tokens.get(last + 1)?;
    let closed = tokens
        .get(last + 2)
        .is_none_or(|after| after.gap & (gap::COMMA | gap::CLOSE | gap::STOP | gap::DOT) != 0);
    let set_off = next.gap & (gap::COMMA | gap::OPEN) != 0 && next.gap & gap::STOP == 0;
    (set_off && closed && next.number && matches!(next.span.len(), 1..=3)).then_some(next.span)
}
