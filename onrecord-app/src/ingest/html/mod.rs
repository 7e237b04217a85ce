//! Saved web pages.

mod extractor;

use onrecord::article::{Article, Page, PageText, Piece, compose};

use super::{Refusal, charset};

pub use extractor::bare_extractor;

/// Reads a web page.
pub(super) fn read(file: String, bytes: &[u8]) -> Result<Article, Refusal> {
    read_claimed(Page { file, ..Page::default() }, &charset::page(bytes))
}

/// Reads a web page of which a record already says something.
pub(super) fn read_claimed(page: Page, markup: &str) -> Result<Article, Refusal> {
    let text = bare_extractor(markup);
    let pieces: Vec<Piece> =
        text.lines().map(|words| Piece { kind: None, words: words.to_owned() }).collect();
    if pieces.is_empty() {
        return Err(Refusal::new(
            &page.file,
            "holds no article text",
            "save the page when its text is shown, or as text",
        ));
    }
    Ok(compose(Page { text: PageText::Pieces(pieces), ..page }))
}
