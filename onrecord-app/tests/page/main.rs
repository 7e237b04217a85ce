//! The page and the dossier behind it, on an invented story.

mod story;

use onrecord::dossier::{self, Dossier, Item, MASK, Options};
use onrecord::record::Record;
use onrecord::statement::Act;
use onrecord_app::page;

fn set_out(record: &Record) -> Dossier {
    dossier::set_out(record, &Options::default())
}

fn html() -> String {
    page::html(&set_out(&story::bridge())).expect("a page")
}

#[test]
fn the_page_shows_the_story() {
    let html = html();
    if let Some(path) = std::env::var_os("ONRECORD_KEEP_PAGE") {
        std::fs::write(path, &html).expect("a place to keep the page");
    }
    for words in [
        "Dana Whitlock",
        "Pell Courier",
        "Carried by several reports",
        "In one report alone",
        "Refusals to speak",
        "2 stories",
        "Account beside account",
        "Superseded",
        "Where accounts agree",
        "at least 1, at most 2 independent origins",
        "Tidewater Radio",
        "not among these",
        "Copies",
        "72 % of its words",
        "Corrections",
        "What was on record, day by day",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn every_word_shown_is_a_slice_of_an_article() {
    let record = story::bridge();
    let dossier = dossier::set_out(&record, &Options { show_private: true });
    let body = |number: usize| record.articles[number - 1].body.as_str();
    for statement in &dossier.statements {
        for piece in statement.words.iter().chain(&statement.cue).chain(&statement.source) {
            let (start, end) = (piece.span.0 as usize, piece.span.1 as usize);
            let slice: String = body(statement.article).chars().skip(start).take(end - start).collect();
            assert_eq!(piece.words, slice);
        }
    }
    let bodies: String = record.articles.iter().map(|article| article.body.as_str()).collect();
    for segment in dossier.utterances.iter().flat_map(|entry| &entry.wordings).flat_map(|w| &w.segments) {
        let spoken = segment.words.split_whitespace().all(|word| bodies.contains(word));
        assert!(spoken, "{:?} is in no article", segment.words);
    }
}

#[test]
fn accounts_stand_in_their_sentences() {
    let record = story::bridge();
    let dossier = dossier::set_out(&record, &Options { show_private: true });
    let all = dossier.differences.iter().flat_map(|one| &one.accounts);
    for account in all.chain(dossier.agreements.iter().flat_map(|one| &one.accounts)) {
        let body = &record.articles[account.article - 1].body;
        let told = format!("{}{}{}", account.before, account.piece.words, account.after);
        assert!(body.contains(&told), "{told:?}");
        assert!(told.ends_with(['.', '”']), "{told:?} is a whole sentence");
    }
    for sentence in dossier.corrections.iter().flat_map(|one| &one.sentences) {
        let later = sentence.segments.iter().filter(|segment| segment.turn != dossier::Turn::Removed);
        let words: String = later.map(|segment| segment.words.as_str()).collect();
        assert!(record.articles.iter().any(|article| article.body.contains(&words)), "{words:?}");
    }
}

#[test]
fn each_day_adds_what_no_earlier_day_has() {
    let dossier = set_out(&story::bridge());
    let days: Vec<&str> = dossier.days.iter().filter_map(|day| day.day.as_deref()).collect();
    assert_eq!(days, ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"]);
    let mut reports: Vec<usize> = dossier.days.iter().flat_map(|day| &day.articles).copied().collect();
    reports.sort_unstable();
    assert_eq!(reports, (1..=dossier.articles.len()).collect::<Vec<_>>());
    let mut items = Vec::new();
    for day in &dossier.days {
        assert!(day.items.iter().all(|item| !items.contains(item)), "{day:?}");
        items.extend(&day.items);
        assert_eq!(day.on_record, items.len());
    }
    let thoughts = dossier.glance.thoughts.iter().map(|number| Item::Statement(*number));
    assert!(thoughts.into_iter().all(|thought| !items.contains(&thought)));
    let states: Vec<(usize, usize)> = dossier
        .days
        .iter()
        .flat_map(|day| &day.states)
        .map(|state| (state.difference, state.account))
        .collect();
    assert_eq!(states, [(6, 1), (6, 2)], "silence on the third, words on the fifth");
}

/// Much is folded, nothing is left out.
#[test]
fn many_findings_are_folded_and_all_are_there() {
    let mut record = story::bridge();
    let (many, alone) = (record.differences[0].clone(), record.differences[8].clone());
    record.differences = vec![many; 100];
    record.differences.extend(vec![alone; 1_000]);
    let chain = &mut record.origins[0].chain;
    let link = chain.last().expect("a link").clone();
    chain.extend((0..40).map(|number| onrecord::origin::Link {
        outlet: Some(format!("Outlet {number}")),
        article: None,
        ..link.clone()
    }));
    let dossier = set_out(&record);
    assert_eq!((dossier.differences.len(), dossier.glance.differences), (1_100, 100));
    let html = page::html(&dossier).expect("a page");
    assert!(html.contains("Further differences (76)"));
    assert_eq!(html.matches("<article class=\"difference\"").count(), 101);
    assert!(html.contains("1000 lines"));
    assert!(html.contains("and 31 reports more"));
    assert!(html.len() < 1_000_000, "{} bytes", html.len());
}

/// A record that points to articles which it does not have is shown as far as it goes.
#[test]
fn loose_findings_do_no_harm() {
    let mut record = story::bridge();
    record.articles.truncate(1);
    record.statements.clear();
    record.differences[0].accounts.clear();
    let dossier = set_out(&record);
    assert!(page::html(&dossier).is_ok());
    assert!(page::markdown(&dossier).contains("Superseded"));
}

#[test]
fn markdown_has_what_the_page_has() {
    let markdown = page::markdown(&set_out(&story::bridge()));
    for words in [
        "**number: people · an · hour**",
        "Carried by most reports:",
        "could carry **at most 900 people an hour** and that",
        "earlier: as of 3 March 2026",
        "- obtained by Tidewater Radio (not among these reports), by 3 March 2026",
        "72 % of its words",
        "~~second~~ *(other word)* **third** *(other word)* pier",
        "The later capture says so: Correction:",
        "**4 March 2026**: Saltmarsh News (3), North Quay Daily (4); 7 on record",
    ] {
        assert!(markdown.contains(words), "{words}\n{markdown}");
    }
}

#[test]
fn blocks_hold_every_letter_of_an_article_once() {
    let record = story::bridge();
    let dossier = dossier::set_out(&record, &Options { show_private: true });
    for (article, shown) in record.articles.iter().zip(&dossier.articles) {
        let words: String = shown
            .blocks
            .iter()
            .flat_map(|block| &block.segments)
            .map(|segment| segment.words.as_str())
            .collect();
        assert_eq!(article.body, words);
    }
}

#[test]
fn statements_are_listed_once_and_thoughts_never_as_said() {
    let dossier = set_out(&story::bridge());
    let in_sections =
        dossier.sections.iter().flat_map(|section| &section.items).filter_map(|item| match item {
            Item::Statement(number) => Some(*number),
            Item::Utterance(_) => None,
        });
    let mut listed: Vec<usize> = in_sections.collect();
    for statement in &dossier.statements {
        if statement.utterance.is_some() {
            listed.push(statement.number);
        }
    }
    listed.extend(dossier.glance.thoughts.iter().chain(&dossier.glance.silences));
    listed.sort_unstable();
    let all: Vec<usize> = dossier.statements.iter().map(|statement| statement.number).collect();
    assert_eq!(all, listed);

    let thought =
        dossier.statements.iter().find(|statement| statement.act == Act::Thinks).expect("a thought");
    assert!(dossier.timeline.iter().all(|moment| moment.statement != Some(thought.number)));
    assert!(
        dossier
            .matrix
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .all(|c| !c.statements.contains(&thought.number))
    );
}

#[test]
fn private_account_holders_are_masked_unless_asked_for() {
    let record = story::bridge();
    let masked = set_out(&record);
    let json = serde_json::to_string(&masked).expect("a dossier");
    let shown = [html(), page::markdown(&masked), json];
    for page in &shown {
        assert!(!page.contains("marsh_hen_77") && !page.contains("marsh hen"));
        assert!(page.contains(MASK));
    }
    let open = dossier::set_out(&record, &Options { show_private: true });
    assert!(page::html(&open).expect("a page").contains("marsh_hen_77"));
}

#[test]
fn the_page_asks_nothing_of_the_network_and_escapes_what_it_shows() {
    let mut record = story::bridge();
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)> & \"quoted\"";
    record.articles[0].outlet.name = Some(evil.to_owned());
    record.articles[0].headline = Some(evil.to_owned());
    record.articles[0].url = Some("javascript:alert(1)".to_owned());
    record.cast.speakers[0].name = evil.to_owned();
    record.differences[0].point = evil.to_owned();
    record.differences[0].reason = evil.to_owned();
    record.differences[0].accounts[0].value = Some(evil.to_owned());
    record.origins.iter_mut().flat_map(|origin| &mut origin.chain).for_each(|link| {
        link.outlet = Some(evil.to_owned());
    });
    record.stories[0].headline = Some(evil.to_owned());
    let dossier = set_out(&record);
    let html = page::html(&dossier).expect("a page");
    assert_eq!(html.matches("<script>").count(), 1);
    assert_eq!(html.matches("</script>").count(), 1);
    assert!(!html.contains("<img") && !html.contains("javascript:"));
    assert!(html.contains("default-src 'none'") || html.contains("default-src &#39;none&#39;"));
    for fetched in ["src=", "@import", "url("] {
        assert!(
            !html.contains(fetched) || fetched == "src=" && !html.replace("&#", "").contains(" src=\""),
            "{fetched}"
        );
    }
    let markdown = page::markdown(&dossier);
    assert!(!markdown.contains("<script>") && !markdown.contains("<img"));
}

#[test]
fn the_dossier_is_the_same_from_any_order() {
    let record = story::bridge();
    let mut turned = record.clone();
    turned.cast.speakers.reverse();
    turned.cast.attributions.reverse();
    assert_eq!(set_out(&record), set_out(&turned));
}

#[test]
fn an_empty_record_gives_an_empty_page() {
    let html = page::html(&set_out(&Record::default())).expect("a page");
    assert!(html.contains("On record"));
}

/// No word of ours means that something is so, is not so, or is to be trusted.
#[test]
fn no_word_judges() {
    const JUDGING: [&str; 24] = [
        "true",
        "truth",
        "truthful",
        "false",
        "falsehood",
        "lie",
        "lied",
        "liar",
        "credible",
        "credibility",
        "reliable",
        "reliability",
        "trustworthy",
        "biased",
        "bias",
        "fake",
        "hoax",
        "verified",
        "debunked",
        "dubious",
        "suspicious",
        "proven",
        "misleading",
        "disinformation",
    ];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = vec![("enumerations".to_owned(), words_of_the_engine())];
    for folder in ["src/page", "src/page/templates"] {
        for file in
            std::fs::read_dir(root.join(folder)).expect("the page's folder").map(|file| file.unwrap().path())
        {
            if file.extension().is_some_and(|ending| ending == "html") {
                texts.push((
                    file.display().to_string(),
                    without_tags(&std::fs::read_to_string(&file).unwrap()),
                ));
            } else if file.ends_with("labels.rs") {
                texts.push((file.display().to_string(), literals(&std::fs::read_to_string(&file).unwrap())));
            }
        }
    }
    let json = serde_json::to_value(set_out(&story::bridge())).expect("a dossier");
    let mut keys = String::new();
    fields(&json, &mut keys);
    texts.push(("fields".to_owned(), keys));
    for (place, text) in &texts {
        for word in text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase) {
            assert!(!JUDGING.contains(&word.as_str()), "{place}: `{word}`");
        }
    }
}

fn words_of_the_engine() -> String {
    use onrecord::article::BlockKind;
    use onrecord::speaker::{Basis, Kind};
    use onrecord::statement::{Flag, Form, MarkKind, Scope};
    use onrecord::story::What;
    use onrecord::text::EditKind;
    use onrecord::utterance::EchoKind;
    let mut words: Vec<&str> = Vec::new();
    words.extend(onrecord::account::DifferenceKind::ALL.iter().map(|word| word.as_str()));
    words.extend(onrecord::account::LinkKind::ALL.iter().map(|word| word.as_str()));
    words.extend(onrecord::reprint::Basis::ALL.iter().map(|word| word.as_str()));
    words.extend(Act::ALL.iter().map(|word| word.as_str()));
    words.extend(BlockKind::ALL.iter().map(|word| word.as_str()));
    words.extend(Basis::ALL.iter().map(|word| word.as_str()));
    words.extend(Kind::ALL.iter().map(|word| word.as_str()));
    words.extend(Flag::ALL.iter().map(|word| word.as_str()));
    words.extend(Form::ALL.iter().map(|word| word.as_str()));
    words.extend(MarkKind::ALL.iter().map(|word| word.as_str()));
    words.extend(Scope::ALL.iter().map(|word| word.as_str()));
    words.extend(What::ALL.iter().map(|word| word.as_str()));
    words.extend(EditKind::ALL.iter().map(|word| word.as_str()));
    words.extend(EchoKind::ALL.iter().map(|word| word.as_str()));
    words.join(" ")
}

/// The words of a template, without tags and instructions.
fn without_tags(template: &str) -> String {
    let mut text = String::new();
    let mut depth = 0_usize;
    for c in template.chars() {
        match c {
            '<' | '{' => depth += 1,
            '>' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => text.push(c),
            _ => {}
        }
    }
    text
}

/// The words between quotation marks.
fn literals(source: &str) -> String {
    source.split('"').skip(1).step_by(2).collect::<Vec<_>>().join(" ")
}

/// The names of all fields.
fn fields(value: &serde_json::Value, into: &mut String) {
    match value {
        serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
            into.push_str(&key.replace('_', " "));
            into.push(' ');
            fields(value, into);
        }),
        serde_json::Value::Array(all) => all.iter().for_each(|value| fields(value, into)),
        _ => {}
    }
}
