//! One HTTP client for one endpoint: its address, its key, its headers.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use super::ModelError;
use super::address::Address;
use super::bounded::{self, Cut};
use super::network::reason;
use super::refusal::said;

/// How much of a server's words is shown, in characters.
const SHOWN_WORDS: usize = 300;
/// How much of an error's body is read, in bytes.
const ERROR_BODY: usize = 64 * 1024;

/// An endpoint and what opens it.
// Not `Debug`: its secrets are its own.
pub(super) struct Connection {
    client: Client,
    address: Address,
    secrets: Vec<SecretString>,
}

impl Connection {
    pub(super) fn new(
        address: Address,
        api_key: Option<&SecretString>,
        headers: &[(String, SecretString)],
        connect_timeout: Duration,
    ) -> Result<Self, ModelError> {
        let section = address.section();
        let key = api_key.map(|key| key.expose_secret().trim()).filter(|key| !key.is_empty());
        let mut all = HeaderMap::new();
        if let Some(key) = key {
            all.insert(AUTHORIZATION, secret(&format!("Bearer {key}"), section, "api_key")?);
        }
        for (name, value) in headers {
            let name: HeaderName = name.parse().map_err(|_| ModelError::Settings {
                section,
                key: "headers",
                reason: format!("{name:?} is no name of a header"),
            })?;
            all.insert(name, secret(value.expose_secret(), section, "headers")?);
        }
        let client = Client::builder()
            .connect_timeout(connect_timeout)
            // A redirect would take the headers to another server.
            .redirect(Policy::none())
            .default_headers(all)
            .user_agent(concat!("innopolicy/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| ModelError::Machine {
                what: "a client for requests",
                reason: reason(error),
            })?;
        let values = headers.iter().map(|(_, value)| value.clone());
        let secrets = key.map(SecretString::from).into_iter().chain(values).collect();
        Ok(Self { client, address, secrets })
    }

    /// The address as it may be shown.
    pub(super) fn address(&self) -> String {
        self.address.shown()
    }

    /// Sends `body`; anything but a 2xx is an error with the server's words.
    pub(super) async fn post(
        &self,
        body: &(impl Serialize + Sync),
    ) -> Result<Response, ModelError> {
        let sent = self.client.post(self.address.url()).json(body).send().await;
        let response = sent.map_err(|error| ModelError::Unreachable {
            address: self.address(),
            reason: self.words(&reason(error)),
        })?;
        if response.status().is_success() {
            return Ok(response);
        }
        let status = response.status();
        let retry_after = response.headers().get(RETRY_AFTER).and_then(wait);
        let body = bounded::body(response, ERROR_BODY).await.unwrap_or_default();
        let message = match self.words(&said(&body)) {
            empty if empty.is_empty() => status.canonical_reason().unwrap_or("no word").to_owned(),
            words => words,
        };
        Err(ModelError::Status {
            address: self.address(),
            status: status.as_u16(),
            message,
            retry_after,
        })
    }

    /// A server's words as they may be shown: in one line, bounded, and
    /// without our secrets, which some servers repeat.
    pub(super) fn words(&self, said: &str) -> String {
        let mut said = said.to_owned();
        for secret in
            self.secrets.iter().map(ExposeSecret::expose_secret).filter(|it| !it.is_empty())
        {
            said = said.replace(secret, "…");
        }
        let line =
            said.split(|c: char| c.is_whitespace() || c.is_control()).filter(|it| !it.is_empty());
        let line = line.collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(SHOWN_WORDS) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line,
        }
    }
}

impl Connection {
    /// The body was not read to its end.
    pub(super) fn cut(&self, cut: Cut) -> ModelError {
        match cut {
            Cut::TooLong(limit) => ModelError::TooLong { address: self.address(), limit },
            Cut::Network(reason) => self.broken(&reason),
        }
    }

    /// The reply broke off, as these words say.
    pub(super) fn broken(&self, words: &str) -> ModelError {
        ModelError::Broken { address: self.address(), reason: self.words(words) }
    }

    /// The reply is not of a known form.
    pub(super) fn garbled(&self, reason: &str) -> ModelError {
        ModelError::Garbled { address: self.address(), reason: self.words(reason) }
    }
}

/// A header's value that no log shows.
fn secret(
    value: &str,
    section: &'static str,
    key: &'static str,
) -> Result<HeaderValue, ModelError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| ModelError::Settings {
        section,
        key,
        reason: "a character in it cannot be in a header".to_owned(),
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// `Retry-After` in seconds, or as a date.
fn wait(value: &HeaderValue) -> Option<Duration> {
    let value = value.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let until = chrono::DateTime::parse_from_rfc2822(value).ok()?;
    (until.to_utc() - chrono::Utc::now()).to_std().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection() -> Connection {
        let address = Address::new("embeddings", "http://h/v1", "/embeddings").expect("an address");
        let headers = [("x-key".to_owned(), SecretString::from("hidden"))];
        let key = SecretString::from("sk-secret");
        Connection::new(address, Some(&key), &headers, Duration::from_secs(1)).expect("opens")
    }

    #[test]
    fn words_are_one_bounded_line_without_secrets() {
        let words = connection().words("wrong key:\n sk-secret\u{1b}[1m and hidden");
        assert_eq!(words, "wrong key: … [1m and …");
        assert_eq!(connection().words(&"字".repeat(1000)).chars().count(), SHOWN_WORDS + 1);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let read = |value: &str| wait(&HeaderValue::from_str(value).expect("a value"));
        assert_eq!(read("2"), Some(Duration::from_secs(2)));
        assert_eq!(read("0.5"), Some(Duration::from_millis(500)));
        assert_eq!(read("-1"), None);
        assert_eq!(read("soon"), None);
        assert!(read("Fri, 01 Jan 2100 00:00:00 GMT").is_some());
    }

    #[test]
    fn a_key_that_is_no_header_is_refused_and_not_shown() {
        let address = Address::new("embeddings", "http://h/v1", "/embeddings").expect("an address");
        let key = SecretString::from("sk-\nsecret");
        let error = Connection::new(address, Some(&key), &[], Duration::from_secs(1)).map(|_| ());
        let error = error.expect_err("no header");
        assert!(!format!("{error} {error:?}").contains("sk-"), "{error:?}");
        assert!(error.to_string().starts_with("embeddings.api_key: "), "{error}");
    }
}
