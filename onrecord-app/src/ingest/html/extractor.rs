//! The one module that knows the `trafilatura` crate: its tree of a page, and the article that it finds in it.

use trafilatura::dom::{Document, NodeId};
use trafilatura::{ExtractionFocus, Options};

/// Elements that begin and end a piece of text.
const BLOCKS: [&str; 44] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
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
    "graphic",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
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

/// A parsed page.
pub(super) struct Tree {
    document: Document,
}

/// A node of a page.
pub(super) type Node = NodeId;

/// A line of the article that the extractor found.
pub(super) struct Line {
    /// Its words, with single blanks.
    pub(super) words: String,
    /// Whether the markup makes it a heading.
    pub(super) is_heading: bool,
}

impl Tree {
    /// Parses a page. It is parsed once.
    pub(super) fn parse(markup: &str) -> Self {
        Self { document: Document::parse(markup) }
    }

    pub(super) fn root(&self) -> Node {
        self.document.root()
    }

    /// The element's name; nothing for other nodes.
    pub(super) fn name(&self, node: Node) -> &str {
        self.document.tag_name(node)
    }

    pub(super) fn attribute(&self, node: Node, name: &str) -> Option<String> {
        self.document.get_attribute(node, name)
    }

    pub(super) fn children(&self, node: Node) -> Vec<Node> {
        self.document.child_nodes(node)
    }

    /// The words of a text node.
    pub(super) fn text(&self, node: Node) -> Option<String> {
        self.document.is_text(node).then(|| self.document.outer_html(node))
    }

    /// All words below a node.
    pub(super) fn words_below(&self, node: Node) -> String {
        self.document.text_content(node)
    }

    /// The lines of the article in this page; none where the extractor finds none.
    pub(super) fn article(self) -> Vec<Line> {
        // We read dates ourselves: a given one spares the extractor its search.
        let options = options().with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
        match trafilatura::extract_document(self.document, &options) {
            Ok(found) => lines_of(&found.content_html),
            Err(_) => Vec::new(),
        }
    }
}

/// Whether text before and after such an element is not one line.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// The text of a page as the extractor alone gives it, a line for each block: what our own reading is measured against.
pub fn bare_extractor(html: &str) -> String {
    let Ok(found) = trafilatura::extract(html, &options()) else { return String::new() };
    let lines: Vec<String> = lines_of(&found.content_html).into_iter().map(|line| line.words).collect();
    lines.join("\n")
}

fn options() -> Options {
    Options::default().with_fallback(true).with_focus(ExtractionFocus::FavorPrecision)
}

fn lines_of(markup: &str) -> Vec<Line> {
    let tree = Tree::parse(markup);
    let mut lines = Vec::new();
    let mut line = Line { words: String::new(), is_heading: false };
    let mut stack: Vec<(Node, bool)> = vec![(tree.root(), false)];
    while let Some((node, leaving)) = stack.pop() {
        if let Some(text) = tree.text(node) {
            push_words(&mut line.words, &text);
            continue;
        }
        let name = tree.name(node);
        if is_block(name) {
            let words = std::mem::take(&mut line.words);
            if words.trim().is_empty() {
                line.is_heading = false;
            } else {
                lines.push(Line { words: words.trim().to_owned(), is_heading: line.is_heading });
            }
            line.is_heading = !leaving && is_heading(name);
        }
        if !leaving {
            stack.push((node, true));
            stack.extend(tree.children(node).into_iter().rev().map(|child| (child, false)));
        }
    }
    if !line.words.trim().is_empty() {
        lines.push(Line { words: line.words.trim().to_owned(), is_heading: false });
    }
    lines
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head")
}

/// Adds words to a line, every run of blanks as one.
pub(super) fn push_words(line: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_sorted() {
        assert!(BLOCKS.is_sorted());
    }
}
