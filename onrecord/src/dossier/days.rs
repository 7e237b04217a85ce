//! What was on record on each day.

use std::collections::BTreeMap;

use super::entries::Item;
use super::entries::StatementEntry;
use super::entries::UtteranceEntry;
use super::printed::ArticleEntry;
use super::relations::DayEntry;
use super::relations::DifferenceEntry;
use super::relations::StateEntry;
use crate::account::DifferenceKind;
use crate::statement::Act;

/// One entry a day on which a report was published, in order; reports without a date come last.
pub(super) fn set_out(
    articles: &[ArticleEntry],
    statements: &[StatementEntry],
    utterances: &[UtteranceEntry],
    differences: &[DifferenceEntry],
) -> Vec<DayEntry> {
    let mut days = Days::of(articles);
    for utterance in utterances {
        let carried = utterance.wordings.iter().flat_map(|wording| &wording.statements);
        let carried = carried.filter_map(|number| statements.get(number.wrapping_sub(1)));
        days.put(carried.map(|statement| statement.article), Item::Utterance(utterance.number));
    }
    let alone = statements.iter().filter(|one| one.utterance.is_none() && one.act != Act::Thinks);
    for statement in alone {
        days.put(std::iter::once(statement.article), Item::Statement(statement.number));
    }
    for difference in differences.iter().filter(|one| one.kind == DifferenceKind::Superseded) {
        for (account, number) in difference.accounts.iter().zip(1..) {
            let state = StateEntry { difference: difference.number, account: number };
            if let Some(day) = days.of_article(account.article) {
                day.states.push(state);
            }
        }
    }
    days.counted()
}

/// A day's key: reports without a date stand behind all others.
type Key = (bool, Option<jiff::civil::Date>);

struct Days {
    keys: Vec<Key>,
    days: BTreeMap<Key, DayEntry>,
}

impl Days {
    fn of(articles: &[ArticleEntry]) -> Self {
        let key = |article: &ArticleEntry| {
            let when = &article.published.0;
            let day = when.end.or(when.start).map(crate::time::Stamp::day);
            (day.is_none(), day)
        };
        let keys: Vec<Key> = articles.iter().map(key).collect();
        let mut days: BTreeMap<Key, DayEntry> = BTreeMap::new();
        for (article, key) in articles.iter().zip(&keys) {
            let day = days.entry(*key).or_insert_with(|| DayEntry {
                day: key.1.map(|day| day.to_string()),
                articles: Vec::new(),
                items: Vec::new(),
                states: Vec::new(),
                on_record: 0,
            });
            day.articles.push(article.number);
        }
        Self { keys, days }
    }

    fn of_article(&mut self, number: usize) -> Option<&mut DayEntry> {
        self.days.get_mut(self.keys.get(number.wrapping_sub(1))?)
    }

    /// An item is on record from the first day of those reports on.
    fn put(&mut self, articles: impl Iterator<Item = usize>, item: Item) {
        let keys = articles.filter_map(|number| self.keys.get(number.wrapping_sub(1)));
        if let Some(day) = keys.min().copied().and_then(|key| self.days.get_mut(&key)) {
            day.items.push(item);
        }
    }

    fn counted(self) -> Vec<DayEntry> {
        let mut on_record = 0;
        let counted = |mut day: DayEntry| {
            on_record += day.items.len();
            day.on_record = on_record;
            day
        };
        self.days.into_values().map(counted).collect()
    }
}
