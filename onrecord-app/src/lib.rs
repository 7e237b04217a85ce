//! The program `onrecord`: everything that touches a disk, a terminal or a person.

pub mod ingest;
pub mod archive;
pub mod export;
pub mod page;
pub mod commands;
