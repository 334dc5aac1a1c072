//! The only place that sends.
//!
//! Every call waits for its slot in Telegram's pace, obeys a 429 to the
//! second, and is tried again when that is safe. A refusal is handled as what
//! it means: a chat that is gone is forgotten, one where the bot is muted is
//! left alone for a while, a group that moved is followed, and markup that
//! Telegram cannot read is sent as plain text.

mod pace;
mod plain;
mod typing;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters, DeleteMessage, EditMessageReplyMarkup,
    EditMessageReplyMarkupSetters, EditMessageText, EditMessageTextSetters, SendMessage,
    SendMessageSetters,
};
use teloxide::requests::Payload;
use teloxide::types::{
    CallbackQueryId, ChatId, InlineKeyboardMarkup, LinkPreviewOptions, Message, MessageId,
    ParseMode, ReplyParameters, ThreadId,
};
use tokio::time::Instant;

use super::api::{Api, CallError};
use super::metrics::Metrics;
use super::refusal::Refusal;
use crate::store::{Chat, Store};
use pace::Pace;
use plain::plain;
pub use typing::Typing;

/// How often a call is tried before it is given up.
const TRIES: u32 = 4;
/// The wait after a first failure; each further one doubles it, and a part of
/// it is left to chance, so that many chats do not come back at once.
const WAIT: Duration = Duration::from_millis(300);
/// A wait that Telegram asks for and that is not worth it.
const TOO_LONG: Duration = Duration::from_mins(5);
/// How long a chat that mutes the bot is left alone.
const MUTED: Duration = Duration::from_mins(10);
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
}

/// A message that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Sent {
    /// Its id.
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

/// Sends, in Telegram's pace.
// Not `Debug`, nor is what it holds: a `Bot` shows its token.
#[derive(Clone)]
pub struct Sender {
    api: Api,
    store: Store,
    metrics: Metrics,
    pace: Arc<Pace>,
    muted: Arc<Mutex<HashMap<ChatId, Instant>>>,
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

    fn message(&self, place: Place, html: bool) -> SendMessage {
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

    fn edit(&self, chat: ChatId, id: MessageId, html: bool) -> EditMessageText {
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

fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

impl Sender {
    /// A sender that forgets chats that are gone in `store`.
    pub fn new(api: Api, store: Store, metrics: Metrics) -> Self {
        Self { api, store, metrics, pace: Arc::default(), muted: Arc::default() }
    }

    /// Sends a message. `None` when there is nobody to read it: the bot was
    /// blocked, removed or muted.
    pub async fn send(
        &self,
        mut place: Place,
        outgoing: &Outgoing,
    ) -> Result<Option<Sent>, CallError> {
        let mut html = true;
        loop {
            if self.is_muted(place.chat) {
                tracing::debug!(chat = place.chat.0, "muted here; nothing is sent");
                return Ok(None);
            }
            let error = match self.patiently(Some(place.chat), &outgoing.message(place, html)).await
            {
                Ok(sent) => return Ok(Some(sent)),
                Err(error) => error,
            };
            match (&error, error.refusal()) {
                (CallError::Moved(new), _) if *new != place.chat => {
                    self.follow(place.chat, *new).await;
                    place.chat = *new;
                }
                (_, Some(Refusal::Markup)) if html => {
                    tracing::error!("a defect: {error}; sending plain text");
                    html = false;
                }
                (_, Some(Refusal::ReplyGone)) if place.reply.is_some() => place.reply = None,
                (_, Some(Refusal::TopicGone)) if place.topic.is_some() => return Ok(None),
                (_, Some(Refusal::ChatGone)) => {
                    self.part(place.chat, &error).await;
                    return Ok(None);
                }
                (_, Some(Refusal::Muted)) => {
                    self.mute(place.chat);
                    return Ok(None);
                }
                _ => return Err(error),
            }
        }
    }

    /// Makes a message of ours into `outgoing`. False when it is gone.
    pub async fn edit(
        &self,
        chat: ChatId,
        message: MessageId,
        outgoing: &Outgoing,
    ) -> Result<bool, CallError> {
        let mut html = true;
        loop {
            let edit = outgoing.edit(chat, message, html);
            let Err(error) = self.patiently::<_, Edited>(Some(chat), &edit).await else {
                return Ok(true);
            };
            match error.refusal() {
                Some(Refusal::NotModified) => return Ok(true),
                Some(Refusal::Markup) if html => {
                    tracing::error!("a defect: {error}; editing to plain text");
                    html = false;
                }
                Some(Refusal::MessageGone | Refusal::ChatGone | Refusal::Muted) => {
                    return Ok(false);
                }
                _ => return Err(error),
            }
        }
    }

    /// Gives a message of ours other buttons; one that is gone is no error.
    pub async fn redraw(
        &self,
        chat: ChatId,
        message: MessageId,
        keyboard: InlineKeyboardMarkup,
    ) -> Result<(), CallError> {
        let edit = EditMessageReplyMarkup::new(chat, message).reply_markup(keyboard);
        match self.patiently::<_, Edited>(Some(chat), &edit).await {
            Err(error) if error.refusal().is_none() => Err(error),
            _ => Ok(()),
        }
    }

    /// Deletes a message of ours; one that is gone already is no error.
    pub async fn delete(&self, chat: ChatId, message: MessageId) -> Result<(), CallError> {
        let deleted = self.patiently(Some(chat), &DeleteMessage::new(chat, message)).await;
        match deleted {
            Err(error) if error.refusal().is_none() => Err(error),
            Ok(teloxide::types::True) | Err(_) => Ok(()),
        }
    }

    /// Deletes a message of ours without waiting for it.
    pub fn delete_soon(&self, chat: ChatId, message: MessageId) {
        let sender = self.clone();
        tokio::spawn(async move {
            if let Err(error) = sender.delete(chat, message).await {
                tracing::warn!("a message is not deleted: {error}");
            }
        });
    }

    /// Answers a pressed button; one that was pressed too long ago is no error.
    pub async fn notice(&self, id: CallbackQueryId, notice: Notice) -> Result<(), CallError> {
        let answer = AnswerCallbackQuery::new(id);
        let answer = match notice {
            Notice::Silent => answer,
            Notice::Toast(text) => answer.text(text),
            Notice::Alert(text) => answer.text(text).show_alert(true),
            Notice::Open(url) => match url.parse() {
                Ok(url) => answer.url(url),
                Err(_) => answer,
            },
        };
        match self.patiently(None, &answer).await {
            Err(error) if error.refusal() != Some(Refusal::TooLate) => Err(error),
            Ok(teloxide::types::True) | Err(_) => Ok(()),
        }
    }

    /// Any other call, with the same patience.
    pub async fn call<P>(&self, payload: &P) -> Result<P::Output, CallError>
    where
        P: Payload + Serialize,
        P::Output: DeserializeOwned,
    {
        self.patiently(None, payload).await
    }

    /// Shows typing at `place`, until dropped.
    pub fn typing(&self, place: Place) -> Typing {
        Typing::start(self, place)
    }

    /// The bot may write in `chat` again.
    pub fn unmute(&self, chat: ChatId) {
        self.muted.lock().unwrap_or_else(PoisonError::into_inner).remove(&chat);
    }

    /// Calls until it succeeds, is refused, or is given up. A call whose answer
    /// was lost may be carried out twice: an answer twice is better than none.
    async fn patiently<P, T>(&self, chat: Option<ChatId>, payload: &P) -> Result<T, CallError>
    where
        P: Payload + Serialize,
        T: DeserializeOwned,
    {
        let mut wait = WAIT;
        let mut left = TRIES;
        loop {
            self.pace.wait(chat).await;
            left -= 1;
            match self.api.call_for(payload).await {
                Err(CallError::TooMany { wait, .. }) if left > 0 && wait < TOO_LONG => {
                    self.metrics.too_many();
                    tracing::warn!("429: waiting {} s before {}", wait.as_secs(), P::NAME);
                    self.pace.hold(chat, wait);
                }
                Err(error @ (CallError::Network { .. } | CallError::Garbled { .. }))
                    if left > 0 =>
                {
                    tracing::warn!("trying again: {error}");
                    tokio::time::sleep(wait.mul_f64(0.5 + fastrand::f64())).await;
                    wait *= 2;
                }
                other => return other,
            }
        }
    }

    fn is_muted(&self, chat: ChatId) -> bool {
        let mut muted = self.muted.lock().unwrap_or_else(PoisonError::into_inner);
        muted.retain(|_, until| *until > Instant::now());
        muted.contains_key(&chat)
    }

    fn mute(&self, chat: ChatId) {
        tracing::info!(chat = chat.0, "the bot may not write here; leaving the chat alone");
        let mut muted = self.muted.lock().unwrap_or_else(PoisonError::into_inner);
        muted.insert(chat, Instant::now() + MUTED);
    }

    /// A group moved to a new id: so does its state.
    pub async fn follow(&self, old: ChatId, new: ChatId) {
        tracing::info!(old = old.0, new = new.0, "a group moved");
        if let Err(error) = self.store.move_chat(Chat(old.0), Chat(new.0)).await {
            tracing::error!("a group's state stays behind: {error}");
        }
    }

    /// Nobody hears the bot in `chat` any more: its state goes.
    async fn part(&self, chat: ChatId, why: &CallError) {
        tracing::info!(chat = chat.0, "forgetting a chat: {why}");
        if let Err(error) = self.store.forget_chat(Chat(chat.0)).await {
            tracing::error!("a chat's state is not forgotten: {error}");
        }
    }
}

/// What an edit answers is not read: for inline messages it is no message.
#[derive(Debug, Deserialize)]
struct Edited {}
