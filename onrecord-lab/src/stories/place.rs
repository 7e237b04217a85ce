//! Places of the tables: words of a report, found in the body of its article.

use onrecord::text::Span;

use super::wire::{Article, Run};

/// Every accepted place: ` OR ` between alternatives, ` / ` between the parts of one.
pub fn places(article: &Article, cell: &str) -> Result<Vec<Vec<Span>>, String> {
    cell.split(" OR ").map(|one| one.split(" / ").map(|part| place(article, part)).collect()).collect()
}

/// Alternatives for one place.
pub type Group<'r> = Vec<(&'r Article, Span)>;

/// `A: words + B/C: words OR D: words`: each place with its alternatives.
pub fn groups<'r>(run: &'r Run<'_>, cell: &str) -> Result<Vec<Group<'r>>, String> {
    cell.split(" + ").map(|one| group(run, one)).collect()
}

fn group<'r>(run: &'r Run<'_>, cell: &str) -> Result<Group<'r>, String> {
    let mut found = Vec::new();
    for one in cell.split(" OR ") {
        let (reports, words) = one.split_once(": ").ok_or_else(|| format!("`{one}` names no report"))?;
        for report in reports.split('/') {
            let article = run.article(report.trim())?;
            found.push((article, place(article, words.trim()).map_err(|lost| format!("{report}: {lost}"))?));
        }
    }
    Ok(found)
}

/// The one place of these words (`first … last`, `words #2`, `before ‹words› after`).
pub fn place(article: &Article, words: &str) -> Result<Span, String> {
    let (words, number) = match words.rsplit_once(" #") {
        Some((words, number)) => (words, number.parse::<usize>().ok()),
        None => (words, None),
    };
    let found = in_running_text(article, every(article, words));
    match (found.as_slice(), number) {
        ([], _) => Err(format!("the body lacks `{words}`")),
        (found, Some(number)) if number <= found.len() => Ok(found[number - 1]),
        ([one], None) => Ok(*one),
        _ => Err(format!("`{words}` stands {} times in the body", found.len())),
    }
}

/// Every place of these words in any block.
pub fn every(article: &Article, words: &str) -> Vec<Span> {
    let body = article.body.as_str();
    let (first, last) = words.split_once(" … ").map_or((words, None), |(first, last)| (first, Some(last)));
    let bare = first.replace(['‹', '›'], "");
    let inner = inner(first, &bare);
    let ends = |at: usize| match last {
        None => Some(Span::new(at + inner.0, at + inner.1)),
        Some(last) => {
            let after = at + bare.len();
            let end = after + body[after..].find(last)? + last.len();
            Some(Span::new(at, end))
        }
    };
    body.match_indices(&bare).filter_map(|(at, _)| ends(at)).collect()
}

/// The stretch between `‹` and `›`, in bytes of the words without these two.
fn inner(marked: &str, bare: &str) -> (usize, usize) {
    match (marked.find('‹'), marked.find('›')) {
        (Some(open), Some(close)) => (open, close - '‹'.len_utf8()),
        _ => (0, bare.len()),
    }
}

/// Those in running text and posts, if there are any.
fn in_running_text(article: &Article, found: Vec<Span>) -> Vec<Span> {
    let running = |span: &&Span| {
        article.blocks.iter().any(|block| {
            matches!(block.kind.as_str(), "paragraph" | "embedded-post") && block.span.overlaps(**span)
        })
    };
    let chosen: Vec<Span> = found.iter().filter(running).copied().collect();
    if chosen.is_empty() { found } else { chosen }
}

/// `A: words`: the article and every place of the words in it.
pub fn elsewhere<'r>(run: &'r Run<'_>, cell: &str) -> Result<(&'r Article, Vec<Span>), String> {
    let (report, words) = cell.split_once(": ").ok_or_else(|| format!("`{cell}` names no report"))?;
    let article = run.article(report.trim())?;
    let words = words.rsplit_once(" #").map_or(words, |(words, _)| words);
    match every(article, words.trim()) {
        found if found.is_empty() => Err(format!("the body of {report} lacks `{words}`")),
        found => Ok((article, found)),
    }
}

/// A span without quotation marks and punctuation at its ends.
pub fn bare(article: &Article, span: Span) -> Span {
    let words = span.of(&article.body);
    let left = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let kept = words.trim_matches(|c: char| !c.is_alphanumeric()).len();
    Span::new(span.start as usize + left, span.start as usize + left + kept)
}
