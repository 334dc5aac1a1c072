//! What was said before, for follow-ups.
//!
//! A conversation is one person's in one topic of one chat. The store keeps
//! its last few turns for an hour; everything that knows what a turn is stands
//! here.

use super::visit::Visit;
use crate::question::follow_up::Turn;
use crate::store::{Shown, Store, StoreError};

/// For how many seconds a question can be followed up.
const FRESH: i64 = 60 * 60;

/// The turns before this one, most recent first: that of the answer which is
/// replied to, whoever asked for it, then the person's own. A store that fails,
/// or holds turns of an older kind, costs the context and not the answer.
pub(super) async fn earlier(store: &Store, visit: &Visit) -> Vec<Turn> {
    let own = store.turns(&visit.conversation(), FRESH).await.unwrap_or_else(|error| {
        tracing::warn!("a conversation is not remembered: {error}");
        Vec::new()
    });
    let replied = replied(store, visit).await.and_then(|shown| turn(&shown));
    replied.into_iter().chain(own).collect()
}

/// The answers that are spoken of, first to last: the one that is replied to, or those to
/// the last message of the conversation that was answered, one to each of its questions.
pub(super) async fn last(store: &Store, visit: &Visit) -> Result<Vec<Shown>, StoreError> {
    match replied(store, visit).await {
        Some(shown) => Ok(vec![shown]),
        None => store.last_shown(&visit.conversation(), FRESH).await,
    }
}

async fn replied(store: &Store, visit: &Visit) -> Option<Shown> {
    let shown = store.shown_in(visit.chat(), visit.replied?.0).await;
    shown.inspect_err(|error| tracing::warn!("an answer is not remembered: {error}")).ok()?
}

/// The turn that an answer made.
pub(super) fn turn(shown: &Shown) -> Option<Turn> {
    serde_json::from_str(shown.turn.as_deref()?).ok()
}

/// Keeps a turn; one that is not kept costs the context of the next question.
pub(super) async fn remember(store: &Store, visit: &Visit, turn: &Turn) {
    if let Err(error) = store.add_turn(&visit.conversation(), turn).await {
        tracing::warn!("a conversation is not remembered: {error}");
    }
}
