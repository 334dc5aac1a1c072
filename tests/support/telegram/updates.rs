//! The queue of updates, with `getUpdates`' true semantics of offsets, and the long poll.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::limits;
use super::outcome::{Outcome, Refusal};
use super::params::Params;
use super::state::Shared;

/// The id of the first update; real ones are large too.
const FIRST_ID: i64 = 870_000_001;

/// Kinds that a bot gets only when it asks for them by name.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

const TERMINATED: &str = "Conflict: terminated by other getUpdates request; make sure that only \
                          one bot instance is running";
const WEBHOOK: &str = "Conflict: can't use getUpdates method while webhook is active; use \
                       deleteWebhook to delete the webhook first";

/// Updates that wait for the bot, and how far it has confirmed them.
#[derive(Debug)]
pub(super) struct Queue {
    pending: VecDeque<Value>,
    next_id: i64,
    confirmed: i64,
    allowed: Vec<String>,
    polls: u64,
    /// The address of the webhook; empty when the bot polls.
    pub(super) webhook: String,
    /// What the webhook's caller has to show.
    pub(super) secret: String,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            pending: VecDeque::new(),
            next_id: FIRST_ID,
            confirmed: 0,
            allowed: Vec::new(),
            polls: 0,
            webhook: String::new(),
            secret: String::new(),
        }
    }
}

impl Queue {
    /// Adds an update, and gives the id it has or gets.
    pub(super) fn push(&mut self, mut update: Value) -> i64 {
        let id = update["update_id"].as_i64().unwrap_or(self.next_id);
        update["update_id"] = json!(id);
        self.next_id = self.next_id.max(id) + 1;
        self.pending.push_back(update);
        id
    }

    /// The highest offset the bot has sent: all updates below it are confirmed.
    pub(super) fn confirmed(&self) -> i64 {
        self.confirmed
    }

    /// How many polls have begun.
    pub(super) fn polls(&self) -> u64 {
        self.polls
    }

    /// How many updates wait.
    pub(super) fn pending(&self) -> usize {
        self.pending.len()
    }

    /// What is to be posted next, and where.
    pub(super) fn due(&self) -> Option<(String, String, Value)> {
        let update = self.pending.front().filter(|_| !self.webhook.is_empty())?;
        Some((self.webhook.clone(), self.secret.clone(), update.clone()))
    }

    /// The webhook took the first update.
    pub(super) fn taken(&mut self) {
        if let Some(id) = self.pending.pop_front().and_then(|update| update["update_id"].as_i64()) {
            self.confirmed = self.confirmed.max(id + 1);
        }
    }

    /// Forgets all that waits.
    pub(super) fn clear(&mut self) {
        self.pending.clear();
    }

    /// What `getWebhookInfo` answers.
    pub(super) fn webhook_info(&self) -> Value {
        let mut info = json!({
            "url": self.webhook,
            "has_custom_certificate": false,
            "pending_update_count": self.pending.len(),
        });
        if !self.allowed.is_empty() {
            info["allowed_updates"] = json!(self.allowed);
        }
        info
    }

    /// Starts a poll, which ends any other, and gives its number.
    fn begin(&mut self, params: &Params) -> Result<u64, Refusal> {
        if !self.webhook.is_empty() {
            return Err(Refusal::new(409, WEBHOOK));
        }
        if let Some(allowed) = params.list("allowed_updates") {
            self.allowed = allowed.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        }
        self.confirm(params.int("offset").unwrap_or(0));
        self.polls += 1;
        Ok(self.polls)
    }

    fn confirm(&mut self, offset: i64) {
        if offset < 0 {
            // A negative offset counts from the end; all before it are forgotten.
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let forgotten = self.pending.len().saturating_sub(keep);
            self.pending.drain(..forgotten);
        } else {
            self.confirmed = self.confirmed.max(offset);
            self.pending.retain(|update| update["update_id"].as_i64() >= Some(offset));
        }
    }

    /// What a poll gets now; an empty batch means that it may go on waiting.
    fn batch(&mut self, poll: u64, limit: usize) -> Result<Vec<Value>, Refusal> {
        if poll != self.polls {
            return Err(Refusal::new(409, TERMINATED));
        }
        let allowed = &self.allowed;
        self.pending.retain(|update| is_allowed(update, allowed));
        Ok(self.pending.iter().take(limit).cloned().collect())
    }
}

fn is_allowed(update: &Value, allowed: &[String]) -> bool {
    let keys = update.as_object().into_iter().flat_map(serde_json::Map::keys);
    keys.filter(|key| *key != "update_id").all(|kind| {
        if allowed.is_empty() {
            !ON_REQUEST.contains(&kind.as_str())
        } else {
            allowed.contains(kind)
        }
    })
}

/// Serves `getUpdates`: at once when updates wait, else as soon as one comes.
pub(super) async fn poll(shared: &Arc<Shared>, params: &Params) -> Outcome {
    let limit = params.int("limit").unwrap_or(limits::BATCH).clamp(1, limits::BATCH);
    let limit = usize::try_from(limit).unwrap_or(1);
    let seconds = params.int("timeout").unwrap_or(0).clamp(0, limits::POLL_SECONDS);
    let poll = shared.change(|state| state.updates.begin(params))?;
    let hold = Duration::from_secs(seconds.unsigned_abs());
    let arrived = shared.until(hold, |state| match state.updates.batch(poll, limit) {
        Ok(batch) if batch.is_empty() => None,
        other => Some(other),
    });
    Ok(Value::Array(arrived.await.unwrap_or_else(|| Ok(Vec::new()))?))
}
