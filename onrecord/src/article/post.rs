//! Posts of social networks, printed whole in a text: "… — Name (@handle) March 3, 2026".

use super::BlockKind;
use super::stretch::{Stretch, is_blank};

/// Marks posts; a signature on a line of its own joins the words above it.
pub(super) fn mark<'a>(body: &'a str, stretches: &mut Vec<Stretch<'a>>) {
    let mut kept: Vec<Stretch<'a>> = Vec::with_capacity(stretches.len());
    for mut stretch in stretches.drain(..) {
        match signature(stretch.words) {
            Some(0) if kept.last().is_some_and(Stretch::is_open) => {
                if let Some(last) = kept.last_mut() {
                    last.words = &body[last.start..stretch.end()];
                    last.kind = Some(BlockKind::Post);
                }
                continue;
            }
            Some(_) if stretch.is_open() => stretch.kind = Some(BlockKind::Post),
            None if stretch.is_open() && ends_in_picture(stretch.words) => {
                stretch.kind = Some(BlockKind::Post);
            }
            _ => {}
        }
        kept.push(stretch);
    }
    *stretches = kept;
}

/// Where the signature begins, with its dash, in words that end with one.
fn signature(words: &str) -> Option<usize> {
    let open = words.rfind("(@")?;
    let (handle, after) = words[open + 2..].split_once(')')?;
    let is_handle = (1..=30).contains(&handle.len())
        && handle.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
    let after = after.trim_matches(|c: char| is_blank(c) || c == '.' || c == ',');
    if !is_handle
        || !(after.is_empty()
            || super::dates::opening(after).is_some_and(|(length, _)| after.len() - length < 4))
    {
        return None;
    }
    let name = &words[..open];
    let dash = name.char_indices().rev().take(80).find(|(_, c)| matches!(c, '—' | '–' | '―'));
    dash.map(|(at, _)| at).or_else(|| name.rfind("-- "))
}

/// A line whose last word links to a picture or post, as copied posts do.
fn ends_in_picture(words: &str) -> bool {
    let last = words.rsplit(is_blank).next().unwrap_or("");
    ["pic.twitter.com/", "pic.x.com/", "https://t.co/", "http://t.co/"]
        .iter()
        .any(|link| last.starts_with(link))
}
