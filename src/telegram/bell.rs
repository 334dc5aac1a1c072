//! Tells whoever sends to all chats that there is something to be sent.

use std::sync::Arc;

use tokio::sync::Notify;

/// Rung when there is something to be sent. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct Bell(Arc<Notify>);

impl Bell {
    /// There is something to be sent.
    pub(super) fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits until it is rung, or was since the last time.
    pub(super) async fn rung(&self) {
        self.0.notified().await;
    }
}
