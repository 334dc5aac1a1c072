//! How long the reader takes: a passage by its length, a question over six
//! passages on all cores, a vector, and to open.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use innopolicy::reader::{Reader, Text};

const QUESTION: &str = "河套香港園區第一期的首批大樓何時落成？";
const HEADER: &str =
    "河套深港科技創新合作區香港園區發展綱要 | 分期發展 | 創新科技及工業局 | 2024-11-20";
const SENTENCE: &str = "園區佔地87公頃，分兩期發展，首批三座大樓將於2024年底起陸續落成，包括兩座濕實驗室和一座人才公寓。";

fn shipped() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/models/reader"))
}

/// A passage of `characters`; seven are five tokens.
fn passage(characters: usize) -> String {
    SENTENCE.chars().cycle().take(characters).collect()
}

fn reading(criterion: &mut Criterion) {
    let reader = Reader::open(shipped()).expect("the shipped reader opens");
    let mut group = criterion.benchmark_group("reader");
    group.sample_size(20);
    for (tokens, characters) in [(60, 84), (120, 168), (200, 280)] {
        let text = passage(characters);
        let texts = [Text { header: HEADER, text: &text }];
        group.bench_function(format!("a passage of {tokens} tokens"), |bencher| {
            bencher.iter(|| reader.read(black_box(QUESTION), &texts).expect("it reads"));
        });
    }
    let texts = [115, 125, 135, 145, 155, 165].map(passage);
    let texts: Vec<Text<'_>> = texts.iter().map(|text| Text { header: HEADER, text }).collect();
    group.bench_function("a question over six passages of 100 tokens", |bencher| {
        bencher.iter(|| reader.read(black_box(QUESTION), &texts).expect("it reads"));
    });
    group.bench_function("a question's vector", |bencher| {
        bencher.iter(|| reader.query_vector(black_box(QUESTION)).expect("it makes vectors"));
    });
    group.finish();
}

fn opening(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reader");
    group.sample_size(10);
    group.bench_function("to open", |bencher| {
        bencher.iter(|| Reader::open(shipped()).expect("the shipped reader opens"));
    });
    group.finish();
}

criterion_group!(benches, reading, opening);
criterion_main!(benches);
