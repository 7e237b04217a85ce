//! What the invented reports have to do with each other: origins, copies, corrections, stories, accounts.

use onrecord::account::{Account, Agreement, Difference, DifferenceKind, LinkKind};
use onrecord::article::Article;
use onrecord::correction::{Change, Correction};
use onrecord::origin::{Link, Origin, Origins};
use onrecord::record::Record;
use onrecord::reprint::{Basis, Passage, Reprint};
use onrecord::story::Story;
use onrecord::text::{EditKind, Id, Span};
use onrecord::time::When;
use onrecord::utterance::Place;

use super::reports::stamp;

/// Adds them to the record.
pub fn found(record: Record) -> Record {
    let held = Held(record);
    let reprints = held.reprints();
    let corrections = held.corrections();
    let origins = held.origins();
    let stories = held.stories();
    let differences = held.differences(&stories[0]);
    let agreements = held.agreements(&stories[0]);
    let mut record = Record { reprints, corrections, origins, differences, agreements, ..held.0 };
    for moment in &mut record.moments {
        moment.story = stories.iter().find(|story| story.articles.contains(&moment.article)).map(|s| s.id);
    }
    record.stories = stories;
    let (first, later) = (record.statements[1].id, record.statements[12].id);
    let told = record.moments.iter_mut().filter(|moment| moment.statement == Some(later));
    told.for_each(|moment| moment.after.push(first));
    record
}

struct Held(Record);

const COURIER: &str = "pell-courier.html";
const EVENING: &str = "pell-courier-evening.html";
const SALTMARSH: &str = "saltmarsh-news.html";
const LEDGER: &str = "the-ledger.txt";
const WEEKLY: &str = "coastline-weekly.html";
const DAILY: &str = "north-quay-daily.html";
const LANTERN: &str = "lantern-post.txt";

const ONE: Origins = Origins { at_least: 1, at_most: 1 };
const PERHAPS_TWO: Origins = Origins { at_least: 1, at_most: 2 };
const TWO: Origins = Origins { at_least: 2, at_most: 2 };

impl Held {
    fn article(&self, file: &str) -> &Article {
        self.0.articles.iter().find(|article| article.file == file).expect("a report of the story")
    }

    fn span(&self, file: &str, words: &str) -> Span {
        let body = &self.article(file).body;
        let start = body.find(words).unwrap_or_else(|| panic!("{words:?} is not in {file}"));
        Span::new(start, start + words.len())
    }

    fn reprints(&self) -> Vec<Reprint> {
        let passage =
            |words: &str| Passage { original: self.span(COURIER, words), copy: self.span(DAILY, words) };
        let shut = "The Pell Bridge was closed on Monday night after divers found cracks in its second pier, the town council said.";
        let silent = "The contractor Orrin Marine, which inspected the piers under the 1987 Harbour Act, declined to comment.";
        let diver = "We closed the bridge within an hour of the diver";
        let (original, copy) = (self.article(COURIER).id, self.article(DAILY).id);
        vec![
            Reprint {
                original,
                copy,
                passages: vec![passage(shut), passage(silent)],
                share: 0.72,
                credit: Some(self.span(DAILY, "From the Pell Courier")),
                basis: Basis::Credit,
            },
            Reprint {
                original,
                copy: self.article(WEEKLY).id,
                passages: vec![Passage {
                    original: self.span(COURIER, diver),
                    copy: self.span(WEEKLY, diver),
                }],
                share: 0.08,
                credit: None,
                basis: Basis::Dates,
            },
        ]
    }

    fn corrections(&self) -> Vec<Correction> {
        let (before, after) = (self.article(COURIER), self.article(EVENING));
        let change = |kind, removed: Span, added: Span| Change { kind, removed, added };
        let office = self.span(EVENING, " Its office in Fennick was shut.");
        let behind = self.span(COURIER, "declined to comment.").end;
        let edits = vec![
            change(EditKind::Substitution, self.span(COURIER, "second"), self.span(EVENING, "third")),
            change(EditKind::Substitution, self.span(COURIER, "inspected"), self.span(EVENING, "looked at")),
            change(EditKind::Insertion, Span { start: behind, end: behind }, office),
        ];
        let touched = self.0.statements.iter().filter(|one| one.article == after.id).map(|one| one.id);
        vec![Correction {
            before: before.id,
            after: after.id,
            edits,
            notice: Some(
                self.span(EVENING, "Correction: an earlier version of this article named the second pier."),
            ),
            statements: touched.collect(),
        }]
    }

    fn held(&self, file: &str, words: Option<&str>) -> Link {
        let article = self.article(file);
        Link {
            outlet: article.outlet.name.clone(),
            article: Some(article.id),
            when: article.published.clone(),
            words: words.map(|words| Place { article: article.id, span: self.span(file, words) }),
        }
    }

    fn not_held(&self, outlet: &str, file: &str, until: &str) -> Link {
        let place = Place { article: self.article(file).id, span: self.span(file, outlet) };
        Link {
            outlet: Some(outlet.to_owned()),
            article: None,
            when: When::by(stamp(until), "addressee"),
            words: Some(place),
        }
    }

    /// Of each utterance, told apart by its first words.
    fn origins(&self) -> Vec<Origin> {
        let origin = |wording: &str| {
            let courier = self.held(COURIER, None);
            if wording.starts_with("We closed") {
                let chain = vec![
                    courier.clone(),
                    self.held(SALTMARSH, Some("the Pell Courier")),
                    self.held(WEEKLY, Some("the Pell Courier")),
                ];
                (Some(courier), chain, ONE)
            } else if wording.starts_with("I asked") {
                let radio = self.not_held("Tidewater Radio", SALTMARSH, "2026-03-03");
                let chain = vec![radio.clone(), self.held(SALTMARSH, None), self.held(WEEKLY, None)];
                (Some(radio), chain, PERHAPS_TWO)
            } else if wording.starts_with("The Pell Bridge") {
                let daily = self.held(DAILY, Some("From the Pell Courier"));
                (Some(courier.clone()), vec![courier, daily, self.held(EVENING, None)], ONE)
            } else if wording.starts_with("Our divers") {
                (None, Vec::new(), PERHAPS_TWO)
            } else {
                (None, Vec::new(), ONE)
            }
        };
        let trace = |utterance: &onrecord::utterance::Utterance| {
            let (obtained_by, chain, origins) = origin(&utterance.variants[0].wording);
            Origin { utterance: utterance.id, obtained_by, chain, origins }
        };
        self.0.utterances.iter().map(trace).collect()
    }

    fn stories(&self) -> Vec<Story> {
        let story = |name: &str, own: &dyn Fn(&&Article) -> bool| {
            let articles: Vec<&Article> = self.0.articles.iter().filter(own).collect();
            Story {
                id: Id::naming(&[name.as_bytes()]),
                headline: articles[0].headline.clone(),
                articles: articles.iter().map(|article| article.id).collect(),
            }
        };
        vec![
            story("bridge", &|article| article.file != LANTERN),
            story("chart", &|article| article.file == LANTERN),
        ]
    }

    fn account(&self, file: &str, words: &str, value: Option<&str>, as_of: &str) -> Account {
        let span = self.span(file, words);
        Account {
            article: self.article(file).id,
            span,
            words: span.of(&self.article(file).body).to_owned(),
            value: value.map(str::to_owned),
            as_of: When::at(stamp(as_of), "published"),
        }
    }

    fn differences(&self, story: &Story) -> Vec<Difference> {
        use DifferenceKind::{Date, Number, OneSided, Place, Scope, Superseded, Wording};
        let difference = |kind, point: &str, reason: &str, accounts: Vec<Account>| Difference {
            story: story.id,
            kind,
            link: (kind == Wording).then_some(LinkKind::PossibleSame),
            point: point.to_owned(),
            reason: reason.to_owned(),
            reports: accounts.len() as u32,
            mentions: accounts.len() as u32,
            origins: if accounts.len() > 1 { TWO } else { ONE },
            accounts,
            confidence: 0.9,
        };
        let day3 = "2026-03-03";
        let shut = "closed on Monday night";
        vec![
            difference(
                Number,
                "people an hour",
                "Two numbers with one unit for the ferries.",
                vec![
                    self.account(COURIER, "at most 900 people an hour", Some("900 people an hour"), day3),
                    self.account(
                        WEEKLY,
                        "at most 700 people an hour",
                        Some("700 people an hour"),
                        "2026-03-06",
                    ),
                ],
            ),
            difference(
                Date,
                "the bridge closed",
                "Two days for one closing.",
                vec![
                    self.account(COURIER, shut, Some("2026-03-02"), day3),
                    self.account(EVENING, shut, Some("2026-03-02"), day3),
                    self.account(DAILY, shut, Some("2026-03-02"), "2026-03-04"),
                    self.account(DAILY, "since Sunday, 1 March", Some("2026-03-01"), "2026-03-04"),
                ],
            ),
            difference(
                Place,
                "cracks in the pier",
                "Two ordinals for one pier.",
                vec![
                    self.account(COURIER, "second pier", Some("pier 2"), day3),
                    self.account(EVENING, "third pier", Some("pier 3"), day3),
                    self.account(DAILY, "second pier", Some("pier 2"), "2026-03-04"),
                    self.account(WEEKLY, "third pier", Some("pier 3"), "2026-03-06"),
                ],
            ),
            difference(
                Wording,
                "Orrin Marine and the press",
                "Two verbs of unlike force for one refusal.",
                vec![
                    self.account(COURIER, "declined to comment", None, day3),
                    self.account(LEDGER, "had refused to speak for two days", None, "2026-03-05"),
                ],
            ),
            difference(
                Scope,
                "a week of trade",
                "One report has it in its own voice, one from a speaker.",
                vec![
                    self.account(
                        SALTMARSH,
                        "the closing has cost the town’s traders a week of trade",
                        None,
                        "2026-03-04",
                    ),
                    self.account(WEEKLY, "This week I threw half of it away.", None, "2026-03-06"),
                ],
            ),
            difference(
                Superseded,
                "Orrin Marine",
                "A refusal to speak, and a later statement of the same speaker.",
                vec![
                    self.account(COURIER, "declined to comment", Some("silent"), day3),
                    self.account(LEDGER, "said in a statement on Thursday", Some("spoke"), "2026-03-05"),
                ],
            ),
            difference(
                OneSided,
                "the post",
                "No other report has it.",
                vec![self.account(LEDGER, "The post by marsh hen was shared widely.", None, "2026-03-05")],
            ),
            difference(
                OneSided,
                "Harbour Act",
                "No other report has it.",
                vec![self.account(COURIER, "under the 1987 Harbour Act", None, day3)],
            ),
            difference(
                OneSided,
                "Residents",
                "No other report has it.",
                vec![self.account(
                    SALTMARSH,
                    "Residents were angry that no notice was given.",
                    None,
                    "2026-03-04",
                )],
            ),
            difference(
                OneSided,
                "queue",
                "No other report has it.",
                vec![self.account(
                    WEEKLY,
                    "the queue at Mill Quay begins at six in the morning",
                    None,
                    "2026-03-06",
                )],
            ),
        ]
    }

    fn agreements(&self, story: &Story) -> Vec<Agreement> {
        let words = "within an hour of the divers’ call";
        vec![Agreement {
            story: story.id,
            point: "within an hour".to_owned(),
            accounts: vec![
                self.account(COURIER, words, Some("1 hour"), "2026-03-03"),
                self.account(SALTMARSH, words, Some("1 hour"), "2026-03-04"),
                self.account(LEDGER, words, Some("1 hour"), "2026-03-05"),
            ],
            reports: 3,
            mentions: 3,
            origins: ONE,
        }]
    }
}
