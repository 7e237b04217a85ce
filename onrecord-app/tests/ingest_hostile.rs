//! Hostile input: pages that break extractors, packed bombs, bytes of any kind. Nothing panics, nothing hangs.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use onrecord::article::Article;
use onrecord_app::ingest::{Input, Refusal, read};
use proptest::prelude::*;

fn read_as(file: &str, bytes: impl Into<Vec<u8>>) -> Result<Article, Refusal> {
    let article = read(Input { file: file.to_owned(), bytes: bytes.into() });
    if let Ok(article) = &article {
        assert_tiles(article);
    }
    article
}

fn assert_tiles(article: &Article) {
    let mut at = 0;
    for block in &article.blocks {
        assert_eq!(block.span.start as usize, at, "blocks follow each other in {}", article.file);
        at = block.span.end as usize;
        assert!(article.body.is_char_boundary(at));
    }
    assert_eq!(at, article.body.len(), "blocks reach the end of {}", article.file);
}

fn timed(name: &str, page: &str) -> Result<Article, Refusal> {
    let start = Instant::now();
    let article = read_as("page.html", page);
    let took = start.elapsed();
    eprintln!("{name}: {took:.1?}");
    assert!(took < Duration::from_secs(20), "{name} took {took:?}");
    article
}

const STORY: &str = "<p>The harbour of Eastwick was closed on Tuesday after a crane fell into the basin, the council said.</p>\
    <p>\"We will open it again as soon as we can,\" said Mara Lind, who runs the harbour, in a statement to reporters.</p>";

#[test]
fn a_hundred_thousand_nested_spans() {
    let page = format!(
        "<html><body><article>{STORY}{}deep words{}</article>",
        "<span>".repeat(100_000),
        "</span>".repeat(100_000)
    );
    let article = timed("100,000 spans", &page).unwrap();
    assert!(article.body.contains("Mara Lind"));
}

#[test]
fn twenty_thousand_nested_divs() {
    let page = format!("<html><body>{}{STORY}{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
    timed("20,000 divs", &page).unwrap();
}

#[test]
fn five_thousand_nested_tables() {
    let page = format!(
        "<html><body>{STORY}{}x{}",
        "<table><tr><td>".repeat(5_000),
        "</td></tr></table>".repeat(5_000)
    );
    timed("5,000 tables", &page).unwrap();
}

#[test]
fn unclosed_formatting_prints_nothing_twice() {
    let cells: String = (0..3_000)
        .map(|n| {
            format!("<b><i><a><p>Paragraph {n} of the report tells what happened at the harbour that day.")
        })
        .collect();
    let article = timed("3,000 unclosed", &format!("<html><body>{cells}")).unwrap();
    let text: usize = (0..3_000)
        .map(|n| format!("Paragraph {n} of the report tells what happened at the harbour that day.").len())
        .sum();
    assert!(article.body.len() < text * 5 / 4, "{} of {text}", article.body.len());
}

#[test]
fn unclosed_formatting_of_many_kinds() {
    let cells: String = (0..3_000).map(|n| format!("<p><b id={n}><font size={n}>Words {n}.")).collect();
    let _ = timed("many kinds of formatting", &format!("<html><body>{cells}"));
}

#[test]
fn a_flat_flood() {
    for (name, cell) in [
        ("paragraphs", "<p>Words of a flood that never ends, said the man.</p>"),
        ("unclosed items", "<li><a href=x>one</a>"),
        ("ends without starts", "</p></br></x>"),
        ("cells", "<tr><td>1<td>2"),
    ] {
        let _ = timed(name, &format!("<html><body><article>{STORY}{}", cell.repeat(20_000)));
        let _ = timed(name, &format!("<html><body><table>{}", cell.repeat(400_000)));
    }
}

#[test]
fn attributes_without_end() {
    let names: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
    let article =
        timed("200,000 attributes", &format!("<html><body><article>{STORY}<p{names}>Words.</p></article>"))
            .unwrap();
    assert!(article.body.contains("Mara Lind"));
}

#[test]
fn scripts_comments_and_quotes_without_end() {
    for tail in ["<script>", "<!--", "<a href=\"", "<style>", "<textarea>", "<!-->", "<", "</", "<p title='"]
    {
        let page = format!("<html><body><article>{STORY}{STORY}{tail}{}", "<span>".repeat(50_000));
        let _ = timed(tail, &page);
    }
}

#[test]
fn ten_megabytes_of_text() {
    let words = "The council said on Monday that nothing was lost in the flood. ".repeat(160_000);
    let _ = timed("10 MB", &format!("<html><body><article><p>{words}</p></article>"));
    let start = Instant::now();
    read_as("long.txt", words.replace(". The", ".\nThe")).unwrap();
    read_as("line.txt", words.as_str()).unwrap();
    read_as("quotes.txt", "\"said\n".repeat(1_000_000)).unwrap();
    read_as("dates.txt", "By 2026-01-01 March 3 (@a) — \n".repeat(400_000)).unwrap();
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn a_packed_bomb_is_refused() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![b' '; 30_000_000]).unwrap();
    let refusal = read_as("bomb.html.gz", packed.finish().unwrap()).unwrap_err();
    assert!(refusal.reason.contains("larger than 20 MB"), "{refusal:?}");
}

#[test]
fn a_truncated_pack_is_refused() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(STORY.repeat(100).as_bytes()).unwrap();
    let mut bytes = packed.finish().unwrap();
    bytes.truncate(bytes.len() / 2);
    let refusal = read_as("page.html.gz", bytes).unwrap_err();
    assert!(refusal.reason.contains("gzip"), "{refusal:?}");
}

const NAMES: [&str; 9] = ["a.html", "a.htm.gz", "a.txt", "a.md", "a.jsonl:1", "a.json:2", "-", "-:1", "a"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), name in 0..NAMES.len()) {
        let _ = read_as(NAMES[name], bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,300}", name in 0..NAMES.len()) {
        let _ = read_as(NAMES[name], text);
    }

    #[test]
    fn any_tags_are_read_or_refused(tags in prop::collection::vec(tag(), 0..80)) {
        let _ = read_as("a.html", format!("<html><body>{STORY}{}", tags.concat()));
    }

    #[test]
    fn any_record_is_read_or_refused(kind in "(article)?", body in "\\PC{0,80}", cuts in prop::collection::vec(0_u32..100, 0..4)) {
        let blocks: Vec<_> = cuts.windows(2).map(|w| serde_json::json!({"type": "paragraph", "span": [w[0], w[1]]})).collect();
        let record = serde_json::json!({"kind": kind, "id": "0123456789abcdef", "body": body, "blocks": blocks});
        let _ = read_as("a.jsonl:1", record.to_string());
    }
}

fn tag() -> impl Strategy<Value = String> {
    prop_oneof![
        "</?(p|div|span|table|tr|td|b|i|a|h1|h2|figure|figcaption|blockquote|ul|li|script|style|br|time|template|svg)>",
        "<(img|meta|link|time|div|p) (class|alt|content|datetime|name)=['\"]?[a-z0-9 -]{0,12}['\"]?>",
        "\\PC{0,30}",
        Just("<blockquote class=\"twitter-tweet\">".to_owned()),
        Just("<!--".to_owned()),
        Just("<div class=\"caption\">".to_owned()),
    ]
}
