//! From one date to another, and open stretches: `from Monday to Wednesday`, `since 2019`, `by Friday`.

use super::find::{Meaning, between};
use super::{Stamp, When};
use crate::calendar::days::{Days, shift, year_moved};
use crate::calendar::lex::What;
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::Key;

impl Reader<'_> {
    /// `from March 3 to May 5`, `between 2014 and 2018`, `May to September 2020`, `12 March – 3 April`.
    pub(super) fn range(&self, at: usize) -> Option<Meaning> {
        let lead = self.key(at).filter(|key| matches!(key, Key::From | Key::Between));
        let timed = lead.and_then(|_| self.now_and_clock(at).or_else(|| self.timed_range(at)));
        if let Some(meaning) = timed {
            return Some(meaning);
        }
        let start = self.past(at + usize::from(lead.is_some()), &[Key::The]);
        let first = if lead.is_some() && self.is(start, Key::Now) {
            Named { to: start + 1, days: self.around(|day| Some((day, day))), basis: "today" }
        } else {
            self.stretch(start, lead.is_some(), true)?
        };
        if first.basis == "day-of-month" && first.days.is_some_and(|days| days.0 < days.1) {
            return Some(self.meaning(first)); // "from the 4th to the 23rd of this month"
        }
        let joint = self.skip(first.to, &[',']);
        let is_dash = self.is_mark(joint, &['-', '–', '—', '~']);
        let is_joined = is_dash
            || matches!(self.key(joint), Some(Key::To | Key::Until))
            || lead == Some(Key::Between) && self.is(joint, Key::And);
        if lead.is_none() && first.basis == "weekday" && is_joined {
            let last = self.relative(joint + 1).filter(|last| last.basis == "weekday")?;
            return Some((last.to, None)); // "open Monday to Friday": a habit
        }
        let is_near = lead.is_none() && matches!(first.basis, "today" | "holiday");
        let is_range = is_joined && !is_near && !(lead.is_none() && is_dash && first.basis == "year");
        if is_range { self.ranged((start, first), joint + 1) } else { None }
    }

    /// From days and the place where they start, up to what stands behind the joint.
    fn ranged(&self, (start, first): (usize, Named), behind: usize) -> Option<Meaning> {
        let next = self.past(behind, &[Key::The, Key::This]);
        let is_date = self.is(next, Key::Stamped) && self.words(next).eq_ignore_ascii_case("date");
        if is_date || self.is(next, Key::Now) {
            let end = self.today()?;
            let first = first.begun_by(end);
            return Some((next + 1, first.days.map(|days| between(days.0, end, first.basis))));
        }
        let last = self.stretch(next, true, false).filter(|last| last.basis != "day-of-month");
        let last = last.or_else(|| self.day_behind(next, first))?;
        let days = self.joined((start, first), (next, last));
        let basis = if first.basis == "day-of-year" { last.basis } else { first.basis };
        Some((last.to, days.map(|(from, to)| between(from, to, basis))))
    }

    /// An end of a range.
    fn stretch(&self, at: usize, is_led: bool, is_first: bool) -> Option<Named> {
        self.point(at, is_first).or_else(|| self.shaded(at)).or_else(|| self.days(at, is_led))
    }

    /// "from April 9 to the 17th": the day of the same month, or of the next.
    fn day_behind(&self, at: usize, first: Named) -> Option<Named> {
        let (day, to) =
            self.day_number(at).filter(|_| first.basis == "date" || first.basis == "day-of-year")?;
        let start = first.days?.0;
        let months = i32::from(day < start.day());
        let month = crate::calendar::days::month_shifted(start, months)?.0;
        let found = shift(month, i32::from(day) - 1)?;
        Named::new(to, Some((found, found)), first.basis)
    }

    /// Both ends in order: a year, month or week that only one of them prints is the other's too.
    fn joined(&self, first: (usize, Named), last: (usize, Named)) -> Option<Days> {
        let (a, b) = (first.1.days?, last.1.days?);
        let is_dated = |at: usize, to: usize| (at..to).any(|at| self.year_number(at).is_some());
        let is_named =
            |named: &Named| matches!(named.basis, "day-of-year" | "month" | "season" | "quarter" | "holiday");
        let prints = (is_dated(first.0, first.1.to), is_dated(last.0, last.1.to));
        let is_told = self.which_word(first.0).is_some();
        if !prints.0 && !is_told && prints.1 && is_named(&first.1) {
            let moved = year_moved(a, b.0.year() - a.0.year())?;
            let moved = if moved.0 > b.1 { year_moved(moved, -1)? } else { moved };
            return Some((moved.0, b.1));
        }
        let mut b = b;
        if !prints.1 && is_named(&last.1) && prints.0 {
            b = year_moved(b, a.0.year() - b.0.year())?;
        }
        if b.1 < a.0 && last.1.basis == "weekday" {
            let weeks = ((a.0 - b.1).get_days() + 6) / 7;
            b = (shift(b.0, 7 * weeks)?, shift(b.1, 7 * weeks)?);
        } else if b.1 < a.0 && is_named(&last.1) && !prints.1 {
            b = year_moved(b, 1)?;
        }
        (a.0 <= b.1).then_some((a.0, b.1))
    }

    /// `from 2019 onwards`, `2018 or later`, `March 5 and after`: open behind what was read up to `to`.
    pub(super) fn onward(&self, meaning: Meaning) -> Meaning {
        let (to, when) = meaning;
        let is_pair = self.is_bound_behind(to);
        let is_onward = matches!(self.words(to), "onwards" | "onward");
        match when {
            Some(when) if is_pair || is_onward => {
                (to + 1 + usize::from(is_pair), Some(When { end: None, ..when }))
            }
            when => (to, when),
        }
    }

    /// Whether `or later`, `and after` stands here.
    pub(super) fn is_bound_behind(&self, at: usize) -> bool {
        let is_after = self.words(at + 1).eq_ignore_ascii_case("after") && self.ends_phrase(at + 2);
        matches!(self.words(at), "or" | "and") && (self.is(at + 1, Key::Later) || is_after)
    }

    /// `since Tuesday`, `until last week`, `by 2019`, `before March`, `after 4 p.m. on Monday`, `starting Friday`.
    pub(super) fn open(&self, at: usize) -> Option<Meaning> {
        let key = self.key(at)?;
        let next = self.past(at + 1, &[Key::On, Key::At, Key::The]);
        let next = if self.is(at + 1, Key::Late) { at + 1 } else { next };
        let begun = self.begun(next).filter(|_| matches!(key, Key::After | Key::Since));
        let (to, when) = begun.or_else(|| self.single(next, true))?;
        if self.is_owner(to - 1) && matches!(key, Key::Before | Key::After) {
            return None; // "after Tuesday's vote": the vote was on Tuesday
        }
        if matches!(key, Key::Before | Key::After) && self.is_year_of_event(at + 1, to) {
            return None;
        }
        let is_end = self.is(self.past(at + 1, &[Key::The]), Key::End);
        let key = if is_end && key == Key::Before { Key::Until } else { key };
        Some((to, when.and_then(|when| self.opened(key, when))))
    }

    pub(super) fn opened(&self, key: Key, when: When) -> Option<When> {
        let day = |stamp: Option<Stamp>, by: i32| match stamp {
            Some(Stamp::Day(day)) => shift(day, by).map(Stamp::Day),
            other => other,
        };
        Some(match key {
            Key::Since if self.is_yearly_to_come(&when) => {
                let (first, last) = year_moved((when.start?.day(), when.end?.day()), -1)?;
                return self.opened(key, between(first, last, &when.basis));
            }
            Key::Since | Key::Starting | Key::Start => {
                let told = self.base.map(|base| base.hi).filter(|_| key == Key::Since);
                let end = told.filter(|end| when.start.is_none_or(|start| start.earliest() <= end.latest()));
                When { end, ..when }
            }
            Key::Before => When { start: None, end: day(when.start.or(when.end), -1), ..when },
            Key::After if when.start == when.end => When { end: None, ..when },
            Key::After => When { start: day(when.end, 1), end: None, ..when },
            _ => When { start: None, end: when.end, ..when },
        })
    }

    /// "since March" in February: the March before.
    fn is_yearly_to_come(&self, when: &When) -> bool {
        let is_yearly = matches!(when.basis.as_str(), "day-of-year" | "month" | "season" | "holiday");
        let is_day = matches!((when.start, when.end), (Some(Stamp::Day(_)), Some(Stamp::Day(_))));
        let today = self.today();
        is_yearly
            && is_day
            && when.start.is_some_and(|start| {
                today.is_some_and(|today| start.day() > today && start.day().year() - today.year() <= 1)
            })
    }

    /// Whether what starts here may be a day, month or year at all: a quick look.
    pub(super) fn may_start(&self, at: usize) -> bool {
        match self.what(at) {
            Some(What::Key(Key::That)) => {
                let next = self.key(at + 1);
                matches!(next, Some(Key::Unit(_) | Key::Part(_) | Key::Weekend | Key::Same))
            }
            Some(What::Key(key)) => {
                !matches!(key, Key::At | Key::Of | Key::To | Key::And | Key::Am | Key::Pm)
            }
            Some(What::Number(_) | What::Decade(_)) => true,
            // the first words of named days are keys
            Some(What::Word) => self.words(at).len() == 8 && self.eight_digits(at).is_some(),
            _ => false,
        }
    }
}
