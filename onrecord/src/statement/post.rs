//! Posts printed whole: their words, their signature, their date.

use crate::text::Span;

use super::Act;
use super::Form;
use super::draft::Draft;
use super::paragraph::Paragraph;

/// The statement that a post is: its words before the signature `— Name (@handle) date`.
pub fn post(p: &Paragraph) -> Option<Draft> {
    let whole = p.span.trimmed(p.body);
    let words = whole.of(p.body);
    let (content, source) = match signature(words) {
        Some((at, from, to)) => (words[..at].trim_end(), Some((from, to))),
        None => (words, None),
    };
    if content.trim().is_empty() {
        return None;
    }
    let start = whole.start as usize;
    let mut draft = Draft::new(p, Act::Posts, &[], (0, 0), None);
    draft.content = vec![unquoted(Span::new(start, start + content.len()), p.body)];
    draft.source = source.map(|(from, to)| Span::new(start + from, start + to).trimmed(p.body));
    draft.form = Some(Form::Post);
    draft.confidence = 0.9;
    Some(draft)
}

/// Where the signature begins, and where the name and handle stand in it.
fn signature(words: &str) -> Option<(usize, usize, usize)> {
    let at_sign = words.rfind("(@")?;
    let close = at_sign + words[at_sign..].find(')')? + 1;
    let before = &words[..at_sign];
    let dash = before.rfind(['—', '–']).or_else(|| before.rfind(" - ")).or_else(|| before.rfind('\n'))?;
    let name = dash + words[dash..].chars().next().map_or(1, char::len_utf8);
    (at_sign - name < 120).then_some((dash, name, close))
}

/// Without one pair of marks that encloses all of it.
fn unquoted(span: Span, body: &str) -> Span {
    let words = span.of(body);
    let pairs = [('"', '"'), ('“', '”')];
    let inner = pairs.iter().find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close));
    match inner {
        Some(inner) if !inner.contains(['"', '“', '”']) => {
            let start = span.start as usize + (words.len() - inner.len()) / 2;
            Span::new(start, start + inner.len())
        }
        _ => span,
    }
}
