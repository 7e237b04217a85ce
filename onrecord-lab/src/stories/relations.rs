//! Checks between statements: utterances with their wordings, and the timeline.

use onrecord::text::Span;

use super::joined::{Moment, Utterance};
use super::place::elsewhere;
use super::statements::found;
use super::times;
use super::truth::Row;
use super::wire::{Article, Run, Statement, touches, word_line};

/// Statements of the same words, or of words that only look the same.
pub fn utterance(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let (what, kind) = row.cell("what").split_once(' ').unwrap_or((row.cell("what"), ""));
    match what {
        "together" => together(run, row),
        "apart" => apart(run, row),
        "edit" => edit(run, row, kind),
        "echo" => tied(run, row, Some(kind)),
        "tied" => tied(run, row, None),
        "not" => not_a_wording(run, row),
        "reports" => reports(run, row),
        _ => Err(format!("the table knows no `{what}`")),
    }
}

pub fn holding<'r>(run: &'r Run<'_>, id: &str) -> Result<Vec<&'r Utterance>, String> {
    let statements = found(run, id)?;
    let mut held: Vec<&Utterance> =
        statements.iter().flat_map(|statement| run.holding(&statement.id)).collect();
    held.dedup_by(|a, b| std::ptr::eq(*a, *b));
    if held.is_empty() { Err(format!("no utterance holds {id}")) } else { Ok(held) }
}

/// The utterances that hold every statement of the row.
fn shared<'r>(run: &'r Run<'_>, row: &Row) -> Result<Vec<&'r Utterance>, String> {
    let all: Vec<Vec<&Utterance>> = row.of().map(|id| holding(run, id)).collect::<Result<_, _>>()?;
    let (first, rest) = all.split_first().ok_or("the row names no statement")?;
    let everywhere =
        |one: &&&Utterance| rest.iter().all(|other| other.iter().any(|u| std::ptr::eq(*u, **one)));
    Ok(first.iter().filter(everywhere).copied().collect())
}

fn together(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let shared = shared(run, row)?;
    if shared.is_empty() {
        return Ok(vec![format!("expected one utterance for {}, found them apart", row.cell("of"))]);
    }
    let sizes: Vec<usize> = shared.iter().map(|utterance| utterance.variants.len()).collect();
    let wanted: Vec<usize> = row.cell("value").split(" or ").filter_map(|n| n.trim().parse().ok()).collect();
    let right = wanted.is_empty() || wanted.iter().any(|wanted| sizes.contains(wanted));
    Ok(if right {
        Vec::new()
    } else {
        vec![format!("expected {} wordings, found {sizes:?}", row.cell("value"))]
    })
}

fn apart(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let joined = !shared(run, row)?.is_empty();
    Ok(if joined {
        vec![format!("expected {} apart, found one utterance", row.cell("of"))]
    } else {
        Vec::new()
    })
}

/// The utterance's wordings differ by such an edit, in either direction.
fn edit(run: &Run<'_>, row: &Row, kinds: &str) -> Result<Vec<String>, String> {
    let id = row.of().next().ok_or("the row names no statement")?;
    let held = holding(run, id)?;
    let edits: Vec<_> = held.iter().flat_map(|u| &u.variants).flat_map(|variant| &variant.edits).collect();
    let fits = |removed: &str, added: &str| match row.cell("value").split_once(" → ") {
        Some((old, new)) => {
            let wanted = (word_line(old), word_line(new));
            wanted == (removed.to_owned(), added.to_owned())
                || wanted == (added.to_owned(), removed.to_owned())
        }
        None => format!(" {removed} {added} ").contains(&format!(" {} ", word_line(row.cell("value")))),
    };
    let right = edits.iter().any(|edit| {
        kinds.split('/').any(|kind| kind == edit.kind)
            && fits(&word_line(&edit.removed), &word_line(&edit.added))
    });
    let shown = || {
        edits
            .iter()
            .map(|e| format!("{} `{}`→`{}`", e.kind, e.removed, e.added))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let expected = row.cell("value");
    Ok(if right { Vec::new() } else { vec![format!("expected {kinds} `{expected}`, found {}", shown())] })
}

/// The place is a wording of the utterance or an echo of it.
fn tied(run: &Run<'_>, row: &Row, kind: Option<&str>) -> Result<Vec<String>, String> {
    let id = row.of().next().ok_or("the row names no statement")?;
    let held = holding(run, id)?;
    let (article, spans) = elsewhere(run, row.cell("value"))?;
    let echoed = held.iter().flat_map(|utterance| &utterance.echoes).any(|echo| {
        let right_kind = kind.is_none_or(|kinds| kinds.split('/').any(|one| one == echo.kind));
        right_kind && echo.article == article.id && spans.iter().any(|span| touches(echo.span, *span))
    });
    let worded = kind.is_none() && is_wording(run, &held, article, &spans);
    let words = row.cell("value");
    Ok(if echoed || worded {
        Vec::new()
    } else {
        vec![format!("`{words}` is no wording and no echo of {id}")]
    })
}

fn is_wording(run: &Run<'_>, held: &[&Utterance], article: &Article, spans: &[Span]) -> bool {
    run.of(article).any(|statement| {
        held.iter().any(|utterance| utterance.statements().any(|id| id == statement.id))
            && statement.content.iter().any(|part| spans.iter().any(|span| touches(*part, *span)))
    })
}

fn not_a_wording(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let id = row.of().next().ok_or("the row names no statement")?;
    let held = holding(run, id)?;
    let (article, spans) = elsewhere(run, row.cell("value"))?;
    let wrong = is_wording(run, &held, article, &spans);
    Ok(if wrong { vec![format!("`{}` is no wording of {id}", row.cell("value"))] } else { Vec::new() })
}

fn reports(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let id = row.of().next().ok_or("the row names no statement")?;
    let counts: Vec<Option<u32>> = holding(run, id)?.iter().map(|utterance| utterance.reports).collect();
    let accepted: Vec<Option<u32>> = row.cell("value").split(" or ").map(|n| n.trim().parse().ok()).collect();
    let right = counts.iter().any(|count| accepted.contains(count));
    Ok(if right {
        Vec::new()
    } else {
        vec![format!("expected {} reports, found {counts:?}", row.cell("value"))]
    })
}

/// A moment of this kind, at this time, of this statement, report or place.
pub fn moment(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let (what, of) = (row.cell("what"), row.cell("of"));
    let here: Vec<&Moment> = moments(run, of)?;
    let typed = here.iter().filter(|moment| what.split('/').any(|one| one == moment.what));
    let problems: Vec<Option<String>> =
        typed.map(|moment| times::problem(moment.when.as_ref(), row.cell("when"))).collect();
    if problems.contains(&None) {
        return Ok(Vec::new());
    }
    let kinds: Vec<&str> = here.iter().map(|moment| moment.what.as_str()).collect();
    let missing = || format!("expected a moment ({what}) of {of}, found {kinds:?}");
    Ok(vec![problems.into_iter().flatten().next().unwrap_or_else(missing)])
}

/// The moments of a statement, a report or a place.
pub fn moments<'r>(run: &'r Run<'_>, of: &str) -> Result<Vec<&'r Moment>, String> {
    let all = run.moments.iter();
    if of.contains(": ") {
        let (article, spans) = elsewhere(run, of)?;
        let there = |moment: &&Moment| {
            let own = moment.article.as_ref() == Some(&article.id)
                && moment.span.is_some_and(|at| spans.iter().any(|span| touches(at, *span)));
            own || run.of(article).any(|statement| refers(moment, statement, &spans))
        };
        Ok(all.filter(there).collect())
    } else if run.story.reports.iter().any(|(key, _)| key == of) {
        let id = &run.article(of)?.id;
        Ok(all.filter(|moment| moment.article.as_ref() == Some(id) || moment.refs.contains(id)).collect())
    } else {
        let statements = found(run, of)?;
        let meant = |moment: &&Moment| statements.iter().any(|statement| moment.refs.contains(&statement.id));
        Ok(all.filter(meant).collect())
    }
}

fn refers(moment: &Moment, statement: &Statement, spans: &[Span]) -> bool {
    let places = if statement.content.is_empty() { &statement.cue } else { &statement.content };
    moment.refs.contains(&statement.id)
        && places.iter().any(|part| spans.iter().any(|span| touches(*part, *span)))
}

/// A later item's moment names an earlier statement as before it, or stands later by its date.
pub fn order(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let (later, earlier) = (moments(run, row.cell("later"))?, moments(run, row.cell("earlier"))?);
    let ids: Vec<&String> = earlier.iter().flat_map(|moment| &moment.refs).collect();
    let known = |moment: &&Moment| {
        times::start(moment.when.as_ref()).or_else(|| times::end_alone(moment.when.as_ref()))
    };
    let last = earlier.iter().filter_map(known).max();
    let own = |moment: &&&Moment| !earlier.iter().any(|other| std::ptr::eq(*other, **moment));
    let right = later.iter().filter(own).any(|moment| {
        let dated = times::start(moment.when.as_ref()).zip(last).is_some_and(|(start, last)| start >= last);
        dated || moment.after.iter().any(|id| ids.contains(&id))
    });
    let problem = || format!("no order between {} and {}", row.cell("earlier"), row.cell("later"));
    Ok(if right { Vec::new() } else { vec![problem()] })
}
