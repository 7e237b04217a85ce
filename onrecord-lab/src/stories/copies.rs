//! Checks of reprints, of corrections, and of which reports are one story.

use std::collections::BTreeSet;

use onrecord::text::Span;

use super::joined::{Correction, Edit, Grouped, Reprint};
use super::place::place;
use super::statements::found;
use super::truth::Row;
use super::wire::{Article, Run, touches, word_line};

/// One report copied from another, or did not.
pub fn reprint(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let (original, copy) = (run.article(row.cell("original"))?, run.article(row.cell("copy"))?);
    let from = |from: &Article, to: &Article| {
        run.reprints.iter().find(|one| one.original == from.id && one.copy == to.id)
    };
    let (right, reversed) = (from(original, copy), from(copy, original));
    match (row.cell("what"), right) {
        ("none", _) if run.reprints.is_empty() => Err("no reprint at all, so nothing is proven".to_owned()),
        ("none", _) => {
            Ok(right.or(reversed).map(|_| "a reprint joins them".to_owned()).into_iter().collect())
        }
        ("reprint", Some(right)) => fields(right, copy, row),
        ("reprint", None) if reversed.is_some() => Err("the reprint runs the other way".to_owned()),
        ("reprint", None) => Err("no reprint".to_owned()),
        (what, _) => Err(format!("the table knows no `{what}`")),
    }
}

fn fields(found: &Reprint, copy: &Article, row: &Row) -> Result<Vec<String>, String> {
    let spans: Vec<Span> = found.passages.iter().map(|passage| passage[1]).collect();
    let mut problems = Vec::new();
    for words in row.cell("words").split(" + ").filter(|words| !words.is_empty()) {
        problems.extend(uncovered(copy, &spans, place(copy, words)?, words));
    }
    problems.extend(share(found.share, row.cell("share")));
    problems.extend(at_words(copy, found.credit, row.cell("credit"), "credit")?);
    Ok(problems)
}

/// Nine tenths of the words lie in the passages.
fn uncovered(copy: &Article, passages: &[Span], wanted: Span, words: &str) -> Option<String> {
    let wanted = copy.words_in(&[wanted]);
    let held = copy.words_in(passages);
    let covered = wanted.iter().filter(|at| held.binary_search(at).is_ok()).count();
    let enough = covered as f64 >= 0.9 * wanted.len() as f64;
    (!enough).then(|| format!("{covered} of {} words in passages: `{words}`", wanted.len()))
}

fn share(found: f64, wanted: &str) -> Option<String> {
    let (least, most) = wanted.split_once("..")?;
    let inside = least.parse().is_ok_and(|least: f64| found >= least)
        && most.parse().is_ok_and(|most: f64| found <= most);
    (!inside).then(|| format!("share: expected {wanted}, found {found:.2}"))
}

/// The span stands at one of these words; `none`: there is no span.
fn at_words(article: &Article, at: Option<Span>, cell: &str, what: &str) -> Result<Option<String>, String> {
    let mut right = cell.is_empty() || (cell == "none" && at.is_none());
    for words in cell.split(" OR ").filter(|words| !words.is_empty() && *words != "none") {
        let wanted = place(article, words)?;
        right |= at.is_some_and(|at| touches(at, wanted));
    }
    let shown = at.map_or("none", |at| at.of(&article.body));
    Ok((!right).then(|| format!("{what}: expected {cell}, found {shown}")))
}

/// What changed between two captures: edits, notice, statements touched. `none`: they are no captures of one.
pub fn correction(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let (before, after) = (run.article(row.cell("before"))?, run.article(row.cell("after"))?);
    let joins = |one: &&Correction| one.before == before.id && one.after == after.id;
    let here = run.corrections.iter().find(joins);
    match (row.cell("changed"), here) {
        ("none", _) if run.corrections.is_empty() => {
            Err("no correction at all, so nothing is proven".to_owned())
        }
        ("none", here) => Ok(here.map(|_| "a correction joins them".to_owned()).into_iter().collect()),
        (_, None) => Err("no correction".to_owned()),
        (changed, Some(one)) => {
            let mut problems: Vec<String> =
                changed.split(" + ").filter_map(|change| unchanged(&one.edits, change)).collect();
            problems.extend(at_words(after, one.notice, row.cell("notice"), "notice")?);
            problems.extend(untouched(run, one, row)?);
            Ok(problems)
        }
    }
}

/// `old → new`: an edit, or several small ones together, drop the one and add the other.
fn unchanged(edits: &[Edit], change: &str) -> Option<String> {
    let (old, new) = change.split_once(" → ").unwrap_or((change, ""));
    let most = old.split(' ').count().max(new.split(' ').count()) + 3;
    let small =
        |edit: &&Edit| [&edit.removed, &edit.added].iter().all(|words| words.split(' ').count() <= most);
    let joined = |side: fn(&Edit) -> &str| {
        let words: Vec<&str> = edits.iter().filter(small).map(side).collect();
        format!(" {} ", word_line(&words.join(" ")))
    };
    let holds = |side: String, wanted: &str| side.contains(&format!(" {} ", word_line(wanted)));
    let right = holds(joined(|edit| &edit.removed), old) && holds(joined(|edit| &edit.added), new);
    let shown =
        || edits.iter().map(|edit| format!("`{}`→`{}`", edit.removed, edit.added)).collect::<Vec<_>>();
    (!right).then(|| format!("expected {change}, found {}", shown().join(", ")))
}

fn untouched(run: &Run<'_>, one: &Correction, row: &Row) -> Result<Vec<String>, String> {
    let mut problems = Vec::new();
    for id in row.cell("touched").split(" + ").filter(|id| !id.is_empty()) {
        let touched = found(run, id)?.iter().any(|statement| one.statements.contains(&statement.id));
        problems.extend((!touched).then(|| format!("{id} is not among the statements that it touches")));
    }
    Ok(problems)
}

/// All reports tell one story.
pub fn story(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let all: BTreeSet<String> = run.articles.iter().map(|article| article.id.clone()).collect();
    match row.cell("what") {
        "one" => Ok(ungrouped(&run.stories, &[all])),
        what => Err(format!("the table knows no `{what}`")),
    }
}

/// The stories are these groups of articles.
pub fn ungrouped(stories: &[Grouped], wanted: &[BTreeSet<String>]) -> Vec<String> {
    let found: Vec<BTreeSet<String>> =
        stories.iter().map(|one| one.articles.iter().cloned().collect()).collect();
    let right = found.len() == wanted.len() && wanted.iter().all(|group| found.contains(group));
    let sizes = |groups: &[BTreeSet<String>]| {
        groups.iter().map(|group| group.len().to_string()).collect::<Vec<_>>().join("+")
    };
    let problem = || format!("expected stories of {}, found {}", sizes(wanted), sizes(&found));
    if right { Vec::new() } else { vec![problem()] }
}
