//! An answer as it is being written: a draft in a private chat, a message that is
//! edited in a group. It only grows.

use std::time::Duration;

use teloxide::types::{MessageId, ParseMode};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::payloads::SendMessageDraft;
use super::send::Sender;
use super::visit::Visit;

/// The least time between two states of a draft, and of a message in a group, of
/// which Telegram takes twenty a minute.
const DRAFT_PACE: Duration = Duration::from_millis(400);
const GROUP_PACE: Duration = Duration::from_secs(4);

/// An answer as it is being written.
pub(super) struct Live {
    text: watch::Sender<String>,
    /// Shows what is written; ends with the messages that show it.
    showing: JoinHandle<Vec<i32>>,
}

impl Live {
    /// Shows nothing until there is something to show.
    pub(super) fn start(sender: &Sender, visit: &Visit) -> Self {
        let (text, written) = watch::channel(String::new());
        let (sender, visit) = (sender.clone(), visit.clone());
        let showing = tokio::spawn(async move {
            if visit.private {
                draft(&sender, &visit, written).await;
                Vec::new()
            } else {
                edits(&sender, &visit, written).await
            }
        });
        Self { text, showing }
    }

    /// Shows `html` as soon as the pace allows.
    pub(super) fn show(&self, html: String) {
        self.text.send_replace(html);
    }

    /// Shows nothing more. Returns the messages that are there to be edited.
    pub(super) async fn end(self) -> Vec<i32> {
        drop(self.text);
        self.showing.await.unwrap_or_default()
    }
}

/// Shows each state as a draft. A server that takes none is left alone: the answer
/// comes whole.
async fn draft(sender: &Sender, visit: &Visit, mut written: watch::Receiver<String>) {
    let draft_id = visit.message.0.max(1);
    while written.changed().await.is_ok() {
        let draft = SendMessageDraft {
            chat_id: visit.chat_id(),
            message_thread_id: visit.place.topic,
            draft_id,
            text: written.borrow_and_update().clone(),
            parse_mode: ParseMode::Html,
        };
        if let Err(error) = sender.try_once(&draft).await {
            tracing::debug!("a draft is not shown: {error}");
            return;
        }
        tokio::time::sleep(DRAFT_PACE).await;
    }
}

/// Shows the first state in a message, and each further one in its place.
async fn edits(sender: &Sender, visit: &Visit, mut written: watch::Receiver<String>) -> Vec<i32> {
    let mut message: Option<i32> = None;
    while written.changed().await.is_ok() {
        let outgoing = visit.outgoing(written.borrow_and_update().clone());
        let shown = if let Some(id) = message {
            let edit = sender.edit(visit.chat_id(), MessageId(id), &outgoing).await;
            edit.map(|there| there.then_some(id))
        } else {
            let sent = sender.send(visit.place, &outgoing).await;
            sent.map(|sent| sent.map(|sent| sent.message_id))
        };
        match shown {
            Ok(Some(id)) => message = Some(id),
            Ok(None) => break,
            Err(error) => {
                tracing::warn!("an answer is not shown as it is written: {error}");
                break;
            }
        }
        tokio::time::sleep(GROUP_PACE).await;
    }
    message.into_iter().collect()
}
