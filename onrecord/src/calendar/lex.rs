//! Cuts a text into what time expressions are made of: numbers, known words, zones, marks.

use super::words::{Key, Unit, key};
use super::zone::Zone;

/// No zone has more letters.
const LONGEST_ZONE: usize = 4;

/// A piece of a text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub what: What,
    /// Whether it starts with a capital.
    pub is_capital: bool,
}

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum What {
    Key(Key),
    Number(Number),
    /// "1990s".
    Decade(i16),
    Zone(Zone),
    /// A mark between words; `\n` for an empty line.
    Mark(char),
    /// Any other word, and numbers that count money or thousands.
    Word,
}

/// A number of at most four digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Number {
    pub value: i16,
    pub digits: u8,
    /// "5th".
    pub is_ordinal: bool,
}

/// The pieces of a text, in order.
pub(crate) fn lex(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, bytes: text.as_bytes(), at: 0, tokens: Vec::with_capacity(text.len() / 5) };
    while lexer.at < text.len() {
        lexer.step();
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn step(&mut self) {
        match self.bytes[self.at] {
            b' ' | b'\t' | b'\r' => self.at += 1,
            b'\n' => self.line(),
            b'0'..=b'9' => self.number(),
            byte if byte.is_ascii_alphabetic() || byte >= 0x80 => self.word(),
            byte => {
                self.push(self.at + 1, What::Mark(byte as char), false);
            }
        }
    }

    fn push(&mut self, end: usize, what: What, is_capital: bool) {
        self.tokens.push(Token { start: self.at, end, what, is_capital });
        self.at = end;
    }

    /// One line break is a blank; an empty line ends every expression.
    fn line(&mut self) {
        let rest = &self.bytes[self.at..];
        let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let breaks = rest[..blank].iter().filter(|byte| **byte == b'\n').count();
        if breaks > 1 {
            self.push(self.at + blank, What::Mark('\n'), false);
        } else {
            self.at += blank;
        }
    }

    fn number(&mut self) {
        let digits = self.run(self.at, u8::is_ascii_digit);
        let before = self.at.checked_sub(1).map_or(b' ', |at| self.bytes[at]);
        let end = self.at + digits;
        let grouped = self.groups(end);
        let is_money = matches!(before, b'$' | b'#')
            || self.text[..self.at].ends_with(['£', '€', '¥'])
            || self.text[..self.at].ends_with("$ ");
        if digits > 4 || grouped > 0 || is_money || self.bytes.get(end + grouped) == Some(&b'%') {
            return self.push(end + grouped, What::Word, false);
        }
        let value = self.text[self.at..end].parse().unwrap_or(0);
        let number = Number { value, digits: digits as u8, is_ordinal: false };
        let letters = self.run(end, u8::is_ascii_alphabetic);
        let suffix = &self.text[end..end + letters];
        match suffix {
            "" if self.is_lone_s(end) && digits == 4 && value % 10 == 0 => {
                self.push(end + 2, What::Decade(value), false);
            }
            "" => self.push(end, What::Number(number), false),
            "st" | "nd" | "rd" | "th" => {
                self.push(end + 2, What::Number(Number { is_ordinal: true, ..number }), false);
            }
            "s" if digits == 2 && value % 10 == 0 && self.text[..self.at].ends_with(['\'', '’', '‘']) => {
                self.push(end + 1, What::Decade(1900 + value), false);
            }
            "s" if digits == 4 && value % 10 == 0 => self.push(end + 1, What::Decade(value), false),
            "a" | "p" if self.text[..self.at].ends_with("at ") && !self.text[end + 1..].starts_with(".m") => {
                self.push(end, What::Number(number), false);
                self.push(end + 1, What::Key(if suffix == "a" { Key::Am } else { Key::Pm }), false);
            }
            // "4p" of "4p.m.": the word is read on its own
            "am" | "pm" | "AM" | "PM" | "a" | "p" => self.push(end, What::Number(number), false),
            _ => match glued_unit(suffix) {
                Some(unit) => {
                    self.push(end, What::Number(number), false);
                    self.push(end + letters, What::Key(Key::Unit(unit)), false);
                }
                None => self.push(end + letters, What::Word, false),
            },
        }
    }

    /// The length of `,000,000` behind a number.
    fn groups(&self, from: usize) -> usize {
        let mut at = from;
        while self.bytes.get(at) == Some(&b',') && self.run(at + 1, u8::is_ascii_digit) == 3 {
            at += 4;
        }
        at - from
    }

    fn word(&mut self) {
        let start = self.at;
        let mut end = start;
        for c in self.text[start..].chars() {
            let is_inner = matches!(c, '\'' | '’') && end > start && self.is_letter(end + c.len_utf8());
            if !(c.is_alphabetic() || is_inner) {
                break;
            }
            end += c.len_utf8();
        }
        if end == start {
            let c = self.text[start..].chars().next().unwrap_or(' ');
            let end = start + c.len_utf8();
            return if c.is_whitespace() { self.at = end } else { self.push(end, What::Mark(c), false) };
        }
        let word = &self.text[start..end];
        let is_capital = word.starts_with(|c: char| c.is_uppercase());
        let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let (what, length) = self.meaning(stem);
        self.tokens.push(Token { start, end: start + length, what, is_capital });
        self.at = end.max(start + length);
    }

    /// What a word is, and its length with the full stop that belongs to it.
    fn meaning(&self, word: &str) -> (What, usize) {
        let end = self.at + word.len();
        if matches!(word, "w" | "W") && self.is_rest(end, "/c") && !self.is_letter(end + 2) {
            return (What::Key(Key::WeekOf), 3);
        }
        let has_stop = self.bytes.get(end) == Some(&b'.');
        if let (1, true, "m" | "M") = (word.len(), has_stop, self.text.get(end + 1..end + 2).unwrap_or("")) {
            let length = 3 + usize::from(self.bytes.get(end + 2) == Some(&b'.'));
            let is_done = !self.is_letter(end + 2);
            match word {
                "a" | "A" if is_done => return (What::Key(Key::Am), length),
                "p" | "P" if is_done => return (What::Key(Key::Pm), length),
                _ => {}
            }
        }
        if word.ends_with("clock") && word.starts_with(['o', 'O']) {
            return (What::Key(Key::Clock), word.len());
        }
        if let (1, " m" | " M") = (word.len(), self.text.get(end..end + 2).unwrap_or("")) {
            match word {
                "a" | "A" if !self.is_letter(end + 2) => return (What::Key(Key::Am), 3),
                "p" | "P" if !self.is_letter(end + 2) => return (What::Key(Key::Pm), 3),
                _ => {}
            }
        }
        match key(word) {
            Some(key) if has_stop && is_abbreviated(key, word) => (What::Key(key), word.len() + 1),
            Some(key) => (What::Key(key), word.len()),
            None if word.len() <= LONGEST_ZONE && word.as_bytes()[0].is_ascii_uppercase() => {
                (Zone::named(word).map_or(What::Word, What::Zone), word.len())
            }
            None => (What::Word, word.len()),
        }
    }

    fn run(&self, from: usize, is_in: impl Fn(&u8) -> bool) -> usize {
        self.bytes.get(from..).unwrap_or(&[]).iter().take_while(|byte| is_in(byte)).count()
    }

    /// The " s" of "the 1990 s", as some wires cut it.
    fn is_lone_s(&self, at: usize) -> bool {
        self.is_rest(at, " s")
            && self
                .bytes
                .get(at + 2)
                .is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'\'' | 0x80..))
    }

    /// Whether the text goes on like this, in whatever capitals.
    fn is_rest(&self, at: usize, rest: &str) -> bool {
        self.bytes.get(at..at + rest.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(rest.as_bytes()))
    }

    fn is_letter(&self, at: usize) -> bool {
        self.text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
    }
}

/// Whether a full stop behind it belongs to it: "Sept.", not "May.".
fn is_abbreviated(key: Key, word: &str) -> bool {
    match key {
        Key::WeekdayShort(_) => true,
        Key::Month(5..=7) => word.len() == 3 && !word.eq_ignore_ascii_case("may"),
        Key::Month(_) => word.len() <= 4,
        _ => false,
    }
}

/// "3h", "5min", "2d".
fn glued_unit(letters: &str) -> Option<Unit> {
    Some(match letters {
        "h" | "hr" | "hrs" => Unit::Hour,
        "m" | "min" | "mins" => Unit::Minute,
        "d" => Unit::Day,
        "w" | "wk" => Unit::Week,
        "mo" => Unit::Month,
        "y" | "yr" | "yrs" => Unit::Year,
        _ => return None,
    })
}
