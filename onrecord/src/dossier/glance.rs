//! The story in a few figures.

use super::entries::{ArticleEntry, Glance, Interval, SpeakerEntry, StatementEntry, UtteranceEntry};
use crate::speaker::Kind;
use crate::statement::Act;
use crate::time::{Stamp, When};

pub(super) fn set_out(
    articles: &[ArticleEntry],
    speakers: &[SpeakerEntry],
    statements: &[StatementEntry],
    utterances: &[UtteranceEntry],
) -> Glance {
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
        thoughts: numbers(statements, Act::Thinks),
        silences: numbers(statements, Act::Declines),
    }
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
