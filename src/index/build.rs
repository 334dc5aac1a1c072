//! Building: aside, whole, then swapped in by one rename.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::base::Base;
use super::error::IndexError;
use super::manifest::Indexed;
use super::writer::{Writer, read};
use crate::corpus::Corpus;

/// How far a build has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Documents indexed so far.
    pub documents: usize,
    /// Documents to index in all.
    pub total: usize,
}

/// Builds the index of `corpus` in `folder`, in a folder that is named after
/// the documents that were read: one that has changed since it was listed is
/// left out and named in the log, and the next listing has another name.
///
/// It begins from the last index where most of that still holds. It grows
/// under the name `expected`, and takes its own only when it is complete, so a
/// reader sees all of it or none.
pub(super) fn build(
    corpus: &Corpus,
    expected: &str,
    folder: &Path,
    report: &mut dyn FnMut(Progress),
) -> Result<PathBuf, IndexError> {
    let unfinished = folder.join(format!(".{expected}.unfinished"));
    let base = Base::newest(folder);
    let begun = base.as_ref().map(|base| (base, base.held(corpus)));
    let begun = begun.filter(|(base, held)| is_worth_it(base, held, corpus));
    let written = match begun {
        Some((base, held)) => write(corpus, Some(base), held, &unfinished, report)
            .inspect_err(|error| tracing::warn!("all documents are indexed anew: {error}"))
            .ok(),
        None => None,
    };
    let name = match written {
        Some(name) => name,
        None => write(corpus, None, Vec::new(), &unfinished, report)?,
    };
    if let Some(base) = base {
        base.carry(&unfinished);
    }
    let finished = folder.join(name);
    // It is there where the same documents were left out the last time.
    remove(&finished)?;
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

/// Whether to begin from `base`, of which so much is `held`: beginning anew is
/// cheaper where less is left than has to be taken out, but would lose what
/// can no longer be read.
fn is_worth_it(base: &Base, held: &[Option<Indexed>], corpus: &Corpus) -> bool {
    let lost =
        corpus.documents.iter().zip(held).any(|(entry, held)| entry.is_lost() && held.is_some());
    lost || held.iter().flatten().count() * 2 >= base.len()
}

/// Writes an index of the documents that can be read; returns the name that it
/// takes. It begins from `base`, of which it keeps what is `held`, in the order
/// of the documents.
fn write(
    corpus: &Corpus,
    base: Option<&Base>,
    mut held: Vec<Option<Indexed>>,
    folder: &Path,
    report: &mut dyn FnMut(Progress),
) -> Result<String, IndexError> {
    remove(folder)?;
    let failed = |source| IndexError::Write { path: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(failed)?;
    held.resize_with(corpus.documents.len(), || None);
    let mut writer = match base {
        Some(base) => {
            base.link(folder).map_err(failed)?;
            let mut writer = Writer::open(folder)?;
            let kept: HashSet<_> = held.iter().flatten().map(|one| one.meta.id.clone()).collect();
            base.documents().filter(|id| !kept.contains(id)).for_each(|id| writer.remove(id));
            writer
        }
        None => Writer::create(folder)?,
    };
    let total = held.iter().filter(|held| held.is_none()).count();
    let mut documents = 0;
    for (entry, held) in corpus.documents.iter().zip(held) {
        if let Some(held) = held {
            writer.keep(held);
            continue;
        }
        report(Progress { documents, total });
        documents += 1;
        match read(entry) {
            Ok((meta, passages)) => writer.add(entry, meta, &passages)?,
            Err(problem) => tracing::warn!("left out: {problem}"),
        }
    }
    report(Progress { documents: total, total });
    writer.finish()
}
