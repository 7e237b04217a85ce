//! To whom, through what and when somebody spoke, as far as it is printed.

use crate::text::Span;
use crate::time;
use crate::time::Anchor;
use crate::time::When;

use super::Act;
use super::Addressee;
use super::draft::Draft;
use super::lexicon::class;
use super::paragraph::Kind;
use super::paragraph::Paragraph;
use super::source;

/// Networks, as the words that name them.
const NETWORKS: &[(&str, &str)] = &[
    ("twitter", "Twitter"),
    ("tweet", "Twitter"),
    ("tweets", "Twitter"),
    ("tweeted", "Twitter"),
    ("tweeting", "Twitter"),
    ("retweeted", "Twitter"),
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("tiktok", "TikTok"),
    ("youtube", "YouTube"),
    ("telegram", "Telegram"),
    ("whatsapp", "WhatsApp"),
    ("reddit", "Reddit"),
    ("linkedin", "LinkedIn"),
    ("snapchat", "Snapchat"),
    ("weibo", "Weibo"),
    ("threads", "Threads"),
    ("bluesky", "Bluesky"),
    ("mastodon", "Mastodon"),
    ("tumblr", "Tumblr"),
    ("substack", "Substack"),
    ("x", "X"),
];

/// Nouns that carry words, behind `in`, `at`, `during`, `on`, `through`, `via`.
const CARRIERS: &[&str] = &[
    "statement",
    "interview",
    "email",
    "e-mail",
    "letter",
    "speech",
    "memo",
    "report",
    "filing",
    "post",
    "thread",
    "conference",
    "briefing",
    "release",
    "podcast",
    "video",
    "testimony",
    "hearing",
    "article",
    "message",
    "note",
    "blog",
    "text",
    "broadcast",
    "call",
    "rally",
    "debate",
    "affidavit",
    "op-ed",
    "column",
    "memoir",
    "book",
    "address",
    "deposition",
    "lawsuit",
    "complaint",
    "announcement",
    "hall",
    "meeting",
    "court",
    "order",
    "ruling",
    "judgment",
    "judgement",
];

/// Whether a medium is a network.
pub fn is_network(medium: &str) -> bool {
    NETWORKS.iter().any(|(_, network)| *network == medium)
}

/// The network whose address or name stands in a post.
pub fn network(words: &str) -> Option<String> {
    let words = words.to_lowercase();
    let addresses = [
        ("t.co/", "Twitter"),
        ("twitter.com", "Twitter"),
        ("instagram.com", "Instagram"),
        ("facebook.com", "Facebook"),
        ("tiktok.com", "TikTok"),
        ("bsky.app", "Bluesky"),
        ("t.me/", "Telegram"),
        ("instagram", "Instagram"),
        ("facebook", "Facebook"),
    ];
    addresses.iter().find(|(address, _)| words.contains(address)).map(|(_, network)| (*network).to_owned())
}

/// The medium that the sentence of a draft names beside its cue.
pub fn medium(p: &Paragraph, draft: &Draft) -> Option<String> {
    let (from, to) = sentence_of(p, draft)?;
    // Behind the cue another verb's medium is none of this one's.
    let other = |at: usize| p.token(at).entry.verb().is_some_and(|verb| !verb.noun);
    let to = (draft.tokens.1..to).find(|&at| other(at) && is_free(p, draft, at)).unwrap_or(to);
    let free: Vec<usize> = (from..to).filter(|&at| is_free(p, draft, at)).collect();
    for &at in &free {
        let word = p.words(at).trim_start_matches('@');
        let named = NETWORKS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name));
        if let Some((name, network)) = named
            && (!["x", "threads", "telegram"].contains(name) || p.token(at).capital && is_posted_on(p, at))
        {
            return Some((*network).to_owned());
        }
    }
    if draft.act == Act::Posts
        && let Some(&on) = free.iter().find(|&&at| {
            p.is(at, "on") && p.token(at + 1).capital && !p.token(at + 1).entry.is(class::DAY | class::MONTH)
        })
    {
        return Some(p.words(on + 1).to_owned());
    }
    for &at in &free {
        let leads = ["in", "at", "during", "on", "through", "via", "by"].iter().any(|word| p.is(at, word));
        if !leads || p.token(at).kind != Kind::Word {
            continue;
        }
        let carrier = (at + 1..to.min(at + 6))
            .take_while(|&i| matches!(p.token(i).kind, Kind::Word | Kind::Number))
            .take_while(|&i| !p.token(i).entry.is(class::PREPOSITION | class::CONJUNCTION | class::RELATIVE))
            .find(|&i| {
                CARRIERS.iter().any(|word| p.is(i, word)) && !CARRIERS.iter().any(|word| p.is(i + 1, word))
            })
            .filter(|&i| is_carrier(p, at, i));
        let carrier = carrier.filter(|&i| free.contains(&i));
        if let Some(end) = carrier {
            let start = if p.token(at + 1).entry.is(class::DETERMINER) { at + 2 } else { at + 1 };
            return p.span_of(start.min(end), end + 1).map(|span| span.of(p.body).to_lowercase());
        }
    }
    None
}

/// `on Telegram`, `via X`: names of networks that are names of newspapers and words, too.
fn is_posted_on(p: &Paragraph, at: usize) -> bool {
    at > 0 && ["on", "via", "through", "over"].iter().any(|word| p.is(at - 1, word))
}

/// Whether the noun at `at`, behind the preposition at `lead`, carries words here: `in an order`, not `in working order`.
fn is_carrier(p: &Paragraph, lead: usize, at: usize) -> bool {
    let kinds: &[&str] = match p.words(at).to_lowercase().as_str() {
        "hall" => &["town"],
        "order" | "address" | "call" | "text" => &["court", "executive", "phone", "conference", "video"],
        _ => return true,
    };
    let bare = at == lead + 2 && p.token(lead + 1).entry.is(class::DETERMINER) && !p.is(at, "hall");
    bare || kinds.iter().any(|word| p.is(at - 1, word))
}

/// Whom the sentence of a draft names as spoken to: the words behind `told`, behind `asked by`, or behind `to`, `with`
/// and a carrier.
pub fn addressee(p: &Paragraph, draft: &Draft) -> Option<Addressee> {
    if let Some(span) = draft.addressee {
        return named(p, span);
    }
    let (from, to) = sentence_of(p, draft)?;
    if let Some(asker) = asker(p, from, draft) {
        return named(p, asker);
    }
    for at in from..to {
        let linked = (p.is(at, "to") || p.is(at, "with")) && at > from && is_free(p, draft, at);
        if !linked {
            continue;
        }
        let spoken = [
            "spoke",
            "speaking",
            "spoken",
            "speak",
            "talked",
            "talking",
            "said",
            "wrote",
            "statement",
            "interview",
            "email",
            "letter",
            "message",
            "remarks",
            "comments",
            "testimony",
            "e-mail",
            "note",
            "memo",
            "speech",
            "submission",
            "briefing",
            "replied",
            "writing",
        ];
        let leads = spoken.iter().any(|word| p.is(at - 1, word));
        if !leads || p.token(at - 1).span.end > p.token(at).span.start {
            continue;
        }
        if let Some((start, end)) = source::behind(p, at + 1, to.min(at + 9))
            && is_free(p, draft, start)
            && !p.token(start).entry.is(class::QUESTION)
        {
            let end = (start..end).find(|&i| ends_name(p, start, i)).unwrap_or(end);
            return p.span_of(start, end).and_then(|span| named(p, span));
        }
    }
    None
}

/// Whether the words that name an addressee end before `at`: `Orrin Lines dated 4 May`, `Radio Carrow this morning`.
fn ends_name(p: &Paragraph, start: usize, at: usize) -> bool {
    let token = p.token(at);
    let joins = ["of", "the", "for", "and", "&"].iter().any(|word| p.is(at, word));
    let behind_name = at > start && p.token(at - 1).capital && !token.capital;
    at > start
        && (token.kind == Kind::Comma || !joins)
        && (token.kind == Kind::Comma
            || token.entry.is(class::PREPOSITION | class::DAY | class::DETERMINER)
            || behind_name && token.kind == Kind::Word && !token.entry.is(class::PERSON))
}

/// `Asked by the Post whether he would go, he said`: who asked is who was answered.
fn asker(p: &Paragraph, from: usize, draft: &Draft) -> Option<Span> {
    let asked = ["asked", "questioned", "pressed", "quizzed", "challenged", "interviewed", "approached"];
    let (cue, _) = draft.tokens;
    let by = (from + 1..cue).find(|&at| p.is(at, "by") && asked.iter().any(|word| p.is(at - 1, word)))?;
    let opens = by <= from + 2 || matches!(p.token(by - 2).kind, Kind::Comma) || p.is(by - 2, "when");
    let (start, end) = source::behind(p, by + 1, cue.min(by + 9)).filter(|_| opens)?;
    let end = (start + 1..end)
        .find(|&i| {
            let word = p.token(i);
            let joins = p.is(i, "of") || p.is(i, "the") || p.is(i, "&");
            word.kind == Kind::Comma
                || !joins
                    && (word.entry.is(class::SUBORDINATOR | class::PREPOSITION | class::QUESTION)
                        || p.token(i - 1).capital && !word.capital && word.kind == Kind::Word)
        })
        .unwrap_or(end);
    let outside = !draft.content.iter().any(|span| span.overlaps(p.token(start).span));
    p.span_of(start, end).filter(|_| outside)
}

/// The addressee at `span`, its article left out.
fn named(p: &Paragraph, span: Span) -> Option<Addressee> {
    let words = span.of(p.body);
    let name =
        ["a ", "an ", "the ", "The "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words);
    let span = Span::new(span.end as usize - name.len(), span.end as usize);
    (!name.is_empty()).then(|| Addressee { name: name.to_owned(), span, basis: "printed".to_owned() })
}

/// When it was said: the time expression beside the cue, else the bound that the article's own date sets.
pub fn said(p: &Paragraph, draft: &Draft, times: &[time::Found], anchor: &Anchor) -> When {
    let bound = || match anchor.when.end {
        Some(end) => When::by(end, "article date"),
        None => When::unknown(),
    };
    let Some((from, to)) = sentence_of(p, draft) else { return bound() };
    let Some(sentence) = p.span_of(from, to) else { return bound() };
    let cue = draft.cue.first().map_or(sentence.start, |span| span.start);
    let beside = times.iter().filter(|found| sentence.contains(found.span) && !found.when.is_unknown());
    let free = beside.filter(|found| {
        !draft.content.iter().any(|span| span.overlaps(found.span))
            && !draft.source.is_some_and(|span| span.overlaps(found.span))
            && !p.quotations.iter().any(|q| q.outside.overlaps(found.span))
    });
    let nearest = free.min_by_key(|found| found.span.start.abs_diff(cue));
    match nearest {
        Some(found)
            if found
                .when
                .end
                .is_none_or(|end| anchor.when.end.is_none_or(|bound| end.earliest() <= bound.latest())) =>
        {
            let mut when = found.when.clone();
            if when.end.is_none() {
                when.end = anchor.when.end;
            }
            when
        }
        _ => bound(),
    }
}

/// The sentence in which the cue stands; for a quotation without one, its own.
fn sentence_of(p: &Paragraph, draft: &Draft) -> Option<(usize, usize)> {
    p.sentences.iter().copied().find(|&(from, to)| from <= draft.tokens.0 && draft.tokens.0 < to)
}

/// Whether a token stands outside what is said.
fn is_free(p: &Paragraph, draft: &Draft, at: usize) -> bool {
    let span = p.token(at).span;
    !matches!(p.token(at).kind, Kind::Quote(_)) && !draft.content.iter().any(|content| content.overlaps(span))
}
