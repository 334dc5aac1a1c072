//! The client of a chat model.

use std::sync::{Arc, Mutex};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

use super::accepted::Accepted;
use super::attempt::Asking;
use super::breaker::{Breaker, Call};
use super::events::Deltas;
use super::pieces::Reply;
use super::retry::retried;
use super::thought::Thoughts;
use super::{Message, ModelError, Phase, Pieces, Settings, Usage};

/// The section of the settings that errors name.
const SECTION: &str = "model";

/// A chat model behind `/v1/chat/completions`. Clones share its connections,
/// its seats and what is known of its health.
#[derive(Clone)]
pub struct ChatModel {
    asking: Arc<Asking>,
    seats: Arc<Semaphore>,
    breaker: Arc<Breaker>,
}

impl std::fmt::Debug for ChatModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChatModel")
            .field("address", &self.asking.connection.address())
            .field("name", &self.asking.settings.endpoint.name)
            .finish_non_exhaustive()
    }
}

impl ChatModel {
    /// A client; nothing is sent yet. Fails where a setting cannot be right.
    pub fn new(settings: Settings) -> Result<Self, ModelError> {
        let connection = settings.endpoint.connect(SECTION, "/chat/completions")?;
        let seats = Arc::new(Semaphore::new(settings.at_once.clamp(1, Semaphore::MAX_PERMITS)));
        let asking =
            Asking { connection: Arc::new(connection), settings, accepted: Accepted::default() };
        Ok(Self { asking: Arc::new(asking), seats, breaker: Arc::new(Breaker::new()) })
    }

    /// The model's name, as its server knows it.
    pub fn name(&self) -> &str {
        &self.asking.settings.endpoint.name
    }

    /// The address that is asked, without passwords.
    pub fn address(&self) -> String {
        self.asking.connection.address()
    }

    /// Asks for a reply and waits for its first piece, trying again what fails
    /// in passing; the rest comes as it comes.
    pub async fn stream(&self, messages: &[Message]) -> Result<Pieces, ModelError> {
        let began = Instant::now();
        let Some(call) = self.breaker.pass() else {
            return Err(ModelError::Resting { address: self.address() });
        };
        let settings = &self.asking.settings;
        let seat = self.seat(began + settings.first_token_timeout).await?;
        match self.begin(messages, began).await {
            Ok(deltas) => Ok(self.reply(messages, deltas, call, seat, began)),
            Err(error) => {
                call.tell(!error.is_outage());
                Err(error)
            }
        }
    }

    /// A whole reply.
    pub async fn complete(&self, messages: &[Message]) -> Result<String, ModelError> {
        self.stream(messages).await?.text().await
    }

    /// One of the replies that may be under way at once.
    async fn seat(&self, until: Instant) -> Result<OwnedSemaphorePermit, ModelError> {
        let waiting = timeout_at(until, Arc::clone(&self.seats).acquire_owned()).await;
        // The semaphore is never closed.
        waiting.ok().and_then(Result::ok).ok_or_else(|| ModelError::Busy {
            address: self.address(),
            at_once: self.asking.settings.at_once,
        })
    }

    /// The reply from its first piece on.
    async fn begin(&self, messages: &[Message], began: Instant) -> Result<Deltas, ModelError> {
        let after = self.asking.settings.first_token_timeout.min(self.asking.settings.timeout);
        let until = began + after;
        let first = retried(until, || self.asking.attempt(messages));
        timeout_at(until, first).await.unwrap_or_else(|_| {
            Err(ModelError::Slow { address: self.address(), phase: Phase::FirstToken, after })
        })
    }

    fn reply(
        &self,
        messages: &[Message],
        deltas: Deltas,
        call: Call,
        seat: OwnedSemaphorePermit,
        began: Instant,
    ) -> Pieces {
        Pieces::new(Reply {
            asking: Arc::clone(&self.asking),
            deltas,
            under_way: Some((call, seat)),
            deadline: began + self.asking.settings.timeout,
            usage: Arc::new(Mutex::new(Usage::estimated(messages))),
            thoughts: Thoughts::default(),
            said: 0,
        })
    }
}
