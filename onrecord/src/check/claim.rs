//! Whom a draft names, and whether a report names somebody else.
//!
//! A name sets two speakers apart. A pronoun, an office or "the company" does so only where it cannot mean the other.

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::record::Reading;
use crate::speaker::Attribution;
use crate::speaker::Basis;
use crate::speaker::Cast;
use crate::speaker::Kind;
use crate::speaker::Speaker;
use crate::speaker::lexicon as lex;
use crate::statement::Statement;
use crate::text::Id;
use crate::text::fold;
use crate::utterance::Tie;
use crate::utterance::Voice;
use crate::utterance::Voices;
use crate::utterance::name_words;

/// An attribution that is less likely to be right may mean another who is named nearby.
const SURE: f32 = 0.7;
/// An office that is less likely to mean one person sets nobody apart.
const ONE_OFFICE: f32 = 0.8;
/// So many bytes before a pronoun stands whom it means.
const NEARBY: usize = 1_500;
/// So many bytes before a surname stands the full name of another who has it.
const FURTHER: usize = 30_000;
/// A name of fewer letters is looked for in no text.
const SHORTEST_NAME: usize = 3;

/// How the speaker of a place stands to the speaker in the draft.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Whose {
    /// One speaker.
    Same,
    /// Nothing says that they differ.
    Open,
    /// Two names, of which at least one is not sure.
    Doubtful,
    /// Two speakers.
    Other,
}

/// Who speaks in a draft and its reports, and why we think so.
pub(super) struct Claims<'a> {
    draft: &'a Article,
    reports: &'a [Reading],
    voices: &'a Voices<'a>,
    because: FxHashMap<Id<Statement>, &'a Attribution>,
    /// "he" and "she" of the sources, by number of the voice.
    sexes: FxHashMap<u32, u32>,
}

impl<'a> Claims<'a> {
    pub fn of(draft: &'a Reading, reports: &'a [Reading], cast: &'a Cast, voices: &'a Voices<'a>) -> Self {
        let because = cast.attributions.iter().map(|found| (found.statement, found)).collect();
        let mut claims =
            Self { draft: &draft.article, reports, voices, because, sexes: FxHashMap::default() };
        for reading in reports {
            for statement in &reading.statements {
                let voice = voices.voice(statement.id);
                let sex = claims.sex_of_pronoun(statement, &reading.article.body);
                if sex != 0 && !voice.is_nobody() {
                    *claims.sexes.entry(voice.number).or_default() |= sex;
                }
            }
        }
        claims
    }

    /// How the speaker of a statement of the draft stands to the speaker of one in a report.
    pub fn whose(&self, asked: Option<&Statement>, owner: &Statement, report: usize) -> Whose {
        let own = asked.map(|one| self.voices.voice(one.id)).unwrap_or_default();
        let other = self.voices.voice(owner.id);
        let apart = match self.voices.tie(own, other) {
            Tie::Same => return Whose::Same,
            Tie::Apart => Whose::Other,
            Tie::Doubtful if self.voices.is_named(own) && self.voices.is_named(other) => Whose::Doubtful,
            Tie::Loose if self.is_one_description(own, other) => return Whose::Same,
            Tie::Open | Tie::Loose | Tie::Doubtful => return Whose::Open,
        };
        // A speaker whom the draft does not print with the words is a guess, and sets nothing apart.
        let Some(asked) = asked.filter(|one| one.source.is_some()) else { return Whose::Open };
        let one = self.speaks_for(own, other, report) || self.speaks_for(other, own, report);
        let excludes = || self.excludes(asked, own, other) && !self.may_be(owner, report, own);
        if !one && excludes() { apart } else { Whose::Open }
    }

    /// Whether a statement's speaker is what "the company" or "it" may mean.
    pub fn is_guess(&self, statement: &Statement) -> bool {
        self.because.get(&statement.id).is_some_and(|found| found.basis == Basis::Body)
    }

    /// Whether the words that name the speaker in the draft cannot mean `other`.
    fn excludes(&self, asked: &Statement, own: Voice, other: Voice) -> bool {
        let body = self.draft.body.as_str();
        let Some((source, because)) = asked.source.zip(self.because.get(&asked.id)) else { return false };
        let words = source.of(body);
        let stands = || self.stands_before(body, source.start as usize, FURTHER, other);
        match because.basis {
            Basis::Named | Basis::Handle => !(self.is_bare_surname(words, own, other) && stands()),
            Basis::Role => because.confidence >= ONE_OFFICE && !self.has_office(other, words),
            Basis::Pronoun => match sex(words) {
                0 => matches!(words, "who" | "which"),
                sex => {
                    self.is_person(other)
                        && (self.is_other_sex(other, sex) || because.confidence >= SURE || !stands())
                }
            },
            Basis::Body | Basis::Continued | Basis::Unnamed | Basis::None => false,
        }
    }

    /// Whether the words that name the owner in the report may as well mean the speaker of the draft.
    fn may_be(&self, owner: &Statement, report: usize, own: Voice) -> bool {
        let (Some(reading), Some(because)) = (self.reports.get(report), self.because.get(&owner.id)) else {
            return false;
        };
        let body = reading.article.body.as_str();
        let words = owner.source.map_or("", |source| source.of(body));
        let at = owner.source.or(owner.content.first().copied()).unwrap_or_default().start as usize;
        let unsure = || because.confidence < SURE && self.stands_before(body, at, NEARBY, own);
        match because.basis {
            Basis::Named | Basis::Handle => false,
            Basis::Body => !self.is_person(own),
            Basis::Role => self.has_office(own, words) || unsure(),
            Basis::Pronoun | Basis::Continued | Basis::Unnamed | Basis::None => {
                unsure() && !self.is_other_sex(own, sex(words))
            }
        }
    }

    /// "A woman" and "the woman", "a spokesman" and "a spokesman": one word for both, and no body parts them.
    fn is_one_description(&self, own: Voice, other: Voice) -> bool {
        let (Some(a), Some(b)) = (self.voices.speaker(own), self.voices.speaker(other)) else { return false };
        let one_body =
            a.organisation == b.organisation || a.organisation.is_none() || b.organisation.is_none();
        let unnamed = a.kind == Kind::Unnamed && b.kind == Kind::Unnamed && !b.name.is_empty();
        let asked = offices(&a.name);
        unnamed && one_body && offices(&b.name).iter().any(|office| asked.contains(office))
    }

    /// "Ruiz", where both are called so.
    fn is_bare_surname(&self, words: &str, own: Voice, other: Voice) -> bool {
        let names = |voice: Voice| self.voices.names_of(voice).unwrap_or_default();
        let (Some(surname), Some(given)) = (names(own).last(), names(own).first()) else { return false };
        let printed = name_words(words);
        names(other).last() == Some(surname)
            && printed.contains(surname)
            && (given == surname || !printed.contains(given))
    }

    /// Whether a word for an office, trade or kin in `words` is told of a speaker in some report.
    fn has_office(&self, voice: Voice, words: &str) -> bool {
        let Some(speaker) = self.voices.speaker(voice) else { return false };
        let asked = offices(words);
        told_of(speaker).any(|told| offices(told).iter().any(|office| asked.contains(office)))
    }

    /// Whether `person` speaks for `body`: by what is told of them, or because the body itself prints their words.
    fn speaks_for(&self, person: Voice, body: Voice, report: usize) -> bool {
        let (Some(speaker), Some(name)) = (self.voices.speaker(person), self.voices.names_of(body)) else {
            return false;
        };
        if name.is_empty() || !self.is_person(person) || self.is_person(body) {
            return false;
        }
        let outlet = self.reports.get(report).and_then(|reading| reading.article.outlet.name.as_deref());
        let belongs = |told: &str| {
            let told = name_words(told);
            let is_generic = |word: &String| {
                lex::class_of(word.trim_end_matches("'s")) & (lex::GENERIC | lex::SPOKES) != 0
            };
            told.windows(name.len())
                .any(|run| run.iter().zip(name).all(|(a, b)| a.trim_end_matches("'s") == b))
                || told.iter().any(is_generic)
        };
        outlet.is_some_and(|outlet| name_words(outlet) == name) || told_of(speaker).any(belongs)
    }

    fn is_person(&self, voice: Voice) -> bool {
        self.voices.speaker(voice).is_some_and(|speaker| speaker.kind == Kind::Person)
    }

    /// Whether pronouns or a first name say that a speaker is a man where a woman is meant, or a woman.
    fn is_other_sex(&self, voice: Voice, sex: u32) -> bool {
        let said = self.sexes.get(&voice.number).copied().unwrap_or(0);
        let given = self.voices.names_of(voice).and_then(|name| name.first());
        let usual = given.map_or(0, |given| lex::class_of(given) & (lex::MALE | lex::FEMALE));
        let known = if said == 0 { usual } else { said };
        sex != 0 && known != 0 && known & sex == 0
    }

    /// What "he" or "she" as a source says.
    fn sex_of_pronoun(&self, statement: &Statement, body: &str) -> u32 {
        let is_meant = |found: &&&Attribution| found.basis == Basis::Pronoun && found.confidence >= SURE;
        let found = self.because.get(&statement.id).filter(is_meant);
        found.and(statement.source).map_or(0, |source| sex(source.of(body)))
    }

    /// Whether the name's last word stands in a text before a place, not further from it than `reach`.
    fn stands_before(&self, body: &str, at: usize, reach: usize, voice: Voice) -> bool {
        let name = self.voices.speaker(voice).and_then(|speaker| speaker.name.split_whitespace().last());
        let mut from = at.saturating_sub(reach);
        while !body.is_char_boundary(from) {
            from += 1;
        }
        let before = body.get(from..at).unwrap_or("");
        name.is_some_and(|name| name.len() >= SHORTEST_NAME && before.contains(name))
    }
}

/// What texts tell of a speaker: offices beside the name, and words that meant them.
fn told_of(speaker: &Speaker) -> impl Iterator<Item = &str> {
    speaker.attributes.iter().chain(&speaker.aliases).map(|place| place.words.as_str())
}

/// The words for an office, trade, kin or body among `words`, in their long forms.
fn offices(words: &str) -> Vec<String> {
    let all = words.split(|c: char| !c.is_alphanumeric());
    all.filter(|word| lex::class_of(word) & (lex::NOUN_LIKE | lex::TITLE) != 0)
        .map(|word| fold(lex::long_form(word)))
        .collect()
}

/// The sex that a pronoun says.
fn sex(word: &str) -> u32 {
    match () {
        () if word.eq_ignore_ascii_case("he") => lex::MALE,
        () if word.eq_ignore_ascii_case("she") => lex::FEMALE,
        () => 0,
    }
}
