//! Two names of one person, as a text says it: "X, formerly known as Y".

use super::lexicon as lex;
use super::names::Mention;
use super::tokens::{Token, gap};

/// Two mentions that the text calls one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    /// The mention of the name that is in use.
    pub current: usize,
    /// The mention of the other.
    pub other: usize,
}

/// Whether a text may say such a thing: a quick look, before its words are read.
pub fn may_say(body: &str) -> bool {
    body.contains("nown as ") || body.contains("ormerly ") || body.contains(" née ") || body.contains("a.k.a")
}

/// The links of an article, in reading order.
pub fn links(body: &str, tokens: &[Token], mentions: &[Mention]) -> Vec<Link> {
    let mut found = Vec::new();
    for (number, mention) in mentions.iter().enumerate() {
        let Some(phrase) = phrase_before(body, tokens, mention.from) else { continue };
        let earlier = mentions[..number].iter().rposition(|name| !name.doubtful && name.last < phrase.start);
        let Some(earlier) = earlier else { continue };
        let apart = phrase.start - mentions[earlier].last;
        let set_off = tokens[phrase.start].gap & (gap::COMMA | gap::DASH | gap::OPEN) != 0;
        if mention.doubtful || apart > 1 || !set_off && phrase.now {
            continue;
        }
        let (current, other) = if phrase.now { (number, earlier) } else { (earlier, number) };
        found.push(Link { current, other });
    }
    found
}

struct Phrase {
    start: usize,
    now: bool,
}

/// The phrase that ends right before the token `at`.
fn phrase_before(body: &str, tokens: &[Token], at: usize) -> Option<Phrase> {
    let word = |back: usize| at.checked_sub(back).map_or("", |place| tokens[place].span.of(body));
    if tokens[at].gap & !gap::QUOTE != 0 {
        return None;
    }
    let known = word(1) == "as" && matches!(word(2), "known" | "Known");
    if known {
        return match word(3) {
            "formerly" | "previously" | "once" | "also" | "otherwise" => {
                Some(Phrase { start: at - 3, now: false })
            }
            "now" | "better" | "best" | "professionally" | "popularly" | "commonly" => {
                Some(Phrase { start: at - 3, now: true })
            }
            _ => None,
        };
    }
    let single =
        matches!(word(1), "formerly" | "née" | "aka" | "a.k.a") && tokens[at].class & lex::GRAMMAR == 0;
    single.then(|| Phrase { start: at - 1, now: false })
}
