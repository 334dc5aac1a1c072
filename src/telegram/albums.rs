//! Albums: Telegram sends each picture of one as a message of its own.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lru::LruCache;
use teloxide::types::{Message, MessageId};

/// How many albums are remembered; their messages come within seconds.
const REMEMBERED: NonZeroUsize = NonZeroUsize::MIN.saturating_add(255);

/// How long the messages of an album take to come.
const TOGETHER: Duration = Duration::from_secs(1);

/// What is known of an album, with the picture that is answered. When its
/// answer fails, that picture comes once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// A picture of it has words, which are answered.
    Words(MessageId),
    /// None has.
    Nothing(MessageId),
}

/// The albums that were answered. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct Albums(Arc<Mutex<LruCache<String, Said>>>);

impl Default for Albums {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(REMEMBERED))))
    }
}

impl Albums {
    /// Whether `message`, which asks something, is to be answered: it is the
    /// first of its album to do so, or of no album.
    pub(super) fn asks(&self, message: &Message) -> bool {
        let Some(key) = key(message) else { return true };
        let mut known = self.known();
        if let Some(Said::Words(first)) = known.get(&key) {
            return *first == message.id;
        }
        known.put(key, Said::Words(message.id));
        true
    }

    /// Whether `message`, which has no words, is to be answered: nothing of its
    /// album has been, and no other picture of it has words. They come within
    /// [`TOGETHER`], in no order.
    pub(super) async fn shows(&self, message: &Message) -> bool {
        let Some(key) = key(message) else { return true };
        tokio::time::sleep(TOGETHER).await;
        let mut known = self.known();
        match known.get(&key) {
            Some(Said::Words(_)) => false,
            Some(Said::Nothing(first)) => *first == message.id,
            None => known.put(key, Said::Nothing(message.id)).is_none(),
        }
    }

    fn known(&self) -> MutexGuard<'_, LruCache<String, Said>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(message: &Message) -> Option<String> {
    Some(format!("{} {}", message.chat.id, message.media_group_id()?.0))
}
