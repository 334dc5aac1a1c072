//! The journal: updates that are not finished, so that none is lost when the
//! process ends, and the ids of those that are, so that none is taken twice.
//!
//! What many write at the same time is committed together, and brought to the
//! disk together: see `writer`, `script` and `disk`.

mod disk;
mod read;
mod script;
mod write;
mod writer;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::{Store, StoreError, now_ms};
use disk::Disk;
pub use read::{Aside, Progress, Unfinished};
pub use write::Arrival;
use write::{Note, Write};
use writer::Writable;

/// For how long the ids of finished updates are kept: Telegram keeps updates
/// for a day, and brings none again that is older.
const KEPT_MS: i64 = 2 * 24 * 60 * 60 * 1000;

/// How often handling an update may fail before it is set aside.
pub const MOST_FAILURES: u32 = 3;

/// How often the process may end while an update is under way before the
/// update is suspected, and taken up alone.
pub const SUSPECTED: u32 = 3;

/// How often the process may have ended while an update was under way before
/// the update is set aside. Whatever kills the process for reasons of its own
/// finds the same update at work alone again and again by chance: three times in a row it
/// did so once in 500 kills, a second or so apart, under forty questions a second.
const MOST_DEATHS: u32 = SUSPECTED + 6;

/// The journal. Clones share it.
#[derive(Debug, Clone)]
pub struct Journal {
    store: Store,
    writes: mpsc::UnboundedSender<Write>,
    disk: Disk,
    writable: Writable,
}

/// The end of what a journal writes.
#[derive(Debug)]
pub struct Flushed(JoinHandle<()>);

impl Flushed {
    /// Waits until all is written, once every [`Journal`] is dropped or
    /// [`Journal::close`] was called.
    pub async fn wait(self) {
        if let Err(error) = self.0.await {
            tracing::error!("the journal's writer ended badly: {error}");
        }
    }
}

impl Journal {
    /// Opens the journal of `store`. What was under way when the process ended
    /// waits again. The journal of one that does not outlive the process keeps nothing.
    pub async fn open(store: &Store) -> Result<(Self, Flushed), StoreError> {
        let (writes, requests) = mpsc::unbounded_channel();
        let writable = Writable::of(store.lasting);
        let writing = if store.lasting {
            store.reopen_journal().await?;
            tokio::spawn(writer::write(store.writer.clone(), requests, writable.clone()))
        } else {
            tokio::spawn(writer::refuse(store.path.clone(), requests))
        };
        let disk = Disk::open(&store.path);
        Ok((Self { store: store.clone(), writes, disk, writable }, Flushed(writing)))
    }

    /// Whether the last write reached the file: not where the disk is full or read-only.
    pub fn is_written(&self) -> bool {
        self.writable.get()
    }

    /// Keeps updates that have come, as under way. Returns the ids of those
    /// that had not come before. They survive the process, but the machine
    /// only after [`Journal::on_disk`].
    pub async fn enter(&self, arrivals: Vec<Arrival>) -> Result<Vec<i64>, StoreError> {
        let (reply, entered) = oneshot::channel();
        self.request(Write::Enter { arrivals, arrived_ms: now_ms(), reply }, entered).await
    }

    /// Waits until all that was committed is on the disk.
    pub async fn on_disk(&self) -> Result<(), StoreError> {
        self.disk.sync().await
    }

    /// A message of the answer is about to be sent; `newest` is the newest
    /// message known where its id is counted.
    pub async fn begin(&self, update: i64, newest: i32) -> Result<(), StoreError> {
        let (reply, begun) = oneshot::channel();
        self.request(Write::Begin { update, newest, reply }, begun).await
    }

    /// The message that was begun is out.
    pub fn sent(&self, update: i64, message: i32) {
        self.note(Note::Sent { update, message });
    }

    /// The first `ids` after the newest message known are not the one that was begun. An
    /// update that has come further than before is not suspected of ending the process.
    pub fn searched(&self, update: i64, ids: i32) {
        self.note(Note::Searched { update, ids });
    }

    /// The message that was begun was refused.
    pub fn refused(&self, update: i64) {
        self.note(Note::Refused { update });
    }

    /// The update, which waited, is taken up.
    pub async fn taken(&self, update: i64) -> Result<(), StoreError> {
        let (reply, taken) = oneshot::channel();
        self.request(Write::Take { update, reply }, taken).await
    }

    /// The update is left for the next start.
    pub fn parked(&self, update: i64) {
        self.note(Note::Parked { update });
    }

    /// Handling the update failed.
    pub fn failed(&self, update: i64, reason: String) {
        self.note(Note::Failed { update, reason });
    }

    /// The person was told so by `message`.
    pub fn apologised(&self, update: i64, message: i32) {
        self.note(Note::Apologised { update, message });
    }

    /// The update is not tried again by itself.
    pub fn set_aside(&self, update: i64) {
        self.note(Note::Aside { update });
    }

    /// The update is done with.
    pub fn finished(&self, update: i64) {
        self.note(Note::Finished { update });
    }

    /// Writes what was noted; nothing is taken from now on.
    pub fn close(&self) {
        // One that is closed already takes nothing.
        let _ = self.writes.send(Write::Close);
    }

    fn note(&self, note: Note) {
        // A closed journal leaves the update unfinished, which is the safe side.
        let _ = self.writes.send(Write::Note(note));
    }

    async fn request<T>(
        &self,
        write: Write,
        reply: oneshot::Receiver<Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        self.writes.send(write).map_err(|_| StoreError::Closed)?;
        reply.await.map_err(|_| StoreError::Closed)?
    }
}

#[cfg(test)]
mod tests;
