//! Where a language model and embeddings are, and what they may cost.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Secret;

/// The language model that composes answers, if there is one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Model {
    /// The address of an OpenAI-compatible API, as a rule ending in `/v1`.
    /// Empty for none: then answers are chosen and not composed.
    pub base_url: String,
    /// The model's name, as its server knows it.
    pub name: String,
    /// The key, if the server wants one.
    pub api_key: Option<Secret>,
    /// Further headers of every request; their values are secret.
    pub headers: BTreeMap<String, Secret>,
    /// How long a whole reply may take, in seconds.
    pub timeout: u64,
    /// How long the first piece of a reply may take, in seconds; after it the
    /// question is answered without the model.
    pub first_token_timeout: u64,
    /// How long making the connection may take, in seconds.
    pub connect_timeout: u64,
    /// The longest reply, in tokens; for a model that thinks, thoughts included.
    pub max_tokens: u32,
    /// 0 for the likeliest words.
    pub temperature: f32,
    /// How many replies may be under way at once; the rest wait.
    pub at_once: usize,
    /// A folder of prompts that take the place of the built-in ones. Empty for none.
    pub prompts: PathBuf,
    /// How many replies a person may cause in a day of Hong Kong; 0 for any number.
    pub requests_per_person_per_day: u32,
    /// How many replies all together may cause in a day; 0 for any number.
    pub requests_per_day: u32,
    /// How many tokens, asked and answered, may be spent in a day; 0 for any number.
    pub tokens_per_day: u64,
}

impl Default for Model {
    fn default() -> Self {
        Self {
            base_url: String::new(),
            name: String::new(),
            api_key: None,
            headers: BTreeMap::new(),
            timeout: 60,
            first_token_timeout: 15,
            connect_timeout: 5,
            max_tokens: 1024,
            temperature: 0.0,
            at_once: 8,
            prompts: PathBuf::new(),
            requests_per_person_per_day: 100,
            requests_per_day: 2000,
            tokens_per_day: 5_000_000,
        }
    }
}

/// Vectors of passages from a server, in place of the reader's own.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Embeddings {
    /// The address of an OpenAI-compatible API, as a rule ending in `/v1`.
    /// Empty for none: then the reader's vectors serve, if it makes any.
    pub base_url: String,
    /// The model's name, as its server knows it.
    pub name: String,
    /// The key, if the server wants one.
    pub api_key: Option<Secret>,
    /// Further headers of every request; their values are secret.
    pub headers: BTreeMap<String, Secret>,
    /// How many numbers a vector is to have; 0 for as many as the model gives.
    pub dimensions: usize,
    /// What is put before a question, such as `query: ` for E5.
    pub query_prefix: String,
    /// What is put before a passage, such as `passage: ` for E5.
    pub passage_prefix: String,
    /// What is sent as `input_type` with a question, for a server that puts
    /// its prefixes itself; empty for nothing.
    pub query_input_type: String,
    /// What is sent as `input_type` with passages.
    pub passage_input_type: String,
    /// How many passages are sent at a time.
    pub batch: usize,
    /// Vectors are made for at most so many passages; above it passages are
    /// found by their words alone. All vectors are in memory, a byte a number,
    /// and all are compared with each question's.
    pub most_vectors: usize,
    /// How long a batch of passages may take, in seconds.
    pub timeout: u64,
    /// How long the vector of a question may take, in seconds; after it the
    /// question is answered from words.
    pub query_timeout: u64,
    /// How long making the connection may take, in seconds.
    pub connect_timeout: u64,
}

impl Default for Embeddings {
    fn default() -> Self {
        Self {
            base_url: String::new(),
            name: String::new(),
            api_key: None,
            headers: BTreeMap::new(),
            dimensions: 0,
            query_prefix: String::new(),
            passage_prefix: String::new(),
            query_input_type: String::new(),
            passage_input_type: String::new(),
            batch: 32,
            most_vectors: 200_000,
            timeout: 60,
            query_timeout: 3,
            connect_timeout: 5,
        }
    }
}
