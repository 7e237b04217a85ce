//! Checks of an article's own fields and blocks.

use super::place::{every, place};
use super::statements::nobodys;
use super::times;
use super::truth::Row;
use super::wire::{Article, Run, plain};

/// Outlet, headline, byline, dates, blocks.
pub fn document(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let article = run.article(row.cell("report"))?;
    let (what, value) = (row.cell("what"), row.cell("value"));
    Ok(match what {
        "outlet" => named(article.outlet.name.as_deref(), value),
        "headline" => named(article.headline.as_deref(), value),
        "byline" => byline(article, value),
        "published" => times::problem(article.published.as_ref(), value).into_iter().collect(),
        "revised" => times::problem(article.revised.as_ref(), value).into_iter().collect(),
        kinds => block(run, article, kinds, value)?,
    })
}

fn named(found: Option<&str>, wanted: &str) -> Vec<String> {
    let right = found.is_some_and(|found| plain(found) == plain(wanted));
    if right { Vec::new() } else { vec![format!("expected `{wanted}`, found `{}`", found.unwrap_or("none"))] }
}

fn byline(article: &Article, wanted: &str) -> Vec<String> {
    let right = article.byline.iter().any(|name| plain(name).contains(&plain(wanted)));
    if right { Vec::new() } else { vec![format!("expected {wanted}, found {:?}", article.byline)] }
}

/// Nine tenths of the words lie in blocks of these kinds, and nobody says them.
fn block(run: &Run<'_>, article: &Article, kinds: &str, words: &str) -> Result<Vec<String>, String> {
    let (kinds, optional) = match kinds.strip_prefix("absent or ") {
        Some(kinds) => (kinds, true),
        None => (kinds, false),
    };
    if optional && every(article, words).is_empty() {
        let empty = run.of(article).next().is_none();
        return Ok(if empty {
            vec!["nothing was found here, so nothing is proven".to_owned()]
        } else {
            Vec::new()
        });
    }
    let span = place(article, words)?;
    let kinds: Vec<&str> = kinds.split('/').collect();
    let wanted = article.words_in(&[span]);
    let here = article.blocks.iter().filter(|block| block.span.overlaps(span));
    let right: Vec<_> = here.clone().filter(|b| kinds.contains(&b.kind.as_str())).map(|b| b.span).collect();
    let covered = article.words_in(&right).iter().filter(|at| wanted.binary_search(at).is_ok()).count();
    let mut problems = Vec::new();
    if (covered as f64) < 0.9 * wanted.len() as f64 {
        let found: Vec<&str> = here.map(|block| block.kind.as_str()).collect();
        problems.push(format!("expected a block {}, found {}", kinds.join(" or "), found.join(", ")));
    }
    problems.extend(nobodys(run, article, span, &[]));
    Ok(problems)
}
