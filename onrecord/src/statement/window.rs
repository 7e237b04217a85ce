//! What the learned finder reads: the words of an article, cut into windows of whole paragraphs.
//!
//! A word is a run of letters and digits, or any other single character; a quotation mark of any style is one
//! word and one piece, so that typography never decides. Fitting reads the windows that this code cuts.

use crate::article::Article;
use crate::neural;
use crate::neural::Piece;
use crate::neural::WordPiece;
use crate::text::Quotation;
use crate::text::Span;
use crate::text::Style;

use super::draft::Draft;
use super::gazetteer;
use super::rules;
use super::rules::Ruled;

/// Paragraphs are packed into windows of at most so many pieces.
const WIDTH: usize = 126;

/// A longer paragraph stands alone; one longer than this is cut behind a sentence.
const LONGEST: usize = 382;

/// How many values the four features have: shape, quote, boundary, and lexicon with what the rules make of the word.
pub const FEATURES: [usize; 4] = [10, 4, 4, (gazetteer::CLASSES * HINTS) as usize];

/// What the rules make of a word: nothing, source, cue, content.
const HINTS: u8 = 4;

/// Some whole paragraphs of an article, as the model reads them.
#[derive(Clone, Debug, Default)]
pub struct Window {
    /// Its pieces, the start and end pieces included.
    pub pieces: Vec<Piece>,
    /// The words.
    pub words: Vec<Span>,
    /// The place of each word's first piece.
    pub first: Vec<u32>,
}

impl Window {
    /// What the model is given.
    pub fn input(&self) -> neural::Window<'_> {
        neural::Window { pieces: &self.pieces, first: &self.first }
    }
}

/// The windows of an article: its paragraphs in reading order, whole where they fit.
pub fn windows(article: &Article, vocabulary: &WordPiece) -> Vec<Window> {
    of_paragraphs(&rules::ruled(article), vocabulary)
}

/// The windows of these paragraphs.
pub fn of_paragraphs(paragraphs: &[Ruled], vocabulary: &WordPiece) -> Vec<Window> {
    let mut packed = Packed::default();
    for paragraph in paragraphs {
        for part in parts(paragraph, vocabulary) {
            packed.add(part, vocabulary);
        }
    }
    packed.finish(vocabulary)
}

/// A word and its pieces.
struct Cut {
    span: Span,
    pieces: Vec<Piece>,
    ends_sentence: bool,
}

/// Windows while they are packed.
#[derive(Default)]
struct Packed {
    done: Vec<Window>,
    open: Window,
}

impl Packed {
    fn add(&mut self, part: Vec<Cut>, vocabulary: &WordPiece) {
        let length: usize = part.iter().map(|word| word.pieces.len()).sum();
        if !self.open.words.is_empty() && self.open.pieces.len() - 1 + length > WIDTH {
            self.close(vocabulary);
        }
        if self.open.pieces.is_empty() {
            self.open.pieces.push(Piece { id: vocabulary.start, features: [0; 4] });
        }
        for word in part {
            self.open.first.push(self.open.pieces.len() as u32);
            self.open.words.push(word.span);
            self.open.pieces.extend(word.pieces);
        }
    }

    fn close(&mut self, vocabulary: &WordPiece) {
        self.open.pieces.push(Piece { id: vocabulary.end, features: [0; 4] });
        self.done.push(std::mem::take(&mut self.open));
    }

    fn finish(mut self, vocabulary: &WordPiece) -> Vec<Window> {
        if !self.open.words.is_empty() {
            self.close(vocabulary);
        }
        self.done
    }
}

/// The words of one paragraph, in parts that fit into a window.
fn parts(paragraph: &Ruled, vocabulary: &WordPiece) -> Vec<Vec<Cut>> {
    let words = cut(paragraph, vocabulary);
    let mut parts = vec![Vec::new()];
    let mut length = 0;
    for word in words {
        let full = length + word.pieces.len() > LONGEST;
        if full {
            let part = parts.last_mut().expect("there is a part");
            let rest =
                part.iter().rposition(|word: &Cut| word.ends_sentence).map(|at| part.split_off(at + 1));
            let rest = rest.unwrap_or_default();
            length = rest.iter().map(|word| word.pieces.len()).sum();
            parts.push(rest);
        }
        length += word.pieces.len();
        parts.last_mut().expect("there is a part").push(word);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn cut(paragraph: &Ruled, vocabulary: &WordPiece) -> Vec<Cut> {
    let (body, base) = (paragraph.p.body, paragraph.p.span.start as usize);
    let text = paragraph.p.span.of(body);
    let states = Quotes::of(&paragraph.p.quotations);
    let mut ids = Vec::new();
    let mut end = usize::MAX;
    let mut words = Vec::new();
    for span in word_spans(text, base, &states.marks) {
        let word = span.of(body);
        let quote = states.of_word(span);
        ids.clear();
        match states.mark(span) {
            Some(sign) => vocabulary.cut(sign, &mut ids),
            None => vocabulary.cut(word, &mut ids),
        }
        let boundary = match end {
            usize::MAX => 2,
            end => u8::from(end < span.start as usize),
        };
        end = span.end as usize;
        let lexicon = gazetteer::class_of(word) + gazetteer::CLASSES * hint(&paragraph.drafts, span);
        let features = [shape(word), quote, boundary, lexicon];
        let pieces = ids.iter().enumerate().map(|(at, &id)| {
            let boundary = if at == 0 { boundary } else { 3 };
            Piece { id, features: [features[0], features[1], boundary, features[3]] }
        });
        words.push(Cut { span, pieces: pieces.collect(), ends_sentence: matches!(word, "." | "!" | "?") });
    }
    words
}

/// What the rules make of a word: 0 nothing, 1 source, 2 cue, 3 content.
fn hint(drafts: &[Draft], word: Span) -> u8 {
    let any = |is: fn(&Draft) -> &[Span]| drafts.iter().any(|d| is(d).iter().any(|span| span.overlaps(word)));
    match () {
        () if any(|draft| &draft.cue) => 2,
        () if any(|draft| draft.source.as_slice()) => 1,
        () if any(|draft| &draft.content) => 3,
        () => 0,
    }
}

/// Runs of letters and digits, single other characters, and quotation marks however many characters they have.
fn word_spans(text: &str, base: usize, marks: &[(Span, &'static str)]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut marks = marks.iter().map(|(span, _)| *span).peekable();
    let mut chars = text.char_indices().map(|(at, c)| (base + at, c)).peekable();
    while let Some((start, c)) = chars.next() {
        while marks.next_if(|mark| (mark.start as usize) < start).is_some() {}
        let mut end = start + c.len_utf8();
        if let Some(mark) = marks.next_if(|mark| mark.start as usize == start) {
            while let Some((at, c)) = chars.next_if(|(at, _)| *at < mark.end as usize) {
                end = at + c.len_utf8();
            }
        } else if c.is_whitespace() || c.is_control() {
            continue;
        } else if is_letter(c) {
            while let Some((at, c)) = chars.next_if(|(_, c)| is_letter(*c)) {
                end = at + c.len_utf8();
            }
        }
        spans.push(Span::new(start, end));
    }
    spans
}

/// Letters and digits, and the marks that combine with them.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// What stands in quotation marks.
struct Quotes<'a> {
    outer: Vec<&'a Quotation>,
    marks: Vec<(Span, &'static str)>,
}

impl<'a> Quotes<'a> {
    fn of(quotes: &'a [Quotation]) -> Self {
        let mut marks = Vec::new();
        for quote in quotes {
            let sign = if quote.depth == 0 || quote.style != Style::Single { "\"" } else { "'" };
            let opens = Span { start: quote.outside.start, end: quote.inside.start };
            let closes = Span { start: quote.inside.end, end: quote.outside.end };
            marks
                .extend([opens, closes].into_iter().filter(|mark| !mark.is_empty()).map(|mark| (mark, sign)));
        }
        marks.sort_unstable();
        Self { outer: quotes.iter().filter(|quote| quote.depth == 0).collect(), marks }
    }

    /// The sign that stands for the mark at `word`.
    fn mark(&self, word: Span) -> Option<&'static str> {
        let at = self.marks.binary_search_by_key(&word, |(span, _)| *span).ok()?;
        Some(self.marks[at].1)
    }

    /// 0 outside, 1 inside, 2 an opening mark, 3 a closing one.
    fn of_word(&self, word: Span) -> u8 {
        let after = self.outer.partition_point(|quote| quote.outside.start <= word.start);
        let Some(quote) = after.checked_sub(1).map(|at| self.outer[at]) else { return 0 };
        match word {
            _ if word.start < quote.inside.start => 2,
            _ if word.start < quote.inside.end => 1,
            _ if word.start < quote.outside.end => 3,
            _ => 0,
        }
    }
}

/// 1 lower case, 2 capitalised, 3 capitals, 4 mixed, 5 with digits, 6 `. ! ?`, 7 `, ; :`, 8 dashes, 9 other signs.
fn shape(word: &str) -> u8 {
    let first = word.chars().next().unwrap_or(' ');
    if !is_letter(first) {
        return match first {
            '.' | '!' | '?' => 6,
            ',' | ';' | ':' => 7,
            '-' | '–' | '—' | '―' => 8,
            _ => 9,
        };
    }
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    match word.chars().count() {
        _ if word.chars().any(char::is_numeric) => 5,
        _ if capitals == 0 => 1,
        length if capitals == length && length > 1 => 3,
        _ if capitals == 1 && first.is_uppercase() => 2,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Page;
    use crate::article::PageText;
    use crate::article::compose;

    fn vocabulary() -> WordPiece {
        WordPiece::read("[PAD]\n[UNK]\n[CLS]\n[SEP]\n\"\nwe\nwait\n,\nshe\nsaid\n.\n'").unwrap()
    }

    fn cut_of(text: &str) -> Vec<Window> {
        let page =
            Page { file: "a.txt".to_owned(), text: PageText::Plain(text.to_owned()), ..Page::default() };
        windows(&compose(page), &vocabulary())
    }

    #[test]
    fn marks_of_any_style_are_the_same_pieces() {
        let straight = cut_of("\"We wait,\" she said.\n");
        for text in ["“We wait,” she said.\n", "''We wait,'' she said.\n", "‘We wait,’ she said.\n"] {
            assert_eq!(cut_of(text)[0].pieces, straight[0].pieces, "{text}");
        }
        assert_eq!(
            straight[0].pieces.iter().map(|p| p.id).collect::<Vec<_>>(),
            [2, 4, 5, 6, 7, 4, 8, 9, 10, 3]
        );
        assert_eq!(
            straight[0].pieces.iter().map(|p| p.features[1]).collect::<Vec<_>>(),
            [0, 2, 1, 1, 1, 3, 0, 0, 0, 0]
        );
    }

    #[test]
    fn packs_whole_paragraphs() {
        let text = "She said. ".repeat(20) + "\n\n";
        let windows = cut_of(&text.repeat(4));
        assert_eq!(windows.iter().map(|w| w.words.len()).collect::<Vec<_>>(), [120, 120]);
    }

    #[test]
    fn cuts_an_endless_paragraph_behind_a_sentence() {
        let windows = cut_of(&("She said. ".repeat(300) + "\n"));
        assert!(windows.iter().all(|w| w.pieces.len() <= LONGEST + 2));
        assert!(windows.iter().all(|w| w.words.len() % 3 == 0));
        assert_eq!(windows.iter().map(|w| w.words.len()).sum::<usize>(), 900);
    }
}
