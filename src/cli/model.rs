//! From settings to the clients of models.

use std::collections::BTreeMap;
use std::time::Duration;

use secrecy::SecretString;

use crate::config::{Config, Secret};
use crate::model::{ChatModel, Embedder, EmbeddingSettings, Endpoint, ModelError, Settings};

/// The language model of `config`; `None` where none is wanted.
pub(super) fn chat(config: &Config) -> Result<Option<ChatModel>, ModelError> {
    let model = &config.model;
    if model.base_url.trim().is_empty() {
        return Ok(None);
    }
    let settings = Settings {
        endpoint: Endpoint {
            base_url: model.base_url.clone(),
            name: model.name.clone(),
            api_key: key(model.api_key.as_ref()),
            headers: headers(&model.headers),
            connect_timeout: Duration::from_secs(model.connect_timeout),
        },
        timeout: Duration::from_secs(model.timeout),
        first_token_timeout: Duration::from_secs(model.first_token_timeout),
        max_tokens: model.max_tokens,
        temperature: model.temperature,
        at_once: model.at_once,
    };
    ChatModel::new(settings).map(Some)
}

/// The embedding model of `config`; `None` where none is wanted.
pub(super) fn embedder(config: &Config) -> Result<Option<Embedder>, ModelError> {
    let model = &config.embeddings;
    if model.base_url.trim().is_empty() {
        return Ok(None);
    }
    let settings = EmbeddingSettings {
        endpoint: Endpoint {
            base_url: model.base_url.clone(),
            name: model.name.clone(),
            api_key: key(model.api_key.as_ref()),
            headers: headers(&model.headers),
            connect_timeout: Duration::from_secs(model.connect_timeout),
        },
        dimensions: model.dimensions,
        query_prefix: model.query_prefix.clone(),
        passage_prefix: model.passage_prefix.clone(),
        query_input_type: model.query_input_type.clone(),
        passage_input_type: model.passage_input_type.clone(),
        batch: model.batch,
        timeout: Duration::from_secs(model.timeout),
        query_timeout: Duration::from_secs(model.query_timeout),
    };
    Embedder::new(settings).map(Some)
}

fn key(secret: Option<&Secret>) -> Option<SecretString> {
    secret.map(|Secret(secret)| secret.clone())
}

fn headers(headers: &BTreeMap<String, Secret>) -> Vec<(String, SecretString)> {
    headers.iter().map(|(name, Secret(value))| (name.clone(), value.clone())).collect()
}
