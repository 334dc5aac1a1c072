//! Where a message goes: the chat, the topic, the message replied to, and what may be in the way.

use serde_json::Value;

use super::quote;
use crate::support::telegram::outcome::Refusal;
use crate::support::telegram::params::Params;
use crate::support::telegram::state::State;
use crate::support::telegram::world::{Barrier, Kind, World};

/// The id of the General topic, which is never sent.
const GENERAL: i64 = 1;

/// A message's place, checked.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) chat: i64,
    pub(super) thread: Option<i64>,
    /// The message replied to, if it exists.
    pub(super) reply: Option<Value>,
    /// The message id named, whether or not it exists.
    pub(super) reply_to: Option<i64>,
    pub(super) quote: Option<Value>,
}

/// The chat a call is for, which must exist.
pub(super) fn known_chat(state: &State, params: &Params) -> Result<i64, Refusal> {
    if params.text("chat_id") == Some("") {
        return Err(Refusal::bad("chat_id is empty"));
    }
    let id = params.int("chat_id").filter(|id| state.world.chats.contains_key(id));
    id.ok_or_else(|| Refusal::bad("chat not found"))
}

/// The chat a call is for, which must be open to the bot.
pub(super) fn open_chat(state: &State, params: &Params) -> Result<i64, Refusal> {
    let id = known_chat(state, params)?;
    match state.world.chats.get(&id).and_then(|chat| chat.barrier.map(|b| (b, chat.kind))) {
        None => Ok(id),
        Some((Barrier::Blocked, _)) => Err(Refusal::forbidden("bot was blocked by the user")),
        Some((Barrier::Kicked, kind)) => {
            Err(Refusal::forbidden(&format!("bot was kicked from the {} chat", kind.name())))
        }
        Some((Barrier::Restricted, _)) => {
            Err(Refusal::bad("not enough rights to send text messages to the chat"))
        }
        Some((Barrier::MigratedTo(new), _)) => {
            let detail = "group chat was upgraded to a supergroup chat";
            Err(Refusal::bad(detail).with("migrate_to_chat_id", new))
        }
    }
}

/// The whole target of a sending method.
pub(super) fn of(state: &State, params: &Params) -> Result<Target, Refusal> {
    let chat = open_chat(state, params)?;
    let thread = thread(&state.world, chat, params)?;
    let mut target = Target { chat, thread, reply: None, reply_to: None, quote: None };
    if let Some(reply) = params.value("reply_parameters") {
        reply_target(&state.world, reply, &mut target)?;
    }
    Ok(target)
}

/// The topic named, which must exist in a forum and must not be General.
pub(super) fn thread(world: &World, chat: i64, params: &Params) -> Result<Option<i64>, Refusal> {
    let Some(thread) = params.int("message_thread_id") else {
        return Ok(None);
    };
    let topics = world.chats.get(&chat).and_then(|chat| chat.topics.as_ref());
    if thread != GENERAL && topics.is_some_and(|topics| topics.contains(&thread)) {
        return Ok(Some(thread));
    }
    Err(Refusal::bad("message thread not found"))
}

fn reply_target(world: &World, reply: &Value, target: &mut Target) -> Result<(), Refusal> {
    let chat = reply["chat_id"].as_i64().unwrap_or(target.chat);
    target.reply_to = reply["message_id"].as_i64();
    let id = target
        .reply_to
        .ok_or_else(|| Refusal::bad("message identifier is not specified").into_violation())?;
    let Some(message) = world.message(chat, id) else {
        return match reply["allow_sending_without_reply"] {
            Value::Bool(true) => Ok(()),
            _ => Err(Refusal::bad("message to be replied not found")),
        };
    };
    if let Some(quote) = reply["quote"].as_str() {
        target.quote = Some(quote::checked(reply, quote, &message.value)?);
    }
    // An answer to a message of a topic lands in that topic.
    if world.chats.get(&chat).is_some_and(|chat| chat.kind == Kind::Supergroup) {
        let topic = message.value["is_topic_message"] == true;
        let thread = message.value["message_thread_id"].as_i64().filter(|_| topic);
        target.thread = target.thread.or(thread);
    }
    target.reply = Some(message.as_reply_target());
    Ok(())
}
