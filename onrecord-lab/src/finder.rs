//! Which finder is measured.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use onrecord::statement::{Finder, Learned};

/// The finders by name.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Name {
    /// The model that ships, or that of `--model`, and the rules
    Learned,
    /// Rules alone
    Rules,
}

/// The finder that is measured.
#[derive(clap::Args, Clone, Debug)]
pub struct Choice {
    /// Which finder is measured
    #[arg(long, global = true, value_enum, default_value_t = Name::Learned)]
    pub finder: Name,
    /// A model that does not ship: a folder with config.json, vocab.txt and weights.safetensors
    #[arg(long, global = true, value_name = "FOLDER")]
    pub model: Option<PathBuf>,
}

impl Choice {
    /// The finder itself.
    pub fn finder(&self) -> Result<Finder> {
        match (self.finder, &self.model) {
            (Name::Rules, _) => Ok(Finder::Rules),
            (Name::Learned, None) => Ok(Finder::learned()),
            (Name::Learned, Some(folder)) => Ok(Finder::Learned(Box::leak(Box::new(read(folder)?)))),
        }
    }
}

/// Reads a model from its folder.
pub fn read(folder: &Path) -> Result<Learned> {
    let text = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let path = folder.join("weights.safetensors");
    let weights = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let model = Learned::read(&text("config.json")?, &text("vocab.txt")?, &weights);
    model.with_context(|| format!("the model in {}", folder.display()))
}
