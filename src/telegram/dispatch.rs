//! Takes updates up: first those that an earlier run left, oldest first, then
//! those that come. Each is handled by itself, so nobody waits for another; a
//! person's questions keep their order in their seats. A chat that has more under
//! way than its share waits in the journal, and no other chat waits for it.

use std::collections::{HashSet, VecDeque};
use std::future::Future;
use std::time::Duration;

use futures::poll;
use serde_json::Value;
use teloxide::types::ChatId;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, Interval};

use super::decode;
use super::handling::Handling;
use super::inbox::{self, Job};
use crate::store::StoreError;
use crate::store::journal::{SUSPECTED, Unfinished};

/// How often the journal is looked through for what `innopolicy journal retry`
/// released.
const LOOK: Duration = Duration::from_secs(2);

/// What takes updates up.
pub(super) struct Dispatcher {
    handling: Handling,
    jobs: mpsc::Receiver<Job>,
    /// What an earlier run left, or what is to be tried again.
    waiting: VecDeque<i64>,
    under_way: JoinSet<()>,
    /// Chats of which updates were left in the journal since it was last looked through: what
    /// comes of them now is left there, too, and keeps its order.
    held: HashSet<ChatId>,
    /// What is under way is under way alone.
    alone: bool,
    look: Interval,
}

/// Whether everything taken up was finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drained {
    /// All of it.
    All,
    /// So many updates are left for the next start.
    Left(usize),
}

impl Dispatcher {
    /// A dispatcher of what comes in by `jobs`.
    pub(super) fn new(handling: Handling, jobs: mpsc::Receiver<Job>) -> Self {
        Self {
            handling,
            jobs,
            waiting: VecDeque::new(),
            under_way: JoinSet::new(),
            held: HashSet::new(),
            alone: false,
            look: tokio::time::interval_at(Instant::now() + LOOK, LOOK),
        }
    }

    /// Takes updates up until `stop` is ready; false when none can come any
    /// more before that.
    pub(super) async fn run(&mut self, stop: impl Future<Output = ()>) -> bool {
        let mut stop = std::pin::pin!(stop);
        self.look().await;
        loop {
            let job = tokio::select! {
                biased;
                () = &mut stop => return true,
                job = self.next() => job,
            };
            match job {
                Some(job) => self.start(job).await,
                None => return false,
            }
        }
    }

    /// Lets what is under way finish, for so long at most. What is left stays
    /// in the journal.
    pub(super) async fn drain(mut self, patience: Duration) -> Drained {
        let mut left = 0;
        self.jobs.close();
        while let Ok(job) = self.jobs.try_recv() {
            left += 1;
            if let Some(kept) = job.kept {
                self.handling.journal.parked(kept.update);
            }
        }
        let finished = async { while self.under_way.join_next().await.is_some() {} };
        if tokio::time::timeout(patience, finished).await.is_err() {
            left += self.under_way.len();
            self.under_way.shutdown().await;
        }
        if left == 0 { Drained::All } else { Drained::Left(left) }
    }

    /// The next update to be taken up, once there is a place for it.
    async fn next(&mut self) -> Option<Job> {
        loop {
            while self.under_way.try_join_next().is_some() {}
            self.handling.desk.gate.opened().await;
            if self.alone {
                while self.under_way.join_next().await.is_some() {}
                self.alone = false;
            }
            if let Some(update) = self.waiting.front().copied() {
                match self.recover(update).await {
                    Ok(None) => {}
                    Ok(job) => return job,
                    Err(error) => {
                        tracing::error!(update, "an update stays in the journal: {error}");
                        self.waiting.pop_front();
                    }
                }
                continue;
            }
            tokio::select! {
                biased;
                job = self.jobs.recv() => return job,
                _ = self.look.tick() => self.look().await,
            }
        }
    }

    async fn look(&mut self) {
        match self.handling.journal.waiting().await {
            Ok(waiting) => {
                self.waiting = waiting.into();
                self.held.clear();
            }
            Err(error) => tracing::error!("the journal cannot be read: {error}"),
        }
    }

    /// Takes the first of those that wait out of the journal; `None` when it
    /// is not there any more. One that is suspected of ending the process is
    /// handled alone, so that no other comes under suspicion with it.
    async fn recover(&mut self, update: i64) -> Result<Option<Job>, StoreError> {
        let journal = &self.handling.journal;
        let kept = journal.unfinished(update).await?;
        if kept.as_ref().is_some_and(|kept| kept.deaths >= SUSPECTED) {
            while self.under_way.join_next().await.is_some() {}
            self.alone = true;
        }
        if kept.is_some() {
            journal.taken(update).await?;
        }
        self.waiting.pop_front();
        Ok(kept.and_then(|kept| self.read(kept)))
    }

    fn read(&self, kept: Unfinished) -> Option<Job> {
        let raw: Value = serde_json::from_str(&kept.raw).unwrap_or_default();
        match decode::update(&raw) {
            Ok(update) => {
                inbox::saw(&self.handling.desk.sender, &update);
                Some(Job { update, kept: Some(kept), again: true, handled: None })
            }
            Err(error) => {
                tracing::error!(
                    update = kept.update,
                    "an update of the journal is finished unanswered: {error}"
                );
                self.handling.journal.finished(kept.update);
                None
            }
        }
    }

    /// Starts handling. The first step is taken here, in the order of the
    /// updates: it is where a question takes its seat.
    async fn start(&mut self, job: Job) {
        let gate = self.handling.desk.gate.clone();
        let chat = job.update.chat().map(|chat| chat.id);
        let share = chat.filter(|chat| !self.held.contains(chat)).and_then(|chat| gate.admit(chat));
        // What is not in the journal cannot wait there.
        if let (Some(chat), None, Some(kept)) = (chat, &share, &job.kept) {
            tracing::debug!(update = kept.update, "an update waits for others of its chat");
            self.held.insert(chat);
            self.handling.journal.parked(kept.update);
            return;
        }
        let place = gate.enter();
        let handling = self.handling.clone();
        let mut handling = Box::pin(async move {
            handling.handle(job).await;
            drop((place, share));
        });
        if poll!(handling.as_mut()).is_pending() {
            self.under_way.spawn(handling);
        }
    }
}
