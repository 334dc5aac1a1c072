//! Where an embedding model is, and how it wants its texts.

use std::time::Duration;

use crate::model::endpoint::Endpoint;

/// Where an embedding model is, how it wants its texts, and its limits.
#[derive(Debug, Clone)]
pub struct EmbeddingSettings {
    /// Where it is.
    pub endpoint: Endpoint,
    /// How many numbers a vector is to have; 0 for as many as the model gives.
    pub dimensions: usize,
    /// What is put before a question.
    pub query_prefix: String,
    /// What is put before a passage.
    pub passage_prefix: String,
    /// What is sent as `input_type` with a question; empty for nothing.
    pub query_input_type: String,
    /// What is sent as `input_type` with passages.
    pub passage_input_type: String,
    /// How many passages are sent at a time.
    pub batch: usize,
    /// How long a batch of passages may take, with retries.
    pub timeout: Duration,
    /// How long a question may take, with retries.
    pub query_timeout: Duration,
}

impl Default for EmbeddingSettings {
    fn default() -> Self {
        Self {
            endpoint: Endpoint::default(),
            dimensions: 0,
            query_prefix: String::new(),
            passage_prefix: String::new(),
            query_input_type: String::new(),
            passage_input_type: String::new(),
            batch: 32,
            timeout: Duration::from_mins(1),
            query_timeout: Duration::from_secs(3),
        }
    }
}
