//! From settings to an answerer: load the documents, open or build the index.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Failure, model};
use crate::answer::Answerer;
use crate::answer::candidate::header;
use crate::config::{Config, Documents};
use crate::corpus::glossary::Glossary;
use crate::corpus::load::{Limits, load_again};
use crate::corpus::{Changes, Corpus, Known, Passage, Problem};
use crate::index::{Check, Index, IndexError, LockError, Progress};
use crate::model::Embedder;
use crate::reader::{Reader, ReaderError};
use crate::retrieval::{DenseError, Encoder, Retriever, Vectors};
use crate::text::words;

/// How long to wait for another process that is indexing the same documents.
const PATIENCE: Duration = Duration::from_mins(1);

/// The file, beside the indexes, with what is known of the documents' files.
const KNOWN: &str = "known.json";

/// When the files that could not be read are named on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Whenever the documents are opened.
    Always,
    /// When they have changed: not before every answer.
    WhenIndexed,
}

/// An answerer over the documents of `config`. A reader that is missing or
/// broken is named on standard error: without it answers are chosen by their
/// words alone.
pub(super) fn answerer(config: &Config, named: Named) -> Result<Answerer, Failure> {
    let (indexed, reader) = rayon::join(
        || indexed(config, named),
        || {
            words::prepare();
            reader(config)
        },
    );
    let (index, glossary) = indexed?;
    let reader = reader.inspect_err(|error| {
        tracing::warn!("answers are chosen by their words alone: {error}");
    });
    Ok(with_reader(
        config,
        index,
        glossary,
        reader.ok().flatten(),
        &mut progress("encoding", "passages"),
    ))
}

/// The index of the documents of `config`, and their glossary.
fn indexed(config: &Config, named: Named) -> Result<(Index, Glossary), Failure> {
    let corpus = load(config)?;
    let glossary = Glossary::read(&config.corpus)?;
    let check = if named == Named::Always { Check::Bytes } else { Check::Sizes };
    let (index, built) = index(config, &corpus, check, &mut indexing())?;
    if built || named == Named::Always {
        name_problems(&corpus);
    }
    Ok((index, glossary))
}

/// The documents of `config` as they are now, answered from as `now` answers,
/// and what was left out of them; no answerer where they are those of `now`,
/// which then has all that is wanted. Vectors that could not be had are tried
/// for again.
pub(super) fn again(
    config: &Config,
    now: &Answerer,
) -> Result<(Option<Answerer>, Vec<Problem>), Failure> {
    let corpus = load(config)?;
    let glossary = Glossary::read(&config.corpus)?;
    let retriever = now.retriever();
    if retriever.index().is_of(&corpus) && *retriever.glossary() == glossary {
        return Ok((with_missing_vectors(config, now), corpus.problems));
    }
    let (index, _) = index(config, &corpus, Check::Sizes, &mut |_, _| {})?;
    let reader = now.reader().cloned();
    let answerer = with_reader(config, index, glossary, reader, &mut |_, _| {});
    Ok((Some(answerer), corpus.problems))
}

/// The answerer `now` with vectors, where they are wanted and were missing and
/// can be had by now.
fn with_missing_vectors(config: &Config, now: &Answerer) -> Option<Answerer> {
    let (retriever, reader) = (now.retriever(), now.reader());
    if retriever.has_vectors() {
        return None;
    }
    // A wrong setting was named at the start, and does not mend itself.
    let encoder = encoder(model::embedder(config).ok().flatten(), reader)?;
    let index = retriever.index();
    let (most, _) = most_vectors(config, &encoder);
    if index.manifest().passages > most {
        return None;
    }
    let vectors = make_vectors(index, &encoder, &mut |_, _| {});
    let vectors = vectors
        .inspect_err(|error| tracing::debug!("there are still no vectors of passages: {error}"))
        .ok()?;
    tracing::info!("passages are found by their vectors too from now on");
    Some(Answerer::new(retriever.clone().with_vectors(encoder, vectors), reader.cloned()))
}

/// What tells when the documents of `config` may have changed, from now on.
pub(super) fn changes(config: &Config) -> Changes {
    let Documents { watch, rescan_seconds, .. } = config.documents;
    let every = (rescan_seconds > 0).then(|| Duration::from_secs(rescan_seconds));
    Changes::of(&config.corpus, watch, every)
}

/// The reader of `config`; `None` where none is wanted.
pub(super) fn reader(config: &Config) -> Result<Option<Reader>, ReaderError> {
    if config.reader.model.as_os_str().is_empty() {
        return Ok(None);
    }
    Reader::open(&config.reader.model).map(Some)
}

/// An answerer over `index`, with the passages' vectors where there is
/// something to make them and they are not too many.
pub(super) fn with_reader(
    config: &Config,
    index: Index,
    glossary: Glossary,
    reader: Option<Reader>,
    report: &mut dyn FnMut(usize, usize),
) -> Answerer {
    let embedder = model::embedder(config).unwrap_or_else(|error| {
        tracing::warn!("the embeddings are left aside: {error}; see docs/model.md");
        None
    });
    let encoder = encoder(embedder, reader.as_ref());
    let vectors = encoder.as_ref().and_then(|encoder| vectors(config, &index, encoder, report));
    let mut retriever = Retriever::new(index, Arc::new(glossary));
    if let (Some(encoder), Some(vectors)) = (encoder, vectors) {
        retriever = retriever.with_vectors(encoder, vectors);
    }
    Answerer::new(retriever, reader)
}

/// What makes vectors: the `embedder`, or else the reader, if it makes any.
fn encoder(embedder: Option<Embedder>, reader: Option<&Reader>) -> Option<Encoder> {
    if let Some(embedder) = embedder {
        return Some(embedder.into());
    }
    let reader = reader.filter(|reader| !reader.manifest().outputs.vector.is_empty())?;
    Some(Encoder::Reader(reader.clone()))
}

fn vectors(
    config: &Config,
    index: &Index,
    encoder: &Encoder,
    report: &mut dyn FnMut(usize, usize),
) -> Option<Vectors> {
    let (most, key) = most_vectors(config, encoder);
    let count = index.manifest().passages;
    if count > most {
        tracing::warn!(
            "{count} passages are found by their words alone: vectors are made for at most {most}, see {key}"
        );
        return None;
    }
    make_vectors(index, encoder, report)
        .inspect_err(|error| tracing::warn!("passages are found by their words alone: {error}"))
        .ok()
}

/// For how many passages vectors are made at most, and the setting that says so.
fn most_vectors(config: &Config, encoder: &Encoder) -> (usize, &'static str) {
    match encoder {
        Encoder::Reader(_) => (config.reader.most_vectors, "reader.most_vectors"),
        Encoder::Server(_) => (config.embeddings.most_vectors, "embeddings.most_vectors"),
    }
}

fn make_vectors(
    index: &Index,
    encoder: &Encoder,
    report: &mut dyn FnMut(usize, usize),
) -> Result<Vectors, DenseError> {
    let header = |passage: &Passage| header(index.document(&passage.document), passage);
    Vectors::open_or_build(index, encoder, &header, report)
}

/// The documents of `config`; problems are named on standard error.
pub(super) fn documents(config: &Config) -> Result<Corpus, Failure> {
    let corpus = load(config)?;
    name_problems(&corpus);
    Ok(corpus)
}

/// The documents of `config`.
pub(super) fn load(config: &Config) -> Result<Corpus, Failure> {
    let limits = Limits { max_file_mb: config.documents.max_file_mb };
    let path = config.data.join("index").join(KNOWN);
    let known = || Known::read(&path, &config.corpus);
    let (corpus, known) = load_again(&config.corpus, limits, known)?;
    // Where nothing can be written, all files are read again the next time.
    if let Err(error) = known.write(&path) {
        tracing::debug!(
            "cannot keep what is known of the documents in {}: {error}",
            path.display()
        );
    }
    Ok(corpus)
}

fn name_problems(corpus: &Corpus) {
    for problem in &corpus.problems {
        let what = if problem.is_kept() { "kept as it was" } else { "left out" };
        tracing::warn!("{what}: {problem}");
    }
}

/// The index of `corpus`, looked at as closely as `check` says, and whether it
/// was built now. `report` is told how many documents of how many are indexed.
pub(super) fn index(
    config: &Config,
    corpus: &Corpus,
    check: Check,
    report: &mut dyn FnMut(usize, usize),
) -> Result<(Index, bool), Failure> {
    let begun = Instant::now();
    let mut waiting = false;
    loop {
        let mut progress = |progress: Progress| report(progress.documents, progress.total);
        match Index::check_or_build(&config.data, corpus, check, &mut progress) {
            Err(IndexError::Lock(LockError::Held { holder, .. })) if begun.elapsed() < PATIENCE => {
                if !std::mem::replace(&mut waiting, true) {
                    tracing::info!("the data folder is held by {holder}; waiting for it");
                }
                std::thread::sleep(Duration::from_millis(100));
            }
            other => return Ok(other?),
        }
    }
}

/// Shows how far indexing has come.
pub(super) fn indexing() -> Box<dyn FnMut(usize, usize)> {
    progress("indexing", "documents")
}

/// A progress bar on a terminal, plain lines otherwise: `doing` so many of so
/// many `things`.
fn progress(doing: &'static str, things: &'static str) -> Box<dyn FnMut(usize, usize)> {
    if !std::io::stderr().is_terminal() {
        let mut said = None;
        return Box::new(move |done, total| {
            let tenth = (done * 10).checked_div(total);
            if tenth != said {
                anstream::eprintln!("{doing}: {done} of {total} {things}");
                said = tenth;
            }
        });
    }
    let bar = ProgressBar::no_length();
    let template = format!("{doing} {{wide_bar}} {{pos}}/{{len}} {things}, {{eta}} left");
    let style = ProgressStyle::with_template(&template);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    Box::new(move |done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
        if done == total {
            bar.finish_and_clear();
        }
    })
}
