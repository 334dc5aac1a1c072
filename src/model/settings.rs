//! Where a model is, and what may be asked of it.

use std::time::Duration;

use secrecy::SecretString;

/// Where a chat model is, and its limits.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address of the API, as a rule ending in `/v1`; `/chat/completions`
    /// is added to it.
    pub base_url: String,
    /// The model's name, as its server knows it.
    pub name: String,
    /// What goes out as `Authorization: Bearer …`; none for a server without keys.
    pub api_key: Option<SecretString>,
    /// Further headers of every request.
    pub headers: Vec<(String, SecretString)>,
    /// How long a whole reply may take, with waiting and retries.
    pub timeout: Duration,
    /// How long the first piece of a reply may take, with waiting and retries,
    /// and how long each piece after it.
    pub first_token_timeout: Duration,
    /// How long making the connection may take.
    pub connect_timeout: Duration,
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
            base_url: String::new(),
            name: String::new(),
            api_key: None,
            headers: Vec::new(),
            timeout: Duration::from_mins(1),
            first_token_timeout: Duration::from_secs(15),
            connect_timeout: Duration::from_secs(5),
            max_tokens: 1024,
            temperature: 0.0,
            at_once: 8,
        }
    }
}
