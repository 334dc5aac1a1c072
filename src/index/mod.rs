//! The full-text index: tantivy on disk, under the data folder.
//!
//! ```text
//! data/index/lock                      held while building
//! data/index/<fingerprint>/            a complete index
//! data/index/.<fingerprint>.unfinished one that is growing
//! ```
//!
//! The fingerprint names what the index was made from, so an unchanged corpus
//! opens what is there and a changed one never meets an old index.

mod build;
mod lock;
mod manifest;
mod schema;

use std::collections::HashMap;
use std::ops::{Bound, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::{BooleanQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Searcher, Term};

pub use build::Progress;
pub use lock::{Lock, LockError};
pub use manifest::{Manifest, fingerprint};
pub use schema::Fields;

use crate::corpus::{Corpus, DocumentId, Metadata, Passage};

/// Why an index could not be built, opened or searched.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The data folder, or something in it, cannot be written.
    #[error("cannot write {path}: {source}; choose a folder you may write to with --data", path = path.display())]
    Write {
        /// The path at fault.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of the index cannot be read.
    #[error("cannot read {path}: {source}; delete the folder to have it built again", path = path.display())]
    Read {
        /// The path at fault.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// tantivy failed.
    #[error("the index in {path} failed: {source}; delete the folder to have it built again", path = path.display())]
    Tantivy {
        /// The index's folder.
        path: PathBuf,
        /// What tantivy said.
        source: tantivy::TantivyError,
    },
    /// The lock could not be taken.
    #[error(transparent)]
    Lock(#[from] LockError),
}

/// An open index. Clones share it.
#[derive(Clone)]
pub struct Index {
    folder: PathBuf,
    fields: Fields,
    reader: IndexReader,
    manifest: Arc<Manifest>,
    numbers: Arc<HashMap<DocumentId, usize>>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// Blocks of stored passages kept unpacked, of some 16 KiB each: enough for
/// the passages of a few hundred questions on one subject.
const CACHED_BLOCKS: usize = 256;

impl Index {
    /// Opens the index of `corpus` under `data`, building it first when the
    /// documents or the analysis have changed. Returns whether it was built.
    ///
    /// # Errors
    /// [`IndexError::Lock`] names the process that is building already.
    pub fn open_or_build(
        data: &Path,
        corpus: &Corpus,
        report: &mut dyn FnMut(Progress),
    ) -> Result<(Self, bool), IndexError> {
        let folder = data.join("index");
        let fingerprint = fingerprint(corpus);
        let finished = folder.join(&fingerprint);
        if finished.exists() {
            return Ok((Self::open(&finished)?, false));
        }
        let _lock = Lock::take(&folder.join("lock"), "indexing")?;
        if !finished.exists() {
            build::build(corpus, &fingerprint, &folder, report)?;
        }
        let index = Self::open(&finished)?;
        remove_others(&folder, &fingerprint);
        Ok((index, true))
    }

    /// Opens the complete index in `folder`.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let failed = |source| IndexError::Tantivy { path: folder.to_owned(), source };
        let manifest = Manifest::read(folder)?;
        let (_, fields) = schema::schema();
        let index = tantivy::Index::open_in_dir(folder).map_err(failed)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = reader.doc_store_cache_num_blocks(CACHED_BLOCKS).try_into().map_err(failed)?;
        let ids = manifest.documents.iter().map(|document| document.id.clone());
        let numbers = Arc::new(ids.zip(0..).collect());
        Ok(Self {
            folder: folder.to_owned(),
            fields,
            reader,
            manifest: Arc::new(manifest),
            numbers,
        })
    }

    /// What the index was made from.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The metadata of a document.
    pub fn document(&self, id: &DocumentId) -> Option<&Metadata> {
        self.numbers.get(id).map(|number| &self.manifest.documents[*number])
    }

    /// The fields to make terms for.
    pub fn fields(&self) -> Fields {
        self.fields
    }

    /// A view of the index, unchanged while it is held.
    pub fn view(&self) -> View<'_> {
        View { index: self, searcher: self.reader.searcher() }
    }

    fn failed(&self, source: tantivy::TantivyError) -> IndexError {
        IndexError::Tantivy { path: self.folder.clone(), source }
    }
}

/// A view of an [`Index`], unchanged while it is held.
pub struct View<'a> {
    index: &'a Index,
    searcher: Searcher,
}

impl View<'_> {
    /// The fields to make terms for.
    pub fn fields(&self) -> Fields {
        self.index.fields
    }

    /// How many passages there are.
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Whether there is no passage.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// In how many passages `term` stands.
    pub fn frequency(&self, term: &Term) -> Result<u64, IndexError> {
        self.searcher.doc_freq(term).map_err(|source| self.index.failed(source))
    }

    /// The best `limit` passages of `query` by BM25, best first.
    pub fn search(
        &self,
        query: &dyn Query,
        limit: usize,
    ) -> Result<Vec<(f32, DocAddress)>, IndexError> {
        let top = TopDocs::with_limit(limit.max(1)).order_by_score();
        self.searcher.search(query, &top).map_err(|source| self.index.failed(source))
    }

    /// The passage at `address`.
    pub fn passage(&self, address: DocAddress) -> Result<Passage, IndexError> {
        let document = self.searcher.doc(address).map_err(|source| self.index.failed(source))?;
        let lost = || tantivy::TantivyError::InternalError(format!("no passage at {address:?}"));
        self.index.fields.passage(&document).ok_or_else(|| self.index.failed(lost()))
    }

    /// All passages of a document, in order.
    pub fn passages_of(&self, document: &DocumentId) -> Result<Vec<Passage>, IndexError> {
        self.in_order(&self.of(document))
    }

    /// The passages of a document with `ordinals`, in order.
    pub fn passages_among(
        &self,
        document: &DocumentId,
        ordinals: Range<u32>,
    ) -> Result<Vec<Passage>, IndexError> {
        let place = |ordinal: u32| Term::from_field_u64(self.index.fields.ordinal, ordinal.into());
        let from = Bound::Included(place(ordinals.start));
        let among = RangeQuery::new(from, Bound::Excluded(place(ordinals.end)));
        let both = BooleanQuery::intersection(vec![Box::new(self.of(document)), Box::new(among)]);
        self.in_order(&both)
    }

    fn of(&self, document: &DocumentId) -> TermQuery {
        let term = Term::from_field_text(self.index.fields.document, document.as_str());
        TermQuery::new(term, IndexRecordOption::Basic)
    }

    fn in_order(&self, query: &dyn Query) -> Result<Vec<Passage>, IndexError> {
        let found = self.searcher.search(query, &DocSetCollector);
        let found = found.map_err(|source| self.index.failed(source))?;
        let mut passages: Vec<Passage> =
            found.into_iter().map(|address| self.passage(address)).collect::<Result<_, _>>()?;
        passages.sort_by_key(|passage| passage.ordinal);
        Ok(passages)
    }
}

/// Removes indexes of earlier documents and unfinished ones. A process that
/// still reads one keeps it until it lets go; failing is no loss.
fn remove_others(folder: &Path, keep: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir()
            && !path.ends_with(keep)
            && let Err(error) = build::remove(&path)
        {
            tracing::warn!("an old index stays behind: {error}");
        }
    }
}
