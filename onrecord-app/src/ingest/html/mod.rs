//! Saved web pages.
//!
//! ```text
//! markup ── guard ──► tree ── survey ──► metadata (claims)
//!                      └───── extractor ──► lines ── pieces ──► Page
//! ```

mod extractor;
mod guard;
mod metadata;
mod pieces;
mod survey;

use std::thread;

use onrecord::article::{Article, Page, PageText, compose};

use super::{Refusal, charset};
use extractor::Tree;

pub use extractor::bare_extractor;

/// The parser and the extractor recurse: their thread has room for the deepest page that the guard lets through.
const STACK: usize = 64 << 20;

/// Reads a web page.
pub(super) fn read(file: String, bytes: &[u8]) -> Result<Article, Refusal> {
    read_claimed(Page { file, ..Page::default() }, &charset::page(bytes))
}

/// Reads a web page of which a record already says something.
pub(super) fn read_claimed(page: Page, markup: &str) -> Result<Article, Refusal> {
    let file = page.file.clone();
    let Some(markup) = guard::tamed(markup) else {
        return Err(Refusal::new(&file, "has too many elements for an article", "save the article alone"));
    };
    let page = thread::scope(|scope| {
        let reader =
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || taken_apart(page, &markup));
        reader.ok().and_then(|reader| reader.join().ok())
    });
    let Some(page) = page else {
        return Err(Refusal::new(&file, "breaks the extractor", "save the article as text"));
    };
    if !has_text(&page.text) {
        return Err(Refusal::new(
            &file,
            "holds no article text",
            "save the page when its text is shown, or as text",
        ));
    }
    Ok(compose(page))
}

/// Parses a page once, and takes from its tree what it claims and what it says.
fn taken_apart(mut page: Page, markup: &str) -> Page {
    let tree = Tree::parse(markup);
    let survey = survey::of(&tree);
    metadata::claim(&mut page, &survey);
    let mut lines = tree.article();
    if lines.is_empty() {
        lines = pieces::paragraphs(&survey.lines);
    }
    if !lines.is_empty() {
        let title = page.title.as_ref().map(|title| title.value.as_str());
        page.text = PageText::Pieces(pieces::of(lines, &survey.lines, title));
    }
    page
}

fn has_text(text: &PageText) -> bool {
    match text {
        PageText::Plain(text) => !text.trim().is_empty(),
        PageText::Pieces(pieces) => {
            pieces.iter().any(|piece| piece.kind != Some(onrecord::article::BlockKind::Headline))
        }
    }
}
