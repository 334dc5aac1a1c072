//! What a test waits for, and what it reads afterwards.

use std::time::Duration;

use serde_json::{Value, json};

use super::FakeTelegram;
use super::delivery::SentMessage;
use super::messages::{Anchor, BotMessage};
use super::people::Query;
use super::state::State;
use super::transcript::Call;

/// Longest a story waits for the bot. Only a failing test ever waits this long.
const PATIENCE: Duration = Duration::from_secs(10);

impl FakeTelegram {
    /// Waits for the bot's first reply to a message.
    pub async fn reply_to(&self, message: &impl Anchor) -> BotMessage {
        self.reply_where(message, |_| true).await
    }

    /// Waits for a reply that satisfies `wanted`, edits included: a progress message counts only
    /// once it has become what is wanted.
    pub async fn reply_where(
        &self,
        message: &impl Anchor,
        wanted: impl Fn(&BotMessage) -> bool,
    ) -> BotMessage {
        let place = message.place();
        let find = |state: &mut State| replies(state, place).into_iter().find(&wanted);
        self.wait(&format!("a reply to {place:?}"), find).await
    }

    /// The replies to a message so far, in the order they were sent.
    pub fn replies_to(&self, message: &impl Anchor) -> Vec<BotMessage> {
        self.shared.look(|state| replies(state, message.place()))
    }

    /// Waits for the bot's next message in the same chat, reply or not.
    pub async fn answer_after(&self, message: &impl Anchor) -> BotMessage {
        let (chat, id) = message.place();
        let find = |state: &mut State| {
            let mut answers = by_bot(state, chat).into_iter();
            answers.find(|answer| answer.message_id > id && !answer.deleted)
        };
        self.wait(&format!("an answer after {:?}", (chat, id)), find).await
    }

    /// Waits until the bot edits a message once more than when it was read.
    pub async fn edit_of(&self, message: &BotMessage) -> BotMessage {
        let (chat, id) = message.place();
        let find = |state: &mut State| {
            let stored = state.world.message(chat, id)?;
            (stored.edits > message.edits).then(|| BotMessage::new(stored))
        };
        self.wait(&format!("an edit of {:?}", (chat, id)), find).await
    }

    /// A message of the bot as it stands now, deleted or not.
    pub fn now(&self, message: &BotMessage) -> BotMessage {
        let stored =
            |state: &State| state.world.messages.get(&message.place()).map(BotMessage::new);
        self.shared.look(stored).expect("messages are never forgotten")
    }

    /// How long each message waited for the bot's first reply to it.
    pub fn latencies(&self) -> Vec<Duration> {
        self.shared.look(|state| {
            let ours = state.world.messages.values().filter(|stored| stored.is_ours());
            let waited = ours.filter_map(|reply| {
                let chat = reply.value["chat"]["id"].as_i64()?;
                let asked = state.world.messages.get(&(chat, reply.reply_to?))?;
                Some(reply.at.duration_since(asked.at))
            });
            waited.collect()
        })
    }

    /// Waits until the bot has replied so many times, for as long as it takes.
    pub async fn replied(&self, count: usize) {
        let find = |state: &mut State| {
            let ours = state.world.messages.values().filter(|stored| stored.is_ours());
            (ours.count() >= count).then_some(())
        };
        let replied = self.shared.until(Duration::from_mins(5), find).await;
        assert!(replied.is_some(), "the bot stopped replying");
    }

    /// Forgets all messages and calls so far, so that a long story does not fill the memory.
    pub fn forget_all(&self) {
        self.shared.change(|state| {
            state.world.messages.clear();
            state.transcript.forget();
        });
    }

    /// Deletes a message of the bot, as its reader may, so that a story can wait for the next.
    pub fn forget(&self, message: &BotMessage) {
        self.shared.change(|state| {
            if let Some(stored) = state.world.messages.get_mut(&message.place()) {
                stored.deleted = true;
            }
        });
    }

    /// All messages of the bot in a chat, deleted ones too, in the order they were sent.
    pub fn messages_in(&self, chat: i64) -> Vec<BotMessage> {
        self.shared.look(|state| by_bot(state, chat))
    }

    /// Someone types an inline query.
    pub async fn inline_query(&self, from: i64, text: &str, offset: &str) -> Query {
        self.shared.change(|state| {
            let id = state.world.next_query_id();
            state.world.inline_queries.insert(id.clone(), false);
            let update = json!({"inline_query": {
                "id": id,
                "from": state.world.user(from),
                "query": text,
                "offset": offset,
                "chat_type": "sender",
            }});
            Query { id, update_id: state.updates.push(update) }
        })
    }

    /// Waits for the bot's answer to an inline query, and gives its parameters.
    pub async fn inline_answer(&self, query: &Query) -> Value {
        self.query_answer("answerInlineQuery", "inline_query_id", query).await
    }

    /// Waits for the bot's answer to a pressed button, and gives its parameters.
    pub async fn callback_answer(&self, query: &Query) -> Value {
        self.query_answer("answerCallbackQuery", "callback_query_id", query).await
    }

    async fn query_answer(&self, method: &str, key: &str, query: &Query) -> Value {
        let find = |state: &mut State| {
            let mut calls = state.transcript.calls(method).into_iter().filter(Call::is_ok);
            Some(calls.find(|call| call.params[key] == query.id.as_str())?.params)
        };
        self.wait(&format!("{method} for {}", query.id), find).await
    }

    /// The pressed buttons the bot has not answered.
    pub fn unanswered(&self) -> Vec<String> {
        self.shared.look(|state| {
            let open = state.world.callbacks.iter().filter(|(_, answered)| !**answered);
            open.map(|(id, _)| id.clone()).collect()
        })
    }

    /// Makes every query so far too old to answer.
    pub fn expire_queries(&self) {
        self.shared.change(|state| {
            state.world.callbacks.clear();
            state.world.inline_queries.clear();
        });
    }

    /// The finished calls of one method, or of all with `*`.
    pub fn calls(&self, method: &str) -> Vec<Call> {
        self.shared.look(|state| state.transcript.calls(method))
    }

    /// Waits until a method has been called `count` times, failures included.
    pub async fn wait_for_call(&self, method: &str, count: usize) -> Vec<Call> {
        let find = |state: &mut State| {
            Some(state.transcript.calls(method)).filter(|calls| calls.len() >= count)
        };
        self.wait(&format!("{count} calls of {method}"), find).await
    }

    /// Posts updates to the webhook, once there is one, until the fake is dropped. An update that
    /// is not taken is posted again, as Telegram does.
    pub fn calls_the_webhook(&self) {
        let shared = std::sync::Arc::clone(&self.shared);
        tokio::spawn(async move {
            let client = reqwest::Client::new();
            loop {
                let due = shared.until(PATIENCE, |state| state.updates.due()).await;
                let Some((url, secret, update)) = due else { return };
                let request = client.post(url).json(&update);
                let sent = request.header("X-Telegram-Bot-Api-Secret-Token", secret).send().await;
                if sent.is_ok_and(|response| response.status().is_success()) {
                    shared.change(|state| state.updates.taken());
                } else {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        });
    }

    /// Waits until every fault on order for a method has met its call.
    pub async fn faults_met(&self, method: &str) {
        let find = |state: &mut State| state.faults.is_spent(method).then_some(());
        self.wait(&format!("a call of {method} that fails"), find).await;
    }

    /// Waits until the bot has begun its `count`th poll since the start.
    pub async fn poll_begun(&self, count: u64) {
        let find = |state: &mut State| (state.updates.polls() >= count).then_some(());
        self.wait(&format!("poll {count}"), find).await;
    }

    /// Waits until the bot has confirmed an update.
    pub async fn confirmation_of(&self, update_id: i64) {
        let find = |state: &mut State| (state.updates.confirmed() > update_id).then_some(());
        self.wait(&format!("the confirmation of update {update_id}"), find).await;
    }

    /// Waits until the bot has confirmed all there is.
    pub async fn all_confirmed(&self) {
        let find = |state: &mut State| (state.updates.pending() == 0).then_some(());
        self.wait("the confirmation of all updates", find).await;
    }

    /// Makes sure that the bot calls nothing but `getUpdates` for this long.
    pub async fn silent_for(&self, time: Duration) {
        let count = |state: &State| {
            let calls = state.transcript.calls("*");
            calls.iter().filter(|call| call.method != "getUpdates").count()
        };
        let before = self.shared.look(count);
        let more = self.shared.until(time, |state| (count(state) > before).then_some(())).await;
        assert!(more.is_none(), "the bot should be silent\n{}", self.transcript());
    }

    async fn wait<T>(&self, what: &str, find: impl FnMut(&mut State) -> Option<T>) -> T {
        let found = self.shared.until(PATIENCE, find).await;
        found.unwrap_or_else(|| panic!("waited in vain for {what}\n{}", self.transcript()))
    }

    /// Queues any update as it is; an `update_id` is filled in when it has none.
    pub fn push_raw(&self, update: Value) -> i64 {
        self.shared.change(|state| state.updates.push(update))
    }

    /// Queues a message again under a new update, as Telegram does after an outage.
    pub fn repeat(&self, message: &SentMessage) -> i64 {
        self.shared.change(|state| {
            let key = (message.chat_id, message.message_id);
            let value = state.world.messages.get(&key).map(|stored| stored.value.clone());
            state.updates.push(json!({"message": value.expect("the message exists")}))
        })
    }
}

fn by_bot(state: &State, chat: i64) -> Vec<BotMessage> {
    let stored = state.world.messages.range((chat, i64::MIN)..=(chat, i64::MAX));
    let mut ours: Vec<_> = stored.map(|(_, stored)| stored).filter(|s| s.is_ours()).collect();
    ours.sort_by_key(|stored| stored.order);
    ours.into_iter().map(BotMessage::new).collect()
}

fn replies(state: &State, (chat, id): (i64, i64)) -> Vec<BotMessage> {
    let ours = by_bot(state, chat).into_iter();
    ours.filter(|reply| reply.reply_to == Some(id) && !reply.deleted).collect()
}
