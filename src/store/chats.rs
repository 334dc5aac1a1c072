//! Chats that spoke to the bot, and their settings.

use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::{Chat, Store, StoreError, from_json, now, to_json};
use crate::text::language::Language;

/// What a chat has set; a person's own chat is the person's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language of the bot's words; `None` follows the person.
    pub language: Option<Language>,
    /// How much is shown of the sources.
    pub length: Length,
    /// Who may ask, in a group.
    pub asking: Asking,
    /// No buttons to judge an answer.
    pub no_feedback: bool,
    /// When messages make no sound.
    pub quiet: Quiet,
}

/// How much is shown of the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Length {
    /// The quotes alone.
    Short,
    /// The quotes with what stands around them.
    #[default]
    Full,
}

/// Who may ask, in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Asking {
    /// Everyone in it.
    #[default]
    Everyone,
    /// Its administrators.
    Admins,
}

/// When messages make no sound, in Hong Kong's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quiet {
    /// Never.
    #[default]
    Off,
    /// From 22 to 8.
    Evening,
    /// From 0 to 8.
    Night,
}

impl Quiet {
    /// From which hour to which it lasts.
    pub fn hours(self) -> Option<(u32, u32)> {
        match self {
            Self::Off => None,
            Self::Evening => Some((22, 8)),
            Self::Night => Some((0, 8)),
        }
    }

    /// Whether it covers this hour of the day.
    pub fn covers(self, hour: u32) -> bool {
        self.hours().is_some_and(|(from, until)| {
            if from < until { (from..until).contains(&hour) } else { hour >= from || hour < until }
        })
    }
}

impl Store {
    /// What `chat` has set.
    pub async fn settings(&self, chat: Chat) -> Result<Settings, StoreError> {
        let row = sqlx::query("SELECT settings FROM chats WHERE chat = $1")
            .bind(chat.0)
            .fetch_optional(&self.pool)
            .await?;
        row.map_or(Ok(Settings::default()), |row| {
            from_json("a chat's settings", row.try_get("settings")?)
        })
    }

    /// Keeps what `chat` has set.
    pub async fn set(&self, chat: Chat, settings: &Settings) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO chats (chat, settings, seen) VALUES ($1, $2, $3) \
             ON CONFLICT (chat) DO UPDATE SET settings = excluded.settings, seen = excluded.seen",
        )
        .bind(chat.0)
        .bind(to_json(settings))
        .bind(now())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Notes that `chat` speaks to the bot; its settings stay.
    pub async fn meet(&self, chat: Chat) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO chats (chat, settings, seen) VALUES ($1, $2, $3) \
             ON CONFLICT (chat) DO UPDATE SET seen = excluded.seen",
        )
        .bind(chat.0)
        .bind(to_json(&Settings::default()))
        .bind(now())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// All chats that spoke to the bot.
    pub async fn chats(&self) -> Result<Vec<Chat>, StoreError> {
        let rows =
            sqlx::query("SELECT chat FROM chats ORDER BY chat").fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(Chat(row.try_get("chat")?))).collect()
    }
}
