//! `run`: the Telegram bot when there is a token, else the chat.

use super::exit::OrExit;
use super::{Exit, Failure, chat, open};
use crate::config::{Config, Credentials};
use crate::index::Lock;
use crate::telegram;

pub(super) fn run(config: &Config) -> Result<(), Failure> {
    let Some(credentials) = Credentials::from_environment() else {
        return chat::chat(config);
    };
    let answerer = open::answerer(config)?;
    let _lock = Lock::take(&config.data.join("run.lock"), "running the bot")?;
    let runtime = tokio::runtime::Runtime::new().or_exit(Exit::Unexpected)?;
    let bot = telegram::run(config.telegram, &credentials, answerer);
    runtime.block_on(bot).or_exit(Exit::Telegram)
}
