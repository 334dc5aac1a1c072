//! `answerCallbackQuery` and `answerInlineQuery`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::note_oddities;
use crate::support::telegram::limits;
use crate::support::telegram::outcome::{Outcome, Refusal};
use crate::support::telegram::params::Params;
use crate::support::telegram::state::State;
use crate::support::telegram::text;

const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";

/// Answers a pressed button.
pub(super) fn callback(state: &mut State, params: &Params) -> Outcome {
    let notice = params.text("text").unwrap_or_default();
    if text::utf16_len(notice) > limits::CALLBACK_TEXT {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    let id = params.text("callback_query_id").unwrap_or_default();
    match state.world.callbacks.get_mut(id) {
        Some(answered) => *answered = true,
        None => return Err(Refusal::bad(TOO_OLD)),
    }
    Ok(json!(true))
}

/// Answers an inline query.
pub(super) fn inline(state: &mut State, params: &Params) -> Outcome {
    let results = params.list("results").unwrap_or_default();
    if results.len() > limits::INLINE_RESULTS {
        return Err(Refusal::bad("RESULTS_TOO_MUCH"));
    }
    if params.text("next_offset").is_some_and(|offset| offset.len() > limits::INLINE_ID_BYTES) {
        return Err(Refusal::bad("NEXT_OFFSET_INVALID"));
    }
    let mut ids = BTreeSet::new();
    for result in results {
        let id = result["id"].as_str().unwrap_or_default();
        if !(1..=limits::INLINE_ID_BYTES).contains(&id.len()) {
            return Err(Refusal::bad("RESULT_ID_INVALID"));
        }
        if !ids.insert(id) {
            return Err(Refusal::bad("RESULT_ID_DUPLICATE"));
        }
        inline_result(state, result)?;
    }
    let id = params.text("inline_query_id").unwrap_or_default();
    match state.world.inline_queries.get_mut(id) {
        Some(answered) => *answered = true,
        None => return Err(Refusal::bad(TOO_OLD)),
    }
    Ok(json!(true))
}

fn inline_result(state: &mut State, result: &Value) -> Result<(), Refusal> {
    let content = &result["input_message_content"];
    let raw = content["message_text"].as_str().unwrap_or_default();
    let given = content["entities"].as_array().map_or(&[][..], Vec::as_slice);
    let formatted = text::message(raw, content["parse_mode"].as_str(), given)?;
    note_oddities(state, "answerInlineQuery", &formatted);
    limits::keyboard(result.get("reply_markup"))
}
