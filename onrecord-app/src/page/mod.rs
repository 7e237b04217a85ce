//! The dossier as a page: HTML and Markdown.
//!
//! The HTML is one file: style and script stand in it, its policy lets nothing else in, and it asks the
//! network for nothing. All wording comes from the dossier; this room adds labels, dates and links.

mod accounts;
mod captures;
mod chain;
mod check;
mod copies;
mod dates;
mod first;
mod labels;
mod lines;
mod markdown;
mod picture;
mod policy;
mod reports;
mod standing;
mod timeline;
mod view;

use anyhow::{Context, Result};
use askama::Template;
use onrecord::check::Checked;
use onrecord::dossier::Dossier;

/// The page as one self-contained HTML file.
pub fn html(dossier: &Dossier) -> Result<String> {
    view::Page::new(dossier).render().context("the page could not be written")
}

/// The page as Markdown, for a terminal, a wiki or a diff.
pub fn markdown(dossier: &Dossier) -> String {
    markdown::write(dossier)
}

/// A draft held against reports, as one self-contained HTML file.
pub fn check(checked: &Checked, show_private: bool) -> Result<String> {
    check::Page::new(checked, show_private).render().context("the page could not be written")
}

/// The same as plain text, for a terminal.
pub fn check_text(checked: &Checked) -> String {
    check::text(checked)
}
