//! Keeps hostile pages from the parser and the extractor, whose work grows with the square of the depth:
//! one pass over the markup drops tags that nest too deep, and refuses pages with too many elements.

use std::borrow::Cow;
use std::collections::HashMap;

/// Elements in elements, as deep as browsers go; what is deeper becomes a sibling.
const DEEPEST: usize = 512;

/// Elements of a page.
const MOST_ELEMENTS: usize = 150_000;

/// Formatting that is open at once; parsers open it again in every block.
const MOST_FORMATTING: usize = 32;

/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 400;

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
/// Elements that end each other: they nest only where a list or table does.
const SELF_ENDING: [&str; 17] = [
    "p", "li", "dd", "dt", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "caption",
    "colgroup", "rb", "rt", "rp",
];
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// A tag's name: up to 16 bytes in lower case.
type Name = u128;

/// The markup without the tags that nest too deep; nothing where the page has too many elements.
pub(super) fn tamed(markup: &str) -> Option<Cow<'_, str>> {
    let mut guard = Guard::new(markup);
    while let Some(at) = guard.next_tag() {
        guard.take(at);
        if guard.elements > MOST_ELEMENTS {
            return None;
        }
    }
    if guard.kept_to == 0 {
        return Some(Cow::Borrowed(markup));
    }
    guard.out.push_str(&markup[guard.kept_to..]);
    Some(Cow::Owned(guard.out))
}

struct Guard<'a> {
    markup: &'a str,
    kinds: HashMap<Name, Kind>,
    at: usize,
    open: Vec<Name>,
    open_count: HashMap<Name, usize>,
    dropped: HashMap<Name, usize>,
    formatting: Vec<Name>,
    depth: usize,
    elements: usize,
    /// The markup without dropped tags, and how much of the original it covers; empty while none is dropped.
    out: String,
    kept_to: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Void,
    Raw,
    SelfEnding,
    Formatting,
}

impl<'a> Guard<'a> {
    fn new(markup: &'a str) -> Self {
        let mut kinds = HashMap::new();
        for (names, kind) in [
            (&VOID[..], Kind::Void),
            (&RAW[..], Kind::Raw),
            (&SELF_ENDING[..], Kind::SelfEnding),
            (&FORMATTING[..], Kind::Formatting),
        ] {
            kinds.extend(names.iter().map(|word| (name(word.as_bytes()), kind)));
        }
        Self {
            markup,
            kinds,
            at: 0,
            open: Vec::new(),
            open_count: HashMap::new(),
            dropped: HashMap::new(),
            formatting: Vec::new(),
            depth: 0,
            elements: 0,
            out: String::new(),
            kept_to: 0,
        }
    }

    fn next_tag(&mut self) -> Option<usize> {
        self.markup[self.at..].find('<').map(|at| self.at + at)
    }

    /// Takes the tag or comment at `at`, and moves behind it.
    fn take(&mut self, at: usize) {
        let bytes = self.markup.as_bytes();
        let rest = &bytes[at + 1..];
        match rest.first() {
            Some(b'!') if rest.starts_with(b"!--") => self.at = behind_comment(self.markup, at + 4),
            Some(b'/') if rest.get(1).is_some_and(u8::is_ascii_alphabetic) => self.take_end(at),
            Some(b) if b.is_ascii_alphabetic() => self.take_start(at),
            _ => self.at = at + 1,
        }
    }

    fn take_start(&mut self, at: usize) {
        let name = name_at(self.markup.as_bytes(), at + 1);
        let (end, attributes) = end_of_tag(self.markup.as_bytes(), at + 1);
        self.at = end;
        self.elements += 1;
        let kind = self.kinds.get(&name).copied();
        if attributes > MOST_ATTRIBUTES {
            return self.drop_tag(at, end);
        }
        match kind {
            Some(Kind::Void) => {}
            Some(Kind::Raw) => self.at = behind_raw(self.markup, at, end),
            Some(Kind::SelfEnding) => self.elements += self.formatting.len(),
            Some(Kind::Formatting) => self.start_formatting(name, at, end),
            None => {
                self.elements += self.formatting.len();
                let weight = weight(name);
                if self.depth + weight > DEEPEST {
                    *self.dropped.entry(name).or_default() += 1;
                    return self.drop_tag(at, end);
                }
                self.depth += weight;
                self.open.push(name);
                *self.open_count.entry(name).or_default() += 1;
            }
        }
    }

    /// A link ends the link before it; other formatting piles up until it is ended.
    fn start_formatting(&mut self, name: Name, at: usize, end: usize) {
        if name == self::name(b"a") {
            self.formatting.retain(|open| *open != name);
        }
        if self.formatting.len() >= MOST_FORMATTING {
            self.drop_tag(at, end);
        } else {
            self.formatting.push(name);
        }
    }

    fn take_end(&mut self, at: usize) {
        let name = name_at(self.markup.as_bytes(), at + 2);
        let (end, _) = end_of_tag(self.markup.as_bytes(), at + 2);
        self.at = end;
        match self.kinds.get(&name) {
            Some(Kind::Formatting) => {
                if let Some(place) = self.formatting.iter().rposition(|open| *open == name) {
                    self.formatting.remove(place);
                }
            }
            Some(_) => self.elements += 1, // an end without a start makes an element of some kinds
            None => self.end_open(name, at, end),
        }
    }

    fn end_open(&mut self, name: Name, at: usize, end: usize) {
        if let Some(count) = self.dropped.get_mut(&name).filter(|count| **count > 0) {
            *count -= 1;
            return self.drop_tag(at, end);
        }
        if self.open_count.get(&name).is_none_or(|count| *count == 0) {
            return self.drop_tag(at, end);
        }
        while let Some(open) = self.open.pop() {
            self.depth -= weight(open);
            if let Some(count) = self.open_count.get_mut(&open) {
                *count -= 1;
            }
            if open == name {
                break;
            }
        }
    }

    fn drop_tag(&mut self, at: usize, end: usize) {
        self.out.push_str(&self.markup[self.kept_to..at]);
        self.kept_to = end;
    }
}

/// A table brings its own body, row and cell.
fn weight(element: Name) -> usize {
    if element == name(b"table") { 4 } else { 1 }
}

fn name(word: &[u8]) -> Name {
    word.iter().take(16).fold(0, |name, byte| name << 8 | Name::from(byte.to_ascii_lowercase()))
}

fn name_at(bytes: &[u8], at: usize) -> Name {
    let length =
        bytes[at..].iter().take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'>' | b'/')).count();
    name(&bytes[at..at + length])
}

/// One past the `>` of a tag, and how many attributes it has; quotation marks count only behind `=`.
fn end_of_tag(bytes: &[u8], from: usize) -> (usize, usize) {
    let (mut at, mut attributes) = (from, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return (at + 1, attributes),
            b'=' => {
                at += 1;
                at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                if let Some(mark @ (b'"' | b'\'')) = bytes.get(at) {
                    at += 1 + bytes[at + 1..].iter().take_while(|b| *b != mark).count();
                    at += 1;
                }
                continue;
            }
            b if b.is_ascii_whitespace() || b == b'/' => attributes += 1,
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), attributes)
}

/// One past a comment whose words begin at `from`.
fn behind_comment(markup: &str, from: usize) -> usize {
    let rest = &markup[from..];
    if let Some(short) = ["->", ">"].iter().find(|end| rest.starts_with(**end)) {
        return from + short.len();
    }
    let ends = ["-->", "--!>"].iter().filter_map(|end| rest.find(end).map(|at| at + end.len())).min();
    ends.map_or(markup.len(), |at| from + at)
}

/// Where the end tag of a script or the like stands; without one it takes the rest of the page.
fn behind_raw(markup: &str, at: usize, end: usize) -> usize {
    let bytes = markup.as_bytes();
    let element = name_at(bytes, at + 1);
    let mut from = end;
    while let Some(found) = markup[from..].find("</") {
        from += found + 2;
        if name_at(bytes, from) == element {
            return end_of_tag(bytes, from).0;
        }
    }
    markup.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_pages_pass_untouched() {
        let page = "<html><body class=\"a>b\"><p>One<p>Two<br><b>bold</b></body></html>";
        assert!(matches!(tamed(page), Some(Cow::Borrowed(same)) if same == page));
    }

    #[test]
    fn tags_below_the_deepest_go_and_their_words_stay() {
        let page = format!("{}words{}", "<div>".repeat(600), "</div>".repeat(600));
        let tame = tamed(&page).unwrap();
        assert_eq!(tame.matches("<div>").count(), DEEPEST);
        assert_eq!(tame.matches("</div>").count(), DEEPEST);
        assert!(tame.contains("words"));
    }

    #[test]
    fn a_flood_of_elements_is_refused() {
        assert_eq!(tamed(&"<p>x".repeat(MOST_ELEMENTS + 1)), None);
    }
}
