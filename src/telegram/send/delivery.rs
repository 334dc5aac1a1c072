//! How far the answer to one update has gone out.
//!
//! Telegram gives bots no key by which it would know a message that is sent
//! again. So each message is begun in the journal before it is sent, and
//! recorded when it is out. When the update is taken up once more, what is out
//! is passed over, and what was begun and not recorded is looked for.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::store::journal::{Journal, Progress};

/// The delivery of the answer to one update.
#[derive(Debug)]
pub struct Delivery {
    journal: Journal,
    update: i64,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    progress: Progress,
    /// How many messages this attempt has come to.
    at: usize,
}

/// What is known of the next message of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It was not begun.
    Fresh,
    /// It was begun; whether it is out is not known.
    Lost(Lost),
    /// It is out, with this id.
    Out(i32),
}

/// A message that was begun and not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lost {
    /// It has a higher id than this.
    pub(super) newest: i32,
    /// So many ids after that are not it.
    pub(super) searched: i32,
}

impl Delivery {
    /// Goes on from `progress` with the answer to `update`.
    pub fn new(journal: Journal, update: i64, progress: Progress) -> Self {
        Self { journal, update, state: Mutex::new(State { progress, at: 0 }) }
    }

    /// A new attempt: its first message comes next.
    pub fn rewind(&self) {
        self.state().at = 0;
    }

    /// Whether any message was begun.
    pub fn has_begun(&self) -> bool {
        let state = self.state();
        state.progress.begun > 0 || !state.progress.sent.is_empty()
    }

    /// Records that something is about to be done that must not be done twice.
    pub async fn begin(&self, newest: i32) {
        {
            let mut state = self.state();
            state.progress.begun = state.progress.sent.len() + 1;
            state.progress.newest = newest;
            state.progress.searched = 0;
        }
        // An answer that may come twice after a crash is better than none.
        if let Err(error) = self.journal.begin(self.update, newest).await {
            tracing::error!(update = self.update, "an answer goes out unrecorded: {error}");
        }
    }

    /// What is known of the next message.
    pub(super) fn turn(&self) -> Turn {
        let mut state = self.state();
        let progress = &state.progress;
        match progress.sent.get(state.at).copied() {
            Some(id) => {
                state.at += 1;
                Turn::Out(id)
            }
            None if progress.begun > progress.sent.len() => {
                Turn::Lost(Lost { newest: progress.newest, searched: progress.searched })
            }
            None => Turn::Fresh,
        }
    }

    /// This attempt has come to `message`, if that is the next that is out.
    pub(super) fn pass(&self, message: i32) {
        let mut state = self.state();
        if state.progress.sent.get(state.at) == Some(&message) {
            state.at += 1;
        }
    }

    /// The messages that are out and that this attempt has not come to.
    pub(super) fn rest(&self) -> Vec<i32> {
        let state = self.state();
        let rest = state.progress.sent.get(state.at..).unwrap_or_default();
        rest.iter().copied().filter(|id| *id != 0).collect()
    }

    /// The message that was begun is out.
    pub(super) fn sent(&self, message: i32) {
        let mut state = self.state();
        state.progress.sent.push(message);
        state.at = state.progress.sent.len();
        self.journal.sent(self.update, message);
    }

    /// The first `ids` after the newest message known are not the one that was begun:
    /// a search that is cut short goes on behind them.
    pub(super) fn searched(&self, ids: i32) {
        {
            let mut state = self.state();
            state.progress.searched = state.progress.searched.max(ids);
        }
        self.journal.searched(self.update, ids);
    }

    /// The message that was begun was refused.
    pub(super) fn refused(&self) {
        let mut state = self.state();
        state.progress.begun = state.progress.sent.len();
        self.journal.refused(self.update);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
