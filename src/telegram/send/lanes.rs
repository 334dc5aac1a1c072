//! Chats as the sender sees them: what is on its way to them, and which
//! messages are known.
//!
//! Ids grow with every message: in a supergroup by themselves, in all other
//! chats of a bot together. So a message that was sent without an answer from
//! Telegram has an id a little above the newest one known before.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;
use teloxide::types::ChatId;

/// How many chats are remembered.
const CHATS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(8_191);
/// How many messages of ours are remembered of each.
const MESSAGES: usize = 64;

/// All chats.
#[derive(Debug)]
pub(super) struct Lanes {
    chats: Mutex<LruCache<ChatId, Arc<Lane>>>,
    /// The newest message of all chats that count together.
    together: AtomicI32,
}

/// One chat.
#[derive(Debug, Default)]
pub(super) struct Lane {
    /// Read while a message is on its way; written while one is looked for.
    pub(super) sending: tokio::sync::RwLock<()>,
    newest: AtomicI32,
    ours: Mutex<VecDeque<i32>>,
}

impl Default for Lanes {
    fn default() -> Self {
        Self { chats: Mutex::new(LruCache::new(CHATS)), together: AtomicI32::new(0) }
    }
}

impl Lanes {
    /// The lane of `chat`.
    pub(super) fn of(&self, chat: ChatId) -> Arc<Lane> {
        let mut chats = self.chats.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(chats.get_or_insert(chat, Arc::default))
    }

    /// There is a message with this id in `chat`.
    pub(super) fn saw(&self, chat: ChatId, message: i32) {
        if chat.is_channel_or_supergroup() {
            self.of(chat).newest.fetch_max(message, Ordering::Relaxed);
        } else {
            self.together.fetch_max(message, Ordering::Relaxed);
        }
    }

    /// The newest message known where those of `chat` are counted.
    pub(super) fn newest(&self, chat: ChatId) -> i32 {
        if chat.is_channel_or_supergroup() {
            self.of(chat).newest.load(Ordering::Relaxed)
        } else {
            self.together.load(Ordering::Relaxed)
        }
    }

    /// The bot wrote a message in `chat`.
    pub(super) fn wrote(&self, chat: ChatId, message: i32) {
        self.saw(chat, message);
        let lane = self.of(chat);
        let mut ours = lane.ours.lock().unwrap_or_else(PoisonError::into_inner);
        ours.push_back(message);
        if ours.len() > MESSAGES {
            ours.pop_front();
        }
    }
}

impl Lane {
    /// Whether this process knows the message as one that the bot wrote.
    pub(super) fn is_ours(&self, message: i32) -> bool {
        self.ours.lock().unwrap_or_else(PoisonError::into_inner).contains(&message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_supergroup_counts_for_itself_and_all_other_chats_together() {
        let lanes = Lanes::default();
        let (private, other, group) = (ChatId(1), ChatId(2), ChatId(-1_001_000_000_001));
        lanes.saw(private, 700);
        lanes.wrote(other, 701);
        lanes.wrote(group, 41);
        lanes.saw(group, 40);
        assert_eq!(lanes.newest(private), 701);
        assert_eq!(lanes.newest(group), 41);
        assert!(lanes.of(other).is_ours(701) && !lanes.of(private).is_ours(700));
    }
}
