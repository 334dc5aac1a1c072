//! Telegram's pace: when the next message may go out.
//!
//! Telegram counts in sliding windows ("20 a minute in a group"). A token
//! bucket allows twice a window's figure in its first window, or half of it
//! for ever; so the windows are kept as they are.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use teloxide::types::ChatId;
use tokio::time::Instant;

use super::retry::LONGEST;

/// A chat takes about a message a second, and a short burst.
const CHAT: Window = Window { most: 4, over: Duration::from_millis(4_100) };
/// A group takes twenty messages a minute.
const GROUP: Window = Window { most: 20, over: Duration::from_secs(61) };
/// The window of all chats together.
const SECOND: Duration = Duration::from_millis(1_050);
/// Chats that are remembered at most; idle ones are dropped first.
const REMEMBERED: usize = 4_096;

#[derive(Debug, Clone, Copy)]
struct Window {
    most: usize,
    over: Duration,
}

/// When messages went out or will.
#[derive(Debug)]
pub(super) struct Pace {
    chats: Mutex<HashMap<ChatId, Lane>>,
    all: Mutex<VecDeque<Instant>>,
    /// All chats together.
    together: Window,
}

#[derive(Debug, Default)]
struct Lane {
    slots: VecDeque<Instant>,
    held: Option<Instant>,
}

impl Pace {
    /// A pace of so many messages a second to all chats together.
    pub(super) fn new(a_second: usize) -> Self {
        let together = Window { most: a_second.max(1), over: SECOND };
        Self { chats: Mutex::default(), all: Mutex::default(), together }
    }

    /// Waits for a slot in `chat` and in all chats together; without a chat,
    /// only in all. Where Telegram asks to wait longer than one call does, returns at once
    /// how long that is.
    pub(super) async fn wait(&self, chat: Option<ChatId>) -> Result<(), Duration> {
        if let Some(chat) = chat {
            sleep_until(self.reserve(chat)?).await;
        }
        let slot = reserve(&mut lock(&self.all), &[self.together], Instant::now());
        sleep_until(slot).await;
        Ok(())
    }

    /// Nothing goes to `chat` for this long: Telegram said so.
    pub(super) fn hold(&self, chat: ChatId, wait: Duration) {
        lock(&self.chats).entry(chat).or_default().held = Some(Instant::now() + wait);
    }

    fn reserve(&self, chat: ChatId) -> Result<Instant, Duration> {
        let (mut chats, now) = (lock(&self.chats), Instant::now());
        if chats.len() >= REMEMBERED {
            let idle = now - GROUP.over;
            let counts = |lane: &Lane| lane.slots.back().copied().max(lane.held);
            chats.retain(|_, lane| counts(lane).is_some_and(|last| last > idle));
        }
        let windows: &[Window] = if chat.is_user() { &[CHAT] } else { &[CHAT, GROUP] };
        let lane = chats.entry(chat).or_default();
        let from = lane.held.map_or(now, |held| held.max(now));
        if from - now > LONGEST {
            return Err(from - now);
        }
        Ok(reserve(&mut lane.slots, windows, from))
    }
}

/// Sleeps until `slot`, and not at all where that has come: a timer rounds up to the next
/// millisecond.
async fn sleep_until(slot: Instant) {
    if slot > Instant::now() {
        tokio::time::sleep_until(slot).await;
    }
}

/// The first moment, `from` or later, at which every window has room, kept for the caller.
fn reserve(slots: &mut VecDeque<Instant>, windows: &[Window], from: Instant) -> Instant {
    let mut slot = from;
    for window in windows {
        if let Some(oldest) = slots.iter().rev().nth(window.most - 1) {
            slot = slot.max(*oldest + window.over);
        }
    }
    slots.push_back(slot);
    let kept = windows.iter().map(|window| window.most).max().unwrap_or_default();
    while slots.len() > kept {
        slots.pop_front();
    }
    slot
}

/// A panic elsewhere leaves times behind, and times are always whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends `count` messages one after another; when each went, in seconds.
    async fn times(chat: i64, count: usize) -> Vec<f64> {
        let (pace, begun) = (Pace::new(28), Instant::now());
        let mut times = Vec::new();
        for _ in 0..count {
            pace.wait(Some(ChatId(chat))).await.expect("it is not held");
            times.push(begun.elapsed().as_secs_f64());
        }
        times
    }

    fn most_within(times: &[f64], seconds: f64) -> usize {
        let within =
            |from: &f64| times.iter().filter(|t| *t >= from && **t < from + seconds).count();
        times.iter().map(within).max().unwrap_or_default()
    }

    #[tokio::test(start_paused = true)]
    async fn no_window_of_telegrams_is_ever_overfull() {
        let private = times(7, 40).await;
        assert!(private[3] < 0.1, "a short burst passes at once");
        assert_eq!(most_within(&private, 4.0), 4);
        let group = times(-7, 70).await;
        assert_eq!((most_within(&group, 4.0), most_within(&group, 60.0)), (4, 20));
    }

    #[tokio::test(start_paused = true)]
    async fn all_chats_together_keep_the_pace_and_none_waits_for_anothers() {
        let (pace, begun) = (Pace::new(28), Instant::now());
        for chat in 0..100 {
            pace.wait(Some(ChatId(1 + chat))).await.expect("it is not held");
        }
        assert!(begun.elapsed() > Duration::from_secs(3), "28 a second");
        assert!(begun.elapsed() < Duration::from_secs(4), "and no slower");
    }

    #[tokio::test(start_paused = true)]
    async fn a_chat_that_is_held_waits_to_the_second() {
        let (pace, begun) = (Pace::new(28), Instant::now());
        pace.hold(ChatId(1), Duration::from_secs(9));
        pace.wait(Some(ChatId(2))).await.expect("it is not held");
        assert!(begun.elapsed() < Duration::from_secs(1));
        pace.wait(Some(ChatId(1))).await.expect("it is not held for long");
        assert!(begun.elapsed() >= Duration::from_secs(9));
    }

    #[tokio::test(start_paused = true)]
    async fn a_chat_that_is_held_for_an_hour_is_not_waited_for_here() {
        let (pace, begun) = (Pace::new(28), Instant::now());
        pace.hold(ChatId(1), Duration::from_hours(1));
        assert_eq!(pace.wait(Some(ChatId(1))).await, Err(Duration::from_hours(1)));
        assert_eq!(begun.elapsed(), Duration::ZERO);
    }
}
