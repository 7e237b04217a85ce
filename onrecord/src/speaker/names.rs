//! Names in the text: runs of capitalised words, with the titles before them and the evidence around them.

use crate::text::Span;

use super::lexicon as lex;
use super::shapes::{
    behind_portfolio, goes_on_behind_owner, is_joint, is_month_name, is_named_of, is_party, is_vessel,
};
use super::tokens::{Token, gap};

/// What a name seems to name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameKind {
    /// A person.
    Person,
    /// A body.
    Body,
    /// A country, region or town.
    Place,
    /// Nothing shows it.
    Open,
}

/// One place where a name stands.
#[derive(Clone, Debug)]
pub struct Mention {
    /// First token of the bare name.
    pub first: usize,
    /// Its last token, inclusive.
    pub last: usize,
    /// First token of the titles before it; `first` where there is none.
    pub from: usize,
    /// The bare name.
    pub span: Span,
    /// What it seems to name.
    pub kind: NameKind,
    /// How strongly the surroundings say a person (above 0) or a body (below 0).
    pub lean: i8,
    /// What title, kin word or trade says of the sex: `MALE`, `FEMALE` or 0.
    pub sex: u32,
    /// A word that may be no name at all: it counts only if the name is known from elsewhere.
    pub doubtful: bool,
}

impl Mention {
    /// How many words the bare name has.
    pub fn words(&self) -> usize {
        self.last + 1 - self.first
    }
}

/// The names of an article, in reading order.
pub fn names(body: &str, tokens: &[Token]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(behind) = dateline_end(tokens, at) {
            at = behind;
        }
        if !opens_name(&tokens[at]) && !is_month_name(body, tokens, at) || is_party(tokens[at].span.of(body))
        {
            at += 1;
            continue;
        }
        let end = run_end(body, tokens, at);
        if tokens[at].shouted {
            shouted(tokens, at, end, &mut found);
        } else {
            run(body, tokens, at, end, &mut found);
        }
        at = end;
    }
    found
}

/// Behind "PORT ORSEL, April 2 (NCP) --" at the head of a block: a place, a day, an agency, none of which speaks.
fn dateline_end(tokens: &[Token], at: usize) -> Option<usize> {
    let first = &tokens[at];
    let heads = at == 0 || tokens[at - 1].block != first.block;
    if !heads || !first.upper || first.shouted {
        return None;
    }
    let line = tokens[at + 1..].iter().take(12).take_while(|token| token.block == first.block);
    let end = at + 1 + line.clone().position(|token| token.gap & gap::DASH != 0)?;
    let is_line = tokens[at + 1..end].iter().all(|token| token.capital || token.number);
    (is_line && tokens[end].capital).then_some(end)
}

fn opens_name(token: &Token) -> bool {
    let pronoun = token.span.len() == 1 && token.class & lex::FIRST == 0 && !token.initial;
    token.capital && token.class & lex::CALENDAR == 0 && !pronoun
}

/// One past the last token of the run of capitals that starts at `at`.
fn run_end(body: &str, tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    let mut goes_on_with_of = tokens[at].class & lex::ORG_OF != 0 || is_named_of(body, tokens, at);
    while end < tokens.len() && end < at + 12 {
        let next = &tokens[end];
        if tokens[end - 1].possessive && !goes_on_behind_owner(body, tokens, at, end) {
            break;
        }
        let joined = next.gap & !gap::AMPERSAND == 0;
        if !joined || next.starts {
            break;
        }
        if next.capital {
            let grammar = next.class & (lex::CALENDAR | lex::GRAMMAR) != 0 && next.class & lex::FIRST == 0;
            if grammar && next.class & lex::PARTICLE == 0 {
                break;
            }
            goes_on_with_of |= next.class & lex::ORG_OF != 0;
            end += 1;
            continue;
        }
        if is_joint(body, tokens, at, end) {
            end += 1;
            continue;
        }
        let after = small_words(body, tokens, end, goes_on_with_of);
        if after == end {
            break;
        }
        end = after;
    }
    end
}

/// Steps over particles ("van der") or "of the" when a capital follows; else stays.
fn small_words(body: &str, tokens: &[Token], at: usize, goes_on_with_of: bool) -> usize {
    let mut end = at;
    while end < tokens.len() && end < at + 3 && tokens[end].gap == 0 && !tokens[end].capital {
        let word = tokens[end].span.of(body);
        let of = goes_on_with_of && matches!(word, "of" | "for" | "and" | "the");
        let bare_and = word == "the" && (end == at || tokens[end - 1].span.of(body) == "and");
        if !(of && !bare_and || tokens[end].class & lex::PARTICLE != 0) {
            return at;
        }
        end += 1;
    }
    let capital = tokens.get(end).is_some_and(|token| token.capital && token.gap == 0);
    let calendar = tokens.get(end).is_some_and(|token| token.class & lex::CALENDAR != 0);
    if end > at && capital && !calendar { end } else { at }
}

/// Headlines and titles prove no name: each word, and each pair, counts if it is known from elsewhere.
fn shouted(tokens: &[Token], at: usize, end: usize, found: &mut Vec<Mention>) {
    for first in at..end {
        if tokens[first].class & lex::GRAMMAR == 0 && tokens[first].capital {
            found.push(mention(tokens, first, first, true));
        }
    }
}

fn mention(tokens: &[Token], first: usize, last: usize, doubtful: bool) -> Mention {
    Mention {
        first,
        last,
        from: first,
        span: tokens[first].span.cover(tokens[last].span),
        kind: NameKind::Open,
        lean: 0,
        sex: 0,
        doubtful,
    }
}

fn run(body: &str, tokens: &[Token], at: usize, end: usize, found: &mut Vec<Mention>) {
    let Some(at) = leading(body, tokens, at, end, found) else { return };
    let at = behind_portfolio(body, tokens, at, end);
    let last = end - 1;
    let body_name = is_body_name(body, tokens, at, last);
    let from = if body_name { at } else { behind_titles(tokens, at, last) };
    let mut title = from;
    if from > at {
        title = front_body(tokens, at, from, found);
    } else if !body_name && last == at && is_bare_title(&tokens[at]) {
        return;
    }
    let titled = (at..from).any(|token| tokens[token].class & (lex::TITLE | lex::ROLE | lex::KIN) != 0);
    if is_vessel(body, tokens, at, from) {
        let mut name = mention(tokens, at, last, false);
        name.kind = NameKind::Place;
        found.push(name);
        return;
    }
    let mut name = mention(tokens, from, last, false);
    name.from = title;
    name.sex = sex_of(&tokens[name.from..from]);
    name.kind = kind_of(body, tokens, &name, body_name, titled);
    surroundings(body, tokens, &mut name);
    found.push(name);
}

/// A word that stands alone and names an office or a people, no one by name.
fn is_bare_title(token: &Token) -> bool {
    let office =
        token.class & (lex::TITLE | lex::ROLE | lex::KIN | lex::SPOKES | lex::GROUP | lex::PERSON) != 0;
    (office || token.class & lex::NATION != 0) && token.class & lex::FIRST == 0 && !token.upper
}

/// Drops what a sentence's first word, an article or a nationality adds in front.
fn leading(body: &str, tokens: &[Token], at: usize, end: usize, found: &mut Vec<Mention>) -> Option<usize> {
    let mut at = at;
    while at < end && tokens[at].class & lex::GRAMMAR != 0 && !tokens[at].initial {
        let name = tokens[at].class & lex::FIRST != 0 && end - at > 1;
        if name {
            break;
        }
        at += 1;
    }
    let first = tokens.get(at).filter(|_| at < end)?;
    let adverb = first.class == 0 && first.starts && end - at > 1 && first.span.of(body).ends_with("ly");
    if adverb {
        return Some(at + 1);
    }
    let name_word = lex::FIRST | lex::ORG | lex::TITLE | lex::ROLE | lex::PLACE | lex::NATION | lex::KIN;
    if first.starts && end - at > 1 && first.class & lex::COMMON != 0 && first.class & name_word == 0 {
        let next = &tokens[at + 1];
        let office = next.class & (lex::TITLE | lex::ROLE) != 0 && end - at > 2;
        if !office
            && (next.class & lex::COMMON == 0 || next.class & name_word != 0 && next.class & lex::ORG == 0)
        {
            return Some(at + 1);
        }
    }
    if end - at == 1 && first.starts && first.class & lex::COMMON != 0 && !first.upper {
        if first.class & lex::GRAMMAR == 0 {
            found.push(mention(tokens, at, at, true));
        }
        return None;
    }
    if end - at == 1 && first.starts && first.class == 0 && is_trade_like(first.span.of(body)) {
        found.push(mention(tokens, at, at, true));
        return None;
    }
    // "Pensioner Rolf Imhof": an unknown trade in front of a first name and a surname.
    let trade = end - at > 2 && first.class & lex::FIRST == 0 && tokens[at + 1].class & lex::FIRST != 0;
    if trade && first.starts && first.class & name_word == 0 && is_trade_like(first.span.of(body)) {
        return Some(at + 1);
    }
    while end - at > 2 && tokens[at].class & lex::NATION != 0 && tokens[end - 1].class & lex::ORG == 0 {
        at += 1;
    }
    (tokens[at].class & (lex::PARTICLE | lex::FIRST) == 0 || end - at > 1 || tokens[at].capital).then_some(at)
}

/// By its ending, a word for those who do something: "Rescuers", "Pensioner".
fn is_trade_like(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let plural = stem.len() < word.len();
    stem.len() > 5
        && (plural && stem.ends_with("er") || !plural && (stem.ends_with("er") || stem.ends_with("ist")))
}

fn is_body_name(body: &str, tokens: &[Token], at: usize, last: usize) -> bool {
    let end = &tokens[last];
    let ampersand = (at + 1..=last).any(|token| tokens[token].gap & gap::AMPERSAND != 0);
    let of = (at..last).any(|token| {
        (tokens[token].class & lex::ORG_OF != 0 || token == at && is_named_of(body, tokens, at))
            && matches!(tokens[token + 1].span.of(body), "of" | "for" | "and")
    });
    let office = |token: &Token| token.class & (lex::TITLE | lex::ROLE) != 0;
    let outlet = last > at && tokens[at].class & lex::ORG_FIRST != 0 && !office(&tokens[at + 1]);
    if ampersand || of || outlet {
        return true;
    }
    if end.class & lex::ORG == 0 {
        return false;
    }
    let two_names =
        last == at + 1 && tokens[at].class & lex::FIRST != 0 && tokens[at].class & lex::PLACE == 0;
    let initials = (at + 1..last).any(|token| tokens[token].initial);
    let title = tokens[at].class & lex::TITLE != 0 && tokens[at].span.len() < 5 && last > at;
    !(end.class & lex::ORG_SURNAME != 0 && (two_names || initials || title))
}

/// Where the bare name begins behind "Health Minister", "French President", "Mrs".
fn behind_titles(tokens: &[Token], at: usize, last: usize) -> usize {
    let office = lex::TITLE | lex::ROLE | lex::KIN | lex::SPOKES;
    let name_end = if tokens[last].class & lex::SUFFIX != 0 && last > at { last } else { last + 1 };
    let mut from = at;
    for token in at..name_end.saturating_sub(1) {
        let first_name = tokens[token].class & lex::FIRST != 0 && tokens[token].class & lex::TITLE == 0;
        if tokens[token].class & office != 0 && !(first_name && token == at) {
            let rest = &tokens[token + 1..=last];
            if rest.iter().any(|word| word.class & lex::COMMON == 0 || word.class & lex::FIRST != 0) {
                from = token + 1;
            }
        }
    }
    let surname = from > at && from == last && tokens[at].class & lex::FIRST != 0;
    if surname && tokens[at].class & office == 0 { at } else { from }
}

/// "Harbour Council Leader Ana Ruiz": the body in front of the title is a name of its own.
/// Where the title itself begins.
fn front_body(tokens: &[Token], at: usize, from: usize, found: &mut Vec<Mention>) -> usize {
    let title = title_start(tokens, at, from);
    if title == at {
        return at;
    }
    let words = &tokens[at..title];
    let skipped = words.iter().all(|word| word.class & (lex::NATION | lex::COMMON | lex::CONJUNCTION) != 0);
    const CABINET: u32 = lex::TITLE | lex::ROLE;
    let no_body = words.iter().all(|word| word.class & lex::ORG == 0);
    let portfolio = words.len() == 1 && tokens[title].class & CABINET == CABINET;
    if no_body && (skipped || portfolio) {
        return at;
    }
    let mut name = mention(tokens, at, title - 1, false);
    let place = words.iter().all(|word| word.class & lex::PLACE != 0);
    name.kind = if place { NameKind::Place } else { NameKind::Body };
    name.lean = -2;
    found.push(name);
    title
}

/// The first word of the title that ends before `from`.
fn title_start(tokens: &[Token], at: usize, from: usize) -> usize {
    let office = lex::TITLE | lex::ROLE | lex::KIN | lex::SPOKES;
    (at..from).find(|token| tokens[*token].class & office != 0).unwrap_or(at)
}

fn sex_of(tokens: &[Token]) -> u32 {
    let says = tokens
        .iter()
        .filter(|token| token.class & (lex::TITLE | lex::KIN | lex::ROLE | lex::SPOKES | lex::PERSON) != 0)
        .fold(0, |sex, token| sex | token.class & (lex::MALE | lex::FEMALE));
    if says == lex::MALE | lex::FEMALE { 0 } else { says }
}

fn kind_of(body: &str, tokens: &[Token], name: &Mention, body_name: bool, titled: bool) -> NameKind {
    let words = &tokens[name.first..=name.last];
    let all = |class: u32| words.iter().all(|word| word.class & class != 0);
    let initials = words.len() > 2 && words[1..words.len() - 1].iter().any(|word| word.initial);
    let suffix = words.len() > 1 && words[words.len() - 1].class & lex::SUFFIX != 0;
    if body_name {
        NameKind::Body
    } else if titled || suffix || initials {
        NameKind::Person
    } else if is_place(words) || words.len() < 4 && lex::class_of(name.span.of(body)) & lex::PLACE != 0 {
        NameKind::Place
    } else if words.len() > 1 && words.len() < 6 && words[0].class & lex::FIRST != 0 && !all(lex::COMMON) {
        NameKind::Person
    } else if words.len() == 1 && words[0].upper && words[0].span.len() < 7 {
        NameKind::Body
    } else {
        NameKind::Open
    }
}

fn is_place(words: &[Token]) -> bool {
    words.iter().all(|word| word.class & (lex::PLACE | lex::NATION) != 0)
        && words.iter().any(|word| word.class & lex::PLACE != 0)
}

/// What stands right before and right behind a name.
fn surroundings(body: &str, tokens: &[Token], name: &mut Mention) {
    before(body, tokens, name);
    behind(body, tokens, name);
}

fn before(body: &str, tokens: &[Token], name: &mut Mention) {
    let Some(at) = name.from.checked_sub(1) else { return };
    let joint = tokens[name.from].gap;
    let word = &tokens[at];
    if word.capital && !word.starts || word.possessive {
        return;
    }
    let trade = word.class & (lex::ROLE | lex::KIN | lex::SPOKES | lex::PERSON) != 0;
    if trade && (joint == 0 || joint == gap::COMMA) && word.class & (lex::GROUP | lex::GRAMMAR) == 0 {
        name.lean += if joint == 0 { 3 } else { 2 };
        if name.sex == 0 {
            name.sex = sex_of(&tokens[at..=at]);
        }
    } else if joint == 0 {
        let body_noun = word.class & (lex::BODY | lex::COURT) != 0;
        if body_noun || word.span.of(body).eq_ignore_ascii_case("the") || for_a_body(body, tokens, at) {
            name.lean -= 2;
        }
    }
}

/// "spokesman for", "ambassador for", "chief executive of", "works at".
fn for_a_body(body: &str, tokens: &[Token], at: usize) -> bool {
    let office = at.checked_sub(1).is_some_and(|before| {
        tokens[at].gap == 0
            && tokens[before].class & (lex::SPOKES | lex::ROLE | lex::PERSON | lex::GROUP) != 0
    });
    office && matches!(tokens[at].span.of(body), "for" | "of" | "at" | "with" | "from")
}

fn behind(body: &str, tokens: &[Token], name: &mut Mention) {
    let Some(next) = tokens.get(name.last + 1) else { return };
    let word = next.span.of(body);
    if tokens[name.last].possessive || next.gap == 0 && !next.capital {
        if next.class & lex::SPOKES != 0
            || matches!(word, "ambassador" | "customers" | "products" | "headquarters" | "shares" | "stores")
        {
            name.lean -= 2;
        }
        name.lean += pronoun_soon(body, tokens, name.last + 1);
        return;
    }
    if next.gap & gap::COMMA != 0 && next.gap & gap::STOP == 0 {
        let age = next.number && next.span.len() <= 3;
        let who = matches!(word, "who" | "whose" | "whom");
        if age || who {
            name.lean += 4;
        } else if next.class & (lex::DETERMINER | lex::OWN) != 0 || !next.capital {
            name.lean += described(tokens, name.last + 1);
        }
    } else if next.gap & gap::OPEN != 0 && next.number && next.span.len() <= 2 {
        name.lean += 3;
    }
}

/// ", the minister of" says a person; ", a carmaker" a body.
fn described(tokens: &[Token], at: usize) -> i8 {
    for token in tokens.iter().skip(at).take(5).enumerate() {
        let (place, word) = token;
        if place > 0 && word.gap != 0 || word.class & (lex::PREPOSITION | lex::VERB) != 0 {
            break;
        }
        let next_joined = tokens
            .get(at + place + 1)
            .is_some_and(|next| next.gap == 0 && next.class & (lex::ROLE | lex::BODY) != 0);
        if next_joined {
            continue;
        }
        if word.class & (lex::ROLE | lex::KIN | lex::SPOKES | lex::PERSON) != 0 {
            return 3;
        }
        if word.class & (lex::BODY | lex::COURT) != 0 {
            return -3;
        }
    }
    0
}

/// "Orr said he", "Kestrel said it".
fn pronoun_soon(body: &str, tokens: &[Token], at: usize) -> i8 {
    for word in tokens.iter().skip(at).take(6) {
        if word.gap & (gap::STOP | gap::QUOTE) != 0 {
            break;
        }
        match word.span.of(body) {
            "he" | "she" | "his" | "her" | "him" => return 1,
            "it" | "its" | "they" | "their" => return -1,
            _ => {}
        }
    }
    0
}
