//! Sentences of a paragraph. A quotation is never cut: it ends a sentence or stands inside one.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Quotation, Span, quotations};

/// The sentences of `text`, in order, without blanks at their ends; `base` is added to every offset.
pub fn sentences(text: &str, base: usize) -> Vec<Span> {
    sentences_around(text, base, &quotations(text, base))
}

/// The same, for a paragraph whose quotations are known.
///
/// A sentence ends at `.`, `!`, `?` or `…` outside a quotation, or at the end of a quotation that ends
/// with one of them, when a blank and something that can begin a sentence follow; behind a full stop, so can a
/// quotation in small letters. A full stop behind an abbreviation, an initial or between digits ends nothing.
pub fn sentences_around(text: &str, base: usize, quotations: &[Quotation]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut outer = quotations.iter().filter(|q| q.depth == 0).peekable();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let mut next = at + c.len_utf8();
        let mut stop = matches!(c, '.' | '!' | '?' | '…');
        let dotted = c == '.';
        while outer.next_if(|q| (q.outside.start as usize) < base + at).is_some() {}
        if let Some(q) = outer.next_if(|q| q.outside.start as usize == base + at) {
            next = (q.outside.end as usize - base).max(next);
            stop = q.closed && q.inside.of_at(text, base).trim_end().ends_with(['.', '!', '?', '…']);
        } else if stop {
            next += run(&text[next..], |c| matches!(c, '.' | '!' | '?' | '…' | ')' | ']'));
        }
        let abbreviated = dotted && ends_abbreviated(&text[..at]);
        let small = dotted && !abbreviated && begins_small_quotation(&text[next..]);
        let parties = dotted && joins_parties(&text[..at]);
        if stop && !parties && (small || begins_sentence(&text[next..], abbreviated)) {
            found.push(Span::new(base + start, base + next));
            start = next;
        }
        at = next;
    }
    if start < text.len() {
        found.push(Span::new(base + start, base + text.len()));
    }
    found.into_iter().map(|span| trim(span, text, base)).filter(|span| !span.is_empty()).collect()
}

impl Span {
    /// The words at this span of a text whose first byte is at `base`.
    fn of_at(self, text: &str, base: usize) -> &str {
        text.get(self.start as usize - base..self.end as usize - base).unwrap_or("")
    }
}

fn trim(span: Span, text: &str, base: usize) -> Span {
    let words = span.of_at(text, base);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

fn run(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(of).len()
}

/// Whether a full stop stands behind the "v" between two parties of a case: it ends nothing, whatever follows.
fn joins_parties(before: &str) -> bool {
    before.ends_with(" v") || before.ends_with(" vs")
}

/// Whether what follows a full stop can begin a sentence.
fn begins_sentence(after: &str, abbreviated: bool) -> bool {
    let rest = after.trim_start();
    if rest.is_empty() {
        return true;
    }
    if rest.len() == after.len() {
        return false;
    }
    let mut chars = rest
        .chars()
        .skip_while(|c| matches!(c, '"' | '“' | '‘' | '\'' | '«' | '(' | '[' | '—' | '–' | '•' | '`' | '„'));
    let first = chars.next().unwrap_or(' ');
    if abbreviated {
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        return OPENERS.contains(word);
    }
    first.is_uppercase() || first.is_numeric() || !first.is_alphabetic()
}

/// `. “it is over,” she posted`
fn begins_small_quotation(after: &str) -> bool {
    let rest = after.trim_start();
    let inside = rest.strip_prefix(['"', '“', '«', '„']);
    rest.len() < after.len() && inside.is_some_and(|inside| inside.starts_with(char::is_lowercase))
}

/// Whether the text before a full stop ends in an abbreviation or an initial.
fn ends_abbreviated(before: &str) -> bool {
    let word_at = before
        .rfind(|c: char| !c.is_alphabetic() && c != '.')
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[word_at..];
    let letters = word.chars().count();
    letters == 1 && word.chars().all(char::is_uppercase) || word.contains('.') || ABBREVIATIONS.contains(word)
}

/// Whether a full stop behind this word, in this case, ends no sentence.
pub fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(word)
}

static ABBREVIATIONS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| entries(include_str!("abbreviations.txt")));
static OPENERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| entries(include_str!("openers.txt")));

fn entries(list: &'static str) -> FxHashSet<&'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        let found: Vec<&str> = sentences(&text, 0).iter().map(|span| span.of(&text)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn ends() {
        check("It rained. |Nobody came! |Why? |They knew.");
        check("Mr. Orr met Dr. J. Vale at 7 p.m. Tuesday in St. Alban. |He left.");
        check("The U.S. Senate met. |It rose 3.5 percent in the U.S. |The rest fell.");
        check("\"It is over. We go,\" she said. |\"Now.\" |They left.");
        check("\"Is it over?\" she asked. |No.");
        check("She ran. |“it is all gone,” she posted. |He met Orr Co. “it is over” people.");
        check("He works at Yaho! and leaves.");
    }
}
