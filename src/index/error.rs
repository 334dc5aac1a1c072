//! What can go wrong with an index.

use std::path::{Path, PathBuf};

use super::lock::LockError;

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
    #[error("cannot read {path}: {source}", path = path.display())]
    Read {
        /// The path at fault.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of the index has other bytes than were written.
    #[error("{path} is damaged", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// tantivy failed.
    #[error("the index in {path} failed: {source}; `innopolicy index` checks it, and builds it again where it is damaged", path = path.display())]
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

impl IndexError {
    /// That tantivy failed on the index in `folder`.
    pub(super) fn tantivy(folder: &Path, source: tantivy::TantivyError) -> Self {
        Self::Tantivy { path: folder.to_owned(), source }
    }
}
