//! The word lists: reporting verbs (`cues.txt`) and function words (`words.txt`), looked up without allocation.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Act;

/// A reporting verb and what it takes.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Its first form.
    pub lemma: &'static str,
    /// What is done with the words.
    pub act: Act,
    /// Takes a quotation.
    pub quotation: bool,
    /// Takes a clause with or without `that`.
    pub clause: bool,
    /// Takes a clause behind `that` or a question word.
    pub that: bool,
    /// Takes a noun phrase, which is the content.
    pub object: bool,
    /// Takes an infinitive.
    pub infinitive: bool,
    /// Takes a person before the rest.
    pub person: bool,
    /// Its forms are common nouns too.
    pub noun: bool,
    /// Seldom reports: only beside a whole quotation, and never behind `would` or `could`.
    pub weak: bool,
    /// Words behind it that open its content: `called for`.
    pub particles: Vec<&'static str>,
}

/// Word classes, as bits.
pub mod class {
    /// Articles, demonstratives, quantifiers, possessives.
    pub const DETERMINER: u32 = 1;
    /// `his`, `her` …
    pub const POSSESSIVE: u32 = 1 << 1;
    /// Pronouns that can be subjects.
    pub const SUBJECT: u32 = 1 << 2;
    /// Pronouns that can be objects.
    pub const OBJECT: u32 = 1 << 3;
    /// Auxiliary verbs.
    pub const AUXILIARY: u32 = 1 << 4;
    /// Forms of `be`.
    pub const COPULA: u32 = 1 << 5;
    /// Adverbs that stand beside verbs.
    pub const ADVERB: u32 = 1 << 6;
    /// Prepositions.
    pub const PREPOSITION: u32 = 1 << 7;
    /// `and`, `but` …
    pub const CONJUNCTION: u32 = 1 << 8;
    /// `because`, `when` …
    pub const SUBORDINATOR: u32 = 1 << 9;
    /// Relative pronouns.
    pub const RELATIVE: u32 = 1 << 10;
    /// Question words.
    pub const QUESTION: u32 = 1 << 11;
    /// Days of the week, `today` …
    pub const DAY: u32 = 1 << 12;
    /// Months.
    pub const MONTH: u32 = 1 << 13;
    /// Nouns for people who speak.
    pub const PERSON: u32 = 1 << 14;
    /// Words that open a sentence before its subject.
    pub const OPENER: u32 = 1 << 15;
    /// Finite verbs that report nothing: they end a subject.
    pub const VERB: u32 = 1 << 16;
    /// Participles that are no past tense: `seen by`, `known for`.
    pub const PARTICIPLE: u32 = 1 << 17;
    /// Things that tell what their author says: a note, a study.
    pub const DOCUMENT: u32 = 1 << 18;
    /// Nouns by which a report sums up what was said: a pledge, a claim.
    pub const SUMMARY: u32 = 1 << 19;
}

/// What the lists say of a word.
#[derive(Clone, Copy, Default, Debug)]
pub struct Entry {
    /// Bits of `class`.
    pub classes: u32,
    /// The verb of which it is a form, plus one; 0 for none.
    verb: u16,
    /// Which form it is.
    pub shape: Shape,
}

/// Which form of a verb a word is.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum Shape {
    /// None, or the first form.
    #[default]
    Base,
    /// `says`
    Third,
    /// `said`: past tense or participle.
    Past,
    /// `saying`
    Ing,
}

impl Entry {
    /// The reporting verb of which the word is a form.
    pub fn verb(self) -> Option<&'static Verb> {
        self.verb.checked_sub(1).map(|at| &LEXICON.verbs[usize::from(at)])
    }

    /// Whether it is in one of these classes.
    pub fn is(self, classes: u32) -> bool {
        self.classes & classes != 0
    }
}

/// What the lists say of `word`, in any case and with any apostrophe.
pub fn look_up(word: &str) -> Entry {
    let mut buffer = [0u8; 24];
    let mut length = 0;
    for c in word.chars() {
        let byte = match c {
            '’' | '‘' | 'ʼ' => b'\'',
            c if c.is_ascii() => (c as u8).to_ascii_lowercase(),
            _ => return Entry::default(),
        };
        let Some(place) = buffer.get_mut(length) else { return Entry::default() };
        *place = byte;
        length += 1;
    }
    let word = std::str::from_utf8(&buffer[..length]).unwrap_or("");
    LEXICON.entries.get(word).copied().unwrap_or_default()
}

struct Lexicon {
    entries: FxHashMap<&'static str, Entry>,
    verbs: Vec<Verb>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { entries: FxHashMap::default(), verbs: Vec::new() };
    lines(include_str!("words.txt")).for_each(|line| add_class(&mut lexicon, line));
    lines(include_str!("cues.txt")).for_each(|line| add_verb(&mut lexicon, line));
    lexicon
});

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn add_class(lexicon: &mut Lexicon, line: &'static str) {
    let (name, words) = line.split_once(':').expect("words.txt: `class: words`");
    let class = match name {
        "determiner" => class::DETERMINER,
        "possessive" => class::POSSESSIVE,
        "subject" => class::SUBJECT,
        "object" => class::OBJECT,
        "auxiliary" => class::AUXILIARY,
        "copula" => class::COPULA,
        "adverb" => class::ADVERB,
        "preposition" => class::PREPOSITION,
        "conjunction" => class::CONJUNCTION,
        "subordinator" => class::SUBORDINATOR,
        "relative" => class::RELATIVE,
        "wh" => class::QUESTION,
        "weekday" => class::DAY,
        "month" => class::MONTH,
        "person" => class::PERSON,
        "openers" => class::OPENER,
        "verb" => class::VERB,
        "participle" => class::PARTICIPLE,
        "document" => class::DOCUMENT,
        "summary" => class::SUMMARY,
        other => unreachable!("words.txt names the class `{other}`"),
    };
    for word in words.split_whitespace() {
        lexicon.entries.entry(word).or_default().classes |= class;
    }
}

fn add_verb(lexicon: &mut Lexicon, line: &'static str) {
    let mut parts = line.split('|').map(str::trim);
    let mut part = || parts.next().expect("cues.txt: `forms | act | takes`");
    let (forms, act, takes) = (part(), part(), part());
    let takes: Vec<&str> = takes.split_whitespace().collect();
    let has = |letter: &str| takes.contains(&letter);
    let particles = takes.iter().find_map(|word| word.strip_prefix("x="));
    let verb = Verb {
        lemma: forms.split_whitespace().next().unwrap_or(""),
        act: act.parse().expect("cues.txt: an act of DESIGN"),
        quotation: has("q"),
        clause: has("c"),
        that: has("t") || has("c"),
        object: has("o"),
        infinitive: has("i"),
        person: has("r"),
        noun: has("n"),
        weak: has("w"),
        particles: particles.map_or_else(Vec::new, |words| words.split(',').collect()),
    };
    lexicon.verbs.push(verb);
    let number = lexicon.verbs.len() as u16;
    for (place, form) in forms.split_whitespace().enumerate() {
        let shape = match form {
            _ if form.ends_with("ing") && place > 0 => Shape::Ing,
            _ if place == 0 || form == "emphasise" => Shape::Base,
            _ if form.ends_with('s') => Shape::Third,
            _ => Shape::Past,
        };
        let entry = lexicon.entries.entry(form).or_default();
        entry.verb = number;
        entry.shape = shape;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_up_in_any_case() {
        assert_eq!(look_up("SAID").verb().map(|verb| verb.lemma), Some("say"));
        assert_eq!(look_up("saying").shape, Shape::Ing);
        assert_eq!(look_up("says").shape, Shape::Third);
        assert!(look_up("Don’t").is(class::AUXILIARY));
        assert!(look_up("gläserne").verb().is_none());
        assert!(look_up("supercalifragilisticexpialidocious").verb().is_none());
    }
}
