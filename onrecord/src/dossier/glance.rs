//! The story in a few figures.

use rustc_hash::FxHashSet;

use super::entries::{Dossier, Glance, Interval, SpeakerEntry, StatementEntry};
use super::printed::ArticleEntry;
use crate::account::DifferenceKind;
use crate::speaker::Kind;
use crate::statement::Act;
use crate::time::{Stamp, When};

pub(super) fn of(dossier: &Dossier) -> Glance {
    let Dossier { articles, speakers, statements, utterances, .. } = dossier;
    let mut outlets: Vec<String> = Vec::new();
    for outlet in articles.iter().filter_map(|article| article.outlet.as_ref()) {
        if !outlets.contains(outlet) {
            outlets.push(outlet.clone());
        }
    }
    let shared = utterances.iter().filter(|utterance| utterance.reports > 1);
    Glance {
        title: title(speakers),
        reports: articles.len(),
        outlets,
        unnamed_outlets: articles.iter().filter(|article| article.outlet.is_none()).count(),
        days: days(articles),
        speakers: speakers.iter().filter(|speaker| !speaker.statements.is_empty()).count(),
        statements: statements.iter().filter(|statement| statement.reports_words()).count(),
        utterances: utterances.len(),
        shared: shared.clone().count(),
        reworded: shared.filter(|utterance| utterance.wordings.len() > 1).count(),
        differences: count(dossier, |kind| {
            !matches!(kind, DifferenceKind::Superseded | DifferenceKind::OneSided)
        }),
        superseded: count(dossier, |kind| kind == DifferenceKind::Superseded),
        copies: copies(dossier),
        corrected: dossier.corrections.len(),
        thoughts: numbers(statements, Act::Thinks),
        silences: numbers(statements, Act::Declines),
    }
}

fn count(dossier: &Dossier, of: impl Fn(DifferenceKind) -> bool) -> usize {
    dossier.differences.iter().filter(|difference| of(difference.kind)).count()
}

fn copies(dossier: &Dossier) -> usize {
    let reprints = dossier.families.iter().flat_map(|family| &family.reprints);
    reprints.map(|reprint| reprint.copy).collect::<FxHashSet<_>>().len()
}

/// Names only: a title in anybody's words would be somebody's reading of the story.
fn title(speakers: &[SpeakerEntry]) -> String {
    let named = speakers.iter().filter(|speaker| {
        matches!(speaker.kind, Kind::Person | Kind::Organisation)
            && !speaker.masked
            && !speaker.statements.is_empty()
    });
    named.take(3).map(|speaker| speaker.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn days(articles: &[ArticleEntry]) -> Interval {
    let appeared = articles.iter().flat_map(|article| {
        let revised = article.revised.iter().map(|when| &when.0);
        std::iter::once(&article.published.0).chain(revised)
    });
    let stamps: Vec<Stamp> = appeared.flat_map(|when| [when.start, when.end]).flatten().collect();
    Interval(When {
        start: stamps.iter().copied().min_by_key(|stamp| stamp.earliest()),
        end: stamps.iter().copied().max_by_key(|stamp| stamp.latest()),
        basis: "articles".to_owned(),
    })
}

fn numbers(statements: &[StatementEntry], act: Act) -> Vec<usize> {
    statements.iter().filter(|statement| statement.act == act).map(|statement| statement.number).collect()
}
