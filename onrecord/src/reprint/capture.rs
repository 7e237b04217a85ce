//! Captures: two articles that are one report of one outlet, fetched twice.

use rustc_hash::FxHashSet;

use super::names::name_key;
use super::passages::Index;
use super::passages::shares;
use super::sheet::Sheet;
use crate::article::Article;
use crate::article::BlockKind;
use crate::text::fold;
use crate::text::words;

/// Of the shorter capture's words, so many stand in the other one.
const ALIKE: f32 = 0.6;

/// Of all words of two headlines, so many stand in both.
const SAME_HEADLINE: f32 = 0.6;

/// Whether two articles are captures of one: they have one address, or one outlet, a like headline, no other
/// writer and most words in common. Without an outlet's name the writers must be the same, and one must tell of a
/// revision: two outlets may print one agency's report under one headline.
pub fn are_captures(a: &Article, b: &Article) -> bool {
    let sheets = [a, b].map(Sheet::of);
    let shared = Index::of(&sheets[0]).shared(&sheets[1]);
    is_capture([a, b], shares([&sheets[0], &sheets[1]], &shared))
}

/// The same, where the shares of common words are known.
pub(super) fn is_capture(pair: [&Article; 2], shares: [f32; 2]) -> bool {
    let [a, b] = pair;
    match (a.url.as_deref().map(address), b.url.as_deref().map(address)) {
        (Some(a), Some(b)) if a == b => return true,
        _ => {}
    }
    a.body != b.body && shares[0].max(shares[1]) >= ALIKE && have_like_headlines(pair) && have_one_house(pair)
}

fn have_one_house([a, b]: [&Article; 2]) -> bool {
    let writers = |article: &Article| article.byline.iter().map(|name| fold(name)).collect::<FxHashSet<_>>();
    let (left, right) = (writers(a), writers(b));
    let is_one = !left.is_disjoint(&right);
    match (a.outlet.name.as_deref(), b.outlet.name.as_deref()) {
        (Some(a), Some(b)) => name_key(a) == name_key(b) && (is_one || left.is_empty() || right.is_empty()),
        (None, None) => is_one && is_revised(a) != is_revised(b),
        _ => false,
    }
}

fn is_revised(article: &Article) -> bool {
    article.revised.is_some() || article.blocks.iter().any(|block| block.kind == BlockKind::UpdateNote)
}

fn have_like_headlines([a, b]: [&Article; 2]) -> bool {
    let (Some(a), Some(b)) = (&a.headline, &b.headline) else { return false };
    let (a, b) = (folded_words(a), folded_words(b));
    let both = a.intersection(&b).count() as f32;
    both >= SAME_HEADLINE * a.union(&b).count() as f32
}

/// The words of a headline, folded.
pub(crate) fn folded_words(headline: &str) -> FxHashSet<String> {
    words(headline, 0).iter().map(|word| fold(word.span.of(headline))).collect()
}

/// An address without its scheme, "www.", fragment, tracking words and closing stroke.
pub fn address(url: &str) -> String {
    let url = url.trim().to_lowercase();
    let bare = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let bare = ["www.", "m.", "amp."].iter().find_map(|host| bare.strip_prefix(host)).unwrap_or(bare);
    let bare = bare.split('#').next().unwrap_or("");
    let (path, query) = bare.split_once('?').unwrap_or((bare, ""));
    let path = path.trim_end_matches("/amp").trim_end_matches('/');
    let mut kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    kept.sort_unstable();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or("");
    name.starts_with("utm_") || TRACKING.contains(&name)
}

const TRACKING: [&str; 12] = [
    "fbclid", "gclid", "ref", "ref_src", "cmpid", "ito", "smid", "smtyp", "ns_campaign", "ns_mchannel", "ocid",
    "partner",
];
