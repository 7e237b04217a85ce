//! The timeline as a picture: one lane a report, intervals as bars, open ends as arrows.

use onrecord::dossier::Dossier;
use onrecord::story::What;
use onrecord::time::Stamp;

use super::timeline::Group;
use super::{dates, labels};

const DAY: i64 = 86_400;
/// Drawn units: the labels' column, the whole width, the right margin.
const LEFT: f64 = 190.0;
const WIDTH: f64 = 960.0;
const RIGHT: f64 = 24.0;
/// Heights of the axis, of a lane's first row and of each further one.
const AXIS: f64 = 34.0;
const LANE: f64 = 30.0;
const ROW: f64 = 13.0;
/// Labels longer than this many characters are cut; the list has them in full.
const LABEL: usize = 26;
/// How long before the first report the picture may begin.
const REACH: i64 = 14 * DAY;

/// The picture, ready to be written.
pub(super) struct Picture {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) axis: f64,
    pub(super) ticks: Vec<Tick>,
    pub(super) lanes: Vec<Lane>,
    pub(super) description: String,
}

/// A day on the axis.
pub(super) struct Tick {
    pub(super) x: String,
    pub(super) label: String,
}

/// A report's lane.
pub(super) struct Lane {
    pub(super) article: usize,
    pub(super) label: String,
    pub(super) y: f64,
    pub(super) bottom: f64,
    pub(super) signs: Vec<Sign>,
}

/// A bar or a point.
pub(super) struct Sign {
    pub(super) group: usize,
    pub(super) class: &'static str,
    /// An SVG path.
    pub(super) path: String,
    pub(super) count: Option<(String, String, usize)>,
    pub(super) label: String,
}

/// Draws the groups that have a date in the story's days; nothing where no report has a date.
pub(super) fn draw(dossier: &Dossier, groups: &[Group<'_>]) -> Option<Picture> {
    let scale = Scale::of(groups)?;
    let mut lanes = Vec::new();
    let mut top = AXIS;
    for article in &dossier.articles {
        let own = groups.iter().filter(|group| group.article == article.number);
        let lane = lane(article.number, &article.label, top, own, &scale);
        top = lane.bottom;
        lanes.push(lane);
    }
    let description = format!(
        "{} in order of publication, one lane each, from {} to {}. The list below has every step in words.",
        labels::count(lanes.len(), "report"),
        dates::short_day(scale.first, true),
        dates::short_day(scale.last, true)
    );
    Some(Picture { width: WIDTH, height: top + 8.0, axis: AXIS, ticks: scale.ticks(), lanes, description })
}

fn lane<'a>(
    article: usize,
    label: &str,
    y: f64,
    groups: impl Iterator<Item = &'a Group<'a>>,
    scale: &Scale,
) -> Lane {
    let mut rows: Vec<f64> = Vec::new();
    let mut signs = Vec::new();
    for group in groups.filter(|group| group.what != What::Background && !group.when.0.is_unknown()) {
        let Some((from, until)) = scale.ends(group) else { continue };
        let wide = until - from > 9.0 || group.when.0.start.is_none();
        let point = matches!(group.what, What::Published | What::Revised | What::Photo);
        let middle = y + LANE / 2.0;
        if point {
            signs.push(sign(group, dot(group.what, f64::midpoint(from, until), middle), None));
            continue;
        }
        let (from, until) = if wide {
            (from, until)
        } else {
            (f64::midpoint(from, until) - 4.5, f64::midpoint(from, until) + 4.5)
        };
        let row = rows.iter().position(|end| *end + 4.0 < from).unwrap_or(rows.len());
        let reach = until + if group.statements.len() > 1 { 22.0 } else { 2.0 };
        if row == rows.len() {
            rows.push(reach);
        } else {
            rows[row] = reach;
        }
        let at = middle + ROW * (row as f64 + 1.0);
        signs.push(sign(group, bar(group, from, until, at), Some((until + 5.0, at + 3.5))));
    }
    let bottom = y + LANE + ROW * rows.len() as f64;
    Lane { article, label: labels::cut(label, LABEL), y, bottom, signs }
}

fn sign(group: &Group<'_>, path: String, count: Option<(f64, f64)>) -> Sign {
    let number = group.statements.len();
    let when = dates::words(group.when).unwrap_or_default();
    let what = match (group.what, number) {
        (What::Said, _) => labels::count(number, "statement"),
        (_, 0 | 1) => group.label.to_owned(),
        (_, many) => format!("{many} × {}", group.label),
    };
    Sign {
        group: group.number,
        class: group.what.as_str(),
        path,
        count: count.filter(|_| number > 1).map(|(x, y)| (one(x), one(y), number)),
        label: format!("{what}, {}, {when}", group.outlet),
    }
}

/// A disc for publication, a diamond for revision, a square for a photograph.
fn dot(what: What, x: f64, y: f64) -> String {
    let (x, y, size) = (one(x), one(y), 5.5);
    match what {
        What::Published => format!("M{x} {y}m-{size} 0a{size} {size} 0 1 0 11 0a{size} {size} 0 1 0-11 0z"),
        What::Revised => format!("M{x} {y}m0-7l7 7l-7 7l-7-7z"),
        _ => format!("M{x} {y}m-5-5h10v10h-10z"),
    }
}

/// A bar; an open end is an arrow.
fn bar(group: &Group<'_>, from: f64, until: f64, y: f64) -> String {
    let (top, bottom, middle) = (one(y - 2.5), one(y + 2.5), one(y));
    let (left, right) = (one(from), one(until));
    let head = if group.when.0.start.is_none() {
        format!("M{} {top}L{left} {middle}L{} {bottom}", one(from + 6.0), one(from + 6.0))
    } else {
        format!("M{left} {top}L{left} {bottom}")
    };
    let tail = if group.when.0.end.is_none() {
        format!("L{} {bottom}L{right} {middle}L{} {top}z", one(until - 6.0), one(until - 6.0))
    } else {
        format!("L{right} {bottom}L{right} {top}z")
    };
    head + &tail
}

/// From time to place.
struct Scale {
    first: Stamp,
    last: Stamp,
    from: i64,
    until: i64,
}

impl Scale {
    /// From shortly before the first report (earlier steps, if there are some) to the last moment.
    fn of(groups: &[Group<'_>]) -> Option<Self> {
        let appeared = |group: &&Group| matches!(group.what, What::Published | What::Revised);
        let stamps =
            |group: &Group| [group.when.0.start, group.when.0.end].into_iter().flatten().collect::<Vec<_>>();
        let reports: Vec<Stamp> = groups.iter().filter(appeared).flat_map(stamps).collect();
        let begin = reports.iter().map(|stamp| stamp.earliest()).min()? - REACH;
        let shown = groups.iter().filter(|group| group.what != What::Background).flat_map(stamps);
        let mut all: Vec<Stamp> = shown.filter(|stamp| stamp.earliest() >= begin).collect();
        all.sort_by_key(|stamp| (stamp.earliest(), stamp.latest()));
        let first = *all.first()?;
        let last = all.iter().copied().max_by_key(|stamp| stamp.latest())?;
        let (from, until) = (first.earliest(), last.latest());
        let margin = ((until - from) / 14).max(DAY / 2);
        Some(Self { first, last, from: from - margin, until: until + margin / 3 })
    }

    fn x(&self, seconds: i64) -> f64 {
        let share = (seconds - self.from) as f64 / (self.until - self.from).max(1) as f64;
        LEFT + share.clamp(0.0, 1.0) * (WIDTH - LEFT - RIGHT)
    }

    /// Both ends of a group; nothing where it lies wholly outside.
    fn ends(&self, group: &Group<'_>) -> Option<(f64, f64)> {
        let start = group.when.0.start.map_or(self.from, Stamp::earliest);
        let end = group.when.0.end.map_or(self.until, Stamp::latest);
        (end >= self.from && start <= self.until).then(|| (self.x(start), self.x(end.max(start))))
    }

    /// Midnights, at most a dozen.
    fn ticks(&self) -> Vec<Tick> {
        let days = (self.until - self.from) / DAY + 1;
        let step =
            [1, 2, 7, 14, 30, 91, 365, 3_650].into_iter().find(|step| days / step <= 10).unwrap_or(36_500);
        let mut ticks = Vec::new();
        let mut date = self.first.day();
        for place in 0..=days.min(4_000) {
            let stamp = Stamp::Day(date);
            if stamp.earliest() > self.until || ticks.len() > 14 {
                break;
            }
            if place % step == 0 {
                let with_year = ticks.is_empty();
                ticks.push(Tick {
                    x: one(self.x(stamp.earliest())),
                    label: dates::short_day(stamp, with_year),
                });
            }
            match date.tomorrow() {
                Ok(next) => date = next,
                Err(_) => break,
            }
        }
        ticks
    }
}

/// One decimal is enough for a picture.
fn one(number: f64) -> String {
    format!("{number:.1}")
}
