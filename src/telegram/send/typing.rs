//! Typing: an answer is on its way.

use std::time::Duration;

use teloxide::payloads::{SendChatAction, SendChatActionSetters};
use teloxide::types::ChatAction;
use tokio::task::JoinHandle;

use super::{Place, Sender};

/// Telegram shows typing for five seconds.
const EVERY: Duration = Duration::from_secs(4);

/// Shows that an answer is on its way, until dropped.
#[derive(Debug)]
pub struct Typing(JoinHandle<()>);

impl Typing {
    pub(super) fn start(sender: &Sender, place: Place) -> Self {
        let api = sender.api.clone();
        let mut action = SendChatAction::new(place.chat, ChatAction::Typing);
        if let Some(topic) = place.topic {
            action = action.message_thread_id(topic);
        }
        Self(tokio::spawn(async move {
            loop {
                if let Err(error) = api.call(&action).await {
                    tracing::debug!("typing is not shown: {error}");
                }
                tokio::time::sleep(EVERY).await;
            }
        }))
    }
}

impl Drop for Typing {
    fn drop(&mut self) {
        self.0.abort();
    }
}
