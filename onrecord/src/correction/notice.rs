//! Notices: where the later capture admits a change.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::article::Article;
use crate::article::Block;
use crate::article::BlockKind;
use crate::text::Span;
use crate::text::sentences;

/// The notice that stands in the later capture alone; one that tells of an error before one that tells of an update.
pub(super) fn notice(before: &Article, after: &Article) -> Option<Span> {
    let words = |article: &Article, block: &Block| block.span.of(&article.body).trim().to_owned();
    let known: FxHashSet<String> = before.blocks.iter().map(|block| words(before, block)).collect();
    let new = after.blocks.iter().filter(|block| !known.contains(&words(after, block)));
    let notices: Vec<Span> = new.flat_map(|block| in_block(after, block)).collect();
    let admits = |span: &&Span| {
        let lower = span.of(&after.body).to_lowercase();
        PHRASES.of_errors.iter().any(|words| lower.contains(words))
    };
    notices.iter().find(admits).or(notices.first()).copied()
}

/// A note, or the sentences of running text that open like one.
fn in_block(article: &Article, block: &Block) -> Vec<Span> {
    match block.kind {
        BlockKind::UpdateNote => vec![block.span.trimmed(&article.body)],
        BlockKind::Paragraph | BlockKind::Boilerplate => {
            let mut found = sentences(block.span.of(&article.body), block.span.start as usize);
            found.retain(|span| opens_like_notice(span.of(&article.body)));
            found
        }
        _ => Vec::new(),
    }
}

fn opens_like_notice(sentence: &str) -> bool {
    let bare = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head: String = bare.chars().take(60).collect();
    let head = head.to_lowercase();
    PHRASES.openings.iter().any(|opening| head.starts_with(opening))
}

struct Phrases {
    openings: Vec<&'static str>,
    of_errors: Vec<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let marked = |mark| include_str!("notices.txt").lines().filter_map(move |line| line.strip_prefix(mark));
    Phrases { openings: marked("^ ").collect(), of_errors: marked("~ ").collect() }
});
