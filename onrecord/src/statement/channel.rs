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
            && (*name != "x" || at > from && p.is(at - 1, "on") && p.token(at).capital)
            && (*name != "threads" && *name != "telegram" || p.token(at).capital)
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
            .take_while(|&i| !p.token(i).entry.is(class::PREPOSITION | class::CONJUNCTION))
            .find(|&i| {
                CARRIERS.iter().any(|word| p.is(i, word)) && !CARRIERS.iter().any(|word| p.is(i + 1, word))
            })
            // `in order to`
            .filter(|&i| i > at + 1 || !p.is(i, "order"));
        let carrier = carrier.filter(|&i| free.contains(&i));
        if let Some(end) = carrier {
            let start = if p.token(at + 1).entry.is(class::DETERMINER) { at + 2 } else { at + 1 };
            return p.span_of(start.min(end), end + 1).map(|span| span.of(p.body).to_lowercase());
        }
    }
    None
}

/// Whom the sentence of a draft names as spoken to: the words behind `told`, or behind `to`, `with` and a carrier.
pub fn addressee(p: &Paragraph, draft: &Draft) -> Option<Addressee> {
    if let Some(span) = draft.addressee {
        return named(p, span);
    }
    let (from, to) = sentence_of(p, draft)?;
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
        ];
        let leads = spoken.iter().any(|word| p.is(at - 1, word));
        if !leads || p.token(at - 1).span.end > p.token(at).span.start {
            continue;
        }
        if let Some((start, end)) = source::behind(p, at + 1, to.min(at + 9))
            && is_free(p, draft, start)
            && !p.token(start).entry.is(class::QUESTION)
        {
            let end = (start..end)
                .find(|&i| p.token(i).entry.is(class::PREPOSITION) && !p.is(i, "of"))
                .unwrap_or(end);
            let end = (start..end).find(|&i| p.token(i).kind == Kind::Comma).unwrap_or(end);
            return p.span_of(start, end).and_then(|span| named(p, span));
        }
    }
    None
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
