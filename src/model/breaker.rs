//! The circuit breaker: an endpoint that fails again and again is left alone
//! for a while, so that it does not slow each question.

use std::time::Duration;

use futures::FutureExt;
use futures::channel::oneshot;
use futures::future::BoxFuture;
use recloser::{AsyncRecloser, Recloser};

/// After so many failures in a row the endpoint is left alone, or one more at
/// the very beginning.
const IN_A_ROW: usize = 2;
/// For how long at first; each time that it fails again right after, twice as long.
const REST: Duration = Duration::from_secs(30);
/// And for how long at most.
const LONGEST_REST: Duration = Duration::from_mins(5);

/// Counts the outcomes of calls, and lets none through while resting.
pub(super) struct Breaker {
    recloser: AsyncRecloser,
}

/// A call that was let through, and whose outcome is to be told. One that is
/// dropped, since nobody waits for it any more, counts for nothing.
pub(super) struct Call {
    went_well: oneshot::Sender<()>,
    counted: BoxFuture<'static, ()>,
}

impl Breaker {
    pub(super) fn new() -> Self {
        let longer = |failures: u32, rest: Duration| {
            rest.saturating_mul(1 << failures.min(16)).min(LONGEST_REST)
        };
        let recloser = Recloser::custom()
            .error_rate(1.0)
            .closed_len(IN_A_ROW)
            .half_open_len(1)
            .open_wait(REST)
            .open_wait_strategy(longer);
        Self { recloser: recloser.build().into() }
    }

    /// Lets a call through, unless the endpoint is resting.
    pub(super) fn pass(&self) -> Option<Call> {
        let (went_well, outcome) = oneshot::channel();
        let mut call = Box::pin(self.recloser.call(outcome));
        // The first poll asks the breaker; the outcome is not there yet, so
        // that only a refusal is ready.
        match call.as_mut().now_or_never() {
            Some(_) => None,
            None => Some(Call { went_well, counted: call.map(drop).boxed() }),
        }
    }
}

impl Call {
    /// Counts the outcome.
    pub(super) fn tell(self, went_well: bool) {
        if went_well {
            // The other end is in `counted`.
            let _ = self.went_well.send(());
        } else {
            drop(self.went_well);
        }
        self.counted.now_or_never();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_in_a_row_and_no_others_open_the_breaker() {
        let breaker = Breaker::new();
        for went_well in [true, false, true, false, true, false, false] {
            breaker.pass().expect("let through").tell(went_well);
        }
        assert!(breaker.pass().is_none(), "two in a row");
    }

    #[test]
    fn what_is_given_up_counts_for_nothing() {
        let breaker = Breaker::new();
        for _ in 0..10 {
            drop(breaker.pass().expect("let through"));
        }
    }
}
