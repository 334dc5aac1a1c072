//! People in private chats.

use std::sync::Arc;

use serde_json::json;

use super::delivery::{self, SentMessage, Utterance};
use super::detect;
use super::messages::{Anchor, BotMessage};
use super::state::{Shared, State};
use super::text;
use super::world::{BOT_ID, Chat, Kind, Person, Rank, now};

/// A person in a private chat with the bot.
#[derive(Clone, Debug)]
pub struct Private {
    shared: Arc<Shared>,
    id: i64,
}

/// A query of a person that waits for the bot's answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The id the bot must answer.
    pub id: String,
    /// The update that carries it.
    pub update_id: i64,
}

/// Makes a person known.
pub(super) fn introduce(state: &mut State, id: i64, name: &str) {
    let person =
        Person { id, name: name.to_owned(), username: None, language: None, is_bot: false };
    state.world.people.entry(id).or_insert(person);
}

impl Private {
    /// Opens the private chat of a person.
    pub(super) fn open(shared: Arc<Shared>, id: i64, name: &str) -> Self {
        let members = [(id, Rank::Member), (BOT_ID, Rank::Member)].into();
        let chat = Chat {
            id,
            kind: Kind::Private,
            title: String::new(),
            topics: None,
            members,
            barrier: None,
            privacy: false,
        };
        shared.change(|state| {
            introduce(state, id, name);
            state.world.chats.entry(id).or_insert(chat);
        });
        Self { shared, id }
    }

    /// The person's id, which is the chat's id too.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Sets the language of the person's app, such as `zh-hk`.
    pub fn speaking(self, language: &str) -> Self {
        self.person(|person| person.language = Some(language.to_owned()))
    }

    /// Sets the person's user name.
    pub fn named(self, username: &str) -> Self {
        self.person(|person| person.username = Some(username.to_owned()))
    }

    /// Makes the person a bot.
    pub fn a_bot(self) -> Self {
        self.person(|person| person.is_bot = true)
    }

    fn person(self, change: impl FnOnce(&mut Person)) -> Self {
        self.shared.change(|state| {
            state.world.people.entry(self.id).and_modify(change);
        });
        self
    }

    /// Writes to the bot.
    pub async fn says(&self, text: &str) -> SentMessage {
        self.utter(text, None)
    }

    /// Writes in reply to an earlier message.
    pub async fn replies(&self, earlier: &impl Anchor, text: &str) -> SentMessage {
        self.utter(text, Some(earlier.place().1))
    }

    fn utter(&self, text: &str, reply: Option<i64>) -> SentMessage {
        let said =
            Utterance { chat: self.id, from: self.id, text, reply, topic: None, extra: None };
        self.shared.change(|state| delivery::say(state, said))
    }

    /// Deletes an own message, of which no bot is told.
    pub fn deletes(&self, earlier: &SentMessage) {
        self.shared.change(|state| {
            let key = (earlier.chat_id, earlier.message_id);
            state.world.messages.entry(key).and_modify(|stored| stored.deleted = true);
        });
    }

    /// Edits an own message; gives the id of the update.
    pub async fn edits(&self, earlier: &SentMessage, text: &str) -> Option<i64> {
        edit(&self.shared, earlier, text)
    }

    /// Presses the button with this data under a message of the bot.
    pub async fn presses(&self, message: &BotMessage, data: &str) -> Query {
        press(&self.shared, self.id, message, data)
    }

    /// Blocks the bot, which is told.
    pub async fn blocks(&self) -> i64 {
        self.shared.change(|s| delivery::promote_bot(s, self.id, self.id, Rank::Kicked))
    }

    /// Unblocks the bot, which is told.
    pub async fn unblocks(&self) -> i64 {
        self.shared.change(|s| delivery::promote_bot(s, self.id, self.id, Rank::Member))
    }
}

/// Changes a person's message and delivers the edit.
pub(super) fn edit(shared: &Shared, earlier: &SentMessage, new: &str) -> Option<i64> {
    shared.change(|state| {
        let key = (earlier.chat_id, earlier.message_id);
        let stored = state.world.messages.get_mut(&key).expect("the message edited exists");
        stored.value["text"] = json!(new);
        stored.value["edit_date"] = json!(now());
        stored.value["entities"] = text::values(&detect::entities(new));
        let message = stored.value.clone();
        delivery::deliver(state, "edited_message", &message)
    })
}

/// Presses a button, which must be there.
pub(super) fn press(shared: &Shared, user: i64, message: &BotMessage, data: &str) -> Query {
    shared.change(|state| {
        let stored = state.world.message(message.chat_id, message.message_id);
        let stored = stored.expect("the message with the button exists");
        let current = BotMessage::new(stored);
        let there = current.buttons().iter().any(|button| button.data.as_deref() == Some(data));
        assert!(there, "no button {data:?} among {:?}", current.buttons());
        let id = state.world.next_query_id();
        state.world.callbacks.insert(id.clone(), false);
        let update = json!({"callback_query": {
            "id": id,
            "from": state.world.user(user),
            "message": current.raw,
            "chat_instance": format!("-{}", message.chat_id.unsigned_abs()),
            "data": data,
        }});
        Query { id, update_id: state.updates.push(update) }
    })
}
