//! What is known of files that were read before, so that a file that has not
//! changed since is not read again.
//!
//! A file has changed when its size, the times that its system keeps or its
//! inode have. A file that was written within `GRANULE` of being read may
//! have been written again since without any of these showing it, so it is read
//! again the next time.

use std::collections::HashMap;
use std::fs::Metadata;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::DocumentId;
use super::printed::Printed;

/// The coarsest time that a file system keeps: FAT counts two seconds.
const GRANULE: Duration = Duration::from_secs(2);

/// The files of a corpus folder as they were when they were read last.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Known {
    /// The program that read them: another one may read them otherwise.
    program: String,
    /// The corpus folder.
    folder: PathBuf,
    files: HashMap<DocumentId, KnownFile>,
    /// Whether it says something else than what it was read from.
    #[serde(skip)]
    changed: bool,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownFile {
    /// What shows that it has changed; none if that is not certain to.
    stamp: Option<Stamp>,
    /// The hash of its bytes.
    pub(super) digest: Digest,
    pub(super) printed: Printed,
}

/// The hash of a file's bytes, kept as hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Digest(pub(super) blake3::Hash);

impl TryFrom<String> for Digest {
    type Error = blake3::HexError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        blake3::Hash::from_hex(text).map(Self)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.0.to_hex().as_str().to_owned()
    }
}

/// What changes with a file's content, short of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// In bytes.
    size: u64,
    /// When it was written, and when anything of it was changed last: seconds
    /// since 1970 and nanoseconds.
    times: [(i64, i64); 2],
    inode: u64,
}

impl Stamp {
    #[cfg(unix)]
    pub(super) fn of(file: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let times = [(file.mtime(), file.mtime_nsec()), (file.ctime(), file.ctime_nsec())];
        Self { size: file.len(), times, inode: file.ino() }
    }

    #[cfg(not(unix))]
    pub(super) fn of(file: &Metadata) -> Self {
        let written = file.modified().map_or((i64::MAX, 0), since_1970);
        Self { size: file.len(), times: [written; 2], inode: 0 }
    }

    /// Whether a change after `read` is certain to show.
    fn is_settled(&self, read: SystemTime) -> bool {
        let last = self.times.into_iter().max().unwrap_or_default();
        read.checked_sub(GRANULE).is_some_and(|before| last < since_1970(before))
    }
}

/// Seconds and nanoseconds since 1970; a time before it is taken for 1970.
fn since_1970(time: SystemTime) -> (i64, i64) {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos().into())
}

impl Known {
    /// What the file at `path` knows of the documents in `folder`: nothing if
    /// it is not there, damaged, or of another folder or program.
    pub fn read(path: &Path, folder: &Path) -> Self {
        let (program, folder) = (program(), folder.canonicalize().unwrap_or_default());
        let read = std::fs::read(path).ok().and_then(|text| serde_json::from_slice(&text).ok());
        let same = |known: &Self| {
            !program.is_empty() && known.program == program && known.folder == folder
        };
        read.filter(same).unwrap_or_else(|| Self { program, folder, ..Self::default() })
    }

    /// Writes what is known to `path`, if it is something new.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        if !self.changed {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        // Aside and renamed, so that another process never reads half of it.
        let aside = path.with_extension(format!("{}.part", std::process::id()));
        let mut file = std::fs::File::create(&aside)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        std::fs::rename(&aside, path)
    }

    /// The document `id`, if its file is still the one with `stamp`.
    pub(super) fn file(&self, id: &DocumentId, stamp: &Stamp) -> Option<&KnownFile> {
        self.files.get(id).filter(|file| file.stamp.as_ref() == Some(stamp))
    }

    /// The document `id` as it was when it could be read last.
    pub(super) fn last(&self, id: &DocumentId) -> Option<KnownFile> {
        self.files.get(id).map(|file| KnownFile { stamp: None, ..file.clone() })
    }

    /// Knows `files`, which were read at `read`, from now on, and no others.
    pub(super) fn exchange(&mut self, mut files: Vec<(DocumentId, KnownFile)>, read: SystemTime) {
        for (_, file) in &mut files {
            file.stamp = file.stamp.filter(|stamp| stamp.is_settled(read));
        }
        let is_known = |(id, file): &(DocumentId, KnownFile)| self.files.get(id) == Some(file);
        if files.len() != self.files.len() || !files.iter().all(is_known) {
            self.changed = true;
            self.files = files.into_iter().collect();
        }
    }
}

impl KnownFile {
    /// A file with `stamp` whose bytes have the hash `digest`.
    pub(super) fn new(stamp: Stamp, digest: blake3::Hash, printed: Printed) -> Self {
        Self { stamp: Some(stamp), digest: Digest(digest), printed }
    }
}

/// What tells this program from another build of it; empty if nothing does.
fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let written = file.and_then(|file| Ok((file.len(), since_1970(file.modified()?))));
    written.map_or_else(|_| String::new(), |(size, (s, ns))| format!("{size}-{s}.{ns}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "西橋將於2027年完工。";

    /// A file that was just written, as it is known to who reads it `later`.
    fn known(later: Duration) -> (tempfile::TempDir, Known, DocumentId, Stamp) {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.txt"), BODY).expect("written");
        let id = DocumentId::new("a.txt");
        let stamp = Stamp::of(&std::fs::metadata(folder.path().join("a.txt")).expect("there"));
        let file = KnownFile::new(stamp, blake3::hash(BODY.as_bytes()), Printed::of(BODY));
        let mut known = Known::read(&folder.path().join("known.json"), folder.path());
        known.exchange(vec![(id.clone(), file)], SystemTime::now() + later);
        (folder, known, id, stamp)
    }

    #[test]
    fn a_file_that_was_just_written_is_read_again() {
        let (_folder, known, id, stamp) = known(Duration::ZERO);
        assert_eq!(known.file(&id, &stamp), None);
    }

    #[test]
    fn a_file_is_known_until_its_stamp_changes() {
        let (folder, known, id, stamp) = known(GRANULE * 2);
        let path = folder.path().join("known.json");
        known.write(&path).expect("written");
        let known = Known::read(&path, folder.path());
        assert!(known.file(&id, &stamp).is_some());
        assert_eq!(known.file(&id, &Stamp { size: 1, ..stamp }), None);
        let touched = Stamp { times: [stamp.times[0], (0, 0)], ..stamp };
        assert_eq!(known.file(&id, &touched), None);
    }

    #[test]
    fn what_another_program_wrote_of_another_folder_or_half_is_not_believed() {
        let (folder, known, id, stamp) = known(GRANULE * 2);
        let path = folder.path().join("known.json");
        let parent = folder.path().parent().expect("a folder above");
        known.write(&path).expect("written");
        assert_eq!(Known::read(&path, parent).file(&id, &stamp), None);
        let text = std::fs::read_to_string(&path).expect("text");
        std::fs::write(&path, text.replace(&known.program, "another")).expect("written");
        assert_eq!(Known::read(&path, folder.path()).file(&id, &stamp), None);
        std::fs::write(&path, &text[..text.len() / 2]).expect("written");
        assert_eq!(Known::read(&path, folder.path()).file(&id, &stamp), None);
    }
}
