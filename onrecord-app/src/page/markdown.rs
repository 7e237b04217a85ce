//! The dossier as Markdown.

mod relations;

use onrecord::dossier::{Dossier, Segment, StatementEntry, Turn, UtteranceEntry};
use onrecord::statement::{Form, Scope};

use super::{dates, labels, timeline};

/// Writes the whole dossier.
pub(super) fn write(dossier: &Dossier) -> String {
    let mut page = Markdown { text: String::new(), dossier };
    page.glance();
    page.stories();
    page.shared();
    page.accounts();
    page.sections();
    page.apart("Refusals to speak", &dossier.glance.silences);
    page.apart("Reported as thought, not as said", &dossier.glance.thoughts);
    page.copies();
    page.corrections();
    page.timeline();
    page.standing();
    page.matrix();
    page.reports();
    page.text
}

struct Markdown<'a> {
    text: String,
    dossier: &'a Dossier,
}

impl Markdown<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, words: &str) {
        self.line(&format!("\n{} {}\n", "#".repeat(level), escaped(words)));
    }

    fn glance(&mut self) {
        let glance = &self.dossier.glance;
        let title = if glance.title.is_empty() { "On record" } else { &glance.title };
        self.line(&format!("# {}\n", escaped(title)));
        let mut figures = labels::count(glance.reports, "report");
        if let Some(days) = dates::days(&glance.days) {
            figures += &format!(", {days}");
        }
        self.line(&format!(
            "{figures}. {}, {}, {}, of which {} in two reports or more and {} in different wordings.",
            labels::count(glance.speakers, "speaker"),
            labels::count(glance.statements, "statement"),
            labels::count(glance.utterances, "utterance"),
            glance.shared,
            glance.reworded
        ));
        self.first();
        self.line("\n| № | outlet | headline | published |\n|---|---|---|---|");
        for article in &self.dossier.articles {
            let again = article.capture_of.map(|first| format!(" (another capture of № {first})"));
            self.line(&format!(
                "| {} | {} | {}{} | {} |",
                article.number,
                cell(&article.label),
                cell(article.headline.as_deref().unwrap_or("")),
                again.unwrap_or_default(),
                cell(&dates::words(&article.published).unwrap_or_default())
            ));
        }
    }

    fn shared(&mut self) {
        let shared: Vec<_> = self.dossier.utterances.iter().filter(|entry| entry.reports > 1).collect();
        if !shared.is_empty() {
            self.heading(2, "Carried by several reports");
        }
        for entry in shared {
            self.heading(3, &self.speaker(entry.speaker));
            self.utterance(entry);
        }
    }

    fn utterance(&mut self, entry: &UtteranceEntry) {
        for (place, wording) in entry.wordings.iter().enumerate() {
            let letter = labels::letter(place);
            self.line(&format!("**{letter}** {}\n", wording_words(&wording.segments)));
            for number in &wording.statements {
                let Some(statement) = self.dossier.statement(*number) else { continue };
                self.line(&format!("- {}", self.carrier(statement)));
            }
            self.line("");
        }
        self.origin(entry);
        for echo in &entry.echoes {
            let outlet = self.dossier.article(echo.article).map_or("", |article| &article.label);
            let words = escaped(&echo.piece.words);
            self.line(&format!("- {}: {words} ({})", labels::echo(echo.kind), escaped(outlet)));
        }
    }

    fn sections(&mut self) {
        if !self.dossier.sections.is_empty() {
            self.heading(2, "In one report alone");
        }
        for section in &self.dossier.sections {
            self.heading(3, &self.speaker(section.speaker));
            for item in &section.items {
                match item {
                    onrecord::dossier::Item::Statement(number) => self.statement(*number),
                    onrecord::dossier::Item::Utterance(number) => match self.dossier.utterance(*number) {
                        Some(entry) if entry.wordings.len() == 1 && entry.echoes.is_empty() => {
                            entry.wordings[0].statements.iter().for_each(|number| self.statement(*number));
                        }
                        Some(entry) => self.utterance(entry),
                        None => {}
                    },
                }
            }
        }
    }

    fn apart(&mut self, heading: &str, numbers: &[usize]) {
        if numbers.is_empty() {
            return;
        }
        self.heading(2, heading);
        for number in numbers {
            let Some(statement) = self.dossier.statement(*number) else { continue };
            let speaker = escaped(&self.speaker(statement.speaker));
            self.line(&format!("- {speaker}: {} — {}", said(statement), self.carrier(statement)));
        }
    }

    fn statement(&mut self, number: usize) {
        if let Some(statement) = self.dossier.statement(number) {
            self.line(&format!("- {} — {}", said(statement), self.carrier(statement)));
        }
    }

    /// Which report carries it, how and since when.
    fn carrier(&self, statement: &StatementEntry) -> String {
        let article = self.dossier.article(statement.article);
        let mut parts = vec![format!("№ {}", statement.number)];
        parts.extend(article.map(|article| escaped(&article.label)));
        parts.extend(article.and_then(|article| dates::day(&article.published)));
        parts.extend(statement.cue.iter().map(|cue| format!("“{}”", escaped(&cue.words))));
        parts.extend(statement.addressee.as_deref().map(|name| format!("to {}", escaped(name))));
        parts.extend(statement.medium.as_deref().map(|medium| format!("through {}", escaped(medium))));
        parts.extend(labels::act(statement.act).map(str::to_owned));
        if statement.scope == Scope::Uncertain {
            parts.push("may be the outlet’s own words".to_owned());
        }
        parts.join(", ")
    }

    fn timeline(&mut self) {
        let (days, background) = timeline::days(self.dossier);
        if !days.is_empty() {
            self.heading(2, "Timeline");
        }
        for day in &days {
            self.line(&format!("\n**{}**\n", escaped(&day.label)));
            day.groups.iter().for_each(|group| self.group(group));
        }
        if !background.is_empty() {
            self.line("\n**Before the story**\n");
            background.iter().for_each(|group| self.group(group));
        }
    }

    fn group(&mut self, group: &timeline::Group<'_>) {
        let when = group.words.as_deref().map(|words| format!(" ({words})")).unwrap_or_default();
        let mut line = format!("- {}{when}, {}", group.label, escaped(group.outlet));
        let numbered: Vec<String> =
            group.statements.iter().map(|(number, name)| format!("№ {number} {}", escaped(name))).collect();
        if !numbered.is_empty() {
            line += &format!(": {}", numbered.join(", "));
        } else if let Some((_, words)) = group.told {
            line += &format!(": {}", escaped(words));
        }
        group.after.iter().for_each(|number| line += &format!(", after № {number}"));
        self.line(&line);
    }

    fn matrix(&mut self) {
        let matrix = &self.dossier.matrix;
        if matrix.rows.is_empty() {
            return;
        }
        self.heading(2, "Speakers by outlets");
        let outlets: Vec<String> = matrix.outlets.iter().map(|outlet| cell(outlet)).collect();
        self.line(&format!("| | {} |", outlets.join(" | ")));
        self.line(&format!("|---|{}", "---:|".repeat(outlets.len())));
        for row in &matrix.rows {
            let cells: Vec<String> = row.cells.iter().map(|cell| cell.statements.len().to_string()).collect();
            let cells = cells.join(" | ");
            self.line(&format!("| {} | {cells} |", cell(&self.speaker(row.speaker))));
        }
    }

    fn reports(&mut self) {
        self.heading(2, "Reports");
        for article in &self.dossier.articles {
            self.heading(3, &format!("{}. {}", article.number, article.label));
            for block in &article.blocks {
                let mut words = String::new();
                for segment in &block.segments {
                    words += &escaped(segment.words.trim_matches(['\n', '\r']));
                    segment.closes.iter().for_each(|number| words += &format!(" [№ {number}]"));
                }
                let label = labels::block(block.kind).map(|label| format!("*{label}:* ")).unwrap_or_default();
                if !words.trim().is_empty() {
                    self.line(&format!("{label}{}\n", words.trim()));
                }
            }
        }
    }

    fn speaker(&self, number: Option<usize>) -> String {
        let speaker = number.and_then(|number| self.dossier.speaker(number));
        labels::speaker(speaker).to_owned()
    }
}

/// What was said; in quotation marks where the report prints it so.
fn said(statement: &StatementEntry) -> String {
    let pieces: Vec<String> = statement
        .words
        .iter()
        .map(|piece| match statement.form {
            Form::Direct => format!("“{}”", escaped(&piece.words)),
            _ => escaped(&piece.words),
        })
        .collect();
    if pieces.is_empty() {
        statement.cue.iter().map(|cue| escaped(&cue.words)).collect::<Vec<_>>().join(" … ")
    } else {
        pieces.join(" … ")
    }
}

/// Dropped words struck through, added words bold, each change named.
fn wording_words(segments: &[Segment]) -> String {
    let mut words = String::new();
    for segment in segments {
        let text = escaped(&segment.words);
        let label = segment.edit.map(|kind| format!(" *({})*", labels::edit(kind))).unwrap_or_default();
        match segment.turn {
            Turn::Kept => words += &format!("{}{text}", if segment.apart { " … " } else { "" }),
            Turn::Removed => words += &format!(" ~~{}~~{label} ", text.trim()),
            Turn::Added => words += &format!(" **{}**{label} ", text.trim()),
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Markdown's signs and HTML's, taken literally; one line.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '|' | '!' => text.extend(['\\', c]),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            '\n' | '\r' => text.push(' '),
            _ => text.push(c),
        }
    }
    text
}

fn cell(words: &str) -> String {
    escaped(words)
}
