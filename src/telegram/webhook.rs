//! Receiving by webhook: Telegram calls us.
//!
//! The secret is derived from the token, so there is nothing to configure and
//! nothing to leak, and it is compared in constant time. Updates wait in a
//! bounded queue; when it is full Telegram is told so, and comes back.

use std::convert::Infallible;
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::routing::post;
use futures::future::{Either, select};
use futures::stream::{BoxStream, unfold};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use teloxide::Bot;
use teloxide::payloads::SetWebhookSetters;
use teloxide::prelude::Requester;
use teloxide::stop::{StopFlag, StopToken, mk_stop_token};
use teloxide::types::{AllowedUpdate, InputFile, Update};
use teloxide::update_listeners::{AsUpdateStream, UpdateListener};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::decode;
use super::gate::Gate;
use super::health::Health;
use crate::config;

/// The header with the secret.
const SECRET: &str = "x-telegram-bot-api-secret-token";
/// The largest update; Telegram's are a few kilobytes.
const LARGEST: usize = 1 << 20;
/// How many updates wait at most.
const QUEUE: usize = 256;

/// Receives updates by webhook.
// Not `Debug`: a `Bot` shows its token.
pub(super) struct Webhook {
    bot: Bot,
    settings: config::Webhook,
    url: Url,
    secret: SecretString,
    updates: mpsc::Receiver<Update>,
    allowed: Vec<AllowedUpdate>,
    health: Health,
    gate: Gate,
    registered: bool,
    token: StopToken,
    flag: StopFlag,
}

#[derive(Clone)]
struct Door {
    secret: SecretString,
    updates: mpsc::Sender<Update>,
}

impl Webhook {
    /// Listens for Telegram; it is told where to call once the dispatcher asks
    /// for updates.
    pub(super) async fn open(
        bot: Bot,
        settings: &config::Webhook,
        health: Health,
        gate: Gate,
    ) -> anyhow::Result<Self> {
        let address = settings.url.as_deref().unwrap_or_default();
        let url: Url = address
            .parse()
            .with_context(|| format!("webhook.url is not an address: {address:?}"))?;
        let secret = secret(bot.token());
        let (sender, updates) = mpsc::channel(QUEUE);
        let door = Door { secret: secret.clone(), updates: sender };
        let router = Router::new()
            .route(url.path(), post(receive))
            .layer(DefaultBodyLimit::max(LARGEST))
            .with_state(Arc::new(door));
        let listener = TcpListener::bind(&settings.listen)
            .await
            .with_context(|| format!("cannot listen on webhook.listen {}", settings.listen))?;
        let (token, flag) = mk_stop_token();
        let stopped = flag.clone();
        tokio::spawn(async move {
            let served = axum::serve(listener, router).with_graceful_shutdown(stopped).await;
            if let Err(error) = served {
                tracing::error!("the webhook is closed: {error}");
            }
        });
        let settings = settings.clone();
        let allowed = Vec::new();
        Ok(Self {
            bot,
            settings,
            url,
            secret,
            updates,
            allowed,
            health,
            gate,
            registered: false,
            token,
            flag,
        })
    }

    /// The next update; `None` once stopped and nothing is left, or when
    /// Telegram does not take the address.
    async fn next(&mut self) -> Option<Update> {
        if !self.registered {
            if let Err(error) = self.register().await {
                tracing::error!("Telegram does not take the webhook: {error:#}");
                self.health.set(false);
                return None;
            }
            self.registered = true;
        }
        let next = async {
            self.gate.opened().await;
            self.updates.recv().await
        };
        if let Either::Right((update, _)) = select(self.flag.clone(), Box::pin(next)).await {
            return update;
        }
        // Stopped; but Telegram was told that these arrived.
        self.updates.try_recv().ok()
    }

    async fn register(&self) -> anyhow::Result<()> {
        let mut request = self
            .bot
            .set_webhook(self.url.clone())
            .secret_token(self.secret.expose_secret())
            .max_connections(self.settings.max_connections)
            .allowed_updates(self.allowed.clone());
        if let Some(certificate) = &self.settings.certificate {
            request = request.certificate(InputFile::file(certificate));
        }
        request.await?;
        let host = self.url.host_str().unwrap_or_default();
        tracing::info!("receiving by webhook at {host}, listening on {}", self.settings.listen);
        Ok(())
    }
}

/// The secret that Telegram has to show: as hard to guess as the token.
fn secret(token: &str) -> SecretString {
    let key = blake3::derive_key("innopolicy 2026-01 webhook secret token", token.as_bytes());
    blake3::Hash::from_bytes(key).to_hex().to_string().into()
}

async fn receive(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let shown = headers.get(SECRET).map(HeaderValue::as_bytes).unwrap_or_default();
    if !bool::from(shown.ct_eq(door.secret.expose_secret().as_bytes())) {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(raw) = serde_json::from_slice(&body) else { return StatusCode::BAD_REQUEST };
    match decode::update(&raw) {
        // Telegram comes back to what it is refused.
        Ok(update) => match door.updates.try_send(update) {
            Ok(()) => StatusCode::OK,
            Err(_) => StatusCode::SERVICE_UNAVAILABLE,
        },
        // It would come back to this one for ever.
        Err(undecodable) => {
            tracing::warn!("{undecodable}; it is passed over");
            StatusCode::OK
        }
    }
}

impl UpdateListener for Webhook {
    type Err = Infallible;

    fn stop_token(&mut self) -> StopToken {
        self.token.clone()
    }

    fn hint_allowed_updates(&mut self, hint: &mut dyn Iterator<Item = AllowedUpdate>) {
        self.allowed = hint.collect();
    }
}

impl<'a> AsUpdateStream<'a> for Webhook {
    type StreamErr = Infallible;
    type Stream = BoxStream<'a, Result<Update, Infallible>>;

    fn as_stream(&'a mut self) -> Self::Stream {
        Box::pin(unfold(self, |webhook| async move {
            let update = webhook.next().await?;
            Some((Ok(update), webhook))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_one_that_telegram_takes_and_tells_nothing_of_the_token() {
        let one = secret("1:abc");
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        assert!(one.expose_secret().len() == 64 && one.expose_secret().chars().all(allowed));
        assert_ne!(one.expose_secret(), secret("1:abd").expose_secret());
    }
}
