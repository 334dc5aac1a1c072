//! What is sent, and where.

use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use serde_json::json;
use teloxide::payloads::{
    EditMessageText, EditMessageTextSetters, SendMessage, SendMessageSetters,
};
use teloxide::types::{
    ChatId, InlineKeyboardMarkup, LinkPreviewOptions, Message, MessageId, ParseMode,
    ReplyParameters, ThreadId, UserId,
};

use super::plain::plain;

/// The General topic of a forum, which is never named.
const GENERAL: i32 = 1;

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The chat.
    pub chat: ChatId,
    /// The topic in it; `None` for the General topic.
    pub topic: Option<ThreadId>,
    /// The message replied to.
    pub reply: Option<MessageId>,
}

/// A message to be sent, or what a message becomes.
#[derive(Debug, Clone, Default)]
pub struct Outgoing {
    html: String,
    keyboard: Option<InlineKeyboardMarkup>,
    silent: bool,
    /// The one person in the chat who sees it, where Telegram can do that.
    pub(super) only: Option<UserId>,
}

/// A file to be sent.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A message that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Sent {
    /// Its id; 0 for one that does not stay.
    #[serde(default)]
    pub message_id: i32,
}

/// What someone who pressed a button is told.
#[derive(Debug, Clone, Default)]
pub enum Notice {
    /// Nothing; the button stops turning.
    #[default]
    Silent,
    /// A line that goes away by itself.
    Toast(String),
    /// A box to be closed.
    Alert(String),
    /// Another chat, by a deep link to this bot.
    Open(String),
}

impl Place {
    /// In reply to `message`, in its topic.
    pub fn reply_to(message: &Message) -> Self {
        let topic =
            message.thread_id.filter(|thread| message.is_topic_message && thread.0.0 != GENERAL);
        Self { chat: message.chat.id, topic, reply: Some(message.id) }
    }

    /// In `chat`, in reply to nothing.
    pub fn chat(chat: ChatId) -> Self {
        Self { chat, topic: None, reply: None }
    }
}

impl File {
    /// The parameters of `sendDocument`.
    pub(super) fn form(&self, place: Place) -> Form {
        let document = Part::bytes(self.bytes.clone()).file_name(self.name.clone());
        let mut form = Form::new()
            .part("chat_id", Part::text(place.chat.0.to_string()))
            .part("document", document);
        if let Some(topic) = place.topic {
            form = form.part("message_thread_id", Part::text(topic.0.0.to_string()));
        }
        if let Some(reply) = place.reply {
            let reply = json!({"message_id": reply.0, "allow_sending_without_reply": true});
            form = form.part("reply_parameters", Part::text(reply.to_string()));
        }
        form
    }
}

impl Outgoing {
    /// A message in Telegram's HTML.
    pub fn html(html: impl Into<String>) -> Self {
        Self { html: html.into(), ..Self::default() }
    }

    /// The same with buttons under it.
    #[must_use]
    pub fn with(self, keyboard: InlineKeyboardMarkup) -> Self {
        Self { keyboard: Some(keyboard), ..self }
    }

    /// The same without a sound, if `silent`.
    #[must_use]
    pub fn silent(self, silent: bool) -> Self {
        Self { silent, ..self }
    }

    /// The same for one person in the chat alone, where Telegram can do that.
    #[must_use]
    pub fn only_for(self, person: Option<UserId>) -> Self {
        Self { only: person, ..self }
    }

    pub(super) fn message(&self, place: Place, html: bool) -> SendMessage {
        let text = if html { self.html.clone() } else { plain(&self.html) };
        let mut message = SendMessage::new(place.chat, text).link_preview_options(no_preview());
        if let Some(reply) = place.reply {
            let reply = ReplyParameters::new(reply).allow_sending_without_reply();
            message = message.reply_parameters(reply);
        }
        if html {
            message = message.parse_mode(ParseMode::Html);
        }
        if let Some(topic) = place.topic {
            message = message.message_thread_id(topic);
        }
        if let Some(keyboard) = &self.keyboard {
            message = message.reply_markup(keyboard.clone());
        }
        if self.silent { message.disable_notification(true) } else { message }
    }

    pub(super) fn edit(&self, chat: ChatId, id: MessageId, html: bool) -> EditMessageText {
        let text = if html { self.html.clone() } else { plain(&self.html) };
        let mut edit = EditMessageText::new(chat, id, text).link_preview_options(no_preview());
        if html {
            edit = edit.parse_mode(ParseMode::Html);
        }
        match &self.keyboard {
            Some(keyboard) => edit.reply_markup(keyboard.clone()),
            None => edit,
        }
    }
}

/// No picture of a page: the words are the source.
pub(in crate::telegram) fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_make_no_sound_and_the_general_topic_has_no_name() {
        let place = Place::chat(ChatId(1));
        let sound = |silent| Outgoing::html("x").silent(silent).message(place, true);
        assert_eq!(sound(true).disable_notification, Some(true));
        assert_eq!(sound(false).disable_notification, None);
        assert_eq!(sound(false).message_thread_id, None);
    }
}
