//! Captures: two articles that are one report of one outlet, fetched twice.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::names::name_key;
use super::passages::Index;
use super::passages::shares;
use super::sheet::Sheet;
use crate::article::Article;
use crate::article::BlockKind;
use crate::text::fold;
use crate::text::words;

/// Of the shorter capture's words, so many stand in the other one; under one address so few are enough.
const ALIKE: f32 = 0.6;
const AT_ONE_ADDRESS: f32 = 0.2;

/// Of all words of two headlines, so many stand in both.
const SAME_HEADLINE: f32 = 0.6;

/// What an article shows of itself: by this its captures are known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Face {
    /// Its address, without what names no page.
    pub address: Option<String>,
    /// The key of its outlet's name.
    pub outlet: Option<String>,
    /// Its writers, folded, in order.
    writers: Vec<String>,
    /// The words of its headline, folded, in order of the alphabet.
    headline: Vec<String>,
    is_revised: bool,
}

impl Face {
    /// The face of an article.
    pub fn of(article: &Article) -> Self {
        let mut writers: Vec<String> = article.byline.iter().map(|name| fold(name)).collect();
        writers.sort_unstable();
        let mut headline = article.headline.as_deref().map_or_else(Vec::new, folded_words);
        headline.sort_unstable();
        headline.dedup();
        let has_note = article.blocks.iter().any(|block| block.kind == BlockKind::UpdateNote);
        Self {
            address: article.url.as_deref().map(address).filter(|address| address.contains('/')),
            outlet: article.outlet.name.as_deref().map(name_key),
            writers,
            headline,
            is_revised: has_note || article.revised.is_some(),
        }
    }

    /// Whether both have one address.
    fn has_address_of(&self, other: &Self) -> bool {
        self.address.is_some() && self.address == other.address
    }

    /// Whether this may be another capture of the article: it has its address, or its outlet, a like headline and
    /// no other writer. Without an outlet's name the writers must be the same, and one must tell of a revision: two
    /// outlets may print one agency's report under one headline.
    pub fn may_be(&self, other: &Self) -> bool {
        self.has_address_of(other) || self.has_house_of(other) && self.has_headline_of(other)
    }

    fn has_house_of(&self, other: &Self) -> bool {
        let is_one = in_common(&self.writers, &other.writers) > 0;
        match (&self.outlet, &other.outlet) {
            (Some(a), Some(b)) => a == b && (is_one || self.writers.is_empty() || other.writers.is_empty()),
            (None, None) => is_one && self.is_revised != other.is_revised,
            _ => false,
        }
    }

    fn has_headline_of(&self, other: &Self) -> bool {
        let both = in_common(&self.headline, &other.headline);
        let all = self.headline.len() + other.headline.len() - both;
        both > 0 && both as f32 >= SAME_HEADLINE * all as f32
    }
}

/// How many entries two sorted lists share.
fn in_common(a: &[String], b: &[String]) -> usize {
    a.iter().filter(|one| b.binary_search(one).is_ok()).count()
}

/// Whether two articles are captures of one: their faces agree, and enough of their words.
pub fn are_captures(a: &Article, b: &Article) -> bool {
    if !Face::of(a).may_be(&Face::of(b)) {
        return false;
    }
    let pair = if a.id <= b.id { [a, b] } else { [b, a] };
    let sheets = pair.map(Sheet::of);
    let shared = Index::of(&sheets[0]).shared(&sheets[1]);
    is_capture(pair, shares([&sheets[0], &sheets[1]], &shared))
}

/// The same, where the shares of common words are known. Equal texts under two addresses are a copy.
pub(super) fn is_capture([a, b]: [&Article; 2], shares: [f32; 2]) -> bool {
    let share = shares[0].max(shares[1]);
    if share < AT_ONE_ADDRESS || a.url.is_none() && b.url.is_none() && (share < ALIKE || a.body == b.body) {
        return false;
    }
    let faces = [Face::of(a), Face::of(b)];
    let is_one = faces[0].has_address_of(&faces[1]);
    if is_one && (gives_address_of(a, b) || gives_address_of(b, a)) {
        return false;
    }
    is_one || share >= ALIKE && a.body != b.body && faces[0].may_be(&faces[1])
}

/// Whether an article gives as its own the address of another one, which stands at the host of its outlet: so
/// does a page that says whose report it prints by its canonical link.
pub(super) fn gives_address_of(copy: &Article, original: &Article) -> bool {
    let urls = [copy, original].map(|article| article.url.as_deref());
    let [Some(own), Some(other)] = urls else { return false };
    address(own) == address(other) && is_at_home(original) == Some(true) && is_at_home(copy) == Some(false)
}

/// Whether an article stands at the host of its outlet: "harbourpost.example" is the Harbour Post's.
fn is_at_home(article: &Article) -> Option<bool> {
    let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let address = article.url.as_deref().map(address)?;
    let outlet = letters(&name_key(article.outlet.name.as_deref()?));
    Some(!outlet.is_empty() && letters(address.split('/').next()?).contains(&outlet))
}

/// The words of a headline, folded.
pub(crate) fn folded_words(headline: &str) -> Vec<String> {
    words(headline, 0).iter().map(|word| fold(word.span.of(headline))).collect()
}

/// An address without its scheme, "www.", fragment, closing stroke and what says where a reader came from.
fn address(url: &str) -> String {
    let url = url.trim().to_lowercase();
    let bare = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let bare = ["www.", "m.", "amp."].iter().find_map(|host| bare.strip_prefix(host)).unwrap_or(bare);
    let bare = bare.split('#').next().unwrap_or("");
    let (path, query) = bare.split_once('?').unwrap_or((bare, ""));
    let path = path.trim_end_matches('/').trim_end_matches("/amp");
    let mut kept: Vec<&str> =
        query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    kept.sort_unstable();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or("");
    name.starts_with("utm_") || TRACKING.contains(name)
}

static TRACKING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("tracking.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});
