//! From the places of a question to its verdict.

use crate::record::Reading;
use crate::speaker::Cast;
use crate::statement::Form;
use crate::statement::Statement;
use crate::text::Span;
use crate::utterance::Voices;

use super::MOST_MATCHES;
use super::Match;
use super::Row;
use super::Verdict;
use super::claim::Claims;
use super::claim::Whose;
use super::common::Fit;
use super::held::Held;
use super::held::Window;
use super::owner::Owners;
use super::place::Asked;
use super::place::Found;
use super::question::Question;
use super::restated::Restated;
use super::restated::Restatement;
use super::shown::Shown;

/// Places that are looked for in one window.
const IN_WINDOW: usize = 4;
/// Statements with words in common that are looked at for one question.
const LOOKED_AT: usize = 200;

/// Everything that a question is weighed against.
pub(super) struct Scale<'a> {
    draft: &'a Reading,
    reports: &'a [Reading],
    voices: &'a Voices<'a>,
    claims: Claims<'a>,
    held: &'a Held,
    owners: &'a Owners<'a>,
    restated: Restated<'a>,
}

/// A match, what it shows, and before which others it counts: the lower the earlier.
struct Weighed {
    order: u8,
    verdict: Verdict,
    fit: Fit,
    found: Match,
}

impl<'a> Scale<'a> {
    pub fn new(
        draft: &'a Reading,
        reports: &'a [Reading],
        cast: &'a Cast,
        voices: &'a Voices<'a>,
        held: &'a Held,
        owners: &'a Owners<'a>,
    ) -> Self {
        let claims = Claims::of(draft, reports, cast, voices);
        Self { draft, reports, voices, claims, held, owners, restated: Restated::of(reports) }
    }

    /// The row of a question.
    pub fn row(&self, question: &Question<'_>) -> Row {
        let draft = &self.draft.article;
        let words = question.words(&draft.body);
        let asked = Asked { question, draft, numbers: self.held.numbers_of(&words), words };
        let voice = question.statement.map(|one| self.voices.voice(one.id)).unwrap_or_default();
        let mut weighed = self.places(&asked);
        weighed.extend(self.restatements(&asked, &weighed));
        weighed.sort_by_key(|one| (one.order, std::cmp::Reverse(one.fit), one.found.partial));
        let verdict = weighed.first().map_or(Verdict::NotFound, |first| first.verdict);
        weighed.retain(|one| one.verdict == verdict || one.fit >= Fit::Close);
        weighed.truncate(MOST_MATCHES);
        // What "the company" means in the draft is a guess: where the reports say otherwise, nobody is named.
        let is_own = |one: &Weighed| one.found.speaker == self.voices.speaker(voice).map(|one| one.id);
        let is_guess = question.statement.is_some_and(|one| self.claims.is_guess(one));
        let speaker = self.voices.speaker(voice).filter(|_| !is_guess || weighed.iter().any(is_own));
        Row {
            spans: question.spans.clone(),
            line: 0,
            column: 0,
            form: question.statement.map(|one| one.form),
            quoted: question.quoted,
            speaker: speaker.filter(|one| !one.name.is_empty()).map(|one| one.id),
            verdict,
            partial: weighed.first().is_some_and(|first| first.found.partial),
            matches: weighed.into_iter().map(|one| one.found).collect(),
            quotation: asked.words,
        }
    }

    /// The places that hold the question's words, in the order of the reports.
    fn places(&self, asked: &Asked<'_, '_>) -> Vec<Weighed> {
        let windows = self.held.windows(&asked.numbers);
        let found = nearest(windows.into_iter().flat_map(|window| self.within(asked, window)).collect());
        found.iter().filter_map(|found| self.weighed(asked, found)).collect()
    }

    /// The places in one window: the nearest, and then what stands beside it.
    fn within(&self, asked: &Asked<'_, '_>, window: Window) -> Vec<Found<'a>> {
        let article = &self.reports[window.article].article;
        let mut open = vec![window];
        let mut found: Vec<Found<'a>> = Vec::new();
        while let Some(window) = open.pop().filter(|_| found.len() < IN_WINDOW) {
            let Some(one) = asked.at(&window, article, self.held, self.owners) else { continue };
            let beside = [window.words.start..one.words.start, one.words.end..window.words.end];
            let wide = beside.into_iter().filter(|words| words.len() * 2 >= asked.numbers.len());
            open.extend(wide.map(|words| Window { words, ..window }));
            found.push(one);
        }
        found
    }

    fn weighed(&self, asked: &Asked<'_, '_>, found: &Found<'a>) -> Option<Weighed> {
        let claim = |owner: &&'a Statement| {
            (self.claims.whose(asked.question.statement, owner, found.article), *owner)
        };
        let nearest = found.owners.iter().map(claim).min_by_key(|(whose, _)| *whose != Whose::Same);
        let (whose, owner) = nearest.map_or((Whose::Open, None), |(whose, owner)| (whose, Some(owner)));
        let article = &self.reports[found.article].article;
        let [head, tail] = asked.left_out(found, article, self.owners);
        let edits: Vec<_> = head.into_iter().chain(found.edits.iter().cloned()).chain(tail).collect();
        let partial = edits.len() > found.edits.len();
        let shown = Shown {
            fit: found.fit,
            whose,
            quoted: found.quoted,
            owned: owner.is_some(),
            cut_short: partial && asked.question.is_whole(&asked.draft.body),
            words: asked.numbers.len(),
            telling: found.telling,
        };
        let (order, verdict) =
            if asked.question.quoted { shown.of_quotation() } else { shown.of_unquoted() }?;
        let speaker = owner.and_then(|owner| self.voices.speaker(self.voices.voice(owner.id)));
        let found = Match {
            article: article.id,
            spans: found.spans.clone(),
            words: joined(&found.spans, &article.body),
            statement: owner.map(|owner| owner.id),
            speaker: speaker.filter(|speaker| !speaker.name.is_empty()).map(|speaker| speaker.id),
            quoted: found.quoted,
            partial,
            edits,
        };
        Some(Weighed { order, verdict, fit: shown.fit, found })
    }

    /// Statements that say it in other words, where no place was found before.
    fn restatements(&self, asked: &Asked<'_, '_>, before: &[Weighed]) -> Vec<Weighed> {
        let is_new = |one: &Restatement<'_, '_>| {
            !before.iter().any(|known| known.found.statement == Some(one.told.statement.id))
        };
        let told = self.restated.find(&asked.words);
        let new = told.into_iter().filter(is_new).take(LOOKED_AT);
        new.filter_map(|one| self.restatement(asked, one)).take(MOST_MATCHES).collect()
    }

    fn restatement(&self, asked: &Asked<'_, '_>, one: Restatement<'_, 'a>) -> Option<Weighed> {
        let statement = one.told.statement;
        let article = &self.reports[one.told.article].article;
        let spans = statement.told(&article.body);
        let quoted = statement.form != Form::Indirect;
        let whose = self.claims.whose(asked.question.statement, statement, one.told.article);
        let (order, verdict) = Shown::of_restatement(whose, one.is_much, asked.question.quoted, quoted)?;
        let speaker = self.voices.speaker(self.voices.voice(statement.id));
        let found = Match {
            article: article.id,
            words: joined(&spans, &article.body),
            statement: Some(statement.id),
            speaker: speaker.filter(|speaker| !speaker.name.is_empty()).map(|speaker| speaker.id),
            quoted,
            partial: false,
            edits: if verdict == Verdict::Reworded { asked.edits(article, &spans) } else { Vec::new() },
            spans,
        };
        Some(Weighed { order, verdict, fit: Fit::Alike, found })
    }
}

/// Of places that overlap the nearest, in the order of the reports.
fn nearest(mut found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    found.sort_by_key(|one| {
        (std::cmp::Reverse(one.fit), !one.quoted, one.edits.len(), one.article, one.spans.clone())
    });
    let mut kept: Vec<Found<'_>> = Vec::with_capacity(found.len());
    for one in found {
        let overlaps = |other: &Found<'_>| {
            let touches = |span: &Span| other.spans.iter().any(|held| held.overlaps(*span));
            other.article == one.article && one.spans.iter().any(touches)
        };
        if !kept.iter().any(overlaps) {
            kept.push(one);
        }
    }
    kept.sort_by(|a, b| (a.article, &a.spans).cmp(&(b.article, &b.spans)));
    kept
}

fn joined(spans: &[Span], body: &str) -> String {
    spans.iter().map(|span| span.of(body)).collect::<Vec<_>>().join(" ")
}
