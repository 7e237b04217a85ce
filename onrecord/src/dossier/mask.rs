//! Hides the names of private account holders, in every place where a page would show them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::Article;
use crate::record::Record;
use crate::speaker::Speaker;
use crate::text::{Id, Span, fold, words};

/// What stands in the place of a masked name.
pub const MASK: &str = "█████";

/// Knows which words to mask.
pub(super) struct Masker {
    /// Names to look for, by the comparison key of their first word.
    names: FxHashMap<String, Vec<Name>>,
    /// Places to mask in each article, sorted, apart from each other.
    places: FxHashMap<Id<Article>, Vec<Span>>,
}

/// A name as a run of words.
struct Name {
    words: Vec<String>,
    /// A handle counts in any case, but only behind `@` or `/`; a display name as it is printed.
    handle: bool,
}

impl Masker {
    pub(super) fn new(record: &Record, show_private: bool) -> Self {
        let mut masker = Self { names: FxHashMap::default(), places: FxHashMap::default() };
        let private: Vec<&Speaker> = record.cast.speakers.iter().filter(|speaker| speaker.private).collect();
        if show_private || private.is_empty() {
            return masker;
        }
        let public = public_words(record);
        for speaker in private {
            let aliases = speaker.aliases.iter().map(|alias| alias.words.as_str());
            for name in aliases.chain([speaker.name.as_str()]) {
                masker.learn(name, &public);
            }
            for alias in &speaker.aliases {
                masker.places.entry(alias.article).or_default().push(alias.span);
            }
        }
        for article in &record.articles {
            let mut places = masker.places.remove(&article.id).unwrap_or_default();
            places.extend(masker.find(&article.body));
            masker.places.insert(article.id, apart(places));
        }
        masker
    }

    /// Whether anything is masked.
    pub(super) fn is_on(&self) -> bool {
        !self.names.is_empty()
    }

    /// The words of `span`, with names masked.
    pub(super) fn slice(&self, article: &Article, span: Span) -> String {
        let places = self.places.get(&article.id).map_or(&[][..], Vec::as_slice);
        let from = places.partition_point(|place| place.end <= span.start);
        let mut shown = String::with_capacity(span.len());
        let mut at = span.start;
        for place in places[from..].iter().take_while(|place| place.start < span.end) {
            shown.push_str(Span { start: at, end: place.start.max(at) }.of(&article.body));
            shown.push_str(MASK);
            at = place.end;
        }
        shown.push_str(Span { start: at, end: span.end.max(at) }.of(&article.body));
        shown
    }

    /// `text`, with names masked.
    pub(super) fn text(&self, text: &str) -> String {
        if self.names.is_empty() {
            return text.to_owned();
        }
        let mut shown = String::with_capacity(text.len());
        let mut at = 0;
        for place in apart(self.find(text)) {
            shown.push_str(text.get(at..place.start as usize).unwrap_or(""));
            shown.push_str(MASK);
            at = place.end as usize;
        }
        shown.push_str(text.get(at..).unwrap_or(""));
        shown
    }

    /// Takes up one name: `lucy river 22 (@lucyriver)` gives the display name and the handle.
    fn learn(&mut self, name: &str, public: &FxHashSet<String>) {
        let (display, handles) = name.split_once('@').unwrap_or((name, ""));
        self.take(display, false, public);
        for handle in handles.split('@') {
            let end = handle.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
            self.take(&handle[..end.unwrap_or(handle.len())], true, public);
        }
    }

    fn take(&mut self, name: &str, handle: bool, public: &FxHashSet<String>) {
        let words: Vec<String> = words(name, 0)
            .iter()
            .map(|word| if handle { fold(word.span.of(name)) } else { word.span.of(name).to_owned() })
            .collect();
        let Some(first) = words.first().map(|word| fold(word)) else { return };
        let shared = words.len() == 1 && !handle && public.contains(&words[0]);
        if !shared {
            let known = self.names.entry(first).or_default();
            if !known.iter().any(|name| name.words == words && name.handle == handle) {
                known.push(Name { words, handle });
            }
        }
    }

    fn find(&self, text: &str) -> Vec<Span> {
        let words = words(text, 0);
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let Some(names) = self.names.get(&fold(word.span.of(text))) else { continue };
            let before = text[..word.span.start as usize].chars().next_back();
            for name in names {
                let run = words[at..].iter().take(name.words.len());
                let same = run.len() == name.words.len()
                    && run.zip(&name.words).all(|(word, wanted)| {
                        let printed = word.span.of(text);
                        if name.handle { fold(printed) == *wanted } else { printed == wanted }
                    });
                if same && (!name.handle || matches!(before, Some('@' | '/'))) {
                    found.push(word.span.cover(words[at + name.words.len() - 1].span));
                }
            }
        }
        found
    }
}

/// Words of the names of everybody who is not private: never masked alone.
fn public_words(record: &Record) -> FxHashSet<String> {
    let public = record.cast.speakers.iter().filter(|speaker| !speaker.private);
    public
        .flat_map(|speaker| words(&speaker.name, 0).into_iter().map(|word| word.span.of(&speaker.name)))
        .map(str::to_owned)
        .collect()
}

/// Sorted, and joined where they overlap.
fn apart(mut places: Vec<Span>) -> Vec<Span> {
    places.sort_unstable();
    places.dedup_by(|next, kept| {
        let joined = next.start < kept.end;
        if joined {
            *kept = kept.cover(*next);
        }
        joined
    });
    places
}
