//! What a word may be, from the plain lists in `lists/`: titles, roles, kin, bodies, places, first names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::fold;

/// Stands before a name.
pub const TITLE: u32 = 1;
/// A relative or partner.
pub const KIN: u32 = 1 << 1;
/// Speaks for somebody.
pub const SPOKES: u32 = 1 << 2;
/// One person without a name.
pub const PERSON: u32 = 1 << 3;
/// Several people.
pub const GROUP: u32 = 1 << 4;
/// A company or body, by a common noun.
pub const BODY: u32 = 1 << 5;
/// A body that may be any company or group.
pub const GENERIC: u32 = 1 << 6;
/// A court.
pub const COURT: u32 = 1 << 7;
/// What a court does.
pub const COURT_ACT: u32 = 1 << 8;
/// A document.
pub const DOCUMENT: u32 = 1 << 9;
/// Part of the name of a body.
pub const ORG: u32 = 1 << 10;
/// Goes on with "of": University of …
pub const ORG_OF: u32 = 1 << 11;
/// Part of the name of a body, but also a surname.
pub const ORG_SURNAME: u32 = 1 << 12;
/// A place.
pub const PLACE: u32 = 1 << 13;
/// A people, or its adjective.
pub const NATION: u32 = 1 << 14;
/// A weekday, month or feast.
pub const CALENDAR: u32 = 1 << 15;
/// A word of grammar.
pub const GRAMMAR: u32 = 1 << 16;
/// A preposition.
pub const PREPOSITION: u32 = 1 << 17;
/// A determiner.
pub const DETERMINER: u32 = 1 << 18;
/// his, her, its, their, my, our, your.
pub const OWN: u32 = 1 << 19;
/// A conjunction.
pub const CONJUNCTION: u32 = 1 << 20;
/// who, which, whose.
pub const RELATIVE: u32 = 1 << 21;
/// A finite verb of grammar or of saying.
pub const VERB: u32 = 1 << 22;
/// A small word inside a name.
pub const PARTICLE: u32 = 1 << 23;
/// Jr., III.
pub const SUFFIX: u32 = 1 << 24;
/// An office, trade or calling.
pub const ROLE: u32 = 1 << 25;
/// A calling that stands for any such person: "the rapper".
pub const EPITHET: u32 = 1 << 26;
/// Usually written small.
pub const COMMON: u32 = 1 << 27;
/// A first name.
pub const FIRST: u32 = 1 << 28;
/// The word says a man; of a first name, that it was given to boys.
pub const MALE: u32 = 1 << 29;
/// The word says a woman; of a first name, that it was given to girls.
pub const FEMALE: u32 = 1 << 30;

/// Begins the name of a body: Radio …
pub const ORG_FIRST: u32 = 1 << 31;

/// Words that may go on a noun phrase.
pub const NOUN_LIKE: u32 = ROLE | KIN | SPOKES | PERSON | GROUP | BODY | COURT | COURT_ACT | DOCUMENT;

/// A list: its text, the class of its words, and what its marks add.
type List = (&'static str, u32, &'static [(&'static str, u32)]);

const LISTS: &[List] = &[
    (include_str!("lists/first_names.txt"), FIRST, &[("m", MALE), ("f", FEMALE)]),
    (include_str!("lists/common.txt"), COMMON, &[]),
    (include_str!("lists/titles.txt"), TITLE, &[("m", MALE), ("f", FEMALE)]),
    (include_str!("lists/kin.txt"), KIN, &[("m", MALE), ("f", FEMALE)]),
    (include_str!("lists/spokes.txt"), SPOKES, &[("m", MALE), ("f", FEMALE)]),
    (include_str!("lists/people.txt"), PERSON, &[("m", MALE), ("f", FEMALE)]),
    (include_str!("lists/groups.txt"), GROUP, &[]),
    (
        include_str!("lists/bodies.txt"),
        BODY,
        &[("g", GENERIC), ("c", COURT), ("a", COURT_ACT), ("d", DOCUMENT)],
    ),
    (include_str!("lists/org_words.txt"), ORG, &[("o", ORG_OF), ("s", ORG_SURNAME), ("f", ORG_FIRST)]),
    (include_str!("lists/places.txt"), PLACE, &[("n", NATION)]),
    (include_str!("lists/calendar.txt"), CALENDAR, &[]),
    (
        include_str!("lists/function_words.txt"),
        GRAMMAR,
        &[
            ("p", PREPOSITION),
            ("d", DETERMINER),
            ("a", OWN),
            ("c", CONJUNCTION),
            ("w", RELATIVE),
            ("v", VERB),
        ],
    ),
    (include_str!("lists/particles.txt"), PARTICLE, &[("s", SUFFIX)]),
    (include_str!("lists/roles.txt"), ROLE, &[("m", MALE), ("f", FEMALE), ("e", EPITHET)]),
];

static WORDS: LazyLock<FxHashMap<String, u32>> = LazyLock::new(|| {
    let mut words = FxHashMap::with_capacity_and_hasher(26_000, rustc_hash::FxBuildHasher);
    for (list, class, marks) in LISTS {
        for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut entry = line;
            let mut bits = *class;
            while let Some((rest, mark)) = entry.rsplit_once(' ') {
                let Some((_, bit)) = marks.iter().find(|(name, _)| *name == mark) else { break };
                bits |= bit;
                entry = rest;
            }
            let known: &mut u32 = words.entry(fold(entry)).or_insert(0);
            *known |= tidied(*known, bits);
        }
    }
    words
});

/// A mark of a list replaces what the class alone would say: a nation is no place, a suffix no particle,
/// a court act or a document no body; and what a first name says gives way to what a title says.
fn tidied(known: u32, bits: u32) -> u32 {
    let mut bits = bits;
    for (mark, class) in [(NATION, PLACE), (SUFFIX, PARTICLE), (COURT_ACT, BODY), (DOCUMENT, BODY)] {
        if bits & mark != 0 {
            bits &= !class;
        }
    }
    if known & FIRST != 0 && bits & (TITLE | KIN | ROLE) == 0 { bits & !(MALE | FEMALE) } else { bits }
}

/// What `word` may be, in any case; 0 for a word of no list.
pub fn class_of(word: &str) -> u32 {
    let words = &*WORDS;
    let mut small = [0_u8; 40];
    if word.is_ascii() {
        let Some(buffer) = small.get_mut(..word.len()) else { return 0 };
        buffer.copy_from_slice(word.as_bytes());
        buffer.make_ascii_lowercase();
        return std::str::from_utf8(buffer).ok().and_then(|key| words.get(key)).copied().unwrap_or(0);
    }
    if word.len() > 80 {
        return 0;
    }
    words.get(&fold(word)).copied().unwrap_or(0)
}

/// The full word of a title's short form: "Sen" is a senator.
pub fn long_form(word: &str) -> &str {
    const SHORT: &[(&str, &str)] = &[
        ("sen", "senator"),
        ("rep", "representative"),
        ("gov", "governor"),
        ("dr", "doctor"),
        ("prof", "professor"),
        ("rev", "reverend"),
        ("lt", "lieutenant"),
        ("capt", "captain"),
        ("sgt", "sergeant"),
        ("gen", "general"),
        ("col", "colonel"),
        ("maj", "major"),
        ("cmdr", "commander"),
        ("det", "detective"),
        ("supt", "superintendent"),
        ("insp", "inspector"),
        ("councilor", "councillor"),
        ("advisor", "adviser"),
    ];
    SHORT.iter().find(|(short, _)| short.eq_ignore_ascii_case(word)).map_or(word, |(_, long)| long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_what_they_should() {
        assert_ne!(class_of("Photographer") & ROLE, 0);
        assert_ne!(class_of("spokeswoman") & FEMALE, 0);
        assert_ne!(class_of("New York") & PLACE, 0);
        assert_eq!(class_of("Dutch") & PLACE, 0);
        assert_ne!(class_of("Emma") & FEMALE, 0);
        assert_ne!(class_of("fiancée") & KIN, 0);
        assert_eq!(class_of("Zzyzx"), 0);
    }
}
