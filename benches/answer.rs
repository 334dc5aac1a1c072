//! What an answer costs, part by part, on the shipped documents and the gold
//! questions: making the question ready, finding its passages, all of it; and
//! beside them the plain tantivy query, so that ratios can be read off one run.
//!
//! ```sh
//! cargo bench --bench answer
//! ```
//!
//! Each figure is for one question, gone through in turn.

#[path = "speed/plain.rs"]
mod plain;

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use innopolicy::answer::gate::{Gate, Premise};
use innopolicy::corpus::glossary::Glossary;
use innopolicy::corpus::load::{Limits, load};
use innopolicy::evaluation::{self, Cited, JudgedQuery, Trial};
use innopolicy::reader::Reader;
use innopolicy::text::figure::figures;

fn answers(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = load(&root.join("seeds"), Limits { max_file_mb: 50 }).expect("documents");
    let queries = evaluation::queries(&root.join("tests/gold/seeds.jsonl")).expect("questions");
    let glossary = Glossary::read(&root.join("seeds")).expect("a glossary");
    let scratch = std::env::temp_dir().join(format!("innopolicy-answer-{}", std::process::id()));
    let trial = Trial::build(&corpus, glossary, &scratch, &mut |_| {}).expect("an index");
    let (answerer, peer) = (trial.answerer(), plain::Peer::build(&corpus));
    let retriever = answerer.retriever();

    let mut group = criterion.benchmark_group("question");
    let mut each = |name: &str, work: &dyn Fn(&JudgedQuery)| {
        let mut in_turn = queries.iter().cycle();
        group.bench_function(name, |bencher| {
            bencher.iter(|| in_turn.next().map(work));
        });
    };
    each("prepare", &|judged| {
        black_box(retriever.prepare(&judged.query).expect("prepares"));
    });
    each("prepare and search", &|judged| {
        let prepared = retriever.prepare(&judged.query).expect("prepares");
        black_box(retriever.search(&prepared, 12).expect("searches"));
    });
    each("answer", &|judged| {
        black_box(answerer.answer(&judged.query).expect("answers"));
    });
    each("plain query", &|judged| {
        black_box(peer.search(judged.query.text()));
    });
    group.finish();
}

/// A claim with the sentences that it cites.
type Drafted = (String, Vec<Premise>);

/// What the gate adds to a composed answer, for one claim of those that people wrote,
/// gone through in turn; beside it reading its figures alone.
fn claims(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = load(&root.join("seeds"), Limits { max_file_mb: 50 }).expect("documents");
    let glossary = Glossary::read(&root.join("seeds")).expect("a glossary");
    let reader = Reader::open(&root.join("models/reader")).expect("a reader");
    let cited = Cited::of(&corpus);
    let claims = evaluation::claims(&root.join("tests/gold/claims.jsonl")).expect("claims");
    let claims: Vec<Drafted> =
        claims.iter().map(|one| (one.claim.clone(), cited.premises(one))).collect();

    let mut group = criterion.benchmark_group("claim");
    let mut each = |name: &str, work: &dyn Fn(&Drafted)| {
        let mut in_turn = claims.iter().cycle();
        group.bench_function(name, |bencher| {
            bencher.iter(|| in_turn.next().map(work));
        });
    };
    for (name, reader) in [("gate", None), ("gate with the reader", Some(&reader))] {
        let gate = Gate::new(&glossary, reader, None);
        each(name, &|(claim, premises)| {
            black_box(gate.judge(claim, &premises.iter().collect::<Vec<_>>()));
        });
    }
    each("its figures", &|(claim, _)| {
        black_box(figures(claim));
    });
    group.finish();
}

criterion_group!(benches, answers, claims);
criterion_main!(benches);
