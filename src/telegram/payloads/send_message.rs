//! `sendMessage` with ephemeral messages: in a group, a word to one person
//! that nobody else sees and that does not stay.

use serde::Serialize;
use teloxide::payloads;
use teloxide::requests::Payload;
use teloxide::types::{Message, UserId};

/// `sendMessage`, to everyone in the chat or to one person in it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::telegram) struct SendMessage {
    #[serde(flatten)]
    message: payloads::SendMessage,
    #[serde(skip_serializing_if = "Option::is_none")]
    ephemeral_message_parameters: Option<Ephemeral>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Ephemeral {
    receiver_user_id: UserId,
}

impl SendMessage {
    /// `message`, seen by `only` that person if given.
    pub(in crate::telegram) fn new(message: payloads::SendMessage, only: Option<UserId>) -> Self {
        let ephemeral_message_parameters =
            only.map(|receiver_user_id| Ephemeral { receiver_user_id });
        Self { message, ephemeral_message_parameters }
    }
}

impl Payload for SendMessage {
    type Output = Message;

    const NAME: &'static str = "SendMessage";
}
