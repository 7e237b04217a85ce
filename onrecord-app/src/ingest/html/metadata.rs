//! What a page claims of itself: JSON-LD first, then OpenGraph and meta elements, then `time`, then its address.

use onrecord::article::{Claim, Page};
use onrecord::time::{Stamp, parse};
use serde_json::{Map, Value};

use super::survey::Survey;

const PUBLISHED: [&str; 16] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "publish-date",
    "publishdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "cxenseparse:recs:publishtime",
];
const MODIFIED: [&str; 7] = [
    "article:modified_time",
    "og:article:modified_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "og:updated_time",
    "last-modified",
];
const TITLE: [&str; 5] = ["og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title"];
const AUTHOR: [&str; 7] = [
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
];
const OUTLET: [&str; 5] =
    ["og:site_name", "application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title"];

/// Adds to `page` what the page claims; what is claimed already (by a record) stays.
pub(super) fn claim(page: &mut Page, survey: &Survey) {
    let graph = Graph::of(survey);
    let article = graph.article();
    let field = |keys: &[&str]| article.and_then(|article| graph.words(article, keys));
    page.url = page.url.take().or_else(|| address(survey, article, &graph));
    let title =
        field(&["headline", "name"]).map(|title| claimed(title, "json-ld")).or_else(|| meta(survey, &TITLE));
    page.title = page.title.take().or(title).or_else(|| {
        let title = survey.title.as_deref().map(tidy).filter(|title| !title.is_empty());
        title.map(|title| claimed(title, "title"))
    });
    if page.authors.is_empty() {
        page.authors = authors(survey, article, &graph);
    }
    let outlet = field(&["publisher", "sourceOrganization", "provider"]).map(|name| claimed(name, "json-ld"));
    page.outlet =
        page.outlet.take().or(outlet).or_else(|| meta(survey, &OUTLET)).or_else(|| host(page.url.as_deref()));
    let published = field(&["datePublished", "dateCreated", "uploadDate"]);
    page.published = page
        .published
        .take()
        .or_else(|| first_date(published, survey, &PUBLISHED))
        .or_else(|| of_time(survey, page.url.as_deref()));
    page.modified = page.modified.take().or_else(|| first_date(field(&["dateModified"]), survey, &MODIFIED));
    page.language = page.language.take().or_else(|| language(survey, field(&["inLanguage"])));
}

fn claimed(value: String, basis: &str) -> Claim<String> {
    Claim { value, basis: basis.to_owned() }
}

/// Single blanks, and the entities that some pages escape twice.
fn tidy(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.contains('&') {
        return words;
    }
    [
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(words, |words, (entity, mark)| words.replace(entity, mark))
}

fn meta(survey: &Survey, keys: &[&str]) -> Option<Claim<String>> {
    metas(survey, keys).next()
}

/// The contents of these meta elements, in the order of the keys.
fn metas<'a>(survey: &'a Survey, keys: &'a [&str]) -> impl Iterator<Item = Claim<String>> + 'a {
    keys.iter().flat_map(move |key| {
        let basis = if key.starts_with("og:") || key.starts_with("article:") { "opengraph" } else { "meta" };
        let found = survey.metas.iter().filter(move |(name, _)| name == key);
        found
            .map(|(_, content)| tidy(content))
            .filter(|content| !content.is_empty())
            .map(move |content| claimed(content, basis))
    })
}

fn first_date(linked: Option<String>, survey: &Survey, keys: &[&str]) -> Option<Claim<Stamp>> {
    let linked = linked.map(|words| claimed(words, "json-ld"));
    linked.into_iter().chain(metas(survey, keys)).find_map(|claim| {
        let stamp = parse(&claim.value).filter(is_likely)?;
        Some(Claim { value: stamp, basis: claim.basis })
    })
}

/// No web page is older than the web; none is of a far future.
fn is_likely(stamp: &Stamp) -> bool {
    (1990..=2100).contains(&stamp.day().year())
}

/// The marked `time` element, else the address's date, else the first `time` element.
fn of_time(survey: &Survey, url: Option<&str>) -> Option<Claim<Stamp>> {
    let read = |words: &String, basis: &str| {
        parse(words).filter(is_likely).map(|value| Claim { value, basis: basis.to_owned() })
    };
    let marked = survey.times.iter().filter(|(_, first)| *first).find_map(|(words, _)| read(words, "time"));
    marked
        .or_else(|| date_in_address(url?))
        .or_else(|| survey.times.first().and_then(|(words, _)| read(words, "time")))
}

/// `/2026/03/05/` or `/2026-03-05-`.
fn date_in_address(url: &str) -> Option<Claim<Stamp>> {
    let mut parts = url.split(['/', '-', '_']).peekable();
    while let Some(year) = parts.next() {
        if year.len() == 4 && year.starts_with(['1', '2']) && year.bytes().all(|b| b.is_ascii_digit()) {
            let mut rest = parts.clone();
            let (month, day) = (rest.next().unwrap_or(""), rest.next().unwrap_or(""));
            let is_number =
                |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            if is_number(month)
                && is_number(day)
                && let Some(value) = parse(&format!("{year}-{month:0>2}-{day:0>2}")).filter(is_likely)
            {
                return Some(Claim { value, basis: "url".to_owned() });
            }
        }
    }
    None
}

fn address(survey: &Survey, article: Option<&Map<String, Value>>, graph: &Graph) -> Option<String> {
    let is_full = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let linked = || article.and_then(|article| graph.words(article, &["url", "mainEntityOfPage", "@id"]));
    survey
        .canonical
        .clone()
        .map(|url| url.trim().to_owned())
        .filter(is_full)
        .or_else(|| meta(survey, &["og:url"]).map(|claim| claim.value).filter(is_full))
        .or_else(|| linked().filter(is_full))
}

fn authors(survey: &Survey, article: Option<&Map<String, Value>>, graph: &Graph) -> Vec<Claim<String>> {
    let linked = article.and_then(|article| article.get("author").or_else(|| article.get("creator")));
    let mut names: Vec<Claim<String>> = Vec::new();
    let listed = linked
        .map(|value| graph.names(value))
        .unwrap_or_default()
        .into_iter()
        .map(|name| claimed(name, "json-ld"));
    let stated = || metas(survey, &AUTHOR).take(1);
    let mut add = |claim: Claim<String>| {
        let name = claim.value.trim().trim_start_matches("By ").trim_start_matches("by ").trim().to_owned();
        let is_name =
            !name.is_empty() && name.len() <= 120 && !name.contains("://") && !name.starts_with(['@', '{']);
        if is_name && !names.iter().any(|known| known.value == name) {
            names.push(claimed(name, &claim.basis));
        }
    };
    listed.for_each(&mut add);
    if names.is_empty() {
        let mut add = |claim: Claim<String>| {
            let name = claim.value.trim().trim_start_matches("By ").trim().to_owned();
            if !name.is_empty() && name.len() <= 120 && !name.contains("://") && !name.starts_with(['@', '{'])
            {
                names.push(claimed(name, &claim.basis));
            }
        };
        stated().for_each(&mut add);
    }
    names
}

fn language(survey: &Survey, linked: Option<String>) -> Option<String> {
    let is_code = |code: &String| (2..=12).contains(&code.len());
    survey.language.clone().filter(is_code).or(linked.filter(is_code)).or_else(|| {
        meta(survey, &["og:locale", "content-language", "language", "dc.language"])
            .map(|claim| claim.value)
            .filter(is_code)
    })
}

/// The host, as a name of last resort.
fn host(url: Option<&str>) -> Option<Claim<String>> {
    let host = url?.split_once("://")?.1.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| claimed(host.to_owned(), "host"))
}

/// The objects of a page's JSON-LD, flattened.
struct Graph {
    objects: Vec<Map<String, Value>>,
}

impl Graph {
    fn of(survey: &Survey) -> Self {
        let mut graph = Self { objects: Vec::new() };
        for script in survey.json_ld.iter().filter(|script| script.len() < 2_000_000).take(50) {
            if let Some(value) = json(script) {
                graph.add(value);
            }
        }
        graph
    }

    fn add(&mut self, value: Value) {
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(items) => waiting.extend(items.into_iter().rev()),
                Value::Object(mut fields) if self.objects.len() < 1000 => {
                    waiting.extend(["@graph", "mainEntity"].iter().filter_map(|key| fields.remove(*key)));
                    self.objects.push(fields);
                }
                _ => {}
            }
        }
    }

    /// The article of the page: the first that has a date, else the first.
    fn article(&self) -> Option<&Map<String, Value>> {
        let articles = || self.objects.iter().filter(|fields| is_article(fields));
        articles().find(|fields| fields.contains_key("datePublished")).or_else(|| articles().next())
    }

    /// The first of these fields that says something: words, or an object with a name.
    fn words(&self, fields: &Map<String, Value>, keys: &[&str]) -> Option<String> {
        keys.iter().filter_map(|key| fields.get(*key)).find_map(|value| self.names(value).into_iter().next())
    }

    /// The names in a value: words, objects with a name or address, references to other objects, lists of these.
    fn names(&self, value: &Value) -> Vec<String> {
        match value {
            Value::String(words) => Some(tidy(words)).filter(|words| !words.is_empty()).into_iter().collect(),
            Value::Array(items) => items
                .iter()
                .take(40)
                .filter(|item| !item.is_array())
                .flat_map(|item| self.names(item))
                .collect(),
            Value::Object(fields) => self.name_of(fields).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn name_of(&self, fields: &Map<String, Value>) -> Option<String> {
        let own = |fields: &Map<String, Value>| {
            let value = fields
                .get("name")
                .map(|name| name.as_array().and_then(|names| names.first()).unwrap_or(name));
            value.and_then(Value::as_str).map(tidy).filter(|words| !words.is_empty())
        };
        let referred = || {
            let id = fields.get("@id")?.as_str()?;
            self.objects
                .iter()
                .filter(|other| other.get("@id").and_then(Value::as_str) == Some(id))
                .find_map(own)
        };
        let id =
            || fields.get("@id").or_else(|| fields.get("url")).and_then(Value::as_str).map(str::to_owned);
        own(fields).or_else(referred).or_else(id)
    }
}

fn is_article(fields: &Map<String, Value>) -> bool {
    let is_kind = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(kind, "Report" | "Review" | "AnalysisNewsArticle")
    };
    match fields.get("@type") {
        Some(Value::String(kind)) => is_kind(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_kind),
        _ => false,
    }
}

/// JSON as pages write it: in comments or CDATA, with raw line breaks in its strings.
fn json(script: &str) -> Option<Value> {
    let core = script.trim();
    let core = core.strip_prefix("<!--").unwrap_or(core).trim_start().trim_start_matches("//").trim_start();
    let core = core.strip_prefix("<![CDATA[").unwrap_or(core).trim();
    let core = core
        .trim_end_matches("-->")
        .trim_end()
        .trim_end_matches("]]>")
        .trim_end_matches("//")
        .trim_end()
        .trim_end_matches(';');
    serde_json::from_str(core).ok().or_else(|| {
        let flat: String = core.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&flat).ok()
    })
}
