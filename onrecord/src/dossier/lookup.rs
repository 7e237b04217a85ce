//! Numbers of the things of a record.

use rustc_hash::{FxHashMap, FxHashSet};

use super::captures::Captures;
use super::context::Context;
use super::entries::Piece;
use super::mask::Masker;
use super::points::Points;
use crate::article::Article;
use crate::record::Record;
use crate::speaker::{Attribution, Speaker};
use crate::statement::{Act, Statement};
use crate::story::Story;
use crate::text::{Id, Span};
use crate::utterance::Utterance;

/// Finds a record's things by their ids, and their numbers in the dossier.
pub(super) struct Lookup<'a> {
    articles: FxHashMap<Id<Article>, usize>,
    statements: FxHashMap<Id<Statement>, usize>,
    attributions: FxHashMap<Id<Statement>, &'a Attribution>,
    speakers: FxHashMap<Id<Speaker>, usize>,
    utterances: FxHashMap<Id<Statement>, usize>,
    stories: FxHashMap<Id<Story>, usize>,
    /// The speakers, in the dossier's order.
    pub(super) cast: Vec<&'a Speaker>,
    /// The utterances, in the dossier's order.
    pub(super) gathered: Vec<&'a Utterance>,
    /// Which articles are one report.
    pub(super) captures: Captures,
    points: Vec<Points>,
    contexts: Vec<Context>,
    record: &'a Record,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(record: &'a Record) -> Self {
        let mut lookup = Self {
            articles: record.articles.iter().enumerate().map(|(at, article)| (article.id, at + 1)).collect(),
            statements: record.statements.iter().enumerate().map(|(at, s)| (s.id, at + 1)).collect(),
            attributions: record.cast.attributions.iter().map(|a| (a.statement, a)).collect(),
            speakers: FxHashMap::default(),
            utterances: FxHashMap::default(),
            stories: record.stories.iter().enumerate().map(|(at, story)| (story.id, at + 1)).collect(),
            cast: Vec::new(),
            gathered: Vec::new(),
            captures: Captures::default(),
            points: record.articles.iter().map(|article| Points::of(&article.body)).collect(),
            contexts: record.articles.iter().map(|_| Context::default()).collect(),
            record,
        };
        lookup.captures = lookup.captures();
        lookup.cast = lookup.cast_in_order();
        lookup.speakers = lookup.cast.iter().enumerate().map(|(at, speaker)| (speaker.id, at + 1)).collect();
        lookup.gathered = lookup.gathered_in_order();
        for (at, utterance) in lookup.gathered.iter().enumerate() {
            let echoes = utterance.echoes.iter().filter_map(|echo| echo.statement);
            let worded = utterance.variants.iter().flat_map(|variant| variant.statements.iter().copied());
            for id in worded.chain(echoes) {
                lookup.utterances.entry(id).or_insert(at + 1);
            }
        }
        lookup
    }

    pub(super) fn article(&self, id: Id<Article>) -> Option<usize> {
        self.articles.get(&id).copied()
    }

    pub(super) fn statement(&self, id: Id<Statement>) -> Option<usize> {
        self.statements.get(&id).copied()
    }

    pub(super) fn attribution(&self, id: Id<Statement>) -> Option<&'a Attribution> {
        self.attributions.get(&id).copied()
    }

    pub(super) fn speaker(&self, id: Id<Speaker>) -> Option<usize> {
        self.speakers.get(&id).copied()
    }

    /// The number of the utterance that a statement is a wording or an echo of.
    pub(super) fn utterance(&self, id: Id<Statement>) -> Option<usize> {
        self.utterances.get(&id).copied()
    }

    pub(super) fn story(&self, id: Id<Story>) -> Option<usize> {
        self.stories.get(&id).copied()
    }

    /// The sentences around `span` of the article of this number.
    pub(super) fn around(&self, article: usize, span: Span) -> Span {
        let at = article.wrapping_sub(1);
        match (self.contexts.get(at), self.record.articles.get(at)) {
            (Some(context), Some(article)) => context.around(article, span),
            _ => span,
        }
    }

    /// The sentence at a byte of the article of this number; the empty place there if there is none.
    pub(super) fn sentence(&self, article: usize, byte: u32) -> Span {
        let at = article.wrapping_sub(1);
        match (self.contexts.get(at), self.record.articles.get(at)) {
            (Some(context), Some(article)) => context.sentence(article, byte),
            _ => Span { start: byte, end: byte },
        }
    }

    /// Words of the article of this number.
    pub(super) fn piece(&self, masker: &Masker, article: usize, span: Span) -> Piece {
        let at = article.wrapping_sub(1);
        match (self.record.articles.get(at), self.points.get(at)) {
            (Some(article), Some(points)) => {
                Piece { words: masker.slice(article, span), span: points.span(span) }
            }
            _ => Piece { words: String::new(), span: (0, 0) },
        }
    }

    /// A span of the article of this number, in code points.
    pub(super) fn points(&self, article: usize, span: Span) -> (u32, u32) {
        self.points.get(article.wrapping_sub(1)).map_or((0, 0), |points| points.span(span))
    }

    /// How many reports carry an utterance, captures of one report counted once.
    pub(super) fn reports(&self, utterance: &Utterance) -> usize {
        let worded = utterance.variants.iter().flat_map(|variant| &variant.statements);
        let numbers = worded.filter_map(|id| self.statement(*id));
        let statements = numbers.filter_map(|number| self.record.statements.get(number - 1));
        let again = self.captures.again(statements.filter_map(|one| self.article(one.article)));
        (utterance.reports as usize).saturating_sub(again)
    }

    /// What is corrected is captured twice.
    fn captures(&self) -> Captures {
        let corrections = self.record.corrections.iter();
        let pairs = corrections.filter_map(|one| Some((self.article(one.before)?, self.article(one.after)?)));
        Captures::of(self.record.articles.len(), pairs)
    }

    /// Speakers who have a statement: more statements first, then by name.
    fn cast_in_order(&self) -> Vec<&'a Speaker> {
        let mut counts: FxHashMap<Id<Speaker>, usize> = FxHashMap::default();
        for attribution in &self.record.cast.attributions {
            if self.statements.contains_key(&attribution.statement) {
                *counts.entry(attribution.speaker).or_default() += 1;
            }
        }
        let mut speakers: Vec<_> = self
            .record
            .cast
            .speakers
            .iter()
            .filter_map(|speaker| counts.get(&speaker.id).map(|count| (*count, speaker)))
            .collect();
        speakers.sort_by(|(a, left), (b, right)| {
            b.cmp(a).then_with(|| left.name.cmp(&right.name)).then(left.id.cmp(&right.id))
        });
        speakers.into_iter().map(|(_, speaker)| speaker).collect()
    }

    /// Utterances of which some statement reports words: more reports first, else as the record has them.
    fn gathered_in_order(&self) -> Vec<&'a Utterance> {
        let silent: FxHashSet<Id<Statement>> = self
            .record
            .statements
            .iter()
            .filter(|statement| matches!(statement.act, Act::Thinks | Act::Declines))
            .map(|statement| statement.id)
            .collect();
        let mut gathered: Vec<&Utterance> = self
            .record
            .utterances
            .iter()
            .filter(|utterance| {
                let mut worded = utterance.variants.iter().flat_map(|variant| &variant.statements);
                worded.any(|id| self.statements.contains_key(id) && !silent.contains(id))
            })
            .collect();
        gathered.sort_by_cached_key(|utterance| std::cmp::Reverse(self.reports(utterance)));
        gathered
    }
}
