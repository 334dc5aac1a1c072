//! `run`: the Telegram bot when there is a token, else the chat.

use std::path::PathBuf;
use std::sync::Arc;

use super::exit::OrExit;
use super::{Exit, Failure, chat, open, writer};
use crate::answer::Answerer;
use crate::config::{Config, Credentials};
use crate::corpus::Changes;
use crate::index::{Lock, LockError};
use crate::store::{Budget, Store};
use crate::telegram::{self, Composing, Ended, Library, Reread};

/// The language model of `config`, with what it may cost.
fn composing(config: &Config) -> Result<Option<Composing>, Failure> {
    let model = &config.model;
    let budget = Budget {
        requests_per_person: model.requests_per_person_per_day,
        requests: model.requests_per_day,
        tokens: model.tokens_per_day,
    };
    Ok(writer::composer(config)?.map(|composer| Composing { composer, budget }))
}

/// Holds the data folder for this process; where the disk cannot be written, nobody does.
fn lock(config: &Config) -> Result<Option<Lock>, Failure> {
    match Lock::take(&config.data.join("run.lock"), "running the bot") {
        Err(error @ LockError::Write { .. }) => {
            tracing::error!("{error}");
            Ok(None)
        }
        taken => Ok(Some(taken?)),
    }
}

/// `file` is the settings file that was named, for reading it again.
pub(super) fn run(config: &Config, file: Option<PathBuf>) -> Result<(), Failure> {
    let Some(credentials) = Credentials::from_environment() else {
        return chat::chat(config);
    };
    let changes = open::changes(config);
    let answerer = open::answerer(config, open::Named::Always)?;
    let runtime = tokio::runtime::Runtime::new().or_exit(Exit::Unexpected)?;
    let rebuild = config.clone();
    let rebuild = Arc::new(move |now: &Answerer| {
        let (answerer, problems) = open::again(&rebuild, now).map_err(Failure::into_error)?;
        let problems = problems.iter().map(ToString::to_string).collect();
        Ok(Reread { answerer, problems })
    });
    let resettle = Arc::new(move || Ok(Config::read(file.as_deref())?.telegram));
    let (library, composing) = (Library::new(answerer, rebuild), composing(config)?);
    let bot = |store, changes| telegram::Runtime {
        settings: config.telegram.clone(),
        webhook: config.webhook.clone(),
        watch: config.watch.clone(),
        credentials: credentials.clone(),
        store,
        library: library.clone(),
        composing: composing.clone(),
        changes,
        resettle: resettle.clone(),
    };
    let ended = runtime.block_on(serve(config, changes, bot));
    // Documents that are just read again are read at the next start; nobody waits for them.
    runtime.shutdown_background();
    ended
}

/// Runs what `bot` makes until it is asked to stop; anew when the disk, which could not be
/// written, can be.
async fn serve(
    config: &Config,
    mut changes: Changes,
    bot: impl Fn(Store, Changes) -> telegram::Runtime,
) -> Result<(), Failure> {
    let stop = telegram::stop::on_signal();
    loop {
        let _lock = lock(config)?;
        let store = Store::open_or_remember(&config.data).await?;
        match telegram::run(bot(store, changes), &stop).await.or_exit(Exit::Telegram)? {
            Ended::Stopped => return Ok(()),
            Ended::Writable => changes = open::changes(config),
        }
    }
}
