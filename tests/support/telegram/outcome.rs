//! What a call comes to: a result, or a refusal in Telegram's words.

use serde_json::{Value, json};

/// A method's answer.
pub(super) type Outcome = Result<Value, Refusal>;

/// An error answer of the Bot API.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    pub(super) code: u16,
    pub(super) description: String,
    /// `retry_after` or `migrate_to_chat_id`, where Telegram sends them.
    pub(super) parameters: Option<Value>,
    /// Whether the refusal also shows a bug in the bot.
    pub(super) violation: bool,
}

impl Refusal {
    /// A refusal with any code.
    pub(super) fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), parameters: None, violation: false }
    }

    /// `400 Bad Request: …`
    pub(super) fn bad(detail: impl AsRef<str>) -> Self {
        Self::new(400, format!("Bad Request: {}", detail.as_ref()))
    }

    /// `403 Forbidden: …`
    pub(super) fn forbidden(detail: &str) -> Self {
        Self::new(403, format!("Forbidden: {detail}"))
    }

    /// `429 Too Many Requests: retry after …`
    pub(super) fn too_many(retry_after: u64) -> Self {
        Self::new(429, format!("Too Many Requests: retry after {retry_after}"))
            .with("retry_after", retry_after)
    }

    /// The same refusal with a response parameter.
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.parameters = Some(json!({key: value.into()}));
        self
    }

    /// The same refusal, recorded as a bug in the bot too.
    pub(super) fn into_violation(mut self) -> Self {
        self.violation = true;
        self
    }

    /// The body of the answer.
    pub(super) fn body(&self) -> Value {
        let mut body =
            json!({"ok": false, "error_code": self.code, "description": self.description});
        if let Some(parameters) = &self.parameters {
            body["parameters"] = parameters.clone();
        }
        body
    }
}
