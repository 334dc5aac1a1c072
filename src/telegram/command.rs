//! What a message asks of the bot, if anything.

use teloxide::types::{Me, Message};

use crate::text::language::Language;

/// What a message asks of the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    /// /start
    Start,
    /// /help
    Help,
    /// /sources
    Sources,
    /// A question; empty for /ask with nothing to ask.
    Ask(String),
    /// A command that there is not.
    Unknown,
}

impl Request {
    /// Reads `message`: any text in a private chat, only /ask in a group.
    /// `None` for what is not addressed to the bot.
    pub(super) fn read(message: &Message, me: &Me) -> Option<Self> {
        if is_noise(message) {
            return None;
        }
        let text = message.text().or(message.caption()).unwrap_or_default();
        let private = message.chat.is_private();
        match Command::parse(text, me.username()) {
            Parsed::Command(command) if private => Some(command.request(message)),
            Parsed::Command(command) if command.name == "ask" => Some(command.request(message)),
            Parsed::Text if private => Some(Self::Ask(text.to_owned())),
            _ => None,
        }
    }
}

/// The language of a person's Telegram; Traditional Chinese, as the
/// documents are, when it is none of ours.
pub(super) fn language(message: &Message) -> Language {
    let code = message.from.as_ref().and_then(|user| user.language_code.as_deref());
    code.and_then(Language::from_ietf).unwrap_or(Language::TraditionalChinese)
}

/// Other bots, channels' forwards and service messages are not people asking.
fn is_noise(message: &Message) -> bool {
    let from_bot =
        message.from.as_ref().is_some_and(|user| user.is_bot) && message.sender_chat.is_none();
    let forwarded = message.is_automatic_forward();
    let service = message.text().or(message.caption()).is_none() && !message.chat.is_private();
    from_bot || forwarded || service || message.via_bot.is_some()
}

struct Command<'a> {
    name: String,
    argument: &'a str,
}

enum Parsed<'a> {
    Command(Command<'a>),
    /// A command to another bot.
    Elsewhere,
    Text,
}

impl<'a> Command<'a> {
    /// Reads `/name`, `/name@bot` and what follows.
    fn parse(text: &'a str, username: &str) -> Parsed<'a> {
        let Some(rest) = text.strip_prefix('/') else { return Parsed::Text };
        let (head, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let (name, target) = head.split_once('@').unwrap_or((head, username));
        let is_name = |name: &str| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        match (is_name(name), target.eq_ignore_ascii_case(username)) {
            (false, _) => Parsed::Text,
            (true, false) => Parsed::Elsewhere,
            (true, true) => {
                Parsed::Command(Self { name: name.to_ascii_lowercase(), argument: argument.trim() })
            }
        }
    }

    fn request(self, message: &Message) -> Request {
        match self.name.as_str() {
            "start" => Request::Start,
            "help" => Request::Help,
            "sources" => Request::Sources,
            "ask" if self.argument.is_empty() => Request::Ask(replied(message).unwrap_or_default()),
            "ask" => Request::Ask(self.argument.to_owned()),
            _ => Request::Unknown,
        }
    }
}

/// What is quoted of the message replied to, or else all of it.
fn replied(message: &Message) -> Option<String> {
    let quoted = message.quote().map(|quote| quote.text.clone());
    let whole = message.reply_to_message();
    quoted.or_else(|| whole.and_then(|reply| reply.text().or(reply.caption())).map(str::to_owned))
}
