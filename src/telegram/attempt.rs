//! One attempt at handling an update: whatever goes wrong stays in it.

use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use teloxide::dispatching::UpdateHandler;
use teloxide::dptree;
use teloxide::types::{Me, Update};

use super::api::CallError;
use super::desk::Desk;
use crate::corpus::panic_words;

/// How long an attempt may take. Waiting for Telegram is a part of it, some minutes at most;
/// work on the documents has a limit of its own.
const LONGEST: Duration = Duration::from_mins(15);

/// Why an attempt came to nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// Telegram is out of reach, which is no fault of the update.
    #[error("Telegram is out of reach: {error:#}")]
    OutOfReach {
        /// What went wrong.
        error: anyhow::Error,
        /// How long Telegram asks to wait.
        asked: Duration,
    },
    /// The handler returned an error.
    #[error("{0:#}")]
    Failed(anyhow::Error),
    /// The handler panicked.
    #[error("the handler panicked: {0}")]
    Panicked(String),
    /// The handler did not end.
    #[error("the handler took longer than {} s", LONGEST.as_secs())]
    Hung,
}

/// Handles `update` at `desk` by `routes`.
pub(super) async fn attempt(
    routes: &Arc<UpdateHandler<anyhow::Error>>,
    desk: Desk,
    update: Update,
) -> Result<(), Trouble> {
    let (metrics, me) = (desk.metrics.clone(), Me::clone(&desk.me));
    let handling = async { routes.dispatch(dptree::deps![desk, me, update]).await };
    let handled = tokio::time::timeout(LONGEST, AssertUnwindSafe(handling).catch_unwind()).await;
    match handled {
        Ok(Ok(ControlFlow::Break(Err(error)))) => Err(of_error(error)),
        Ok(Ok(_)) => Ok(()),
        Ok(Err(panic)) => {
            metrics.panicked();
            Err(Trouble::Panicked(panic_words(&*panic)))
        }
        Err(_) => Err(Trouble::Hung),
    }
}

pub(super) fn of_error(error: anyhow::Error) -> Trouble {
    let mut calls = error.chain().filter_map(|cause| cause.downcast_ref::<CallError>());
    let call = calls.find(|call| call.is_out_of_reach());
    match call.map(|call| call.asked_wait().unwrap_or_default()) {
        Some(asked) => Trouble::OutOfReach { error, asked },
        None => Trouble::Failed(error),
    }
}
