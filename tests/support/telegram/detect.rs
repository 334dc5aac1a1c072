//! The commands, mentions and addresses Telegram finds in what people type.

use super::html::Entity;
use super::text::utf16_len;

/// Finds commands, mentions and addresses in what a person types, by tdlib's rules.
pub(super) fn entities(text: &str) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    let mut before = None;
    let mut utf16 = 0;
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        let length = match character {
            '/' => command(rest, before),
            '@' => mention(rest, before),
            'h' => address(rest, before),
            _ => None,
        };
        if let Some((kind, length)) = length {
            let covered = found.last().is_some_and(|last| last.end() > utf16);
            if !covered {
                found.push(Entity::plain(kind, utf16, utf16_len(&rest[..length])));
            }
        }
        before = Some(character);
        utf16 += character.len_utf16();
    }
    found
}

/// Letters of any script count as parts of words: `/ask香港` is no command.
fn is_word(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

fn name_len(text: &str) -> usize {
    text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count()
}

fn command(rest: &str, before: Option<char>) -> Option<(&'static str, usize)> {
    let refused = |c: Option<char>| is_word(c) || matches!(c, Some('/' | '<' | '>'));
    let name = name_len(&rest[1..]);
    if refused(before) || !(1..=64).contains(&name) {
        return None;
    }
    let mut end = 1 + name;
    if let Some(after) = rest[end..].strip_prefix('@') {
        let length = name_len(after);
        end += if (3..=32).contains(&length) { 1 + length } else { 0 };
    }
    (!refused(rest[end..].chars().next())).then_some(("bot_command", end))
}

fn mention(rest: &str, before: Option<char>) -> Option<(&'static str, usize)> {
    let name = name_len(&rest[1..]);
    let free = !is_word(before) && !is_word(rest[1 + name..].chars().next());
    (free && (3..=32).contains(&name)).then_some(("mention", 1 + name))
}

fn address(rest: &str, before: Option<char>) -> Option<(&'static str, usize)> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme))?;
    let stops =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '「' | '」' | '，' | '。');
    let end = rest.find(stops).unwrap_or(rest.len());
    let end = rest[..end].trim_end_matches(['.', ',', '?', '!', ')']).len();
    (!is_word(before) && end > scheme.len()).then_some(("url", end))
}
