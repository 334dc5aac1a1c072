//! An update from when it is taken up until it is done with: tried again when
//! it fails, and set aside when it fails too often.

use std::sync::Arc;
use std::time::Duration;

use teloxide::dispatching::UpdateHandler;
use teloxide::types::{ChatId, MessageId, Update, UpdateKind};

use super::attempt::{Trouble, attempt};
use super::desk::Desk;
use super::handlers;
use super::inbox::Job;
use super::reach::waits;
use super::schema;
use super::send::Delivery;
use crate::store::journal::{Journal, MOST_FAILURES, Unfinished};

/// The wait after a failure; after each further one it is three times as long.
const AGAIN: Duration = Duration::from_millis(500);

/// What handling needs. Clones share it.
#[derive(Clone)]
pub(super) struct Handling {
    pub(super) desk: Desk,
    pub(super) journal: Journal,
    pub(super) routes: Arc<UpdateHandler<anyhow::Error>>,
}

/// An update of the journal that is under way; when it is dropped before it is
/// done with, it is left for the next start.
struct Open<'a> {
    journal: &'a Journal,
    update: i64,
    done: bool,
}

impl Handling {
    /// Handles an update until it is done with.
    pub(super) async fn handle(self, job: Job) {
        let id = job.update.id.0;
        if let Some(kept) = job.kept {
            self.see_through(job.update, kept, job.again).await;
        } else if job.handled.is_some() {
            // The journal could not keep it; what is noted of it there changes nothing.
            self.see_through(job.update, Unfinished::fresh(i64::from(id)), false).await;
        } else if let Err(trouble) = attempt(&self.routes, self.desk.clone(), job.update).await {
            // It is worth nothing a moment later.
            tracing::error!(update = id, "an update could not be handled: {trouble}");
        }
        if let Some(handled) = job.handled {
            // Who waited for it may have gone.
            let _ = handled.send(());
        }
    }

    async fn see_through(&self, update: Update, mut kept: Unfinished, mut again: bool) {
        let mut open = Open { journal: &self.journal, update: kept.update, done: false };
        let progress = std::mem::take(&mut kept.progress);
        let delivery = Arc::new(Delivery::new(self.journal.clone(), kept.update, progress));
        // What waits for Telegram meanwhile is answered all the same.
        let stale = self.is_stale(&kept);
        let mut waits = waits();
        while kept.failures < MOST_FAILURES {
            let desk = self.desk.answering(Arc::clone(&delivery), again);
            again = true;
            match self.once(desk, &update, stale, &delivery).await {
                Ok(()) => {
                    open.finish();
                    return self.take_back(&update, kept.apology).await;
                }
                Err(Trouble::OutOfReach { error, asked }) => {
                    tracing::warn!(update = kept.update, "an update waits for Telegram: {error:#}");
                    tokio::time::sleep(waits.next().unwrap_or_default().max(asked)).await;
                }
                Err(trouble) => {
                    self.failed(&update, &mut kept, &trouble).await;
                    if kept.failures < MOST_FAILURES {
                        tokio::time::sleep(AGAIN * 3_u32.pow(kept.failures - 1)).await;
                    }
                }
            }
        }
        self.apologise(&update, &mut kept).await;
        tracing::error!(update = kept.update, "an update is set aside, see `innopolicy journal`");
        open.set_aside();
    }

    /// One attempt; for what was `stale` when it was taken up, a word instead of an answer.
    async fn once(
        &self,
        desk: Desk,
        update: &Update,
        stale: bool,
        delivery: &Delivery,
    ) -> Result<(), Trouble> {
        delivery.rewind();
        let begun = delivery.has_begun();
        if !schema::is_repeatable(update) {
            if begun {
                return Ok(());
            }
            delivery.begin(0).await;
            return attempt(&self.routes, self.desk.clone(), update.clone()).await;
        }
        if begun || !stale {
            return attempt(&self.routes, desk, update.clone()).await;
        }
        tracing::info!(update = update.id.0, "an update is too old to be answered");
        let UpdateKind::Message(message) = &update.kind else { return Ok(()) };
        handlers::tell_stale(&desk, message).await.map_err(super::attempt::of_error)
    }

    fn is_stale(&self, kept: &Unfinished) -> bool {
        kept.age().as_secs() > self.desk.settings().stale_after
    }

    /// Writes a failure down, where whoever runs the bot finds it, and tells
    /// the person.
    async fn failed(&self, update: &Update, kept: &mut Unfinished, trouble: &Trouble) {
        kept.failures += 1;
        let of = format!("failure {} of {MOST_FAILURES}", kept.failures);
        tracing::error!(update = kept.update, "an update could not be handled ({of}): {trouble}");
        self.journal.failed(kept.update, trouble.to_string());
        self.apologise(update, kept).await;
    }

    /// Tells the person once that it failed, by a message that is no part of
    /// the answer.
    async fn apologise(&self, update: &Update, kept: &mut Unfinished) {
        let UpdateKind::Message(message) = &update.kind else { return };
        if kept.apology.is_some() {
            return;
        }
        match handlers::apologise(&self.desk, message, kept.update).await {
            Ok(Some(apology)) => {
                self.journal.apologised(kept.update, apology);
                kept.apology = Some(apology);
            }
            Ok(None) => {}
            Err(error) => {
                tracing::error!(update = kept.update, "the person was not told: {error:#}");
            }
        }
    }

    /// Takes an apology back: the answer is there after all.
    async fn take_back(&self, update: &Update, apology: Option<i32>) {
        let (Some(apology), Some(chat)) = (apology, update.chat()) else { return };
        let deleted = self.desk.sender.delete(ChatId(chat.id.0), MessageId(apology)).await;
        if let Err(error) = deleted {
            tracing::warn!("an apology stays though the answer is there: {error}");
        }
    }
}

impl Open<'_> {
    fn finish(&mut self) {
        self.done = true;
        self.journal.finished(self.update);
    }

    fn set_aside(&mut self) {
        self.done = true;
        self.journal.set_aside(self.update);
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if !self.done {
            self.journal.parked(self.update);
        }
    }
}

#[cfg(test)]
mod tests;
