//! Statements and speakers given by hand, and generated ones.

use onrecord::article::{Article, Page, PageText, compose};
use onrecord::speaker::{Alias, Attribution, Basis, Cast, Kind, Speaker};
use onrecord::statement::{Act, Addressee, Form, Mark, MarkKind, Scope, Statement};
use onrecord::text::{Id, Span};
use onrecord::time::{Stamp, When};
use onrecord::utterance::{Place, Utterance, gather};

use crate::fixture::Fixture;

/// Everything that `gather` takes.
#[derive(Clone, Default)]
pub struct Given {
    articles: Vec<Article>,
    marks: Vec<Mark>,
    statements: Vec<Statement>,
    names: Vec<String>,
    cast: Cast,
}

impl Given {
    /// The articles, statements and marks of a fixture.
    pub fn of(fixture: &Fixture) -> Self {
        let mut given = Self::default();
        for (block, number) in fixture.articles.iter().zip(1..) {
            let mut article = block.article();
            article.id = Id::from_bits(number);
            let headline = article.body.lines().next().map_or(0, str::len) as u32;
            let kind =
                |span: Span| if span.end <= headline { MarkKind::Headline } else { MarkKind::Utterance };
            let quoted = quoted(&article.body);
            given.marks.extend(quoted.into_iter().map(|span| Mark {
                article: article.id,
                span,
                kind: kind(span),
            }));
            given.articles.push(article);
        }
        let table = &fixture.tables[0];
        let mut from = vec![0; given.articles.len()];
        for row in &table.rows {
            let cell = |name: &str| table.cell(row, name).unwrap_or_else(|| panic!("a column {name}"));
            let at: usize = cell("article").parse::<usize>().expect("a number") - 1;
            let content = given.place(at, cell("content"), &mut from[at]);
            let scope =
                if table.cell(row, "scope") == Some("uncertain") { Scope::Uncertain } else { Scope::Certain };
            let form = cell("form").parse().expect("a form");
            given.add(cell("id"), at, form, content, cell("speaker"), scope);
            let to = table.cell(row, "to").filter(|to| !to.is_empty());
            if let (Some(to), Some(statement)) = (to, given.statements.last_mut()) {
                let (name, basis) = (to.to_owned(), "printed".to_owned());
                statement.addressee = Some(Addressee { name, span: Span::default(), basis });
            }
        }
        given
    }

    pub fn gather(&self) -> Vec<Utterance> {
        let articles: Vec<&Article> = self.articles.iter().collect();
        let statements: Vec<&Statement> = self.statements.iter().collect();
        gather(&articles, &self.marks, &statements, &self.cast)
    }

    /// The same in another order.
    pub fn shuffled(&self, seed: usize) -> Self {
        let mut given = self.clone();
        let turn = |n: usize| seed % n.max(1);
        given.articles.rotate_left(turn(self.articles.len()));
        given.marks.rotate_left(turn(self.marks.len()));
        given.statements.rotate_left(turn(self.statements.len()));
        given.cast.attributions.rotate_left(turn(self.cast.attributions.len()));
        if seed.is_multiple_of(2) {
            given.articles.reverse();
            given.statements.reverse();
            given.marks.reverse();
        }
        given
    }

    pub fn statement_count(&self) -> usize {
        self.statements.len()
    }

    pub fn name(&self, id: Id<Statement>) -> (usize, &str) {
        let at = self.statements.iter().position(|statement| statement.id == id).expect("a given statement");
        (at, &self.names[at])
    }

    pub fn names(&self, ids: &[Id<Statement>]) -> String {
        ids.iter().map(|id| self.name(*id).1).collect::<Vec<_>>().join(" ")
    }

    pub fn speaker(&self, id: Id<Speaker>) -> &str {
        let found = self.cast.speakers.iter().find(|speaker| speaker.id == id);
        &found.expect("a given speaker").name
    }

    pub fn article_number(&self, id: Id<Article>) -> u64 {
        id.bits()
    }

    pub fn words(&self, place: &Place) -> &str {
        let article = self.articles.iter().find(|article| article.id == place.article);
        place.span.of(&article.expect("a given article").body)
    }

    /// Where the parts of a content stand, behind the statement before or, failing that, anywhere.
    fn place(&self, article: usize, content: &str, from: &mut usize) -> Vec<Span> {
        let body = &self.articles[article].body;
        let mut spans = Vec::new();
        for part in content.split("//").map(str::trim) {
            let at = body[*from..].find(part).map(|at| at + *from).or_else(|| body.find(part));
            let at = at.unwrap_or_else(|| panic!("`{part}` stands in article {}", article + 1));
            spans.push(Span::new(at, at + part.len()));
            *from = at + part.len();
        }
        spans
    }

    fn add(
        &mut self,
        name: &str,
        article: usize,
        form: Form,
        content: Vec<Span>,
        speaker: &str,
        scope: Scope,
    ) {
        let article = &self.articles[article];
        let words: Vec<&str> = content.iter().map(|span| span.of(&article.body)).collect();
        let statement = Statement {
            id: Id::naming(&[name.as_bytes(), &article.id.bits().to_be_bytes()]),
            article: article.id,
            form,
            act: Act::Says,
            words: words.join(" "),
            content,
            cue: Vec::new(),
            source: None,
            within: None,
            addressee: None,
            medium: None,
            said: When::unknown(),
            scope,
            flags: Vec::new(),
            confidence: 0.9,
        };
        if speaker != "-" {
            let speaker = self.speaker_of(speaker, statement.article);
            let (statement, chain) = (statement.id, Vec::new());
            self.cast.attributions.push(Attribution {
                statement,
                speaker,
                basis: Basis::Named,
                chain,
                confidence: 0.9,
            });
        }
        self.statements.push(statement);
        self.names.push(name.to_owned());
    }

    /// Every place where a name stands.
    fn places_of(&self, name: &str) -> Vec<Alias> {
        let in_article = |article: &Article| {
            let id = article.id;
            let alias = move |(at, words): (usize, &str)| Alias {
                words: words.to_owned(),
                article: id,
                span: Span::new(at, at + words.len()),
            };
            article.body.match_indices(name).map(alias).collect::<Vec<_>>()
        };
        self.articles.iter().flat_map(in_article).collect()
    }

    fn speaker_of(&mut self, words: &str, article: Id<Article>) -> Id<Speaker> {
        let (kind, name) = match words.strip_prefix('(').and_then(|rest| rest.split_once(") ")) {
            Some((kind, name)) => (kind.parse().expect("a kind"), name),
            None => (Kind::Person, words),
        };
        let (name, organisation) = match name.split_once(" of ") {
            Some((role, body)) if kind == Kind::Unnamed => (role, Some(body.to_owned())),
            _ => (name, None),
        };
        let here = if matches!(kind, Kind::Group | Kind::Unnamed) { article.bits() } else { 0 };
        let id = Id::naming(&[name.as_bytes(), &here.to_be_bytes()]);
        if !self.cast.speakers.iter().any(|speaker| speaker.id == id) {
            let (aliases, attributes) = (self.places_of(name), Vec::new());
            let name = name.to_owned();
            self.cast.speakers.push(Speaker {
                id,
                name,
                kind,
                aliases,
                attributes,
                organisation,
                private: false,
            });
        }
        id
    }
}

/// What stands between straight or curly double quotation marks.
fn quoted(body: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open = None;
    for (at, c) in body.char_indices().filter(|(_, c)| matches!(c, '"' | '“' | '”' | '\n')) {
        match (c, open) {
            ('\n', _) => open = None,
            (_, Some(start)) => {
                spans.push(Span::new(start, at));
                open = None;
            }
            (_, None) => open = Some(at + c.len_utf8()),
        }
    }
    spans
}

/// So many articles of invented words: 20 statements each by 400 speakers, of which some are carried by several
/// articles, some are cut and some share a stock phrase.
pub fn invented(articles: u64) -> Given {
    let mut given = Given::default();
    let mut state = 7u64;
    let mut next = move |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    for name in 0..400 {
        given.speaker_of(&format!("Speaker Number{name}"), Id::from_bits(0));
    }
    let speakers: Vec<Id<Speaker>> = given.cast.speakers.iter().map(|speaker| speaker.id).collect();
    let day = jiff_day();
    let mut said: Vec<(usize, Vec<String>)> = Vec::new();
    for number in 1..=articles {
        let mut body = String::new();
        let mut spans = Vec::new();
        for _ in 0..20 {
            let (speaker, mut words) = if said.len() > 50 && next(3) == 0 {
                let old = said.len() as u64;
                said[(old - 1 - next(old.min(200))) as usize].clone()
            } else {
                let word = |n: u64| format!("w{}", n * n / 9_000);
                let mut words: Vec<String> = (0..8 + next(30)).map(|_| word(next(9_000))).collect();
                if next(4) == 0 {
                    words.extend("at the end of the day we are where we are".split(' ').map(str::to_owned));
                }
                (next(400) as usize, words)
            };
            said.push((speaker, words.clone()));
            if next(3) == 0 {
                words.drain(..words.len() / 3);
            }
            let start = body.len();
            body += &words.join(" ");
            spans.push((speaker, Span::new(start, body.len())));
            body += ".\n\n";
        }
        let page = Page { file: format!("{number}.txt"), text: PageText::Plain(body), ..Page::default() };
        let mut article = compose(page);
        article.published = When::at(day, "fixture");
        given.articles.push(article);
        for (place, (speaker, span)) in spans.into_iter().enumerate() {
            let name = format!("{number}.{place}");
            given.add(&name, given.articles.len() - 1, Form::Direct, vec![span], "-", Scope::Certain);
            let (statement, speaker) = (given.statements[given.statements.len() - 1].id, speakers[speaker]);
            let (basis, chain) = (Basis::Named, Vec::new());
            given.cast.attributions.push(Attribution { statement, speaker, basis, chain, confidence: 0.9 });
        }
    }
    given
}

fn jiff_day() -> Stamp {
    onrecord::time::parse("2026-03-05").expect("a date")
}
