//! What is written to the journal.

use tokio::sync::oneshot;

use crate::store::{Chat, Person, StoreError};

/// An update that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its id.
    pub update: i64,
    /// Where it is from.
    pub chat: Option<Chat>,
    /// Whose it is.
    pub person: Option<Person>,
    /// All of it, as Telegram sent it.
    pub raw: String,
}

/// Something to be written.
#[derive(Debug)]
pub(super) enum Write {
    /// Updates have come.
    Enter { arrivals: Vec<Arrival>, arrived_ms: i64, reply: Reply<Vec<i64>> },
    /// An update that waited is taken up.
    Take { update: i64, reply: Reply<()> },
    /// A message is about to be sent.
    Begin { update: i64, newest: i32, reply: Reply<()> },
    /// Nobody waits for it; it is tried until it is written.
    Note(Note),
    /// Nothing comes after it.
    Close,
}

/// Where who waits is answered.
pub(super) type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

/// What became of an update.
#[derive(Debug, Clone)]
pub(super) enum Note {
    Parked { update: i64 },
    Sent { update: i64, message: i32 },
    Searched { update: i64, ids: i32 },
    Refused { update: i64 },
    Failed { update: i64, reason: String },
    Apologised { update: i64, message: i32 },
    Aside { update: i64 },
    Finished { update: i64 },
}
