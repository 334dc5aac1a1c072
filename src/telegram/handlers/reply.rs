//! Words back to whom a handler answers.

use super::super::desk::Desk;
use super::super::render::escape;
use super::super::visit::Visit;

/// Says something that only the asker needs to read, in a group to them alone.
pub(super) async fn whisper(desk: &Desk, visit: &Visit, text: &str) -> anyhow::Result<()> {
    let only = visit.asker.user.filter(|_| !visit.private);
    desk.sender.send(visit.place, &visit.outgoing(escape(text)).only_for(only)).await?;
    Ok(())
}

/// Replies with the message `key`.
pub(super) async fn say(desk: &Desk, visit: &Visit, key: &str) -> anyhow::Result<()> {
    reply(desk, visit, escape(&visit.locale().text(key))).await
}

/// Replies with HTML.
pub(super) async fn reply(desk: &Desk, visit: &Visit, html: String) -> anyhow::Result<()> {
    desk.sender.send(visit.place, &visit.outgoing(html)).await?;
    Ok(())
}
