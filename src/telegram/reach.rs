//! What is waited when Telegram is out of reach, longer after each failure, and the
//! first calls of a start.

use std::time::Duration;

use anyhow::anyhow;
use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder, Retryable};
use teloxide::Bot;
use teloxide::payloads::GetMe;
use teloxide::types::Me;

use super::api::{Api, CallError};

/// The wait after a first failure; each further one doubles it.
const FIRST_WAIT: Duration = Duration::from_millis(250);
/// The longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The waits while Telegram is out of reach, without end.
pub(super) fn waits() -> ExponentialBackoff {
    growing().without_max_times().build()
}

/// Waits from the first to the longest.
const fn growing() -> ExponentialBuilder {
    ExponentialBuilder::new().with_min_delay(FIRST_WAIT).with_max_delay(LONGEST_WAIT)
}

/// Asks Telegram who the bot is, until it answers or was asked `tries` times;
/// `None` for any number. A wrong token is an error at once.
pub async fn identify(bot: &Bot, tries: Option<usize>) -> anyhow::Result<Me> {
    let api = Api::new(bot.clone());
    let ask = GetMe::new();
    match reach(|| api.call(&ask), tries).await {
        Err(error @ CallError::Refused { .. }) => Err(anyhow!(error).context(
            "Telegram does not know the token in TELOXIDE_TOKEN; copy it from @BotFather again",
        )),
        answered => Ok(answered?),
    }
}

/// Calls until Telegram is reached, as [`identify`] does.
pub(super) async fn reach<T, F: Future<Output = Result<T, CallError>>>(
    call: impl FnMut() -> F,
    tries: Option<usize>,
) -> Result<T, CallError> {
    let waits = match tries {
        Some(tries) => growing().with_max_times(tries.saturating_sub(1)),
        None => growing().without_max_times(),
    };
    call.retry(waits)
        .when(CallError::is_out_of_reach)
        .adjust(|error, wait| match error {
            CallError::TooMany { wait: asked, .. } => Some(wait?.max(*asked)),
            _ => wait,
        })
        .notify(|error, wait| {
            tracing::warn!("{error}; tried again in {} ms", wait.as_millis());
        })
        .await
}
