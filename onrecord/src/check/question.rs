//! What to look up: the quotations of a draft, and what it says without marks that somebody said.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::article::BlockKind;
use crate::record::Reading;
use crate::statement::Act;
use crate::statement::Form;
use crate::statement::Mark;
use crate::statement::MarkKind;
use crate::statement::Scope;
use crate::statement::Statement;
use crate::text::Span;
use crate::text::fold;
use crate::text::words;
use crate::utterance::is_function_word;

use super::owner::Owners;

/// Fewer words in marks that nobody is said to have said are a word set apart, and no quotation.
const SET_APART: usize = 3;

/// So many words without marks are looked up whatever they are; of fewer two must say something.
const SAYS_ENOUGH: usize = 5;

/// A quotation goes on behind so many bytes at most: who says it stands between.
const BETWEEN: usize = 160;

/// One thing to look up.
#[derive(Clone, Debug)]
pub(super) struct Question<'a> {
    /// Where it stands in the draft.
    pub spans: Vec<Span>,
    /// The statement that it is of.
    pub statement: Option<&'a Statement>,
    /// Whether it stands in quotation marks or in a post.
    pub quoted: bool,
    /// The quotations next to it in the same paragraph: it may go on from one and in the other.
    pub beside: [Option<Span>; 2],
}

impl Question<'_> {
    /// The words, joined by a space.
    pub fn words(&self, body: &str) -> String {
        self.spans.iter().map(|span| span.of(body)).collect::<Vec<_>>().join(" ")
    }

    /// Whether the draft sets it as a whole sentence: it begins with a capital, and does not trail off.
    pub fn is_whole(&self, body: &str) -> bool {
        let (Some(first), Some(last)) = (self.spans.first(), self.spans.last()) else { return false };
        let is_set_apart = match self.statement {
            Some(statement) => statement.form == Form::Direct,
            None => body[..first.start as usize].trim_end().ends_with('>'),
        };
        let words = last.of(body).trim_end_matches(',');
        let trails_off = ["…", "...", "]"].iter().any(|end| words.ends_with(end));
        self.quoted && is_set_apart && first.of(body).starts_with(char::is_uppercase) && !trails_off
    }

    fn cover(&self) -> Span {
        self.spans.iter().copied().reduce(Span::cover).unwrap_or_default()
    }
}

/// The questions of a draft, in order of their place; no two overlap.
pub(super) fn questions(draft: &Reading) -> Vec<Question<'_>> {
    let article = &draft.article;
    let owners = Owners::of(std::slice::from_ref(draft));
    let mut found: Vec<Question<'_>> = Vec::new();
    let marks = draft.marks.iter().filter(|mark| is_quotation(mark, &article.body));
    found.extend(marks.map(|mark| quoted(mark.span, &owners)));
    let posts = draft.statements.iter().filter(|one| one.form != Form::Indirect);
    found.extend(posts.flat_map(|one| one.content.iter().map(|span| of_statement(vec![*span], one, true))));
    found.extend(block_quotations(article).map(|span| Question {
        spans: vec![span],
        statement: None,
        quoted: true,
        beside: [None; 2],
    }));
    let unquoted = draft.statements.iter().filter(|one| is_told(one) && says_enough(&one.words));
    found.extend(unquoted.map(|one| of_statement(one.told(&article.body), one, false)));
    apart(found, &article.body)
}

fn of_statement(spans: Vec<Span>, statement: &Statement, quoted: bool) -> Question<'_> {
    Question { spans, statement: Some(statement), quoted, beside: [None; 2] }
}

/// Whether a mark bounds words that somebody may have said.
fn is_quotation(mark: &Mark, body: &str) -> bool {
    match mark.kind {
        MarkKind::Utterance | MarkKind::Unresolved | MarkKind::Headline => true,
        MarkKind::Scare => words(mark.span.of(body), 0).len() >= SET_APART,
        MarkKind::Title | MarkKind::Term | MarkKind::Inner | MarkKind::Nickname => false,
    }
}

/// A quotation, with the smallest statement around it.
fn quoted<'a>(span: Span, owners: &Owners<'a>) -> Question<'a> {
    let statement = owners.innermost(0, &[span]).into_iter().next();
    Question { spans: vec![span], statement, quoted: true, beside: [None; 2] }
}

/// Whether a statement without quotation marks says that somebody said something.
fn is_told(statement: &Statement) -> bool {
    statement.form == Form::Indirect && statement.act != Act::Thinks && statement.scope == Scope::Certain
}

/// Whether words without marks say what can be looked up: not "it", "one of them".
fn says_enough(told: &str) -> bool {
    let all = words(told, 0);
    let telling = all.iter().filter(|word| !is_function_word(&fold(word.span.of(told))));
    all.len() >= SAYS_ENOUGH || telling.count() >= 2
}

/// Paragraphs that Markdown sets apart with `>`, without the line that names whose they are.
fn block_quotations(article: &Article) -> impl Iterator<Item = Span> {
    let is_set = |span: &Span| span.of(&article.body).trim_start().starts_with('>');
    let blocks = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    blocks.map(|block| block.span).filter(is_set).map(|span| {
        let words = span.of(&article.body);
        let signed = words.rfind('\n').filter(|at| is_signature(&words[*at..]));
        let end = signed.or(is_signature(words).then_some(0)).unwrap_or(words.len());
        let start = words.find(|c: char| c != '>' && !c.is_whitespace()).unwrap_or(0).min(end);
        Span::new(span.start as usize + start, span.start as usize + end).trimmed(&article.body)
    })
}

/// Whether a line only says whose words stand before it: `> — Ana Orr`.
fn is_signature(line: &str) -> bool {
    line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).starts_with(['—', '–', '―', '-'])
}

/// Of questions on the same words the one found first, in order of place.
fn apart<'a>(found: Vec<Question<'a>>, body: &str) -> Vec<Question<'a>> {
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    let mut kept: Vec<Question<'a>> = Vec::new();
    for question in found {
        let has_words = question.spans.iter().any(|span| span.of(body).contains(char::is_alphanumeric));
        let is_free =
            |span: &Span| taken.range(..span.end).next_back().is_none_or(|(_, end)| *end <= span.start);
        if has_words && question.spans.iter().all(is_free) {
            taken.extend(question.spans.iter().map(|span| (span.start, span.end)));
            kept.push(question);
        }
    }
    kept.sort_by_key(Question::cover);
    with_neighbours(kept, body)
}

/// Notes what stands beside each quotation.
fn with_neighbours<'a>(mut kept: Vec<Question<'a>>, body: &str) -> Vec<Question<'a>> {
    for at in 1..kept.len() {
        let (before, this) = (kept[at - 1].cover(), kept[at].cover());
        let between = Span { start: before.end.min(this.start), end: this.start };
        let is_near = between.len() <= BETWEEN && !between.of(body).contains('\n');
        if kept[at - 1].quoted && kept[at].quoted && is_near {
            kept[at - 1].beside[1] = Some(this);
            kept[at].beside[0] = Some(before);
        }
    }
    kept
}
