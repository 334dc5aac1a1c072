//! What was said before, for follow-ups.
//!
//! A conversation is one person's in one topic of one chat. The store keeps
//! its last few turns for an hour; everything that knows what a turn is stands
//! here, so that the answerer's own kind of turn can take its place.

use crate::answer::{Answerer, Reply};
use crate::index::IndexError;
use crate::retrieval::Query;
use crate::store::{Conversation, Store, StoreError};

/// For how many seconds a question can be followed up.
const FRESH: i64 = 60 * 60;

/// A turn as it is kept: what was asked.
pub(super) type Turn = String;

/// The turns before this one, most recent first. A store that fails costs the
/// context, not the answer.
pub(super) async fn earlier(store: &Store, conversation: &Conversation) -> Vec<Turn> {
    store.turns(conversation, FRESH).await.unwrap_or_else(|error| {
        tracing::error!("a conversation is not remembered: {error}");
        Vec::new()
    })
}

/// Keeps a turn.
pub(super) async fn remember(
    store: &Store,
    conversation: &Conversation,
    reply: &Reply,
) -> Result<(), StoreError> {
    store.add_turn(conversation, &reply.question).await
}

/// Answers a question after what was said before.
pub(super) fn answer(
    answerer: &Answerer,
    query: &Query,
    _earlier: &[Turn],
) -> Result<Reply, IndexError> {
    answerer.answer(query)
}
