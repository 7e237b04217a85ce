//! A page becomes an article as printed: typed blocks, outlet, byline, dates.

use crate::text::{Id, Span};
use crate::time::When;
use crate::words_enum::words_enum;

words_enum! {
    /// What a stretch of an article is.
    pub enum BlockKind {
        /// The title of the report.
        Headline => "headline",
        /// "By …".
        Byline => "byline",
        /// Place and date before the first sentence, or a printed date line.
        Dateline => "dateline",
        /// Running text.
        Paragraph => "paragraph",
        /// A title inside the report.
        Heading => "heading",
        /// What stands under a picture.
        Caption => "caption",
        /// Who took the picture, which agency.
        Credit => "credit",
        /// The replacement text of a picture.
        AltText => "alt-text",
        /// About the writer.
        Bio => "bio",
        /// House text: subscriptions, related links, slogans.
        Boilerplate => "boilerplate",
        /// "This article was updated …", corrections.
        UpdateNote => "update-note",
        /// A post of a social network, printed whole.
        Post => "embedded-post",
    }
}

impl BlockKind {
    /// Whether somebody's words may be reported in such a block.
    pub const fn may_hold_statements(self) -> bool {
        matches!(self, Self::Paragraph | Self::Post)
    }
}

/// A typed stretch of an article. Blocks tile the body: blanks behind a block belong to it,
/// blanks before the first block belong to that one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// Who publishes, and how we know.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outlet {
    /// Its name; nothing where no page says so.
    pub name: Option<String>,
    /// `json-ld`, `meta`, `record`, `boilerplate`, `host` …; empty where unknown.
    pub basis: String,
    /// A name that the text hints at without proof ("X report:").
    pub hint: Option<String>,
}

/// One report as printed, one capture of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Article {
    /// Hash of its URL (else its file name) and its body.
    pub id: Id<Article>,
    /// The file that it was read from, as given.
    pub file: String,
    /// Its canonical address.
    pub url: Option<String>,
    /// Who publishes it.
    pub outlet: Outlet,
    /// Its title, as printed.
    pub headline: Option<String>,
    /// Its writers, as printed.
    pub byline: Vec<String>,
    /// When it was first published; a bound where only that is known.
    pub published: When,
    /// When it was last revised.
    pub revised: Option<When>,
    /// When this capture was made, where the input says so.
    pub captured: Option<When>,
    /// ISO 639-1 code.
    pub language: String,
    /// Its text: every span counts in it.
    pub body: String,
    /// Its blocks, in order, tiling the body.
    pub blocks: Vec<Block>,
}

/// A value that a page states of itself, with where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claim<T> {
    /// The value.
    pub value: T,
    /// Where it stands: `json-ld`, `opengraph`, `meta`, `record`, `url` …
    pub basis: String,
}

/// A piece of a page's text, in reading order, with what its markup says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// What the markup says; `None` where it says nothing but "text".
    pub kind: Option<BlockKind>,
    /// Its words, without line breaks.
    pub words: String,
}

/// What ingest gives: a page's own words and claims, undecided.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// The file it came from, as given, or `URL`/`file#line` for records of a stream.
    pub file: String,
    /// Canonical address.
    pub url: Option<String>,
    /// Title.
    pub title: Option<Claim<String>>,
    /// Writers.
    pub authors: Vec<Claim<String>>,
    /// Outlet.
    pub outlet: Option<Claim<String>>,
    /// Date of publication.
    pub published: Option<Claim<crate::time::Stamp>>,
    /// Date of revision.
    pub modified: Option<Claim<crate::time::Stamp>>,
    /// Date of capture.
    pub captured: Option<Claim<crate::time::Stamp>>,
    /// Language as the page states it (`en`, `en-GB`).
    pub language: Option<String>,
    /// The text.
    pub text: PageText,
}

/// The text of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PageText {
    /// A text file, to be kept letter for letter: the body is this very text.
    Plain(String),
    /// Pieces of a web page: the body is the pieces, joined by blank lines.
    Pieces(Vec<Piece>),
}

impl Default for PageText {
    fn default() -> Self {
        Self::Pieces(Vec::new())
    }
}

/// Composes the article that a page holds. Total: strange text gives one paragraph, never an error.
pub fn compose(page: Page) -> Article {
    let body = match page.text {
        PageText::Plain(text) => text,
        PageText::Pieces(pieces) => {
            pieces.into_iter().map(|piece| piece.words).collect::<Vec<_>>().join("\n\n")
        }
    };
    let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, body.len()) }];
    let named = page.url.as_deref().unwrap_or(&page.file);
    Article {
        id: Id::naming(&[named.as_bytes(), body.as_bytes()]),
        url: page.url,
        outlet: Outlet::default(),
        headline: None,
        byline: Vec::new(),
        published: When::unknown(),
        revised: None,
        captured: None,
        language: "en".to_owned(),
        file: page.file,
        body,
        blocks,
    }
}
