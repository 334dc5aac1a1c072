//! `run`: the Telegram bot when there is a token, else the chat.

use std::path::PathBuf;
use std::sync::Arc;

use super::exit::OrExit;
use super::{Exit, Failure, chat, open};
use crate::answer::Answerer;
use crate::config::{Config, Credentials};
use crate::index::Lock;
use crate::store::Store;
use crate::telegram::{self, Library, Reread};

/// `file` is the settings file that was named, for reading it again.
pub(super) fn run(config: &Config, file: Option<PathBuf>) -> Result<(), Failure> {
    let Some(credentials) = Credentials::from_environment() else {
        return chat::chat(config);
    };
    let changes = open::changes(config);
    let answerer = open::answerer(config, open::Named::Always)?;
    let _lock = Lock::take(&config.data.join("run.lock"), "running the bot")?;
    let runtime = tokio::runtime::Runtime::new().or_exit(Exit::Unexpected)?;
    let store = runtime.block_on(Store::open(&config.data))?;
    let rebuild = config.clone();
    let rebuild = Arc::new(move |now: &Answerer| {
        let (answerer, problems) = open::again(&rebuild, now).map_err(Failure::into_error)?;
        let problems = problems.iter().map(ToString::to_string).collect();
        Ok(Reread { answerer, problems })
    });
    let resettle = Arc::new(move || Ok(Config::read(file.as_deref())?.telegram));
    let bot = telegram::run(telegram::Runtime {
        settings: config.telegram.clone(),
        webhook: config.webhook.clone(),
        watch: config.watch.clone(),
        credentials,
        store,
        library: Library::new(answerer, rebuild),
        changes,
        resettle,
    });
    runtime.block_on(bot).or_exit(Exit::Telegram)
}
