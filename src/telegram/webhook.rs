//! Receiving by webhook: Telegram calls us.
//!
//! The secret is derived from the token, so there is nothing to configure and
//! nothing to leak, and it is compared in constant time. Telegram is told that
//! an update arrived when the inbox has taken it in; what is too much at once
//! is refused, and Telegram comes back.

mod watch;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::routing::post;
use reqwest::Url;
use reqwest::multipart::{Form, Part};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use teloxide::Bot;
use teloxide::types::True;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::api::Api;
use super::health::Health;
use super::inbox::Inbox;
use super::reach::reach;
use super::schema::KINDS;
use crate::config;

/// The header with the secret.
const SECRET: &str = "x-telegram-bot-api-secret-token";
/// The largest update; Telegram's are a few kilobytes.
const LARGEST: usize = 1 << 20;
/// How many calls are taken in at a time.
const AT_ONCE: usize = 256;

#[derive(Clone)]
struct Door {
    secret: SecretString,
    inbox: Inbox,
    places: Arc<Semaphore>,
}

/// Listens for Telegram, tells it where to call, and watches that it does. Ends some time
/// after it is stopped, when the calls under way have been answered.
pub(super) async fn serve(
    bot: &Bot,
    settings: &config::Webhook,
    inbox: Inbox,
    health: Health,
    stop: CancellationToken,
) -> anyhow::Result<JoinHandle<()>> {
    let address = settings.url.as_deref().unwrap_or_default();
    let url: Url =
        address.parse().with_context(|| format!("webhook.url is not an address: {address:?}"))?;
    let secret = secret(bot.token());
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let door = Door { secret: secret.clone(), inbox, places };
    let router = Router::new()
        .route(url.path(), post(receive))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(Arc::new(door));
    let listener = TcpListener::bind(&settings.listen)
        .await
        .with_context(|| format!("cannot listen on webhook.listen {}", settings.listen))?;
    let stopped = stop.clone().cancelled_owned();
    let serving = tokio::spawn(async move {
        let served = axum::serve(listener, router).with_graceful_shutdown(stopped).await;
        if let Err(error) = served {
            tracing::error!("the webhook is closed: {error}");
        }
    });
    let api = Api::new(bot.clone());
    register(&api, settings, &url, &secret).await.context("Telegram does not take the webhook")?;
    tokio::spawn(stop.run_until_cancelled_owned(watch::watch(api, url, health)));
    Ok(serving)
}

/// Tells Telegram where to call, and hands it the certificate of our own, in PEM, if there
/// is one.
async fn register(
    api: &Api,
    settings: &config::Webhook,
    url: &Url,
    secret: &SecretString,
) -> anyhow::Result<()> {
    let certificate = settings.certificate.as_deref().map(read).transpose()?;
    let kinds = serde_json::to_string(&KINDS)?;
    let form = || {
        let form = Form::new()
            .text("url", url.to_string())
            .text("secret_token", secret.expose_secret().to_owned())
            .text("max_connections", settings.max_connections.to_string())
            .text("allowed_updates", kinds.clone());
        match &certificate {
            Some(pem) => form.part("certificate", Part::bytes(pem.clone()).file_name("cert.pem")),
            None => form,
        }
    };
    let True = reach(|| api.upload("SetWebhook", form()), None).await?;
    let host = url.host_str().unwrap_or_default();
    tracing::info!("receiving by webhook at {host}, listening on {}", settings.listen);
    Ok(())
}

fn read(certificate: &Path) -> anyhow::Result<Vec<u8>> {
    let shown = certificate.display();
    std::fs::read(certificate).with_context(|| format!("cannot read webhook.certificate {shown}"))
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
    let Ok(_place) = door.places.try_acquire() else { return StatusCode::SERVICE_UNAVAILABLE };
    match door.inbox.take(&[raw]).await {
        0 => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::OK,
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
