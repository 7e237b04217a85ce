//! What the words around all mentions of a name show it to be: a body, a company, a place, an outlet that was told.

use super::entities::Named;
use super::lexicon as lex;
use super::names::Mention;
use super::tokens::{Token, gap};

/// What one mention adds to what is known of its name.
#[derive(Clone, Copy, Default, Debug)]
pub struct Evidence {
    /// How strongly its words say a person (above 0) or a body (below 0).
    pub lean: i32,
    /// How strongly they say a company.
    pub company: i32,
    /// How strongly they say a place.
    pub place: i32,
    /// Somebody told it something.
    pub told: i32,
}

/// Adds up the evidence of all mentions.
pub fn weigh(body: &str, tokens: &[Token], named: &mut Named) {
    for (number, mention) in named.mentions.iter().enumerate() {
        let Some(entity) = named.whose[number] else { continue };
        if mention.doubtful || tokens[mention.first].shouted {
            continue;
        }
        let found = of_mention(body, tokens, mention);
        let known = &mut named.entities[entity].evidence;
        known.lean += found.lean;
        known.company += found.company;
        known.place += found.place;
        known.told += found.told;
    }
}

/// Whether a word is a thing that bodies have and people have not: "headquarters", "customers".
pub fn is_had_by_bodies(word: &str) -> bool {
    const THINGS: &[&str] = &[
        "headquarters",
        "customers",
        "shares",
        "products",
        "board",
        "factory",
        "factories",
        "employees",
        "staff",
        "shareholders",
        "stores",
        "stock",
        "chief",
        "chairman",
        "chairwoman",
        "chair",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokespeople",
        "profits",
        "revenue",
        "revenues",
        "investors",
        "plants",
        "members",
        "management",
        "bosses",
    ];
    THINGS.iter().any(|thing| thing.eq_ignore_ascii_case(word))
}

/// "the company", "the firm": a word for any business.
pub fn is_business(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "company",
        "firm",
        "brand",
        "maker",
        "manufacturer",
        "retailer",
        "supplier",
        "operator",
        "developer",
        "automaker",
        "carmaker",
        "airline",
        "business",
        "chain",
        "publisher",
        "label",
        "insurer",
        "lender",
        "startup",
        "start-up",
        "giant",
        "builder",
        "contractor",
    ];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The name of a lake, a bridge, a street: nobody who speaks.
pub fn is_feature(body: &str, words: &[Token]) -> bool {
    const LAST: &[&str] = &[
        "lake", "bridge", "river", "street", "road", "square", "valley", "mountain", "beach", "avenue",
        "bay", "gorge", "strait", "pier", "lane", "forest", "canal", "dam", "tunnel", "highway", "creek",
        "glacier", "coast",
    ];
    words.len() > 1
        && words
            .last()
            .is_some_and(|word| LAST.iter().any(|last| last.eq_ignore_ascii_case(word.span.of(body))))
}

fn of_mention(body: &str, tokens: &[Token], mention: &Mention) -> Evidence {
    let mut found = Evidence::default();
    ahead(body, tokens, mention, &mut found);
    behind(body, tokens, mention, &mut found);
    next_sentence(body, tokens, mention, &mut found);
    found
}

/// "the company, X", "told X", "in X", "the town of X", "chairman of X".
fn ahead(body: &str, tokens: &[Token], mention: &Mention, found: &mut Evidence) {
    let word = |back: usize| mention.from.checked_sub(back).map(|at| &tokens[at]);
    let text = |back: usize| word(back).map_or("", |token| token.span.of(body));
    let Some(before) = word(1) else { return };
    let joint = tokens[mention.from].gap;
    if joint == gap::COMMA && is_business(text(1)) && !before.capital {
        found.lean -= 4;
        found.company += 3;
    }
    if joint != 0 || mention.from < mention.first {
        return;
    }
    let article = usize::from(text(1).eq_ignore_ascii_case("the"));
    if matches!(text(1 + article), "told" | "tells" | "Told") {
        found.told += 1;
    }
    let doubts = matches!(text(2), "belief" | "confidence" | "trust" | "faith" | "interest");
    if matches!(text(1), "in" | "In") && !doubts {
        found.place += 1;
    }
    let class = word(2).map_or(0, |token| token.class);
    if text(1) == "of" && is_settled(text(2)) {
        found.place += 2;
    } else if matches!(text(1), "of" | "for" | "at") && class & (lex::SPOKES | lex::ROLE) != 0 {
        found.company += 2;
    }
}

/// What stands before "of" and a place.
fn is_settled(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "town",
        "village",
        "city",
        "resort",
        "island",
        "port",
        "people",
        "residents",
        "mayor",
        "outskirts",
        "streets",
        "suburb",
        "hamlet",
        "region",
        "province",
        "coast",
        "inhabitants",
    ];
    NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(word))
}

/// "X's customers", "X, which", "X employs", "X chief executive Ana Ruiz".
fn behind(body: &str, tokens: &[Token], mention: &Mention, found: &mut Evidence) {
    let Some(next) = tokens.get(mention.last + 1) else { return };
    let word = next.span.of(body);
    let after = tokens.get(mention.last + 2).map_or("", |token| token.span.of(body));
    let owns = tokens[mention.last].possessive && next.gap == 0;
    let whose = next.gap == gap::COMMA && word == "whose";
    if owns && is_had_by_bodies(word) || whose && is_had_by_bodies(after) {
        found.lean -= if whose { 7 } else { 3 };
        found.company += 3;
    } else if next.gap == gap::COMMA && word == "which" {
        found.lean -= 4;
        found.company += 1;
    } else if next.gap == 0 && matches!(word, "employs" | "employed" | "manufactures") {
        found.lean -= 2;
        found.company += 2;
    } else if next.gap == 0 && word == "chief" && after == "executive" {
        found.lean -= 3;
        found.company += 3;
    }
}

/// "X …. Its chairman …", "X …. The company …": of the name that opens its sentence.
fn next_sentence(body: &str, tokens: &[Token], mention: &Mention, found: &mut Evidence) {
    let sentence = tokens[mention.from].sentence;
    let opens = mention.from.checked_sub(1).is_none_or(|before| tokens[before].sentence != sentence);
    let owned = tokens[mention.last].possessive;
    if !opens || owned {
        return;
    }
    let next = mention.last + tokens[mention.last..].partition_point(|token| token.sentence <= sentence);
    let (Some(first), Some(second)) = (tokens.get(next), tokens.get(next + 1)) else { return };
    if second.sentence != sentence + 1 {
        return;
    }
    match first.span.of(body) {
        "Its" => {
            found.lean -= 2;
            found.company += if is_had_by_bodies(second.span.of(body)) { 3 } else { 1 };
        }
        "The" if is_business(second.span.of(body)) => {
            found.lean -= 2;
            found.company += 3;
        }
        _ => {}
    }
}
