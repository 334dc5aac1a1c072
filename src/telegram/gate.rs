//! How many updates are handled at once, of all chats and of one. The rest wait with
//! Telegram, which keeps them for a day, or in the journal, rather than in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use teloxide::types::ChatId;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// One chat has at most one in so many of the places: one that Telegram holds up would have
/// all of them in time.
const SHARE: usize = 4;

/// A gate with so many places behind it. Clones share it.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    places: Arc<Semaphore>,
    /// How many places one chat may have.
    share: usize,
    chats: Arc<Mutex<HashMap<ChatId, usize>>>,
}

/// A place behind the gate, free again when dropped. Some updates are on the
/// way from the gate to their place; they get in without one.
pub(super) type Place = Arc<Option<OwnedSemaphorePermit>>;

impl Gate {
    /// A gate with `places` behind it.
    pub(super) fn new(places: usize) -> Self {
        let places = places.max(1);
        Self {
            places: Arc::new(Semaphore::new(places)),
            share: places.div_ceil(SHARE),
            chats: Arc::default(),
        }
    }

    /// Waits until there is a place; takes none.
    pub(super) async fn opened(&self) {
        // Nobody closes the semaphore, so this is only ever a wait.
        drop(self.places.acquire().await);
    }

    /// Takes a place.
    pub(super) fn enter(&self) -> Place {
        Arc::new(Arc::clone(&self.places).try_acquire_owned().ok())
    }

    /// One of the places that `chat` may have; `None` when it has all of them.
    pub(super) fn admit(&self, chat: ChatId) -> Option<Share> {
        let mut chats = lock(&self.chats);
        let taken = chats.entry(chat).or_default();
        let free = *taken < self.share;
        *taken += usize::from(free);
        free.then(|| Share { chat, chats: Arc::clone(&self.chats) })
    }
}

/// One of the places of a chat, free again when dropped.
#[derive(Debug)]
pub(super) struct Share {
    chat: ChatId,
    chats: Arc<Mutex<HashMap<ChatId, usize>>>,
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut chats = lock(&self.chats);
        if let Some(taken) = chats.get_mut(&self.chat) {
            *taken -= 1;
            if *taken == 0 {
                chats.remove(&self.chat);
            }
        }
    }
}

fn lock(chats: &Mutex<HashMap<ChatId, usize>>) -> MutexGuard<'_, HashMap<ChatId, usize>> {
    chats.lock().unwrap_or_else(PoisonError::into_inner)
}
