//! Long polling: raw updates from Telegram into the inbox.
//!
//! The offset, which tells Telegram what has arrived, moves only past what the
//! inbox has taken in.

use std::time::Duration;

use backon::ExponentialBackoff;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::api::{Api, CallError};
use super::decode;
use super::gate::Gate;
use super::health::Health;
use super::inbox::Inbox;
use super::payloads::GetUpdates;
use super::reach::waits;
use super::refusal::Refusal;
use super::schema::KINDS;

/// The first wait when another process polls with the same token, and the
/// longest. Each poll ends one of the other, so the two would fight; what is
/// being replaced by a new version ends within seconds.
const CONFLICT_WAIT: Duration = Duration::from_secs(3);
const LONGEST_CONFLICT: Duration = Duration::from_mins(5);
/// How many updates Telegram gives at once, at most.
const BATCH: u8 = 100;
/// How long the last word to Telegram may take.
const FAREWELL: Duration = Duration::from_secs(3);

/// Receives updates by long polling.
// Not `Debug`, nor is what it holds: a `Bot` shows its token.
pub(super) struct Receiver {
    api: Api,
    timeout: Duration,
    health: Health,
    gate: Gate,
    inbox: Inbox,
    /// The first update that has not been taken in.
    next: i64,
    /// How often in a row another process was in the way.
    conflicts: u32,
    /// What is waited after anything else.
    waits: ExponentialBackoff,
}

impl Receiver {
    /// A receiver whose polls wait up to `timeout` for an update.
    pub(super) fn new(
        api: Api,
        timeout: Duration,
        health: Health,
        gate: Gate,
        inbox: Inbox,
    ) -> Self {
        Self { api, timeout, health, gate, inbox, next: 0, conflicts: 0, waits: waits() }
    }

    /// Receives until stopped. An update that has been fetched is taken in.
    pub(super) async fn run(mut self, stop: CancellationToken) {
        loop {
            let fetch = async {
                self.gate.opened().await;
                self.poll(self.timeout, BATCH).await
            };
            let fetched = tokio::select! {
                () = stop.cancelled() => break,
                fetched = fetch => fetched,
            };
            match fetched {
                Ok(raw) => self.take(&raw).await,
                Err(error) => {
                    let wait = self.failed(&error);
                    tokio::select! {
                        () = stop.cancelled() => break,
                        () = tokio::time::sleep(wait) => {}
                    }
                }
            }
        }
        self.confirm().await;
    }

    async fn poll(&self, timeout: Duration, limit: u8) -> Result<Vec<Value>, CallError> {
        let (offset, timeout) = (self.next, timeout.as_secs());
        let allowed_updates = Some(&KINDS[..]);
        self.api.call(&GetUpdates { offset, limit, timeout, allowed_updates }).await
    }

    async fn take(&mut self, raw: &[Value]) {
        (self.waits, self.conflicts) = (waits(), 0);
        self.health.set(true);
        // What has not arrived comes again.
        let arrived = self.inbox.take(raw).await;
        let last = raw[..arrived].iter().filter_map(decode::id).max();
        self.next = last.map_or(self.next, |last| self.next.max(last + 1));
    }

    /// Notes a failure. Returns how long it asks to wait.
    fn failed(&mut self, error: &CallError) -> Duration {
        tracing::warn!("{error}");
        self.health.set(false);
        match error {
            CallError::TooMany { wait, .. } => *wait,
            _ if error.refusal() == Some(Refusal::Conflict) => {
                let wait = CONFLICT_WAIT.saturating_mul(1 << self.conflicts.min(10));
                let wait = wait.min(LONGEST_CONFLICT);
                self.conflicts = self.conflicts.saturating_add(1);
                tracing::error!(
                    "another process receives with this token; stop one of the two. \
                     Nothing is taken for {} s",
                    wait.as_secs()
                );
                wait
            }
            _ => self.waits.next().unwrap_or_default(),
        }
    }

    /// Tells Telegram what was taken in, so that it does not come again. If it
    /// does, the journal knows it.
    async fn confirm(&self) {
        if self.next > 0 {
            // Whatever it answers comes again.
            let _ = tokio::time::timeout(FAREWELL, self.poll(Duration::ZERO, 1)).await;
        }
    }
}
