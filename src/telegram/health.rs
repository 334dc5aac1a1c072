//! Whether the bot is alive and reaches Telegram, and what it counts: for
//! whoever watches it, on a port of its own.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use anyhow::Context;
use axum::extract;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::metrics::Metrics;
use crate::store::journal::Journal;

/// Whether the last word from Telegram was a good one, and whether what is to be kept can
/// be. Clones share it. Polls tell of Telegram; with a webhook it is asked about that.
#[derive(Debug, Clone, Default)]
pub struct Health {
    telegram: Arc<AtomicBool>,
    journal: Arc<OnceLock<Journal>>,
}

impl Health {
    /// Telegram was reached, or was not.
    pub fn set(&self, reached: bool) {
        self.telegram.store(reached, Ordering::Relaxed);
    }

    /// From now on `journal` has to be written, too.
    pub(super) fn watch(&self, journal: Journal) {
        // There is one journal to a run.
        let _ = self.journal.set(journal);
    }

    fn state(&self) -> State {
        let telegram = self.telegram.load(Ordering::Relaxed);
        let store = self.journal.get().is_none_or(Journal::is_written);
        State { alive: true, ready: telegram && store, telegram, store }
    }
}

/// What `/healthz` says.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a line of what is served")]
struct State {
    alive: bool,
    /// All is well.
    ready: bool,
    /// The last word from Telegram was a good one, and it can call the webhook.
    telegram: bool,
    /// What is to be kept is written.
    store: bool,
}

/// Serves `/healthz` and `/metrics` on `listen`, until aborted.
pub(super) async fn serve(
    listen: &str,
    health: Health,
    metrics: Metrics,
) -> anyhow::Result<JoinHandle<()>> {
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on watch.listen {listen}"))?;
    let router = Router::new()
        .route("/healthz", get(healthz).with_state(health))
        .route("/metrics", get(page).with_state(metrics));
    tracing::info!("health and metrics are on http://{listen}");
    Ok(tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!("health and metrics are served no more: {error}");
        }
    }))
}

async fn healthz(extract::State(health): extract::State<Health>) -> impl IntoResponse {
    let state = health.state();
    let status = if state.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(state))
}

async fn page(extract::State(metrics): extract::State<Metrics>) -> impl IntoResponse {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], metrics.page())
}
