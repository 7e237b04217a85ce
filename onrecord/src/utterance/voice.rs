//! Whether two statements can be the words of one speaker.

use rustc_hash::FxHashMap;

use crate::speaker::lexicon as lex;
use crate::speaker::{Attribution, Basis, Cast, Kind, Speaker};
use crate::statement::Statement;
use crate::text::{Id, fold, words};

/// How the speakers of two statements stand to each other, the closest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Tie {
    /// One speaker, or one name within the other.
    Same,
    /// One of them has no speaker.
    Open,
    /// Unnamed people and groups: nothing says that they differ.
    Loose,
    /// Two speakers, of whom at least one is not sure.
    Doubtful,
    /// Two speakers.
    Apart,
}

/// A speaker of a statement, by number; 0 is nobody.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct Voice {
    /// One more than its place in the cast.
    pub number: u32,
    /// Whether the attribution rests on a name.
    pub certain: bool,
}

impl Voice {
    pub fn is_nobody(self) -> bool {
        self.number == 0
    }
}

/// The speakers as this room compares them.
pub(crate) struct Voices<'a> {
    speakers: Vec<&'a Speaker>,
    names: Vec<Vec<String>>,
    bodies: Vec<Vec<String>>,
    named: Vec<bool>,
    of: FxHashMap<Id<Statement>, Voice>,
}

/// Below this confidence an attribution does not keep like words apart.
const CERTAIN: f32 = 0.85;

impl<'a> Voices<'a> {
    pub fn of(cast: &'a Cast) -> Self {
        let mut speakers: Vec<&Speaker> = cast.speakers.iter().collect();
        speakers.sort_by_key(|speaker| speaker.id);
        speakers.dedup_by_key(|speaker| speaker.id);
        let numbers: FxHashMap<Id<Speaker>, u32> =
            speakers.iter().zip(1..).map(|(speaker, number)| (speaker.id, number)).collect();
        let voice = |found: &Attribution| {
            let certain = matches!(found.basis, Basis::Named | Basis::Handle) || found.confidence >= CERTAIN;
            Some((found.statement, Voice { number: *numbers.get(&found.speaker)?, certain }))
        };
        let of = cast.attributions.iter().filter_map(voice).collect();
        let names = speakers.iter().map(|speaker| name_words(&speaker.name)).collect();
        let body = |speaker: &&Speaker| speaker.organisation.as_deref().map(name_words).unwrap_or_default();
        let bodies = speakers.iter().map(body).collect();
        let named = speakers.iter().map(|speaker| is_named(speaker)).collect();
        Self { speakers, names, bodies, named, of }
    }

    /// Who makes a statement.
    pub fn voice(&self, statement: Id<Statement>) -> Voice {
        self.of.get(&statement).copied().unwrap_or_default()
    }

    /// The speaker behind a voice.
    pub fn speaker(&self, voice: Voice) -> Option<&'a Speaker> {
        self.speakers.get((voice.number as usize).checked_sub(1)?).copied()
    }

    /// All speakers with their numbers, in order of id.
    pub fn all(&self) -> impl Iterator<Item = (u32, &'a Speaker)> {
        (1..).zip(self.speakers.iter().copied())
    }

    /// Whether a voice is that of a named person or body.
    pub fn is_named(&self, voice: Voice) -> bool {
        self.at(&self.named, voice).is_some_and(|named| *named)
    }

    /// The words of its name, by their comparison keys, without titles.
    pub fn names_of(&self, voice: Voice) -> Option<&[String]> {
        self.at(&self.names, voice).map(Vec::as_slice)
    }

    /// How two voices stand to each other.
    pub fn tie(&self, a: Voice, b: Voice) -> Tie {
        if a.number == b.number {
            return if a.is_nobody() { Tie::Open } else { Tie::Same };
        }
        let (Some(left), Some(right)) = (self.speaker(a), self.speaker(b)) else { return Tie::Open };
        if self.one_name(a, b) || self.speaks_for(a, b) || self.speaks_for(b, a) {
            return Tie::Same;
        }
        match (self.is_named(a), self.is_named(b)) {
            (true, true) if a.certain && b.certain => Tie::Apart,
            (true, true) => Tie::Doubtful,
            (false, false) => Tie::Loose,
            _ if matches!((left.kind, right.kind), (Kind::Group, _) | (_, Kind::Group)) => Tie::Doubtful,
            _ => Tie::Loose,
        }
    }

    /// Of two voices that were found to be one, that which says more of the speaker.
    pub fn fuller(&self, a: Voice, b: Voice) -> Voice {
        let rank = |voice: Voice| {
            let name = self.speaker(voice).map_or(0, |speaker| speaker.name.len());
            (self.is_named(voice), voice.certain, name, std::cmp::Reverse(voice.number))
        };
        if rank(b) > rank(a) { b } else { a }
    }

    /// Both are named alike: the words of one name stand in the other, as a surname in a full name. One name is one
    /// speaker, whether a text shows it to be a person's or a body's.
    fn one_name(&self, a: Voice, b: Voice) -> bool {
        let (Some(left), Some(right)) = (self.names_of(a), self.names_of(b)) else { return false };
        let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
        let same_kind = self.speaker(a).map(|s| s.kind) == self.speaker(b).map(|s| s.kind);
        let within = !short.is_empty() && short.iter().all(|word| long.contains(word));
        let alike = (same_kind || left == right) && within && short.last() == long.last();
        alike && self.is_named(a) && self.is_named(b)
    }

    /// `a` is an unnamed person who speaks for the body `b`, or for the same body as `b`.
    fn speaks_for(&self, a: Voice, b: Voice) -> bool {
        let (Some(own), Some(other)) = (self.at(&self.bodies, a), self.at(&self.bodies, b)) else {
            return false;
        };
        !own.is_empty() && (Some(own.as_slice()) == self.names_of(b) || own == other)
    }

    fn at<'v, T>(&self, of_each: &'v [T], voice: Voice) -> Option<&'v T> {
        of_each.get((voice.number as usize).checked_sub(1)?)
    }
}

/// Whether a speaker has a name: "the company" and "police" are descriptions, and may mean any body that fits.
fn is_named(speaker: &Speaker) -> bool {
    const COMMON: u32 = lex::BODY | lex::GROUP | lex::COURT | lex::COURT_ACT | lex::DOCUMENT;
    let is_article = |word: &&str| lex::class_of(word) & (lex::DETERMINER | lex::OWN) != 0;
    let words: Vec<&str> = speaker.name.split_whitespace().skip_while(is_article).collect();
    match (speaker.kind, words.as_slice()) {
        (Kind::Person, _) => true,
        (Kind::Organisation, [only]) => !starts_small(only) && lex::class_of(only) & COMMON == 0,
        (Kind::Organisation, [_, rest @ ..]) => !rest.iter().all(|word| starts_small(word)),
        _ => false,
    }
}

fn starts_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// The words of a name by their comparison keys, without titles.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    words(name, 0)
        .iter()
        .map(|word| fold(word.span.of(name)))
        .filter(|word| !matches!(word.as_str(), "mr" | "mrs" | "ms" | "dr" | "sir" | "the"))
        .collect()
}
