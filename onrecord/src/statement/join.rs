//! What the model finds, joined with what only the rules know for certain.
//!
//! The model decides where cues, sources and contents stand; the rules know quotation marks, acts without words,
//! statements inside statements, and to whom and through what somebody spoke.

use crate::text::Span;

use super::Act;
use super::MarkKind;
use super::Scope;
use super::clause::has_verb;
use super::draft::Draft;
use super::finding::covered;
use super::finding::draft;
use super::learned::EVIDENCE;
use super::learned::Found;
use super::learned::Learned;
use super::lexicon::Shape;
use super::lexicon::class;
use super::nothing::is_condition;
use super::paragraph::Paragraph;
use super::rules::Ruled;
use super::window;

/// A finding that is less likely to be right is left out. Leaving out more costs F1 from half the F1 that is reached on
/// (Lipton, Elkan and Naryanaswamy 2014); a little less keeps what rare cues report.
const LEAST: f32 = 0.3;

/// A finding that is less likely to be right gives way to a rule's reading of a whole quotation.
const UNLIKELY: f32 = 0.5;

/// So few words without a verb are a topic, not what somebody said of it: `spoke about the new bridge`.
const TOPIC: usize = 6;

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
        rule.into_iter().for_each(|rule| learn_from(p, draft, rule));
        let mut evidence = draft.evidence.unwrap_or_default();
        evidence[EVIDENCE - 2] = f32::from(is_quoted(p, draft));
        evidence[EVIDENCE - 1] = f32::from(rule.is_some());
        draft.confidence = model.share(&evidence);
        draft.evidence = Some(evidence);
        draft.scope = match rule.filter(|rule| touch(&rule.content, &draft.content)) {
            Some(rule) => rule.scope,
            None if draft.confidence >= UNLIKELY && is_certain(p, draft) => Scope::Certain,
            None => Scope::Uncertain,
        };
    }
    drafts
        .retain(|draft| draft.confidence >= LEAST && !is_act(&ruled, draft) && !is_misread(p, &ruled, draft));
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
/// quoted words or such as may be the outlet's own where the model finds nothing, or whole quotations that the model gives to nobody, or to somebody unlikely.
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
        || (rule.scope == Scope::Uncertain || is_quoted(p, rule)) && rivals().next().is_none()
        || is_direct(p, rule) && rivals().all(|draft| draft.confidence < UNLIKELY)
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}

/// Whether some of a draft's words stand in quotation marks.
fn is_quoted(p: &Paragraph, draft: &Draft) -> bool {
    p.quotations.iter().any(|q| touch(&draft.content, &[q.inside]))
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

/// `asked not to be named`, `spoke on condition that …`: nothing is said; `said in a note that was sent`: the note was,
/// where the rules know what it says.
fn is_misread(p: &Paragraph, ruled: &[Draft], draft: &Draft) -> bool {
    let Some((from, to)) = draft.content.first().and_then(|span| covered(p, *span)) else { return false };
    let (cue, end) = draft.tokens;
    let on_condition = (cue..end.max(from)).any(|at| p.is(at, "condition"));
    let relative = p.is(from, "that") && p.token(from + 1).entry.is(class::AUXILIARY | class::VERB);
    let elsewhere =
        || ruled.iter().any(|rule| touch(&rule.cue, &draft.cue) && !touch(&rule.content, &draft.content));
    draft.act == Act::Asks && is_condition(p, from, to)
        || on_condition && end.max(from) < cue + 6
        || relative && elsewhere()
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
fn learn_from(p: &Paragraph, draft: &mut Draft, rule: &Draft) {
    draft.act = rule.act;
    draft.lemma = rule.lemma;
    draft.addressee = rule.addressee;
    draft.flags.clone_from(&rule.flags);
    draft.form = rule.form;
    if !has_cue(p, draft) && touch(&rule.cue, &draft.cue) {
        draft.cue.clone_from(&rule.cue);
    }
    if !rule.cue.is_empty() {
        draft.tokens = rule.tokens;
    }
    if takes_source(p, draft, rule) {
        draft.source = rule.source;
        draft.source_tokens = rule.source_tokens;
    }
    if goes_on(rule) && draft.content.iter().all(|span| touch(&[*span], &rule.content)) {
        draft.content.clone_from(&rule.content);
    }
    draft.resume_at = draft.resume_at.max(rule.resume_at);
}

/// Whether the model's cue has a verb that the rules know: `publicly` of `publicly called` has none.
fn has_cue(p: &Paragraph, draft: &Draft) -> bool {
    (draft.tokens.0..draft.tokens.1).any(|at| p.token(at).entry.verb().is_some())
}

/// Whether the rule's source is better: the model has none, or breaks off early in it, or takes the subject that stands
/// behind a participle while the rule knows one before it: `Despite some who mocked it, calling it a toy, the club …`.
fn takes_source(p: &Paragraph, draft: &Draft, rule: &Draft) -> bool {
    let (Some(own), Some(other)) = (draft.source, rule.source) else { return draft.source.is_none() };
    let participle = (rule.tokens.0..rule.tokens.1).any(|at| p.token(at).entry.shape == Shape::Ing);
    let between = rule.cue.iter().all(|cue| other.end <= cue.start && cue.end <= own.start);
    let cut_short = own.start == other.start && 2 * own.len() < other.len();
    participle && between || cut_short
}

/// `They had met, he said, and not once`: a clause that goes on behind its cue.
fn goes_on(rule: &Draft) -> bool {
    let (Some(cue), [left, right]) = (rule.cue.first(), &rule.content[..]) else { return false };
    rule.scope == Scope::Certain && left.end <= cue.start && cue.end <= right.start
}

/// Whether a finding of the model alone is surely somebody's words: whole quotations, or behind a verb that takes a
/// quotation and more than a topic. What a picture shows or a ruling strikes down is reported too, but nobody said it.
fn is_certain(p: &Paragraph, draft: &Draft) -> bool {
    let speaks = (draft.tokens.0..draft.tokens.1)
        .any(|at| p.token(at).entry.verb().is_some_and(|verb| verb.quotation) || p.is(at, "according"));
    let said = || is_quoted(p, draft) || !draft.content.iter().all(|span| is_topic(p, *span));
    draft.source.is_some() && (is_direct(p, draft) || speaks && said())
}

fn is_topic(p: &Paragraph, span: Span) -> bool {
    covered(p, span).is_none_or(|(from, to)| to - from <= TOPIC && !has_verb(p, from, to))
}
