//! The rules, in order: posts, dialogue, cues, quotations without cues, acts without words, the ledger of marks.

use crate::article::Article;
use crate::article::Block;
use crate::article::BlockKind;
use crate::text::Id;
use crate::text::Span;
use crate::time;
use crate::time::Anchor;
use crate::time::When;

use super::Act;
use super::Addressee;
use super::Findings;
use super::Flag;
use super::Form;
use super::MarkKind;
use super::Scope;
use super::Statement;
use super::channel;
use super::dialogue;
use super::draft::Draft;
use super::gazetteer;
use super::join;
use super::learned::Evidence;
use super::learned::Learned;
use super::mark;
use super::paragraph::Paragraph;
use super::post;
use super::quoted;
use super::quoted::Carry;
use super::reported;

/// A paragraph, and what stands beside its own cues.
pub struct Ruled<'a> {
    /// The paragraph.
    pub p: Paragraph<'a>,
    /// Quotation marks that bound titles, terms and nicknames.
    pub settled: Vec<(Span, MarkKind)>,
    /// The statements that a cue of the paragraph shows.
    pub drafts: Vec<Draft>,
    /// Whether a model may add to them: not where the form alone decides (dialogue, other languages).
    pub is_open: bool,
}

/// The paragraphs of an article, in reading order.
pub fn ruled(article: &Article) -> Vec<Ruled<'_>> {
    let names = dialogue::names(article);
    let paragraphs = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    paragraphs.enumerate().map(|(at, block)| of_paragraph(article, block.span, &names, at == 0)).collect()
}

fn of_paragraph<'a>(article: &'a Article, span: Span, names: &[&str], is_first: bool) -> Ruled<'a> {
    let p = Paragraph::cut(&article.body, span);
    let settled = mark::settled(&p);
    let (mut drafts, is_open) = match dialogue::dialogue(&p, names) {
        _ if !article.language.starts_with("en") => (quoted::alone(&p), false),
        // `TARN: A bridge …`: the place from which is reported.
        Some(draft) if !is_first || !dialogue::is_place_line(&p, &draft, names) => (vec![draft], false),
        _ => (reported::reported(&p), true),
    };
    drafts.retain(|draft| !is_open || !made_of(&settled, draft));
    Ruled { p, settled, drafts, is_open }
}

/// Finds the marks and statements of an article: by rules alone, or by a model and the rules.
pub fn find(article: &Article, model: Option<&Learned>) -> Findings {
    let mut ruled = ruled(article);
    if let Some(model) = model {
        join::join(model, &mut ruled);
    }
    let mut found = Findings::default();
    let mut carry = Carry::default();
    let mut last: Vec<Statement> = Vec::new();
    let anchor = anchor(article);
    let mut ruled = ruled.into_iter();
    for block in &article.blocks {
        match block.kind {
            BlockKind::Paragraph => {
                let Some(Ruled { p, settled, mut drafts, .. }) = ruled.next() else { continue };
                complete(&p, &mut drafts, &carry, &settled);
                found.marks.extend(mark::marks(article, &p, &settled, &drafts));
                carry = quoted::carry(&p, &drafts);
                if carry.open && goes_on(article, block) {
                    mark_continued(&mut drafts, &p);
                }
                let mut statements = finished(article, &p, drafts, &anchor, &mut found.evidence);
                inherit(&last, &mut statements, article);
                found.statements.extend(statements.iter().cloned());
                last = statements;
            }
            BlockKind::Post => {
                let p = Paragraph::cut(&article.body, block.span);
                found.marks.extend(mark::marks_of_block(article, block.kind, block.span));
                found.statements.extend(posted(article, &p, &anchor));
            }
            other => found.marks.extend(mark::marks_of_block(article, other, block.span)),
        }
    }
    found
}

/// Gives quotations without a cue to the statements that they continue; sets forms and flags; in reading order.
fn complete(p: &Paragraph, drafts: &mut Vec<Draft>, carry: &Carry, settled: &[(Span, MarkKind)]) {
    quoted::complete(p, drafts, carry, settled);
    keep_nearest_cue(drafts);
    for draft in drafts.iter_mut() {
        if draft.form.is_none() && quotes_only_names(p, draft, settled) {
            draft.form = Some(Form::Indirect);
        }
        flag_unclosed(p, draft);
        draft.content.sort_unstable();
    }
    drafts.sort_by_key(|draft| draft.content.iter().chain(&draft.cue).map(|span| span.start).min());
}

/// Whether the only marks in a draft's words bound titles, terms or nicknames: no words of the speaker are quoted.
fn quotes_only_names(p: &Paragraph, draft: &Draft, settled: &[(Span, MarkKind)]) -> bool {
    let mut inside = p
        .quotations
        .iter()
        .filter(|q| q.depth == 0 && draft.content.iter().any(|span| span.overlaps(q.inside)))
        .peekable();
    inside.peek().is_some() && inside.all(|q| settled.iter().any(|(span, _)| *span == q.inside))
}

/// Whether a draft is nothing but a title, a term or a nickname.
fn made_of(settled: &[(Span, MarkKind)], draft: &Draft) -> bool {
    !draft.content.is_empty()
        && draft
            .content
            .iter()
            .all(|span| settled.iter().any(|(inside, _)| inside.contains(*span) || *inside == *span))
}

/// Of two drafts on the same words the one whose cue stands nearer to them stays.
fn keep_nearest_cue(drafts: &mut Vec<Draft>) {
    let far = |draft: &Draft| match (draft.content.first(), draft.cue.first()) {
        (Some(content), Some(cue)) => content.start.abs_diff(cue.end).min(cue.start.abs_diff(content.end)),
        _ => u32::MAX,
    };
    let dropped: Vec<bool> = drafts
        .iter()
        .enumerate()
        .map(|(at, draft)| {
            let same = |other: &&Draft| other.content == draft.content;
            !draft.content.is_empty()
                && drafts
                    .iter()
                    .enumerate()
                    .filter(|(_, other)| same(other))
                    .any(|(i, other)| (far(other), i) < (far(draft), at))
        })
        .collect();
    let mut dropped = dropped.into_iter();
    drafts.retain(|_| !dropped.next().unwrap_or(false));
}

fn flag_unclosed(p: &Paragraph, draft: &mut Draft) {
    let open = p
        .quotations
        .iter()
        .any(|q| !q.closed && q.depth == 0 && draft.content.iter().any(|span| span.overlaps(q.inside)));
    if open {
        draft.flags.push(Flag::Unclosed);
    }
}

/// Whether the next paragraph opens with a mark: then an open quotation goes on, as the convention has it.
fn goes_on(article: &Article, block: &Block) -> bool {
    let rest = &article.body[(block.span.end as usize).min(article.body.len())..];
    rest.trim_start().starts_with(['"', '“', '«', '„']) || rest.trim_start().starts_with("''")
}

fn mark_continued(drafts: &mut [Draft], p: &Paragraph) {
    let end = p.span.trimmed(p.body).end;
    for draft in drafts {
        if draft.content.iter().any(|span| span.end == end) {
            draft.flags.retain(|flag| *flag != Flag::Unclosed);
        }
    }
}

/// What the article's relative times count from.
fn anchor(article: &Article) -> Anchor {
    let when = if article.published.is_unknown() {
        article.revised.clone().unwrap_or_default()
    } else {
        article.published.clone()
    };
    Anchor { when }
}

fn finished(
    article: &Article,
    p: &Paragraph,
    drafts: Vec<Draft>,
    anchor: &Anchor,
    all_evidence: &mut Vec<(Id<Statement>, Evidence)>,
) -> Vec<Statement> {
    let times = if drafts.is_empty() {
        Vec::new()
    } else {
        time::find(p.span.of(p.body), p.span.start as usize, anchor)
    };
    let mut statements: Vec<Statement> = drafts
        .into_iter()
        .filter(|draft| !(draft.content.is_empty() && draft.cue.is_empty()))
        .map(|draft| {
            let said = channel::said(p, &draft, &times, anchor);
            let evidence = draft.evidence;
            let statement = statement(article, p, draft, said);
            all_evidence.extend(evidence.map(|evidence| (statement.id, evidence)));
            statement
        })
        .collect();
    statements.dedup_by(|later, earlier| later.id == earlier.id);
    nest(&mut statements);
    statements
}

fn posted(article: &Article, p: &Paragraph, anchor: &Anchor) -> Option<Statement> {
    let draft = post::post(p)?;
    let content = draft.content.first().copied()?;
    let tail = Span::new(content.end as usize, (p.span.end as usize).max(content.end as usize));
    let dated = time::find(tail.of(p.body), tail.start as usize, anchor).into_iter().next();
    let bound = anchor.when.end.map_or_else(When::unknown, |end| When::by(end, "article date"));
    let medium = channel::network(p.span.of(p.body)).or_else(|| draft.source.map(|_| "Twitter".to_owned()));
    let mut statement = statement(article, p, draft, dated.map_or(bound, |found| found.when));
    statement.medium = statement.medium.or(medium);
    Some(statement)
}

fn statement(article: &Article, p: &Paragraph, draft: Draft, said: When) -> Statement {
    let words = draft.content.iter().map(|span| span.of(&article.body)).collect::<Vec<_>>().join(" ");
    let form = draft.form.unwrap_or_else(|| form(p, &draft.content));
    let confidence = confidence(&draft, form);
    Statement {
        id: name(article, &draft),
        article: article.id,
        form,
        act: draft.act,
        addressee: channel::addressee(p, &draft),
        medium: channel::medium(p, &draft),
        content: draft.content,
        cue: draft.cue,
        source: draft.source,
        within: None,
        said,
        scope: draft.scope,
        flags: draft.flags,
        words,
        confidence,
    }
}

/// The share of such findings that were right, end to end, on the fitting part of PolNeAR (11,700 findings).
fn confidence(draft: &Draft, form: Form) -> f32 {
    let core = draft.lemma.is_empty() || gazetteer::is_core(draft.lemma);
    match form {
        _ if draft.evidence.is_some() || draft.cue.is_empty() || draft.scope == Scope::Uncertain => {
            draft.confidence
        }
        _ if draft.act == Act::Thinks => 0.44,
        _ if draft.flags.contains(&Flag::Dialogue) => 0.5,
        Form::Post => 0.9,
        Form::Direct if core => 0.95,
        Form::Direct => 0.88,
        Form::Mixed if core => 0.83,
        Form::Mixed => 0.63,
        Form::Indirect if core => 0.78,
        Form::Indirect => 0.6,
    }
}

fn name(article: &Article, draft: &Draft) -> Id<Statement> {
    let mut places = Vec::with_capacity(64);
    for spans in [&draft.content[..], &draft.cue, draft.source.as_slice()] {
        for span in spans {
            places.extend_from_slice(&span.start.to_le_bytes());
            places.extend_from_slice(&span.end.to_le_bytes());
        }
        places.push(0xff);
    }
    Id::naming(&[&article.id.bits().to_le_bytes(), &places])
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

/// A statement whose cue and content lie in another's content is nested in it.
fn nest(statements: &mut [Statement]) {
    for at in 0..statements.len() {
        let place: Vec<Span> = statements[at].cue.iter().chain(&statements[at].content).copied().collect();
        let holds = |other: &Statement| {
            place.iter().all(|span| other.content.iter().any(|content| content.contains(*span)))
                && other.content != statements[at].content
        };
        let size = |other: &Statement| other.content.iter().map(|span| span.len()).sum::<usize>();
        let holder = (0..statements.len())
            .filter(|&other| other != at && !place.is_empty() && holds(&statements[other]))
            .min_by_key(|&other| size(&statements[other]));
        statements[at].within = holder.map(|other| statements[other].id);
    }
}

/// A quotation that goes on from the paragraph before keeps its network and its addressee.
fn inherit(before: &[Statement], here: &mut [Statement], article: &Article) {
    let sure = |statement: &Statement| statement.within.is_none() && statement.scope == Scope::Certain;
    let mut previous: Option<Statement> = before.iter().rev().find(|statement| sure(statement)).cloned();
    // A question put by somebody else stands between no words and their occasion.
    let told = |statement: &Statement| sure(statement) && statement.act != Act::Asks;
    let mut occasion = before.iter().rev().find(|statement| told(statement)).map(|last| last.said.clone());
    for statement in here.iter_mut().filter(|s| s.within.is_none()) {
        if let Some(said) = occasion.as_ref().filter(|said| said.start.is_some())
            && is_bound(statement)
            && goes_on_speaking(statement, article)
        {
            statement.said = said.clone();
        }
        if told(statement) {
            occasion = Some(statement.said.clone());
        }
        if let Some(previous) = &previous
            && matches!(statement.form, Form::Direct)
            && same_voice(previous, statement, article)
        {
            if statement.medium.is_none() && statement.addressee.is_none() {
                statement.medium = previous.medium.clone().filter(|medium| channel::is_network(medium));
            }
            if statement.addressee.is_none() && statement.medium.is_none() {
                statement.addressee = previous
                    .addressee
                    .as_ref()
                    .filter(|to| to.name.starts_with(char::is_uppercase))
                    .map(|to| Addressee { basis: "inferred".to_owned(), ..to.clone() });
            }
        }
        if sure(statement) {
            previous = Some(statement.clone());
        }
    }
}

/// Whether nothing but the article's own date says when.
fn is_bound(statement: &Statement) -> bool {
    statement.said.start.is_none()
}

/// `…,” she added.`: the quotation of a pronoun, or of nobody, is of the occasion that was told before it.
fn goes_on_speaking(statement: &Statement, article: &Article) -> bool {
    let Some(source) = statement.source else { return true };
    let pronoun = ["he", "she", "they", "it"].contains(&source.of(&article.body).to_lowercase().as_str());
    pronoun && statement.form == Form::Direct
}

/// Whether two neighbouring statements name the same voice: a pronoun, the same last word, or somebody who speaks for a body.
fn same_voice(previous: &Statement, next: &Statement, article: &Article) -> bool {
    let Some(source) = next.source else { return true };
    let words = source.of(&article.body);
    let lower = words.to_lowercase();
    if ["he", "she", "they", "it"].contains(&lower.as_str()) || lower.contains("spokes") {
        return true;
    }
    let last = |words: &str| words.split_whitespace().last().map(str::to_lowercase);
    previous.source.is_some_and(|source| last(source.of(&article.body)) == last(words))
}
