//! Prose fixtures of the room `speaker`: who is meant by the words of each source.
//!
//! The statements are built from the table, so that these fixtures do not depend on finding them.

mod fixture;

use fixture::{Fixture, Table};
use onrecord::article::{Article, Block, BlockKind};
use onrecord::speaker::{Cast, Speaker, attribute, join};
use onrecord::statement::{Act, Flag, Form, Scope, Statement};
use onrecord::text::{Id, Span};
use onrecord::time::When;

#[test]
fn sources_find_their_speakers() {
    let mut problems = Vec::new();
    for fixture in fixture::of("speaker") {
        check(&fixture, &mut problems);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// A fixture with one article and one table is attributed; with several articles the casts are joined.
fn check(fixture: &Fixture, problems: &mut Vec<String>) {
    let articles: Vec<Article> =
        fixture.articles.iter().enumerate().map(|(at, block)| article(block, at)).collect();
    let statements: Vec<Vec<Statement>> = articles
        .iter()
        .zip(&fixture.tables)
        .map(|(article, table)| statements(article, table, &fixture.name))
        .collect();
    let casts: Vec<Cast> =
        articles.iter().zip(&statements).map(|(article, own)| attribute(article, own)).collect();
    let references: (Vec<&Article>, Vec<&Cast>) = (articles.iter().collect(), casts.iter().collect());
    let joined = join(&references.0, &references.1);
    let backwards: (Vec<&Article>, Vec<&Cast>) =
        (articles.iter().rev().collect(), casts.iter().rev().collect());
    assert_eq!(
        joined,
        join(&backwards.0, &backwards.1),
        "{}: the order of the articles changes the cast",
        fixture.name
    );
    for (number, table) in fixture.tables.iter().take(articles.len()).enumerate() {
        let cast = if articles.len() > 1 { &joined } else { &casts[0] };
        for (row, statement) in table.rows.iter().zip(&statements[number]) {
            check_row(&fixture.name, table, row, statement, cast, problems);
        }
    }
    if let Some(table) = fixture.tables.get(articles.len()) {
        check_aliases(fixture, table, &joined, problems);
    }
    for (article, cast) in articles.iter().zip(&casts) {
        check_spans(article, cast);
    }
}

fn check_row(
    name: &str,
    table: &Table,
    row: &[String],
    statement: &Statement,
    cast: &Cast,
    problems: &mut Vec<String>,
) {
    let Some(found) = cast.attributions.iter().find(|it| it.statement == statement.id) else {
        problems.push(format!("{name}: `{}` has no attribution", row[0]));
        return;
    };
    let speaker =
        cast.speakers.iter().find(|speaker| speaker.id == found.speaker).expect("the speaker is in the cast");
    let shown = [
        ("speaker", speaker.name.clone()),
        ("kind", speaker.kind.to_string()),
        ("basis", found.basis.to_string()),
        ("organisation", speaker.organisation.clone().unwrap_or_default()),
        ("private", if speaker.private { "yes".to_owned() } else { String::new() }),
    ];
    for (column, value) in shown {
        if let Some(wanted) = table.cell(row, column)
            && wanted != value
        {
            problems.push(format!(
                "{name}: `{}` by `{}`: {column} `{wanted}` expected, `{value}` found",
                row[0], row[1]
            ));
        }
    }
}

/// | speaker | aliases | attributes |: each, parted by `;`, must be among them.
fn check_aliases(fixture: &Fixture, table: &Table, cast: &Cast, problems: &mut Vec<String>) {
    for row in &table.rows {
        let wanted = table.cell(row, "speaker").expect("a column `speaker`");
        let speakers: Vec<&Speaker> = cast.speakers.iter().filter(|speaker| speaker.name == wanted).collect();
        let [speaker] = speakers[..] else {
            problems.push(format!("{}: {} speakers are called `{wanted}`", fixture.name, speakers.len()));
            continue;
        };
        for (column, found) in [("aliases", &speaker.aliases), ("attributes", &speaker.attributes)] {
            for words in table
                .cell(row, column)
                .unwrap_or("")
                .split(';')
                .map(str::trim)
                .filter(|words| !words.is_empty())
            {
                if !found.iter().any(|alias| alias.words == words) {
                    let all: Vec<&str> = found.iter().map(|alias| alias.words.as_str()).collect();
                    problems.push(format!("{}: {wanted} lacks {column} `{words}` in {all:?}", fixture.name));
                }
            }
        }
    }
}

fn check_spans(article: &Article, cast: &Cast) {
    for alias in cast.speakers.iter().flat_map(|speaker| speaker.aliases.iter().chain(&speaker.attributes)) {
        assert_eq!(alias.words, alias.span.of(&article.body), "an alias is a slice of its article");
    }
    for span in cast.attributions.iter().flat_map(|attribution| &attribution.chain) {
        assert!(!span.of(&article.body).is_empty(), "a chain points to words");
    }
}

/// The fixture's text; a blank line parts its paragraphs, a first line `# …` is its headline.
fn article(block: &fixture::Block, number: usize) -> Article {
    let mut article = block.article();
    let mut blocks = Vec::new();
    let mut start = 0;
    let ends = article.body.match_indices("\n\n").map(|(at, _)| at + 2).chain([article.body.len()]);
    for end in ends {
        let span = Span::new(start, end);
        let kind =
            if span.of(&article.body).starts_with("# ") { BlockKind::Headline } else { BlockKind::Paragraph };
        blocks.push(Block { kind, span });
        start = end;
    }
    article.blocks = blocks;
    article.id = Id::naming(&[&number.to_le_bytes(), article.body.as_bytes()]);
    article
}

/// The statements of a table: `words`, `source` and `cue` are located, each source as near its words as can be.
fn statements(article: &Article, table: &Table, name: &str) -> Vec<Statement> {
    let mut from = 0;
    let mut found: Vec<Statement> = Vec::new();
    for row in &table.rows {
        let words = table.cell(row, "words").expect("a column `words`");
        let start =
            article.body[from..].find(words).unwrap_or_else(|| panic!("{name}: `{words}` in the article"))
                + from;
        let content = Span::new(start, start + words.len());
        from = start + 1;
        let quoted = article.body[..start].ends_with(['"', '“', '\'', '‘']);
        let source = table
            .cell(row, "source")
            .filter(|words| !words.is_empty())
            .map(|words| near(&article.body, words, content, name));
        let within = table.cell(row, "within").filter(|words| !words.is_empty()).and_then(|words| {
            found.iter().find(|statement| statement.words.starts_with(words)).map(|statement| statement.id)
        });
        let flags = if source.is_none() && table.cell(row, "basis") == Some("continued") {
            vec![Flag::Continued]
        } else {
            Vec::new()
        };
        found.push(Statement {
            id: Id::naming(&[&start.to_le_bytes(), &article.id.bits().to_le_bytes()]),
            article: article.id,
            form: if quoted { Form::Direct } else { Form::Indirect },
            act: Act::Says,
            content: vec![content],
            cue: Vec::new(),
            source,
            within,
            addressee: None,
            medium: None,
            said: When::unknown(),
            scope: Scope::Certain,
            flags,
            words: words.to_owned(),
            confidence: 1.0,
        });
    }
    found
}

fn near(body: &str, words: &str, content: Span, name: &str) -> Span {
    let apart = |at: usize| {
        let end = at + words.len();
        if end <= content.start as usize {
            content.start as usize - end
        } else {
            at.saturating_sub(content.end as usize)
        }
    };
    let whole = |at: usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(body[..at].chars().next_back()) && !letter(body[at + words.len()..].chars().next())
    };
    let at = body.match_indices(words).map(|(at, _)| at).filter(|at| whole(*at)).min_by_key(|at| apart(*at));
    let at = at.unwrap_or_else(|| panic!("{name}: the source `{words}` stands in the article"));
    Span::new(at, at + words.len())
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Words of the kind that this room reads, to make strange but likely text.
    const WORDS: &[&str] = &[
        "Orr",
        "Galina",
        "Mr.",
        "the",
        "minister",
        "said",
        "she",
        "\"",
        "”",
        "“",
        "who",
        "formerly",
        "known",
        "as",
        "Kestrel",
        "Inc.",
        "its",
        "spokesman",
        "for",
        "of",
        "University",
        "and",
        "&",
        ",",
        ".",
        "’s",
        "\n\n",
        "—",
        "van",
        "der",
        "@orr",
        "(",
        ")",
        "42",
        "A",
        "É",
        "ß",
        "😀",
        "they",
        "company",
        "whose",
        "lawyer",
        "Dr.",
        "J.K.",
        "HWB",
        "police",
        "I",
        "we",
    ];

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            prop::collection::vec(prop::sample::select(WORDS), 0..120).prop_map(|words| words.join(" ")),
            prop::collection::vec(prop::sample::select(WORDS), 0..60).prop_map(|words| words.concat()),
        ]
    }

    fn any_statements(article: &Article, spans: &[(u32, u32)]) -> Vec<Statement> {
        let length = article.body.len() as u32 + 3;
        let span = |(a, b): (u32, u32)| Span { start: a % length, end: (a % length).max(b % length) };
        let each = spans.iter().enumerate().map(|(number, at)| Statement {
            id: Id::from_bits(number as u64),
            article: article.id,
            form: Form::ALL[number % 4],
            act: Act::Says,
            content: vec![span((at.1, at.0)), span((at.0 / 2, at.1))],
            cue: Vec::new(),
            source: (number % 5 != 0).then(|| span(*at)),
            within: (number % 7 == 1).then(|| Id::from_bits(0)),
            addressee: None,
            medium: None,
            said: When::unknown(),
            scope: Scope::Certain,
            flags: if number % 3 == 0 { vec![Flag::Continued] } else { Vec::new() },
            words: String::new(),
            confidence: 1.0,
        });
        each.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn any_text_and_any_spans_give_a_cast(text in text(), spans in prop::collection::vec((0_u32..900, 0_u32..900), 0..12)) {
            let block = fixture::Block { keys: Vec::new(), text };
            let article = article(&block, 0);
            let statements = any_statements(&article, &spans);
            let cast = attribute(&article, &statements);
            prop_assert_eq!(cast.attributions.len(), statements.len());
            prop_assert!(cast.speakers.is_sorted_by_key(|speaker| speaker.id));
            for attribution in &cast.attributions {
                prop_assert!(cast.speakers.iter().any(|speaker| speaker.id == attribution.speaker));
                prop_assert!((0.0..=1.0).contains(&attribution.confidence));
            }
            for alias in cast.speakers.iter().flat_map(|speaker| speaker.aliases.iter().chain(&speaker.attributes)) {
                prop_assert_eq!(alias.words.as_str(), alias.span.of(&article.body));
                prop_assert!(!alias.words.is_empty());
            }
            prop_assert_eq!(&cast, &attribute(&article, &statements));
        }

        #[test]
        fn joining_knows_no_order(texts in prop::collection::vec(text(), 1..4), spans in prop::collection::vec((0_u32..900, 0_u32..900), 0..8)) {
            let articles: Vec<Article> = texts.into_iter().enumerate().map(|(at, text)| article(&fixture::Block { keys: Vec::new(), text }, at)).collect();
            let casts: Vec<Cast> = articles.iter().map(|article| attribute(article, &any_statements(article, &spans))).collect();
            let forwards = join(&articles.iter().collect::<Vec<_>>(), &casts.iter().collect::<Vec<_>>());
            let backwards = join(&articles.iter().rev().collect::<Vec<_>>(), &casts.iter().rev().collect::<Vec<_>>());
            prop_assert_eq!(forwards, backwards);
        }
    }
}
