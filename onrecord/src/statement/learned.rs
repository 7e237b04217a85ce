//! The model that finds statements: its parts, its settings, and what it finds in a row of windows.

use std::sync::LazyLock;

use crate::neural;
use crate::neural::Tagger;
use crate::neural::WordPiece;
use crate::text::Span;

use super::tagger;
use super::tagger::Tagged;
use super::window;

/// Windows are scored together up to about so many pieces: enough to keep a core busy, little memory.
const ROWS: usize = 1024;

/// How many values speak for or against a finding.
pub const EVIDENCE: usize = tagger::EVIDENCE + 2;

/// What speaks for a finding of the model: what the tagger gives, then whether its content is quoted and whether
/// a rule finds it too.
pub type Evidence = [f32; EVIDENCE];

/// A model that finds statements, with its vocabulary and settings.
pub struct Learned {
    tagger: Tagger,
    vocabulary: WordPiece,
    settings: Settings,
}

/// What fitting chose besides the weights: `config.json`.
#[derive(serde::Deserialize, Clone, Debug)]
pub struct Settings {
    /// Name and version of the model.
    pub name: String,
    /// SHA-256 of the weights, in hexadecimal digits.
    pub sha256: String,
    /// What is taken from the score of being outside all roles.
    pub bias: f32,
    /// Weights of the evidence; a logistic function of their sum is the share of such findings that are right.
    pub calibration: Evidence,
}

/// Why a model cannot be used.
#[derive(Debug)]
pub enum ModelError {
    /// `config.json` does not parse.
    Settings(serde_json::Error),
    /// The weights are not those that the settings name.
    Hash,
    /// The vocabulary lacks its special pieces.
    Vocabulary,
    /// The weights are no tagger's.
    Weights(neural::WeightsError),
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Self::Settings(error) => write!(f, "the model's settings do not parse: {error}"),
            Self::Hash => f.write_str("the weights are not those that the settings name by their hash"),
            Self::Vocabulary => f.write_str("the vocabulary lacks [CLS], [SEP] or [UNK]"),
            Self::Weights(error) => write!(f, "the weights cannot be read: {error}"),
        }
    }
}

impl std::error::Error for ModelError {}

static SHIPPED: LazyLock<Learned> = LazyLock::new(|| {
    let settings = include_str!("../../../models/statement/config.json");
    let vocabulary = include_str!("../../../models/statement/vocab.txt");
    let weights = include_bytes!("../../../models/statement/weights.safetensors");
    Learned::read(settings, vocabulary, weights).expect("the shipped model is whole: a test reads it")
});

impl Learned {
    /// The model that ships with the engine, read once.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a model: `config.json`, `vocab.txt` and `weights.safetensors` of its folder.
    ///
    /// # Errors
    /// Where a part is broken, or the weights are not those whose hash the settings name.
    pub fn read(settings: &str, vocabulary: &str, weights: &[u8]) -> Result<Self, ModelError> {
        let settings: Settings = serde_json::from_str(settings).map_err(ModelError::Settings)?;
        if crate::text::hash(weights) != settings.sha256 {
            return Err(ModelError::Hash);
        }
        let vocabulary = WordPiece::read(vocabulary).ok_or(ModelError::Vocabulary)?;
        let tagger = Tagger::read(weights).map_err(ModelError::Weights)?;
        Ok(Self { tagger, vocabulary, settings })
    }

    /// Name and version.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// What scores the words.
    pub fn tagger(&self) -> &Tagger {
        &self.tagger
    }

    /// The cutter of its vocabulary.
    pub fn vocabulary(&self) -> &WordPiece {
        &self.vocabulary
    }

    /// What the model finds in an article, in reading order of the cues.
    pub(super) fn find(&self, windows: &[window::Window]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut scratch = neural::Scratch::default();
        let mut rest = windows;
        while !rest.is_empty() {
            let (batch, later) = rest.split_at(rows(rest));
            let inputs: Vec<neural::Window> = batch.iter().map(window::Window::input).collect();
            for (window, scores) in batch.iter().zip(self.tagger.score(&inputs, &mut scratch)) {
                let tagged = tagger::decode(&scores, &self.tagger, self.settings.bias);
                found.extend(tagged.iter().map(|tagged| placed(tagged, &window.words)));
            }
            rest = later;
        }
        found.sort_by_key(|found| found.cue);
        found
    }

    /// The share of findings with such evidence that are right.
    pub(super) fn share(&self, evidence: &Evidence) -> f32 {
        let sum: f32 = evidence.iter().zip(&self.settings.calibration).map(|(e, w)| e * w).sum();
        tagger::logistic(sum)
    }
}

/// How many windows are scored together.
fn rows(windows: &[window::Window]) -> usize {
    let mut pieces = 0;
    let fit = windows.iter().take_while(|window| {
        pieces += window.pieces.len();
        pieces <= ROWS
    });
    fit.count().max(1)
}

/// A finding of the model, in its place in the article.
pub(super) struct Found {
    /// Who said it.
    pub source: Option<Span>,
    /// The reporting words.
    pub cue: Span,
    /// What was said.
    pub content: Vec<Span>,
    /// What speaks for it.
    pub evidence: [f32; tagger::EVIDENCE],
}

fn placed(tagged: &Tagged, words: &[Span]) -> Found {
    let place = |range: tagger::Words| words[range.0].cover(words[range.1 - 1]);
    Found {
        source: tagged.source.map(place),
        cue: place(tagged.cue),
        content: tagged.content.iter().copied().map(place).collect(),
        evidence: tagged.evidence,
    }
}
