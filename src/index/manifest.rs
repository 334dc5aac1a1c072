//! What an index is made from: the documents' metadata and its fingerprint.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::IndexError;
use crate::corpus::{Entry, Metadata};
use crate::text::terms;

const FILE_NAME: &str = "manifest.json";

/// Changes when passages are cut or stored in another way.
const LAYOUT_VERSION: u32 = 6;

/// The documents of an index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// Metadata of each document, in the order they were indexed.
    pub documents: Vec<Metadata>,
    /// How many passages they were read into.
    pub passages: usize,
    /// How many passages each was read into.
    pub passages_of: Vec<usize>,
}

impl Manifest {
    /// The manifest of documents that were indexed, each with the number of
    /// its passages.
    pub(super) fn of(indexed: impl IntoIterator<Item = (Metadata, usize)>) -> Self {
        let (documents, passages_of): (_, Vec<usize>) = indexed.into_iter().unzip();
        Self { documents, passages: passages_of.iter().sum(), passages_of }
    }

    pub(super) fn read(folder: &Path) -> Result<Self, IndexError> {
        let path = folder.join(FILE_NAME);
        let text = std::fs::read(&path)
            .map_err(|source| IndexError::Read { path: path.clone(), source })?;
        serde_json::from_slice(&text)
            .map_err(|source| IndexError::Read { path, source: source.into() })
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), IndexError> {
        let path = folder.join(FILE_NAME);
        let failed = |source| IndexError::Write { path: path.clone(), source };
        let text = serde_json::to_vec(self).map_err(|error| failed(error.into()))?;
        std::fs::write(&path, text).map_err(failed)
    }
}

/// A name for the index of `documents`: equal if and only if they, what the
/// catalogue says of them, and the analysis are equal.
pub fn fingerprint<'a>(documents: impl IntoIterator<Item = &'a Entry>) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    add(&terms::VERSION.to_le_bytes());
    add(&LAYOUT_VERSION.to_le_bytes());
    for entry in documents {
        add(&serde_json::to_vec(&entry.meta).unwrap_or_default());
        add(entry.digest().as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
