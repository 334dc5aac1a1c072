//! A small encoder inside the program: where in a passage the answer to a
//! question stands, whether it stands there at all, and texts as vectors.
//!
//! ```text
//! question, header, passage ─ tokens ─► layout ─ network ─► logits ─ span ─► Reading
//! ```
//!
//! The model is a file, [`Manifest`] says what it needs, and nothing here
//! knows of the index or of answers. What is read is the same on every run.

mod error;
mod layout;
mod manifest;
mod network;
mod output;
mod span;
mod tokenizer;
mod tokens;
mod vector;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;
use std::sync::Arc;

pub use error::ReaderError;
pub use manifest::{Inputs, Manifest, Outputs, Prefixes, Script, Special};
pub use span::{SPANS, Span};
pub use vector::Vector;

use layout::{Input, Window};
use network::Network;
use output::Output;
use tokenizer::Tokenizer;
use tokens::Tokens;

const MODEL: &str = "model.onnx";
const TOKENIZER: &str = "tokenizer.json";
const MANIFEST: &str = "reader.toml";

/// A model with its tokenizer. Clones share it.
#[derive(Clone)]
pub struct Reader {
    parts: Arc<Parts>,
}

struct Parts {
    manifest: Manifest,
    tokenizer: Tokenizer,
    network: Network,
    fingerprint: String,
}

/// A passage to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    /// What stands above it: title, heading, publisher, day. No answer is
    /// looked for here.
    pub header: &'a str,
    /// Its words.
    pub text: &'a str,
}

/// What was read in one passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The logit that the passage answers the question: 0 is as likely as not.
    /// Negative infinity for a passage without a token.
    pub has_answer: f32,
    /// What answers, best first, at most [`SPANS`], none overlapping another.
    pub spans: Vec<Span>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("manifest", &self.parts.manifest).finish_non_exhaustive()
    }
}

impl Reader {
    /// Opens the reader in `folder`: `model.onnx`, `tokenizer.json` and
    /// `reader.toml`.
    ///
    /// # Errors
    /// [`ReaderError`] names the file, and the key of the manifest, at fault.
    pub fn open(folder: &Path) -> Result<Self, ReaderError> {
        let [manifest, tokenizer, model] =
            [MANIFEST, TOKENIZER, MODEL].map(|name| folder.join(name));
        let text = read(&manifest)?;
        let parsed = Manifest::parse(&String::from_utf8_lossy(&text), &manifest)?;
        let pieces = read(&tokenizer)?;
        let bytes = read(&model)?;
        let parts = Parts {
            tokenizer: Tokenizer::parse(&pieces, parsed.script, &tokenizer)?,
            fingerprint: fingerprint(&[&bytes, &pieces, &text]),
            network: Network::parse(bytes, &parsed, &model)?,
            manifest: parsed,
        };
        Ok(Self { parts: Arc::new(parts) })
    }

    /// What the reader says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.parts.manifest
    }

    /// A name for the reader's files: equal if and only if they are equal.
    pub fn fingerprint(&self) -> &str {
        &self.parts.fingerprint
    }

    /// Reads `passages` with `question` in mind; one [`Reading`] a passage, in
    /// their order.
    pub fn read(&self, question: &str, passages: &[Text<'_>]) -> Result<Vec<Reading>, ReaderError> {
        let asked: Vec<_> = passages.iter().map(|passage| (question, *passage)).collect();
        self.read_each(&asked)
    }

    /// Reads each passage with a question of its own; one [`Reading`] a passage, in their
    /// order.
    pub fn read_each(&self, asked: &[(&str, Text<'_>)]) -> Result<Vec<Reading>, ReaderError> {
        let prepared = asked.iter().map(|(question, passage)| self.prepare(question, passage));
        let prepared: Vec<_> = prepared.collect::<Result<_, _>>()?;
        let inputs = prepared.iter().flat_map(|(windows, _)| windows).map(|window| &window.input);
        let outputs = self.parts.network.run(&inputs.collect::<Vec<_>>())?;
        let mut rest = &outputs[..];
        let readings = asked.iter().zip(&prepared).map(|((_, passage), (windows, tokens))| {
            let (own, others) = rest.split_at(windows.len());
            rest = others;
            self.reading(passage.text, tokens, &windows.iter().zip(own).collect::<Vec<_>>())
        });
        Ok(readings.collect())
    }

    /// The vector of a question.
    ///
    /// # Errors
    /// [`ReaderError::NoVectors`] if the model makes none.
    pub fn query_vector(&self, question: &str) -> Result<Vector, ReaderError> {
        let text = format!("{}{question}", self.manifest().prefixes.query);
        let mut vectors = self.vectors(&[text])?;
        vectors.pop().ok_or_else(|| self.no_vectors())
    }

    /// The vectors of passages, in their order.
    ///
    /// # Errors
    /// [`ReaderError::NoVectors`] if the model makes none.
    pub fn passage_vectors(&self, passages: &[Text<'_>]) -> Result<Vec<Vector>, ReaderError> {
        let prefix = &self.manifest().prefixes.passage;
        let text = |passage: &Text<'_>| format!("{prefix}{} {}", passage.header, passage.text);
        self.vectors(&passages.iter().map(text).collect::<Vec<_>>())
    }

    fn vectors(&self, texts: &[String]) -> Result<Vec<Vector>, ReaderError> {
        if !self.parts.network.has_vectors() {
            return Err(self.no_vectors());
        }
        let input = |text: &String| Ok(layout::alone(self.manifest(), &self.cut(text)?));
        let inputs: Vec<Input> = texts.iter().map(input).collect::<Result<_, ReaderError>>()?;
        let vectors = self.parts.network.run(&inputs.iter().collect::<Vec<_>>())?.into_iter();
        let vector = |output: Output| Vector::new(&output.vector?);
        vectors.map(|output| vector(output).ok_or_else(|| self.no_vectors())).collect()
    }

    fn cut(&self, text: &str) -> Result<Tokens, ReaderError> {
        self.parts.tokenizer.cut(text)
    }

    fn prepare(
        &self,
        question: &str,
        passage: &Text<'_>,
    ) -> Result<(Vec<Window>, Tokens), ReaderError> {
        let question = self.cut(question)?;
        let (header, text) = (self.cut(passage.header)?, self.cut(passage.text)?);
        Ok((layout::windows(self.manifest(), &question, &header, &text), text))
    }

    fn reading(&self, text: &str, tokens: &Tokens, read: &[(&Window, &Output)]) -> Reading {
        let longest = self.manifest().longest_answer;
        let candidates = span::candidates(read, longest);
        let logits = read.iter().map(|one| match one.1.has_answer {
            Some(logit) => logit,
            None => span::above_null(one, longest),
        });
        Reading {
            has_answer: logits.fold(f32::NEG_INFINITY, f32::max),
            spans: span::best(text, &tokens.ranges, &candidates, span::weight(read)),
        }
    }

    fn no_vectors(&self) -> ReaderError {
        ReaderError::NoVectors { path: self.parts.network.path().to_owned() }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, ReaderError> {
    fs::read(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => ReaderError::Missing { path: path.to_owned() },
        _ => ReaderError::Read { path: path.to_owned(), source },
    })
}

fn fingerprint(files: &[&[u8]]) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hasher.update(&(file.len() as u64).to_le_bytes());
        hasher.update(file);
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
