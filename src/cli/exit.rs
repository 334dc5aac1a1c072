//! Exit codes, and failures that carry one.

use std::fmt;
use std::process::ExitCode;

use crate::config::ConfigError;
use crate::corpus::LoadError;
use crate::corpus::glossary::GlossaryError;
use crate::index::{IndexError, LockError};
use crate::question::InvalidQuery;
use crate::store::StoreError;

/// How the process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Success = 0,
    /// Something that should not happen.
    Unexpected = 1,
    /// Wrong arguments; clap's own code.
    Usage = 2,
    /// The settings are wrong.
    Settings = 3,
    /// The documents cannot be read.
    Documents = 4,
    /// The data folder or the index cannot be used.
    Data = 5,
    /// Telegram refuses, or is out of reach.
    Telegram = 6,
    /// What was asked is no question.
    Question = 7,
    /// A language model or embeddings refuse, or are out of reach.
    Model = 8,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error and the code to exit with.
#[derive(Debug)]
pub struct Failure {
    /// The code.
    pub exit: Exit,
    error: anyhow::Error,
}

impl Failure {
    pub(super) fn new(exit: Exit, error: impl Into<anyhow::Error>) -> Self {
        Self { exit, error: error.into() }
    }

    /// The error without its code, for those who go on.
    pub(super) fn into_error(self) -> anyhow::Error {
        self.error
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Many messages name their cause already; it is not said twice.
        let mut said = self.error.to_string();
        for cause in self.error.chain().skip(1).map(ToString::to_string) {
            if !said.contains(&cause) {
                said = format!("{said}: {cause}");
            }
        }
        write!(f, "innopolicy: {said}")
    }
}

/// Gives an error the code to exit with.
pub(super) trait OrExit<T> {
    fn or_exit(self, exit: Exit) -> Result<T, Failure>;
}

impl<T, E: Into<anyhow::Error>> OrExit<T> for Result<T, E> {
    fn or_exit(self, exit: Exit) -> Result<T, Failure> {
        self.map_err(|error| Failure::new(exit, error))
    }
}

macro_rules! exits {
    ($($error:ty => $exit:ident),+ $(,)?) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::new(Exit::$exit, error)
            }
        })+
    };
}

exits! {
    ConfigError => Settings,
    LoadError => Documents,
    GlossaryError => Documents,
    IndexError => Data,
    LockError => Data,
    StoreError => Data,
    InvalidQuery => Question,
}
