//! A thread for the network, for those who wait.

use std::sync::mpsc;

use tokio::runtime::{Builder, Runtime};

use super::super::ModelError;

/// A runtime of one thread. It may be used, and dropped, from within another.
pub(super) struct Worker {
    runtime: Option<Runtime>,
}

impl Worker {
    pub(super) fn start() -> Result<Self, ModelError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("embeddings")
            .enable_all()
            .build()
            .map_err(|error| ModelError::Machine {
                what: "a thread for embeddings",
                reason: error.to_string(),
            })?;
        Ok(Self { runtime: Some(runtime) })
    }

    /// Does `work` on the thread and waits for what it comes to.
    pub(super) fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, ModelError>> + Send + 'static,
    ) -> Result<T, ModelError> {
        let stopped = || ModelError::Broken {
            address: "this process".to_owned(),
            reason: "it is stopping".to_owned(),
        };
        let (done, outcome) = mpsc::sync_channel(1);
        self.runtime.as_ref().ok_or_else(stopped)?.spawn(async move {
            // Whoever no longer waits needs no outcome.
            let _ = done.send(work.await);
        });
        outcome.recv().unwrap_or_else(|_| Err(stopped()))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
