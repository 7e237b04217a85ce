//! Credits: where an article names the report or agency that it has its words from.

use std::cell::OnceCell;

use super::beside::names_ahead;
use super::beside::names_before;
use super::names::is_house;
use super::names::is_one_house;
use super::names::name_key;
use super::names::spellings;
use super::phrases::Found;
use super::phrases::Phrase;
use super::phrases::are;
use super::phrases::phrases_at;
use crate::article::Article;
use crate::article::Block;
use crate::article::BlockKind;
use crate::text::Span;
use crate::text::words;

/// An outlet or agency that an article credits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Credit {
    /// Where its name stands.
    pub span: Span,
    /// Its name, as printed.
    pub name: String,
}

/// The credits of an article, in order: "(AP)", "Reuters contributed to this report", "as first reported by
/// the Harbour Post", "By Ana Ruiz, Northwire News". What it says of itself is no credit.
pub fn credits(article: &Article) -> Vec<Credit> {
    let own = article.outlet.name.as_deref().map(name_key);
    let plain = mentions(article).into_iter().filter(|mention| mention.is_plain);
    let credits = plain.map(|one| Credit { span: one.span, name: one.span.of(&article.body).to_owned() });
    credits.filter(|credit| own.as_ref() != Some(&name_key(&credit.name))).collect()
}

/// An article with the houses that it names as those whose words it prints; read once, when first asked for.
pub(super) struct Imprint<'a> {
    pub article: &'a Article,
    /// The key of its outlet's name.
    pub outlet: Option<String>,
    own: OnceCell<Option<House>>,
    sources: OnceCell<Vec<House>>,
    mentions: OnceCell<Vec<Mention>>,
}

/// A house whose name is looked for in other articles.
struct House {
    name: String,
    key: String,
    spellings: Vec<String>,
}

impl House {
    fn of(name: &str) -> Self {
        Self { name: name.to_owned(), key: name_key(name), spellings: spellings(name) }
    }
}

impl<'a> Imprint<'a> {
    pub fn of(article: &'a Article) -> Self {
        let outlet = article.outlet.name.as_deref().map(name_key);
        let (own, sources, mentions) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { article, outlet, own, sources, mentions }
    }

    /// Where it credits the outlet of another article.
    pub fn credit(&self, original: &Self) -> Option<Span> {
        let own = || original.article.outlet.name.as_deref().map(House::of);
        let house = original.own.get_or_init(own).as_ref()?;
        self.credit_of(house)
    }

    /// Where it credits an agency whose words the other article says that it prints.
    pub fn credit_of_agency(&self, original: &Self) -> Option<Span> {
        original.sources().iter().filter_map(|house| self.credit_of(house)).min()
    }

    /// Whether it credits the agency that alone signs the other article, and is not signed by a house alone itself.
    pub fn prints_part_of(&self, whole: &Self) -> bool {
        whole.is_signed_by_houses() && !self.is_signed_by_houses() && self.credit_of_agency(whole).is_some()
    }

    fn is_signed_by_houses(&self) -> bool {
        let names = &self.article.byline;
        !names.is_empty() && names.iter().all(|name| is_house(name))
    }

    /// Where it credits a house that is not its own.
    fn credit_of(&self, house: &House) -> Option<Span> {
        let body = &self.article.body;
        if self.outlet.as_ref() == Some(&house.key) || !house.spellings.iter().any(|name| body.contains(name))
        {
            return None;
        }
        let mentions = self.mentions.get_or_init(|| mentions(self.article));
        mentions.iter().map(|mention| mention.span).find(|span| is_one_house(span.of(body), &house.name))
    }

    /// The houses in its byline, its dateline and its copyright line, other than its own.
    fn sources(&self) -> &[House] {
        self.sources.get_or_init(|| {
            let body = &self.article.body;
            let printed = self.article.blocks.iter().flat_map(|block| in_block(body, block, &may_say_source));
            let printed = printed.filter(|mention| mention.prints && mention.is_plain);
            let printed = printed.map(|mention| mention.span.of(body));
            let signed = self.article.byline.iter().map(String::as_str).filter(|name| is_house(name));
            let mut houses: Vec<House> = printed.chain(signed).map(House::of).collect();
            houses.sort_unstable_by(|a, b| (&a.key, &a.name).cmp(&(&b.key, &b.name)));
            houses.dedup_by(|a, b| a.key == b.key);
            houses.retain(|house| self.outlet.as_ref() != Some(&house.key));
            houses
        })
    }
}

/// A name at a place where credits stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mention {
    span: Span,
    /// Whether it is plainly a credit; else it is one only if the name is that of an outlet.
    is_plain: bool,
    /// Whether the words around it are the house's, not only news that it reported.
    prints: bool,
}

fn mentions(article: &Article) -> Vec<Mention> {
    let blocks = article.blocks.iter();
    let mut found: Vec<Mention> =
        blocks.flat_map(|block| in_block(&article.body, block, &|_| true)).collect();
    found.sort_unstable_by_key(|one| (one.span, !one.is_plain, !one.prints));
    found.dedup_by_key(|one| one.span);
    found
}

/// The names in a block; phrases are looked for only in text that may hold some.
fn in_block(body: &str, block: &Block, may_hold: &dyn Fn(&str) -> bool) -> Vec<Mention> {
    let text = block.span.of(body);
    let mut found = match block.kind {
        BlockKind::Heading if text.starts_with("By ") => in_byline(text),
        BlockKind::Headline | BlockKind::Heading | BlockKind::Post | BlockKind::AltText => Vec::new(),
        BlockKind::Byline => in_byline(text),
        _ if may_hold(text) => [in_brackets(text), in_copyright(text), in_phrases(text)].concat(),
        _ => in_brackets(text),
    };
    for one in &mut found {
        one.span = Span { start: one.span.start + block.span.start, end: one.span.end + block.span.start };
    }
    found
}

/// Whether a text has a word of those phrases that say whose it is.
fn may_say_source(text: &str) -> bool {
    ["©", "opyright", "COPYRIGHT", "(c)", "istributed by"].iter().any(|word| text.contains(word))
}

/// "By Ana Ruiz, Northwire News", "Ana Ruiz | Associated Press", "By Ana Ruiz for the Harbour Post".
fn in_byline(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_uppercase).map(|start| at + start) {
        let (names, end) = names_ahead(text, start);
        let mention = |span: Span| Mention { span, is_plain: is_house(span.of(text)), prints: true };
        found.extend(names.into_iter().map(mention));
        at = end.max(start + text[start..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - start));
    }
    found
}

/// "(AP)", and whatever house stands in "LONDON (Northwire) —".
fn in_brackets(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('(') {
        let (names, end) = names_ahead(text, at + 1);
        let ([span], Some(behind)) = (names.as_slice(), text[end..].strip_prefix(')')) else { continue };
        let opens = at < 60 && opens_in_capitals(&text[..at]);
        let is_dateline = opens && behind.trim_start().starts_with(['—', '–', '-']);
        let is_plain = is_dateline || is_house(span.of(text));
        found.push(Mention { span: *span, is_plain, prints: is_dateline });
    }
    found
}

/// "LONDON, March 3".
fn opens_in_capitals(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or("");
    first.chars().any(char::is_uppercase) && !first.chars().any(char::is_lowercase)
}

/// "© 2026 Northwire News".
fn in_copyright(text: &str) -> Vec<Mention> {
    let signs = ["©", "(c)", "(C)"].into_iter();
    let ends = signs.flat_map(|sign| text.match_indices(sign).map(move |(at, _)| at + sign.len()));
    let names = ends.flat_map(|end| names_ahead(text, end).0).filter(|name| is_house(name.of(text)));
    names.map(|span| Mention { span, is_plain: true, prints: true }).collect()
}

/// Names at the open place of a phrase.
fn in_phrases(text: &str) -> Vec<Mention> {
    let words = words(text, 0);
    let mut found = Vec::new();
    for Found { phrase, at } in (0..words.len()).flat_map(|at| phrases_at(text, &words, at)) {
        let names = if phrase.before.is_empty() {
            words.get(at).map_or_else(Vec::new, |word| names_before(text, word.span.start as usize))
        } else {
            let (names, end) = names_ahead(text, words[at - 1].span.end as usize);
            let next = words.partition_point(|word| (word.span.start as usize) < end);
            if are(text, &words, next, &phrase.behind) { names } else { Vec::new() }
        };
        found.extend(at_open_place(text, &names, phrase));
    }
    found
}

/// Of a person and a house, only the house is credited.
fn at_open_place(text: &str, names: &[Span], phrase: &Phrase) -> Vec<Mention> {
    let has_house = names.iter().any(|name| is_house(name.of(text)));
    let is_plain = |name: Span| is_house(name.of(text)) || phrase.takes_any && !has_house;
    let mention = |span: &Span| Mention { span: *span, is_plain: is_plain(*span), prints: phrase.prints };
    names.iter().map(mention).collect()
}
