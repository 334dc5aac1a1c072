//! What a bot may ask and do about a chat: members, actions, reactions, leaving.

use serde_json::{Value, json};

use super::target::{known_chat, open_chat, thread};
use crate::support::telegram::outcome::{Outcome, Refusal};
use crate::support::telegram::params::Params;
use crate::support::telegram::state::State;
use crate::support::telegram::world::{BOT_ID, Barrier, Kind, Rank};

/// The actions Telegram shows.
const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

/// `sendChatAction`.
pub(super) fn action(state: &mut State, params: &Params) -> Outcome {
    let chat = open_chat(state, params)?;
    // Unlike messages, actions are taken for the General topic too.
    if params.int("message_thread_id") != Some(1) {
        thread(&state.world, chat, params)?;
    }
    if !ACTIONS.contains(&params.text("action").unwrap_or_default()) {
        return Err(Refusal::bad("wrong parameter action in request").into_violation());
    }
    Ok(json!(true))
}

/// `setMessageReaction`.
pub(super) fn reaction(state: &mut State, params: &Params) -> Outcome {
    let chat = open_chat(state, params)?;
    let id = params.int("message_id").unwrap_or_default();
    if state.world.message(chat, id).is_none() {
        return Err(Refusal::bad("message to react not found"));
    }
    let reactions = params.list("reaction").unwrap_or_default();
    // A bot sets one reaction at most, and only of a fixed set; this is a part of it.
    let known = "👍👎❤🔥🥰👏😁🤔🤯😱🎉🤩🙏👌👀🤝✍🤷💯⚡🆒🏆😢🤗🫡";
    let ordinary = |one: &Value| {
        one["type"] != "emoji" || one["emoji"].as_str().is_some_and(|e| known.contains(e))
    };
    if reactions.len() > 1 || !reactions.iter().all(ordinary) {
        return Err(Refusal::bad("REACTION_INVALID"));
    }
    Ok(json!(true))
}

/// `getChat`, with the fields teloxide insists on.
pub(super) fn chat(state: &mut State, params: &Params) -> Outcome {
    let id = known_chat(state, params)?;
    let mut chat = state.world.chat(id);
    chat["accent_color_id"] = json!(3);
    chat["max_reaction_count"] = json!(11);
    chat["accepted_gift_types"] = json!({
        "unlimited_gifts": true, "limited_gifts": true, "unique_gifts": true,
        "premium_subscription": true, "gifts_from_channels": true,
    });
    Ok(chat)
}

/// `getChatMember`.
pub(super) fn member(state: &mut State, params: &Params) -> Outcome {
    let chat = group(state, params)?;
    let user = params.int("user_id").unwrap_or_default();
    let known = user == BOT_ID || state.world.people.contains_key(&user);
    if !known {
        return Err(Refusal::bad("PARTICIPANT_ID_INVALID"));
    }
    Ok(state.world.member(user, state.world.rank(chat, user)))
}

/// `getChatMemberCount`.
pub(super) fn member_count(state: &mut State, params: &Params) -> Outcome {
    let chat = known_chat(state, params)?;
    Ok(json!(state.world.chats.get(&chat).map_or(0, |chat| chat.members.len())))
}

/// `getChatAdministrators`; other bots are left out, this one is not.
pub(super) fn administrators(state: &mut State, params: &Params) -> Outcome {
    let id = known_chat(state, params)?;
    let chat = state.world.chats.get(&id).filter(|chat| chat.kind != Kind::Private);
    let Some(chat) = chat else {
        return Err(Refusal::bad("there are no administrators in the private chat"));
    };
    let leads = |rank: Rank| matches!(rank, Rank::Owner | Rank::Administrator | Rank::Anonymous);
    let leaders = chat.members.iter().filter(|(_, rank)| leads(**rank));
    Ok(leaders.map(|(user, rank)| state.world.member(*user, *rank)).collect())
}

/// `leaveChat`.
pub(super) fn leave(state: &mut State, params: &Params) -> Outcome {
    let id = group(state, params)?;
    if let Some(chat) = state.world.chats.get_mut(&id) {
        chat.members.insert(BOT_ID, Rank::Left);
        chat.barrier = Some(Barrier::Kicked);
    }
    Ok(json!(true))
}

/// A chat in which the bot is or could be a member.
fn group(state: &State, params: &Params) -> Result<i64, Refusal> {
    let id = known_chat(state, params)?;
    let chat = state.world.chats.get(&id).and_then(|chat| chat.barrier.map(|b| (b, chat.kind)));
    match chat {
        Some((Barrier::Kicked, kind)) => {
            Err(Refusal::forbidden(&format!("bot was kicked from the {} chat", kind.name())))
        }
        _ => Ok(id),
    }
}
