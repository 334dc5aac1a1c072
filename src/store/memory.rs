//! A store in memory, for a start on a disk that is full or read-only: questions are
//! answered, and nothing outlives the process.

use std::path::Path;
use std::str::FromStr;

use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use super::{FILE_NAME, READERS, Store, StoreError, migrate};

impl Store {
    /// Opens the store in the folder `data` as [`Store::open_or_begin_anew`] does; where
    /// the disk cannot be written, one in memory in its place. For whoever alone holds the
    /// store.
    ///
    /// # Errors
    /// Where the file is there and is of another version or another program.
    pub async fn open_or_remember(data: &Path) -> Result<Self, StoreError> {
        match Self::open_written(data).await {
            Err(error @ (StoreError::Open { .. } | StoreError::Query(_))) => {
                tracing::error!(
                    "{error}: questions are answered from memory, and nothing is kept until the \
                     disk can be written again"
                );
                Self::in_memory(data).await
            }
            opened => opened,
        }
    }

    /// Whether what is written outlives the process.
    pub fn is_lasting(&self) -> bool {
        self.lasting
    }

    /// Whether the file in whose place this is can be opened and written by now.
    pub async fn can_last(&self) -> bool {
        let Some(data) = self.path.parent() else { return false };
        let opened = Self::open_written(data).await;
        let opened = opened.inspect_err(|error| tracing::debug!("nothing is kept yet: {error}"));
        match opened {
            Ok(store) => {
                store.close().await;
                true
            }
            Err(_) => false,
        }
    }

    /// The store in `data`, after it has been written to.
    async fn open_written(data: &Path) -> Result<Self, StoreError> {
        let store = Self::open_or_begin_anew(data).await?;
        let mut writer = store.writer.acquire().await?;
        let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
        // A number that nothing reads: only whether it can be written matters.
        sqlx::query("PRAGMA user_version = 1").execute(&mut *transaction).await?;
        transaction.commit().await?;
        drop(writer);
        Ok(store)
    }

    async fn in_memory(data: &Path) -> Result<Self, StoreError> {
        let path = data.join(FILE_NAME);
        let failed = |source| StoreError::Open { path: path.clone(), source };
        // A name of its own, by which all connections see one database.
        let options = SqliteConnectOptions::from_str("sqlite::memory:").map_err(failed)?;
        let connect = |most| {
            // It is gone with its last connection, so that one stays open.
            let pool = SqlitePoolOptions::new().max_connections(most).min_connections(1);
            let pool = pool.idle_timeout(None).max_lifetime(None).test_before_acquire(false);
            pool.connect_with(options.clone())
        };
        let writer = connect(1).await.map_err(failed)?;
        let migrated = migrate::run(&writer).await;
        migrated.map_err(|source| StoreError::Migrate { path: path.clone(), source })?;
        let pool = connect(READERS).await.map_err(failed)?;
        Ok(Self { path, pool, writer, lasting: false })
    }
}
