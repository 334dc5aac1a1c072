//! Calls of the Bot API: teloxide's payloads and our own, over one client.
//!
//! teloxide's own way of sending sleeps ten seconds on a server error and
//! knows only the refusals of its version; here a refusal keeps Telegram's
//! words, and what it means is told by [`Refusal`]. The token is in every
//! address, so no error shows one.

use std::time::Duration;

use reqwest::RequestBuilder;
use reqwest::multipart::Form;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teloxide::Bot;
use teloxide::requests::Payload;
use teloxide::types::ChatId;

use super::refusal::Refusal;

/// How much longer than it is asked to wait an answer may take.
const MARGIN: Duration = Duration::from_secs(10);

/// A call that was not carried out, as far as is known.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// No answer came.
    #[error("cannot reach Telegram for {method}: {source}")]
    Network {
        /// The method called.
        method: &'static str,
        /// What went wrong, without the address.
        source: reqwest::Error,
    },
    /// The answer was none of the Bot API's: a gateway's page, as a rule.
    #[error("Telegram answered {method} with {status} and no result")]
    Garbled {
        /// The method called.
        method: &'static str,
        /// The HTTP status.
        status: u16,
    },
    /// Too many calls.
    #[error("429: Telegram asks to wait {} s before {method}", wait.as_secs())]
    TooMany {
        /// The method called.
        method: &'static str,
        /// How long to wait.
        wait: Duration,
    },
    /// The group has a new id.
    #[error("the group moved to {0}")]
    Moved(ChatId),
    /// Any other refusal.
    #[error("Telegram refused {method}: {description}")]
    Refused {
        /// The method called.
        method: &'static str,
        /// What it means.
        refusal: Refusal,
        /// Telegram's words.
        description: String,
    },
}

impl CallError {
    /// What a refusal means; `None` for other errors.
    pub fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Refused { refusal, .. } => Some(*refusal),
            _ => None,
        }
    }

    /// How long Telegram asks to wait.
    pub fn asked_wait(&self) -> Option<Duration> {
        match self {
            Self::TooMany { wait, .. } => Some(*wait),
            _ => None,
        }
    }

    /// Whether Telegram may have carried out the call: the request may have
    /// come through, and only its answer is missing.
    pub fn is_without_answer(&self) -> bool {
        match self {
            Self::Network { .. } => self.is_cut(),
            Self::Garbled { .. } => true,
            _ => false,
        }
    }

    /// Whether the connection failed after the call may have come through.
    pub fn is_cut(&self) -> bool {
        matches!(self, Self::Network { source, .. } if !source.is_connect())
    }

    /// Whether it is Telegram, or the way there, that is in trouble.
    pub fn is_out_of_reach(&self) -> bool {
        matches!(self, Self::Network { .. } | Self::Garbled { .. } | Self::TooMany { .. })
    }
}

/// The Bot API behind one token.
// Not `Debug`: a `Bot` shows its token.
#[derive(Clone)]
pub struct Api {
    bot: Bot,
}

#[derive(Debug, Deserialize)]
struct Response<T> {
    result: Option<T>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Debug, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl Api {
    /// The Bot API as `bot` knows it.
    pub fn new(bot: Bot) -> Self {
        Self { bot }
    }

    /// Calls a method once.
    pub async fn call<P>(&self, payload: &P) -> Result<P::Output, CallError>
    where
        P: Payload + Serialize,
        P::Output: DeserializeOwned,
    {
        self.call_for(payload).await
    }

    /// Calls a method once, and reads of its result what `T` needs.
    pub async fn call_for<P, T>(&self, payload: &P) -> Result<T, CallError>
    where
        P: Payload + Serialize,
        T: DeserializeOwned,
    {
        let mut request = self.post(P::NAME).json(payload);
        if let Some(waits) = payload.timeout_hint() {
            request = request.timeout(waits + MARGIN);
        }
        read(P::NAME, request).await
    }

    /// Calls a method once with the parts of a form, a file among them.
    pub async fn upload<T>(&self, method: &'static str, form: Form) -> Result<T, CallError>
    where
        T: DeserializeOwned,
    {
        read(method, self.post(method).multipart(form)).await
    }

    fn post(&self, method: &str) -> RequestBuilder {
        let address = format!("{}bot{}/{method}", self.bot.api_url(), self.bot.token());
        self.bot.client().post(address)
    }
}

/// Sends a request, and reads of its result what `T` needs.
async fn read<T>(method: &'static str, request: RequestBuilder) -> Result<T, CallError>
where
    T: DeserializeOwned,
{
    let network = |error: reqwest::Error| {
        let source = error.without_url();
        CallError::Network { method, source }
    };
    let response = request.send().await.map_err(network)?;
    let status = response.status().as_u16();
    let text = response.text().await.map_err(network)?;
    // Read from the text: teloxide's types borrow from it.
    match serde_json::from_str::<Response<T>>(&text) {
        Ok(Response { result: Some(result), .. }) => Ok(result),
        Ok(refused) if refused.error_code.is_some() => Err(refused.error(method)),
        _ => Err(CallError::Garbled { method, status }),
    }
}

impl<T> Response<T> {
    fn error(self, method: &'static str) -> CallError {
        let parameters = self.parameters.as_ref();
        if let Some(seconds) = parameters.and_then(|parameters| parameters.retry_after) {
            return CallError::TooMany { method, wait: Duration::from_secs(seconds) };
        }
        if let Some(chat) = parameters.and_then(|parameters| parameters.migrate_to_chat_id) {
            return CallError::Moved(ChatId(chat));
        }
        let description = self.description.unwrap_or_default();
        let code = self.error_code.unwrap_or_default();
        if code >= 500 {
            return CallError::Garbled { method, status: code };
        }
        let refusal = Refusal::read(code, &description);
        CallError::Refused { method, refusal, description }
    }
}
