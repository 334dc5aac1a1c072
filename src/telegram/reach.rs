//! The first calls of a start, when Telegram may be out of reach: the bot
//! waits for it, longer after each failure.

use std::time::Duration;

use anyhow::anyhow;
use backon::{ExponentialBuilder, Retryable};
use teloxide::Bot;
use teloxide::payloads::GetMe;
use teloxide::types::Me;

use super::api::{Api, CallError};

/// The wait after a first failure; each further one doubles it.
const FIRST_WAIT: Duration = Duration::from_millis(250);
/// The longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

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
    let waits = ExponentialBuilder::default()
        .with_min_delay(FIRST_WAIT)
        .with_max_delay(LONGEST_WAIT)
        .with_max_times(tries.map_or(usize::MAX, |tries| tries.saturating_sub(1)));
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
