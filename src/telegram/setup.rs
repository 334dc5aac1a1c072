//! What Telegram shows of the bot before anyone speaks to it.
//!
//! A language code of the Bot API has two letters, so it cannot tell the two
//! scripts apart: `zh` is Traditional Chinese, everyone else is shown
//! English, and a person whose words are in Simplified Chinese is given the
//! commands in it with the first /start.

use teloxide::payloads::{
    DeleteWebhook, GetMyName, GetMyNameSetters, GetWebhookInfo, SetMyCommands,
    SetMyCommandsSetters, SetMyDescription, SetMyDescriptionSetters, SetMyName, SetMyNameSetters,
    SetMyShortDescription, SetMyShortDescriptionSetters,
};
use teloxide::prelude::*;
use teloxide::types::{BotCommand, BotCommandScope, Recipient};

use super::api::{Api, CallError};
use super::reach::reach;
use super::send::Sender;
use super::visit::Visit;
use crate::locale::Locale;
use crate::text::language::Language;

/// Commands of a person's own chat.
const PRIVATE: [&str; 12] = [
    "ask", "sources", "latest", "search", "verify", "why", "language", "settings", "feedback",
    "privacy", "forget", "help",
];
/// Commands of a group.
const GROUP: [&str; 8] = ["ask", "search", "verify", "why", "sources", "latest", "privacy", "help"];
/// What administrators of a group have besides.
const ADMIN: [&str; 2] = ["settings", "language"];
/// What owners have besides, in their own chats.
const OWNER: [&str; 7] = ["stats", "reindex", "reload", "broadcast", "ban", "unban", "allow"];

/// The language shown for each code of the Bot API; no code is everyone else.
const CODES: [(Option<&str>, Language); 3] = [
    (None, Language::English),
    (Some("en"), Language::English),
    (Some("zh"), Language::TraditionalChinese),
];

/// Sets commands, name and descriptions. A failure is no reason not to answer.
pub(super) async fn introduce(sender: Sender, owners: Vec<i64>) {
    for (code, language) in CODES {
        let code = code.unwrap_or_default();
        if let Err(error) = introduce_in(&sender, code, Locale::of(language)).await {
            tracing::warn!("the bot's commands and description are not set: {error}");
        }
    }
    for owner in owners {
        let locale = Locale::of(Language::TraditionalChinese);
        let scope = chat_scope(ChatId(owner));
        let names = PRIVATE.iter().chain(&OWNER);
        let commands = SetMyCommands::new(commands(names, locale)).scope(scope);
        if let Err(error) = sender.call(&commands).await {
            tracing::warn!("the commands of owner {owner} are not set: {error}");
        }
    }
}

async fn introduce_in(sender: &Sender, code: &str, locale: &Locale) -> Result<(), CallError> {
    let scopes: [(BotCommandScope, &[&str], &[&str]); 3] = [
        (BotCommandScope::Default, &PRIVATE, &[]),
        (BotCommandScope::AllGroupChats, &GROUP, &[]),
        (BotCommandScope::AllChatAdministrators, &GROUP, &ADMIN),
    ];
    for (scope, names, more) in scopes {
        let commands = SetMyCommands::new(commands(names.iter().chain(more), locale));
        sender.call(&commands.scope(scope).language_code(code)).await?;
    }
    name(sender, code, locale).await?;
    let description = SetMyDescription::new().description(locale.text("bot-description"));
    sender.call(&description.language_code(code)).await?;
    let short =
        SetMyShortDescription::new().short_description(locale.text("bot-short-description"));
    sender.call(&short.language_code(code)).await?;
    Ok(())
}

/// Telegram allows few changes of a name, so it is set only when it differs.
async fn name(sender: &Sender, code: &str, locale: &Locale) -> Result<(), CallError> {
    let wanted = locale.text("bot-name");
    let current = sender.call(&GetMyName::new().language_code(code)).await?;
    if current.name != wanted {
        sender.call(&SetMyName::new().name(wanted).language_code(code)).await?;
    }
    Ok(())
}

/// Gives a person the commands in Simplified Chinese, if that is what they
/// read, since no language code of the Bot API does.
pub(super) async fn introduce_to(sender: &Sender, visit: &Visit) {
    if visit.locale().language() != Language::SimplifiedChinese || !visit.private {
        return;
    }
    let commands = commands(&PRIVATE, visit.locale());
    let commands = SetMyCommands::new(commands).scope(chat_scope(visit.chat_id()));
    if let Err(error) = sender.call(&commands).await {
        tracing::warn!("a chat's commands are not set: {error}");
    }
}

fn chat_scope(chat: ChatId) -> BotCommandScope {
    BotCommandScope::Chat { chat_id: Recipient::Id(chat) }
}

fn commands<'a>(names: impl IntoIterator<Item = &'a &'a str>, locale: &Locale) -> Vec<BotCommand> {
    names
        .into_iter()
        .map(|name| BotCommand::new(*name, locale.text(&format!("command-{name}"))))
        .collect()
}

/// Removes a webhook that an earlier set-up left, which would keep updates
/// from being polled.
pub(super) async fn leave_webhook(api: &Api) -> Result<(), CallError> {
    let (ask, delete) = (GetWebhookInfo::new(), DeleteWebhook::new());
    if let Some(url) = reach(|| api.call(&ask), None).await?.url {
        tracing::warn!(
            "removing the webhook {}; updates are polled",
            url.host_str().unwrap_or_default()
        );
        reach(|| api.call(&delete), None).await?;
    }
    Ok(())
}
