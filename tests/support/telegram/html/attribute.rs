//! The attributes of a start tag.

use super::tag::Opened;
use super::{byte, is_space, reference, skip_space};

/// Reads the attribute at `first` into `tag`, which began at `begin`, and gives where it ends.
pub(super) fn read(
    source: &[u8],
    first: usize,
    begin: usize,
    tag: &mut Opened,
) -> Result<usize, String> {
    let ends = |b: u8| is_space(b) || matches!(b, b'=' | b'>' | b'/' | b'"' | b'\'');
    let mut at = first;
    while !ends(byte(source, at)) {
        at += 1;
    }
    let key = String::from_utf8_lossy(&source[first..at]).into_owned();
    let name = &tag.name;
    if key.is_empty() {
        return Err(format!("Empty attribute name in the tag \"{name}\" at byte offset {begin}"));
    }
    at = skip_space(source, at);
    let unclosed = format!("Unclosed start tag \"{name}\" at byte offset {begin}");
    if byte(source, at) != b'=' {
        if byte(source, at) == 0 {
            return Err(unclosed);
        }
        take(tag, &key, "");
        return Ok(at);
    }
    at = skip_space(source, at + 1);
    if byte(source, at) == 0 {
        return Err(unclosed);
    }
    let (value, at) = match byte(source, at) {
        b'"' | b'\'' => quoted(source, at),
        _ => token(source, at)?,
    };
    if byte(source, at) == 0 {
        return Err(format!("Unclosed start tag at byte offset {begin}"));
    }
    take(tag, &key, &value);
    Ok(at)
}

/// Keeps an attribute if it is one its tag knows; all others are ignored.
fn take(tag: &mut Opened, key: &str, value: &str) {
    match (tag.name.as_str(), key) {
        ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "unix") => {
            value.clone_into(&mut tag.argument);
        }
        ("tg-time", "format") => value.clone_into(&mut tag.format),
        ("code", "class") => keep_suffix(tag, value, "language-"),
        ("span", "class") => keep_suffix(tag, value, "tg-"),
        ("blockquote", "expandable") => "1".clone_into(&mut tag.argument),
        _ => {}
    }
}

fn keep_suffix(tag: &mut Opened, value: &str, prefix: &str) {
    if let Some(rest) = value.strip_prefix(prefix) {
        rest.clone_into(&mut tag.argument);
    }
}

/// A value without quotes: letters, digits, full stops and hyphens, in lower case.
fn token(source: &[u8], first: usize) -> Result<(String, usize), String> {
    let mut at = first;
    while byte(source, at).is_ascii_alphanumeric() || matches!(byte(source, at), b'.' | b'-') {
        at += 1;
    }
    if !is_space(byte(source, at)) && byte(source, at) != b'>' {
        return Err(format!("Unexpected end of name token at byte offset {first}"));
    }
    Ok((String::from_utf8_lossy(&source[first..at]).to_ascii_lowercase(), at))
}

fn quoted(source: &[u8], first: usize) -> (String, usize) {
    let quote = source[first];
    let mut at = first + 1;
    let mut value = Vec::new();
    while byte(source, at) != quote && byte(source, at) != 0 {
        let reference = (source[at] == b'&').then(|| reference::decode(source, at)).flatten();
        if let Some((code, next)) = reference {
            let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            value.extend(character.encode_utf8(&mut [0; 4]).as_bytes());
            at = next;
        } else {
            value.push(source[at]);
            at += 1;
        }
    }
    at += usize::from(byte(source, at) == quote);
    (String::from_utf8_lossy(&value).into_owned(), at)
}
