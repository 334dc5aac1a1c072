//! The journal's writer: whatever has queued up is committed in one transaction.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::SqlitePool;
use tokio::sync::mpsc;

use super::script::commit;
use super::write::{Note, Reply, Write};
use crate::store::StoreError;

/// How many writes are committed together at most.
const TOGETHER: usize = 512;
/// How long what can wait is kept for others to be committed with.
const COMPANY: Duration = Duration::from_millis(5);
/// How long what could not be written waits for the next try.
const AGAIN: Duration = Duration::from_secs(1);

/// Whether the last write reached the file. Clones share it.
#[derive(Debug, Clone)]
pub(super) struct Writable(Arc<AtomicBool>);

impl Writable {
    pub(super) fn of(written: bool) -> Self {
        Self(Arc::new(AtomicBool::new(written)))
    }

    pub(super) fn get(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Keeps what became of a write, and says when that changes.
    fn set(&self, written: Result<(), &sqlx::Error>) {
        let before = self.0.swap(written.is_ok(), Ordering::Relaxed);
        match written {
            Err(error) if before => tracing::error!("the journal cannot be written: {error}"),
            Err(error) => tracing::debug!("the journal still cannot be written: {error}"),
            Ok(()) if !before => tracing::info!("the journal is written again"),
            Ok(()) => {}
        }
    }
}

/// Writes until nobody can ask for it any more.
pub(super) async fn write(
    pool: SqlitePool,
    mut requests: mpsc::UnboundedReceiver<Write>,
    writable: Writable,
) {
    let mut batch: Vec<Write> = Vec::new();
    loop {
        // What is left of a failed commit is tried again, and where nothing is left,
        // whether there is room again.
        let again = !batch.is_empty() || !writable.get();
        let more = requests.recv_many(&mut batch, TOGETHER);
        let more = if again { tokio::time::timeout(AGAIN, more).await } else { Ok(more.await) };
        if more == Ok(0) {
            return;
        }
        let company = tokio::time::Instant::now() + COMPANY;
        while batch.iter().all(can_wait) {
            let more = requests.recv_many(&mut batch, TOGETHER);
            if matches!(tokio::time::timeout_at(company, more).await, Err(_) | Ok(0)) {
                break;
            }
        }
        if batch.iter().any(|write| matches!(write, Write::Close)) {
            requests.close();
            batch.retain(|write| !matches!(write, Write::Close));
        }
        batch = settle(&pool, batch, &writable).await;
    }
}

/// Whether little is lost where the process ends before `write` is written: a message that is out
/// is looked for, as while Telegram carries it out, which takes longer.
fn can_wait(write: &Write) -> bool {
    matches!(write, Write::Note(Note::Sent { .. } | Note::Finished { .. }))
}

/// Keeps nothing, for the database at `path` cannot be written, and says so to who waits.
pub(super) async fn refuse(path: PathBuf, mut requests: mpsc::UnboundedReceiver<Write>) {
    while let Some(write) = requests.recv().await {
        let unkept = || StoreError::InMemory { path: path.clone() };
        match write {
            Write::Enter { reply, .. } => answer(reply, Err(unkept())),
            Write::Take { reply, .. } | Write::Begin { reply, .. } => answer(reply, Err(unkept())),
            Write::Close => return,
            Write::Note(_) => {}
        }
    }
}

/// Commits `batch` and answers who waits. Returns what is to be tried again.
async fn settle(pool: &SqlitePool, batch: Vec<Write>, writable: &Writable) -> Vec<Write> {
    let committed = commit(pool, &batch, !writable.get()).await;
    writable.set(committed.as_ref().map(|_| ()));
    match committed {
        Ok(mut new) => {
            for write in batch {
                match write {
                    Write::Enter { arrivals, reply, .. } => {
                        let ids = arrivals.iter().map(|arrival| arrival.update);
                        answer(reply, Ok(ids.filter(|id| new.remove(id)).collect()));
                    }
                    Write::Take { reply, .. } | Write::Begin { reply, .. } => answer(reply, Ok(())),
                    Write::Note(_) | Write::Close => {}
                }
            }
            Vec::new()
        }
        Err(error) => {
            let error = Arc::new(error);
            let failed = || StoreError::Unwritten(Arc::clone(&error));
            let mut left = Vec::new();
            for write in batch {
                match write {
                    Write::Enter { reply, .. } => answer(reply, Err(failed())),
                    Write::Take { reply, .. } | Write::Begin { reply, .. } => {
                        answer(reply, Err(failed()));
                    }
                    Write::Note(_) => left.push(write),
                    Write::Close => {}
                }
            }
            left
        }
    }
}

/// Answers who waits; who has gone needs no answer.
fn answer<T>(reply: Reply<T>, answer: Result<T, StoreError>) {
    let _ = reply.send(answer);
}
