//! All that the fake remembers, behind one lock, with a signal for every change.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::faults::Plan;
use super::profile::Profile;
use super::rates::Rates;
use super::transcript::Transcript;
use super::updates::Queue;
use super::world::World;

/// What the parts of the fake know.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) world: World,
    pub(super) updates: Queue,
    pub(super) faults: Plan,
    pub(super) profile: Profile,
    pub(super) transcript: Transcript,
    /// Counts messages when the test wants rates enforced.
    pub(super) rates: Option<Rates>,
}

/// The state as server and stories share it.
#[derive(Debug)]
pub(super) struct Shared {
    state: Mutex<State>,
    changed: watch::Sender<u64>,
}

impl Shared {
    /// An empty world.
    pub(super) fn new() -> Self {
        Self { state: Mutex::default(), changed: watch::Sender::new(0) }
    }

    /// Reads the state.
    pub(super) fn look<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.lock())
    }

    /// Changes the state and wakes all who wait for a change.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = change(&mut self.lock());
        self.changed.send_modify(|version| *version += 1);
        result
    }

    /// Waits until `find` finds something, at most for `limit`.
    pub(super) async fn until<T>(
        &self,
        limit: Duration,
        mut find: impl FnMut(&mut State) -> Option<T>,
    ) -> Option<T> {
        let mut versions = self.changed.subscribe();
        let found = async {
            loop {
                versions.mark_unchanged();
                if let Some(found) = find(&mut self.lock()) {
                    return Some(found);
                }
                versions.changed().await.ok()?;
            }
        };
        tokio::time::timeout(limit, found).await.ok().flatten()
    }

    /// A test that panicked elsewhere has its own message; the state is still whole.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
