//! Who was let in and who was kept out: people, and chats.

use sqlx::Row;

use super::{Store, StoreError, now};

/// What the owner, or an invitation, made of someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// May ask, where not everyone may.
    Allowed,
    /// May not.
    Banned,
}

impl Standing {
    fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Banned => "banned",
        }
    }
}

impl Store {
    /// The standing of a person or a chat, by its id; the two never collide,
    /// since ids of groups are negative.
    pub async fn standing(&self, subject: i64) -> Result<Option<Standing>, StoreError> {
        let row = sqlx::query("SELECT standing FROM standings WHERE subject = $1")
            .bind(subject)
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let name: String = row.try_get("standing")?;
        let known = [Standing::Allowed, Standing::Banned];
        Ok(known.into_iter().find(|standing| standing.name() == name))
    }

    /// Gives a person or a chat a standing, or takes it away.
    pub async fn stand(&self, subject: i64, standing: Option<Standing>) -> Result<(), StoreError> {
        let Some(standing) = standing else {
            sqlx::query("DELETE FROM standings WHERE subject = $1")
                .bind(subject)
                .execute(&self.writer)
                .await?;
            return Ok(());
        };
        sqlx::query(
            "INSERT INTO standings (subject, standing, since) VALUES ($1, $2, $3) \
             ON CONFLICT (subject) DO UPDATE SET standing = excluded.standing",
        )
        .bind(subject)
        .bind(standing.name())
        .bind(now())
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}
