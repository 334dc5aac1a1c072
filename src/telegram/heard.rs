//! The questions that were heard, so that an edit that changes nothing asks
//! nothing: Telegram tells of one when a link's preview comes.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;
use teloxide::types::{ChatId, Message, MessageId};

/// How many questions are remembered: those of the minutes in which an edit
/// counts, at a newsroom's pace. Some eighty bytes each.
const REMEMBERED: NonZeroUsize = NonZeroUsize::MIN.saturating_add(9_999);

/// The questions that were heard, each as a hash: what they said is not kept,
/// and /forget has nothing to forget here. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct Heard(Arc<Mutex<LruCache<(ChatId, MessageId), blake3::Hash>>>);

impl Default for Heard {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(REMEMBERED))))
    }
}

impl Heard {
    /// Hears that `message` asks `question`; whether that is new.
    pub(super) fn hear(&self, message: &Message, question: &str) -> bool {
        let (key, hash) = ((message.chat.id, message.id), blake3::hash(question.as_bytes()));
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard.put(key, hash) != Some(hash)
    }
}
