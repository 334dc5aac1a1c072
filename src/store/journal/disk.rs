//! Bringing what was committed to the disk: many who wait share one `fsync`.
//!
//! `SQLite` itself would hold its lock meanwhile (`synchronous=FULL`), so that
//! every writer waits for the disk. With `NORMAL` a commit is in the
//! write-ahead log; here that file is brought to the disk beside the writers.
//! What a checkpoint has moved on was brought there by the checkpoint.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use crate::store::StoreError;

type Waiter = oneshot::Sender<Result<(), StoreError>>;

/// What brings a database's log to the disk. Clones share it.
#[derive(Debug, Clone)]
pub(super) struct Disk(mpsc::UnboundedSender<Waiter>);

impl Disk {
    /// For the database at `path`.
    pub(super) fn open(path: &Path) -> Self {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let (waiters, waiting) = mpsc::unbounded_channel();
        tokio::spawn(serve(PathBuf::from(log), waiting));
        Self(waiters)
    }

    /// Waits until all that was committed before is on the disk.
    pub(super) async fn sync(&self) -> Result<(), StoreError> {
        let (waiter, synced) = oneshot::channel();
        self.0.send(waiter).map_err(|_| StoreError::Closed)?;
        synced.await.map_err(|_| StoreError::Closed)?
    }
}

/// Those who come while the disk is busy are served together by the next turn.
async fn serve(log: PathBuf, mut waiting: mpsc::UnboundedReceiver<Waiter>) {
    let mut waiters = Vec::new();
    while waiting.recv_many(&mut waiters, usize::MAX).await > 0 {
        let path = log.clone();
        let synced = tokio::task::spawn_blocking(move || File::open(path)?.sync_data()).await;
        let synced = synced.map_err(io::Error::other).flatten().map_err(Arc::new);
        for waiter in waiters.drain(..) {
            let failed = |source| StoreError::Sync { path: log.clone(), source };
            // Who has gone needs no answer.
            let _ = waiter.send(synced.clone().map_err(failed));
        }
    }
}
