//! What an index is made from: the documents' metadata and its fingerprint.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::IndexError;
use crate::corpus::{Corpus, Metadata};
use crate::text::terms;

const FILE_NAME: &str = "manifest.json";

/// Changes when passages are cut or stored in another way.
const LAYOUT_VERSION: u32 = 5;

/// The documents of an index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// Metadata of each document, in the order they were indexed.
    pub documents: Vec<Metadata>,
    /// How many passages they were read into.
    pub passages: usize,
}

impl Manifest {
    pub(super) fn of(corpus: &Corpus, passages: usize) -> Self {
        let documents = corpus.documents.iter().map(|document| document.meta.clone()).collect();
        Self { documents, passages }
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

/// A name for the index of `corpus`: equal if and only if the documents, what
/// the catalogue says of them, and the analysis are equal.
pub fn fingerprint(corpus: &Corpus) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    add(&terms::VERSION.to_le_bytes());
    add(&LAYOUT_VERSION.to_le_bytes());
    for document in &corpus.documents {
        add(&serde_json::to_vec(&document.meta).unwrap_or_default());
        add(document.body.as_bytes());
        add(&serde_json::to_vec(&document.source).unwrap_or_default());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
