//! Building: aside, whole, then swapped in by one rename.

use std::path::{Path, PathBuf};

use tantivy::IndexWriter;

use super::error::IndexError;
use super::manifest::Manifest;
use super::schema::{Fields, schema};
use crate::corpus::passage::passages;
use crate::corpus::{Corpus, Document};

/// Memory for the terms of a segment before it is written, in bytes.
const WRITER_MEMORY: usize = 128_000_000;

/// How far a build has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Documents indexed so far.
    pub documents: usize,
    /// Documents in all.
    pub total: usize,
}

/// Builds the index of `corpus` in `folder/fingerprint`.
///
/// It grows under another name in `folder`, and takes its own only when it
/// is complete, so a reader sees all of it or none.
pub(super) fn build(
    corpus: &Corpus,
    fingerprint: &str,
    folder: &Path,
    report: &mut dyn FnMut(Progress),
) -> Result<PathBuf, IndexError> {
    let unfinished = folder.join(format!(".{fingerprint}.unfinished"));
    let finished = folder.join(fingerprint);
    remove(&unfinished)?;
    std::fs::create_dir_all(&unfinished)
        .map_err(|source| IndexError::Write { path: unfinished.clone(), source })?;
    let passages = write(corpus, &unfinished, report)?;
    Manifest::of(corpus, passages).write(&unfinished)?;
    std::fs::rename(&unfinished, &finished)
        .map_err(|source| IndexError::Write { path: finished.clone(), source })?;
    Ok(finished)
}

/// Deletes a folder, if it is there.
pub(super) fn remove(folder: &Path) -> Result<(), IndexError> {
    match std::fs::remove_dir_all(folder) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(IndexError::Write { path: folder.to_owned(), source })
        }
        _ => Ok(()),
    }
}

fn write(
    corpus: &Corpus,
    folder: &Path,
    report: &mut dyn FnMut(Progress),
) -> Result<usize, IndexError> {
    let (schema, fields) = schema();
    let failed = |source| IndexError::Tantivy { path: folder.to_owned(), source };
    let index = tantivy::Index::create_in_dir(folder, schema).map_err(failed)?;
    let mut writer: IndexWriter =
        index.writer_with_num_threads(1, WRITER_MEMORY).map_err(failed)?;
    let total = corpus.documents.len();
    let mut count = 0;
    for (index, document) in corpus.documents.iter().enumerate() {
        report(Progress { documents: index, total });
        count += add(&writer, fields, document).map_err(failed)?;
    }
    report(Progress { documents: total, total });
    writer.commit().map_err(failed)?;
    writer.wait_merging_threads().map_err(failed)?;
    Ok(count)
}

fn add(writer: &IndexWriter, fields: Fields, document: &Document) -> tantivy::Result<usize> {
    let passages = passages(document);
    for passage in &passages {
        let entry = fields.document(&document.meta.title, passage);
        let entry = entry.map_err(|error| tantivy::TantivyError::SystemError(error.to_string()))?;
        writer.add_document(entry)?;
    }
    Ok(passages.len())
}
