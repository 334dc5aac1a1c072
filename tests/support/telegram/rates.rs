//! Telegram's rate limits, when a test asks for them.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use super::outcome::Refusal;

/// A chat takes about one message a second; a short burst passes.
const CHAT: Window = Window { most: 4, over: Duration::from_secs(4) };
/// A group takes twenty messages a minute.
const GROUP: Window = Window { most: 20, over: Duration::from_mins(1) };
/// All chats together take thirty messages a second.
const ALL: Window = Window { most: 30, over: Duration::from_secs(1) };

#[derive(Clone, Copy)]
struct Window {
    most: usize,
    over: Duration,
}

/// When the last messages went out.
#[derive(Debug, Default)]
pub(super) struct Rates {
    chats: HashMap<i64, VecDeque<Instant>>,
    all: VecDeque<Instant>,
}

impl Rates {
    /// Counts a message to `chat`, or refuses it with the time to wait.
    pub(super) fn count(&mut self, chat: i64) -> Result<(), Refusal> {
        let now = Instant::now();
        let sent = self.chats.entry(chat).or_default();
        // Ids of groups are negative.
        let group = if chat < 0 { wait(sent, GROUP, now) } else { None };
        let longest = [wait(sent, CHAT, now), group, wait(&self.all, ALL, now)];
        if let Some(wait) = longest.into_iter().flatten().max() {
            return Err(Refusal::too_many(wait.as_secs() + 1));
        }
        sent.push_back(now);
        self.all.push_back(now);
        Ok(())
    }
}

/// How long until the window has room again; nothing when it has room now.
fn wait(sent: &VecDeque<Instant>, window: Window, now: Instant) -> Option<Duration> {
    let oldest = sent.iter().rev().nth(window.most - 1)?;
    let free = *oldest + window.over;
    (free > now).then(|| free - now)
}
