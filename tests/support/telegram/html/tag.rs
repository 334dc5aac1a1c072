//! Start and end tags: which exist, what their attributes mean, how they fail.

use serde_json::json;

use super::{Entity, attribute, byte, is_space, skip_space};

/// Every tag name Telegram knows.
const TAGS: [&str; 17] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "span",
    "tg-spoiler",
    "tg-emoji",
    "tg-time",
    "code",
    "pre",
    "blockquote",
];

/// A start tag waiting for its end.
#[derive(Clone, Debug, Default)]
pub(super) struct Opened {
    /// Its name, in lower case.
    pub(super) name: String,
    /// The one attribute that matters to it: an address, a language, a class…
    pub(super) argument: String,
    /// The second one, which only `tg-time` has.
    pub(super) format: String,
    /// Where its text starts, in UTF-16 code units.
    pub(super) offset: usize,
    /// Where its text starts, in bytes of the parsed text.
    pub(super) text_at: usize,
}

impl Opened {
    /// The formatting this tag gives, or `None` when Telegram drops it silently.
    pub(super) fn entity(&self, length: usize, inner: &str) -> Result<Option<Entity>, String> {
        let plain = |kind| Ok(Some(Entity::plain(kind, self.offset, length)));
        match self.name.as_str() {
            "b" | "strong" => plain("bold"),
            "i" | "em" => plain("italic"),
            "u" | "ins" => plain("underline"),
            "s" | "strike" | "del" => plain("strikethrough"),
            "span" | "tg-spoiler" => plain("spoiler"),
            "pre" => plain("pre"),
            "blockquote" if self.argument.is_empty() => plain("blockquote"),
            "blockquote" => plain("expandable_blockquote"),
            "code" => {
                let entity = Entity::plain("code", self.offset, length);
                let language = Some(&self.argument).filter(|name| !name.is_empty());
                // Only a `pre` around it makes use of the language; `settle` removes it.
                Ok(Some(match language {
                    Some(language) => entity.with("language", language.as_str()),
                    None => entity,
                }))
            }
            "tg-emoji" => self.emoji(length).map(Some),
            "tg-time" => self.time(length).map(Some),
            _ => Ok(self.link(length, inner)),
        }
    }

    fn emoji(&self, length: usize) -> Result<Entity, String> {
        match self.argument.parse::<i64>() {
            Ok(id) if id != 0 => Ok(Entity::plain("custom_emoji", self.offset, length)
                .with("custom_emoji_id", self.argument.as_str())),
            _ => Err("Invalid custom emoji identifier specified".to_owned()),
        }
    }

    fn time(&self, length: usize) -> Result<Entity, String> {
        match self.argument.parse::<i64>() {
            Ok(time) if time > 0 => Ok(Entity::plain("date_time", self.offset, length)
                .with("unix_time", time)
                .with("date_time_format", self.format.as_str())),
            _ => Err("Invalid date specified".to_owned()),
        }
    }

    fn link(&self, length: usize, inner: &str) -> Option<Entity> {
        let address = if self.argument.is_empty() { inner } else { &self.argument };
        if let Some(id) = address.strip_prefix("tg://user?id=")
            && let Ok(id) = id.parse::<u64>()
        {
            let user = json!({"id": id, "is_bot": false, "first_name": inner});
            return Some(Entity::plain("text_mention", self.offset, length).with("user", user));
        }
        let address = checked_address(address)?;
        Some(Entity::plain("text_link", self.offset, length).with("url", address))
    }
}

/// An address in the form Telegram keeps it, or `None` for one it refuses.
fn checked_address(address: &str) -> Option<String> {
    let (scheme, rest) = match address.trim().split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("http".to_owned(), address.trim()),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let bad = |c: char| c.is_whitespace() || c.is_control();
    let usable = match scheme.as_str() {
        "tg" | "ton" => !host.is_empty(),
        "http" | "https" | "ftp" => host.contains('.') && !host.contains(bad),
        _ => false,
    };
    let path = &rest[host.len()..];
    let slash = if path.starts_with('/') || scheme == "tg" || scheme == "ton" { "" } else { "/" };
    usable.then(|| format!("{scheme}://{}{slash}{path}", host.to_lowercase()))
}

/// Reads the start tag at `begin`, giving it and where it ends.
pub(super) fn open(source: &[u8], begin: usize) -> Result<(Opened, usize), String> {
    let mut at = begin + 1;
    while !is_space(byte(source, at)) && byte(source, at) != b'>' {
        at += 1;
    }
    if byte(source, at) == 0 {
        return Err(format!("Unclosed start tag at byte offset {begin}"));
    }
    let name = String::from_utf8_lossy(&source[begin + 1..at]).to_ascii_lowercase();
    if !TAGS.contains(&name.as_str()) {
        return Err(format!("Unsupported start tag \"{name}\" at byte offset {begin}"));
    }
    let mut opened = Opened { name, ..Opened::default() };
    loop {
        at = skip_space(source, at);
        if byte(source, at) == b'>' {
            break;
        }
        at = attribute::read(source, at, begin, &mut opened)?;
    }
    if opened.name == "span" && opened.argument != "spoiler" {
        let error = "Tag \"span\" must have class \"tg-spoiler\" at byte offset";
        return Err(format!("{error} {begin}"));
    }
    Ok((opened, at + 1))
}

/// Reads the end tag at `begin`, which must close `name`, and gives where it ends.
pub(super) fn close(source: &[u8], begin: usize, name: &str) -> Result<usize, String> {
    let mut at = begin + 2;
    while !is_space(byte(source, at)) && byte(source, at) != b'>' {
        at += 1;
    }
    let found = String::from_utf8_lossy(&source[begin + 2..at]).to_ascii_lowercase();
    at = skip_space(source, at);
    if byte(source, at) != b'>' {
        return Err(format!("Unclosed end tag at byte offset {begin}"));
    }
    // `</>` closes whatever is open.
    if !found.is_empty() && found != name {
        return Err(format!(
            "Unmatched end tag at byte offset {begin}, expected \"</{name}>\", found \"</{found}>\""
        ));
    }
    Ok(at + 1)
}
