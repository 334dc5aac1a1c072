//! `doctor` on the endpoints: does the model reply, do the embeddings come,
//! and if not, what is to be done?

use std::time::Instant;

use anyhow::anyhow;

use super::exit::OrExit;
use super::{Exit, Failure, model};
use crate::config::Config;
use crate::model::{Message, ModelError};

/// Asks the language model for one word.
pub(super) fn chat(config: &Config) -> Result<String, Failure> {
    let settings = |error| failure("model", &error);
    let Some(model) = model::chat(config).map_err(settings)? else {
        return Ok("none: model.base_url is empty, so answers are chosen, not composed".to_owned());
    };
    let runtime = tokio::runtime::Runtime::new().or_exit(Exit::Unexpected)?;
    let began = Instant::now();
    let asked = [Message::user("Reply with the single word OK.")];
    let reply = runtime.block_on(model.complete(&asked)).map_err(settings)?;
    let (name, time) = (model.name(), began.elapsed());
    Ok(format!(
        "{name} at {} replied {} characters in {time:.1?}",
        model.address(),
        reply.trim().chars().count()
    ))
}

/// Asks the embedding model for one vector.
pub(super) fn embeddings(config: &Config) -> Result<String, Failure> {
    let settings = |error| failure("embeddings", &error);
    let Some(embedder) = model::embedder(config).map_err(settings)? else {
        return Ok("none: embeddings.base_url is empty, so the reader's vectors serve".to_owned());
    };
    let began = Instant::now();
    let vector = embedder.query("innovation 創新").map_err(settings)?;
    let (name, time) = (embedder.name(), began.elapsed());
    Ok(format!("{name} at {} made a vector of {} in {time:.1?}", embedder.address(), vector.len()))
}

fn failure(section: &str, error: &ModelError) -> Failure {
    let exit = match error {
        ModelError::Settings { .. } => Exit::Settings,
        ModelError::Machine { .. } => Exit::Unexpected,
        _ => Exit::Model,
    };
    Failure::new(exit, anyhow!("{error}; {}", advice(section, error)))
}

/// What to do about `error`.
fn advice(section: &str, error: &ModelError) -> String {
    let key = section.to_uppercase();
    match error {
        ModelError::Unreachable { .. } => {
            format!(
                "is it running, and is {section}.base_url right? a proxy is taken from HTTPS_PROXY"
            )
        }
        ModelError::Status { status: 401 | 403, .. } => {
            format!("set INNOPOLICY_{key}_API_KEY to a key that this server knows")
        }
        ModelError::Status { status: 400 | 404 | 405, .. } => {
            format!("check {section}.base_url, which ends in /v1 as a rule, and {section}.name")
        }
        ModelError::Status { status: 402 | 429, .. } => {
            "too many requests, or no credit is left with this server".to_owned()
        }
        ModelError::Status { status: 300..=399, .. } => {
            format!("set {section}.base_url to where it moved")
        }
        ModelError::Slow { .. } => {
            format!("raise {section}.timeout and the like, or take a smaller model")
        }
        ModelError::Settings { .. } => format!("see docs/model.md for [{section}]"),
        _ => "see docs/model.md; the questions go on being answered without it".to_owned(),
    }
}
