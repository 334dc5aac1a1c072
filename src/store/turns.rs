//! What was asked in a conversation, most recent first.

use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::{Conversation, Store, StoreError, from_json, now, now_ms, to_json};

/// How many turns of a conversation are kept: a follow-up hangs on the last
/// one, seldom on the one before.
pub const KEPT_TURNS: i64 = 4;

impl Store {
    /// Adds a turn, in whatever form the answerer wants it back, and drops
    /// those beyond [`KEPT_TURNS`].
    pub async fn add_turn(
        &self,
        conversation: &Conversation,
        turn: &impl Serialize,
    ) -> Result<(), StoreError> {
        let Conversation { chat, topic, asker } = conversation;
        sqlx::query(
            "INSERT INTO turns (chat, topic, asker, asked_ms, turn) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (chat, topic, asker, asked_ms) DO UPDATE SET turn = excluded.turn; \
             DELETE FROM turns WHERE chat = $1 AND topic = $2 AND asker = $3 AND asked_ms NOT IN \
             (SELECT asked_ms FROM turns WHERE chat = $1 AND topic = $2 AND asker = $3 \
              ORDER BY asked_ms DESC LIMIT $6)",
        )
        .bind(chat.0)
        .bind(topic.0)
        .bind(asker.0)
        .bind(now_ms())
        .bind(to_json(turn))
        .bind(KEPT_TURNS)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// The turns of the last `seconds`, most recent first.
    pub async fn turns<T: for<'a> Deserialize<'a>>(
        &self,
        conversation: &Conversation,
        seconds: i64,
    ) -> Result<Vec<T>, StoreError> {
        let rows = sqlx::query(
            "SELECT turn FROM turns WHERE chat = $1 AND topic = $2 AND asker = $3 \
             AND asked_ms > $4 ORDER BY asked_ms DESC",
        )
        .bind(conversation.chat.0)
        .bind(conversation.topic.0)
        .bind(conversation.asker.0)
        .bind((now() - seconds) * 1000)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|row| from_json("a turn", row.try_get("turn")?)).collect()
    }
}
