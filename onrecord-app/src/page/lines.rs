//! One line a statement, one card an utterance.

use onrecord::dossier::{Dossier, EchoEntry, Item, Segment, StatementEntry, Turn, UtteranceEntry};
use onrecord::statement::{Form, Scope};
use onrecord::text::EditKind;
use rustc_hash::FxHashSet;

use super::chain::{self, Chain, Copied};
use super::{captures, dates, labels};

/// So many words of the reports for what a speaker is.
const ATTRIBUTES: usize = 3;

/// A statement as a line of a list.
pub(super) struct Line<'a> {
    pub(super) entry: &'a StatementEntry,
    /// Whether this is the statement's own line, which links lead to.
    pub(super) own: bool,
    pub(super) speaker: &'a str,
    pub(super) outlet: &'a str,
    pub(super) published: Option<String>,
    pub(super) said: Option<String>,
    /// What the page adds: form, act, flags.
    pub(super) remarks: Vec<&'static str>,
    pub(super) uncertain: bool,
    /// Who obtained the words, where that is another report.
    pub(super) obtained: Option<String>,
    /// Whether this report is the earliest of those that print the words, as far as dates say.
    pub(super) earliest: bool,
    /// The same words in further captures of the report.
    pub(super) again: Vec<Line<'a>>,
}

/// An utterance as a card.
pub(super) struct Card<'a> {
    pub(super) entry: &'a UtteranceEntry,
    pub(super) speaker: &'a str,
    pub(super) detail: Vec<&'a str>,
    pub(super) first: Option<String>,
    pub(super) summary: String,
    pub(super) origins: Option<String>,
    pub(super) chain: Option<Chain<'a>>,
    pub(super) wordings: Vec<Wording<'a>>,
    pub(super) echoes: Vec<Echo<'a>>,
    /// Numbers of the outlets' columns, for the filter.
    pub(super) columns: String,
}

/// A wording's column.
pub(super) struct Wording<'a> {
    pub(super) letter: String,
    pub(super) quoted: bool,
    pub(super) segments: Vec<Cut<'a>>,
    /// How many changes of each kind lead to it.
    pub(super) changes: String,
    pub(super) carriers: Vec<Line<'a>>,
}

/// A segment and the label behind it.
pub(super) struct Cut<'a> {
    pub(super) entry: &'a Segment,
    pub(super) label: Option<&'static str>,
    /// A blank before the words and one behind the label, where the reports' own blanks are elsewhere.
    pub(super) lead: &'static str,
    pub(super) gap: &'static str,
}

/// An echo's line.
pub(super) struct Echo<'a> {
    pub(super) entry: &'a EchoEntry,
    pub(super) outlet: &'a str,
    pub(super) label: &'static str,
    /// Where the words are.
    pub(super) place: String,
    /// Whether this is the statement's own line.
    pub(super) own: bool,
}

/// What stands under one speaker.
pub(super) enum Entry<'a> {
    Line(Line<'a>),
    Card(Box<Card<'a>>),
}

/// Writes lines; gives each statement one line of its own.
pub(super) struct Writer<'a> {
    dossier: &'a Dossier,
    columns: Vec<usize>,
    copied: Copied,
    owned: FxHashSet<usize>,
}

impl Cut<'_> {
    /// The kind of change, for the style.
    pub(super) fn class(&self) -> &'static str {
        self.entry.edit.map_or("", EditKind::as_str)
    }
}

impl Line<'_> {
    pub(super) fn quoted(&self) -> bool {
        self.entry.form == Form::Direct
    }

    /// The reporting words, side by side.
    pub(super) fn cue(&self) -> String {
        self.entry.cue.iter().map(|piece| piece.words.trim()).collect::<Vec<_>>().join(" … ")
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(dossier: &'a Dossier) -> Self {
        let column = |label: &String| dossier.matrix.outlets.iter().position(|outlet| outlet == label);
        let columns = dossier.articles.iter().map(|article| column(&article.label).unwrap_or(0)).collect();
        Self { dossier, columns, copied: chain::copied(dossier), owned: FxHashSet::default() }
    }

    pub(super) fn line(&mut self, number: usize) -> Option<Line<'a>> {
        let entry = self.dossier.statement(number)?;
        let article = self.dossier.article(entry.article);
        let redundant = article.is_some_and(|article| {
            entry.said.0.start.is_none() && entry.said.0.end == article.published.0.end
        });
        // Thoughts and refusals stand in lists of their own, which say what they are.
        let act = labels::act(entry.act).filter(|_| entry.reports_words() || entry.utterance.is_some());
        let basis = entry.basis.and_then(labels::basis);
        let form = (entry.form != Form::Direct).then(|| labels::form(entry.form));
        let flags = entry.flags.iter().map(|flag| labels::flag(*flag));
        Some(Line {
            entry,
            own: self.owned.insert(number),
            speaker: self.speaker(entry.speaker),
            outlet: article.map_or("", |article| &article.label),
            published: article.and_then(|article| dates::day(&article.published)),
            said: dates::words(&entry.said).filter(|_| !redundant),
            remarks: act.into_iter().chain(form).chain(basis).chain(flags).collect(),
            uncertain: entry.scope == Scope::Uncertain,
            obtained: None,
            earliest: false,
            again: Vec::new(),
        })
    }

    pub(super) fn lines(&mut self, numbers: &[usize]) -> Vec<Line<'a>> {
        numbers.iter().filter_map(|number| self.line(*number)).collect()
    }

    pub(super) fn card(&mut self, number: usize) -> Option<Card<'a>> {
        let entry = self.dossier.utterance(number)?;
        let wordings = self.wordings(entry);
        let echoes = self.echoes(entry);
        Some(Card {
            entry,
            speaker: self.speaker(entry.speaker),
            detail: self.detail(entry.speaker),
            first: dates::words(&entry.first),
            summary: summary(entry),
            origins: entry
                .origin
                .as_ref()
                .filter(|_| entry.reports > 1)
                .map(|own| labels::origins(&own.origins)),
            chain: chain::of(entry, self.dossier, &self.copied),
            columns: self.outlets_of(entry),
            wordings,
            echoes,
        })
    }

    /// A statement's line where that is all there is to an utterance, else its card.
    pub(super) fn item(&mut self, item: Item) -> Option<Entry<'a>> {
        match item {
            Item::Statement(number) => self.line(number).map(Entry::Line),
            Item::Utterance(number) => {
                let entry = self.dossier.utterance(number)?;
                match (entry.wordings.as_slice(), entry.echoes.is_empty()) {
                    ([only], true) if only.statements.len() == 1 => {
                        let obtained = self.obtained(entry);
                        let line = self.line(only.statements[0])?;
                        Some(Entry::Line(Line { obtained, ..line }))
                    }
                    _ => self.card(number).map(|card| Entry::Card(Box::new(card))),
                }
            }
        }
    }

    fn obtained(&self, entry: &'a UtteranceEntry) -> Option<String> {
        let obtained = chain::of(entry, self.dossier, &self.copied)?.obtained?;
        let held = if obtained.article.is_none() { ", not among these reports" } else { "" };
        Some(format!("obtained by {}{held}", obtained.outlet))
    }

    pub(super) fn speaker(&self, number: Option<usize>) -> &'a str {
        labels::speaker(number.and_then(|number| self.dossier.speaker(number)))
    }

    /// What a speaker is and is printed as, for the line under the name.
    pub(super) fn detail(&self, number: Option<usize>) -> Vec<&'a str> {
        let Some(speaker) = number.and_then(|number| self.dossier.speaker(number)) else { return Vec::new() };
        let kind = labels::kind(speaker.kind);
        let mut printed: Vec<&str> = Vec::new();
        for words in &speaker.attributes {
            let known = |known: &&str| known.to_lowercase().contains(&words.to_lowercase());
            if printed.len() < ATTRIBUTES && !printed.iter().any(known) {
                printed.push(words);
            }
        }
        kind.into_iter().chain(speaker.organisation.as_deref()).chain(printed).collect()
    }

    /// The column of the outlet that published this article.
    pub(super) fn column(&self, article: usize) -> usize {
        article.checked_sub(1).and_then(|at| self.columns.get(at)).copied().unwrap_or(0)
    }

    fn wordings(&mut self, entry: &'a UtteranceEntry) -> Vec<Wording<'a>> {
        let numbered = entry.wordings.iter().enumerate();
        numbered
            .map(|(place, wording)| {
                let mut carriers = self.lines(&wording.statements);
                for line in &mut carriers {
                    line.earliest = entry.reports > 1 && entry.first_held == Some(line.entry.article);
                }
                let carriers = captures::together(carriers, self.dossier);
                Wording {
                    letter: labels::letter(place),
                    quoted: carriers.iter().any(Line::quoted),
                    segments: cuts(&wording.segments),
                    changes: changes(&wording.segments),
                    carriers,
                }
            })
            .collect()
    }

    fn echoes(&mut self, entry: &'a UtteranceEntry) -> Vec<Echo<'a>> {
        let numbered = entry.echoes.iter().enumerate();
        numbered
            .map(|(at, echo)| Echo {
                entry: echo,
                outlet: self.dossier.article(echo.article).map_or("", |article| &article.label),
                label: labels::echo(echo.kind),
                place: match echo.statement {
                    Some(number) => format!("s{number}"),
                    None => format!("e{}-{}", entry.number, at + 1),
                },
                own: echo.statement.is_some_and(|number| self.owned.insert(number)),
            })
            .collect()
    }

    fn outlets_of(&self, entry: &UtteranceEntry) -> String {
        let carried = entry.wordings.iter().flat_map(|wording| &wording.statements);
        let articles = carried.filter_map(|number| self.dossier.statement(*number)).map(|s| s.article);
        let mut columns: Vec<usize> = articles.map(|article| self.column(article)).collect();
        columns.sort_unstable();
        columns.dedup();
        columns.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}

fn summary(entry: &UtteranceEntry) -> String {
    let wordings = match entry.wordings.len() {
        1 => "one wording".to_owned(),
        number => format!("{number} wordings"),
    };
    format!("{}, {wordings}", labels::count(entry.reports, "report"))
}

/// Labels stand behind the last segment of each change.
pub(super) fn cuts(segments: &[Segment]) -> Vec<Cut<'_>> {
    let labelled = |at: usize| {
        let segment = &segments[at];
        let goes_on = segments.get(at + 1).is_some_and(|next| {
            segment.turn == Turn::Removed && next.turn == Turn::Added && next.edit == segment.edit
        });
        segment.edit.filter(|_| !goes_on).map(labels::edit)
    };
    let meets = |left: Option<&Segment>, right: Option<&Segment>| {
        let ends = left.and_then(|left| left.words.chars().next_back()).is_some_and(|c| !c.is_whitespace());
        let begins = right.and_then(|right| right.words.chars().next()).is_some_and(char::is_alphanumeric);
        if ends && begins { " " } else { "" }
    };
    let cut = |(at, entry)| Cut {
        entry,
        label: labelled(at),
        lead: if entry.edit.is_some() && at > 0 { meets(segments.get(at - 1), Some(entry)) } else { "" },
        gap: if entry.edit.is_some() { meets(Some(entry), segments.get(at + 1)) } else { "" },
    };
    segments.iter().enumerate().map(cut).collect()
}

/// `1 cut, 2 other words`: how a wording leaves the first one.
fn changes(segments: &[Segment]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for label in cuts(segments).iter().filter_map(|cut| cut.label) {
        match counts.iter_mut().find(|(known, _)| *known == label) {
            Some((_, count)) => *count += 1,
            None => counts.push((label, 1)),
        }
    }
    let shown = |(label, count): &(&str, usize)| {
        if *count == 1 { (*label).to_owned() } else { format!("{label} ×{count}") }
    };
    counts.iter().map(shown).collect::<Vec<_>>().join(", ")
}
