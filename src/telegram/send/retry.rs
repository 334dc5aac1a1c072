//! Whether a call is tried again, and when.

use std::time::Duration;

use crate::telegram::api::CallError;

/// How often a call is tried before it is given up.
const TRIES: u32 = 4;
/// The wait after a first failure; each further one doubles it, and a part of
/// it is left to chance, so that many chats do not come back at once.
const WAIT: Duration = Duration::from_millis(300);
/// A wait that Telegram asks for and that is not worth it.
const TOO_LONG: Duration = Duration::from_mins(5);

/// The tries of one call.
#[derive(Debug)]
pub(super) struct Retry {
    left: u32,
    wait: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { left: TRIES - 1, wait: WAIT }
    }
}

impl Retry {
    /// Waits before the next try after `error`, which is given back when there
    /// is none: it is a refusal, or the last of too many.
    pub(super) async fn after(&mut self, error: CallError) -> Result<(), CallError> {
        let passes = match &error {
            CallError::TooMany { wait, .. } => *wait < TOO_LONG,
            other => other.is_out_of_reach(),
        };
        if !passes || self.left == 0 {
            return Err(error);
        }
        self.left -= 1;
        tracing::warn!("trying again: {error}");
        if !matches!(error, CallError::TooMany { .. }) {
            tokio::time::sleep(self.wait.mul_f64(0.5 + fastrand::f64())).await;
            self.wait *= 2;
        }
        Ok(())
    }
}
