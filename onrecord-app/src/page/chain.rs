//! Where words came from, drawn: the report that obtained them on the left, those that carry them to the right.

use onrecord::dossier::{Dossier, LinkEntry, OriginEntry, UtteranceEntry};
use rustc_hash::FxHashMap;

use super::{dates, labels};

/// Drawn units: a box, and the room between two.
const WIDE: f64 = 158.0;
const HIGH: f64 = 46.0;
const BETWEEN: f64 = 38.0;
const BELOW: f64 = 12.0;
/// More boxes than this are not drawn; the list of reports has them all.
const MOST: usize = 12;
/// Names longer than so many characters are drawn narrower, and cut behind so many; the list has them in full.
const LONG: usize = 17;
const NAME: usize = 22;

/// Where an utterance came from.
pub(super) struct Chain<'a> {
    /// Who obtained it, where that is another report than the one that carries it.
    pub(super) obtained: Option<Obtained<'a>>,
    pub(super) graph: Option<Graph>,
}

/// The report that obtained the words.
pub(super) struct Obtained<'a> {
    pub(super) outlet: &'a str,
    pub(super) article: Option<usize>,
    pub(super) when: Option<String>,
    /// Where the words stand that say so, and the words.
    pub(super) said: Option<(String, &'a str)>,
}

/// The drawing.
pub(super) struct Graph {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) boxes: Vec<Node>,
    pub(super) arrows: Vec<Arrow>,
    /// Reports that are not drawn.
    pub(super) more: usize,
    /// Whether it may be wider than a phone.
    pub(super) wide: bool,
    pub(super) description: String,
}

/// A report.
pub(super) struct Node {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) article: Option<usize>,
    pub(super) name: String,
    /// Whether the name has to be drawn narrower to fit.
    pub(super) long: bool,
    pub(super) when: String,
}

/// The way of the words from one report to another.
pub(super) struct Arrow {
    pub(super) line: String,
    pub(super) head: String,
}

/// Which article has words of which, and how large a share.
pub(super) type Copied = FxHashMap<(usize, usize), f32>;

/// All reprints of the dossier.
pub(super) fn copied(dossier: &Dossier) -> Copied {
    let reprints = dossier.families.iter().flat_map(|family| &family.reprints);
    let way = |original, copy| (report(original, dossier), report(copy, dossier));
    reprints.map(|reprint| (way(reprint.original, reprint.copy), reprint.share)).collect()
}

/// Where an utterance came from; nothing where that was not traced.
pub(super) fn of<'a>(entry: &'a UtteranceEntry, dossier: &'a Dossier, copied: &Copied) -> Option<Chain<'a>> {
    let origin = entry.origin.as_ref()?;
    let carriers = carriers(entry, dossier);
    let obtained = origin
        .obtained_by
        .as_ref()
        .filter(|link| carriers != [link.article.map_or(0, |number| report(number, dossier))]);
    Some(Chain {
        obtained: obtained.map(|link| Obtained {
            outlet: name(link, dossier),
            article: link.article,
            when: dates::words(&link.when),
            said: link
                .words
                .as_ref()
                .map(|cited| (format!("w{}-0", entry.number), cited.piece.words.as_str())),
        }),
        graph: graph(&stops(origin, &carriers, dossier), origin, copied),
    })
}

/// The articles that print the words, in order.
fn carriers(entry: &UtteranceEntry, dossier: &Dossier) -> Vec<usize> {
    let statements = entry.wordings.iter().flat_map(|wording| &wording.statements);
    let mut articles: Vec<usize> = statements
        .filter_map(|number| dossier.statement(*number))
        .map(|one| report(one.article, dossier))
        .collect();
    articles.sort_unstable();
    articles.dedup();
    articles
}

/// The first capture of the report that this article is.
fn report(number: usize, dossier: &Dossier) -> usize {
    dossier.article(number).and_then(|article| article.capture_of).unwrap_or(number)
}

/// A report on the way, and whether the record has it in the chain.
struct Stop<'a> {
    link: Option<&'a LinkEntry>,
    article: Option<usize>,
    name: &'a str,
    when: Option<String>,
}

/// The outlet of a link.
pub(super) fn name<'a>(link: &'a LinkEntry, dossier: &'a Dossier) -> &'a str {
    let held = link.article.and_then(|number| dossier.article(number)).map(|article| article.label.as_str());
    held.or(link.outlet.as_deref()).unwrap_or("a report without a name")
}

/// The report that obtained the words, the chain, and who else carries them, each once.
fn stops<'a>(origin: &'a OriginEntry, carriers: &[usize], dossier: &'a Dossier) -> Vec<Stop<'a>> {
    let mut stops: Vec<Stop> = Vec::new();
    for link in origin.obtained_by.iter().chain(&origin.chain) {
        let name = name(link, dossier);
        let article = link.article.map(|number| report(number, dossier));
        let known = stops.iter().any(|stop| stop.article == article && stop.name == name);
        if !known {
            let when = dates::short(&link.when);
            stops.push(Stop { link: Some(link), article, name, when });
        }
    }
    for number in carriers {
        let Some(article) = dossier.article(*number) else { continue };
        if !stops.iter().any(|stop| stop.article == Some(*number)) {
            let when = dates::short(&article.published);
            stops.push(Stop { link: None, article: Some(*number), name: &article.label, when });
        }
    }
    stops
}

/// Whom each stop has the words from: the report that it copies, else one that it names, else the one that
/// obtained them. A report outside the chain has them from nobody that we know.
fn before(at: usize, stops: &[Stop<'_>], origin: &OriginEntry, copied: &Copied) -> Option<usize> {
    let stop = &stops[at];
    stop.link?;
    let share = |from: &usize| copied.get(&(stops[*from].article?, stop.article?)).copied();
    let original = (0..at).filter(|from| share(from).is_some());
    let original =
        original.max_by(|a, b| share(a).partial_cmp(&share(b)).unwrap_or(std::cmp::Ordering::Equal));
    let named = (0..at).rev().find(|from| {
        let words = stops[*from].link.and_then(|link| link.words.as_ref());
        words.is_some_and(|cited| Some(cited.article) == stop.article && stops[*from].article != stop.article)
    });
    let first = (at > 0 && origin.obtained_by.is_some()).then_some(0);
    original.or(named).or(first)
}

fn graph(stops: &[Stop<'_>], origin: &OriginEntry, copied: &Copied) -> Option<Graph> {
    if stops.len() < 2 || origin.chain.is_empty() {
        return None;
    }
    let drawn = &stops[..stops.len().min(MOST)];
    let from: Vec<Option<usize>> = (0..drawn.len()).map(|at| before(at, drawn, origin, copied)).collect();
    let mut columns: Vec<usize> = Vec::with_capacity(drawn.len());
    for (stop, from) in drawn.iter().zip(&from) {
        let behind = from.and_then(|from| columns.get(from)).map(|column| column + 1);
        columns.push(behind.unwrap_or(usize::from(stop.link.is_none())));
    }
    let mut rows = vec![0_usize; columns.iter().max().map_or(0, |last| last + 1)];
    let mut boxes = Vec::with_capacity(drawn.len());
    for (stop, column) in drawn.iter().zip(&columns) {
        boxes.push(node(stop, *column, rows[*column]));
        rows[*column] += 1;
    }
    let most = rows.iter().copied().max().unwrap_or(1);
    let arrows = from.iter().enumerate().filter_map(|(to, from)| Some(arrow(&boxes[(*from)?], &boxes[to])));
    Some(Graph {
        width: rows.len() as f64 * (WIDE + BETWEEN) - BETWEEN + 2.0,
        height: most as f64 * (HIGH + BELOW) - BELOW + 2.0,
        arrows: arrows.collect(),
        more: stops.len() - drawn.len(),
        wide: rows.len() > 2,
        description: description(drawn, &from),
        boxes,
    })
}

fn node(stop: &Stop<'_>, column: usize, row: usize) -> Node {
    let when = stop.when.as_deref().unwrap_or("no date printed");
    let when = match stop.article {
        None => "not among these".to_owned(),
        Some(number) => format!("№ {number} · {when}"),
    };
    Node {
        x: 1.0 + column as f64 * (WIDE + BETWEEN),
        y: 1.0 + row as f64 * (HIGH + BELOW),
        article: stop.article,
        name: labels::cut(stop.name, NAME),
        long: stop.name.chars().count() > LONG,
        when,
    }
}

fn arrow(from: &Node, to: &Node) -> Arrow {
    let (x1, y1) = (from.x + WIDE, from.y + HIGH / 2.0);
    let (x2, y2) = (to.x, to.y + HIGH / 2.0);
    let (near, far) = (x1 + BETWEEN / 2.0, x2 - BETWEEN / 2.0);
    Arrow {
        line: format!("M{x1} {y1}C{near} {y1} {far} {y2} {} {y2}", x2 - 6.0),
        head: format!("M{x2} {y2}l-8-4v8z"),
    }
}

fn description(stops: &[Stop<'_>], from: &[Option<usize>]) -> String {
    let told = stops.iter().zip(from).map(|(stop, from)| {
        let held = if stop.article.is_none() { ", not among these reports" } else { "" };
        let when = stop.when.as_deref().map(|when| format!(", {when}")).unwrap_or_default();
        let from = from.map(|from| format!(", from {}", stops[from].name)).unwrap_or_default();
        format!("{}{held}{when}{from}", stop.name)
    });
    format!("The way of the words: {}", told.collect::<Vec<_>>().join("; "))
}
