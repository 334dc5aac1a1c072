//! Whether a call is tried again, and when.

use std::time::Duration;

use crate::telegram::api::CallError;

/// How often a call is tried before it is given up.
const TRIES: u32 = 4;
/// The wait after a first failure; each further one doubles it, and a part of
/// it is left to chance, so that many chats do not come back at once.
const WAIT: Duration = Duration::from_millis(300);
/// How long one call waits in all because Telegram asks to. What takes longer is tried
/// again by whoever made the call, who has a place to give up meanwhile.
pub(super) const LONGEST: Duration = Duration::from_mins(1);

/// The tries of one call.
#[derive(Debug)]
pub(super) struct Retry {
    left: u32,
    wait: Duration,
    waited: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { left: TRIES - 1, wait: WAIT, waited: Duration::ZERO }
    }
}

impl Retry {
    /// Waits before the next try after `error`, which is given back when there
    /// is none: it is a refusal, the last of too many, or asks to wait too long.
    pub(super) async fn after(&mut self, error: CallError) -> Result<(), CallError> {
        let wait = match &error {
            CallError::TooMany { wait, .. } => *wait,
            other if other.is_out_of_reach() => self.wait.mul_f64(0.5 + fastrand::f64()),
            _ => return Err(error),
        };
        if self.left == 0 || self.waited + wait > LONGEST {
            return Err(error);
        }
        self.left -= 1;
        self.wait *= 2;
        self.waited += wait;
        tracing::warn!("trying again: {error}");
        tokio::time::sleep(wait).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_call_waits_for_telegram_a_minute_in_all() {
        let asked = |seconds| CallError::TooMany {
            method: "SendMessage",
            wait: Duration::from_secs(seconds),
        };
        let mut retry = Retry::default();
        let begun = tokio::time::Instant::now();
        assert!(retry.after(asked(25)).await.is_ok() && retry.after(asked(25)).await.is_ok());
        assert!(retry.after(asked(25)).await.is_err());
        assert_eq!(begun.elapsed().as_secs(), 50);
        assert!(Retry::default().after(asked(3_600)).await.is_err());
        assert_eq!(begun.elapsed().as_secs(), 50);
    }
}
