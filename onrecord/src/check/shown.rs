//! What a place shows of a question, and before which other places it counts.

use super::Verdict;
use super::claim::Whose;
use super::common::Fit;

/// Words outside quotation marks prove something only where so many of them say something.
const PROVES: usize = 3;

/// What is known of a place.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// How near its words are.
    pub fit: Fit,
    /// Whose they are.
    pub whose: Whose,
    /// Whether they stand in quotation marks.
    pub quoted: bool,
    /// Whether they are somebody's.
    pub owned: bool,
    /// Whether the question is a whole sentence, of which the report has more.
    pub cut_short: bool,
    /// Words of the question.
    pub words: usize,
    /// Words in common that say something.
    pub telling: usize,
}

impl Shown {
    /// The verdict on a quotation of the draft, and its rank: the lower the earlier.
    pub fn of_quotation(self) -> Option<(u8, Verdict)> {
        use Verdict::{OtherSpeaker, Paraphrased, Reworded, Verbatim};
        let Self { fit, whose, telling, .. } = self;
        if !self.quoted && self.owned {
            return match whose {
                Whose::Same | Whose::Open => (fit >= Fit::Alike).then_some((11, Paraphrased)),
                Whose::Doubtful | Whose::Other => {
                    (fit >= Fit::Close && telling >= PROVES).then_some((12, OtherSpeaker))
                }
            };
        }
        if !self.quoted {
            return match fit {
                Fit::Exact => (self.words >= 4 && telling >= 2).then_some((4, Verbatim)),
                Fit::Close => (telling >= PROVES).then_some((8, Reworded)),
                Fit::Alike => (telling >= PROVES).then_some((14, Reworded)),
                Fit::Near => None,
            };
        }
        Some(match (fit, whose) {
            (Fit::Exact, Whose::Same) if self.cut_short => (1, Reworded),
            (Fit::Exact, Whose::Open) if self.cut_short => (8, Reworded),
            (Fit::Exact, Whose::Same) => (0, Verbatim),
            (Fit::Close, Whose::Same) => (1, Reworded),
            (Fit::Exact, Whose::Other) => (2, OtherSpeaker),
            (Fit::Exact, Whose::Open) => (3, Verbatim),
            (Fit::Exact, Whose::Doubtful) => (5, OtherSpeaker),
            (Fit::Close, Whose::Other) if telling >= 2 => (7, OtherSpeaker),
            (Fit::Close, Whose::Open) if telling >= 2 => (8, Reworded),
            (Fit::Alike, Whose::Same) => (9, Reworded),
            (Fit::Close, Whose::Doubtful) if telling >= 2 => (10, OtherSpeaker),
            (Fit::Alike, Whose::Other) if telling >= PROVES => (13, OtherSpeaker),
            (Fit::Alike, Whose::Open) if telling >= PROVES => (14, Reworded),
            (Fit::Alike, Whose::Doubtful) if telling >= PROVES => (15, OtherSpeaker),
            (Fit::Near, Whose::Same) => (16, Reworded),
            _ => return None,
        })
    }

    /// The same of an unquoted statement of the draft.
    pub fn of_unquoted(self) -> Option<(u8, Verdict)> {
        use Verdict::{OtherSpeaker, Paraphrased, Reworded, Verbatim};
        let proves = self.telling >= PROVES;
        Some(match (self.fit, self.whose) {
            (Fit::Exact, Whose::Same) => (0, Verbatim),
            (Fit::Close, Whose::Same) if !self.quoted => (1, Reworded),
            (Fit::Exact, Whose::Other) if proves => (2, OtherSpeaker),
            (Fit::Exact, Whose::Open) if self.telling >= 2 => (3, Verbatim),
            (Fit::Exact, Whose::Doubtful) if proves => (5, OtherSpeaker),
            (Fit::Close, Whose::Same) => (6, Paraphrased),
            (Fit::Alike, Whose::Same) => (7, Paraphrased),
            (Fit::Close, Whose::Open) if proves => (8, Reworded),
            (Fit::Close, Whose::Other) if proves => (18, OtherSpeaker),
            _ => return None,
        })
    }

    /// The same of a statement that only says it in other words. `is_much`: the words alone show it.
    pub fn of_restatement(whose: Whose, is_much: bool, asked: bool, told: bool) -> Option<(u8, Verdict)> {
        match whose {
            Whose::Same if asked && told => Some((17, Verdict::Reworded)),
            Whose::Same => Some((18, Verdict::Paraphrased)),
            Whose::Open if is_much && !asked => Some((19, Verdict::Paraphrased)),
            Whose::Other if is_much && !asked => Some((20, Verdict::OtherSpeaker)),
            Whose::Open | Whose::Doubtful | Whose::Other => None,
        }
    }
}
