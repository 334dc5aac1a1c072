//! The index that a new one begins from, so that a changed document costs its
//! own indexing and not that of all.
//!
//! tantivy never writes to a segment's file that is finished, so the new folder
//! begins as one of links to the old one's files. Queries on the old folder go
//! on as if nothing happened.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use super::files;
use super::manifest::{self, Indexed, Manifest, Stamp, analysis};
use crate::corpus::{Corpus, DocumentId, Entry};

/// What tantivy replaces, and never writes to: its lists of segments and of
/// files. They are copied, for a folder of links has its own.
const REPLACED: &[&str] = &["meta.json", ".managed.json"];

/// What stands in an index's folder and is made from its passages by others is
/// carried to the next index under a name that begins so, to be used again.
const CARRIED: &str = "before-";

/// A finished index of earlier documents.
#[derive(Debug)]
pub(super) struct Base {
    folder: PathBuf,
    manifest: Manifest,
    numbers: HashMap<DocumentId, usize>,
}

impl Base {
    /// The newest whole index in `folder` that was analysed as it is now.
    pub(super) fn newest(folder: &Path) -> Option<Self> {
        let mut folders = finished(folder);
        folders.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
        folders.into_iter().find_map(|(_, folder)| {
            let manifest = Manifest::read(&folder).ok()?;
            let of_now = manifest.analysis == analysis();
            if !of_now || files::check(&folder, &manifest.files).is_err() {
                return None;
            }
            let ids = manifest.documents.iter().map(|document| document.id.clone());
            let numbers = ids.zip(0..).collect();
            Some(Self { folder, manifest, numbers })
        })
    }

    /// What is known of each document of `corpus`, where it is as it was when
    /// it was indexed.
    pub(super) fn held(&self, corpus: &Corpus) -> Vec<Option<Indexed>> {
        corpus.documents.iter().map(|entry| self.unchanged(entry)).collect()
    }

    fn unchanged(&self, entry: &Entry) -> Option<Indexed> {
        let number = *self.numbers.get(&entry.meta.id)?;
        let stamp = Stamp::of(entry);
        (self.manifest.stamps[number] == stamp).then(|| Indexed {
            meta: self.manifest.documents[number].clone(),
            passages: self.manifest.passages_of[number],
            stamp,
        })
    }

    /// Its documents.
    pub(super) fn documents(&self) -> impl Iterator<Item = &DocumentId> {
        self.manifest.documents.iter().map(|document| &document.id)
    }

    /// How many documents it has.
    pub(super) fn len(&self) -> usize {
        self.manifest.documents.len()
    }

    /// Puts its files into the folder `into`.
    pub(super) fn link(&self, into: &Path) -> io::Result<()> {
        for name in self.manifest.files.keys() {
            let (from, to) = (self.folder.join(name), into.join(name));
            if REPLACED.contains(&name.as_str()) {
                fs::copy(from, to)?;
            } else {
                link(&from, &to)?;
            }
        }
        Ok(())
    }

    /// Carries what others made from its passages to the folder `into`. What
    /// cannot be carried is made anew.
    pub(super) fn carry(&self, into: &Path) {
        for name in names(&self.folder) {
            let own = self.manifest.files.contains_key(&name) || name == manifest::FILE_NAME;
            let unfinished = Path::new(&name).extension().is_some();
            if !own && !unfinished && !name.starts_with('.') {
                let to = into.join(carried(name.trim_start_matches(CARRIED)));
                // A finished one is newer than one that was carried itself.
                if name.starts_with(CARRIED) && to.exists() {
                    continue;
                }
                let _ = fs::remove_file(&to);
                let _ = link(&self.folder.join(&name), &to);
            }
        }
    }
}

/// The name under which the file `name` of an index's folder is carried to the
/// next one.
pub(super) fn carried(name: &str) -> String {
    format!("{CARRIED}{name}")
}

/// The finished indexes in `folder`, each with the time it was finished.
fn finished(folder: &Path) -> Vec<(SystemTime, PathBuf)> {
    let names = names(folder).into_iter().filter(|name| !name.starts_with('.'));
    let folders = names.map(|name| folder.join(name)).filter(|path| path.is_dir());
    folders.filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path))).collect()
}

/// The names of what is in `folder`; none if it cannot be read.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// Links `to` to the file `from`, or copies it where links cannot be made.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}
