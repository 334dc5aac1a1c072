//! Why a reader does not open or read.

use std::path::PathBuf;

/// Why a reader could not be opened, or could not read.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// A file of the reader is not there.
    #[error("{path}: not there; put the reader's files into its folder, or do without a reader", path = path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A file of the reader cannot be read.
    #[error("cannot read {path}: {source}; check who may read it", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The manifest is not of its form, or lacks a key.
    #[error("{path} is no reader's manifest: {source}; docs/reader.md lists its keys", path = path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong, with the line and the key.
        source: Box<toml::de::Error>,
    },
    /// A key of the manifest has a value that cannot be.
    #[error("{path}: {key} = {value} cannot be; it is {wanted}", path = path.display())]
    Value {
        /// The manifest.
        path: PathBuf,
        /// The key.
        key: &'static str,
        /// Its value.
        value: String,
        /// What it has to be.
        wanted: String,
    },
    /// The tokenizer's file is broken.
    #[error("{path} is no tokenizer: {source}; fetch it again", path = path.display())]
    Tokenizer {
        /// The file.
        path: PathBuf,
        /// What the tokenizer said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The model's file is broken, or is not what the manifest says.
    #[error("{path} is no model for this manifest: {source}; fetch both again", path = path.display())]
    Model {
        /// The file.
        path: PathBuf,
        /// What the runtime said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The model has no output or input of that name.
    #[error("{path} has no {name}, which {key} in reader.toml names; fetch both again", path = path.display())]
    Unnamed {
        /// The file.
        path: PathBuf,
        /// The key of the manifest.
        key: &'static str,
        /// The name that it gives.
        name: String,
    },
    /// The model makes no vectors.
    #[error("{path} makes no vectors; name its output as outputs.vector in reader.toml if it does", path = path.display())]
    NoVectors {
        /// The model.
        path: PathBuf,
    },
}
