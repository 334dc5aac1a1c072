//! A fresh index of a corpus, and judged questions put to it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::judge::{Verdict, is_relevant};
use super::metrics::DEPTH;
use super::queries::JudgedQuery;
use crate::answer::Answerer;
use crate::corpus::glossary::Glossary;
use crate::corpus::{Corpus, Passage};
use crate::index::{Index, IndexError, Progress};
use crate::question::Query;
use crate::retrieval::{Hit, Retriever};

/// How many passages are looked at for [`DEPTH`] documents: a document may
/// have several.
const PASSAGES: usize = 2 * DEPTH;

/// Under which conditions questions are put.
#[derive(Debug, Clone, Copy, Default)]
pub struct Conditions {
    /// The passages that answer a question are kept from it, so that not to
    /// answer is right. Rarities are still those of the whole corpus.
    pub without_relevant: bool,
}

/// An answerer over an index that was built for this, with what that cost.
/// The index is deleted when the trial is dropped.
#[derive(Debug)]
pub struct Trial {
    answerer: Answerer,
    build: Duration,
    index_bytes: u64,
    _scratch: Scratch,
}

impl Trial {
    /// Builds the index of `corpus` in `folder`, which must not be in use and
    /// is deleted in the end, and answers by words alone over it.
    pub fn build(
        corpus: &Corpus,
        glossary: Glossary,
        folder: &Path,
        report: &mut dyn FnMut(Progress),
    ) -> Result<Self, IndexError> {
        let answerer = |index| Answerer::new(Retriever::new(index, Arc::new(glossary)), None);
        Self::build_with(corpus, folder, answerer, report)
    }

    /// As [`Trial::build`], with the answerer that `answerer` makes over the
    /// index.
    pub fn build_with(
        corpus: &Corpus,
        folder: &Path,
        answerer: impl FnOnce(Index) -> Answerer,
        report: &mut dyn FnMut(Progress),
    ) -> Result<Self, IndexError> {
        let scratch = Scratch::new(folder);
        let begun = Instant::now();
        let (index, _) = Index::open_or_build(folder, corpus, report)?;
        let build = begun.elapsed();
        let index_bytes = bytes_in(index.folder());
        let answerer = answerer(index);
        Ok(Self { answerer, build, index_bytes, _scratch: scratch })
    }

    /// Puts `queries` to the answerer, one after another, and judges the
    /// answers. `report` is told how many are done.
    pub fn run(
        &self,
        queries: &[JudgedQuery],
        conditions: Conditions,
        report: &mut dyn FnMut(usize),
    ) -> Result<Vec<Verdict>, IndexError> {
        // The first answer also pays for the dictionaries.
        if let Some(first) = queries.first() {
            self.answerer.answer(&first.query)?;
        }
        let mut verdicts = Vec::with_capacity(queries.len());
        for judged in queries {
            verdicts.push(if conditions.without_relevant {
                self.left_out(judged)?
            } else {
                self.judge(judged)?
            });
            report(verdicts.len());
        }
        Ok(verdicts)
    }

    /// The answerer that is tried.
    pub fn answerer(&self) -> &Answerer {
        &self.answerer
    }

    /// How many passages the index has.
    pub fn passages(&self) -> usize {
        self.answerer.retriever().index().manifest().passages
    }

    /// How long building the index took.
    pub fn build_time(&self) -> Duration {
        self.build
    }

    /// The size of the index on disk.
    pub fn index_bytes(&self) -> u64 {
        self.index_bytes
    }

    /// The question as asked on the day of the latest document, so that the
    /// same questions have the same answers on any day.
    pub fn dated(&self, judged: &JudgedQuery) -> Query {
        let documents = &self.answerer.retriever().index().manifest().documents;
        match documents.iter().filter_map(|document| document.published).max() {
            Some(day) => judged.query.clone().asked_on(day),
            None => judged.query.clone(),
        }
    }

    fn judge(&self, judged: &JudgedQuery) -> Result<Verdict, IndexError> {
        let begun = Instant::now();
        let reply = self.answerer.answer(&self.dated(judged))?;
        let latency = begun.elapsed();
        let hits = self.hits(&judged.query)?;
        Ok(Verdict::of(judged, &reply, &hits, latency))
    }

    fn left_out(&self, judged: &JudgedQuery) -> Result<Verdict, IndexError> {
        let keep = |passage: &Passage| !is_relevant(judged, passage);
        let begun = Instant::now();
        let reply = self.answerer.answer_among(&self.dated(judged), &keep)?;
        Ok(Verdict::without_relevant(judged, &reply, begun.elapsed()))
    }

    fn hits(&self, query: &Query) -> Result<Vec<Hit>, IndexError> {
        let retriever = self.answerer.retriever();
        retriever.search(&retriever.prepare(query)?, PASSAGES)
    }
}

/// A folder that is deleted with this.
#[derive(Debug)]
struct Scratch(PathBuf);

impl Scratch {
    /// Deletes what a run that was stopped has left there.
    fn new(folder: &Path) -> Self {
        let scratch = Self(folder.to_owned());
        scratch.clear();
        scratch
    }

    fn clear(&self) {
        match std::fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!("{} stays behind: {error}", self.0.display());
            }
            _ => {}
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The bytes of the files in `folder`; it has no subfolders.
fn bytes_in(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|file| file.len()).sum()
}
