//! `getUpdates` with updates as they come: teloxide would drop what it does
//! not know.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use teloxide::requests::Payload;
use teloxide::types::AllowedUpdate;

/// `getUpdates`.
#[derive(Debug, Clone, Serialize)]
pub(in crate::telegram) struct GetUpdates<'a> {
    /// The first update wanted; those before it are confirmed.
    pub(in crate::telegram) offset: i64,
    /// How many at most.
    pub(in crate::telegram) limit: u8,
    /// How many seconds to wait for one.
    pub(in crate::telegram) timeout: u64,
    /// Which kinds; the server remembers those of the last call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::telegram) allowed_updates: Option<&'a [AllowedUpdate]>,
}

impl Payload for GetUpdates<'_> {
    type Output = Vec<Value>;

    const NAME: &'static str = "GetUpdates";

    fn timeout_hint(&self) -> Option<Duration> {
        Some(Duration::from_secs(self.timeout))
    }
}
