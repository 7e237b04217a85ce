//! Texts, spans and tokens as the corpus counts them: in code points.

use std::collections::BTreeSet;

use unicode_properties::{GeneralCategoryGroup as Group, UnicodeGeneralCategory};

/// A text and its tokens: runs of letters, digits and `_`.
pub struct Text {
    chars: Vec<char>,
    tokens: Vec<(u32, u32)>,
}

/// One statement's spans.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Roles {
    /// Who said it.
    pub source: Vec<(u32, u32)>,
    /// The reporting words.
    pub cue: Vec<(u32, u32)>,
    /// What was said.
    pub content: Vec<(u32, u32)>,
}

impl Roles {
    /// Whether it has none of the three.
    pub fn is_empty(&self) -> bool {
        self.source.is_empty() && self.cue.is_empty() && self.content.is_empty()
    }

    fn each(&self) -> [&Vec<(u32, u32)>; 3] {
        [&self.source, &self.cue, &self.content]
    }
}

/// One statement with everything that the counts need; roles stand in the order source, cue, content.
pub struct Prepared {
    /// Normalised spans of each role.
    pub keys: [Vec<(u32, u32)>; 3],
    /// Tokens of each role.
    pub tokens: [BTreeSet<u32>; 3],
    /// The likely head token of the source.
    pub head: Option<u32>,
    /// Whether its cue is a form of say, tell, add, ask or write, or "according".
    pub is_core: bool,
    /// Whether its content holds a pair of quotation marks.
    pub is_quoted: bool,
}

impl Prepared {
    /// Prepares a statement of this text.
    pub fn of(text: &Text, roles: &Roles) -> Self {
        let tokens = roles.each().map(|spans| text.covered(spans));
        Self {
            keys: roles.each().map(|spans| text.normalised(spans)),
            head: text.head(&roles.source),
            is_core: tokens[1].iter().any(|at| CORE_CUES.contains(&text.word(*at).to_lowercase().as_str())),
            is_quoted: text.has_quotation(&roles.content),
            tokens,
        }
    }

    /// Whether it has this role: a token, or a mark without one.
    pub fn has(&self, role: usize) -> bool {
        !self.tokens[role].is_empty() || !self.keys[role].is_empty()
    }

    /// Likeness of a role's tokens, 0 to 1; a role without a word stands for itself.
    pub fn likeness(&self, other: &Self, role: usize) -> f64 {
        if self.tokens[role].is_empty() && other.tokens[role].is_empty() {
            return if self.keys[role].is_empty() {
                0.0
            } else {
                f64::from(self.keys[role] == other.keys[role])
            };
        }
        jaccard(&self.tokens[role], &other.tokens[role])
    }
}

/// Likeness of two sets, 0 to 1.
pub(super) fn jaccard(a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both) as f64
}

const CORE_CUES: [&str; 22] = [
    "say",
    "says",
    "said",
    "saying",
    "tell",
    "tells",
    "told",
    "telling",
    "add",
    "adds",
    "added",
    "adding",
    "ask",
    "asks",
    "asked",
    "asking",
    "write",
    "writes",
    "wrote",
    "written",
    "writing",
    "according",
];
const HEAD_BREAKS: &str = "of for at in from with on by to about against among between during into near over \
    under within who whom whose that which where when while and or but including like";
const DOUBLE_OPEN: &str = "\u{201c}\u{201e}\u{201f}\u{ab}\u{301d}";
const DOUBLE_CLOSE: &str = "\u{201d}\u{bb}\u{301e}";
const DOUBLE_PLAIN: &str = "\"\u{2033}\u{ff02}";
const SINGLE_OPEN: &str = "'`\u{2018}\u{201a}\u{201b}\u{2039}";
const SINGLE_CLOSE: &str = "'\u{b4}\u{2019}\u{203a}";

impl Text {
    /// A text and its tokens.
    pub fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut tokens = Vec::new();
        let mut start = None;
        for (at, c) in chars.iter().copied().chain([' ']).enumerate() {
            match (is_word(c), start) {
                (true, None) => start = Some(at as u32),
                (false, Some(from)) => {
                    tokens.push((from, at as u32));
                    start = None;
                }
                _ => {}
            }
        }
        Self { chars, tokens }
    }

    /// Its code points.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The words of some code points, for people to read.
    pub fn words(&self, (start, end): (u32, u32)) -> String {
        self.chars.get(start as usize..end as usize).unwrap_or(&[]).iter().collect()
    }

    fn word(&self, token: u32) -> String {
        self.words(self.tokens[token as usize])
    }

    /// The tokens that share a code point with any of the spans.
    pub fn covered(&self, spans: &[(u32, u32)]) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        for (start, end) in spans {
            let mut at = self.tokens.partition_point(|token| token.0 < *start);
            if at > 0 && self.tokens[at - 1].1 > *start {
                at -= 1;
            }
            while at < self.tokens.len() && self.tokens[at].0 < *end {
                found.insert(at as u32);
                at += 1;
            }
        }
        found
    }

    /// Spans joined over gaps without a word, then trimmed of blanks and punctuation.
    pub fn normalised(&self, spans: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let mut spans = spans.to_vec();
        spans.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (start, end) in spans {
            match joined.last_mut() {
                Some(last) if start <= last.1 || !self.has_word(last.1, start) => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        joined.into_iter().filter_map(|span| self.trimmed(span)).collect()
    }

    fn has_word(&self, start: u32, end: u32) -> bool {
        self.chars[start as usize..end as usize].iter().any(|c| is_word(*c))
    }

    fn trimmed(&self, span: (u32, u32)) -> Option<(u32, u32)> {
        let (start, end) = self.without(span, is_trimmable);
        let (start, end) = if start == end { self.without(span, is_blank) } else { (start, end) };
        (start < end).then_some((start, end))
    }

    fn without(&self, (mut start, mut end): (u32, u32), is_out: impl Fn(char) -> bool) -> (u32, u32) {
        while start < end && is_out(self.chars[start as usize]) {
            start += 1;
        }
        while start < end && is_out(self.chars[end as usize - 1]) {
            end -= 1;
        }
        (start, end)
    }

    /// Whether the spans, with the marks that directly touch them, hold a pair of quotation marks.
    fn has_quotation(&self, spans: &[(u32, u32)]) -> bool {
        let mut doubles = 0;
        for (start, end) in spans {
            if self.has_single(*start as usize, *end as usize, &mut doubles) {
                return true;
            }
        }
        doubles >= 2
    }

    fn has_single(&self, start: usize, end: usize, doubles: &mut u32) -> bool {
        let touches = |c: char| is_trimmable(c) && !is_blank(c);
        let (mut left, mut right) = (start, end);
        while left > 0 && touches(self.chars[left - 1]) {
            left -= 1;
        }
        while right < self.chars.len() && touches(self.chars[right]) {
            right += 1;
        }
        let mut is_open = false;
        for at in left..right {
            let c = self.chars[at];
            let before = at.checked_sub(1).map(|before| self.chars[before]);
            let after = self.chars.get(at + 1).copied();
            if is_double(c, after) {
                let opens = DOUBLE_OPEN.contains(c)
                    || !DOUBLE_CLOSE.contains(c) && after.is_some_and(|c| !is_blank(c));
                let closes = DOUBLE_CLOSE.contains(c)
                    || !DOUBLE_OPEN.contains(c) && before.is_some_and(|c| !is_blank(c));
                if (start..end).contains(&at) || at < start && opens || at >= end && closes {
                    *doubles += 1;
                }
            } else if SINGLE_OPEN.contains(c)
                && at < end
                && after.is_some_and(is_alnum)
                && !before.is_some_and(is_alnum)
            {
                is_open = true;
            } else if SINGLE_CLOSE.contains(c) && at >= start && is_open && !after.is_some_and(is_alnum) {
                return true;
            }
        }
        false
    }

    /// The last word of a source before its first comma, bracket or dash, or before its first "of" or "who".
    fn head(&self, source: &[(u32, u32)]) -> Option<u32> {
        let (mut head, mut is_first, mut last_end) = (None, true, 0);
        for index in self.covered(source) {
            let (start, end) = self.tokens[index as usize];
            let word = self.word(index);
            if !is_first {
                let gap = self.words((last_end, start));
                if gap.contains(is_head_break) || gap.contains(" - ") {
                    break;
                }
                if HEAD_BREAKS.split(' ').any(|stop| stop == word.to_lowercase()) {
                    break;
                }
                if matches!(word.as_str(), "s" | "S") && matches!(gap.as_str(), "'" | "\u{2019}") {
                    last_end = end;
                    continue;
                }
            }
            (head, is_first, last_end) = (Some(index), false, end);
        }
        head
    }
}

fn is_double(c: char, after: Option<char>) -> bool {
    DOUBLE_OPEN.contains(c)
        || DOUBLE_CLOSE.contains(c)
        || DOUBLE_PLAIN.contains(c)
        || matches!(c, '`' | '\'') && after == Some(c)
}

fn is_head_break(c: char) -> bool {
    ",;:()[]{}\u{2013}\u{2014}".contains(c) || is_double(c, None)
}

fn is_alnum(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    matches!(c.general_category_group(), Group::Letter | Group::Number)
}

/// Whether a code point is part of a word: a letter, a number, `_`.
pub fn is_word(c: char) -> bool {
    c == '_' || is_alnum(c)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Blank, control, punctuation, or a spacing accent used as a quotation mark.
fn is_trimmable(c: char) -> bool {
    let is_outside =
        matches!(c.general_category_group(), Group::Separator | Group::Other | Group::Punctuation);
    is_outside && c != '_' || matches!(c, '`' | '\u{b4}')
}
