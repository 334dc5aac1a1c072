//! What was shown, so that its buttons work after a restart and a re-index.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{Chat, Conversation, Person, Store, StoreError, Topic, from_json, now, to_json};
use crate::text::language::Language;

/// Names something shown, in as few bytes as a button allows: a random number
/// that nobody guesses, for a deep link with it opens what was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token(u64);

/// Bits of a token: eleven characters, no two alike among millions, and none
/// to be guessed.
const BITS: u32 = 55;

/// A piece of a document that was shown. The words are kept with their place,
/// so that they are found again, or missed, when the documents change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The document's name.
    pub document: String,
    /// The passage's place in it.
    pub ordinal: u32,
    /// The first byte of the quote in the passage.
    pub start: usize,
    /// The words.
    pub quote: String,
}

/// The outcome of what was shown of an answer when more was asked for.
pub const MORE: &str = "more";

/// An answer or a list of passages that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its name in buttons.
    pub token: Token,
    /// Whose it is, and where.
    pub conversation: Conversation,
    /// The message that asked.
    pub asked_in: i32,
    /// The messages that show it, first to last.
    pub messages: Vec<i32>,
    /// The message in which its sources are being read.
    pub reader: Option<i32>,
    /// What was asked.
    pub question: String,
    /// The language it was shown in.
    pub language: Language,
    /// `answered`, `nearest`, `abstained`, `search`, `sources` or [`MORE`].
    pub outcome: String,
    /// The sources, in the order of their numbers.
    pub sources: Vec<Reference>,
    /// The questions offered with it.
    pub offers: Vec<String>,
    /// The turn that it makes, in whatever form the answerer wants it back.
    pub turn: Option<String>,
    /// It with its sources as a Markdown file.
    pub export: Option<String>,
    /// What a language model did for it, in whatever form it is explained from.
    pub trace: Option<String>,
}

impl Token {
    /// A new one, of the system's random numbers.
    ///
    /// # Panics
    /// Where the system has none, which no system does that has started.
    pub fn random() -> Self {
        Self(getrandom::u64().expect("the system gives random numbers") >> (u64::BITS - BITS))
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        let mut digits = Vec::new();
        while rest > 0 || digits.is_empty() {
            digits.push(char::from_digit(u32::try_from(rest % 36).unwrap_or(0), 36).unwrap_or('0'));
            rest /= 36;
        }
        digits.iter().rev().try_for_each(|digit| write!(f, "{digit}"))
    }
}

impl FromStr for Token {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 36).map(Self)
    }
}

impl Store {
    /// Keeps what was shown, in place of what had the same token.
    pub async fn keep(&self, shown: &Shown) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO shown (token, chat, topic, asker, asked_in, messages, reader, question, \
             language, outcome, sources, offers, turn, export, trace, shown_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) \
             ON CONFLICT (token) DO UPDATE SET messages = excluded.messages, \
             reader = excluded.reader, question = excluded.question, \
             language = excluded.language, outcome = excluded.outcome, \
             sources = excluded.sources, offers = excluded.offers, turn = excluded.turn, \
             export = excluded.export, trace = excluded.trace",
        )
        .bind(shown.token.to_string())
        .bind(shown.conversation.chat.0)
        .bind(shown.conversation.topic.0)
        .bind(shown.conversation.asker.0)
        .bind(i64::from(shown.asked_in))
        .bind(to_json(&shown.messages))
        .bind(shown.reader.map(i64::from))
        .bind(&shown.question)
        .bind(shown.language.tag())
        .bind(&shown.outcome)
        .bind(to_json(&shown.sources))
        .bind(to_json(&shown.offers))
        .bind(&shown.turn)
        .bind(&shown.export)
        .bind(&shown.trace)
        .bind(now())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// What has this token; `None` when it was forgotten.
    pub async fn shown(&self, token: Token) -> Result<Option<Shown>, StoreError> {
        let row = sqlx::query("SELECT * FROM shown WHERE token = $1")
            .bind(token.to_string())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// What was shown last to the message `asked_in` of `chat`.
    pub async fn shown_to(&self, chat: Chat, asked_in: i32) -> Result<Option<Shown>, StoreError> {
        let row = sqlx::query(
            "SELECT * FROM shown WHERE chat = $1 AND asked_in = $2 ORDER BY shown_at DESC LIMIT 1",
        )
        .bind(chat.0)
        .bind(i64::from(asked_in))
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(read).transpose()
    }

    /// What message `id` of `chat` shows.
    pub async fn shown_in(&self, chat: Chat, id: i32) -> Result<Option<Shown>, StoreError> {
        let row = sqlx::query(
            "SELECT * FROM shown WHERE chat = $1 \
             AND EXISTS (SELECT 1 FROM json_each(messages) WHERE value = $2) \
             ORDER BY shown_at DESC LIMIT 1",
        )
        .bind(chat.0)
        .bind(i64::from(id))
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(read).transpose()
    }

    /// Whether message `id` of `chat` is known to be a part of an answer: of one that was
    /// kept, to another message than `asked_in`, or of any that is under way.
    pub async fn answers_another(
        &self,
        chat: Chat,
        id: i32,
        asked_in: Option<i32>,
    ) -> Result<bool, StoreError> {
        let known = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM shown WHERE chat = $1 AND asked_in IS NOT $3 \
             AND EXISTS (SELECT 1 FROM json_each(messages) WHERE value = $2)) \
             OR EXISTS (SELECT 1 FROM journal WHERE chat = $1 AND state <> 'finished' \
             AND EXISTS (SELECT 1 FROM json_each(sent) WHERE value = $2))",
        )
        .bind(chat.0)
        .bind(i64::from(id))
        .bind(asked_in.map(i64::from))
        .fetch_one(&self.pool)
        .await?;
        Ok(known)
    }

    /// The sources of `answered`, and those that were shown in its conversation since, when more
    /// was asked for.
    pub async fn sources_told(&self, answered: &Shown) -> Result<Vec<Reference>, StoreError> {
        let more: Option<String> = sqlx::query_scalar(
            "SELECT sources FROM shown WHERE chat = $1 AND topic = $2 AND asker = $3 \
             AND question = $4 AND outcome = $5 \
             AND shown_at >= (SELECT shown_at FROM shown WHERE token = $6) \
             ORDER BY shown_at DESC, rowid DESC LIMIT 1",
        )
        .bind(answered.conversation.chat.0)
        .bind(answered.conversation.topic.0)
        .bind(answered.conversation.asker.0)
        .bind(&answered.question)
        .bind(MORE)
        .bind(answered.token.to_string())
        .fetch_optional(&self.pool)
        .await?;
        let told = more.map(|more| from_json("the sources of an answer", &more)).transpose()?;
        let goes_on = |told: &Vec<Reference>| told.starts_with(&answered.sources);
        Ok(told.filter(goes_on).unwrap_or_else(|| answered.sources.clone()))
    }

    /// The answers to the message of a conversation that was answered last, first to last,
    /// those of them that are at most `seconds` old.
    pub async fn last_shown(
        &self,
        conversation: &Conversation,
        seconds: i64,
    ) -> Result<Vec<Shown>, StoreError> {
        let rows = sqlx::query(
            "WITH told AS (SELECT rowid AS place, * FROM shown WHERE chat = $1 AND topic = $2 \
             AND asker = $3 AND turn IS NOT NULL AND shown_at > $4) \
             SELECT * FROM told WHERE asked_in = \
             (SELECT asked_in FROM told ORDER BY shown_at DESC, place DESC LIMIT 1) \
             ORDER BY shown_at, place",
        )
        .bind(conversation.chat.0)
        .bind(conversation.topic.0)
        .bind(conversation.asker.0)
        .bind(now() - seconds)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &SqliteRow) -> Result<Shown, StoreError> {
    let number = |name: &str| row.try_get::<i64, _>(name);
    let text = |name: &str| row.try_get::<String, _>(name);
    // A message's id is a 32-bit number in the Bot API.
    let message = |id: i64| i32::try_from(id).unwrap_or_default();
    let decode = |error: Box<dyn std::error::Error + Send + Sync>| sqlx::Error::Decode(error);
    Ok(Shown {
        token: text("token")?.parse().map_err(|error| decode(Box::new(error)))?,
        conversation: Conversation {
            chat: Chat(number("chat")?),
            topic: Topic(number("topic")?),
            asker: Person(number("asker")?),
        },
        asked_in: message(number("asked_in")?),
        messages: from_json("the messages of an answer", &text("messages")?)?,
        reader: row.try_get::<Option<i64>, _>("reader")?.map(message),
        question: text("question")?,
        language: text("language")?.parse().map_err(|error| decode(Box::new(error)))?,
        outcome: text("outcome")?,
        sources: from_json("the sources of an answer", &text("sources")?)?,
        offers: from_json("the questions of an answer", &text("offers")?)?,
        turn: row.try_get("turn")?,
        export: row.try_get("export")?,
        trace: row.try_get("trace")?,
    })
}
