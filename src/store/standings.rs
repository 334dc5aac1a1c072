//! Who was let in and who was kept out: people, and chats.

use super::{Chat, Person, Store, StoreError, now};

/// What the owner, or an invitation, made of someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// May ask, where not everyone may.
    Allowed,
    /// May not.
    Banned,
}

impl Standing {
    const ALL: [Self; 2] = [Self::Allowed, Self::Banned];

    fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Banned => "banned",
        }
    }
}

impl Store {
    /// The standings of a person, and of a chat, by their ids; the two never collide, since
    /// ids of groups are negative.
    pub async fn standings(
        &self,
        person: Person,
        chat: Option<Chat>,
    ) -> Result<Vec<Standing>, StoreError> {
        let names = sqlx::query_scalar("SELECT standing FROM standings WHERE subject IN ($1, $2)")
            .bind(person.0)
            .bind(chat.map(|chat| chat.0))
            .fetch_all(&self.pool)
            .await?;
        let named = |name: String| Standing::ALL.into_iter().find(|one| one.name() == name);
        Ok(names.into_iter().filter_map(named).collect())
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
