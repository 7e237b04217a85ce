//! Weekdays to come: "will be sent out on Thursday", "Monday two weeks from now", "in three days, on Friday".

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::find::Meaning;
use super::relative::{latest, one};
use super::{Stamp, When};
use crate::calendar::days::{Days, only_day, shift};
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::{Key, key, lines};

/// Tokens before a weekday in which "will" is looked for.
const REACH: usize = 9;

static OTHERS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("words/clause.txt")).collect());

/// Behind "is" and "are", a thing to come: "is set to meet on Thursday".
const PLANNED: [&str; 8] = ["set", "due", "expected", "scheduled", "to", "going", "planning", "slated"];

impl Reader<'_> {
    /// Whether "will", "shall" or "is due" of the same clause stands before the weekday here.
    pub(super) fn is_to_come(&self, at: usize) -> bool {
        let before = (at.saturating_sub(REACH)..at).rev();
        before.take_while(|at| !self.ends_clause(*at)).any(|at| {
            let word = self.words(at);
            let is_plan = matches!(word, "is" | "are") && PLANNED.contains(&self.words(at + 1));
            let is_short = word.len() > 3 && (word.ends_with("'ll") || word.ends_with("’ll"));
            is_plan || is_short || matches!(word, "will" | "Will" | "shall" | "won't" | "won’t")
        })
    }

    /// A mark, another verb, or a word that opens a clause.
    fn ends_clause(&self, at: usize) -> bool {
        let word = self.words(at);
        let is_mark = matches!(self.what(at), Some(crate::calendar::lex::What::Mark(mark)) if mark != '-');
        let is_verb = word.len() > 4 && word.ends_with("ed") && !self.is_passive(at);
        is_mark || is_verb || OTHERS.contains(word)
    }

    /// Whether a form of "be" or an adverb stands before this word: "be delayed", "officially opened".
    fn is_passive(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |at| self.words(at));
        matches!(before, "is" | "are" | "be" | "been" | "being" | "get" | "have" | "and")
            || before.ends_with("ly")
    }

    /// The weekday up to the anchor, or the next one where it is to come.
    pub(super) fn weekday_told(&self, at: usize, number: u8) -> Option<Days> {
        if let Some(days) = self.listed_weekday(at, number) {
            return Some(days);
        }
        let is_to_come = self.is_to_come(at);
        self.around(|day| {
            let last = latest(day, number)?;
            let found = if is_to_come && last < day { shift(last, 7)? } else { last };
            Some((found, found))
        })
    }

    /// `Monday two weeks from now`, `Friday, two days after Easter`: the weekday nearest to what follows.
    pub(super) fn weekday_by_length(&self, at: usize, number: u8) -> Option<Named> {
        let length = self.length(at)?;
        let is_beside = matches!(self.key(length.to), Some(Key::From | Key::After | Key::Before | Key::Ago));
        let (to, when) = self.within(|| self.age(at)).filter(|_| is_beside)?;
        let exact = |sign| only_day(self.around(|day| one(length.from(day, sign))));
        let middle = match self.key(length.to) {
            Some(Key::Ago) => exact(-1),
            Some(Key::From) if self.is(length.to + 1, Key::Now) => exact(1),
            _ => None,
        };
        let day = match middle {
            Some(middle) => latest(shift(middle, 3)?, number)?,
            None => nearest_weekday(&when?, number)?,
        };
        Named::new(to, Some((day, day)), "weekday")
    }

    /// `two Sundays ago`.
    pub(super) fn weekdays_ago(&self, at: usize) -> Option<Meaning> {
        let count = self.count(at).filter(|count| !count.is_vague)?;
        let name = self.words(count.to).strip_suffix('s').filter(|_| self.is(count.to + 1, Key::Ago))?;
        let Some(Key::Weekday(number)) = key(name) else { return None };
        let weeks = count.value.checked_sub(1)?.checked_mul(-7)?;
        let days = self.around(|day| one(shift(latest(shift(day, -1)?, number)?, weeks)));
        Some(self.meaning(Named { to: count.to + 2, days, basis: "weekday" }))
    }

    /// `in three days on Friday`, `three weeks after Easter, on Friday`: the weekday nearest to what was read.
    pub(super) fn on_weekday(&self, meaning: Meaning) -> Meaning {
        let at = self.skip(meaning.0, &[',']);
        let Some(Key::Weekday(number)) = self.key(at + 1).filter(|_| self.is(at, Key::On)) else {
            return meaning;
        };
        match meaning.1.as_ref().and_then(|when| nearest_weekday(when, number)) {
            Some(day) => (at + 2, Some(When::at(Stamp::Day(day), "weekday"))),
            None => meaning,
        }
    }
}

/// The weekday that lies nearest to the middle of a week or less.
pub(super) fn nearest_weekday(when: &When, number: u8) -> Option<Date> {
    let (Stamp::Day(first), Stamp::Day(last)) = (when.start?, when.end?) else { return None };
    let length = (last - first).get_days();
    let middle = only_day(Some((first, last))).or_else(|| shift(first, length / 2))?;
    if length > 6 { None } else { latest(shift(middle, 3)?, number) }
}
