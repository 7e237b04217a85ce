//! The one module that knows the `trafilatura` crate: a parsed page in, the markup of its article out.

use trafilatura::dom::{Document, NodeId};
use trafilatura::{ExtractionFocus, Options};

/// Elements that begin and end a piece of text.
const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// The text of a page as the extractor alone gives it, a line for each block: what our own reading is measured against.
pub fn bare_extractor(html: &str) -> String {
    let Ok(found) = trafilatura::extract(html, &options()) else { return String::new() };
    let content = Document::parse(&found.content_html);
    let mut lines = Vec::new();
    lines_of(&content, &mut lines);
    lines.join("\n")
}

fn options() -> Options {
    Options::default().with_fallback(true).with_focus(ExtractionFocus::FavorPrecision)
}

fn lines_of(content: &Document, lines: &mut Vec<String>) {
    let mut stack: Vec<(NodeId, bool)> = vec![(content.root(), false)];
    let mut line = String::new();
    while let Some((id, leaving)) = stack.pop() {
        if content.is_text(id) {
            line.push_str(&content.outer_html(id));
            continue;
        }
        if BLOCKS.contains(&content.tag_name(id)) {
            end_line(&mut line, lines);
        }
        if !leaving {
            stack.push((id, true));
            stack.extend(content.child_nodes(id).into_iter().rev().map(|child| (child, false)));
        }
    }
    end_line(&mut line, lines);
}

fn end_line(line: &mut String, lines: &mut Vec<String>) {
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.is_empty() {
        lines.push(words);
    }
    line.clear();
}
