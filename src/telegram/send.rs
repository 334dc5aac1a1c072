//! The only place that sends.
//!
//! Every call waits for its slot in Telegram's pace, obeys a 429 to the
//! second, and is tried again when that is safe. A refusal is handled as what
//! it means: a chat that is gone is forgotten, one where the bot is muted is
//! left alone for a while, a group that moved is followed, and markup that
//! Telegram cannot read is sent as plain text.

mod outgoing;
mod pace;
mod plain;
mod typing;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters, DeleteMessage, EditMessageReplyMarkup,
    EditMessageReplyMarkupSetters,
};
use teloxide::requests::Payload;
use teloxide::types::{CallbackQueryId, ChatId, InlineKeyboardMarkup, MessageId, ThreadId};
use tokio::time::Instant;

use super::api::{Api, CallError};
use super::metrics::Metrics;
use super::payloads;
use super::refusal::Refusal;
use crate::store::{Chat, Store};
pub(super) use outgoing::no_preview;
pub use outgoing::{File, Notice, Outgoing, Place, Sent};
use pace::Pace;
pub use typing::Typing;

/// How often a call is tried before it is given up.
const TRIES: u32 = 4;
/// The wait after a first failure; each further one doubles it, and a part of
/// it is left to chance, so that many chats do not come back at once.
const WAIT: Duration = Duration::from_millis(300);
/// A wait that Telegram asks for and that is not worth it.
const TOO_LONG: Duration = Duration::from_mins(5);
/// How long a chat or a topic that mutes the bot is left alone.
const MUTED: Duration = Duration::from_mins(10);

/// Where the bot may be muted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Room {
    /// In all of a chat.
    Chat(ChatId),
    /// In one topic of a forum; `None` is the General one.
    Topic(ChatId, Option<ThreadId>),
}

impl Room {
    fn chat(self) -> ChatId {
        match self {
            Self::Chat(chat) | Self::Topic(chat, _) => chat,
        }
    }
}

/// Sends, in Telegram's pace.
// Not `Debug`, nor is what it holds: a `Bot` shows its token.
#[derive(Clone)]
pub struct Sender {
    api: Api,
    store: Store,
    metrics: Metrics,
    pace: Arc<Pace>,
    muted: Arc<Mutex<HashMap<Room, Instant>>>,
    /// Whether the server refused a message for one person alone.
    not_ephemeral: Arc<AtomicBool>,
}

impl Sender {
    /// A sender of so many messages a second, that forgets chats that are gone
    /// in `store`.
    pub fn new(api: Api, store: Store, metrics: Metrics, a_second: usize) -> Self {
        let pace = Arc::new(Pace::new(a_second));
        Self { api, store, metrics, pace, muted: Arc::default(), not_ephemeral: Arc::default() }
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
            if self.is_muted(place) {
                tracing::debug!(chat = place.chat.0, "muted here; nothing is sent");
                return Ok(None);
            }
            let only = outgoing.only.filter(|_| !self.not_ephemeral.load(Ordering::Relaxed));
            let message = payloads::SendMessage::new(outgoing.message(place, html), only);
            let error = match self.patiently(Some(place.chat), &message).await {
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
                    self.mute(Room::Chat(place.chat));
                    return Ok(None);
                }
                (_, Some(Refusal::TopicClosed)) => {
                    self.mute(Room::Topic(place.chat, place.topic));
                    return Ok(None);
                }
                (_, Some(Refusal::Other | Refusal::Unknown)) if only.is_some() => {
                    tracing::info!("messages for one person are not taken: {error}");
                    self.not_ephemeral.store(true, Ordering::Relaxed);
                }
                _ => return Err(error),
            }
        }
    }

    /// Sends a file. `None` when there is nobody to have it.
    pub async fn send_file(&self, place: Place, file: &File) -> Result<Option<Sent>, CallError> {
        let upload = || self.api.upload("SendDocument", file.form(place));
        let sent = self.retrying(Some(place.chat), "SendDocument", upload).await;
        match sent.as_ref().map_err(CallError::refusal) {
            Err(Some(Refusal::ChatGone | Refusal::Muted | Refusal::TopicClosed)) => Ok(None),
            _ => sent.map(Some),
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
                Some(
                    Refusal::MessageGone
                    | Refusal::ChatGone
                    | Refusal::Muted
                    | Refusal::TopicClosed,
                ) => return Ok(false),
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

    /// A call that is not worth a second try.
    pub(super) async fn try_once<P>(&self, payload: &P) -> Result<P::Output, CallError>
    where
        P: Payload + Serialize,
        P::Output: DeserializeOwned,
    {
        self.pace.wait(None).await;
        self.api.call(payload).await
    }

    /// Shows typing at `place`, until dropped.
    pub fn typing(&self, place: Place) -> Typing {
        Typing::start(self, place)
    }

    /// The bot may write in `chat` again.
    pub fn unmute(&self, chat: ChatId) {
        let mut muted = self.muted.lock().unwrap_or_else(PoisonError::into_inner);
        muted.retain(|room, _| room.chat() != chat);
    }

    async fn patiently<P, T>(&self, chat: Option<ChatId>, payload: &P) -> Result<T, CallError>
    where
        P: Payload + Serialize,
        T: DeserializeOwned,
    {
        self.retrying(chat, P::NAME, || self.api.call_for(payload)).await
    }

    /// Calls until it succeeds, is refused, or is given up. A call whose answer
    /// was lost may be carried out twice: an answer twice is better than none.
    async fn retrying<T, F>(
        &self,
        chat: Option<ChatId>,
        method: &str,
        call: impl Fn() -> F,
    ) -> Result<T, CallError>
    where
        F: Future<Output = Result<T, CallError>>,
    {
        let mut wait = WAIT;
        let mut left = TRIES;
        loop {
            self.pace.wait(chat).await;
            left -= 1;
            match call().await {
                Err(CallError::TooMany { wait, .. }) if left > 0 && wait < TOO_LONG => {
                    self.metrics.too_many();
                    tracing::warn!("429: waiting {} s before {method}", wait.as_secs());
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

    fn is_muted(&self, place: Place) -> bool {
        let mut muted = self.muted.lock().unwrap_or_else(PoisonError::into_inner);
        muted.retain(|_, until| *until > Instant::now());
        let rooms = [Room::Chat(place.chat), Room::Topic(place.chat, place.topic)];
        rooms.iter().any(|room| muted.contains_key(room))
    }

    fn mute(&self, room: Room) {
        tracing::info!(
            chat = room.chat().0,
            "the bot may not write here, and leaves {room:?} alone"
        );
        let mut muted = self.muted.lock().unwrap_or_else(PoisonError::into_inner);
        muted.insert(room, Instant::now() + MUTED);
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
