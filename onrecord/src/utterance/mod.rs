//! Gathers statements of the same words; sets their wordings side by side.

mod alike;
mod corpus;
mod echo;
mod join;
mod keys;
mod mention;
mod reply;
mod restate;
mod voice;
mod wording;

use rustc_hash::FxHashMap;

pub(crate) use self::alike::{Likeness, are_one};
pub(crate) use self::corpus::is_function_word;
pub use self::reply::replies;
pub(crate) use self::restate::stem;
pub(crate) use self::voice::{Tie, Voice, Voices, name_words};
pub(crate) use self::wording::between;

use self::corpus::Corpus;
use self::join::Groups;
use self::wording::Print;
use crate::article::Article;
use crate::speaker::{Cast, Speaker};
use crate::statement::{Mark, Statement};
use crate::text::{EditKind, Id, Span};
use crate::time::{Stamp, When};
use crate::words_enum::words_enum;

words_enum! {
    /// How an echo stands to the words.
    pub enum EchoKind {
        /// The same said in other words.
        Paraphrase => "paraphrase",
        /// The outlet's own reading.
        Gloss => "gloss",
        /// A noun that refers to it.
        Mention => "mention",
        /// A few of its words.
        Fragment => "fragment",
        /// A few of its words, in a headline.
        Headline => "headline",
    }
}

/// Words of an article, with their place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The article.
    pub article: Id<Article>,
    /// Where they stand.
    pub span: Span,
}

/// One change from the utterance's first variant to another one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WordingEdit {
    /// What kind.
    pub kind: EditKind,
    /// The words dropped.
    pub removed: String,
    /// The words added.
    pub added: String,
    /// Where the dropped words stand (where nothing was dropped: the empty place).
    pub removed_at: Place,
    /// Where the added words stand, likewise.
    pub added_at: Place,
}

/// One wording.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    /// The words as the first of its statements prints them.
    pub wording: String,
    /// Where that print stands: content spans of one article.
    pub printed: (Id<Article>, Vec<Span>),
    /// The statements with just these words, in order of article and place.
    pub statements: Vec<Id<Statement>>,
    /// From the first variant to this one; empty for the first.
    pub edits: Vec<WordingEdit>,
}

/// Words that refer to an utterance and are no wording of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Echo {
    /// Where.
    pub place: Place,
    /// How.
    pub kind: EchoKind,
    /// The statement that they are, if they are one.
    pub statement: Option<Id<Statement>>,
}

/// The words once said.
#[derive(Clone, PartialEq, Debug)]
pub struct Utterance {
    /// Hash of its statements.
    pub id: Id<Utterance>,
    /// Who said it.
    pub speaker: Option<Id<Speaker>>,
    /// Its wordings; the fullest first.
    pub variants: Vec<Variant>,
    /// What refers to it.
    pub echoes: Vec<Echo>,
    /// The earliest that its statements allow.
    pub first: When,
    /// The held report that printed it first, as far as dates say, or the reports themselves.
    pub first_held: Option<Id<Article>>,
    /// The report with the earliest printed date.
    pub earliest_dated: Option<Id<Article>>,
    /// Articles that carry it.
    pub reports: u32,
    /// Statements and echoes of it.
    pub mentions: u32,
}

/// Gathers the statements that report the same words. The order of the articles does not matter.
///
/// Statements are looked up by runs of words that they share, aligned, and joined where enough is alike and
/// nothing says that their speakers differ. Everything else that a speaker said is an utterance of its own,
/// but for its echoes: words that refer to an utterance and are no wording of it.
pub fn gather(
    articles: &[&Article],
    marks: &[Mark],
    statements: &[&Statement],
    cast: &Cast,
) -> Vec<Utterance> {
    let corpus = Corpus::of(articles, marks, statements, cast);
    let mut groups = join::groups(&corpus);
    let mut echoes = echo::fragments(&corpus, &mut groups, marks);
    restate::restatements(&corpus, &mut echoes);
    mention::mentions(&corpus, &mut echoes);
    let mut echoes_of: FxHashMap<u32, Vec<Echo>> = FxHashMap::default();
    for found in echoes.found {
        echoes_of.entry(groups.root(found.of)).or_default().push(found.echo);
    }
    let mut utterances: Vec<Utterance> = prints_by_group(&corpus, &mut groups, &echoes.only)
        .into_iter()
        .map(|(root, prints)| {
            let speaker = corpus.voices.speaker(groups.voice(root)).map(|speaker| speaker.id);
            set_out(&corpus, &prints, speaker, echoes_of.remove(&root).unwrap_or_default())
        })
        .collect();
    utterances.sort_by_cached_key(|utterance| (latest(utterance.first.end), utterance.id));
    utterances
}

/// The statements of each group, with the content spans that belong to it, by its first piece.
fn prints_by_group(corpus: &Corpus<'_>, groups: &mut Groups, echo_only: &[bool]) -> Vec<(u32, Vec<Print>)> {
    let mut members: Vec<(u32, u32)> =
        (0..corpus.pieces.len() as u32).map(|piece| (groups.root(piece), piece)).collect();
    members.retain(|(_, piece)| !echo_only[corpus.pieces[*piece as usize].statement as usize]);
    members.sort_unstable();
    let mut found = Vec::new();
    for group in members.chunk_by(|a, b| a.0 == b.0) {
        let mut prints: Vec<Print> = Vec::new();
        for (_, piece) in group {
            let statement = corpus.pieces[*piece as usize].statement;
            match prints.last_mut().filter(|print| print.statement == statement) {
                Some(print) => print.spans.extend(corpus.spans(*piece)),
                None => prints.push(Print { statement, spans: corpus.spans(*piece).to_vec() }),
            }
        }
        found.push((group[0].0, prints));
    }
    found
}

fn set_out(
    corpus: &Corpus<'_>,
    prints: &[Print],
    speaker: Option<Id<Speaker>>,
    mut echoes: Vec<Echo>,
) -> Utterance {
    echoes.sort_by_key(|echo| (echo.place.article, echo.place.span, echo.kind, echo.statement));
    echoes.dedup_by(|b, a| a.place == b.place);
    let mut carriers: Vec<&Article> = prints
        .iter()
        .map(|print| corpus.articles[corpus.article_of[print.statement as usize] as usize])
        .collect();
    carriers.sort_by_key(|article| (latest(article.published.end), article.id));
    carriers.dedup_by_key(|article| article.id);
    Utterance {
        id: id(corpus, prints),
        speaker,
        variants: wording::variants(corpus, prints),
        first: first(corpus, prints),
        first_held: first_held(&carriers),
        earliest_dated: carriers.first().filter(|article| article.published.end.is_some()).map(|a| a.id),
        reports: carriers.len() as u32,
        mentions: (places(corpus, prints) + echoes.len()) as u32,
        echoes,
    }
}

/// In how many places these words are printed: two statements on the same words are one mention.
fn places(corpus: &Corpus<'_>, prints: &[Print]) -> usize {
    let mut count = 0;
    let mut last: Option<(u32, u32)> = None;
    for print in prints {
        let article = corpus.article_of[print.statement as usize];
        let start = print.spans.first().map_or(0, |span| span.start);
        let end = print.spans.iter().map(|span| span.end).max().unwrap_or(start);
        match &mut last {
            Some((held, to)) if *held == article && start < *to => *to = end.max(*to),
            _ => {
                count += 1;
                last = Some((article, end));
            }
        }
    }
    count
}

/// Hash of the statements, and of the content spans where only some belong to the utterance.
fn id(corpus: &Corpus<'_>, prints: &[Print]) -> Id<Utterance> {
    let mut names: Vec<Vec<u8>> = Vec::with_capacity(prints.len());
    for print in prints {
        let statement = corpus.statements[print.statement as usize];
        let told = &corpus.told[print.statement as usize];
        let mut name = statement.id.bits().to_be_bytes().to_vec();
        if print.spans.len() < told.len() {
            for span in &print.spans {
                let at = told.iter().position(|content| content == span).unwrap_or(0);
                name.extend((at as u32).to_be_bytes());
            }
        }
        names.push(name);
    }
    names.sort_unstable();
    let parts: Vec<&[u8]> = names.iter().map(Vec::as_slice).collect();
    Id::naming(&parts)
}

/// The earliest bound on when the words were said: that of a statement, else the date of its article.
fn first(corpus: &Corpus<'_>, prints: &[Print]) -> When {
    let bound = |print: &Print| {
        let statement = corpus.statements[print.statement as usize];
        if statement.said.end.is_some() {
            return Some(statement.said.clone());
        }
        let published = &corpus.articles[corpus.article_of[print.statement as usize] as usize].published;
        published.end.map(|end| When { start: statement.said.start, ..When::by(end, "published") })
    };
    prints.iter().filter_map(bound).min_by_key(|when| latest(when.end)).unwrap_or_default()
}

/// The report that surely came first: none where its date does not tell it from another.
fn first_held(carriers: &[&Article]) -> Option<Id<Article>> {
    let (first, others) = carriers.split_first()?;
    let end = latest(first.published.end);
    let later = |other: &&Article| other.published.start.is_some_and(|start| start.earliest() > end);
    others.iter().all(later).then_some(first.id)
}

fn latest(end: Option<Stamp>) -> i64 {
    end.map_or(i64::MAX, Stamp::latest)
}
