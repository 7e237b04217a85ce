//! Reads brat files: `NAME.txt` and `NAME_ANNOTATOR.ann`, the first annotator by name.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Roles, Text};

/// An article and its marked attributions.
pub struct Gold {
    /// The file without its ending.
    pub name: String,
    /// Its text.
    pub text: Text,
    /// The first annotator's attributions.
    pub statements: Vec<Roles>,
}

/// The annotated articles of a split, in order of their names.
pub fn read(folder: &Path) -> Result<Vec<Gold>> {
    let annotations = first_annotations(&folder.join("attributions"))?;
    let mut gold = Vec::new();
    for file in names(&folder.join("text"), ".txt")? {
        let name = file.trim_end_matches(".txt").to_owned();
        let Some(notes) = annotations.get(&name) else { continue };
        let text = Text::of(&file_text(&folder.join("text").join(&file))?);
        let statements = statements(&file_text(&folder.join("attributions").join(notes))?);
        gold.push(Gold { name, text, statements });
    }
    anyhow::ensure!(!gold.is_empty(), "no annotated articles in {}", folder.display());
    Ok(gold)
}

fn first_annotations(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut first = BTreeMap::new();
    for file in names(folder, ".ann")? {
        let stem = file.trim_end_matches(".ann");
        first.entry(stem.to_owned()).or_insert_with(|| file.clone());
        if let Some((name, _)) = stem.rsplit_once('_') {
            first.entry(name.to_owned()).or_insert_with(|| file.clone());
        }
    }
    Ok(first)
}

fn names(folder: &Path, ending: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(ending) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn file_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// `T1 TAB Content 415 437;465 508 TAB words`, `E1 TAB Attribution:T4 Content:T3 Cue:T2 Source:T1`.
/// Lines of any other form are skipped, and so are statements with none of the three roles.
fn statements(notes: &str) -> Vec<Roles> {
    let mut spans = BTreeMap::new();
    let mut events = Vec::new();
    for line in notes.split('\n') {
        if let Some((id, ranges)) = entity(line) {
            spans.insert(id, ranges);
        } else if let Some(parts) = event(line) {
            events.push(parts);
        }
    }
    events.into_iter().map(|parts| joined(parts, &spans)).filter(|roles| !roles.is_empty()).collect()
}

type Ranges = Vec<(u32, u32)>;

fn entity(line: &str) -> Option<(&str, Ranges)> {
    let mut cells = line.split('\t');
    let id = cells.next().filter(|id| is_numbered(id, 'T'))?;
    let (_, ranges) = cells.next()?.split_once(' ')?;
    let ranges: Option<Ranges> = ranges
        .split(';')
        .map(|range| {
            let (start, end) = range.split_once(' ')?;
            Some((start.parse().ok()?, end.parse().ok()?))
        })
        .collect();
    Some((id, ranges?))
}

fn event(line: &str) -> Option<&str> {
    let (id, parts) = line.split_once('\t')?;
    is_numbered(id, 'E').then_some(parts)
}

fn is_numbered(id: &str, letter: char) -> bool {
    id.strip_prefix(letter)
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn joined(parts: &str, spans: &BTreeMap<&str, Ranges>) -> Roles {
    let mut roles = Roles::default();
    for part in parts.split_whitespace() {
        let (label, reference) = part.split_once(':').unwrap_or((part, ""));
        let of = match label.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => &mut roles.source,
            "Cue" => &mut roles.cue,
            "Content" => &mut roles.content,
            _ => continue,
        };
        of.extend(spans.get(reference).into_iter().flatten().copied());
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_split_spans_repeated_roles_and_skips_notes() {
        let notes = "T1\tSource 0 8\tAna Ruiz\nT2\tCue 32 36\tsaid\nT3\tContent 38 55;64 77\tWe\nwill\n\
                     T4\tContent 38 40\tWe\n#1\tAnnotatorNotes T1\tno\n\
                     E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3 Content2:T4\nE2\tAttribution-no-source:T2\n";
        let found = statements(notes);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].source, [(0, 8)]);
        assert_eq!(found[0].content, [(38, 55), (64, 77), (38, 40)]);
    }
}
