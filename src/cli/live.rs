//! The answerer of a chat, which follows its documents: when they change on
//! disk, they are read again behind the conversation.

use std::sync::{Arc, PoisonError, RwLock};

use super::{Failure, open};
use crate::answer::Answerer;
use crate::config::Config;
use crate::corpus::Changes;

/// An answerer that is exchanged for one over the documents of now. Clones
/// share it.
#[derive(Clone)]
pub(super) struct Live(Arc<RwLock<Answerer>>);

impl Live {
    /// Follows the documents of `answerer`, as `changes` tells of them, until
    /// the process ends.
    pub(super) fn follow(config: &Config, answerer: Answerer, mut changes: Changes) -> Self {
        let live = Self(Arc::new(RwLock::new(answerer)));
        let (shared, config) = (live.clone(), config.clone());
        std::thread::spawn(move || {
            let mut said = Vec::new();
            loop {
                changes.wait();
                let faults = shared.read_again(&config);
                for fault in faults.iter().filter(|fault| !said.contains(*fault)) {
                    tracing::warn!("of the documents: {fault}");
                }
                said = faults;
            }
        });
        live
    }

    /// The answerer of now.
    pub(super) fn answerer(&self) -> Answerer {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the documents again; returns what is wrong with them, a line each.
    fn read_again(&self, config: &Config) -> Vec<String> {
        match open::again(config, &self.answerer()).map_err(Failure::into_error) {
            Ok((answerer, problems)) => {
                if let Some(answerer) = answerer {
                    *self.0.write().unwrap_or_else(PoisonError::into_inner) = answerer;
                }
                problems.iter().map(ToString::to_string).collect()
            }
            Err(error) => vec![format!("they stay as they were: {error:#}")],
        }
    }
}
