//! When to look at a corpus folder again: the system's word that something in
//! it changed, and a clock for systems that do not give it.
//!
//! What the system says is a hint and no more: words get lost, come twice and
//! come of what makes no difference. Listing the documents again decides.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing may change before changes are over: a file is written in
/// pieces, and files are copied one after the other.
const QUIET: Duration = Duration::from_millis(300);

/// How long changes that do not end are waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// How soon the system is asked again where it could not be and no clock tells:
/// a mount may come back, or the limit on what is watched be raised.
const AGAIN: Duration = Duration::from_mins(1);

/// Tells when the documents in a folder may have changed.
#[derive(Debug)]
pub struct Changes {
    folder: PathBuf,
    /// Whether the system is asked.
    asked: bool,
    /// How often to look in any case.
    every: Option<Duration>,
    /// How soon to ask the system again where it could not be and no clock tells.
    again: Duration,
    hints: Receiver<()>,
    hint: Sender<()>,
    watcher: Option<RecommendedWatcher>,
    /// Whether the system refused the last time, which is said once.
    refused: bool,
}

impl Changes {
    /// Of the documents in `folder`, from now on: as the system tells if it is
    /// `asked`, and at least `every` so often.
    pub fn of(folder: &Path, asked: bool, every: Option<Duration>) -> Self {
        let (hint, hints) = channel();
        let mut changes = Self {
            folder: folder.to_owned(),
            asked,
            every,
            again: AGAIN,
            hints,
            hint,
            watcher: None,
            refused: false,
        };
        changes.watch();
        changes
    }

    /// Waits until the documents may have changed. What changes after it has
    /// returned is told the next time.
    pub fn wait(&mut self) {
        let woken = match self.longest() {
            Some(every) => self.hints.recv_timeout(every),
            None => self.hints.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        if woken.is_ok() {
            let begun = Instant::now();
            while begun.elapsed() < PATIENCE && self.hints.recv_timeout(QUIET).is_ok() {}
        }
        // Anew, since folders may have come, and the folder itself may be another one by now.
        self.watch();
        while self.hints.try_recv().is_ok() {}
    }

    /// The longest to wait; `None` where only the system ends it.
    fn longest(&self) -> Option<Duration> {
        let unwatched = self.asked && self.watcher.is_none();
        self.every.or(unwatched.then_some(self.again))
    }

    fn watch(&mut self) {
        if !self.asked {
            return;
        }
        let hint = self.hint.clone();
        let told = move |event: notify::Result<Event>| {
            if event.is_err() || event.is_ok_and(|event| is_change(event.kind)) {
                // Whoever waits is gone when it cannot be told.
                let _ = hint.send(());
            }
        };
        let watching = notify::recommended_watcher(told).and_then(|mut watcher| {
            watcher.watch(&self.folder, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        let said = std::mem::replace(&mut self.refused, watching.is_err());
        self.watcher = watching
            .inspect_err(|error| {
                let folder = self.folder.display();
                if !said {
                    tracing::warn!("the system does not tell of changes in {folder}: {error}");
                }
            })
            .ok();
    }
}

/// Whether an event is of a change: reading is none, and would tell of ourselves.
fn is_change(kind: EventKind) -> bool {
    !kind.is_access() || kind == EventKind::Access(AccessKind::Close(AccessMode::Write))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Long enough that it does not pass by itself.
    const NEVER: Option<Duration> = Some(Duration::from_mins(10));

    #[test]
    fn a_file_that_is_written_renamed_or_removed_is_told_also_in_a_new_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut changes = Changes::of(folder.path(), true, NEVER);
        let (inside, file) = (folder.path().join("inside"), folder.path().join("inside/a.txt"));
        std::fs::create_dir(&inside).expect("made");
        changes.wait();
        std::fs::write(&file, "西橋").expect("written");
        changes.wait();
        std::fs::rename(&file, inside.join("b.txt")).expect("renamed");
        changes.wait();
        std::fs::remove_dir_all(&inside).expect("removed");
        changes.wait();
    }

    #[test]
    fn reading_is_no_change() {
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!is_change(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(is_change(EventKind::Remove(notify::event::RemoveKind::File)));
    }

    #[test]
    fn where_the_system_is_not_asked_or_does_not_know_the_folder_the_clock_tells() {
        let every = Some(Duration::from_millis(1));
        Changes::of(Path::new("."), false, every).wait();
        Changes::of(Path::new("/nowhere"), true, every).wait();
    }

    #[test]
    fn a_folder_that_cannot_be_watched_is_tried_again_also_without_a_clock() {
        let above = tempfile::tempdir().expect("a folder");
        let folder = above.path().join("mounted later");
        let mut changes = Changes::of(&folder, true, None);
        assert_eq!(changes.longest(), Some(AGAIN));
        changes.again = Duration::from_millis(1);
        changes.wait();
        std::fs::create_dir(&folder).expect("made");
        changes.wait();
        assert_eq!(changes.longest(), None, "it is watched");
    }
}
