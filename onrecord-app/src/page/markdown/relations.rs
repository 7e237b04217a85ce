//! Stories, origins, accounts, copies, corrections and days as Markdown.

use onrecord::dossier::UtteranceEntry;

use super::{Markdown, escaped, wording_words};
use crate::page::accounts::{self, Account, Difference};
use crate::page::chain;
use crate::page::copies::{self, Copy};
use crate::page::first;
use crate::page::standing;
use crate::page::{dates, labels};

impl Markdown<'_> {
    /// The words that most reports carry, and where accounts differ.
    pub(super) fn first(&mut self) {
        let accounts = accounts::all(self.dossier);
        let first = first::of(self.dossier, &accounts);
        if !first.words.is_empty() {
            self.line("\nCarried by most reports:\n");
        }
        for one in &first.words {
            self.line(&format!("- {}: {} ({})", escaped(one.speaker), escaped(&one.words), one.reports));
        }
        if !first.differences.is_empty() {
            self.line("\nWhere accounts differ:\n");
        }
        for one in &first.differences {
            let sides: Vec<String> = one.sides.iter().map(|side| escaped(side)).collect();
            self.line(&format!("- {}: {}", one.kind, sides.join(" / ")));
        }
    }

    pub(super) fn stories(&mut self) {
        if self.dossier.stories.len() < 2 {
            return;
        }
        self.heading(2, &format!("{} stories", self.dossier.stories.len()));
        for story in &self.dossier.stories {
            let headline = escaped(story.headline.as_deref().unwrap_or("without a headline"));
            let reports: Vec<String> = story.articles.iter().map(|number| self.report(*number)).collect();
            self.line(&format!("{}. {headline}: {}", story.number, reports.join(", ")));
        }
    }

    /// Who obtained the words, by which way they came, and from how many independent origins.
    pub(super) fn origin(&mut self, entry: &UtteranceEntry) {
        let Some(origin) = &entry.origin else { return };
        let way: Vec<String> = origin
            .chain
            .iter()
            .map(|link| match link.article {
                Some(number) => self.report(number),
                None => format!("{} (not among these reports)", escaped(chain::name(link, self.dossier))),
            })
            .collect();
        if !way.is_empty() {
            self.line(&format!("- origin and carriers: {}", way.join(", ")));
        }
        if let Some(link) = &origin.obtained_by {
            let held = if link.held { "" } else { " (not among these reports)" };
            let when = dates::words(&link.when).map(|when| format!(", {when}")).unwrap_or_default();
            self.line(&format!("- obtained by {}{held}{when}", escaped(chain::name(link, self.dossier))));
        }
        if entry.reports > 1 {
            self.line(&format!("- {}\n", labels::origins(&origin.origins)));
        }
    }

    pub(super) fn accounts(&mut self) {
        let accounts = accounts::all(self.dossier);
        if accounts.is_empty() {
            return;
        }
        self.heading(2, "Account beside account");
        self.line("What reports say on one point, in order of their dates. The order says nothing else.");
        self.differences("Where accounts differ", accounts.open.iter().chain(&accounts.folded));
        self.differences("Superseded", accounts.superseded.iter());
        if !accounts.agreements.is_empty() {
            self.heading(3, "Where accounts agree");
        }
        for agreement in &accounts.agreements {
            let facts = escaped(&agreement.facts.join(", "));
            self.line(&format!("\n**{}** ({facts})\n", escaped(&agreement.point)));
            agreement.accounts.iter().for_each(|account| self.account(account));
        }
        if !accounts.alone.is_empty() {
            self.heading(3, "Facts in one report alone");
        }
        for alone in &accounts.alone {
            self.line(&format!("\n**{}**\n", self.report(alone.article)));
            for (_, account) in &alone.accounts {
                self.line(&format!("- {}", told(account)));
            }
        }
    }

    fn differences<'a>(&mut self, title: &str, all: impl Iterator<Item = &'a Difference<'a>>) {
        let mut all = all.peekable();
        if all.peek().is_some() {
            self.heading(3, title);
        }
        for difference in all {
            let (kind, point) = (difference.kind, escaped(&difference.point));
            self.line(&format!("\n**{kind}: {point}** ({})\n", escaped(&difference.facts.join(", "))));
            for side in &difference.sides {
                let read = side.value.as_deref().map(escaped);
                let label = side.stood.as_deref().map(escaped).or(read);
                if let Some(label) = &label {
                    self.line(&format!("- {label}"));
                }
                for account in side.shown.iter().chain(&side.folded) {
                    self.text.push_str(if label.is_some() { "  " } else { "" });
                    self.account(account);
                }
            }
        }
    }

    fn account(&mut self, account: &Account<'_>) {
        let carriers: Vec<String> = account
            .carriers
            .iter()
            .map(|carrier| {
                let day = carrier.published.as_deref().map(|day| format!(", {day}")).unwrap_or_default();
                let as_of = carrier.as_of.as_deref().map(|day| format!(", as of {day}")).unwrap_or_default();
                format!("{}{day}{as_of}", escaped(carrier.outlet))
            })
            .collect();
        self.line(&format!("- {} — {}", told(account), carriers.join("; ")));
    }

    pub(super) fn copies(&mut self) {
        let families = copies::families(self.dossier);
        if !families.is_empty() {
            self.heading(2, "Copies");
        }
        for family in &families {
            self.heading(3, &family.names);
            family.copies.iter().chain(&family.others).for_each(|copy| self.copy(copy));
        }
    }

    fn copy(&mut self, copy: &Copy<'_>) {
        let (to, from) = (self.report(copy.copy.number), self.report(copy.original.number));
        let passages = labels::count(copy.entry.passages.len(), "passage");
        let credit = copy.entry.credit.as_ref().map(|credit| format!(", “{}”", escaped(&credit.words)));
        self.line(&format!(
            "- {to} has words of {from}: {} % of its words, {passages}, {}{}",
            copy.share,
            copy.basis,
            credit.unwrap_or_default()
        ));
        for passage in &copy.passages {
            let length = labels::count(passage.length, "word");
            self.line(&format!("  - {} ({length})", escaped(&passage.words)));
        }
        if copy.more > 0 {
            self.line(&format!("  - and {} more", labels::count(copy.more, "passage")));
        }
    }

    pub(super) fn corrections(&mut self) {
        let corrections = copies::corrections(self.dossier);
        if !corrections.is_empty() {
            self.heading(2, "Corrections");
        }
        for (correction, entry) in corrections.iter().zip(&self.dossier.corrections) {
            self.heading(3, correction.outlet);
            self.line(&format!("Earlier: {}. Later: {}.\n", correction.before, correction.after));
            match &entry.notice {
                Some(notice) => {
                    self.line(&format!("The later capture says so: {}\n", escaped(&notice.words)));
                }
                None => self.line("No notice of it found in the later capture.\n"),
            }
            for sentence in &entry.sentences {
                self.line(&format!("- {}", wording_words(&sentence.segments)));
            }
        }
    }

    pub(super) fn standing(&mut self) {
        let days = standing::all(self.dossier);
        if days.len() < 2 {
            return;
        }
        self.heading(2, "What was on record, day by day");
        self.line(
            "On record on a day is what stands under it and under the days before; of two states, the last.",
        );
        for day in &days {
            let reports: Vec<String> = day.reports.iter().map(|report| self.report(report.number)).collect();
            self.line(&format!("\n**{}**: {}; {} on record\n", day.label, reports.join(", "), day.on_record));
            for state in &day.states {
                let when = if state.later { "from this day" } else { "until replaced" };
                self.line(&format!("- {when}, {}: {}", escaped(state.point), escaped(state.words)));
            }
            for new in day.shown.iter().chain(&day.folded) {
                let words = escaped(&new.words);
                let words = if new.quoted { format!("“{words}”") } else { words };
                self.line(&format!("- {}: {words} (№ {})", escaped(new.speaker), new.statement));
            }
        }
    }

    fn report(&self, number: usize) -> String {
        let label = self.dossier.article(number).map_or("", |article| &article.label);
        format!("{} ({number})", escaped(label))
    }
}

/// The exact words in their sentence.
fn told(account: &Account<'_>) -> String {
    let entry = account.entry;
    let exact = escaped(entry.piece.words.trim());
    let told = format!("{}**{exact}**{}", escaped(&entry.before), escaped(&entry.after));
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}
