//! The lab: readers of outside corpora, scores, floors, speed. Corpora stay outside the project.

pub mod cpu;
pub mod drafts;
pub mod extraction;
pub mod finder;
pub mod floors;
pub mod inputs;
pub mod polnear;
pub mod recognizers;
pub mod reprints;
pub mod seeds;
pub mod shared;
pub mod shared_words;
pub mod speed;
pub mod stories;
