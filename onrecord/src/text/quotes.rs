//! Pairs of quotation marks in one paragraph, of any style. Apostrophes are told apart and give nothing.
//!
//! Marks pair by direction where their shape shows it (`“ ”`, `« »`) and by their neighbours where it does
//! not (`"`, `'`, `''`). One broken mark costs its own paragraph: what is opened and never closed ends there.

use super::Span;

/// How a quotation is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `"…"`, `“…”`, `„…“`, `''…''`, ` ``…'' `
    Double,
    /// `'…'`, `‘…’`
    Single,
    /// `«…»`, `»…«`
    Guillemet,
}

/// A pair of quotation marks, or one that is opened and not closed in its paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// The words inside, without the marks.
    pub inside: Span,
    /// The words with their marks.
    pub outside: Span,
    /// The kind of mark.
    pub style: Style,
    /// How many pairs enclose it.
    pub depth: u8,
    /// Whether its closing mark stands in the paragraph.
    pub closed: bool,
}

/// Deeper quotations than this are left to the ones that enclose them.
const DEEPEST: usize = 8;

/// A single mark must be closed within so many bytes, or it is an apostrophe.
const LONGEST_SINGLE: usize = 1500;

/// A paragraph with more single marks than this is no prose: the rest are apostrophes.
const MOST_SINGLES: usize = 2000;

/// The quotations of one paragraph, in order of their opening marks; `base` is added to every offset.
pub fn quotations(text: &str, base: usize) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for mark in marks(text) {
        let top = open.last().map(|&at| found[at].style);
        let within = open.iter().any(|&at| found[at].style == mark.style);
        let closes = within && (mark.side != Side::Opens || top == Some(mark.style) && mark.shut_here);
        if closes && mark.side != Side::Opens {
            close(&mut found, &mut open, &mark, base);
        } else if mark.side != Side::Closes && open.len() < DEEPEST {
            if mark.style != Style::Single && within {
                // A second opening mark of one style: the first was never closed.
                abandon(&mut found, &mut open, &mark, base);
            }
            open.push(found.len());
            let end = base + text.len();
            found.push(Quotation {
                inside: Span::new(base + mark.end, end),
                outside: Span::new(base + mark.start, end),
                style: mark.style,
                depth: (open.len() - 1) as u8,
                closed: false,
            });
        }
    }
    drop_lonely_singles(found, text, base)
}

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

struct Mark {
    start: usize,
    end: usize,
    style: Style,
    side: Side,
    shut_here: bool,
}

/// The marks of a text, apostrophes left out.
fn marks(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut singles_open: u32 = 0;
    let mut looked = 0;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let doubled = matches!(c, '\'' | '`') && chars.peek().is_some_and(|(_, next)| *next == c)
            || c == '’' && chars.peek().is_some_and(|(_, next)| *next == '’');
        if doubled {
            end += chars.next().map_or(0, |(_, c)| c.len_utf8());
        }
        let after = text[end..].chars().next().unwrap_or(' ');
        let mark = |style, side| Mark { start, end, style, side, shut_here: false };
        match c {
            _ if doubled => found.push(mark(Style::Double, plain_side(before, after))),
            '"' | '″' | '＂' => found.push(mark(Style::Double, plain_side(before, after))),
            '“' | '„' | '‟' => found
                .push(mark(Style::Double, if c == '“' { curly_open(before, after) } else { Side::Opens })),
            '”' => found.push(mark(Style::Double, curly_close(before, after))),
            '«' | '»' => found.push(mark(Style::Guillemet, guillemet(c, before, after))),
            '\'' | '‘' | '’' | '`' if looked < MOST_SINGLES => {
                looked += 1;
                if let Some(side) = single_side(text, c, end, before, after, singles_open > 0) {
                    singles_open =
                        if side == Side::Opens { singles_open + 1 } else { singles_open.saturating_sub(1) };
                    found.push(mark(Style::Single, side));
                }
            }
            _ => {}
        }
        before = c;
    }
    found
}

/// A plain mark opens before a word, closes behind one; between two words or two blanks it may do either.
fn plain_side(before: char, after: char) -> Side {
    let blank_before =
        before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | '/' | '\'' | '‘');
    let blank_after = after.is_whitespace()
        || matches!(after, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '—' | '–' | '\'' | '’' | '/');
    match (blank_before, blank_after) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        (false, false) if after == '-' => Side::Closes,
        _ => Side::Either,
    }
}

/// `“` opens, but some systems close `„…“` with it.
fn curly_open(before: char, after: char) -> Side {
    if !before.is_whitespace() && before.is_alphanumeric() && !after.is_alphanumeric() {
        Side::Either
    } else {
        Side::Opens
    }
}

/// `”` closes; before a word and behind a blank it is a mistyped opening mark.
fn curly_close(before: char, after: char) -> Side {
    if before.is_whitespace() && after.is_alphanumeric() { Side::Either } else { Side::Closes }
}

fn guillemet(c: char, before: char, after: char) -> Side {
    match plain_side(before, after) {
        Side::Either if c == '«' => Side::Opens,
        Side::Either => Side::Closes,
        side => side,
    }
}

/// What a single mark does; `None` for an apostrophe.
fn single_side(text: &str, c: char, end: usize, before: char, after: char, open: bool) -> Option<Side> {
    if before.is_alphanumeric() && after.is_alphanumeric() {
        return None;
    }
    let starts = !before.is_alphanumeric()
        && !matches!(before, '.' | ',' | '!' | '?' | '’' | '…')
        && after.is_alphanumeric();
    if starts && c != '’' {
        return (!is_clipped(&text[end..]) && closes_later(text, end)).then_some(Side::Opens);
    }
    let ends = !before.is_whitespace() && !after.is_alphanumeric() && c != '‘' && c != '`';
    if !(ends && open) {
        return None;
    }
    // A plural possessive (`the workers' union`) does not close where a surer mark follows.
    if matches!(before, 's' | 'S' | 'z' | 'x') && after.is_whitespace() && sure_close(text, end) {
        return None;
    }
    Some(Side::Closes)
}

/// Words that begin with an apostrophe: `'90s`, `'em`, `'til`, `'cause`, `'n'`, `'tis`.
fn is_clipped(after: &str) -> bool {
    let word: String =
        after.chars().take_while(|c| c.is_alphanumeric()).take(8).collect::<String>().to_lowercase();
    let decade = word.len() <= 3 && word.chars().next().is_some_and(|c| c.is_ascii_digit());
    decade
        || matches!(
            word.as_str(),
            "em" | "til" | "till" | "cause" | "n" | "tis" | "twas" | "bout" | "round" | "cos"
        )
}

/// Whether a single mark behind `from` can close what opens there: behind a letter or a mark, before none.
fn closes_later(text: &str, from: usize) -> bool {
    let mut before = ' ';
    let mut chars = window(text, from).char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        if matches!(c, '\'' | '’') && !before.is_whitespace() && !after.is_alphanumeric() {
            return true;
        }
        before = c;
    }
    false
}

/// Whether a single mark follows that surely closes: behind punctuation or a letter other than `s`,
/// before any new opening mark.
fn sure_close(text: &str, from: usize) -> bool {
    let mut before = ' ';
    let mut chars = window(text, from).char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        match c {
            '‘' => return false,
            '\'' if before.is_whitespace() && after.is_alphanumeric() => return false,
            '\'' | '’'
                if !after.is_alphanumeric() && !before.is_whitespace() && !matches!(before, 's' | 'S') =>
            {
                return true;
            }
            _ => {}
        }
        before = c;
    }
    false
}

fn window(text: &str, from: usize) -> &str {
    let mut to = (from + LONGEST_SINGLE).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[from..to]
}

/// Closes the innermost open quotation of the mark's style, and all that is open within it.
fn close(found: &mut [Quotation], open: &mut Vec<usize>, mark: &Mark, base: usize) {
    while let Some(at) = open.pop() {
        let quotation = &mut found[at];
        let own = quotation.style == mark.style;
        let start = quotation.inside.start as usize;
        quotation.inside = Span::new(start, (base + mark.start).max(start));
        quotation.outside.end = (base + if own { mark.end } else { mark.start }) as u32;
        quotation.closed = own;
        if own {
            return;
        }
    }
}

/// Ends the open quotation of the mark's style before this mark, unclosed.
fn abandon(found: &mut [Quotation], open: &mut Vec<usize>, mark: &Mark, base: usize) {
    while let Some(at) = open.pop() {
        let quotation = &mut found[at];
        quotation.inside.end = ((base + mark.start) as u32).max(quotation.inside.start);
        quotation.outside.end = quotation.inside.end;
        if quotation.style == mark.style {
            return;
        }
    }
}

/// A single mark that is never closed was an apostrophe after all.
fn drop_lonely_singles(found: Vec<Quotation>, text: &str, base: usize) -> Vec<Quotation> {
    let kept = found.into_iter().filter(|q| q.closed || q.style != Style::Single);
    kept.map(|q| Quotation { inside: trimmed_end(q, text, base), ..q })
        .filter(|q| {
            let (from, to) = (q.inside.start as usize - base, q.inside.end as usize - base);
            text.get(from..to).is_some_and(|words| words.contains(char::is_alphanumeric))
        })
        .collect()
}

/// An unclosed quotation does not end in blanks.
fn trimmed_end(quotation: Quotation, text: &str, base: usize) -> Span {
    let (start, end) = (quotation.inside.start as usize - base, quotation.inside.end as usize - base);
    let words = text.get(start..end).unwrap_or("");
    let lead = words.len() - words.trim_start().len();
    Span::new(base + start + lead, (base + start + words.trim_end().len()).max(base + start + lead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &[&str]) {
        let found: Vec<String> = quotations(text, 0)
            .iter()
            .map(|q| {
                format!(
                    "{}{}{}",
                    ">".repeat(q.depth.into()),
                    q.inside.of(text),
                    if q.closed { "" } else { " …" }
                )
            })
            .collect();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn styles() {
        check("\"Yes,\" she said. \"No.\"", &["Yes,", "No."]);
        check("“Yes,” she said. “No.”", &["Yes,", "No."]);
        check("''Yes,'' she said. ''No.''", &["Yes,", "No."]);
        check("``Yes,'' she said.", &["Yes,"]);
        check("«Oui», said Ana. »Ja«, said Bo.", &["Oui", "Ja"]);
        check("'Yes,' she said. ‘No.’", &["Yes,", "No."]);
    }

    #[test]
    fn apostrophes_bound_nothing() {
        check("Don't touch the workers' union of the '90s, Anna's rock 'n' roll.", &[]);
        check("Die Kinder’ und Moreau’ Bilder.", &[]);
        check("The ‘bear hunters’ ran, the hunters’ dog too.", &["bear hunters"]);
        check("He said 'the workers' union won' and left.", &["the workers' union won"]);
    }

    #[test]
    fn nested() {
        check("\"He said 'never' to me,\" she said.", &["He said 'never' to me,", ">never"]);
        check("“She said ‘I won’t’ twice.”", &["She said ‘I won’t’ twice.", ">I won’t"]);
        check("'He said \"never\" to me,' she said.", &["He said \"never\" to me,", ">never"]);
    }

    #[test]
    fn unclosed() {
        check("She said: \"It is over. We go.", &["It is over. We go. …"]);
        check("\"One is open. \"Two is closed,\" he said.", &["One is open. …", "Two is closed,"]);
    }

    #[test]
    fn nothing_panics() {
        for text in ["", "\"", "''", "“”", "'‘’`«»\"”“„", "a\"b\"c", "é'é'é", "\"\u{301}\""]
        {
            quotations(text, 7);
        }
    }
}
