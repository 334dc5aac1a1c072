//! What each method does to the world.

mod answers;
mod chats;
mod editing;
mod quote;
mod sending;
mod target;

use serde_json::{Value, json};

use super::outcome::{Outcome, Refusal};
use super::params::Params;
use super::state::State;
use super::text::Formatted;
use super::world::{BOT_ID, bot};

/// Carries out a call whose parameters passed the schema check.
///
/// `getUpdates` is not among them, since it waits.
pub(super) fn call(state: &mut State, method: &str, params: &Params) -> Outcome {
    if let Some(outcome) = state.profile.call(method, params) {
        return outcome;
    }
    match method {
        "getMe" => Ok(me()),
        "getWebhookInfo" => Ok(state.updates.webhook_info()),
        "setWebhook" | "deleteWebhook" => Ok(webhook(state, params)),
        "sendMessage" => sending::message(state, params),
        "sendDocument" => sending::document(state, params),
        "sendMessageDraft" => sending::draft(state, params),
        "editMessageText" => editing::text(state, params),
        "editMessageReplyMarkup" => editing::markup(state, params),
        "deleteMessage" => editing::delete(state, params),
        "deleteMessages" => editing::delete_many(state, params),
        "sendChatAction" => chats::action(state, params),
        "setMessageReaction" => chats::reaction(state, params),
        "getChat" => chats::chat(state, params),
        "getChatMember" => chats::member(state, params),
        "getChatMemberCount" => chats::member_count(state, params),
        "getChatAdministrators" => chats::administrators(state, params),
        "leaveChat" => chats::leave(state, params),
        "answerCallbackQuery" => answers::callback(state, params),
        "answerInlineQuery" => answers::inline(state, params),
        "getFile" => Err(Refusal::bad("invalid file_id")),
        _ => Err(Refusal::new(404, "Not Found").into_violation()),
    }
}

fn me() -> Value {
    let mut me = bot();
    for (key, value) in [
        ("can_join_groups", true),
        ("can_read_all_group_messages", false),
        ("supports_inline_queries", true),
        ("can_connect_to_business", false),
        ("has_main_web_app", false),
    ] {
        me[key] = json!(value);
    }
    me
}

fn webhook(state: &mut State, params: &Params) -> Value {
    params.text("url").unwrap_or_default().clone_into(&mut state.updates.webhook);
    params.text("secret_token").unwrap_or_default().clone_into(&mut state.updates.secret);
    if params.flag("drop_pending_updates") {
        state.updates.clear();
    }
    json!(true)
}

/// Records what Telegram would swallow in silence.
fn note_oddities(state: &mut State, method: &str, text: &Formatted) {
    for oddity in &text.oddities {
        state.transcript.violation(method, oddity);
    }
}

/// Whether the bot may administer a chat.
fn bot_is_admin(state: &State, chat: i64) -> bool {
    use super::world::Rank::{Administrator, Anonymous, Owner};
    matches!(state.world.rank(chat, BOT_ID), Owner | Administrator | Anonymous)
}
