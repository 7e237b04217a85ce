//! The folder of outside corpora: `ONRECORD_SHARED`, else `../shared` beside the checkout.

use std::path::PathBuf;

/// The folder, if it is there. Whoever needs it and finds none says so loudly and goes on.
pub fn folder() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared");
    let path = std::env::var_os("ONRECORD_SHARED").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    path.join("data").is_dir().then_some(path)
}

/// A path in the folder, or an error that says what to do.
pub fn path(inside: &str) -> anyhow::Result<PathBuf> {
    let path = folder().map(|folder| folder.join(inside)).filter(|path| path.exists()).ok_or_else(|| {
        anyhow::anyhow!("no ../shared/{inside} here: set ONRECORD_SHARED to the folder of corpora")
    })?;
    Ok(path)
}
