//! Restatements: the same speaker's words reported without quotation marks, and the outlet's own reading of them.

use rustc_hash::FxHashMap;

use super::corpus::{Corpus, FRAGMENT, is_uncertain};
use super::echo::{Echoes, Found};
use super::voice::Tie;
use super::{Echo, EchoKind, Place};
use crate::statement::{Form, Statement};
use crate::text::Span;

/// More than so many bytes between two statements, and they are not next to each other.
const NEXT: usize = 400;
/// A stem that a speaker uses in more pieces than this leads to none of them.
const COMMON: usize = 64;

/// Finds the indirect statements that restate quoted words of the same speaker.
pub(super) fn restatements(corpus: &Corpus<'_>, echoes: &mut Echoes) {
    let stems = Stems::of(corpus);
    let by_article = corpus.pieces_by_article();
    let index = Index::of(corpus, &stems);
    for at in 0..corpus.statements.len() {
        let statement = corpus.statements[at];
        let piece = corpus.pieces_of[at].start;
        if statement.form != Form::Indirect || corpus.pieces_of[at].is_empty() || echoes.only[at] {
            continue;
        }
        let here = by_article[corpus.article_of[at] as usize].clone();
        let restated = if is_uncertain(statement) {
            gloss(corpus, &stems, piece, here).map(|of| (of, EchoKind::Gloss))
        } else {
            paraphrase(corpus, &stems, piece, here)
                .or_else(|| index.paraphrase(corpus, &stems, piece))
                .or_else(|| index.told_there(corpus, &stems, piece))
                .map(|of| (of, EchoKind::Paraphrase))
        };
        if let Some((of, kind)) = restated {
            let place = Place { article: statement.article, span: cover(&statement.content) };
            echoes.found.push(Found { of, echo: Echo { place, kind, statement: Some(statement.id) } });
            echoes.only[at] = true;
        }
    }
}

/// The quoted words next before an uncertain statement of the same speaker; failing these, like words.
fn gloss(corpus: &Corpus<'_>, stems: &Stems, piece: u32, here: std::ops::Range<u32>) -> Option<u32> {
    let before = |of: &u32| *of < piece && next_to(corpus, *of, piece);
    sources(corpus, piece, here.clone(), true)
        .filter(before)
        .last()
        .or_else(|| sources(corpus, piece, here, false).find(|of| stems.shared(*of, piece).restates(3, 50)))
}

/// The quoted words in the same article that an indirect statement restates: next to it with some words in
/// common, else anywhere with many.
fn paraphrase(corpus: &Corpus<'_>, stems: &Stems, piece: u32, here: std::ops::Range<u32>) -> Option<u32> {
    let mut best: Option<((bool, usize), u32)> = None;
    for of in sources(corpus, piece, here, false) {
        let shared = stems.shared(of, piece);
        let next = next_to(corpus, of, piece);
        let restates = shared.restates(3, 60)
            || next && (shared.restates(2, 40) || stems.same_clause(of, piece, corpus));
        if restates && best.is_none_or(|(rank, _)| (next, shared.stems) > rank) {
            best = Some(((next, shared.stems), of));
        }
    }
    best.map(|found| found.1)
}

/// Quoted pieces of the same speaker, longer than fragments.
fn sources<'c>(
    corpus: &'c Corpus<'_>,
    piece: u32,
    here: std::ops::Range<u32>,
    or_nobody: bool,
) -> impl Iterator<Item = u32> + 'c {
    let voice = corpus.voice(piece);
    here.filter(move |of| {
        let tie = corpus.voices.tie(voice, corpus.voice(*of));
        let one = tie == Tie::Same || or_nobody && tie == Tie::Open;
        one && corpus.pieces[*of as usize].quoted
            && corpus.words(*of).len() > FRAGMENT
            && corpus.statement(*of).within.is_none_or(|outer| outer != corpus.statement(piece).id)
    })
}

/// Whether two statements stand in one paragraph or in neighbouring ones, with little between them.
fn next_to(corpus: &Corpus<'_>, a: u32, b: u32) -> bool {
    let (left, right) = (extent(corpus.statement(a)), extent(corpus.statement(b)));
    let (first, second) = if left.start <= right.start { (left, right) } else { (right, left) };
    if first.end >= second.start {
        return true;
    }
    let between = Span { start: first.end, end: second.start };
    let words = between.of(&corpus.articles[corpus.article(a) as usize].body);
    let breaks = words.split('\n').filter(|part| !part.trim().is_empty()).count();
    between.len() <= NEXT && breaks <= 2
}

/// All that a statement covers: content, cue and source.
fn extent(statement: &Statement) -> Span {
    let rest = statement.cue.iter().chain(&statement.source);
    rest.fold(cover(&statement.content), |all, span| all.cover(*span))
}

fn cover(spans: &[Span]) -> Span {
    spans.iter().copied().reduce(Span::cover).unwrap_or_default()
}

/// What an indirect statement has in common with quoted words.
#[derive(Clone, Copy)]
struct Shared {
    stems: usize,
    own: usize,
}

impl Shared {
    fn restates(self, least: usize, percent: usize) -> bool {
        self.stems >= least && self.stems * 100 >= self.own * percent
    }
}

/// The telling stems of each piece, sorted.
struct Stems {
    of: Vec<Vec<u32>>,
}

impl Stems {
    fn of(corpus: &Corpus<'_>) -> Self {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut by_word: FxHashMap<u32, u32> = FxHashMap::default();
        let mut of = Vec::with_capacity(corpus.pieces.len());
        for piece in 0..corpus.pieces.len() as u32 {
            let telling = corpus.words(piece).iter().filter(|word| !corpus.lexicon.is_function(**word));
            let mut stems: Vec<u32> = telling
                .map(|word| {
                    *by_word.entry(*word).or_insert_with(|| {
                        let next = numbers.len() as u32;
                        *numbers.entry(stem(corpus.lexicon.key(*word)).to_owned()).or_insert(next)
                    })
                })
                .collect();
            stems.sort_unstable();
            stems.dedup();
            of.push(stems);
        }
        Self { of }
    }

    fn shared(&self, quoted: u32, restated: u32) -> Shared {
        let (quoted, own) = (&self.of[quoted as usize], &self.of[restated as usize]);
        let stems = own.iter().filter(|stem| quoted.binary_search(stem).is_ok()).count();
        Shared { stems, own: own.len() }
    }

    /// Whether both have a clause in common once the person is shifted: "I was not …", "he was not …".
    fn same_clause(&self, quoted: u32, restated: u32, corpus: &Corpus<'_>) -> bool {
        let shifted = |piece: u32| -> Vec<&str> {
            corpus.words(piece).iter().map(|word| shift(corpus.lexicon.key(*word))).collect()
        };
        let (quoted, own) = (shifted(quoted), shifted(restated));
        if quoted.len().saturating_mul(own.len()) > 20_000 {
            return false;
        }
        own.windows(3).any(|clause| {
            clause.contains(&"not") && clause[0] == "I" && quoted.windows(3).any(|other| other == clause)
        })
    }
}

/// Where each named speaker uses a stem in quoted words.
struct Index {
    uses: Vec<(u32, u32, u32)>,
}

impl Index {
    fn of(corpus: &Corpus<'_>, stems: &Stems) -> Self {
        let mut uses = Vec::new();
        for (piece, at) in corpus.pieces.iter().zip(0..) {
            let voice = corpus.voice(at);
            if piece.quoted && corpus.voices.is_named(voice) && corpus.words(at).len() > FRAGMENT {
                uses.extend(stems.of[at as usize].iter().map(|stem| (voice.number, *stem, at)));
            }
        }
        uses.sort_unstable();
        Self { uses }
    }

    /// Quoted words of an outlet that a statement says were told to it: two stems in common, or a number.
    fn told_there(&self, corpus: &Corpus<'_>, stems: &Stems, piece: u32) -> Option<u32> {
        let voice = corpus.voice(piece);
        let addressee = &corpus.statement(piece).addressee.as_ref()?.name;
        if !corpus.voices.is_named(voice) {
            return None;
        }
        let mut found: Vec<(usize, std::cmp::Reverse<u32>)> = Vec::new();
        for stem in &stems.of[piece as usize] {
            let from = self.uses.partition_point(|held| (held.0, held.1) < (voice.number, *stem));
            let uses = self.uses[from..].iter().take(COMMON);
            for held in uses.take_while(|held| (held.0, held.1) == (voice.number, *stem)) {
                let (there, here) = (corpus.article(held.2), corpus.article(piece));
                let outlet = corpus.articles[there as usize].outlet.name.as_deref();
                if there != here && is_outlet(outlet, addressee) && corpus.near(there, here) {
                    found.push((stems.shared(held.2, piece).stems, std::cmp::Reverse(held.2)));
                }
            }
        }
        let (shared, std::cmp::Reverse(of)) = found.into_iter().max()?;
        (shared >= 2 || share_number(corpus, of, piece)).then_some(of)
    }

    /// Quoted words in another article near in time that have most of a statement's stems.
    fn paraphrase(&self, corpus: &Corpus<'_>, stems: &Stems, piece: u32) -> Option<u32> {
        let voice = corpus.voice(piece);
        let own = &stems.of[piece as usize];
        if !corpus.voices.is_named(voice) || own.len() < 4 {
            return None;
        }
        let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
        for stem in own {
            let from = self.uses.partition_point(|held| (held.0, held.1) < (voice.number, *stem));
            let uses = self.uses[from..]
                .iter()
                .take(COMMON + 1)
                .take_while(|held| (held.0, held.1) == (voice.number, *stem));
            if uses.clone().count() <= COMMON {
                for held in uses {
                    *counts.entry(held.2).or_default() += 1;
                }
            }
        }
        let near = |of: &u32| corpus.near(corpus.article(*of), corpus.article(piece));
        let mut found: Vec<(usize, u32)> = counts.into_iter().map(|(of, count)| (count, of)).collect();
        found.sort_unstable_by_key(|(count, of)| (std::cmp::Reverse(*count), *of));
        found.into_iter().map(|(_, of)| of).find(|of| stems.shared(*of, piece).restates(4, 60) && near(of))
    }
}

/// Whether an outlet's name has all the words of an addressee's: "the Mail" is "Fenwick Mail".
fn is_outlet(outlet: Option<&str>, addressee: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let all = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        all.map(str::to_lowercase).filter(|word| word != "the").collect()
    };
    let (own, other) = (words(outlet.unwrap_or("")), words(addressee));
    !other.is_empty() && other.iter().all(|word| own.contains(word))
}

/// Whether two pieces name the same number.
fn share_number(corpus: &Corpus<'_>, a: u32, b: u32) -> bool {
    let number = |word: &&u32| corpus.lexicon.key(**word).starts_with(|c: char| c.is_ascii_digit());
    corpus.words(a).iter().filter(number).any(|word| corpus.words(b).contains(word))
}

/// A word without its ending: enough to see that two words are forms of one.
pub(crate) fn stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let shorter = ["ingly", "ing", "edly", "ed", "ies", "es", "ly", "s", "e", "y"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 3));
    shorter.unwrap_or(word)
}

/// A word with person and tense shifted as indirect speech shifts them.
fn shift(word: &str) -> &str {
    match word {
        "i" | "we" | "he" | "she" | "they" => "I",
        "am" | "is" | "are" | "was" | "were" | "been" | "be" => "be",
        "has" | "have" | "had" => "have",
        "does" | "do" | "did" => "do",
        "will" | "would" => "will",
        "can" | "could" => "can",
        "may" | "might" => "may",
        "never" => "not",
        other => other,
    }
}
