//! What Telegram's refusals mean for the bot.

/// What a refusal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The markup cannot be read; a defect of ours.
    Markup,
    /// The message is already what it should become.
    NotModified,
    /// The message to be replied to is gone.
    ReplyGone,
    /// The message to be edited or deleted is gone, or not to be touched.
    MessageGone,
    /// The topic is gone.
    TopicGone,
    /// The person blocked the bot, or it was removed from the chat: nobody
    /// there hears it any more.
    ChatGone,
    /// The topic is closed: others of its chat may not be.
    TopicClosed,
    /// The bot may not write in the chat for now.
    Muted,
    /// Who is in the chat is told to its administrators alone.
    MembersHidden,
    /// The button or inline query was answered too late.
    TooLate,
    /// Another process polls with the same token.
    Conflict,
    /// The server does not know the method or the parameter.
    Unknown,
    /// Anything else.
    Other,
}

/// Telegram's words, in lower case, for what they mean. They are no part of
/// the documented interface, but have been stable for years.
const WORDS: &[(&str, Refusal)] = &[
    ("can't parse entities", Refusal::Markup),
    ("message is not modified", Refusal::NotModified),
    ("message to be replied not found", Refusal::ReplyGone),
    ("replied message not found", Refusal::ReplyGone),
    ("message to edit not found", Refusal::MessageGone),
    ("message can't be edited", Refusal::MessageGone),
    ("message to delete not found", Refusal::MessageGone),
    ("message can't be deleted", Refusal::MessageGone),
    ("message_id_invalid", Refusal::MessageGone),
    ("message thread not found", Refusal::TopicGone),
    ("topic_deleted", Refusal::TopicGone),
    ("topic_closed", Refusal::TopicClosed),
    ("bot was blocked", Refusal::ChatGone),
    ("bot was kicked", Refusal::ChatGone),
    ("bot is not a member", Refusal::ChatGone),
    ("user is deactivated", Refusal::ChatGone),
    ("group chat was deactivated", Refusal::ChatGone),
    ("group is deactivated", Refusal::ChatGone),
    ("chat not found", Refusal::ChatGone),
    ("bot can't initiate conversation", Refusal::ChatGone),
    ("not enough rights to send", Refusal::Muted),
    ("have no rights to send", Refusal::Muted),
    ("chat_write_forbidden", Refusal::Muted),
    ("chat_restricted", Refusal::Muted),
    ("chat_send_plain_forbidden", Refusal::Muted),
    ("member list is inaccessible", Refusal::MembersHidden),
    ("chat_admin_required", Refusal::MembersHidden),
    ("query is too old", Refusal::TooLate),
    ("query_id_invalid", Refusal::TooLate),
];

impl Refusal {
    /// Reads a refusal from its code and description.
    pub fn read(code: u16, description: &str) -> Self {
        let said = description.to_lowercase();
        let known = WORDS.iter().find(|(words, _)| said.contains(words));
        match known {
            Some((_, refusal)) => *refusal,
            None if code == 409 => Self::Conflict,
            None if code == 403 => Self::ChatGone,
            None if code == 404 => Self::Unknown,
            None => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telegrams_words_are_read_as_what_they_mean() {
        let cases = [
            (400, "Bad Request: can't parse entities: Unsupported start tag", Refusal::Markup),
            (400, "Bad Request: message is not modified: specified new", Refusal::NotModified),
            (403, "Forbidden: bot was blocked by the user", Refusal::ChatGone),
            (403, "Forbidden: something new", Refusal::ChatGone),
            (400, "Bad Request: not enough rights to send text messages", Refusal::Muted),
            (400, "Bad Request: CHAT_WRITE_FORBIDDEN", Refusal::Muted),
            (400, "Bad Request: TOPIC_CLOSED", Refusal::TopicClosed),
            (404, "Not Found", Refusal::Unknown),
            (400, "Bad Request: BUTTON_DATA_INVALID", Refusal::Other),
        ];
        for (code, description, meaning) in cases {
            assert_eq!(Refusal::read(code, description), meaning, "{description}");
        }
    }
}
