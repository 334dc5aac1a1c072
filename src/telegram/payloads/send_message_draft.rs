//! `sendMessageDraft`: a text as it is being written, in a private chat.

use serde::Serialize;
use teloxide::requests::Payload;
use teloxide::types::{ChatId, ParseMode, ThreadId, True};

/// `sendMessageDraft` (Bot API 9.3): shows a text that is not finished. Each call
/// with the same `draft_id` replaces what it shows; `sendMessage` ends it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::telegram) struct SendMessageDraft {
    /// A private chat.
    pub(in crate::telegram) chat_id: ChatId,
    /// Its topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::telegram) message_thread_id: Option<ThreadId>,
    /// Which draft; not 0.
    pub(in crate::telegram) draft_id: i32,
    /// The text so far.
    pub(in crate::telegram) text: String,
    /// How its markup is written.
    pub(in crate::telegram) parse_mode: ParseMode,
}

impl Payload for SendMessageDraft {
    type Output = True;

    const NAME: &'static str = "SendMessageDraft";
}
