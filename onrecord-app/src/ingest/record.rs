//! One record: an article of our own wire, or what a scraper wrote (trafilatura, fundus, newspaper4k,
//! news-please, and whoever uses the usual field names).

use onrecord::article::{Article, Block, BlockKind, Claim, Outlet, Page, PageText, Piece, compose};
use onrecord::text::{Id, Span};
use onrecord::time::{Stamp, When, parse};
use serde_json::{Map, Value};

use super::{LARGEST, Refusal, html};

const TEXT: [&str; 9] = [
    "maintext",
    "plaintext",
    "text",
    "articleBody",
    "article_text",
    "body",
    "content",
    "article",
    "raw_text",
];
const TITLE: [&str; 3] = ["title", "headline", "name"];
const URL: [&str; 8] =
    ["url", "canonical_link", "canonical_url", "link", "responded_url", "requested_url", "uri", "source_url"];
const DATE: [&str; 13] = [
    "date_publish",
    "publishing_date",
    "publish_date",
    "published",
    "datePublished",
    "published_at",
    "publishedAt",
    "publication_date",
    "pub_date",
    "pubDate",
    "date_published",
    "published_date",
    "date",
];
const MODIFIED: [&str; 7] =
    ["date_modify", "dateModified", "modified", "updated", "updated_at", "date_modified", "last_modified"];
const CAPTURED: [&str; 8] = [
    "date_download",
    "crawl_date",
    "captured",
    "retrieved",
    "fetched_at",
    "download_date",
    "crawled_at",
    "scraped_at",
];
const AUTHORS: [&str; 5] = ["authors", "author", "byline", "creator", "writers"];
const OUTLET: [&str; 11] = [
    "outlet",
    "publisher",
    "publication",
    "site_name",
    "sitename",
    "source_name",
    "newspaper",
    "source-hostname",
    "source_domain",
    "source",
    "hostname",
];
const LANGUAGE: [&str; 4] = ["language", "lang", "meta_lang", "inLanguage"];

/// Reads one record.
pub(super) fn read(file: String, bytes: &[u8]) -> Result<Article, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::too_large(&file, "the record"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        Refusal::new(&file, format!("is no JSON: {error}"), "write one JSON object a line")
    })?;
    let fields = match value {
        Value::Object(fields) => fields,
        Value::Array(mut items) if items.len() == 1 && items[0].is_object() => match items.remove(0) {
            Value::Object(fields) => fields,
            _ => Map::new(),
        },
        _ => {
            return Err(Refusal::new(
                &file,
                "is no JSON object",
                "write one object with the field `text` for each article",
            ));
        }
    };
    if fields.get("kind").and_then(Value::as_str) == Some("article")
        && let Some(article) = of_wire(&file, &fields)
    {
        return Ok(article);
    }
    of_scraper(file, &fields)
}

fn of_scraper(file: String, fields: &Map<String, Value>) -> Result<Article, Refusal> {
    let page = claims(file, fields);
    if let Some(text) = text_of(fields) {
        return Ok(compose(Page { text, ..page }));
    }
    match string(fields, &["html", "raw_html", "content_html"]) {
        Some(markup) => html::read_claimed(page, markup),
        None => Err(Refusal::new(
            &page.file,
            "has no text",
            "give it a field `text`, `maintext`, `body` or `html`",
        )),
    }
}

fn claims(file: String, fields: &Map<String, Value>) -> Page {
    let nested = |key: &str| fields.get(key).and_then(Value::as_object);
    let html = nested("html");
    let outlet = string(fields, &OUTLET).filter(|name| !is_address(name)).or_else(|| {
        let inner = nested("publisher").or_else(|| nested("source")).or_else(|| nested("outlet"));
        let crawled = html.and_then(|html| html.get("source_info")).and_then(Value::as_object);
        inner.or(crawled).and_then(|inner| string(inner, &["name", "publisher"]))
    });
    let url = string(fields, &URL).or_else(|| html.and_then(|html| string(html, &URL)));
    let url = url.or_else(|| string(fields, &["source"])).filter(|url| is_address(url));
    let captured = date(fields, &CAPTURED).or_else(|| html.and_then(|html| date(html, &CAPTURED)));
    Page {
        file,
        url: url.map(str::to_owned),
        title: string(fields, &TITLE).map(|title| claim(title.to_owned())),
        authors: authors(fields).into_iter().map(claim).collect(),
        outlet: outlet.map(|name| claim(name.to_owned())),
        published: date(fields, &DATE).map(claim),
        modified: date(fields, &MODIFIED).map(claim),
        captured: captured.map(claim),
        language: string(fields, &LANGUAGE).map(str::to_owned),
        text: PageText::default(),
    }
}

fn claim<T>(value: T) -> Claim<T> {
    Claim { value, basis: "record".to_owned() }
}

fn is_address(words: &str) -> bool {
    words.starts_with("http://") || words.starts_with("https://")
}

/// The first of these fields that holds words.
fn string<'a>(fields: &'a Map<String, Value>, keys: &[&str]) -> Option<&'a str> {
    keys.iter()
        .filter_map(|key| fields.get(*key))
        .filter_map(Value::as_str)
        .map(str::trim)
        .find(|words| !words.is_empty())
}

fn date(fields: &Map<String, Value>, keys: &[&str]) -> Option<Stamp> {
    keys.iter().filter_map(|key| fields.get(*key)).find_map(|value| match value {
        Value::String(words) => parse(words),
        Value::Number(seconds) => seconds.as_i64().and_then(of_seconds),
        _ => None,
    })
}

/// Seconds or milliseconds since 1970, as some scrapers write dates.
fn of_seconds(count: i64) -> Option<Stamp> {
    let seconds = if count > 100_000_000_000 { count / 1000 } else { count };
    let instant = (seconds > 86_400).then(|| jiff::Timestamp::from_second(seconds).ok())??;
    parse(&instant.to_string())
}

/// `["Ana Ruiz"]`, `"Ana Ruiz; Ben Stone"`, `[{"name": "Ana Ruiz"}]`.
fn authors(fields: &Map<String, Value>) -> Vec<String> {
    let Some(value) = AUTHORS.iter().filter_map(|key| fields.get(*key)).find(|value| !value.is_null()) else {
        return Vec::new();
    };
    let name = |value: &Value| match value {
        Value::String(name) => Some(name.trim().to_owned()),
        Value::Object(inner) => string(inner, &["name"]).map(str::to_owned),
        _ => None,
    };
    let names: Vec<String> = match value {
        Value::String(names) => names.split(';').map(|name| name.trim().to_owned()).collect(),
        Value::Array(items) => items.iter().filter_map(name).collect(),
        other => name(other).into_iter().collect(),
    };
    names
        .into_iter()
        .map(|name| name.strip_prefix("By ").unwrap_or(&name).to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

fn text_of(fields: &Map<String, Value>) -> Option<PageText> {
    let sections =
        fields.get("body").and_then(Value::as_object).map(sections).filter(|pieces| !pieces.is_empty());
    match sections {
        Some(pieces) => Some(PageText::Pieces(pieces)),
        None => string(fields, &TEXT)
            .filter(|text| text.contains(char::is_alphanumeric))
            .map(|text| PageText::Plain(text.to_owned())),
    }
}

/// The body as fundus writes it: a summary and sections, each with headlines and paragraphs.
fn sections(body: &Map<String, Value>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    add_lines(&mut pieces, body.get("summary"), None);
    for section in
        body.get("sections").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
    {
        add_lines(&mut pieces, section.get("headline"), Some(BlockKind::Heading));
        add_lines(&mut pieces, section.get("paragraphs"), None);
    }
    pieces
}

fn add_lines(pieces: &mut Vec<Piece>, lines: Option<&Value>, kind: Option<BlockKind>) {
    for line in lines.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            pieces.push(Piece { kind, words });
        }
    }
}

/// An article as our own wire has it: it comes back as it was, if its blocks tile its body.
fn of_wire(file: &str, fields: &Map<String, Value>) -> Option<Article> {
    let body = fields.get("body")?.as_str()?;
    let blocks = blocks(body, fields.get("blocks")?.as_array()?)?;
    let outlet = fields.get("outlet").and_then(Value::as_object);
    let outlet_field = |key: &str| outlet.and_then(|outlet| string(outlet, &[key])).map(str::to_owned);
    Some(Article {
        id: Id::parse(fields.get("id")?.as_str()?)?,
        file: string(fields, &["file"]).unwrap_or(file).to_owned(),
        url: string(fields, &["url"]).map(str::to_owned),
        outlet: Outlet {
            name: outlet_field("name"),
            basis: outlet_field("basis").unwrap_or_default(),
            hint: outlet_field("hint"),
        },
        headline: string(fields, &["headline"]).map(str::to_owned),
        byline: authors(fields),
        published: fields.get("published").and_then(when).unwrap_or_default(),
        revised: fields.get("revised").and_then(when),
        captured: fields.get("captured").and_then(when),
        language: string(fields, &["language"]).unwrap_or("en").to_owned(),
        blocks,
        body: body.to_owned(),
    })
}

fn when(value: &Value) -> Option<When> {
    let fields = value.as_object()?;
    let stamp = |key: &str| fields.get(key).and_then(Value::as_str).and_then(parse);
    let basis = fields.get("basis").and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(When { start: stamp("start"), end: stamp("end"), basis })
}

/// The wire counts in code points, unless it was asked for bytes or UTF-16: the unit in which the blocks tile.
fn blocks(body: &str, items: &[Value]) -> Option<Vec<Block>> {
    let read = |item: &Value| {
        let span = item.get("span")?.as_array()?;
        let at = |place: usize| span.get(place)?.as_u64().and_then(|at| usize::try_from(at).ok());
        Some((item.get("type")?.as_str()?.parse::<BlockKind>().ok()?, at(0)?, at(1)?))
    };
    let read: Vec<(BlockKind, usize, usize)> = items.iter().map(read).collect::<Option<_>>()?;
    let tiles =
        read.windows(2).all(|pair| pair[0].2 == pair[1].1) && read.iter().all(|(_, start, end)| start <= end);
    if !tiles || read.first().is_some_and(|(_, start, _)| *start != 0) {
        return None;
    }
    let last = read.last().map_or(0, |(_, _, end)| *end);
    let units: [fn(char) -> usize; 3] = [|_| 1, char::len_utf8, char::len_utf16];
    let unit = units.into_iter().find(|unit| body.chars().map(unit).sum::<usize>() == last)?;
    let mut offsets = offsets(body, read.iter().map(|(_, _, end)| *end), unit)?.into_iter();
    let mut start = 0;
    let blocks = read.iter().map(|(kind, ..)| {
        let end = offsets.next()?;
        let block = Block { kind: *kind, span: Span::new(start, end) };
        start = end;
        Some(block)
    });
    blocks.collect()
}

/// The byte offsets of places that are counted in another unit, in order.
fn offsets(body: &str, places: impl Iterator<Item = usize>, unit: fn(char) -> usize) -> Option<Vec<usize>> {
    let (mut chars, mut count, mut at) = (body.chars(), 0, 0);
    places
        .map(|place| {
            while count < place {
                let c = chars.next()?;
                count += unit(c);
                at += c.len_utf8();
            }
            (count == place).then_some(at)
        })
        .collect()
}
