//! Reads the articles of a story sentence by sentence.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::Findings;
use super::Line;
use super::Spoken;
use super::Told;
use super::Word;
use super::terms::Term;
use super::terms::Terms;
use super::terms::is_function;
use super::terms::meaning;
use super::terms::stem;
use super::terms::title;
use crate::article::Article;
use crate::article::BlockKind;
use crate::speaker::Kind;
use crate::speaker::Speaker;
use crate::statement::MarkKind;
use crate::statement::Statement;
use crate::story::Story;
use crate::text::Id;
use crate::text::Span;
use crate::text::fold;
use crate::text::sentences;
use crate::text::words;
use crate::time;
use crate::time::Anchor;

/// Words that name somebody are at most so many; more are a description that names others too.
const NAME: usize = 6;
/// A longer sentence is compared by its first words only.
const LONGEST: usize = 120;

impl<'a> Told<'a> {
    /// What the articles of `story` tell.
    pub fn of(story: &Story, found: &Findings<'a>) -> Self {
        let places: FxHashMap<Id<Article>, u32> = story.articles.iter().copied().zip(0..).collect();
        let mut articles: Vec<&Article> =
            found.articles.iter().copied().filter(|article| places.contains_key(&article.id)).collect();
        articles.sort_by_key(|article| places[&article.id]);
        let statements = spoken(found, &places);
        let mut statements_of = vec![Vec::new(); articles.len()];
        for (spoken, at) in statements.iter().zip(0..) {
            statements_of[spoken.article as usize].push(at);
        }
        let shown = |mark: &&crate::statement::Mark| {
            matches!(
                mark.kind,
                MarkKind::Utterance
                    | MarkKind::Scare
                    | MarkKind::Inner
                    | MarkKind::Unresolved
                    | MarkKind::Term
            )
        };
        let marks = found.marks.iter().filter(shown);
        let marked = marks.filter_map(|mark| Some((*places.get(&mark.article)?, mark.span))).collect();
        let bodies = found.cast.speakers.iter().zip(0..).filter(|(one, _)| one.kind == Kind::Organisation);
        let mut told = Self {
            bodies: bodies.map(|(one, at)| (one.name.as_str(), at)).collect(),
            articles,
            lines: Vec::new(),
            statements,
            statements_of,
            speakers: &found.cast.speakers,
            utterances: found.utterances,
            captures: captures(found, &places),
            grounds: found.grounds,
            terms: Terms::default(),
            marked,
        };
        let naming = naming(found, &places);
        let full = full_names(told.speakers);
        for place in 0..told.articles.len() {
            told.read(place as u32, naming.get(&(place as u32)).map_or(&[], Vec::as_slice), &full);
        }
        told
    }

    /// Reads the sentences of an article; `naming` are the places of its speakers' names, in order.
    fn read(&mut self, article: u32, naming: &[(Span, u32)], full: &FxHashMap<String, u32>) {
        let source = self.articles[article as usize];
        let anchor = Anchor { when: source.published.clone() };
        let quoted = quoted(source);
        let first = self.lines.len();
        for block in &source.blocks {
            if !is_told(block.kind) {
                continue;
            }
            let text = block.span.of(&source.body);
            let dates = time::find(text, block.span.start as usize, &anchor);
            for span in sentences(text, block.span.start as usize) {
                let mut line = Line {
                    article,
                    span,
                    block: block.kind,
                    words: self.words_of(source, span, naming, &quoted),
                    terms: Vec::new(),
                    statements: Vec::new(),
                    about: Vec::new(),
                    dates: dates.iter().filter(|date| span.contains(date.span)).cloned().collect(),
                };
                self.name_all(&mut line, full);
                line.terms = self.terms_of(&line.words);
                self.terms.count(&line.terms);
                self.lines.push(line);
            }
        }
        self.place_statements(article, first);
        for at in first..self.lines.len() {
            self.lines[at].about = self.about(at, first);
        }
    }

    /// Of whom a sentence tells: those whom it names and those who speak in it; where it begins with a pronoun or a
    /// description instead of a name, the one whom the sentence before tells of first.
    fn about(&self, at: usize, first: usize) -> Vec<u32> {
        let line = &self.lines[at];
        let spoken = line.statements.iter().filter_map(|at| self.statements[*at as usize].speaker);
        let mut about: Vec<u32> = line.words.iter().filter_map(|word| word.names).collect();
        let refers = line.words.first().is_some_and(|word| {
            let folded = self.folded(line, word);
            word.names.is_none()
                && matches!(folded.as_str(), "he" | "she" | "his" | "her" | "the" | "they" | "their")
        });
        let before = at.checked_sub(1).filter(|before| *before >= first && refers);
        about.extend(before.and_then(|before| self.lines[before].about.first()));
        about.extend(spoken);
        let mut seen = FxHashSet::default();
        about.retain(|speaker| seen.insert(*speaker));
        about
    }

    /// Names in full those who do not speak in this article, but in another.
    fn name_all(&self, line: &mut Line, full: &FxHashMap<String, u32>) {
        for from in 0..line.words.len() {
            for to in (from + 2..=from + 4).filter(|to| *to <= line.words.len()) {
                let run = &line.words[from..to];
                if !run.iter().all(|word| word.capital && word.names.is_none()) {
                    break;
                }
                let words: Vec<String> =
                    run.iter().map(|word| fold(self.words(line.article, word.span))).collect();
                if let Some(speaker) = full.get(&words.join(" ")) {
                    line.words[from..to].iter_mut().for_each(|word| word.names = Some(*speaker));
                    break;
                }
            }
        }
    }

    /// Notes in each line of an article which statements it holds.
    fn place_statements(&mut self, article: u32, first: usize) {
        let lines = &mut self.lines[first..];
        for at in &self.statements_of[article as usize] {
            let statement = self.statements[*at as usize].statement;
            for span in statement.content.iter().chain(&statement.cue) {
                let from = lines.partition_point(|line| line.span.end <= span.start);
                for line in lines[from..].iter_mut().take_while(|line| line.span.start < span.end) {
                    if line.statements.last() != Some(at) {
                        line.statements.push(*at);
                    }
                }
            }
        }
    }

    fn words_of(
        &mut self,
        article: &Article,
        line: Span,
        naming: &[(Span, u32)],
        quoted: &[Span],
    ) -> Vec<Word> {
        let found = words(line.of(&article.body), line.start as usize);
        let mut kept = Vec::with_capacity(found.len().min(LONGEST));
        let is_capital = |span: Span| span.of(&article.body).starts_with(char::is_uppercase);
        for (place, word) in found.iter().enumerate().take(LONGEST) {
            let printed = word.span.of(&article.body);
            let named = found
                .get(place + 1)
                .is_some_and(|next| next.span.start == word.span.end + 1 && is_capital(next.span));
            let at = naming.partition_point(|(span, _)| span.end <= word.span.start);
            let names =
                naming.get(at).filter(|(span, _)| span.overlaps(word.span)).map(|(_, speaker)| *speaker);
            let inside = quoted.partition_point(|span| span.end <= word.span.start);
            let silent = is_function(printed) || printed.len() < 2 && !printed.chars().all(char::is_numeric);
            let capital = is_capital(word.span);
            let stem = stem(printed);
            // A name means nothing but itself: "Boat", "the House".
            let meant = if capital && (named || !kept.is_empty()) { title(&stem) } else { meaning(&stem) };
            let key = self.terms.of_stem(meant);
            kept.push(Word {
                span: word.span,
                key,
                term: (!silent).then_some(key),
                names,
                capital,
                quoted: quoted.get(inside).is_some_and(|span| span.contains(word.span)),
            });
        }
        kept
    }

    fn terms_of(&mut self, words: &[Word]) -> Vec<Term> {
        let mut terms: Vec<Term> = words
            .iter()
            .flat_map(|word| {
                let speaker = word.names.map(|speaker| self.terms.of_speaker(speaker as usize));
                // "The regulator's director" names a speaker, and says who that is.
                let own = word.term.filter(|_| word.names.is_none() || !word.capital);
                [speaker, own]
            })
            .flatten()
            .collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}

/// Whether a block tells something.
fn is_told(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Headline | BlockKind::Paragraph | BlockKind::Caption | BlockKind::Post)
}

/// The words in quotation marks.
fn quoted(article: &Article) -> Vec<Span> {
    let told = article.blocks.iter().filter(|block| is_told(block.kind));
    let found = told
        .flat_map(|block| crate::text::quotations(block.span.of(&article.body), block.span.start as usize));
    found
        .filter(|quotation| quotation.closed && quotation.depth == 0)
        .map(|quotation| quotation.inside)
        .collect()
}

fn spoken<'a>(found: &Findings<'a>, places: &FxHashMap<Id<Article>, u32>) -> Vec<Spoken<'a>> {
    let seats: FxHashMap<Id<Speaker>, u32> =
        found.cast.speakers.iter().map(|speaker| speaker.id).zip(0..).collect();
    let by: FxHashMap<Id<Statement>, u32> = found
        .cast
        .attributions
        .iter()
        .filter_map(|one| Some((one.statement, *seats.get(&one.speaker)?)))
        .collect();
    let mut utterance_of: FxHashMap<Id<Statement>, u32> = FxHashMap::default();
    for (utterance, at) in found.utterances.iter().zip(0..) {
        for statement in utterance.variants.iter().flat_map(|variant| &variant.statements) {
            utterance_of.insert(*statement, at);
        }
        for statement in utterance.echoes.iter().filter_map(|echo| echo.statement) {
            utterance_of.entry(statement).or_insert(at);
        }
    }
    let known = found.statements.iter().filter_map(|statement| {
        Some(Spoken {
            statement,
            article: *places.get(&statement.article)?,
            speaker: by.get(&statement.id).copied(),
            utterance: utterance_of.get(&statement.id).copied(),
        })
    });
    known.collect()
}

/// Pairs of captures of one report, by place, nearer and further ones.
fn captures(found: &Findings<'_>, places: &FxHashMap<Id<Article>, u32>) -> FxHashSet<(u32, u32)> {
    let mut of: FxHashMap<u32, u32> = FxHashMap::default();
    for correction in found.corrections {
        if let (Some(a), Some(b)) = (places.get(&correction.before), places.get(&correction.after)) {
            let (one, other) = (*of.entry(*a).or_insert(*a), *of.entry(*b).or_insert(*b));
            of.values_mut().filter(|first| **first == other).for_each(|first| *first = one);
        }
    }
    let mut pairs = FxHashSet::default();
    let mut of: Vec<(u32, u32)> = of.into_iter().collect();
    of.sort_unstable();
    for (a, first) in &of {
        pairs.extend(of.iter().filter(|(b, other)| b > a && other == first).map(|(b, _)| (*a, *b)));
    }
    pairs
}

/// Speakers by their names of two words and more; none by a name that two of them have.
fn full_names(speakers: &[Speaker]) -> FxHashMap<String, u32> {
    let mut full: FxHashMap<String, Option<u32>> = FxHashMap::default();
    let named =
        speakers.iter().zip(0..).filter(|(one, _)| matches!(one.kind, Kind::Person | Kind::Organisation));
    for (speaker, at) in named {
        let names = speaker.aliases.iter().map(|alias| alias.words.as_str()).chain([speaker.name.as_str()]);
        for name in names.filter(|name| name.contains(' ') && name.starts_with(char::is_uppercase)) {
            let folded: Vec<String> = words(name, 0).iter().map(|word| fold(word.span.of(name))).collect();
            let held = full.entry(folded.join(" ")).or_insert(Some(at));
            *held = held.filter(|held| *held == at);
        }
    }
    full.into_iter().filter_map(|(name, speaker)| Some((name, speaker?))).collect()
}

/// Where speakers with a name are named, by article, in order.
fn naming(found: &Findings<'_>, places: &FxHashMap<Id<Article>, u32>) -> FxHashMap<u32, Vec<(Span, u32)>> {
    let mut naming: FxHashMap<u32, Vec<(Span, u32)>> = FxHashMap::default();
    for (speaker, at) in found.cast.speakers.iter().zip(0..) {
        if !matches!(speaker.kind, Kind::Person | Kind::Organisation) {
            continue;
        }
        let short = |words: &str| words.split_whitespace().count() <= NAME;
        for alias in speaker.aliases.iter().filter(|alias| short(&alias.words)) {
            if let Some(place) = places.get(&alias.article) {
                naming.entry(*place).or_default().push((alias.span, at));
            }
        }
    }
    naming.values_mut().for_each(|spans| spans.sort_unstable());
    naming
}
