//! From the places of a question to its verdict.

use crate::record::Reading;
use crate::statement::Form;
use crate::text::Span;
use crate::utterance::Tie;
use crate::utterance::Voice;
use crate::utterance::Voices;

use super::MOST_MATCHES;
use super::Match;
use super::Row;
use super::Verdict;
use super::held::Held;
use super::held::Window;
use super::owner::Owners;
use super::place::Asked;
use super::place::Fit;
use super::place::Found;
use super::question::Question;
use super::restated::Restated;
use super::restated::Told;

/// Words outside quotation marks prove something only where so many of them say something.
const PROVES: usize = 3;

/// Places that are looked for in one window.
const IN_WINDOW: usize = 4;

/// Everything that a question is weighed against.
pub(super) struct Scale<'a> {
    draft: &'a Reading,
    reports: &'a [Reading],
    voices: &'a Voices<'a>,
    held: &'a Held,
    owners: &'a Owners<'a>,
    restated: Restated<'a>,
}

/// How the speaker of a place stands to the speaker in the draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Whose {
    /// One speaker.
    Same,
    /// Nothing says that they differ.
    Open,
    /// Two names, of which at least one is not sure.
    Doubtful,
    /// Two speakers.
    Other,
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
        voices: &'a Voices<'a>,
        held: &'a Held,
        owners: &'a Owners<'a>,
    ) -> Self {
        let asked = draft.statements.iter().map(|statement| voices.voice(statement.id));
        let restated = Restated::of(asked, reports, voices);
        Self { draft, reports, voices, held, owners, restated }
    }

    /// The row of a question.
    pub fn row(&self, question: &Question<'_>) -> Row {
        let draft = &self.draft.article;
        let words = question.words(&draft.body);
        let asked = Asked { question, draft, numbers: self.held.numbers_of(&words), words };
        let voice = question.statement.map(|one| self.voices.voice(one.id)).unwrap_or_default();
        let mut weighed = self.places(&asked, voice);
        weighed.extend(self.restatements(&asked, voice, &weighed));
        weighed.sort_by(|a, b| a.order.cmp(&b.order).then(a.found.partial.cmp(&b.found.partial)));
        let verdict = weighed.first().map_or(Verdict::NotFound, |first| first.verdict);
        weighed.retain(|one| one.verdict == verdict || one.fit >= Fit::Close);
        weighed.truncate(MOST_MATCHES);
        Row {
            spans: question.spans.clone(),
            line: 0,
            column: 0,
            form: question.statement.map(|one| one.form),
            quoted: question.quoted,
            speaker: self.voices.speaker(voice).filter(|one| !one.name.is_empty()).map(|one| one.id),
            verdict,
            partial: weighed.first().is_some_and(|first| first.found.partial),
            matches: weighed.into_iter().map(|one| one.found).collect(),
            quotation: asked.words,
        }
    }

    /// The places that hold the question's words, in the order of the reports.
    fn places(&self, asked: &Asked<'_, '_>, voice: Voice) -> Vec<Weighed> {
        let windows = self.held.windows(&asked.numbers);
        let found = nearest(windows.into_iter().flat_map(|window| self.within(asked, window)).collect());
        found.iter().filter_map(|found| self.weighed(asked, voice, found)).collect()
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

    fn weighed(&self, asked: &Asked<'_, '_>, voice: Voice, found: &Found<'a>) -> Option<Weighed> {
        // A speaker whom the draft does not print with the words is a guess, and sets nothing apart.
        let printed = asked.question.statement.is_some_and(|one| one.source.is_some());
        let ties = found.owners.iter().map(|owner| match self.whose(voice, self.voices.voice(owner.id)) {
            Whose::Doubtful | Whose::Other if !printed => Whose::Open,
            whose => whose,
        });
        let same = ties.clone().position(|whose| whose == Whose::Same).unwrap_or(0);
        let owner = found.owners.get(same).copied();
        let whose = ties.into_iter().nth(same).unwrap_or(Whose::Open);
        let place = Kind { fit: found.fit, whose, quoted: found.quoted, owned: owner.is_some() };
        let (order, verdict) = if asked.question.quoted {
            place.of_quotation(asked.numbers.len(), found.telling)
        } else {
            place.of_unquoted(found.telling)
        }?;
        let article = &self.reports[found.article].article;
        let [head, tail] = asked.left_out(found, article, self.owners);
        let edits: Vec<_> = head.into_iter().chain(found.edits.iter().cloned()).chain(tail).collect();
        let speaker = owner.and_then(|owner| self.voices.speaker(self.voices.voice(owner.id)));
        let found = Match {
            article: article.id,
            spans: found.spans.clone(),
            words: joined(&found.spans, &article.body),
            statement: owner.map(|owner| owner.id),
            speaker: speaker.filter(|speaker| !speaker.name.is_empty()).map(|speaker| speaker.id),
            quoted: found.quoted,
            partial: edits.len() > found.edits.len(),
            edits,
        };
        Some(Weighed { order, verdict, fit: place.fit, found })
    }

    fn whose(&self, asked: Voice, owner: Voice) -> Whose {
        let named = self.voices.is_named(asked) && self.voices.is_named(owner);
        match self.voices.tie(asked, owner) {
            Tie::Same => Whose::Same,
            Tie::Apart => Whose::Other,
            Tie::Doubtful if named => Whose::Doubtful,
            Tie::Open | Tie::Loose | Tie::Doubtful => Whose::Open,
        }
    }

    /// Statements of the same speaker that say it in other words, where no place was found before.
    fn restatements(&self, asked: &Asked<'_, '_>, voice: Voice, before: &[Weighed]) -> Vec<Weighed> {
        let is_known =
            |told: &&&Told<'_>| !before.iter().any(|one| one.found.statement == Some(told.statement.id));
        let told = self.restated.find(voice, &asked.words);
        let told: Vec<_> = told.iter().filter(is_known).take(MOST_MATCHES).copied().collect();
        told.into_iter().map(|told| self.restatement(asked, told)).collect()
    }

    fn restatement(&self, asked: &Asked<'_, '_>, told: &Told<'a>) -> Weighed {
        let article = &self.reports[told.article].article;
        let spans = told.statement.told(&article.body);
        let quoted = told.statement.form != Form::Indirect;
        let reworded = quoted && asked.question.quoted;
        let edits = if reworded { asked.edits(article, &spans) } else { Vec::new() };
        let speaker = self.voices.speaker(self.voices.voice(told.statement.id)).map(|speaker| speaker.id);
        let found = Match {
            article: article.id,
            words: joined(&spans, &article.body),
            statement: Some(told.statement.id),
            speaker,
            quoted,
            partial: false,
            edits,
            spans,
        };
        let (order, verdict) = if reworded { (16, Verdict::Reworded) } else { (17, Verdict::Paraphrased) };
        Weighed { order, verdict, fit: Fit::Alike, found }
    }
}

/// What is known of a place.
#[derive(Clone, Copy)]
struct Kind {
    fit: Fit,
    whose: Whose,
    quoted: bool,
    owned: bool,
}

impl Kind {
    /// What a place shows of a quotation of the draft.
    fn of_quotation(self, words: usize, telling: usize) -> Option<(u8, Verdict)> {
        use Verdict::{OtherSpeaker, Paraphrased, Reworded, Verbatim};
        let Self { fit, whose, quoted, owned } = self;
        if !quoted && owned {
            return match whose {
                Whose::Same | Whose::Open => Some((11, Paraphrased)),
                Whose::Doubtful | Whose::Other => {
                    (fit >= Fit::Close && telling >= PROVES).then_some((12, OtherSpeaker))
                }
            };
        }
        if !quoted {
            return match fit {
                Fit::Exact => (words >= 4 && telling >= 2).then_some((4, Verbatim)),
                Fit::Close => (telling >= PROVES).then_some((8, Reworded)),
                Fit::Alike => (telling >= PROVES).then_some((14, Reworded)),
            };
        }
        Some(match (fit, whose) {
            (Fit::Exact, Whose::Same) => (0, Verbatim),
            (Fit::Close, Whose::Same) => (1, Reworded),
            (Fit::Exact, Whose::Other) => (2, OtherSpeaker),
            (Fit::Exact, Whose::Open) => (3, Verbatim),
            (Fit::Exact, Whose::Doubtful) => (5, OtherSpeaker),
            (Fit::Close, Whose::Other) if telling >= 2 => (7, OtherSpeaker),
            (Fit::Close, Whose::Open) if telling >= 2 => (8, Reworded),
            (Fit::Alike, Whose::Same) => (9, Reworded),
            (Fit::Close, Whose::Doubtful) if telling >= 2 => (10, OtherSpeaker),
            (Fit::Alike, Whose::Other) if telling >= PROVES => (13, OtherSpeaker),
            (Fit::Alike, Whose::Open) if telling >= PROVES => (14, Reworded),
            (Fit::Alike, Whose::Doubtful) if telling >= PROVES => (15, OtherSpeaker),
            _ => return None,
        })
    }

    /// What a place shows of an unquoted statement of the draft.
    fn of_unquoted(self, telling: usize) -> Option<(u8, Verdict)> {
        use Verdict::{OtherSpeaker, Paraphrased, Reworded, Verbatim};
        let proves = telling >= PROVES;
        Some(match (self.fit, self.whose) {
            (Fit::Exact, Whose::Same) => (0, Verbatim),
            (Fit::Close, Whose::Same) if !self.quoted => (1, Reworded),
            (Fit::Exact, Whose::Other) if proves => (2, OtherSpeaker),
            (Fit::Exact, Whose::Open) if telling >= 2 => (3, Verbatim),
            (Fit::Exact, Whose::Doubtful) if proves => (5, OtherSpeaker),
            (Fit::Close, Whose::Same) => (6, Paraphrased),
            (Fit::Alike, Whose::Same) => (7, Paraphrased),
            (Fit::Close, Whose::Open) if proves => (8, Reworded),
            (Fit::Close, Whose::Other) if proves => (18, OtherSpeaker),
            _ => return None,
        })
    }
}

/// Of places that overlap the nearest, in the order of the reports.
fn nearest(mut found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    found.sort_by_key(|one| (std::cmp::Reverse(one.fit), one.edits.len(), one.article, one.spans.clone()));
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
