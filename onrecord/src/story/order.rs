//! Acts told in their order: "they later closed it", "the closure came after Ruiz spoke".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::article::Article;
use crate::speaker::Cast;
use crate::speaker::Speaker;
use crate::statement::Act;
use crate::statement::Scope;
use crate::statement::Statement;
use crate::text::Id;
use crate::text::Span;
use crate::text::Word;
use crate::text::words;

/// Statements that one order word leads to are listed up to this number.
const LISTED: usize = 16;

/// Statements of somebody named in a clause are looked for among so many before it, and as many behind.
const NEAR: usize = 48;

/// An act told in order.
pub(super) struct Told {
    /// The sentence, or the part of it before the words of others.
    pub span: Span,
    /// What it is told to come after.
    pub after: Vec<Id<Statement>>,
}

/// A statement with its place and its speaker.
#[derive(Clone, Copy)]
struct Said {
    span: Span,
    id: Id<Statement>,
    speaker: Option<Id<Speaker>>,
}

/// What was said where, and who is named where, in each article.
pub(super) struct Order {
    said: FxHashMap<Id<Article>, Vec<Said>>,
    named: FxHashMap<Id<Article>, Vec<(Span, Id<Speaker>)>>,
}

impl Order {
    pub(super) fn of(statements: &[&Statement], cast: &Cast) -> Self {
        let speakers: FxHashMap<_, _> =
            cast.attributions.iter().map(|found| (found.statement, found.speaker)).collect();
        let mut order = Self { said: FxHashMap::default(), named: FxHashMap::default() };
        let mut statements = statements.to_vec();
        statements.sort_by_key(|statement| (super::place(statement), statement.id));
        for statement in statements {
            let heard = statement.scope == Scope::Certain && statement.act != Act::Thinks;
            if let Some(span) = super::place(statement).filter(|_| heard) {
                let speaker = speakers.get(&statement.id).copied();
                order.said.entry(statement.article).or_default().push(Said {
                    span,
                    id: statement.id,
                    speaker,
                });
            }
        }
        let aliases = cast.speakers.iter().flat_map(|one| one.aliases.iter().map(|alias| (alias, one.id)));
        let mut named: Vec<_> = aliases.map(|(alias, id)| (alias.article, alias.span, id)).collect();
        named.sort_unstable();
        for (article, span, speaker) in named {
            order.named.entry(article).or_default().push((span, speaker));
        }
        order
    }

    /// The act that a sentence tells in order; `paragraph` is around it.
    pub(super) fn told(&self, article: &Article, paragraph: Span, sentence: Span) -> Option<Told> {
        let body = &article.body;
        let words = words(sentence.of(body), sentence.start as usize);
        let (at, count, way) = (0..words.len()).find_map(|at| order_word(body, &words, at))?;
        let act = Span { start: sentence.start, end: words[at].span.start };
        let clause = Span { start: words[at + count - 1].span.end, end: sentence.end };
        match way {
            Way::Behind => {
                let main = if at == 0 { behind_comma(body, clause)? } else { act };
                let clause = if at == 0 { Span { start: clause.start, end: main.start } } else { clause };
                let after = self.in_clause(article.id, clause, main);
                let verbs = if at == 0 { main } else { act.cover(words[at + count - 1].span) };
                (!after.is_empty() && has_past(body, &words, verbs) && !self.speaks(article.id, main))
                    .then(|| Told { span: self.cut(article.id, sentence, main), after })
            }
            Way::Before | Way::Lately => {
                let told = is_told(body, &words, at, count) && !self.speaks(article.id, sentence);
                let after = match way {
                    Way::Before => self.before(article.id, paragraph, sentence),
                    _ => Vec::new(),
                };
                told.then_some(Told { span: sentence, after })
            }
        }
    }

    fn said_in(&self, article: Id<Article>, place: Span) -> impl Iterator<Item = &Said> {
        let all = self.said.get(&article).map_or(&[][..], Vec::as_slice);
        let until = all.partition_point(|said| said.span.start < place.end);
        // A statement that began before may reach in; statements are short, so a few steps back suffice.
        let from = all.partition_point(|said| said.span.start < place.start).saturating_sub(8);
        all[from.min(until)..until].iter().filter(move |said| said.span.overlaps(place))
    }

    fn speaks(&self, article: Id<Article>, place: Span) -> bool {
        self.said_in(article, place).next().is_some()
    }

    /// The sentence, or only its act where somebody is quoted in the rest.
    fn cut(&self, article: Id<Article>, sentence: Span, act: Span) -> Span {
        if self.speaks(article, sentence) { act } else { sentence }
    }

    /// What was said last before the sentence in its paragraph.
    fn before(&self, article: Id<Article>, paragraph: Span, sentence: Span) -> Vec<Id<Statement>> {
        let earlier = Span { start: paragraph.start, end: sentence.start.max(paragraph.start) };
        let all = self.said.get(&article).map_or(&[][..], Vec::as_slice);
        let until = all.partition_point(|said| said.span.start < earlier.end);
        let last = &all[until.saturating_sub(LISTED)..until];
        last.iter().filter(|said| said.span.overlaps(earlier)).map(|said| said.id).collect()
    }

    /// What is said in a clause, else what those say elsewhere who are named in it and not in the act.
    fn in_clause(&self, article: Id<Article>, clause: Span, act: Span) -> Vec<Id<Statement>> {
        let within: Vec<Id<Statement>> =
            self.said_in(article, clause).take(LISTED).map(|said| said.id).collect();
        if !within.is_empty() {
            return within;
        }
        let named = self.named.get(&article).map_or(&[][..], Vec::as_slice);
        let in_place = |place: Span| {
            let from = named.partition_point(|(span, _)| span.start < place.start);
            named[from..].iter().take_while(move |(span, _)| span.end <= place.end).map(|(_, id)| *id)
        };
        let actors: FxHashSet<Id<Speaker>> = in_place(act).collect();
        let others: FxHashSet<Id<Speaker>> = in_place(clause).filter(|one| !actors.contains(one)).collect();
        let said = self.said.get(&article).map_or(&[][..], Vec::as_slice);
        let here = said.partition_point(|said| said.span.start < clause.start);
        let near = &said[here.saturating_sub(NEAR)..said.len().min(here + NEAR)];
        let theirs = near.iter().filter(|said| said.speaker.is_some_and(|speaker| others.contains(&speaker)));
        theirs.take(LISTED).map(|said| said.id).collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Before,
    Behind,
    Lately,
}

/// The order word that begins at word `at`: its place, its words, and where to look.
fn order_word(body: &str, words: &[Word], at: usize) -> Option<(usize, usize, Way)> {
    let is = |at: usize, want: &str| {
        words.get(at).is_some_and(|word| word.span.of(body).eq_ignore_ascii_case(want))
    };
    let first = words[at].span.of(body);
    let fits =
        |phrase: &&(Vec<&str>, Way)| phrase.0.iter().enumerate().all(|(step, want)| is(at + step, want));
    let phrases = LISTS.order.get(first.to_ascii_lowercase().as_str())?;
    let (phrase, way) = phrases.iter().find(fits)?;
    let count = phrase.len();
    let before = |want: &str| at.checked_sub(1).is_some_and(|at| is(at, want));
    let barred = LISTS.not_before.iter().any(|word| before(word))
        || LISTS.not_behind.iter().any(|word| is(at + count, word));
    (!barred).then_some((at, count, *way))
}

/// Whether an order word stands beside a past verb, opens the sentence or ends a part of it.
fn is_told(body: &str, words: &[Word], at: usize, count: usize) -> bool {
    let all = Span { start: words[0].span.start, end: words[words.len() - 1].span.end };
    let beside = words.get(at + count).is_some_and(|word| is_past(word.span.of(body)));
    let after_auxiliary = at > 0 && is_past(words[at - 1].span.of(body));
    let ends = body[words[at + count - 1].span.end as usize..].starts_with(['.', ',', ';']);
    has_past(body, words, all) && (beside || after_auxiliary || ends || at == 0)
}

fn has_past(body: &str, words: &[Word], place: Span) -> bool {
    words.iter().any(|word| place.contains(word.span) && is_past(word.span.of(body)))
}

fn is_past(word: &str) -> bool {
    let small = word.starts_with(char::is_lowercase);
    small && (word.len() > 4 && word.ends_with("ed") || LISTS.past.contains(word))
}

/// "After Ruiz spoke, the shop closed.": the part behind the first comma.
fn behind_comma(body: &str, clause: Span) -> Option<Span> {
    let at = clause.of(body).find(", ")? + 2;
    Some(Span { start: clause.start + at as u32, end: clause.end })
}

struct Lists {
    order: FxHashMap<&'static str, Vec<(Vec<&'static str>, Way)>>,
    not_before: Vec<&'static str>,
    not_behind: Vec<&'static str>,
    past: FxHashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let not = include_str!("order_not.txt");
    Lists {
        order: order_words(include_str!("order_words.txt")),
        not_before: entries(not).filter_map(|line| line.strip_suffix(" *")).collect(),
        not_behind: entries(not).filter_map(|line| line.strip_prefix("* ")).collect(),
        past: entries(include_str!("past_verbs.txt")).collect(),
    }
});

/// Phrases by their first word, the longest first.
fn order_words(list: &'static str) -> FxHashMap<&'static str, Vec<(Vec<&'static str>, Way)>> {
    let mut phrases: FxHashMap<&'static str, Vec<(Vec<&'static str>, Way)>> = FxHashMap::default();
    for line in entries(list) {
        let Some((phrase, mark)) = line.rsplit_once(' ') else { continue };
        let way = match mark {
            "<" => Way::Before,
            ">" => Way::Behind,
            _ => Way::Lately,
        };
        let words: Vec<&str> = phrase.split(' ').collect();
        let known = phrases.entry(words[0]).or_default();
        known.push((words, way));
        known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    phrases
}

/// The entries of a list, one a line.
pub(super) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
