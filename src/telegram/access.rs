//! Who may ask, and how much.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use teloxide::payloads::GetChatMember;
use teloxide::types::ChatId;

use super::refusal::Refusal;
use super::send::Sender;
use super::visit::Visit;
use crate::config;
use crate::store::{Asking, Chat, Conversation, Person, Standing, Store};

/// Whether a request is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    /// It is.
    Welcome,
    /// It is not, and nothing is said: the person is banned, or was told.
    Silent,
    /// The bot answers only those whom its owner let in.
    Closed,
    /// In this group only administrators may ask.
    AdminsOnly,
    /// Too many questions; room again after this long.
    TooMany(Duration),
}

/// Questions counted in token buckets, by person and by chat.
#[derive(Debug)]
pub(super) struct Quotas {
    people: DefaultKeyedRateLimiter<Person>,
    chats: DefaultKeyedRateLimiter<Chat>,
    /// Until when someone was told to wait: it is said once.
    told: Mutex<HashMap<Person, Instant>>,
}

impl Quotas {
    /// Buckets of so many questions a minute.
    pub(super) fn new(settings: &config::Telegram) -> Self {
        let a_minute =
            |count: u32| Quota::per_minute(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN));
        Self {
            people: governor::RateLimiter::keyed(a_minute(settings.person_per_minute)),
            chats: governor::RateLimiter::keyed(a_minute(settings.chat_per_minute)),
            told: Mutex::default(),
        }
    }

    /// Counts a question; how long to wait when there are too many.
    fn count(&self, person: Person, chat: Chat) -> Result<(), Duration> {
        let now = DefaultClock::default().now();
        let people = self.people.check_key(&person).map_err(|no| no.wait_time_from(now));
        people.and_then(|()| self.chats.check_key(&chat).map_err(|no| no.wait_time_from(now)))
    }

    /// Counts a question, and says once when there is room again.
    pub(super) fn admit(&self, person: Person, chat: Chat) -> Admission {
        let Err(wait) = self.count(person, chat) else { return Admission::Welcome };
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, until| *until > Instant::now());
        if told.contains_key(&person) {
            return Admission::Silent;
        }
        told.insert(person, Instant::now() + wait);
        Admission::TooMany(wait)
    }

    /// Forgets buckets that are full again.
    pub(super) fn tidy(&self) {
        self.people.retain_recent();
        self.chats.retain_recent();
    }
}

/// Who may ask, by the bot's settings, its owner and the group.
pub(super) async fn admit(
    visit: &Visit,
    settings: &config::Telegram,
    store: &Store,
    sender: &Sender,
) -> anyhow::Result<Admission> {
    let (person, chat) = (visit.asker.id, visit.chat());
    let admission = admit_in(person, Some(chat), settings, store).await?;
    let limited =
        !visit.private && visit.settings.asking == Asking::Admins && !is_owner(person, settings);
    if admission == Admission::Welcome && limited && !is_admin(visit, sender).await {
        return Ok(Admission::AdminsOnly);
    }
    Ok(admission)
}

/// As [`admit`], for someone whose chat is not known.
pub(super) async fn admit_person(
    person: Person,
    settings: &config::Telegram,
    store: &Store,
) -> anyhow::Result<Admission> {
    admit_in(person, None, settings, store).await
}

async fn admit_in(
    person: Person,
    chat: Option<Chat>,
    settings: &config::Telegram,
    store: &Store,
) -> anyhow::Result<Admission> {
    if is_owner(person, settings) {
        return Ok(Admission::Welcome);
    }
    let standings = store.standings(person, chat).await?;
    if standings.contains(&Standing::Banned) {
        return Ok(Admission::Silent);
    }
    let open = settings.access == config::Access::Open;
    if !open && !standings.contains(&Standing::Allowed) {
        return Ok(Admission::Closed);
    }
    Ok(Admission::Welcome)
}

/// Whether `person` owns the bot.
pub(super) fn is_owner(person: Person, settings: &config::Telegram) -> bool {
    settings.owners.contains(&person.0)
}

/// Whether the person administers the chat, asked of Telegram now: rights that
/// were taken away a minute ago are no rights. A private chat is one's own.
pub(super) async fn is_admin(visit: &Visit, sender: &Sender) -> bool {
    if visit.private || visit.asker.anonymous_admin {
        return true;
    }
    let Some(user) = visit.asker.user else { return false };
    match sender.call(&GetChatMember::new(visit.chat_id(), user)).await {
        Ok(member) => member.is_privileged(),
        Err(error) => {
            tracing::warn!("whether someone is an administrator is not known: {error}");
            false
        }
    }
}

/// Whether the person may see what was shown in `conversation`: it was shown to
/// them or where they are, or in a group of which they are a member now.
pub(super) async fn may_see(visit: &Visit, conversation: Conversation, sender: &Sender) -> bool {
    if conversation.asker == visit.asker.id || conversation.chat == visit.chat() {
        return true;
    }
    let (true, Some(user)) = (visit.private && conversation.chat.0 < 0, visit.asker.user) else {
        return false;
    };
    match sender.call(&GetChatMember::new(ChatId(conversation.chat.0), user)).await {
        Ok(member) => member.is_present(),
        // Then its name, which only members were shown and nobody guesses, has to do.
        Err(error) if error.refusal() == Some(Refusal::MembersHidden) => true,
        Err(error) => {
            tracing::info!("whether someone is in a group is not known: {error}");
            false
        }
    }
}

/// The quotas, shared.
pub(super) type SharedQuotas = Arc<Quotas>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_too_much_is_told_once() {
        let settings = config::Telegram { person_per_minute: 2, ..config::Telegram::default() };
        let quotas = Quotas::new(&settings);
        let admit = |person| quotas.admit(Person(person), Chat(-1));
        assert_eq!((admit(1), admit(1)), (Admission::Welcome, Admission::Welcome));
        let Admission::TooMany(wait) = admit(1) else { panic!("too many") };
        assert!(wait > Duration::from_secs(20) && wait <= Duration::from_secs(30), "{wait:?}");
        assert_eq!(admit(1), Admission::Silent);
        assert_eq!(admit(2), Admission::Welcome);
    }
}
