//! Speech marked by a name and a colon: `ORR: …`, `Q: … A: …`, `Ana Orr: "…"`.

use super::Act;
use super::Flag;
use super::Form;
use super::draft::Draft;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;

/// A name before the colon has no more words than this.
const LONGEST_NAME: usize = 5;

/// The statement of a paragraph that begins with a speaker's name and a colon.
pub fn dialogue(p: &Paragraph) -> Option<Draft> {
    let colon = (1..=LONGEST_NAME).find(|&at| p.token(at).kind == Kind::Colon)?;
    if !(0..colon).all(|at| is_name(p, at)) || colon + 1 >= p.tokens.len() {
        return None;
    }
    let quoted = matches!(p.token(colon + 1).kind, Kind::Quote(_));
    let letters = p.words(0);
    let shouted = letters.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && letters.chars().any(char::is_alphabetic);
    if !quoted && !shouted {
        return None;
    }
    let end = p.tokens.len();
    let mut draft = Draft::new(p, Act::Says, &[(colon + 1, end)], (colon, colon + 1), Some((0, colon)));
    if p.is(0, "q") && colon == 1 {
        draft.act = Act::Asks;
    }
    draft.flags.push(Flag::Dialogue);
    draft.form = (!quoted).then_some(Form::Direct);
    if !quoted && let Some(span) = p.span_of(colon + 1, end) {
        draft.content = vec![span];
    }
    Some(draft)
}

fn is_name(p: &Paragraph, at: usize) -> bool {
    let token = p.token(at);
    let labels = [
        "update",
        "updated",
        "photo",
        "video",
        "note",
        "related",
        "read",
        "watch",
        "by",
        "correction",
        "more",
        "source",
        "credit",
        "image",
        "images",
        "location",
        "date",
        "time",
        "when",
        "where",
        "what",
        "why",
        "who",
        "how",
        "contact",
        "tel",
        "email",
        "phone",
        "breaking",
        "exclusive",
    ];
    token.kind == Kind::Word
        && token.capital
        && !token.entry.is(class::DAY | class::MONTH)
        && !labels.iter().any(|word| p.is(at, word))
}
