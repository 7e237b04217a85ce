//! Where an article says from which outlet it has something.

use super::outlets::Around;
use super::outlets::Outlets;
use super::outlets::proper_name;
use super::way::own_words;
use crate::article::Article;
use crate::article::Block;
use crate::article::BlockKind;
use crate::reprint::Found;
use crate::reprint::Phrase;
use crate::reprint::are;
use crate::reprint::name_key;
use crate::reprint::phrases_at;
use crate::text::Span;
use crate::text::Word;
use crate::text::sentences;
use crate::text::words;

/// A phrase that names an outlet as the source of a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Credit {
    /// The outlet.
    pub outlet: String,
    /// Where it is named.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
    /// The paragraph that it speaks for too.
    pub beyond: Option<Span>,
    /// The words were said to the outlet: "in an interview with".
    pub is_told: bool,
    /// The outlet has the words before its eyes: "obtained by".
    pub is_seen: bool,
    /// It stands behind a comma at the end of its sentence: ", the Harbour Post has learned".
    pub is_aside: bool,
    /// The outlet is the article's own.
    pub is_own: bool,
}

/// The credits of an article, in reading order.
pub(super) fn credits(article: &Article, outlets: &Outlets) -> Vec<Credit> {
    let mut found = Vec::new();
    let running = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Boilerplate);
    let blocks: Vec<&Block> = article.blocks.iter().filter(running).collect();
    for (place, block) in blocks.iter().enumerate() {
        let before = place.checked_sub(1).map(|at| blocks[at].span);
        in_block(article, block.span, before, outlets, &mut found);
    }
    let own = article.outlet.name.as_deref().map(name_key);
    for credit in &mut found {
        let name = outlets.whole(article, &credit.outlet, credit.span);
        credit.is_own = own.as_ref() == Some(&name_key(name));
    }
    found.retain(|credit| !credit.is_own || credit.is_seen || credit.is_told);
    found
}

fn in_block(article: &Article, block: Span, before: Option<Span>, outlets: &Outlets, into: &mut Vec<Credit>) {
    let body = &article.body;
    let words = words(block.of(body), block.start as usize);
    let mut hooked = (0..words.len()).filter_map(|at| hooked(body, block, &words, at)).peekable();
    if hooked.peek().is_none() {
        return;
    }
    let sentences = sentences(block.of(body), block.start as usize);
    for (phrase, near) in hooked {
        let around = around(phrase);
        let own = || own_name(article, near).filter(|_| phrase.told);
        let Some((outlet, span)) = own().or_else(|| outlets.named(body, near, around)) else { continue };
        let at = sentences.partition_point(|one| one.end < span.end);
        let Some(sentence) = sentences.get(at).copied().filter(|one| one.contains(span)) else { continue };
        let alone = sentences.len() == 1 && opens(body, block, span);
        let beyond = phrase.beyond.then_some(if alone { before } else { Some(block) }).flatten();
        let is_aside = phrase.before.is_empty() && is_aside(body, sentence, span);
        let (outlet, is_told, is_seen) = (outlet.to_owned(), phrase.told, phrase.seen);
        into.push(Credit { outlet, span, sentence, beyond, is_told, is_seen, is_aside, is_own: false });
    }
}

/// The name of an article's own outlet, where these words are those for the very report.
fn own_name(article: &Article, at: Span) -> Option<(&str, Span)> {
    let length = own_words(at.of(&article.body))? as u32;
    Some((article.outlet.name.as_deref()?, Span { start: at.start, end: at.start + length }))
}

/// Who may stand at the open place of a phrase.
fn around(phrase: &Phrase) -> Around {
    match () {
        () if phrase.told => Around::Hearer,
        () if phrase.takes_any && !phrase.seen => Around::Publisher,
        () => Around::Anybody,
    }
}

/// So many words may stand before a name in a sentence that is nothing but a credit.
const OPENING: usize = 8;

/// Whether a block says nothing before the name but that it is credited.
fn opens(body: &str, block: Span, name: Span) -> bool {
    let before = Span { start: block.start, end: name.start }.of(body);
    before.split_whitespace().count() <= OPENING && !before.contains(['"', '“', '”', '‘', '\''])
}

/// Whether a name with a few words behind it ends its sentence, behind a comma.
fn is_aside(body: &str, sentence: Span, name: Span) -> bool {
    let before = Span { start: sentence.start, end: name.start }.of(body).trim_end();
    let before = before.strip_suffix("the").unwrap_or(before).trim_end();
    let behind = Span { start: name.end, end: sentence.end }.of(body);
    before.ends_with(',') && behind.split_whitespace().count() <= OPENING && !behind.contains([',', '"', '“'])
}

/// The phrase of statements whose words begin at word `at`, and where the name should stand.
fn hooked(body: &str, block: Span, words: &[Word], at: usize) -> Option<(&'static Phrase, Span)> {
    let found = phrases_at(body, words, at).filter(|found| !found.phrase.is_of_text);
    found.filter_map(|found| Some((found.phrase, name_at(body, block, words, &found)?))).next()
}

/// Where the name that a phrase credits stands.
fn name_at(body: &str, block: Span, words: &[Word], found: &Found) -> Option<Span> {
    if found.phrase.before.is_empty() {
        return name_before(body, block, words, found.at);
    }
    let next = words.get(found.at)?.span;
    let name = Span { start: next.start, end: block.end };
    let held = name.of(body);
    let long = held.char_indices().nth(90).map_or(held.len(), |(end, _)| end);
    let name = Span::new(name.start as usize, name.start as usize + long);
    if found.phrase.behind.is_empty() {
        return Some(name);
    }
    let skipped = skip_article(name.of(body));
    let end = name.start as usize + skipped + proper_name(&name.of(body)[skipped..]).len();
    let rest = words.partition_point(|word| (word.span.start as usize) < end);
    are(body, words, rest, &found.phrase.behind).then(|| Span::new(name.start as usize, end))
}

fn skip_article(words: &str) -> usize {
    ["the ", "The "].iter().find(|article| words.starts_with(**article)).map_or(0, |article| article.len())
}

/// The capitalised words right before word `at`.
fn name_before(body: &str, block: Span, words: &[Word], at: usize) -> Option<Span> {
    let mut first = at;
    while first > 0 && at - first < 6 {
        let word = words[first - 1].span;
        let gap = body.get(word.end as usize..words[first].span.start as usize)?;
        let text = word.of(body);
        let joins =
            text.starts_with(char::is_uppercase) || first < at && ["of", "and", "the"].contains(&text);
        if gap != " " || !joins {
            break;
        }
        first -= 1;
    }
    let start = words.get(first).filter(|_| first < at)?.span.start.max(block.start);
    Some(Span { start, end: words[at - 1].span.end })
}
