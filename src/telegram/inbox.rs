//! Updates as they come: kept in the journal, then handed on, and only then
//! is Telegram told that they arrived.
//!
//! What is not meant for the bot is neither kept nor handed on. When the
//! journal cannot be written, updates are handed on all the same, and Telegram
//! is told when they have been handled.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use teloxide::types::{Me, Update, UpdateKind};
use tokio::sync::{mpsc, oneshot};

use super::decode;
use super::schema::{self, Worth};
use super::send::Sender;
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
    raw: String,
    kept: bool,
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

    /// Takes raw updates in. Telegram may be told that they arrived when this
    /// returns.
    pub(super) async fn take(&self, raw: &[Value]) {
        let letters: Vec<Letter> = raw.iter().filter_map(|raw| self.read(raw)).collect();
        if letters.is_empty() {
            return;
        }
        let arrivals = letters.iter().filter(|letter| letter.kept).map(arrival).collect();
        match self.journal.enter(arrivals).await {
            Ok(new) => {
                for letter in letters {
                    let id = i64::from(letter.update.id.0);
                    if !letter.kept || new.contains(&id) {
                        self.hand_on(letter, None).await;
                    }
                }
                self.on_disk().await;
            }
            Err(error) => {
                tracing::error!("updates are handled from memory: {error}");
                self.hand_on_unkept(letters).await;
            }
        }
    }

    /// What is worth handling; one that cannot be read is named and passed
    /// over, or Telegram would bring it for ever.
    fn read(&self, raw: &Value) -> Option<Letter> {
        let decoded = decode::update(raw);
        let update =
            decoded.inspect_err(|error| tracing::warn!("{error}; it is passed over")).ok()?;
        if let UpdateKind::Message(message) | UpdateKind::EditedMessage(message) = &update.kind {
            self.sender.saw(message.chat.id, message.id);
        }
        let kept = match schema::worth(&update, &self.me) {
            Worth::Nothing => return None,
            Worth::Moment => false,
            Worth::Keeping => true,
        };
        Some(Letter { update, raw: raw.to_string(), kept })
    }

    async fn hand_on(&self, letter: Letter, handled: Option<oneshot::Sender<()>>) {
        let kept = letter.kept.then(|| Unfinished::fresh(i64::from(letter.update.id.0)));
        let job = Job { update: letter.update, kept, again: false, handled };
        // Nobody takes it while the bot stops; it stays in the journal.
        let _ = self.jobs.send(job).await;
    }

    async fn on_disk(&self) {
        while let Err(error) = self.journal.on_disk().await {
            tracing::error!("Telegram is not told yet that updates arrived: {error}");
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Hands on what could not be kept, and waits until it has been handled.
    async fn hand_on_unkept(&self, letters: Vec<Letter>) {
        let mut all = Vec::new();
        for letter in letters {
            let (handled, done) = oneshot::channel();
            self.hand_on(Letter { kept: false, ..letter }, Some(handled)).await;
            all.push(done);
        }
        futures::future::join_all(all).await;
    }
}

fn arrival(letter: &Letter) -> Arrival {
    let update = &letter.update;
    let person = match &update.kind {
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => {
            message.sender_chat.as_ref().map(|chat| chat.id.0)
        }
        _ => None,
    };
    let user = || update.from().and_then(|user| i64::try_from(user.id.0).ok());
    Arrival {
        update: i64::from(update.id.0),
        chat: update.chat().map(|chat| Chat(chat.id.0)),
        person: person.or_else(user).map(Person),
        raw: letter.raw.clone(),
    }
}
