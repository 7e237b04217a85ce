//! The names of houses that stand beside a place in a text.

use super::names::is_agency;
use super::names::is_house;
use crate::text::Span;

/// The most words that are read for names, and how far back before a phrase.
const MOST_WORDS: usize = 16;
const REACH: usize = 160;

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

/// Of "Ana Ruiz of Northwire News" and "Northwire Staff" the house; "Press Trust of India" is one name.
fn of_house(text: &str, name: Span) -> Span {
    let name = without_staff(text, name);
    let words = name.of(text);
    let Some((_, house)) = words.split_once(" of ").filter(|(_, house)| is_house(house)) else { return name };
    if is_agency(words) { name } else { Span { start: name.end - house.len() as u32, end: name.end } }
}

/// A name without the words for those who write for the house.
fn without_staff(text: &str, mut name: Span) -> Span {
    while let Some((house, last)) = name.of(text).rsplit_once(' ')
        && matches!(
            last,
            "Staff"
                | "Writer"
                | "Writers"
                | "Reporter"
                | "Reporters"
                | "Correspondent"
                | "Correspondents"
                | "Bureau"
        )
    {
        name.end = name.start + house.len() as u32;
    }
    name
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
