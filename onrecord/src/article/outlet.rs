//! Which house prints an article, where its text proves it; a hint where it does not.

use super::house::{house_in_praise, is_house_name};
use super::phrases::{PLATFORMS, lowered};
use super::stretch::{Stretch, is_blank};
use super::{BlockKind, Claim, Outlet};

/// The outlet: as the page claims it, else as its own house text names it.
pub(super) fn find(claim: Option<Claim<String>>, stretches: &[Stretch<'_>]) -> Outlet {
    let hint = stretches
        .iter()
        .filter(|stretch| matches!(stretch.kind, None | Some(BlockKind::Paragraph)))
        .find_map(|stretch| hint(stretch.words))
        .map(str::to_owned);
    match claim {
        Some(claim) => Outlet { name: Some(claim.value), basis: claim.basis, hint },
        None => match proven(stretches) {
            Some((name, basis)) => Outlet { name: Some(name), basis: basis.to_owned(), hint },
            None => Outlet { name: None, basis: String::new(), hint },
        },
    }
}

/// The name that most house lines give; of equals the first in the alphabet.
fn proven(stretches: &[Stretch<'_>]) -> Option<(String, &'static str)> {
    let mut names: Vec<(&str, &'static str)> = Vec::new();
    for stretch in stretches {
        match stretch.kind {
            Some(BlockKind::Boilerplate) => {
                names.extend(names_in(stretch.words).map(|name| (name, "boilerplate")));
            }
            Some(BlockKind::Bio) => names.extend(employer(stretch.words).map(|name| (name, "bio"))),
            _ => {}
        }
    }
    names.retain(|(name, _)| is_house_name(name) && !PLATFORMS.holds(&lowered(name)));
    names.sort_unstable();
    let count = |name: &str| names.iter().filter(|(other, _)| *other == name).count();
    let best = names.iter().max_by(|a, b| count(a.0).cmp(&count(b.0)).then(b.0.cmp(a.0)))?;
    Some((best.0.to_owned(), best.1))
}

/// The house that a line of its own names.
fn names_in(words: &str) -> impl Iterator<Item = &str> {
    const BEFORE: [&str; 12] = [
        "how ",
        "on ",
        "Visit ",
        "visit ",
        "©",
        "Subscribe to ",
        "subscribe to ",
        "Sign up for ",
        "sign up for ",
        "more from ",
        "More from ",
        "Copyright ",
    ];
    let slogan = house_in_praise(words);
    let led = BEFORE
        .iter()
        .filter_map(move |lead| words.find(lead).and_then(|at| name_behind(words, at + lead.len())));
    slogan.into_iter().chain(led)
}

/// "Harbour Post uses", "Harbour Post's newsletter", "HarbourPost.com", "2026 Harbour Post.".
fn name_behind(words: &str, at: usize) -> Option<&str> {
    let rest = words.get(at..)?.trim_start_matches(|c: char| {
        is_blank(c) || c.is_ascii_digit() || c == ',' || c == '-' || c == '–' || c == '©'
    });
    let rest = rest.strip_prefix("The ").or_else(|| rest.strip_prefix("the ")).unwrap_or(rest);
    let mut end = 0;
    for word in rest.split(' ').take(4) {
        if !word.starts_with(char::is_uppercase) && !matches!(word, "of" | "&") {
            break;
        }
        let from = word.as_ptr() as usize - rest.as_ptr() as usize;
        let bare = word.trim_end_matches([',', '.', ';', ':', ')']);
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        let host =
            [".com", ".org", ".net", ".co.uk", ".news"].iter().find_map(|ending| bare.strip_suffix(ending));
        let bare = host.unwrap_or(bare);
        end = from + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    rest.get(..end).filter(|name| name.chars().count() >= 3)
}

/// "… is a reporter for the Harbour Post …".
fn employer(words: &str) -> Option<&str> {
    let lower_ascii = words.to_ascii_lowercase();
    let at = ["reporter", "writer", "correspondent", "editor", "journalist", "columnist"]
        .iter()
        .flat_map(|trade| [" for ", " at ", " with "].into_iter().map(move |link| format!("{trade}{link}")))
        .filter_map(|lead| lower_ascii.find(&lead).map(|at| at + lead.len()))
        .min()?;
    name_behind(words, at)
}

/// "Harbour report: …" at the head of a paragraph: a name that the text only hints at.
fn hint(words: &str) -> Option<&str> {
    let head_end = words.char_indices().nth(60).map_or(words.len(), |(at, _)| at);
    let head = &words[..head_end];
    let name = [
        " report:",
        " Report:",
        " reports:",
        " exclusive:",
        " Exclusive:",
        " EXCLUSIVE:",
        " can reveal",
        " can exclusively reveal",
    ]
    .iter()
    .find_map(|mark| head.find(mark).map(|at| &head[..at]))?;
    let name = name.strip_prefix("The ").unwrap_or(name);
    (is_house_name(name) && name.split(' ').count() <= 3 && !PLATFORMS.holds(&lowered(name))).then_some(name)
}
