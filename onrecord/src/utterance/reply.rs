//! Statements that are told as replies: "answered Ruiz's charge of theft by saying …"; "…," he retorted.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::EchoKind;
use super::Place;
use super::Utterance;
use crate::article::Article;
use crate::article::BlockKind;
use crate::speaker::Cast;
use crate::speaker::Speaker;
use crate::statement::Scope;
use crate::statement::Statement;
use crate::text::Id;
use crate::text::Span;
use crate::text::sentences;

/// So many capitalised words may stand between the reply and the name: "responded to Mayor Ana Ruiz's …".
const TITLES: usize = 3;

/// Which statement is told as a reply to which, in order; the replying one stands first.
///
/// A sentence that leads from a noun for an utterance to other words ("responded to Ruiz's threat of a strike by
/// saying …") answers what the same article prints of that utterance; "he retorted" answers what somebody else said
/// right before in the paragraph.
pub fn replies(
    articles: &[&Article],
    statements: &[&Statement],
    cast: &Cast,
    utterances: &[Utterance],
) -> Vec<(Id<Statement>, Id<Statement>)> {
    let told = Told::of(articles, statements, cast);
    let mut found: Vec<_> = utterances.iter().flat_map(|one| told.to_mentions(one)).collect();
    found.extend(told.said.values().flat_map(|said| told.retorts(said)));
    found.sort_unstable();
    found.dedup();
    found
}

struct Told<'a> {
    articles: FxHashMap<Id<Article>, &'a Article>,
    /// By article, in order of place.
    said: FxHashMap<Id<Article>, Vec<&'a Statement>>,
    speakers: FxHashMap<Id<Statement>, Id<Speaker>>,
}

impl<'a> Told<'a> {
    fn of(articles: &[&'a Article], statements: &[&'a Statement], cast: &Cast) -> Self {
        let mut said: FxHashMap<_, Vec<&Statement>> = FxHashMap::default();
        for statement in statements.iter().filter(|one| one.scope == Scope::Certain) {
            said.entry(statement.article).or_default().push(statement);
        }
        said.values_mut().for_each(|said| said.sort_by_key(|one| (whole(one), one.id)));
        Self {
            articles: articles.iter().map(|article| (article.id, *article)).collect(),
            said,
            speakers: cast.attributions.iter().map(|found| (found.statement, found.speaker)).collect(),
        }
    }

    /// The replies to an utterance that a noun for it leads to.
    fn to_mentions(&self, utterance: &Utterance) -> Vec<(Id<Statement>, Id<Statement>)> {
        let printed: FxHashSet<_> = utterance.variants.iter().flat_map(|one| &one.statements).collect();
        let mentions = utterance.echoes.iter().filter(|echo| echo.kind == EchoKind::Mention);
        let replies = mentions.filter_map(|echo| self.reply_at(&echo.place));
        let answered = |reply: &'a Statement| {
            let here = self.said.get(&reply.article).map_or(&[][..], Vec::as_slice);
            let other = here.iter().filter(|one| printed.contains(&one.id) && one.id != reply.id);
            other.map(|one| (reply.id, one.id)).collect::<Vec<_>>()
        };
        replies.flat_map(answered).collect()
    }

    /// The statement whose cue stands nearest in the sentence of a noun that words of replying lead to.
    fn reply_at(&self, noun: &Place) -> Option<&'a Statement> {
        let article = *self.articles.get(&noun.article)?;
        let blocks = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
        let block = blocks.map(|block| block.span).find(|span| span.contains(noun.span))?;
        let before = article.body.get(block.start as usize..noun.span.start as usize)?;
        if !leads_to_reply(before) {
            return None;
        }
        let sentences = sentences(block.of(&article.body), block.start as usize);
        let sentence = sentences.into_iter().find(|one| one.contains(noun.span))?;
        let said = self.said.get(&noun.article)?.iter().copied();
        let cued =
            said.filter_map(|one| Some((one, one.cue.first().filter(|cue| sentence.contains(**cue))?)));
        cued.filter(|(one, _)| one.content.iter().all(|span| !span.overlaps(noun.span)))
            .min_by_key(|(one, cue)| (cue.start.abs_diff(noun.span.start), one.id))
            .map(|(one, _)| one)
    }

    /// "…, he retorted": what another said right before in the same paragraph is answered.
    fn retorts(&self, said: &[&'a Statement]) -> Vec<(Id<Statement>, Id<Statement>)> {
        let Some(article) = said.first().and_then(|one| self.articles.get(&one.article)) else {
            return Vec::new();
        };
        let answers = |(before, reply): (&Statement, &Statement)| {
            let speaker = |one: &Statement| self.speakers.get(&one.id).copied();
            let (a, b) = (whole(before), whole(reply));
            let gap = article.body.get(a.end as usize..b.start as usize);
            let follows = gap.is_some_and(|gap| !gap.contains('\n'));
            let others = speaker(before).zip(speaker(reply)).is_some_and(|(a, b)| a != b);
            follows && others && is_retort(article, reply)
        };
        let pairs = said.windows(2).map(|pair| (pair[0], pair[1]));
        pairs.filter(|pair| answers(*pair)).map(|(before, reply)| (reply.id, before.id)).collect()
    }
}

/// From the first to the last character of a statement.
fn whole(statement: &Statement) -> Span {
    let parts = statement.content.iter().chain(&statement.cue).chain(&statement.source);
    parts.copied().reduce(Span::cover).unwrap_or_default()
}

fn is_retort(article: &Article, statement: &Statement) -> bool {
    let cue = statement.cue.first().map_or("", |cue| cue.of(&article.body));
    cue.split_whitespace().next_back().is_some_and(|word| WORDS.contains(word.to_lowercase().as_str()))
}

/// "In reply to", "responded to Mayor": whether words of replying stand before a name, but for its titles.
fn leads_to_reply(before: &str) -> bool {
    let mut rest = before.trim_end();
    for _ in 0..=TITLES {
        if LEADS.iter().any(|lead| ends_in(rest, lead)) {
            return true;
        }
        let last = rest.rsplit(char::is_whitespace).next().unwrap_or("");
        if last.is_empty() || !last.starts_with(char::is_uppercase) && last != "the" {
            return false;
        }
        rest = rest[..rest.len() - last.len()].trim_end();
    }
    false
}

fn ends_in(words: &str, lead: &str) -> bool {
    let at = words.len().checked_sub(lead.len()).filter(|at| words.is_char_boundary(*at));
    let Some((front, end)) = at.map(|at| words.split_at(at)) else { return false };
    end.eq_ignore_ascii_case(lead) && !front.ends_with(char::is_alphanumeric)
}

static LEADS: LazyLock<Vec<&str>> = LazyLock::new(|| entries('*'));
static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| entries('"').into_iter().collect());

/// The entries of the list that bear this mark.
fn entries(mark: char) -> Vec<&'static str> {
    include_str!("replies.txt").lines().filter_map(|line| line.strip_suffix(mark)).map(str::trim).collect()
}
