//! `According to X, …`, and the sentence behind it that may still be X's account.

use super::Act;
use super::Flag;
use super::Scope;
use super::clause::clause_end;
use super::draft::Draft;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;
use super::source;
use super::source::Range;

/// `According to X, …`, `…, according to X`.
pub fn according(p: &Paragraph, from: usize, to: usize) -> Vec<Draft> {
    let mut found = Vec::new();
    for at in from..to {
        if !(p.is(at, "according") && p.is(at + 1, "to")) {
            continue;
        }
        let swallowed = |&(_, end): &Range| at == from && p.token(end).kind != Kind::Comma;
        // At the head of a sentence the content must follow: then the source ends at its first comma.
        let comma = (at + 2..to).find(|&i| p.token(i).kind == Kind::Comma).unwrap_or(to);
        let who = source::behind(p, at + 2, to)
            .filter(|who| !swallowed(who))
            .or_else(|| source::behind(p, at + 2, comma));
        let Some(who) = who else { continue };
        let mut content = Vec::new();
        let mut left = from;
        while left < at
            && p.token(left).entry.is(class::OPENER | class::CONJUNCTION)
            && !p.token(left).entry.is(class::DETERMINER)
        {
            left += 1;
        }
        let edge =
            if at > left && matches!(p.token(at - 1).kind, Kind::Comma | Kind::Dash) { at - 1 } else { at };
        if edge > left + 1 || edge == left + 1 && edge < at && p.token(left).capital {
            content.push((left, edge));
        }
        let right = (who.1..to)
            .find(|&i| !matches!(p.token(i).kind, Kind::Comma | Kind::Dash | Kind::Close))
            .unwrap_or(to);
        let end = clause_end(p, right, to, &[]);
        let resumes = right > who.1 && right < end;
        // `The crew, according to X, left`: what stands before is too short to be a clause.
        let aside = at == edge + 1 && edge < left + 5 && end > right + 1;
        let goes_on = p.token(who.1).kind == Kind::Comma && (aside || end - right > 3);
        if resumes && (content.is_empty() || goes_on) {
            content.push((right, end));
        }
        if content.is_empty() {
            continue;
        }
        found.push(Draft::new(p, Act::Says, &content, (at, at + 2), Some(who)));
    }
    found
}

/// A sentence without a cue behind `According to X, …` may still be X's account, or the outlet's own words.
pub fn continuation(p: &Paragraph, (from, to): Range, before: &[Draft]) -> Option<Draft> {
    let bare =
        (from..to).all(|at| p.quotation(at).is_none()) && before.iter().all(|draft| draft.tokens.0 < from);
    let mut start = from;
    while start < to
        && (p.token(start).entry.is(class::OPENER | class::CONJUNCTION) || p.token(start).kind == Kind::Comma)
    {
        start += 1;
    }
    let held = before.first().filter(|draft| draft.tokens.0 == 0 && p.is(0, "according"))?;
    if !bare || to - start < 4 || start == from {
        return None;
    }
    let mut draft = Draft::new(p, Act::Says, &[(start, to)], held.tokens, held.source_tokens);
    draft.scope = Scope::Uncertain;
    draft.flags.push(Flag::Uncued);
    draft.confidence = 0.4;
    Some(draft)
}
