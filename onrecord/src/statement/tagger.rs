//! Statements from a model's scores: spans by the best legal path of tags, each tied to its best cue.
//!
//! Fitting decodes by the same rules (`training/statement/decode.py`); `parity.json` holds the two together.

use crate::neural;
use crate::neural::Scores;
use crate::neural::Tagger;

/// Words `from..to` of a window.
pub type Words = (usize, usize);

/// The tags: outside, then the begin and the inside of source, cue and content.
const TAGS: usize = 7;
const SOURCE: usize = 1;
const CUE: usize = 3;
const CONTENT: usize = 5;

/// How many values speak for or against a finding.
pub const EVIDENCE: usize = 9;

/// A statement that the model finds in a window.
#[derive(Clone, PartialEq, Debug)]
pub struct Tagged {
    /// Who said it.
    pub source: Option<Words>,
    /// The reporting words.
    pub cue: Words,
    /// What was said: at least one span.
    pub content: Vec<Words>,
    /// What speaks for it, as `calibration` weighs it.
    pub evidence: [f32; EVIDENCE],
}

/// The statements of one window; `bias` is taken from the score of being outside all roles.
pub fn decode(scores: &Scores, tagger: &Tagger, bias: f32) -> Vec<Tagged> {
    let rows: Vec<[f32; TAGS]> = scores.tags().iter().map(|row| lowered(*row, bias)).collect();
    let runs = runs(&path(&rows));
    let cues: Vec<Words> = of(&runs, CUE).collect();
    let pairs: Vec<Vec<[f32; 2]>> =
        cues.iter().map(|cue| scores.pairs(tagger, &(cue.0..cue.1).collect::<Vec<_>>())).collect();
    let shares = shares(&rows);
    let contents = contents(&runs, &pairs);
    let sources = sources(&runs, &pairs);
    cues.iter()
        .enumerate()
        .filter(|(at, _)| !contents[*at].is_empty())
        .map(|(at, cue)| {
            let content = contents[at].clone();
            let evidence = evidence(&shares, &pairs[at], *cue, sources[at], &content);
            Tagged { source: sources[at], cue: *cue, content, evidence }
        })
        .collect()
}

fn lowered(mut row: [f32; TAGS], bias: f32) -> [f32; TAGS] {
    row[0] -= bias;
    row
}

/// The best path of tags in which an inside follows only its own begin or inside (Viterbi).
fn path(rows: &[[f32; TAGS]]) -> Vec<usize> {
    let Some(first) = rows.first() else { return Vec::new() };
    let mut best: [f32; TAGS] =
        std::array::from_fn(|tag| if is_inside(tag) { f32::NEG_INFINITY } else { first[tag] });
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(rows.len());
    for row in &rows[1..] {
        let from: [u8; TAGS] = std::array::from_fn(|tag| best_before(&best, tag));
        best = std::array::from_fn(|tag| best[usize::from(from[tag])] + row[tag]);
        back.push(from);
    }
    let mut tag = argmax(&best);
    let mut tags = vec![tag];
    for from in back.iter().rev() {
        tag = usize::from(from[tag]);
        tags.push(tag);
    }
    tags.reverse();
    tags
}

fn is_inside(tag: usize) -> bool {
    tag != 0 && tag.is_multiple_of(2)
}

fn best_before(best: &[f32; TAGS], tag: usize) -> u8 {
    if is_inside(tag) {
        return (if best[tag - 1] >= best[tag] { tag - 1 } else { tag }) as u8;
    }
    argmax(best) as u8
}

/// The first of the greatest.
fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (at, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = at;
        }
    }
    best
}

/// Runs of words with one role, in order: the role's begin tag and the words.
fn runs(tags: &[usize]) -> Vec<(usize, Words)> {
    let mut runs: Vec<(usize, Words)> = Vec::new();
    for (word, &tag) in tags.iter().enumerate() {
        match runs.last_mut() {
            Some((_, words)) if is_inside(tag) => words.1 = word + 1,
            _ if tag != 0 => runs.push((tag, (word, word + 1))),
            _ => {}
        }
    }
    runs
}

fn of(runs: &[(usize, Words)], role: usize) -> impl Iterator<Item = Words> {
    runs.iter().filter(move |(tag, _)| *tag == role).map(|(_, words)| *words)
}

/// Each content goes to its best cue.
fn contents(runs: &[(usize, Words)], pairs: &[Vec<[f32; 2]>]) -> Vec<Vec<Words>> {
    let mut given = vec![Vec::new(); pairs.len()];
    for content in of(runs, CONTENT) {
        let scores: Vec<f32> = pairs.iter().map(|pairs| mean(pairs, content, 1)).collect();
        if let Some(cue) = given.get_mut(argmax_or_none(&scores)) {
            cue.push(content);
        }
    }
    given
}

/// Each source goes to its best cue and to every cue that claims it; a cue keeps the best of its sources.
fn sources(runs: &[(usize, Words)], pairs: &[Vec<[f32; 2]>]) -> Vec<Option<Words>> {
    let mut given: Vec<Option<(f32, Words)>> = vec![None; pairs.len()];
    for source in of(runs, SOURCE) {
        let scores: Vec<f32> = pairs.iter().map(|pairs| mean(pairs, source, 0)).collect();
        let best = argmax_or_none(&scores);
        for (at, &score) in scores.iter().enumerate() {
            if (at == best || score > 0.0) && given[at].is_none_or(|(kept, _)| score > kept) {
                given[at] = Some((score, source));
            }
        }
    }
    given.into_iter().map(|kept| kept.map(|(_, words)| words)).collect()
}

fn argmax_or_none(scores: &[f32]) -> usize {
    if scores.is_empty() { usize::MAX } else { argmax(scores) }
}

fn mean(pairs: &[[f32; 2]], words: Words, column: usize) -> f32 {
    pairs[words.0..words.1].iter().map(|pair| pair[column]).sum::<f32>() / (words.1 - words.0) as f32
}

/// The share of each tag, one row a word.
fn shares(rows: &[[f32; TAGS]]) -> Vec<[f32; TAGS]> {
    let mut raised: Vec<f32> =
        rows.iter().flat_map(|row| row.map(|value| value - row[argmax(row)])).collect();
    neural::exp(&mut raised);
    let share = |row: &[f32]| {
        let sum: f32 = row.iter().sum();
        std::array::from_fn(|tag| row[tag] / sum)
    };
    raised.chunks_exact(TAGS).map(share).collect()
}

/// The logistic function.
pub fn logistic(x: f32) -> f32 {
    let mut small = [-x.abs()];
    neural::exp(&mut small);
    let [small] = small;
    (if x >= 0.0 { 1.0 } else { small }) / (1.0 + small)
}

/// `ln x` for `x > 0`, the same on every machine: the exponent by shifts, the rest by a series in `(m - 1) / (m + 1)`.
fn ln(x: f32) -> f32 {
    let bits = f64::from(x.max(1e-30)).to_bits();
    let exponent = ((bits >> 52) as i64 - 1023) as f64;
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | (1023 << 52));
    let part = (mantissa - 1.0) / (mantissa + 1.0);
    let series = (0..12).rev().fold(0.0, |sum, n| sum * part * part + 1.0 / f64::from(2 * n + 1));
    (2.0 * part * series + exponent * std::f64::consts::LN_2) as f32
}

/// The log-odds of a share, bounded.
fn odds(share: f32) -> f32 {
    ln((share + 1e-3) / (1.0 - share + 1e-3)).clamp(-6.0, 6.0)
}

/// Log-odds of the tags along the spans and at the content's edges, and the links.
fn evidence(
    shares: &[[f32; TAGS]],
    pairs: &[[f32; 2]],
    cue: Words,
    source: Option<Words>,
    content: &[Words],
) -> [f32; EVIDENCE] {
    let role = |words: Words, tag: usize| {
        let sum: f32 = shares[words.0..words.1].iter().map(|row| row[tag] + row[tag + 1]).sum();
        sum / (words.1 - words.0) as f32
    };
    let all = content.iter().map(|words| role(*words, CONTENT)).sum::<f32>() / content.len() as f32;
    let starts = content.iter().map(|words| shares[words.0][CONTENT]).fold(1.0, f32::min);
    let ends = content.iter().filter_map(|words| shares.get(words.1)).map(|row| 1.0 - row[CONTENT + 1]);
    let length: usize = content.iter().map(|words| words.1 - words.0).sum();
    let links = content.iter().map(|words| mean(pairs, *words, 1)).fold(f32::INFINITY, f32::min);
    [
        1.0,
        odds(role(cue, CUE)),
        odds(all),
        odds(starts),
        odds(ends.fold(1.0, f32::min)),
        source.map_or(0.0, |words| odds(role(words, SOURCE))),
        f32::from(source.is_none()),
        (-links).clamp(-4.0, 4.0),
        1.0 / length as f32,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(tag: usize) -> [f32; TAGS] {
        std::array::from_fn(|at| if at == tag { 2.0 } else { 0.0 })
    }

    #[test]
    fn an_inside_follows_only_its_own_role() {
        let rows = [row(0), row(CUE + 1), row(CONTENT), row(CONTENT + 1), row(SOURCE + 1)];
        let tags = path(&rows);
        assert!(tags.windows(2).all(|two| !is_inside(two[1]) || two[0] == two[1] || two[0] + 1 == two[1]));
        assert_eq!(&tags[2..4], &[CONTENT, CONTENT + 1]);
    }

    #[test]
    fn runs_end_where_another_begins() {
        assert_eq!(runs(&[1, 2, 0, 3, 5, 6, 5]), [(1, (0, 2)), (3, (3, 4)), (5, (4, 6)), (5, (6, 7))]);
        assert!(path(&[]).is_empty());
    }

    #[test]
    fn shares_and_logarithms() {
        let shares = shares(&[[0.0; TAGS], row(CUE)]);
        assert!(shares.iter().all(|row| (row.iter().sum::<f32>() - 1.0).abs() < 1e-6));
        assert!((shares[1][CUE] - 1.0 / (1.0 + 6.0 * (-2.0_f32).exp())).abs() < 1e-6);
        assert!(logistic(-500.0) >= 0.0 && (logistic(2.0) + logistic(-2.0) - 1.0).abs() < 1e-6);
        for x in [1e-3_f32, 0.3, 0.999, 1.0, 2.5, 1000.0] {
            assert!((ln(x) - x.ln()).abs() <= 1e-5 * (1.0 + x.ln().abs()));
        }
        assert!((odds(0.5)).abs() < 1e-6 && odds(1.0) == 6.0 && odds(0.0) == -6.0);
    }
}
