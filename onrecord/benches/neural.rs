//! The encoder on one thread: one product beside the most the processor can do, and the whole tagger.
//!
//!     cargo bench -p onrecord --bench neural

#![allow(missing_docs, reason = "criterion's macros document nothing")]

use std::hint::black_box;
use std::time::Duration;

use criterion::Criterion;
use criterion::Throughput;
use criterion::criterion_group;
use criterion::criterion_main;
use onrecord::neural::Piece;
use onrecord::neural::Scratch;
use onrecord::neural::Tagger;
use onrecord::neural::Window;
use onrecord::neural::speed::Multiplication;
use onrecord::neural::speed::peak;

use sample::Random;
use sample::Sample;

#[path = "../src/neural/sample.rs"]
mod sample;

const WINDOWS: usize = 16;
const PIECES: usize = 110;

/// Operations a second, from registers alone and from memory.
fn products(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("operations");
    group.throughput(Throughput::Elements(peak(1000)));
    group.bench_function("peak", |bencher| bencher.iter(|| peak(black_box(1000))));
    for (inputs, outputs) in [(384, 1152), (384, 384), (384, 1536), (1536, 384)] {
        for rows in [96, 192] {
            let mut product = Multiplication::new(rows, inputs, outputs);
            group.throughput(Throughput::Elements(product.operations()));
            group.bench_function(format!("{rows}x{inputs}x{outputs}"), |bencher| {
                bencher.iter(|| product.run());
            });
        }
    }
}

/// Pieces a second.
fn tagger(criterion: &mut Criterion) {
    let file = Sample::new(6, 30522).file();
    let tagger = Tagger::read(&file).expect("samples are well formed");
    let mut random = Random(1);
    let pieces: Vec<Piece> =
        (0..PIECES * WINDOWS).map(|_| Piece { id: random.bits() % 30522, features: [0; 4] }).collect();
    let first: Vec<u32> = (1..PIECES as u32 - 1).collect();
    let windows: Vec<Window> = pieces.chunks(PIECES).map(|pieces| Window { pieces, first: &first }).collect();
    let mut scratch = Scratch::default();
    let mut group = criterion.benchmark_group("pieces");
    group.throughput(Throughput::Elements(pieces.len() as u64));
    group.bench_function("score", |bencher| bencher.iter(|| tagger.score(&windows, &mut scratch).len()));
    let threads = || {
        std::thread::scope(|scope| {
            let work = |half: usize| {
                let (tagger, windows) = (&tagger, &windows);
                move || {
                    tagger.score(&windows[half * WINDOWS / 2..][..WINDOWS / 2], &mut Scratch::default()).len()
                }
            };
            [scope.spawn(work(0)), scope.spawn(work(1))].map(|thread| thread.join().unwrap())
        })
    };
    group.bench_function("score on two threads", |bencher| bencher.iter(threads));
    group.finish();
    criterion.bench_function("read", |bencher| bencher.iter(|| Tagger::read(&file).is_ok()));
}

fn short() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20)
}

criterion_group! { name = benches; config = short(); targets = products, tagger }
criterion_main!(benches);
