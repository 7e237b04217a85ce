//! Families of copies: passages of real articles, cut, spliced, reworded and set into invented words.
//!
//! Everything follows from the number of a family, so that a family can be made again at any time. A family has
//! one source text; sizes go 1, 2, … 8, 1, 2, …, so that any number of articles has them in the same proportions.
//!
//! There are more families than source texts, so a text comes again, round by round, with every word changed for
//! an invented one: the same word for the same word throughout a round. Within a round different texts keep the
//! formulas that real reports share; across rounds no words are shared, for none were set in. (With short words
//! kept, a text and its later rounds share their whole frame, "the … of the … in a …", and that is reuse.)

use std::collections::HashSet;

use anyhow::Result;
use onrecord::article::{Article, Page, PageText, compose};
use onrecord::text::{Span, quotations};

use crate::{shared, speed};

/// The largest family.
const LARGEST: usize = 8;

/// No two source texts share so many words in a row.
const APART: usize = 8;

/// A printed word of a source text.
#[derive(Clone)]
pub struct Printed {
    words: String,
    /// Whether it stands in quotation marks.
    pub is_quoted: bool,
    opens_paragraph: bool,
}

/// A generated article: where each of its printed words stands, and which word of the source text it is.
pub struct Made {
    /// The article.
    pub article: Article,
    /// Place and word of the source.
    pub words: Vec<(Span, Option<u32>)>,
}

/// A small generator of numbers: the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize * n.max(1)) >> 31
    }

    fn one_in(&mut self, n: usize) -> bool {
        n > 0 && self.below(n) == 0
    }

    fn between(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to.saturating_sub(from))
    }
}

/// The source texts, and how many were left out because they share words with another one.
pub fn sources() -> Result<(Vec<Vec<Printed>>, usize)> {
    let folders = ["train", "dev"].map(|split| shared::path(&format!("data/polnear/{split}/text")));
    let folders: Vec<_> = folders.into_iter().collect::<Result<_>>()?;
    let (mut seen, mut kept, mut left_out) = (HashSet::new(), Vec::new(), 0);
    for (_, text) in speed::texts(&folders)? {
        let words = printed(&text);
        let plain: Vec<String> = words.iter().map(|word| word.words.to_lowercase()).collect();
        let is_new = plain.windows(APART).all(|run| !seen.contains(run));
        seen.extend(plain.windows(APART).map(<[String]>::to_vec));
        match is_new && words.len() >= 120 {
            true => kept.push(words),
            false => left_out += 1,
        }
    }
    Ok((kept, left_out))
}

fn printed(text: &str) -> Vec<Printed> {
    let mut words = Vec::new();
    for line in text.lines() {
        let quoted = quotations(line, 0);
        for (place, word) in line.split_whitespace().enumerate() {
            let at = word.as_ptr() as usize - line.as_ptr() as usize;
            let is_quoted =
                quoted.iter().any(|one| one.outside.holds(at) || one.outside.holds(at + word.len() - 1));
            words.push(Printed { words: word.to_owned(), is_quoted, opens_paragraph: place == 0 });
        }
    }
    words
}

/// How many families so many articles have, about.
pub fn families(articles: usize) -> usize {
    articles * 2 / (LARGEST + 1)
}

/// The articles of a family.
pub fn family(sources: &[Vec<Printed>], number: usize) -> Vec<Made> {
    let source = &sources[number % sources.len()];
    let round = number / sources.len();
    let mut random = Random(number as u64 ^ 0xA076_1D64_78BD_642F);
    random.below(2);
    (0..=number % LARGEST).map(|member| made(source, round, [number, member], &mut random)).collect()
}

/// Words on their way into an article: the words, and which of the source they are.
type Line = Vec<(String, Option<u32>)>;

fn made(source: &[Printed], round: usize, [family, member]: [usize; 2], random: &mut Random) -> Made {
    let mut lines: Vec<Line> = vec![filler(random, 1)];
    lines[0].truncate(6);
    let take = |from: usize, to: usize| -> Vec<Line> {
        let mut taken: Vec<Line> = vec![Line::new()];
        for (printed, at) in source[from..to].iter().zip(from as u32..) {
            if printed.opens_paragraph && !taken[taken.len() - 1].is_empty() {
                taken.push(Line::new());
            }
            let place = taken.len() - 1;
            taken[place].push((renamed(&printed.words, round), Some(at)));
        }
        taken
    };
    for [from, to] in stretches(source, member, random) {
        let mut taken = take(from, to);
        if member > 0 {
            let rate = [0, 40, 25][random.below(3)];
            taken.iter_mut().for_each(|line| reword(line, rate, random));
        }
        if random.one_in(2) {
            let mut line = filler(random, 2);
            line.append(&mut taken[0]);
            taken[0] = line;
            let last = taken.len() - 1;
            taken[last].extend(filler(random, 2));
        }
        lines.push(filler(random, 5));
        lines.append(&mut taken);
    }
    lines.push(filler(random, 5));
    composed(&format!("{family}-{member}.txt"), &lines)
}

/// Which stretches of the source an article takes: all, a part, some passages or a few short ones. None begins or
/// ends inside quotation marks.
fn stretches(source: &[Printed], member: usize, random: &mut Random) -> Vec<[usize; 2]> {
    let length = source.len().min(900);
    let wanted: Vec<[usize; 2]> = match (member, random.below(4)) {
        (0, _) => vec![[0, length]],
        (_, 0) => vec![[0, length]],
        (_, 1) => {
            let from = random.below(length / 2);
            vec![[from, from + random.between(length / 4, length / 2)]]
        }
        (_, kind) => {
            let (most, longest) = if kind == 2 { (5, 80) } else { (3, 24) };
            let mut passages: Vec<[usize; 2]> = Vec::new();
            for _ in 0..random.between(1, most) {
                let from = random.below(length - longest);
                let to = from + random.between(14, longest);
                if passages.iter().all(|one| to + 20 < one[0] || one[1] + 20 < from) {
                    passages.push([from, to]);
                }
            }
            passages
        }
    };
    let outside = |at: usize| (at..length).find(|at| !source[*at].is_quoted).unwrap_or(length);
    let moved = wanted.into_iter().map(|[from, to]| [outside(from), outside(to.min(length))]);
    moved.filter(|[from, to]| from < to).collect()
}

/// Changes, drops and adds words: about one in `rate`.
fn reword(line: &mut Line, rate: usize, random: &mut Random) {
    let mut changed = Line::new();
    for word in line.drain(..) {
        if word.0.contains(['"', '“', '”', '\'', '‘', '’', '`']) || !random.one_in(rate) {
            changed.push(word);
            continue;
        }
        match random.below(3) {
            0 => changed.push((invented(random), None)),
            1 => {}
            _ => {
                changed.push(word);
                changed.extend((0..random.between(1, 4)).map(|_| (invented(random), None)));
            }
        }
    }
    *line = changed;
}

/// Sentences of invented words.
fn filler(random: &mut Random, sentences: usize) -> Line {
    let mut line = Line::new();
    for _ in 0..random.between(1, sentences + 1) {
        let length = random.between(8, 25);
        let mut words: Vec<String> = (0..length).map(|_| invented(random)).collect();
        words[0] = capitalised(&words[0]);
        words[length - 1].push('.');
        line.extend(words.into_iter().map(|word| (word, None)));
    }
    line
}

/// One of many invented words, some much more often than others.
fn invented(random: &mut Random) -> String {
    let (a, b) = (random.below(200), random.below(200));
    syllables((a * b) as u64)
}

fn syllables(mut number: u64) -> String {
    const STARTS: [&str; 20] = [
        "b", "br", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "v",
        "z",
    ];
    const VOWELS: [&str; 6] = ["a", "e", "i", "o", "u", "ou"];
    let mut word = String::new();
    loop {
        word += STARTS[(number % 20) as usize];
        word += VOWELS[(number / 20 % 6) as usize];
        number /= 120;
        if number == 0 {
            return word + "k";
        }
        number -= 1;
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A word as it stands in this round: another one in each; for a name or a number a name.
fn renamed(word: &str, round: usize) -> String {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    if round == 0 || core.is_empty() {
        return word.to_owned();
    }
    let hash = core.to_lowercase().bytes().fold(round as u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23)
    });
    let new = syllables(hash % 40_000_000);
    let new = if core.starts_with(char::is_lowercase) { new } else { capitalised(&new) };
    word.replacen(core, &new, 1)
}

fn composed(file: &str, lines: &[Line]) -> Made {
    let (mut body, mut words) = (String::new(), Vec::new());
    for line in lines.iter().filter(|line| !line.is_empty()) {
        body += if body.is_empty() { "" } else { "\n\n" };
        for (place, (word, from)) in line.iter().enumerate() {
            body += if place == 0 { "" } else { " " };
            words.push((Span::new(body.len(), body.len() + word.len()), *from));
            body += word;
        }
    }
    let article = compose(Page { file: file.to_owned(), text: PageText::Plain(body), ..Page::default() });
    Made { article, words }
}
