//! Whether a message in a group is meant for the bot.

use teloxide::types::{Me, Message, MessageEntityKind, MessageEntityRef};

/// Other bots, channels' forwards and service messages are not people asking.
/// An anonymous administrator, or someone who speaks as a channel, is: both
/// come from an account of Telegram's own, with the chat they speak as.
pub(super) fn is_noise(message: &Message) -> bool {
    let from_bot =
        message.from.as_ref().is_some_and(|user| user.is_bot) && message.sender_chat.is_none();
    let forwarded = message.is_automatic_forward();
    let service = message.text().or(message.caption()).is_none() && !message.chat.is_private();
    from_bot || forwarded || service || message.via_bot.is_some()
}

/// The question of a message without a command: one that mentions the bot
/// anywhere, or replies to it. A bare mention asks what is replied to.
pub(super) fn question(message: &Message, me: &Me) -> Option<String> {
    let text = message.text().or(message.caption())?;
    match mention(message, me) {
        Some(range) => {
            let rest =
                format!("{} {}", text[..range.start].trim_end(), text[range.end..].trim_start());
            let asked = rest.trim().trim_start_matches(['，', ',', '：', ':']).trim_start();
            match asked {
                "" => Some(replied(message).unwrap_or_default()),
                asked => Some(asked.to_owned()),
            }
        }
        None if replies_to_us(message, me) => Some(text.to_owned()),
        None => None,
    }
}

/// What is quoted of the message replied to, or else all of it.
pub(super) fn replied(message: &Message) -> Option<String> {
    let quoted = message.quote().map(|quote| quote.text.clone());
    let whole = message.reply_to_message();
    quoted.or_else(|| whole.and_then(|reply| reply.text().or(reply.caption())).map(str::to_owned))
}

fn replies_to_us(message: &Message, me: &Me) -> bool {
    let author = message.reply_to_message().and_then(|reply| reply.from.as_ref());
    author.is_some_and(|author| author.id == me.id)
}

/// Bytes of the first mention of the bot, by name or by link. Telegram marks
/// mentions, so an address that merely looks like one is none.
fn mention(message: &Message, me: &Me) -> Option<std::ops::Range<usize>> {
    let entities = message.parse_entities().or_else(|| message.parse_caption_entities())?;
    let is_ours = |entity: &MessageEntityRef<'_>| match entity.kind() {
        MessageEntityKind::Mention => entity
            .text()
            .strip_prefix('@')
            .is_some_and(|name| name.eq_ignore_ascii_case(me.username())),
        MessageEntityKind::TextMention { user } => user.id == me.id,
        _ => false,
    };
    entities.iter().find(|entity| is_ours(entity)).map(MessageEntityRef::range)
}
