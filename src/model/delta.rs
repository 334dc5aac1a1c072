//! One event of a reply: a piece of text, of thought, or the end.

use serde::Deserialize;
use serde_json::Value;

use super::Usage;
use super::refusal::message;

/// What one event adds to a reply.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Delta {
    /// What is said.
    pub(super) text: String,
    /// What is thought, which is not shown.
    pub(super) thought: String,
    /// What the reply cost, where the server tells.
    pub(super) usage: Option<Usage>,
    /// Whether nothing more is said.
    pub(super) finished: bool,
}

/// What the data of an event, or a whole reply, can be but a [`Delta`].
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoDelta {
    /// No JSON of a known form.
    Garbled(String),
    /// The server's own error, in its words.
    Refused(String),
}

impl Delta {
    /// Whether there is anything of the reply in it.
    pub(super) fn says(&self) -> bool {
        self.finished || !self.text.is_empty() || !self.thought.is_empty()
    }

    /// Reads the data of an event, or a reply in one piece.
    pub(super) fn read(data: &str) -> Result<Self, NoDelta> {
        if data.trim() == "[DONE]" {
            return Ok(Self { finished: true, ..Self::default() });
        }
        let garbled = |error: serde_json::Error| NoDelta::Garbled(error.to_string());
        let value = serde_json::from_str::<Value>(data).map_err(garbled)?;
        if value.get("error").is_some_and(|error| !error.is_null()) {
            return Err(NoDelta::Refused(message(&value).unwrap_or_else(|| "an error".to_owned())));
        }
        let chunk = Chunk::deserialize(value).map_err(garbled)?;
        let usage = chunk
            .usage
            .map(|it| Usage { prompt: it.prompt_tokens, completion: it.completion_tokens });
        let mut delta = Self { usage, ..Self::default() };
        if let Some(choice) = chunk.choices.unwrap_or_default().into_iter().next() {
            delta.finished = choice.finish_reason.is_some_and(|reason| !reason.is_empty());
            let content = choice.delta.or(choice.message).unwrap_or_default();
            delta.text = content.content.map(Content::text).unwrap_or_default();
            delta.thought = content.reasoning_content.or(content.reasoning).unwrap_or_default();
        }
        Ok(delta)
    }
}

#[derive(Deserialize)]
struct Chunk {
    choices: Option<Vec<Choice>>,
    usage: Option<Tokens>,
}

#[derive(Deserialize)]
struct Tokens {
    #[serde(default)]
    prompt_tokens: u64,
    #[serde(default)]
    completion_tokens: u64,
}

/// `delta` in a stream, `message` in a reply of one piece.
#[derive(Deserialize)]
struct Choice {
    delta: Option<Said>,
    message: Option<Said>,
    finish_reason: Option<String>,
}

/// `reasoning_content` is `DeepSeek`'s name of thoughts, `reasoning` is
/// `OpenRouter`'s.
#[derive(Deserialize, Default)]
struct Said {
    content: Option<Content>,
    reasoning_content: Option<String>,
    reasoning: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Parts(Vec<Part>),
}

/// Part of a content in parts; those without text, thoughts among them, are left out.
#[derive(Deserialize)]
struct Part {
    text: Option<String>,
}

impl Content {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Parts(parts) => parts.into_iter().filter_map(|part| part.text).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(data: &str) -> String {
        Delta::read(data).expect("a delta").text
    }

    #[test]
    fn pieces_whole_replies_and_parts_are_read() {
        assert_eq!(text(r#"{"choices":[{"delta":{"content":"三十億"}}]}"#), "三十億");
        assert_eq!(text(r#"{"choices":[{"message":{"role":"assistant","content":"A"}}]}"#), "A");
        assert_eq!(
            text(r#"{"choices":[{"delta":{"content":[{"type":"text","text":"A"}]}}]}"#),
            "A"
        );
        assert_eq!(text(r#"{"choices":[{"delta":{"role":"assistant","content":null}}]}"#), "");
        assert_eq!(text(r#"{"choices":null}"#), "");
    }

    #[test]
    fn thoughts_the_end_and_the_usage_are_told_apart() {
        let thought =
            Delta::read(r#"{"choices":[{"delta":{"reasoning_content":"hm"}}]}"#).expect("read");
        assert_eq!((thought.thought.as_str(), thought.text.as_str()), ("hm", ""));
        let end = r#"{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":2}}"#;
        let end = Delta::read(end).expect("read");
        assert_eq!((end.finished, end.usage), (true, Some(Usage { prompt: 7, completion: 2 })));
        assert!(Delta::read("[DONE]").expect("read").finished);
        assert!(!Delta::read(r#"{"choices":[],"usage":null}"#).expect("read").says());
    }

    #[test]
    fn errors_and_nonsense_are_no_pieces() {
        let error = Delta::read(r#"{"error":{"message":"out of memory"}}"#);
        assert_eq!(error, Err(NoDelta::Refused("out of memory".to_owned())));
        assert!(matches!(Delta::read("<html>"), Err(NoDelta::Garbled(_))));
        assert!(matches!(Delta::read(r#"{"choices":3}"#), Err(NoDelta::Garbled(_))));
    }
}
