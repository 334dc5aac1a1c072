//! What an answer costs, part by part, on the shipped documents and the gold
//! questions: making the question ready, finding its passages, all of it; and
//! beside them the plain tantivy query, so that ratios can be read off one run. What the
//! gate costs a claim, and how long until the first sentence of a composed answer is shown,
//! with a language model on this machine that writes at once.
//!
//! ```sh
//! cargo bench --bench answer
//! ```
//!
//! Each figure is for one question, gone through in turn.

#[path = "../tests/support/model.rs"]
mod model;
#[path = "speed/plain.rs"]
mod plain;

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use innopolicy::answer::compose::{Base, Composer, Prompts};
use innopolicy::answer::gate::{Gate, Premise};
use innopolicy::answer::{Answerer, Reply};
use innopolicy::corpus::glossary::Glossary;
use innopolicy::corpus::load::{Limits, load};
use innopolicy::evaluation::{self, Cited, JudgedQuery, Trial};
use innopolicy::model::{ChatModel, Endpoint, Settings};
use innopolicy::question::Query;
use innopolicy::reader::Reader;
use innopolicy::retrieval::Retriever;
use innopolicy::text::figure::figures;
use model::{FakeModel, Script};
use tokio::runtime::Runtime;

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

/// Until the first sentence of a composed answer may be shown, from when its question is
/// known to be answered: the model's sentences made ready, a reply of a character a piece over
/// loopback, its first line judged. Beside it the answer that is chosen without a model.
fn composed(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = load(&root.join("seeds"), Limits { max_file_mb: 50 }).expect("documents");
    let scratch = std::env::temp_dir().join(format!("innopolicy-composed-{}", std::process::id()));
    let runtime = Runtime::new().expect("a runtime");
    let fake = runtime.block_on(FakeModel::start());
    let composer = composer(&fake);
    let query: Query = "港話通有多少登記用戶？".parse().expect("a question");

    let mut group = criterion.benchmark_group("composed");
    let reader = Reader::open(&root.join("models/reader")).expect("a reader");
    for (name, reader) in [("by words", None), ("with the reader", Some(reader))] {
        let glossary = Glossary::read(&root.join("seeds")).expect("a glossary");
        let answerer = |index| Answerer::new(Retriever::new(index, Arc::new(glossary)), reader);
        let trial = Trial::build_with(&corpus, &scratch, answerer, &mut |_| {});
        let trial = trial.expect("an index");
        let answerer = trial.answerer();
        group.bench_function(format!("{name}, until the first sentence"), |bencher| {
            bencher.iter_custom(|times| {
                let until = || runtime.block_on(until_first(&composer, answerer, &query));
                (0..times).map(|_| until()).sum()
            });
        });
        group.bench_function(format!("{name}, chosen without a model"), |bencher| {
            bencher.iter(|| black_box(answerer.answer_among(&query, &|_| true).expect("answers")));
        });
    }
    group.finish();
}

/// A composer whose model writes, a character a piece, what one sentence says.
fn composer(fake: &FakeModel) -> Composer {
    fake.answering(|request| {
        let number = request.label("登記用戶已超過48萬");
        Script::cut(&format!("港話通推出一個多月，登記用戶超過48萬。[{number}]\n"), 1)
    });
    let endpoint = Endpoint {
        base_url: fake.url().to_owned(),
        name: "fake-1".to_owned(),
        ..Endpoint::default()
    };
    let model = ChatModel::new(Settings { endpoint, ..Settings::default() });
    let prompts = Prompts::read(None).expect("the shipped prompts");
    Composer::new(model.expect("a client"), prompts)
}

/// How long it takes until the first sentence of a composed answer is shown.
async fn until_first(composer: &Composer, answerer: &Answerer, query: &Query) -> Duration {
    let base = Base::new(answerer, query, None, &[]).expect("answers");
    let began = Instant::now();
    let mut first = None;
    let mut seen = |_: &Reply| {
        first.get_or_insert_with(|| began.elapsed());
    };
    composer.compose(answerer, &Arc::new(base), &mut seen).await;
    first.expect("the sentence is shown")
}

criterion_group!(benches, answers, claims, composed);
criterion_main!(benches);
