//! Documents into tantivy's files, with the manifest beside them.

use std::path::{Path, PathBuf};

use tantivy::merge_policy::LogMergePolicy;
use tantivy::{IndexWriter, Term};

use super::error::IndexError;
use super::files;
use super::manifest::{Indexed, Manifest, Stamp};
use super::schema::{Fields, heading, schema};
use super::tokenizer;
use crate::corpus::passage::passages;
use crate::corpus::{Document, DocumentId, Entry, Metadata, Passage, Problem, contained, title};

/// Memory for the terms of a segment before it is written, in bytes.
const WRITER_MEMORY: usize = 64_000_000;

/// A segment of more passages is not merged with others: merging holds all of
/// both in memory.
const LARGEST_MERGED: usize = 200_000;

/// A segment is written again without the passages that were taken out of it
/// when they are more than this share of it: BM25 counts them until then, so
/// that ranks would be a little other than those of an index made at once.
const MOST_DELETED: f32 = 0.01;

/// The index that is being written.
pub(super) struct Writer {
    folder: PathBuf,
    fields: Fields,
    tantivy: IndexWriter,
    indexed: Vec<Indexed>,
}

/// The metadata and the passages of `entry`.
pub(super) fn read(entry: &Entry) -> Result<(Metadata, Vec<Passage>), Problem> {
    let document = entry.read()?;
    Ok(cut(entry, document, |document| {
        let passages = passages(document);
        (title::printed(document, &passages), passages)
    }))
}

/// What `into_passages` makes of `document`; no passage where it panics. The
/// document is kept all the same, so that the index has the name that its
/// documents give it and is not built again at every start.
fn cut(
    entry: &Entry,
    document: Document,
    into_passages: impl FnOnce(&Document) -> (Metadata, Vec<Passage>),
) -> (Metadata, Vec<Passage>) {
    contained(|| into_passages(&document)).unwrap_or_else(|reason| {
        let problem = Problem { path: entry.path(), reason };
        tracing::warn!("indexed without a passage: {problem}");
        (document.meta, Vec::new())
    })
}

impl Writer {
    /// Begins an index in `folder`, which is empty.
    pub(super) fn create(folder: &Path) -> Result<Self, IndexError> {
        let index = tantivy::Index::create_in_dir(folder, schema().0);
        Self::of(folder, index)
    }

    /// Goes on with the index in `folder`.
    pub(super) fn open(folder: &Path) -> Result<Self, IndexError> {
        Self::of(folder, tantivy::Index::open_in_dir(folder))
    }

    fn of(folder: &Path, index: tantivy::Result<tantivy::Index>) -> Result<Self, IndexError> {
        let failed = |source| IndexError::tantivy(folder, source);
        let mut index = index.map_err(failed)?;
        index.set_tokenizers(tokenizer::manager());
        let tantivy: IndexWriter =
            index.writer_with_num_threads(1, WRITER_MEMORY).map_err(failed)?;
        let mut merges = LogMergePolicy::default();
        merges.set_max_docs_before_merge(LARGEST_MERGED);
        merges.set_del_docs_ratio_before_merge(MOST_DELETED);
        tantivy.set_merge_policy(Box::new(merges));
        let fields = schema().1;
        Ok(Self { folder: folder.to_owned(), fields, tantivy, indexed: Vec::new() })
    }

    /// Takes the passages out that the document `id` has so far.
    pub(super) fn remove(&mut self, id: &DocumentId) {
        self.tantivy.delete_term(Term::from_field_text(self.fields.document, id.as_str()));
    }

    /// Counts a document that is in the index already.
    pub(super) fn keep(&mut self, document: Indexed) {
        self.indexed.push(document);
    }

    /// Adds the passages of `entry`.
    pub(super) fn add(
        &mut self,
        entry: &Entry,
        meta: Metadata,
        passages: &[Passage],
    ) -> Result<(), IndexError> {
        self.add_passages(&meta.title, passages)
            .map_err(|source| IndexError::tantivy(&self.folder, source))?;
        self.indexed.push(Indexed { meta, passages: passages.len(), stamp: Stamp::of(entry) });
        Ok(())
    }

    fn add_passages(&self, title: &str, passages: &[Passage]) -> tantivy::Result<()> {
        let failed =
            |error: serde_json::Error| tantivy::TantivyError::SystemError(error.to_string());
        for section in passages.chunk_by(|one, next| one.section == next.section) {
            let heading = heading(title, &section[0].section);
            for passage in section {
                let document = self.fields.document(&heading, passage).map_err(failed)?;
                self.tantivy.add_document(document)?;
            }
        }
        Ok(())
    }

    /// Writes what is left and the manifest; returns the index's name.
    pub(super) fn finish(self) -> Result<String, IndexError> {
        let Self { folder, mut tantivy, indexed, .. } = self;
        let failed = |source| IndexError::tantivy(&folder, source);
        tantivy.commit().map_err(failed)?;
        // Files that merging has made superfluous go with the next commit.
        tantivy.wait_merging_threads().map_err(failed)?;
        let files = files::list(&folder)
            .map_err(|source| IndexError::Read { path: folder.clone(), source })?;
        let manifest = Manifest::of(indexed, files);
        manifest.write(&folder)?;
        Ok(manifest.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::load::{Limits, load};

    #[test]
    fn a_document_that_the_program_fails_on_is_kept_without_a_passage() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "西橋將於2027年完工。").expect("written");
        let corpus = load(folder.path(), Limits { max_file_mb: 1 }).expect("loads");
        let entry = &corpus.documents[0];
        assert_eq!(entry.path(), path);
        let document = entry.read().expect("reads");
        let (meta, passages) = cut(entry, document, |_| panic!("at a comma"));
        assert_eq!((meta, passages.len()), (entry.meta.clone(), 0));
    }
}
