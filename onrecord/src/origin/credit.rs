//! Where an article says from which outlet it has something.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::outlets::Around;
use super::outlets::Outlets;
use super::outlets::entries;
use super::outlets::key;
use super::outlets::proper_name;
use crate::article::Article;
use crate::article::Block;
use crate::article::BlockKind;
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
    /// The outlet has the words before its eyes: "obtained by".
    pub is_seen: bool,
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
    let own = article.outlet.name.as_deref().map(key);
    found.iter_mut().for_each(|credit| credit.is_own = own.as_ref() == Some(&key(&credit.outlet)));
    found.retain(|credit| !credit.is_own || credit.is_seen);
    found
}

fn in_block(article: &Article, block: Span, before: Option<Span>, outlets: &Outlets, into: &mut Vec<Credit>) {
    let body = &article.body;
    let words = words(block.of(body), block.start as usize);
    let mut hooked = (0..words.len()).filter_map(|at| phrase(body, block, &words, at)).peekable();
    if hooked.peek().is_none() {
        return;
    }
    let sentences = sentences(block.of(body), block.start as usize);
    for (pattern, near) in hooked {
        let Some((outlet, span)) = outlets.named(body, near, Around::Anybody) else { continue };
        let at = sentences.partition_point(|one| one.end < span.end);
        let Some(sentence) = sentences.get(at).filter(|one| one.contains(span)) else { continue };
        let alone = sentences.len() == 1;
        let beyond = pattern.beyond.then_some(if alone { before } else { Some(block) }).flatten();
        let (outlet, is_seen) = (outlet.to_owned(), pattern.seen);
        into.push(Credit { outlet, span, sentence: *sentence, beyond, is_seen, is_own: false });
    }
}

/// The pattern whose words begin at word `at`, and where the name should stand.
fn phrase(body: &str, block: Span, words: &[Word], at: usize) -> Option<(&'static Pattern, Span)> {
    let first = words[at].span.of(body);
    let candidates = PATTERNS.get(first).or_else(|| {
        let small = first.to_ascii_lowercase();
        PATTERNS.get(small.as_str())
    })?;
    candidates.iter().filter_map(|pattern| Some((pattern, pattern.name_at(body, block, words, at)?))).next()
}

struct Pattern {
    before: Vec<&'static str>,
    behind: Vec<&'static str>,
    beyond: bool,
    seen: bool,
}

/// Patterns by their first word; those that begin with the name by the first word behind it. Longest first.
static PATTERNS: LazyLock<FxHashMap<&'static str, Vec<Pattern>>> = LazyLock::new(|| {
    let mut by_word: FxHashMap<&'static str, Vec<Pattern>> = FxHashMap::default();
    for line in entries(include_str!("credits.txt")) {
        let marks = &line[..line.len() - line.trim_start_matches(['+', '!']).len()];
        let (beyond, seen) = (marks.contains('+'), marks.contains('!'));
        let (before, behind) = line[marks.len()..].split_once('*').unwrap_or((line, ""));
        let split = |half: &'static str| -> Vec<&'static str> {
            half.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
        };
        let pattern = Pattern { before: split(before), behind: split(behind), beyond, seen };
        if let Some(first) = pattern.before.first().or(pattern.behind.first()) {
            by_word.entry(first).or_default().push(pattern);
        }
    }
    by_word
        .values_mut()
        .for_each(|list| list.sort_by_key(|one| std::cmp::Reverse(one.before.len() + one.behind.len())));
    by_word
});

impl Pattern {
    /// Where the name stands, if the words from `at` on are those of the pattern.
    fn name_at(&self, body: &str, block: Span, words: &[Word], at: usize) -> Option<Span> {
        if self.before.is_empty() {
            let name = name_before(body, block, words, at)?;
            return are(body, words, at, &self.behind).then_some(name);
        }
        let next = words.get(at + self.before.len())?.span;
        if !are(body, words, at, &self.before) {
            return None;
        }
        let name = Span { start: next.start, end: block.end };
        let held = name.of(body);
        let long = held.char_indices().nth(90).map_or(held.len(), |(end, _)| end);
        let name = Span::new(name.start as usize, name.start as usize + long);
        if self.behind.is_empty() {
            return Some(name);
        }
        let skipped = skip_article(name.of(body));
        let end = name.start as usize + skipped + proper_name(&name.of(body)[skipped..]).len();
        let rest = words.partition_point(|word| (word.span.start as usize) < end);
        are(body, words, rest, &self.behind).then(|| Span::new(name.start as usize, end))
    }
}

fn skip_article(words: &str) -> usize {
    ["the ", "The "].iter().find(|article| words.starts_with(**article)).map_or(0, |article| article.len())
}

fn are(body: &str, words: &[Word], at: usize, wanted: &[&str]) -> bool {
    let here = words.get(at..at + wanted.len());
    here.is_some_and(|here| {
        here.iter().zip(wanted).all(|(word, want)| word.span.of(body).eq_ignore_ascii_case(want))
    })
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
