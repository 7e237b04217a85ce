//! The rules, in order.

use crate::article::Article;
use crate::article::BlockKind;
use crate::text::Id;
use crate::text::Span;
use crate::time::When;

use super::Findings;
use super::Form;
use super::Scope;
use super::Statement;
use super::draft::Draft;
use super::paragraph::Paragraph;
use super::quoted;
use super::quoted::Carry;
use super::reported;

/// Finds the marks and statements of an article by rules.
pub fn find(article: &Article) -> Findings {
    let mut statements = Vec::new();
    let mut carry = Carry::default();
    for block in &article.blocks {
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        let p = Paragraph::cut(&article.body, block.span);
        let mut drafts = reported::reported(&p);
        quoted::complete(&p, &mut drafts, carry);
        carry = quoted::carry(&p, &drafts, carry);
        drafts.sort_by_key(|draft| draft.content.iter().chain(&draft.cue).map(|span| span.start).min());
        let first = statements.len();
        statements.extend(drafts.into_iter().map(|draft| statement(article, &p, draft)));
        nest(&mut statements[first..]);
    }
    Findings { marks: Vec::new(), statements }
}

fn statement(article: &Article, p: &Paragraph, draft: Draft) -> Statement {
    let mut content = draft.content;
    content.sort_unstable();
    let words = content.iter().map(|span| span.of(&article.body)).collect::<Vec<_>>().join(" ");
    let form = draft.form.unwrap_or_else(|| form(p, &content));
    Statement {
        id: Id::naming(&[words.as_bytes()]),
        article: article.id,
        form,
        act: draft.act,
        content,
        cue: draft.cue,
        source: draft.source,
        within: None,
        addressee: None,
        medium: None,
        said: When::unknown(),
        scope: Scope::Certain,
        flags: draft.flags,
        words,
        confidence: draft.confidence,
    }
}

/// Direct where all of the content stands in quotation marks, mixed where some of it does.
fn form(p: &Paragraph, content: &[Span]) -> Form {
    let outer = || p.quotations.iter().filter(|q| q.depth == 0);
    if !content.is_empty() && content.iter().all(|span| outer().any(|q| q.outside.contains(*span))) {
        return Form::Direct;
    }
    if content.iter().any(|span| outer().any(|q| q.inside.overlaps(*span))) {
        Form::Mixed
    } else {
        Form::Indirect
    }
}

/// A statement whose cue lies in another's content is nested in it.
fn nest(statements: &mut [Statement]) {
    for at in 0..statements.len() {
        let place: Vec<Span> = statements[at].cue.iter().chain(&statements[at].content).copied().collect();
        let holder = (0..statements.len()).find(|&other| {
            other != at
                && !place.is_empty()
                && statements[other].within.is_none()
                && place
                    .iter()
                    .all(|span| statements[other].content.iter().any(|content| content.contains(*span)))
                && statements[other].content != statements[at].content
        });
        statements[at].within = holder.map(|other| statements[other].id);
    }
}
