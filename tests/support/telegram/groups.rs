//! Groups: who is in them, what they say, what happens to the bot.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;

use super::delivery::{self, SentMessage, Utterance};
use super::messages::{Anchor, BotMessage};
use super::people::{self, Query};
use super::state::Shared;
use super::world::{BOT_ID, Barrier, Chat, Kind, Rank};

/// A group the bot is a member of.
#[derive(Clone, Debug)]
pub struct Group {
    shared: Arc<Shared>,
    id: i64,
}

impl Group {
    /// Opens a group; ids of supergroups start with -100.
    pub(super) fn open(shared: Arc<Shared>, id: i64, title: &str) -> Self {
        let supergroup = id.to_string().starts_with("-100");
        let chat = Chat {
            id,
            kind: if supergroup { Kind::Supergroup } else { Kind::Group },
            title: title.to_owned(),
            topics: None,
            members: [(BOT_ID, Rank::Member)].into(),
            barrier: None,
            privacy: true,
        };
        shared.change(|state| {
            state.world.chats.entry(id).or_insert(chat);
        });
        Self { shared, id }
    }

    /// The chat's id.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Adds a member.
    pub fn member(self, id: i64, name: &str) -> Self {
        self.joined(id, name, Rank::Member)
    }

    /// Adds an administrator.
    pub fn admin(self, id: i64, name: &str) -> Self {
        self.joined(id, name, Rank::Administrator)
    }

    /// Adds an administrator who speaks as the group.
    pub fn anonymous_admin(self, id: i64, name: &str) -> Self {
        self.joined(id, name, Rank::Anonymous)
    }

    /// Adds the owner.
    pub fn owner(self, id: i64, name: &str) -> Self {
        self.joined(id, name, Rank::Owner)
    }

    /// Turns the group into a forum with these topics, besides General.
    pub fn forum(self, topics: &[i64]) -> Self {
        let topics: BTreeSet<i64> = topics.iter().copied().collect();
        self.chat(|chat| chat.topics = Some(topics))
    }

    /// Lets the bot hear everything.
    pub fn without_privacy(self) -> Self {
        self.chat(|chat| chat.privacy = false)
    }

    /// Makes the bot an administrator, which lets it hear everything too.
    pub fn bot_is_admin(self) -> Self {
        self.chat(|chat| {
            chat.members.insert(BOT_ID, Rank::Administrator);
        })
    }

    /// The bot is not in the group yet; see [`Group::adds_bot`].
    pub fn bot_is_absent(self) -> Self {
        self.chat(|chat| {
            chat.members.insert(BOT_ID, Rank::Left);
            chat.barrier = Some(Barrier::Kicked);
        })
    }

    /// Takes the bot's right to write.
    pub fn restricts_bot(&self) {
        self.shared.change(|state| {
            state.world.chats.entry(self.id).and_modify(|c| c.barrier = Some(Barrier::Restricted));
        });
    }

    /// Changes someone's standing without a word, as when rights are taken away.
    pub fn demotes(&self, id: i64) {
        self.shared.change(|state| {
            let chat = state.world.chats.entry(self.id);
            chat.and_modify(|chat| {
                chat.members.insert(id, Rank::Member);
            });
        });
    }

    fn joined(self, id: i64, name: &str, rank: Rank) -> Self {
        self.shared.change(|state| people::introduce(state, id, name));
        self.chat(|chat| {
            chat.members.insert(id, rank);
        })
    }

    fn chat(self, change: impl FnOnce(&mut Chat)) -> Self {
        self.shared.change(|state| {
            state.world.chats.entry(self.id).and_modify(change);
        });
        self
    }

    /// A member writes.
    pub async fn says(&self, from: i64, text: &str) -> SentMessage {
        self.utter(Utterance { chat: self.id, from, text, reply: None, topic: None, extra: None })
    }

    /// A member writes in a topic.
    pub async fn says_in(&self, topic: i64, from: i64, text: &str) -> SentMessage {
        self.utter(Utterance {
            chat: self.id,
            from,
            text,
            reply: None,
            topic: Some(topic),
            extra: None,
        })
    }

    /// A member replies to an earlier message.
    pub async fn replies(&self, from: i64, earlier: &impl Anchor, text: &str) -> SentMessage {
        let reply = Some(earlier.place().1);
        self.utter(Utterance { chat: self.id, from, text, reply, topic: None, extra: None })
    }

    /// A member sends something with further fields, such as a quote or a sender chat.
    pub async fn sends(
        &self,
        from: i64,
        earlier: Option<&SentMessage>,
        text: &str,
        extra: &serde_json::Value,
    ) -> SentMessage {
        let reply = earlier.map(|earlier| earlier.message_id);
        self.utter(Utterance { chat: self.id, from, text, reply, topic: None, extra: Some(extra) })
    }

    /// The bot may write again.
    pub async fn frees_bot(&self, by: i64) -> i64 {
        self.shared.change(|s| delivery::promote_bot(s, self.id, by, Rank::Member))
    }

    fn utter(&self, said: Utterance<'_>) -> SentMessage {
        self.shared.change(|state| delivery::say(state, said))
    }

    /// A member edits an own message; gives the id of the update, if the bot hears it.
    pub async fn edits(&self, earlier: &SentMessage, text: &str) -> Option<i64> {
        people::edit(&self.shared, earlier, text)
    }

    /// A member presses a button under a message of the bot.
    pub async fn presses(&self, from: i64, message: &BotMessage, data: &str) -> Query {
        people::press(&self.shared, from, message, data)
    }

    /// A member adds the bot: a change of standing, and a service message.
    pub async fn adds_bot(&self, by: i64) -> SentMessage {
        self.shared.change(|state| {
            delivery::promote_bot(state, self.id, by, Rank::Member);
            let joined = json!({"new_chat_members": [state.world.user(BOT_ID)]});
            delivery::service(state, self.id, by, &joined)
        })
    }

    /// A member removes the bot; gives the id of the update.
    pub async fn kicks_bot(&self, by: i64) -> i64 {
        self.shared.change(|state| delivery::promote_bot(state, self.id, by, Rank::Kicked))
    }

    /// The group becomes a supergroup with a new id. Both chats say so, and the old one refuses
    /// messages with `migrate_to_chat_id` from now on.
    pub async fn migrates_to(&self, new: i64) -> Self {
        let moved = self.migrates_quietly_to(new);
        self.shared.change(|state| {
            delivery::service(state, self.id, BOT_ID, &json!({"migrate_to_chat_id": new}));
            delivery::service(state, new, BOT_ID, &json!({"migrate_from_chat_id": self.id}));
        });
        moved
    }

    /// As [`Group::migrates_to`], but the bot learns of it only from the refusal.
    pub fn migrates_quietly_to(&self, new: i64) -> Self {
        self.shared.change(|state| {
            let old = state.world.chats.get_mut(&self.id).expect("the group is open");
            old.barrier = Some(Barrier::MigratedTo(new));
            let moved = Chat { id: new, kind: Kind::Supergroup, barrier: None, ..old.clone() };
            state.world.chats.insert(new, moved);
        });
        Self { shared: Arc::clone(&self.shared), id: new }
    }
}
