//! All routing, in one place.

use teloxide::dispatching::{UpdateFilterExt, UpdateHandler};
use teloxide::dptree;
use teloxide::prelude::*;
use teloxide::types::{AllowedUpdate, ChatMemberUpdated, Me, UpdateKind};

use super::command::Request;
use super::desk::Desk;
use super::handlers;
use super::press::Press;

/// The kinds of update that there is a route for.
pub(super) const KINDS: [AllowedUpdate; 5] = [
    AllowedUpdate::Message,
    AllowedUpdate::EditedMessage,
    AllowedUpdate::CallbackQuery,
    AllowedUpdate::InlineQuery,
    AllowedUpdate::MyChatMember,
];

/// The routes of the bot. An update is given with [`Me`] and a [`Desk`].
pub(super) fn routes() -> UpdateHandler<anyhow::Error> {
    dptree::entry()
        .branch(
            Update::filter_message()
                .branch(dptree::filter(|message: Message| is_migration(&message)).endpoint(moved))
                .branch(
                    dptree::filter_map(|message: Message, me: Me| Request::read(&message, &me))
                        .endpoint(message),
                ),
        )
        .branch(
            Update::filter_edited_message()
                .filter_map(|message: Message, desk: Desk| edited_question(&message, &desk))
                .endpoint(edited),
        )
        .branch(Update::filter_callback_query().endpoint(press))
        .branch(Update::filter_inline_query().endpoint(inline))
        .branch(Update::filter_my_chat_member().endpoint(standing))
}

/// What an update is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Worth {
    /// It is not for the bot.
    Nothing,
    /// It is handled now or not at all: who types an inline query asks anew
    /// with every letter.
    Moment,
    /// It must not be lost.
    Keeping,
}

/// What `update` is worth, without looking at anything else.
pub(super) fn worth(update: &Update, me: &Me) -> Worth {
    let kept = match &update.kind {
        UpdateKind::Message(message) => {
            is_migration(message) || Request::read(message, me).is_some()
        }
        UpdateKind::EditedMessage(message) => {
            matches!(Request::read(message, me), Some(Request::Ask(_)))
        }
        UpdateKind::CallbackQuery(_) | UpdateKind::MyChatMember(_) => true,
        UpdateKind::InlineQuery(_) => return Worth::Moment,
        _ => false,
    };
    if kept { Worth::Keeping } else { Worth::Nothing }
}

/// Whether handling `update` twice comes to the same as once. A vote that is
/// pressed again is taken back.
pub(super) fn is_repeatable(update: &Update) -> bool {
    let UpdateKind::CallbackQuery(query) = &update.kind else { return true };
    let press = query.data.as_deref().and_then(|data| data.parse::<Press>().ok());
    !matches!(press, Some(Press::Vote { .. } | Press::Because { .. } | Press::Set(_)))
}

fn is_migration(message: &Message) -> bool {
    message.migrate_to_chat_id().is_some() || message.migrate_from_chat_id().is_some()
}

/// What an edited message asks, if that is a question and the message is
/// young enough for its answer to be changed. Both times are Telegram's, for
/// the clock here may be wrong.
fn edited_question(message: &Message, desk: &Desk) -> Option<String> {
    let edited = message.edit_date().copied().unwrap_or(message.date);
    let age = edited.signed_duration_since(message.date).num_seconds();
    let young = u64::try_from(age).unwrap_or(0) <= desk.settings().edit_window;
    match Request::read(message, &desk.me)? {
        Request::Ask(question) if young => Some(question),
        _ => None,
    }
}

async fn message(desk: Desk, message: Message, request: Request) -> anyhow::Result<()> {
    desk.metrics.update(request.name());
    // On the heap: the futures of handlers are large, and dptree copies its own.
    Box::pin(handlers::message(&desk, &message, request)).await
}

async fn edited(desk: Desk, message: Message, question: String) -> anyhow::Result<()> {
    desk.metrics.update("edited");
    Box::pin(handlers::edited(&desk, &message, &question)).await
}

async fn press(desk: Desk, query: CallbackQuery) -> anyhow::Result<()> {
    desk.metrics.update("press");
    Box::pin(handlers::press(&desk, &query)).await
}

async fn inline(desk: Desk, query: InlineQuery) -> anyhow::Result<()> {
    desk.metrics.update("inline");
    Box::pin(handlers::inline(&desk, &query)).await
}

async fn standing(desk: Desk, change: ChatMemberUpdated) -> anyhow::Result<()> {
    desk.metrics.update("standing");
    handlers::standing_changed(&desk, &change).await
}

async fn moved(desk: Desk, message: Message) -> anyhow::Result<()> {
    desk.metrics.update("moved");
    handlers::moved(&desk, &message).await
}
