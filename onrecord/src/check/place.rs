//! A question held against one stretch of a report: the words in common, and the edits between.

use std::ops::Range;

use crate::article::Article;
use crate::statement::Statement;
use crate::text::EditKind;
use crate::text::Span;
use crate::text::align;
use crate::text::fold;
use crate::text::sentences;
use crate::text::words;
use crate::utterance::Likeness;
use crate::utterance::Place;
use crate::utterance::Tie;
use crate::utterance::Variant;
use crate::utterance::WordingEdit;
use crate::utterance::are_one;
use crate::utterance::between;

use super::held::Held;
use super::held::Window;
use super::owner::Owners;
use super::question::Question;

/// What a word in common is worth, and what one is worth besides that says something by itself.
const WORD: usize = 6;
const TELLING: usize = 4;
/// So many bytes around the words are read for their sentence.
const AROUND: usize = 2_000;

/// How near the words of a place are to those of a question.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    /// Enough of them to be the same words of the same speaker.
    Near,
    /// Enough of them to be the same words said.
    Alike,
    /// Nearly all.
    Close,
    /// Word for word.
    Exact,
}

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

/// The words that a question and a window have in common.
struct Common {
    /// The first and last of them in the question.
    question: Range<usize>,
    /// The first and last of them in the reports.
    words: Range<usize>,
    aligned: usize,
    telling: usize,
    likeness: Likeness,
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
            span.of(&article.body).contains(char::is_alphanumeric).then(|| WordingEdit {
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

impl Common {
    /// Aligns the question with the window, and keeps the stretch where most words are in common.
    fn of(question: &[u32], window: &Window, held: &Held) -> Option<Self> {
        let pairs = pairs(question, held.numbers(window.words.clone()));
        let runs: Vec<&[(usize, usize)]> = pairs.chunk_by(|a, b| b.0 == a.0 + 1 && b.1 == a.1 + 1).collect();
        let is_telling = |pair: &&(usize, usize)| !held.is_function(question[pair.0]);
        let telling = |run: &[(usize, usize)]| run.iter().filter(is_telling).count();
        let kept = &runs[best(&runs, |run| run.len() * WORD + telling(run) * TELLING)?];
        let (first, last) = (kept.first()?.first()?, kept.last()?.last()?);
        let long = || kept.iter().filter(|run| run.len() > 1);
        Some(Self {
            question: first.0..last.0 + 1,
            words: window.words.start + first.1..window.words.start + last.1 + 1,
            aligned: kept.iter().map(|run| run.len()).sum(),
            telling: kept.iter().map(|run| telling(run)).sum(),
            likeness: Likeness {
                run: kept.iter().map(|run| run.len()).max()?,
                matched: long().map(|run| run.len()).sum(),
                telling: long().map(|run| telling(run)).sum(),
                shorter: question.len(),
            },
        })
    }

    /// The words in common, and as many beside them as the question has beside its own: they may have been
    /// replaced. Never beyond the quotation.
    fn widened(&self, question: &[u32], window: &Window, held: &Held, owners: &Owners<'_>) -> Range<usize> {
        let (mut from, mut to) = (self.words.start, self.words.end);
        let whole = Span { start: 0, end: u32::MAX };
        let around = |at: usize| owners.quotation_at(window.article, held.place(at).start).unwrap_or(whole);
        let (first, last) = (around(from), around(to - 1));
        for _ in 0..self.question.start {
            if from > window.words.start && held.place(from - 1).start >= first.start {
                from -= 1;
            }
        }
        for _ in self.question.end..question.len() {
            if to < window.words.end && held.place(to).end <= last.end {
                to += 1;
            }
        }
        from..to
    }

    /// How near the words are; nothing where they are only somewhat alike.
    fn fit(&self, question: &[u32], edits: &[WordingEdit]) -> Option<Fit> {
        if edits.iter().all(keeps_the_words) {
            return Some(Fit::Exact);
        }
        let all = question.len();
        let nearly = self.aligned * 100 >= all * 80 && all >= 5;
        if nearly || (3..5).contains(&all) && self.aligned + 1 >= all && self.telling >= 1 {
            return Some(Fit::Close);
        }
        if are_one(self.likeness, Tie::Same, true, true) {
            return Some(Fit::Alike);
        }
        let Likeness { run, telling, .. } = self.likeness;
        let shows = run >= 4 && telling >= 1 || self.telling >= 2;
        (all >= 4 && self.aligned * 100 >= all * 60 && shows).then_some(Fit::Near)
    }
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

/// The words in common: those of the whole question where it stands word for word.
fn pairs(question: &[u32], words: &[u32]) -> Vec<(usize, usize)> {
    let whole = words.windows(question.len().max(1)).position(|run| run == question);
    let in_a_row = |at: usize| (0..question.len()).map(|word| (word, at + word)).collect();
    whole.map_or_else(|| closed_up(align(question, words), question, words), in_a_row)
}

/// Moves a word to the words that follow it in the question, where it stands before these in the report too.
fn closed_up(mut pairs: Vec<(usize, usize)>, question: &[u32], words: &[u32]) -> Vec<(usize, usize)> {
    for at in (1..pairs.len()).rev() {
        let ((asked, place), (next, after)) = (pairs[at - 1], pairs[at]);
        if next == asked + 1 && after > place + 1 && words[after - 1] == question[asked] {
            pairs[at - 1].1 = after - 1;
        }
    }
    pairs
}

/// Whether an edit leaves every word what it is: capitals, accents, hyphens, the mark at the end.
fn keeps_the_words(edit: &WordingEdit) -> bool {
    let letters = |words: &str| fold(words).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    match edit.kind {
        EditKind::Case | EditKind::EndMark => true,
        EditKind::Respelling => letters(&edit.removed) == letters(&edit.added),
        EditKind::Ellipsis => letters(&edit.removed).is_empty() && letters(&edit.added).is_empty(),
        _ => false,
    }
}

/// The runs, from one to another, that are worth most once what lies between them is taken off.
fn best(runs: &[&[(usize, usize)]], worth: impl Fn(&[(usize, usize)]) -> usize) -> Option<Range<usize>> {
    let (mut from, mut sum) = (0, 0);
    let mut best: Option<(usize, Range<usize>)> = None;
    for (at, run) in runs.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).and_then(|at| runs[at].last()) {
            let gap = gap(run[0].0 - before.0 - 1, run[0].1 - before.1 - 1);
            if gap >= sum {
                (from, sum) = (at, 0);
            } else {
                sum -= gap;
            }
        }
        sum += worth(run);
        if best.as_ref().is_none_or(|(most, _)| sum > *most) {
            best = Some((sum, from..at + 1));
        }
    }
    best.map(|(_, range)| range)
}

/// What words between two runs take off: those of the question each, those left out ever less, for a cut may
/// be long.
fn gap(asked: usize, left_out: usize) -> usize {
    2 * asked + left_out.checked_ilog2().map_or(0, |size| 3 + 3 * size as usize)
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
