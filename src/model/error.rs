//! Why there is no reply, or none to the end.

use std::time::Duration;

/// A model did not do what was asked of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// A setting is not what it should be.
    #[error("{section}.{key}: {reason}")]
    Settings {
        /// The section of the settings that it is in.
        section: &'static str,
        /// The setting.
        key: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// This machine does not give what it takes to ask.
    #[error(
        "{what} cannot be made: {reason}; look at this machine's limits on threads and files, and at its certificates"
    )]
    Machine {
        /// What it takes.
        what: &'static str,
        /// What the system said.
        reason: String,
    },
    /// All the replies that may be under way at once are.
    #[error(
        "the model at {address} is busy with {at_once} replies; raise at_once if it can do more"
    )]
    Busy {
        /// Its address.
        address: String,
        /// How many may be under way.
        at_once: usize,
    },
    /// It failed several times in a row and is not asked for a while.
    #[error("the model at {address} failed several times in a row and is left alone for a while")]
    Resting {
        /// Its address.
        address: String,
    },
    /// No connection.
    #[error("cannot reach the model at {address}: {reason}")]
    Unreachable {
        /// Its address.
        address: String,
        /// What the network said.
        reason: String,
    },
    /// It took too long.
    #[error("the model at {address} took longer than {} s {phase}", after.as_secs_f32())]
    Slow {
        /// Its address.
        address: String,
        /// To do what.
        phase: Phase,
        /// The limit.
        after: Duration,
    },
    /// It refused, or failed.
    #[error("the model at {address} answered {status}: {message}")]
    Status {
        /// Its address.
        address: String,
        /// The HTTP status.
        status: u16,
        /// The server's own words, bounded and without keys.
        message: String,
        /// How long it asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// What it sent is not what an OpenAI-compatible server sends.
    #[error("what the model at {address} sent cannot be read: {reason}")]
    Garbled {
        /// Its address.
        address: String,
        /// What is wrong.
        reason: String,
    },
    /// It broke off in the middle.
    #[error("the model at {address} broke off: {reason}")]
    Broken {
        /// Its address.
        address: String,
        /// What the network or the server said.
        reason: String,
    },
    /// It sent more than anyone asked for.
    #[error("the model at {address} sent more than {limit} bytes")]
    TooLong {
        /// Its address.
        address: String,
        /// The limit, in bytes.
        limit: usize,
    },
    /// It ended without a word.
    #[error("the model at {address} ended without a word; if it only thinks, raise max_tokens")]
    Empty {
        /// Its address.
        address: String,
    },
}

/// What took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The first piece of a reply.
    FirstToken,
    /// The next piece.
    NextToken,
    /// The whole reply.
    Whole,
}

impl std::fmt::Display for Phase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::FirstToken => "to begin its reply",
            Self::NextToken => "to go on with its reply",
            Self::Whole => "for its reply",
        })
    }
}

impl ModelError {
    /// Whether the same request may succeed a moment later.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Broken { .. } => true,
            Self::Status { status, .. } => matches!(status, 408 | 429 | 500..=599),
            _ => false,
        }
    }

    /// Whether this speaks of the endpoint, and not of one request.
    pub(super) fn is_outage(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::Slow { .. }
            | Self::Garbled { .. }
            | Self::Broken { .. } => true,
            Self::Status { status, .. } => !matches!(status, 400 | 413 | 422),
            _ => false,
        }
    }

    /// How long the server asks to be left alone.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}
