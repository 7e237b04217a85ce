//! Plain text and Markdown: the body is the file's text, letter for letter.

use onrecord::article::{Article, Claim, Page, PageText, compose};

use super::{Refusal, charset};

/// Reads a text file.
pub(super) fn read(file: String, bytes: &[u8]) -> Result<Article, Refusal> {
    let text = charset::text(bytes).into_owned();
    if !text.contains(char::is_alphanumeric) {
        return Err(Refusal::new(&file, "has no words", "save the report as text again"));
    }
    let mut page = Page { file, ..Page::default() };
    if text.trim_start_matches('\u{feff}').starts_with("---\n") {
        claim_front_matter(&text, &mut page);
    }
    page.text = PageText::Plain(text);
    Ok(compose(page))
}

/// What a Markdown file says of itself between two lines of dashes.
fn claim_front_matter(text: &str, page: &mut Page) {
    let lines = text.lines().skip(1).take(60).take_while(|line| line.trim_end() != "---");
    for (key, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        let claim = |value| Claim { value, basis: "front-matter".to_owned() };
        match key.trim().to_ascii_lowercase().as_str() {
            _ if value.is_empty() => {}
            "title" | "headline" => page.title = Some(claim(value)),
            "author" | "authors" | "byline" => {
                page.authors = value.split(';').map(|name| claim(name.trim().to_owned())).collect();
            }
            "outlet" | "publisher" | "source" => page.outlet = Some(claim(value)),
            "date" | "published" => {
                page.published = onrecord::time::parse(&value)
                    .map(|stamp| Claim { value: stamp, basis: "front-matter".to_owned() });
            }
            "url" => page.url = Some(value),
            "lang" | "language" => page.language = Some(value),
            _ => {}
        }
    }
}
