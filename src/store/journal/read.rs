//! What stands in the journal.

use std::time::Duration;

use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{Journal, KEPT_MS, MOST_DEATHS, MOST_FAILURES, SUSPECTED};
use crate::store::{Chat, Person, Store, StoreError, from_json, now_ms};

/// How far the answer to an update has gone out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many messages were begun; one more than are out when it is not
    /// known whether the last one is.
    pub begun: usize,
    /// The messages that are out.
    pub sent: Vec<i32>,
    /// The newest message known before the last one was begun.
    pub newest: i32,
    /// How many ids after that were looked at for it.
    pub searched: i32,
}

/// An update that is not finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Its id.
    pub update: i64,
    /// When it came, in milliseconds since 1970.
    pub arrived_ms: i64,
    /// All of it, as Telegram sent it.
    pub raw: String,
    /// How far its answer has gone out.
    pub progress: Progress,
    /// How often handling it failed.
    pub failures: u32,
    /// How often the process ended while it was under way.
    pub deaths: u32,
    /// The message that told the person of a failure.
    pub apology: Option<i32>,
}

impl Unfinished {
    /// An update that came just now. Its words are with whoever has it.
    pub fn fresh(update: i64) -> Self {
        Self {
            update,
            arrived_ms: now_ms(),
            raw: String::new(),
            progress: Progress::default(),
            failures: 0,
            deaths: 0,
            apology: None,
        }
    }

    /// How long ago it came.
    pub fn age(&self) -> Duration {
        let age = now_ms().saturating_sub(self.arrived_ms);
        Duration::from_millis(u64::try_from(age).unwrap_or_default())
    }
}

/// An update that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Its id.
    pub update: i64,
    /// When it came, in milliseconds since 1970.
    pub arrived_ms: i64,
    /// Where it is from.
    pub chat: Option<Chat>,
    /// Whose it is.
    pub person: Option<Person>,
    /// Why it was set aside.
    pub reason: String,
}

impl Journal {
    /// The ids of the updates that wait to be taken up, oldest first.
    pub async fn waiting(&self) -> Result<Vec<i64>, StoreError> {
        let rows = sqlx::query(
            "SELECT update_id FROM journal WHERE state = 'waiting' ORDER BY arrived_ms, update_id",
        )
        .fetch_all(&self.store.pool)
        .await?;
        rows.iter().map(|row| Ok(row.try_get("update_id")?)).collect()
    }

    /// An update that is not finished.
    pub async fn unfinished(&self, update: i64) -> Result<Option<Unfinished>, StoreError> {
        let row = sqlx::query("SELECT * FROM journal WHERE update_id = $1 AND state <> 'finished'")
            .bind(update)
            .fetch_optional(&self.store.pool)
            .await?;
        row.as_ref().map(unfinished).transpose()
    }
}

impl Store {
    /// What was under way when the process ended waits again. What was suspected
    /// and has ended it often enough has failed for good: it was handled alone,
    /// whatever has come meanwhile.
    pub(super) async fn reopen_journal(&self) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin().await?;
        sqlx::query(
            "UPDATE journal SET failures = $2, reason = 'the process ended while it was handled' \
             WHERE state = 'under_way' AND deaths + 1 >= $3 \
             AND (SELECT COUNT(*) FROM journal WHERE state = 'under_way' AND deaths >= $1) = 1",
        )
        .bind(SUSPECTED)
        .bind(MOST_FAILURES)
        .bind(MOST_DEATHS)
        .execute(&mut *transaction)
        .await?;
        sqlx::query(
            "UPDATE journal SET state = 'waiting', deaths = deaths + 1 WHERE state = 'under_way'",
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The updates that were set aside, oldest first.
    pub async fn set_aside(&self) -> Result<Vec<Aside>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM journal WHERE state = 'aside' ORDER BY arrived_ms, update_id",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(aside).collect()
    }

    /// Lets an update that was set aside be taken up again; false when there
    /// is none with this id.
    pub async fn retry(&self, update: i64) -> Result<bool, StoreError> {
        self.change_aside(
            "UPDATE journal SET state = 'waiting', failures = 0, deaths = 0, arrived_ms = $2 \
             WHERE update_id = $1 AND state = 'aside'",
            update,
        )
        .await
    }

    /// Finishes an update that was set aside, unanswered; false when there is
    /// none with this id.
    pub async fn drop_aside(&self, update: i64) -> Result<bool, StoreError> {
        self.change_aside(
            "UPDATE journal SET state = 'finished', raw = '', chat = NULL, person = NULL, \
             sent = '[]', reason = NULL, arrived_ms = $2 WHERE update_id = $1 AND state = 'aside'",
            update,
        )
        .await
    }

    async fn change_aside(&self, statement: &'static str, update: i64) -> Result<bool, StoreError> {
        let changed =
            sqlx::query(statement).bind(update).bind(now_ms()).execute(&self.writer).await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Forgets finished updates that Telegram cannot bring again, and what was
    /// set aside more than `days` ago.
    pub async fn expire_journal(&self, days: u32) -> Result<u64, StoreError> {
        let aside_before = now_ms() - i64::from(days) * 24 * 60 * 60 * 1000;
        let deleted = sqlx::query(
            "DELETE FROM journal WHERE (state = 'finished' AND arrived_ms < $1) \
             OR (state = 'aside' AND arrived_ms < $2)",
        )
        .bind(now_ms() - KEPT_MS)
        .bind(aside_before)
        .execute(&self.writer)
        .await?;
        Ok(deleted.rows_affected())
    }
}

fn unfinished(row: &SqliteRow) -> Result<Unfinished, StoreError> {
    let progress = Progress {
        begun: row.try_get::<u32, _>("begun")? as usize,
        sent: from_json("the messages of an answer", row.try_get("sent")?)?,
        newest: row.try_get("newest")?,
        searched: row.try_get("searched")?,
    };
    Ok(Unfinished {
        update: row.try_get("update_id")?,
        arrived_ms: row.try_get("arrived_ms")?,
        raw: row.try_get("raw")?,
        progress,
        failures: row.try_get("failures")?,
        deaths: row.try_get("deaths")?,
        apology: row.try_get("apology")?,
    })
}

fn aside(row: &SqliteRow) -> Result<Aside, StoreError> {
    Ok(Aside {
        update: row.try_get("update_id")?,
        arrived_ms: row.try_get("arrived_ms")?,
        chat: row.try_get::<Option<i64>, _>("chat")?.map(Chat),
        person: row.try_get::<Option<i64>, _>("person")?.map(Person),
        reason: row.try_get::<Option<String>, _>("reason")?.unwrap_or_default(),
    })
}
