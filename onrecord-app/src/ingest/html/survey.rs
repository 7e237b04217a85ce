//! One walk over a parsed page: what its head claims, and every line of its body with what the markup says of it.

use onrecord::article::BlockKind;

use super::extractor::{Node, Tree, is_block, push_words};

/// What a page shows before anything is decided.
#[derive(Default)]
pub(super) struct Survey {
    /// `name` or `property` of meta elements, in lower case, with their content.
    pub(super) metas: Vec<(String, String)>,
    /// Scripts of JSON-LD.
    pub(super) json_ld: Vec<String>,
    /// The canonical address.
    pub(super) canonical: Option<String>,
    /// The language of the page's root.
    pub(super) language: Option<String>,
    /// The title element.
    pub(super) title: Option<String>,
    /// Dates of `time` elements, and whether they are marked as the date of publication.
    pub(super) times: Vec<(String, bool)>,
    /// The lines of the body, in order.
    pub(super) lines: Vec<Seen>,
}

/// A line of a page.
pub(super) struct Seen {
    /// Its words, with single blanks.
    pub(super) words: String,
    /// What the markup says that it is.
    pub(super) kind: Option<BlockKind>,
    /// Whether it stands in a paragraph element.
    pub(super) in_paragraph: bool,
}

/// Elements whose words nobody reads.
const UNSEEN: [&str; 16] = [
    "audio", "button", "canvas", "iframe", "input", "math", "nav", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "video",
];

/// What holds within an element.
#[derive(Clone, Copy, Default)]
struct Inside {
    kind: Option<BlockKind>,
    in_paragraph: bool,
    in_figure: bool,
}

/// Walks the page.
pub(super) fn of(tree: &Tree) -> Survey {
    let mut walk = Walk { tree, survey: Survey::default(), line: String::new(), kind: None, mixed: false };
    let mut stack: Vec<(Node, Inside, bool)> = vec![(tree.root(), Inside::default(), false)];
    while let Some((node, inside, leaving)) = stack.pop() {
        if let Some(text) = tree.text(node) {
            walk.add(&text, inside);
            continue;
        }
        let name = tree.name(node);
        let breaks = is_block(name);
        if breaks {
            walk.end_line(inside);
        }
        if leaving || !walk.enters(node, name, inside) {
            continue;
        }
        let within = walk.inside(node, name, inside);
        if breaks {
            stack.push((node, inside, true));
        }
        if within.kind != inside.kind && within.kind == Some(BlockKind::Post) {
            let words = tree.words_below(node);
            walk.add_whole(&words, within);
            continue;
        }
        stack.extend(tree.children(node).into_iter().rev().map(|child| (child, within, false)));
    }
    walk.end_line(Inside::default());
    walk.survey
}

struct Walk<'a> {
    tree: &'a Tree,
    survey: Survey,
    line: String,
    kind: Option<BlockKind>,
    mixed: bool,
}

impl Walk<'_> {
    fn add(&mut self, text: &str, inside: Inside) {
        if !text.contains(|c: char| !c.is_whitespace()) {
            return push_words(&mut self.line, text);
        }
        if self.line.trim().is_empty() {
            self.kind = inside.kind;
            self.mixed = false;
        } else if self.kind != inside.kind {
            self.mixed = true;
        }
        push_words(&mut self.line, text);
    }

    /// A line of its own, whatever blocks stand in it.
    fn add_whole(&mut self, text: &str, inside: Inside) {
        self.end_line(inside);
        self.add(text, inside);
        self.end_line(inside);
    }

    fn end_line(&mut self, inside: Inside) {
        let words = self.line.trim();
        if !words.is_empty() {
            let kind = if self.mixed { None } else { self.kind };
            self.survey.lines.push(Seen { words: words.to_owned(), kind, in_paragraph: inside.in_paragraph });
        }
        self.line.clear();
        self.kind = None;
        self.mixed = false;
    }

    /// Reads the elements that say something of themselves; whether their insides are to be read.
    fn enters(&mut self, node: Node, name: &str, inside: Inside) -> bool {
        match name {
            "html" => self.survey.language = self.tree.attribute(node, "lang"),
            "meta" => self.meta(node),
            "link" => self.link(node),
            "title" if self.survey.title.is_none() => {
                self.survey.title = Some(self.tree.words_below(node));
                return false;
            }
            "title" => return false,
            "time" => self.time(node),
            "img" if inside.in_figure => self.picture(node),
            "script" if self.is_json_ld(node) => self.survey.json_ld.push(self.tree.words_below(node)),
            _ => {}
        }
        UNSEEN.binary_search(&name).is_err()
    }

    fn is_json_ld(&self, node: Node) -> bool {
        self.tree.attribute(node, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
    }

    fn meta(&mut self, node: Node) {
        let key = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|key| self.tree.attribute(node, key));
        if let (Some(key), Some(content)) = (key, self.tree.attribute(node, "content")) {
            self.survey.metas.push((key.to_ascii_lowercase(), content));
        }
    }

    fn link(&mut self, node: Node) {
        let is_canonical =
            self.tree.attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if is_canonical && self.survey.canonical.is_none() {
            self.survey.canonical = self.tree.attribute(node, "href");
        }
    }

    fn time(&mut self, node: Node) {
        let attribute = |name: &str| self.tree.attribute(node, name);
        if let Some(date) = attribute("datetime") {
            let words = [attribute("itemprop"), attribute("class")]
                .into_iter()
                .flatten()
                .collect::<String>()
                .to_ascii_lowercase();
            let first = attribute("pubdate").is_some() || words.contains("publish");
            self.survey.times.push((date, first));
        }
    }

    fn picture(&mut self, node: Node) {
        let Some(words) = self.tree.attribute(node, "alt") else { return };
        let mut line = String::new();
        push_words(&mut line, &words);
        if line.trim().contains(' ') && line.len() >= 10 {
            let words = line.trim().to_owned();
            self.survey.lines.push(Seen { words, kind: Some(BlockKind::AltText), in_paragraph: false });
        }
    }

    /// What an element says of what stands in it.
    fn inside(&self, node: Node, name: &str, around: Inside) -> Inside {
        let in_figure = around.in_figure || matches!(name, "figure" | "picture");
        let in_paragraph = around.in_paragraph || name == "p";
        let settled = matches!(around.kind, Some(BlockKind::Post | BlockKind::Credit | BlockKind::Bio));
        let kind = if settled { around.kind } else { self.kind_of(node, name, around).or(around.kind) };
        Inside { kind, in_paragraph, in_figure }
    }

    fn kind_of(&self, node: Node, name: &str, around: Inside) -> Option<BlockKind> {
        match name {
            "h1" => return Some(BlockKind::Headline),
            "h2" | "h3" | "h4" | "h5" | "h6" => return Some(BlockKind::Heading),
            "time" if around.kind.is_none() => return Some(BlockKind::Dateline),
            "html" | "head" | "body" | "main" | "article" => return None,
            _ => {}
        }
        let attribute = |name: &str| self.tree.attribute(node, name);
        let class = attribute("class").map(|class| class.to_ascii_lowercase()).unwrap_or_default();
        let in_caption = around.kind == Some(BlockKind::Caption);
        let of_class = class
            .split_ascii_whitespace()
            .find_map(|class| kind_of_class(class, in_caption || around.in_figure));
        let caption = (name == "figcaption").then_some(BlockKind::Caption);
        let author = || {
            let names = [attribute("rel"), attribute("itemprop")];
            names
                .into_iter()
                .flatten()
                .any(|value| value.eq_ignore_ascii_case("author"))
                .then_some(BlockKind::Byline)
        };
        of_class.or(caption).or_else(author)
    }
}

/// What a class says, as houses commonly name theirs.
fn kind_of_class(class: &str, by_picture: bool) -> Option<BlockKind> {
    let has = |needles: &[&str]| needles.iter().any(|needle| class.contains(needle));
    const POSTS: [&str; 9] = [
        "twitter-tweet",
        "twitter-video",
        "instagram-media",
        "bluesky-embed",
        "tiktok-embed",
        "mastodon-embed",
        "reddit-embed-bq",
        "text-post-media",
        "truthsocial-embed",
    ];
    if POSTS.contains(&class) {
        return Some(BlockKind::Post);
    }
    if by_picture && has(&["credit", "photographer", "copyright", "attribution"]) {
        return Some(BlockKind::Credit);
    }
    if class.ends_with("caption") || class.ends_with("caption-text") || class.ends_with("caption__text") {
        return Some(BlockKind::Caption);
    }
    if has(&["author-bio", "author_bio", "author__bio", "about-author", "about-the-author", "authorbio"]) {
        return Some(BlockKind::Bio);
    }
    let author = !by_picture && matches!(class, "author" | "authors" | "writer");
    if author || has(&["byline", "article-author", "author-name", "author__name"]) {
        return Some(BlockKind::Byline);
    }
    let notes = [
        "editors-note",
        "editor-note",
        "update-note",
        "updatenote",
        "article-update",
        "correction",
        "clarification",
    ];
    has(&notes).then_some(BlockKind::UpdateNote)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unseen_elements_are_sorted() {
        assert!(UNSEEN.is_sorted());
    }
}
