//! A store whose file is corrupt: it is set aside under another name, where
//! it can be looked into, and a new one is begun.

use std::path::{Path, PathBuf};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

use super::{FILE_NAME, Store, StoreError, now_ms};

/// The database itself, its write-ahead log and the index of that.
const PARTS: [&str; 3] = ["", "-wal", "-shm"];
/// `SQLite`'s result codes for a corrupt file and for one that is no database.
const CORRUPT: [u32; 2] = [11, 26];
/// The bits of an extended code that are the result code.
const RESULT: u32 = 0xFF;

impl Store {
    /// Opens the store in the folder `data` as [`Store::open`] does; a corrupt
    /// one is set aside first. For whoever alone holds the store.
    pub async fn open_or_begin_anew(data: &Path) -> Result<Self, StoreError> {
        let path = data.join(FILE_NAME);
        if let Some(fault) = fault(&path).await {
            let aside = set_aside(&path)?;
            tracing::error!(
                "the store {} is corrupt ({fault}); it is set aside as {}, and a new one is begun: \
                 settings, conversations and unfinished questions are in the old one",
                path.display(),
                aside.display()
            );
        }
        Self::open(data).await
    }
}

/// What is wrong with the file, if it is corrupt. Other errors are left to
/// whoever opens it.
async fn fault(path: &Path) -> Option<String> {
    if !path.exists() {
        return None;
    }
    let options = SqliteConnectOptions::new().filename(path);
    let checked = match options.connect().await {
        Ok(connection) => check(connection).await,
        Err(error) => Err(error),
    };
    match checked {
        Ok(said) => (said != "ok").then_some(said),
        Err(error) => is_corrupt(&error).then(|| error.to_string()),
    }
}

async fn check(mut connection: SqliteConnection) -> Result<String, sqlx::Error> {
    let said = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await;
    // Closed whatever it said, for the file may be renamed now.
    connection.close().await.and(said)
}

fn is_corrupt(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    let code = code.and_then(|code| code.parse::<u32>().ok());
    code.is_some_and(|code| CORRUPT.contains(&(code & RESULT)))
}

/// Gives the database and what belongs to it another name. Returns that.
fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let aside = with_ending(path, &format!(".corrupt-{}", now_ms()));
    for part in PARTS {
        let from = with_ending(path, part);
        if from.exists() {
            std::fs::rename(&from, with_ending(&aside, part)).map_err(|source| {
                StoreError::Open { path: from, source: sqlx::Error::Io(source) }
            })?;
        }
    }
    Ok(aside)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
