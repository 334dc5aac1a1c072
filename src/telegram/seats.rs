//! One question at a time for each person in a chat: the next one waits, the
//! third is told to, and the one under way can be stopped. A question that was
//! taken up before is never turned away.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::futures::OwnedNotified;
use tokio::sync::{Notify, oneshot};

use crate::store::{Chat, Person};

/// How many questions of one person may be there: one under way, one waiting.
const SEATS: usize = 2;

type Key = (Chat, Person);

/// The seats of all people. Clones share them.
#[derive(Debug, Clone, Default)]
pub(super) struct Seats {
    rows: Rows,
}

type Rows = Arc<Mutex<HashMap<Key, Row>>>;

/// One person's seats.
#[derive(Debug, Default)]
struct Row {
    taken: usize,
    /// Closes when the last seat taken is given back.
    last: Option<oneshot::Receiver<()>>,
    stop: Arc<Notify>,
}

/// A seat that was taken; given back when dropped. Its turn comes when the
/// one taken before it is given back, so questions keep their order.
#[derive(Debug)]
pub(super) struct Seat {
    before: Option<oneshot::Receiver<()>>,
    /// Made when the seat is taken: a stop that comes before the work has
    /// begun is not lost.
    stopped: OwnedNotified,
    taken: Taken,
}

/// One seat's part of its row.
#[derive(Debug)]
struct Taken {
    key: Key,
    rows: Rows,
    _after: oneshot::Sender<()>,
}

/// What became of work that could be stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ended<T> {
    /// It is done.
    Done(T),
    /// The person stopped it.
    Stopped,
}

impl Seats {
    /// Takes a seat; `None` when a question is under way and another waits, unless
    /// it is for one that was taken up before, `again`.
    pub(super) fn take(&self, chat: Chat, person: Person, again: bool) -> Option<Seat> {
        let key = (chat, person);
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let row = rows.entry(key).or_default();
        if row.taken >= SEATS && !again {
            return None;
        }
        row.taken += 1;
        let (after, last) = oneshot::channel();
        let before = row.last.replace(last);
        let stopped = Arc::clone(&row.stop).notified_owned();
        let taken = Taken { key, rows: Arc::clone(&self.rows), _after: after };
        Some(Seat { before, stopped, taken })
    }

    /// Stops the question under way and the one that waits; false when there
    /// is none.
    pub(super) fn stop(&self, chat: Chat, person: Person) -> bool {
        let rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let row = rows.get(&(chat, person));
        row.inspect(|row| row.stop.notify_waiters()).is_some()
    }
}

impl Seat {
    /// Does the work when it is its turn, until done or stopped.
    pub(super) async fn work<T>(self, work: impl Future<Output = T>) -> Ended<T> {
        let Self { before, stopped, taken: _taken } = self;
        tokio::select! {
            biased;
            () = stopped => Ended::Stopped,
            done = async {
                if let Some(before) = before {
                    // It never says anything; it closes.
                    let _ = before.await;
                }
                work.await
            } => Ended::Done(done),
        }
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(row) = rows.get_mut(&self.key) else { return };
        row.taken -= 1;
        if row.taken == 0 {
            rows.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_second_waits_and_the_third_is_sent_away() {
        let seats = Seats::default();
        let (chat, person) = (Chat(1), Person(1));
        let first = seats.take(chat, person, false).expect("free");
        let second = seats.take(chat, person, false).expect("waits");
        assert!(seats.take(chat, person, false).is_none());
        let third = seats.take(chat, person, true).expect("it was taken up before");
        assert!(seats.take(chat, Person(2), false).is_some(), "another person is not in the way");
        let order = Mutex::new(Vec::new());
        let note = |number| order.lock().expect("no panic").push(number);
        let slow = first.work(async {
            tokio::task::yield_now().await;
            note(1);
        });
        tokio::join!(third.work(async { note(3) }), second.work(async { note(2) }), slow);
        assert_eq!(*order.lock().expect("no panic"), [1, 2, 3]);
        assert!(seats.rows.lock().expect("no panic").is_empty(), "nothing stays behind");
    }

    #[tokio::test]
    async fn what_is_under_way_can_be_stopped() {
        let seats = Seats::default();
        let (chat, person) = (Chat(1), Person(1));
        assert!(!seats.stop(chat, person), "nothing to stop");
        let seat = seats.take(chat, person, false).expect("free");
        let stopping = async {
            tokio::task::yield_now().await;
            assert!(seats.stop(chat, person));
        };
        let (ended, ()) = tokio::join!(seat.work(std::future::pending::<()>()), stopping);
        assert_eq!(ended, Ended::Stopped);
    }

    #[tokio::test]
    async fn a_stop_before_the_work_begins_is_kept_and_ends_with_its_seat() {
        let seats = Seats::default();
        let (chat, person) = (Chat(1), Person(1));
        let (first, second) = (seats.take(chat, person, false), seats.take(chat, person, false));
        assert!(seats.stop(chat, person));
        for seat in [first, second] {
            assert_eq!(seat.expect("free").work(async {}).await, Ended::Stopped);
        }
        let next = seats.take(chat, person, false).expect("free");
        assert_eq!(next.work(async {}).await, Ended::Done(()));
    }
}
