//! Stretches: what stands between the breaks of a text. A text file's lines are told apart from lines that
//! were only wrapped to fit a page.

use super::{BlockKind, Piece};

/// A stretch of a body, not yet a block.
#[derive(Clone, Debug)]
pub(super) struct Stretch<'a> {
    /// First byte of its words.
    pub(super) start: usize,
    /// Its words, without blanks at the ends.
    pub(super) words: &'a str,
    /// What it is, once that is known.
    pub(super) kind: Option<BlockKind>,
    /// Whether it stands directly under the one before, with no blank line between.
    pub(super) close: bool,
}

impl Stretch<'_> {
    /// One past the last byte of its words.
    pub(super) fn end(&self) -> usize {
        self.start + self.words.len()
    }

    /// Whether nothing is known of it yet.
    pub(super) fn is_open(&self) -> bool {
        self.kind.is_none()
    }

    /// Its length in characters, as people count; at most a little more for other scripts.
    pub(super) fn width(&self) -> usize {
        width(self.words)
    }

    /// Whether it ends as a sentence does.
    pub(super) fn ends(&self) -> bool {
        ends_sentence(self.words)
    }
}

/// Lines longer than this were not wrapped to fit a page.
const WIDEST: usize = 100;

/// A break of the lines of Markdown, or of a text: what may be joined.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// As in most text files.
    Text,
    /// Only blank lines and marks break.
    Markdown,
}

/// The stretches of a text file.
pub(super) fn of_text(body: &str, breaks: Breaks) -> Vec<Stretch<'_>> {
    let lines = lines(body);
    let wrapped_at = wrapped_at(&lines);
    let mut stretches: Vec<Stretch<'_>> = Vec::with_capacity(lines.len());
    let mut above: &str = "";
    for line in lines {
        let joins = line.close
            && match breaks {
                Breaks::Markdown => goes_on_in_markdown(above, line.words),
                Breaks::Text => wrapped_at.is_some_and(|width| is_forced(above, line.words, width)),
            };
        above = line.words;
        match stretches.last_mut() {
            Some(last) if joins => last.words = &body[last.start..line.end()],
            _ => stretches.push(line),
        }
    }
    stretches
}

/// The stretches of the pieces that `body` was joined from.
pub(super) fn of_pieces<'a>(body: &'a str, pieces: &[Piece], gap: &str) -> Vec<Stretch<'a>> {
    let mut stretches = Vec::with_capacity(pieces.len());
    let mut at = 0;
    for piece in pieces {
        let (start, words) = trimmed(body, at, at + piece.words.len());
        if !words.is_empty() {
            stretches.push(Stretch { start, words, kind: piece.kind, close: false });
        }
        at += piece.words.len() + gap.len();
    }
    stretches
}

/// Whether these words end as a sentence does, or as a line that leads on to one.
pub(super) fn ends_sentence(words: &str) -> bool {
    let core = words.trim_end_matches(|c: char| is_blank(c) || "\"'”’)]»*_".contains(c));
    let mut back = core.chars().rev();
    match back.next() {
        Some('.') => !ends_in_initials(core),
        Some('!' | '?' | '…' | ':' | ';' | ',') => true,
        _ => false,
    }
}

/// "U.S.", "N.H.", "Jr.": full stops that end a word.
fn ends_in_initials(core: &str) -> bool {
    let last = core.rsplit(is_blank).next().unwrap_or(core).trim_end_matches('.');
    let inner = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    inner.contains('.') && inner.split('.').all(|part| part.chars().count() == 1)
        || inner == "Jr"
        || inner == "Sr"
}

/// White space, and the marks that take none.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
}

pub(super) fn width(words: &str) -> usize {
    if words.is_ascii() { words.len() } else { words.chars().count() }
}

/// The lines that hold words.
fn lines(body: &str) -> Vec<Stretch<'_>> {
    let bytes = body.as_bytes();
    let mut lines = Vec::new();
    let (mut from, mut blank_above) = (0, true);
    while from < bytes.len() {
        let to = bytes[from..]
            .iter()
            .position(|b| matches!(b, b'\n' | b'\r' | 0x0c))
            .map_or(bytes.len(), |at| from + at);
        let (start, words) = trimmed(body, from, to);
        if words.is_empty() {
            blank_above = true;
        } else {
            lines.push(Stretch { start, words, kind: None, close: !blank_above });
            blank_above = false;
        }
        from = if bytes[to..].starts_with(b"\r\n") { to + 2 } else { to + 1 };
    }
    lines
}

fn trimmed(body: &str, from: usize, to: usize) -> (usize, &str) {
    let line = body.get(from..to).unwrap_or("");
    let words = line.trim_start_matches(is_blank);
    (to - words.len(), words.trim_end_matches(is_blank))
}

/// The width that the lines were wrapped at: nearly every break between close lines stands where the next
/// word would not have fitted.
fn wrapped_at(lines: &[Stretch<'_>]) -> Option<usize> {
    let short = lines.iter().filter(|line| line.width() <= WIDEST).count();
    if short * 100 < lines.len() * 85 {
        return None;
    }
    let breaks = || lines.windows(2).filter(|pair| pair[1].close && pair[0].width() <= WIDEST);
    let width = breaks().map(|pair| pair[0].width()).max().filter(|width| *width >= 40)?;
    let count = breaks().count();
    let forced = breaks().filter(|pair| is_forced(pair[0].words, pair[1].words, width)).count();
    (count >= 3 && forced * 100 >= count * 80).then_some(width)
}

fn is_forced(above: &str, below: &str, at: usize) -> bool {
    let next = below.split(is_blank).next().map_or(0, width);
    width(above) + 1 + next > at && !below.starts_with(['•', '*', '–', '—'])
}

/// Whether a line of Markdown goes on from the line above: lines that `>` sets apart are one quotation.
fn goes_on_in_markdown(above: &str, line: &str) -> bool {
    match (above.strip_prefix('>'), line.strip_prefix('>')) {
        (Some(_), Some(rest)) => !opens_markdown(rest.trim_start()) || is_signature(rest),
        (None, Some(_)) => false,
        _ => !opens_markdown(line) && !above.starts_with('#'),
    }
}

/// `— Ana Orr`: who is quoted signs.
fn is_signature(line: &str) -> bool {
    let name = line.trim_start().trim_start_matches(['-', '–', '—', '―', '*', '_', ' ']);
    line.trim_start().starts_with(['-', '–', '—', '―']) && name.starts_with(char::is_uppercase)
}

/// Whether a line of Markdown begins something of its own.
fn opens_markdown(line: &str) -> bool {
    line.starts_with(['#', '>', '|'])
        || ["- ", "* ", "+ ", "```", "---", "***"].iter().any(|mark| line.starts_with(mark))
        || line.split_once(". ").is_some_and(|(n, _)| n.len() < 4 && n.bytes().all(|b| b.is_ascii_digit()))
}
