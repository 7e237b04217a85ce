//! The pieces of an article: what the extractor found, in the page's own order, with what it left out and
//! readers want as typed blocks (headline, byline, captions, notes, posts). Nothing is printed more often
//! than the page prints it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use onrecord::article::{BlockKind, Piece};

use super::extractor::Line;
use super::survey::Seen;

/// How far behind the article notes and bios are looked for.
const BEHIND: usize = 12;

/// The pieces of an article, its headline first.
pub(super) fn of(lines: Vec<Line>, seen: &[Seen], title: Option<&str>) -> Vec<Piece> {
    let places = Places::of(seen);
    let placed = place(lines, &places);
    let first = placed.iter().filter_map(|(_, at)| *at).min();
    let headline = headline(seen, title, first);
    let behind = |at: &usize| headline.is_none_or(|headline| *at > headline);
    let first = placed.iter().filter_map(|(_, at)| *at).filter(behind).min().or(first);
    let mut pieces = Pieces { pieces: Vec::new(), used: HashMap::new(), seen };
    if let Some(words) = headline.map(|at| seen[at].words.as_str()).or(title) {
        pieces.push(words, Some(BlockKind::Headline), 1);
    }
    if let Some(first) = first {
        pieces.recover(headline.map_or(first.saturating_sub(BEHIND), |at| at + 1)..first, &FRONT);
    }
    let mut reached = first;
    for (line, at) in placed {
        if let (Some(from), Some(to)) = (reached, at)
            && to > from
        {
            pieces.recover(from + 1..to, &WITHIN);
        }
        let kind = at.and_then(|at| kind_within(&seen[at])).or(line.is_heading.then_some(BlockKind::Heading));
        pieces.push(&line.words, kind, places.count(&line.words));
        reached = reached.max(at);
    }
    if let Some(last) = reached {
        pieces.recover(last + 1..seen.len().min(last + 1 + BEHIND), &FOOT);
    }
    pieces.pieces
}

/// The paragraphs of a page in which the extractor found no article.
pub(super) fn paragraphs(seen: &[Seen]) -> Vec<Line> {
    let paragraphs = seen.iter().filter(|seen| seen.in_paragraph && seen.kind.is_none());
    paragraphs.map(|seen| Line { words: seen.words.clone(), is_heading: false }).collect()
}

const FRONT: [BlockKind; 6] = [
    BlockKind::Byline,
    BlockKind::Dateline,
    BlockKind::Caption,
    BlockKind::Credit,
    BlockKind::AltText,
    BlockKind::UpdateNote,
];
const WITHIN: [BlockKind; 5] =
    [BlockKind::Caption, BlockKind::Credit, BlockKind::AltText, BlockKind::Post, BlockKind::UpdateNote];
const FOOT: [BlockKind; 2] = [BlockKind::UpdateNote, BlockKind::Bio];

struct Pieces<'a> {
    pieces: Vec<Piece>,
    /// How often each line's words are printed so far.
    used: HashMap<u64, usize>,
    seen: &'a [Seen],
}

impl Pieces<'_> {
    fn push(&mut self, words: &str, kind: Option<BlockKind>, most: usize) {
        let used = self.used.entry(key(words)).or_default();
        if *used < most.max(1) && words.contains(char::is_alphanumeric) {
            *used += 1;
            self.pieces.push(Piece { kind, words: words.to_owned() });
        }
    }

    /// Adds the lines of these kinds that the extractor left out.
    fn recover(&mut self, range: std::ops::Range<usize>, kinds: &[BlockKind]) {
        let seen = self.seen;
        for seen in seen.get(range).into_iter().flatten() {
            if let Some(kind) = seen.kind.filter(|kind| kinds.contains(kind)) {
                self.push(&seen.words, Some(kind), 1);
            }
        }
    }
}

/// The markup's word for a line that the extractor kept. It knows running text better than the markup's classes do.
fn kind_within(seen: &Seen) -> Option<BlockKind> {
    let long = seen.words.len() > 500;
    seen.kind.filter(|kind| match kind {
        BlockKind::Headline => false,
        BlockKind::Byline | BlockKind::Dateline => seen.words.len() <= 120,
        BlockKind::Caption | BlockKind::Bio | BlockKind::UpdateNote => !long,
        _ => true,
    })
}

/// The headline: the first `h1` that says the title, else the last before the article.
fn headline(seen: &[Seen], title: Option<&str>, first: Option<usize>) -> Option<usize> {
    let ones = || seen.iter().enumerate().filter(|(_, seen)| seen.kind == Some(BlockKind::Headline));
    let says = |seen: &Seen| title.is_some_and(|title| same_title(&seen.words, title));
    let before = || ones().rfind(|(at, _)| first.is_none_or(|first| *at <= first));
    ones()
        .find(|(_, seen)| says(seen))
        .or_else(|| before().filter(|_| title.is_none() || ones().count() == 1))
        .map(|(at, _)| at)
}

/// Whether two titles share their beginning: pages put their own name behind a title.
fn same_title(one: &str, other: &str) -> bool {
    let letters = |words: &str| {
        words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let (one, other) = (letters(one), letters(other));
    one == other || one.len() >= 12 && other.starts_with(&one) || other.len() >= 12 && one.starts_with(&other)
}

/// Finds each line in the page: behind the line before it where there are several.
fn place(lines: Vec<Line>, places: &Places) -> Vec<(Line, Option<usize>)> {
    let mut reached = 0;
    let placed = lines.into_iter().map(|line| {
        let at = places.find(&line.words, reached);
        reached = at.map_or(reached, |at| at + 1);
        (line, at)
    });
    placed.collect()
}

/// Where the page prints what.
struct Places {
    whole: HashMap<u64, Vec<usize>>,
    openings: HashMap<u64, Vec<usize>>,
}

impl Places {
    fn of(seen: &[Seen]) -> Self {
        let mut places = Self { whole: HashMap::new(), openings: HashMap::new() };
        for (at, seen) in seen.iter().enumerate() {
            places.whole.entry(key(&seen.words)).or_default().push(at);
            places.openings.entry(opening_key(&seen.words)).or_default().push(at);
        }
        places
    }

    fn find(&self, words: &str, from: usize) -> Option<usize> {
        let places = self.whole.get(&key(words)).or_else(|| self.openings.get(&opening_key(words)))?;
        let next = places.partition_point(|at| *at < from);
        places.get(next).or_else(|| places.last()).copied()
    }

    fn count(&self, words: &str) -> usize {
        self.whole.get(&key(words)).map_or(1, Vec::len)
    }
}

/// Letters and digits are compared, nothing else: extractors move blanks.
fn key(words: &str) -> u64 {
    hash(words, usize::MAX)
}

fn opening_key(words: &str) -> u64 {
    hash(words, 40)
}

fn hash(words: &str, most: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.chars().filter(|c| c.is_alphanumeric()).take(most).for_each(|c| (c as u32).hash(&mut hasher));
    hasher.finish()
}
