//! 👍 and 👎, and why not.

use super::super::desk::Desk;
use super::super::keyboard;
use super::super::send::Notice;
use super::super::visit::Visit;
use super::show;
use crate::locale::Locale;
use crate::store::{Reason, Shown, Vote};

/// Counts a vote, and shows it; in private a 👎 asks for a reason. In a group
/// the buttons are everyone's.
pub(super) async fn vote(
    desk: &Desk,
    visit: &Visit,
    shown: &Shown,
    vote: Vote,
) -> anyhow::Result<Notice> {
    let stands = desk.store.vote(shown.token, visit.asker.id, vote).await?;
    let asks = stands && vote == Vote::Down && visit.private;
    redraw(desk, visit, shown, asks);
    let key = match (stands, vote) {
        (false, _) => "vote-taken-back",
        (true, Vote::Up) => "vote-up",
        (true, Vote::Down) if visit.private => "vote-down",
        (true, Vote::Down) => "vote-down-group",
    };
    Ok(Notice::Toast(visit.locale().text(key)))
}

/// Adds the reason to a 👎; only whoever pressed 👎 has one.
pub(super) async fn because(
    desk: &Desk,
    visit: &Visit,
    shown: &Shown,
    reason: Reason,
) -> anyhow::Result<Notice> {
    let given = desk.store.give_reason(shown.token, visit.asker.id, reason).await?;
    if given {
        redraw(desk, visit, shown, false);
    }
    let key = if given { "reason-thanks" } else { "reason-first-vote" };
    Ok(Notice::Toast(visit.locale().text(key)))
}

/// Draws the buttons again, after the press is answered.
fn redraw(desk: &Desk, visit: &Visit, shown: &Shown, asks: bool) {
    let (desk, visit, shown) = (desk.clone(), visit.clone(), shown.clone());
    tokio::spawn(async move {
        let Ok(tally) = desk.store.tally(shown.token).await else { return };
        let buttons = show::buttons(&desk, &visit, &shown, tally);
        let locale = Locale::of(shown.language);
        let keyboard = if asks {
            keyboard::reasons(buttons, locale)
        } else {
            keyboard::answer(buttons, locale)
        };
        if let Err(error) = desk.sender.redraw(visit.chat_id(), visit.message, keyboard).await {
            tracing::warn!("a vote is counted but not shown: {error}");
        }
    });
}
