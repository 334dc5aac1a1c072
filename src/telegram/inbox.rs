//! Updates as they come: kept in the journal, then handed on, and only then
//! is Telegram told that they arrived.
//!
//! What is not meant for the bot is neither kept nor handed on. When the
//! journal cannot be written, updates are handed on all the same, and Telegram
//! is told when they have been handled; what was not by the time the bot stops
//! comes again.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use teloxide::types::{Me, Update, UpdateKind};
use tokio::sync::{mpsc, oneshot};

use super::decode;
use super::schema::{self, Worth};
use super::send::Sender;
use super::visit::author;
use crate::store::journal::{Arrival, Journal, Unfinished};
use crate::store::{Chat, Person};

/// How many updates wait in memory to be taken up.
const QUEUE: usize = 128;
/// How long to wait before asking the disk again.
const AGAIN: Duration = Duration::from_secs(1);

/// An update to be handled.
#[derive(Debug)]
pub(super) struct Job {
    /// What came.
    pub(super) update: Update,
    /// Its place in the journal, if it has one.
    pub(super) kept: Option<Unfinished>,
    /// Whether it was taken up before.
    pub(super) again: bool,
    /// Whoever waits for it to be handled.
    pub(super) handled: Option<oneshot::Sender<()>>,
}

/// Where updates come in. Clones share it.
#[derive(Clone)]
pub(super) struct Inbox {
    journal: Journal,
    me: Arc<Me>,
    sender: Sender,
    jobs: mpsc::Sender<Job>,
}

/// An update that is worth handling.
struct Letter {
    update: Update,
    kept: bool,
    /// All of it, if it is to be kept.
    raw: String,
}

impl Inbox {
    /// An inbox, and what comes out of it.
    pub(super) fn new(
        journal: Journal,
        me: Arc<Me>,
        sender: Sender,
    ) -> (Self, mpsc::Receiver<Job>) {
        let (jobs, queue) = mpsc::channel(QUEUE);
        (Self { journal, me, sender, jobs }, queue)
    }

    /// Takes raw updates in; of how many, from the first, Telegram may be told that
    /// they arrived.
    pub(super) async fn take(&self, raw: &[Value]) -> usize {
        let mut letters: Vec<Letter> = raw.iter().filter_map(|raw| self.read(raw)).collect();
        if letters.is_empty() {
            return raw.len();
        }
        let kept = letters.iter_mut().filter(|letter| letter.kept);
        let arrivals = kept.map(arrival).collect();
        match self.journal.enter(arrivals).await {
            Ok(new) => {
                for letter in letters {
                    let id = i64::from(letter.update.id.0);
                    if !letter.kept || new.contains(&id) {
                        self.hand_on(letter, None).await;
                    }
                }
                self.on_disk().await;
                raw.len()
            }
            Err(error) => {
                tracing::error!("updates are handled from memory: {error}");
                let lost = self.hand_on_unkept(letters).await;
                let lost =
                    lost.and_then(|lost| raw.iter().position(|raw| decode::id(raw) == Some(lost)));
                lost.unwrap_or(raw.len())
            }
        }
    }

    /// What is worth handling; one that cannot be read is named and passed
    /// over, or Telegram would bring it for ever.
    fn read(&self, raw: &Value) -> Option<Letter> {
        let decoded = decode::update(raw);
        let update =
            decoded.inspect_err(|error| tracing::warn!("{error}; it is passed over")).ok()?;
        saw(&self.sender, &update);
        let kept = match schema::worth(&update, &self.me) {
            Worth::Nothing => return None,
            Worth::Moment => false,
            Worth::Keeping => true,
        };
        let raw = if kept { raw.to_string() } else { String::new() };
        Some(Letter { update, kept, raw })
    }

    async fn hand_on(&self, letter: Letter, handled: Option<oneshot::Sender<()>>) {
        let kept = letter.kept.then(|| Unfinished::fresh(i64::from(letter.update.id.0)));
        let job = Job { update: letter.update, kept, again: false, handled };
        // Nobody takes it while the bot stops: it stays in the journal, or
        // Telegram is not told that it arrived.
        let _ = self.jobs.send(job).await;
    }

    async fn on_disk(&self) {
        while let Err(error) = self.journal.on_disk().await {
            tracing::error!("Telegram is not told yet that updates arrived: {error}");
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Hands on what could not be kept, and waits until it has been handled; the
    /// first update that was not, before the bot stopped.
    async fn hand_on_unkept(&self, letters: Vec<Letter>) -> Option<i64> {
        let mut all = Vec::new();
        for letter in letters {
            let (handled, done) = oneshot::channel();
            let update = i64::from(letter.update.id.0);
            self.hand_on(Letter { kept: false, ..letter }, Some(handled)).await;
            all.push(async move { (update, done.await) });
        }
        let all = futures::future::join_all(all).await;
        all.into_iter().find_map(|(update, handled)| handled.is_err().then_some(update))
    }
}

/// Notes the message of `update`, if it is a newer one than those known.
pub(super) fn saw(sender: &Sender, update: &Update) {
    if let UpdateKind::Message(message) | UpdateKind::EditedMessage(message) = &update.kind {
        sender.saw(message.chat.id, message.id);
    }
}

/// What the journal keeps of `letter`, whose words go with it.
fn arrival(letter: &mut Letter) -> Arrival {
    let update = &letter.update;
    let person = match &update.kind {
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => author(message),
        _ => update.from().and_then(|user| i64::try_from(user.id.0).ok()).map(Person),
    };
    Arrival {
        update: i64::from(update.id.0),
        chat: update.chat().map(|chat| Chat(chat.id.0)),
        person,
        raw: std::mem::take(&mut letter.raw),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use teloxide::Bot;

    use super::*;
    use crate::store::Store;
    use crate::telegram::api::Api;
    use crate::telegram::metrics::Metrics;

    #[tokio::test]
    async fn what_is_neither_kept_nor_handled_has_not_arrived() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path()).await.expect("opens");
        let (journal, flushed) = Journal::open(&store).await.expect("opens");
        journal.close();
        flushed.wait().await;
        let me = json!({
            "id": 1, "is_bot": true, "first_name": "Bot", "username": "a_bot",
            "can_join_groups": true, "can_read_all_group_messages": false,
            "supports_inline_queries": true, "can_connect_to_business": false,
            "has_main_web_app": false,
        });
        let me = serde_json::from_value(me).expect("a bot");
        let sender = Sender::new(Api::new(Bot::new("1:a")), store, Metrics::default(), 1);
        let (inbox, mut jobs) = Inbox::new(journal, Arc::new(me), sender);
        let raw = [7, 8, 9].map(|id| {
            json!({"update_id": id, "message": {
                "message_id": id, "date": 1_760_000_000, "text": "hello",
                "from": {"id": 1, "is_bot": false, "first_name": "May"},
                "chat": {"id": 1, "type": "private", "first_name": "May"},
            }})
        });
        for (handled, arrived) in [([true; 3], 3), ([true, false, true], 1), ([false; 3], 0)] {
            let handling = async {
                for handled in handled {
                    let job = jobs.recv().await.expect("a job");
                    if handled {
                        job.handled.expect("is waited for").send(()).expect("waits");
                    }
                }
            };
            let (taken, ()) = tokio::join!(inbox.take(&raw), handling);
            assert_eq!(taken, arrived);
        }
        drop(jobs);
        assert_eq!(inbox.take(&raw).await, 0, "nobody takes it any more");
    }
}
