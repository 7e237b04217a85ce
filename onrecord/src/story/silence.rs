//! Silence that ends: "Orr speaks for the first time", "for five days Ruiz had nothing to say". What is said then
//! comes after the refusals that earlier reports tell of.

use rustc_hash::FxHashMap;

use super::order::entries;
use super::place;
use crate::article::Article;
use crate::article::BlockKind;
use crate::speaker::Cast;
use crate::speaker::Speaker;
use crate::statement::Act;
use crate::statement::Form;
use crate::statement::Scope;
use crate::statement::Statement;
use crate::text::Id;
use crate::text::Span;
use crate::text::sentences;
use crate::time::Stamp;

/// So many refusals are listed.
const LISTED: usize = 16;

/// Statements with the refusals that they are told to come after.
pub(super) type Broken = FxHashMap<Id<Statement>, Vec<Id<Statement>>>;

/// The statements that end somebody's silence: in an article that tells of it, their first quoted words behind.
pub(super) fn broken(articles: &[&Article], statements: &[&Statement], cast: &Cast) -> Broken {
    let silence = Silence::of(articles, statements, cast);
    let mut broken = Broken::default();
    for article in articles {
        for (speaker, from) in silence.told(article) {
            let after = silence.refusals(speaker, article);
            let said =
                if after.is_empty() { Vec::new() } else { silence.first_words(speaker, article, from) };
            broken.extend(said.into_iter().map(|id| (id, after.clone())));
        }
    }
    broken
}

struct Silence<'a> {
    dates: FxHashMap<Id<Article>, i64>,
    refused: FxHashMap<Id<Speaker>, Vec<&'a Statement>>,
    quoted: FxHashMap<(Id<Speaker>, Id<Article>), Vec<&'a Statement>>,
    /// Where those who refused are named.
    named: FxHashMap<Id<Article>, Vec<(Span, Id<Speaker>)>>,
}

impl<'a> Silence<'a> {
    fn of(articles: &[&Article], statements: &[&'a Statement], cast: &Cast) -> Self {
        let date = |article: &Article| article.published.end.map(Stamp::latest);
        let dates = articles.iter().filter_map(|article| Some((article.id, date(article)?))).collect();
        let speakers: FxHashMap<_, _> =
            cast.attributions.iter().map(|found| (found.statement, found.speaker)).collect();
        let certain = statements.iter().filter(|one| one.scope == Scope::Certain);
        let (mut refused, mut quoted) = (FxHashMap::default(), FxHashMap::default());
        for statement in certain {
            let Some(&speaker) = speakers.get(&statement.id) else { continue };
            if statement.act == Act::Declines {
                refused.entry(speaker).or_insert_with(Vec::new).push(*statement);
            } else if statement.form == Form::Direct {
                quoted.entry((speaker, statement.article)).or_insert_with(Vec::new).push(*statement);
            }
        }
        let silent = cast.speakers.iter().filter(|one| refused.contains_key(&one.id));
        let mut named: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (alias, id) in silent.flat_map(|one| one.aliases.iter().map(|alias| (alias, one.id))) {
            named.entry(alias.article).or_default().push((alias.span, id));
        }
        quoted.values_mut().for_each(|all| all.sort_by_key(|one| (place(one), one.id)));
        refused.values_mut().for_each(|all| all.sort_by_key(|one| one.id));
        Self { dates, refused, quoted, named }
    }

    /// Whose silence an article tells of, and where their words are looked for.
    fn told(&self, article: &Article) -> Vec<(Id<Speaker>, u32)> {
        let Some(named) = self.named.get(&article.id) else { return Vec::new() };
        let phrases = || entries(include_str!("silence.txt"));
        let mut told = Vec::new();
        for block in &article.blocks {
            let words = block.span.of(&article.body);
            if !phrases().any(|phrase| words.contains(phrase)) {
                continue;
            }
            let sentences = sentences(words, block.span.start as usize);
            let silent = |one: &&Span| phrases().any(|phrase| one.of(&article.body).contains(phrase));
            for sentence in sentences.iter().filter(silent) {
                let here = named.iter().filter(|(span, _)| sentence.contains(*span));
                let from = if block.kind == BlockKind::Paragraph { sentence.start } else { 0 };
                told.extend(here.map(|(_, speaker)| (*speaker, from)));
            }
        }
        told
    }

    /// The refusals of a speaker in reports before this one.
    fn refusals(&self, speaker: Id<Speaker>, article: &Article) -> Vec<Id<Statement>> {
        let own = self.dates.get(&article.id);
        let before = |one: &&&Statement| {
            let date = self.dates.get(&one.article);
            one.article != article.id && date.zip(own).is_some_and(|(date, own)| date < own)
        };
        let all = self.refused.get(&speaker).map_or(&[][..], Vec::as_slice);
        all.iter().filter(before).take(LISTED).map(|one| one.id).collect()
    }

    /// The quoted words of a speaker in the first paragraph behind `from` that has some.
    fn first_words(&self, speaker: Id<Speaker>, article: &Article, from: u32) -> Vec<Id<Statement>> {
        let quoted = self.quoted.get(&(speaker, article.id)).map_or(&[][..], Vec::as_slice);
        let start = |one: &&Statement| place(one).map_or(0, |span| span.start);
        let mut behind = quoted.iter().copied().filter(|one| start(one) >= from).peekable();
        let Some(first) = behind.peek().map(start) else { return Vec::new() };
        let end = article.blocks.iter().map(|block| block.span.end).find(|end| *end > first).unwrap_or(first);
        behind.take_while(|one| start(one) < end).map(|one| one.id).collect()
    }
}
