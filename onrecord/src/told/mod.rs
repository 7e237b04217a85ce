//! What the articles of a story tell, sentence by sentence, in comparable words.

mod phrase;
mod quantity;
mod read;
mod terms;

pub use self::phrase::Row;
pub use self::phrase::Run;
pub use self::phrase::frame;
pub use self::phrase::same_words;
pub use self::quantity::Bound;
pub use self::quantity::Quantity;
pub use self::quantity::are_exchanged;
pub use self::quantity::number;
pub use self::quantity::quantities;
pub use self::terms::Term;
pub use self::terms::Terms;
pub use self::terms::is_function;
pub use self::terms::lines;
pub use self::terms::stem;
pub use self::terms::stems;
pub use self::terms::title;
pub use self::terms::word_set;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::article::Article;
use crate::article::BlockKind;
use crate::correction::Correction;
use crate::origin::Grounds;
use crate::speaker::Cast;
use crate::speaker::Speaker;
use crate::statement::Act;
use crate::statement::Form;
use crate::statement::Mark;
use crate::statement::Scope;
use crate::statement::Statement;
use crate::text::Span;
use crate::text::fold;
use crate::time;
use crate::time::When;
use crate::utterance::Utterance;

/// What the findings of all articles are, for comparison.
pub struct Findings<'a> {
    /// In order of publication, then of id.
    pub articles: &'a [&'a Article],
    /// In order of article and place.
    pub marks: &'a [Mark],
    /// In order of article and place.
    pub statements: &'a [&'a Statement],
    /// Joined over the articles.
    pub cast: &'a Cast,
    /// The words once said.
    pub utterances: &'a [Utterance],
    /// Pairs of captures of one article.
    pub corrections: &'a [Correction],
    /// What is known of the reports and speakers behind accounts.
    pub grounds: &'a Grounds,
}

/// One word of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Its stem, whatever it says.
    pub key: Term,
    /// Its stem; `None` for words that say nothing by themselves.
    pub term: Option<Term>,
    /// The speaker that it names, by place in the cast.
    pub names: Option<u32>,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// One sentence of an article.
#[derive(Clone, Debug)]
pub struct Line {
    /// The article, by place in [`Told::articles`].
    pub article: u32,
    /// Where it stands.
    pub span: Span,
    /// What kind of block holds it.
    pub block: BlockKind,
    /// Its words.
    pub words: Vec<Word>,
    /// Its terms, sorted, each once; speakers stand for the words that name them.
    pub terms: Vec<Term>,
    /// Statements whose words or cue it holds, by place in [`Told::statements`].
    pub statements: Vec<u32>,
    /// Of whom it tells, by place in the cast, the first one first.
    pub about: Vec<u32>,
    /// Its dates.
    pub dates: Vec<time::Found>,
}

/// A statement with what is known of it.
pub struct Spoken<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// Its article, by place.
    pub article: u32,
    /// Who speaks, by place in the cast.
    pub speaker: Option<u32>,
    /// The utterance that holds it, by place.
    pub utterance: Option<u32>,
}

/// All that the articles of a story tell.
pub struct Told<'a> {
    /// The articles, in order of publication.
    pub articles: Vec<&'a Article>,
    /// Their sentences, in order.
    pub lines: Vec<Line>,
    /// Their statements, in order.
    pub statements: Vec<Spoken<'a>>,
    /// The statements of each article.
    pub statements_of: Vec<Vec<u32>>,
    /// The speakers.
    pub speakers: &'a [Speaker],
    /// The organisations among them, by name.
    bodies: FxHashMap<&'a str, u32>,
    /// The utterances.
    pub utterances: &'a [Utterance],
    /// Pairs of captures of one report.
    captures: FxHashSet<(u32, u32)>,
    /// What is known of the reports and speakers.
    pub grounds: &'a Grounds,
    /// The terms.
    pub terms: Terms,
    /// Short quotations: the words between marks that bound somebody's words or keep a distance.
    pub marked: Vec<(u32, Span)>,
}

impl<'a> Told<'a> {
    /// The body that an unnamed speaker speaks for, where it is a speaker too; else the speaker.
    pub fn body_of(&self, speaker: u32) -> u32 {
        let body = self.speakers[speaker as usize].organisation.as_deref();
        body.and_then(|name| self.bodies.get(name)).copied().unwrap_or(speaker)
    }

    /// The sentence at a place, by place in [`Told::lines`].
    pub fn line_at(&self, article: u32, at: u32) -> Option<u32> {
        let place = self.lines.partition_point(|line| (line.article, line.span.end) <= (article, at));
        let line = self.lines.get(place)?;
        (line.article == article && line.span.start <= at).then_some(place as u32)
    }

    /// Who surely says at least half of a span of a line.
    pub fn says(&self, line: &Line, span: Span) -> Option<&Spoken<'a>> {
        self.within(line, span).filter(|spoken| {
            let shared = |one: &Span| one.end.min(span.end).saturating_sub(one.start.max(span.start));
            2 * spoken.statement.content.iter().map(shared).sum::<u32>() >= span.len() as u32
        })
    }

    /// Whether these are two reports, and not one or two captures of one.
    pub fn is_apart(&self, a: u32, b: u32) -> bool {
        a != b && !self.captures.contains(&(a.min(b), a.max(b)))
    }

    /// The words of a span.
    pub fn words(&self, article: u32, span: Span) -> &'a str {
        span.of(&self.articles[article as usize].body)
    }

    /// What a term tells.
    pub fn weight(&self, term: Term) -> f32 {
        self.terms.weight(term)
    }

    /// The folded words of a word of a line.
    pub fn folded(&self, line: &Line, word: &Word) -> String {
        fold(self.words(line.article, word.span))
    }

    /// Whether a sentence is a headline, or printed like one.
    pub fn is_title(&self, line: &Line) -> bool {
        let long = line.words.iter().filter(|word| word.span.len() > 3);
        let (all, capitals) =
            long.fold((0, 0), |(all, capitals), word| (all + 1, capitals + usize::from(word.capital)));
        line.block == BlockKind::Headline || all > 3 && 3 * capitals >= 2 * all
    }

    /// The terms of both lines.
    pub fn shared(&self, a: &Line, b: &Line) -> Vec<Term> {
        a.terms.iter().copied().filter(|term| b.terms.binary_search(term).is_ok()).collect()
    }

    /// The first certain statement of a line with words in a span.
    pub fn within(&self, line: &Line, span: Span) -> Option<&Spoken<'a>> {
        line.statements.iter().map(|at| &self.statements[*at as usize]).find(|spoken| {
            spoken.statement.scope == Scope::Certain
                && spoken.statement.content.iter().any(|content| content.overlaps(span))
        })
    }

    /// Up to when a line speaks: the time that it says of its statement, else that its article appeared by then.
    pub fn as_of(&self, article: u32, span: Span) -> When {
        let mut own = self.statements_of[article as usize].iter().map(|at| &self.statements[*at as usize]);
        let own = own.find(|spoken| spoken.statement.content.iter().any(|content| content.overlaps(span)));
        let said = own.map(|spoken| &spoken.statement.said).filter(|said| said.end.is_some());
        let article = self.articles[article as usize];
        said.cloned().unwrap_or_else(|| {
            let end = article.published.end.or_else(|| article.revised.as_ref().and_then(|when| when.end));
            When { start: None, end, basis: article.published.basis.clone() }
        })
    }
}

impl Spoken<'_> {
    /// Whether somebody surely says something here, with words.
    pub fn speaks(&self) -> bool {
        let said = self.statement;
        said.scope == Scope::Certain
            && !matches!(said.act, Act::Thinks | Act::Declines)
            && !said.content.is_empty()
    }

    /// Whether all its words are printed as they were said.
    pub fn is_direct(&self) -> bool {
        matches!(self.statement.form, Form::Direct | Form::Post)
    }

    /// From the first to the last of its words.
    pub fn place(&self) -> Span {
        let spans = self.statement.content.iter().chain(&self.statement.cue).copied();
        spans.reduce(Span::cover).unwrap_or_default()
    }
}
