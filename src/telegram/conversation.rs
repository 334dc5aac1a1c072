//! What was said before, for follow-ups.
//!
//! A conversation is one person's in one topic of one chat. The store keeps
//! its last few turns for an hour; everything that knows what a turn is stands
//! here.

use crate::answer::{Answerer, Reply};
use crate::index::IndexError;
use crate::question::Query;
use crate::question::follow_up::Turn;
use crate::store::{Conversation, Store, StoreError};

/// For how many seconds a question can be followed up.
const FRESH: i64 = 60 * 60;

/// The turns before this one, most recent first. A store that fails, or holds
/// turns of an older kind, costs the context and not the answer.
pub(super) async fn earlier(store: &Store, conversation: &Conversation) -> Vec<Turn> {
    store.turns(conversation, FRESH).await.unwrap_or_else(|error| {
        tracing::warn!("a conversation is not remembered: {error}");
        Vec::new()
    })
}

/// Keeps a turn.
pub(super) async fn remember(
    store: &Store,
    conversation: &Conversation,
    turn: &Turn,
) -> Result<(), StoreError> {
    store.add_turn(conversation, turn).await
}

/// Answers a question after what was said before; and the turn that this makes.
pub(super) fn answer(
    answerer: &Answerer,
    query: &Query,
    earlier: &[Turn],
) -> Result<(Reply, Turn), IndexError> {
    let reply = answerer.answer_after(query, earlier)?;
    let turn = reply.turn();
    Ok((reply, turn))
}
