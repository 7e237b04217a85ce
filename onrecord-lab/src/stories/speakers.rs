//! Checks of who speaks, and of who is one person.

use super::place::elsewhere;
use super::statements::found;
use super::truth::{Row, Table};
use super::wire::{Run, Speaker, Statement, plain, touches};

/// A speaker as a table writes it: `? Name = accepted (kind/kind)`, `unnamed of Body (unnamed)`.
pub struct Wanted {
    names: Vec<String>,
    kinds: Vec<String>,
    or_nobody: bool,
    unnamed: bool,
    body: Option<String>,
}

impl Wanted {
    /// Reads a cell; nothing where it is empty.
    pub fn parse(cell: &str) -> Option<Self> {
        let (or_nobody, cell) = cell.strip_prefix("? ").map_or((false, cell), |rest| (true, rest));
        let (names, kinds) = match cell.strip_suffix(')').and_then(|cell| cell.rsplit_once(" (")) {
            Some((names, kinds)) => (names, kinds.split('/').map(str::to_owned).collect()),
            None => (cell, Vec::new()),
        };
        let unnamed = names == "unnamed" || names.starts_with("unnamed of ");
        let body = names.strip_prefix("unnamed of ").map(str::to_owned);
        let names: Vec<String> = names.split(" = ").map(plain).filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then_some(Self { names, kinds, or_nobody, unnamed, body })
    }

    fn accepts(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.names.contains(&plain(name)))
    }
}

/// Why a statement's speaker is not the wanted one.
pub fn speaker_problem(run: &Run<'_>, statement: &Statement, wanted: &Wanted) -> Option<String> {
    let names = run.names(statement);
    let kind = statement.speaker.as_ref().map_or("", |spoken| &spoken.kind);
    let shown = format!("{} ({kind})", names.first().unwrap_or(&"nobody"));
    let right_kind = wanted.kinds.is_empty() || wanted.kinds.iter().any(|one| one == kind);
    let expected =
        || format!("{} ({})", wanted.names.first().map_or("", String::as_str), wanted.kinds.join("/"));
    if wanted.unnamed {
        let named = names.iter().any(|name| named(run).contains(&plain(name)));
        let organisation = statement.speaker.as_ref().and_then(|spoken| spoken.organisation.as_deref());
        let told = plain(&format!("{} {}", names.join(" "), organisation.unwrap_or("")));
        let right_body = wanted.body.as_ref().is_none_or(|body| told.contains(&plain(body)));
        let right = right_kind && !named && right_body;
        return (!right).then(|| format!("speaker: expected {}, found {shown}", expected()));
    }
    if wanted.or_nobody && names.is_empty() {
        return None;
    }
    let right = wanted.accepts(&names) && (kind.is_empty() || right_kind);
    (!right).then(|| format!("speaker: expected {}, found {shown}", expected()))
}

/// All names that the story's tables give to speakers: an unnamed one bears none of them.
fn named(run: &Run<'_>) -> Vec<String> {
    let rows = run.story.rows.iter().filter(|row| matches!(row.table, Table::Statements | Table::Acts));
    let wanted = rows.filter_map(|row| Wanted::parse(row.cell("speaker"))).filter(|wanted| !wanted.unnamed);
    wanted.filter(|wanted| wanted.kinds == ["person"]).flat_map(|wanted| wanted.names).collect()
}

/// One speaker, several speakers, or somebody who said nothing.
pub fn speaker(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    match row.cell("what") {
        "one" => one(run, row),
        "apart" => apart(run, row),
        "silent" => Ok(silent(run, row)),
        what => Err(format!("the table knows no `{what}`")),
    }
}

fn ids<'r>(run: &'r Run<'_>, row: &Row) -> Result<Vec<Option<&'r str>>, String> {
    let id = |statement: &&'r Statement| statement.speaker.as_ref().map(|spoken| spoken.id.as_str());
    row.of().map(|of| Ok(found(run, of)?.first().and_then(id))).collect()
}

fn one(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let ids = ids(run, row)?;
    let shown = || {
        let name =
            |id: &Option<&str>| run.speakers.iter().find(|s| Some(s.id.as_str()) == *id).map(|s| &s.name);
        row.of().zip(&ids).map(|(of, id)| format!("{of} {:?}", name(id))).collect::<Vec<_>>().join(", ")
    };
    if ids.iter().any(|id| *id != ids[0]) {
        return Ok(vec![format!("expected one speaker, found {}", shown())]);
    }
    let record = run.speakers.iter().find(|speaker| Some(speaker.id.as_str()) == ids[0]);
    let record = record.ok_or("no speaker record")?;
    let mut parts = row.cell("value").split("; ");
    let wanted = parts.next().and_then(Wanted::parse).ok_or("the row names nobody")?;
    let mut problems = Vec::new();
    if !wanted.accepts(&[&record.name]) {
        problems.push(format!("expected {}, found {}", wanted.names[0], record.name));
    }
    for part in parts {
        let held =
            part.split(" OR ").map(|alias| names_them(run, record, alias)).collect::<Result<Vec<_>, _>>()?;
        if !held.contains(&true) {
            problems.push(format!("`{part}` is no alias of {}", record.name));
        }
    }
    Ok(problems)
}

fn names_them(run: &Run<'_>, speaker: &Speaker, place: &str) -> Result<bool, String> {
    let (article, spans) = elsewhere(run, place)?;
    let held = speaker.aliases.iter().filter(|alias| alias.article == article.id);
    Ok(held.into_iter().any(|alias| spans.iter().any(|span| touches(alias.span, *span))))
}

fn apart(run: &Run<'_>, row: &Row) -> Result<Vec<String>, String> {
    let mut ids = ids(run, row)?;
    let (all, known) = (ids.len(), ids.iter().flatten().count());
    ids.sort();
    ids.dedup();
    let right = known == all && ids.len() == all;
    Ok(if right { Vec::new() } else { vec![format!("expected {all} speakers, found {ids:?}")] })
}

fn silent(run: &Run<'_>, row: &Row) -> Vec<String> {
    if run.statements.is_empty() {
        return vec!["no statements at all, so nothing is proven".to_owned()];
    }
    let wrong: Vec<String> = row.cell("value").split(", ").map(plain).collect();
    let said = run.statements.iter().flat_map(|statement| run.names(statement));
    said.filter(|name| wrong.contains(&plain(name)))
        .map(|name| format!("{name} said nothing, but has a statement"))
        .take(1)
        .collect()
}
