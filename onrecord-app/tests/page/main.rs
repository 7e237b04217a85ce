//! The page and the dossier behind it, on an invented story.

mod story;

use onrecord::dossier::{self, Options};
use onrecord_app::page;

#[test]
fn writes_the_page() {
    let dossier = dossier::set_out(&story::bridge(), &Options::default());
    let html = page::html(&dossier).expect("a page");
    if let Some(path) = std::env::var_os("ONRECORD_KEEP_PAGE") {
        std::fs::write(path, &html).expect("a place to keep the page");
    }
    assert!(html.contains("Dana Whitlock"));
}
