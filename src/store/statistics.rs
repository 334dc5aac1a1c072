//! What the owner may know: numbers, no names.

use sqlx::Row;

use super::{Store, StoreError};

/// Numbers about what is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Chats that spoke to the bot.
    pub chats: i64,
    /// Answers by outcome, most frequent first.
    pub outcomes: Vec<(String, i64)>,
    /// 👍
    pub up: i64,
    /// 👎
    pub down: i64,
    /// The last few things written with /feedback, newest first.
    pub notes: Vec<String>,
}

/// How many notes are shown.
const NOTES: i64 = 5;

impl Store {
    /// Numbers about what is kept now.
    pub async fn statistics(&self) -> Result<Statistics, StoreError> {
        let outcomes = sqlx::query(
            "SELECT outcome, COUNT(*) AS many FROM shown GROUP BY outcome ORDER BY many DESC, outcome",
        )
        .fetch_all(&self.pool)
        .await?;
        let notes = sqlx::query("SELECT note FROM notes ORDER BY written_ms DESC LIMIT $1")
            .bind(NOTES)
            .fetch_all(&self.pool)
            .await?;
        let counts = sqlx::query(
            "SELECT (SELECT COUNT(*) FROM chats) AS chats, \
             (SELECT COUNT(*) FROM votes WHERE vote > 0) AS up, \
             (SELECT COUNT(*) FROM votes WHERE vote < 0) AS down",
        )
        .fetch_one(&self.pool)
        .await?;
        let outcome = |row: &sqlx::sqlite::SqliteRow| {
            Ok::<_, sqlx::Error>((row.try_get("outcome")?, row.try_get("many")?))
        };
        Ok(Statistics {
            chats: counts.try_get("chats")?,
            up: counts.try_get("up")?,
            down: counts.try_get("down")?,
            outcomes: outcomes.iter().map(outcome).collect::<Result<_, _>>()?,
            notes: notes.iter().map(|row| row.try_get("note")).collect::<Result<_, _>>()?,
        })
    }
}
