//! Finds every place where an article reports somebody's words, or their silence.

mod according;
mod act;
mod channel;
mod clause;
mod complement;
mod cue;
mod dialogue;
mod draft;
mod finding;
mod gazetteer;
mod join;
mod learned;
mod lexicon;
mod mark;
mod nothing;
mod paragraph;
mod post;
mod quoted;
mod reported;
mod rules;
mod source;
mod tagger;
mod window;

use crate::article::Article;
use crate::text::{Id, Span};
use crate::time::When;
use crate::words_enum::words_enum;

pub use channel::is_network;
pub use learned::EVIDENCE;
pub use learned::Evidence;
pub use learned::Learned;
pub use learned::ModelError;
pub use learned::Settings;
pub use tagger::Tagged;
pub use tagger::decode;
pub use window::FEATURES;
pub use window::Window;
pub use window::windows;

words_enum! {
    /// How the words are reported.
    pub enum Form {
        /// All of the content stands in quotation marks.
        Direct => "direct",
        /// Some of it does.
        Mixed => "mixed",
        /// None of it does.
        Indirect => "indirect",
        /// A post printed whole.
        Post => "post",
    }
}

words_enum! {
    /// What is done with the words.
    pub enum Act {
        /// The neutral case.
        Says => "says",
        /// Beliefs, intentions, feelings: never shown as said.
        Thinks => "thinks",
        /// Questions and demands.
        Asks => "asks",
        /// Confirms, admits.
        Confirms => "confirms",
        /// Denies, rejects.
        Denies => "denies",
        /// Refuses to speak.
        Declines => "declines",
        /// Apologises.
        Apologises => "apologises",
        /// Promises, pledges.
        Promises => "promises",
        /// Warns.
        Warns => "warns",
        /// Condemns, criticises.
        Condemns => "condemns",
        /// Posts on a network.
        Posts => "posts",
        /// A court rules.
        Rules => "rules",
    }
}

words_enum! {
    /// Whether the words surely belong to the statement.
    pub enum Scope {
        /// They do.
        Certain => "certain",
        /// They may be the outlet's own.
        Uncertain => "uncertain",
    }
}

words_enum! {
    /// What is unusual about a statement.
    pub enum Flag {
        /// Its quotation is opened and never closed: it ends with its paragraph.
        Unclosed => "unclosed",
        /// It continues a quotation of the paragraph before.
        Continued => "continued",
        /// It has no cue of its own: it goes on from the statement before.
        Uncued => "uncued",
        /// A question and answer, or a speech marked by the speaker's name and a colon.
        Dialogue => "dialogue",
    }
}

words_enum! {
    /// What a pair of quotation marks is for.
    pub enum MarkKind {
        /// It bounds somebody's words.
        Utterance => "utterance",
        /// The title of a work, a campaign, a programme.
        Title => "title",
        /// A term.
        Term => "term",
        /// Distance: words that nobody is said to have said.
        Scare => "scare",
        /// Inside somebody's words.
        Inner => "inner",
        /// In the headline.
        Headline => "headline",
        /// A nickname.
        Nickname => "nickname",
        /// None of these can be shown.
        Unresolved => "unresolved",
    }
}

/// The place of a pair of quotation marks (or of one that is never closed).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The article.
    pub article: Id<Article>,
    /// The words inside the marks.
    pub span: Span,
    /// What the marks are for.
    pub kind: MarkKind,
}

/// To whom somebody spoke, as printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Addressee {
    /// The words: "Newsweek", "a reporter", "fans".
    pub name: String,
    /// Where they stand.
    pub span: Span,
    /// `printed`, or `inferred` from another statement.
    pub basis: String,
}

/// One article's report of somebody's words, or of their refusal to speak.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// Hash of the article, the content, the cue and the source.
    pub id: Id<Statement>,
    /// The article.
    pub article: Id<Article>,
    /// How the words are reported.
    pub form: Form,
    /// What is done with them.
    pub act: Act,
    /// What was said, without quotation marks at its ends; empty for acts without words.
    pub content: Vec<Span>,
    /// The reporting words.
    pub cue: Vec<Span>,
    /// The words naming who said it.
    pub source: Option<Span>,
    /// The statement that encloses it.
    pub within: Option<Id<Statement>>,
    /// To whom.
    pub addressee: Option<Addressee>,
    /// Through what: "Twitter", "a statement", "an interview".
    pub medium: Option<String>,
    /// When.
    pub said: When,
    /// Whether the words surely belong to it.
    pub scope: Scope,
    /// What is unusual.
    pub flags: Vec<Flag>,
    /// Exactly its content spans, joined by a space.
    pub words: String,
    /// Share of such findings that are right, 0 to 1.
    pub confidence: f32,
}

impl Statement {
    /// What is told: the content without a "that" before it, so that wordings with and without one are the same.
    pub fn told(&self, body: &str) -> Vec<Span> {
        let mut told = self.content.clone();
        if let Some(first) = told.first_mut() {
            let words = first.of(body);
            let opens = words.get(..5).is_some_and(|words| words.eq_ignore_ascii_case("that "));
            let verb = words.get(5..).and_then(|rest| rest.split_whitespace().next()).unwrap_or("");
            if opens
                && self.form != Form::Direct
                && !["is", "was", "would", "will", "has", "had"].contains(&verb)
            {
                *first = Span { start: first.start + 5, end: first.end }.trimmed(body);
            }
        }
        told
    }
}

/// What is found in one article.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Findings {
    /// Every pair of quotation marks, in reading order.
    pub marks: Vec<Mark>,
    /// Every statement, in reading order.
    pub statements: Vec<Statement>,
    /// What speaks for the statements that a model found.
    pub evidence: Vec<(Id<Statement>, Evidence)>,
}

/// How statements are found.
#[derive(Clone, Copy)]
pub enum Finder {
    /// By rules and word lists: fast.
    Rules,
    /// By a model, joined with what the rules know for certain.
    Learned(&'static Learned),
}

impl Finder {
    /// The model that ships with the engine.
    pub fn learned() -> Self {
        Self::Learned(Learned::shipped())
    }
}

/// Finds the marks and statements of an article, in reading order.
///
/// Total: strange text gives few statements, never an error.
pub fn find(article: &Article, finder: Finder) -> Findings {
    match finder {
        Finder::Rules => rules::find(article, None),
        Finder::Learned(model) => rules::find(article, Some(model)),
    }
}
