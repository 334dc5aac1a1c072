//! The client of an embedding model: texts in, vectors out.
//!
//! It is asked from code that waits, on threads that may wait, so it has a
//! thread of its own for the network.

mod halving;
mod settings;
mod worker;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::breaker::Breaker;
use super::retry::retried;
use super::{ModelError, Phase};
use halving::Asked;
pub use settings::EmbeddingSettings;
use worker::Worker;

/// The section of the settings that errors name.
const SECTION: &str = "embeddings";

/// An embedding model behind `/v1/embeddings`. Clones share its connections
/// and what is known of its health.
#[derive(Clone)]
pub struct Embedder {
    parts: Arc<Parts>,
    worker: Arc<Worker>,
}

struct Parts {
    asked: Asked,
    settings: EmbeddingSettings,
    breaker: Breaker,
}

impl std::fmt::Debug for Embedder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Embedder")
            .field("address", &self.address())
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

impl Embedder {
    /// A client; nothing is sent yet. Fails where a setting cannot be right.
    pub fn new(settings: EmbeddingSettings) -> Result<Self, ModelError> {
        let connection = settings.endpoint.connect(SECTION, "/embeddings")?;
        let (name, dimensions) = (settings.endpoint.name.clone(), settings.dimensions);
        let asked = Asked { connection, name, dimensions };
        let worker = Arc::new(Worker::start()?);
        Ok(Self { parts: Arc::new(Parts { asked, settings, breaker: Breaker::new() }), worker })
    }

    /// The model's name, as its server knows it.
    pub fn name(&self) -> &str {
        &self.parts.settings.endpoint.name
    }

    /// The address that is asked, without passwords.
    pub fn address(&self) -> String {
        self.parts.asked.connection.address()
    }

    /// A name for the vectors of passages: equal if and only if the model's
    /// name, the length of its vectors and what goes with a passage are.
    pub fn fingerprint(&self) -> String {
        let settings = &self.parts.settings;
        let mut hasher = blake3::Hasher::new();
        let dimensions = settings.dimensions.to_string();
        let (prefix, kind) = (&settings.passage_prefix, &settings.passage_input_type);
        for part in [&settings.endpoint.name, &dimensions, prefix, kind] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }

    /// The vector of a question, not yet of unit length. While the server is
    /// resting after failures this costs nothing.
    pub fn query(&self, text: &str) -> Result<Vec<f32>, ModelError> {
        self.question(text, self.parts.settings.query_timeout)
    }

    /// How many numbers a vector has, by the vector of a word. It may take as
    /// long as a batch of passages: a server that has just begun loads its
    /// model first.
    pub fn width(&self) -> Result<usize, ModelError> {
        Ok(self.question("width", self.parts.settings.timeout)?.len())
    }

    /// The vector of a question, within `limit`.
    fn question(&self, text: &str, limit: Duration) -> Result<Vec<f32>, ModelError> {
        let settings = &self.parts.settings;
        let texts = vec![format!("{}{text}", settings.query_prefix)];
        let mut vectors = self.vectors(texts, &settings.query_input_type, limit)?;
        vectors.pop().ok_or_else(|| self.parts.asked.connection.garbled("no vector"))
    }

    /// The vectors of passages, in their order, asked for batch by batch.
    pub fn passages(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, ModelError> {
        let settings = &self.parts.settings;
        let mut vectors = Vec::new();
        for batch in texts.chunks(settings.batch.max(1)) {
            let batch = batch.iter().map(|text| format!("{}{text}", settings.passage_prefix));
            vectors.extend(self.vectors(
                batch.collect(),
                &settings.passage_input_type,
                settings.timeout,
            )?);
        }
        Ok(vectors)
    }

    /// The vectors of one request, within `limit`.
    fn vectors(
        &self,
        texts: Vec<String>,
        input_type: &str,
        limit: Duration,
    ) -> Result<Vec<Vec<f32>>, ModelError> {
        let Some(call) = self.parts.breaker.pass() else {
            return Err(ModelError::Resting { address: self.address() });
        };
        let (parts, input_type) = (Arc::clone(&self.parts), input_type.to_owned());
        let vectors = self.worker.wait(async move {
            let until = Instant::now() + limit;
            let vectors = retried(until, || parts.asked.vectors(&texts, &input_type));
            let slow = || ModelError::Slow {
                address: parts.asked.connection.address(),
                phase: Phase::Whole,
                after: limit,
            };
            timeout_at(until, vectors).await.unwrap_or_else(|_| Err(slow()))
        });
        call.tell(vectors.as_ref().err().is_none_or(|error| !error.is_outage()));
        vectors
    }
}
