//! How many updates are handled at once. The rest wait with Telegram, which
//! keeps them for a day, rather than in memory.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A gate with so many places behind it. Clones share it.
#[derive(Debug, Clone)]
pub(super) struct Gate(Arc<Semaphore>);

/// A place behind the gate, free again when dropped. Some updates are on the
/// way from the gate to their place; they get in without one.
pub(super) type Place = Arc<Option<OwnedSemaphorePermit>>;

impl Gate {
    /// A gate with `places` behind it.
    pub(super) fn new(places: usize) -> Self {
        Self(Arc::new(Semaphore::new(places.max(1))))
    }

    /// Waits until there is a place; takes none.
    pub(super) async fn opened(&self) {
        // Nobody closes the semaphore, so this is only ever a wait.
        drop(self.0.acquire().await);
    }

    /// Takes a place.
    pub(super) fn enter(&self) -> Place {
        Arc::new(Arc::clone(&self.0).try_acquire_owned().ok())
    }
}
