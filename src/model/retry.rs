//! Trying again what may succeed a moment later.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use tokio::time::Instant;

use super::ModelError;

/// How often a request is tried again.
const AGAIN: usize = 2;
/// How long to wait before the first time, and, with as much again at random
/// at most, twice as long before the next.
const FIRST_WAIT: Duration = Duration::from_millis(300);

/// Does `work`, again if it fails in passing; waits as the server asks, unless
/// that is past `deadline`.
pub(super) async fn retried<T, F: Future<Output = Result<T, ModelError>>>(
    deadline: Instant,
    work: impl FnMut() -> F,
) -> Result<T, ModelError> {
    let waits = ExponentialBuilder::default()
        .with_min_delay(FIRST_WAIT)
        .with_max_times(AGAIN)
        .with_jitter();
    work.retry(waits)
        .when(ModelError::is_passing)
        .adjust(|error, wait| {
            let wait = wait?.max(error.retry_after().unwrap_or_default());
            (Instant::now() + wait < deadline).then_some(wait)
        })
        .notify(|error, wait| tracing::info!("{error}; tried again in {} ms", wait.as_millis()))
        .await
}
