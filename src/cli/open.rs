//! From settings to an answerer: load the documents, open or build the index.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::Failure;
use crate::answer::Answerer;
use crate::config::Config;
use crate::corpus::glossary::Glossary;
use crate::corpus::load::Limits;
use crate::corpus::{self, Corpus};
use crate::index::{Index, IndexError, LockError, Progress};
use crate::retrieval::Retriever;

/// How long to wait for another process that is indexing the same documents.
const PATIENCE: Duration = Duration::from_mins(1);

/// An answerer over the documents of `config`. Files that could not be read
/// are named on standard error.
pub(super) fn answerer(config: &Config) -> Result<Answerer, Failure> {
    let corpus = documents(config)?;
    let glossary = Glossary::read(&config.corpus)?;
    let (index, _) = index(config, &corpus)?;
    Ok(Answerer::new(Retriever::new(index, Arc::new(glossary))))
}

/// The documents of `config`; problems are named on standard error.
pub(super) fn documents(config: &Config) -> Result<Corpus, Failure> {
    let limits = Limits { max_file_mb: config.documents.max_file_mb };
    let corpus = corpus::load(&config.corpus, limits)?;
    for problem in &corpus.problems {
        tracing::warn!("left out: {problem}");
    }
    Ok(corpus)
}

/// The index of `corpus`, and whether it was built now.
pub(super) fn index(config: &Config, corpus: &Corpus) -> Result<(Index, bool), Failure> {
    let begun = Instant::now();
    let mut waiting = false;
    loop {
        match Index::open_or_build(&config.data, corpus, &mut progress()) {
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

/// A progress bar on a terminal, plain lines otherwise.
fn progress() -> Box<dyn FnMut(Progress)> {
    if !std::io::stderr().is_terminal() {
        return Box::new(|progress| {
            let tenth = (progress.total / 10).max(1);
            if progress.documents % tenth == 0 || progress.documents == progress.total {
                anstream::eprintln!(
                    "indexing: {} of {} documents",
                    progress.documents,
                    progress.total
                );
            }
        });
    }
    let bar = ProgressBar::no_length();
    let style =
        ProgressStyle::with_template("indexing {wide_bar} {pos}/{len} documents, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    Box::new(move |progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.documents as u64);
        if progress.documents == progress.total {
            bar.finish_and_clear();
        }
    })
}
