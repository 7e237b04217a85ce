//! What is gathered: every statement with words, in pieces, its words by number.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::voice::{Voice, Voices};
use crate::article::Article;
use crate::speaker::Cast;
use crate::statement::{Act, Form, Mark, MarkKind, Scope, Statement};
use crate::text::{Id, Span, fold, words};

/// Stands between quoted runs of one piece: no word has this number.
pub(super) const BREAK: u32 = 0;

/// Quotations of fewer words than this are fragments: their words prove no likeness, only their echoes are followed.
pub(super) const FRAGMENT: usize = 5;

/// Articles further apart than this are taken to report different occasions, unless much is alike.
const NEAR_DAYS: i64 = 21;

static FUNCTION_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("function_words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// A part of a statement that can stand in an utterance by itself: a content span of a direct statement,
/// else all of its content.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The statement, by place in [`Corpus::statements`].
    pub statement: u32,
    /// Which of its content spans.
    pub spans: Range<u32>,
    /// Its runs of comparable words, in [`Corpus::runs`].
    pub runs: Range<u32>,
    /// Whether these words stood in quotation marks or in a post.
    pub quoted: bool,
}

/// Words in a row: those between a pair of quotation marks, or an unquoted content span.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Their numbers, in [`Corpus::numbers`].
    pub words: Range<u32>,
}

/// Everything that is compared, in an order that no input order changes.
pub(super) struct Corpus<'a> {
    /// By id.
    pub articles: Vec<&'a Article>,
    /// Day of publication of each article, where one is known.
    pub days: Vec<Option<i64>>,
    /// Statements with words, by article and place.
    pub statements: Vec<&'a Statement>,
    /// The article of each statement, by place in `articles`.
    pub article_of: Vec<u32>,
    /// Who makes each statement.
    pub voice_of: Vec<Voice>,
    /// What each statement tells: its content without a "that" before it.
    pub told: Vec<Vec<Span>>,
    /// All speakers.
    pub voices: Voices<'a>,
    /// Pieces, by statement and place.
    pub pieces: Vec<Piece>,
    /// The pieces of each statement.
    pub pieces_of: Vec<Range<u32>>,
    /// Runs, by piece and place.
    pub runs: Vec<Run>,
    /// The numbers of all words, run after run, a [`BREAK`] behind each.
    pub numbers: Vec<u32>,
    /// Word numbers.
    pub lexicon: Lexicon,
    quoted: FxHashMap<Id<Article>, Vec<Span>>,
}

impl<'a> Corpus<'a> {
    pub fn of(
        articles: &[&'a Article],
        marks: &[Mark],
        statements: &[&'a Statement],
        cast: &'a Cast,
    ) -> Self {
        let mut sorted = articles.to_vec();
        sorted.sort_by_key(|article| article.id);
        sorted.dedup_by_key(|article| article.id);
        let days = sorted.iter().map(|article| day(article)).collect();
        let mut corpus = Corpus {
            articles: sorted,
            days,
            statements: in_order(statements),
            article_of: Vec::new(),
            voice_of: Vec::new(),
            told: Vec::new(),
            voices: Voices::of(cast),
            pieces: Vec::new(),
            pieces_of: Vec::new(),
            runs: Vec::new(),
            numbers: Vec::new(),
            lexicon: Lexicon::new(),
            quoted: quoted_by_article(marks),
        };
        corpus.keep_known();
        for at in 0..corpus.statements.len() {
            corpus.add(at);
        }
        corpus
    }

    /// The numbers of a piece's words, with breaks between its runs.
    pub fn words(&self, piece: u32) -> &[u32] {
        let runs = &self.runs[self.range(&self.pieces[piece as usize].runs)];
        match (runs.first(), runs.last()) {
            (Some(first), Some(last)) => &self.numbers[first.words.start as usize..last.words.end as usize],
            _ => &[],
        }
    }

    /// The runs of a piece.
    pub fn runs(&self, piece: u32) -> &[Run] {
        &self.runs[self.range(&self.pieces[piece as usize].runs)]
    }

    /// The statement of a piece.
    pub fn statement(&self, piece: u32) -> &'a Statement {
        self.statements[self.pieces[piece as usize].statement as usize]
    }

    /// The article of a piece, by place.
    pub fn article(&self, piece: u32) -> u32 {
        self.article_of[self.pieces[piece as usize].statement as usize]
    }

    /// Whose words a piece is.
    pub fn voice(&self, piece: u32) -> Voice {
        self.voice_of[self.pieces[piece as usize].statement as usize]
    }

    /// The content spans of a piece.
    pub fn spans(&self, piece: u32) -> &[Span] {
        let piece = &self.pieces[piece as usize];
        self.told[piece.statement as usize].get(self.range(&piece.spans)).unwrap_or(&[])
    }

    /// Days between two articles' dates; none where one has no date.
    pub fn days_apart(&self, a: u32, b: u32) -> Option<i64> {
        Some((self.days[a as usize]? - self.days[b as usize]?).abs())
    }

    /// Whether two articles may report one occasion.
    pub fn near(&self, a: u32, b: u32) -> bool {
        self.days_apart(a, b).is_none_or(|days| days <= NEAR_DAYS)
    }

    /// The quoted runs inside a statement.
    pub fn quoted_in(&self, statement: &Statement) -> Vec<Span> {
        let marks = self.quoted.get(&statement.article).map_or(&[][..], Vec::as_slice);
        quoted_runs(&statement.content, marks)
    }

    /// The pieces of each article.
    pub fn pieces_by_article(&self) -> Vec<Range<u32>> {
        let mut by_article = vec![0..0; self.articles.len()];
        for (article, pieces) in self.article_of.iter().zip(&self.pieces_of) {
            let range = &mut by_article[*article as usize];
            *range = if range.start == range.end { pieces.clone() } else { range.start..pieces.end };
        }
        by_article
    }

    fn range(&self, range: &Range<u32>) -> Range<usize> {
        range.start as usize..range.end as usize
    }

    /// Leaves out statements of articles that are not given.
    fn keep_known(&mut self) {
        let places: FxHashMap<Id<Article>, u32> =
            self.articles.iter().zip(0..).map(|(article, at)| (article.id, at)).collect();
        self.statements.retain(|statement| places.contains_key(&statement.article));
        self.article_of = self.statements.iter().map(|statement| places[&statement.article]).collect();
        self.voice_of = self.statements.iter().map(|statement| self.voices.voice(statement.id)).collect();
        let told = self.statements.iter().zip(&self.article_of);
        self.told = told.map(|(one, at)| one.told(&self.articles[*at as usize].body)).collect();
    }

    fn add(&mut self, at: usize) {
        let statement = self.statements[at];
        let body = self.articles[self.article_of[at] as usize].body.as_str();
        let from = self.pieces.len() as u32;
        let told = self.told[at].clone();
        let all = 0..told.len() as u32;
        match statement.form {
            Form::Direct | Form::Post => {
                for span in all {
                    self.add_piece(at, span..span + 1, &told[span as usize..][..1], true, body);
                }
            }
            Form::Mixed => {
                let inside = self.quoted_in(statement);
                let words: usize = inside.iter().map(|span| words(span.of(body), 0).len()).sum();
                let quoted = words >= FRAGMENT;
                let runs = if quoted { &inside } else { &told };
                self.add_piece(at, all, runs, quoted, body);
            }
            Form::Indirect => self.add_piece(at, all, &told, false, body),
        }
        self.pieces_of.push(from..self.pieces.len() as u32);
    }

    fn add_piece(&mut self, at: usize, spans: Range<u32>, runs: &[Span], quoted: bool, body: &str) {
        let from = self.runs.len() as u32;
        for span in runs {
            let start = self.numbers.len() as u32;
            let words = span.of(body);
            self.lexicon.number_all(words, &mut self.numbers);
            self.runs.push(Run { words: start..self.numbers.len() as u32 });
            self.numbers.push(BREAK);
        }
        let runs = from..self.runs.len() as u32;
        self.pieces.push(Piece { statement: at as u32, spans, runs, quoted });
    }
}

/// Numbers for words, by their comparison keys.
pub(super) struct Lexicon {
    numbers: FxHashMap<Box<str>, u32>,
    function: Vec<bool>,
    keys: Vec<Box<str>>,
    /// The words that a contraction stands for.
    parts: Vec<Option<(u32, u32)>>,
    buffer: String,
}

impl Lexicon {
    fn new() -> Self {
        let (numbers, buffer) = (FxHashMap::default(), String::new());
        Self { numbers, function: vec![true], keys: vec!["".into()], parts: vec![None], buffer }
    }

    /// The numbers of the words of a text.
    pub fn number_all(&mut self, text: &str, into: &mut Vec<u32>) {
        for word in words(text, 0) {
            let number = self.number(word.span.of(text));
            match self.parts[number as usize] {
                Some((first, second)) => into.extend([first, second]),
                None => into.push(number),
            }
        }
    }

    /// The numbers of the words of a text, if all of them are known.
    pub fn look_up(&self, text: &str) -> Option<Vec<u32>> {
        let mut found = Vec::new();
        for word in words(text, 0) {
            let number = *self.numbers.get(fold(word.span.of(text)).as_str())?;
            match self.parts[number as usize] {
                Some((first, second)) => found.extend([first, second]),
                None => found.push(number),
            }
        }
        Some(found)
    }

    /// Whether the word with this number says little by itself.
    pub fn is_function(&self, number: u32) -> bool {
        self.function.get(number as usize).copied().unwrap_or(true)
    }

    /// The comparison key of the word with this number.
    pub fn key(&self, number: u32) -> &str {
        self.keys.get(number as usize).map_or("", |key| key)
    }

    fn number(&mut self, word: &str) -> u32 {
        self.buffer.clear();
        if word.is_ascii() {
            self.buffer.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            self.buffer.push_str(&fold(word));
        }
        if let Some(number) = self.numbers.get(self.buffer.as_str()) {
            return *number;
        }
        let key: Box<str> = self.buffer.as_str().into();
        let parts = contracted(&key).map(|(first, second)| (self.number(first), self.number(second)));
        let number = self.function.len() as u32;
        self.function.push(FUNCTION_WORDS.contains(&*key));
        self.parts.push(parts);
        self.numbers.insert(key.clone(), number);
        self.keys.push(key);
        number
    }
}

/// The two words of a contraction, where they are certain: `'s` and `'d` are not.
fn contracted(word: &str) -> Option<(&str, &str)> {
    match word {
        "cannot" | "can't" => return Some(("can", "not")),
        "won't" => return Some(("will", "not")),
        _ => {}
    }
    let endings = [("n't", "not"), ("'ve", "have"), ("'ll", "will"), ("'re", "are"), ("'m", "am")];
    let parts = endings.iter().find_map(|(ending, full)| Some((word.strip_suffix(ending)?, *full)));
    parts.filter(|(stem, _)| !stem.is_empty() && !stem.contains('\''))
}

/// Whether a word, by its comparison key, says little by itself.
pub(crate) fn is_function_word(key: &str) -> bool {
    FUNCTION_WORDS.contains(key)
}

/// Whether the outlet may speak here in its own voice.
pub(super) fn is_uncertain(statement: &Statement) -> bool {
    statement.scope == Scope::Uncertain
}

/// Statements with words, by article and place. Unquoted beliefs and intentions were not said.
fn in_order<'a>(statements: &[&'a Statement]) -> Vec<&'a Statement> {
    let said = |statement: &&&Statement| {
        !statement.content.is_empty() && (statement.act != Act::Thinks || statement.form != Form::Indirect)
    };
    let mut sorted: Vec<&Statement> = statements.iter().filter(said).copied().collect();
    sorted.sort_by_key(|statement| (statement.article, statement.content[0], statement.id));
    sorted.dedup_by_key(|statement| statement.id);
    sorted
}

fn day(article: &Article) -> Option<i64> {
    article.published.end.or(article.published.start).map(|stamp| stamp.earliest().div_euclid(86_400))
}

/// The marks that may bound somebody's words, by article, in order of place.
fn quoted_by_article(marks: &[Mark]) -> FxHashMap<Id<Article>, Vec<Span>> {
    let bounds = |mark: &&Mark| {
        matches!(mark.kind, MarkKind::Utterance | MarkKind::Unresolved | MarkKind::Scare | MarkKind::Term)
    };
    let mut sorted: Vec<(Id<Article>, Span)> =
        marks.iter().filter(bounds).map(|mark| (mark.article, mark.span)).collect();
    sorted.sort_unstable();
    let by_article = sorted.chunk_by(|a, b| a.0 == b.0);
    by_article.map(|marks| (marks[0].0, marks.iter().map(|mark| mark.1).collect())).collect()
}

/// The quoted runs inside these content spans; of nested ones the outer.
fn quoted_runs(content: &[Span], marks: &[Span]) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for span in content {
        let from = marks.partition_point(|mark| mark.end <= span.start);
        for mark in marks[from..].iter().take_while(|mark| mark.start < span.end) {
            let (start, end) = (mark.start.max(span.start), mark.end.min(span.end));
            let run = Span { start, end: end.max(start) };
            if !run.is_empty() && runs.last().is_none_or(|last| last.end <= run.start) {
                runs.push(run);
            }
        }
    }
    runs
}
