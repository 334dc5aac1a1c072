//! A language model at any OpenAI-compatible endpoint: messages in, text out,
//! piece by piece; and embeddings: texts in, vectors out.
//!
//! Nothing here knows what is asked or said. Everything that a server sends is
//! bounded: in time, in bytes of the wire, in bytes of text. A key is in no
//! error, log or `Debug`.

mod accepted;
mod address;
mod attempt;
mod bounded;
mod breaker;
mod chat;
mod connection;
mod delta;
mod embedder;
mod endpoint;
mod error;
mod events;
mod message;
mod network;
mod pieces;
mod refusal;
mod retry;
mod settings;
mod thought;
mod usage;
mod wire;

pub use chat::ChatModel;
pub use embedder::{Embedder, EmbeddingSettings};
pub use endpoint::Endpoint;
pub use error::{ModelError, Phase};
pub use message::{Message, Role};
pub use pieces::Pieces;
pub use settings::Settings;
pub use usage::Usage;
