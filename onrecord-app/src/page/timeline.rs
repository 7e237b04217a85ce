//! The timeline as a list: the twin of the picture, and the way to the words.

use onrecord::dossier::{Dossier, Interval, MomentEntry};
use onrecord::story::What;

use super::{dates, labels};

/// Moments of one day.
pub(super) struct Day<'a> {
    pub(super) label: String,
    pub(super) groups: Vec<Group<'a>>,
}

/// Moments of one kind, one interval and one article.
pub(super) struct Group<'a> {
    /// Its number: the picture's bars have the same.
    pub(super) number: usize,
    pub(super) what: What,
    pub(super) label: &'static str,
    pub(super) when: &'a Interval,
    /// The interval, where the day does not say it all.
    pub(super) words: Option<String>,
    pub(super) article: usize,
    pub(super) outlet: &'a str,
    pub(super) headline: Option<&'a str>,
    pub(super) statements: Vec<(usize, &'a str)>,
    /// Numbers of statements that it is told to come after.
    pub(super) after: Vec<usize>,
    /// The number of its moment, and the words that say so.
    pub(super) told: Option<(usize, &'a str)>,
}

/// The moments in groups, the groups in days; those before the story come apart.
pub(super) fn days(dossier: &Dossier) -> (Vec<Day<'_>>, Vec<Group<'_>>) {
    let mut days: Vec<Day> = Vec::new();
    let mut background = Vec::new();
    for group in groups(dossier) {
        if group.what == What::Background {
            background.push(group);
            continue;
        }
        let label = dates::day(group.when).unwrap_or_else(|| "No date".to_owned());
        if days.last().is_none_or(|day| day.label != label) {
            days.push(Day { label, groups: Vec::new() });
        }
        if let Some(day) = days.last_mut() {
            day.groups.push(group);
        }
    }
    (days, background)
}

/// Statements of one article with one interval are one group; everything else stands alone.
pub(super) fn groups(dossier: &Dossier) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    for moment in &dossier.timeline {
        let speaker = moment.statement.and_then(|number| Some((number, speaker(dossier, number)?)));
        // The list is in order of time, so a group's other members are never far.
        let known = groups.iter_mut().rev().take(64).find(|group| {
            speaker.is_some()
                && group.told.is_none()
                && group.what == moment.what
                && group.article == moment.article
                && *group.when == moment.when
                && group.after == moment.after
        });
        match (known, speaker) {
            (Some(group), Some(speaker)) => group.statements.push(speaker),
            _ => groups.push(group(groups.len() + 1, moment, speaker, dossier)),
        }
    }
    groups
}

fn group<'a>(
    number: usize,
    moment: &'a MomentEntry,
    speaker: Option<(usize, &'a str)>,
    dossier: &'a Dossier,
) -> Group<'a> {
    let article = dossier.article(moment.article);
    let day = dates::day(&moment.when);
    Group {
        number,
        what: moment.what,
        label: match (moment.what, speaker) {
            (What::Narrated, Some(_)) => "Declined",
            (what, _) => labels::what(what),
        },
        when: &moment.when,
        words: dates::words(&moment.when).filter(|words| day.as_ref() != Some(words)),
        article: moment.article,
        outlet: article.map_or("", |article| &article.label),
        headline: article.and_then(|article| article.headline.as_deref()),
        statements: speaker.into_iter().collect(),
        after: moment.after.clone(),
        told: moment.piece.as_ref().map(|piece| (moment.number, piece.words.as_str())),
    }
}

fn speaker(dossier: &Dossier, statement: usize) -> Option<&str> {
    let statement = dossier.statement(statement)?;
    let speaker = statement.speaker.and_then(|number| dossier.speaker(number));
    Some(labels::speaker(speaker))
}
