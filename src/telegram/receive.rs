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
use serde::{Deserialize, Serialize};
use serde_json::Value;
use teloxide::Bot;
use teloxide::stop::{StopFlag, StopToken, mk_stop_token};
use teloxide::types::{AllowedUpdate, Update};
use teloxide::update_listeners::{AsUpdateStream, UpdateListener};

use super::decode;
use super::health::Health;

/// The wait after a first failure; each further one doubles it.
const FIRST_WAIT: Duration = Duration::from_millis(250);
/// The longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// The wait when another process polls with the same token.
const CONFLICT_WAIT: Duration = Duration::from_secs(3);
/// How much longer than the poll itself its answer may take.
const MARGIN: Duration = Duration::from_secs(10);

/// Parameters of getUpdates.
#[derive(Debug, Serialize)]
struct GetUpdates<'a> {
    offset: i64,
    limit: u8,
    timeout: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed_updates: Option<&'a [AllowedUpdate]>,
}

/// What the Bot API answers to any call.
#[derive(Debug, Deserialize)]
struct Response {
    result: Option<Vec<Value>>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Debug, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
}

/// Why a poll failed. The token is in the address, so it is never shown.
#[derive(Debug, thiserror::Error)]
enum PollError {
    #[error("cannot reach Telegram: {0}")]
    Network(reqwest::Error),
    #[error("Telegram refused getUpdates: {code} {description}")]
    Refused { code: u16, description: String, retry_after: Option<u64> },
}

impl From<reqwest::Error> for PollError {
    fn from(error: reqwest::Error) -> Self {
        Self::Network(error.without_url())
    }
}

/// Receives updates by long polling.
// Not `Debug`, nor is what it holds: a `Bot` shows its token.
pub struct Receiver {
    poller: Poller,
    waiting: VecDeque<Update>,
    failures: u32,
    health: Health,
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
    bot: Bot,
    timeout: Duration,
    /// The first update that has not been handed on.
    next: Arc<AtomicI64>,
}

impl Receiver {
    /// A receiver whose polls wait up to `timeout` for an update.
    pub fn new(bot: Bot, timeout: Duration, health: Health) -> Self {
        let (token, flag) = mk_stop_token();
        let poller = Poller { bot, timeout, next: Arc::default() };
        Self { poller, waiting: VecDeque::new(), failures: 0, health, allowed: None, token, flag }
    }

    /// How far updates have been handed on.
    pub fn progress(&self) -> Progress {
        Progress { poller: self.poller.clone() }
    }

    /// The next update; `None` once the receiver has been stopped.
    async fn next(&mut self) -> Option<Update> {
        loop {
            if self.flag.is_stopped() {
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

    fn wait_after(&self, error: &PollError) -> Duration {
        let growing = FIRST_WAIT.saturating_mul(1 << self.failures.min(10)).min(LONGEST_WAIT);
        match error {
            PollError::Refused { retry_after: Some(seconds), .. } => Duration::from_secs(*seconds),
            PollError::Refused { code: 409, .. } => CONFLICT_WAIT,
            _ => growing,
        }
    }
}

impl Poller {
    async fn poll(
        &self,
        timeout: Duration,
        limit: u8,
        allowed: Option<&[AllowedUpdate]>,
    ) -> Result<Vec<Value>, PollError> {
        let offset = self.next.load(Ordering::Acquire);
        let payload =
            GetUpdates { offset, limit, timeout: timeout.as_secs(), allowed_updates: allowed };
        let address = format!("{}bot{}/GetUpdates", self.bot.api_url(), self.bot.token());
        let request = self.bot.client().post(address).json(&payload).timeout(timeout + MARGIN);
        let response = request.send().await?;
        let code = response.status().as_u16();
        let body: Response = match response.json().await {
            Ok(body) => body,
            Err(error) if code < 400 => return Err(error.into()),
            Err(_) => Response {
                result: None,
                error_code: Some(code),
                description: None,
                parameters: None,
            },
        };
        body.result.ok_or_else(|| PollError::Refused {
            code: body.error_code.unwrap_or(code),
            description: body.description.unwrap_or_default(),
            retry_after: body.parameters.and_then(|parameters| parameters.retry_after),
        })
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
