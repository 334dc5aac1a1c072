//! Methods and parameters newer than teloxide's Bot API, one a file.
//!
//! A server may be older than a parameter. Telegram's ignores what it does not
//! know; one that refuses it is asked once, and then no more.

mod get_updates;
mod send_message;
mod send_message_draft;

pub(super) use get_updates::GetUpdates;
pub(super) use send_message::SendMessage;
pub(super) use send_message_draft::SendMessageDraft;
