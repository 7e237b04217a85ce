//! The same passages without keys: every word of every article held against every word of every other one.

use std::collections::HashMap;

use onrecord::article::{Article, BlockKind};
use onrecord::reprint::{Passage, Reprint};
use onrecord::text::{Id, Span, fold, quotations, words};

/// So many words of prose in a row must be found.
const LEAST: usize = 12;

/// What the comparison shows.
#[derive(Default)]
pub struct Agreement {
    /// Runs of the same words, found without keys.
    pub runs: usize,
    /// Of these, how many lie in a passage, word on word.
    pub covered: usize,
    /// Passages without an edit.
    pub exact: usize,
    /// Of these, how many are a longest run of the same words, neither more nor less.
    pub same: usize,
}

struct Word {
    key: String,
    span: Span,
    is_own: bool,
}

/// Holds all pairs of these articles against each other.
pub fn compare(articles: &[&Article], found: &HashMap<[Id<Article>; 2], &Reprint>) -> Agreement {
    let all: Vec<Vec<Word>> = articles.iter().map(|article| running(article)).collect();
    let mut agreement = Agreement::default();
    for (at, a) in articles.iter().enumerate() {
        for (to, b) in articles.iter().enumerate().filter(|(_, b)| a.id != b.id) {
            let Some(reprint) = found.get(&[a.id, b.id]) else {
                let reversed = found.contains_key(&[b.id, a.id]);
                agreement.runs += if reversed { 0 } else { own_runs(&all[at], &all[to]).len() };
                continue;
            };
            judge(&all[at], &all[to], &reprint.passages, &mut agreement);
        }
    }
    agreement
}

fn judge(a: &[Word], b: &[Word], passages: &[Passage], agreement: &mut Agreement) {
    let spans = |(i, j, n): &(usize, usize, usize)| Passage {
        original: a[*i].span.cover(a[i + n - 1].span),
        copy: b[*j].span.cover(b[j + n - 1].span),
    };
    let runs = runs(a, b);
    for run in own_runs(a, b) {
        let run = spans(&run);
        agreement.runs += 1;
        let covers = |one: &&Passage| one.original.contains(run.original) && one.copy.contains(run.copy);
        agreement.covered += usize::from(passages.iter().any(|one| covers(&one)));
    }
    for passage in passages {
        let inside = |words: &[Word], span: Span| -> Vec<String> {
            words.iter().filter(|word| span.contains(word.span)).map(|word| word.key.clone()).collect()
        };
        if inside(a, passage.original) == inside(b, passage.copy) {
            agreement.exact += 1;
            agreement.same += usize::from(runs.iter().any(|run| spans(run) == *passage));
        }
    }
}

/// Runs with enough words of prose: outside quotation marks, no names, no numbers.
fn own_runs(a: &[Word], b: &[Word]) -> Vec<(usize, usize, usize)> {
    let own = |i: usize, j: usize, n: usize| (0..n).filter(|k| a[i + k].is_own && b[j + k].is_own).count();
    runs(a, b).into_iter().filter(|(i, j, n)| own(*i, *j, *n) >= LEAST).collect()
}

/// All longest runs of five and more same words.
fn runs(a: &[Word], b: &[Word]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for i in 0..a.len() {
        for j in 0..b.len() {
            if i > 0 && j > 0 && a[i - 1].key == b[j - 1].key {
                continue;
            }
            let length = a[i..].iter().zip(&b[j..]).take_while(|(a, b)| a.key == b.key).count();
            if length >= 5 {
                found.push((i, j, length));
            }
        }
    }
    found
}

fn running(article: &Article) -> Vec<Word> {
    let mut found = Vec::new();
    for block in article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        let (text, base) = (block.span.of(&article.body), block.span.start as usize);
        let quoted = quotations(text, base);
        for word in words(text, base) {
            let letters = word.span.of(&article.body);
            let is_quoted = quoted.iter().any(|one| one.inside.contains(word.span));
            let is_own = !is_quoted && letters.starts_with(char::is_lowercase);
            found.push(Word { key: fold(letters), span: word.span, is_own });
        }
    }
    found
}
