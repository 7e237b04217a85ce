//! What the reports let a speaker say in other words: the telling words of a question in one statement.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::record::Reading;
use crate::statement::Statement;
use crate::text::fold;
use crate::text::words;
use crate::utterance::Tie;
use crate::utterance::Voice;
use crate::utterance::Voices;
use crate::utterance::is_function_word;
use crate::utterance::stem;

/// So many telling words in common, or all where there are fewer; never fewer than two.
const LEAST: usize = 3;
/// Of a hundred telling words of the question, so many in common.
const SHARE: usize = 60;

/// A statement of a speaker.
pub(super) struct Told<'a> {
    /// The report, by place.
    pub article: usize,
    /// The statement.
    pub statement: &'a Statement,
    stems: FxHashSet<String>,
}

/// What each speaker of a draft says in the reports.
pub(super) struct Restated<'a> {
    by_voice: FxHashMap<u32, Vec<Told<'a>>>,
}

impl<'a> Restated<'a> {
    pub fn of(asked: impl Iterator<Item = Voice>, reports: &'a [Reading], voices: &Voices<'_>) -> Self {
        let mut by_number: FxHashMap<u32, Vec<(usize, &'a Statement)>> = FxHashMap::default();
        for (at, reading) in reports.iter().enumerate() {
            for statement in reading.statements.iter().filter(|one| !one.content.is_empty()) {
                by_number.entry(voices.voice(statement.id).number).or_default().push((at, statement));
            }
        }
        let mut numbers: Vec<u32> = by_number.keys().copied().filter(|number| *number > 0).collect();
        numbers.sort_unstable();
        let mut by_voice: FxHashMap<u32, Vec<Told<'a>>> = FxHashMap::default();
        for voice in asked.filter(|voice| voices.is_named(*voice)) {
            by_voice.entry(voice.number).or_insert_with(|| {
                let other = |number: u32| Voice { number, certain: true };
                let same = numbers.iter().filter(|number| voices.tie(voice, other(**number)) == Tie::Same);
                let told = same.filter_map(|number| by_number.get(number)).flatten();
                told.map(|(article, statement)| Told {
                    article: *article,
                    statement,
                    stems: stems(&statement.words),
                })
                .collect()
            });
        }
        Self { by_voice }
    }

    /// The statements of this speaker that say the same in other words, those with most in common first.
    pub fn find(&self, voice: Voice, question: &str) -> Vec<&Told<'a>> {
        let own = stems(question);
        let enough =
            |shared: usize| shared >= LEAST.min(own.len()).max(2) && shared * 100 >= own.len() * SHARE;
        let shared = |told: &Told<'a>| told.stems.intersection(&own).count();
        let told = self.by_voice.get(&voice.number).into_iter().flatten();
        let mut found: Vec<(usize, &Told<'a>)> =
            told.map(|told| (shared(told), told)).filter(|(shared, _)| enough(*shared)).collect();
        found.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
        found.into_iter().map(|(_, told)| told).collect()
    }
}

/// The stems of the telling words.
fn stems(text: &str) -> FxHashSet<String> {
    let keys = words(text, 0).into_iter().map(|word| fold(word.span.of(text)));
    keys.filter(|key| !is_function_word(key)).map(|key| stem(&key).to_owned()).collect()
}
