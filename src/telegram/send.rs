//! The only place that sends.
//!
//! Every call waits for its slot in Telegram's pace, obeys a 429 to the
//! second, and is tried again when that is safe. A message whose sending got
//! no answer is looked for before it is sent again. A refusal is handled as what
//! it means: a chat that is gone is forgotten, one where the bot is muted is
//! left alone for a while, a group that moved is followed, and markup that
//! Telegram cannot read is sent as plain text.

mod delivery;
mod lanes;
mod outgoing;
mod pace;
mod plain;
mod retry;
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
use teloxide::types::{CallbackQueryId, ChatId, InlineKeyboardMarkup, MessageId, ThreadId, UserId};
use tokio::time::Instant;

use super::api::{Api, CallError};
use super::metrics::Metrics;
use super::payloads;
use super::refusal::Refusal;
use crate::store::{Chat, Store};
pub use delivery::Delivery;
use delivery::{Lost, Turn};
use lanes::Lanes;
pub(super) use outgoing::no_preview;
pub use outgoing::{File, Notice, Outgoing, Place, Sent};
use pace::Pace;
use retry::Retry;
pub use typing::Typing;

/// How many ids are looked through for a message that got no answer, beside
/// as many as may be sent in a second; and how many in all.
const LOOKED_THROUGH: i32 = 36;
const MOST_LOOKED_THROUGH: i32 = 256;
/// How far a search has come is noted after so many ids.
const NOTED: i32 = 8;
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
    lanes: Arc<Lanes>,
    looked_through: i32,
    /// What is being answered, if that is in the journal.
    delivery: Option<Arc<Delivery>>,
    muted: Arc<Mutex<HashMap<Room, Instant>>>,
    /// Whether the server refused a message for one person alone.
    not_ephemeral: Arc<AtomicBool>,
}

impl Sender {
    /// A sender of so many messages a second, that forgets chats that are gone
    /// in `store`.
    pub fn new(api: Api, store: Store, metrics: Metrics, a_second: usize) -> Self {
        Self {
            api,
            store,
            metrics,
            pace: Arc::new(Pace::new(a_second)),
            lanes: Arc::default(),
            looked_through: i32::try_from(a_second)
                .unwrap_or(MOST_LOOKED_THROUGH)
                .saturating_add(LOOKED_THROUGH)
                .min(MOST_LOOKED_THROUGH),
            delivery: None,
            muted: Arc::default(),
            not_ephemeral: Arc::default(),
        }
    }

    /// The same for the answer to one update.
    #[must_use]
    pub fn answering(&self, delivery: Option<Arc<Delivery>>) -> Self {
        Self { delivery, ..self.clone() }
    }

    /// There is a message with this id in `chat`.
    pub fn saw(&self, chat: ChatId, message: MessageId) {
        self.lanes.saw(chat, message.0);
    }

    /// Sends a message, or makes the one that an earlier attempt sent in its
    /// place what it is now. `None` when there is nobody to read it: the bot
    /// was blocked, removed or muted.
    pub async fn send(
        &self,
        mut place: Place,
        outgoing: &Outgoing,
    ) -> Result<Option<Sent>, CallError> {
        let mut html = true;
        if let Turn::Out(message_id) = self.turn() {
            return self.renew(place.chat, message_id, outgoing).await.map(Some);
        }
        loop {
            if self.is_muted(place) {
                tracing::debug!(chat = place.chat.0, "muted here; nothing is sent");
                return Ok(None);
            }
            let only = outgoing.only.filter(|_| !self.not_ephemeral.load(Ordering::Relaxed));
            let error = match self.deliver(place, outgoing, html, only).await {
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

    /// Makes a message that is out `outgoing`, as an earlier attempt may have
    /// written something else. One that cannot be edited stays as it is.
    async fn renew(
        &self,
        chat: ChatId,
        message_id: i32,
        outgoing: &Outgoing,
    ) -> Result<Sent, CallError> {
        let sent = Sent { message_id };
        if message_id == 0 || outgoing.only.is_some() {
            return Ok(sent);
        }
        match self.edit(chat, MessageId(message_id), outgoing).await {
            Err(error) if error.is_out_of_reach() => Err(error),
            Err(error) => {
                tracing::warn!("a message stays as an earlier attempt wrote it: {error}");
                Ok(sent)
            }
            Ok(_) => Ok(sent),
        }
    }

    /// The answer to one update has come to `message`, which an earlier attempt
    /// at it may have sent.
    pub fn pass(&self, message: i32) {
        if let Some(delivery) = &self.delivery {
            delivery.pass(message);
        }
    }

    /// Deletes what an earlier attempt at the answer to one update sent in
    /// `chat` and this one did not come to.
    pub async fn delete_rest(&self, chat: ChatId) -> Result<(), CallError> {
        let rest = self.delivery.as_ref().map(|delivery| delivery.rest());
        for message in rest.unwrap_or_default() {
            self.delete(chat, MessageId(message)).await?;
        }
        Ok(())
    }

    /// Sends a file. `None` when there is nobody to have it. A file that may be
    /// out already is not sent again; a gateway's page says that it is not.
    pub async fn send_file(&self, place: Place, file: &File) -> Result<Option<Sent>, CallError> {
        match self.turn() {
            Turn::Out(message_id) => return Ok(Some(Sent { message_id })),
            Turn::Lost(_) => return Ok(Some(self.out(place.chat, Sent { message_id: 0 }))),
            Turn::Fresh => self.begin(place.chat).await,
        };
        let upload = || async {
            match self.api.upload("SendDocument", file.form(place)).await {
                Err(error) if error.is_cut() => {
                    tracing::warn!("a file is taken to be out: {error}");
                    Ok(Sent { message_id: 0 })
                }
                answered => answered,
            }
        };
        let sent = self.retrying("SendDocument", Some(place.chat), upload).await;
        match sent {
            Ok(sent) => Ok(Some(self.out(place.chat, sent))),
            Err(error) => {
                // What may have come through was taken to be out above.
                if let Some(delivery) = &self.delivery {
                    delivery.refused();
                }
                match error.refusal() {
                    Some(Refusal::ChatGone | Refusal::Muted | Refusal::TopicClosed) => Ok(None),
                    _ => Err(error),
                }
            }
        }
    }

    /// Sends one message. One that got no answer is looked for before it is
    /// sent again.
    async fn deliver(
        &self,
        place: Place,
        outgoing: &Outgoing,
        html: bool,
        only: Option<UserId>,
    ) -> Result<Sent, CallError> {
        let message = payloads::SendMessage::new(outgoing.message(place, html), only);
        let mut lost = match self.turn() {
            Turn::Lost(lost) => Some(lost),
            Turn::Fresh | Turn::Out(_) => None,
        };
        let lane = self.lanes.of(place.chat);
        let mut retry = Retry::default();
        loop {
            self.slot(payloads::SendMessage::NAME, Some(place.chat)).await?;
            if let Some(message) = lost {
                if only.is_some() {
                    // It cannot be looked for, and tells something in passing.
                    return Ok(self.out(place.chat, Sent { message_id: 0 }));
                }
                // Nothing else is on its way to this chat meanwhile.
                let alone = lane.sending.write().await;
                match self.find(place, outgoing, html, message).await {
                    Ok(Some(found)) => return Ok(self.out(place.chat, found)),
                    Ok(None) => lost = None,
                    Err(error) => {
                        self.hold(&error, Some(place.chat));
                        if let Turn::Lost(further) = self.turn() {
                            lost = Some(further);
                        }
                        drop(alone);
                        retry.after(error).await?;
                        continue;
                    }
                }
            }
            let sending = lane.sending.read().await;
            let newest = self.begin(place.chat).await;
            let error = match self.api.call_for(&message).await {
                Ok(sent) => return Ok(self.out(place.chat, sent)),
                Err(error) => error,
            };
            drop(sending);
            if error.is_without_answer() {
                lost = Some(Lost { newest, searched: 0 });
            }
            self.refused(&error);
            self.hold(&error, Some(place.chat));
            retry.after(error).await?;
        }
    }

    /// Looks for a message that was begun, and makes it what it should be. `None` when it
    /// is not there, or when no message is known that it would come after.
    ///
    /// Another message of ours that is missed may be found first. It replies to
    /// something else, and whoever misses it makes it right again.
    async fn find(
        &self,
        place: Place,
        outgoing: &Outgoing,
        html: bool,
        lost: Lost,
    ) -> Result<Option<Sent>, CallError> {
        let chat = place.chat;
        let lane = self.lanes.of(chat);
        let ids = if lost.newest == 0 { 0 } else { self.looked_through };
        for at in lost.searched..ids {
            if let Some(delivery) = self.delivery.as_ref().filter(|_| at % NOTED == 0) {
                delivery.searched(at);
            }
            let message_id = lost.newest + 1 + at;
            if lane.is_ours(message_id) || self.is_kept(place, message_id).await {
                continue;
            }
            let edit = outgoing.edit(chat, MessageId(message_id), html);
            let found = match self.api.call_for::<_, Found>(&edit).await {
                Ok(found) => found.may_reply_to(place.reply),
                Err(error) if error.refusal() == Some(Refusal::NotModified) => true,
                Err(error) if error.refusal().is_some() => false,
                Err(error) => return Err(error),
            };
            if found {
                tracing::info!(chat = chat.0, "a message without an answer had arrived");
                return Ok(Some(Sent { message_id }));
            }
        }
        tracing::info!(chat = chat.0, "a message without an answer had not arrived");
        Ok(None)
    }

    /// Whether the store knows the message as one that answers something else.
    async fn is_kept(&self, place: Place, message: i32) -> bool {
        let asked_in = place.reply.map(|reply| reply.0);
        let kept = self.store.answers_another(Chat(place.chat.0), message, asked_in).await;
        kept.unwrap_or_else(|error| {
            tracing::error!("a message is left alone, for it is not known what it is: {error}");
            true
        })
    }

    fn turn(&self) -> Turn {
        self.delivery.as_ref().map_or(Turn::Fresh, |delivery| delivery.turn())
    }

    /// A message to `chat` is about to be sent. Returns the newest one known.
    async fn begin(&self, chat: ChatId) -> i32 {
        let newest = self.lanes.newest(chat);
        if let Some(delivery) = &self.delivery {
            delivery.begin(newest).await;
        }
        newest
    }

    /// The message that was begun is out.
    fn out(&self, chat: ChatId, sent: Sent) -> Sent {
        self.lanes.wrote(chat, sent.message_id);
        if let Some(delivery) = &self.delivery {
            delivery.sent(sent.message_id);
        }
        sent
    }

    /// The message that was begun is not out, if that is what `error` says.
    fn refused(&self, error: &CallError) {
        if let Some(delivery) = self.delivery.as_ref().filter(|_| !error.is_without_answer()) {
            delivery.refused();
        }
    }

    /// Waits until a call may go out. One that Telegram holds back for long does not go out.
    async fn slot(&self, method: &'static str, chat: Option<ChatId>) -> Result<(), CallError> {
        self.pace.wait(chat).await.map_err(|wait| CallError::TooMany { method, wait })
    }

    /// Nothing more goes to `chat` for as long as a 429 says. One that is about no chat is
    /// about its method alone: how often a bot's name may be set.
    fn hold(&self, error: &CallError, chat: Option<ChatId>) {
        let Some(wait) = error.asked_wait() else { return };
        self.metrics.too_many();
        if let Some(chat) = chat {
            self.pace.hold(chat, wait);
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
        self.slot(P::NAME, None).await?;
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
        self.retrying(P::NAME, chat, || self.api.call_for(payload)).await
    }

    /// Calls until it succeeds, is refused, or is given up: for calls that may
    /// be carried out twice.
    async fn retrying<T, F>(
        &self,
        method: &'static str,
        chat: Option<ChatId>,
        call: impl Fn() -> F,
    ) -> Result<T, CallError>
    where
        F: Future<Output = Result<T, CallError>>,
    {
        let mut retry = Retry::default();
        loop {
            self.slot(method, chat).await?;
            match call().await {
                Ok(done) => return Ok(done),
                Err(error) => {
                    self.hold(&error, chat);
                    retry.after(error).await?;
                }
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

/// A message of ours that was looked for.
#[derive(Debug, Deserialize)]
struct Found {
    reply_to_message: Option<Sent>,
}

impl Found {
    /// Whether it replies to `message`; what that was may be deleted.
    fn may_reply_to(&self, message: Option<MessageId>) -> bool {
        match (&self.reply_to_message, message) {
            (Some(replied), Some(message)) => replied.message_id == message.0,
            _ => true,
        }
    }
}

/// What an edit answers is not read: for inline messages it is no message.
#[derive(Debug, Deserialize)]
struct Edited {}
