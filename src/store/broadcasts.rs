//! Messages to all chats that are under way, so that they go on after a stop.

use sqlx::Row;

use super::{Chat, Store, StoreError, from_json, now, to_json};
use crate::text::language::Language;

/// A message to all chats that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broadcast {
    /// Where the message with the button that began it is.
    pub chat: Chat,
    /// That message.
    pub message: i32,
    /// What is sent.
    pub text: String,
    /// The language of whoever began it.
    pub language: Language,
    /// The last chat that was written to; they are walked by their ids.
    pub last: Option<Chat>,
    /// The chats up to that one that Telegram asked to wait with.
    pub held: Vec<Chat>,
    /// How many chats were reached.
    pub reached: u64,
}

impl Store {
    /// Begins a message to all chats; false when it was begun before.
    pub async fn begin_broadcast(&self, broadcast: &Broadcast) -> Result<bool, StoreError> {
        let begun = sqlx::query(
            "INSERT INTO broadcasts (chat, message, text, language, begun_at) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (chat, message) DO NOTHING",
        )
        .bind(broadcast.chat.0)
        .bind(broadcast.message)
        .bind(&broadcast.text)
        .bind(broadcast.language.tag())
        .bind(now())
        .execute(&self.writer)
        .await?;
        Ok(begun.rows_affected() > 0)
    }

    /// The messages to all chats that are under way.
    pub async fn broadcasts(&self) -> Result<Vec<Broadcast>, StoreError> {
        let rows = sqlx::query("SELECT * FROM broadcasts WHERE done = 0 ORDER BY begun_at")
            .fetch_all(&self.pool)
            .await?;
        let read = |row: &sqlx::sqlite::SqliteRow| {
            let language = row.try_get::<String, _>("language")?;
            Ok(Broadcast {
                chat: Chat(row.try_get("chat")?),
                message: row.try_get("message")?,
                text: row.try_get("text")?,
                language: language.parse().unwrap_or(Language::TraditionalChinese),
                last: row.try_get::<Option<i64>, _>("last_chat")?.map(Chat),
                held: from_json("the chats of a message to all", row.try_get("held")?)?,
                reached: u64::try_from(row.try_get::<i64, _>("reached")?).unwrap_or_default(),
            })
        };
        rows.iter().map(read).collect()
    }

    /// Records how far `broadcast` is, and whether all chats have it.
    pub async fn advance(&self, broadcast: &Broadcast, done: bool) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE broadcasts SET last_chat = $3, held = $4, reached = $5, done = $6 \
             WHERE chat = $1 AND message = $2",
        )
        .bind(broadcast.chat.0)
        .bind(broadcast.message)
        .bind(broadcast.last.map(|chat| chat.0))
        .bind(to_json(&broadcast.held))
        .bind(i64::try_from(broadcast.reached).unwrap_or(i64::MAX))
        .bind(i64::from(done))
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}
