//! A draft's text: filler, and quotations with their speakers in all usual forms.

use onrecord::text::Span;

use super::cases::{Case, Name, Pool, tokens};
use super::{Random, list};

/// A draft with the places of its quotations.
pub(super) struct Draft {
    pub file: String,
    pub text: String,
    pub placed: Vec<Placed>,
}

/// Where a case stands in its draft.
pub(super) struct Placed {
    pub case: Case,
    pub spans: Vec<Span>,
    /// The changed word, or the empty place of the cut.
    pub at: Option<Span>,
}

/// Writes a draft of these cases.
pub(super) fn draft(_pool: &Pool, cases: Vec<Case>, number: usize, random: &mut Random) -> Draft {
    let is_markdown = random.below(2) == 0;
    let title = if is_markdown { "# What was said\n\n" } else { "What was said\n\n" };
    let mut writer = Writer {
        text: title.to_owned(),
        marks: *random.pick(&[["“", "”"], ["\"", "\""]]),
        seen: Vec::new(),
        random,
    };
    let mut placed = Vec::new();
    for case in cases {
        writer.filler();
        placed.push(writer.case(case));
        writer.text.push_str("\n\n");
    }
    let ending = if is_markdown { "md" } else { "txt" };
    Draft { file: format!("draft-{number}.{ending}"), text: writer.text, placed }
}

struct Writer<'r> {
    text: String,
    marks: [&'static str; 2],
    seen: Vec<String>,
    random: &'r mut Random,
}

impl Writer<'_> {
    /// Up to two sentences, in the paragraph of the quotation or in one of their own.
    fn filler(&mut self) {
        let lines = list(include_str!("fillers.txt"));
        for _ in 0..self.random.below(3) {
            let line = *self.random.pick(&lines);
            self.text.push_str(line);
            self.text.push(' ');
        }
        if self.random.below(2) == 0 && !self.text.ends_with('\n') {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\n\n");
        }
    }

    fn case(&mut self, case: Case) -> Placed {
        let form = self.random.below(6);
        let pronoun = case.name.pronoun.filter(|_| form == 4);
        if pronoun.is_some() {
            let line = *self.random.pick(&list(include_str!("antecedents.txt")));
            let name = self.name(&case.name);
            self.text.push_str(&line.replace("{}", &name));
            self.text.push(' ');
        }
        let who = pronoun.map_or_else(|| self.name(&case.name), str::to_owned);
        match (form, split(&case.words)) {
            (0, _) => {
                let colon = if self.random.below(2) == 0 { ":" } else { "," };
                self.text.push_str(&format!("{who} said{colon} "));
                self.quoted(case, '.')
            }
            (1 | 2, Some(at)) => self.in_parts(case, at, &who),
            _ => {
                let placed = self.quoted(case, ',');
                let cue = *self.random.pick(&["said", "said", "added", "told reporters"]);
                let inverted = pronoun.is_none() && cue != "told reporters" && self.random.below(2) == 0;
                let tail = if inverted { format!(" {cue} {who}.") } else { format!(" {who} {cue}.") };
                self.text.push_str(&tail);
                placed
            }
        }
    }

    /// The quotation in its marks, with this mark at its end unless it asks or shouts.
    fn quoted(&mut self, case: Case, mark: char) -> Placed {
        let words = case.words.clone();
        let start = self.text.len() + self.marks[0].len();
        let span = self.part(&words, mark);
        let at = case.at.map(|(from, to)| Span::new(start + from, start + to.min(words.len())));
        Placed { case, spans: vec![span], at }
    }

    fn in_parts(&mut self, case: Case, split: usize, who: &str) -> Placed {
        let words = case.words.clone();
        let (head, tail) = (&words[..split], words[split..].trim_start());
        let offset = words.len() - tail.len();
        let ends = head.trim_end().ends_with(['.', '!', '?']);
        let first_start = self.text.len() + self.marks[0].len();
        let first = self.part(head, ',');
        self.text.push_str(&format!(" {who} said{} ", if ends { "." } else { "," }));
        let second_start = self.text.len() + self.marks[0].len();
        let second = self.part(tail, '.');
        let at = case.at.map(|(from, to)| {
            let base =
                if from >= offset { second_start as isize - offset as isize } else { first_start as isize };
            Span::new((base + from as isize) as usize, (base + to as isize) as usize)
        });
        Placed { case, spans: vec![first, second], at }
    }

    fn part(&mut self, words: &str, mark: char) -> Span {
        let words = words.trim().trim_end_matches(['.', ',', ';', ':']);
        let ended = words.ends_with(['!', '?', '—', '–', '-']);
        self.text.push_str(self.marks[0]);
        let start = self.text.len();
        self.text.push_str(words);
        if !ended {
            self.text.push(mark);
        }
        let end = self.text.len();
        self.text.push_str(self.marks[1]);
        Span::new(start, end)
    }

    /// The full name, or the surname: mostly, but not always, after the full name.
    fn name(&mut self, name: &Name) -> String {
        let seen = self.seen.contains(&name.full);
        let short = if seen { self.random.below(4) > 0 } else { self.random.below(7) == 0 };
        let Some(surname) = name.surname.as_ref().filter(|_| short) else {
            self.seen.push(name.full.clone());
            return name.full.clone();
        };
        let title = match (name.pronoun, self.random.below(3)) {
            (Some("he"), 0) => "Mr ",
            (Some("she"), 0) => "Ms ",
            _ => "",
        };
        format!("{title}{surname}")
    }
}

/// Behind the comma, or the end of the sentence, nearest to the middle; both parts have four words.
fn split(words: &str) -> Option<usize> {
    let at = words.char_indices().filter(|(_, c)| matches!(c, ',' | '.' | '?' | '!')).map(|(at, _)| at + 1);
    let fits = |at: &usize| {
        let (head, tail) = words.split_at(*at);
        tail.starts_with(' ') && tokens(head).len() >= 4 && tokens(tail).len() >= 4
    };
    at.filter(fits).min_by_key(|at| at.abs_diff(words.len() / 2))
}
