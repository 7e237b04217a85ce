//! Checks of origins: who obtained some words, the chain, the counts.

use onrecord::text::Span;

use super::joined::{Compared, Echo, Link, Origins, Utterance};
use super::place::{Group, groups};
use super::relations::holding;
use super::truth::Row;
use super::wire::{Article, Run, plain, touches};

/// Who obtained the words, and how many did on their own.
pub fn origin(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    match row.cell("what") {
        "counts" => counts(run, row),
        "origins" => one_of(run, row, |held| held.origins.map(|range| range.to_string()).unwrap_or_default()),
        "obtained" => any(run, row, |held| obtained(run, held.obtained_by.as_ref(), row.cell("value"))),
        "chain" => any(run, row, |held| chain(run, &held.chain, row.cell("value"))),
        "first held" => one_of(run, row, |held| key(run, held.first_held.as_deref())),
        "earliest dated" => one_of(run, row, |held| key(run, held.earliest_dated.as_deref())),
        what => Err(format!("the table knows no `{what}`")),
    }
}

/// The utterances of a statement's row or of a place.
fn utterances<'r>(run: &'r Run<'_>, item: &str) -> Result<Vec<&'r Utterance>, String> {
    if !item.contains(": ") {
        return holding(run, item);
    }
    let places = groups(run, item)?;
    let here = run.statements.iter().filter(|one| {
        let spans = if one.content.is_empty() { &one.cue } else { &one.content };
        places.iter().flatten().any(|(article, place)| {
            article.id == one.article && spans.iter().any(|span| touches(*span, *place))
        })
    });
    let mut held: Vec<&Utterance> = here.flat_map(|one| run.holding(&one.id)).collect();
    let echoed = |held: &&Utterance| held.echoes.iter().any(|echo| echo_at(echo, &places));
    held.extend(run.utterances.iter().filter(echoed));
    if held.is_empty() { Err(format!("no utterance at `{item}`")) } else { Ok(held) }
}

fn echo_at(echo: &Echo, places: &[Group<'_>]) -> bool {
    let at = |(article, place): &(&Article, Span)| article.id == echo.article && touches(echo.span, *place);
    places.iter().flatten().any(at)
}

fn any(
    run: &Run<'_>,
    row: &Row,
    problem: impl Fn(&Utterance) -> Option<String>,
) -> Result<Vec<String>, String> {
    let problems: Vec<_> = utterances(run, row.cell("of"))?.into_iter().map(problem).collect();
    Ok(if problems.contains(&None) { Vec::new() } else { problems.into_iter().flatten().take(1).collect() })
}

fn one_of(run: &Run<'_>, row: &Row, found: impl Fn(&Utterance) -> String) -> Result<Vec<String>, String> {
    let wanted = row.cell("value");
    any(run, row, |held| {
        let found = found(held);
        let right = wanted.split(" or ").any(|one| one.trim() == found);
        (!right).then(|| format!("{}: expected {wanted}, found {found}", row.cell("what")))
    })
}

/// The report's key; `none` where there is no article.
fn key(run: &Run<'_>, id: Option<&str>) -> String {
    let Some(id) = id else { return "none".to_owned() };
    let mut keys = run.story.reports.iter().map(|(key, _)| key);
    let found = keys.find(|key| run.article(key).is_ok_and(|article| article.id == id));
    found.map_or_else(|| "an article of no report".to_owned(), Clone::clone)
}

/// `Harbour Post (A)`, `Quay FM (not held)`, `? (B)`; ` OR ` between alternatives.
fn obtained(run: &Run<'_>, found: Option<&Link>, wanted: &str) -> Option<String> {
    let right = found.is_some_and(|link| wanted.split(" OR ").any(|one| is_link(run, link, one)));
    let shown = || found.map_or_else(|| "nobody".to_owned(), |link| link_words(run, link));
    (!right).then(|| format!("obtained by: expected {wanted}, found {}", shown()))
}

fn is_link(run: &Run<'_>, link: &Link, wanted: &str) -> bool {
    let (name, report) =
        wanted.trim().trim_end_matches(')').rsplit_once(" (").unwrap_or((wanted, "not held"));
    let named = link.outlet.as_deref().is_some_and(|outlet| plain(outlet) == plain(name));
    let held = link.held == (report != "not held");
    let article = key(run, link.article.as_deref()) == if report == "not held" { "none" } else { report };
    (named || name == "?") && held && article
}

fn link_words(run: &Run<'_>, link: &Link) -> String {
    let report = if link.held { key(run, link.article.as_deref()) } else { "not held".to_owned() };
    format!("{} ({report})", link.outlet.as_deref().unwrap_or("?"))
}

/// The links of the row stand in the chain in this order: keys of reports, or names of outlets.
fn chain(run: &Run<'_>, found: &[Link], wanted: &str) -> Option<String> {
    let mut rest = found.iter();
    let is = |link: &Link, one: &str| {
        let named = || link.outlet.as_deref().is_some_and(|outlet| plain(outlet) == plain(one));
        let reported = run.story.reports.iter().any(|(key, _)| key == one);
        if reported { key(run, link.article.as_deref()) == one } else { named() }
    };
    let right = wanted.split(" > ").all(|one| rest.any(|link| is(link, one.trim())));
    let shown: Vec<String> = found.iter().map(|link| link_words(run, link)).collect();
    (!right).then(|| format!("chain: expected {wanted}, found {}", shown.join(" > ")))
}

/// Reports, mentions and origins of a record that holds all items.
struct Counts {
    reports: Option<u32>,
    mentions: Vec<u32>,
    origins: Option<Origins>,
}

fn counts(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let items: Vec<&str> = row.cell("of").split(" + ").collect();
    let shared = shared(run, &items);
    let mut held: Vec<Counts> = shared.iter().flatten().map(|one| of_utterance(one)).collect();
    if items.iter().all(|item| item.contains(": ")) {
        let places = groups(run, row.cell("of"))?;
        let records = run.differences.iter().chain(&run.agreements);
        held.extend(records.filter(|one| one.joins(&places)).map(of_compared));
    }
    let problems = held.iter().map(|one| count_problems(one, row.cell("value")));
    let missing = || vec![shared.err().unwrap_or_else(|| "no one record holds them all".to_owned())];
    Ok(problems.min_by_key(Vec::len).unwrap_or_else(missing))
}

fn shared<'r>(run: &'r Run<'_>, items: &[&str]) -> Result<Vec<&'r Utterance>, String> {
    let held: Vec<_> = items.iter().map(|item| utterances(run, item)).collect::<Result<_, _>>()?;
    let (first, rest) = held.split_first().ok_or("the row names nothing")?;
    let common = |one: &&&Utterance| rest.iter().all(|other| other.iter().any(|u| std::ptr::eq(*u, **one)));
    Ok(first.iter().filter(common).copied().collect())
}

fn of_utterance(one: &Utterance) -> Counts {
    let mentions = one.mentions.unwrap_or(0);
    let echoes = u32::try_from(one.echoes.len()).unwrap_or(u32::MAX);
    let mentions = vec![mentions, mentions.saturating_add(echoes)];
    Counts { reports: one.reports, mentions, origins: one.origins }
}

fn of_compared(one: &Compared) -> Counts {
    Counts { reports: one.reports, mentions: one.mentions.into_iter().collect(), origins: one.origins }
}

/// `reports 2; mentions 3 or 4; origins 1..1`.
fn count_problems(found: &Counts, wanted: &str) -> Vec<String> {
    let wrong = |part: &str| {
        let (what, accepted) = part.trim().split_once(' ')?;
        let found: Vec<String> = match what {
            "reports" => found.reports.iter().map(u32::to_string).collect(),
            "mentions" => found.mentions.iter().map(u32::to_string).collect(),
            _ => found.origins.iter().map(Origins::to_string).collect(),
        };
        let right = accepted.split(" or ").any(|one| found.iter().any(|found| found == one.trim()));
        (!right).then(|| format!("{what}: expected {accepted}, found {found:?}"))
    };
    wanted.split(';').filter_map(wrong).collect()
}
