//! Telegram's limits, by name, and the checks of keyboards and profiles that use them.

use serde_json::Value;

use super::outcome::Refusal;

/// Longest message, in UTF-16 code units after parsing.
pub(super) const TEXT: usize = 4096;
/// Longest caption, counted the same way.
pub(super) const CAPTION: usize = 1024;
/// Longest text before parsing, in bytes.
pub(super) const RAW_TEXT_BYTES: usize = 1 << 15;
/// Most entities of a message; those beyond are dropped.
pub(super) const ENTITIES: usize = 100;
/// Longest quote in a reply.
pub(super) const QUOTE: usize = 1024;
/// Longest notice in answer to a pressed button.
pub(super) const CALLBACK_TEXT: usize = 200;
/// Longest data of a button, in bytes.
pub(super) const CALLBACK_DATA_BYTES: usize = 64;
/// Most buttons under a message.
pub(super) const BUTTONS: usize = 100;
/// Most results of an inline query.
pub(super) const INLINE_RESULTS: usize = 50;
/// Longest id of an inline result, and longest offset, in bytes.
pub(super) const INLINE_ID_BYTES: usize = 64;
/// Most commands in one list.
pub(super) const COMMANDS: usize = 100;
/// Longest command.
pub(super) const COMMAND: usize = 32;
/// Longest description of a command.
pub(super) const COMMAND_DESCRIPTION: usize = 256;
/// Longest name of a bot.
pub(super) const NAME: usize = 64;
/// Longest description of a bot.
pub(super) const DESCRIPTION: usize = 512;
/// Longest short description of a bot.
pub(super) const SHORT_DESCRIPTION: usize = 120;
/// Longest a poll is held, in seconds.
pub(super) const POLL_SECONDS: i64 = 50;
/// Most updates in one batch.
pub(super) const BATCH: i64 = 100;

/// Checks an inline keyboard; other reply markups pass.
pub(super) fn keyboard(markup: Option<&Value>) -> Result<(), Refusal> {
    let rows = markup.and_then(|markup| markup["inline_keyboard"].as_array());
    let buttons = rows.into_iter().flatten().filter_map(Value::as_array).flatten();
    let mut count = 0;
    for one in buttons {
        button(one)?;
        count += 1;
    }
    if count > BUTTONS {
        return Err(Refusal::bad("reply markup is too long"));
    }
    Ok(())
}

fn button(button: &Value) -> Result<(), Refusal> {
    if button["text"].as_str().is_none_or(|text| text.trim().is_empty()) {
        return Err(Refusal::bad("inline keyboard button text must be non-empty"));
    }
    let decoration = ["text", "icon_custom_emoji_id", "style"];
    let kinds = button.as_object().into_iter().flatten();
    match kinds.filter(|(key, _)| !decoration.contains(&key.as_str())).count() {
        1 => {}
        0 => {
            let detail = "can't parse inline keyboard button: Text buttons are unallowed in the \
                          inline keyboard";
            return Err(Refusal::bad(detail));
        }
        _ => {
            let detail = format!("a button may do one thing only: {button}");
            return Err(Refusal::bad(detail).into_violation());
        }
    }
    if let Some(data) = button["callback_data"].as_str()
        && !(1..=CALLBACK_DATA_BYTES).contains(&data.len())
    {
        return Err(Refusal::bad("BUTTON_DATA_INVALID"));
    }
    if let Some(url) = button["url"].as_str()
        && !["http://", "https://", "tg://"].iter().any(|scheme| url.starts_with(scheme))
    {
        return Err(Refusal::bad("BUTTON_URL_INVALID"));
    }
    Ok(())
}

/// Checks the list of a `setMyCommands`.
pub(super) fn commands(list: &[Value]) -> Result<(), Refusal> {
    if list.len() > COMMANDS {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    for command in list {
        let name = command["command"].as_str().unwrap_or_default();
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if !(1..=COMMAND).contains(&name.len()) || !name.bytes().all(plain) {
            return Err(Refusal::bad("BOT_COMMAND_INVALID"));
        }
        let description = command["description"].as_str().unwrap_or_default().trim();
        if !(1..=COMMAND_DESCRIPTION).contains(&description.chars().count()) {
            return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
    }
    Ok(())
}
