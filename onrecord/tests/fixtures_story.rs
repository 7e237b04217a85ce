//! Stories and timelines of the prose fixtures, and of whole stories.

#![allow(clippy::disallowed_types, reason = "a test")]
#![allow(clippy::disallowed_macros, reason = "the test says what it measured")]
#![allow(clippy::disallowed_methods, reason = "the test reads stories")]

mod fixture;

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::article::{Article, Claim, Page, PageText, compose};
use onrecord::record::{Reading, Record, compile, read};
use onrecord::statement::{Finder, Statement};
use onrecord::story::{Moment, Story, What, group};
use onrecord::text::Id;
use onrecord::time::{Stamp, When};

#[test]
fn timelines_hold_what_their_tables_say() {
    for fixture in fixture::of("story") {
        let article = fixture.articles[0].article();
        let record = compile(vec![read(article, Finder::Rules)]);
        let table = &fixture.tables[0];
        let columns = ["what", "start", "end", "words", "after"];
        let row = |row: &Vec<String>| columns.map(|column| table.cell(row, column).unwrap_or("").to_owned());
        let mut wanted: Vec<[String; 5]> = table.rows.iter().map(row).collect();
        let mut found: Vec<[String; 5]> = record
            .moments
            .iter()
            .filter(|moment| moment.what != What::Said)
            .map(|m| shown(&record, m))
            .collect();
        wanted.sort();
        found.sort();
        assert_eq!(wanted, found, "{}", fixture.name);
    }
}

#[test]
fn words_that_end_a_silence_come_after_it() {
    for fixture in fixture::of("silence") {
        let readings = fixture.articles.iter().map(|one| read(one.article(), Finder::Rules));
        let record = compile(readings.collect());
        let statement =
            |id: &Id<Statement>| record.statements.iter().find(|one| one.id == *id).expect("held");
        let cue = |id: &Id<Statement>| {
            let (of, one) = (|article| record.articles.iter().find(|a| a.id == article), statement(id));
            let body = of(one.article).map_or("", |article| article.body.as_str());
            let span = one
                .cue
                .iter()
                .chain(&one.content)
                .copied()
                .reduce(onrecord::text::Span::cover)
                .unwrap_or_default();
            span.of(body).to_owned()
        };
        for row in &fixture.tables[0].rows {
            let said = |moment: &&Moment| {
                moment.what == What::Said
                    && moment.statement.is_some_and(|id| statement(&id).words.starts_with(&row[0]))
            };
            let moment = record.moments.iter().find(said).expect("a moment of these words");
            let after: Vec<String> = moment.after.iter().map(cue).collect();
            assert_eq!(after.join(" / "), row[1], "{}: {}", fixture.name, row[0]);
        }
    }
}

/// A moment as a row: of the statements that it comes after, the first three words each.
fn shown(record: &Record, moment: &Moment) -> [String; 5] {
    let body = &record.articles[0].body;
    let stamp = |stamp: Option<Stamp>| stamp.map_or(String::new(), |stamp| stamp.to_string());
    let words = moment.span.map_or("", |span| span.of(body));
    let opening = |id: &Id<Statement>| {
        let statement =
            record.statements.iter().find(|one| one.id == *id).expect("a statement of the record");
        statement.words.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
    };
    let after: Vec<String> = moment.after.iter().map(opening).collect();
    let [start, end] = [moment.when.start, moment.when.end].map(stamp);
    [moment.what.to_string(), start, end, words.to_owned(), after.join(" / ")]
}

/// One, two or all of the invented stories fall into just these stories.
#[test]
fn invented_stories_stay_apart_and_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stories");
    let stories = stories(&folder);
    assert!(stories.len() >= 3 && stories.iter().all(|story| story.len() >= 5));
    Counted::of(&readings(&stories), &mixes(stories.len())).holds(92);
}

/// The same for real stories, where they are at hand, alone and mixed with the invented ones.
#[test]
fn real_stories_stay_apart_and_whole() {
    let shared = std::env::var("ONRECORD_SHARED").unwrap_or_else(|_| "../../shared".to_owned());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(shared).join("data/stories");
    if !folder.is_dir() {
        eprintln!("SKIPPED: no stories in {}", folder.display());
        return;
    }
    let mut stories = stories(&folder);
    let every = Vec::from_iter(1..1_usize << stories.len());
    let found = Counted::of(&readings(&stories), &every);
    stories.extend(self::stories(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stories")));
    let mixes = mixes(stories.len());
    let mixed = Counted::of(&readings(&stories), &mixes);
    eprintln!(
        "{} mixes of {} stories: {found:?}; {} with invented ones: {mixed:?}",
        every.len(),
        6,
        mixes.len()
    );
    found.holds(100);
    mixed.holds(92);
}

/// Each story alone, each two of them, and all.
fn mixes(stories: usize) -> Vec<usize> {
    let pairs = (0..stories).flat_map(|b| (0..=b).map(move |a| 1 << a | 1 << b));
    pairs.chain([(1 << stories) - 1]).collect()
}

/// How mixes of stories fell apart.
#[derive(PartialEq, Eq, Debug, Default)]
struct Counted {
    wrong_mixes: usize,
    /// Pairs of reports of one story.
    pairs: usize,
    joined_wrongly: usize,
    parted_wrongly: usize,
}

impl Counted {
    /// No two stories are one, and at least so many per cent of the pairs stay together: a report that hardly speaks of
    /// its story may stand alone.
    fn holds(&self, per_cent: usize) {
        assert_eq!(self.joined_wrongly, 0, "{self:?}");
        assert!(100 * (self.pairs - self.parted_wrongly) >= per_cent * self.pairs, "{self:?}");
    }

    /// Each mix is a set of bits, one for each story.
    fn of(stories: &[Vec<Reading>], mixes: &[usize]) -> Self {
        let mut counted = Self::default();
        for mix in mixes {
            let chosen = (0..stories.len()).filter(|at| mix >> at & 1 == 1);
            let held: Vec<(usize, &Reading)> =
                chosen.flat_map(|at| stories[at].iter().map(move |reading| (at, reading))).collect();
            let articles: Vec<(usize, &Article)> = held.iter().map(|(at, one)| (*at, &one.article)).collect();
            let found = compile(held.iter().map(|(_, reading)| (*reading).clone()).collect()).stories;
            let of = |article: &Article| found.iter().position(|story| story.articles.contains(&article.id));
            let places: Vec<_> =
                articles.iter().map(|(_, article)| of(article).expect("each is in a story")).collect();
            let mut wrong = 0;
            for b in 0..articles.len() {
                for a in 0..b {
                    let (same, joined) = (articles[a].0 == articles[b].0, places[a] == places[b]);
                    counted.joined_wrongly += usize::from(joined && !same);
                    counted.pairs += usize::from(same);
                    counted.parted_wrongly += usize::from(same && !joined);
                    wrong += usize::from(same != joined);
                }
            }
            counted.wrong_mixes += usize::from(wrong > 0);
        }
        counted
    }
}

/// What the reports of each story give by themselves.
fn readings(stories: &[Vec<Article>]) -> Vec<Vec<Reading>> {
    let read = |story: &Vec<Article>| story.iter().map(|one| read(one.clone(), Finder::Rules)).collect();
    stories.iter().map(read).collect()
}

/// The reports of each folder, roughly: without markup, on the first day that they print in figures.
fn stories(folder: &Path) -> Vec<Vec<Article>> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let reports = |folder: &PathBuf| {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.file_name().is_some_and(|name| name != "truth.json"));
        files.sort();
        files.iter().map(|file| roughly(file)).collect()
    };
    folders.iter().map(reports).collect()
}

fn roughly(file: &Path) -> Article {
    let mut text = fs::read_to_string(file).unwrap();
    let name = file.display().to_string();
    let published =
        day_in(&name).or_else(|| day_in(&text)).map(|value| Claim { value, basis: "fixture".to_owned() });
    for (open, close) in [("<head", "</head>"), ("<script", "</script>"), ("<", ">")] {
        while let Some(from) = text.find(open) {
            let Some(to) = text[from..].find(close) else { break };
            text.replace_range(from..from + to + close.len(), if open == "<" { " " } else { "" });
        }
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    compose(Page { file: name, published, text: PageText::Plain(lines.join("\n\n")), ..Page::default() })
}

/// The first day of the form `2026-03-05`.
fn day_in(text: &str) -> Option<Stamp> {
    let starts = text.match_indices("20").map(|(at, _)| at);
    starts
        .filter_map(|at| text.get(at..at + 10))
        .filter(|word| word.as_bytes()[4] == b'-')
        .find_map(onrecord::time::parse)
}

#[test]
fn order_of_articles_does_not_matter_for_the_stories() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stories");
    let articles: Vec<Article> = stories(&folder).concat();
    let mut held: Vec<&Article> = articles.iter().collect();
    let ids = |found: Vec<Story>| {
        let mut ids: Vec<_> = found.iter().map(|story| story.id).collect();
        ids.sort();
        ids
    };
    let straight = ids(group(&held, &[]));
    held.reverse();
    assert_eq!(straight, ids(group(&held, &[])));
    held.rotate_left(4);
    assert_eq!(straight, ids(group(&held, &[])));
}

#[test]
fn a_late_follow_up_needs_more_in_common() {
    let dated = |article: &Article, day: &str| Article {
        published: When::at(onrecord::time::parse(day).unwrap(), "fixture"),
        ..article.clone()
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stories");
    let is_lake = |story: &Vec<Article>| story[0].file.contains("glass-lake");
    let lake = stories(&folder).into_iter().find(is_lake).unwrap();
    let near = [dated(&lake[0], "2026-06-21"), dated(&lake[3], "2026-06-24")];
    let far = [dated(&lake[0], "2021-06-21"), dated(&lake[3], "2026-06-24")];
    assert_eq!(group(&near.each_ref(), &[]).len(), 1);
    assert_eq!(group(&far.each_ref(), &[]).len(), 2);
}

/// Invented stories of four reports each, with six names of their own among the words of all.
fn invented(stories: u32) -> Vec<Article> {
    let word = |mut number: u32| {
        let mut word = String::new();
        for _ in 0..5 {
            let syllable =
                ["ka", "lo", "mir", "ten", "su", "var", "dek", "oli", "pra", "zun"][(number % 10) as usize];
            number /= 10;
            word.push_str(syllable);
        }
        word
    };
    let report = |at: u32| {
        let story = at / 4;
        let name = |n: u32| {
            let name = word(story * 6 + n % 6 + 40_000);
            name[..1].to_uppercase() + &name[1..]
        };
        let sentence = |n: u32| {
            let seen = word((at * 7919 + n * 104_729) % 3_000);
            format!(
                "{} and {} met the {seen} over the {}.",
                name(n),
                name(n + at),
                word((at * 31 + n * 17) % 3_000)
            )
        };
        let text: Vec<String> = (0..12).map(sentence).collect();
        let page =
            Page { file: format!("{at}.txt"), text: PageText::Plain(text.join("\n\n")), ..Page::default() };
        compose(page)
    };
    (0..stories * 4).map(report).collect()
}

/// Cost must grow with the number of articles, not with its square, and many are grouped as well as few.
#[test]
fn grouping_is_near_linear() {
    let time = |articles: &[Article]| {
        let held: Vec<&Article> = articles.iter().collect();
        let start = std::time::Instant::now();
        let found = group(&held, &[]);
        let whole = found.iter().filter(|story| story.articles.len() == 4).count();
        (start.elapsed().as_secs_f64(), found.len(), whole)
    };
    let (small, large) = (invented(60), invented(240));
    let (few, many) = (time(&small), time(&large));
    eprintln!(
        "{} articles: {few:.3?} (seconds, stories, whole ones); {}: {many:.3?}",
        small.len(),
        large.len()
    );
    assert!(many.0 < few.0 * 10.0 + 1.0, "four times the articles took {:.1} times as long", many.0 / few.0);
    assert_eq!((few.1, few.2), (60, 60));
    assert_eq!((many.1, many.2), (240, 240));
}

#[test]
fn no_text_breaks_the_timeline_or_the_dossier() {
    use onrecord::dossier::{Options, set_out};
    use proptest::prelude::*;
    let strategy = proptest::collection::vec(
        "(?s)([a-zA-Z “”\"'’.,:@\n—é🐰0-9]|in 1999 |on Monday |said Ana Ruiz |\\PC){0,120}",
        1..4,
    );
    proptest!(ProptestConfig::with_cases(48), |(texts in strategy)| {
        let readings: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| {
                let page = Page { file: format!("{at}.txt"), text: PageText::Plain(text.clone()), ..Page::default() };
                read(compose(page), Finder::Rules)
            })
            .collect();
        let mut turned = readings.clone();
        turned.reverse();
        let record = compile(readings);
        prop_assert_eq!(&compile(turned).moments, &record.moments);
        let dossier = set_out(&record, &Options { show_private: true });
        for (article, shown) in record.articles.iter().zip(&dossier.articles) {
            let words: String = shown.blocks.iter().flat_map(|b| &b.segments).map(|s| s.words.as_str()).collect();
            prop_assert_eq!(&article.body, &words);
        }
    });
}
