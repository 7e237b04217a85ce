//! What the model finds, joined with what only the rules know for certain.
//!
//! The model decides where cues, sources and contents stand; the rules know quotation marks, acts without words,
//! statements inside statements, and to whom and through what somebody spoke.

use crate::text::Span;

use super::Act;
use super::MarkKind;
use super::Scope;
use super::draft::Draft;
use super::draft::content_spans;
use super::gazetteer;
use super::learned::EVIDENCE;
use super::learned::Found;
use super::learned::Learned;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;
use super::rules::Ruled;
use super::tagger;
use super::window;

/// A finding that is less likely to be right is left out. Leaving out more costs F1 from half the F1 that is reached on
/// (Lipton, Elkan and Naryanaswamy 2014); a little less keeps what rare cues report.
const LEAST: f32 = 0.3;

/// A finding that is less likely to be right gives way to a rule's reading of a whole quotation.
const UNLIKELY: f32 = 0.5;

/// Joins what the model finds to what the rules found.
pub fn join(model: &Learned, paragraphs: &mut [Ruled]) {
    if paragraphs.iter().all(|paragraph| !paragraph.is_open) {
        return;
    }
    let found = model.find(&window::of_paragraphs(paragraphs, model.vocabulary()));
    for paragraph in paragraphs.iter_mut().filter(|paragraph| paragraph.is_open) {
        let ruled = std::mem::take(&mut paragraph.drafts);
        let here = in_paragraph(&found, paragraph.p.span);
        paragraph.drafts = merge(model, &paragraph.p, here, ruled, &paragraph.settled);
    }
}

/// The drafts of a paragraph: the model's, and of the rules' those that are certain. `found` are the findings
/// whose cue stands in `p`.
fn merge(
    model: &Learned,
    p: &Paragraph,
    found: &[Found],
    ruled: Vec<Draft>,
    settled: &[(Span, MarkKind)],
) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = found.iter().filter_map(|found| draft(p, found, settled)).collect();
    for draft in &mut drafts {
        let rule = twin(&ruled, draft);
        rule.into_iter().for_each(|rule| learn_from(draft, rule));
        let quoted = p.quotations.iter().any(|q| touch(&draft.content, &[q.inside]));
        let mut evidence = draft.evidence.unwrap_or_default();
        evidence[EVIDENCE - 2] = f32::from(quoted);
        evidence[EVIDENCE - 1] = f32::from(rule.is_some());
        draft.confidence = model.share(&evidence);
        draft.evidence = Some(evidence);
        if rule.is_none() && !(draft.confidence >= UNLIKELY && is_certain(p, draft)) {
            draft.scope = Scope::Uncertain;
        }
    }
    drafts.retain(|draft| draft.confidence >= LEAST && !is_act(&ruled, draft));
    let kept: Vec<Draft> = ruled.into_iter().filter(|rule| is_kept(p, rule, &drafts)).collect();
    drafts
        .retain(|draft| !kept.iter().any(|rule| is_direct(p, rule) && touch(&rule.content, &draft.content)));
    drafts.extend(kept);
    drafts
}

/// The findings whose cue stands in a paragraph.
fn in_paragraph(found: &[Found], paragraph: Span) -> &[Found] {
    let from = found.partition_point(|found| found.cue.start < paragraph.start);
    let to = found.partition_point(|found| found.cue.start < paragraph.end);
    &found[from..to.max(from)]
}

/// Whether a rule's draft stands beside those of the model: an act without words, a statement inside another's words,
/// words that may be the outlet's own, or whole quotations that the model gives to nobody, or to somebody unlikely.
fn is_kept(p: &Paragraph, rule: &Draft, learned: &[Draft]) -> bool {
    if rule.content.is_empty() {
        return true;
    }
    let is_known = |draft: &Draft| {
        is_same(rule, draft) && (rule.scope == Scope::Certain || draft.content == rule.content)
    };
    if learned.iter().any(is_known) {
        return false;
    }
    let inside = |draft: &Draft| {
        rule.cue
            .iter()
            .chain(&rule.content)
            .all(|span| draft.content.iter().any(|content| content.contains(*span)))
            && 2 * length(&rule.content) < length(&draft.content)
    };
    let rivals = || learned.iter().filter(|draft| touch(&draft.content, &rule.content));
    learned.iter().any(inside)
        || rule.scope == Scope::Uncertain && rivals().next().is_none()
        || is_direct(p, rule) && rivals().all(|draft| draft.confidence < UNLIKELY)
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}

/// Whether a draft is nothing but whole quotations.
fn is_direct(p: &Paragraph, draft: &Draft) -> bool {
    let whole = |span: &Span| p.quotations.iter().any(|q| q.depth == 0 && q.closed && q.inside == *span);
    !draft.content.is_empty() && draft.content.iter().all(whole)
}

/// Whether the rules know a finding as an act without words: a refusal, an apology.
fn is_act(ruled: &[Draft], draft: &Draft) -> bool {
    ruled.iter().any(|rule| rule.content.is_empty() && touch(&rule.cue, &draft.cue))
}

/// The rule's draft that reports the same words by the same cue, or by the same cue at least.
fn twin<'a>(ruled: &'a [Draft], draft: &Draft) -> Option<&'a Draft> {
    let close = |rule: &&Draft| (touch(&rule.content, &draft.content), touch(&rule.cue, &draft.cue));
    ruled.iter().filter(|rule| is_same(rule, draft)).max_by_key(close)
}

/// Whether two drafts report words by the same cue, or just the same words.
fn is_same(rule: &Draft, learned: &Draft) -> bool {
    !rule.content.is_empty() && (touch(&rule.cue, &learned.cue) || rule.content == learned.content)
}

fn touch(a: &[Span], b: &[Span]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.overlaps(*b)))
}

/// What a rule knows beside the three spans. Where contents begin and end the model knows better: taking the rules'
/// whole quotations in their place cost three points of F1.
fn learn_from(draft: &mut Draft, rule: &Draft) {
    draft.act = rule.act;
    draft.lemma = rule.lemma;
    draft.addressee = rule.addressee;
    draft.scope = rule.scope;
    draft.flags.clone_from(&rule.flags);
    draft.form = rule.form;
    if !rule.cue.is_empty() {
        draft.tokens = rule.tokens;
    }
    if draft.source.is_none() {
        draft.source = rule.source;
        draft.source_tokens = rule.source_tokens;
    }
    draft.resume_at = draft.resume_at.max(rule.resume_at);
}

/// Whether a finding of the model alone is surely somebody's words: quoted, or behind a verb that takes a quotation.
/// What a picture shows or a ruling strikes down is reported too, but nobody said it.
fn is_certain(p: &Paragraph, draft: &Draft) -> bool {
    let cue = || draft.tokens.0..draft.tokens.1;
    let speaks =
        cue().any(|at| p.token(at).entry.verb().is_some_and(|verb| verb.quotation) || p.is(at, "according"));
    draft.source.is_some() && (speaks || is_direct(p, draft))
}

/// A finding as a draft; nothing where its content is a title, a term or a nickname.
fn draft(p: &Paragraph, found: &Found, settled: &[(Span, MarkKind)]) -> Option<Draft> {
    let tokens = covered(p, found.cue)?;
    let has_word = found.cue.of(p.body).contains(char::is_alphabetic);
    let own = found.content.iter().filter(|span| p.span.contains(**span) && belongs(p, **span, tokens));
    let mut content: Vec<Span> = own.flat_map(|span| content_of(p, *span, found.cue)).collect();
    content.dedup_by(|next, before| {
        let gap = Span { start: before.end, end: next.start.max(before.end) };
        let beside = before.end <= next.start && gap.of(p.body).trim().is_empty();
        if beside {
            *before = before.cover(*next);
        }
        beside
    });
    content.retain(|span| !settled.iter().any(|(inside, _)| inside.contains(*span)));
    let is_quoted = content.iter().any(|span| p.quotations.iter().any(|q| q.inside.overlaps(*span)));
    if content.is_empty() || !has_word && !is_quoted {
        return None;
    }
    let source = found.source.map(|span| bare(p.body, span)).filter(|span| !span.is_empty());
    let mut draft = Draft::new(p, act(p, tokens), &[], tokens, source.and_then(|span| covered(p, span)));
    draft.cue = vec![found.cue];
    draft.source = source;
    draft.lemma = (tokens.0..tokens.1).find_map(|at| p.token(at).entry.verb()).map_or("-", |verb| verb.lemma);
    draft.resume_at =
        content.iter().filter_map(|span| covered(p, *span)).map(|range| range.1).fold(tokens.1, usize::max);
    draft.content = content;
    let mut evidence = [0.0; EVIDENCE];
    evidence[..tagger::EVIDENCE].copy_from_slice(&found.evidence);
    draft.evidence = Some(evidence);
    Some(draft)
}

/// Whether a content can belong to the cue at `tokens`: in another sentence only quotations and whole sentences do.
fn belongs(p: &Paragraph, span: Span, tokens: (usize, usize)) -> bool {
    let Some((from, to)) = covered(p, span) else { return false };
    let sentence = |at: usize| p.sentences.iter().find(|(from, to)| (*from..*to).contains(&at)).copied();
    let quoted = (from..to).any(|at| p.quotation(at).is_some());
    let (home, own) = (sentence(tokens.0), sentence(from));
    quoted || home == own || own.is_some_and(|(first, end)| from <= first + 1 && to + 1 >= end)
}

/// The tokens that a span touches.
fn covered(p: &Paragraph, span: Span) -> Option<(usize, usize)> {
    let from = p.tokens.partition_point(|token| token.span.end <= span.start);
    let to = p.tokens.partition_point(|token| token.span.start < span.end);
    (from < to).then_some((from, to))
}

/// A content as the program prints it: a quotation is never cut, and stands without its marks where nothing else
/// belongs to it; stops and commas at the ends are the sentence's.
fn content_of(p: &Paragraph, span: Span, cue: Span) -> Vec<Span> {
    let whole = || {
        let (from, to) = covered(p, span)?;
        let first = p.quotation(from).is_none_or(|q| q.closed && !q.outside.overlaps(cue));
        let last = p.quotation(to - 1).is_none_or(|q| q.closed && !q.outside.overlaps(cue));
        (first && last).then(|| content_spans(p, from, to))
    };
    whole().unwrap_or_else(|| Some(bare(p.body, span)).filter(|span| !span.is_empty()).into_iter().collect())
}

/// A span without blanks, stops, commas and unpaired marks at its ends.
fn bare(body: &str, span: Span) -> Span {
    let words = span.of(body);
    let edge =
        |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '"' | '“' | '”' | '—' | '–');
    let start = words.len() - words.trim_start_matches(edge).len();
    let words = words.trim_matches(edge);
    let from = span.start as usize + start.min(span.len());
    Span::new(from, from + words.len())
}

/// What is done with the words, by the cue's verb or noun; statements where no list says so.
fn act(p: &Paragraph, tokens: (usize, usize)) -> Act {
    let words = || (tokens.0..tokens.1).filter(|&at| p.token(at).kind == Kind::Word);
    let negated =
        words().any(|at| p.is(at, "not") || p.words(at).ends_with("n't") || p.words(at).ends_with("n’t"));
    let verb =
        words().filter(|&at| !p.token(at).entry.is(class::AUXILIARY)).find_map(|at| p.token(at).entry.verb());
    let act = verb.map(|verb| verb.act).or_else(|| words().find_map(|at| gazetteer::act_of(p.words(at))));
    match act.unwrap_or(Act::Says) {
        Act::Says | Act::Confirms if negated && verb.is_some_and(|verb| verb.lemma == "confirm") => {
            Act::Declines
        }
        act => act,
    }
}
