//! What concerns the person: a word to the owner, what is kept, forgetting it,
//! stopping an answer.

use super::super::desk::Desk;
use super::super::render::{escape, prefix};
use super::super::visit::Visit;
use super::reply::{reply, say};

/// The longest note that is kept, in UTF-16 units.
const NOTE: usize = 2_000;

/// /feedback
pub(super) async fn feedback(desk: &Desk, visit: &Visit, note: &str) -> anyhow::Result<()> {
    if note.is_empty() {
        return say(desk, visit, "feedback-empty").await;
    }
    desk.store.note(visit.asker.id, &note[..prefix(note, NOTE)]).await?;
    say(desk, visit, "feedback-thanks").await
}

/// /privacy
pub(super) async fn privacy(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    let days = desk.settings().keep_days;
    let text = visit.locale().format("privacy", &[("days", days.into())]);
    reply(desk, visit, escape(&text)).await
}

/// /forget
pub(super) async fn forget(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    let count = desk.store.forget_person(visit.asker.id).await?;
    let text = visit.locale().format("forgotten", &[("count", count.into())]);
    reply(desk, visit, escape(&text)).await
}

/// /cancel
pub(super) async fn cancel(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    let stopped = desk.seats.stop(visit.chat(), visit.asker.id);
    say(desk, visit, if stopped { "cancelled" } else { "nothing-to-cancel" }).await
}
