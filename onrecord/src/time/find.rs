//! Finds the time expressions of a text: dates, days and ages, with the words around them that belong to them.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use rustc_hash::FxHashSet;

use super::calendar::Days;
use super::clock::Clock;
use super::dates::only_day;
use super::lex::What;
use super::reader::{Named, Reader};
use super::relative::between;
use super::words::Key;
use super::{Anchor, Found, Stamp, When};
use crate::text::Span;

/// The time expressions of `text`, in order, none over another; `base` is added to every offset.
///
/// Weekdays are those of the seven days up to the anchor, unless "next" says otherwise; "the weekend" is
/// the one now or just past. Where the anchor is only a bound, the bound counts. Without any anchor only
/// dates that name their year are found. Habits ("every Friday") and names ("Black Friday") give nothing.
///
/// ```
/// use onrecord::time::{Anchor, When, find, parse};
/// let anchor = Anchor { when: When::at(parse("2026-03-05").unwrap(), "json-ld") };
/// let found = find("She resigned late Tuesday.", 0, &anchor);
/// assert_eq!(found[0].when.start.unwrap().to_string(), "2026-03-03");
/// ```
pub fn find(text: &str, base: usize, anchor: &Anchor) -> Vec<Found> {
    let reader = Reader::new(text, anchor);
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        let Some((to, when)) = reader.expression(at) else {
            at += 1;
            continue;
        };
        let to = to.clamp(at + 1, reader.tokens.len());
        if let Some(when) = when.filter(is_ordered) {
            let span = Span::new(base + reader.tokens[at].start, base + reader.tokens[to - 1].end);
            found.push(Found { span, when });
        }
        at = to;
    }
    found
}

/// Names with a word of time in them, both words in lower case.
static NAMES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("words/names.txt").lines().filter(|line| !line.starts_with('#')).collect());

fn is_ordered(when: &When) -> bool {
    match (when.start, when.end) {
        (Some(start), Some(end)) => start.earliest() <= end.latest(),
        (None, None) => false,
        _ => true,
    }
}

/// A place behind an expression, and what it means; `None` where it means no single time.
type Meaning = (usize, Option<When>);

impl Reader<'_> {
    /// The expression that starts just here.
    fn expression(&self, at: usize) -> Option<Meaning> {
        match self.what(at)? {
            What::Word | What::Mark(_) | What::Zone(_) => None,
            What::Number(_) => self.machine(at).or_else(|| self.age(at)).or_else(|| self.timed(at)),
            What::Decade(_) => self.timed(at),
            What::Key(key) => self.led(at, key),
        }
    }

    /// An expression that starts with a known word.
    fn led(&self, at: usize, key: Key) -> Option<Meaning> {
        if self.is_name(at) {
            return Some((at + 1, None));
        }
        match key {
            Key::Count(_) | Key::Half | Key::Unit(_) => self.age(at),
            Key::Early | Key::Late | Key::Earlier | Key::Later => self.shaded(at, key),
            Key::Since | Key::Until => self.open(at, key),
            Key::Over => {
                self.days(at + 1).filter(|named| named.basis == "weekend").map(|named| self.meaning(named))
            }
            Key::Lately => Some((at + 1, self.base.map(|base| When::by(base.hi, "bound")))),
            _ => self.timed(at),
        }
    }

    /// `2026-03-05`, `2026-03-05T10:00:00Z`, as records print it.
    fn machine(&self, at: usize) -> Option<Meaning> {
        let is_year = self.number(at)?.digits == 4 && self.is_mark(at + 1, &['-']) && self.is_glued(at);
        let start = self.tokens[at].start;
        let rest = self.text.get(start..).filter(|_| is_year)?;
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')' | ']' | '"' | '”'));
        let run = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ':', '!', '?']);
        let stamp = super::machine::parse(run)?;
        let to = self.tokens[at..].iter().take_while(|token| token.end <= start + run.len()).count();
        if matches!(stamp, Stamp::Day(_)) {
            return None; // a clock time may follow: `timed` reads both
        }
        Some((at + to, Some(When::at(stamp, "date"))))
    }

    /// `early Tuesday`, `late on Monday night`, `earlier this week`, `late last month`, `early 2019`.
    fn shaded(&self, at: usize, key: Key) -> Option<Meaning> {
        if matches!(key, Key::Earlier | Key::Later)
            && let Some(named) = self.part_of_unit(at + 1, key == Key::Later)
        {
            return Some(self.meaning(named));
        }
        if self.words(at).eq_ignore_ascii_case("before") {
            return None;
        }
        let next = self.skip(at + 1, &['-']);
        let next = next + usize::from(self.is(next, Key::On) || self.is(next, Key::In));
        self.timed(next)
    }

    /// `since Tuesday`, `until last week`.
    fn open(&self, at: usize, key: Key) -> Option<Meaning> {
        let next = at + 1 + usize::from(matches!(self.key(at + 1), Some(Key::Early | Key::Late)));
        let (to, when) = self.timed(next)?;
        let when = when.map(|when| match key {
            Key::Since => {
                let end = self
                    .base
                    .map(|base| base.hi)
                    .filter(|end| when.start.is_none_or(|start| start.earliest() <= end.latest()));
                When { end, ..when }
            }
            _ => When { start: None, ..when },
        });
        Some((to, when))
    }

    /// Days with a clock time before or behind them, or alone.
    fn timed(&self, at: usize) -> Option<Meaning> {
        if let Some(named) = self.days(at) {
            return Some(self.with_clock_behind(named));
        }
        let clock = self.clock(at)?;
        let next = self.skip(clock.to, &[',']);
        let next = next + usize::from(self.is(next, Key::On));
        let next = next + usize::from(matches!(self.key(next), Some(Key::Early | Key::Late)));
        match self.days(next) {
            Some(named) => Some((named.to, stamped(named, clock).or_else(|| self.meaning(named).1))),
            None => Some((clock.to, None)),
        }
    }

    /// Some days, absolute or relative.
    fn days(&self, at: usize) -> Option<Named> {
        self.date(at).or_else(|| self.relative(at))
    }

    fn with_clock_behind(&self, named: Named) -> Meaning {
        let next = self.skip(named.to, &[',', '|', '-', '–', '—', '(', '·']);
        let next = next + usize::from(self.is(next, Key::At));
        let next = next + usize::from(self.is(next, Key::At));
        let Some(clock) = only_day(named.days).and_then(|_| self.clock(next)) else {
            return self.meaning(named);
        };
        (clock.to, stamped(named, clock).or_else(|| self.meaning(named).1))
    }

    fn meaning(&self, named: Named) -> Meaning {
        (named.to, named.days.map(|(first, last): Days| between(first, last, named.basis)))
    }

    /// "Black Friday", "Sunday Times": names with a word of time in them.
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

/// A clock time on a day.
fn stamped(named: Named, clock: Clock) -> Option<When> {
    let day: Date = only_day(named.days)?;
    let time = DateTime::from_parts(day, clock.time?);
    let stamp = clock.zone.map_or(Stamp::Time(time), |zone| Stamp::Zoned(time, zone.on(day)));
    Some(When::at(stamp, named.basis))
}
