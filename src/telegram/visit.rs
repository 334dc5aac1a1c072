//! Who is there: a person in a chat, with what they have set.

use chrono::Timelike;
use teloxide::types::{CallbackQuery, ChatId, Message, MessageId, User, UserId};

use super::send::{Outgoing, Place};
use crate::clock;
use crate::locale::Locale;
use crate::question::Query;
use crate::store::{Chat, Conversation, Person, Settings, Store, Topic};
use crate::text::language::Language;

/// A person in a chat.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    /// Where to reply.
    pub(super) place: Place,
    /// The message that asks, or that has the button.
    pub(super) message: MessageId,
    /// The message that it replies to.
    pub(super) replied: Option<MessageId>,
    /// Whether nobody else reads here.
    pub(super) private: bool,
    /// Who asks.
    pub(super) asker: Asker,
    /// What the chat has set.
    pub(super) settings: Settings,
}

/// Someone who asks or presses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asker {
    /// Who; a chat's id for those who speak as one.
    pub(super) id: Person,
    /// The account, unless hidden behind a chat.
    pub(super) user: Option<UserId>,
    /// Whether this is an administrator who speaks as the group.
    pub(super) anonymous_admin: bool,
    /// The language of their Telegram.
    language: Option<Language>,
}

/// Who wrote `message`: the chat for those who speak as one.
pub(super) fn author(message: &Message) -> Option<Person> {
    let chat = message.sender_chat.as_ref().map(|chat| chat.id.0);
    let user = || i64::try_from(message.from.as_ref()?.id.0).ok();
    chat.or_else(user).map(Person)
}

impl Asker {
    fn of_message(message: &Message) -> Self {
        let language = message.from.as_ref().and_then(spoken);
        match &message.sender_chat {
            Some(chat) => Self {
                id: Person(chat.id.0),
                user: None,
                anonymous_admin: chat.id == message.chat.id,
                language,
            },
            None => Self { language, ..Self::of_user(message.from.as_ref()) },
        }
    }

    pub(super) fn of_user(user: Option<&User>) -> Self {
        let id = user.map_or(0, |user| i64::try_from(user.id.0).unwrap_or_default());
        Self {
            id: Person(id),
            user: user.map(|user| user.id),
            anonymous_admin: false,
            language: user.and_then(spoken),
        }
    }

    /// The language of their Telegram; Traditional Chinese, as the documents
    /// are, when it is none of ours.
    pub(super) fn language(&self) -> Language {
        self.language.unwrap_or(Language::TraditionalChinese)
    }
}

fn spoken(user: &User) -> Option<Language> {
    user.language_code.as_deref().and_then(Language::from_ietf)
}

impl Visit {
    /// The author of `message`, where they wrote it.
    pub(super) async fn of_message(message: &Message, store: &Store) -> anyhow::Result<Self> {
        Ok(Self {
            place: Place::reply_to(message),
            message: message.id,
            replied: message.reply_to_message().map(|replied| replied.id),
            private: message.chat.is_private(),
            asker: Asker::of_message(message),
            settings: store.settings(Chat(message.chat.id.0)).await?,
        })
    }

    /// Who pressed a button, where it is. `None` for a button under an inline
    /// message, of which the bot does not know the chat.
    pub(super) async fn of_press(
        query: &CallbackQuery,
        store: &Store,
    ) -> anyhow::Result<Option<Self>> {
        let Some(message) = &query.message else { return Ok(None) };
        let chat = message.chat();
        let place = match message.regular_message() {
            Some(message) => Place::reply_to(message),
            None => Place { reply: Some(message.id()), ..Place::chat(chat.id) },
        };
        Ok(Some(Self {
            place,
            message: message.id(),
            replied: None,
            private: chat.is_private(),
            asker: Asker::of_user(Some(&query.from)),
            settings: store.settings(Chat(chat.id.0)).await?,
        }))
    }

    /// The chat's id in the store.
    pub(super) fn chat(&self) -> Chat {
        Chat(self.place.chat.0)
    }

    /// Whose talk this is.
    pub(super) fn conversation(&self) -> Conversation {
        let topic = self.place.topic.map_or(Topic::NONE, |topic| Topic(i64::from(topic.0.0)));
        Conversation { chat: self.chat(), topic, asker: self.asker.id }
    }

    /// The language of the bot's own words: the chat's, or the person's.
    pub(super) fn locale(&self) -> &'static Locale {
        Locale::of(self.settings.language.unwrap_or_else(|| self.asker.language()))
    }

    /// The language to answer `query` in: the chat's, or that of the question;
    /// the person's where it is but a name.
    pub(super) fn language_of(&self, query: &Query) -> Language {
        let usual = self.locale().language();
        let asked = || query.clone().in_usual_script(Some(usual)).language();
        let own = || if query.is_name() { usual } else { asked() };
        self.settings.language.unwrap_or_else(own)
    }

    /// A message in the chat's manner: without a sound in its quiet hours.
    pub(super) fn outgoing(&self, html: impl Into<String>) -> Outgoing {
        Outgoing::html(html).silent(self.settings.quiet.covers(clock::now().hour()))
    }

    /// Where to write to the person alone, for those in a group.
    pub(super) fn chat_id(&self) -> ChatId {
        self.place.chat
    }

    /// Whether the person may use the buttons of what `owner` asked for. What
    /// was asked in the name of a chat is everyone's.
    pub(super) fn owns(&self, owner: Person) -> bool {
        self.private || owner == self.asker.id || owner.0 <= 0
    }
}
