//! Where a model is, and what may be asked of it.

use std::time::Duration;

use super::endpoint::Endpoint;

/// Where a chat model is, and its limits.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it is.
    pub endpoint: Endpoint,
    /// How long a whole reply may take, with waiting and retries.
    pub timeout: Duration,
    /// How long the first piece of a reply may take, with waiting and retries,
    /// and how long each piece after it.
    pub first_token_timeout: Duration,
    /// The longest reply, in tokens.
    pub max_tokens: u32,
    /// 0 for the likeliest words.
    pub temperature: f32,
    /// How many replies may be under way at once; the rest wait.
    pub at_once: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            endpoint: Endpoint::default(),
            timeout: Duration::from_mins(1),
            first_token_timeout: Duration::from_secs(15),
            max_tokens: 1024,
            temperature: 0.0,
            at_once: 8,
        }
    }
}
