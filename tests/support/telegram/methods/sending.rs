//! `sendMessage`, `sendDocument` and `sendMessageDraft`.

use serde_json::{Value, json};

use super::note_oddities;
use super::target::{self, Target};
use crate::support::telegram::limits;
use crate::support::telegram::outcome::{Outcome, Refusal};
use crate::support::telegram::params::Params;
use crate::support::telegram::state::State;
use crate::support::telegram::text::{self, Formatted};
use crate::support::telegram::world::{Kind, bot, now};

/// Sends a text.
pub(super) fn message(state: &mut State, params: &Params) -> Outcome {
    let raw = params.text("text").unwrap_or_default();
    let entities = params.list("entities").unwrap_or_default();
    let formatted = text::message(raw, params.text("parse_mode"), entities)?;
    note_oddities(state, "sendMessage", &formatted);
    let target = admit(state, params)?;
    let mut value = frame(state, &target, params);
    value["text"] = json!(formatted.text);
    text::put_entities(&mut value, &formatted.entities);
    if let Some(options) = params.value("link_preview_options") {
        value["link_preview_options"] = options.clone();
    }
    state.world.store(value.clone(), raw.to_owned(), target.reply_to);
    Ok(value)
}

/// Sends a file, of which only the name is kept.
pub(super) fn document(state: &mut State, params: &Params) -> Outcome {
    let raw = params.text("caption").unwrap_or_default();
    let entities = params.list("caption_entities").unwrap_or_default();
    let caption = text::format(raw, params.text("parse_mode"), entities)?;
    if text::utf16_len(&caption.text) > limits::CAPTION {
        return Err(Refusal::bad("message caption is too long"));
    }
    note_oddities(state, "sendDocument", &caption);
    let target = admit(state, params)?;
    let mut value = frame(state, &target, params);
    value["document"] = file(params.value("document"));
    put_caption(&mut value, &caption);
    state.world.store(value.clone(), raw.to_owned(), target.reply_to);
    Ok(value)
}

/// Streams a partial text to a private chat; nothing of it stays.
pub(super) fn draft(state: &mut State, params: &Params) -> Outcome {
    let raw = params.text("text").unwrap_or_default();
    let entities = params.list("entities").unwrap_or_default();
    let formatted = text::format(raw, params.text("parse_mode"), entities)?;
    note_oddities(state, "sendMessageDraft", &formatted);
    let chat = target::open_chat(state, params)?;
    if state.world.chats.get(&chat).is_none_or(|chat| chat.kind != Kind::Private) {
        return Err(Refusal::bad("drafts can be sent to private chats only").into_violation());
    }
    if params.int("draft_id") == Some(0) {
        return Err(Refusal::bad("draft_id must be non-zero").into_violation());
    }
    target::thread(&state.world, chat, params)?;
    Ok(json!(true))
}

/// All checks that come before a message exists, the rates last.
fn admit(state: &mut State, params: &Params) -> Result<Target, Refusal> {
    let target = target::of(state, params)?;
    limits::keyboard(params.value("reply_markup"))?;
    if let Some(rates) = &mut state.rates {
        rates.count(target.chat)?;
    }
    Ok(target)
}

/// What every message has, whatever it carries.
fn frame(state: &mut State, target: &Target, params: &Params) -> Value {
    let id = state.world.next_message_id(target.chat);
    let chat = state.world.chat(target.chat);
    let mut value = json!({"message_id": id, "from": bot(), "chat": chat, "date": now()});
    if let Some(thread) = target.thread {
        value["message_thread_id"] = json!(thread);
        value["is_topic_message"] = json!(true);
    }
    if let Some(reply) = &target.reply {
        value["reply_to_message"] = reply.clone();
    }
    if let Some(quote) = &target.quote {
        value["quote"] = quote.clone();
    }
    if let Some(markup) = params.value("reply_markup").filter(|m| m["inline_keyboard"].is_array()) {
        value["reply_markup"] = markup.clone();
    }
    value
}

fn file(document: Option<&Value>) -> Value {
    let given = document.cloned().unwrap_or_default();
    let name = given["file_name"].as_str().or(given.as_str()).unwrap_or("file");
    json!({
        "file_id": "BQACAgUAAxkBAAIB", "file_unique_id": "AgADfake",
        "file_name": name, "file_size": given["file_size"].as_u64().unwrap_or(1),
    })
}

fn put_caption(value: &mut Value, caption: &Formatted) {
    if !caption.text.is_empty() {
        value["caption"] = json!(caption.text);
        if !caption.entities.is_empty() {
            value["caption_entities"] = text::values(&caption.entities);
        }
    }
}
