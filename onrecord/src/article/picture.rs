//! Captions, credits and replacement texts of pictures.

use super::BlockKind;
use super::phrases::{AGENCIES, PICTURES, lowered};
use super::stretch::{Stretch, is_blank, width};

/// The longest caption, in characters.
const LONGEST: usize = 700;

/// Marks captions and credits, and the lines that belong to them.
pub(super) fn mark(stretches: &mut [Stretch<'_>]) {
    for stretch in stretches.iter_mut().filter(|stretch| stretch.is_open()) {
        stretch.kind = kind(stretch.words);
    }
    for at in 0..stretches.len() {
        if !matches!(stretches[at].kind, Some(BlockKind::Caption | BlockKind::Credit))
            || !stretches[at].close
            || at == 0
        {
            continue;
        }
        let above = &stretches[at - 1];
        if !above.is_open() || above.width() > LONGEST {
            continue;
        }
        if !above.ends() && above.width() <= 150 {
            stretches[at - 1].kind = Some(BlockKind::AltText);
        } else if stretches[at].kind == Some(BlockKind::Credit) && !above.close && above.width() <= 300 {
            stretches[at - 1].kind = Some(BlockKind::Caption);
        }
    }
}

/// Caption or credit, by its own words.
fn kind(words: &str) -> Option<BlockKind> {
    if width(words) > LONGEST {
        return None;
    }
    let head: String = words.chars().take(40).collect();
    let head = lowered(head.trim_start_matches(['(', '[']));
    let opening = PICTURES.opening(&head);
    match credit(words) {
        Some(0) => Some(BlockKind::Credit),
        Some(_) => Some(BlockKind::Caption),
        None if opening.is_some_and(|opening| {
            is_credit_label(opening) && width(words) <= 90 && !super::stretch::ends_sentence(words)
        }) =>
        {
            Some(BlockKind::Credit)
        }
        None => opening.map(|_| BlockKind::Caption),
    }
}

fn is_credit_label(opening: &str) -> bool {
    matches!(opening, "photo:" | "photograph:" | "image:" | "composite:" | "image source")
}

/// Where the credit at the end of a caption begins.
fn credit(words: &str) -> Option<usize> {
    let rules: [fn(&str) -> Option<usize>; 3] = [behind_slash, alone, labelled];
    in_brackets(words).or_else(|| rules.iter().filter_map(|rule| rule(words)).min())
}

/// "(Photo by Ana Ruiz/Agency)", "[Ana Ruiz/Agency]", "(AP Photo/Ana Ruiz)".
fn in_brackets(words: &str) -> Option<usize> {
    let core = words.trim_end_matches('.');
    let open = match core.chars().next_back()? {
        ')' => core.rfind('(')?,
        ']' => core.rfind('[')?,
        _ => return None,
    };
    let inner = &core[open + 1..core.len() - 1];
    let lower = lowered(inner);
    let labelled = [
        "photo by",
        "photo:",
        "photo ",
        "photos by",
        "image:",
        "picture:",
        "credit:",
        "file photo",
        "via getty",
        "photograph",
    ]
    .iter()
    .any(|label| lower.starts_with(label));
    let agency = inner.split('/').chain(inner.split(" via ")).any(|part| AGENCIES.holds(part.trim()));
    let both = inner.contains('/') && width(inner) <= 60 && capitalised(inner);
    (labelled || agency && (inner.contains('/') || open == 0 || inner.contains(" via ")) || both)
        .then_some(open)
}

/// "… in March. Ana Ruiz/AGENCY".
fn behind_slash(words: &str) -> Option<usize> {
    let slash = words.rfind('/')?;
    let agency = words[slash + 1..].trim_matches(is_blank);
    let before = words[..slash].trim_end_matches(is_blank);
    let known = AGENCIES.holds(agency) || AGENCIES.holds(before.rsplit(is_blank).next().unwrap_or(""));
    let likely =
        width(agency) <= 40 && agency.split(' ').count() <= 4 && capitalised(agency) && width(agency) > 1;
    if !known && !likely || agency.ends_with('.') || words.contains("://") {
        return None;
    }
    let from = name_at_end(before)?;
    let opens = from == 0
        || before[..from].trim_end_matches(is_blank).ends_with(['.', '…', '"', '”', ':', ')', '!', '?', '|']);
    (opens || known).then_some(from)
}

/// Where the run of at most five capitalised words at the end begins.
fn name_at_end(words: &str) -> Option<usize> {
    let mut from = words.len();
    let mut count = 0;
    for word in words.rsplit(is_blank).take(5) {
        let closed =
            count > 0 && word.ends_with(['.', '…', '!', '?', ':', ')', '”', '"', ',']) && width(word) > 2;
        if closed || !word.starts_with(char::is_uppercase) {
            break;
        }
        from = word.as_ptr() as usize - words.as_ptr() as usize;
        count += 1;
    }
    (count > 0).then_some(from)
}

/// "… on the quay. Getty Images", "Getty Images", "… via AP".
fn alone(words: &str) -> Option<usize> {
    if AGENCIES.holds(words) {
        return Some(0);
    }
    let tails = words.char_indices().rev().filter(|(_, c)| is_blank(*c)).take(4);
    tails.map(|(at, _)| at).find(|at| {
        let before = words[..*at].trim_end_matches(is_blank);
        AGENCIES.holds(words[*at..].trim_start_matches(is_blank))
            && (before.ends_with(['.', '…', '|', ':', '©', ')']) || before.ends_with(" via"))
    })
}

/// "… on the quay. Photograph: Ana Ruiz/Agency", "Credit: Ana Ruiz".
fn labelled(words: &str) -> Option<usize> {
    if super::stretch::ends_sentence(words) {
        return None;
    }
    [
        "Photograph: ",
        "Photo: ",
        "Credit: ",
        "Image: ",
        "Picture: ",
        "Photo by ",
        "Photograph by ",
        "Photos by ",
        "Photo credit: ",
        "Courtesy of ",
        "Illustration by ",
    ]
    .iter()
    .filter_map(|label| words.rfind(label).map(|at| (at, &words[at + label.len()..])))
    .filter(|(at, name)| {
        width(name) <= 60
            && (*at == 0 || words[..*at].trim_end_matches(is_blank).ends_with(['.', '|', ')', '”', '"', '…']))
    })
    .map(|(at, _)| at)
    .min()
}

/// Whether every word of weight has a capital.
fn capitalised(words: &str) -> bool {
    words.split(|c: char| is_blank(c) || c == '/').filter(|word| !word.is_empty()).all(|word| {
        word.starts_with(char::is_uppercase) || matches!(word, "for" | "of" | "the" | "via" | "de" | "and")
    })
}
