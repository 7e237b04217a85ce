//! What the reports say in other words: the telling words of a question in one statement.

use rustc_hash::FxHashMap;

use crate::record::Reading;
use crate::statement::Statement;
use crate::text::fold;
use crate::text::words;
use crate::utterance::is_function_word;
use crate::utterance::stem;

/// Of a hundred telling words of the question, so many in common.
const SHARE: usize = 60;
/// So many telling words in common, or all where there are fewer; never fewer than two.
const LEAST: usize = 3;
/// The same where nothing says that the speaker is the same, or where it is another.
const OPEN_SHARE: usize = 70;
const OPEN_LEAST: usize = 4;
/// A word of more statements than this leads to none of them.
const COMMON: usize = 4_000;

/// A statement of a report.
pub(super) struct Told<'a> {
    /// The report, by place.
    pub article: usize,
    /// The statement.
    pub statement: &'a Statement,
}

/// A statement with words in common with a question.
#[derive(Clone, Copy)]
pub(super) struct Restatement<'t, 'a> {
    /// The statement.
    pub told: &'t Told<'a>,
    /// Whether so much is in common that the words alone show it.
    pub is_much: bool,
}

/// The statements of the reports by their telling words.
pub(super) struct Restated<'a> {
    told: Vec<Told<'a>>,
    by_stem: FxHashMap<String, Vec<u32>>,
}

impl<'a> Restated<'a> {
    pub fn of(reports: &'a [Reading]) -> Self {
        let mut all = Self { told: Vec::new(), by_stem: FxHashMap::default() };
        for (article, reading) in reports.iter().enumerate() {
            for statement in reading.statements.iter().filter(|one| !one.content.is_empty()) {
                for stem in stems(&statement.words) {
                    all.by_stem.entry(stem).or_default().push(all.told.len() as u32);
                }
                all.told.push(Told { article, statement });
            }
        }
        all
    }

    /// The statements that say much the same, those with most in common first.
    pub fn find(&self, question: &str) -> Vec<Restatement<'_, 'a>> {
        let own = stems(question);
        let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
        let places = own.iter().filter_map(|stem| self.by_stem.get(stem));
        for at in places.filter(|places| places.len() <= COMMON).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let enough =
            |shared: usize| shared >= LEAST.min(own.len()).max(2) && shared * 100 >= own.len() * SHARE;
        let mut found: Vec<(u32, usize)> = shared.into_iter().filter(|(_, shared)| enough(*shared)).collect();
        found.sort_unstable_by_key(|(at, shared)| (std::cmp::Reverse(*shared), *at));
        let restatement = |(at, shared): (u32, usize)| Restatement {
            told: &self.told[at as usize],
            is_much: shared >= OPEN_LEAST && shared * 100 >= own.len() * OPEN_SHARE,
        };
        found.into_iter().map(restatement).collect()
    }
}

/// The stems of the telling words, each once.
fn stems(text: &str) -> Vec<String> {
    let keys = words(text, 0).into_iter().map(|word| fold(word.span.of(text)));
    let mut stems: Vec<String> =
        keys.filter(|key| !is_function_word(key)).map(|key| stem(&key).to_owned()).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}
