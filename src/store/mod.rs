//! What must outlive the process: chats and their settings, conversations,
//! what was shown, what people thought of it, who may ask, what a model cost.
//!
//! sqlx on `SQLite`, in one file under the data folder; the SQL is portable, and
//! migrations are embedded. Nothing here knows of Telegram or of answers: ids
//! are numbers with a name, and what a layer above wants kept it serialises.

mod broadcasts;
mod budget;
mod chats;
mod feedback;
mod forget;
pub mod journal;
mod memory;
mod migrate;
mod rescue;
mod shown;
mod standings;
mod statistics;
#[cfg(test)]
mod tests;
mod turns;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqlitePool};

pub use broadcasts::Broadcast;
pub use budget::{Budget, Grant};
pub use chats::{Asking, Length, Quiet, Settings};
pub use feedback::{Reason, Tally, Vote};
pub use shown::{MORE, Reference, Shown, Token};
pub use standings::Standing;
pub use statistics::Statistics;
pub use turns::KEPT_TURNS;

/// The store's file in the data folder.
pub const FILE_NAME: &str = "bot.sqlite";

/// How many pages of 4 KiB the write-ahead log has before they are brought into the database,
/// which holds up whoever writes: often written pages are brought there once. `SQLite` has 1,000.
const LOG_PAGES: &str = "8000";

/// How many connections read at most. `SQLite` has one writer, so one
/// connection writes: who writes waits for it in turn, not for a lock.
const READERS: u32 = 4;
/// How long a writer waits for one of another process, such as `innopolicy journal`; several
/// may be in line in one answer.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long a statement waits for its turn at a connection.
const TURN: Duration = Duration::from_secs(5);

/// A chat: a person's own, or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chat(pub i64);

/// A topic of a forum; [`Topic::NONE`] elsewhere, and for the General topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Topic(pub i64);

impl Topic {
    /// No topic.
    pub const NONE: Self = Self(0);
}

/// Someone who asks or presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Person(pub i64);

/// One person's talk with the bot in one topic of one chat. Nothing crosses
/// from one conversation into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Conversation {
    /// Where.
    pub chat: Chat,
    /// Where in it.
    pub topic: Topic,
    /// Whose.
    pub asker: Person,
}

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Its file cannot be opened or brought up to date.
    #[error("cannot open the store {path}: {source}; see that its folder may be written, or choose another with --data", path = path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the database said.
        source: sqlx::Error,
    },
    /// It cannot be brought up to date.
    #[error("cannot bring the store {path} up to date: {source}", path = path.display())]
    Migrate {
        /// The file.
        path: PathBuf,
        /// What the migration said.
        source: sqlx::migrate::MigrateError,
    },
    /// What was to be written together was not.
    #[error("the journal cannot be written: {0}")]
    Unwritten(Arc<sqlx::Error>),
    /// What was written cannot be brought to the disk.
    #[error("cannot bring {path} to the disk: {source}", path = path.display())]
    Sync {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: Arc<std::io::Error>,
    },
    /// The disk cannot be written, so that nothing is kept.
    #[error("nothing is kept: {path} cannot be written", path = path.display())]
    InMemory {
        /// The file.
        path: PathBuf,
    },
    /// The journal was closed.
    #[error("the journal is closed")]
    Closed,
    /// A statement failed.
    #[error("the store failed: {0}")]
    Query(#[from] sqlx::Error),
    /// What is kept cannot be read back.
    #[error("the store holds {what} that cannot be read: {source}")]
    Content {
        /// What it was.
        what: &'static str,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// The open store. Clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    path: PathBuf,
    /// Reads.
    pool: SqlitePool,
    /// The one connection that writes.
    writer: SqlitePool,
    /// What is written outlives the process.
    lasting: bool,
}

impl Store {
    /// Opens the store in the folder `data`, making or updating it as needed.
    pub async fn open(data: &Path) -> Result<Self, StoreError> {
        let path = data.join(FILE_NAME);
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .pragma("wal_autocheckpoint", LOG_PAGES)
            .busy_timeout(PATIENCE);
        let failed = |source| StoreError::Open { path: path.clone(), source };
        let connect = |most| {
            let pool = SqlitePoolOptions::new().max_connections(most).acquire_timeout(TURN);
            // A file does not hang up: asking first takes a third of all turns of its threads.
            let pool = pool.test_before_acquire(false);
            // A write that fails for want of room ends its transaction, and the connection
            // believes itself within it for ever: another one is opened in its place.
            let pool = pool.before_acquire(|connection, _| {
                let is_within = connection.is_in_transaction();
                Box::pin(async move { Ok(!is_within) })
            });
            pool.connect_with(options.clone())
        };
        let writer = connect(1).await.map_err(failed)?;
        let migrated = migrate::run(&writer).await;
        migrated.map_err(|source| StoreError::Migrate { path: path.clone(), source })?;
        let pool = connect(READERS).await.map_err(failed)?;
        Ok(Self { path, pool, writer, lasting: true })
    }

    /// Writes what is open and closes it.
    pub async fn close(&self) {
        self.pool.close().await;
        self.writer.close().await;
    }
}

/// Seconds since 1970.
fn now() -> i64 {
    now_ms() / 1000
}

/// Milliseconds since 1970.
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// What is kept as JSON.
fn to_json(value: &impl Serialize) -> String {
    // Our own structs of strings and numbers always serialise.
    serde_json::to_string(value).unwrap_or_default()
}

fn from_json<T: for<'a> Deserialize<'a>>(what: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|source| StoreError::Content { what, source })
}
