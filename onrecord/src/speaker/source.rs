//! What the words of a source are: a name, a pronoun, a noun for somebody, a handle.

use crate::text::Span;

use super::entities::Named;
use super::lexicon as lex;
use super::names::NameKind;
use super::tokens::{Token, gap};

/// A personal pronoun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pronoun {
    /// he, him, his
    He,
    /// she, her
    She,
    /// they, them, their
    They,
    /// it, its
    It,
    /// I, me, my
    I,
    /// we, us, our
    We,
}

/// The pronoun that a word is.
pub fn pronoun(word: &str) -> Option<Pronoun> {
    const WORDS: &[(&str, Pronoun)] = &[
        ("he", Pronoun::He),
        ("she", Pronoun::She),
        ("they", Pronoun::They),
        ("it", Pronoun::It),
        ("i", Pronoun::I),
        ("we", Pronoun::We),
        ("him", Pronoun::He),
        ("his", Pronoun::He),
        ("her", Pronoun::She),
        ("hers", Pronoun::She),
        ("them", Pronoun::They),
        ("their", Pronoun::They),
        ("its", Pronoun::It),
        ("me", Pronoun::I),
        ("my", Pronoun::I),
        ("us", Pronoun::We),
        ("our", Pronoun::We),
    ];
    if word.len() > 5 || word == "US" {
        return None;
    }
    let word = ["'m", "'ve", "'d", "'s", "’m", "’ve", "’d", "’s"]
        .iter()
        .find_map(|tail| word.strip_suffix(tail))
        .unwrap_or(word);
    WORDS.iter().find(|(small, _)| small.eq_ignore_ascii_case(word)).map(|(_, pronoun)| *pronoun)
}

/// What a source's words come down to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Head {
    /// A mention of a name.
    Name(usize),
    /// Two or more names.
    Names,
    /// A pronoun.
    Pronoun(Pronoun),
    /// who, which
    Relative,
    /// A noun for somebody.
    Noun(Noun),
    /// `@handle`
    Handle,
    /// A word that no list knows.
    Unknown {
        /// Several people, by its form.
        plural: bool,
    },
}

/// A noun for somebody: "the minister", "a Kestrel spokeswoman", "residents".
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Noun {
    /// Its token.
    pub token: usize,
    /// What the noun may be.
    pub class: u32,
    /// A name in front of it, or in its "of", "for" or "from".
    pub of: Option<usize>,
    /// "the", "this", "her", or a possessive name.
    pub definite: bool,
    /// Several people.
    pub plural: bool,
    /// "the brand's spokeswoman", "a company spokesman": the body's token.
    pub body: Option<usize>,
    /// "her lawyer": the pronoun's token.
    pub own: Option<usize>,
}

/// A source, read.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// First token.
    pub first: usize,
    /// Last token, inclusive.
    pub last: usize,
    /// The words that name somebody, without clauses behind them.
    pub words: Span,
    /// What they come down to.
    pub head: Head,
}

/// Reads the words at `span`; nothing where no word stands there.
pub fn read(body: &str, tokens: &[Token], named: &Named, at: &[u32], span: Span) -> Option<Source> {
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let end = tokens.partition_point(|token| token.span.start < span.end);
    if first >= end {
        return None;
    }
    let last = end - 1;
    let reader = Reader { body, tokens, named, at, first, end };
    let chunk = reader.chunk_end(first);
    let head = reader.head(chunk);
    let words = reader.words(head, chunk, span);
    Some(Source { first, last, words, head })
}

struct Reader<'a> {
    body: &'a str,
    tokens: &'a [Token],
    named: &'a Named,
    at: &'a [u32],
    first: usize,
    end: usize,
}

impl Reader<'_> {
    const NOUNS: u32 = lex::NOUN_LIKE;

    /// One past the head chunk: it ends at a mark, a preposition, a relative, a verb.
    fn chunk_end(&self, from: usize) -> usize {
        for at in from + 1..self.end {
            let token = &self.tokens[at];
            let inside = self.mention(at).is_some_and(|mention| self.named.mentions[mention].from < at);
            let stops = token.class & (lex::PREPOSITION | lex::RELATIVE | lex::VERB | lex::CONJUNCTION) != 0;
            let mark = token.gap & !(gap::AMPERSAND | gap::QUOTE) != 0 && token.gap != gap::DOT;
            if !inside && (mark || stops && !token.capital) {
                return at;
            }
        }
        self.end
    }

    fn head(&self, chunk: usize) -> Head {
        if (self.first..self.end).any(|at| self.tokens[at].span.of(self.body).starts_with('@')) {
            return Head::Handle;
        }
        let word = self.tokens[self.first].span.of(self.body);
        if chunk == self.first + 1 {
            if let Some(pronoun) = pronoun(word) {
                return Head::Pronoun(pronoun);
            }
            if self.tokens[self.first].class & lex::RELATIVE != 0 || word == "that" {
                return Head::Relative;
            }
        }
        if self.pair(chunk) {
            return Head::Names;
        }
        let name = (self.first..chunk).rev().find_map(|at| self.mention(at));
        let noun = (self.first..chunk).rev().find(|at| self.is_noun(*at));
        match (name, noun) {
            (Some(name), noun) if self.is_head(name, noun, chunk) => Head::Name(name),
            (name, Some(noun)) => {
                let named = self.apposed(noun, chunk).or_else(|| self.behind_portfolio(chunk));
                named.unwrap_or_else(|| self.noun(noun, name, chunk))
            }
            (Some(name), None) => self.apposed(chunk - 1, chunk).unwrap_or(Head::Name(name)),
            (None, None) => self.apposed(chunk - 1, chunk).unwrap_or_else(|| self.no_noun(chunk)),
        }
    }

    fn mention(&self, at: usize) -> Option<usize> {
        self.at.get(at).and_then(|number| number.checked_sub(1)).map(|number| number as usize)
    }

    fn is_noun(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let in_name = self
            .mention(at)
            .is_some_and(|name| self.named.whose[name].is_some() && self.named.mentions[name].first <= at);
        (token.class & Self::NOUNS != 0 || self.plural_role(at)) && !in_name && !self.is_participle(at)
    }

    /// "a minister accused of fraud": a participle behind the noun that it describes.
    fn is_participle(&self, at: usize) -> bool {
        let accused = matches!(self.tokens[at].span.of(self.body), "accused" | "suspect");
        let noun = |before: usize| self.tokens[before].class & Self::NOUNS != 0 && self.tokens[at].gap == 0;
        accused && at.checked_sub(1).is_some_and(|before| before >= self.first && noun(before))
    }

    /// "ministers": the singular is a role or body of the lists.
    fn plural_role(&self, at: usize) -> bool {
        let word = self.tokens[at].span.of(self.body);
        let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2);
        stem.is_some_and(|stem| lex::class_of(stem) & (lex::ROLE | lex::PERSON | lex::BODY | lex::KIN) != 0)
    }

    /// Whether the name is what the chunk is about: no noun behind it, no possessive.
    fn is_head(&self, name: usize, noun: Option<usize>, chunk: usize) -> bool {
        let mention = &self.named.mentions[name];
        let alone = mention.last + 1 >= chunk;
        let kind = self.named.whose[name].map(|entity| self.named.entities[entity].kind);
        if noun.is_some_and(|noun| noun > mention.last) {
            return false;
        }
        let owns = self.tokens[mention.last].possessive && !alone;
        !owns && (alone || kind == Some(NameKind::Person) || noun.is_none())
    }

    /// "Ana Ruiz and Tom Reyes": a conjunction right behind the first name, then another name.
    fn pair(&self, chunk: usize) -> bool {
        let joined = self
            .tokens
            .get(chunk)
            .is_some_and(|token| chunk < self.end && token.gap == 0 && token.span.of(self.body) == "and");
        let named = chunk.checked_sub(1).and_then(|last| self.mention(last));
        let the = self.tokens.get(chunk + 1).is_some_and(|token| token.span.of(self.body) == "the");
        let other = self.mention(chunk + 1 + usize::from(the));
        joined && named.is_some() && other.is_some() && named != other && chunk + 1 < self.end
    }

    /// "Minister for Farming Ana Ruiz": a person's name right behind what a title is for.
    fn behind_portfolio(&self, chunk: usize) -> Option<Head> {
        let word = (chunk < self.end).then(|| self.tokens[chunk].span.of(self.body))?;
        let titled = chunk > self.first && self.tokens[chunk - 1].capital && matches!(word, "for" | "of");
        let inside = |at: &usize| self.tokens[*at].gap == 0 && self.tokens[*at].capital;
        let at = (chunk + 1..self.end).take_while(inside).find(|at| self.mention(*at).is_some())?;
        let name = self.mention(at)?;
        let person =
            self.named.whose[name].is_some_and(|it| self.named.entities[it].kind == NameKind::Person);
        (titled && person && at > chunk + 1).then_some(Head::Name(name))
    }

    /// "her lawyer, Ben Ali": a name in apposition, in the source or right behind it.
    fn apposed(&self, noun: usize, chunk: usize) -> Option<Head> {
        let person = lex::ROLE | lex::KIN | lex::SPOKES | lex::PERSON;
        let class = self.tokens[noun].class;
        let owned = (self.first..noun).any(|at| self.tokens[at].possessive);
        let unknown =
            class & Self::NOUNS == 0 && (owned || self.tokens[self.first].class & lex::DETERMINER != 0);
        if class & (person | lex::BODY) == 0 && !unknown {
            return None;
        }
        let business = class & (lex::ROLE | lex::BODY) != 0;
        let mut at = chunk;
        while at < self.end && self.tokens[at].gap & gap::COMMA == 0 {
            at += 1;
        }
        let comma = self
            .tokens
            .get(at)
            .is_some_and(|token| token.gap & gap::COMMA != 0 && token.gap & (gap::STOP | gap::QUOTE) == 0);
        let name = self.mention(at).filter(|_| comma)?;
        let mention = &self.named.mentions[name];
        let person = self.named.whose[name].is_some_and(|it| match self.named.entities[it].kind {
            NameKind::Person => class & person != 0 || unknown,
            NameKind::Body => business,
            _ => false,
        });
        let closed = self
            .tokens
            .get(mention.last + 1)
            .is_none_or(|after| after.gap != 0 || mention.last + 1 >= self.end && at < self.end);
        (mention.from == at && person && closed && !self.tokens[mention.last].possessive)
            .then_some(Head::Name(name))
    }

    fn noun(&self, token: usize, name: Option<usize>, chunk: usize) -> Head {
        let class = self.tokens[token].class;
        let first = &self.tokens[self.first];
        let word = first.span.of(self.body);
        let front = name.filter(|name| self.named.mentions[*name].last < token);
        let possessive = (self.first..token).any(|at| self.tokens[at].possessive);
        let article =
            ["the", "this", "that", "these", "those"].iter().any(|small| small.eq_ignore_ascii_case(word));
        let own = (first.class & lex::OWN != 0).then_some(self.first);
        let singular = lex::ROLE
            | lex::KIN
            | lex::SPOKES
            | lex::PERSON
            | lex::BODY
            | lex::COURT
            | lex::COURT_ACT
            | lex::DOCUMENT;
        let spokes_plural =
            class & lex::SPOKES != 0 && self.tokens[token].span.of(self.body).ends_with(['e', 's']) && {
                let word = self.tokens[token].span.of(self.body);
                word.ends_with("people") || word.ends_with("men") || word.ends_with("women")
            };
        let plural =
            class & lex::GROUP != 0 && class & lex::KIN == 0 || class & singular == 0 || spokes_plural;
        let body = (self.first..token)
            .rev()
            .find(|at| self.tokens[*at].class & (lex::BODY | lex::COURT) != 0 && self.mention(*at).is_none());
        let behind = || self.behind(chunk);
        Head::Noun(Noun {
            token,
            class,
            of: front.or_else(behind),
            definite: article || own.is_some() || possessive,
            plural,
            body: body.or_else(|| self.body_behind(chunk)),
            own,
        })
    }

    /// The name in "for Kestrel", "of Harbour", "from the council".
    fn behind(&self, chunk: usize) -> Option<usize> {
        let word = self.preposition(chunk)?;
        if !matches!(word, "for" | "of" | "from" | "at" | "with" | "by") {
            return None;
        }
        let stop = self.object_end(chunk);
        (chunk + 1..stop).find_map(|at| self.mention(at))
    }

    /// The body in "a spokesperson for the company".
    fn body_behind(&self, chunk: usize) -> Option<usize> {
        let word = self.preposition(chunk)?;
        if !matches!(word, "for" | "of" | "from" | "at" | "with") {
            return None;
        }
        let stop = self.object_end(chunk);
        (chunk + 1..stop).rev().find(|at| self.tokens[*at].class & (lex::BODY | lex::COURT) != 0)
    }

    /// The word right behind the chunk, also where the source ends there: "a spokesman" for the company.
    fn preposition(&self, chunk: usize) -> Option<&str> {
        let token = self.tokens.get(chunk)?;
        let spokes = self.tokens[chunk - 1].class & lex::SPOKES != 0;
        (chunk < self.end || spokes && token.gap == 0 && !token.starts).then(|| token.span.of(self.body))
    }

    /// One past the words that belong to the preposition at `at`.
    fn object_end(&self, at: usize) -> usize {
        if at + 1 < self.end {
            return self.chunk_end(at);
        }
        let ends = |token: &Token| {
            token.gap & !gap::AMPERSAND != 0
                || token.class & (lex::PREPOSITION | lex::RELATIVE | lex::VERB | lex::CONJUNCTION) != 0
        };
        let words = self.tokens.iter().skip(at + 1).take(6);
        at + 1 + words.take_while(|token| !ends(token)).count()
    }

    fn no_noun(&self, chunk: usize) -> Head {
        if let Some(name) = (chunk..self.end).find_map(|at| self.mention(at))
            && self.tokens[self.first].class & lex::DETERMINER == 0
        {
            return Head::Name(name);
        }
        let word = self.tokens[chunk - 1].span.of(self.body);
        let quantity = self.tokens[self.first].number || word.ends_with('s') && !word.ends_with("ss");
        Head::Unknown { plural: quantity || self.tokens[chunk - 1].class & lex::GROUP != 0 }
    }

    /// The words that name the speaker: without clauses behind them, and never very many.
    fn words(&self, head: Head, chunk: usize, span: Span) -> Span {
        let last = match head {
            Head::Name(_) | Head::Pronoun(_) | Head::Relative => chunk - 1,
            Head::Noun(noun) if noun.class & lex::SPOKES != 0 => noun.token,
            _ => self.phrase_end(chunk) - 1,
        };
        let words = self.tokens[self.first].span.cover(self.tokens[last].span);
        let closing = ['’', '”', '"', '\'', ')'];
        let behind =
            self.body.get(words.end as usize..span.end as usize).and_then(|rest| rest.chars().next());
        match behind.filter(|c| closing.contains(c)) {
            Some(mark) if last + 1 == self.end => {
                Span::new(words.start as usize, words.end as usize + mark.len_utf8())
            }
            _ => words,
        }
    }

    /// One past a noun phrase with its prepositions: up to a mark, a relative, or twelve words.
    fn phrase_end(&self, chunk: usize) -> usize {
        let marks = gap::COMMA | gap::DASH | gap::COLON | gap::STOP | gap::OPEN;
        let stop = (chunk..self.end).find(|at| {
            self.tokens[*at].gap & marks != 0
                || self.tokens[*at].class & lex::RELATIVE != 0
                || *at > self.first + 12
        });
        stop.unwrap_or(self.end)
    }
}
