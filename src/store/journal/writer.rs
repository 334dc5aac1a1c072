//! The journal's writer: whatever has queued up is committed in one transaction.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::{SqliteConnection, SqlitePool};
use tokio::sync::{mpsc, oneshot};

use crate::store::{Chat, Person, StoreError};

/// How many writes are committed together at most.
const TOGETHER: usize = 512;
/// How long what could not be written waits for the next try.
const AGAIN: Duration = Duration::from_secs(1);

/// An update that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its id.
    pub update: i64,
    /// Where it is from.
    pub chat: Option<Chat>,
    /// Whose it is.
    pub person: Option<Person>,
    /// All of it, as Telegram sent it.
    pub raw: String,
}

/// Something to be written.
#[derive(Debug)]
pub(super) enum Write {
    /// Updates have come.
    Enter { arrivals: Vec<Arrival>, arrived_ms: i64, reply: Reply<Vec<i64>> },
    /// An update that waited is taken up.
    Take { update: i64, reply: Reply<()> },
    /// A message is about to be sent.
    Begin { update: i64, newest: i32, reply: Reply<()> },
    /// Nobody waits for it; it is tried until it is written.
    Note(Note),
}

type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

/// What became of an update.
#[derive(Debug, Clone)]
pub(super) enum Note {
    Parked {
        update: i64,
    },
    Sent {
        update: i64,
        message: i32,
    },
    Searched {
        update: i64,
        ids: i32,
    },
    Refused {
        update: i64,
    },
    Failed {
        update: i64,
        reason: String,
    },
    Apologised {
        update: i64,
        message: i32,
    },
    Aside {
        update: i64,
    },
    Finished {
        update: i64,
    },
    /// Nothing comes after it.
    Close,
}

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
        if batch.iter().any(|write| matches!(write, Write::Note(Note::Close))) {
            requests.close();
            batch.retain(|write| !matches!(write, Write::Note(Note::Close)));
        }
        batch = settle(&pool, batch, &writable).await;
    }
}

/// Keeps nothing, for the database at `path` cannot be written, and says so to who waits.
pub(super) async fn refuse(path: PathBuf, mut requests: mpsc::UnboundedReceiver<Write>) {
    while let Some(write) = requests.recv().await {
        let unkept = || StoreError::InMemory { path: path.clone() };
        match write {
            Write::Enter { reply, .. } => answer(reply, Err(unkept())),
            Write::Take { reply, .. } | Write::Begin { reply, .. } => answer(reply, Err(unkept())),
            Write::Note(Note::Close) => return,
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
            new.reverse();
            for write in batch {
                match write {
                    Write::Enter { reply, .. } => answer(reply, Ok(new.pop().unwrap_or_default())),
                    Write::Take { reply, .. } | Write::Begin { reply, .. } => answer(reply, Ok(())),
                    Write::Note(_) => {}
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

/// Commits all of it or nothing. Returns which arrivals of each `Enter` are new. With
/// `probe`, something is written even where the batch changes nothing, as what became of an
/// update that was never entered does: only then has the file been reached.
async fn commit(
    pool: &SqlitePool,
    batch: &[Write],
    probe: bool,
) -> Result<Vec<Vec<i64>>, sqlx::Error> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    if probe {
        // A number that nothing reads: only whether it can be written matters.
        sqlx::query("PRAGMA user_version = 1").execute(&mut *transaction).await?;
    }
    let mut new = Vec::new();
    for write in batch {
        match write {
            Write::Enter { arrivals, arrived_ms, .. } => {
                new.push(enter(&mut transaction, arrivals, *arrived_ms).await?);
            }
            Write::Take { update, .. } => {
                sqlx::query("UPDATE journal SET state = 'under_way' WHERE update_id = $1")
                    .bind(update)
                    .execute(&mut *transaction)
                    .await?;
            }
            Write::Begin { update, newest, .. } => {
                sqlx::query(
                    "UPDATE journal SET begun = json_array_length(sent) + 1, newest = $2, searched = 0 \
                     WHERE update_id = $1",
                )
                .bind(update)
                .bind(newest)
                .execute(&mut *transaction)
                .await?;
            }
            Write::Note(note) => apply(&mut transaction, note).await?,
        }
    }
    transaction.commit().await?;
    Ok(new)
}

async fn enter(
    connection: &mut SqliteConnection,
    arrivals: &[Arrival],
    arrived_ms: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    let mut new = Vec::new();
    for arrival in arrivals {
        let entered = sqlx::query(
            "INSERT INTO journal (update_id, state, arrived_ms, chat, person, raw) \
             VALUES ($1, 'under_way', $2, $3, $4, $5) ON CONFLICT (update_id) DO NOTHING",
        )
        .bind(arrival.update)
        .bind(arrived_ms)
        .bind(arrival.chat.map(|chat| chat.0))
        .bind(arrival.person.map(|person| person.0))
        .bind(&arrival.raw)
        .execute(&mut *connection)
        .await?;
        if entered.rows_affected() > 0 {
            new.push(arrival.update);
        }
    }
    Ok(new)
}

async fn apply(connection: &mut SqliteConnection, note: &Note) -> Result<(), sqlx::Error> {
    let (statement, update) = match note {
        Note::Parked { update } => (
            "UPDATE journal SET state = 'waiting' WHERE update_id = $1 AND state = 'under_way'",
            update,
        ),
        Note::Sent { update, .. } => {
            ("UPDATE journal SET sent = json_insert(sent, '$[#]', $2) WHERE update_id = $1", update)
        }
        // What comes further in each life of the process does not end it.
        Note::Searched { update, .. } => (
            "UPDATE journal SET searched = $2, deaths = 0 WHERE update_id = $1 AND searched < $2",
            update,
        ),
        Note::Refused { update } => {
            ("UPDATE journal SET begun = json_array_length(sent) WHERE update_id = $1", update)
        }
        Note::Failed { update, .. } => {
            ("UPDATE journal SET failures = failures + 1, reason = $2 WHERE update_id = $1", update)
        }
        Note::Apologised { update, .. } => {
            ("UPDATE journal SET apology = $2 WHERE update_id = $1", update)
        }
        Note::Aside { update } => {
            ("UPDATE journal SET state = 'aside' WHERE update_id = $1", update)
        }
        Note::Finished { update } => (
            "UPDATE journal SET state = 'finished', raw = '', chat = NULL, person = NULL, \
             sent = '[]', reason = NULL WHERE update_id = $1",
            update,
        ),
        Note::Close => return Ok(()),
    };
    let query = sqlx::query(statement).bind(update);
    let query = match note {
        Note::Sent { message, .. } | Note::Apologised { message, .. } => query.bind(message),
        Note::Searched { ids, .. } => query.bind(ids),
        Note::Failed { reason, .. } => query.bind(reason),
        _ => query,
    };
    query.execute(connection).await?;
    Ok(())
}
