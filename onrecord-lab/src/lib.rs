//! The lab: readers of outside corpora, scores, floors, speed. Corpora stay outside the project.

pub mod polnear;
pub mod shared;
pub mod stories;
