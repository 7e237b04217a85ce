//! Which names are those of outlets.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::article::Article;
use crate::reprint::entries;
use crate::reprint::is_agency;
use crate::reprint::is_initials;
use crate::reprint::is_titled;
use crate::reprint::name_key;
use crate::reprint::parts;
use crate::speaker::Cast;
use crate::speaker::Kind;
use crate::speaker::lexicon as lex;
use crate::text::Id;
use crate::text::Span;

/// How sure the words around a name are that it is an outlet's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Around {
    /// "told X": spoken to, and a reporter's word for it.
    Hearer,
    /// "according to X", "X reported": anybody may stand there.
    Anybody,
    /// "first published in X", "h/t X": hardly anything but a publication stands there.
    Publisher,
}

/// So many bytes on either side of a name are searched for what shows it to be a surname.
const NEAR: usize = 16_000;

/// What is known of names.
pub(super) struct Outlets {
    releases: FxHashSet<Id<Article>>,
    held: FxHashSet<String>,
    /// By a part of the name of a held outlet: its name; none where it is a part of several names.
    parts: FxHashMap<String, Option<String>>,
    speakers: FxHashSet<String>,
    /// Words of the longer names of people.
    people: FxHashSet<String>,
}

/// A class of words that one of these names cannot be alone: "told Congress", "told Anna", "told Paris".
const NEVER: u32 = lex::TITLE
    | lex::KIN
    | lex::SPOKES
    | lex::PERSON
    | lex::GROUP
    | lex::BODY
    | lex::COURT
    | lex::PLACE
    | lex::NATION
    | lex::CALENDAR
    | lex::GRAMMAR
    | lex::ROLE
    | lex::FIRST;

impl Outlets {
    /// Learns the outlets of the articles, and the people and bodies who speak in them.
    pub(super) fn of(articles: &[&Article], cast: &Cast) -> Self {
        let names = articles.iter().flat_map(|article| [&article.outlet.name, &article.outlet.hint]);
        let names: BTreeSet<&String> = names.flatten().filter(|name| !name_key(name).is_empty()).collect();
        let held = names.iter().map(|name| name_key(name)).collect();
        let (mut speakers, mut people) = (FxHashSet::default(), FxHashSet::default());
        for speaker in
            cast.speakers.iter().filter(|one| matches!(one.kind, Kind::Person | Kind::Organisation))
        {
            let names = speaker.aliases.iter().map(|alias| alias.words.as_str());
            for name in names.chain([speaker.name.as_str()]) {
                speakers.insert(name_key(name));
                if speaker.kind == Kind::Person {
                    speakers.extend(name.split_whitespace().map(name_key));
                    let is_long = name.contains(' ');
                    people.extend(name.split_whitespace().filter(|_| is_long).map(name_key));
                }
            }
        }
        let releases =
            articles.iter().filter(|article| is_release(article)).map(|article| article.id).collect();
        Self { releases, held, parts: parts_of(&names), speakers, people }
    }

    /// Whether those who speak in an article issued it: a line of it says that it is a release.
    pub(super) fn is_release(&self, article: &Article) -> bool {
        self.releases.contains(&article.id)
    }

    /// The name of the outlet that these words are, with its place; `at` is where they stand in `body`.
    pub(super) fn named<'a>(&self, body: &'a str, at: Span, around: Around) -> Option<(&'a str, Span)> {
        let words = over_ampersand(body, at).of(body);
        let lead = Lead::of(words);
        let name = proper_name(&words[lead.end..]);
        let from = at.start as usize + lead.end;
        let span = Span::new(from, from + name.len());
        let fits = !name.is_empty() && (lead.is_media || lead.is_plain && self.is_outlet(body, span, around));
        fits.then_some((name, span))
    }

    /// The whole name of the outlet that an article calls by a part of it, "the Chronicle": as it names it before;
    /// else its own, or that of the only held outlet.
    pub(super) fn whole<'a>(&'a self, article: &'a Article, name: &'a str, at: Span) -> &'a str {
        let key = name_key(name);
        if self.held.contains(&key) {
            return name;
        }
        if let Some(longer) = longer_before(&article.body, at, name) {
            return longer;
        }
        let own = article.outlet.name.as_deref().filter(|own| parts(own).contains(&key));
        let head = name.split(' ').next().filter(|head| is_initials(head)).map(name_key);
        let part = self.parts.get(&key).or_else(|| self.parts.get(head.as_ref()?));
        own.or_else(|| part?.as_deref()).unwrap_or(name)
    }

    fn is_outlet(&self, body: &str, at: Span, around: Around) -> bool {
        let key = name_key(at.of(body));
        if is_agency(&key) || self.held.contains(&key) || LISTS.names.contains(key.as_str()) {
            return true;
        }
        if LISTS.never.contains(key.as_str()) {
            return false;
        }
        match around {
            Around::Publisher => is_titled(at.of(body)) || self.is_bare_name(body, at, &key),
            _ if is_programme(at.of(body), &self.parts) => true,
            _ if self.parts.contains_key(&key) && !self.people.contains(&key) => true,
            _ if self.speakers.contains(&key) && !key.contains(' ') => false,
            _ if longer_before(body, at, at.of(body)).is_some() => true,
            Around::Hearer if !key.contains(' ') && self.is_bare_name(body, at, &key) => true,
            _ => is_titled(at.of(body)),
        }
    }

    /// Capitalised words that are no person, body, place or group, as far as lists and the article say.
    fn is_bare_name(&self, body: &str, at: Span, key: &str) -> bool {
        let name = at.of(body);
        name.chars().count() > 2
            && name.starts_with(char::is_uppercase)
            && key.split(' ').count() <= MOST_WORDS
            && key.split(' ').all(|word| is_bare(word) && !self.people.contains(word))
            && !is_surname_near(body, at, name)
    }
}

/// Whether a name begins with the initials of a held broadcaster: "KLN Breakfast".
fn is_programme(name: &str, parts: &FxHashMap<String, Option<String>>) -> bool {
    name.split_once(' ').is_some_and(|(head, _)| is_initials(head) && parts.contains_key(&name_key(head)))
}

/// The parts of these names.
fn parts_of(names: &BTreeSet<&String>) -> FxHashMap<String, Option<String>> {
    let mut found: FxHashMap<String, Option<String>> = FxHashMap::default();
    for name in names {
        for part in parts(name) {
            let known = found.entry(part).or_insert_with(|| Some((*name).clone()));
            if known.as_ref().is_some_and(|known| name_key(known) != name_key(name)) {
                *known = None;
            }
        }
    }
    found
}

/// The last longer name that ends on this one, before this place: "Isolde Evening News" before "the Evening News".
fn longer_before<'a>(body: &'a str, at: Span, name: &str) -> Option<&'a str> {
    let mut from = (at.start as usize).saturating_sub(NEAR);
    while !body.is_char_boundary(from) {
        from += 1;
    }
    body[from..at.start as usize].rmatch_indices(name).take(MOST_PLACES).find_map(|(place, _)| {
        let place = from + place;
        let words = body[from..place].rsplit(' ').skip(1).take(MOST_WORDS);
        let leads = words.take_while(|word| word.starts_with(char::is_uppercase) && is_name_part(word));
        let length: usize = leads.map(|word| word.len() + 1).sum();
        let longer = &body[place - length..place + name.len()];
        (body[..place].ends_with(' ') && length > 0 && is_titled(longer)).then_some(longer)
    })
}

fn is_name_part(word: &str) -> bool {
    word.chars().all(|c| c.is_alphanumeric() || "-&’'".contains(c)) && lex::class_of(word) & lex::GRAMMAR == 0
}

/// So many places of a name are looked at.
const MOST_PLACES: usize = 16;

/// The most words of a name that no list knows.
const MOST_WORDS: usize = 3;

/// A name with what stands behind "&" in it: "Berth & Cargo".
fn over_ampersand(body: &str, at: Span) -> Span {
    let behind = body.get(at.end as usize..).and_then(|rest| rest.strip_prefix(" & "));
    let word = behind.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
    let word = word.filter(|word| word.starts_with(char::is_uppercase));
    word.map_or(at, |word| Span { start: at.start, end: at.end + 3 + word.len() as u32 })
}

/// Whether a word of a name is none of those that name people, bodies, places and groups.
fn is_bare(word: &str) -> bool {
    lex::class_of(word) & NEVER == 0
        && lex::class_of(word.strip_suffix('s').unwrap_or(word)) & (NEVER & !lex::FIRST) == 0
}

/// So many lines are searched for the word that an article is a release.
const TOP: usize = 12;

fn is_release(article: &Article) -> bool {
    let lines = article.body.lines().filter(|line| !line.trim().is_empty()).take(TOP);
    lines.map(str::trim).any(|line| line.len() < 60 && LISTS.releases.contains(name_key(line).as_str()))
}

/// What stands in front of a name: articles, and a noun for an outlet ("the newspaper").
struct Lead {
    end: usize,
    is_media: bool,
    is_plain: bool,
}

impl Lead {
    fn of(words: &str) -> Self {
        let mut lead = Self { end: 0, is_media: false, is_plain: true };
        for word in words.split_inclusive(' ').take(6) {
            let bare = word.trim_end().trim_end_matches(',');
            if bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                && !bare.eq_ignore_ascii_case("the")
            {
                return lead;
            }
            lead.end += word.len();
            lead.is_media |= LISTS.nouns.contains(bare);
            lead.is_plain &= ["the", "The", "a", "an"].contains(&bare);
        }
        Self { end: words.len(), is_media: false, is_plain: false }
    }
}

/// The capitalised words at the head of `words`, up to a possessive: "Fox Valley News’ Ana Ruiz" gives the first three.
pub(super) fn proper_name(words: &str) -> &str {
    let mut end = 0;
    let mut from = 0;
    for word in words.split_inclusive(' ').take(7) {
        let bare = word.trim_end();
        let name = bare.trim_end_matches([',', '.', ';', ':', '"', '”', ')', '“', '?', '!']);
        let owner = ["'s", "’s"].iter().find_map(|mark| name.strip_suffix(mark));
        let owner = owner.or_else(|| name.strip_suffix(['’', '\'']));
        if !name.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
            if end == 0 || !["of", "and", "the", "&", "de", "for"].contains(&bare) {
                break;
            }
            from += word.len();
            continue;
        }
        end = from + owner.unwrap_or(name).len();
        if owner.is_some() || name.len() < bare.len() {
            break;
        }
        from += word.len();
    }
    words[..end].trim_end()
}

/// Whether the text around prints the word behind a first name or a title: then it is a surname.
fn is_surname_near(body: &str, at: Span, name: &str) -> bool {
    let mut from = (at.start as usize).saturating_sub(NEAR);
    while !body.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (at.end as usize + NEAR).min(body.len());
    while !body.is_char_boundary(to) {
        to -= 1;
    }
    let near = &body[from..to];
    near.match_indices(name).take(64).any(|(at, _)| {
        let before = near[..at].trim_end().trim_end_matches('.');
        let word =
            before.rsplit(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or("");
        word.starts_with(char::is_uppercase) && lex::class_of(word) & (lex::FIRST | lex::TITLE) != 0
    })
}

struct Lists {
    names: FxHashSet<&'static str>,
    never: FxHashSet<&'static str>,
    nouns: FxHashSet<&'static str>,
    releases: FxHashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    names: entries(include_str!("outlet_names.txt")).collect(),
    never: entries(include_str!("not_outlets.txt")).collect(),
    nouns: entries(include_str!("media_nouns.txt")).collect(),
    releases: entries(include_str!("release_lines.txt")).collect(),
});

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> Outlets {
        Outlets {
            releases: FxHashSet::default(),
            held: FxHashSet::default(),
            parts: FxHashMap::default(),
            speakers: FxHashSet::default(),
            people: FxHashSet::default(),
        }
    }

    fn outlet(words: &str, around: Around) -> Option<&str> {
        let none = nothing();
        none.named(words, Span::new(0, words.len()), around).map(|(name, _)| name)
    }

    #[test]
    fn names_written_like_outlets_are_outlets() {
        for (words, name) in [
            ("the Lagan Herald", "Lagan Herald"),
            ("Orsel Press last week", "Orsel Press"),
            ("Ferry News’ Ana Ruiz", "Ferry News"),
            ("Radio Lagan", "Radio Lagan"),
            ("the newspaper Vrijheid", "Vrijheid"),
            ("weekly magazine Kelp", "Kelp"),
            ("BBC’s morning show", "BBC"),
            ("the Times of Lagan on Monday", "Times of Lagan"),
        ] {
            assert_eq!(outlet(words, Around::Anybody), Some(name), "{words}");
        }
    }

    #[test]
    fn one_strange_word_is_an_outlet_where_somebody_is_spoken_to() {
        assert_eq!(outlet("Kelpweek", Around::Hearer), Some("Kelpweek"));
        assert_eq!(outlet("Kelpweek", Around::Anybody), None);
        assert_eq!(outlet("Small Print", Around::Publisher), Some("Small Print"));
        assert_eq!(outlet("Anna Ruiz", Around::Publisher), None);
    }

    #[test]
    fn people_bodies_and_groups_are_no_outlets() {
        for words in
            ["reporters", "the court", "Parliament", "the Senate", "Anna", "Democrats", "officials", "him"]
        {
            assert_eq!(outlet(words, Around::Hearer), None, "{words}");
        }
        assert_eq!(outlet("Harvey", Around::Hearer), None);
        let text = "Quillon was told by Mr. Quillon";
        let none = nothing();
        assert_eq!(none.named(text, Span::new(0, 7), Around::Hearer), None);
    }
}
