//! How fast answers are, against a plain tantivy query on the same index.
//!
//! ```sh
//! cargo bench --bench speed -- CORPUS QUERIES [COPIES]
//! ```
//!
//! `CORPUS` is a file of `{id, title, text}` lines. With `COPIES`, the corpus
//! is repeated that many times, each copy varied, to see how it scales; the
//! plain query is then left out. Prints the time of building, the size of the index, and p50 and p99 of the
//! whole of `Answerer::answer` and of the plain query (words, pairs and single
//! characters, any of them, ten best), question by question in turn, with the
//! ratios.

mod plain;

use std::path::Path;
use std::time::{Duration, Instant};

use innopolicy::corpus::glossary::Glossary;
use innopolicy::corpus::{Corpus, DocumentId};
use innopolicy::evaluation::{self, Latency, Trial};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let [corpus, queries, rest @ ..] = &arguments[..] else {
        // `cargo bench` runs every bench; without a corpus there is nothing to do.
        println!("speed: CORPUS QUERIES [COPIES]");
        return;
    };
    let copies = rest.first().and_then(|copies| copies.parse().ok()).unwrap_or(1);
    let corpus = repeated(&evaluation::documents(Path::new(corpus)).expect("documents"), copies);
    let queries = evaluation::queries(Path::new(queries)).expect("questions");
    let glossary = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let glossary = Glossary::read(&glossary).expect("a glossary");
    let scratch = std::env::temp_dir().join(format!("innopolicy-speed-{}", std::process::id()));
    let trial = Trial::build(&corpus, glossary, &scratch, &mut |_| {}).expect("an index");
    println!("passages {}  index {} MB", trial.passages(), trial.index_bytes() / 1_000_000);
    println!("build: {:.2} s", trial.build_time().as_secs_f64());
    let peer = (copies == 1).then(|| {
        let begun = Instant::now();
        let peer = plain::Peer::build(&corpus);
        let (ours, plain) = (trial.build_time().as_secs_f64(), begun.elapsed().as_secs_f64());
        println!("plain build: {plain:.2} s, ratio {:.2}", ours / plain);
        peer
    });
    drop(corpus);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..2 {
        for judged in &queries {
            let our = time(|| drop(trial.answerer().answer(&judged.query).expect("answers")));
            let their = peer.as_ref().map(|peer| time(|| drop(peer.search(judged.query.text()))));
            // The first round warms caches and dictionaries.
            if round > 0 {
                ours.push(our);
                theirs.extend(their);
            }
        }
    }
    report(&ours, &theirs);
}

fn time(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn report(ours: &[Duration], theirs: &[Duration]) {
    let of = |times: &[Duration]| Latency::of(times.iter().copied());
    let Some(ours) = of(ours) else { return };
    println!("ours:  p50 {:.3} ms  p99 {:.3} ms  mean {:.3} ms", ours.p50, ours.p99, ours.mean);
    if let Some(memory) = evaluation::resident_memory_mb() {
        println!("resident memory {memory:.0} MB");
    }
    let Some(plain) = of(theirs) else { return };
    println!("plain: p50 {:.3} ms  p99 {:.3} ms  mean {:.3} ms", plain.p50, plain.p99, plain.mean);
    let ratio = |ours: f64, plain: f64| ours / plain;
    let (p50, p99) = (ratio(ours.p50, plain.p50), ratio(ours.p99, plain.p99));
    println!("ratio: p50 {p50:.2}  p99 {p99:.2}  mean {:.2}", ratio(ours.mean, plain.mean));
}

/// The corpus so many times; in each copy after the first, every document has
/// its own name and a sentence of its own.
fn repeated(corpus: &Corpus, copies: usize) -> Corpus {
    let mut all = Corpus::default();
    for copy in 0..copies {
        for document in &corpus.documents {
            let mut document = document.read().expect("held");
            if copy > 0 {
                document.meta.id = DocumentId::new(format!("{}#{copy}", document.meta.id));
                document.body.push_str(&format!("第{copy}冊，編號{}。", copy * 7919 % 100_003));
            }
            all.documents.push(document.into());
        }
    }
    all
}
