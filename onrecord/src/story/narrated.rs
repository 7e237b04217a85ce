//! What the reports tell in their own words: dated sentences, captions of photographs, ages inside posts.

use super::order::Order;
use super::{Moment, What};
use crate::article::{Article, Block, BlockKind};
use crate::text::{Span, sentences};
use crate::time::{self, Anchor, Found, When};

/// Longer intervals than this say too little to be a step of a story.
const LONGEST: i64 = 8 * 86_400;
/// An event this long before its report is background.
const BACKGROUND: i64 = 540 * 86_400;

/// The moments that the printed dates and the order words of `article` give; `taken` are the places of its statements.
pub(super) fn moments(article: &Article, mut taken: Vec<Span>, order: &Order, into: &mut Vec<Moment>) {
    taken.sort_unstable();
    let anchor = Anchor { when: article.published.clone() };
    for block in &article.blocks {
        match block.kind {
            BlockKind::Caption => photo(article, block, &anchor, into),
            BlockKind::Post => post(article, block, &anchor, into),
            BlockKind::Paragraph => paragraph(article, block, &anchor, &taken, order, into),
            _ => {}
        }
    }
}

/// The first day that a caption prints is the photograph's.
fn photo(article: &Article, block: &Block, anchor: &Anchor, into: &mut Vec<Moment>) {
    let found = expressions(article, block.span, anchor);
    if let Some(date) = found.into_iter().find(|date| is_short(&date.when)) {
        into.push(moment(article, What::Photo, date.when, block.span.trimmed(&article.body)));
    }
}

/// Ages inside a post count from the post's own date, which it prints at its end.
fn post(article: &Article, block: &Block, anchor: &Anchor, into: &mut Vec<Moment>) {
    let found = expressions(article, block.span, anchor);
    let Some(own) = found.iter().rev().find(|date| is_day(&date.when)) else { return };
    let anchor = Anchor { when: own.when.clone() };
    for date in expressions(article, block.span, &anchor) {
        let moved = found.iter().any(|old| old.span == date.span && old.when != date.when);
        let unheard = !found.iter().any(|old| old.span == date.span);
        if (moved || unheard) && !date.when.is_unknown() {
            into.push(moment(article, What::Narrated, date.when, date.span));
        }
    }
}

/// Sentences that report nobody's words, and are dated or told in order.
fn paragraph(
    article: &Article,
    block: &Block,
    anchor: &Anchor,
    taken: &[Span],
    order: &Order,
    into: &mut Vec<Moment>,
) {
    let mut dates = expressions(article, block.span, anchor).into_iter().peekable();
    for sentence in sentences(block.span.of(&article.body), block.span.start as usize) {
        let mut dated: Option<When> = None;
        while let Some(date) = dates.next_if(|date| date.span.start < sentence.end) {
            if dated.is_none() && is_short(&date.when) && is_past(&date.when, article) {
                dated = Some(date.when);
            }
        }
        let dated = dated.filter(|_| !touches(taken, sentence));
        let told = order.told(article, block.span, sentence);
        let bound = article.published.end.map(|end| When::by(end, "article date"));
        if let Some(when) = dated {
            let what = if is_background(&when, article) { What::Background } else { What::Narrated };
            let after = told.map(|told| told.after).unwrap_or_default();
            into.push(Moment { after, ..moment(article, what, when, sentence) });
        } else if let (Some(told), Some(when)) = (told, bound) {
            let span = told.span.trimmed(&article.body);
            into.push(Moment { after: told.after, ..moment(article, What::Narrated, when, span) });
        }
    }
}

fn expressions(article: &Article, span: Span, anchor: &Anchor) -> Vec<Found> {
    time::find(span.of(&article.body), span.start as usize, anchor)
}

fn moment(article: &Article, what: What, when: When, span: Span) -> Moment {
    Moment {
        when,
        what,
        article: article.id,
        span: Some(span),
        statement: None,
        story: None,
        after: Vec::new(),
    }
}

/// Whether one of the sorted spans shares a byte with `sentence`.
fn touches(taken: &[Span], sentence: Span) -> bool {
    let until = taken.partition_point(|span| span.start < sentence.end);
    // A span that began long ago may still reach in; statements are short, so a few steps back suffice.
    taken[..until].iter().rev().take(32).any(|span| span.overlaps(sentence))
}

fn is_short(when: &When) -> bool {
    matches!((when.start, when.end), (Some(start), Some(end)) if end.latest() - start.earliest() <= LONGEST)
}

fn is_day(when: &When) -> bool {
    matches!((when.start, when.end), (Some(start), Some(end)) if start.day() == end.day())
}

/// A story's timeline holds what has happened: nothing after the report.
fn is_past(when: &When, article: &Article) -> bool {
    let report = article.revised.as_ref().and_then(|when| when.end).or(article.published.end);
    match (when.start, report) {
        (Some(start), Some(report)) => start.earliest() <= report.latest(),
        _ => false,
    }
}

fn is_background(when: &When, article: &Article) -> bool {
    match (when.end, article.published.end) {
        (Some(end), Some(report)) => report.earliest() - end.latest() > BACKGROUND,
        _ => false,
    }
}
