//! Nouns that refer to what somebody said: "Ruiz's threat of a strike".

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
            let theirs = by_article[at].clone().filter(|piece| corpus.voice(*piece).number == number);
            if let Some(of) = summed_up(corpus, theirs, span, &tail) {
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
    let line = rest.split(['.', '\n', ',', ';', ':', '"', '“', '”']).next()?;
    let long = line.char_indices().nth(120).map_or(line.len(), |(at, _)| at);
    let base = owner.end as usize + mark;
    let list = words(line.get(mark..long)?, base);
    let text = |at: usize| list.get(at).map(|word| word.span.of(body));
    let noun = (0..=BETWEEN).find(|at| text(*at).is_some_and(|word| NOUNS.contains(word)))?;
    text(noun + 1).filter(|word| LINKS.contains(word))?;
    let tail = list[noun + 2..].iter().take_while(|word| !LINKS.contains(&word.span.of(body))).take(BEHIND);
    let tail: Vec<Span> = tail.map(|word| word.span).collect();
    let span = Span { start: owner.start, end: tail.last()?.end };
    Some((span, tail.iter().map(|word| stem(&fold(word.of(body))).to_owned()).collect()))
}

/// The last words of the speaker before the noun, else the first behind it, that hold most of the stems.
fn summed_up(
    corpus: &Corpus<'_>,
    pieces: impl Iterator<Item = u32>,
    noun: Span,
    tail: &[String],
) -> Option<u32> {
    let holds = |piece: &u32| {
        let telling = corpus.words(*piece).iter().filter(|word| !corpus.lexicon.is_function(**word));
        let stems: FxHashSet<&str> = telling.map(|word| stem(corpus.lexicon.key(*word))).collect();
        let shared = tail.iter().filter(|word| stems.contains(word.as_str())).count();
        shared >= 2 && shared * 3 >= tail.len() * 2
    };
    let apart = |piece: &u32| corpus.spans(*piece).iter().all(|span| !span.overlaps(noun));
    let start = |piece: u32| corpus.spans(piece).first().map_or(0, |span| span.start);
    let fitting: Vec<u32> = pieces.filter(apart).filter(holds).collect();
    let before = fitting.iter().rev().find(|piece| start(**piece) < noun.start);
    before.or(fitting.first()).copied()
}

/// Words that lead from the noun to what was said.
const LINKS: [&str; 12] =
    ["of", "to", "that", "about", "against", "for", "over", "on", "by", "in", "with", "at"];

static NOUNS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("speech_nouns.txt").lines().filter(|line| !line.starts_with('#')).collect()
});
