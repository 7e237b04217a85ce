//! All corrections among many articles, without looking at every pair.

use rustc_hash::FxHashMap;

use super::Correction;
use super::compare;
use super::in_order;
use super::keys;
use crate::article::Article;
use crate::reprint::Face;
use crate::reprint::are_captures;
use crate::statement::Statement;
use crate::text::Id;
use crate::text::Span;
use crate::time::Stamp;

/// An article is held against so many that follow it in order of publication under one key.
const NEXT: usize = 8;

/// The corrections among these articles: pairs of captures of one article, each with its next one; in order of the
/// later capture. The order of the articles and statements does not matter.
pub fn spot(articles: &[&Article], statements: &[&Statement]) -> Vec<Correction> {
    let mut sorted = articles.to_vec();
    let day = |article: &Article| article.published.end.map_or(i64::MAX, Stamp::latest);
    sorted.sort_by_key(|article| (day(article), in_order(article)));
    sorted.dedup_by_key(|article| article.id);
    let mut found: Vec<Correction> = Vec::new();
    for mut captures in groups(&sorted) {
        captures.sort_by_key(|article| in_order(article));
        found.extend(captures.windows(2).filter_map(|pair| compare(pair[0], pair[1])));
    }
    touch(&mut found, statements);
    found.sort_unstable_by_key(|one| (one.after, one.before));
    found
}

/// Articles with more than one capture.
fn groups<'a>(articles: &[&'a Article]) -> Vec<Vec<&'a Article>> {
    let faces: Vec<Face> = articles.iter().map(|article| Face::of(article)).collect();
    let mut first: Vec<usize> = (0..articles.len()).collect();
    for [a, b] in alike(articles) {
        let (a_top, b_top) = (top(&mut first, a), top(&mut first, b));
        if a_top != b_top && faces[a].may_be(&faces[b]) && are_captures(articles[a], articles[b]) {
            first[a_top.max(b_top)] = a_top.min(b_top);
        }
    }
    let mut groups: Vec<Vec<&Article>> = vec![Vec::new(); articles.len()];
    for (at, article) in articles.iter().enumerate() {
        groups[top(&mut first, at)].push(article);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Pairs that share a key and stand near each other in its order.
fn alike(articles: &[&Article]) -> Vec<[usize; 2]> {
    let of_article = |(at, article): (usize, &&Article)| keys(article).into_iter().map(move |key| (key, at));
    let mut postings: Vec<(u64, usize)> = articles.iter().enumerate().flat_map(of_article).collect();
    postings.sort_unstable();
    let mut pairs = Vec::new();
    for bucket in postings.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, a)) in bucket.iter().enumerate() {
            pairs.extend(bucket[at + 1..].iter().take(NEXT).map(|(_, b)| [*a, *b]));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The first of a group, with the way to it shortened.
fn top(first: &mut [usize], mut at: usize) -> usize {
    while first[at] != at {
        first[at] = first[first[at]];
        at = first[at];
    }
    at
}

/// Names the statements of either capture that a change touches.
fn touch(corrections: &mut [Correction], statements: &[&Statement]) {
    let mut of_article: FxHashMap<Id<Article>, Vec<&Statement>> = FxHashMap::default();
    for statement in statements {
        of_article.entry(statement.article).or_default().push(statement);
    }
    for one in corrections {
        let removed: Vec<Span> = one.edits.iter().map(|edit| edit.removed).collect();
        let added: Vec<Span> = one.edits.iter().map(|edit| edit.added).collect();
        for (article, places) in [(one.before, &removed), (one.after, &added)] {
            let held = of_article.get(&article).map_or(&[][..], Vec::as_slice);
            let touched = held.iter().filter(|statement| is_touched(statement, places));
            one.statements.extend(touched.map(|statement| statement.id));
        }
        one.statements.sort_unstable();
        one.statements.dedup();
    }
}

/// Whether a change lies in a statement's words, or in those that say whose they are. Changes stand in order.
fn is_touched(statement: &Statement, changes: &[Span]) -> bool {
    let spans = statement.content.iter().chain(&statement.cue).chain(&statement.source);
    spans.into_iter().any(|span| {
        let from = changes.partition_point(|change| change.end <= span.start);
        changes[from..].first().is_some_and(|change| change.start < span.end)
    })
}
