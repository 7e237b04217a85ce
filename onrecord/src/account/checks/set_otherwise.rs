//! Numbers that somebody sets otherwise: "The police put the figure at 1,100."

use super::Matter;
use super::number::given;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::told::Line;
use crate::told::Run;
use crate::told::Told;
use crate::told::number;

/// Fractions in words.
const FRACTIONS: &[(&str, f64)] =
    &[("half", 0.5), ("third", 1.0 / 3.0), ("quarter", 0.25), ("fifth", 0.2), ("tenth", 0.1)];

/// "The union says 1,900 marched. The police put the figure at 1,100.": another number for what the sentence before, or
/// the same one, counts.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let given = given(told);
    let mut found = Vec::new();
    for (line, at) in told.lines.iter().zip(0..) {
        let Some((run, value)) = put_at(told, line) else { continue };
        let before = given.iter().rev().filter(|one| {
            one.article == line.article && one.quantity.number.end <= line.words[run.from].span.start
        });
        let Some(one) = before.take(1).find(|one| one.line + 1 >= at && one.quantity.value != value) else {
            continue;
        };
        let span = run.span(line);
        let shown = told.words(line.article, span).to_owned();
        let said = vec![
            Said { line: one.line, span: one.quantity.span, value: Some(one.quantity.shown.clone()) },
            Said { line: at, span, value: Some(shown) },
        ];
        let reason = "For one thing two numbers are given.";
        found.push(Found::differing(
            DifferenceKind::Number,
            reason,
            &told.lines[one.line as usize].terms,
            said,
        ));
    }
    found
}

/// "put the figure at 1,100", "puts it at a third", "estimated it at 40": from the verb to the number, and the number.
fn put_at(told: &Told<'_>, line: &Line) -> Option<(Run, f64)> {
    let is = |at: usize, words: &[&str]| words.contains(&told.folded_at(line, at).as_str());
    let verb = (0..line.words.len()).find(|at| {
        is(*at, &["put", "puts", "estimated", "estimates", "reckoned", "set"])
            && (is(at + 1, &["it", "them", "this"])
                || is(at + 1, &["the"])
                    && is(at + 2, &["figure", "number", "total", "count", "toll", "crowd", "cost", "bill"]))
    })?;
    let object = verb + if is(verb + 1, &["the"]) { 3 } else { 2 };
    // "put the number of marchers at", but not "put it out at".
    let reach = if is(object, &["of"]) { object + 6 } else { object + 1 };
    let at = (object..reach.min(line.words.len())).find(|at| is(*at, &["at"]))?;
    (at + 1..(at + 5).min(line.words.len())).find_map(|place| {
        let fraction =
            FRACTIONS.iter().find(|(word, _)| is(place, &[word])).map(|(_, value)| (*value, place + 1));
        let (value, to) = fraction.or_else(|| number(told, line, place))?;
        Some((Run { from: verb, to }, value))
    })
}
