//! `editMessageText`, `editMessageReplyMarkup`, `deleteMessage` and `deleteMessages`.

use serde_json::{Value, json};

use super::{bot_is_admin, note_oddities, target};
use crate::support::telegram::limits;
use crate::support::telegram::outcome::{Outcome, Refusal};
use crate::support::telegram::params::Params;
use crate::support::telegram::state::State;
use crate::support::telegram::text;
use crate::support::telegram::world::{Kind, now};

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply \
                            markup are exactly the same as a current content and reply markup of \
                            the message";

/// Replaces the text; a keyboard not given again is gone.
pub(super) fn text(state: &mut State, params: &Params) -> Outcome {
    let raw = params.text("text").unwrap_or_default();
    let entities = params.list("entities").unwrap_or_default();
    let formatted = text::message(raw, params.text("parse_mode"), entities)?;
    note_oddities(state, "editMessageText", &formatted);
    edit(state, params, Some(raw), |value| {
        value["text"] = json!(formatted.text);
        if let Some(message) = value.as_object_mut() {
            message.remove("entities");
        }
        text::put_entities(value, &formatted.entities);
    })
}

/// Replaces the keyboard.
pub(super) fn markup(state: &mut State, params: &Params) -> Outcome {
    edit(state, params, None, |_| {})
}

fn edit(
    state: &mut State,
    params: &Params,
    html: Option<&str>,
    change: impl FnOnce(&mut Value),
) -> Outcome {
    limits::keyboard(params.value("reply_markup"))?;
    if params.text("inline_message_id").is_some() {
        return Err(Refusal::bad("MESSAGE_ID_INVALID"));
    }
    let chat = target::open_chat(state, params)?;
    let Some(id) = params.int("message_id") else {
        return Err(Refusal::bad("message identifier is not specified").into_violation());
    };
    let gone = || Refusal::bad("message to edit not found");
    let stored = state.world.messages.get_mut(&(chat, id)).filter(|stored| !stored.deleted);
    let stored = stored.ok_or_else(gone)?;
    if !stored.is_ours() {
        return Err(Refusal::bad("message can't be edited"));
    }
    let mut value = stored.value.clone();
    change(&mut value);
    let markup = params.value("reply_markup").filter(|markup| has_buttons(markup));
    match (markup, value.as_object_mut()) {
        (Some(markup), _) => value["reply_markup"] = markup.clone(),
        (None, Some(message)) => drop(message.remove("reply_markup")),
        (None, None) => {}
    }
    if value == stored.value {
        return Err(Refusal::bad(NOT_MODIFIED));
    }
    value["edit_date"] = json!(now());
    stored.value = value.clone();
    stored.edits += 1;
    if let Some(html) = html {
        html.clone_into(&mut stored.html);
    }
    Ok(value)
}

fn has_buttons(markup: &Value) -> bool {
    markup["inline_keyboard"].as_array().is_some_and(|rows| !rows.is_empty())
}

/// Deletes one message.
pub(super) fn delete(state: &mut State, params: &Params) -> Outcome {
    let chat = target::open_chat(state, params)?;
    let id = params.int("message_id").unwrap_or_default();
    let rights = bot_is_admin(state, chat);
    let private = state.world.chats.get(&chat).is_some_and(|chat| chat.kind == Kind::Private);
    let gone = || Refusal::bad("message to delete not found");
    let stored = state.world.messages.get_mut(&(chat, id)).filter(|stored| !stored.deleted);
    let stored = stored.ok_or_else(gone)?;
    if !(stored.is_ours() || private || rights) {
        return Err(Refusal::bad("message can't be deleted"));
    }
    stored.deleted = true;
    Ok(json!(true))
}

/// Deletes those of the messages that exist; the others are skipped.
pub(super) fn delete_many(state: &mut State, params: &Params) -> Outcome {
    let chat = target::open_chat(state, params)?;
    for id in params.list("message_ids").unwrap_or_default().iter().filter_map(Value::as_i64) {
        if let Some(stored) = state.world.messages.get_mut(&(chat, id)) {
            stored.deleted = true;
        }
    }
    Ok(json!(true))
}
