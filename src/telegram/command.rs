//! What a message asks of the bot, if anything.

use teloxide::types::{Me, Message, MessageEntityKind, MessageEntityRef};

use super::address;
use super::attachment::Attachment;
use crate::question::overview;

/// What a message asks of the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    /// A question; empty for /ask with nothing to ask.
    Ask(String),
    /// Something without words.
    Attachment(Attachment),
    /// Passages about something, and no answer.
    Search(String),
    /// Whether a text is in the documents.
    Verify(String),
    /// How the last answer came about.
    Why,
    /// The documents, or those with these words.
    Sources(String),
    /// The newest documents.
    Latest,
    /// The language of the bot's words.
    Language,
    /// What a chat can set.
    Settings,
    /// A word to whoever runs the bot.
    Feedback(String),
    /// What is kept.
    Privacy,
    /// Forget what is kept of me.
    Forget,
    /// Stop answering.
    Cancel,
    /// How to ask.
    Help,
    /// /start, with what a deep link carries.
    Start(String),
    /// What only an owner may ask for.
    Owner(OwnerRequest),
    /// A command that there is not.
    Unknown,
}

/// What only an owner may ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OwnerRequest {
    /// Numbers.
    Stats,
    /// Read the documents again.
    Reindex,
    /// Read the settings again.
    Reload,
    /// Write to all chats.
    Broadcast(String),
    /// Keep someone out; by id, or in reply to them.
    Ban(String),
    /// Lift a ban.
    Unban(String),
    /// Let someone in.
    Allow(String),
}

/// Commands that are answered in a group without the bot's name. The others
/// many bots have, so there they need it: Telegram's menu adds it by itself.
const OWN: [&str; 5] = ["ask", "search", "sources", "latest", "cancel"];

impl Request {
    /// Reads `message`: any text in a private chat; in a group what is
    /// addressed to the bot by command, mention or reply. `None` for the rest.
    pub(super) fn read(message: &Message, me: &Me) -> Option<Self> {
        if address::is_noise(message) {
            return None;
        }
        let text = message.text().or(message.caption()).unwrap_or_default();
        let private = message.chat.is_private();
        // What only asks for what was sent is not about the documents.
        let attached = Attachment::of(message).filter(|_| private);
        if text.is_empty() || attached.is_some() && is_of_itself(text) {
            return attached.map(Self::Attachment);
        }
        match Command::parse(text, marked(message), me.username()) {
            Parsed::Command(command) if private || command.named || command.is_own() => {
                Some(command.request(message))
            }
            Parsed::Text if private => Some(Self::Ask(text.to_owned())),
            Parsed::Text => address::question(message, me).map(Self::Ask),
            Parsed::Command(_) | Parsed::Elsewhere => None,
        }
    }

    /// Its name, for counting.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Ask(_) => "ask",
            Self::Search(_) => "search",
            Self::Verify(_) => "verify",
            Self::Owner(_) => "owner",
            Self::Unknown => "unknown",
            _ => "command",
        }
    }
}

/// Whether `text` asks for an overview of a document and does not say of which: 總結呢份文件.
fn is_of_itself(text: &str) -> bool {
    overview::read(text).is_some_and(|wanted| {
        wanted.of_document && wanted.about.is_empty() && wanted.section.is_none() && !wanted.newest
    })
}

/// What follows the command that `message` begins with; all of its text when
/// there is none.
pub(super) fn argument(message: &Message) -> &str {
    let text = message.text().or(message.caption()).unwrap_or_default();
    text[marked(message)..].trim_start_matches(parts_from_command).trim_end()
}

/// How many bytes the command has that `message` begins with; 0 if it begins
/// with none. Telegram says where it ends: no white space needs to stand there.
fn marked(message: &Message) -> usize {
    let entities = message.parse_entities().or_else(|| message.parse_caption_entities());
    let is_command = |entity: &MessageEntityRef<'_>| {
        entity.start() == 0 && *entity.kind() == MessageEntityKind::BotCommand
    };
    let command = entities.iter().flatten().find(|entity| is_command(entity));
    command.map_or(0, MessageEntityRef::end)
}

/// Whether a character parts a command from what follows: `/ask：`, `/ask，`.
fn parts_from_command(character: char) -> bool {
    character.is_whitespace() || matches!(character, ':' | '：' | ',' | '，' | '、')
}

struct Command<'a> {
    name: String,
    argument: &'a str,
    /// Whether the bot's name stands after it.
    named: bool,
}

enum Parsed<'a> {
    Command(Command<'a>),
    /// A command to another bot.
    Elsewhere,
    Text,
}

impl<'a> Command<'a> {
    /// Reads `/name`, `/name@bot`, which is `marked` in so many bytes of `text`,
    /// and what follows.
    fn parse(text: &'a str, marked: usize, username: &str) -> Parsed<'a> {
        let (head, argument) = text.split_at(marked);
        let Some(head) = head.strip_prefix('/') else { return Parsed::Text };
        let (name, target) = match head.split_once('@') {
            Some((name, target)) => (name, Some(target)),
            None => (head, None),
        };
        let ours = target.is_none_or(|target| target.eq_ignore_ascii_case(username));
        if !ours {
            return Parsed::Elsewhere;
        }
        Parsed::Command(Self {
            name: name.to_ascii_lowercase(),
            argument: argument.trim_start_matches(parts_from_command).trim_end(),
            named: target.is_some(),
        })
    }

    fn is_own(&self) -> bool {
        OWN.contains(&self.name.as_str())
    }

    fn request(self, message: &Message) -> Request {
        let words = || self.argument.to_owned();
        let asked = || match self.argument {
            "" => address::replied(message).unwrap_or_default(),
            argument => argument.to_owned(),
        };
        match self.name.as_str() {
            "ask" => Request::Ask(asked()),
            "search" => Request::Search(asked()),
            "verify" => Request::Verify(asked()),
            "why" => Request::Why,
            "sources" => Request::Sources(words()),
            "latest" => Request::Latest,
            "language" => Request::Language,
            "settings" => Request::Settings,
            "feedback" => Request::Feedback(words()),
            "privacy" => Request::Privacy,
            "forget" => Request::Forget,
            "cancel" => Request::Cancel,
            "help" => Request::Help,
            "start" => Request::Start(words()),
            "stats" => Request::Owner(OwnerRequest::Stats),
            "reindex" => Request::Owner(OwnerRequest::Reindex),
            "reload" => Request::Owner(OwnerRequest::Reload),
            "broadcast" => Request::Owner(OwnerRequest::Broadcast(words())),
            "ban" => Request::Owner(OwnerRequest::Ban(words())),
            "unban" => Request::Owner(OwnerRequest::Unban(words())),
            "allow" => Request::Owner(OwnerRequest::Allow(words())),
            _ => Request::Unknown,
        }
    }
}
