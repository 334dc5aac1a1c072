//! What an index is made from: the documents' metadata and its fingerprint.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::error::IndexError;
use crate::corpus::{Entry, Metadata};
use crate::text::terms;

pub(super) const FILE_NAME: &str = "manifest.json";

/// Changes when passages are cut or stored, or documents titled, in another way.
const LAYOUT_VERSION: u32 = 14;

/// The documents of an index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// Metadata of each document, in the order they were indexed.
    pub documents: Vec<Metadata>,
    /// How many passages they were read into.
    pub passages: usize,
    /// How many passages each was read into.
    pub passages_of: Vec<usize>,
    /// What each was indexed from.
    pub(super) stamps: Vec<Stamp>,
    /// How they were analysed: see [`analysis`].
    pub(super) analysis: String,
    /// The index's files, with their bytes.
    pub(super) files: BTreeMap<String, u64>,
}

/// What is known of a document and its bytes, as a hash in hexadecimal digits:
/// a document with another one is indexed anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Stamp(String);

impl Stamp {
    pub(super) fn of(entry: &Entry) -> Self {
        let known = serde_json::to_vec(&entry.meta).unwrap_or_default();
        Self(hash([known.as_slice(), entry.digest().as_bytes()]))
    }
}

/// A document that was indexed.
#[derive(Debug)]
pub(super) struct Indexed {
    pub(super) meta: Metadata,
    pub(super) passages: usize,
    pub(super) stamp: Stamp,
}

impl Manifest {
    /// The documents, newest first.
    pub fn newest_first(&self) -> Vec<&Metadata> {
        let mut documents: Vec<&Metadata> = self.documents.iter().collect();
        documents.sort_by(|left, right| {
            right.published.cmp(&left.published).then_with(|| left.id.cmp(&right.id))
        });
        documents
    }

    /// The manifest of the documents that were indexed into `files`.
    pub(super) fn of(indexed: Vec<Indexed>, files: BTreeMap<String, u64>) -> Self {
        let passages_of: Vec<usize> = indexed.iter().map(|one| one.passages).collect();
        let (documents, stamps) = indexed.into_iter().map(|one| (one.meta, one.stamp)).unzip();
        let passages = passages_of.iter().sum();
        Self { documents, passages, passages_of, stamps, analysis: analysis(), files }
    }

    /// The name of the index of these documents.
    pub(super) fn fingerprint(&self) -> String {
        name(self.stamps.iter())
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
pub fn fingerprint(documents: &[&Entry]) -> String {
    let stamps: Vec<Stamp> = documents.par_iter().map(|entry| Stamp::of(entry)).collect();
    name(&stamps)
}

/// The version of the analysis: an index of another one is of no use.
pub(super) fn analysis() -> String {
    format!("{}.{LAYOUT_VERSION}", terms::VERSION)
}

fn name<'a>(stamps: impl IntoIterator<Item = &'a Stamp>) -> String {
    let analysis = analysis();
    let stamps = stamps.into_iter().map(|stamp| stamp.0.as_bytes());
    hash(std::iter::once(analysis.as_bytes()).chain(stamps))
}

/// A hash of `parts` in 32 hexadecimal digits; no two lists of parts run
/// together.
fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
