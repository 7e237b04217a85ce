//! Nouns that refer to what somebody said: "Ruiz's threat of a strike".

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::corpus::Corpus;
use super::echo::Echoes;
use super::echo::Found;
use super::restate::stem;
use super::{Echo, EchoKind, Place};
use crate::text::Span;
use crate::text::fold;
use crate::text::words;

/// So many words may stand between the owner and the noun, and behind the noun's preposition.
const BETWEEN: usize = 2;
const BEHIND: usize = 6;
/// So many pieces before the noun are tried, and as many behind; of each, so many words.
const NEAR: u32 = 64;
const LONG: usize = 400;
/// The noun stands within so many characters behind the name.
const FAR: usize = 160;

/// Finds the nouns behind a speaker's name, and the words of that speaker in the same article which they sum up.
pub(super) fn mentions(corpus: &Corpus<'_>, echoes: &mut Echoes) {
    let by_article = corpus.pieces_by_article();
    let mut found = Vec::new();
    for (number, speaker) in corpus.voices.all() {
        for alias in &speaker.aliases {
            let Ok(at) = corpus.articles.binary_search_by_key(&alias.article, |article| article.id) else {
                continue;
            };
            let Some((span, tail)) = noun_behind(&corpus.articles[at].body, alias.span) else { continue };
            if let Some(of) = summed_up(corpus, by_article[at].clone(), number, span, &tail) {
                let place = Place { article: alias.article, span };
                found.push(Found { of, echo: Echo { place, kind: EchoKind::Mention, statement: None } });
            }
        }
    }
    echoes.found.extend(found);
}

/// "’s threat of legal action" behind a name: from the name on, and the stems of what stands behind the preposition.
fn noun_behind(body: &str, owner: Span) -> Option<(Span, Vec<String>)> {
    let rest = body.get(owner.end as usize..)?;
    let mark = ["'s ", "’s ", "' ", "’ "].iter().find(|mark| rest.starts_with(**mark))?.len();
    let rest = &rest[..rest.char_indices().nth(FAR).map_or(rest.len(), |(at, _)| at)];
    let line = rest.split(['.', '\n', ',', ';', ':', '"', '“', '”']).next()?;
    let base = owner.end as usize + mark;
    let list = words(line.get(mark..)?, base);
    let text = |at: usize| list.get(at).map(|word| word.span.of(body));
    let noun = (0..=BETWEEN).find(|at| text(*at).is_some_and(|word| NOUNS.contains(word)))?;
    text(noun + 1).filter(|word| LINKS.contains(word))?;
    let tail = list[noun + 2..].iter().take_while(|word| !LINKS.contains(&word.span.of(body))).take(BEHIND);
    let tail: Vec<Span> = tail.map(|word| word.span).collect();
    let span = Span { start: owner.start, end: tail.last()?.end };
    Some((span, tail.iter().map(|word| stem(&fold(word.of(body))).to_owned()).collect()))
}

/// The last words of the speaker before the noun, else the first behind it, that hold most of the stems.
fn summed_up(corpus: &Corpus<'_>, here: Range<u32>, voice: u32, noun: Span, tail: &[String]) -> Option<u32> {
    let starts_before = |piece: u32| corpus.spans(piece).first().is_some_and(|span| span.start < noun.start);
    let (mut at, mut end) = (here.start, here.end);
    while at < end {
        let middle = at + (end - at) / 2;
        if starts_before(middle) { at = middle + 1 } else { end = middle }
    }
    let fits = |piece: &u32| corpus.voice(*piece).number == voice && holds(corpus, *piece, noun, tail);
    let before = (here.start.max(at.saturating_sub(NEAR))..at).rev().find(fits);
    before.or_else(|| (at..here.end.min(at + NEAR)).find(fits))
}

fn holds(corpus: &Corpus<'_>, piece: u32, noun: Span, tail: &[String]) -> bool {
    let telling = corpus.words(piece).iter().take(LONG).filter(|word| !corpus.lexicon.is_function(**word));
    let stems: FxHashSet<&str> = telling.map(|word| stem(corpus.lexicon.key(*word))).collect();
    let shared = tail.iter().filter(|word| stems.contains(word.as_str())).count();
    let apart = corpus.spans(piece).iter().all(|span| !span.overlaps(noun));
    apart && shared >= 2 && shared * 3 >= tail.len() * 2
}

/// Words that lead from the noun to what was said.
const LINKS: [&str; 12] =
    ["of", "to", "that", "about", "against", "for", "over", "on", "by", "in", "with", "at"];

static NOUNS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("speech_nouns.txt").lines().filter(|line| !line.starts_with('#')).collect()
});
