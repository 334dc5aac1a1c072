//! One request for a reply, up to the first piece of it.

use std::sync::Arc;

use futures::stream::{self, StreamExt};

use super::accepted::Accepted;
use super::connection::Connection;
use super::events::{self, Deltas};
use super::{Message, ModelError, Settings};

/// All that a request is made of but its messages.
pub(super) struct Asking {
    pub(super) connection: Arc<Connection>,
    pub(super) settings: Settings,
    pub(super) accepted: Accepted,
}

impl Asking {
    /// Asks once, or once more for each optional field that the server turns
    /// out to refuse; waits for the first piece.
    pub(super) async fn attempt(&self, messages: &[Message]) -> Result<Deltas, ModelError> {
        loop {
            let body = self.accepted.body(&self.settings, messages);
            match self.connection.post(&body).await {
                Ok(response) => {
                    return self.begun(events::read(&self.connection, response).await?).await;
                }
                Err(ModelError::Status { status: 400 | 422, message, .. })
                    if self.accepted.learn(&body, &message) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The same events from the first one that says something.
    async fn begun(&self, mut deltas: Deltas) -> Result<Deltas, ModelError> {
        while let Some(delta) = deltas.next().await {
            let delta = delta?;
            if delta.says() {
                return Ok(stream::iter([Ok(delta)]).chain(deltas).boxed());
            }
        }
        Err(self
            .connection
            .broken("it ended before it began; is this an OpenAI-compatible server?"))
    }
}
