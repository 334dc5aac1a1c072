//! The full-text index: tantivy on disk, under the data folder.
//!
//! ```text
//! data/index/lock                      held while building
//! data/index/<fingerprint>/            a complete index
//! data/index/.<fingerprint>.unfinished one that is growing
//! ```
//!
//! The fingerprint names what the index was made from, so an unchanged corpus
//! opens what is there and a changed one never meets an old index. A changed
//! one's index begins as links to the files of the last, so that only what has
//! changed is indexed.
//!
//! Nothing else knows tantivy: [`WeightedTerm`]s go in, passages come out.

mod base;
mod build;
mod error;
mod files;
mod lock;
mod manifest;
mod open;
mod schema;
mod sealed;
mod term;
mod tokenizer;
mod view;
mod writer;

pub use build::Progress;
pub use error::IndexError;
pub use lock::{Lock, LockError};
pub use manifest::{Manifest, fingerprint};
pub use open::{Check, Index};
pub use term::{Field, WeightedTerm};
pub use view::View;
