//! Messages as a test reads them.

use serde_json::Value;

use super::delivery::SentMessage;
use super::world::Stored;

/// A message the bot sent, as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct BotMessage {
    /// Where.
    pub chat_id: i64,
    /// Its id there.
    pub message_id: i64,
    /// The text (or caption) people see.
    pub text: String,
    /// The text as the bot wrote it, tags included.
    pub html: String,
    /// Its formatting, as the Bot API writes it.
    pub entities: Vec<Value>,
    /// Its inline keyboard.
    pub reply_markup: Option<Value>,
    /// The forum topic it is in.
    pub thread: Option<i64>,
    /// The message id its `reply_parameters` named.
    pub reply_to: Option<i64>,
    /// How often it was edited.
    pub edits: usize,
    /// Whether it was deleted.
    pub deleted: bool,
    /// The whole `Message` object.
    pub raw: Value,
}

impl BotMessage {
    pub(super) fn new(stored: &Stored) -> Self {
        let raw = stored.value.clone();
        let text = raw["text"].as_str().or(raw["caption"].as_str()).unwrap_or_default();
        let entities = raw["entities"].as_array().or(raw["caption_entities"].as_array());
        Self {
            chat_id: raw["chat"]["id"].as_i64().unwrap_or_default(),
            message_id: raw["message_id"].as_i64().unwrap_or_default(),
            text: text.to_owned(),
            html: stored.html.clone(),
            entities: entities.cloned().unwrap_or_default(),
            reply_markup: raw.get("reply_markup").cloned(),
            thread: raw["message_thread_id"].as_i64(),
            reply_to: stored.reply_to,
            edits: stored.edits,
            deleted: stored.deleted,
            raw,
        }
    }

    /// The buttons under it, in reading order.
    pub fn buttons(&self) -> Vec<Button> {
        let rows = self.reply_markup.iter().filter_map(|m| m["inline_keyboard"].as_array());
        let buttons = rows.flatten().filter_map(Value::as_array).flatten();
        buttons.map(Button::new).collect()
    }

    /// The data of the button with this label.
    pub fn data_of(&self, label: &str) -> Option<String> {
        self.buttons().into_iter().find(|button| button.label == label)?.data
    }

    /// The addresses of its links, in order.
    pub fn links(&self) -> Vec<String> {
        let links = self.entities.iter().filter(|entity| entity["type"] == "text_link");
        links.filter_map(|link| link["url"].as_str()).map(str::to_owned).collect()
    }
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// What it sends to the bot.
    pub data: Option<String>,
    /// What it opens.
    pub url: Option<String>,
}

impl Button {
    fn new(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        Self {
            label: text("text").unwrap_or_default(),
            data: text("callback_data"),
            url: text("url"),
        }
    }
}

/// Anything one can reply to.
pub trait Anchor {
    /// The chat and the id of the message.
    fn place(&self) -> (i64, i64);
}

impl Anchor for SentMessage {
    fn place(&self) -> (i64, i64) {
        (self.chat_id, self.message_id)
    }
}

impl Anchor for BotMessage {
    fn place(&self) -> (i64, i64) {
        (self.chat_id, self.message_id)
    }
}
