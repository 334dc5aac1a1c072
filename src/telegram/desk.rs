//! What handlers work with.

use std::sync::{Arc, PoisonError, RwLock};

use secrecy::SecretString;
use teloxide::types::Me;
use tokio::sync::Notify;

use super::access::{Quotas, SharedQuotas};
use super::albums::Albums;
use super::composing::Composing;
use super::gate::Gate;
use super::heard::Heard;
use super::library::Library;
use super::metrics::Metrics;
use super::seats::{Seat, Seats};
use super::send::{Delivery, Sender};
use crate::config;
use crate::store::{Chat, Person, Shown, Store};

/// Reads the settings again.
pub type Resettle = Arc<dyn Fn() -> anyhow::Result<config::Telegram> + Send + Sync>;

/// What handlers work with. Clones share it.
#[derive(Clone)]
pub(super) struct Desk {
    /// The only one that sends.
    pub(super) sender: Sender,
    /// What outlives the process.
    pub(super) store: Store,
    /// The documents.
    pub(super) library: Library,
    /// The language model, if there is one.
    pub(super) composing: Option<Composing>,
    /// Who the bot is.
    pub(super) me: Arc<Me>,
    /// Who has a question under way.
    pub(super) seats: Seats,
    /// The albums that were answered.
    pub(super) albums: Albums,
    /// The questions that were heard.
    pub(super) heard: Heard,
    /// How many updates are handled at once.
    pub(super) gate: Gate,
    /// Notified when there is something to be sent to all chats.
    pub(super) broadcast_begun: Arc<Notify>,
    /// What is counted.
    pub(super) metrics: Metrics,
    /// The code that lets people in.
    pub(super) invitation: Option<SecretString>,
    /// Whether what is answered was taken up before, and so counted before.
    pub(super) again: bool,
    settled: Arc<RwLock<Settled>>,
    resettle: Resettle,
}

/// What /reload changes.
struct Settled {
    settings: Arc<config::Telegram>,
    quotas: SharedQuotas,
}

impl Settled {
    fn new(settings: config::Telegram) -> Self {
        Self { quotas: Arc::new(Quotas::new(&settings)), settings: Arc::new(settings) }
    }
}

/// What a desk is made of.
pub(super) struct Parts {
    pub(super) sender: Sender,
    pub(super) store: Store,
    pub(super) library: Library,
    pub(super) composing: Option<Composing>,
    pub(super) me: Me,
    pub(super) metrics: Metrics,
    pub(super) invitation: Option<SecretString>,
    pub(super) settings: config::Telegram,
    pub(super) resettle: Resettle,
}

impl Desk {
    pub(super) fn new(parts: Parts) -> Self {
        Self {
            sender: parts.sender,
            store: parts.store,
            library: parts.library,
            composing: parts.composing,
            me: Arc::new(parts.me),
            seats: Seats::default(),
            albums: Albums::default(),
            heard: Heard::default(),
            gate: Gate::new(parts.settings.at_once),
            broadcast_begun: Arc::default(),
            metrics: parts.metrics,
            invitation: parts.invitation,
            again: false,
            settled: Arc::new(RwLock::new(Settled::new(parts.settings))),
            resettle: parts.resettle,
        }
    }

    /// The same for the answer to one update, which may have been taken up
    /// before.
    pub(super) fn answering(&self, delivery: Arc<Delivery>, again: bool) -> Self {
        Self { sender: self.sender.answering(Some(delivery)), again, ..self.clone() }
    }

    /// Keeps what the buttons of `shown` need. Where that fails the answer goes out all
    /// the same, and its buttons say that it is too old.
    pub(super) async fn keep(&self, shown: &Shown) {
        if let Err(error) = self.store.keep(shown).await {
            tracing::warn!("the buttons of an answer will not work: {error}");
        }
    }

    /// A seat of `person` in `chat`; `None` when both are taken.
    pub(super) fn seat(&self, chat: Chat, person: Person) -> Option<Seat> {
        self.seats.take(chat, person, self.again)
    }

    /// The settings of now.
    pub(super) fn settings(&self) -> Arc<config::Telegram> {
        let settled = self.settled.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&settled.settings)
    }

    /// The quotas of now.
    pub(super) fn quotas(&self) -> SharedQuotas {
        let settled = self.settled.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&settled.quotas)
    }

    /// Reads the settings again; quotas begin anew.
    pub(super) fn resettle(&self) -> anyhow::Result<()> {
        let settings = (self.resettle)()?;
        *self.settled.write().unwrap_or_else(PoisonError::into_inner) = Settled::new(settings);
        Ok(())
    }
}
