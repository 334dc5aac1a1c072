//! Stands in for the tokenizer and the model where the program is built without
//! what runs them: none opens, so that none is ever run.

use std::convert::Infallible;
use std::path::Path;

use super::error::ReaderError;
use super::layout::Input;
use super::manifest::{Manifest, Script};
use super::output::Output;
use super::tokens::Tokens;

/// A tokenizer that there is not.
pub(super) struct Tokenizer(Infallible);

impl Tokenizer {
    pub(super) fn parse(_: &[u8], _: Script, path: &Path) -> Result<Self, ReaderError> {
        Err(ReaderError::NotBuilt { path: path.to_owned() })
    }

    pub(super) fn cut(&self, _: &str) -> Result<Tokens, ReaderError> {
        match self.0 {}
    }
}

/// A model that there is not.
pub(super) struct Network(Infallible);

impl Network {
    pub(super) fn parse(_: &[u8], _: &Manifest, path: &Path) -> Result<Self, ReaderError> {
        Err(ReaderError::NotBuilt { path: path.to_owned() })
    }

    pub(super) fn has_vectors(&self) -> bool {
        match self.0 {}
    }

    pub(super) fn path(&self) -> &Path {
        match self.0 {}
    }

    pub(super) fn run(&self, _: &Input) -> Result<Output, ReaderError> {
        match self.0 {}
    }
}
