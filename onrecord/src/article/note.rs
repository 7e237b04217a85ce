//! Notes of updates and corrections, and the dates that they give.

use super::BlockKind;
use super::dates;
use super::phrases::{NOTES, lowered};
use super::stretch::Stretch;
use crate::time::Stamp;

/// What the notes of an article say.
#[derive(Default)]
pub(super) struct Notes {
    /// The latest revision.
    pub(super) revised: Option<Stamp>,
    /// The first publication, where a note tells it.
    pub(super) published: Option<Stamp>,
}

/// Marks notes and reads their dates.
pub(super) fn mark(stretches: &mut [Stretch<'_>]) -> Notes {
    let mut notes = Notes::default();
    for stretch in stretches {
        let by_markup = stretch.kind == Some(BlockKind::UpdateNote);
        let by_words = stretch.is_open() && is_note(stretch.words);
        if !by_markup && !by_words {
            continue;
        }
        stretch.kind = Some(BlockKind::UpdateNote);
        let Some(stamp) = dates::within(stretch.words) else { continue };
        let lower = lowered(stretch.words);
        if lower.contains("originally published") || lower.contains("first published") {
            notes.published = notes.published.or(Some(stamp));
        } else if notes.revised.is_none_or(|known| known.latest() < stamp.latest()) {
            notes.revised = Some(stamp);
        }
    }
    notes
}

/// "Update 3/5/26 4:30 p.m. ET: …", "Correction: …", "This article was updated …".
fn is_note(words: &str) -> bool {
    let words = words.trim_start_matches(['*', '_', '(', '[', ' ']);
    let head: String = words.chars().take(300).collect();
    let head = lowered(&head);
    NOTES.opening(&head).is_some_and(|opening| fits(opening, &head))
        || is_update(words, &head)
        || is_dated(&head)
}

/// "Correction 15 April, 18:20: …": a label with a number before its colon.
fn is_dated(head: &str) -> bool {
    const LABELS: [&str; 6] = ["correction", "clarification", "corrected", "amended", "amendment", "erratum"];
    let Some((label, rest)) = head.split_once(": ") else { return false };
    let numbered = label.len() <= 60 && label.contains(|c: char| c.is_ascii_digit());
    numbered && !rest.is_empty() && LABELS.iter().any(|opening| label.starts_with(opening))
}

/// "This story was …" may tell anything: it is a note where it speaks of the printing.
fn fits(opening: &str, head: &str) -> bool {
    const PRINTING: [&str; 14] = [
        "updated",
        "corrected",
        "amended",
        "edited",
        "revised",
        "changed",
        "clarif",
        "published",
        "removed",
        "add",
        "correct",
        "misstated",
        "reflect",
        "produced",
    ];
    let says_itself =
        opening.ends_with(':') || opening.starts_with("edit") || opening.starts_with("correction");
    says_itself
        || PRINTING.iter().any(|word| head[opening.len()..].contains(word))
        || opening.contains("version")
        || opening.contains("story is")
}

/// "Update" with a date, a clock time, or a word of the article itself behind it.
fn is_update(words: &str, head: &str) -> bool {
    let Some(opening) = ["updated", "update"].iter().find(|opening| head.starts_with(**opening)) else {
        return false;
    };
    let rest = words.get(opening.len()..).unwrap_or("");
    let bare = rest.trim_start_matches([' ', ':', '(', '-', '–', '—', ',', '#']);
    if bare.len() == rest.len() || rest.is_empty() {
        return false;
    }
    let dated = dates::opening(bare.strip_prefix("on ").unwrap_or(bare)).is_some() || opens_with_clock(bare);
    let colon = rest.trim_start().starts_with([':', '(', '–', '—', '-']);
    let itself = [
        "this article",
        "this story",
        "this report",
        "this post",
        "this piece",
        "this version",
        "adds",
        "added",
        "corrects",
        "to add",
        "to include",
        "to reflect",
        "with ",
    ];
    dated || colon && itself.iter().any(|word| head[opening.len()..].contains(word))
}

fn opens_with_clock(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && {
        let rest = words[digits..].trim_start();
        rest.starts_with(':')
            || lowered(rest).starts_with("a.m")
            || lowered(rest).starts_with("p.m")
            || lowered(rest).starts_with("am")
            || lowered(rest).starts_with("pm")
    }
}
