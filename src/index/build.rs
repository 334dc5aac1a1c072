//! Building: aside, whole, then swapped in by one rename.

use std::path::{Path, PathBuf};

use tantivy::IndexWriter;
use tantivy::merge_policy::LogMergePolicy;

use super::error::IndexError;
use super::manifest::{Manifest, fingerprint};
use super::schema::{Fields, heading, schema};
use super::tokenizer;
use crate::corpus::passage::passages;
use crate::corpus::{Corpus, Entry, Passage, title};

/// Memory for the terms of a segment before it is written, in bytes.
const WRITER_MEMORY: usize = 64_000_000;

/// A segment of more passages is not merged with others: merging holds all of
/// both in memory.
const LARGEST_MERGED: usize = 200_000;

/// How far a build has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Documents indexed so far.
    pub documents: usize,
    /// Documents in all.
    pub total: usize,
}

/// Builds the index of `corpus` in `folder`, in a folder that is named after
/// the documents that were read: one that has changed since it was listed is
/// left out and named in the log, and the next listing has another name.
///
/// It grows under the name `expected`, and takes its own only when it is
/// complete, so a reader sees all of it or none.
pub(super) fn build(
    corpus: &Corpus,
    expected: &str,
    folder: &Path,
    report: &mut dyn FnMut(Progress),
) -> Result<PathBuf, IndexError> {
    let unfinished = folder.join(format!(".{expected}.unfinished"));
    remove(&unfinished)?;
    std::fs::create_dir_all(&unfinished)
        .map_err(|source| IndexError::Write { path: unfinished.clone(), source })?;
    let (read, manifest) = write(corpus, &unfinished, report)?;
    manifest.write(&unfinished)?;
    let finished = folder.join(fingerprint(read));
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

/// Writes the passages of all documents that can be read; returns these, and
/// what is known of them.
fn write<'a>(
    corpus: &'a Corpus,
    folder: &Path,
    report: &mut dyn FnMut(Progress),
) -> Result<(Vec<&'a Entry>, Manifest), IndexError> {
    let (schema, fields) = schema();
    let failed = |source| IndexError::Tantivy { path: folder.to_owned(), source };
    let mut index = tantivy::Index::create_in_dir(folder, schema).map_err(failed)?;
    index.set_tokenizers(tokenizer::manager());
    let mut writer: IndexWriter =
        index.writer_with_num_threads(1, WRITER_MEMORY).map_err(failed)?;
    let mut merges = LogMergePolicy::default();
    merges.set_max_docs_before_merge(LARGEST_MERGED);
    writer.set_merge_policy(Box::new(merges));
    let total = corpus.documents.len();
    let (mut read, mut indexed) = (Vec::with_capacity(total), Vec::with_capacity(total));
    for (documents, entry) in corpus.documents.iter().enumerate() {
        report(Progress { documents, total });
        match entry.read() {
            Ok(document) => {
                let passages = passages(&document);
                let meta = title::printed(document.meta, &passages);
                add(&writer, fields, &meta.title, &passages).map_err(failed)?;
                read.push(entry);
                indexed.push((meta, passages.len()));
            }
            Err(problem) => tracing::warn!("left out: {problem}"),
        }
    }
    report(Progress { documents: total, total });
    writer.commit().map_err(failed)?;
    writer.wait_merging_threads().map_err(failed)?;
    Ok((read, Manifest::of(indexed)))
}

/// Adds the passages of a document called `title`.
fn add(
    writer: &IndexWriter,
    fields: Fields,
    title: &str,
    passages: &[Passage],
) -> tantivy::Result<()> {
    let failed = |error: serde_json::Error| tantivy::TantivyError::SystemError(error.to_string());
    for section in passages.chunk_by(|one, next| one.section == next.section) {
        let heading = heading(title, &section[0].section);
        for passage in section {
            writer.add_document(fields.document(&heading, passage).map_err(failed)?)?;
        }
    }
    Ok(())
}
