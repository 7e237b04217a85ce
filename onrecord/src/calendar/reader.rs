//! A text's tokens with what is asked of them at every place, and what relative expressions count from.

use std::cell::Cell;

use jiff::civil::Date;

use super::days::Days;
use super::lex::{Number, Token, What, lex};
use super::words::Key;
use super::{Anchor, Stamp};

/// What relative expressions count from.
#[derive(Clone, Copy)]
pub(crate) struct Base {
    pub lo: Stamp,
    pub hi: Stamp,
}

/// A text, cut, its anchor, and the last day that it has named so far.
pub(crate) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub base: Option<Base>,
    pub told: Option<Days>,
    /// The place behind the day found last, where a list may go on, and whether its year is printed.
    pub listed: Option<(usize, bool)>,
    /// How many expressions the present one stands in.
    depth: Cell<u8>,
}

/// "The end of the last week of March" is three deep; deeper ones give nothing, so that no text costs much.
const DEEPEST: u8 = 4;

/// Some days that tokens up to `to` name; `None` days for words that name no single time.
#[derive(Clone, Copy)]
pub(crate) struct Named {
    pub to: usize,
    pub days: Option<Days>,
    pub basis: &'static str,
}

impl Named {
    pub(crate) fn new(to: usize, days: Option<Days>, basis: &'static str) -> Option<Self> {
        Some(Self { to, days, basis })
    }

    /// Monday to Friday of a week.
    pub(crate) fn on_workdays(self) -> Option<Self> {
        let days = self.days.and_then(|(monday, _)| Some((monday, super::days::shift(monday, 4)?)));
        Some(Self { days, ..self })
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str, anchor: &Anchor) -> Self {
        let (start, end) = (anchor.when.start, anchor.when.end);
        let base = end.or(start).map(|hi| Base { lo: start.unwrap_or(hi), hi });
        Self { text, tokens: lex(text), base, told: None, listed: None, depth: Cell::new(0) }
    }

    /// What a rule reads within the present expression.
    pub(crate) fn within<T>(&self, rule: impl FnOnce() -> Option<T>) -> Option<T> {
        if self.depth.get() >= DEEPEST {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let read = rule();
        self.depth.set(self.depth.get() - 1);
        read
    }

    pub(crate) fn what(&self, at: usize) -> Option<What> {
        self.tokens.get(at).map(|token| token.what)
    }

    pub(crate) fn key(&self, at: usize) -> Option<Key> {
        match self.what(at) {
            Some(What::Key(key)) => Some(key),
            _ => None,
        }
    }

    /// The key before a place, if the place is not the first.
    pub(crate) fn key_before(&self, at: usize) -> Option<Key> {
        self.key(at.checked_sub(1)?)
    }

    pub(crate) fn is(&self, at: usize, key: Key) -> bool {
        self.key(at) == Some(key)
    }

    /// The place behind these words, each at most once and in this order.
    pub(crate) fn past(&self, at: usize, keys: &[Key]) -> usize {
        keys.iter().fold(at, |at, key| at + usize::from(self.is(at, *key)))
    }

    pub(crate) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.what(at), Some(What::Mark(mark)) if marks.contains(&mark))
    }

    /// The place behind this mark, or the same place.
    pub(crate) fn skip(&self, at: usize, marks: &[char]) -> usize {
        at + usize::from(self.is_mark(at, marks))
    }

    pub(crate) fn number(&self, at: usize) -> Option<Number> {
        match self.what(at) {
            Some(What::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// Whether no blank stands between this token and the next.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        matches!((self.tokens.get(at), self.tokens.get(at + 1)), (Some(a), Some(b)) if a.end == b.start)
    }

    /// Whether the number here is the end of another one: `3.5`, `2-1`.
    pub(crate) fn is_tail(&self, at: usize) -> bool {
        at >= 2
            && self.is_glued(at - 1)
            && self.is_glued(at - 2)
            && self.is_mark(at - 1, &['.', ',', '/', '-', ':'])
            && match self.what(at - 2) {
                Some(What::Number(_)) => true,
                // a file's name before a date: "report-2026-03-05.pdf"
                Some(What::Word) if self.is_mark(at - 1, &['-']) => !self.is_iso(at),
                Some(What::Word) => {
                    !self.is_mark(at - 1, &[':'])
                        || self.words(at - 2).starts_with(|c: char| c.is_ascii_digit())
                }
                _ => false,
            }
    }

    /// Whether a whole day in figures stands here, year first: `2026-03-05`.
    fn is_iso(&self, at: usize) -> bool {
        let digits = |at: usize| self.number(at).map_or(0, |number| number.digits);
        let is_glued = (at..at + 4).all(|at| self.is_glued(at));
        is_glued && (digits(at), digits(at + 2), digits(at + 4)) == (4, 2, 2)
    }

    pub(crate) fn words(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_capital)
    }

    /// Whether 's stands behind the word here: "Tuesday's vote".
    pub(crate) fn is_owner(&self, at: usize) -> bool {
        let end = self.tokens.get(at).map_or(0, |token| token.end);
        self.text.get(end..).is_some_and(|rest| rest.starts_with(['\'', '’']))
    }

    /// The day that counts, where one is enough: the anchor's latest.
    pub(crate) fn today(&self) -> Option<Date> {
        self.base.map(|base| base.hi.day())
    }

    /// What a rule gives for the earliest and the latest day of the anchor, as one interval.
    pub(crate) fn around(&self, rule: impl Fn(Date) -> Option<Days>) -> Option<Days> {
        let base = self.base?;
        let (lo, hi) = (rule(base.lo.day())?, rule(base.hi.day())?);
        Some((lo.0.min(hi.0), lo.1.max(hi.1)))
    }
}
