//! The receive path: long polling in front of teloxide's dispatcher.
//!
//! teloxide's own listener drops what it cannot decode and waits ten seconds
//! on a server error. This one reads updates raw, decodes them tolerantly and
//! keeps track of what was handed on. Its place in the order of things is
//! where a journal on disk will stand: between `Receiver::fetch`, which
//! learns of updates, and [`Progress::confirm`], which tells Telegram.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use futures::future::{Either, select};
use futures::stream::{BoxStream, unfold};
use serde_json::Value;
use teloxide::stop::{StopFlag, StopToken, mk_stop_token};
use teloxide::types::{AllowedUpdate, Update};
use teloxide::update_listeners::{AsUpdateStream, UpdateListener};

use super::api::{Api, CallError};
use super::decode;
use super::gate::Gate;
use super::health::Health;
use super::payloads::GetUpdates;
use super::refusal::Refusal;

/// The wait after a first failure; each further one doubles it.
const FIRST_WAIT: Duration = Duration::from_millis(250);
/// The longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// The wait when another process polls with the same token.
const CONFLICT_WAIT: Duration = Duration::from_secs(3);
/// Receives updates by long polling.
// Not `Debug`, nor is what it holds: a `Bot` shows its token.
pub struct Receiver {
    poller: Poller,
    waiting: VecDeque<Update>,
    failures: u32,
    health: Health,
    gate: Gate,
    allowed: Option<Vec<AllowedUpdate>>,
    token: StopToken,
    flag: StopFlag,
}

/// How far updates have been handed on; outlives the [`Receiver`].
#[derive(Clone)]
pub struct Progress {
    poller: Poller,
}

#[derive(Clone)]
struct Poller {
    api: Api,
    timeout: Duration,
    /// The first update that has not been handed on.
    next: Arc<AtomicI64>,
}

impl Receiver {
    /// A receiver whose polls wait up to `timeout` for an update.
    pub(super) fn new(api: Api, timeout: Duration, health: Health, gate: Gate) -> Self {
        let (token, flag) = mk_stop_token();
        let poller = Poller { api, timeout, next: Arc::default() };
        Self {
            poller,
            waiting: VecDeque::new(),
            failures: 0,
            health,
            gate,
            allowed: None,
            token,
            flag,
        }
    }

    /// How far updates have been handed on.
    pub fn progress(&self) -> Progress {
        Progress { poller: self.poller.clone() }
    }

    /// The next update; `None` once the receiver has been stopped.
    async fn next(&mut self) -> Option<Update> {
        loop {
            let (stopped, gate) = (self.flag.clone(), self.gate.clone());
            if let Either::Left(_) = select(stopped, std::pin::pin!(gate.opened())).await {
                return None;
            }
            if let Some(update) = self.waiting.pop_front() {
                self.poller.next.store(i64::from(update.id.0) + 1, Ordering::Release);
                return Some(update);
            }
            let stopped = self.flag.clone();
            if let Either::Left(_) = select(stopped, std::pin::pin!(self.fetch())).await {
                return None;
            }
        }
    }

    /// Polls once; on failure, waits as long as the failure asks for.
    async fn fetch(&mut self) {
        match self.poller.poll(self.poller.timeout, 100, self.allowed.as_deref()).await {
            Ok(raw) => {
                self.failures = 0;
                self.health.set(true);
                self.take(raw);
            }
            Err(error) => {
                tracing::warn!("{error}");
                self.health.set(false);
                let wait = self.wait_after(&error);
                self.failures = self.failures.saturating_add(1);
                tokio::time::sleep(wait).await;
            }
        }
    }

    /// Decodes updates. One that cannot be is named and passed over, with its
    /// neighbours untouched.
    fn take(&mut self, raw: Vec<Value>) {
        for value in raw {
            let id = decode::id(&value);
            match decode::update(&value) {
                Ok(update) => self.waiting.push_back(update),
                Err(undecodable) => {
                    tracing::warn!("{undecodable}; it is passed over");
                    if let (Some(id), true) = (id, self.waiting.is_empty()) {
                        self.poller.next.store(id + 1, Ordering::Release);
                    }
                }
            }
        }
    }

    fn wait_after(&self, error: &CallError) -> Duration {
        match error {
            CallError::TooMany { wait, .. } => *wait,
            _ if error.refusal() == Some(Refusal::Conflict) => CONFLICT_WAIT,
            _ => FIRST_WAIT.saturating_mul(1 << self.failures.min(10)).min(LONGEST_WAIT),
        }
    }
}

impl Poller {
    async fn poll(
        &self,
        timeout: Duration,
        limit: u8,
        allowed_updates: Option<&[AllowedUpdate]>,
    ) -> Result<Vec<Value>, CallError> {
        let offset = self.next.load(Ordering::Acquire);
        let timeout = timeout.as_secs();
        self.api.call(&GetUpdates { offset, limit, timeout, allowed_updates }).await
    }
}

impl Progress {
    /// Tells Telegram that everything handed on is done, so that it does not
    /// come again after a restart.
    pub async fn confirm(&self) {
        if self.poller.next.load(Ordering::Acquire) == 0 {
            return;
        }
        if let Err(error) = self.poller.poll(Duration::ZERO, 1, None).await {
            tracing::warn!("the last questions may be answered twice: {error}");
        }
    }
}

impl UpdateListener for Receiver {
    type Err = Infallible;

    fn stop_token(&mut self) -> StopToken {
        self.token.clone()
    }

    fn hint_allowed_updates(&mut self, hint: &mut dyn Iterator<Item = AllowedUpdate>) {
        self.allowed = Some(hint.collect());
    }
}

impl<'a> AsUpdateStream<'a> for Receiver {
    type StreamErr = Infallible;
    type Stream = BoxStream<'a, Result<Update, Infallible>>;

    fn as_stream(&'a mut self) -> Self::Stream {
        Box::pin(unfold(self, |receiver| async move {
            let update = receiver.next().await?;
            Some((Ok(update), receiver))
        }))
    }
}
