//! Finds the time expressions of a text: dates, days and ages, with the words around them that belong to them.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::{Anchor, Found, Stamp, When};
use crate::calendar::days::Days;
use crate::calendar::lex::What;
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::{Key, lines};
use crate::text::Span;

/// The time expressions of `text`, in order, none over another; `base` is added to every offset.
///
/// Weekdays are those of the seven days up to the anchor, unless "next" or a "will" before them says otherwise;
/// "the weekend" is the one now or just past. Clock times without a.m. or p.m. are of the morning from 7 to 11,
/// else of the afternoon. Where the anchor is only a bound, the bound counts. Without any anchor only
/// dates that name their year are found. "Two days later", "that day" and "the following week" count from the date
/// printed last in the text. Each day of a list is found on its own. A length with a number is as wide as its unit:
/// "two months ago" is a month.
/// Hours of "morning" or "night" are nobody's print: the day counts. Habits ("every Friday") and names
/// ("Sunday Times") give nothing.
///
/// ```
/// use onrecord::time::{Anchor, When, find, parse};
/// let anchor = Anchor { when: When::at(parse("2026-03-05").unwrap(), "json-ld") };
/// let found = find("She resigned late Tuesday.", 0, &anchor);
/// assert_eq!(found[0].when.start.unwrap().to_string(), "2026-03-03");
/// ```
pub fn find(text: &str, base: usize, anchor: &Anchor) -> Vec<Found> {
    let mut reader = Reader::new(text, anchor);
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        let Some((to, when)) = reader.may_start(at).then(|| reader.expression(at)).flatten() else {
            at += 1;
            continue;
        };
        let to = to.clamp(at + 1, reader.tokens.len());
        if let Some(when) = when.filter(is_ordered) {
            reader.told = told(&when).or(reader.told);
            reader.listed = listed(&when).map(|is_dated| (to, is_dated));
            let span = Span::new(base + reader.tokens[at].start, base + reader.tokens[to - 1].end);
            found.push(Found { span, when });
        }
        at = to;
    }
    found
}

/// Names with a word of time in them, both words in lower case.
static NAMES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("words/names.txt")).collect());

/// No machine's date is longer, in characters.
const LONGEST: usize = 60;

/// A place behind an expression, and what it means; `None` where it means no single time.
pub(super) type Meaning = (usize, Option<When>);

/// Between two days, both included.
pub(super) fn between(first: Date, last: Date, basis: &str) -> When {
    When { start: Some(Stamp::Day(first)), end: Some(Stamp::Day(last)), basis: basis.to_owned() }
}

fn is_ordered(when: &When) -> bool {
    match (when.start, when.end) {
        (Some(start), Some(end)) => start.earliest() <= end.latest(),
        (None, None) => false,
        _ => true,
    }
}

/// Whether a list of days may go on behind this expression, and whether its year is printed.
fn listed(when: &When) -> Option<bool> {
    matches!(when.basis.as_str(), "date" | "day-of-year" | "weekday").then_some(when.basis == "date")
}

/// The days that "later" and "earlier" behind this expression count from.
fn told(when: &When) -> Option<Days> {
    let days = (when.start?.day(), when.end?.day());
    let is_printed = matches!(
        when.basis.as_str(),
        "date" | "day-of-year" | "month" | "year" | "weekday" | "told" | "holiday"
    );
    is_printed.then_some(days)
}

impl Reader<'_> {
    /// The expression that starts just here.
    fn expression(&self, at: usize) -> Option<Meaning> {
        if self.is_name(at) {
            return Some((at + 1, None));
        }
        let key = self.key(at);
        let found = self
            .machine(at)
            .or_else(|| self.slashed_range(at))
            .or_else(|| self.range(at))
            .or_else(|| self.age(at).map(|age| self.on_weekday(age)))
            .or_else(|| self.weekdays_ago(at));
        found.or_else(|| match key {
            Some(Key::Since | Key::Until | Key::Before | Key::After | Key::By | Key::Starting) => {
                self.open(at)
            }
            Some(Key::Early | Key::Late) if self.is_as(at) => self.as_bound(at),
            Some(Key::Early | Key::Late) if self.is(at + 1, Key::In) => {
                self.in_the_day_of(at).or_else(|| self.single(at, false))
            }
            Some(Key::Start) if self.words(at).eq_ignore_ascii_case("beginning") => {
                self.single(at, false).or_else(|| self.open(at))
            }
            Some(Key::Earlier | Key::Later) => self.compared(at, key == Some(Key::Later)),
            Some(Key::Over) => self.over(at),
            Some(Key::Lately) => Some((at + 1, self.base.map(|base| When::by(base.hi, "bound")))),
            _ => self.single(at, false).map(|meaning| self.onward(meaning)),
        })
    }

    /// Some days, a part of them, or a clock time on a day.
    pub(super) fn single(&self, at: usize, is_led: bool) -> Option<Meaning> {
        if let Some(end) = self.end_of_day(at) {
            return Some(end);
        }
        if let Some(named) = self.shaded(at) {
            return Some(self.with_clock_behind(named));
        }
        self.short_length(at).or_else(|| self.timed(at, is_led))
    }

    /// Some days, absolute or relative.
    pub(super) fn days(&self, at: usize, is_led: bool) -> Option<Named> {
        self.within(|| {
            let known = self.period(at).or_else(|| self.date(at, is_led));
            known.or_else(|| self.holiday(at)).or_else(|| self.relative(at))
        })
    }

    /// `2026-03-05T10:00:00Z`, as records print it.
    fn machine(&self, at: usize) -> Option<Meaning> {
        let is_year = self.number(at)?.digits == 4 && self.is_mark(at + 1, &['-']) && self.is_glued(at);
        let start = self.tokens[at].start;
        let rest = self.text.get(start..).filter(|_| is_year)?;
        let most = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
        let rest = &rest[..most];
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')' | ']' | '"' | '”'));
        let run = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ':', '!', '?']);
        let stamp = crate::calendar::machine::parse(run)?;
        let to = self.tokens[at..].iter().take_while(|token| token.end <= start + run.len()).count();
        if matches!(stamp, Stamp::Day(_)) {
            return None; // a clock time may follow: `timed` reads both
        }
        Some((at + to, Some(When::at(stamp, "date"))))
    }

    /// `earlier this week`, `later in March`, `earlier on Tuesday`; `earlier` alone is a bound.
    fn compared(&self, at: usize, is_later: bool) -> Option<Meaning> {
        if self.words(at + 1).eq_ignore_ascii_case("than") {
            return self.than(at, is_later);
        }
        if let Some(meaning) = self.in_the_day_of(at) {
            return Some(meaning);
        }
        if let Some(named) = self.part_of_unit(at + 1, is_later).or_else(|| self.in_the_day(at + 1)) {
            return Some(self.meaning(named));
        }
        let next = self.past(at + 1, &[Key::On, Key::In]);
        let timed = self.timed(next, next > at + 1);
        let is_alone = !is_later && matches!(self.what(at + 1), None | Some(What::Mark(_)));
        timed.or_else(|| is_alone.then(|| (at + 1, self.base.map(|base| When::by(base.hi, "bound")))))
    }

    /// `no later than Friday`, `later than 2020`.
    fn than(&self, at: usize, is_later: bool) -> Option<Meaning> {
        let is_not = at > 0 && matches!(self.words(at - 1), "no" | "not" | "No" | "Not");
        let key = match (is_not, is_later) {
            (true, true) => Key::Until,
            (true, false) => Key::Starting,
            (false, true) => Key::After,
            (false, false) => Key::Before,
        };
        let (to, when) = self.single(self.past(at + 2, &[Key::The]), true)?;
        Some((to, when.and_then(|when| self.opened(key, when))))
    }

    /// `over the weekend`, `over Easter`.
    fn over(&self, at: usize) -> Option<Meaning> {
        let named = self.days(at + 1, false).filter(|named| matches!(named.basis, "weekend" | "holiday"))?;
        Some(self.meaning(named))
    }

    pub(super) fn meaning(&self, named: Named) -> Meaning {
        (named.to, named.days.map(|(first, last): Days| between(first, last, named.basis)))
    }

    /// "Sunday Times": names with a word of time in them.
    fn is_name(&self, at: usize) -> bool {
        if !self.is_capital(at) || !matches!(self.key(at), Some(Key::Weekday(_) | Key::Today | Key::Tonight))
        {
            return false;
        }
        let is_listed = |first: usize| {
            let pair = format!("{} {}", self.words(first), self.words(first + 1)).to_ascii_lowercase();
            self.is_capital(first) && self.is_capital(first + 1) && NAMES.contains(pair.as_str())
        };
        is_listed(at) || at > 0 && is_listed(at - 1)
    }
}
