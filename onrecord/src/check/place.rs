//! A question held against one stretch of a report: the words in common, and the edits between.

use std::ops::Range;

use crate::article::Article;
use crate::statement::Statement;
use crate::text::EditKind;
use crate::text::Span;
use crate::text::fold;
use crate::text::sentences;
use crate::text::words;
use crate::utterance::Place;
use crate::utterance::Variant;
use crate::utterance::WordingEdit;
use crate::utterance::between;

use super::common::Common;
use super::common::Fit;
use super::held::Held;
use super::held::Window;
use super::owner::Owners;
use super::question::Question;

/// So many bytes around the words are read for their sentence.
const AROUND: usize = 2_000;

/// A place whose words are much like a question's.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    /// The report, by place.
    pub article: usize,
    /// Their place in all words.
    pub words: Range<usize>,
    /// Where they stand.
    pub spans: Vec<Span>,
    /// The statements that they are of, the innermost first.
    pub owners: Vec<&'a Statement>,
    /// Whether they stand in quotation marks or in a post.
    pub quoted: bool,
    /// How near they are.
    pub fit: Fit,
    /// Words in common that say something.
    pub telling: usize,
    /// From the report's words to the draft's.
    pub edits: Vec<WordingEdit>,
}

/// A question with its words by number.
pub(super) struct Asked<'a, 'd> {
    pub question: &'a Question<'d>,
    pub draft: &'a Article,
    pub words: String,
    pub numbers: Vec<u32>,
}

impl Asked<'_, '_> {
    /// What this window holds of the question; nothing where it is too little.
    pub fn at<'r>(
        &self,
        window: &Window,
        article: &Article,
        held: &Held,
        owners: &Owners<'r>,
    ) -> Option<Found<'r>> {
        let found = self.anywhere(window, article, held, owners);
        let inside = || self.inside(found.as_ref()?, window, article, held, owners);
        inside().or(found)
    }

    /// Where the words of a quotation run into one from outside: the same within that quotation alone.
    fn inside<'r>(
        &self,
        found: &Found<'r>,
        window: &Window,
        article: &Article,
        held: &Held,
        owners: &Owners<'r>,
    ) -> Option<Found<'r>> {
        let last = held.place(found.words.end.checked_sub(1)?);
        let quotation = owners.quotation_at(window.article, last.start)?;
        if found.quoted || !self.question.quoted || window.in_parts {
            return None;
        }
        let start = window.words.clone().find(|at| held.place(*at).start >= quotation.start)?;
        let window = Window { words: start..window.words.end, ..window.clone() };
        self.anywhere(&window, article, held, owners).filter(|found| found.quoted)
    }

    fn anywhere<'r>(
        &self,
        window: &Window,
        article: &Article,
        held: &Held,
        owners: &Owners<'r>,
    ) -> Option<Found<'r>> {
        let common = Common::of(&self.numbers, window, held)?;
        let range = common.widened(&self.numbers, window, held, owners);
        let spans = spans(range.clone(), window, article, held, owners);
        let edits = self.edits(article, &spans);
        let fit = common.fit(&self.numbers, &edits)?;
        Some(Found {
            article: window.article,
            words: range,
            owners: owners.innermost(window.article, &spans),
            quoted: owners.are_quoted(window.article, &spans),
            spans,
            fit,
            telling: common.telling,
            edits,
        })
    }

    /// The edits from the report's words to the draft's.
    pub fn edits(&self, article: &Article, spans: &[Span]) -> Vec<WordingEdit> {
        let printed = |article: &Article, spans: &[Span]| Variant {
            wording: spans.iter().map(|span| span.of(&article.body)).collect::<Vec<_>>().join(" "),
            printed: (article.id, spans.to_vec()),
            statements: Vec::new(),
            edits: Vec::new(),
        };
        between(&printed(article, spans), &printed(self.draft, &self.question.spans))
    }

    /// The words of the same sentence before and behind the place, as cuts.
    pub fn left_out(
        &self,
        found: &Found<'_>,
        article: &Article,
        owners: &Owners<'_>,
    ) -> [Option<WordingEdit>; 2] {
        let [Some(first), Some(last)] = [found.spans.first(), found.spans.last()] else {
            return [None, None];
        };
        let own = |span: &Span| sentence(article, *span, owners.quotation_at(found.article, span.start));
        let head = Span { start: own(first).start.min(first.start), end: first.start };
        let tail = Span { start: last.end, end: own(last).end.max(last.end) };
        let asked = &self.question.spans;
        let ends = [asked.first().map_or(0, |span| span.start), asked.last().map_or(0, |span| span.end)];
        let cut = |span: Span, at: u32| {
            let span = span.trimmed(&article.body);
            has_words(span, article).then(|| WordingEdit {
                kind: EditKind::Cut,
                removed: span.of(&article.body).to_owned(),
                added: String::new(),
                removed_at: Place { article: article.id, span },
                added_at: Place { article: self.draft.id, span: Span { start: at, end: at } },
            })
        };
        let [before, behind] = self.question.beside;
        let goes_on = |neighbour: Option<Span>, left_out: Span, at_end: bool| {
            neighbour.is_some_and(|span| meet(span.of(&self.draft.body), left_out.of(&article.body), at_end))
        };
        [
            cut(head, ends[0]).filter(|_| !goes_on(before, head, true)),
            cut(tail, ends[1]).filter(|_| !goes_on(behind, tail, false)),
        ]
    }
}

fn has_words(span: Span, article: &Article) -> bool {
    span.of(&article.body).contains(char::is_alphanumeric)
}

/// Whether two stretches begin, or end, with the same two words: the one goes on as the other does.
fn meet(a: &str, b: &str, at_end: bool) -> bool {
    let keys = |text: &str| {
        let mut keys: Vec<String> = words(text, 0).iter().map(|word| fold(word.span.of(text))).collect();
        if at_end {
            keys.reverse();
        }
        keys.truncate(2);
        keys
    };
    keys(a) == keys(b)
}

/// Where these words stand: one stretch, or one for each part of a quotation that the report splits.
fn spans(
    range: Range<usize>,
    window: &Window,
    article: &Article,
    held: &Held,
    owners: &Owners<'_>,
) -> Vec<Span> {
    let part = |span: Span| owners.quotation_at(window.article, span.start);
    let mut spans: Vec<Span> = Vec::new();
    for at in range {
        let place = held.place(at);
        match spans.last_mut() {
            Some(last) if !window.in_parts || part(*last) == part(place) => *last = last.cover(place),
            _ => spans.push(place),
        }
    }
    for span in &mut spans {
        *span = with_marks(*span, &article.body, part(*span));
    }
    spans
}

/// The words with a bracket that opens before them, and with the marks behind them, within their quotation.
fn with_marks(span: Span, body: &str, within: Option<Span>) -> Span {
    let limit = within.unwrap_or(Span { start: 0, end: body.len() as u32 });
    let before = Span { start: limit.start.min(span.start), end: span.start }.of(body);
    let behind = Span { start: span.end, end: limit.end.max(span.end) }.of(body);
    let inside = span.of(body);
    let opens =
        before.ends_with('[') && inside.contains(']') || before.ends_with('[') && behind.starts_with(']');
    let rest = behind.trim_start_matches(']').trim_start_matches(['.', ',', ';', ':', '!', '?']);
    Span { start: span.start - u32::from(opens), end: span.end + (behind.len() - rest.len()) as u32 }
}

/// The sentence that the words stand in, within their quotation if they are quoted.
fn sentence(article: &Article, span: Span, quotation: Option<Span>) -> Span {
    let block = || {
        let at = article.blocks.partition_point(|block| block.span.end <= span.start);
        article.blocks.get(at).map(|block| block.span)
    };
    let limit = quotation.or_else(block).unwrap_or(span);
    let body = article.body.as_str();
    let mut start = (limit.start as usize).max((span.start as usize).saturating_sub(AROUND));
    let mut end = (limit.end as usize).min(span.end as usize + AROUND).max(start);
    while !body.is_char_boundary(start) {
        start += 1;
    }
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let all = sentences(body.get(start..end).unwrap_or(""), start);
    let touched = all.iter().filter(|sentence| sentence.overlaps(span));
    touched.copied().reduce(Span::cover).unwrap_or(span)
}
