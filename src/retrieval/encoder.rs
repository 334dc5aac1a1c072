//! Who makes the vectors: the reader, or an embedding model behind a server.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::{Embedder, ModelError};
use crate::reader::{Reader, ReaderError, Text, Vector};

/// How far the cosines between the passages of the shipped page differ, by the
/// shipped reader (`Vectors::spread`).
const READER_SPREAD: f32 = 0.14;

/// Why there is no vector.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// The reader failed.
    #[error(transparent)]
    Reader(#[from] ReaderError),
    /// The server of embeddings failed.
    #[error(transparent)]
    Server(#[from] ModelError),
}

/// What makes the vectors of passages and of questions.
#[derive(Debug, Clone)]
pub enum Encoder {
    /// The small model in this program.
    Reader(Reader),
    /// A larger one behind a server.
    Server(Server),
}

/// An embedding model, and whether it was said that it is down.
#[derive(Debug, Clone)]
pub struct Server {
    embedder: Embedder,
    down: Arc<AtomicBool>,
}

impl From<Embedder> for Encoder {
    fn from(embedder: Embedder) -> Self {
        Self::Server(Server { embedder, down: Arc::default() })
    }
}

impl Encoder {
    /// A name for the vectors that it makes of passages; others have another.
    pub(super) fn fingerprint(&self) -> String {
        match self {
            Self::Reader(reader) => reader.fingerprint()[..16].to_owned(),
            Self::Server(server) => format!("server-{}", &server.embedder.fingerprint()[..16]),
        }
    }

    /// How many numbers a vector has; a server is asked for one.
    pub(super) fn width(&self) -> Result<usize, EncoderError> {
        match self {
            Self::Reader(reader) => Ok(reader.manifest().hidden),
            Self::Server(server) => Ok(server.embedder.width()?),
        }
    }

    /// The vectors of passages, in their order.
    pub(super) fn passages(&self, passages: &[Text<'_>]) -> Result<Vec<Vector>, EncoderError> {
        let embedder = match self {
            Self::Reader(reader) => return Ok(reader.passage_vectors(passages)?),
            Self::Server(server) => &server.embedder,
        };
        let text = |passage: &Text<'_>| format!("{} {}", passage.header, passage.text);
        let vectors = embedder.passages(&passages.iter().map(text).collect::<Vec<_>>())?;
        vectors.iter().map(|numbers| direction(embedder, numbers)).collect()
    }

    /// What a cosine is multiplied by to be on the scale of the shipped
    /// reader's, which the weights of answers were learnt on: some models put
    /// all texts close together. `spread` is that of its passages; 0 where it
    /// is not known, and then cosines stay as they are.
    pub(super) fn scale(&self, spread: f32) -> f32 {
        match self {
            Self::Server(_) if spread > 0.0 => READER_SPREAD / spread,
            _ => 1.0,
        }
    }

    /// Whether questions get no vector for now.
    pub(super) fn is_down(&self) -> bool {
        matches!(self, Self::Server(server) if server.is_down())
    }

    /// The vector of a question; `None` where none can be had. That a server
    /// is down is said once, until it is up again.
    pub(super) fn question(&self, text: &str) -> Option<Vector> {
        match self {
            Self::Reader(reader) => reader
                .query_vector(text)
                .inspect_err(|error| tracing::error!("searching by words alone: {error}"))
                .ok(),
            Self::Server(server) => server.question(text),
        }
    }
}

impl Server {
    fn is_down(&self) -> bool {
        self.down.load(Ordering::Relaxed)
    }

    fn question(&self, text: &str) -> Option<Vector> {
        let vector = self.embedder.query(text).map_err(EncoderError::from);
        match vector.and_then(|numbers| direction(&self.embedder, &numbers)) {
            Ok(vector) => {
                if self.down.swap(false, Ordering::Relaxed) {
                    tracing::info!("the embeddings are back: {}", self.embedder.address());
                }
                Some(vector)
            }
            Err(error) => {
                if !self.down.swap(true, Ordering::Relaxed) {
                    tracing::warn!("passages are found by their words alone for now: {error}");
                }
                None
            }
        }
    }
}

fn direction(embedder: &Embedder, numbers: &[f32]) -> Result<Vector, EncoderError> {
    let nowhere = || ModelError::Garbled {
        address: embedder.address(),
        reason: "a vector that points nowhere".to_owned(),
    };
    Ok(Vector::new(numbers).ok_or_else(nowhere)?)
}
