//! Albums: Telegram sends each picture of one as a message of its own.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;
use teloxide::types::Message;

/// How many albums are remembered; their messages come within seconds.
const REMEMBERED: NonZeroUsize = NonZeroUsize::MIN.saturating_add(255);

/// The albums that were answered. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct Albums(Arc<Mutex<LruCache<String, ()>>>);

impl Default for Albums {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(REMEMBERED))))
    }
}

impl Albums {
    /// Whether `message` is the first of its album, or of none.
    pub(super) fn is_first(&self, message: &Message) -> bool {
        let Some(album) = message.media_group_id() else { return true };
        let key = format!("{} {}", message.chat.id, album.0);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.put(key, ()).is_none()
    }
}
