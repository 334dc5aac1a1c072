//! Who and what exists: people, chats, their messages, and the bot itself.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

/// The bot's own id, as in its token.
pub const BOT_ID: i64 = 123_456_789;
/// The bot's user name.
pub const BOT_NAME: &str = "innopolicy_bot";

/// A person, or another bot.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) username: Option<String>,
    pub(super) language: Option<String>,
    pub(super) is_bot: bool,
}

impl Person {
    /// The `User` object.
    pub(super) fn to_value(&self) -> Value {
        let mut user = json!({"id": self.id, "is_bot": self.is_bot, "first_name": self.name});
        if let Some(username) = &self.username {
            user["username"] = json!(username);
        }
        if let Some(language) = &self.language {
            user["language_code"] = json!(language);
        }
        user
    }
}

/// The kind of a chat, spelt as the Bot API spells it by `name`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Private,
    Group,
    Supergroup,
}

impl Kind {
    /// The Bot API's name of the kind.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup => "supergroup",
        }
    }
}

/// Why the bot cannot write to a chat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Barrier {
    Blocked,
    Kicked,
    Restricted,
    MigratedTo(i64),
}

/// A member's standing in a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rank {
    Owner,
    Administrator,
    Anonymous,
    Member,
    Left,
    Kicked,
}

/// A chat.
#[derive(Clone, Debug)]
pub(super) struct Chat {
    pub(super) id: i64,
    pub(super) kind: Kind,
    pub(super) title: String,
    /// Topics of a forum; `None` when the chat is no forum.
    pub(super) topics: Option<BTreeSet<i64>>,
    pub(super) members: BTreeMap<i64, Rank>,
    pub(super) barrier: Option<Barrier>,
    /// Whether the bot hears only what is meant for it.
    pub(super) privacy: bool,
}

/// A message and what the Bot API does not tell of it.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    /// The `Message` object.
    pub(super) value: Value,
    /// The text as the bot sent it, tags included.
    pub(super) html: String,
    /// The message its `reply_parameters` named, whether or not it exists.
    pub(super) reply_to: Option<i64>,
    pub(super) edits: usize,
    pub(super) deleted: bool,
    /// When it was sent, counted over all chats.
    pub(super) order: usize,
    /// When it was sent, by the clock.
    pub(super) at: std::time::Instant,
}

impl Stored {
    /// Whether the bot wrote it.
    pub(super) fn is_ours(&self) -> bool {
        self.value["from"]["id"] == BOT_ID
    }

    /// The message as another message's `reply_to_message`, which nests only once.
    pub(super) fn as_reply_target(&self) -> Value {
        let mut value = self.value.clone();
        if let Some(message) = value.as_object_mut() {
            message.remove("reply_to_message");
        }
        value
    }
}

/// Everything that exists.
#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) people: BTreeMap<i64, Person>,
    pub(super) chats: BTreeMap<i64, Chat>,
    pub(super) messages: BTreeMap<(i64, i64), Stored>,
    /// Callback queries by id; true once answered.
    pub(super) callbacks: BTreeMap<String, bool>,
    /// Inline queries by id; true once answered.
    pub(super) inline_queries: BTreeMap<String, bool>,
    last_ids: BTreeMap<i64, i64>,
    last_query: u64,
}

impl World {
    /// The `User` object of a person, of the bot, or of someone never heard of.
    pub(super) fn user(&self, id: i64) -> Value {
        if id == BOT_ID {
            return bot();
        }
        let unknown = || json!({"id": id, "is_bot": false, "first_name": "Someone"});
        self.people.get(&id).map_or_else(unknown, Person::to_value)
    }

    /// The `Chat` object of a chat.
    pub(super) fn chat(&self, id: i64) -> Value {
        let Some(chat) = self.chats.get(&id) else {
            return json!({"id": id, "type": "private", "first_name": "Someone"});
        };
        let mut value = json!({"id": id, "type": chat.kind.name()});
        if chat.kind != Kind::Private {
            value["title"] = json!(chat.title);
            if chat.topics.is_some() {
                value["is_forum"] = json!(true);
            }
            return value;
        }
        let user = self.user(id);
        for key in ["first_name", "username"] {
            if user[key].is_string() {
                value[key] = user[key].clone();
            }
        }
        value
    }

    /// The next message id of a chat.
    ///
    /// Supergroups count for themselves; all other chats of a bot share one counter.
    pub(super) fn next_message_id(&mut self, chat: i64) -> i64 {
        let alone = self.chats.get(&chat).is_some_and(|chat| chat.kind == Kind::Supergroup);
        let (counter, start) = if alone { (chat, 40) } else { (0, 700) };
        let id = self.last_ids.entry(counter).or_insert(start);
        *id += 1;
        *id
    }

    /// A fresh id for a callback or inline query.
    pub(super) fn next_query_id(&mut self) -> String {
        self.last_query += 1;
        // Real ids are long numbers that do not fit 32 bits.
        format!("48823300{:011}", self.last_query)
    }

    /// Keeps a message under its chat and id, both taken from the object.
    pub(super) fn store(&mut self, value: Value, html: String, reply_to: Option<i64>) {
        let key = (value["chat"]["id"].as_i64(), value["message_id"].as_i64());
        let (Some(chat), Some(id)) = key else { return };
        let order = self.messages.len();
        let at = std::time::Instant::now();
        let stored = Stored { value, html, reply_to, edits: 0, deleted: false, order, at };
        self.messages.insert((chat, id), stored);
    }

    /// A message that still exists.
    pub(super) fn message(&self, chat: i64, id: i64) -> Option<&Stored> {
        self.messages.get(&(chat, id)).filter(|stored| !stored.deleted)
    }

    /// A member's standing; people write in groups only as members.
    pub(super) fn rank(&self, chat: i64, user: i64) -> Rank {
        let chat = self.chats.get(&chat);
        chat.and_then(|chat| chat.members.get(&user)).copied().unwrap_or(Rank::Left)
    }

    /// The `ChatMember` object for a standing.
    pub(super) fn member(&self, user: i64, rank: Rank) -> Value {
        let user = self.user(user);
        match rank {
            Rank::Owner => json!({"user": user, "status": "creator", "is_anonymous": false}),
            Rank::Administrator => administrator(&user, false),
            Rank::Anonymous => administrator(&user, true),
            Rank::Member => json!({"user": user, "status": "member"}),
            Rank::Left => json!({"user": user, "status": "left"}),
            Rank::Kicked => json!({"user": user, "status": "kicked", "until_date": 0}),
        }
    }
}

fn administrator(user: &Value, anonymous: bool) -> Value {
    json!({
        "user": user, "status": "administrator", "is_anonymous": anonymous,
        "can_be_edited": false, "can_manage_chat": true, "can_delete_messages": true,
        "can_manage_video_chats": true, "can_restrict_members": true,
        "can_promote_members": false, "can_change_info": true, "can_invite_users": true,
        "can_post_stories": false, "can_edit_stories": false, "can_delete_stories": false,
        "can_pin_messages": true, "can_manage_topics": false,
    })
}

/// The bot as a `User` object.
pub(super) fn bot() -> Value {
    json!({"id": BOT_ID, "is_bot": true, "first_name": "innopolicy", "username": BOT_NAME})
}

/// The time for `date` fields.
pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
