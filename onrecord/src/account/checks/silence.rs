//! A refusal to speak, and what the same speaker says in a later report.

use super::Matter;
use super::superseded::instant;
use crate::account::DifferenceKind;
use crate::account::found::Found;
use crate::account::found::Said;
use crate::article::BlockKind;
use crate::statement::Act;
use crate::statement::Scope;
use crate::text::Span;
use crate::text::fold;
use crate::told::Line;
use crate::told::Spoken;
use crate::told::Told;
use crate::told::lines;

/// Words that stand within a phrase of silence and change nothing.
const ADVERBS: &[&str] = &[" immediately ", " yet ", " so far ", " publicly ", " ever ", " promptly "];

/// So many refusals of a story are followed.
const REFUSALS: usize = 200;

/// Somebody's refusal to speak, as a statement or in the report's own telling.
struct Refusal {
    speaker: u32,
    article: u32,
    span: Span,
}

/// A refusal to speak, and what the same speaker says in a later report.
pub fn check(matter: &Matter<'_, '_>) -> Vec<Found> {
    let told = matter.told;
    let refused = told
        .statements
        .iter()
        .filter(|spoken| spoken.statement.act == Act::Declines && spoken.statement.scope == Scope::Certain);
    let refused = refused.filter_map(|spoken| {
        let said = spoken.statement;
        let span = said.cue.iter().chain(&said.source).chain(&said.content).copied().reduce(Span::cover)?;
        let about = fold(told.words(spoken.article, span));
        let line = told.line_at(spoken.article, span.start).map(|at| &told.lines[at as usize]);
        let whole = line.map_or(String::new(), |line| fold(told.words(line.article, line.span)));
        let on_a_point =
            ["to say", "not say", "to discuss whether"].iter().any(|phrase| about.contains(phrase))
                || whole.contains("questions about");
        (!on_a_point).then_some(Refusal { speaker: spoken.speaker?, article: spoken.article, span })
    });
    let narrated = told.lines.iter().filter_map(|line| keeps_silent(told, line));
    refused.chain(narrated).take(REFUSALS).filter_map(|refusal| broken(told, &refusal)).collect()
}

/// "Ana Ruiz, who gave eleven interviews last year, has not said a word."
fn keeps_silent(told: &Told<'_>, line: &Line) -> Option<Refusal> {
    let text = fold(told.words(line.article, line.span));
    let text = ADVERBS.iter().fold(text, |text, adverb| text.replace(adverb, " "));
    let says = lines(include_str!("../words/silent.txt")).any(|phrase| text.contains(phrase));
    let told_already =
        line.statements.iter().any(|at| told.statements[*at as usize].statement.act == Act::Declines);
    if !says || told_already {
        return None;
    }
    let speaker = line.about.first().copied()?;
    Some(Refusal { speaker, article: line.article, span: line.span })
}

fn broken(told: &Told<'_>, refusal: &Refusal) -> Option<Found> {
    let since = instant(told, refusal.article)?;
    let later = |article: u32| instant(told, article).is_some_and(|at| at > since);
    let speaks = |spoken: &&Spoken<'_>| spoken.speaker == Some(refusal.speaker) && spoken.speaks();
    let speaks_here = told.statements.iter().filter(speaks).any(|spoken| {
        let here = spoken.statement.content.iter().any(|span| refusal.span.overlaps(*span));
        spoken.article == refusal.article && !here
    });
    // Words that a later report dates before the refusal end no silence.
    let old = |spoken: &Spoken<'_>| spoken.statement.said.end.is_some_and(|end| end.latest() < since);
    let mut after =
        told.statements.iter().filter(speaks).filter(|spoken| later(spoken.article) && !old(spoken));
    let first = after.clone().find(|spoken| spoken.is_direct()).or_else(|| after.next());
    let ended: Vec<u32> = (0..told.lines.len() as u32)
        .filter(|at| {
            let line = &told.lines[*at as usize];
            later(line.article)
                && line.block != BlockKind::Caption
                && ends_silence(told, line, refusal.speaker)
        })
        .collect();
    if speaks_here && ended.is_empty() || first.is_none() && ended.is_empty() {
        return None;
    }
    let own = told.line_at(refusal.article, refusal.span.start)?;
    let mut said = vec![Said { line: own, span: refusal.span, value: None }];
    said.extend(ended.iter().map(|at| Said { line: *at, span: told.lines[*at as usize].span, value: None }));
    said.extend(first.and_then(|spoken| first_words(told, spoken)));
    // Refusals of one speaker that end with the same words are one finding.
    let terms = said.last().map(|last| told.lines[last.line as usize].terms.clone())?;
    let reason = "A refusal to speak in an earlier report; later the same speaker is on record.";
    Some(Found::differing(DifferenceKind::Superseded, reason, &terms, said))
}

fn first_words(told: &Told<'_>, spoken: &Spoken<'_>) -> Option<Said> {
    let span = spoken.statement.content.first()?;
    Some(Said { line: told.line_at(spoken.article, span.start)?, span: *span, value: None })
}

/// "has broken her silence", in a sentence that names the speaker.
fn ends_silence(told: &Told<'_>, line: &Line, speaker: u32) -> bool {
    let names = line.words.iter().any(|word| word.names == Some(speaker));
    names && line.words.iter().any(|word| told.folded(line, word) == "silence" && !word.quoted)
}
