//! A page becomes an article as printed: typed blocks, outlet, byline, dates.

mod byline;
mod dates;
mod front;
mod heading;
mod house;
mod language;
mod note;
mod outlet;
mod phrases;
mod picture;
mod post;
mod stretch;

use crate::text::{Id, Span};
use crate::time::{Stamp, When};
use crate::words_enum::words_enum;

use stretch::{Breaks, Stretch};

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
    pub published: Option<Claim<Stamp>>,
    /// Date of revision.
    pub modified: Option<Claim<Stamp>>,
    /// Date of capture.
    pub captured: Option<Claim<Stamp>>,
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

/// What stands between the pieces of a web page in the body.
const GAP: &str = "\n\n";

/// Composes the article that a page holds. Total: strange text gives one paragraph, never an error.
///
/// ```
/// use onrecord::article::{BlockKind, Page, PageText, compose};
///
/// let text = "Harbour closes early\n\nBy Ana Ruiz\n\nThe harbour closed at noon.";
/// let article = compose(Page { text: PageText::Plain(text.to_owned()), ..Page::default() });
/// assert_eq!(article.headline.as_deref(), Some("Harbour closes early"));
/// assert_eq!(article.byline, ["Ana Ruiz"]);
/// assert_eq!(article.blocks[2].kind, BlockKind::Paragraph);
/// ```
pub fn compose(page: Page) -> Article {
    let Page { file, url, title, authors, outlet, published, modified, captured, language, text } = page;
    let (body, pieces) = match text {
        PageText::Plain(text) => (text, None),
        PageText::Pieces(pieces) => (joined(&pieces), Some(pieces)),
    };
    let mut stretches = match &pieces {
        Some(pieces) => stretch::of_pieces(&body, pieces, GAP),
        None => stretch::of_text(&body, breaks_of(&file)),
    };
    let found = typed(&body, &mut stretches, title.as_ref());
    let headline = stretches.iter().find(|stretch| stretch.kind == Some(BlockKind::Headline));
    let headline = headline.map(|stretch| stretch.words.trim_start_matches(['#', ' ']).to_owned());
    let revised = revision(modified, published.as_ref(), &found);
    let id = Id::naming(&[name_of(url.as_deref(), &file).as_bytes(), body.as_bytes()]);
    Article {
        id,
        outlet: outlet::find(outlet, &stretches),
        headline: headline.or(title.map(|title| title.value)),
        byline: if authors.is_empty() {
            found.byline
        } else {
            authors.into_iter().map(|author| author.value).collect()
        },
        published: publication(published, found.published, revised.as_ref()),
        revised,
        captured: captured.map(|claim| When::at(claim.value, &claim.basis)),
        language: language::of(language.as_deref(), &body),
        blocks: blocks(&body, &stretches),
        file,
        url,
        body,
    }
}

/// What the text itself says of the article.
struct Printed {
    byline: Vec<String>,
    published: Option<(Stamp, &'static str)>,
    revised: Option<(Stamp, &'static str)>,
}

/// Types every stretch; what the markup or an earlier rule says stands.
fn typed<'a>(body: &'a str, stretches: &mut Vec<Stretch<'a>>, title: Option<&Claim<String>>) -> Printed {
    post::mark(body, stretches);
    let front = front::mark(stretches, title.map(|title| title.value.as_str()));
    let notes = note::mark(stretches);
    picture::mark(stretches);
    let writers = house::mark(body, stretches);
    heading::mark(stretches);
    Printed {
        byline: if front.byline.is_empty() { writers } else { front.byline },
        published: front
            .published
            .map(|at| (at, "dateline"))
            .or(notes.published.map(|at| (at, "update-note"))),
        revised: notes.revised.map(|at| (at, "update-note")).or(front.revised.map(|at| (at, "dateline"))),
    }
}

/// Blocks that tile the body: each reaches to the next, the first from the start, the last to the end.
fn blocks(body: &str, stretches: &[Stretch<'_>]) -> Vec<Block> {
    if stretches.is_empty() && !body.is_empty() {
        return vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, body.len()) }];
    }
    let starts = stretches.iter().enumerate().map(|(at, stretch)| if at == 0 { 0 } else { stretch.start });
    let ends = stretches.iter().skip(1).map(|stretch| stretch.start).chain([body.len()]);
    let kinds = stretches.iter().map(|stretch| stretch.kind.unwrap_or(BlockKind::Paragraph));
    starts
        .zip(ends)
        .zip(kinds)
        .map(|((start, end), kind)| Block { kind, span: Span::new(start, end) })
        .collect()
}

/// The page's own claim, else what is printed, else only that it was before its revision.
fn publication(claim: Option<Claim<Stamp>>, printed: Option<(Stamp, &str)>, revised: Option<&When>) -> When {
    match (claim, printed, revised.and_then(|when| when.end.map(|end| (end, &when.basis)))) {
        (Some(claim), ..) => When::at(claim.value, &claim.basis),
        (_, Some((stamp, basis)), _) => When::at(stamp, basis),
        (_, _, Some((end, basis))) => When::by(end, basis),
        _ => When::unknown(),
    }
}

/// The revision; a page that was modified the moment it was published was not revised.
fn revision(claim: Option<Claim<Stamp>>, published: Option<&Claim<Stamp>>, found: &Printed) -> Option<When> {
    let later =
        |claim: &Claim<Stamp>| published.is_none_or(|first| claim.value.latest() > first.value.latest());
    let claimed = claim.filter(later).map(|claim| When::at(claim.value, &claim.basis));
    claimed.or(found.revised.map(|(stamp, basis)| When::at(stamp, basis)))
}

fn joined(pieces: &[Piece]) -> String {
    let length: usize = pieces.iter().map(|piece| piece.words.len() + GAP.len()).sum();
    let mut body = String::with_capacity(length);
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            body.push_str(GAP);
        }
        body.push_str(&piece.words);
    }
    body
}

fn breaks_of(file: &str) -> Breaks {
    let is_markdown = [".md", ".markdown"].iter().any(|ending| file.to_ascii_lowercase().ends_with(ending));
    if is_markdown { Breaks::Markdown } else { Breaks::Text }
}

/// What an article is known by: its address, else its file's name, wherever the file lies.
fn name_of<'a>(url: Option<&'a str>, file: &'a str) -> &'a str {
    url.unwrap_or_else(|| file.rsplit(['/', '\\']).next().unwrap_or(file))
}
