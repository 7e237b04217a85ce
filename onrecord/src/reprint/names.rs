//! Names of houses: outlets and agencies, as credits print them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::speaker::lexicon as lex;
use crate::text::fold;

/// The key of a house's name: all names of an agency have one key; "The", ".com", case, hyphens and what stands at
/// its ends do not count.
pub fn name_key(name: &str) -> String {
    let key = plain(name);
    AGENCIES.get(&key).map_or(key, |agency| (*agency).to_owned())
}

/// The key that the initials of a house share with its whole name: "CPS", "Coastline Press Service".
pub(crate) fn initials_key(name: &str) -> String {
    let initials = initials(name);
    let is_short = initials.chars().count() < 2 || AGENCIES.contains_key(&plain(name));
    if is_short { name_key(name) } else { initials.to_lowercase() }
}

/// Whether two names are of one house: "MPA" is the Meridian Press Agency, "HarbourPost.com" the Harbour Post.
pub(super) fn is_one_house(a: &str, b: &str) -> bool {
    let (key, other) = (name_key(a), name_key(b));
    let is_short = || [(a, b), (b, a)].iter().any(|(short, long)| *short == initials(long));
    key == other || key.replace(' ', "") == other.replace(' ', "") || is_short()
}

/// The initials of a name of several words.
pub(crate) fn initials(name: &str) -> String {
    let words = name.split([' ', '-']).filter(|word| !matches!(*word, "The" | "the"));
    words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// All spellings of the names of the house that is called so.
pub(super) fn spellings(name: &str) -> Vec<String> {
    let name = name.trim();
    let bare = ["The ", "the "].iter().find_map(|lead| name.strip_prefix(lead)).unwrap_or(name);
    let key = name_key(name);
    let agency =
        entries(include_str!("agencies.txt")).filter(|line| line.split(" = ").next() == Some(key.as_str()));
    let printed = agency.flat_map(|line| line.split(" = ")).chain([bare]).map(str::to_owned);
    let mut all: Vec<String> = printed.chain([bare.replace(' ', ""), initials(bare)]).collect();
    all.sort_unstable();
    all.dedup();
    all.retain(|spelling| spelling.len() > 1);
    all
}

/// Whether a name is that of an agency.
pub(crate) fn is_agency(name: &str) -> bool {
    AGENCIES.contains_key(&plain(name))
}

/// Whether a name is plainly that of a house: an agency, or one with a house word.
pub(super) fn is_house(name: &str) -> bool {
    is_agency(name) || is_titled(name)
}

/// Whether a word of a longer name says that it is a house's: "Harbour Post", "Radio Lagan", "Times of Lagan".
pub(crate) fn is_titled(name: &str) -> bool {
    let key = plain(name);
    let Some((rest, last)) = key.rsplit_once(' ') else { return false };
    let ends = HOUSE_WORDS.get(last).is_some_and(|word| !(word.is_surname && is_first_name(rest)));
    let of = key.split_once(" of ").is_some_and(|(head, _)| HOUSE_WORDS.contains_key(head));
    ends || of || rest.split(' ').any(|word| HOUSE_WORDS.get(word).is_some_and(|word| word.is_anywhere))
}

fn is_first_name(word: &str) -> bool {
    lex::class_of(word) & lex::FIRST != 0
}

/// The parts of an outlet's name by which reports call it too, in key form: "Chronicle" and "Haven Chronicle" of
/// the "Carrow Haven Chronicle", "SCN" of "SCN News". Only of names that a house word tells.
pub(crate) fn parts(name: &str) -> Vec<String> {
    if !is_titled(name) {
        return Vec::new();
    }
    let key = plain(name);
    let tails = key.match_indices(' ').map(|(at, _)| key[at + 1..].to_owned());
    let head = key.rsplit_once(' ').filter(|(_, last)| HOUSE_WORDS.contains_key(last)).map(|(head, _)| head);
    let head = head.filter(|_| name.split(' ').any(is_initials)).map(str::to_owned);
    tails.chain(head).collect()
}

/// Whether a word is all capitals: "SCN".
pub(crate) fn is_initials(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A name folded, without "the", hyphens, the ending of an address and what stands at its ends.
fn plain(name: &str) -> String {
    let name = name.trim();
    let host =
        [".com", ".org", ".net", ".co.uk", ".news"].iter().find_map(|ending| name.strip_suffix(ending));
    let folded = fold(host.unwrap_or(name)).replace(['-', '‐'], " ");
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.strip_prefix("the ").unwrap_or(bare);
    let mut key = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        key += if key.is_empty() { "" } else { " " };
        key += word;
    }
    key
}

/// Plain name → key of the agency.
static AGENCIES: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let mut agencies = FxHashMap::default();
    for line in entries(include_str!("agencies.txt")) {
        let key = line.split(" = ").next().unwrap_or(line);
        agencies.extend(line.split(" = ").map(|name| (plain(name), key)));
    }
    agencies
});

/// What a house word may be beside it.
struct HouseWord {
    is_anywhere: bool,
    is_surname: bool,
}

static HOUSE_WORDS: LazyLock<FxHashMap<&'static str, HouseWord>> = LazyLock::new(|| {
    let word = |line: &'static str| {
        let (word, marks) = line.split_once(' ').unwrap_or((line, ""));
        (word, HouseWord { is_anywhere: marks.contains('a'), is_surname: marks.contains('s') })
    };
    entries(include_str!("house_words.txt")).map(word).collect()
});

/// The entries of a list, one a line.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
