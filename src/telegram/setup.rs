//! What Telegram shows of the bot before anyone speaks to it.
//!
//! A language code of the Bot API has two letters, so it cannot tell the two
//! scripts apart: `zh` is Traditional Chinese, everyone else is shown
//! English, and a person whose Telegram is in Simplified Chinese is given the
//! commands in it with the first /start.

use teloxide::RequestError;
use teloxide::prelude::*;
use teloxide::types::{BotCommand, BotCommandScope, Message, Recipient};

use super::command::language;
use crate::locale::Locale;
use crate::text::language::Language;

const COMMANDS: [&str; 4] = ["ask", "sources", "help", "start"];
/// The only command that groups answer to.
const GROUP_COMMANDS: [&str; 1] = ["ask"];

/// The language shown for each code of the Bot API; no code is everyone else.
const CODES: [(Option<&str>, Language); 3] = [
    (None, Language::English),
    (Some("en"), Language::English),
    (Some("zh"), Language::TraditionalChinese),
];

/// Sets commands and descriptions. A failure is no reason not to answer.
pub(super) async fn introduce(bot: Bot) {
    for (code, language) in CODES {
        if let Err(error) = introduce_in(&bot, code, Locale::of(language)).await {
            tracing::warn!("the bot's commands and description are not set: {error}");
        }
    }
}

async fn introduce_in(bot: &Bot, code: Option<&str>, locale: &Locale) -> Result<(), RequestError> {
    let code = code.unwrap_or_default();
    let scopes = [
        (BotCommandScope::Default, &COMMANDS[..]),
        (BotCommandScope::AllGroupChats, &GROUP_COMMANDS[..]),
    ];
    for (scope, names) in scopes {
        bot.set_my_commands(commands(names, locale)).scope(scope).language_code(code).await?;
    }
    bot.set_my_description()
        .description(locale.text("bot-description"))
        .language_code(code)
        .await?;
    bot.set_my_short_description()
        .short_description(locale.text("bot-short-description"))
        .language_code(code)
        .await?;
    Ok(())
}

/// Gives the person of `message` the commands in Simplified Chinese, if that
/// is what they read.
pub(super) async fn introduce_to(bot: &Bot, message: &Message) {
    if language(message) != Language::SimplifiedChinese || !message.chat.is_private() {
        return;
    }
    let scope = BotCommandScope::Chat { chat_id: Recipient::Id(message.chat.id) };
    let commands = commands(&COMMANDS, Locale::of(Language::SimplifiedChinese));
    if let Err(error) = bot.set_my_commands(commands).scope(scope).await {
        tracing::warn!("a chat's commands are not set: {error}");
    }
}

fn commands(names: &[&str], locale: &Locale) -> Vec<BotCommand> {
    names
        .iter()
        .map(|name| BotCommand::new(*name, locale.text(&format!("command-{name}"))))
        .collect()
}

/// Removes a webhook that an earlier set-up left, which would keep updates
/// from being polled.
pub(super) async fn leave_webhook(bot: &Bot) -> Result<(), RequestError> {
    if let Some(url) = bot.get_webhook_info().await?.url {
        tracing::warn!(
            "removing the webhook {}; updates are polled",
            url.host_str().unwrap_or_default()
        );
        bot.delete_webhook().await?;
    }
    Ok(())
}
