//! The words of a wording as edits compare them: with ellipses, and with brackets around words.

use crate::text::Span;
use crate::text::fold;
use crate::text::words;

/// What stands for words left out, longest first.
const ELLIPSES: [&str; 9] = ["[. . .]", "[...]", "(...)", "[…]", "(…)", "[ … ]", ". . .", "...", "…"];
/// The key of an ellipsis: no word has it.
pub(super) const ELLIPSIS: &str = "…";

/// One word or ellipsis.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// The word itself.
    pub span: Span,
    /// The word with a bracket that opens before it or closes behind it.
    pub outer: Span,
    /// Its comparison key.
    pub key: String,
    /// Whether it stands in square brackets.
    pub bracketed: bool,
}

impl Token {
    pub fn is_ellipsis(&self) -> bool {
        self.key == ELLIPSIS
    }
}

/// The words and ellipses of a wording, in order.
pub(super) fn tokens(wording: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut open = None;
    for word in words(wording, 0) {
        between(wording, from..word.span.start as usize, &mut open, &mut found);
        push(word.span, &fold(word.span.of(wording)), &mut open, &mut found);
        from = word.span.end as usize;
    }
    between(wording, from..wording.len(), &mut open, &mut found);
    found
}

/// A bracket that is open: where it stands, and whether its first word is yet to come.
type Open = Option<(usize, bool)>;

fn push(span: Span, key: &str, open: &mut Open, found: &mut Vec<Token>) {
    let mut outer = span;
    if let Some((at, first)) = open
        && std::mem::take(first)
    {
        outer.start = *at as u32;
    }
    found.push(Token { span, outer, key: key.to_owned(), bracketed: open.is_some() });
}

/// Reads what stands between two words: ellipses, brackets, `&` and `%`.
fn between(wording: &str, gap: std::ops::Range<usize>, open: &mut Open, found: &mut Vec<Token>) {
    let mut at = gap.start;
    while let Some(rest) = wording.get(at..gap.end).filter(|rest| !rest.is_empty()) {
        if let Some(ellipsis) = ELLIPSES.iter().find(|ellipsis| rest.starts_with(**ellipsis)) {
            let full = rest.len() - rest[ellipsis.len()..].trim_start_matches('.').len();
            push(Span::new(at, at + full), ELLIPSIS, open, found);
            at += full;
            continue;
        }
        let Some(c) = rest.chars().next() else { return };
        let end = at + c.len_utf8();
        match c {
            '[' => *open = Some((at, true)),
            ']' => close(end, open, found),
            '&' => push(Span::new(at, end), "and", open, found),
            '%' => push(Span::new(at, end), "percent", open, found),
            _ => {}
        }
        at = end;
    }
}

fn close(end: usize, open: &mut Open, found: &mut [Token]) {
    if let (Some((_, false)), Some(last)) = (open.take(), found.last_mut()) {
        last.outer.end = end as u32;
    }
}
