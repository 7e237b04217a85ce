//! Shapes of names that a run of capitals alone does not show: joint names, owners, ships, months, parties.

use super::lexicon as lex;
use super::tokens::Token;

/// "June Tate", "April Orr": a month's name before a surname, behind no word that stands before a month.
pub fn is_month_name(body: &str, tokens: &[Token], at: usize) -> bool {
    let (word, next) = (&tokens[at], tokens.get(at + 1));
    let dated = |at: usize| {
        let lead = [
            "in", "of", "by", "until", "since", "last", "this", "next", "from", "to", "early", "late", "mid",
        ];
        tokens[at].number || lead.iter().any(|lead| lead.eq_ignore_ascii_case(tokens[at].span.of(body)))
    };
    let behind = at.checked_sub(1).is_some_and(|before| word.gap == 0 && dated(before));
    let named = next.is_some_and(|next| {
        let other = lex::CALENDAR | lex::GRAMMAR | lex::ORG | lex::NATION | lex::GROUP;
        next.capital && next.gap == 0 && !next.starts && next.class & other == 0
    });
    let month = matches!(word.span.of(body), "April" | "May" | "June" | "August");
    month && named && !behind && !word.shouted && !word.possessive
}

/// "D-Carrow": a party and a place behind a name.
pub fn is_party(word: &str) -> bool {
    let mut letters = word.chars();
    matches!((letters.next(), letters.next()), (Some('D' | 'R' | 'I'), Some('-')))
        && letters.next().is_some_and(char::is_uppercase)
}

/// "the Quay and Allied Workers' Union": an "and" behind the first word, and a word for a body at the end.
pub fn is_joint(body: &str, tokens: &[Token], at: usize, and: usize) -> bool {
    let the = |at: usize| tokens[at].span.of(body).eq_ignore_ascii_case("the");
    let first = if the(at) { at + 1 } else { at };
    let headed = first > 0 && the(first - 1) && tokens[first].gap == 0;
    let other =
        lex::TITLE | lex::ROLE | lex::ORG | lex::NATION | lex::FIRST | lex::GROUP | lex::PERSON | lex::KIN;
    if !headed || and != first + 1 || tokens[and].span.of(body) != "and" || tokens[first].class & other != 0 {
        return false;
    }
    let names = tokens[and + 1..].iter().take(5).take_while(|token| token.capital && token.gap == 0);
    let last = and + names.count();
    last > and + 1 && tokens[last].class & lex::ORG != 0
}

/// "the Workers' Union", "St Columb's Hospital": the owner is a part of the body's name.
pub fn goes_on_behind_owner(body: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let next = &tokens[end];
    let owner = tokens[end - 1].span.of(body);
    let plural = owner.ends_with('s') || owner.ends_with("men") || tokens[end - 1].class & lex::GROUP != 0;
    let common =
        tokens[end - 1].class & lex::COMMON != 0 || plural && tokens[end - 1].class & lex::FIRST == 0;
    let saint = matches!(tokens[at].span.of(body), "St" | "Ste" | "Saint");
    (common || saint) && next.capital && next.gap == 0 && next.class & lex::ORG != 0
}

/// "the Brotherhood of Seafarers": a word that is usually written small, behind an article, before "of" and a capital.
pub fn is_named_of(body: &str, tokens: &[Token], at: usize) -> bool {
    let word = &tokens[at];
    let other =
        lex::TITLE | lex::ROLE | lex::NATION | lex::PLACE | lex::FIRST | lex::GROUP | lex::PERSON | lex::KIN;
    let the =
        at.checked_sub(1).is_some_and(|before| tokens[before].span.of(body).eq_ignore_ascii_case("the"));
    let of = tokens.get(at + 1).is_some_and(|next| next.gap == 0 && next.span.of(body) == "of");
    the && of && word.gap == 0 && !word.starts && word.class & other == 0
}

/// "the Lady Aveline", "ferry Queen Ines": a ship bears the title, nobody who speaks.
pub fn is_vessel(body: &str, tokens: &[Token], at: usize, from: usize) -> bool {
    const TITLES: &[&str] =
        &["lady", "lord", "queen", "king", "prince", "princess", "duke", "duchess", "sir"];
    const SHIPS: &[&str] = &[
        "ferry",
        "ship",
        "boat",
        "vessel",
        "liner",
        "trawler",
        "tanker",
        "yacht",
        "tug",
        "freighter",
        "steamer",
        "barge",
        "lifeboat",
        "warship",
        "frigate",
        "submarine",
    ];
    let is = |words: &[&str], at: usize| {
        words.iter().any(|word| word.eq_ignore_ascii_case(tokens[at].span.of(body)))
    };
    let Some(before) = at.checked_sub(1).filter(|_| tokens[at].gap == 0) else { return false };
    let the = is(&["the"], before) || is(&["the"], at);
    from > at && (is(TITLES, at) || is(TITLES, from - 1)) && (the || is(SHIPS, before))
}

/// "Minister for Farming Ana Ruiz": where the name begins behind a title, "for" and what it is for.
pub fn behind_portfolio(body: &str, tokens: &[Token], at: usize, end: usize) -> usize {
    let word = |back: usize| at.checked_sub(back).map(|before| &tokens[before]);
    let (Some(of), Some(title)) = (word(1), word(2)) else { return at };
    let titled = title.capital && title.class & (lex::TITLE | lex::ROLE) != 0;
    if !titled || !matches!(of.span.of(body), "for" | "of") || tokens[at].gap != 0 {
        return at;
    }
    let name = (at + 1..end.saturating_sub(1)).find(|first| tokens[*first].class & lex::FIRST != 0);
    name.filter(|name| tokens[at..*name].iter().all(|token| token.class & lex::FIRST == 0)).unwrap_or(at)
}
