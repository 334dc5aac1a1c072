//! Whether updates come through: what Telegram says of the webhook.

use std::time::Duration;

use reqwest::Url;
use teloxide::payloads::GetWebhookInfo;
use teloxide::types::WebhookInfo;
use tokio::time::Instant;

use crate::telegram::api::Api;
use crate::telegram::health::Health;
use crate::telegram::reach::waits;

/// How often Telegram is asked while all is well.
const LOOK: Duration = Duration::from_secs(30);
/// So long after the last failed call the webhook counts as failing, while something waits.
const FAILING: Duration = Duration::from_mins(2);

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

/// What Telegram said before.
#[derive(Debug, Default)]
struct Before {
    /// When a call failed last, in Unix seconds by Telegram's clock; of a former run to begin
    /// with.
    last: Option<i64>,
    /// When that was heard.
    failed: Option<Instant>,
}

impl Before {
    /// What is wrong, if anything is.
    fn trouble(&mut self, info: &WebhookInfo, url: &Url) -> Option<String> {
        if info.url.as_ref() != Some(url) {
            let other = info.url.as_ref().and_then(Url::host_str).unwrap_or("none");
            return Some(format!(
                "another process receives with this token: the webhook is {other} now. \
                 Stop it, and start this one again"
            ));
        }
        let last = info.last_error_date.map_or(0, |at| at.timestamp());
        if self.last.replace(last).is_some_and(|before| before != last) {
            self.failed = Some(Instant::now());
        }
        let failing = self.failed.is_some_and(|at| at.elapsed() < FAILING);
        if info.pending_update_count == 0 || !failing {
            self.failed = None;
            return None;
        }
        let why = info.last_error_message.as_deref().unwrap_or("it does not say why");
        Some(format!("Telegram cannot call webhook.url, and updates wait: {why}"))
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

    #[tokio::test(start_paused = true)]
    async fn a_failure_counts_while_something_waits_and_one_of_a_former_run_does_not() {
        let url: Url = "https://bot.example/hook".parse().expect("an address");
        let mut before = Before::default();
        let mut trouble = |waiting, last| before.trouble(&info(url.as_str(), waiting, last), &url);
        assert_eq!(trouble(3, 100), None);
        let said = trouble(3, 160).expect("they cannot be brought");
        assert!(said.contains("updates wait: Connection refused"), "{said}");
        assert!(trouble(4, 160).is_some());
        assert_eq!(trouble(0, 160), None);
        assert_eq!(trouble(1, 160), None);
        // Where many come, some always wait.
        assert!(trouble(9, 220).is_some());
        tokio::time::advance(FAILING).await;
        assert_eq!(trouble(9, 220), None);
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
