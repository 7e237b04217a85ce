//! Words: runs of letters and digits, with inner apostrophes, hyphens, full stops and commas kept where they bind.

use super::Span;

/// One word of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
}

/// The words of `text`, in order. `base` is added to every offset.
///
/// A word is a run of letters, digits and marks; an apostrophe (`'` or `’`) between letters stays
/// inside it (`don't`, `Mira’s` stays one word), as do `.` and `,` between digits (`1,200.5`).
/// Hyphens separate words.
pub fn words(text: &str, base: usize) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    let mut start = None;
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        let inside = c.is_alphanumeric()
            || start.is_some() && matches!(c, '\'' | '’') && before.is_alphanumeric() && next.is_alphabetic()
            || start.is_some() && matches!(c, '.' | ',') && before.is_numeric() && next.is_numeric()
            || start.is_some() && is_mark(c);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(Word { span: Span::new(base + from, base + at) });
                start = None;
            }
            _ => {}
        }
        before = c;
    }
    if let Some(from) = start {
        found.push(Word { span: Span::new(base + from, base + text.len()) });
    }
    found
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}
