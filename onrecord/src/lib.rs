//! Who said what, to whom, when, in which report, in which wording.
//!
//! Reports in, record out; every finding points to words in a report:
//!
//! ```text
//! each article   compose    Page ──► Article
//!                find       Article ──► [Mark], [Statement]
//!                attribute  Article + [Statement] ──► Cast
//! all            join       [Reading] ──► Cast of all
//!                trace      [Article] ──► [Reprint]
//!                spot       [Article] + [Statement] ──► [Correction]
//!                gather     [Statement] + Cast ──► [Utterance]
//!                trace      [Utterance] + [Reprint] ──► [Origin]
//!                group      [Article] + [Utterance] ──► [Story]
//!                timeline   [Story] + [Article] + [Statement] ──► [Moment]
//!                of         Story + all found ──► Told
//!                compare    [Story] + [Told] ──► [Difference], [Agreement]
//!                compile    [Article] ──► Record ──► Dossier
//!                against    draft + [Reading] ──► Checked
//! ```
//!
//! The engine is pure: no files, network, clock, environment, threads or printing.
//! A room may use only the rooms above it in this list (`tests/tidy.rs` checks).

mod words_enum;

pub mod text;
pub mod neural;
pub mod calendar;
pub mod time;
pub mod article;
pub mod statement;
pub mod speaker;
pub mod reprint;
pub mod correction;
pub mod utterance;
pub mod origin;
pub mod story;
pub mod told;
pub mod account;
pub mod record;
pub mod check;
pub mod dossier;
