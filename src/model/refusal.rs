//! The words of a server that refuses, in the forms that servers write them.

use serde_json::Value;

/// What the body of an error says: its message where it is JSON of a known
/// form, or else the body as it is.
pub(super) fn said(body: &[u8]) -> String {
    let value = serde_json::from_slice::<Value>(body).ok();
    value.as_ref().and_then(message).unwrap_or_else(|| String::from_utf8_lossy(body).into_owned())
}

/// `{"error": {"message": …}}` is `OpenAI`'s form; vLLM, Ollama and gateways
/// write `{"error": "…"}`, `{"message": …}` and `{"detail": …}`.
pub(super) fn message(value: &Value) -> Option<String> {
    let error = value.get("error").filter(|error| !error.is_null()).unwrap_or(value);
    let text = match error {
        Value::String(text) => Some(text.clone()),
        _ => ["message", "detail"].iter().find_map(|key| error.get(key)).map(|it| match it {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }),
    };
    text.filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_an_error_gives_its_message() {
        for body in [
            r#"{"error": {"message": "no such model", "code": 404}}"#,
            r#"{"error": "no such model"}"#,
            r#"{"object": "error", "message": "no such model", "code": 404}"#,
            r#"{"detail": "no such model"}"#,
            "no such model",
        ] {
            assert_eq!(said(body.as_bytes()), "no such model");
        }
        assert_eq!(said(br#"{"error": null}"#), r#"{"error": null}"#);
    }
}
