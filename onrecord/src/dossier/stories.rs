//! The stories of the reports.

use super::lookup::Lookup;
use super::mask::Masker;
use super::relations::StoryEntry;
use crate::record::Record;
use crate::story::Story;

pub(super) fn set_out(record: &Record, lookup: &Lookup, masker: &Masker) -> Vec<StoryEntry> {
    record.stories.iter().zip(1..).map(|(story, number)| entry(number, story, lookup, masker)).collect()
}

fn entry(number: usize, story: &Story, lookup: &Lookup, masker: &Masker) -> StoryEntry {
    StoryEntry {
        number,
        id: story.id.to_string(),
        headline: story.headline.as_deref().map(|headline| masker.text(headline)),
        articles: story.articles.iter().filter_map(|id| lookup.article(*id)).collect(),
    }
}
