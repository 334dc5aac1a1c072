//! Whether updates come through: what Telegram says of the webhook.

use std::time::Duration;

use reqwest::Url;
use teloxide::payloads::GetWebhookInfo;
use teloxide::types::WebhookInfo;

use crate::telegram::api::Api;
use crate::telegram::health::Health;
use crate::telegram::reach::waits;

/// How often Telegram is asked while all is well.
const LOOK: Duration = Duration::from_secs(30);

/// Asks Telegram again and again what it knows of the webhook at `url`; says what is wrong
/// with it, once, and that it is well again.
pub(super) async fn watch(api: Api, url: Url, health: Health) {
    let (mut before, mut waits, mut said) = (Before::default(), waits(), None);
    loop {
        let trouble = match api.call(&GetWebhookInfo::new()).await {
            Ok(info) => before.trouble(&info, &url),
            Err(error) => Some(error.to_string()),
        };
        health.set(trouble.is_none());
        match &trouble {
            Some(trouble) if said.as_ref() != Some(trouble) => tracing::error!("{trouble}"),
            None if said.is_some() => tracing::info!("the webhook is well again"),
            _ => {}
        }
        said = trouble;
        if said.is_none() {
            waits = self::waits();
            tokio::time::sleep(LOOK).await;
        } else {
            tokio::time::sleep(waits.next().unwrap_or(LOOK)).await;
        }
    }
}

/// When the last failure was of which nothing is left to bring, in Unix seconds; of a former
/// run to begin with.
#[derive(Debug, Default)]
struct Before(Option<i64>);

impl Before {
    /// What is wrong, if anything is.
    fn trouble(&mut self, info: &WebhookInfo, url: &Url) -> Option<String> {
        if info.url.as_ref() != Some(url) {
            let other = info.url.as_ref().and_then(Url::host_str).unwrap_or("none");
            return Some(format!(
                "another process receives with this token; stop one of the two. \
                 The webhook is {other} now"
            ));
        }
        let last = info.last_error_date.map_or(0, |at| at.timestamp());
        let waiting = info.pending_update_count;
        if self.0.is_none() || waiting == 0 {
            self.0 = Some(last);
        }
        let why = info.last_error_message.as_deref().unwrap_or("it does not say why");
        (Some(last) > self.0)
            .then(|| format!("Telegram cannot call webhook.url, {waiting} updates wait: {why}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn info(url: &str, waiting: u32, last: i64) -> WebhookInfo {
        let info = json!({
            "url": url, "has_custom_certificate": false, "pending_update_count": waiting,
            "last_error_date": last, "last_error_message": "Connection refused",
        });
        serde_json::from_value(info).expect("as Telegram tells it")
    }

    #[test]
    fn a_failure_counts_while_something_waits_and_one_of_a_former_run_does_not() {
        let url: Url = "https://bot.example/hook".parse().expect("an address");
        let mut before = Before::default();
        let mut trouble = |waiting, last| before.trouble(&info(url.as_str(), waiting, last), &url);
        assert_eq!(trouble(3, 100), None);
        let said = trouble(3, 160).expect("they cannot be brought");
        assert!(said.contains("3 updates wait: Connection refused"), "{said}");
        assert!(trouble(4, 160).is_some());
        assert_eq!(trouble(0, 160), None);
        assert_eq!(trouble(1, 160), None);
    }

    #[test]
    fn a_webhook_that_is_anothers_is_said_to_be() {
        let url = "https://bot.example/hook".parse().expect("an address");
        let said = Before::default().trouble(&info("https://other.example/x", 0, 1), &url);
        assert!(said.expect("it is another's").contains("other.example"));
        let none = json!({"url": "", "has_custom_certificate": false, "pending_update_count": 0});
        let none = serde_json::from_value(none).expect("as Telegram tells it");
        assert!(Before::default().trouble(&none, &url).is_some());
    }
}
