//! Titles inside a report.

use super::BlockKind;
use super::stretch::Stretch;

/// Marks short lines that stand over a paragraph; of the rest, everything is a paragraph.
pub(super) fn mark(stretches: &mut [Stretch<'_>]) {
    for at in 0..stretches.len() {
        if !stretches[at].is_open() {
            continue;
        }
        let below = stretches.get(at + 1).filter(|next| matches!(next.kind, None | Some(BlockKind::Post)));
        let leads = below.is_some_and(|next| next.ends() || next.width() > 120);
        let heading = is_marked(stretches[at].words) || leads && can_be_heading(stretches[at].words);
        stretches[at].kind = Some(if heading { BlockKind::Heading } else { BlockKind::Paragraph });
    }
}

fn is_marked(words: &str) -> bool {
    let hashes = words.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&hashes) && words[hashes..].starts_with(' ')
}

/// A line of a few words that ends like no sentence and is no item, question or speaker's turn.
fn can_be_heading(words: &str) -> bool {
    let ends = super::stretch::ends_sentence(words) && !words.ends_with('?');
    let opens = words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "'‘“\"".contains(c));
    let quotes = words.matches(['"', '“', '”']).count();
    let turn = words.get(..30.min(words.len())).is_some_and(|head| head.contains(": "));
    opens
        && !ends
        && !turn
        && quotes.is_multiple_of(2)
        && !(quotes > 0 && words.ends_with(['"', '”']) && words.starts_with(['"', '“']))
        && !(quotes > 0 && words.ends_with(')'))
        && words.len() <= 100
        && words.split(' ').count() <= 14
}
