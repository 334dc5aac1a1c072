//! Raw updates into teloxide's, with what it does not know left out.
//!
//! teloxide 0.17 speaks Bot API 9.1. A message with an entity, a keyboard or
//! a field of a later version arrives from it without any text; here such a
//! message is decoded again with only the fields that the bot reads.

use serde_json::{Map, Value};
use teloxide::types::{Message, MessageKind, Update, UpdateKind};

/// An update that cannot be decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("update {id} of kind {kind:?} cannot be decoded: {reason}")]
pub(super) struct Undecodable {
    id: i64,
    kind: String,
    reason: String,
}

/// Fields of a message that the bot reads, all older than any server.
const READ: &[&str] = &[
    "message_id",
    "message_thread_id",
    "is_topic_message",
    "from",
    "sender_chat",
    "chat",
    "date",
    "edit_date",
    "reply_to_message",
    "quote",
    "text",
    "caption",
    "entities",
    "caption_entities",
];

/// Fields of a message that are files, of which only the kind matters. teloxide
/// decodes none without its type, which Telegram may leave out.
const FILES: &[&str] = &["voice", "audio", "video", "video_note", "animation", "document"];

/// A type for files that have none.
const ANY_TYPE: &str = "application/octet-stream";

/// Other fields of a message that has no text.
const WORDLESS: &[&str] =
    &["photo", "sticker", "location", "venue", "contact", "poll", "dice", "media_group_id"];

/// Entities that the bot looks at.
const ENTITIES: &[&str] = &["mention", "text_mention", "bot_command"];

/// Decodes a raw update.
pub(super) fn update(raw: &Value) -> Result<Update, Undecodable> {
    let decoded = parse(raw);
    match &decoded {
        Ok(update) if !lost_something(update, raw) => {
            decoded.map_err(|error| undecodable(raw, &error.to_string()))
        }
        _ => {
            let plain = plain(raw).ok_or_else(|| undecodable(raw, "its kind is not known"))?;
            let update = parse(&plain).map_err(|error| undecodable(raw, &error.to_string()))?;
            match &update.kind {
                UpdateKind::Error(_) => Err(undecodable(raw, "it is not what its kind should be")),
                _ => Ok(update),
            }
        }
    }
}

/// teloxide reads an update's kind only where it can borrow the key, so from
/// text and not from a [`Value`].
fn parse(raw: &Value) -> serde_json::Result<Update> {
    serde_json::from_str(&raw.to_string())
}

/// The id of a raw update, which even an undecodable one has.
pub(super) fn id(raw: &Value) -> Option<i64> {
    raw.get("update_id")?.as_i64()
}

fn undecodable(raw: &Value, reason: &str) -> Undecodable {
    Undecodable {
        id: id(raw).unwrap_or_default(),
        kind: kind(raw).unwrap_or_default().to_owned(),
        reason: reason.to_owned(),
    }
}

fn kind(raw: &Value) -> Option<&str> {
    raw.as_object()?.keys().map(String::as_str).find(|key| *key != "update_id")
}

/// Whether the raw message, or the one it replies to, has a text or a file that
/// the decoded one has not.
fn lost_something(update: &Update, raw: &Value) -> bool {
    let message = match &update.kind {
        UpdateKind::Error(_) => return true,
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => message,
        _ => return false,
    };
    let raw = kind(raw).and_then(|kind| raw.get(kind)).unwrap_or(&Value::Null);
    let lost = |message: &Message, raw: &Value| {
        let has = |key: &str| raw.get(key).is_some();
        let empty = matches!(message.kind, MessageKind::Empty {});
        (has("text") && message.text().is_none())
            || (has("caption") && message.caption().is_none())
            || empty && FILES.iter().chain(WORDLESS).any(|key| has(key))
    };
    let lost_reply = match (raw.get("reply_to_message"), message.reply_to_message()) {
        (Some(raw), Some(reply)) => lost(reply, raw),
        (Some(_), None) => true,
        (None, _) => false,
    };
    lost(message, raw) || lost_reply
}

/// The update with its message reduced to what the bot reads.
fn plain(raw: &Value) -> Option<Value> {
    let kind = kind(raw).filter(|kind| matches!(*kind, "message" | "edited_message"))?;
    let message = plain_message(raw.get(kind)?.as_object()?);
    let mut update = Map::new();
    update.insert("update_id".to_owned(), raw.get("update_id")?.clone());
    update.insert(kind.to_owned(), Value::Object(message));
    Some(Value::Object(update))
}

fn plain_message(message: &Map<String, Value>) -> Map<String, Value> {
    let mut plain = Map::new();
    let read = |key: &str| [READ, FILES, WORDLESS].iter().any(|keys| keys.contains(&key));
    for (key, value) in message.iter().filter(|(key, _)| read(key.as_str())) {
        let value = match (key.as_str(), value) {
            ("reply_to_message", Value::Object(reply)) => Value::Object(plain_message(reply)),
            (key, Value::Object(file)) if FILES.contains(&key) => {
                let mut file = file.clone();
                file.entry("mime_type").or_insert_with(|| ANY_TYPE.into());
                Value::Object(file)
            }
            ("entities" | "caption_entities", Value::Array(entities)) => {
                let known = |entity: &&Value| {
                    entity
                        .get("type")
                        .and_then(Value::as_str)
                        .is_some_and(|kind| ENTITIES.contains(&kind))
                };
                entities.iter().filter(known).cloned().collect()
            }
            _ => value.clone(),
        };
        plain.insert(key.clone(), value);
    }
    // A reply to something without text still has to be some message.
    let mut said = ["text", "caption"].iter().chain(FILES).chain(WORDLESS);
    if !said.any(|key| plain.contains_key(*key)) {
        plain.insert("text".to_owned(), Value::String(String::new()));
    } else if plain.contains_key("caption") && !plain.contains_key("text") {
        let caption = plain.remove("caption").unwrap_or_default();
        let entities = plain.remove("caption_entities").unwrap_or_else(|| Value::Array(Vec::new()));
        plain.insert("text".to_owned(), caption);
        plain.insert("entities".to_owned(), entities);
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::text::hostile;

    fn message(extra: Value) -> Value {
        let mut message = json!({
            "message_id": 7, "date": 1_700_000_000, "text": "/ask 河套",
            "from": {"id": 1, "is_bot": false, "first_name": "May"},
            "chat": {"id": 1, "type": "private", "first_name": "May"},
        });
        if let (Some(message), Value::Object(extra)) = (message.as_object_mut(), extra) {
            message.extend(extra);
        }
        json!({"update_id": 5, "message": message})
    }

    fn text(raw: &Value) -> Option<String> {
        match update(raw).expect("decodes").kind {
            UpdateKind::Message(message) => message.text().map(str::to_owned),
            _ => None,
        }
    }

    #[test]
    fn a_message_with_new_entities_keeps_its_text() {
        let entities = json!({"entities": [
            {"type": "bot_command", "offset": 0, "length": 4},
            {"type": "date_time", "offset": 5, "length": 2, "unix_time": 1},
        ]});
        assert_eq!(text(&message(entities)).as_deref(), Some("/ask 河套"));
        let keyboard =
            json!({"reply_markup": {"inline_keyboard": [[{"text": "x", "disabled": {}}]]}});
        assert_eq!(text(&message(keyboard)).as_deref(), Some("/ask 河套"));
    }

    #[test]
    fn a_reply_to_a_message_with_new_entities_keeps_both_texts() {
        let replied = message(
            json!({"text": "問題", "entities": [{"type": "hologram", "offset": 0, "length": 2}]}),
        );
        let raw = message(json!({"reply_to_message": replied["message"]}));
        let UpdateKind::Message(message) = update(&raw).expect("decodes").kind else {
            panic!("a message")
        };
        assert_eq!(message.reply_to_message().and_then(|reply| reply.text()), Some("問題"));
    }

    #[test]
    fn unknown_kinds_are_named() {
        let error = update(&json!({"update_id": 9, "telepathy": {}})).expect_err("unknown");
        assert_eq!(
            error.to_string(),
            "update 9 of kind \"telepathy\" cannot be decoded: its kind is not known"
        );
        let broken =
            update(&json!({"update_id": 9, "message": {"message_id": "x"}})).expect_err("broken");
        assert!(broken.to_string().contains("\"message\""), "{broken}");
    }

    const WRITTEN: &[&str] =
        &["/ask ", "@bot", "河套", "private", "supergroup", "bot_command", "mention", " "];
    const KEYS: &[&str] = &[
        "update_id",
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "my_chat_member",
        "poll",
        "id",
        "type",
        "is_bot",
        "title",
        "first_name",
        "offset",
        "length",
        "user",
        "data",
        "telepathy",
        "quote",
        "forward_origin",
        "new_chat_members",
        "pinned_message",
        "reply_markup",
        "rich_text",
        "sender_chat",
    ];

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            hostile::text(WRITTEN, 6).prop_map(Value::from),
        ];
        let key = prop::sample::select([KEYS, READ, FILES, WORDLESS].concat());
        leaf.prop_recursive(4, 30, 5, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
                prop::collection::vec((key.clone(), inner), 0..5).prop_map(|fields| fields
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value))
                    .collect()),
            ]
        })
    }

    /// The values within `value`, it and theirs, as JSON pointers.
    fn within(value: &Value, at: &str, found: &mut Vec<String>) {
        found.push(at.to_owned());
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(key, value)| within(value, &format!("{at}/{key}"), found));
            }
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(key, value)| within(value, &format!("{at}/{key}"), found));
            }
            _ => {}
        }
    }

    fn whole() -> Value {
        let replied = json!({
            "message_id": 6, "date": 1_700_000_000, "caption": "圖", "photo": [],
            "from": {"id": 2, "is_bot": true, "first_name": "B", "username": "bot"},
            "chat": {"id": -1, "type": "supergroup", "title": "G"},
        });
        let mut raw = message(json!({
            "chat": {"id": -1, "type": "supergroup", "title": "G"}, "message_thread_id": 3,
            "is_topic_message": true, "reply_to_message": replied, "voice": {"file_id": "x"},
            "quote": {"text": "圖", "position": 0}, "entities": [{"type": "bot_command", "offset": 0, "length": 4}],
        }));
        raw["callback_query"] =
            json!({"id": "1", "from": raw["message"]["from"], "chat_instance": "1", "data": "n"});
        raw
    }

    proptest! {
        #[test]
        fn whatever_telegram_sends_is_decoded_or_named(
            kinds in prop::sample::subsequence(&["message", "callback_query"], 0..=2),
            changes in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(value())), 0..6),
        ) {
            let mut raw = whole();
            let _ = raw.as_object_mut().map(|raw| raw.retain(|key, _| key == "update_id" || kinds.contains(&key.as_str())));
            for (place, change) in changes {
                let mut places = Vec::new();
                within(&raw, "", &mut places);
                let place = place.get(&places);
                match (change, place.rsplit_once('/')) {
                    (None, Some((above, key))) => {
                        let _ = raw.pointer_mut(above).and_then(Value::as_object_mut).map(|above| above.remove(key));
                    }
                    (Some(change), _) => { let _ = raw.pointer_mut(place).map(|found| *found = change); }
                    (None, None) => {}
                }
            }
            match update(&raw) {
                Ok(update) => prop_assert_eq!(Some(i64::from(update.id.0)), id(&raw)),
                Err(error) => prop_assert!(error.to_string().starts_with("update ")),
            }
        }

        #[test]
        fn whatever_telegram_adds_to_a_message_its_text_is_kept(
            text in hostile::text(WRITTEN, 12),
            added in prop::collection::vec(("x_[a-z]{1,6}", value()), 0..5),
            entity in value(),
        ) {
            let mut extra: Map<String, Value> = added.into_iter().collect();
            extra.insert("text".to_owned(), text.clone().into());
            extra.insert("entities".to_owned(), json!([{"type": "x_new", "offset": 0, "length": 1, "x": entity}]));
            prop_assert_eq!(super::tests::text(&message(Value::Object(extra))), Some(text));
        }
    }
}
