//! An index on disk, opened, and built first where it is not there.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::{IndexReader, ReloadPolicy};

use super::base;
use super::build::{self, Progress};
use super::error::IndexError;
use super::files;
use super::lock::Lock;
use super::manifest::{Manifest, fingerprint};
use super::schema::{Fields, schema};
use super::sealed::Sealed;
use super::view::View;
use crate::corpus::{Corpus, DocumentId, Entry, Metadata};

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

/// How closely an index is looked at when it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Its files are there, with the bytes they should have: some
    /// microseconds a file.
    Sizes,
    /// Every byte is as it was written: all files are read.
    Bytes,
}

/// Blocks of stored passages kept unpacked, of some 16 KiB each: enough for
/// the passages of a few hundred questions on one subject.
const CACHED_BLOCKS: usize = 256;

impl Index {
    /// Opens the index of `corpus` under `data`, building it first when the
    /// documents or the analysis have changed, and anew when it is damaged.
    /// Returns whether it was built.
    ///
    /// # Errors
    /// [`IndexError::Lock`] names the process that is building already.
    pub fn open_or_build(
        data: &Path,
        corpus: &Corpus,
        report: &mut dyn FnMut(Progress),
    ) -> Result<(Self, bool), IndexError> {
        Self::check_or_build(data, corpus, Check::Sizes, report)
    }

    /// As [`Index::open_or_build`], looking at what is there as closely as
    /// `check` says.
    pub fn check_or_build(
        data: &Path,
        corpus: &Corpus,
        check: Check,
        report: &mut dyn FnMut(Progress),
    ) -> Result<(Self, bool), IndexError> {
        let folder = data.join("index");
        let (expected, readable) = names(corpus);
        let there = || {
            let open = |name: &String| Self::open_whole(&folder.join(name), check);
            open(&expected).or_else(|| readable.as_ref().and_then(open))
        };
        if let Some(index) = there() {
            return Ok((index, false));
        }
        let _lock = Lock::take(&folder.join("lock"), "indexing")?;
        // Another process may have built it until the lock was free.
        if let Some(index) = there() {
            return Ok((index, false));
        }
        build::remove(&folder.join(&expected))?;
        let finished = build::build(corpus, &expected, &folder, report)?;
        let index = Self::open(&finished)?;
        remove_others(&folder, &finished);
        Ok((index, true))
    }

    /// Whether it is, whole, the index of `corpus`.
    pub fn is_of(&self, corpus: &Corpus) -> bool {
        let (expected, readable) = names(corpus);
        let name = self.folder.file_name().and_then(|name| name.to_str());
        let named = name == Some(&expected) || (readable.is_some() && name == readable.as_deref());
        named && files::check(&self.folder, &self.manifest.files).is_ok()
    }

    /// The index in `folder`; `None` if there is none that can be used.
    fn open_whole(folder: &Path, check: Check) -> Option<Self> {
        if !folder.exists() {
            return None;
        }
        let index = Self::open(folder).and_then(|index| match check {
            Check::Sizes => Ok(index),
            Check::Bytes => index.verify().map(|()| index),
        });
        index.inspect_err(|error| tracing::warn!("an index is built again: {error}")).ok()
    }

    /// Opens the complete index in `folder`.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let failed = |source| IndexError::tantivy(folder, source);
        let manifest = Manifest::read(folder)?;
        files::check(folder, &manifest.files)
            .map_err(|source| IndexError::Read { path: folder.to_owned(), source })?;
        let (_, fields) = schema();
        let sealed = Sealed::open(folder).map_err(failed)?;
        let index = tantivy::Index::open(sealed).map_err(failed)?;
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

    /// The number of a document in the manifest.
    pub fn number(&self, id: &DocumentId) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// The folder it is in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of the last index that others made from its passages under
    /// `name`, if there was one: what it says of passages still holds.
    pub fn carried(&self, name: &str) -> PathBuf {
        self.folder.join(base::carried(name))
    }

    /// Reads every byte of the index; fails if any is not as it was written.
    fn verify(&self) -> Result<(), IndexError> {
        let index = self.reader.searcher().index().clone();
        let damaged =
            index.validate_checksum().map_err(|error| IndexError::tantivy(&self.folder, error))?;
        match damaged.into_iter().next() {
            None => Ok(()),
            Some(file) => Err(IndexError::Damaged { path: self.folder.join(file) }),
        }
    }

    /// A view of the index, unchanged while it is held.
    pub fn view(&self) -> View<'_> {
        View::new(&self.folder, self.fields, self.reader.searcher())
    }
}

/// The names that the index of `corpus` may have: with the documents whose last
/// version alone can be read, or without, where those are not indexed any more.
fn names(corpus: &Corpus) -> (String, Option<String>) {
    let all: Vec<&Entry> = corpus.documents.iter().collect();
    let readable: Vec<&Entry> = all.iter().copied().filter(|entry| !entry.is_lost()).collect();
    let lost = readable.len() < all.len();
    (fingerprint(&all), lost.then(|| fingerprint(&readable)))
}

/// Removes indexes of earlier documents and unfinished ones. A process that
/// still reads one keeps it until it lets go; failing is no loss.
fn remove_others(folder: &Path, keep: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir()
            && path != keep
            && let Err(error) = build::remove(&path)
        {
            tracing::warn!("an old index stays behind: {error}");
        }
    }
}
