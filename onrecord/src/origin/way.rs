//! How one report has some words: told to it, told to another outlet, said before all, or unsaid.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::credit::Credit;
use super::outlets::Around;
use super::outlets::Outlets;
use crate::article::Article;
use crate::reprint::entries;
use crate::reprint::name_key;
use crate::speaker::Kind;
use crate::speaker::Speaker;
use crate::statement::Act;
use crate::statement::Addressee;
use crate::statement::Form;
use crate::statement::Statement;
use crate::statement::is_network;
use crate::text::Span;
use crate::utterance::Place;

/// So many credits before a statement, and behind its beginning, may speak for it.
const NEAR: usize = 12;

/// An outlet as the report names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Naming {
    pub key: String,
    pub outlet: String,
    pub words: Option<Place>,
}

/// How a report has some words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// Told to an outlet: another, or the report's own.
    Told(Naming),
    /// Another outlet's report is named.
    Credited(Naming),
    /// Posted, sent to the press, said in court: all reporters had them.
    Open,
    /// Told to reporters: whoever was there heard them.
    Heard,
    /// The report does not say.
    Unsaid,
}

/// The way of a statement by its own addressee, medium, speaker and the credits around it.
pub(super) fn way(
    article: &Article,
    statement: &Statement,
    speaker: Option<&Speaker>,
    credits: &[Credit],
    outlets: &Outlets,
) -> Way {
    if let Some(found) = statement.addressee.as_ref().and_then(|to| told(article, to, outlets)) {
        return found;
    }
    let credit = near(credits, statement).iter().find(|credit| credit.speaks_for(statement));
    if let Some(told) = credit.filter(|credit| credit.is_own || credit.is_told) {
        return Way::Told(naming(article, outlets, &told.outlet, told.span));
    }
    if is_open(statement) || outlets.is_release(article) {
        return Way::Open;
    }
    let reported = speaker.filter(|one| one.kind == Kind::Organisation).and(statement.source);
    let reported = reported.and_then(|source| outlets.named(&article.body, source, Around::Anybody));
    let is_other = |(name, span): &(&str, Span)| !is_own(article, outlets.whole(article, name, *span));
    if let Some((name, span)) = reported.filter(is_other) {
        return Way::Credited(naming(article, outlets, name, span));
    }
    match credit {
        Some(credit) => Way::Credited(naming(article, outlets, &credit.outlet, credit.span)),
        None => Way::Unsaid,
    }
}

/// The credits that stand nearest to a statement.
fn near<'c>(credits: &'c [Credit], statement: &Statement) -> &'c [Credit] {
    let first = statement.content.iter().chain(&statement.cue).map(|span| span.start).min().unwrap_or(0);
    let at = credits.partition_point(|credit| credit.span.start < first);
    &credits[at.saturating_sub(NEAR)..credits.len().min(at + NEAR)]
}

/// Whom the words were told, where that is an outlet or everybody.
fn told(article: &Article, to: &Addressee, outlets: &Outlets) -> Option<Way> {
    let words = with_noun(&article.body, to.span).to_lowercase();
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    if LISTS.own.contains(words) || is_by_writer(article, words) {
        let own = article.outlet.name.as_deref();
        let outlet = own.unwrap_or_default();
        let key = own.map_or_else(|| own_key(article), name_key);
        let words = Some(Place { article: article.id, span: to.span });
        return Some(Way::Told(Naming { key, outlet: outlet.to_owned(), words }));
    }
    if let Some((name, span)) = outlets.named(&article.body, to.span, Around::Hearer) {
        return Some(Way::Told(naming(article, outlets, name, span)));
    }
    let hearers = words.split(" of the ").next().unwrap_or(words);
    let last = hearers.rsplit(' ').next().unwrap_or(words);
    LISTS.hearers.get(last).map(|are_reporters| if *are_reporters { Way::Heard } else { Way::Open })
}

/// The words of an addressee; of "this" or "our" with the word behind.
fn with_noun(body: &str, span: Span) -> &str {
    let words = span.of(body);
    let behind = body.get(span.end as usize..).and_then(|rest| rest.strip_prefix(' '));
    let noun = behind.map_or("", |rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(""));
    if !matches!(words, "this" | "our") || noun.is_empty() {
        return words;
    }
    body.get(span.start as usize..span.end as usize + 1 + noun.len()).unwrap_or(words)
}

/// How long the words for the very report are that stand at the head of a text: "this newspaper".
pub(super) fn own_words(text: &str) -> Option<usize> {
    let ends = |own: &&&str| !text[own.len()..].starts_with(char::is_alphanumeric);
    LISTS.own.iter().filter(|own| text.starts_with(**own)).filter(ends).map(|own| own.len()).max()
}

/// Stands for an outlet whose name nobody prints: that of one article.
pub(super) fn own_key(article: &Article) -> String {
    format!("article {}", article.id)
}

/// "told Daybreak's Mara Quill", where Mara Quill wrote the report.
fn is_by_writer(article: &Article, words: &str) -> bool {
    let writes = |name: &String| name.contains(' ') && words.ends_with(&name.to_lowercase());
    article.byline.iter().any(writes)
}

fn is_own(article: &Article, name: &str) -> bool {
    let own = [&article.outlet.name, &article.outlet.hint];
    own.into_iter().flatten().any(|own| name_key(own) == name_key(name))
}

fn naming(article: &Article, outlets: &Outlets, name: &str, span: Span) -> Naming {
    let name = outlets.whole(article, name, span);
    let own = is_own(article, name).then_some(article.outlet.name.as_deref()).flatten();
    let words = Some(Place { article: article.id, span });
    Naming { key: name_key(name), outlet: own.unwrap_or(name).to_owned(), words }
}

/// Whether every reporter had the words.
fn is_open(statement: &Statement) -> bool {
    let medium = statement.medium.as_deref().unwrap_or("");
    let last = medium.rsplit(' ').next().unwrap_or("").to_lowercase();
    let posted = statement.form == Form::Post || matches!(statement.act, Act::Posts | Act::Rules);
    posted || is_network(medium) || LISTS.media.contains(last.as_str())
}

impl Credit {
    /// Whether the credit stands beside a statement and not in its words.
    fn speaks_for(&self, statement: &Statement) -> bool {
        let parts = || statement.content.iter().chain(&statement.cue).chain(&statement.source);
        if !self.is_aside && statement.content.iter().any(|span| span.overlaps(self.span)) {
            return false;
        }
        let near = |around: Span| parts().any(|span| span.overlaps(around));
        near(self.sentence) || self.beyond.is_some_and(near)
    }
}

struct Lists {
    own: FxHashSet<&'static str>,
    /// Whether the hearers report themselves.
    hearers: FxHashMap<&'static str, bool>,
    media: FxHashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    own: entries(include_str!("own.txt")).collect(),
    hearers: entries(include_str!("public_hearers.txt"))
        .map(|line| line.strip_suffix(" r").map_or((line, false), |word| (word, true)))
        .collect(),
    media: entries(include_str!("public_media.txt")).collect(),
});
