//! A paragraph as the rules see it: words and marks in order, each outer quotation one token.

use crate::text::Quotation;
use crate::text::Span;
use crate::text::is_abbreviation;
use crate::text::quotations;
use crate::text::sentences_around;

use super::lexicon::Entry;
use super::lexicon::look_up;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A word.
    Word,
    /// A number.
    Number,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `—`, `–`, `―`, ` - `, `--`
    Dash,
    /// `.`, `!`, `?`, `…`
    Stop,
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// An outer quotation: its place in `Paragraph::quotations`.
    Quote(u16),
    /// Anything else.
    Other,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands in the article.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// What the word lists say of it.
    pub entry: Entry,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// A paragraph, cut into tokens and sentences.
#[derive(Debug)]
pub struct Paragraph<'a> {
    /// The whole body of the article.
    pub body: &'a str,
    /// Where the paragraph stands.
    pub span: Span,
    /// All its quotations, also inner ones.
    pub quotations: Vec<Quotation>,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences, as ranges of tokens.
    pub sentences: Vec<(usize, usize)>,
}

impl<'a> Paragraph<'a> {
    /// Cuts the paragraph at `span` of `body`.
    pub fn cut(body: &'a str, span: Span) -> Self {
        let (text, base) = (span.of(body), span.start as usize);
        let quotations = quotations(text, base);
        let tokens = tokens(text, base, &quotations);
        let mut sentences = Vec::new();
        let mut at = 0;
        for sentence in sentences_around(text, base, &quotations) {
            let end = at + tokens[at..].partition_point(|token| token.span.start < sentence.end);
            if end > at {
                sentences.push((at, end));
            }
            at = end;
        }
        Self { body, span, quotations, tokens, sentences }
    }

    /// The words of a token.
    pub fn words(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.body))
    }

    /// The token at a place; a stop beyond the ends.
    pub fn token(&self, at: usize) -> Token {
        self.tokens.get(at).copied().unwrap_or(Token {
            span: Span::default(),
            kind: Kind::Stop,
            entry: Entry::default(),
            capital: false,
        })
    }

    /// Whether the token is the word `word` (lower case).
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.words(at).eq_ignore_ascii_case(word)
    }

    /// The quotation of a token.
    pub fn quotation(&self, at: usize) -> Option<&Quotation> {
        match self.token(at).kind {
            Kind::Quote(number) => self.quotations.get(usize::from(number)),
            _ => None,
        }
    }

    /// The sentence of a token.
    pub fn sentence(&self, at: usize) -> Option<(usize, usize)> {
        let number = self.sentences.partition_point(|(_, to)| *to <= at);
        self.sentences.get(number).copied().filter(|(from, _)| *from <= at)
    }

    /// The span of the tokens `from..to`.
    pub fn span_of(&self, from: usize, to: usize) -> Option<Span> {
        (from < to).then(|| self.tokens[from].span.cover(self.tokens[to - 1].span))
    }
}

fn tokens(text: &str, base: usize, quotations: &[Quotation]) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut outer = quotations.iter().enumerate().filter(|(_, q)| q.depth == 0).peekable();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        while outer.next_if(|(_, q)| (q.outside.start as usize) < base + at).is_some() {}
        let (end, kind) = match outer.next_if(|(_, q)| q.outside.start as usize == base + at) {
            Some((number, q)) => ((q.outside.end as usize - base).max(at + c.len_utf8()), quote(number)),
            None => one(text, at, c),
        };
        // Asterisks and `>` are how Markdown sets words off, and part no name from its verb.
        if !c.is_whitespace() && !matches!(c, '*' | '>') {
            let span = Span::new(base + at, base + end);
            let entry = if kind == Kind::Word { look_up(&text[at..end]) } else { Entry::default() };
            found.push(Token { span, kind, entry, capital: c.is_uppercase() });
        }
        at = end;
    }
    found
}

fn quote(number: usize) -> Kind {
    u16::try_from(number).map_or(Kind::Other, Kind::Quote)
}

/// The token that begins at `at` with `c`: its end and kind.
fn one(text: &str, at: usize, c: char) -> (usize, Kind) {
    let end = at + c.len_utf8();
    if c.is_alphanumeric() || matches!(c, '@' | '#' | '$' | '£' | '€') {
        let end = end + word_length(&text[at..], c);
        return (end, if c.is_numeric() { Kind::Number } else { Kind::Word });
    }
    let next = text[end..].chars().next().unwrap_or(' ');
    let kind = match c {
        ',' => Kind::Comma,
        ':' => Kind::Colon,
        ';' => Kind::Semicolon,
        '.' | '!' | '?' | '…' => Kind::Stop,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        '—' | '–' | '―' => Kind::Dash,
        '-' if next == '-' => return (end + 1, Kind::Dash),
        '-' if next.is_whitespace() => Kind::Dash,
        _ => Kind::Other,
    };
    (end, kind)
}

/// How far a word goes on: letters, digits, inner apostrophes, hyphens, and full stops of abbreviations.
/// `word` is the text from its first character, `first`.
fn word_length(word: &str, first: char) -> usize {
    let rest = &word[first.len_utf8()..];
    let mut before = first;
    let mut dotted = false;
    let mut length = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        let letter_next = next.is_alphanumeric();
        let goes_on = c.is_alphanumeric()
            || matches!(c, '\'' | '’') && before.is_alphanumeric() && next.is_alphabetic()
            || matches!(c, '\'' | '’') && matches!(before, 's' | 'S') && next.is_whitespace()
            || matches!(c, '-' | '‑' | '/' | '_' | '&') && before.is_alphanumeric() && letter_next
            || matches!(c, '.' | ',') && before.is_numeric() && next.is_numeric()
            || c == ':' && before.is_numeric() && next.is_numeric()
            || c == '.' && before.is_alphabetic() && (next.is_alphabetic() || dotted)
            || c == '.' && length == 0 && first.is_uppercase()
            || c == '.' && is_title(first, &rest[..at])
            || c == '.' && first.is_uppercase() && is_short_form(word, first.len_utf8() + at);
        if !goes_on {
            break;
        }
        dotted |= c == '.' && next.is_alphabetic();
        length = at + c.len_utf8();
        before = c;
    }
    length
}

/// `Cmdr. Orr`, `Sept. 5`: an abbreviation whose full stop, at `stop`, stands before a name or a number.
fn is_short_form(word: &str, stop: usize) -> bool {
    let next = word[stop + 1..].trim_start_matches(' ').chars().next().unwrap_or(' ');
    (next.is_uppercase() || next.is_numeric()) && is_abbreviation(&word[..stop])
}

/// Whether a word is a title whose full stop belongs to it.
fn is_title(first: char, rest: &str) -> bool {
    matches!(
        (first, rest),
        ('M', "r" | "rs" | "s" | "x")
            | ('D', "r")
            | ('S', "t" | "en" | "gt" | "r")
            | ('G', "en" | "ov")
            | ('R', "ep" | "ev")
            | ('L', "t")
            | ('C', "ol" | "apt" | "orp" | "o")
            | ('P', "rof")
            | ('J', "r")
            | ('I', "nc")
            | ('N', "o")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        let paragraph = Paragraph::cut(text, Span::new(0, text.len()));
        let sentence = |(from, to): &(usize, usize)| {
            (*from..*to).map(|at| paragraph.words(at)).collect::<Vec<_>>().join("_")
        };
        paragraph.sentences.iter().map(sentence).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn cuts() {
        assert_eq!(
            shape("\"We go. Now,\" said Mr. Orr, 42, of St. Alban. He left at 4:30 p.m. - alone."),
            "\"We go. Now,\"_said_Mr._Orr_,_42_,_of_St._Alban_. | He_left_at_4:30_p.m._-_alone_."
        );
    }

    #[test]
    fn strange_text_is_cut_too() {
        for text in ["", "  ", "\"", "é’é ’", "a\u{301}.b", "....", "((((", "“a ‘b” c’"] {
            shape(text);
        }
    }
}
