//! From what people do to the updates the bot gets, privacy mode included.

use serde_json::{Value, json};

use super::detect;
use super::state::State;
use super::text;
use super::world::{BOT_ID, BOT_NAME, Barrier, Kind, Rank, now};

/// The account through which anonymous administrators speak.
const ANONYMOUS_ID: i64 = 1_087_968_824;

/// Something said in a chat.
#[derive(Clone, Copy, Debug)]
pub(super) struct Utterance<'a> {
    pub(super) chat: i64,
    pub(super) from: i64,
    pub(super) text: &'a str,
    pub(super) reply: Option<i64>,
    pub(super) topic: Option<i64>,
    /// Further fields of the message, over those that a text has.
    pub(super) extra: Option<&'a Value>,
}

/// A message a person sent.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_field_names, reason = "the Bot API's own names")]
pub struct SentMessage {
    /// Where.
    pub chat_id: i64,
    /// Its id there.
    pub message_id: i64,
    /// The update that carries it; `None` when privacy mode keeps it from the bot.
    pub update_id: Option<i64>,
}

/// Stores a message of a person and delivers it, if the bot may hear it.
pub(super) fn say(state: &mut State, said: Utterance<'_>) -> SentMessage {
    let rank = state.world.rank(said.chat, said.from);
    let member = !matches!(rank, Rank::Left | Rank::Kicked);
    assert!(member, "{} is no member of {}; add them first", said.from, said.chat);
    let message_id = state.world.next_message_id(said.chat);
    let mut message = json!({
        "message_id": message_id,
        "from": state.world.user(said.from),
        "chat": state.world.chat(said.chat),
        "date": now(),
        "text": said.text,
    });
    if rank == Rank::Anonymous {
        disguise(&mut message);
    }
    text::put_entities(&mut message, &detect::entities(said.text));
    place(state, said, &mut message);
    for (key, value) in said.extra.and_then(Value::as_object).into_iter().flatten() {
        message[key] = value.clone();
    }
    if message["caption"].is_string()
        && let Some(message) = message.as_object_mut()
    {
        message.remove("text");
    }
    let update_id = deliver(state, "message", &message);
    state.world.store(message, said.text.to_owned(), said.reply);
    SentMessage { chat_id: said.chat, message_id, update_id }
}

/// An anonymous administrator speaks as the group.
fn disguise(message: &mut Value) {
    message["sender_chat"] = message["chat"].clone();
    message["from"] = json!({
        "id": ANONYMOUS_ID, "is_bot": true, "first_name": "Group",
        "username": "GroupAnonymousBot",
    });
}

/// Adds the message replied to, and the topic or thread.
fn place(state: &State, said: Utterance<'_>, message: &mut Value) {
    let target = said.reply.map(|id| {
        let stored = state.world.message(said.chat, id);
        stored.expect("the message replied to exists").as_reply_target()
    });
    let topic_of = |m: &Value| m["message_thread_id"].as_i64();
    let forum = state.world.chats.get(&said.chat).is_some_and(|chat| chat.topics.is_some());
    if let Some(topic) = said.topic.or(target.as_ref().filter(|_| forum).and_then(topic_of)) {
        message["message_thread_id"] = json!(topic);
        message["is_topic_message"] = json!(true);
    } else if let Some(target) = &target
        && message["chat"]["type"] == "supergroup"
        && !forum
    {
        // Replies in plain supergroups carry a thread id too, which no bot may send back.
        let root = topic_of(target).or(target["message_id"].as_i64());
        message["message_thread_id"] = json!(root);
    }
    if let Some(target) = target {
        message["reply_to_message"] = target;
    }
}

/// Queues a message if the bot may hear it.
pub(super) fn deliver(state: &mut State, kind: &str, message: &Value) -> Option<i64> {
    hears(state, message).then(|| state.updates.push(json!({kind: message})))
}

/// Whether a message reaches the bot.
fn hears(state: &State, message: &Value) -> bool {
    let id = message["chat"]["id"].as_i64().unwrap_or_default();
    let Some(chat) = state.world.chats.get(&id) else {
        return false;
    };
    if chat.kind == Kind::Private {
        return true;
    }
    match state.world.rank(id, BOT_ID) {
        Rank::Left | Rank::Kicked => false,
        _ if chat.barrier == Some(Barrier::Kicked) => false,
        Rank::Member if chat.privacy => is_addressed(message),
        _ => true,
    }
}

/// What privacy mode lets through: service messages, commands not meant for another bot,
/// mentions, and replies to the bot.
fn is_addressed(message: &Value) -> bool {
    let Some(text) = message["text"].as_str().or(message["caption"].as_str()) else {
        return true;
    };
    let to_us = message["reply_to_message"]["from"]["id"] == BOT_ID;
    let entities = [&message["entities"], &message["caption_entities"]];
    let mut entities = entities.into_iter().filter_map(Value::as_array).flatten();
    to_us || entities.any(|entity| names_us(entity, text))
}

fn names_us(entity: &Value, text: &str) -> bool {
    let number = |key: &str| entity[key].as_u64().and_then(|n| usize::try_from(n).ok());
    let units = text.encode_utf16().skip(number("offset").unwrap_or_default());
    let units: Vec<u16> = units.take(number("length").unwrap_or_default()).collect();
    let word = String::from_utf16_lossy(&units);
    let name = word.split_once('@').map(|(_, name)| name);
    let ours = name.is_some_and(|name| name.eq_ignore_ascii_case(BOT_NAME));
    match entity["type"].as_str() {
        Some("bot_command") => name.is_none() || ours,
        Some("mention") => ours,
        _ => false,
    }
}

/// A service message: no text, always delivered to members.
pub(super) fn service(state: &mut State, chat: i64, from: i64, extra: &Value) -> SentMessage {
    let message_id = state.world.next_message_id(chat);
    let mut message = json!({
        "message_id": message_id,
        "from": state.world.user(from),
        "chat": state.world.chat(chat),
        "date": now(),
    });
    for (key, value) in extra.as_object().into_iter().flatten() {
        message[key] = value.clone();
    }
    let update_id = deliver(state, "message", &message);
    state.world.store(message, String::new(), None);
    SentMessage { chat_id: chat, message_id, update_id }
}

/// Changes the bot's own standing, and tells it.
pub(super) fn promote_bot(state: &mut State, chat: i64, by: i64, new: Rank) -> i64 {
    let old = state.world.rank(chat, BOT_ID);
    let update = json!({"my_chat_member": {
        "chat": state.world.chat(chat),
        "from": state.world.user(by),
        "date": now(),
        "old_chat_member": state.world.member(BOT_ID, old),
        "new_chat_member": state.world.member(BOT_ID, new),
    }});
    if let Some(chat) = state.world.chats.get_mut(&chat) {
        chat.members.insert(BOT_ID, new);
        let private = chat.kind == Kind::Private;
        chat.barrier = match new {
            Rank::Kicked | Rank::Left if private => Some(Barrier::Blocked),
            Rank::Kicked | Rank::Left => Some(Barrier::Kicked),
            _ => None,
        };
    }
    state.updates.push(update)
}
