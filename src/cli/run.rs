//! `run`: the Telegram bot when there is a token, else the chat.

use super::{Failure, chat};
use crate::config::{Config, Credentials};

pub(super) fn run(config: &Config) -> Result<(), Failure> {
    match Credentials::from_environment() {
        None => chat::chat(config),
        Some(_) => chat::chat(config),
    }
}
