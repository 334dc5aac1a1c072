//! Texts on their way out: parsed, cleaned and trimmed as Telegram does it, then measured.

use serde_json::Value;

use super::html::{self, Entity};
use super::limits;
use super::outcome::Refusal;

/// A text as the receiver sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Formatted {
    pub(super) text: String,
    pub(super) entities: Vec<Entity>,
    /// What a real server lets pass in silence, though it means a bug in the bot.
    pub(super) oddities: Vec<String>,
}

/// Length in UTF-16 code units, the unit of every Telegram offset and limit.
pub(super) fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Formats a message text, which may not be empty.
pub(super) fn message(
    raw: &str,
    mode: Option<&str>,
    given: &[Value],
) -> Result<Formatted, Refusal> {
    if raw.is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    let text = format(raw, mode, given)?;
    if text.text.is_empty() {
        return Err(Refusal::bad("text must be non-empty"));
    }
    Ok(text)
}

/// Formats a text that may be empty.
pub(super) fn format(raw: &str, mode: Option<&str>, given: &[Value]) -> Result<Formatted, Refusal> {
    if raw.len() > limits::RAW_TEXT_BYTES {
        return Err(Refusal::bad("text is too long"));
    }
    let mut formatted = parse(raw, mode, given)?;
    clean(&mut formatted);
    trim(&mut formatted);
    if utf16_len(&formatted.text) > limits::TEXT {
        return Err(Refusal::bad("message is too long"));
    }
    if formatted.entities.len() > limits::ENTITIES {
        let count = formatted.entities.len();
        formatted.oddities.push(format!("{count} entities, of which Telegram keeps 100"));
        formatted.entities.truncate(limits::ENTITIES);
    }
    Ok(formatted)
}

fn parse(raw: &str, mode: Option<&str>, given: &[Value]) -> Result<Formatted, Refusal> {
    let mut formatted = Formatted::default();
    match mode.map(str::to_ascii_lowercase).as_deref() {
        Some("html") => {
            let parsed = html::parse(raw).map_err(Refusal::bad)?;
            formatted.text = parsed.text;
            formatted.entities = parsed.entities;
            formatted.oddities = parsed.lost;
        }
        Some("markdown" | "markdownv2") => {
            let refusal = Refusal::bad("can't parse entities: this fake reads no Markdown");
            return Err(refusal.into_violation());
        }
        Some("") | None => {
            raw.clone_into(&mut formatted.text);
            formatted.entities = given_entities(raw, given)?;
        }
        Some(_) => return Err(Refusal::bad("unsupported parse_mode").into_violation()),
    }
    Ok(formatted)
}

/// Entities the bot computed itself, checked against the text they belong to.
fn given_entities(raw: &str, given: &[Value]) -> Result<Vec<Entity>, Refusal> {
    let length = utf16_len(raw);
    given.iter().map(|value| given_entity(value, length)).collect()
}

fn given_entity(value: &Value, length: usize) -> Result<Entity, Refusal> {
    let number = |key: &str| value[key].as_u64().and_then(|n| usize::try_from(n).ok());
    let kinds = [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "pre",
        "code",
        "expandable_blockquote",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
        "url",
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "email",
        "phone_number",
    ];
    let named = value["type"].as_str().unwrap_or_default();
    let (Some(kind), Some(offset), Some(size)) =
        (kinds.iter().find(|kind| **kind == named), number("offset"), number("length"))
    else {
        return Err(Refusal::bad(format!("can't parse MessageEntity: {value}")).into_violation());
    };
    if offset + size > length {
        let detail = format!(
            "entity beginning at UTF-16 offset {offset} ends after the end of the \
                              text at UTF-16 offset {length}"
        );
        return Err(Refusal::bad(detail));
    }
    let mut entity = Entity::plain(kind, offset, size);
    for (key, extra) in value.as_object().into_iter().flatten() {
        if !["type", "offset", "length"].contains(&key.as_str()) {
            entity.extra.insert(key.clone(), extra.clone());
        }
    }
    Ok(entity)
}

/// Control characters become spaces; carriage returns, direction marks and a few combining
/// lines vanish. Offsets move along.
fn clean(formatted: &mut Formatted) {
    let replaced = |c: char| match c {
        '\n' => Some('\n'),
        '\r' | '\u{2028}'..='\u{202e}' | '\u{333}' | '\u{33f}' | '\u{30a}' => None,
        '\0'..=' ' => Some(' '),
        other => Some(other),
    };
    rewrite(formatted, |_, c| replaced(c));
}

/// Spaces and line ends go from both sides; in front only as far as the first entity.
fn trim(formatted: &mut Formatted) {
    let blank = [' ', '\n'];
    let end = utf16_len(formatted.text.trim_end_matches(blank));
    let leading = formatted.text.len() - formatted.text.trim_start_matches(blank).len();
    let first = formatted.entities.first().map_or(usize::MAX, |entity| entity.offset);
    // Blank characters are one byte and one code unit alike.
    let start = if end == 0 { 0 } else { leading.min(first) };
    rewrite(formatted, |at, c| (start <= at && at < end).then_some(c));
}

/// Replaces or drops characters one by one, and moves the entities with them.
fn rewrite(formatted: &mut Formatted, change: impl Fn(usize, char) -> Option<char>) {
    let mut text = String::with_capacity(formatted.text.len());
    let mut moved = Vec::with_capacity(formatted.text.len() + 1);
    let mut written = 0;
    for character in formatted.text.chars() {
        let kept = change(moved.len(), character);
        moved.extend(std::iter::repeat_n(written, character.len_utf16()));
        written += kept.map_or(0, char::len_utf16);
        text.extend(kept);
    }
    moved.push(written);
    for entity in &mut formatted.entities {
        let end = moved[entity.end()];
        entity.offset = moved[entity.offset];
        entity.length = end - entity.offset;
    }
    formatted.entities.retain(|entity| entity.length > 0);
    formatted.text = text;
}

/// Adds `entities` to a message when there are any; the Bot API leaves out empty lists.
pub(super) fn put_entities(message: &mut Value, entities: &[Entity]) {
    if !entities.is_empty() {
        message["entities"] = values(entities);
    }
}

/// Entities as the Bot API writes them.
pub(super) fn values(entities: &[Entity]) -> Value {
    entities.iter().map(Entity::to_value).collect()
}
