//! Words that refer to an utterance and are no wording of it: fragments, also in headlines.

use rustc_hash::FxHashMap;

use super::corpus::{Corpus, FRAGMENT};
use super::join::Groups;
use super::voice::Tie;
use super::{Echo, EchoKind, Place};
use crate::article::Article;
use crate::statement::{Form, Mark, MarkKind};
use crate::text::{Id, Span};

/// The longest quoted run that counts as a fragment.
const LONGEST: usize = 6;
/// A mixed statement says no more than its fragments with so many telling words around them.
const AROUND: usize = 5;

/// An echo of the group that holds a piece.
pub(super) struct Found {
    /// A piece of the utterance.
    pub of: u32,
    /// The echo.
    pub echo: Echo,
}

/// Echoes so far, and which statements are nothing but echoes.
pub(super) struct Echoes {
    /// All that were found.
    pub found: Vec<Found>,
    /// By place in the corpus.
    pub only: Vec<bool>,
}

/// A few quoted words of a statement.
struct Fragment {
    statement: u32,
    piece: u32,
    span: Span,
    words: Vec<u32>,
    of: Option<u32>,
}

/// Follows short quoted fragments, and the quotation marks that bound no statement.
pub(super) fn fragments(corpus: &Corpus<'_>, groups: &mut Groups, marks: &[Mark]) -> Echoes {
    let mut echoes = Echoes { found: Vec::new(), only: vec![false; corpus.statements.len()] };
    let by_article = corpus.pieces_by_article();
    let mut fragments = listed(corpus, groups);
    for fragment in &mut fragments {
        let article = corpus.article_of[fragment.statement as usize];
        let here = by_article[article as usize].clone();
        fragment.of = nearest_here(corpus, groups, fragment, here.clone())
            .or_else(|| crowd_here(corpus, fragment, here));
    }
    elsewhere(corpus, &mut fragments);
    for of_one in fragments.chunk_by(|a, b| a.statement == b.statement) {
        echoes.add(corpus, of_one);
    }
    in_marks(corpus, marks, &by_article, &mut echoes);
    echoes
}

impl Echoes {
    fn add(&mut self, corpus: &Corpus<'_>, fragments: &[Fragment]) {
        for fragment in fragments {
            let statement = corpus.statements[fragment.statement as usize];
            let place = Place { article: statement.article, span: fragment.span };
            let echo = Echo { place, kind: EchoKind::Fragment, statement: Some(statement.id) };
            self.found.extend(fragment.of.map(|of| Found { of, echo }));
        }
        let all = fragments.iter().all(|fragment| fragment.of.is_some());
        if let Some(first) = fragments.first().filter(|_| all) {
            self.only[first.statement as usize] = nothing_else(corpus, first.statement, fragments);
        }
    }
}

/// Whether a statement says hardly more than these fragments.
fn nothing_else(corpus: &Corpus<'_>, statement: u32, fragments: &[Fragment]) -> bool {
    let telling = |words: &[u32]| words.iter().filter(|word| !corpus.lexicon.is_function(**word)).count();
    let all: usize =
        corpus.pieces_of[statement as usize].clone().map(|piece| telling(corpus.words(piece))).sum();
    let quoted: usize = fragments.iter().map(|fragment| telling(&fragment.words)).sum();
    match corpus.statements[statement as usize].form {
        Form::Mixed => all.saturating_sub(quoted) <= AROUND,
        _ => all == quoted,
    }
}

/// The fragments of all statements, in order.
fn listed(corpus: &Corpus<'_>, groups: &mut Groups) -> Vec<Fragment> {
    let mut long = vec![false; corpus.pieces.len()];
    for (piece, at) in corpus.pieces.iter().zip(0..) {
        if piece.quoted && corpus.runs(at).iter().any(|run| run.words.len() > LONGEST) {
            long[groups.root(at) as usize] = true;
        }
    }
    let mut fragments = Vec::new();
    for (piece, at) in corpus.pieces.iter().zip(0..) {
        let statement = corpus.statements[piece.statement as usize];
        if statement.form == Form::Indirect || long[groups.root(at) as usize] {
            continue;
        }
        let spans = if statement.form == Form::Mixed {
            corpus.quoted_in(statement)
        } else {
            corpus.spans(at).to_vec()
        };
        let body = &corpus.articles[corpus.article(at) as usize].body;
        for span in spans {
            let words = corpus.lexicon.look_up(span.of(body)).unwrap_or_default();
            if (1..=LONGEST).contains(&words.len()) {
                fragments.push(Fragment { statement: piece.statement, piece: at, span, words, of: None });
            }
        }
    }
    fragments
}

/// The nearest words of the same article that the fragment is taken from.
fn nearest_here(
    corpus: &Corpus<'_>,
    groups: &mut Groups,
    fragment: &Fragment,
    pieces: std::ops::Range<u32>,
) -> Option<u32> {
    if !says_enough(corpus, &fragment.words) {
        return None;
    }
    let own = groups.root(fragment.piece);
    let voice = groups.voice(fragment.piece);
    let nobody = voice.is_nobody();
    let distance = |piece: &u32| {
        let start = corpus.spans(*piece).first().map_or(0, |span| span.start);
        (start.abs_diff(fragment.span.start), *piece)
    };
    pieces
        .filter(|piece| holds_more(corpus, *piece, &fragment.words) && groups.root(*piece) != own)
        .filter(|piece| {
            let tie = corpus.voices.tie(voice, corpus.voice(*piece));
            tie == Tie::Same || tie == Tie::Open && nobody
        })
        .filter(|piece| corpus.spans(*piece).iter().all(|span| !span.overlaps(fragment.span)))
        .min_by_key(distance)
}

/// The same few words of a crowd in the same article, printed by themselves.
fn crowd_here(corpus: &Corpus<'_>, fragment: &Fragment, mut pieces: std::ops::Range<u32>) -> Option<u32> {
    let voice = corpus.voice(fragment.piece);
    let is_crowd = |voice| corpus.voices.speaker(voice).is_some() && !corpus.voices.is_named(voice);
    let telling = fragment.words.iter().any(|word| !corpus.lexicon.is_function(*word));
    let same = |piece: &u32| {
        *piece != fragment.piece
            && corpus.pieces[*piece as usize].quoted
            && corpus.words(*piece) == fragment.words
            && is_crowd(corpus.voice(*piece))
            && corpus.voices.tie(voice, corpus.voice(*piece)) <= Tie::Loose
    };
    let mixed = corpus.statements[fragment.statement as usize].form == Form::Mixed;
    if mixed && telling && is_crowd(voice) { pieces.find(same) } else { None }
}

/// For fragments whose words stand nowhere in their own article: the words of the same speaker in the
/// article nearest in time.
fn elsewhere(corpus: &Corpus<'_>, fragments: &mut [Fragment]) {
    let mut wanted: FxHashMap<(u32, u32, u32), Vec<usize>> = FxHashMap::default();
    for (at, fragment) in fragments.iter().enumerate() {
        let voice = corpus.voice(fragment.piece);
        let telling = fragment.words.iter().filter(|word| !corpus.lexicon.is_function(**word)).count();
        let enough = telling >= 2 || telling == 1 && fragment.words.len() >= 3;
        let alone = fragment.of.is_none() && enough && corpus.voices.is_named(voice);
        if let ([first, second, ..], true) = (fragment.words.as_slice(), alone) {
            wanted.entry((voice.number, *first, *second)).or_default().push(at);
        }
    }
    let mut best: FxHashMap<usize, (i64, u32)> = FxHashMap::default();
    for piece in 0..corpus.pieces.len() as u32 {
        let voice = corpus.voice(piece).number;
        for pair in corpus.words(piece).windows(2) {
            for &at in wanted.get(&(voice, pair[0], pair[1])).into_iter().flatten() {
                let fragment = &fragments[at];
                let (here, there) = (corpus.article(fragment.piece), corpus.article(piece));
                if here != there && corpus.near(here, there) && holds_more(corpus, piece, &fragment.words) {
                    let rank = (corpus.days_apart(here, there).unwrap_or(i64::MAX), piece);
                    best.entry(at).and_modify(|held| *held = rank.min(*held)).or_insert(rank);
                }
            }
        }
    }
    for (at, fragment) in fragments.iter_mut().enumerate() {
        fragment.of = fragment.of.or_else(|| best.get(&at).map(|found| found.1));
    }
}

/// Whether a quoted piece is longer than these words and holds them in a row.
fn holds_more(corpus: &Corpus<'_>, piece: u32, words: &[u32]) -> bool {
    let all = corpus.words(piece);
    corpus.pieces[piece as usize].quoted && all.len() >= FRAGMENT.max(words.len() + 1) && holds(all, words)
}

fn holds(all: &[u32], words: &[u32]) -> bool {
    !words.is_empty() && all.windows(words.len()).any(|run| run == words)
}

/// Whether words are more than the small change of the language.
fn says_enough(corpus: &Corpus<'_>, words: &[u32]) -> bool {
    words.len() >= 4 || words.iter().any(|word| !corpus.lexicon.is_function(*word))
}

/// Quotation marks in headlines, and marks around somebody's words that no statement holds.
fn in_marks(corpus: &Corpus<'_>, marks: &[Mark], by_article: &[std::ops::Range<u32>], echoes: &mut Echoes) {
    let places: FxHashMap<Id<Article>, usize> =
        corpus.articles.iter().enumerate().map(|(at, article)| (article.id, at)).collect();
    let mut marks: Vec<&Mark> = marks.iter().collect();
    marks.sort_by_key(|mark| (mark.article, mark.span));
    for mark in marks {
        let kind = match mark.kind {
            MarkKind::Headline => EchoKind::Headline,
            MarkKind::Utterance => EchoKind::Fragment,
            _ => continue,
        };
        let Some(&article) = places.get(&mark.article) else { continue };
        let pieces = by_article[article].clone();
        if kind == EchoKind::Fragment && pieces.clone().any(|piece| touches(corpus, piece, mark.span)) {
            continue;
        }
        let body = &corpus.articles[article].body;
        let words = corpus.lexicon.look_up(mark.span.of(body)).unwrap_or_default();
        let printed = |piece: &u32| says_enough(corpus, &words) && holds(corpus.words(*piece), &words);
        let Some(of) = pieces.filter(printed).min_by_key(|piece| rank(corpus, echoes, *piece, &words)) else {
            continue;
        };
        let place = Place { article: mark.article, span: mark.span };
        echoes.found.push(Found { of, echo: Echo { place, kind, statement: None } });
    }
}

/// Rather words that are an utterance than an echo, rather just these words, rather quoted ones.
fn rank(corpus: &Corpus<'_>, echoes: &Echoes, piece: u32, words: &[u32]) -> (bool, bool, bool, u32) {
    let at = &corpus.pieces[piece as usize];
    (echoes.only[at.statement as usize], corpus.words(piece) != words, !at.quoted, piece)
}

fn touches(corpus: &Corpus<'_>, piece: u32, span: Span) -> bool {
    corpus.spans(piece).iter().any(|content| content.overlaps(span))
}
