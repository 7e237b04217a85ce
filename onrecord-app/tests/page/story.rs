//! An invented story, its record written by hand: the page is tested apart from the stages.

#![allow(
    dead_code,
    clippy::too_many_lines,
    reason = "each test file uses the part that it needs; a story is long"
)]

#[path = "between.rs"]
mod between;
#[path = "reports.rs"]
mod reports;
#[path = "spoken.rs"]
mod spoken;

use onrecord::article::Article;
use onrecord::record::Record;
use onrecord::speaker::{Alias, Attribution, Basis, Cast, Kind, Speaker};
use onrecord::statement::{Act, Addressee, Form, Scope, Statement};
use onrecord::story;
use onrecord::text::{Id, Span, edits};
use onrecord::time::When;
use onrecord::utterance::{Echo, EchoKind, Place, Utterance, Variant, WordingEdit};

use reports::reports;

/// The bridge at Pell is closed: seven reports, 3 to 6 March 2026.
pub fn bridge() -> Record {
    let mut story = Story { articles: reports(), ..Story::default() };
    story.speak();
    between::found(story.record())
}

/// A record in the making.
#[derive(Default)]
pub struct Story {
    pub articles: Vec<Article>,
    pub statements: Vec<Statement>,
    pub cast: Cast,
    pub utterances: Vec<Utterance>,
}

/// What the story says of one statement.
struct Told<'a> {
    article: usize,
    content: &'a [&'a str],
    cue: &'a str,
    source: &'a str,
    form: Form,
    act: Act,
}

impl Story {
    fn speaker(&mut self, name: &str, kind: Kind, aliases: &[&str], attributes: &[&str]) -> usize {
        let found = |words: &[&str], articles: &[Article]| -> Vec<Alias> {
            let places = words.iter().flat_map(|words| {
                articles.iter().filter_map(move |article| {
                    let start = article.body.find(words)?;
                    let span = Span::new(start, start + words.len());
                    Some(Alias { words: (*words).to_owned(), article: article.id, span })
                })
            });
            places.collect()
        };
        let speaker = Speaker {
            id: Id::naming(&[name.as_bytes()]),
            name: name.to_owned(),
            kind,
            aliases: found(aliases, &self.articles),
            attributes: found(attributes, &self.articles),
            organisation: None,
            private: false,
        };
        self.cast.speakers.push(speaker);
        self.cast.speakers.len() - 1
    }

    fn say(&mut self, speaker: usize, basis: Basis, told: Told<'_>) -> usize {
        let article = &self.articles[told.article];
        let find = |words: &str| {
            let start = article.body.find(words).unwrap_or_else(|| panic!("{words:?} is not in the article"));
            Span::new(start, start + words.len())
        };
        let content: Vec<Span> = told.content.iter().map(|words| find(words)).collect();
        let words: Vec<&str> = content.iter().map(|span| span.of(&article.body)).collect();
        let source = find(told.source);
        let near = content.first().map_or(source.start, |span| span.start.min(source.start)) as usize;
        let cue = (!told.cue.is_empty()).then(|| {
            let start = near + article.body[near..].find(told.cue).expect("the cue stands behind its source");
            Span::new(start, start + told.cue.len())
        });
        let number = self.statements.len().to_string();
        let statement = Statement {
            id: Id::naming(&[article.id.to_string().as_bytes(), number.as_bytes()]),
            article: article.id,
            form: told.form,
            act: told.act,
            words: words.join(" "),
            content,
            cue: cue.into_iter().collect(),
            source: Some(source),
            within: None,
            addressee: None,
            medium: None,
            said: When { start: None, end: article.published.end, basis: "published".to_owned() },
            scope: Scope::Certain,
            flags: Vec::new(),
            confidence: 0.9,
        };
        let attribution = Attribution {
            statement: statement.id,
            speaker: self.cast.speakers[speaker].id,
            basis,
            chain: vec![source],
            confidence: 0.9,
        };
        self.cast.attributions.push(attribution);
        self.statements.push(statement);
        self.statements.len() - 1
    }

    fn to(&mut self, statement: usize, name: &str) {
        let place = self.articles.iter().find(|article| article.id == self.statements[statement].article);
        let start = place.and_then(|article| article.body.find(name)).expect("the addressee is printed");
        let span = Span::new(start, start + name.len());
        self.statements[statement].addressee =
            Some(Addressee { name: name.to_owned(), span, basis: "printed".to_owned() });
    }

    fn place(&self, article: usize, words: &str) -> Place {
        let article = &self.articles[article];
        let start = article.body.find(words).expect("the echo is printed");
        Place { article: article.id, span: Span::new(start, start + words.len()) }
    }

    fn place_of(&self, statement: usize) -> Place {
        let statement = &self.statements[statement];
        Place { article: statement.article, span: statement.content[0] }
    }

    fn gather(&mut self, speaker: usize, wordings: &[&[usize]], echoes: &[(Place, EchoKind, Option<usize>)]) {
        let base = self.statements[wordings[0][0]].clone();
        let variants = wordings.iter().map(|own| {
            let statement = &self.statements[own[0]];
            Variant {
                wording: statement.words.clone(),
                printed: (statement.article, statement.content.clone()),
                statements: own.iter().map(|at| self.statements[*at].id).collect(),
                edits: if statement.id == base.id { Vec::new() } else { changes(&base, statement) },
            }
        });
        let variants: Vec<Variant> = variants.collect();
        let articles = wordings.iter().flat_map(|own| own.iter()).map(|at| self.statements[*at].article);
        let mut articles: Vec<_> = articles.collect();
        articles.sort();
        articles.dedup();
        let mentions = wordings.iter().map(|own| own.len()).sum::<usize>() + echoes.len();
        self.utterances.push(Utterance {
            id: Id::naming(&[base.id.to_string().as_bytes()]),
            speaker: Some(self.cast.speakers[speaker].id),
            variants,
            echoes: echoes
                .iter()
                .map(|(place, kind, statement)| Echo {
                    place: place.clone(),
                    kind: *kind,
                    statement: statement.map(|at| self.statements[at].id),
                })
                .collect(),
            first: base.said.clone(),
            first_held: Some(base.article),
            earliest_dated: Some(base.article),
            reports: articles.len() as u32,
            mentions: mentions as u32,
        });
    }

    /// The whole record: statements that are nobody's utterance become utterances of their own.
    pub fn record(mut self) -> Record {
        let gathered: Vec<Id<Statement>> = self
            .utterances
            .iter()
            .flat_map(|utterance| {
                let echoes = utterance.echoes.iter().filter_map(|echo| echo.statement);
                utterance.variants.iter().flat_map(|variant| variant.statements.clone()).chain(echoes)
            })
            .collect();
        for at in 0..self.statements.len() {
            let statement = &self.statements[at];
            if statement.form != Form::Direct || gathered.contains(&statement.id) {
                continue;
            }
            let own = self.cast.attributions.iter().find(|own| own.statement == statement.id);
            let speaker = own.and_then(|own| self.cast.speakers.iter().position(|s| s.id == own.speaker));
            if let Some(speaker) = speaker {
                self.gather(speaker, &[&[at]], &[]);
            }
        }
        self.cast.speakers.sort_by_key(|speaker| speaker.id);
        let until = |article: &Article| article.published.end.map(onrecord::time::Stamp::latest);
        self.articles.sort_by_key(until);
        let place = |id| self.articles.iter().position(|article| article.id == id);
        self.statements.sort_by_key(|statement| place(statement.article));
        let articles: Vec<&Article> = self.articles.iter().collect();
        let statements: Vec<&Statement> = self.statements.iter().collect();
        let moments = story::timeline(&[], &articles, &statements, &self.cast);
        Record {
            articles: self.articles,
            marks: Vec::new(),
            statements: self.statements,
            cast: self.cast,
            utterances: self.utterances,
            moments,
            ..Record::default()
        }
    }
}

fn changes(base: &Statement, other: &Statement) -> Vec<WordingEdit> {
    let place = |statement: &Statement, span: Span| Place {
        article: statement.article,
        span: in_body(&statement.content, span),
    };
    let found = edits(&base.words, &other.words).into_iter();
    found
        .map(|edit| WordingEdit {
            kind: edit.kind,
            removed: edit.removed.of(&base.words).to_owned(),
            added: edit.added.of(&other.words).to_owned(),
            removed_at: place(base, edit.removed),
            added_at: place(other, edit.added),
        })
        .collect()
}

/// A span of the joined words as a span of the body.
fn in_body(content: &[Span], span: Span) -> Span {
    let move_to = |at: u32| {
        let mut left = at;
        for piece in content {
            if left <= piece.len() as u32 {
                return piece.start + left;
            }
            left -= piece.len() as u32 + 1;
        }
        content.last().map_or(0, |piece| piece.end)
    };
    Span { start: move_to(span.start), end: move_to(span.end).max(move_to(span.start)) }
}
