//! A folder of files into a list of documents. One bad file never stops the others.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::catalog::{self, Catalog, CatalogError};
use super::encoding;
use super::problem::{Problem, Reason, TEXT};
use super::{DocumentId, Entry};
use crate::text::script::is_blank;

/// Files that a corpus folder holds besides its documents.
const NOT_DOCUMENTS: &[&str] = &[catalog::FILE_NAME, "glossary.tsv", "README.md", "LICENSE"];

/// The documents of a folder, and the files that could not be read.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The documents, in order of their path.
    pub documents: Vec<Entry>,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
}

/// Why a corpus could not be loaded at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder is not there, is no folder, or may not be read.
    #[error("cannot read the corpus folder {path}: {source}", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The catalogue is broken; guessing at dates and publishers would be worse.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// No file could be read.
    #[error("the corpus folder {path} has no document that can be read{problems}", path = path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
        /// What was wrong with each file, a line each.
        problems: String,
    },
}

/// Limits on what is read.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The largest file that is read, in megabytes (10^6 bytes).
    pub max_file_mb: u64,
}

/// Lists every document in `folder` and its subfolders that can be read.
pub fn load(folder: &Path, limits: Limits) -> Result<Corpus, LoadError> {
    let unreadable = |source| LoadError::Folder { path: folder.to_owned(), source };
    fs::read_dir(folder).map_err(unreadable)?;
    let catalog = Catalog::read(folder)?;
    let mut corpus = Corpus::default();
    for path in &list(folder, &mut corpus.problems) {
        match read(folder, path, limits, &catalog) {
            Ok(document) => corpus.documents.push(document),
            Err(reason) => corpus.problems.push(Problem { path: path.clone(), reason }),
        }
    }
    let missing =
        catalog.documents().map(|id| folder.join(id.as_str())).filter(|path| !path.exists());
    corpus.problems.extend(missing.map(|path| Problem { path, reason: Reason::Missing }));
    if corpus.documents.is_empty() {
        let problems = corpus.problems.iter().map(|problem| format!("\n  {problem}")).collect();
        return Err(LoadError::Empty { path: folder.to_owned(), problems });
    }
    Ok(corpus)
}

/// The files under `folder`, in order of their path. What cannot be opened is
/// a problem, but for `folder` itself; a link back to a folder above it is
/// not followed.
fn list(folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let named = |entry: &DirEntry| entry.file_name().to_string_lossy().into_owned();
    let wanted = |entry: &DirEntry| {
        let name = named(entry);
        entry.depth() == 0 || !(name.starts_with('.') || NOT_DOCUMENTS.contains(&name.as_str()))
    };
    let mut files = Vec::new();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in entries.into_iter().filter_entry(wanted) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => files.push(entry.into_path()),
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                // Without the path, which the problem names already.
                let code = error.io_error().and_then(std::io::Error::raw_os_error);
                let reason = code.map_or_else(|| error.into(), std::io::Error::from_raw_os_error);
                problems.push(Problem { path, reason: reason.into() });
            }
        }
    }
    files.sort();
    files
}

fn read(folder: &Path, path: &Path, limits: Limits, catalog: &Catalog) -> Result<Entry, Reason> {
    const MEGABYTE: u64 = 1_000_000;
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    if extension.is_some_and(|extension| !TEXT.contains(&extension.as_str())) {
        return Err(Reason::Kind);
    }
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(Reason::NotAFile);
    }
    let size = metadata.len();
    if size > limits.max_file_mb.saturating_mul(MEGABYTE) {
        return Err(Reason::TooLarge { size: size.div_ceil(MEGABYTE), limit: limits.max_file_mb });
    }
    let bytes = fs::read(path)?;
    let decoded = encoding::decode(&bytes)?;
    if decoded.text.chars().all(is_blank) {
        return Err(Reason::Empty);
    }
    let id = DocumentId::new(relative(folder, path));
    let meta = catalog.metadata(id, &decoded.text);
    Ok(Entry::of_file(meta, path, &bytes))
}

fn relative(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> =
        inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
