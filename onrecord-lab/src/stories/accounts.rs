//! Checks of accounts side by side: differences, agreements, what must not be joined, what no row explains.

use super::joined::{Account, Compared};
use super::place::{Group, groups};
use super::times;
use super::truth::{Row, Table};
use super::wire::Run;

/// A difference of an accepted type with an account at each place; link and as-of dates where asked.
pub fn difference(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let wanted = groups(run, row.cell("places"))?;
    let here: Vec<&Compared> = run.differences.iter().filter(|one| one.joins(&wanted)).collect();
    let right = here.iter().filter(|one| accepts(row, &one.kind));
    let problems = right.map(|one| [link(one, row), as_of(one, &wanted, row)].concat());
    let kinds: Vec<&str> = here.iter().map(|one| one.kind.as_str()).collect();
    let missing = || vec![format!("expected a difference ({}), found {kinds:?}", row.cell("type"))];
    Ok(problems.min_by_key(Vec::len).unwrap_or_else(missing))
}

fn accepts(row: &Row, kind: &str) -> bool {
    row.cell("type").split('/').any(|one| one == kind || one == "any")
}

fn link(one: &Compared, row: &Row) -> Vec<String> {
    let (wanted, found) = (row.cell("link"), one.link.as_deref().unwrap_or("none"));
    if wanted.is_empty() || wanted == found {
        Vec::new()
    } else {
        vec![format!("link: expected {wanted}, found {found}")]
    }
}

/// One date for each place, ` / ` between.
fn as_of(one: &Compared, places: &[Group<'_>], row: &Row) -> Vec<String> {
    let wanted = row.cell("as of").split(" / ").map(str::trim);
    let dated = places.iter().zip(wanted).filter(|(_, when)| !when.is_empty());
    dated.filter_map(|(group, when)| dated_so(one, group, when)).collect()
}

fn dated_so(one: &Compared, group: &Group<'_>, when: &str) -> Option<String> {
    let here = one.accounts.iter().filter(|account| account.at(group));
    let problems: Vec<_> = here.map(|account| times::problem(account.as_of.as_ref(), when)).collect();
    if problems.contains(&None) { None } else { problems.into_iter().flatten().next() }
        .map(|problem| format!("as of: {problem}"))
}

/// So many of the places are accounts of one-sided differences of that report alone.
pub fn one_sided(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let id = &run.article(row.cell("report"))?.id;
    let named = |words: &str| format!("{}: {words}", row.cell("report"));
    let cell = row
        .cell("places")
        .replace(" + ", &format!(" + {}", named("")))
        .replace(" OR ", &format!(" OR {}", named("")));
    let places = groups(run, &named(&cell))?;
    let alone = |one: &&Compared| {
        one.kind == "one-sided" && one.accounts.iter().all(|account| account.article == *id)
    };
    let alone: Vec<&Compared> = run.differences.iter().filter(alone).collect();
    let held = |group: &&Group<'_>| alone.iter().any(|one| one.has(group));
    let (found, wanted) = (places.iter().filter(held).count(), row.cell("at least").parse().unwrap_or(1));
    let problem = || format!("one-sided: expected {wanted} of {}, found {found}", places.len());
    Ok(if found >= wanted { Vec::new() } else { vec![problem()] })
}

/// An agreement of these accounts, with its number of reports and its range of origins.
pub fn agreement(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let wanted = groups(run, row.cell("places"))?;
    let here = run.agreements.iter().filter(|one| one.joins(&wanted));
    let problems = here.map(|one| counted(one, row));
    Ok(problems.min_by_key(Vec::len).unwrap_or_else(|| vec!["no agreement joins the places".to_owned()]))
}

fn counted(one: &Compared, row: &Row) -> Vec<String> {
    let origins = one.origins.map(|range| range.to_string());
    let mut problems = Vec::new();
    for (what, found) in [("reports", one.reports.map(|count| count.to_string())), ("origins", origins)] {
        let (wanted, found) = (row.cell(what), found.unwrap_or_default());
        if !wanted.is_empty() && !wanted.split(" or ").any(|one| one.trim() == found) {
            problems.push(format!("{what}: expected {wanted}, found {found}"));
        }
    }
    problems
}

/// No such record joins the places.
pub fn not_joined(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let places = groups(run, row.cell("places"))?;
    if run.differences.is_empty() && run.agreements.is_empty() {
        return Err("nothing was compared, so nothing is proven".to_owned());
    }
    let what = row.cell("what");
    let barred = |kinds: [&str; 2]| kinds.contains(&what) || what == "either";
    let differences = run.differences.iter().filter(|one| barred(["difference", &one.kind]));
    let agreements = run.agreements.iter().filter(|_| barred(["agreement", ""]));
    let joined = differences.chain(agreements).find(|one| one.joins(&places));
    Ok(joined
        .map(|one| format!("joined as {}: {}", or_agreement(&one.kind), one.point))
        .into_iter()
        .collect())
}

fn or_agreement(kind: &str) -> &str {
    if kind.is_empty() { "agreement" } else { kind }
}

/// The differences, other than one-sided ones, that no row asks for or allows.
///
/// A row explains a difference of its type that has accounts at two of its places.
pub fn unexplained(run: &Run<'_>) -> Result<Vec<String>, String> {
    let rows = run.story.rows.iter().filter(|row| row.table == Table::Differences);
    let rows = rows.chain(&run.story.accepted);
    let explained: Vec<(&Row, Vec<Group<'_>>)> =
        rows.map(|row| Ok((row, groups(run, row.cell("places"))?))).collect::<Result<_, String>>()?;
    let known = |one: &Compared| {
        explained.iter().any(|(row, places)| {
            let held = places.iter().filter(|group| one.has(group)).count();
            accepts(row, &one.kind) && held > 1
        })
    };
    let left = run.differences.iter().filter(|one| one.kind != "one-sided" && !known(one));
    Ok(left.map(|one| shown(run, one)).collect())
}

fn shown(run: &Run<'_>, one: &Compared) -> String {
    let key = |account: &Account| {
        let keys = run.story.reports.iter().map(|(key, _)| key.as_str());
        let right = |key: &&str| run.article(key).is_ok_and(|article| article.id == account.article);
        keys.into_iter().find(right).unwrap_or("?")
    };
    let accounts: Vec<String> =
        one.accounts.iter().map(|account| format!("{}: {}", key(account), account.words)).collect();
    format!("{} ({}; {})  {}", one.kind, one.point, one.reason, accounts.join("  |  "))
}
