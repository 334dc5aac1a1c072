//! A folder of files into a list of documents. One bad file never stops the others.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::catalog::{self, Catalog, CatalogError};
use super::encoding;
use super::entry::Text;
use super::known::{Known, KnownFile, Stamp};
use super::printed::Printed;
use super::problem::{Problem, Reason, TEXT, contained};
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
    load_again(folder, limits, Known::default).map(|(corpus, _)| corpus)
}

/// As [`load`], but a file that is `known` and has not changed is not read, and
/// one whose content can no longer be read stands as it was known. Returns with
/// the documents what is known of the files as they are now. What is known is
/// asked for while the folder is listed.
pub fn load_again(
    folder: &Path,
    limits: Limits,
    known: impl FnOnce() -> Known + Send,
) -> Result<(Corpus, Known), LoadError> {
    let unreadable = |source| LoadError::Folder { path: folder.to_owned(), source };
    fs::read_dir(folder).map_err(unreadable)?;
    let catalog = Catalog::read(folder)?;
    let mut corpus = Corpus::default();
    let begun = SystemTime::now();
    let (paths, mut known) = rayon::join(|| list(folder, &mut corpus.problems), known);
    let read = |path: &PathBuf| {
        let id = DocumentId::new(relative(folder, path));
        let read = read(&id, path, limits, &known);
        (id, read)
    };
    let read: Vec<_> = paths.par_iter().map(read).collect();
    let mut files = Vec::with_capacity(read.len());
    for (path, (id, read)) in paths.into_iter().zip(read) {
        let last = |reason: &Reason| known.last(&id).filter(|_| reason.is_of_content());
        let (file, text) = match read {
            Ok(file) => (file, Text::File(path)),
            Err(reason) => {
                let (last, path_at_fault) = (last(&reason), path.clone());
                let kept = if last.is_some() { reason.kept() } else { reason };
                corpus.problems.push(Problem { path: path_at_fault, reason: kept });
                let Some(file) = last else { continue };
                (file, Text::Lost(path))
            }
        };
        let meta = catalog.describe(id.clone(), &file.printed);
        corpus.documents.push(Entry::of_file(meta, file.digest.0, text));
        files.push((id, file));
    }
    known.exchange(files, begun);
    let missing = missing(folder, &catalog, &corpus.documents);
    corpus.problems.extend(missing);
    if corpus.documents.is_empty() {
        let problems = corpus.problems.iter().map(|problem| format!("\n  {problem}")).collect();
        return Err(LoadError::Empty { path: folder.to_owned(), problems });
    }
    Ok((corpus, known))
}

/// The documents of the catalogue that are not in the folder.
fn missing(folder: &Path, catalog: &Catalog, documents: &[Entry]) -> Vec<Problem> {
    let there: HashSet<&DocumentId> = documents.iter().map(|entry| &entry.meta.id).collect();
    let others = catalog.documents().filter(|id| !there.contains(id));
    let paths = others.map(|id| folder.join(id.as_str())).filter(|path| !path.exists());
    paths.map(|path| Problem { path, reason: Reason::Missing }).collect()
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
    files
}

/// What is known of the document `id` in the file at `path`.
fn read(id: &DocumentId, path: &Path, limits: Limits, known: &Known) -> Result<KnownFile, Reason> {
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
    let stamp = Stamp::of(&metadata);
    if let Some(file) = known.file(id, &stamp) {
        return Ok(file.clone());
    }
    let bytes = fs::read(path)?;
    let printed = contained(|| {
        let decoded = encoding::decode(&bytes)?;
        if decoded.text.chars().all(is_blank) {
            Err(Reason::Empty)
        } else {
            Ok(Printed::of(&decoded.text))
        }
    })??;
    Ok(KnownFile::new(stamp, blake3::hash(&bytes), printed))
}

fn relative(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> =
        inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_that_is_known_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, "西橋將於2027年完工。").expect("written");
        let stamp = Stamp::of(&fs::metadata(&path).expect("there"));
        let printed = Printed { title: Some("知".to_owned()), ..Printed::of("") };
        let file = KnownFile::new(stamp, blake3::hash(b"known"), printed);
        let mut known = Known::default();
        let later = SystemTime::now() + Duration::from_mins(1);
        known.exchange(vec![(DocumentId::new("a.txt"), file)], later);

        let limits = Limits { max_file_mb: 1 };
        let (unread, known) = load_again(folder.path(), limits, || known).expect("loads");
        assert_eq!(unread.documents[0].meta.title, "知");
        fs::write(&path, "西橋將於2028年初完工。").expect("written");
        let (read, _) = load_again(folder.path(), limits, || known).expect("loads");
        assert_eq!(read.documents[0].meta.title, "a");
    }
}
