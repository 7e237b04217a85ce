//! What `check` makes of a draft whose alterations are known.

use std::collections::BTreeMap;

use onrecord::article::{Page, PageText, compose};
use onrecord::check::{self, Row, Verdict};
use onrecord::record;
use onrecord::statement::Finder;
use onrecord::text::{EditKind, Span};

use super::cases::{Alteration, Pool};
use super::write::{Draft, Placed};

/// Letters between the place of a cut and the place where an edit says it is.
const NEAR: u32 = 12;

/// How many alterations were found, and what was found in vain.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Score {
    /// Found and all, by kind.
    pub found: BTreeMap<Alteration, (usize, usize)>,
    /// Unaltered quotations with a verdict other than word for word, or without a row; and all of them.
    pub alarms: (usize, usize),
    /// Rows elsewhere that do not stand word for word.
    pub strays: usize,
    /// What failed, in words.
    pub failing: Vec<String>,
}

impl Score {
    /// The head of the table.
    pub const HEAD: &str = "story and seed                  pool   changed   inside    end       speaker   invented  | found     | alarms   | stray rows";

    /// Found and all altered.
    pub fn altered(&self) -> (usize, usize) {
        self.found.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// A line of the table.
    pub fn line(&self, name: &str, pool: usize) -> String {
        use Alteration::{Changed, CutEnd, CutInside, Invented, WrongSpeaker};
        let pair = |pair: (usize, usize)| format!("{:>3}/{:<4}", pair.0, pair.1);
        let kinds = [Changed, CutInside, CutEnd, WrongSpeaker, Invented];
        let kinds: Vec<String> =
            kinds.iter().map(|kind| pair(self.found.get(kind).copied().unwrap_or_default())).collect();
        format!(
            "{name:<31} {pool:>4}   {}  | {} | {} | {}",
            kinds.join("  "),
            pair(self.altered()),
            pair(self.alarms),
            self.strays
        )
    }

    /// Adds another score.
    pub fn add(&mut self, other: Self) {
        for (kind, (found, all)) in other.found {
            let own = self.found.entry(kind).or_default();
            *own = (own.0 + found, own.1 + all);
        }
        self.alarms = (self.alarms.0 + other.alarms.0, self.alarms.1 + other.alarms.1);
        self.strays += other.strays;
        self.failing.extend(other.failing);
    }

    /// Checks a draft and counts.
    pub(super) fn take(&mut self, pool: &Pool, draft: &Draft, finder: Finder) {
        let text = PageText::Plain(draft.text.clone());
        let article = compose(Page { file: draft.file.clone(), text, ..Page::default() });
        let checked = check::against(record::read(article, finder), pool.readings.clone());
        let mut used = vec![false; checked.rows.len()];
        for placed in &draft.placed {
            let touches =
                |row: &Row| row.spans.iter().any(|span| placed.spans.iter().any(|one| one.overlaps(*span)));
            let at: Vec<usize> = (0..checked.rows.len()).filter(|at| touches(&checked.rows[*at])).collect();
            at.iter().for_each(|at| used[*at] = true);
            let rows: Vec<&Row> = at.into_iter().map(|at| &checked.rows[at]).collect();
            self.count(placed, &rows, &checked);
        }
        let stray = |(at, row): &(usize, &Row)| !used[*at] && row.verdict != Verdict::Verbatim;
        for (_, row) in checked.rows.iter().enumerate().filter(stray) {
            self.strays += 1;
            self.failing.push(format!("stray: {} — {}", row.verdict, row.quotation));
        }
    }

    fn count(&mut self, placed: &Placed, rows: &[&Row], checked: &check::Checked) {
        let name = |row: &&Row| {
            let said = row.speaker.and_then(|id| checked.speaker(id)).map_or("-", |one| &one.name);
            let first = row.matches.first();
            let there = first.and_then(|one| checked.speaker(one.speaker?)).map_or("-", |one| &one.name);
            let words = first.map_or("-", |one| &one.words);
            format!(
                "[{}{} {said} / {there}: {words}]",
                row.verdict,
                if row.partial { " partial" } else { "" }
            )
        };
        let shown = || rows.iter().map(name).collect::<Vec<_>>().join(" ");
        let Some(kind) = placed.case.alteration else {
            let quiet =
                !rows.is_empty() && rows.iter().all(|row| row.verdict == Verdict::Verbatim && !row.partial);
            self.alarms.0 += usize::from(!quiet);
            self.alarms.1 += 1;
            if !quiet {
                self.failing.push(format!(
                    "in vain: {} — {} {}",
                    placed.case.speaker,
                    placed.case.words,
                    shown()
                ));
            }
            return;
        };
        let found = is_found(kind, placed, rows);
        let count = self.found.entry(kind).or_default();
        *count = (count.0 + usize::from(found), count.1 + 1);
        if !found {
            self.failing.push(format!(
                "{kind:?}: {} — {} {}",
                placed.case.speaker,
                placed.case.words,
                shown()
            ));
        }
    }
}

/// Whether the rows of a case say what was done to it, and where.
fn is_found(kind: Alteration, placed: &Placed, rows: &[&Row]) -> bool {
    let edited = |row: &&Row, fits: &dyn Fn(EditKind, Span) -> bool| {
        row.matches
            .first()
            .is_some_and(|found| found.edits.iter().any(|edit| fits(edit.kind, edit.added_at.span)))
    };
    let at = placed.at.unwrap_or_default();
    let near = |span: Span| span.start <= at.end + NEAR && at.start <= span.end + NEAR;
    match kind {
        Alteration::Changed => rows
            .iter()
            .any(|row| row.verdict == Verdict::Reworded && edited(row, &|_, span| span.overlaps(at))),
        Alteration::CutInside => rows.iter().any(|row| {
            row.verdict == Verdict::Reworded
                && edited(row, &|kind, span| kind != EditKind::EndMark && near(span))
        }),
        Alteration::CutEnd => rows.iter().any(|row| {
            (row.partial || row.verdict == Verdict::Reworded)
                && edited(row, &|kind, span| kind == EditKind::Cut && near(span))
        }),
        Alteration::WrongSpeaker => all(rows, Verdict::OtherSpeaker),
        Alteration::Invented => all(rows, Verdict::NotFound),
    }
}

fn all(rows: &[&Row], verdict: Verdict) -> bool {
    !rows.is_empty() && rows.iter().all(|row| row.verdict == verdict)
}
