//! Reprints: keys of an article, one pair, and all pairs of some hundred articles, in words a second.
//!
//!     cargo bench -p onrecord --bench reprint

#![allow(missing_docs, reason = "criterion's macros document nothing")]

use std::hint::black_box;
use std::time::Duration;

use criterion::Criterion;
use criterion::Throughput;
use criterion::criterion_group;
use criterion::criterion_main;
use onrecord::article::Article;
use onrecord::article::Page;
use onrecord::article::PageText;
use onrecord::article::compose;
use onrecord::reprint::compare;
use onrecord::reprint::keys;
use onrecord::reprint::trace;

/// Articles of 500 invented words; every fourth has 120 words of the one before it.
fn articles(count: usize) -> Vec<Article> {
    let word = |n: usize| format!("w{}", n.wrapping_mul(2_654_435_761) % 60_007);
    let text = |from: usize, length: usize| (from..from + length).map(word).collect::<Vec<_>>().join(" ");
    (0..count)
        .map(|at| {
            let own = text(at * 500, 380);
            let more = if at % 4 == 3 { text((at - 1) * 500, 120) } else { text(at * 500 + 380, 120) };
            let text = PageText::Plain(format!("{own}.\n\n{more}."));
            compose(Page { file: format!("{at}.txt"), text, ..Page::default() })
        })
        .collect()
}

fn reprints(criterion: &mut Criterion) {
    let articles = articles(400);
    let borrowed: Vec<&Article> = articles.iter().collect();
    let mut group = criterion.benchmark_group("words");
    group.throughput(Throughput::Elements(500));
    group.bench_function("keys", |bencher| bencher.iter(|| keys(black_box(&articles[0]))));
    group.throughput(Throughput::Elements(1000));
    group
        .bench_function("compare", |bencher| bencher.iter(|| compare(&articles[2], black_box(&articles[3]))));
    group.throughput(Throughput::Elements(500 * articles.len() as u64));
    group.bench_function("trace", |bencher| bencher.iter(|| trace(black_box(&borrowed)).len()));
    group.finish();
}

fn short() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20)
}

criterion_group! { name = benches; config = short(); targets = reprints }
criterion_main!(benches);
