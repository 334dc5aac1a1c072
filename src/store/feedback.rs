//! What people think of what was shown.

use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::{Person, Store, StoreError, Token, now, now_ms};

/// A judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vote {
    /// 👍
    Up,
    /// 👎
    Down,
}

/// Why something was not good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// It answers something else.
    Beside,
    /// It is wrong, or no longer so.
    Wrong,
    /// It is hard to read.
    Unclear,
}

impl Reason {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Beside, Self::Wrong, Self::Unclear];

    /// Its name in the store, in buttons and in message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Beside => "beside",
            Self::Wrong => "wrong",
            Self::Unclear => "unclear",
        }
    }
}

/// How many think what of something shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// 👍
    pub up: i64,
    /// 👎
    pub down: i64,
}

impl Vote {
    fn number(self) -> i64 {
        match self {
            Self::Up => 1,
            Self::Down => -1,
        }
    }
}

impl Store {
    /// Counts the vote of `person`; the same vote again takes it back.
    /// Returns whether it stands now.
    pub async fn vote(&self, token: Token, person: Person, vote: Vote) -> Result<bool, StoreError> {
        let taken_back =
            sqlx::query("DELETE FROM votes WHERE token = $1 AND person = $2 AND vote = $3")
                .bind(token.to_string())
                .bind(person.0)
                .bind(vote.number())
                .execute(&self.writer)
                .await?;
        if taken_back.rows_affected() > 0 {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO votes (token, person, vote, reason, voted_at) \
             VALUES ($1, $2, $3, NULL, $4) ON CONFLICT (token, person) DO UPDATE \
             SET vote = excluded.vote, reason = NULL, voted_at = excluded.voted_at",
        )
        .bind(token.to_string())
        .bind(person.0)
        .bind(vote.number())
        .bind(now())
        .execute(&self.writer)
        .await?;
        Ok(true)
    }

    /// Adds the reason to a 👎 of `person`; false when there is none.
    pub async fn give_reason(
        &self,
        token: Token,
        person: Person,
        reason: Reason,
    ) -> Result<bool, StoreError> {
        let changed = sqlx::query(
            "UPDATE votes SET reason = $1 WHERE token = $2 AND person = $3 AND vote = -1",
        )
        .bind(reason.name())
        .bind(token.to_string())
        .bind(person.0)
        .execute(&self.writer)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// How many think what of `token`.
    pub async fn tally(&self, token: Token) -> Result<Tally, StoreError> {
        let row = sqlx::query(
            "SELECT COUNT(CASE WHEN vote > 0 THEN 1 END) AS up, \
             COUNT(CASE WHEN vote < 0 THEN 1 END) AS down FROM votes WHERE token = $1",
        )
        .bind(token.to_string())
        .fetch_one(&self.pool)
        .await?;
        Ok(Tally { up: row.try_get("up")?, down: row.try_get("down")? })
    }

    /// Keeps what `person` wrote.
    pub async fn note(&self, person: Person, note: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO notes (person, written_ms, note) VALUES ($1, $2, $3) \
             ON CONFLICT (person, written_ms) DO UPDATE SET note = excluded.note",
        )
        .bind(person.0)
        .bind(now_ms())
        .bind(note)
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}
