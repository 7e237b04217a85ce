//! A statement while the rules work on it.

use crate::text::Span;

use super::Act;
use super::Flag;
use super::Form;
use super::Scope;
use super::learned::Evidence;
use super::paragraph::Kind;
use super::paragraph::Paragraph;
use super::source::Range;

/// A statement without its identity.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What was said.
    pub content: Vec<Span>,
    /// The reporting words.
    pub cue: Vec<Span>,
    /// Who said it.
    pub source: Option<Span>,
    /// To whom.
    pub addressee: Option<Span>,
    /// What is done.
    pub act: Act,
    /// Set where the place decides it (posts).
    pub form: Option<Form>,
    /// Certain, unless shown otherwise.
    pub scope: Scope,
    /// What is unusual.
    pub flags: Vec<Flag>,
    /// The first form of the cue's verb.
    pub lemma: &'static str,
    /// The cue as tokens.
    pub tokens: Range,
    /// The source as tokens.
    pub source_tokens: Option<Range>,
    /// Where a split quotation may go on.
    pub resume_at: usize,
    /// Share of such findings that are right.
    pub confidence: f32,
    /// What speaks for it, where the model found it.
    pub evidence: Option<Evidence>,
}

impl Draft {
    /// A draft whose content is these ranges of tokens.
    pub fn new(p: &Paragraph, act: Act, content: &[Range], cue: Range, source: Option<Range>) -> Self {
        let spans = content.iter().flat_map(|&(from, to)| content_spans(p, from, to)).collect();
        Self {
            content: spans,
            cue: p.span_of(cue.0, cue.1).into_iter().collect(),
            source: source.and_then(|(from, to)| p.span_of(from, to)),
            addressee: None,
            act,
            form: None,
            scope: Scope::Certain,
            flags: Vec::new(),
            lemma: "",
            tokens: cue,
            source_tokens: source,
            resume_at: content.iter().map(|range| range.1).max().unwrap_or(cue.1).max(cue.1),
            confidence: 0.7,
            evidence: None,
        }
    }

    /// Whether the token at `at` lies in its content.
    pub fn holds(&self, p: &Paragraph, at: usize) -> bool {
        self.content.iter().any(|span| span.contains(p.token(at).span))
    }
}

/// The spans of the tokens `from..to`: the inside of each quotation where there is nothing else, or one span.
pub fn content_spans(p: &Paragraph, from: usize, to: usize) -> Vec<Span> {
    let mut to = to;
    while to > from && matches!(p.token(to - 1).kind, Kind::Stop | Kind::Comma) {
        to -= 1;
    }
    let quotes_only =
        (from..to).all(|at| matches!(p.token(at).kind, Kind::Quote(_) | Kind::Comma | Kind::Dash));
    if quotes_only {
        return (from..to).filter_map(|at| p.quotation(at)).map(|quotation| quotation.inside).collect();
    }
    p.span_of(from, to).into_iter().collect()
}
