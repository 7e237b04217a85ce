//! A finding of the model as a draft: where its source, cue and contents begin and end.

use crate::text::Quotation;
use crate::text::Span;

use super::Act;
use super::MarkKind;
use super::draft::Draft;
use super::draft::content_spans;
use super::gazetteer;
use super::learned::EVIDENCE;
use super::learned::Found;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;
use super::source::Range;
use super::tagger;

/// A source that is nothing but an article is taken on to the cue where so many words stand between them.
const PHRASE: usize = 4;

/// A finding as a draft; nothing where its content is a title, a term or a nickname.
pub fn draft(p: &Paragraph, found: &Found, settled: &[(Span, MarkKind)]) -> Option<Draft> {
    let tokens = covered(p, found.cue)?;
    let content = contents(p, found, tokens, settled);
    let has_word = found.cue.of(p.body).contains(char::is_alphabetic);
    let is_quoted = content.iter().any(|span| p.quotations.iter().any(|q| q.inside.overlaps(*span)));
    if content.is_empty() || !has_word && !is_quoted {
        return None;
    }
    let source = found.source.map(|span| source(p, span, tokens)).filter(|span| !span.is_empty());
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

/// The tokens that a span touches.
pub fn covered(p: &Paragraph, span: Span) -> Option<Range> {
    let from = p.tokens.partition_point(|token| token.span.end <= span.start);
    let to = p.tokens.partition_point(|token| token.span.start < span.end);
    (from < to).then_some((from, to))
}

/// The contents that can belong to the cue at `tokens`, joined where nothing of the statement parts them.
fn contents(p: &Paragraph, found: &Found, tokens: Range, settled: &[(Span, MarkKind)]) -> Vec<Span> {
    let own = found.content.iter().filter(|span| p.span.contains(**span) && belongs(p, **span, tokens));
    let mut content: Vec<Span> =
        own.flat_map(|span| content_of(p, in_sentences(p, *span, tokens), found.cue)).collect();
    content.dedup_by(|next, before| {
        let beside = before.end <= next.start && is_joint(p, found, *before, *next);
        if beside {
            *before = before.cover(*next);
        }
        beside
    });
    content.retain(|span| !settled.iter().any(|(inside, _)| inside.contains(*span)));
    content
}

/// Whether a content can belong to the cue at `tokens`: in another sentence only quotations and whole sentences do.
fn belongs(p: &Paragraph, span: Span, tokens: Range) -> bool {
    let Some((from, to)) = covered(p, span) else { return false };
    let (home, own) = (p.sentence(tokens.0), p.sentence(from));
    let whole = || own.is_some_and(|(first, end)| from <= first + 1 && to + 1 >= end);
    home == own || (from..to).all(|at| !is_word(p, at)) || whole()
}

fn is_word(p: &Paragraph, at: usize) -> bool {
    matches!(p.token(at).kind, Kind::Word | Kind::Number)
}

/// A content without the pieces of sentences that are not the cue's: whole quotations end with their sentence,
/// and of a further sentence the whole belongs to it or nothing.
fn in_sentences(p: &Paragraph, span: Span, cue: Range) -> Span {
    let sentences = || Some((covered(p, span)?, p.sentence(cue.0)?));
    let Some(((from, to), home)) = sentences() else { return span };
    let (Some(first), Some(last)) = (p.sentence(from), p.sentence(to - 1)) else { return span };
    if first == last {
        return span;
    }
    let all_quoted = |from: usize, to: usize| (from..to).all(|at| !is_word(p, at));
    let unquoted = |from: usize, to: usize| (from..to).all(|at| p.quotation(at).is_none());
    let end = match last {
        _ if all_quoted(from, first.1) && unquoted(first.1, to) => p.token(first.1 - 1).span.end,
        _ if last != home && to + 1 < last.1 => p.token(last.0 - 1).span.end,
        _ => span.end,
    };
    let is_tail = first != home && from > first.0 + 1;
    let start = if is_tail { p.token(first.1).span.start } else { span.start };
    Span { start: start.min(end), end }
}

/// Whether two contents of a finding are one: blanks between them, or words of their sentence that are neither
/// its cue nor its source.
fn is_joint(p: &Paragraph, found: &Found, before: Span, next: Span) -> bool {
    let gap = Span { start: before.end, end: next.start };
    if gap.of(p.body).trim().is_empty() {
        return true;
    }
    let parted = gap.overlaps(found.cue) || found.source.is_some_and(|source| source.overlaps(gap));
    let sentence =
        |span: Span| covered(p, span).and_then(|(from, to)| Some((p.sentence(from)?, p.sentence(to - 1)?)));
    !parted && sentence(before).zip(sentence(next)).is_some_and(|(before, next)| before.1 == next.0)
}

/// A content as the program prints it: a quotation is never cut, and stands without its marks where nothing else
/// belongs to it; stops and commas at the ends are the sentence's.
fn content_of(p: &Paragraph, span: Span, cue: Span) -> Vec<Span> {
    let ends = |q: &Quotation| q.closed || bare(p.body, q.inside).end <= span.end;
    let whole = || {
        let (from, to) = covered(p, span)?;
        let is_whole = |at: usize| p.quotation(at).is_none_or(|q| ends(q) && !q.outside.overlaps(cue));
        (is_whole(from) && is_whole(to - 1)).then(|| content_spans(p, from, to))
    };
    whole().unwrap_or_else(|| Some(bare(p.body, span)).filter(|span| !span.is_empty()).into_iter().collect())
}

/// A source in the sentence next to its cue; a lone article is taken on to the cue: `the` of `the court held`.
fn source(p: &Paragraph, span: Span, cue: Range) -> Span {
    let span = bare(p.body, one_sentence(p, span, cue).unwrap_or(span));
    let Some((from, to)) = covered(p, span) else { return span };
    let is_article = |at: usize| p.is(at, "the") || p.is(at, "a") || p.is(at, "an");
    let phrase = to < cue.0 && cue.0 - to <= PHRASE && (to..cue.0).all(|at| is_word(p, at));
    if to == from + 1 && is_article(from) && phrase { p.span_of(from, cue.0).unwrap_or(span) } else { span }
}

/// Of a source that runs across the end of a sentence, the part beside the cue.
fn one_sentence(p: &Paragraph, span: Span, cue: Range) -> Option<Span> {
    let (from, to) = covered(p, span)?;
    let (first, last) = (p.sentence(from)?, p.sentence(to - 1)?);
    match () {
        () if first == last => Some(span),
        () if cue.0 >= to => Some(Span { start: p.token(last.0).span.start, end: span.end }),
        () => Some(Span { start: span.start, end: p.token(first.1 - 1).span.end }),
    }
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
fn act(p: &Paragraph, tokens: Range) -> Act {
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
