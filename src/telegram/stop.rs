//! The signal to stop: one for the whole run.
//!
//! Once a process has listened for a signal, the system no longer ends it by
//! that signal. So it is listened for from before the first call of a start
//! until the end of the run, and none that comes in between is missed.

use std::future::Future;

use tokio_util::sync::CancellationToken;

use super::supervisor;

/// A token that is cancelled by SIGINT or SIGTERM, listened for from now on.
pub fn on_signal() -> CancellationToken {
    let stop = CancellationToken::new();
    let (signal, asked) = (signal(), stop.clone());
    tokio::spawn(async move {
        let name = signal.await;
        tracing::info!("{name}: finishing the answers under way");
        supervisor::stopping();
        asked.cancel();
    });
    stop
}

/// The name of the first signal to come after this call.
#[cfg(unix)]
fn signal() -> impl Future<Output = &'static str> {
    use tokio::signal::unix::{Signal, SignalKind, signal};
    async fn received(listening: Option<Signal>) {
        match listening {
            Some(mut listening) => drop(listening.recv().await),
            None => std::future::pending().await,
        }
    }
    let listen = |kind, name| {
        let failed = |error: &_| tracing::warn!("cannot listen for {name}: {error}");
        signal(kind).inspect_err(failed).ok()
    };
    let terminate = listen(SignalKind::terminate(), "SIGTERM");
    let interrupt = listen(SignalKind::interrupt(), "SIGINT");
    async {
        tokio::select! {
            () = received(terminate) => "SIGTERM",
            () = received(interrupt) => "SIGINT",
        }
    }
}

/// The name of the signal that came.
#[cfg(not(unix))]
async fn signal() -> &'static str {
    let _ = tokio::signal::ctrl_c().await;
    "Ctrl-C"
}
