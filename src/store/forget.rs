//! Forgetting: what a person asks to be forgotten, chats that are gone, what
//! is too old; and moving a group that has a new id.

use sqlx::AssertSqlSafe;

use super::{Chat, Person, Store, StoreError, now};

impl Store {
    /// Forgets all that is kept of `person`, in every chat; says how many
    /// things that were. A ban stays, or it would be no ban, and so does what
    /// was spent on the last day, or a day's budget would be none.
    pub async fn forget_person(&self, person: Person) -> Result<u64, StoreError> {
        const FROM: [&str; 7] = [
            "DELETE FROM turns WHERE asker = $1",
            "DELETE FROM shown WHERE asker = $1",
            "DELETE FROM votes WHERE person = $1",
            "DELETE FROM notes WHERE person = $1",
            "DELETE FROM budget WHERE person = $1 AND day < (SELECT MAX(day) FROM budget)",
            "DELETE FROM journal WHERE person = $1 AND state = 'aside'",
            // Who speaks as a group has its id, and does not own its settings.
            "DELETE FROM chats WHERE chat = $1 AND chat > 0",
        ];
        self.delete(&FROM, person.0).await
    }

    /// Forgets a chat that the bot is no longer in.
    pub async fn forget_chat(&self, chat: Chat) -> Result<(), StoreError> {
        const FROM: [&str; 4] = [
            "DELETE FROM journal WHERE chat = $1 AND state = 'aside'",
            "DELETE FROM turns WHERE chat = $1",
            "DELETE FROM shown WHERE chat = $1",
            "DELETE FROM chats WHERE chat = $1",
        ];
        self.delete(&FROM, chat.0).await.map(drop)
    }

    /// Forgets conversations, answers, votes and what people wrote to whoever runs the bot
    /// that are older than `days`, and what was spent then.
    pub async fn expire(&self, days: u32) -> Result<u64, StoreError> {
        const FROM: [&str; 6] = [
            "DELETE FROM notes WHERE written_ms < $1 * 1000",
            "DELETE FROM broadcasts WHERE begun_at < $1 AND done = 1",
            "DELETE FROM turns WHERE asked_ms < $1 * 1000",
            "DELETE FROM shown WHERE shown_at < $1",
            "DELETE FROM votes WHERE voted_at < $1",
            "DELETE FROM budget WHERE spent_at < $1",
        ];
        self.delete(&FROM, now() - i64::from(days) * 24 * 60 * 60).await
    }

    /// Moves all that is kept of a group to its new id.
    pub async fn move_chat(&self, old: Chat, new: Chat) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin().await?;
        // Only if there is something to move does it replace what is there.
        for (table, key) in [("chats", "chat"), ("standings", "subject")] {
            let replaced = format!(
                "DELETE FROM {table} WHERE {key} = $1 AND EXISTS \
                 (SELECT 1 FROM {table} AS old WHERE old.{key} = $2)"
            );
            sqlx::query(AssertSqlSafe(replaced))
                .bind(new.0)
                .bind(old.0)
                .execute(&mut *transaction)
                .await?;
            let moved = format!("UPDATE {table} SET {key} = $1 WHERE {key} = $2");
            sqlx::query(AssertSqlSafe(moved))
                .bind(new.0)
                .bind(old.0)
                .execute(&mut *transaction)
                .await?;
        }
        for moved in [
            "UPDATE turns SET chat = $1 WHERE chat = $2",
            "UPDATE shown SET chat = $1 WHERE chat = $2",
            "UPDATE journal SET chat = $1 WHERE chat = $2",
        ] {
            sqlx::query(moved).bind(new.0).bind(old.0).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn delete(&self, statements: &[&'static str], key: i64) -> Result<u64, StoreError> {
        let mut transaction = self.writer.begin().await?;
        let mut deleted = 0;
        for statement in statements {
            let done = sqlx::query(*statement).bind(key).execute(&mut *transaction).await?;
            deleted += done.rows_affected();
        }
        transaction.commit().await?;
        Ok(deleted)
    }
}
