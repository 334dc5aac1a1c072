//! An answer as it is being written: a draft in a private chat, a message that is
//! edited in a group. It only grows.

use std::time::Duration;

use teloxide::types::{MessageId, ParseMode};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

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
    ended: CancellationToken,
    /// Shows what is written; ends with the messages that show it.
    showing: JoinHandle<Vec<i32>>,
}

/// What is written, at a pace, until it ends.
struct Written {
    text: watch::Receiver<String>,
    ended: CancellationToken,
    pace: Duration,
}

impl Live {
    /// Shows nothing until there is something to show.
    pub(super) fn start(sender: &Sender, visit: &Visit) -> Self {
        let (text, states) = watch::channel(String::new());
        let ended = CancellationToken::new();
        let pace = if visit.private { DRAFT_PACE } else { GROUP_PACE };
        let written = Written { text: states, ended: ended.clone(), pace };
        let (sender, visit) = (sender.clone(), visit.clone());
        let showing = tokio::spawn(async move {
            if visit.private {
                draft(&sender, &visit, written).await;
                Vec::new()
            } else {
                edits(&sender, &visit, written).await
            }
        });
        Self { text, ended, showing }
    }

    /// Shows `html` as soon as the pace allows.
    pub(super) fn show(&self, html: String) {
        self.text.send_replace(html);
    }

    /// Shows nothing more. Returns the messages that are there to be edited.
    pub(super) async fn end(self) -> Vec<i32> {
        self.ended.cancel();
        self.showing.await.unwrap_or_default()
    }
}

impl Written {
    /// The next state; `None` when there will be none, or nobody waits for it.
    async fn next(&mut self) -> Option<String> {
        tokio::select! {
            biased;
            () = self.ended.cancelled() => None,
            changed = self.text.changed() => {
                changed.ok()?;
                Some(self.text.borrow_and_update().clone())
            }
        }
    }

    /// Waits until the pace allows a further state, or there will be none.
    async fn pause(&self) {
        // That it took the whole time is as well.
        let _ = tokio::time::timeout(self.pace, self.ended.cancelled()).await;
    }
}

/// Shows each state as a draft. A server that takes none is left alone: the answer
/// comes whole.
async fn draft(sender: &Sender, visit: &Visit, mut written: Written) {
    let draft_id = visit.message.0.max(1);
    while let Some(text) = written.next().await {
        let draft = SendMessageDraft {
            chat_id: visit.chat_id(),
            message_thread_id: visit.place.topic,
            draft_id,
            text,
            parse_mode: ParseMode::Html,
        };
        if let Err(error) = sender.try_once(&draft).await {
            tracing::debug!("a draft is not shown: {error}");
            return;
        }
        written.pause().await;
    }
}

/// Shows the first state in a message, and each further one in its place.
async fn edits(sender: &Sender, visit: &Visit, mut written: Written) -> Vec<i32> {
    let mut message: Option<i32> = None;
    while let Some(html) = written.next().await {
        let outgoing = visit.outgoing(html);
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
        written.pause().await;
    }
    message.into_iter().collect()
}
