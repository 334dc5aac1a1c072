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
        endpoint: endpoint(
            (&model.base_url, &model.name),
            (model.api_key.as_ref(), &model.headers),
            model.connect_timeout,
        ),
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
        endpoint: endpoint(
            (&model.base_url, &model.name),
            (model.api_key.as_ref(), &model.headers),
            model.connect_timeout,
        ),
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

/// The model `name` at `base_url`, with the key and the headers that open it; the timeout
/// is in seconds.
fn endpoint(
    (base_url, name): (&str, &str),
    (key, headers): (Option<&Secret>, &BTreeMap<String, Secret>),
    connect_timeout: u64,
) -> Endpoint {
    let header =
        |(name, Secret(value)): (&String, &Secret)| (name.clone(), SecretString::clone(value));
    Endpoint {
        base_url: base_url.to_owned(),
        name: name.to_owned(),
        api_key: key.map(|Secret(secret)| secret.clone()),
        headers: headers.iter().map(header).collect(),
        connect_timeout: Duration::from_secs(connect_timeout),
    }
}
