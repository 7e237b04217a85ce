//! The words of an article as this room needs them: capitals, what stands between them, sentences, quotations.

use crate::article::{Article, Block, BlockKind};
use crate::statement::{Form, Statement};
use crate::text::Span;

use super::lexicon::{BODY, EPITHET, ROLE, TITLE, class_of};

/// Two words that name a body, whose second alone names somebody else.
const COMPOUNDS: &str = include_str!("lists/compounds.txt");

/// What stands before a word, besides blanks.
pub mod gap {
    /// A comma.
    pub const COMMA: u16 = 1;
    /// A full stop that may be an abbreviation's.
    pub const DOT: u16 = 1 << 1;
    /// The end of a sentence, or of a block.
    pub const STOP: u16 = 1 << 2;
    /// An opening bracket.
    pub const OPEN: u16 = 1 << 3;
    /// A closing bracket.
    pub const CLOSE: u16 = 1 << 4;
    /// A colon or semicolon.
    pub const COLON: u16 = 1 << 5;
    /// A dash.
    pub const DASH: u16 = 1 << 6;
    /// A quotation mark.
    pub const QUOTE: u16 = 1 << 7;
    /// "&"
    pub const AMPERSAND: u16 = 1 << 8;
    /// Anything else.
    pub const OTHER: u16 = 1 << 9;
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands, without a possessive 's.
    pub span: Span,
    /// What it may be.
    pub class: u32,
    /// What stands before it.
    pub gap: u16,
    /// The sentence, counted in the outlet's own prose: sentences of a quotation are one with its frame.
    pub sentence: u32,
    /// The block.
    pub block: u32,
    /// Begins with a capital.
    pub capital: bool,
    /// All capitals, two letters or more.
    pub upper: bool,
    /// Initials: "J.", "J.K."
    pub initial: bool,
    /// First of a sentence, or of a quotation.
    pub starts: bool,
    /// Ends in a possessive 's.
    pub possessive: bool,
    /// Stands in a quotation or a post.
    pub quoted: bool,
    /// Digits.
    pub number: bool,
    /// Of a block in which capitals prove nothing: headlines, headings, lines of titles.
    pub shouted: bool,
}

/// The words of the blocks in which people are named, in reading order.
pub fn tokens(article: &Article, statements: &[Statement]) -> Vec<Token> {
    let mut found = Vec::with_capacity(article.body.len() / 5);
    for (number, block) in article.blocks.iter().enumerate() {
        if names_people(block.kind) {
            let first = found.len();
            Reader::new(&article.body, block, number as u32, &mut found).read();
            mark_shouted(&mut found[first..], block.kind);
        }
    }
    mark_quoted(&mut found, statements);
    found
}

fn names_people(kind: BlockKind) -> bool {
    use BlockKind::{Caption, Heading, Headline, Paragraph, Post};
    matches!(kind, Headline | Paragraph | Heading | Caption | Post)
}

struct Reader<'a> {
    body: &'a str,
    end: usize,
    at: usize,
    block: u32,
    quoted: bool,
    post: bool,
    out: &'a mut Vec<Token>,
}

impl<'a> Reader<'a> {
    fn new(body: &'a str, block: &Block, number: u32, out: &'a mut Vec<Token>) -> Self {
        let end = if block.span.of(body).is_empty() { 0 } else { block.span.end as usize };
        let post = block.kind == BlockKind::Post;
        Self { body, end, at: block.span.start as usize, block: number, quoted: post, post, out }
    }

    fn read(mut self) {
        let mut sentence = self.out.last().map_or(0, |last| last.sentence + 1);
        let first = self.out.len();
        let mut pending = gap::STOP;
        let mut opened = false;
        while let Some(c) = self.peek() {
            if !begins_word(c) {
                opened |= self.pass(c, &mut pending);
                continue;
            }
            let mut token = self.word(c);
            token.gap = self.settled(pending, token.capital);
            token.starts = token.gap & gap::STOP != 0 || opened;
            if token.gap & gap::STOP != 0 && !self.quoted && self.out.len() > first {
                sentence += 1;
            }
            token.sentence = sentence;
            self.out.push(token);
            (pending, opened) = (0, false);
        }
    }

    fn peek(&self) -> Option<char> {
        self.body.get(self.at..self.end)?.chars().next()
    }

    /// Steps over a character between words; whether it opens a quotation.
    fn pass(&mut self, c: char, pending: &mut u16) -> bool {
        self.at += c.len_utf8();
        let mut opens = false;
        *pending |= match c {
            ' ' | '\n' | '\r' | '\t' | '\u{a0}' => 0,
            ',' => gap::COMMA,
            '.' => gap::DOT,
            '!' | '?' | '…' => gap::STOP,
            '(' | '[' => gap::OPEN,
            ')' | ']' => gap::CLOSE,
            ':' | ';' => gap::COLON,
            '—' | '–' | '-' => gap::DASH,
            '&' => gap::AMPERSAND,
            '"' | '“' | '”' | '„' | '«' | '»' => {
                self.quoted =
                    self.post || if c == '"' { !self.quoted } else { matches!(c, '“' | '„' | '«') };
                opens = self.quoted;
                gap::QUOTE
            }
            '\'' | '’' | '‘' => gap::QUOTE,
            _ => gap::OTHER,
        };
        opens
    }

    fn word(&mut self, first: char) -> Token {
        let start = self.at;
        let (end, possessive) = self.word_end(first);
        let words = self.body.get(start..end).unwrap_or("");
        let capital = first.is_uppercase();
        let letters = words.chars().filter(|c| c.is_alphabetic());
        let upper = capital && letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
        let alone =
            words.len() == first.len_utf8() && self.body.get(end..).is_some_and(|rest| rest.starts_with('.'));
        let initial = capital && (alone || words.contains('.'));
        let mut class = class_of(words);
        if class == 0
            && let Some((_, last)) = words.rsplit_once('-')
            && (!capital || last.starts_with(char::is_lowercase))
        {
            class = class_of(last);
        }
        if self.ends_compound(words) {
            class = BODY;
        }
        if words.ends_with("-year-old") {
            class = ROLE | EPITHET;
        }
        if class == 0 && !capital && (words.ends_with("ologist") || words.ends_with("ographer")) {
            class = ROLE;
        }
        Token {
            span: Span::new(start, end),
            class,
            gap: 0,
            sentence: 0,
            block: self.block,
            capital,
            upper,
            initial,
            starts: false,
            possessive,
            quoted: self.quoted,
            number: first.is_numeric(),
            shouted: false,
        }
    }

    /// "the coast guard", "the national guard": a body, though a guard is a person.
    fn ends_compound(&self, word: &str) -> bool {
        let before = self.out.last().map_or("", |last| last.span.of(self.body));
        COMPOUNDS
            .lines()
            .filter_map(|line| line.split_once(' '))
            .any(|(first, second)| word.eq_ignore_ascii_case(second) && before.eq_ignore_ascii_case(first))
    }

    /// Reads to the end of a word; where it ends without its possessive, and whether it has one.
    fn word_end(&mut self, first: char) -> (usize, bool) {
        let start = self.at;
        let mut before = first;
        self.at += first.len_utf8();
        while let Some(c) = self.peek() {
            let next = self.body.get(self.at + c.len_utf8()..self.end).and_then(|rest| rest.chars().next());
            let binds = next.is_some_and(char::is_alphanumeric);
            let inside = c.is_alphanumeric()
                || c == '_'
                || matches!(c, '-' | '\'' | '’') && before.is_alphanumeric() && binds
                || matches!(c, '.' | ',') && before.is_numeric() && next.is_some_and(char::is_numeric)
                || c == '.' && before.is_uppercase() && next.is_some_and(char::is_uppercase)
                || !c.is_ascii() && unicode_normalization::char::is_combining_mark(c);
            if !inside {
                break;
            }
            before = c;
            self.at += c.len_utf8();
        }
        let words = self.body.get(start..self.at).unwrap_or("");
        for tail in ["'s", "’s", "'S", "’S"] {
            if let Some(stem) = words.strip_suffix(tail)
                && !stem.is_empty()
            {
                return (start + stem.len(), true);
            }
        }
        let plural = before == 's'
            && self.peek().is_some_and(|c| matches!(c, '\'' | '’'))
            && self.body.get(self.at..).is_some_and(|rest| rest.chars().nth(1) == Some(' '));
        if plural {
            let end = self.at;
            self.at += self.peek().map_or(0, char::len_utf8);
            return (end, true);
        }
        (self.at, false)
    }

    /// A full stop behind a title or an initial ends no sentence; another one does before a capital.
    fn settled(&self, pending: u16, capital: bool) -> u16 {
        if pending & gap::DOT == 0 {
            return pending;
        }
        let Some(last) = self.out.last() else { return pending };
        let saint = matches!(last.span.of(self.body), "St" | "Ste");
        let short = saint || last.span.len() <= 4 && last.class & TITLE != 0 && last.capital;
        if pending == gap::DOT && (last.initial || short) {
            return 0;
        }
        if capital || self.quoted { pending | gap::STOP } else { pending }
    }
}

fn begins_word(c: char) -> bool {
    c.is_alphanumeric() || c == '@'
}

/// Blocks of titles: two in three of their longer words begin with a capital.
fn mark_shouted(tokens: &mut [Token], kind: BlockKind) {
    let long = tokens.iter().filter(|token| token.span.len() > 3 && !token.number);
    let capitals = long.clone().filter(|token| token.capital).count();
    let all = long.count();
    let line = matches!(kind, BlockKind::Headline | BlockKind::Heading);
    if line || all >= 4 && capitals * 3 > all * 2 {
        tokens.iter_mut().for_each(|token| token.shouted = true);
    }
}

/// Direct words and posts are quoted, whatever marks the outlet uses.
fn mark_quoted(tokens: &mut [Token], statements: &[Statement]) {
    let mut spans: Vec<Span> = statements
        .iter()
        .filter(|statement| matches!(statement.form, Form::Direct | Form::Post))
        .flat_map(|statement| statement.content.iter().copied())
        .collect();
    spans.sort_unstable();
    let mut at = 0;
    for span in spans {
        while at < tokens.len() && tokens[at].span.start < span.start {
            at += 1;
        }
        while at < tokens.len() && tokens[at].span.start < span.end {
            tokens[at].quoted = true;
            at += 1;
        }
    }
}
