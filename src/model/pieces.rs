//! A reply as it comes.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use futures::stream::{self, BoxStream, Stream, StreamExt};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout, timeout_at};

use super::attempt::Asking;
use super::breaker::Call;
use super::delta::Delta;
use super::events::Deltas;
use super::thought::Thoughts;
use super::{ModelError, Phase, Usage};

/// The longest reply, in bytes of text.
const LONGEST: usize = 64 * 1024;
/// How long the usage may come after the end of what is said.
const AFTERWARDS: Duration = Duration::from_secs(1);

/// The pieces of a reply, without thoughts, in order. After an error nothing
/// more comes. A reply that is dropped is given up.
pub struct Pieces {
    pieces: BoxStream<'static, Result<String, ModelError>>,
    usage: Arc<Mutex<Usage>>,
}

impl Pieces {
    pub(super) fn new(reply: Reply) -> Self {
        let usage = Arc::clone(&reply.usage);
        let next = |mut reply: Reply| async move { Some((reply.next().await?, reply)) };
        Self { pieces: stream::unfold(reply, next).boxed(), usage }
    }

    /// What the reply has cost so far; after the end, what the server told, if it did.
    pub fn usage(&self) -> Usage {
        *self.usage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The whole reply.
    pub async fn text(&mut self) -> Result<String, ModelError> {
        let mut text = String::new();
        while let Some(piece) = self.pieces.next().await {
            text.push_str(&piece?);
        }
        Ok(text)
    }
}

impl Stream for Pieces {
    type Item = Result<String, ModelError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.pieces.poll_next_unpin(context)
    }
}

impl std::fmt::Debug for Pieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pieces").field("usage", &self.usage()).finish_non_exhaustive()
    }
}

/// A reply under way.
pub(super) struct Reply {
    pub(super) asking: Arc<Asking>,
    pub(super) deltas: Deltas,
    /// Its seat, and what is to be told how it went; `None` once it was.
    pub(super) under_way: Option<(Call, OwnedSemaphorePermit)>,
    /// When all of it must be there.
    pub(super) deadline: Instant,
    pub(super) usage: Arc<Mutex<Usage>>,
    pub(super) thoughts: Thoughts,
    /// How much was said, in bytes.
    pub(super) said: usize,
}

impl Reply {
    /// The next piece; `None` after the last one and after an error.
    async fn next(&mut self) -> Option<Result<String, ModelError>> {
        while self.under_way.is_some() {
            let piece = match self.delta().await {
                Ok(delta) => self.piece(delta).await,
                Err(error) => Err(error),
            };
            match piece {
                Ok(piece) if piece.is_empty() => {}
                Ok(piece) => return Some(Ok(piece)),
                Err(error) => {
                    self.tell(!error.is_outage());
                    return Some(Err(error));
                }
            }
        }
        None
    }

    async fn delta(&mut self) -> Result<Delta, ModelError> {
        let (connection, settings) = (&self.asking.connection, &self.asking.settings);
        let next = timeout(settings.first_token_timeout, self.deltas.next());
        let slow = |phase, after| ModelError::Slow { address: connection.address(), phase, after };
        match timeout_at(self.deadline, next).await {
            Err(_) => Err(slow(Phase::Whole, settings.timeout)),
            Ok(Err(_)) => Err(slow(Phase::NextToken, settings.first_token_timeout)),
            Ok(Ok(None)) => Err(connection.broken("the connection was closed before the end")),
            Ok(Ok(Some(delta))) => delta,
        }
    }

    /// What an event adds to what is said; empty for a thought.
    async fn piece(&mut self, delta: Delta) -> Result<String, ModelError> {
        self.count(&delta);
        let mut piece = self.thoughts.said(&delta.text);
        if delta.finished {
            piece += &self.thoughts.rest();
        }
        self.said += piece.len();
        if self.said > LONGEST {
            let address = self.asking.connection.address();
            return Err(ModelError::TooLong { address, limit: LONGEST });
        }
        if delta.finished {
            self.finish(delta.usage.is_some()).await?;
        }
        Ok(piece)
    }

    /// Waits a moment for the usage, which comes after the last word.
    async fn finish(&mut self, counted: bool) -> Result<(), ModelError> {
        if self.said == 0 {
            return Err(ModelError::Empty { address: self.asking.connection.address() });
        }
        let until = self.deadline.min(Instant::now() + AFTERWARDS);
        let mut counted = counted;
        while !counted && let Ok(Some(Ok(delta))) = timeout_at(until, self.deltas.next()).await {
            self.count(&delta);
            counted = delta.usage.is_some();
        }
        self.tell(true);
        Ok(())
    }

    fn count(&self, delta: &Delta) {
        let mut usage = self.usage.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(told) = delta.usage {
            *usage = told;
        } else {
            usage.add_text(&delta.text);
            usage.add_text(&delta.thought);
        }
    }

    fn tell(&mut self, went_well: bool) {
        if let Some((call, _seat)) = self.under_way.take() {
            call.tell(went_well);
        }
    }
}
