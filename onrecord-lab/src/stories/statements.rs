//! Checks of statements, of acts without words, of what nobody said, and of quotation marks.

use onrecord::text::Span;

use super::place::{bare, place, places};
use super::speakers::{Wanted, speaker_problem};
use super::times;
use super::truth::{Row, Table};
use super::wire::{Article, Run, Statement, length, overlap, plain};

/// The statements on a row's words (for an act: in its place with its act), closest first.
/// Speaker and form do not matter here.
pub fn found<'r>(run: &'r Run<'_>, id: &str) -> Result<Vec<&'r Statement>, String> {
    let row = run.story.row(id).ok_or_else(|| format!("the table has no row {id}"))?;
    let article = run.article(row.cell("report"))?;
    let statements = match row.table {
        Table::Statements => on_these_words(run, article, row)?,
        Table::Acts => doing_this(run, article, place(article, row.cell("words"))?, Some(row.cell("act"))),
        _ => return Err(format!("{id} is no statement")),
    };
    if statements.is_empty() { Err(format!("no statement for {id}")) } else { Ok(statements) }
}

fn floor(row: &Row) -> f64 {
    let printed = row.cell("form").split('/').all(|form| matches!(form, "direct" | "post"));
    if printed { 0.9 } else { 0.6 }
}

fn closeness(article: &Article, accepted: &[Vec<Span>], statement: &Statement) -> f64 {
    accepted.iter().map(|spans| article.jaccard(&statement.content, spans)).fold(0.0, f64::max)
}

fn on_these_words<'r>(
    run: &'r Run<'_>,
    article: &'r Article,
    row: &Row,
) -> Result<Vec<&'r Statement>, String> {
    let accepted = places(article, row.cell("words"))?;
    let mut scored: Vec<(f64, &Statement)> =
        run.of(article).map(|statement| (closeness(article, &accepted, statement), statement)).collect();
    scored.retain(|(score, _)| *score >= floor(row));
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(scored.into_iter().map(|(_, statement)| statement).collect())
}

fn doing_this<'r>(
    run: &'r Run<'_>,
    article: &'r Article,
    at: Span,
    acts: Option<&str>,
) -> Vec<&'r Statement> {
    let here = |statement: &&Statement| {
        let spans = if statement.cue.is_empty() { &statement.content } else { &statement.cue };
        let inside = overlap(spans, &[at]) * 2 > length(spans);
        inside && acts.is_none_or(|acts| acts.split('/').any(|act| act == statement.act))
    };
    run.of(article).filter(here).collect()
}

/// A statement on these words, with every field that the row names.
pub fn statement(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let article = run.article(row.cell("report"))?;
    let candidates = on_these_words(run, article, row)?;
    if candidates.is_empty() {
        return Ok(vec![nearest(run, article, row)?]);
    }
    if let Some(clash) = clash(run, &candidates) {
        return Ok(vec![clash]);
    }
    let mut tried = candidates.iter().map(|statement| fields(run, article, statement, row));
    let first = tried.next().unwrap_or_default();
    let mut problems = tried.fold(first, |best, next| if next.len() < best.len() { next } else { best });
    if row.cell("also").contains("scope=uncertain") {
        let spans = &places(article, row.cell("words"))?[0];
        problems.extend(spans.iter().flat_map(|span| nobodys(run, article, *span, &[])));
    }
    Ok(problems)
}

fn nearest(run: &Run<'_>, article: &Article, row: &Row) -> Result<String, String> {
    let accepted = places(article, row.cell("words"))?;
    let best = run
        .of(article)
        .map(|statement| (closeness(article, &accepted, statement), statement))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    Ok(match best {
        Some((score, statement)) if score > 0.0 => {
            let words: Vec<&str> = statement.content.iter().map(|span| span.of(&article.body)).collect();
            format!("no statement on these words, only `{}` (overlap {score:.2})", words.join(" / "))
        }
        _ => "no statement on these words".to_owned(),
    })
}

/// Two certain statements on the same words by two speakers are no answer.
fn clash(run: &Run<'_>, candidates: &[&Statement]) -> Option<String> {
    let inner =
        |statement: &Statement| candidates.iter().any(|other| Some(&other.id) == statement.within.as_ref());
    let certain = candidates.iter().filter(|statement| statement.is_certain() && !inner(statement));
    let mut names: Vec<String> = certain
        .map(|statement| run.names(statement).last().map(|name| plain(name)).unwrap_or_default())
        .collect();
    names.sort();
    names.dedup();
    (names.len() > 1).then(|| format!("two speakers for the same words: {}", names.join(", ")))
}

fn fields(run: &Run<'_>, article: &Article, statement: &Statement, row: &Row) -> Vec<String> {
    let mut problems = Vec::new();
    let mut expect = |what: &str, found: &str| {
        let accepted = row.cell(what);
        if !accepted.is_empty() && !accepted.split('/').any(|one| one == found) {
            problems.push(format!("{what}: expected {accepted}, found {found}"));
        }
    };
    expect("form", &statement.form);
    expect("act", &statement.act);
    problems.extend(
        Wanted::parse(row.cell("speaker")).and_then(|wanted| speaker_problem(run, statement, &wanted)),
    );
    problems.extend(cue_problem(article, statement, row));
    if row.has("to") {
        let name = statement.addressee.as_ref().map_or("", |to| &to.name);
        if !plain(name).contains(&plain(row.cell("to"))) {
            problems.push(format!("to: expected {}, found {}", row.cell("to"), or_none(name)));
        }
    }
    if row.has("said") {
        let problem = times::problem(statement.said.as_ref(), row.cell("said"));
        problems.extend(problem.map(|problem| format!("said: {problem}")));
    }
    problems.extend(also(run, statement, row));
    problems
}

/// The cue holds the row's cue words somewhere.
fn cue_problem(article: &Article, statement: &Statement, row: &Row) -> Option<String> {
    if !row.has("cue") {
        return None;
    }
    let cue: Vec<&str> = statement.cue.iter().map(|span| span.of(&article.body)).collect();
    let cue = cue.join(" ");
    let (found, wanted) = (plain(&cue), plain(row.cell("cue")));
    let right = !found.is_empty() && (found.contains(&wanted) || wanted.contains(&found));
    (!right).then(|| format!("cue: expected {}, found {}", row.cell("cue"), or_none(&cue)))
}

/// Scope, flags, medium, the enclosing statement.
fn also(run: &Run<'_>, statement: &Statement, row: &Row) -> Vec<String> {
    let wanted: Vec<(&str, &str)> =
        row.cell("also").split("; ").filter_map(|one| one.split_once('=')).collect();
    let scope = wanted.iter().find(|(key, _)| *key == "scope").map_or("certain", |(_, value)| value);
    let mut problems = Vec::new();
    if statement.scope != scope {
        problems.push(format!("scope: expected {scope}, found {}", statement.scope));
    }
    for (key, value) in wanted {
        let right = match key {
            "medium" => plain(statement.medium.as_deref().unwrap_or("")).contains(&plain(value)),
            "flag" => statement.flags.iter().any(|flag| flag == value),
            "within" => encloses(run, value, statement),
            _ => true,
        };
        if !right {
            let medium = statement.medium.as_deref().unwrap_or("none");
            problems.push(format!("{key}: expected {value} (medium {medium}, flags {:?})", statement.flags));
        }
    }
    problems
}

fn encloses(run: &Run<'_>, id: &str, statement: &Statement) -> bool {
    let outer = found(run, id).unwrap_or_default();
    outer.iter().any(|outer| statement.within.as_ref() == Some(&outer.id))
}

/// A statement found by what it does, which may have no content.
pub fn act(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let article = run.article(row.cell("report"))?;
    let at = place(article, row.cell("words"))?;
    let candidates = doing_this(run, article, at, Some(row.cell("act")));
    let tried = candidates.iter().map(|statement| fields(run, article, statement, row));
    Ok(tried.min_by_key(Vec::len).unwrap_or_else(|| {
        let mut others: Vec<&str> =
            doing_this(run, article, at, None).iter().map(|statement| statement.act.as_str()).collect();
        others.dedup();
        vec![format!("expected the act {}, found {}", row.cell("act"), or_none(&others.join(", ")))]
    }))
}

/// No certain statement on these words.
pub fn not_statement(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let article = run.article(row.cell("report"))?;
    let allowed: Vec<&str> = row.cell("allow").split(", ").filter(|name| !name.is_empty()).collect();
    Ok(nobodys(run, article, place(article, row.cell("words"))?, &allowed))
}

/// Neither half of a certain statement lies in the span nor half of the span in one.
pub fn nobodys(run: &Run<'_>, article: &Article, span: Span, allowed: &[&str]) -> Vec<String> {
    let half = |shared: usize, content: usize| shared * 2 > content || shared * 2 > span.len();
    lies_on(run, article, span, allowed, half)
}

fn lies_on(
    run: &Run<'_>,
    article: &Article,
    span: Span,
    allowed: &[&str],
    most: impl Fn(usize, usize) -> bool,
) -> Vec<String> {
    if run.of(article).next().is_none() {
        return vec!["nothing was found in this report, so nothing is proven".to_owned()];
    }
    let free = |statement: &Statement| {
        run.names(statement).iter().any(|name| allowed.iter().any(|one| plain(one) == plain(name)))
    };
    let wrong = run.of(article).filter(|statement| statement.is_certain()).find(|statement| {
        let content = length(&statement.content);
        let shared = overlap(&statement.content, &[span]);
        content > 0 && shared > 0 && most(shared, content) && !free(statement)
    });
    wrong
        .map(|statement| {
            let words: Vec<&str> = statement.content.iter().map(|span| span.of(&article.body)).collect();
            let who = run.names(statement).first().copied().unwrap_or("nobody");
            format!("nobody's words, but {who} {} `{}`", statement.act, words.join(" / "))
        })
        .into_iter()
        .collect()
}

/// A mark of an accepted type on these words; but for `utterance` and `inner`, no statement is made of it.
pub fn mark(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let article = run.article(row.cell("report"))?;
    let at = bare(article, place(article, row.cell("words"))?);
    let same = |mark: &&super::wire::Mark| mark.article == article.id && bare(article, mark.span) == at;
    let types: Vec<&str> = run.marks.iter().filter(same).map(|mark| mark.kind.as_str()).collect();
    let accepted = row.cell("type");
    let mut problems = Vec::new();
    if !types.iter().any(|found| accepted.split('/').any(|one| one == *found)) {
        problems.push(format!("expected the mark {accepted}, found {}", or_none(&types.join(", "))));
    }
    if !accepted.contains("utterance") && accepted != "inner" {
        problems.extend(lies_on(run, article, at, &[], |shared, content| shared * 2 > content));
    }
    Ok(problems)
}

fn or_none(words: &str) -> &str {
    if words.is_empty() { "none" } else { words }
}
