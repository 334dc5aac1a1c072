//! Quotes in replies: an exact piece of the message, its formatting included.

use serde_json::{Value, json};

use crate::support::telegram::limits;
use crate::support::telegram::outcome::Refusal;
use crate::support::telegram::text;

/// The formatting that must agree; links and code may differ.
const KEPT: [&str; 7] =
    ["bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"];

/// The `TextQuote` for a quote, if it stands in the message word for word.
pub(super) fn checked(reply: &Value, quote: &str, message: &Value) -> Result<Value, Refusal> {
    let given = reply["quote_entities"].as_array().map_or(&[][..], Vec::as_slice);
    let quote = text::format(quote, reply["quote_parse_mode"].as_str(), given)?;
    let invalid = || Refusal::bad("QUOTE_TEXT_INVALID");
    let length = text::utf16_len(&quote.text);
    if quote.text.is_empty() || length > limits::QUOTE {
        return Err(invalid());
    }
    let whole = message["text"].as_str().or(message["caption"].as_str()).unwrap_or_default();
    let wanted = styles(&text::values(&quote.entities), 0, length);
    let entities = message.get("entities").or(message.get("caption_entities"));
    let fits = |position: &usize| {
        styles(entities.unwrap_or(&Value::Null), *position, position + length) == wanted
    };
    // The same words may stand there twice, formatted only once.
    let places = whole.match_indices(&quote.text).map(|(at, _)| text::utf16_len(&whole[..at]));
    let position = places.into_iter().find(fits).ok_or_else(invalid)?;
    let mut value = json!({"text": quote.text, "position": position, "is_manual": true});
    text::put_entities(&mut value, &quote.entities);
    Ok(value)
}

/// The formatting between two UTF-16 offsets, counted from the first.
fn styles(entities: &Value, from: usize, to: usize) -> Vec<(String, usize, usize)> {
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let mut found: Vec<_> = entities
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|entity| {
            let kind = entity["type"].as_str().filter(|kind| KEPT.contains(kind))?;
            let start = number(&entity["offset"]).max(from);
            let end = (number(&entity["offset"]) + number(&entity["length"])).min(to);
            (start < end).then(|| (kind.to_owned(), start - from, end - from))
        })
        .collect();
    found.sort();
    found
}
