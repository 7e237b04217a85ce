//! Names of houses: outlets and agencies, as credits print them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::text::Span;
use crate::text::fold;

/// The most words that are read for names, and how far back before a phrase.
const MOST_WORDS: usize = 16;
const REACH: usize = 160;

/// The key of a house's name: all names of an agency have one key; "The", ".com" and case do not count.
pub fn name_key(name: &str) -> String {
    let name = name.trim();
    let host =
        [".com", ".org", ".net", ".co.uk", ".news"].iter().find_map(|ending| name.strip_suffix(ending));
    let folded = fold(host.unwrap_or(name)).replace(['-', '‐'], " ");
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    AGENCIES.get(bare).map_or(bare, |key| *key).to_owned()
}

/// All spellings of the names of the house that is called so.
pub(super) fn spellings(name: &str) -> Vec<&str> {
    let name = name.trim();
    let bare = ["The ", "the "].iter().find_map(|lead| name.strip_prefix(lead)).unwrap_or(name);
    let key = name_key(name);
    let agency =
        lines(include_str!("agencies.txt")).filter(|line| line.split(" = ").next() == Some(key.as_str()));
    agency.flat_map(|line| line.split(" = ")).chain([bare]).collect()
}

/// Whether a name is plainly that of a house: an agency, or one with a house word.
pub(super) fn is_house(name: &str) -> bool {
    let folded = fold(name);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    let last = bare.rsplit(' ').next().unwrap_or("");
    AGENCIES.contains_key(bare.replace('-', " ").as_str()) || HOUSE_WORDS.contains(last)
}

/// The names that stand from here on, and where they end: "the Harbour Post and Lake Radio on Monday".
pub(super) fn names_ahead(text: &str, from: usize) -> (Vec<Span>, usize) {
    let mut names: Vec<Span> = Vec::new();
    let (mut open, mut end) = (None, from);
    for word in (Words { text, at: from }).take(MOST_WORDS) {
        let letters = word.span.of(text);
        if word.is_apart {
            names.extend(open.take());
        }
        if letters.starts_with(char::is_uppercase) && !matches!(letters, "By" | "The") {
            let span: Span = open.take().map_or(word.span, |name: Span| name.cover(word.span));
            end = span.end as usize;
            match word.closes {
                Closes::Nothing => open = Some(span),
                Closes::Name => names.push(span),
                Closes::All => {
                    names.push(span);
                    break;
                }
            }
        } else if joins(letters) && word.closes == Closes::Nothing {
            names.extend(open.take());
        } else if letters == "of" && open.is_some() {
            continue;
        } else {
            break;
        }
    }
    names.extend(open);
    (names.into_iter().map(|name| of_house(text, name)).collect(), end)
}

/// The names that end here, before a phrase.
pub(super) fn names_before(text: &str, upto: usize) -> Vec<Span> {
    let upto = text[..upto].trim_end().len();
    let from = text[..upto].char_indices().rev().map(|(at, _)| at).take(REACH);
    let from =
        from.take_while(|at| !text[*at..].starts_with(['\n', ';', '"', '“', '('])).last().unwrap_or(upto);
    let starts = text[from..upto].char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| from + at);
    let opens = |at: &usize| !text[..*at].ends_with(char::is_alphanumeric);
    let ending = |at| Some(names_ahead(&text[..upto], at)).filter(|(_, end)| *end == upto);
    starts.filter(opens).find_map(ending).map_or_else(Vec::new, |(names, _)| names)
}

/// Words that stand between names, or before one.
fn joins(word: &str) -> bool {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_year || matches!(word, "and" | "the" | "The" | "for" | "with" | "at" | "from" | "by" | "By" | "&")
}

/// Of "Ana Ruiz of Northwire News" the house; "Press Trust of India" is one name.
fn of_house(text: &str, name: Span) -> Span {
    let words = name.of(text);
    let Some((_, house)) = words.split_once(" of ").filter(|(_, house)| is_house(house)) else { return name };
    let is_agency = AGENCIES.contains_key(fold(words).as_str());
    if is_agency { name } else { Span { start: name.end - house.len() as u32, end: name.end } }
}

/// What a mark behind a word closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closes {
    Nothing,
    Name,
    All,
}

/// A word between blanks, without the marks around it.
struct Word {
    span: Span,
    /// Whether a bar or dash stands before it.
    is_apart: bool,
    closes: Closes,
}

struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    /// The next word; an empty one where something else than blanks, bars and opening marks stands.
    fn next(&mut self) -> Option<Word> {
        let rest = self.text.get(self.at..)?;
        let skipped =
            rest.find(|c: char| c == '\n' || !(c.is_whitespace() || "|/•—–-:([\"“‘*_".contains(c)))?;
        let start = self.at + skipped;
        let whole = rest[skipped..].split(char::is_whitespace).next().unwrap_or("");
        let bare = bare(whole);
        self.at = start + whole.len();
        let closes = match whole[bare.len()..].chars().next() {
            None if self.text[self.at..].starts_with('\n') => Closes::All,
            None => Closes::Nothing,
            Some(',' | '|' | '/') => Closes::Name,
            Some(_) => Closes::All,
        };
        let is_apart = rest[..skipped].contains(['|', '/', '•', '—', '–', '-']);
        Some(Word { span: Span::new(start, start + bare.len()), is_apart, closes })
    }
}

/// A word without the marks behind it: "Post" of "Post's", "A.P." of "A.P.,".
fn bare(whole: &str) -> &str {
    let end = whole.find(|c: char| !(c.is_alphanumeric() || "&.-'’".contains(c))).unwrap_or(whole.len());
    let word = &whole[..end];
    let word = ["'s", "’s"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let undotted = word.trim_end_matches('.');
    if undotted.contains('.') { word } else { undotted }
}

/// Folded name → key of the agency.
static AGENCIES: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let mut agencies = FxHashMap::default();
    for line in lines(include_str!("agencies.txt")) {
        let key = line.split(" = ").next().unwrap_or(line);
        agencies.extend(line.split(" = ").map(|name| (fold(name.trim()).replace('-', " "), key)));
    }
    agencies
});

static HOUSE_WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| lines(include_str!("house_words.txt")).flat_map(str::split_whitespace).collect());

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}
