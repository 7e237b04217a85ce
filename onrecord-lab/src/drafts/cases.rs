//! What a story's reports give: quotations with named speakers; and what is done to some of them.

use std::collections::BTreeMap;
use std::path::Path;

use onrecord::article::Article;
use onrecord::record::{self, Reading};
use onrecord::speaker::{Basis, Kind};
use onrecord::statement::{Finder, Form};
use onrecord::text::{fold, words};

use super::{OF_EACH, QUOTATIONS, Random, list};
use crate::inputs;

/// A quotation of fewer words cannot be altered and still be known.
const SHORTEST: usize = 5;
/// Quotations in one draft.
const IN_DRAFT: usize = 15;

/// A quotation of a report.
#[derive(Clone, Debug)]
pub(super) struct Quoted {
    pub words: String,
    pub speaker: usize,
}

/// Somebody who speaks in the reports.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub full: String,
    pub surname: Option<String>,
    /// `he` or `she`, where a report says so.
    pub pronoun: Option<&'static str>,
}

/// What a story gives.
pub(super) struct Pool {
    pub readings: Vec<Reading>,
    pub quoted: Vec<Quoted>,
    pub names: Vec<Name>,
    /// Telling words of the quotations.
    pub vocabulary: Vec<String>,
}

/// What was done to a quotation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Alteration {
    /// A word replaced.
    Changed,
    /// Words left out inside.
    CutInside,
    /// The end of a sentence left out.
    CutEnd,
    /// Another speaker.
    WrongSpeaker,
    /// Words that nobody said.
    Invented,
}

/// One quotation of a draft.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub words: String,
    pub speaker: String,
    pub name: Name,
    pub alteration: Option<Alteration>,
    /// Where in `words` the alteration is: the changed word, or the empty place of the cut.
    pub at: Option<(usize, usize)>,
}

impl Pool {
    pub fn read(folder: &Path, finder: Finder) -> Self {
        let articles = inputs::articles(&[folder.to_owned()]);
        let readings: Vec<Reading> =
            articles.into_iter().map(|article| record::read(article, finder)).collect();
        let mut pool = Self { quoted: Vec::new(), names: Vec::new(), vocabulary: Vec::new(), readings };
        pool.fill();
        pool
    }

    pub fn len(&self) -> usize {
        self.quoted.len()
    }

    fn fill(&mut self) {
        let record = record::compile(self.readings.clone());
        let bodies: BTreeMap<_, &Article> = record.articles.iter().map(|one| (one.id, one)).collect();
        let attributed: BTreeMap<_, _> =
            record.cast.attributions.iter().map(|found| (found.statement, found)).collect();
        let mut numbers = BTreeMap::new();
        for statement in &record.statements {
            let (Some(found), Some(article)) =
                (attributed.get(&statement.id), bodies.get(&statement.article))
            else {
                continue;
            };
            let speakers = &record.cast.speakers;
            let Some(speaker) = speakers.iter().find(|one| one.id == found.speaker) else { continue };
            if speaker.kind != Kind::Person || !speaker.name.contains(' ') || speaker.private {
                continue;
            }
            let at = *numbers.entry(speaker.id).or_insert_with(|| {
                self.names.push(name(&speaker.name));
                self.names.len() - 1
            });
            if found.basis == Basis::Pronoun
                && let Some(source) = statement.source
            {
                let said = source.of(&article.body).to_lowercase();
                let pronoun = ["he", "she"].into_iter().find(|word| *word == said);
                self.names[at].pronoun = self.names[at].pronoun.or(pronoun);
            }
            if statement.form == Form::Direct && statement.within.is_none() {
                let texts = statement.content.iter().map(|span| span.of(&article.body));
                let whole = texts.filter(|words| is_plain(words)).map(str::to_owned);
                self.quoted.extend(whole.map(|words| Quoted { words, speaker: at }));
            }
        }
        self.same_surnames_stay_full();
        self.learn();
    }

    /// A surname that two people share names neither.
    fn same_surnames_stay_full(&mut self) {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for surname in self.names.iter().filter_map(|name| name.surname.clone()) {
            *count.entry(surname).or_default() += 1;
        }
        for name in &mut self.names {
            name.surname = name.surname.take().filter(|surname| count[surname] == 1);
        }
    }

    fn learn(&mut self) {
        let all = self.quoted.iter().flat_map(|quoted| tokens(&quoted.words));
        let mut known: Vec<String> = all.map(|(_, word)| word).filter(|word| is_telling(word)).collect();
        known.sort();
        known.dedup();
        self.vocabulary = known;
    }

    /// The cases of a run, draft by draft: none twice in one draft.
    pub fn drafts(&self, random: &mut Random) -> Vec<Vec<Case>> {
        if self.quoted.is_empty() {
            return Vec::new();
        }
        let mut kinds = [None; QUOTATIONS];
        use Alteration::{Changed, CutEnd, CutInside, Invented, WrongSpeaker};
        let cuts = [CutInside, CutEnd];
        for at in 0..OF_EACH {
            let four = [Changed, cuts[at % 2], WrongSpeaker, Invented];
            four.into_iter().enumerate().for_each(|(kind, one)| kinds[at * 4 + kind] = Some(one));
        }
        random.shuffle(&mut kinds);
        let size = self.quoted.len().min(IN_DRAFT);
        kinds.chunks(size).map(|kinds| self.draft(kinds, random)).collect()
    }

    fn draft(&self, kinds: &[Option<Alteration>], random: &mut Random) -> Vec<Case> {
        let mut order: Vec<usize> = (0..self.quoted.len()).collect();
        random.shuffle(&mut order);
        // The alterations that ask for long quotations choose first.
        let mut cases: Vec<(usize, Case)> = Vec::new();
        let mut places: Vec<usize> = (0..kinds.len()).collect();
        places.sort_by_key(|at| match kinds[*at] {
            Some(Alteration::CutInside | Alteration::CutEnd) => 0,
            Some(_) => 1,
            None => 2,
        });
        for at in places {
            let case = (0..order.len())
                .find_map(|place| Some((place, self.case(&self.quoted[order[place]], kinds[at], random)?)));
            let case = case.map(|(place, case)| {
                order.remove(place);
                case
            });
            // A story of short quotations has none to cut: then a word is changed.
            let case = case.or_else(|| {
                let place = order.pop()?;
                self.case(&self.quoted[place], Some(Alteration::Changed), random)
            });
            cases.extend(case.map(|case| (at, case)));
        }
        cases.sort_by_key(|(at, _)| *at);
        cases.into_iter().map(|(_, case)| case).collect()
    }

    fn case(&self, quoted: &Quoted, kind: Option<Alteration>, random: &mut Random) -> Option<Case> {
        let name = self.names[quoted.speaker].clone();
        let case = |words: String, at| Case {
            words,
            speaker: name.full.clone(),
            name: name.clone(),
            alteration: kind,
            at,
        };
        let words = quoted.words.as_str();
        Some(match kind {
            None => case(words.to_owned(), None),
            Some(Alteration::Changed) => {
                let (words, at) = self.changed(words, random)?;
                case(words, Some(at))
            }
            Some(Alteration::CutInside) => {
                let (words, at) = cut_inside(words, random)?;
                case(words, Some(at))
            }
            Some(Alteration::CutEnd) => {
                let (words, at) = cut_end(words, random)?;
                case(words, Some(at))
            }
            Some(Alteration::WrongSpeaker) => {
                let name = self.another(quoted, random);
                Case { speaker: name.full.clone(), name, ..case(words.to_owned(), None) }
            }
            Some(Alteration::Invented) => {
                let line = random.pick(&list(include_str!("invented.txt"))).to_string();
                case(line.replace("{}", self.word(random)), None)
            }
        })
    }

    /// A word of the story.
    fn word(&self, random: &mut Random) -> &str {
        self.vocabulary.get(random.below(self.vocabulary.len())).map_or("weather", String::as_str)
    }

    /// Somebody else: who has said these words in no report.
    fn another(&self, quoted: &Quoted, random: &mut Random) -> Name {
        let said =
            |at: usize| self.quoted.iter().any(|one| one.speaker == at && alike(&one.words, &quoted.words));
        let others: Vec<&Name> =
            (0..self.names.len()).filter(|at| !said(*at)).map(|at| &self.names[at]).collect();
        if others.is_empty() { name("Orla Stenning") } else { (*random.pick(&others)).clone() }
    }

    fn changed(&self, words: &str, random: &mut Random) -> Option<(String, (usize, usize))> {
        let mut places: Vec<(usize, String)> =
            tokens(words).into_iter().filter(|(_, word)| is_telling(word)).collect();
        random.shuffle(&mut places);
        let (start, word) = places.first()?;
        let near = |other: &&String| other.chars().take(3).ne(word.chars().take(3));
        let others: Vec<&String> = self.vocabulary.iter().filter(near).collect();
        let other = others.get(random.below(others.len()))?;
        let text = format!("{}{other}{}", &words[..*start], &words[start + word.len()..]);
        Some((text, (*start, start + other.len())))
    }
}

/// Drops two words to half of them, neither the first two nor the last two.
fn cut_inside(words: &str, random: &mut Random) -> Option<(String, (usize, usize))> {
    let all = tokens(words);
    if all.len() < 8 {
        return None;
    }
    let most = (all.len() / 2).min(all.len() - 4);
    let count = 2 + random.below(most - 1);
    let from = 2 + random.below(all.len() - 4 - count + 1);
    let (start, end) = (all[from].0, all[from + count].0);
    Some((format!("{}{}", &words[..start], &words[end..]), (start, start)))
}

/// Drops the end of the last sentence: two words to half of it.
fn cut_end(words: &str, random: &mut Random) -> Option<(String, (usize, usize))> {
    let all = tokens(words);
    let stop = words.trim_end_matches(['.', ',', '!', '?']).rfind(['.', '!', '?']).unwrap_or(0);
    let last: Vec<&(usize, String)> = all.iter().filter(|(at, _)| *at >= stop).collect();
    if last.len() < 7 {
        return None;
    }
    let count = 2 + random.below(last.len() / 2 - 1);
    let (start, word) = last[last.len() - count - 1];
    let end = start + word.len();
    Some((words[..end].to_owned(), (end, end)))
}

/// A quotation that can be set in marks of any style, and is long enough.
fn is_plain(text: &str) -> bool {
    let marks = ['"', '“', '”', '«', '»', '\n', '[', ']', '‘', '…'];
    words(text, 0).len() >= SHORTEST && !text.contains(marks) && !text.contains("...") && !text.contains(" '")
}

fn is_telling(word: &str) -> bool {
    word.len() >= 5 && word.chars().all(|c| c.is_ascii_lowercase())
}

/// Words with their places.
pub(super) fn tokens(text: &str) -> Vec<(usize, String)> {
    words(text, 0).iter().map(|word| (word.span.start as usize, word.span.of(text).to_owned())).collect()
}

/// Whether half the words of the shorter are in the other: the same said again.
fn alike(a: &str, b: &str) -> bool {
    let keys = |text: &str| tokens(text).into_iter().map(|(_, word)| fold(&word)).collect::<Vec<_>>();
    let (a, b) = (keys(a), keys(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared * 2 >= a.len().min(b.len())
}

fn name(full: &str) -> Name {
    let surname = full.split_whitespace().last().filter(|word| word.len() > 2);
    Name { full: full.to_owned(), surname: surname.map(str::to_owned), pronoun: None }
}
