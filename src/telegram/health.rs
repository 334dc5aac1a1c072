//! Whether the bot is alive and reaches Telegram, and what it counts: for
//! whoever watches it, on a port of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::metrics::Metrics;

/// Whether the last word from Telegram was a good one. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Health(Arc<AtomicBool>);

impl Health {
    /// Telegram was reached, or was not.
    pub fn set(&self, ready: bool) {
        self.0.store(ready, Ordering::Relaxed);
    }

    fn is_ready(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
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

async fn healthz(State(health): State<Health>) -> impl IntoResponse {
    let ready = health.is_ready();
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(serde_json::json!({"alive": true, "ready": ready})))
}

async fn page(State(metrics): State<Metrics>) -> impl IntoResponse {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], metrics.page())
}
