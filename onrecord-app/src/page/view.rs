//! What the template reads.

use askama::Template;
use onrecord::dossier::{Dossier, StoryEntry, Turn};
use onrecord::text::EditKind;

use super::accounts::{self, Accounts};
use super::captures;
use super::copies::{self, Correction, Family};
use super::first::{self, First};
use super::lines::{Card, Entry, Line, Writer};
use super::picture::{self, Picture};
use super::reports::{self, Report};
use super::standing::{self, Standing};
use super::timeline::{self, Day, Group};
use super::{dates, labels, policy};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Stories with more statements than this begin with their long lists closed.
const LONG: usize = 120;
/// Speakers with one statement stand in a table of their own when there are more speakers than this.
const MANY_SPEAKERS: usize = 20;

/// The whole page.
#[derive(Template)]
#[template(path = "page.html")]
pub(super) struct Page<'a> {
    dossier: &'a Dossier,
    policy: String,
    style: &'static str,
    script: &'static str,
    title: String,
    days: Option<String>,
    long: bool,
    stories: Vec<Story<'a>>,
    shared: Vec<Card<'a>>,
    sections: Vec<SpeakerSection<'a>>,
    accounts: Accounts<'a>,
    first: First<'a>,
    families: Vec<Family<'a>>,
    corrections: Vec<Correction<'a>>,
    standing: Vec<Standing<'a>>,
    silences: Vec<Line<'a>>,
    thoughts: Vec<Line<'a>>,
    picture: Option<Picture>,
    steps: Vec<Day<'a>>,
    background: Vec<Group<'a>>,
    tables: Vec<Table<'a>>,
    reports: Vec<Report<'a>>,
    edits: Vec<&'static str>,
}

/// Articles about the same events.
struct Story<'a> {
    number: usize,
    headline: Option<&'a str>,
    reports: Vec<(usize, &'a str)>,
}

/// What one report alone carries of a speaker.
pub(super) struct SpeakerSection<'a> {
    number: usize,
    pub(super) name: &'a str,
    detail: Vec<&'a str>,
    pub(super) entries: Vec<(Entry<'a>, String)>,
}

/// Rows of the matrix.
struct Table<'a> {
    /// Empty for the main table; else what folds it away.
    caption: &'static str,
    rows: Vec<TableRow<'a>>,
}

struct TableRow<'a> {
    number: usize,
    name: &'a str,
    total: usize,
    cells: Vec<&'a [usize]>,
}

impl<'a> Page<'a> {
    pub(super) fn new(dossier: &'a Dossier) -> Self {
        let mut writer = Writer::new(dossier);
        let shared = dossier.utterances.iter().filter(|utterance| utterance.reports > 1);
        let shared = shared.filter_map(|utterance| writer.card(utterance.number)).collect();
        let sections = sections(dossier, &mut writer);
        let (steps, background) = timeline::days(dossier);
        let accounts = accounts::all(dossier);
        Self {
            dossier,
            policy: policy::of(STYLE, SCRIPT),
            style: STYLE,
            script: SCRIPT,
            title: title(dossier),
            days: dates::days(&dossier.glance.days),
            long: dossier.glance.statements > LONG,
            stories: dossier.stories.iter().map(|story| self::story(story, dossier)).collect(),
            shared,
            sections,
            first: first::of(dossier, &accounts),
            accounts,
            families: copies::families(dossier),
            corrections: copies::corrections(dossier),
            standing: standing::all(dossier),
            silences: writer.lines(&dossier.glance.silences),
            thoughts: writer.lines(&dossier.glance.thoughts),
            picture: picture::draw(dossier, &timeline::groups(dossier)),
            steps,
            background,
            tables: tables(dossier, &writer),
            reports: reports::all(dossier),
            edits: EditKind::ALL.iter().map(|kind| labels::edit(*kind)).collect(),
        }
    }
}

fn story<'a>(entry: &'a StoryEntry, dossier: &'a Dossier) -> Story<'a> {
    let outlet = |number: &usize| Some((*number, dossier.article(*number)?.label.as_str()));
    Story {
        number: entry.number,
        headline: entry.headline.as_deref(),
        reports: entry.articles.iter().filter_map(outlet).collect(),
    }
}

/// Names and days: a title in anybody's words would be somebody's reading of the story.
pub(super) fn title(dossier: &Dossier) -> String {
    if dossier.glance.title.is_empty() { "On record".to_owned() } else { dossier.glance.title.clone() }
}

fn sections<'a>(dossier: &'a Dossier, writer: &mut Writer<'a>) -> Vec<SpeakerSection<'a>> {
    let mut sections = Vec::with_capacity(dossier.sections.len());
    for section in &dossier.sections {
        let entries: Vec<Entry> = section.items.iter().filter_map(|item| writer.item(*item)).collect();
        sections.push(SpeakerSection {
            number: section.speaker.unwrap_or(0),
            name: writer.speaker(section.speaker),
            detail: writer.detail(section.speaker),
            entries: entries.into_iter().map(|entry| with_columns(entry, writer)).collect(),
        });
    }
    captures::folded(sections, dossier)
}

/// The outlets that the filter knows an entry by.
fn with_columns<'a>(entry: Entry<'a>, writer: &Writer<'a>) -> (Entry<'a>, String) {
    let columns = match &entry {
        Entry::Line(line) => writer.column(line.entry.article).to_string(),
        Entry::Card(card) => card.columns.clone(),
    };
    (entry, columns)
}

fn tables<'a>(dossier: &'a Dossier, writer: &Writer<'a>) -> Vec<Table<'a>> {
    let rows = dossier.matrix.rows.iter().map(|row| TableRow {
        number: row.speaker.unwrap_or(0),
        name: writer.speaker(row.speaker),
        total: row.cells.iter().map(|cell| cell.statements.len()).sum(),
        cells: row.cells.iter().map(|cell| cell.statements.as_slice()).collect(),
    });
    let (many, single): (Vec<_>, Vec<_>) =
        rows.partition(|row| row.total > 1 || dossier.matrix.rows.len() <= MANY_SPEAKERS);
    let main = Table { caption: "", rows: many };
    let rest = Table { caption: "Speakers with one statement", rows: single };
    [main, rest].into_iter().filter(|table| !table.rows.is_empty()).collect()
}
