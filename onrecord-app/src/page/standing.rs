//! What was on record on each day.

use onrecord::dossier::{DayEntry, Dossier, Item, StateEntry, StatementEntry};
use onrecord::statement::Form;

use super::{dates, labels};

/// So many lines of a day stand open, and so many words of each.
const SHOWN: usize = 8;
const WORDS: usize = 14;

/// A day on which reports appeared.
pub(super) struct Standing<'a> {
    pub(super) label: String,
    pub(super) reports: Vec<Report<'a>>,
    pub(super) shown: Vec<New<'a>>,
    pub(super) folded: Vec<New<'a>>,
    pub(super) states: Vec<State<'a>>,
    pub(super) before: usize,
    pub(super) on_record: usize,
}

/// A report of the day.
pub(super) struct Report<'a> {
    pub(super) number: usize,
    pub(super) outlet: &'a str,
    /// The later day on which it was revised.
    pub(super) revised: Option<String>,
}

/// Words that no earlier report has.
pub(super) struct New<'a> {
    pub(super) speaker: &'a str,
    pub(super) words: String,
    pub(super) quoted: bool,
    pub(super) statement: usize,
}

/// A state that a report of the day gives.
pub(super) struct State<'a> {
    pub(super) point: &'a str,
    pub(super) words: &'a str,
    pub(super) difference: usize,
    /// Whether it replaces another.
    pub(super) later: bool,
}

/// All days.
pub(super) fn all(dossier: &Dossier) -> Vec<Standing<'_>> {
    let mut before = 0;
    let standing = |day| {
        let standing = standing(day, before, dossier);
        before = day.on_record;
        standing
    };
    dossier.days.iter().map(standing).collect()
}

fn standing<'a>(day: &'a DayEntry, before: usize, dossier: &'a Dossier) -> Standing<'a> {
    let mut shown: Vec<New> =
        day.items.iter().filter_map(|item| new(*item, &day.articles, dossier)).collect();
    shown.sort_by_key(|new| new.statement);
    let folded = shown.split_off(shown.len().min(SHOWN));
    Standing {
        label: day.day.as_deref().and_then(dates::iso_day).unwrap_or_else(|| "No date".to_owned()),
        reports: day.articles.iter().filter_map(|number| report(*number, dossier)).collect(),
        shown,
        folded,
        states: day.states.iter().filter_map(|state| self::state(*state, dossier)).collect(),
        before,
        on_record: day.on_record,
    }
}

fn report(number: usize, dossier: &Dossier) -> Option<Report<'_>> {
    let article = dossier.article(number)?;
    let day = dates::day(&article.published);
    let revised =
        article.revised.as_ref().and_then(dates::day).filter(|revised| Some(revised) != day.as_ref());
    Some(Report { number, outlet: &article.label, revised })
}

fn new<'a>(item: Item, articles: &[usize], dossier: &'a Dossier) -> Option<New<'a>> {
    let statement = match item {
        Item::Statement(number) => dossier.statement(number)?,
        Item::Utterance(number) => {
            let wordings = &dossier.utterance(number)?.wordings;
            let mut carried = wordings.iter().flat_map(|wording| &wording.statements);
            let carried = carried.find_map(|number| {
                dossier.statement(*number).filter(|statement| articles.contains(&statement.article))
            });
            carried?
        }
    };
    let speaker = statement.speaker.and_then(|number| dossier.speaker(number));
    Some(New {
        speaker: labels::speaker(speaker),
        words: words(statement),
        quoted: statement.form == Form::Direct,
        statement: statement.number,
    })
}

/// The first words said, or of a refusal to speak the words that tell of it.
fn words(statement: &StatementEntry) -> String {
    let pieces = if statement.words.is_empty() { &statement.cue } else { &statement.words };
    let pieces: Vec<&str> = pieces.iter().map(|piece| piece.words.trim()).collect();
    labels::excerpt(&pieces.join(" … "), WORDS)
}

fn state(state: StateEntry, dossier: &Dossier) -> Option<State<'_>> {
    let difference = dossier.difference(state.difference)?;
    let account = difference.accounts.get(state.account.checked_sub(1)?)?;
    Some(State {
        point: &difference.point,
        words: &account.piece.words,
        difference: difference.number,
        later: state.account > 1,
    })
}
