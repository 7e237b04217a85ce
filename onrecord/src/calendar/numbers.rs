//! Numbers in figures and in words: counts, days of a month, years.

use super::lex::What;
use super::reader::Reader;
use super::words::{Key, Unit};

/// A number up to 99, or one in figures.
#[derive(Clone, Copy)]
pub(crate) struct Numeral {
    pub value: i16,
    /// "5th", "fifth".
    pub is_ordinal: bool,
    /// The place behind it.
    pub to: usize,
}

/// How many, and the place behind it.
#[derive(Clone, Copy)]
pub(crate) struct Count {
    pub value: i32,
    /// "few", or a plural without a number.
    pub is_vague: bool,
    pub to: usize,
}

impl Count {
    /// The smallest number that the words allow: 2 of "a few".
    pub(crate) fn least(self) -> i32 {
        if self.is_vague { 2 } else { self.value }
    }
}

impl Reader<'_> {
    /// `5`, `5th`, `fifth`, `twenty-one`, `twenty-first`.
    pub(crate) fn numeral(&self, at: usize) -> Option<Numeral> {
        let (value, is_ordinal, to) = match self.what(at)? {
            What::Number(_) if self.is_tail(at) => return None,
            What::Number(number) => (number.value, number.is_ordinal, at + 1),
            What::Key(Key::Ordinal(value)) => (i16::from(value), true, at + 1),
            What::Key(Key::Count(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90))) => {
                let next = self.skip(at + 1, &['-']);
                match self.key(next) {
                    Some(Key::Count(one @ 1..=9)) if !self.words(next).eq_ignore_ascii_case("a") => {
                        (i16::from(tens + one), false, next + 1)
                    }
                    Some(Key::Ordinal(one @ 1..=9)) => (i16::from(tens + one), true, next + 1),
                    _ => (i16::from(tens), false, at + 1),
                }
            }
            What::Key(Key::Count(value)) => (i16::from(value), false, at + 1),
            _ => return None,
        };
        Some(Numeral { value, is_ordinal, to })
    }

    /// `3`, `twenty-one`, `a few`, `a couple of`.
    pub(crate) fn count(&self, at: usize) -> Option<Count> {
        let vague_at = at + usize::from(self.is(at, Key::Count(1)));
        if let Some(Key::Vague(value)) = self.key(vague_at) {
            let to = vague_at + 1 + usize::from(self.is(vague_at + 1, Key::Of));
            return Some(Count { value: i32::from(value), is_vague: value > 2, to });
        }
        let numeral = self.numeral(at).filter(|numeral| !numeral.is_ordinal)?;
        let is_dozen = numeral.value == 1 && self.is(numeral.to, Key::Count(12));
        let (value, to) =
            if is_dozen { (12, numeral.to + 1) } else { (i32::from(numeral.value), numeral.to) };
        Some(Count { value, is_vague: false, to })
    }

    /// The unit here: "second" counts as one behind "a".
    pub(crate) fn unit(&self, at: usize) -> Option<Unit> {
        match self.key(at)? {
            Key::Unit(unit) => Some(unit),
            Key::Ordinal(2) if self.key_before(at) == Some(Key::Count(1)) => Some(Unit::Second),
            _ => None,
        }
    }

    /// Whether the unit here is a plural.
    pub(crate) fn is_plural(&self, at: usize) -> bool {
        self.words(at).ends_with(['s', 'S']) && self.words(at).len() > 3
    }

    /// A day of the month: `5`, `5th`, `fifth`, `twenty-nine`.
    pub(crate) fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let numeral = self.numeral(at).filter(|numeral| (1..=31).contains(&numeral.value))?;
        match self.what(at) {
            Some(What::Number(number)) if number.digits > 2 => return None,
            Some(What::Key(Key::Count(1..=12))) => return None,
            _ => {}
        }
        let is_more = self.is_glued(at) && matches!(self.what(at + 1), Some(What::Mark(':' | '%')));
        let is_decimal = self.is_glued(at) && self.is_mark(at + 1, &['.']) && self.is_glued(at + 1);
        let goes_on = is_decimal && self.number(at + 2).is_some();
        if is_more || goes_on { None } else { Some((i8::try_from(numeral.value).ok()?, numeral.to)) }
    }

    /// A year in figures or in words: `2019`, `nineteen ninety-six`, `two thousand and twenty`.
    pub(crate) fn year_number(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(number) = self.number(at) {
            let is_year = number.digits == 4 && (1000..=2199).contains(&number.value) && !number.is_ordinal;
            let is_bare = !self.is_glued(at) || self.ends_number(at + 1);
            return (is_year && is_bare).then_some((number.value, at + 1));
        }
        let Some(Key::Count(first)) = self.key(at) else { return None };
        let (base, next) = match (first, self.key(at + 1)?) {
            (2, Key::Thousand) => (2000, at + 2),
            (13..=19, Key::Hundred) => (i16::from(first) * 100, at + 2),
            (13..=19, Key::Count(10..)) => {
                let rest = self.numeral(at + 1)?;
                return (!rest.is_ordinal).then_some((i16::from(first) * 100 + rest.value, rest.to));
            }
            _ => return None,
        };
        let next_number = next + usize::from(self.is(next, Key::And));
        match self.numeral(next_number).filter(|rest| !rest.is_ordinal && rest.value < 100) {
            Some(rest) if self.number(next_number).is_none() => Some((base + rest.value, rest.to)),
            _ => Some((base, next)),
        }
    }

    /// Whether the mark here ends a number rather than going on with it.
    pub(crate) fn ends_number(&self, at: usize) -> bool {
        match self.what(at) {
            Some(What::Mark('.' | ',' | ':')) => !self.is_glued(at) || self.number(at + 1).is_none(),
            Some(What::Mark('/' | '%')) => false,
            Some(What::Mark('-')) => match self.what(at + 1) {
                Some(What::Number(next)) => matches!(next.digits, 1 | 2 | 4),
                Some(What::Key(Key::Month(_) | Key::Q | Key::H)) => true,
                _ => false,
            },
            _ => true,
        }
    }
}
